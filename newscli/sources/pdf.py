"""The text of a pdf as lines, with empty ones for the gaps on its pages.

pdfminer holds whatever a file claims to hold: streams unpacked, shapes, each letter with its place.
So what it is given is bounded here; of shapes and pictures nothing is kept.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newscli.errors import DocumentError

if TYPE_CHECKING:
    from pdfminer.layout import LTPage

LARGEST_STREAM = 32 << 20  # bytes of a part of a file, unpacked; large fonts have half of that
MOST_SIGNS = 60_000
"""Letters on a page: each takes a kilobyte, and finding lines among them more time than in
proportion.  A page of a newspaper has 40,000."""

PITCH = 1.25  # distance of lines to the height of their letters' box
WIDEST_GAP = 4  # empty lines that stand for a gap in a page, at most


def lines(data: bytes) -> Iterator[str]:
    """The lines of each page as they are set, and empty ones for the gaps between blocks."""
    from pdfminer.layout import LTTextContainer, LTTextLine

    above = 0.0  # where the block above ends, in points from the foot of its page
    top, foot = 0.0, float("inf")  # between which text has stood so far
    pitch = 1.0
    for page in _pages(data):
        is_first = True
        for block in page:
            if not isinstance(block, LTTextContainer):
                continue
            if not (text := block.get_text().strip("\n")):
                continue
            top, foot = max(top, block.y1), min(foot, block.y0)
            gap = above - foot + top - block.y1 if is_first else above - block.y1 - pitch
            if above:
                yield from [""] * min(WIDEST_GAP, round(gap / pitch))
            yield from (line.rstrip() for line in text.split("\n"))
            yield ""
            heights = [line.height for line in block if isinstance(line, LTTextLine)]
            pitch = PITCH * min(heights, default=0) or pitch
            above, is_first = block.y0, False


def _pages(data: bytes) -> Iterator[LTPage]:
    """The pages one at a time, as the whole would take ten times the file's size."""
    import logging

    from pdfminer import pdftypes
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    class Letters(PDFPageAggregator):
        """Takes in letters alone, and not too many."""

        def begin_page(self, page: Any, ctm: Any) -> None:
            self.signs = 0
            super().begin_page(page, ctm)

        def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
            self.signs += sum(len(piece) for piece in seq if isinstance(piece, bytes))
            if self.signs > MOST_SIGNS:
                raise DocumentError("", f"too large: a page of over {MOST_SIGNS:,} signs")
            super().render_string(textstate, seq, ncs, graphicstate)

        def paint_path(self, *shape: Any) -> None:
            pass

        def render_image(self, name: str, stream: Any) -> None:
            pass

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it notices is no news to us
    pdftypes.zlib = _Bounded  # type: ignore[attr-defined, assignment]  # no limit of its own
    resources = PDFResourceManager(caching=False)
    device = Letters(resources, laparams=LAParams())
    interpreter = PDFPageInterpreter(resources, device)
    try:
        for page in PDFPage.get_pages(io.BytesIO(data), caching=False):
            interpreter.process_page(page)
            yield device.get_result()
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed):
        raise DocumentError("", "the pdf file is encrypted: save it without a password") from None


class _Decompressor:
    """zlib's own, but for what expands beyond `LARGEST_STREAM`."""

    def __init__(self) -> None:
        self._inside = zlib.decompressobj()
        self._size = 0

    def decompress(self, data: bytes) -> bytes:
        """What comes out next; raises `DocumentError` when that is too much."""
        out = self._inside.decompress(data, LARGEST_STREAM - self._size + 1)
        self._size += len(out)
        if self._size > LARGEST_STREAM:
            raise DocumentError("", "a part of the pdf file expands to more than any text does")
        return out

    @property
    def eof(self) -> bool:
        """Whether all has come out."""
        return self._inside.eof


class _Bounded:
    """The module zlib, as far as pdfminer uses it."""

    error = zlib.error
    decompressobj = _Decompressor

    @staticmethod
    def decompress(data: bytes) -> bytes:
        """All that `data` stands for; raises as zlib does when that is cut off."""
        decompressor = _Decompressor()
        out = decompressor.decompress(data)
        if not decompressor.eof:
            raise zlib.error("the stream ends too early")
        return out
