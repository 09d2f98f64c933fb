"""What the heads of a document set a fact in: `Contributor – Jane Roe`, `Jane Roe reports`, `[…]`.

No list holds all words and signs that stand around a name.  What most articles have alike there is
none of the fact, and what differs shows what kind of fact it is: names, days, papers, addresses.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice, pairwise

from newscli.formats.dividing.tops import Piece
from newscli.formats.layout.captions import is_caption, names_others
from newscli.formats.layout.headers import header, is_bare_name, located_name
from newscli.formats.layout.labels import CODES, LABEL, LABELS, labelled, shouted, signed
from newscli.formats.layout.names import ARTICLES, CASELESS, FROM, is_paper, is_section
from newscli.formats.layout.residue import residue_bits
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_prose, weight
from newscli.formats.layout.units import Unit, is_rule
from newscli.text import fold
from newscli.text.dates import first_date
from newscli.tuples import NamedTuple

FEWEST = 3  # articles that show what all have alike
AGREED = 0.5  # share of the articles that have it
ALIKE = 0.8  # share of the values that are of one kind, and that differ
REACH = 12  # lines of a head
APART = ",–—-(/|"  # before what a person is
STARTS, ENDS = 5, 3  # places in a line up to or from which it may be like others
PAIR = 2  # parts of a row that can be a word and its value
WORDS = 4  # of a place's, section's or paper's name
TITLE = 3  # words of a headline behind an unknown label
LABELLED = {  # field → what a line is labelled with that states it
    "headline": "Title", "byline": "Author", "date": "Date", "publisher": "Source",
    "section": "Section", "url": "URL", "place": "Place",
}  # fmt: skip
_day = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")  # 20120503
_url = re.compile(r"(?:https?://|www\.)\S+")
_cell = re.compile(r"\s*(?:[|¦·•▪\t]|\s[^\w\s\"'“”„«»‘’&,.:;!?()…]{1,3}\s|\s::\s)\s*")
BRACKETS = frozenset(["[]", "【】", "<>"])  # around a label, which needs no others then
ALONE = frozenset(["byline", "date", "url"])  # fields whose values are known by their form, too
_signs = " \t:：=|.–—>»→*#-<"
_placed = re.compile(  # Jane Roe, Oslo; Jane Roe (Oslo)
    r"(?P<name>[^,(]{5,40}?)(?:, | \()(?:[^\W\d_a-z][^\W\d_]+[ -]?){1,2}\)?"
)
_dressed = re.compile(  # (Jane Roe), [Jane Roe], — Jane Roe
    r"[\[(（【<](?P<enclosed>[^\W\d_][^\]\[()（）【】<>]+)[\])）】>]"
    r"|[-–—] ?(?P<dashed>[^\W\d_][^\]\[()]+)"
)
_between = re.compile(r"\s*[,;]\s|" + _cell.pattern)
_and = re.compile(r" (?:and|&|und|et|y|en|i|и) |, ")


class _Cell(NamedTuple):
    """A line of a head, or a part of one."""

    piece: int
    text: str


def told(units: Sequence[Unit], pieces: Sequence[Piece]) -> dict[str, str]:
    """Lines of heads and what they tell, with labels that all know: `Jane Roe reports` → `Author:
    Jane Roe`; the parts of a row with bars between."""
    lines = [_Cell(at, text) for at, piece in enumerate(pieces) for text in _head(units, piece)]
    known = _undressed(lines) | _labelled(lines)
    if len(pieces) < FEWEST:
        return known
    lines = [line for line in lines if line.text not in known]
    known |= _titles(lines, len(pieces)) | _sections(lines, len(pieces))
    size = Counter(line.piece for line in lines)  # a line alone is the headline
    lines = [line for line in lines if line.text not in known and size[line.piece] > 1]
    cells = {line.text: parts for line in lines if (parts := _parts(line.text))}
    openers = Counter(cells[line.text][0] for line in lines if line.text in cells)
    for text, parts in cells.items():
        if len(parts) == PAIR and openers[parts[0]] >= max(FEWEST, AGREED * len(pieces)):
            cells[text] = [text]  # Contributor – Jane Roe
    loose = [
        _Cell(line.piece, cell)
        for line in lines
        for cell in cells.get(line.text, ())
        if not _is_known(cell)
    ]
    texts = [unit.text for unit in units if is_prose(unit.text)]
    found = _facts(loose, len(pieces), texts) | _days(loose, len(pieces))
    return known | {
        text: " | ".join(found.get(cell, cell) for cell in parts)
        for text, parts in cells.items()
        if not found.keys().isdisjoint(parts)
    }


def _labelled(lines: Sequence[_Cell]) -> dict[str, str]:
    """Lines that open with a known label and a sign that few set behind one, or with `From` before
    a paper: `Author – Jane Roe`, `From The Post`.

    Several have the same sign, or two with different labels, if values of any form may follow.
    """
    found: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    times: Counter[str] = Counter()
    for _, text in lines:
        line, named = signed(text), FROM.match(text)
        if named and is_paper(text[named.end() :]):
            sign, field, value = named[0], "publisher", text[named.end() :]
        elif line and line.field in _FITS and not labelled(text) and _FITS[line.field](line.value):
            sign, _, field, value = line
        else:
            continue
        found[sign][text] = field, value
        times[sign] += 1
    return {
        text: f"{LABELLED[field]}: {value}"
        for sign, alike in found.items()
        for text, (field, value) in alike.items()
        if field in ALONE
        or sign in BRACKETS
        or times[sign] >= FEWEST
        or len({of for of, _ in alike.values()}) > 1
    }


def _titles(lines: Sequence[_Cell], articles: int) -> dict[str, str]:
    """Lines that open with the same unknown label, in most heads, of which no other line is a
    title: `Story: Ferry closes for the winter`."""
    found: defaultdict[str, list[tuple[_Cell, str]]] = defaultdict(list)
    others: Counter[int] = Counter()
    for line in lines:
        match = LABEL.fullmatch(line.text)
        if match and fold(match[1]) not in LABELS and not match[1].isupper():
            found[match[1]].append((line, match[2]))
        elif weight(line.text) >= TITLE and not _is_known(line.text):
            others[line.piece] += 1
    fits = {
        label: alike
        for label, alike in found.items()
        if len(alike) >= max(FEWEST, AGREED * articles)
        if len({value for _, value in alike}) == len(alike) == len({one.piece for one, _ in alike})
        if _share([value for _, value in alike], _is_title) >= ALIKE
        if not any(others[one.piece] for one, _ in alike)
    }
    if len(fits) != 1:
        return {}
    [alike] = fits.values()
    return {line.text: f"{LABELLED['headline']}: {value}" for line, value in alike}


def _is_title(text: str) -> bool:
    return weight(text) >= TITLE and not _is_known(text) and not _author(text)


def _sections(lines: Sequence[_Cell], articles: int) -> dict[str, str]:
    """Rows of a section and a name that stand in most heads: `Sport; Jane Roe`."""
    parted = {line.text: both for line in lines if (both := _section_first(line.text))}
    if len({line.piece for line in lines if line.text in parted}) < max(FEWEST, AGREED * articles):
        return {}
    names = [name for _, name in parted.values()]
    people = _share(names, _is_author) >= ALIKE and len({*names}) >= ALIKE * len(names)
    label = f"{LABELLED['byline']}: " if people else ""
    return {
        text: f"{LABELLED['section']}: {section} | {label}{name}"
        for text, (section, name) in parted.items()
    }


def _section_first(text: str) -> tuple[str, str] | None:
    """The section and the name of a row that has nothing but these; None for another, as
    `SE - Sport` is."""
    if _is_known(text):
        return None
    both = [part.strip(_signs + "()[]") for part in _between.split(text)]
    if len(both) != PAIR or not all(both) or is_section(both[0]) == is_section(both[1]):
        return None
    section, name = sorted(both, key=is_section, reverse=True)
    return (section, name) if weight(name) <= WORDS and not _is_known(name) else None


def _days(cells: Sequence[_Cell], articles: int) -> dict[str, str]:
    """The days of most heads that are no more than eight digits: `20120503`."""
    days = [cell for cell in cells if _day.fullmatch(cell.text)]
    if len({cell.piece for cell in days}) < max(FEWEST, AGREED * articles):
        return {}
    return {t: f"{LABELLED['date']}: {t[:4]}-{t[4:6]}-{t[6:]}" for t in (day.text for day in days)}


def _undressed(lines: Sequence[_Cell]) -> dict[str, str]:
    """Lines that are a name in brackets or behind a dash, below others of a head, and the name."""
    below = [line.text for above, line in pairwise(lines) if above.piece == line.piece]
    matches = ((text, _dressed.fullmatch(text)) for text in below)
    names = {text: match["enclosed"] or match["dashed"] for text, match in matches if match}
    return {text: name for text, name in names.items() if _is_person(name)}


def _head(units: Sequence[Unit], piece: Piece) -> Iterable[str]:
    """The lines of a piece that stand above its text."""
    for unit in units[piece.head : min(piece.end, piece.head + REACH)]:
        if is_prose(unit.text):
            return
        said = any(map(str.isalpha, unit.text)) or _day.fullmatch(unit.text)
        if said and len(unit.text) <= HEADLINE_LENGTH and not is_rule(unit.text):
            yield unit.text


def _parts(text: str) -> list[str]:
    return [part for part in _cell.split(text) if part]


def _is_known(text: str) -> bool:
    """Whether a line says of itself what it is."""
    code = shouted(text)
    if is_paper(text) or is_section(text) or (code and code.label in CODES):
        return True
    said = header(text)
    return said is not None and said.field != ""


def _facts(cells: Sequence[_Cell], articles: int, texts: Sequence[str]) -> dict[str, str]:
    """The facts of those that are set in what others are set in."""
    found: dict[str, str] = {}
    least = max(FEWEST, AGREED * articles)
    for before, group in _groups(cells, least, _openings):
        rest = [cell._replace(text=cell.text[len(before) :]) for cell in group]
        for after, members in _groups(
            rest, max(least, ALIKE * len(rest)) if before else least, _closings
        ):
            if not before and not after:  # two who wrote, and one with a place, are in no mould
                members = [
                    one
                    for one in members
                    if (who := _author(one.text)) and (who != one.text or _and.search(who))
                ]
                if len({one.piece for one in members}) < least:
                    continue
            values = {
                cell.text: cell.text[: len(cell.text) - len(after)].strip(_signs)
                for cell in members
            }
            values = {text: _author(value) or value for text, value in values.items() if value}
            if field := _field(before, after, list(values.values()), texts):
                for text, value in values.items():
                    found[before + text] = f"{LABELLED[field]}: {value}"
    return found


def _groups(
    cells: Sequence[_Cell], least: float, ends: Callable[[str], list[str]]
) -> Iterable[tuple[str, list[_Cell]]]:
    """Texts that have the longest opening or closing alike that so many articles have; the rest
    with an empty one."""
    having: defaultdict[str, set[int]] = defaultdict(set)
    rests: defaultdict[str, set[str]] = defaultdict(set)
    found = [ends(cell.text) for cell in cells]
    for cell, own in zip(cells, found, strict=True):
        for end in own:
            having[end].add(cell.piece)
            rests[end].add(cell.text)
    groups: defaultdict[str, list[_Cell]] = defaultdict(list)
    for cell, own in zip(cells, found, strict=True):
        fit = (
            end
            for end in own
            if len(having[end]) >= least and len(rests[end]) >= AGREED * len(having[end])
        )
        groups[max(fit, key=len, default="")].append(cell)
    return groups.items()


def _openings(text: str) -> list[str]:
    """What stands before the first words of a text but the first."""
    starts = (n for n in range(1, len(text)) if text[n].isalnum() and not text[n - 1].isalnum())
    return [text[:n] for n in islice(starts, STARTS)]


def _closings(text: str) -> list[str]:
    """What stands behind the last words of a text but the last."""
    back = range(len(text) - 1, 0, -1)
    ends = (n for n in back if text[n - 1].isalnum() and not text[n].isalnum())
    return [text[n:] for n in islice(ends, ENDS)]


def _field(before: str, after: str, values: Sequence[str], texts: Sequence[str]) -> str:
    """The field that values are of which stand in the same mould; empty when it is not known."""
    label = LABELS.get(fold(before.strip(_signs + "[]()")), "")
    if label in _FITS:
        return label if _share(values, _FITS[label]) >= ALIKE else ""
    if label:
        return ""
    line = f"{before}{values[0]}{after}"
    if is_caption(line) or residue_bits(line) > 0 or _is_of_another(line, before):
        return ""
    if _share(values, _is_url) >= ALIKE:
        return "url"
    if _share(values, is_section) >= ALIKE:
        return "section"
    if _share(values, is_paper) >= ALIKE:
        return "publisher"
    if any(value[0] >= CASELESS for value in values):
        return ""
    if any(map(str.isalpha, after)) and not (after.islower() or after[0] in APART):
        return ""  # Old Mill Divides Town
    distinct = set(values)
    if _share(values, _is_author) >= ALIKE and len(distinct) >= ALIKE * len(values):
        spoken = sum(any(name in text for text in texts) for name in distinct)
        return "byline" if 3 * spoken <= len(distinct) else ""
    return ""


def _is_of_another(line: str, before: str) -> bool:
    """Whether a line names whoever took the picture, or did anything but write the text."""
    said = header(line)
    is_credit = said is not None and said.field in ("picture", "credit")
    return is_credit or names_others(before)


def _share(values: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, values)) / max(1, len(values))


def _is_url(text: str) -> bool:
    return _url.fullmatch(text) is not None


def _author(text: str) -> str:
    """One person's name, those of several, or the name before a place; empty for other texts."""
    placed = _placed.fullmatch(text)
    for one in (text, located_name(text), placed["name"] if placed else ""):
        if one and all(map(_is_person, _and.split(one))):
            return one
    return ""


def _is_person(text: str) -> bool:
    if fold(text.partition(" ")[0]) in ARTICLES or "(" in text or text.isupper():
        return False  # (The Bridge)
    return is_bare_name(text) and not is_paper(text) and not is_section(text)


def _is_author(text: str) -> bool:
    return _author(text) != ""


def _is_short(text: str) -> bool:
    return text.count(" ") < WORDS


_FITS: Mapping[str, Callable[[str], bool]] = {
    "headline": lambda text: True,
    "byline": _is_author,
    "date": lambda text: first_date(text) is not None,
    "publisher": _is_short,
    "section": _is_short,
    "url": _is_url,
    "place": _is_short,
}
