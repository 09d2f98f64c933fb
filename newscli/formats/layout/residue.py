"""What pages print around articles: menus, share buttons, notes on cookies, newsletters, copyright.

None of it is the article's, whatever it looks like, so it is known by its words: residue.txt holds
them in many languages.  A line's evidence is in bits: how much likelier it is as residue than as
text.  Where the line stands, and whether it recurs, is for the caller to weigh.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache

from newscli.formats.layout.shapes import is_prose, weight
from newscli.formats.layout.vocabulary import CONTROLS
from newscli.text import fold
from newscli.text.sentences import ENDS
from newscli.text.tables import sections
from newscli.tuples import NamedTuple

LONGEST = 300  # characters; longer text speaks of such things, it does not ask for them
SAYS = 3.0  # bits of a phrase that hardly stands in news
SAYS_AGAIN = 1.5  # of each further one
HINTS = 1.0  # bits of a word that news has too, beside others
MOST_HINTS = 2.0
BUTTONS = 4.0  # bits of a line of nothing but buttons
ALONE = 1.0  # bits of a single word of a menu: sections and cross-heads are such words too
PAGE = 3.0
TAGS = 4.0
SPOKEN = 2.0  # bits against a line with quotation marks: somebody says so
LONG = 140  # characters from which on a line speaks for text
WORDY = 1.0  # bits against a long line
MOST_BUTTON = 4  # words of one button
MOST_BUTTONS = 24  # words of a row of them
BRIEF = 12  # words of a line in which a hint counts in full
KEY = 5  # letters that a phrase is looked up by
_HALF = 0.8  # share of a line's words that are buttons, from which on all are

LINK_MARK = re.compile(r"\[\d{1,4}\](?=\S)")
"""What lynx prints before a link: `By [7]Jane Roe`, `[8]Share [9]Print`."""
_AROUND = " .:»›«‹<>|•[]()-–—▶►+*=#~_/"
_word = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|©")
_hashtags = re.compile(r"(?:[#＃][^\s#＃]{2,60}[\s,·|]*)+")
_number = re.compile(
    r"[\W_]*[a-z]?\d{1,4}[a-z]?(?:\s*(?:/|of|von|de|di|van|из|z|av|af|の)\s*\d{1,4})?[\W_]*"
)
_EASTERN_PAGES = frozenset("第页 第頁 第ページ ページ 页 頁 第版 版 面 第面".split())
_counted = re.compile(r"(.{2,40}?) ?\(\d{1,5}\)")
_quoted = re.compile('["“”«»„「『]')
_SCRIPTS = ("\u0590-\u05ff", "\u0600-\u08ff", "\u0e00-\u0eff", "\u3041-\u9fff", "\uac00-\ud7af")
_unspaced = re.compile(f"[{''.join(_SCRIPTS)}]")
_opening = re.compile(
    r"(?:©|\(c\) ?(?:19|20)\d\d|copyright (?:©|\(c\)|(?:19|20)\d\d))", re.IGNORECASE
)


INSIDE = 120  # characters of what is looked at inside a text; longer ones are its paragraphs
TOP = 1  # units of an article that are looked at whatever their length
FOOT = 3  # the same at its end
NEEDED = 3.0  # bits from which on a unit is residue
WORD = 16  # characters of a button of one word
_RUN = 3  # buttons below each other that make a menu
_EDGE = 1.0  # bits of standing above all text, or below it
_AGAIN = 1.5  # bits of standing in several articles alike


class _Words(NamedTuple):
    """The table, made ready to be looked up."""

    says: dict[str, tuple[tuple[str, bool, float], ...]]
    """First letters of a phrase's longest word → phrases, whether they may go on, their bits."""
    by_script: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    """A sign of each script whose words do not stand apart, or take prefixes → phrases in it."""
    unspaced: re.Pattern[str]
    """All of these phrases."""
    strong: frozenset[str]
    """Those of them that count as `SAYS`."""
    buttons: frozenset[str]
    first_words: frozenset[str]
    """Of the buttons: a row of them opens with one."""
    controls: frozenset[str]
    """Buttons that say of a line of their own what it is."""
    pages: frozenset[str]
    address: frozenset[str]
    """How pages speak of themselves and to their readers: we, our, you, here."""


