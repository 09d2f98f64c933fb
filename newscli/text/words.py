"""Lines, words and the one definition of "the same word".

Everything that compares text (search, repeats, article ids) goes through `fold` or `words`, so
that two places cannot disagree.  Text made of ASCII alone takes a short way: most news is.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any

from newscli.text.combining import COMBINING

BLANKS = "\t\u00a0\u202f\u2007\u3000"  # printed as a space, so read as one
EDGES = " \u200b\u2060"  # show nothing at the ends of a line
JOINERS = "\u00ad\u200d"  # soft hyphen and zero-width joiner: inside a word, never seen
SPACELESS = (  # scripts that set no space between words: each character is a word
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    "\u3005-\u3007\u3041-\u309f\u30a0-\u30ff\u3190-\u319f\u31f0-\u32ff\uff66-\uff9d"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
OPENING = 1000  # characters that show the script of a text
BEGINNING = 100  # characters of a text that are asked whether they are Han
LINE = 1000  # characters of a text that is remembered as folded
_ENCLOSING = "\u0488\u0489\u1abe\u20dd-\u20e0\u20e2-\u20e4\ua670-\ua672"  # Unicode category Me
_COMBINING = COMBINING + "\uff9e\uff9f"  # halfwidth voicing marks are letters to Unicode

_WESTERN = (  # Latin, Greek, Cyrillic without what folds into more than letters
    "\x00-\xbb\xbf-\u013e\u0141-\u0148\u014a-\u0233\u0370-\u03ff\u0400-\u0481\u048a-\u052f"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ac"
)
_LETTERWISE = (  # these and Arabic, Han, kana: each folds alike, whatever stands beside it
    f"{_WESTERN}\u060c\u061b\u061f-\u06d5\u06ee-\u06ff"
    "\u203b\u2190-\u21ff\u2212\u2500-\u26ff"  # arrows and shapes
    "\u3000-\u3029\u3041-\u3096\u309d-\u309e\u30a0-\u30fe\u4e00-\u9fff\uff01-\uff5e"
)

_ascii_word = re.compile("[0-9a-z]+")
_ASCII = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
"""What each character of ASCII is in words, a blank if it parts them."""
_any_word = re.compile("[^\\W_]+")
_spaces = re.compile(" {2,}")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **{
            "ß": "ss",
            "ø": "o",
            "ł": "l",
            "đ": "d",
            "æ": "ae",
            "œ": "oe",
            "ı": "i",
            "ς": "σ",
            "ى": "ي",
            "ة": "ه",
            **{"ی": "ي", "ک": "ك", "ہ": "ه"},  # as Persian and Urdu type them
            **{"þ": "th", "ð": "d"},
        },
        **{  # figures of Arabic, Persian, Devanagari, Bengali
            chr(zero + i): str(i) for zero in (0x0660, 0x06F0, 0x0966, 0x09E6) for i in range(10)
        },
    }
)


def _ranges(characters: str) -> list[range]:
    """The codes that a set of a pattern holds."""
    pairs = re.findall("(.)(?:-(.))?", characters, re.DOTALL)
    return [range(ord(first), ord(last or first) + 1) for first, last in pairs]


@lru_cache(maxsize=1)
def _foldable() -> re.Pattern[str]:
    return re.compile(f"[{_WESTERN}]*")


@lru_cache(maxsize=1)
def _letterwise() -> list[range]:
    return _ranges(_LETTERWISE)


@lru_cache(maxsize=1)
def _arabic() -> re.Pattern[str]:
    return re.compile("[\u0620-\u06ff]")


_BYTES = "".join(  # the most frequent characters of Arabic, Persian and Urdu text, as many as bytes
    map(chr, (*range(0x80), *range(0x621, 0x63B), *range(0x640, 0x656), *range(0x660, 0x66E)))
) + ("\u060c\u061b\u061f\u0670ٹپچڈڑژکگںھہۀیےۓ۰۱۲۳۴۵۶۷۸۹«»‘’“”–—")
_HAN = "\u2e80"  # with it Han and kana begin, and no other script of `_LETTERWISE` follows
_NONE = "\ufffe"  # a byte that stands for nothing


@lru_cache(maxsize=1)
def _arabic_bytes() -> tuple[Any, str, str]:
    """Those characters → bytes, as `codecs` keeps that; what each byte is folded; what it is in
    words, a blank if it parts them."""
    in_full = _BYTES.ljust(256, _NONE)
    folded, cut = ("".join(of(c) or _NONE for c in _BYTES) for of in (fold, _cut))
    return codecs.charmap_build(in_full), folded, cut


def _by_bytes(text: str, table: int) -> str | None:
    """Arabic text by a table of `_arabic_bytes`; None if it has other characters.

    A tenth of what `str.translate` takes.
    """
    tables = _arabic_bytes()
    try:
        data, _ = codecs.charmap_encode(text, "strict", tables[0])
    except UnicodeEncodeError:
        return None
    return codecs.charmap_decode(data, "ignore", tables[table])[0]


_SETTLED = (  # folds to itself, whatever stands beside it
    "\x00-\x7f\u00a1-\u00a7\u00a9\u00ab\u00ac\u00ae\u00b0\u00b1\u00b6\u00b7\u00bb\u00bf"
    "\u03b1-\u03c1\u03c3-\u03c9\u0430-\u0438\u043a-\u044f\u0454-\u0456"
    "\u2010\u2012-\u2016\u2020-\u2023\u20ac\u3001-\u3003\u3008-\u3011"
)


@lru_cache(maxsize=1)
def _unsettled() -> re.Pattern[str]:
    return re.compile(f"[^{_SETTLED}]+")


@lru_cache(maxsize=1)
def _beside_han() -> re.Pattern[str]:
    """The same, faster in Han, which is settled: 20,000 characters, that take long to compile."""
    return re.compile(f"[^{_SETTLED}\u4e00-\u9fff]+")


@lru_cache(maxsize=1)
def _dropped() -> dict[int, None]:
    """Marks of Latin, Greek and Cyrillic (U+0300–036F), Hebrew points, Arabic vowel signs, hamza
    and madda on letters (alef with and without is one), tatweel, and what encloses a letter or
    figure, as in 3⃣: the engine takes that for no part of a word.

    Vowel signs of Indic scripts and Thai stay: without them other words come out.
    """
    marks = (
        "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
        f"\u064b-\u065f\u0670\u0640{JOINERS}{_ENCLOSING}"
    )
    return dict.fromkeys(code for some in _ranges(marks) for code in some)


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    """A word.  As all that is for texts beyond ASCII, it is compiled when the first comes by."""
    marks = f"[{_COMBINING}{JOINERS}]"
    letters = f"[^\\W_{SPACELESS}\uff9e\uff9f]"
    return re.compile(f"{letters}+(?:{marks}+{letters}*)*|(?=\\w)[{SPACELESS}]{marks}*")


@lru_cache(maxsize=1)
def _spaceless() -> re.Pattern[str]:
    return re.compile(f"[{SPACELESS}]")


@lru_cache(maxsize=1)
def _mark() -> re.Pattern[str]:
    return re.compile(f"[{_COMBINING}]+")


def tidy(line: str) -> str:
    """`line` with every kind of space as one plain space, none at the ends, and no BOM.

    >>> tidy("\\tTwo\\u00a0 words ")
    'Two words'
    """
    return tidy_text(line).strip(EDGES)


def tidy_text(text: str) -> str:
    """`text` with every run of spaces as one plain space; line ends stay."""
    if not text.isascii():
        text = text.replace("\ufeff", "")
        for blank in BLANKS:
            text = text.replace(blank, " ")
    elif "\t" in text:
        text = text.replace("\t", " ")
    return _spaces.sub(" ", text) if "  " in text else text


def fold(text: str) -> str:
    """`text` as it is compared: no case, no accents, straight quotes.

    >>> fold("‘Žižek’ à Łódź, Straße")
    "'zizek' a lodz, strasse"
    """
    if text.isascii():
        return text.lower()
    return _folded_line(text) if len(text) <= LINE else _folded_text(text)


def _folded_text(text: str) -> str:
    is_arabic = len(text) > 1 and _arabic().search(text, 0, OPENING)
    if is_arabic and (folded := _by_bytes(text, 1)) is not None:
        return folded
    if is_arabic or max(text[:BEGINNING]) >= _HAN:
        with suppress(_BesideError):
            return text.lower().translate(_FOLDED)
    return _folded_runs(text.lower())


_folded_line = lru_cache(maxsize=1 << 10)(_folded_text)  # whoever looks at a line folds it again


def _folded_runs(text: str) -> str:
    pattern = _beside_han() if max(text[:BEGINNING]) >= _HAN else _unsettled()
    return pattern.sub(_folded_match, text)


def _folded_match(match: re.Match[str]) -> str:
    run = match[0]
    return _folded_short(run) if len(run) <= 16 else _folded(run)  # no cache full of long text


def _folded(run: str) -> str:
    """A run of characters that change or may, folded; it may begin inside a word."""
    if "\u309f" in run or "\u30ff" in run:  # two syllables in one sign, but one word: kept
        return "".join(c if c in "\u309f\u30ff" else _folded(c) for c in run)
    if "\u2044" in (parts := unicodedata.normalize("NFKD", run)) and len(run) > 1:
        return "".join(map(_folded, run))
    if "\u2044" in parts:  # ½ is not 12
        return run
    run = unicodedata.normalize("NFC", parts.translate(_dropped())).lower().translate(_PLAIN)
    return run.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")  # SARA AM


_folded_short = lru_cache(maxsize=1 << 15)(_folded)


class _BesideError(Exception):
    """A character may fold otherwise beside others."""


class _Letters(dict[int, str]):
    """Character → what stands for it, worked out when it first comes by."""

    def __init__(self, stands: Callable[[str], str]) -> None:
        self._stands = stands

    def __missing__(self, code: int) -> str:
        if not any(code in some for some in _letterwise()):
            raise _BesideError
        self[code] = letter = self._stands(chr(code))
        return letter


def _cut(letter: str) -> str:
    """A character as compared, apart from its neighbours where words end there."""
    folded = _folded(letter.lower())
    if not letter.isalnum():
        return folded and " "
    folded = "".join(filter(str.isalnum, folded))
    return f" {folded} " if letter >= _HAN and _spaceless().match(letter) else folded


_FOLDED, _CUT = _Letters(_folded_runs), _Letters(_cut)


def words(text: str) -> list[str]:
    """The folded words of `text`, in order.

    >>> words("The Kremlin’s well-known 中文")
    ['the', 'kremlin', 's', 'well', 'known', '中', '文']
    """
    if text.isascii():
        return text.translate(_ASCII).split()  # in a third of the time of the pattern
    if _arabic().search(text, 0, OPENING) and (cut := _by_bytes(text, 2)) is not None:
        return cut.split()
    with suppress(_BesideError):
        return text.translate(_CUT).split()
    return [folded for word in _word().findall(text) if (folded := _folded_word(word))]


_cut_before = lru_cache(maxsize=2)(words)  # an article's are counted, and then go to the engine


def slices(text: str) -> list[tuple[int, int]]:
    """Start and end of each word of `text`."""
    if text.isascii():
        return [match.span() for match in _ascii_word.finditer(text.lower())]
    return [(start, end) for start, end, _ in spans(text)]


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and folded form of each word of `text`: what `words` gives, with places."""
    if text.isascii():
        for match in _ascii_word.finditer(text.lower()):
            yield match.start(), match.end(), match[0]
        return
    plain = _foldable().fullmatch(text) and JOINERS[0] not in text
    for match in (_any_word if plain else _word()).finditer(text):
        folded = _folded_word(match[0])
        if folded:
            yield match.start(), match.end(), folded


