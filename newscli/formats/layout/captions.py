"""Picture captions: how they look, whom they credit, when the photo was taken.

The words for all that are in credits.txt, and nowhere else.
"""

from __future__ import annotations

import re

from newscli.records import Caption
from newscli.text import dates, fold
from newscli.text.agencies import AGENCIES, agency_in, pieces, undated
from newscli.text.sentences import SENTENCE_END
from newscli.text.tables import rows

_PARTY = re.compile(r"[A-Z]{1,3}-[A-Z][A-Za-z.]{1,4}|[DRIL]")  # (R-AK), (D-Calif.)
LONGEST_CREDIT = 130  # characters at the end of a caption, its parenthesis included
LONGEST_SLASHED = 60  # characters of a name and an agency with a slash between them
SCENE = 4  # blanks between the words before an agency that tell what is to be seen
UNSPACED = "\u0e00"  # from here on there are hardly any
LEAST, LEAST_UNSPACED = 30, 8  # characters that the shortest caption has more of
_last_parenthesis = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,120})[)）\]】]\W{0,2}$")
_WORDS = {name: "|".join(lines).split("|") for name, lines in rows(__file__, "credits.txt").items()}
PICTURES, CREDITS, _HANDED, _SOURCES = (
    f"(?:{'|'.join(map(re.escape, _WORDS[name]))})"
    for name in ("pictures", "credits", "handed out", "sources")
)
_CREDITED = (  # by one word or two
    rf"(?:(?:(?:file|{_HANDED}) )?{PICTURES}(?: {CREDITS})?|{CREDITS}(?: {PICTURES})?)"
)
_WHOLE = r"(?![a-zà-ÿ])"  # no beginning of a longer word
_BY = "(?: by| of| de)?"
_label = re.compile(
    rf"^(?:(?:{_CREDITED}|{_HANDED}|{_SOURCES}){_WHOLE}(?:: {_HANDED})?{_BY}\s*[:：/]?\s*|by )",
    re.IGNORECASE,
)
_labelled = re.compile(rf"(?:{PICTURES}|media|video) caption ?[,:] ?\S", re.IGNORECASE)
LABELLED = 26  # characters that `photograph caption` and its sign stand in
_shown = re.compile(rf"{PICTURES}\s*[:：] ?\S", re.IGNORECASE)
_BRACKETS = frozenset(["[]", "()", "（）", "【】"])
_taken = re.compile(r"(?:记者|記者)\s?\S{2,4}(?:\s\S{2,4})?\s?[摄攝]$")  # of China's wire
_SOURCE_WORDS = re.compile(
    r"\bvia\b|/|©|\bpress service\b"
    rf"|(?<![a-zà-ÿ])(?:(?:file )?{PICTURES}(?:ers?)?{_WHOLE}|{_HANDED})",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[^\W\d_a-zà-ÿ][\w.'’-]*)(?: (?:[^\W\d_a-zà-ÿ][\w.'’&-]*|de|of|the|von|van|al|and|la|"
    r"le|del)){0,6}"
)
_POSITIONS = frozenset(
    "left right center centre middle top bottom above below front back c l r file"
    " archive 2nd".split()
)
_TAIL_CREDIT = re.compile(
    r"(?:^|[.!?。\"”’»)|] ?)\s*(?:[-–—|] ?)?"
    rf"((?:{_CREDITED}{_BY}\s*[:：]\s*|© ?|(?:REUTERS|AP Photo|"
    r"AFP PHOTO|EPA|AFP|AP|EFE|ANSA|dpa|PAP|TASS|ТАСС|Lusa|ANP|Xinhua)/)"
    r"[^.!?]{2,90})\.?$",
    re.IGNORECASE,
)
_ABBREVIATED = "|".join(re.escape(word) for word in _WORDS["pictures"] if word.endswith("."))
_photo = re.compile(  # fot. PAP/Jan Od; Photo: AFP
    rf"(?:{_ABBREVIATED}|{_CREDITED}{_BY}\s*[:：])\s*(?P<who>[^.!?:]{{2,60}})\.?$", re.IGNORECASE
)
_BEGINNINGS = "|".join([*(fold(word).strip(".") for word in _WORDS["pictures"]), *_WORDS["others"]])
_others = re.compile(f"(?<![a-z])(?:{_BEGINNINGS})")


def credits_in(credit: str) -> list[str]:
    """Whom a credit names, in order.

    >>> credits_in("Photo: Jane Roe/Getty Images via AP")
    ['Jane Roe', 'Getty Images', 'AP']
    """
    names = []
    for piece in pieces(credit):
        name = _label.sub("", piece, count=1).strip(" .,:;©")
        if name and name.casefold() not in _POSITIONS:
            names.append(name)
    return names


