"""Lines of facts: `The Ellerby Courier, 3 May 2012, p. 4`, `2012-05-03 | World | Ferry stops`.

A line is parted at its signs; each part is a date, a byline, a page, a newspaper, a section, or it
is not known what.  What is not known is no fact.  A part that says something is the headline.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newscli.formats.layout.datelines import PLACE_OPENERS
from newscli.formats.layout.eastern import is_city
from newscli.formats.layout.headers import header, is_bare_name
from newscli.formats.layout.labels import LABELS, labelled
from newscli.formats.layout.names import CASELESS, is_paper, is_section
from newscli.formats.layout.residue import PAGE, residue_bits
from newscli.formats.layout.shapes import HEADLINE_LENGTH, weight
from newscli.text import fold
from newscli.text.agencies import AGENCIES
from newscli.text.dates import dates
from newscli.text.months import is_weekday
from newscli.tuples import NamedTuple

TITLE = 4  # words of what can be a headline beside a date; fewer are a name
CENTURY = 50  # two digits of a year from which on it can be no year of ours
MOST_NAMES = 2  # of a row of facts that are nothing but names
_OF_ROWS = frozenset(["date", "byline", "publisher"])  # sections alone are a menu
_MARK = "\x00"  # where a date stood
_strong = re.compile(
    rf"\s*(?:\||¦|·|•|▪|\t|\s(?:[^\w\s\"'“”„«»‘’&,.:;!?()…]{{1,3}}|::)\s|{_MARK}\s*[:,.]?"
    r"|[()（）\[\]［］【】〔〕])\s*"
)
_and = re.compile(r" (?:and|&|und|et|y|e|en|og|och|i|и) ")  # before the last of several names
_weak = re.compile(r"\s*[,;，、；]\s*")
_around = re.compile(
    r"^[\s*=>#+_~■●◆▼▲○◇★☆►▶【〈《\[\]】〉》<|·•:：,.;；/–—-]+"
    r"|[\s*=#+_~■●◆【〈《\[\]】〉》<>|·•:：,;；/–—-]+$"
)
_code = re.compile(r"[A-Z]{1,6}[-/#_]?\d{2,}")  # by which a database knows a text
_parting = re.compile(r"[,;|·•/\[(（【、；，—–]|\s[^\w\s\"'“”„«»‘’&.!?]{1,3}\s")
_length = re.compile(
    r"\d{1,6} ?(?:w|words|mots|palabras|parole|palavras|wörter|woorden|słów|слов|字"
    r"|sözcük|kelime|كلمة|शब्द|ord|sanaa)\.?"
    r"|\d{1,2}[ -]min(?:ute)?s?\.?(?: read| de lectur[ae]| di lettura| de leitura| lesezeit)?"
    r"|(?:reading time|lesezeit|leestijd|temps de lecture|tiempo de lectura):? \d{1,2} min\w*\.?",
    re.IGNORECASE,
)
_time = re.compile(
    r"(?:at|um|à|a las|às|om|kl\.?|o|в|alle|saat|godz\.?|ore)? ?\d{1,2}(?:[:.h]\d{2}){1,2}"
    r"(?: ?(?:[ap]\.?m\.?|uhr|h|[a-z]{2,4}))?|\d{1,2} ?[ap]\.?m\.?",
    re.IGNORECASE,
)
_digit = re.compile(r"\d")
_time_first = re.compile(
    r"[0-2]?\d[:.][0-5]\d(?:[:.][0-5]\d)?(?: ?[ap]\.?m\b\.?| Uhr\b)?+[ ,:–—-]+(?=\D)"
)
_before_date = re.compile(rf"([^\W\d_]{{2,}}(?:[ -][^\W\d_]{{2,}}){{0,2}})[,،、.] ?{_MARK}")
_weekday_before = re.compile(r"(?:^|(?<=[\s,،]))([^\W\d_]+)[,،]? (?:(?:den|the|de|le) )?$")
_stop = re.compile(r"(?<=[^\W\d_]{4})\. |; ?")  # no initial's
_labelled_date = re.compile(rf" ([^\W\d_]{{2,16}})(?: ?[:：])? ?(?={_MARK})")
_AT_A_DATE = (  # of, from, since, until a day, in the languages whose dates are read
    "of|on|from|since|until|till|after|before|by"
    "|vom|am|zum|seit|bis|ab|nach|vor|der|des|den|du|le|au|depuis|dès|avant|après"
    "|del|de|el|al|desde|hasta|il|dal|di|do|da|em|até|van|op|sinds|tot|av|fra|från|til|till"
    "|z dnia|od|dnia|от|за|с|до|від|на|في|بتاريخ"
)
_joined = re.compile(rf"(?:^|\s)(?:{_AT_A_DATE})\s+$", re.IGNORECASE)
_issue = re.compile(  # what a paper calls the number that came out on a day
    r"(?:ausgabe|nr\.?(?: ?\d+)?|no\.?(?: ?\d+)?|n° ?\d+|№ ?\d+|edition|issue|numéro|édition|número"
    r"|edición|edizione|edição|editie|utgave|wydanie|numer|выпуск|номер)(?=\s|$)",
    re.IGNORECASE,
)
_PUBLISHED = ("date", "updated", "byline")  # labels of what is said with a day
_AS_OF = frozenset(["stand", "as", "status"])  # Stand vom 3. Mai 2012
_SIGNS = " *=>#+_~■●◆▼▲○◇★☆►▶|│║·•<"
_hashtag = re.compile(r"#[^\W\d_]")
_PAIRS = {"[": "]", "【": "】", "〈": "〉", "《": "》", "「": "」", "〔": "〕"}
_OPENERS = "".join(_PAIRS) + "(（［"
_short_date = re.compile(r"(?<![\d/])(\d\d)/(\d\d)/(\d\d)(?![\d/])")
_year_sign = re.compile(r" ?(?:г\.|года?\b|р\.|року\b|r\.|roku\b)", re.IGNORECASE)
_small = re.compile(r"(?:le|on|am|den|el|il|op|du|of|p|pp)\.?", re.IGNORECASE)


class Line(NamedTuple):
    """What a line tells."""

    facts: tuple[tuple[str, str], ...] = ()
    """Fields of the record and their values, in order."""
    title: str = ""
    """The part that can be a headline."""
    unknown: tuple[str, ...] = ()
    """Short parts of which nothing is known."""
    order: tuple[str, ...] = ()
    """The values of both but the date, as they stand."""
    placed: str = ""
    """One of these, if it stands before a date as places do: `Lisbon, 3 May 2012`."""


@lru_cache(maxsize=512)
def facts_of(text: str) -> Line:
    """What a line of facts tells.

    >>> facts_of("The Ellerby Courier, 3 May 2012, p. 4").facts
    (('publisher', 'The Ellerby Courier'), ('date', '2012-05-03'))
    >>> facts_of("The great storm of 3 May 2012").title
    'The great storm of 3 May 2012'
    """
    found = [_with_year_sign(text, *date) for date in dates(text)] or _short_dates(text)
    bound = [text[start:end] for start, end, _ in found if _is_of_a_title(text, start, end)]
    found = [date for date in found if text[date[0] : date[1]] not in bound]
    facts: list[tuple[str, str]] = []
    bare = text
    for start, end, _ in reversed(found):
        before = _weekday_before.search(bare, 0, start)
        start = before.start() if before and _is_weekday(before[1]) else start
        bare = f"{_joined.sub(' ', bare[:start])}{_MARK}{bare[end:]}"  # `Le Monde du 3 mai`
    bare = _labelled_date.sub(_parted_label, bare) if found else bare
    before_date = _before_date.match(bare) if found else None
    if len(apart := _stop.split(bare)) > 1 and not any(
        _says_something(trimmed) for one in apart if (trimmed := _trimmed(one))
    ):
        bare = " | ".join(apart)
    title = placed = ""
    order: list[str] = []
    unknown: list[str] = []
    for index, part in enumerate(_strong.split(bare)):
        if (index == 0 and not part.strip()) or not (part := _trimmed(part)):
            continue
        if found and (clock := _time_first.match(part)):
            part = part[clock.end() :]
        if not title and (any(date in part for date in bound) or _says_something(part)):
            title = part
            continue
        for piece in [part] if _names_several(part) else _weak.split(part):
            above_date = bare.find(piece) < bare.find(_MARK)
            field = _field(piece, above_date)
            if field:
                facts.append(field)
            elif field is None and piece:
                unknown.append(piece)
            if field or (field is None and piece):
                order.append(field[1] if field else piece)
    if found:
        at = next((n for n, (name, _) in enumerate(facts) if name != "publisher"), len(facts))
        facts.insert(at, ("date", found[0][2]))
        if before_date and before_date[1] in unknown and _may_be_place(before_date[1]):
            placed = before_date[1]
    return Line(tuple(facts), title, tuple(unknown), tuple(order), placed)


def _parted_label(match: re.Match[str]) -> str:
    """A sign for a word before a date that says it is one: `筆者：Jane 投稿日：2012年5月3日`."""
    return " | " if LABELS.get(fold(match[1])) == "date" else match[0]


def _with_year_sign(text: str, start: int, end: int, date: str) -> tuple[int, int, str]:
    """A date with the word for year that some languages set behind it: `3 мая 2012 г.`"""
    match = _year_sign.match(text, end)
    return start, match.end() if match else end, date


def is_row(text: str) -> bool:
    """Whether a line is one of facts, whatever it ends in: all its parts are known, but for names.

    >>> is_row("The Courier, 3 May 2012, 80w."), is_row("[Coast Gazette / By Jane Roe]")
    (True, True)
    >>> is_row("Jane Roe, Oslo, 3 May 2012"), is_row("Sport / Culture"), is_row("Oslo, 3 May")
    (True, False, False)
    """
    if len(text) > HEADLINE_LENGTH or not _parting.search(text):
        return False
    line = facts_of(text)
    if not line.facts or line.title or len(line.unknown) > MOST_NAMES:
        return False
    fields = {field for field, _ in line.facts}
    if fields.isdisjoint(_OF_ROWS) or not all(map(_may_be_name, line.unknown)):
        return False
    return any(map(str.isdigit, text)) or len(line.facts) + len(line.unknown) > 1


def names_page(text: str) -> bool:
    """Whether a part of a line says on which page an article stood.

    >>> names_page("Meridian, 3 May 2012, p. 4"), names_page("Meridian, 3 May 2012")
    (True, False)
    """
    parts = (piece.strip(" .:") for part in _strong.split(text) for piece in _weak.split(part))
    return any(residue_bits(piece) == PAGE for piece in parts if piece)


def is_length(text: str) -> bool:
    """Whether a line says no more than how long a text is: `312 words`."""
    return _length.fullmatch(text) is not None


def _may_be_name(piece: str) -> bool:
    """Whether a part of which nothing is known can be a person's or a place's name."""
    return is_bare_name(piece) or (" " not in piece and piece[0].isupper())


def can_be_headline(text: str) -> bool:
    """Whether a short line can be a headline that names a day or stands behind one, where no other
    line is one.  What says when it was printed begins with other words.

    >>> can_be_headline("Storm of 3 May 2012"), can_be_headline("Stand vom 3. Mai 2012")
    (True, False)
    >>> can_be_headline("3 May 2012: Storm over the old harbour")
    True
    """
    found = [_with_year_sign(text, *date) for date in dates(text)]
    if any(_is_of_a_title(text, start, end, 1) for start, end, _ in found):
        return True
    return (
        bool(found)
        and not text[: found[0][0]].strip(_SIGNS + _OPENERS)
        and bool(facts_of(text).title)
    )


def _is_of_a_title(text: str, start: int, end: int, least: int = TITLE) -> bool:
    """Whether a date is no fact beside a title but words of it: `The great storm of 3 May 2012`.

    A preposition binds it to what stands before, a small letter, or a letter with no space between,
    to what follows.  Newspapers and their issues are of a day, too, and so is what is published.
    """
    before = _strong.split(text[:start])[-1].strip()
    after = _strong.split(text[end:])[0]
    words = f"{before} {after.strip()}".strip()
    joined = _joined.search(f"{before} ")
    goes_on = after.lstrip(" :,") if weight(words) >= TITLE else after.lstrip(" ")
    if not joined and not after[:1].isalpha() and not goes_on[:1].islower():
        return False
    behind = after.strip(" ,:")
    if not joined and behind and _field(behind, False) is not None:
        return False  # 3 May 2012, p. 4
    last = _weak.split(before[: joined.start()] if joined else before)[-1]
    if not words or weight(words) < least or _issue.match(last) or _issue.match(after.strip()):
        return False
    if (
        residue_bits(words) == PAGE
        or is_paper(last)
        or _names_only(words)
        or _time.fullmatch(words)
        or _is_weekday(words)
    ):
        return False
    if any(
        (line := header(part)) and line.role == "byline" for part in (last, after.strip()) if part
    ):
        return False
    said = [fold(one) for one in (before, *before.split())]
    return not any(LABELS.get(one) in _PUBLISHED or one in _AS_OF for one in said)


def _trimmed(part: str) -> str:
    return _around.sub("", _around.sub("", part.replace(_MARK, " ")).strip())


def bare_headline(text: str) -> str:
    """A headline without the signs that it is set in.

    >>> bare_headline("** Ferry ends **"), bare_headline("■【Ferry】"), bare_headline("<A> up [B]")
    ('Ferry ends', 'Ferry', '<A> up [B]')
    """
    signs = _SIGNS if "«" in text else _SIGNS + "»"
    if ">" in text[1:]:  # <SHORE PLC> rises
        signs = signs.replace("<", "")
    bare = text if _hashtag.match(text) else text.lstrip(signs)
    if bare != text:
        bare = bare.rstrip(_SIGNS)
    closer = _PAIRS.get(bare[:1])
    if closer and bare[-1] == closer and bare.count(closer) == 1:
        bare = bare[1:-1].strip()
    return bare if any(map(str.isalnum, bare)) else text


def _says_something(part: str) -> bool:
    """Whether a part is more than a name, a byline or a page."""
    return (
        weight(part) >= TITLE
        and not is_paper(part)
        and header(part) is None
        and not _names_only(part)
    )


def _names_several(part: str) -> bool:
    """Whether a part is the byline of three or more: `By Jane Roe, Jan Od and Li Wei`."""
    *names, last = _weak.split(part)
    if not names or not _and.search(last) or not all(" " in one for one in _and.split(last)):
        return False
    return (said := header(part)) is not None and said.role == "byline"


def _names_only(part: str) -> bool:
    """Whether all pieces between commas are known, as in `Lisbon Herald, World, p. 3`, but for
    names beside them: `Jane Roe, Lisbon Herald`."""
    pieces = [piece for piece in _weak.split(part) if piece]
    unknown = [piece for piece in pieces if _field(piece, True) is None]
    few = len(unknown) < len(pieces) and len(unknown) <= MOST_NAMES
    return len(pieces) > 1 and few and all(map(_may_be_name, unknown))


def _field(piece: str, is_first: bool) -> tuple[str, str] | tuple[()] | None:
    """Field and value of a short part; empty for a page or a time, None when it is not known.

    `is_first`: it stands before the date, whose weekday it has not (`Sunday Dispatch, 3 May 2012`).
    """
    printed, piece = piece.strip(), piece.strip(" .:")
    first, _, rest = piece.partition(" ")
    if rest and _is_weekday(first) and not (is_first and is_paper(piece)):
        piece = rest
    if not piece or _length.fullmatch(piece) or _time.fullmatch(piece) or _small.fullmatch(piece):
        return ()
    timeless = _time.sub("", piece) if _digit.search(piece) else piece
    if LABELS.get(fold(timeless).strip(" .:")) in ("date", "updated"):
        return ()  # `Publié le` before a date, `Stand:` after it
    if (
        _code.fullmatch(piece)
        or not any(map(str.isalpha, piece))
        or residue_bits(piece) == PAGE
        or _is_weekday(piece)
    ):
        return ()
    line = header(printed) or header(piece)  # By Jane Roe Jr.
    if line and line.role == "byline":
        return "byline", line.value
    if line and line.field == "publisher" and line.value:  # 来源：北海日报
        return "publisher", line.value
    if piece.casefold() in AGENCIES:
        return "credit", piece
    said = labelled(piece)
    if said and said.value and said.field in ("section", "publisher", "url"):
        return said.field, said.value
    if is_section(piece):
        return "section", piece
    if is_paper(piece):
        return "publisher", piece
    return None


def _may_be_place(name: str) -> bool:
    """Whether a name before a date can be a place's: of two words most are people's."""
    first, _, rest = name.partition(" ")
    if name[0] >= CASELESS:
        return is_city(name)
    return name[0].isupper() and (
        fold(first) in PLACE_OPENERS if rest else fold(name) not in LABELS
    )


def _is_weekday(piece: str) -> bool:
    return is_weekday(piece.strip("().（）"))


def _short_dates(text: str) -> list[tuple[int, int, str]]:
    """A date of two digits each that can be read in one way only: `01/18/63`."""
    out = []
    for match in _short_date.finditer(text):
        month, day, year = (int(part) for part in match.groups())
        if month > 12 >= day:
            month, day = day, month
        if 1 <= month <= 12 < day <= 31 and year >= CENTURY:
            out.append((*match.span(), f"19{year:02}-{month:02}-{day:02}"))
    return out
