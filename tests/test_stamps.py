"""Date fields: the forms that exports state dates in, and those that state none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.text.stamps import is_day_first, stamp

MOMENTS = st.datetimes(
    datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.just(timezone(timedelta(hours=2)))
).map(lambda moment: moment.replace(microsecond=0))


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2022-06-20 11:00:52+00:00", "2022-06-20T11:00:52+00:00"),
        ("2022-06-20T11:00:52.123Z", "2022-06-20T11:00:52+00:00"),
        ("2019-01-04T03:00:00+0000", "2019-01-04T03:00:00+00:00"),
        ("2021-10-19T10:00+02", "2021-10-19T10:00+02:00"),
        ("2011-01-04", "2011-01-04"),
        ("20240816", "2024-08-16"),
        ("20240816T120501Z", "2024-08-16T12:05:01+00:00"),
        ("910514", "1991-05-14"),
        ("1723812904", "2024-08-16T12:55:04+00:00"),
        ("1723812904475", "2024-08-16T12:55:04+00:00"),
        ("Mon, 17 May 1993 09:40:48 -0400", "1993-05-17T09:40:48-04:00"),
        ("17 May 93 09:40:48 GMT", "1993-05-17T09:40:48+00:00"),
        ("19-OCT-1987 15:37:46.03", "1987-10-19T15:37:46"),
        ("Ср, 16 авг 2006 10:00:00 +0400", "2006-08-16T10:00:00+04:00"),
        ("24 July 1937", "1937-07-24"),
        ("December 31, 2017 ", "2017-12-31"),
        ("May 13, 2014 3:04 pm", "2014-05-13"),
        ("2016年8月16日 12:30", "2016-08-16T12:30:00"),
        ("27.02.2026 - Update : 28.02.2026", "2026-02-27"),
    ],
)
def test_a_stated_date_is_read(value: str, iso: str) -> None:
    assert stamp(value) == iso


@pytest.mark.parametrize(
    "value",
    ["", "yesterday", "2024-08", "2011-13-45", "03/04/2011", "1375-04-05", "12345678901234567890",
     "99999999", "5", "x" * 500, "Mon, 99 Foo 2011 09:40:48"],
)  # fmt: skip
def test_what_states_no_full_date_is_none(value: str) -> None:
    assert stamp(value) is None


def test_the_order_of_day_and_month_is_asked_of_the_column() -> None:
    assert (stamp("03/04/2011", True), stamp("03/04/2011", False)) == ("2011-04-03", "2011-03-04")
    assert is_day_first(["03/04/2011", "13/04/2011"]) is True
    assert is_day_first(["03/04/2011", "04/13/2011"]) is False
    assert is_day_first(["03/04/2011", "2011-04-13", ""]) is None


@given(MOMENTS)
def test_a_moment_survives_every_way_of_writing_it(moment: datetime) -> None:
    assert stamp(moment.isoformat()) == moment.isoformat()
    assert stamp(str(moment)) == moment.isoformat()
    assert stamp(format_datetime(moment)) == moment.isoformat()
    if moment.timestamp() >= 1_000_000_000:
        assert stamp(str(int(moment.timestamp()))) == moment.astimezone(UTC).isoformat()


@given(st.text(max_size=60))
def test_any_value_is_a_date_or_none(value: str) -> None:
    found = stamp(value)
    assert found is None or datetime.fromisoformat(found)
