"""Moments: microseconds since 1970 in the index, ISO 8601 in files that people read."""

from __future__ import annotations

import time

MICRO = 1_000_000
LATEST = 253_402_300_800 * MICRO - 1  # the last moment of the year 9999


def now_us() -> int:
    """Now."""
    return time.time_ns() // 1000


def text_of(moment: int) -> str:
    """A moment as text, in UTC.

    >>> text_of(0)
    '1970-01-01T00:00:00.000000Z'
    """
    moment = max(0, min(moment, LATEST))
    whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment // MICRO))
    return f"{whole}.{moment % MICRO:06}Z"


def of_text(text: object) -> int:
    """The moment that a text says; 0 for what is none.

    >>> of_text("1970-01-01T00:00:01.5Z"), of_text("soon")
    (1500000, 0)
    """
    from datetime import UTC, datetime

    try:
        moment = datetime.fromisoformat(str(text))
        whole = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        since = whole - datetime(1970, 1, 1, tzinfo=UTC)
    except (ValueError, OverflowError):
        return 0
    return max(0, (since.days * 86400 + since.seconds) * MICRO + since.microseconds)


def local(moment: int, now: int | None = None) -> str:
    """A moment as a person says it, by the clock on their wall: `yesterday 18:02`."""
    from datetime import datetime, timedelta

    then = datetime.fromtimestamp(moment / MICRO)
    today = datetime.fromtimestamp((now_us() if now is None else now) / MICRO).date()
    if then.date() == today:
        return f"today {then:%H:%M}"
    if then.date() == today - timedelta(days=1):
        return f"yesterday {then:%H:%M}"
    return f"{then:%Y-%m-%d %H:%M}"