@cache
def _words() -> _Words:
    table = sections(__file__, "residue.txt")
    says: dict[str, list[tuple[str, bool, float]]] = {}
    unspaced: list[str] = []
    for name, bits in (("says", SAYS), ("hints", HINTS)):
        for phrase in table[name]:
            if _unspaced.search(phrase):
                unspaced.append(phrase.rstrip("*"))
            else:
                longest = max(_word.findall(phrase) or [phrase], key=len)
                whole = phrase.rstrip("*")
                says.setdefault(longest[:KEY], []).append((whole, whole != phrase, bits))
    return _Words(
        {key: tuple(dict.fromkeys(found)) for key, found in says.items()},
        tuple(
            (script, tuple(filter(script.search, unspaced)))
            for script in (re.compile(f"[{signs}]") for signs in _SCRIPTS)
        ),
        re.compile(_any_of(unspaced)),
        frozenset(phrase for phrase in table["says"] if _unspaced.search(phrase)),
        buttons := frozenset(table["buttons"]) | frozenset(table["controls"]) | CONTROLS,
        frozenset(words[0] for button in buttons if (words := _word.findall(button))),
        frozenset(table["controls"]) | CONTROLS,
        frozenset(table["pages"]),
        frozenset(table["address"]),
    )


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern of the longest of the phrases that stands somewhere, character by character.

    As one choice of all of them it takes twice as long in text in letters that many begin with.
    """
    following: dict[str, set[str]] = {}
    for phrase in phrases:
        following.setdefault(phrase[:1], set()).add(phrase[1:])
    ends = following.pop("", None)
    parts = [re.escape(first) + _any_of(rest) for first, rest in sorted(following.items())]
    either = "|".join([*parts, ""] if ends else parts)
    return f"(?:{either})" if len(parts) + bool(ends) > 1 else either


@lru_cache(maxsize=1024)
def residue_bits(text: str) -> float:
    """Bits for a unit being residue by its words; 0.0 when nothing speaks for it.

    >>> residue_bits("We use cookies. Accept all") > 3, residue_bits("The ship sank off Oslo.")
    (True, 0.0)
    """
    if len(text) > LONGEST:
        return 0.0
    if text[0] in "#＃" and _hashtags.fullmatch(text):
        return TAGS
    folded = fold(LINK_MARK.sub("", text) if "[" in text else text)
    row = 0.0
    if len(text) <= INSIDE and folded[-1:] not in ".。":
        found = _word.findall(folded)
        row = _of_page(text, found) or _of_buttons(folded, found)
        if row > ALONE:
            return row
    bits = max(row, _of_phrases(folded))
    if _opening.match(text):
        bits += SAYS
    if bits and _quoted.search(text):
        bits -= SPOKEN
    if bits and len(text) > LONG:
        bits -= WORDY
    return max(0.0, bits)


def is_residue(text: str) -> bool:
    """Whether a unit is residue by its words alone.

    >>> is_residue("© 2019 The Karsten Gazette. All rights reserved."), is_residue("The ship sank.")
    (True, False)
    """
    return residue_bits(text) >= NEEDED


def _of_page(text: str, found: list[str]) -> float:
    """Bits of a page's number alone on its line."""
    if not 1 <= len(found) <= 4 or not any(map(str.isdigit, text)):
        return 0.0
    pages = _words().pages
    if found[0].rstrip(".") in pages and _number.fullmatch(fold(text).replace(found[0], "", 1)):
        return PAGE
    bare = re.sub(r"[\d\W_]+", "", text)
    return PAGE if bare in _EASTERN_PAGES else 0.0


def _of_buttons(folded: str, found: list[str]) -> float:
    """Bits of a row of buttons: nearly all words are of some."""
    if not found or len(found) > MOST_BUTTONS:
        return 0.0
    if folded in _words().controls or folded.strip(_AROUND) in _words().controls:
        return BUTTONS
    if (counted := _counted.fullmatch(folded)) and counted[1] in _words().controls:
        return BUTTONS  # Comments (14)
    if found[0] not in _words().first_words:
        return 0.0
    buttons = _words().buttons
    taken = count = at = 0
    while at < len(found):
        for size in range(min(MOST_BUTTON, len(found) - at), 0, -1):
            if " ".join(found[at : at + size]) in buttons:
                taken, count, at = taken + size, count + 1, at + size
                break
        else:
            at += 1
    if count >= 2 and taken >= _HALF * len(found):
        return BUTTONS if count > 2 or folded.strip() != " ".join(found) else BUTTONS - 1
    return ALONE if count == 1 and taken == len(found) else 0.0


