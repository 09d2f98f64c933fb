"""What the heads of a document set a fact in: `Contributor – Jane Roe`, `Jane Roe reports`, `[…]`.

No list holds all words and signs that stand around a name.  What most articles have alike there is
none of the fact, and what differs shows what kind of fact it is: names, days, papers, addresses.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from newscli.formats.dividing.tops import Piece
from newscli.formats.layout.captions import is_caption, names_others
from newscli.formats.layout.headers import header, is_bare_name
from newscli.formats.layout.labels import CODES, LABELS, shouted
from newscli.formats.layout.names import CASELESS, FROM, is_paper, is_section
from newscli.formats.layout.residue import residue_bits
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_prose
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
LABELLED = {  # field → what a line is labelled with that states it
    "headline": "Title", "byline": "Author", "date": "Date", "publisher": "Source",
    "section": "Section", "url": "URL", "place": "Place",
}  # fmt: skip
_url = re.compile(r"(?:https?://|www\.)\S+")
_cell = re.compile(r"\s*(?:[|¦·•▪\t]|\s[^\w\s\"'“”„«»‘’&,.:;!?()…]{1,3}\s|\s::\s)\s*")
_label = re.compile(  # - Author: Jane Roe, Author >> Jane Roe, [Author] Jane Roe
    r"(?P<before>[^\w\s]{0,2} ?)(?P<label>[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+){0,2})"
    r"(?P<sign>[^\w\s]+ |\s[^\w\s]{1,3}\s|\.{2,}: )\s*(?P<value>\S.*)"
)
_signs = " \t:：=|.–—>»→*#-<"
_and = re.compile(r" (?:and|&|und|et|y|en|i|и) |, ")


class _Cell(NamedTuple):
    """A line of a head, or a part of one."""

    piece: int
    text: str


def told(units: Sequence[Unit], pieces: Sequence[Piece]) -> dict[str, str]:
    """Lines of heads and what they tell, with labels that all know: `Jane Roe reports` → `Author:
    Jane Roe`; the parts of a row with bars between."""
    lines = [_Cell(at, text) for at, piece in enumerate(pieces) for text in _head(units, piece)]
    known = _labelled(lines)
    if len(pieces) < FEWEST:
        return known
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
    found = _facts(loose, len(pieces), texts)
    return known | {
        text: " | ".join(found.get(cell, cell) for cell in parts)
        for text, parts in cells.items()
        if not found.keys().isdisjoint(parts)
    }


def _labelled(lines: Sequence[_Cell]) -> dict[str, str]:
    """Lines that open with a known label and a sign that few set behind one, or with `From` before
    a paper, if there are several with the same: `Author – Jane Roe`, `From The Post`."""
    found: defaultdict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    times: Counter[tuple[str, str]] = Counter()
    for _, text in lines:
        match, named = _label.fullmatch(text), FROM.match(text)
        field = LABELS.get(fold(match["label"]), "") if match else ""
        if named and is_paper(text[named.end() :]):
            sign, value = (named[0], ""), ("publisher", text[named.end() :])
        elif match and field in _FITS and not _is_known(text) and _FITS[field](match["value"]):
            sign, value = (match["before"].strip(), match["sign"].strip()), (field, match["value"])
        else:
            continue
        found[sign][text] = value
        times[sign] += 1
    return {
        text: f"{LABELLED[field]}: {value}"
        for sign, alike in found.items()
        if times[sign] >= FEWEST
        for text, (field, value) in alike.items()
    }


def _head(units: Sequence[Unit], piece: Piece) -> Iterable[str]:
    """The lines of a piece that stand above its text."""
    for unit in units[piece.head : min(piece.end, piece.head + REACH)]:
        if is_prose(unit.text):
            return
        if len(unit.text) <= HEADLINE_LENGTH and not is_rule(unit.text):
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
            if not before and not after:  # the names of two who wrote are in no mould
                members = [one for one in members if _and.search(one.text) and _is_author(one.text)]
                if len({one.piece for one in members}) < least:
                    continue
            values = {
                cell.text: cell.text[: len(cell.text) - len(after)].strip(_signs)
                for cell in members
            }
            values = {text: value for text, value in values.items() if value}
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


def _is_author(text: str) -> bool:
    """Whether a text is one person's name or those of several."""
    return all(
        is_bare_name(one) and not one.isupper() and not is_paper(one) and not is_section(one)
        for one in _and.split(text)
    )


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
