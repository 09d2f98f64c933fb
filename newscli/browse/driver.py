"""The way from the browser to the terminal."""

from __future__ import annotations

from textual.driver import Driver


def without_scrolling(driver: type[Driver]) -> type[Driver]:
    """The driver, sending no new lines.

    Textual ends each row that it draws with one, though the next begins with a move.  On a
    terminal that has fewer rows by then than those drawn for, new lines scroll it, and what is
    drawn later stands elsewhere than is known.
    """

    class Still(driver):  # type: ignore[misc, valid-type]  # which one depends on the platform
        def write(self, data: str) -> None:
            super().write(data.replace("\n", ""))

    return Still