def _of_phrases(folded: str) -> float:
    """Bits of what a line asks of its reader, or says of its owner."""
    words = _words()
    said: set[str | tuple[str, bool]] = set()
    hinted: set[str | tuple[str, bool]] = set()
    found = folded.split()
    for key in words.says.keys() & [word[:KEY] for word in found]:
        for phrase, goes_on, bits in words.says[key]:
            if phrase in folded and _stands_in(phrase, folded, goes_on):
                (said if bits == SAYS else hinted).add((phrase, goes_on))
    if (
        not folded.isascii()
        and _unspaced.search(folded)
        and any(
            any(map(folded.__contains__, phrases))  # a tenth of what the pattern takes
            for script, phrases in words.by_script
            if script.search(folded)
        )
    ):
        for match in words.unspaced.finditer(folded):
            (said if match[0] in words.strong else hinted).add(match[0])
    bits = SAYS + SAYS_AGAIN * (len(said) - 1) if said else 0.0
    hints = HINTS if len(found) <= BRIEF else HINTS / 2
    return bits + min(MOST_HINTS, hints * len(hinted))


def _stands_in(phrase: str, folded: str, goes_on: bool) -> bool:
    """Whether whole words of the line are the phrase; the last may be longer if it `goes_on`."""
    at = folded.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        before = at == 0 or not folded[at - 1].isalnum()
        if before and (goes_on or end == len(folded) or not folded[end].isalnum()):
            return True
        at = folded.find(phrase, at + 1)
    return False


def residue_among(
    texts: Sequence[str], recurring: Collection[str] = (), foot: int = FOOT
) -> set[int]:
    """Indices of those of an article's units that are residue; they stand in the order of `texts`.

    `recurring` are the texts that other articles of the document have, too.  Of the last `foot`
    texts long ones are looked at as well.
    """
    last = len(texts) - foot
    bits = [
        residue_bits(text) if len(text) <= INSIDE or not TOP <= index < last else 0.0
        for index, text in enumerate(texts)
    ]
    if not any(bits):
        return set()
    _add_runs(bits, texts)
    held = [index for index, text in enumerate(texts) if bits[index] < NEEDED and is_prose(text)]
    first, last = (held[0], held[-1]) if held else (len(texts), -1)
    found = set()
    for index, text in enumerate(texts):
        if not bits[index]:
            continue
        if first < index < last and bits[index] <= SAYS and _tells(text):
            bits[index] -= WORDY
        edge = _EDGE if index < first or index > last else 0.0
        again = _AGAIN if text in recurring else 0.0
        if bits[index] + edge + again >= NEEDED:
            found.add(index)
    return found


def _tells(text: str) -> bool:
    """Whether a sentence tells of somebody, and addresses nobody: `Readers who sign up for the
    newsletter receive the tide tables.`"""
    if not is_prose(text) or _unspaced.search(text):
        return False
    return _words().address.isdisjoint(_word.findall(fold(text)))


def _is_button(text: str, below: str) -> bool:
    """Whether a line below buttons can be one more: a word, with no text right below it."""
    return weight(text) == 1 and len(text) <= WORD and text[-1] not in ENDS and not is_prose(below)


def _add_runs(bits: list[float], texts: Sequence[str]) -> None:
    """Raise the bits of single buttons that stand below each other, and of single words that no
    list has between them and above a longer line."""
    run: list[int] = []
    for index in range(len(bits) + 1):
        if index < len(bits) and bits[index] >= ALONE and not is_prose(texts[index]):
            run.append(index)
            continue
        if len(run) >= _RUN and index + 1 < len(texts) and _is_button(*texts[index : index + 2]):
            run.append(index)
            continue
        if len(run) >= _RUN:
            for at in run:
                bits[at] = max(bits[at], BUTTONS)
        run = []
