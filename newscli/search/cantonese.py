"""Syllables of Cantonese names, as Hong Kong writes them, and of Pinyin: Chow Yun-fat, Zhou Runfa.

The two languages have one script, and what begins or ends a syllable in one begins or ends it in
the other in one of few ways: the regular correspondences of Middle Chinese (Chen, A Phonology of
Standard Chinese and Cantonese; Unihan readings kCantonese and kMandarin).  A syllable has many
others, so that two side by side are needed to tell a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

_INITIALS = """
b b p|p b p f|m m w|f f h k|d d t|t t d|n n l|l l n|g g j|k k g j q|gw g j|kw g k j q|h h x q k
s s sh x c ch|sh sh s x ch|ch ch c q z zh j x s|ts z c x j q|w w h y r|y y r x q|ng w y n a|- y w
"""
_FINALS = """
a a ia ua|ar a ia ua|ah a ia ua|ai ai ei ui i ia ie a|au ou iu ao iao u|ow ou iu ao|am in an en ian
um in en an|an en an in un uan ian|ang eng ing ong|ak e ai ei o|ap a i e ia|at a i u o|e ie e a
ee i ei er|i i ei|ei i ei|ing ing eng ong iong en in|eng ing eng|ek i e|ik i e|eung iang ang uang
euk uo ue iao ao|in ian an uan|im ian an|ip ie e|it ie e|iu iao ao|o e uo ao u o|aw uo ao
oi ai ui ei|ok uo ue e o|on an|ong ang uang iang ong|oon uan an en|un un en in uan an|u u|oo u
ue u|ui ui ei u ai|uen uan un|uet ue uo|uk u iu|ung ong eng iong|ut u
"""
_WHOLE = {
    "sze": ("si", "shi"),
    "tsz": ("zi", "ci"),
    "tze": ("zi", "ci"),
    "ng": ("wu",),
    "oi": ("ai",),
    "au": ("ou",),
    "on": ("an",),
}
_ZERO = {
    **{"yiu": "you", "yin": "yin", "ying": "ying", "yi": "yi", "yu": "yu", "yun": "yun"},
    **{"yuan": "yuan", "yue": "yue", "wun": "wen", "wu": "wu"},
}
"""What no rule gives of syllables that begin with y and w."""

# What a syllable of Pinyin may be.
PINYIN = (
    "[jqx](?:i(?:a|e|ao|u|an|n|ang|ng|ong)?|u(?:e|an|n)?)"
    "|(?:zh|ch|sh|[rzcs])(?:[aiue]|ai|ei|ao|ou|an|en|ang|eng|ong|u(?:a|o|i|n|an|ang))"
    "|[gkh](?:[aeu]|ai|ei|ao|ou|an|en|ang|eng|ong|u(?:a|o|i|n|ai|an|ang))"
    "|[bpm](?:[aoiu]|ai|ei|ao|an|en|ang|eng|i(?:e|ao|an|n|ng)|iu|ou)|f(?:[aou]|ei|ou|an|en|ang|eng)"
    "|[dtnl](?:[aeiu]|ai|ei|ao|ou|an|en|ang|eng|ong|i(?:e|ao|u|an|n|ang|ng)|u(?:o|i|n|an|e))"
    "|y(?:[aeiu]|ao|ou|an|in|ang|ing|ong|u(?:e|an|n))|w(?:[aou]|ai|ei|an|en|ang|eng)"
    "|a|ai|an|ang|ao|e|en|er|ou"
)


def pinyin_of(syllable: str, otherwise: Sequence[str] = ()) -> Sequence[str]:
    """The syllables of Pinyin that a Cantonese one may be.

    >>> "run" in pinyin_of("yun"), "fa" in pinyin_of("fat"), pinyin_of("blick")
    (True, True, ())
    """
    if whole := _WHOLE.get(syllable):
        return whole
    finals = _rows(_FINALS)
    for initial, theirs in _rows(_INITIALS).items():  # each syllable is of one initial and final
        if syllable.startswith(initial) and (rimes := finals.get(syllable[len(initial) :])):
            able = (_joined(one, rime) for one in theirs for rime in rimes)
            return (*dict.fromkeys(one for one in able if re.fullmatch(PINYIN, one)),)
    return otherwise


def cantonese_of(syllable: str, otherwise: Sequence[str] = ()) -> Sequence[str]:
    """The Cantonese syllables that one of Pinyin may be.

    >>> "yun" in cantonese_of("run"), cantonese_of("blick")
    (True, ())
    """
    if not re.fullmatch(PINYIN, syllable):
        return otherwise
    return _written().get(syllable, otherwise)


@cache
def _written() -> Mapping[str, Sequence[str]]:
    """Syllable of Pinyin → those of Cantonese."""
    found: dict[str, list[str]] = {}
    able = (a + b for a in _rows(_INITIALS) for b in _rows(_FINALS))
    for syllable in dict.fromkeys((*_WHOLE, *able)):
        for one in pinyin_of(syllable):
            found.setdefault(one, []).append(syllable)
    return found


def _joined(initial: str, rime: str) -> str:
    """An initial and a rime as Pinyin spells them together."""
    if initial in ("y", "w"):
        return _ZERO.get(initial + rime) or initial + rime.lstrip("iu")
    return initial + rime


@cache
def _rows(table: str) -> Mapping[str, Sequence[str]]:
    """What stands first in each row → the others."""
    rows = (row.split(" ") for row in re.split(r"\||\n", table.strip()))
    return {first.strip("-"): others for first, *others in rows}
