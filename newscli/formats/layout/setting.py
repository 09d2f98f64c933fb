"""How a text is set: a paragraph a line, hard-wrapped, or with an empty line after every line.

Each way is a reading of the same lines; the one that fits is taken.  In wrapped text the lines of a
block are one unit, but for those that stand alone whatever is around them: rules, counters, labels,
addresses, dates, centred lines.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from newscli.formats.layout.codes import is_coded, valued
from newscli.formats.layout.columns import set_apart
from newscli.formats.layout.headers import header
from newscli.formats.layout.hyphens import Hyphens
from newscli.formats.layout.labels import LABEL, is_known, labelled, shouted, signed
from newscli.formats.layout.names import is_paper, is_section
from newscli.formats.layout.residue import is_residue
from newscli.formats.layout.shapes import opens_links
from newscli.formats.layout.units import (
    PAGE,
    RULES,
    WIDEST_WRAP,
    Unit,
    is_blank,
    is_rule,
    tidy_lines,
)
from newscli.formats.layout.vocabulary import BYLINE_OPENERS
from newscli.text.document import split_lines
from newscli.text.sentences import ends_sentence
from newscli.tuples import NamedTuple

CENTRED = 8  # blanks before a line in the middle; paragraphs are indented by fewer
ABOUT = 60  # characters of the longest line of a head that wrapped text may read on from
SHORT = 0.6  # of the width; a line that ends sooner did not have to: a headline, a verse
USUAL_WORD = 12  # characters of a word that hardly any is longer than; an address is
SLACK = 4  # characters by which a line may end before its width
LONGER = 1.25  # times the width; a line that is longer was not wrapped
MOST_LONGER = 0.12  # share of such lines from which on the text is not wrapped
NARROWEST = 26  # characters of a wrapped line; scripts without blanks are set as narrow
PARTED = 12  # lines for one that goes on below: fewer go on by chance
CLEAR = 5  # lines that all end where the next word had no room, and in a sentence: no chance
SAMPLE = 4000  # lines that show how the text is set
_LISTED = "0123456789-•*·–"  # how the lines of a list begin
FEWEST = 8  # lines that show that every other one is empty
STACKED = 3  # lines of a headline in capitals
IDEOGRAPHIC = "\u3000"  # the blank that is as wide as two; what follows it needs none between words
TAB = 4  # blanks that a tab is worth: one opens a paragraph, two stand in the middle
_OPEN = "–—-,、，،"  # how a line ends that must go on
_GOES_ON = "–—("  # how no line of a head begins, unless a bracket is around it
_IN_NUMBERS = "0123456789.,%"
INDENT = 2  # blanks before the first line of a paragraph, at the least
HEAD = 4  # lines of a block among which a date may stand
RECURRING = 3  # times that an unknown label opens a line; fewer, and it is text with a colon
SIGNED = " "  # opens what stands for a sign behind known labels: how many lines have it
SHOUTED = "!"  # stands for labels in capitals: how many of them stand below each other
NUMBERED = re.compile(  # 3 of 12 DOCUMENTS, *TEXT 017, Dokument 3/12, - 4 -, № 5, 第 3 篇
    r"[*#\s\[(]*(?:[^\W\d_]{1,12}\.? |[\u3041-\u9fff]{1,4}(?=\d)){0,2}(?:№ ?|#)?\d{1,6} ?"
    r"(?:of|von|van|de|di|sur|av|af|из|od|z|/|من|分之)"
    r" ?\d{1,6}(?: [^\W\d_]+)?\W*$|[*#]+ ?[^\W\d_]+(?: \d[\d/.:-]*)+(?: [^\W\d_]+ \d+)?\W*$"
    r"|[-–—] ?\d{1,4} ?[-–—]$|第 ?\d{1,5} ?[篇条則则号号回].{0,8}$",
    re.IGNORECASE,
)
_item = re.compile(r"(?:[-–—*] |[•·▪►●] ?)\S")
_url = re.compile(r"(?:https?://|www\.)\S+")


class _Line(NamedTuple):
    number: int
    """From 1."""
    text: str
    """Tidied; empty for a line that shows nothing."""
    indent: int
    page: bool
    """Whether a new page begins here."""


def set_units(text: str, known: int = 0) -> list[Unit]:
    """The units of a whole text, in the setting that fits its lines.

    `known` is the width that they are wrapped at, unless one is longer than wrapped lines are; -1
    if they are not wrapped.
    """
    raw, tidied = split_lines(text), tidy_lines(text)
    if any(tidied[1::2]):  # else no line is below another, as labels and wrapped lines are
        tidied = set_apart(raw, tidied)
    shown = ["" if is_blank(line) else line.strip("\f ") for line in tidied]
    longest = max(map(len, shown), default=0)
    if longest > WIDEST_WRAP and not any(a and b for a, b in pairwise(shown)):
        return _single(shown, raw)  # no line can go on in the next
    lines = [
        _Line(number, text, _indent(line), "\f" in line)
        for number, (text, line) in enumerate(zip(shown, raw, strict=True), 1)
    ]
    if every_other := _without_double_spacing(lines):
        texts = _as_blocks(every_other)
        if max(map(len, texts)) <= WIDEST_WRAP and (width := wrapping_width(texts)):
            return _wrapped(every_other, width)
    texts = _as_blocks(lines)
    if known < 0:
        return _single(shown, raw)
    width = wrapping_width(texts)
    if known and max(map(len, texts), default=0) <= WIDEST_WRAP:
        return _wrapped(lines, min(known, width or known))
    return (
        _wrapped(lines, width) if width and not _many_longer(texts, width) else _single(shown, raw)
    )


def set_texts(text: str) -> list[str]:
    """The texts of these units, where their lines do not matter."""
    lines = tidy_lines(text)
    shown = ["" if is_blank(line) else line.strip("\f ") for line in lines[::2]]
    if any(lines[1::2]) or max(map(len, shown), default=0) <= WIDEST_WRAP:
        return [unit.text for unit in set_units(text)]
    return [line for line in shown if line and not line.isspace()]  # none can go on in the next


def wrapping_width(lines: list[str]) -> int:
    """The width that lines are wrapped at; 0 when they are not.

    A line of wrapped text ends where the next one's first word would not fit, and seldom with a
    sentence.  Lines that end long before tell nothing: paragraphs, headlines, menus do as well.
    """
    pairs = [
        (a, b)
        for a, b in pairwise(lines[:SAMPLE])
        if a and b and a != b and a[0] not in RULES and b[0] not in _LISTED
        if not _url.match(a) and not _url.match(b)
    ]
    if not pairs:
        return 0
    width = sorted([len(a) for a, _ in pairs])[len(pairs) * 9 // 10]
    if not NARROWEST <= width <= WIDEST_WRAP:
        return 0
    sure = all(b[0].islower() and not ends_sentence(a) and header(b) is None for a, b in pairs)
    long = [(a, b) for a, b in pairs if len(a) >= SHORT * width]
    full = sum(1 for a, b in long if len(a) + _first_word(b) > width - SLACK)
    ended = sum(1 for a, _ in long if a[-1] == ":" or ends_sentence(a))
    few = len(pairs) < 2 or PARTED * len(pairs) < min(len(lines), SAMPLE)
    if few and not sure and (ended or full < max(CLEAR, len(long))):
        return 0
    if (len(long) < 3 and not sure) or 10 * ended > 4 * len(long):
        return 0
    small = sum(1 for _, b in long if b[0].islower())
    return width if 10 * full >= (5 if 3 * small >= len(long) else 7) * len(long) else 0


def _first_word(line: str) -> int:
    """Characters that would have to fit: a word and a blank, or one in scripts without blanks."""
    return 1 if _is_unspaced(line[0]) else len(line.partition(" ")[0]) + 1


def _without_double_spacing(lines: list[_Line]) -> list[_Line]:
    """The lines without the empty ones that follow each; none when that is not how they stand."""
    filled = [n for n, line in enumerate(lines) if line.text]
    if len(filled) < FEWEST or 3 * len(filled) < len(lines):
        return []
    if any((n - filled[0]) % 2 for n in filled):
        return []
    return lines[filled[0] % 2 :: 2]


def _as_blocks(lines: list[_Line]) -> list[str]:
    """The texts of the lines, with an empty one above each that opens a paragraph by its indent."""
    opening = _opens_by_indent(lines)
    texts: list[str] = []
    for line in lines:
        if opening and texts and texts[-1] and _is_set_in(line):
            texts.append("")
        texts.append(line.text)
    return texts


def _opens_by_indent(lines: list[_Line]) -> bool:
    """Whether indented lines open paragraphs; where nearly all are, one that is below another must
    not go on in the sentence above, or they are a text that is set in as a whole."""
    filled = [line for line in lines[:SAMPLE] if line.text]
    indented = sum(map(_is_set_in, filled))
    if 2 * indented < len(filled):
        return indented > 0
    pairs = [(a, b) for a, b in pairwise(lines[:SAMPLE]) if _is_set_in(a) and b.text]
    ended = [ends_sentence(a.text) for a, b in pairs if _is_set_in(b)]
    return len(ended) < len(pairs) and 10 * sum(ended) >= 9 * len(ended)


def _is_set_in(line: _Line) -> bool:
    return bool(line.text) and INDENT <= line.indent < CENTRED


def _many_longer(lines: list[str], width: int) -> bool:
    """Whether too many lines are longer than the width for it to be one."""
    filled = [len(line) for line in lines if line]
    longer = sum(1 for length in filled if length > LONGER * width + 5)
    return longer > MOST_LONGER * len(filled)


def _indent(line: str) -> int:
    if line[:1] not in " \u3000\t":
        return 0
    blanks = line[: len(line) - len(line.lstrip(" \u3000\t"))]
    return len(blanks) + blanks.count(IDEOGRAPHIC) + (TAB - 1) * blanks.count("\t")


def _single(shown: list[str], lines: list[str]) -> list[Unit]:
    """Each line that shows something, as a unit."""
    out: list[Unit] = []
    gap = 0
    for number, (text, line) in enumerate(zip(shown, lines, strict=True), 1):
        if text and not text.isspace():
            out.append(Unit(text.strip("\f"), number, number, gap, _indent(line)))
            gap = 0
        else:
            gap += 1 + PAGE * ("\f" in line)
    return out


def _wrapped(lines: list[_Line], width: int) -> list[Unit]:
    """Blocks of lines, joined; a line that stands alone is one by itself."""
    labels = Counter(match[1] for line in lines if (match := LABEL.match(line.text)))
    labels[SHOUTED] = _most_shouted(lines)
    labels.update(_signs_of_labels(lines))
    opening = _opens_by_indent(lines)
    stacked = _stacked(lines, labels)
    hyphens = Hyphens([line.text for line in lines])
    out: list[Unit] = []
    block: list[_Line] = []
    gap = 0

    def close() -> None:
        nonlocal gap
        if block:
            text = hyphens.text([line.text for line in block], _joint)
            out.append(Unit(text, block[0].number, block[-1].number, gap, block[0].indent))
            gap = 0
            block.clear()

    above: _Line | None = None
    for line in lines:
        if not line.text:
            close()
            gap += 1 + PAGE * line.page
            above = None
            continue
        alone = _stands_alone(line, labels, len(block)) and not _goes_on(block, line.text, width)
        asked = len(block) == 1 and ends_sentence(block[0].text) and is_residue(block[0].text)
        if above and stacked.get(
            line.number,
            alone
            or asked
            or (len(above.text) < SHORT * width and not line.text[0].islower())
            or (opening and _is_set_in(line))
            or (len(block) == 1 and _has_room(above.text, line.text, width) and is_paper(line.text))
            or (_is_foot(line.text) and (ends_sentence(above.text) or _is_foot(above.text)))
            or _opens_label(line.text, labels)
            or (bool(block) and all(_item.match(one.text) for one in (line, block[0]))),
        ):
            close()
        block.append(line)
        if alone:
            close()
        above = line
    close()
    return out


def _has_room(above: str, text: str, width: int) -> bool:
    """Whether the first word of a line would have had room on the one above."""
    return len(above) + _first_word(text) <= width - SLACK


def _is_foot(text: str) -> bool:
    """Whether a line below a sentence can be none of its paragraph: a code, an address, a paper's
    name or a word and its value in brackets."""
    if text[0] not in "([" or text[-1] not in ")]":
        return is_coded(text)
    return is_coded(text) or is_paper(text[1:-1]) or (text[0] == "[" and valued(text) != "")


def _joint(above: str, below: str) -> str:
    """What stands between two lines of a text where it was wrapped: a blank, but in the scripts
    that set none, whose lines end even inside numbers."""
    a, b = above[-1], below[0]
    if _is_unspaced(a) or _is_unspaced(b):
        return ""
    return "" if a.isdecimal() and b in _IN_NUMBERS and any(map(_is_unspaced, below)) else " "


def _is_unspaced(sign: str) -> bool:
    """Whether a sign is of Chinese or Japanese: Korean sets words apart."""
    return sign >= IDEOGRAPHIC and not "\uac00" <= sign <= "\ud7a3"


def _goes_on(block: list[_Line], text: str, width: int) -> bool:
    """Whether a line can only be where the text of its block goes on: the first word had no room
    above, and opens no line of a head: those do not end as sentences do."""
    if not block or (ends_sentence(block[-1].text) and not (text[-1] == "." and text[0].isalpha())):
        return False
    if text.split(" ", 1)[0].casefold() in BYLINE_OPENERS:
        return False
    word = _first_word(text)
    if text[0] in "hw" and _url.fullmatch(text):
        word = min(word, USUAL_WORD)  # of a head, below a line that ends long before
    full = [len(above.text) + word > width - SLACK for above in block]
    return all(full) and (
        len(full) > 1
        or text[0].islower()
        or ends_sentence(text)
        or block[-1].text[-1] in _OPEN
        or (text[0] in _GOES_ON and text[-1] != ")")
    )


def _stacked(lines: list[_Line], labels: Counter[str]) -> dict[int, bool]:
    """The numbers of the lines in which a headline in capitals goes on, and of those below it:
    whether a unit begins there.  More lines are a list, and what is above may be a paper's name."""
    out: dict[int, bool] = {}
    run: list[_Line] = []
    above = ""
    for line in [*lines, _Line(0, "", 0, False)]:
        if line.text.isupper() and (run or not above) and len(line.text) <= ABOUT:
            run.append(line)
        else:
            ends = not line.text.isupper()  # or it is text, too long for a headline
            if 2 <= len(run) <= STACKED and ends and _is_stack(run, labels):
                out |= {one.number: False for one in run[1:]}
                if line.text:
                    out[line.number] = True
            run = []
        above = line.text
    return out