@lru_cache(maxsize=1 << 15)
def _folded_word(word: str) -> str:
    """A word as compared; what folding makes of a letter beside letters (`⅔` → `2⁄3`) goes."""
    folded = fold(word)
    if folded.isalnum():
        return folded
    return "".join(c for c in folded if c.isalnum() or _mark().match(c))


def searchable(text: str) -> str:
    """The words of `text` for the full-text engine: folded, each apart from its neighbours.

    Text in Western scripts is only folded: the engine takes its punctuation for space as well.
    """
    if text.isascii():
        return text.lower()
    return fold(text) if _foldable().fullmatch(text) else " ".join(_cut_before(text))


def count_words(*texts: str) -> int:
    """How many words a person would count in tidied texts; in Chinese and the like, characters.

    >>> count_words("Two words"), count_words("新华社", "8 月")
    (2, 5)
    """
    opening = "\n".join(texts)[:OPENING]
    if not opening:
        return 0
    if opening.isascii() or not _spaceless().search(opening):
        return sum(text.count(" ") + text.count("\n") + 1 for text in texts)
    return sum(len(_cut_before(text)) for text in texts)


def article_id(headline: str, paragraphs: Iterable[str]) -> str:
    """16 hexadecimal digits from what the article says, the same for identical articles."""
    from hashlib import blake2b  # loads OpenSSL, for which only loading has time

    content = fold("\n".join((headline, *paragraphs)))
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
