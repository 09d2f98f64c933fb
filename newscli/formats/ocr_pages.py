"""Pages read by a machine (OCR): one record a page, never cut, as columns run into each other.

Form feeds part the pages.  Known by narrow lines, words broken at line ends, and stray signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.units import blocks, tidy_lines
from newscli.records import Article
from newscli.text import Document

NARROW = 64  # characters of the usual line at the most: a newspaper's column, or two
FEWEST = 30  # lines that show how a page is set
CLEAN = 200  # words for each stray sign from which on a text was not read by a machine
_stray = re.compile(  # signs alone, signs inside words, lone letters that are words nowhere
    r"(?:^| )(?:[^\w\s\"'“”„‘’«»‹›¿¡(—–&$£€-]{1,3}"
    r"|[A-Za-z]*[^\w\s'’.,:;!?()\"“”„«»‹›¿¡—–&$£€%/-][A-Za-z]*"
    r"|[b-df-hjl-np-rtxB-DF-HJL-NP-RTX])(?= |$)"
)


def matches(head: str, path: str) -> bool:
    """Many narrow lines, of which many break a word or hold stray signs."""
    if "-\n" not in head:
        return False
    lines = [line for line in tidy_lines(head) if len(line) > 2]
    if len(lines) < FEWEST:
        return False
    lengths = sorted(map(len, lines))
    if lengths[len(lengths) // 2] > NARROW or lengths[len(lengths) * 19 // 20] > 2 * NARROW:
        return False
    broken = sum(1 for line in lines if line[-1] == "-" != line[0] and line[-2:-1].isalpha())
    words = sum(line.count(" ") + 1 for line in lines)
    stray = sum(len(_stray.findall(line)) for line in lines)
    many, few = 20 * broken >= len(lines), 50 * broken >= len(lines)
    return (many and CLEAN * stray >= words) or (few and 50 * stray >= words)


def articles(document: Document) -> Iterator[Article]:
    """One article a page; its blocks of lines are paragraphs."""
    lines = tidy_lines(document.text)
    starts = [0, *(n for n, line in enumerate(lines) if n and line.startswith("\f"))]
    held: Draft | None = None
    for start, end in pairwise([*starts, len(lines)]):
        found = blocks(lines[start:end], (), start + 1)
        if not found:
            continue
        if held:
            yield held.finish(start)
        held = Draft(document, "page", start + 1 if held else 1)
        for unit in found:
            held.add("paragraph", unit.first, unit.last, unit.text)
    if held:
        yield held.finish(len(lines))