def _is_stack(run: list[_Line], labels: Counter[str]) -> bool:
    first = run[0].text
    if " " not in first or is_paper(first) or is_section(first):
        return False
    return not any(
        line.text[-1] in ".:" or header(line.text) or _stands_alone(line, labels, 0) for line in run
    )


def _signs_of_labels(lines: list[_Line]) -> Counter[str]:
    """The signs that stand behind known labels of different kinds, or again and again."""
    found = [one for line in lines if (one := signed(line.text))]
    times = Counter(SIGNED + one.sign for one in found)
    kinds = Counter(SIGNED + sign for sign, _ in {(one.sign, one.field) for one in found})
    return times + Counter({sign: RECURRING for sign, many in kinds.items() if many > 1})


def _most_shouted(lines: list[_Line]) -> int:
    """How many known labels in capitals stand below each other, at the most."""
    most = run = 0
    for line in lines:
        found = shouted(line.text)
        run = run + 1 if found and is_known(found.label) else 0
        most = max(most, run)
    return most


def _stands_alone(line: _Line, labels: Counter[str], above: int) -> bool:
    """Whether nothing is joined to a line; `above` lines of its block stand before it."""
    text = line.text
    if line.indent >= CENTRED or (text[0] in RULES and is_rule(text)):
        return True
    if len(text) <= 3 and text.isupper() and text.isascii():
        return True
    if text[0] in "hw" and _url.fullmatch(text):
        return True
    if len(text) > ABOUT:
        return False
    if NUMBERED.match(text):
        return True
    if match := LABEL.fullmatch(text):
        return not match[2] and (_opens_label(text, labels) or opens_links(text))
    if text[-1] == ")" and "(" not in text:  # of a parenthesis that opens above
        return False
    if above >= HEAD:
        return False
    if text.split(" ", 1)[0].casefold() in BYLINE_OPENERS:
        return (said := header(text)) is not None and said.role == "byline"
    return any(map(str.isdigit, text)) and header(text) is not None


def _opens_label(text: str, labels: Counter[str]) -> bool:
    """Whether a line opens with a label that is known or comes again and again."""
    if found := labelled(text):
        return not found.label[0].islower()
    if (other := signed(text)) and labels[SIGNED + other.sign] >= RECURRING:
        return True
    if labels[SHOUTED] >= RECURRING and (found := shouted(text)) and is_known(found.label):
        return True
    match = LABEL.match(text)
    return match is not None and labels[match[1]] >= RECURRING