def credit_of(text: str) -> str | None:
    """What the caption `text` gives as its source: the last parenthesis, or a credit at the end."""
    if match := _last_parenthesis.search(text, max(0, len(text) - LONGEST_CREDIT)):
        inside = match[1].strip()
        return inside if names_source(inside) else None
    if match := _TAIL_CREDIT.search(text[-LONGEST_CREDIT:]):
        return match[1].strip()
    return _slashed(text) or None


def _slashed(text: str) -> str:
    """The name and the agency that a caption ends in behind its stop, a slash between them, or the
    agency behind a slash alone.

    >>> _slashed("The pier in June. Jane Roe/Getty Images"), _slashed("The pier. / EFE")
    ('Jane Roe/Getty Images', '/ EFE')
    >>> _slashed("The old pier of Tammer in June / EFE"), _slashed("Jane Roe in Tammer / EFE")
    ('EFE', '')
    """
    if "/" not in text[-LONGEST_SLASHED:]:
        return ""
    tail = SENTENCE_END.split(text[-LONGEST_CREDIT:])[-1].lstrip()
    *names, agency = tail.split("/")
    if tail == text.strip():
        return _shot(text)
    if len(tail) > LONGEST_SLASHED or len(tail) == len(text) or not names:
        return ""
    bare = [_label.sub("", name.strip(), count=1) for name in names]
    known = agency.strip().casefold() in AGENCIES
    return tail if known and all(not name or _NAME.fullmatch(name) for name in bare) else ""


def _shot(text: str) -> str:
    """The agency behind a slash alone, if what stands before it tells of more than a name."""
    said, sign, agency = text.strip().rpartition(" / ")
    told = said.count(" ") >= SCENE if said[:1] < UNSPACED else len(said) > LEAST_UNSPACED
    known = sign and told and agency.casefold() in AGENCIES
    return agency if known and not said.isupper() else ""


def names_source(inside: str) -> bool:
    """Whether a parenthesis that ends a caption names who made the picture; `(PHOTO)` alone says
    that there is one."""
    inside = undated(inside)
    if (match := _SOURCE_WORDS.search(inside)) and match[0] == inside and inside.isalpha():
        return False
    if inside.casefold() in AGENCIES:
        return True
    if _PARTY.fullmatch(inside) or inside.casefold() in _POSITIONS or any(map(str.isdigit, inside)):
        return bool(_SOURCE_WORDS.search(inside) and agency_in(inside))
    return bool(_SOURCE_WORDS.search(inside) or agency_in(inside) or _NAME.fullmatch(inside))


def photographer(line: str) -> str | None:
    """Whom a line names that says no more than who made the picture; None for any other.

    >>> photographer("fot. PAP/Jan Od"), photographer("Photo: how it was made")
    ('PAP/Jan Od', None)
    """
    match = _photo.match(_enclosed(line) or line)
    return match["who"] if match and names_source(match["who"]) else None


def _enclosed(line: str) -> str:
    """What stands in the brackets around a whole line; empty for a line without them."""
    opener, closer = line[:1], line[-1:]
    bare = line[1:-1].strip()
    return bare if opener and opener + closer in _BRACKETS and closer not in bare else ""


def names_others(words: str) -> bool:
    """Whether the words beside a name say that it is of somebody who did anything but write.

    >>> names_others("Traducción de"), names_others("Text:")
    (True, False)
    """
    return _others.search(fold(words)) is not None


def is_caption(text: str) -> bool:
    """Whether a line looks like a caption wherever it stands: it ends in a picture credit, or says
    in brackets what the picture shows."""
    if text[:1] in "[(（【" and (inside := _enclosed(text)) and _shown.match(inside):
        return photographer(text) is None
    if text[-1:] in ")）]】" or text[-2:-1] in ")）]":
        match = _last_parenthesis.search(text, max(0, len(text) - LONGEST_CREDIT))
        if not match or match.start() < (20 if text[0] < UNSPACED else 6):
            return False
        inside = undated(match[1].strip())
        return inside.casefold() in AGENCIES or bool(
            not _PARTY.fullmatch(inside) and _SOURCE_WORDS.search(inside) and names_source(inside)
        )
    tail = text[-LONGEST_CREDIT:]
    if "caption" in text[:LABELLED].lower() and _labelled.match(text):
        return True
    if text[-1:] in "摄攝" and _taken.search(tail):
        return True
    if ":" not in tail and "/" not in tail and "©" not in tail and "：" not in tail:
        return False
    least = LEAST if text[0] < UNSPACED else LEAST_UNSPACED
    return len(text) > least and bool(_TAIL_CREDIT.search(tail) or _slashed(text))


def caption(text: str) -> Caption:
    """The record of a caption: credit, agency and the photo's date are read off its text."""
    credit = credit_of(text)
    return Caption(
        text=text,
        credit=credit,
        agency=agency_in(credit) if credit else None,
        date=dates.first_date(text),
    )
