"""What a unit looks like, whatever language it is in: headline, sentence, button, list of links.

Only shape counts here: length, how it ends, known buttons.  Where a unit stands is `reading`'s and
`cutting`'s affair.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from newscli.formats.layout.captions import is_caption
from newscli.formats.layout.vocabulary import CONTROLS, RELATED
from newscli.text import fold
from newscli.text.sentences import CLOSERS, ends_sentence

HEADLINE_LENGTH = 200  # characters; longer ones are paragraphs
PROSE = 160  # characters; a unit this long is body, whatever else it looks like
CONTROL_LENGTH = 60  # characters of the longest button
_NOT_AFTER_HEADLINES = ".。।۔;；,，、:：؛،"
_ABBREVIATED = (
    "...",
    "U.S.",
    "U.K.",
    "U.N.",
    "Inc.",
    "Co.",
    "Corp.",
    "Ltd.",
    "Jr.",
    "a.m.",
    "p.m.",
)
_NO_HEADLINE = ("http://", "https://", "www.", "- ", "– ", "— ", "• ", "* ", "· ", "@", "#", "(")
_times = re.compile(r" \(\d+\)| \d+$")  # behind a button: how often it was used
_menu_sign = re.compile("[|›»>•·/](?:(?<!/)|(?<= /)(?= ))")  # a slash between blanks, or another
_menu_signs = re.compile(" *[|›»>•·] +| / ")
_enclosed = re.compile("<[^<>]*>|«[^«»]*»|‹[^‹›]*›")  # quoted, or a share's code: no menu's signs


def is_prose(text: str) -> bool:
    """Whether the unit is body text by its looks: long, or a whole sentence of some length."""
    if len(text) >= PROSE:
        return True
    return (ends_sentence(text) and (len(text) >= 40 or weight(text) >= 6)) or weight(text) >= 30


def is_headline_like(text: str) -> bool:
    """Whether a unit could be a headline: short, no full stop, says something, is no button."""
    if len(text) > HEADLINE_LENGTH:
        return False
    bare = text.rstrip(CLOSERS)
    if bare[-1:] in _NOT_AFTER_HEADLINES and not bare.endswith(_ABBREVIATED):
        return False  # the empty text too
    return _may_be_headline(text)


@lru_cache(maxsize=1024)  # cutting asks, and then reading asks again
def _may_be_headline(text: str) -> bool:
    if text.startswith(_NO_HEADLINE) or not any(map(str.isalpha, text[:40])):
        return False
    return not is_control(text) and not is_caption(text)


def is_title_case(text: str) -> bool:
    """Whether nearly every word of some length begins with a capital: a headline in sentences."""
    if len(text) > HEADLINE_LENGTH or (not text.isascii() and text[0] >= "\u0e00"):
        return False
    longer = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)


def is_control(text: str) -> bool:
    """Whether the unit is a button or the like of a web page."""
    if len(text) > CONTROL_LENGTH:
        return False
    key = fold(text).strip(" .:»›>|•[]()")
    if key in CONTROLS:
        return True
    words = _times.sub("", fold(text)).split()
    return len(words) > 1 and all(word in CONTROLS for word in words)


def opens_links(text: str) -> bool:
    """Whether the unit heads, or is, a link to other stories ("Related", "Read more: …")."""
    return len(text) <= HEADLINE_LENGTH and RELATED.match(fold(text[:60])) is not None


def is_menu(text: str) -> bool:
    """Whether the unit is a row of links: `Home | World | Business`, `News > Europe`."""
    if len(text) > 2 * HEADLINE_LENGTH or not _menu_sign.search(text):
        return False
    text = _enclosed.sub("-", text)
    items = [item for item in _menu_signs.split(text) if any(map(str.isalnum, item))]
    least = 2 if any(sign in text for sign in "›»>") else 3
    return len(items) >= least and max(map(len, items)) <= 30 and not ends_sentence(text)


@cache
def _wide() -> re.Pattern[str]:
    """Signs of a script without blanks; compiled, which takes 2 ms, when a text needs it."""
    return re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u9fff]+")


def weight(text: str) -> int:
    """How much a short unit says: its words, or half its characters where none are set apart."""
    blanks = text.count(" ") + 1
    if text.isascii() or (text[0] < "\u0e00" and text[-1] < "\u0e00"):
        return blanks
    return max(blanks, sum(map(len, _wide().findall(text))) // 2)
