"""Which older encoding bytes are in, when nothing says so: by what the text would look like.

Each candidate is judged by how much of its text a language accounts for: a Western text by the
accented letters of one language, others by how common their commonest letters are.  Cheaper and,
on news, surer than general detectors, as only encodings that news was written in are tried.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from newscli.tuples import NamedTuple

SAMPLE = 8 << 10  # bytes of lines that are not ASCII: enough to tell, and quick

# Letters beyond ASCII, by language; an encoding is right when one row has all it prints.
_ALPHABETS = """
    àâæçéèêëîïôœùûüÿ äöüß áéíñóúü áâãàçéêíóôõúü àèéìíîòóùú äëéèêïöüóáçñ åäöé æøåéòôü
    áðéíóúýþæö àçèéíïòóúü çë áéíóúàèìòù
    áčďéěíňóřšťúůýž áäčďéíĺľňóôŕšťúýž ąćęłńóśźż áéíóöőúüű ăâîşţ čćđšž
    çğıiöşüâîû äöõüšž āčēģīķļņšūž ąčęėįšųūž ĉĝĥĵŝŭ
"""
_MARKS = frozenset(
    "«»„“”‘’‚‹›–—…•·°§€£¥©®™½¼¾²³ªº¿¡´×±†‰№¢\u00a0\u00ad"
    "\u3000●○■□◆◇▼▲△▽★☆※〓→←↑↓" + "".join(map(chr, range(0xFF01, 0xFF5F)))
)
_WESTERN = (  # in order of preference among equals
    "cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257", "iso8859-15", "iso8859-3", "mac-roman",
    "cp850", "cp852",
)  # fmt: skip
_EASTERN = ("gb18030", "cp949", "cp932", "euc-jp", "big5hkscs")  # they have Western letters too
_FIRST_LEVEL = {"gb18030": (0xB0, 0xD7), "big5hkscs": (0xA4, 0xC6)}
"""First bytes of the characters that a code page puts first as they are common: nearly all of a
Chinese text is made of them (GB 2312, Big5)."""
COMMON_HAN = 0.95  # the share that they have at the least, punctuation left out


class _Script(NamedTuple):
    """A script that sets its letters without ASCII ones between."""

    first: str
    last: str
    common: str
    """Letters that make up much of any text in it."""
    least: float
    """The share of a text that they take at the least."""
    codecs: tuple[str, ...]


_OTHERS = (
    _Script("\u05d0", "\u05ea", "יוהלאבתמרנש", 0.6, ("cp1255", "iso8859-8")),
    _Script(
        "\u0400", "\u045f", "оеаинтсрвліїў", 0.55,
        (*_EASTERN, "cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic"),
    ),
    _Script("\u0384", "\u03ce", "αοιετνσηρπκυςόί", 0.6, (*_EASTERN, "cp1253", "iso8859-7")),
    _Script("\u060c", "\u06d2", "اليمنورتبةعدهس", 0.6, ("cp1256", "iso8859-6")),
    _Script("\u0e01", "\u0e5b", "นรากเงมยลวดทส่้ัีิ", 0.5, ("cp874",)),
    _Script(
        "\u3001", "\u9fff", "".join(map(chr, range(0x3041, 0x30FF))), 0.35,
        ("cp932", "euc-jp", "gb18030"),
    ),
    _Script(
        "\u3001", "\ud7a3", "이다는을의에가를은한하지도로고기서인대사정자있어나시라해리일", 0.3,
        ("cp949",),
    ),
    _Script("\u3001", "\uffe5", "", COMMON_HAN, ("gb18030", "big5hkscs")),
)  # fmt: skip
_beyond = re.compile("[^\x00-\x7f]+")
_run = re.compile(rb"[\x80-\xff]+")
_four_bytes = re.compile(rb"[\x81-\x84]\d[\x81-\xfe]\d")  # a character of GB18030 alone
# Patterns that open with the rare sign skip what is none; with what stands before, they try all.
_sign_in_word = re.compile(  # but for what typographers glue: dashes, quotation marks
    "[^\x00-\x7f\\w’‘“”—–…·\u00ad](?<=[a-z].)(?=[a-z])"
)
_misplaced = re.compile(
    # A Thai mark without a letter below it, or a vowel that stands before none;
    "(?<![\u0e01-\u0e2e\u0e30-\u0e3a\u0e45-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
    "|[\u0e40-\u0e44](?![\u0e01-\u0e2e])"
    "|[ךםןףץ](?=[א-ת])"  # a Hebrew letter for the end of a word
    "|(?<![α-ωά-ώ])[α-ω]{5,}(?![α-ωά-ώ])"  # a longer Greek word without accent
    "|ς(?=[α-ω])|σ(?![α-ωά-ώ’'])"  # the wrong of the two Greek sigmas
    "|[ЂЃЉЊЋЌЏђѓљњћќџ](?=[^ыьяюй]*[ыьяюй])"  # Serbian letters among Russian ones
    r"|(?<!\w)[…†‡‰•‘‚](?=[а-я])"  # a sign for a Cyrillic capital
)
_fraction_in_word = re.compile("[¼½¾](?:(?<=[a-z].)(?=[a-z])|(?<![0-9].)(?=u[a-z]|il|[a-zà-ÿ]{4}))")
_wrong_case = re.compile("[À-ÖØ-ÞА-ЯĀĂĄĆČĎĐĒĖĘĚĢĪĮŁŃŇŌŐŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-Ω](?<=[a-zà-öø-ÿа-яα-ω].)")
LEAST = 0.4  # of what a text prints beyond ASCII, so much must be of its language
STATED = 0.7  # and so much where the document says what it is in; Russian misread has up to 0.65
SURE = 0.9
FEW = 8  # high bytes that prove no script: German has two accents in a row as well
LONG_RUNS = 1.8  # high bytes in a row on average: accents stand alone, other scripts do not


def guess(data: bytes, stated: str | None = None) -> str:
    """The likeliest codec of `data`, neither UTF nor ASCII; cp1252 when none stands out.

    `stated` is what the document says: believed unless that makes no text, and another does.
    """
    lines = [line for line in data[: 32 * SAMPLE].split(b"\n") if not line.isascii()]
    sample = b"\n".join(lines)[:SAMPLE]
    if stated and _fit(sample, stated) >= STATED:
        return stated
    if _four_bytes.search(sample) and "\ufffd" not in sample.decode("gb18030", "replace")[:-4]:
        return "gb18030"
    runs = _run.findall(sample)
    high = sum(map(len, runs))
    accents = high < LONG_RUNS * len(runs)
    for codec in _EASTERN:  # what is Western in one of them would be so in no other by chance
        if _western(sample, codec) == 1.0:
            return codec
    scores: list[tuple[str, float]] = []
    if accents or high < FEW:
        for codec in _WESTERN:
            scores.append((codec, _western(sample, codec)))
            if scores[-1][1] == 1.0:
                return codec
    for script in _OTHERS:
        for codec in script.codecs:
            if not accents or codec in ("cp932", "big5hkscs"):  # second bytes may be ASCII
                scores.append((codec, _other(sample, codec, script)))
    best, score = max(scores, key=lambda scored: scored[1])  # the first of equals
    if stated:
        return best if score >= SURE else stated
    return best if score >= LEAST else "cp1252"


def _fit(sample: bytes, codec: str) -> float:
    """How well any language accounts for what `codec` makes of the sample."""
    return max(_western(sample, codec), *(_other(sample, codec, script) for script in _OTHERS))


@lru_cache(maxsize=16)
def _alphabets(codec: str) -> list[frozenset[str]]:
    """The alphabets that can be written in `codec`."""
    rows = [
        row for row in _ALPHABETS.split() if "?" not in row.encode(codec, "replace").decode(codec)
    ]
    return [frozenset(row + row.upper()) for row in rows]


def _western(sample: bytes, codec: str) -> float:
    """How well one language of Latin letters accounts for what `codec` makes of the sample."""
    text = sample.decode(codec, "replace")
    found = Counter("".join(_beyond.findall(text)))
    total = sum(found.values())
    left = {sign: count for sign, count in found.items() if sign not in _MARKS}
    letters = sum(left.values())
    marks = total - letters
    if not any(left.keys() <= alphabet for alphabet in _alphabets(codec)):
        some = (left.keys() & alphabet for alphabet in _alphabets(codec))
        letters = max((sum(map(left.__getitem__, signs)) for signs in some), default=0)
    wrong = sum(
        len(pattern.findall(text)) for pattern in (_sign_in_word, _wrong_case, _fraction_in_word)
    )
    return (marks + letters - wrong) / total if total else 0.0


def _other(sample: bytes, codec: str, script: _Script) -> float:
    """How well a script accounts for the sample: all of its letters, the common ones common."""
    text = sample.decode(codec, "replace")
    found = Counter("".join(_beyond.findall(text)).lower())
    total = sum(found.values())
    if not total:
        return 0.0
    if script.common:
        share = sum(found[sign] for sign in set(script.common)) / total / script.least
    else:
        share = _common_han(found, codec) / script.least
    strange = sum(
        count
        for sign, count in found.items()
        if not script.first <= sign <= script.last and sign not in _MARKS
    )
    bad = strange + found["\ufffd"] + len(_wrong_case.findall(text))
    bad += len(_misplaced.findall(text))
    if not script.common:  # Chinese has no kana
        bad += sum(count for sign, count in found.items() if "\u3041" <= sign <= "\u30fe")
    best = 0.998 if script.common else 0.997  # kana and hangul tell more than being common does
    return best * min(1.0, share) * (1 - min(1.0, 2 * bad / total))


def _common_han(found: Counter[str], codec: str) -> float:
    """The share of Chinese characters that are among the common ones of a code page."""
    first, last = _FIRST_LEVEL.get(codec, (1, 0))
    letters = {sign: count for sign, count in found.items() if sign >= "\u3400"}
    common = sum(
        count
        for sign, count in letters.items()
        if first <= sign.encode(codec, "replace")[0] <= last
    )
    punctuation = sum(count for sign, count in letters.items() if sign >= "\uff00")
    return common / max(1, sum(letters.values()) - punctuation)
