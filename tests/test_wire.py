"""Messages of a wire line by line: frames, heads, text, notes to customers, trailers."""

from __future__ import annotations

import pytest

from newscli.records import Article
from tests.formats.loading import read, shown, written

VOTED = "The council voted nine to two on Monday to close the old harbour of the town of Velm."
NOBODY = "Nobody had told the seven owners of boats in it that it would."


def wire(head: str, text: str, trailer: str) -> list[Article]:
    """The articles of one message."""
    return read(f"\x01{head}\n\x02\n{text}\n\x03{trailer}\n\x04\n")[1]


MESSAGE = f"""\
metadata   \x01GLC 401 3 OVR 93
metadata   Zone 4
separator  \x02
metadata   URGENT =
headline   ^Ferry stops<
byline     By Jane Roe =
paragraph  SANTIAGO, Chile, Nov 13 (XYZ) - {VOTED}
paragraph  So it was.
paragraph      {NOBODY}

paragraph  It rained.

other      Not for publication: desk 12

other      {NOBODY}
metadata   \x03131137 GMT Nov 93
metadata   NNNN
"""


def test_each_line_of_a_message_has_its_place() -> None:
    text = written(MESSAGE)
    [one] = read(text)[1]
    assert one.source.format == "wire"
    assert shown(text, one) == MESSAGE
    assert (one.headline, one.byline, one.place) == ("Ferry stops", "Jane Roe", "SANTIAGO, Chile")
    assert one.date == "1993-11-13T11:37:00+00:00"
    assert one.credits == ("XYZ",)
    assert one.paragraphs[1:] == (NOBODY, "It rained.")


@pytest.mark.parametrize(
    ("trailer", "date"),
    [
        ("131137 GMT Nov 93", "1993-11-13T11:37:00+00:00"),
        ("131137 UTC November 2003", "2003-11-13T11:37:00+00:00"),
        ("131137 Nov 70", "1970-11-13T11:37:00+00:00"),
        ("131137 Nov 69", "2069-11-13T11:37:00+00:00"),
        ("312400 Nov 93", None),
        ("131137 Nev 93", None),
        ("AP-NY-11-13-93 1137EST", "1993-11-13"),
        ("AP-NY-12-01-69 1137EST", "2069-12-01"),
        ("AP-NY-13-01-93 1137EST", None),
        ("", None),
    ],
)
def test_a_trailer_says_when(trailer: str, date: str | None) -> None:
    [one] = wire("GLC", f"Ferry stops =\n{VOTED}", trailer)
    assert one.date == date


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("VELM (XYZ) -", "VELM", "XYZ"),
        ("VELM, May 3 (XYZ) -", "VELM", "XYZ"),
        ("VELM, Nov. 13 (Velm Press) _", "VELM", "Velm Press"),
        ("VELM, Chile (XYZ) -", "VELM, Chile", "XYZ"),
        ("(XYZ) -", None, None),
    ],
)
def test_a_text_opens_with_a_place_and_an_agency_that_nobody_knows(
    opening: str, place: str | None, agency: str | None
) -> None:
    [one] = wire("GLC", f"Ferry stops =\n{opening} {VOTED}", "")
    assert one.place == place
    assert one.credits == ((agency,) if agency else ())


@pytest.mark.parametrize(
    ("lines", "headline", "byline"),
    [
        (("Ports =", "Ferry stops ="), "Ferry stops", None),
        (("^Ferry stops", "By Jane Roe ="), "Ferry stops", "Jane Roe"),
        (("By Jane Roe =",), None, "Jane Roe"),
        (("Ferry stops ==<",), "Ferry stops", None),
        (("Ferry stops =", "="), "Ferry stops", None),
    ],
)
def test_the_last_marked_line_that_is_no_byline_is_the_headline(
    lines: tuple[str, ...], headline: str | None, byline: str | None
) -> None:
    [one] = wire("GLC", "\n".join([*lines, VOTED]), "")
    assert (None if one.headline_derived else one.headline) == headline
    assert one.byline == byline
    assert one.paragraphs == (VOTED,)
