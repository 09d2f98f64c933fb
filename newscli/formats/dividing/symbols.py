"""A unit by its looks, as one of some twenty symbols: what a document is compared with itself by.

A symbol has a kind, and for some kinds a name: the field of a label, the sign of a rule, the level
of a heading, the text of a line that recurs with its digits masked.  Two units are alike if both
are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from newscli.formats.dividing.echoes import LINK, linked
from newscli.formats.layout.captions import is_caption
from newscli.formats.layout.codes import is_coded, masked, valued
from newscli.formats.layout.datelines import dateline
from newscli.formats.layout.headers import header
from newscli.formats.layout.labels import LABEL, labelled
from newscli.formats.layout.residue import is_residue
from newscli.formats.layout.setting import NUMBERED
from newscli.formats.layout.shapes import is_control, is_menu, is_prose, opens_links, weight
from newscli.formats.layout.units import RULES, Unit, is_rule
from newscli.text import fold
from newscli.text.dates import dates
from newscli.text.sentences import CLOSERS, STOPS, ends_sentence
from newscli.tuples import NamedTuple

Kind = Literal[
    "prose",  # body text by its looks
    "speech",  # the same below the name of who speaks, as interviews are set
    "filed",  # prose that opens with a dateline
    "asked",  # prose that ends in a question or exclamation mark: of heads alone
    "sentence",  # a short one, with its stop
    "title",  # three words or more without a stop: could be a headline
    "capitals",  # the same in capitals
    "word",  # one or two words
    "open",  # ends as a line does that reads on: comma, colon
    "rule",
    "counter",  # 3 of 12 DOCUMENTS
    "label",  # HEADLINE: …
    "date",
    "dated",  # a date with other words: a title's, a publisher's
    "url",
    "byline",
    "dateline",  # standing alone
    "about",  # another line about the article: copyright
    "clock",  # a time of day alone
    "year",  # a year alone
    "heading",  # of Markdown
    "numbered",  # 1. …
    "bullet",
    "signed",  # opens with another sign: ■ …, >> …, [ …
    "caption",
    "control",  # button or menu
    "links",  # Read more: …
    "id",
    "template",  # a line that recurs but for its digits
]

LINKED = "@"  # ends the name of a heading that leads somewhere
LONGEST = 260  # characters of a unit that can be anything but prose
LABELLED = 120  # characters of the longest line whose label counts, if others have none beside it
MASKED = 100  # characters of the longest line that can recur
DAY = (2, 46)  # the places among which the day of such an opening begins
LEADING = 90  # characters of a headline on the line of its text
RECURS = 3  # times that a line stands in a text to be a template
TITLED = 3  # words behind a day in numbers, from which on more is said than when
SHORT_TITLE = 3  # words; fewer are a section, a name, a button
PARAGRAPH = 120  # characters of text behind a number or a sign that is no headline
ASKED = 18  # words of a headline that is a question
TIME = 14  # characters of a time alone on its line
SPEAKER = 44  # characters of a line that name who speaks
TURNS = 2  # times that somebody speaks
SPEAKERS = 2  # that a dialogue has
SAID = 0.6  # share of a text that they say
NEAR = 3  # units around a line with an unknown label among which known ones make it a label
_digits = re.compile(r"\d+")
_WIRE = r"\d{1,4}(?:st|nd|rd|th)?|Ld|Lede?|Writethru|Bjt|Adv\d*|Add|Box|Insert|Sub|Folo|URGENT"
_slug = re.compile(  # AM-Kenya-Rail, 2nd Ld-Writethru, 0423 (ANPA-1312)
    r"(?:(?:AM|PM|BC)-|(?=.*[ ,-](?:Ld|Lede?|Writethru|Bjt)\b))[A-Z][\w'&]*(?:-[\w'&]+)*"
    rf"(?:[ ,-]+(?:{_WIRE}))*"
)
_url = re.compile(r"(?:https?://|www\.)\S+|<https?://\S+>|\(https?://\S+\)|\[https?://\S+\]")
_heading = re.compile(r"(#{1,6}) +(\S)")
_numbered = re.compile(  # 1. Ferry stops; (2) "No" to ferry; 3) 5 ferries stop
    r"[(\[（]?\d{1,4}[.):\]．）、](?: *[\"'“‘„«»「『¿¡(]?[^\W\d]| +[£€$#@]?\d)"
)
_bullet = re.compile(r"[-–—*•·] ?[^\W_]")
_capitals = re.compile(r"(?:[^\W\d_a-zß-öø-ÿа-яё]+\W+){3}")
_joints = re.compile(r" ?[,|·•/()–—] ?| - ")
_tags = re.compile(r"#[^\W\d]\S*(?: +#\S+)*")
_dated_opening = re.compile(  # Harwick Courier (2001-05-03): …, Oslo, 3.5.2001 - …
    r"[^.:]{2,45}?(?<!\d)(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})[)\]]? ?[:|–—-]"
)
_strong = re.compile(r"(\*\*|__)[^\s*_](?:(?!\1).)*\1")
_emphasis = re.compile(r"([*_])([^\s*_](?:(?!\1).)*)\1")
_clock = re.compile(
    r"[(\[]?(?:[01]?\d|2[0-4])[:.h][0-5]\d(?:[:.][0-5]\d)?"
    r"(?: ?[ap]\.?m\.?| Uhr| ?h| ?hrs?)?[)\]]?[:.–-]?"
    r"|[0-2]?\d[时時点點][0-5]?\d?分?",
    re.IGNORECASE,
)
_year = re.compile(r"[(\[]?(?:1[4-9]|20)\d\d年?[)\]]?[:.–-]?")
_life = re.compile(
    r"[^\d.]{3,60}[(,（] ?\*?(?:1[5-9]|20)\d\d ?[–—/-] ?[†+]?(?:1[5-9]|20)\d\d[)）]?"
)
_speaker = re.compile(r"([^\W\d_][^:：\n]{0,40}?) ?[:：](?!//)\s*\S")
_stamp = re.compile(  # a day in numbers, whichever of them is the month
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S*)?|\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d"
)
_numbers = re.compile(
    r"(?<!\d)(?:\d{4}-\d\d-\d\d|(?:[012]?\d|3[01])([./-])(?:[012]?\d|3[01])\1(?:19|20)\d\d)(?!\d)"
)
_holds_date = re.compile(
    r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)|\d{4}年\d{1,2}月"
    r"|(?<!\d)(?:19|20)\d\d(?!\d)"
)


class Symbol(NamedTuple):
    """What a unit looks like."""

    kind: Kind
    name: str = ""
    """What tells symbols of one kind apart; empty for most kinds."""
    words: int = 0
    """How much the unit says: its words, or half its characters in scripts without blanks."""
    ends: bool = False
    """Whether it ends as a sentence does."""

    @property
    def code(self) -> tuple[str, str]:
        """What is compared."""
        return self.kind, self.name


def symbols(units: list[Unit]) -> list[Symbol]:
    """The symbol of each unit."""
    found = [_emphasised(unit.text) or symbol_of(unit.text) for unit in units]
    _mark_residue(units, found)
    for index in linked(units, [symbol.kind for symbol in found]):
        found[index] = found[index]._replace(kind="control", name="")
    _mark_times(units, found)
    _mark_listed(units, found)
    _mark_speech(units, found)
    _mark_templates(units, found)
    _mark_unknown_labels(units, found)
    return found


@lru_cache(maxsize=1024)  # cutting asks, and then reading of heads asks again
def symbol_of(text: str) -> Symbol:
    """The symbol of a unit by its text alone."""
    length = len(text)
    ends = ends_sentence(text)
    if length > LONGEST:
        kind: Kind = "filed" if dateline(text) else "prose"
        words = text.count(" ") + 1 if text[0] < "\u0e00" else length // 2
        return Symbol(kind, _opening(text) if kind == "prose" else "", words, ends)
    words = weight(text)
    kind, name = _looks(text, words, ends)
    return Symbol(kind, name, words, ends)


def _looks(text: str, words: int, ends: bool) -> tuple[Kind, str]:
    """Kind and name of a unit that is not long."""
    first = text[0]
    if first in RULES and is_rule(text):
        bare = text.replace(" ", "")
        return "rule", f"{bare[len(bare) // 2]}{'long' if len(bare) >= 10 else len(bare)}"
    if first in "hw<[(" and _url.fullmatch(text):
        return "url", ""
    if found := _says_what(text, words):
        return found
    if is_caption(text):
        return "caption", ""
    if is_control(text) or (first == "#" and _tags.fullmatch(text)):
        return "control", ""
    if is_menu(text):
        return ("dated" if _names_date(text) else "control"), ""
    prose = is_prose(text)
    if not prose and opens_links(text):
        return ("control" if LINK.match(text) else "links"), ""
    if first in "[【［(（" and dateline(text):
        return ("filed" if prose else "dateline"), ""
    if found := _opens_with_sign(text):
        return found
    if " " not in text and text.isascii() and any(map(str.isdigit, text)):
        return "id", ""
    if is_slug(text):
        return "id", ""
    if dateline(text):
        return ("filed" if prose else "dateline"), ""
    if len(text) <= MASKED and (not prose or _is_list(text)) and _names_date(text):
        return "dated", ""
    if prose:
        return "prose", _opening(text)
    return _by_ending(text, words, ends), ""


def _says_what(text: str, words: int) -> tuple[Kind, str] | None:
    """Lines that say of themselves what they are: counters, headings, labels, dates, bylines."""
    if text[0] == "#" and (match := _heading.match(text)):
        return "heading", match[1] + LINKED * (match[2] == "[" and text[-1] == ")")
    if len(text) <= MASKED and any(map(str.isdigit, text)):
        if NUMBERED.match(text):
            return "counter", ""
        if _stamp.fullmatch(text):
            return "date", ""
    line = labelled(text)
    if line and (len(text) <= LABELLED or not line.label[0].islower()):
        return "label", line.field if line.field != "kept" else fold(line.label)
    found = header(text) if len(text) <= LABELLED else None
    if found:
        if found.role == "date" or found.field == "date":
            match = _numbers.match(text, text[0] in "[(")
            if not match or weight(text[match.end() :].lstrip(")] ")) <= TITLED:
                return "date", ""
            return ("dated", "") if text[0].isdigit() else None
        return ("byline", "") if found.role == "byline" else ("about", "")
    return None


def _opens_with_sign(text: str) -> tuple[Kind, str] | None:
    """Lines of a list, and lines that a sign sets apart."""
    if _numbered.match(text):
        return "numbered", ""
    if text[0].isalnum() or text[0] in "\"'“‘„«»(¿¡…「『（":
        return None
    if _bullet.match(text):
        return "bullet", text[0]
    return "signed", text[0]


def is_slug(text: str) -> bool:
    """Whether a line is how a wire names a story.

    >>> is_slug("AM-Kenya-Rail, 2nd Ld-Writethru"), is_slug("Co-op wins bid")
    (True, False)
    """
    return "-" in text and len(text) <= MASKED and _slug.fullmatch(text) is not None


def _opening(text: str) -> str:
    """How prose opens, if not with a word as most prose does: number, date, bracket, capitals."""
    first = text[0]
    if first.isdecimal():
        return _digits.sub("#", text[:12].partition(" ")[0])
    if first in "[(（【［":
        return first
    if first.isupper() and (match := _capitals.match(text)):
        return "" if match.end() == len(text) else "A"
    if _digits.search(text, *DAY) and _dated_opening.match(text):
        return "@"
    return "-" if " - " in text[4:LEADING] else ""


def _is_list(text: str) -> bool:
    """Whether a line is a few facts one after another: publisher, day, page."""
    pieces = _joints.split(text)
    return len(pieces) > 2 and max(piece.count(" ") for piece in pieces) < 4


def _names_date(text: str) -> bool:
    if not _holds_date.search(text):
        return False
    if _numbers.search(text):
        return True
    return next(dates(text), None) is not None


def _by_ending(text: str, words: int, ends: bool) -> Kind:
    """Text in a script and of a length that leave only its last sign to go by."""
    last = text.rstrip(CLOSERS)[-1:]
    if ends and last in STOPS:
        return "sentence"
    if last in ",;:،、；：":
        return "open"
    if words < SHORT_TITLE:
        return "word"
    return "capitals" if text.isupper() else "title"


def _emphasised(text: str) -> Symbol | None:
    """The symbol of a unit that is set in bold or in italics as a whole (Markdown)."""
    if text[0] not in "*_" or text[-1] != text[0]:
        return None
    if match := _strong.fullmatch(text):
        return symbol_of(text.strip("*_"))._replace(kind="heading", name=match[1])
    match = _emphasis.fullmatch(text)
    return symbol_of(match[2]) if match else None


def _mark_times(units: list[Unit], found: list[Symbol]) -> None:
    """Tell times of the day and years that stand alone from other facts: they part no articles."""
    for index, unit in enumerate(units):
        if len(unit.text) <= TIME and any(map(str.isdigit, unit.text)):
            if _clock.fullmatch(unit.text):
                found[index] = found[index]._replace(kind="clock", name="")
            elif _year.fullmatch(unit.text):
                found[index] = found[index]._replace(kind="year", name="")


def _mark_listed(units: list[Unit], found: list[Symbol]) -> None:
    """Tell paragraphs and names behind numbers and signs from titles there, lives by their years,
    and questions from text that come again or stand above a date or an author."""
    questions = Counter(unit.text for unit in units if unit.text[-1] in "?!？！")
    for index, symbol in enumerate(found):
        if symbol.kind == "prose" and symbol.words <= ASKED and units[index].text[-1] in "?!？！":
            below = found[index + 1].kind if index + 1 < len(found) else ""
            if questions[units[index].text] < 2 and below not in ("date", "dated", "byline"):
                continue
            found[index] = symbol._replace(kind="title", name="")
            continue
        text = units[index].text
        if len(text) <= MASKED and text[-2:-1].isdecimal() and _life.fullmatch(text):
            found[index] = symbol._replace(kind="title", name="life")
        elif symbol.kind in ("numbered", "signed"):
            if len(text) >= PARAGRAPH and is_prose(text):
                found[index] = symbol._replace(kind="prose", name=_opening(text))
            elif symbol.kind == "numbered" and symbol.words <= SHORT_TITLE:
                found[index] = symbol._replace(name="word")


def _mark_speech(units: list[Unit], found: list[Symbol]) -> None:
    """Make text what stands behind names that take turns, if it is most of the text."""
    said = {
        index: match[1]
        for index, symbol in enumerate(found)
        if (symbol.kind in _MAY_BE_SAID or (symbol.code in _MAY_ASK and symbol.ends))
        and (":" in (opening := units[index].text[:SPEAKER]) or "：" in opening)
        and (match := _speaker.match(units[index].text))
    }
    if len(said) < SPEAKERS * TURNS:
        return
    times = Counter(said.values())
    turns = [index for index, name in said.items() if times[name] >= TURNS]
    body = sum(1 for symbol in found if symbol.kind in _MAY_BE_SAID and symbol.ends)
    speakers = {said[index] for index in turns if found[index].ends}
    if len(speakers) < SPEAKERS or len(turns) < SAID * body:
        return
    for index in turns:
        found[index] = found[index]._replace(kind="speech", name="")


_MAY_BE_SAID = frozenset(["prose", "filed", "asked", "sentence", "title", "open"])
_MAY_ASK = frozenset([("label", "byline"), ("label", "publisher")])  # Reporter: …?
_MAY_BE_RESIDUE = frozenset(
    ["prose", "sentence", "title", "capitals", "word", "open", "about", "links", "bullet", "signed"]
)
_MAY_RECUR = frozenset(
    ["sentence", "title", "capitals", "word", "open", "counter", "id", "signed", "control", "dated"]
)


def _mark_residue(units: list[Unit], found: list[Symbol]) -> None:
    """Make what a page prints around articles controls, whatever it looks like."""
    for index, symbol in enumerate(found):
        if symbol.kind in _MAY_BE_RESIDUE and is_residue(units[index].text):
            found[index] = symbol._replace(kind="control", name="")


def _mark_templates(units: list[Unit], found: list[Symbol]) -> None:
    """Make lines that recur but for their digits symbols of their own."""
    keys = {
        index: (is_coded(text) and valued(text)) or masked(text)
        for index, symbol in enumerate(found)
        if symbol.kind in _MAY_RECUR and len(text := units[index].text) <= MASKED
    }
    times = Counter(keys.values())
    for index, key in keys.items():
        least = RECURS - 1 if found[index].kind == "counter" else RECURS
        if times[key] >= least:
            found[index] = found[index]._replace(kind="template", name=key)


def _mark_unknown_labels(units: list[Unit], found: list[Symbol]) -> None:
    """Make a line with an unknown label between lines with known ones a label as well."""
    labels = [index for index, symbol in enumerate(found) if symbol.kind == "label"]
    for above, below in pairwise(labels):
        if not 1 < below - above <= NEAR:
            continue
        for index in range(above + 1, below):
            match = LABEL.match(units[index].text)
            if match and len(units[index].text) <= LABELLED:
                found[index] = found[index]._replace(kind="label", name=fold(match[1]))
