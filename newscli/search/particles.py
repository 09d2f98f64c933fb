"""Korean particles, which are written to the noun before them: 서울에서, in Seoul.

Which one follows depends on how the noun ends (Yeon and Brown, Korean: A Comprehensive Grammar).
"""

from __future__ import annotations

from collections.abc import Iterator

_BEHIND_ALL = (
    "의 에 에서 에게 에는 에도 에서는 도 만 부터 까지 께서 보다 처럼 들 들이 들은 들을 들의 시"
).split()
_BEHIND_CONSONANTS = "은 이 을 과 으로 이라고 이다 이란".split()
_BEHIND_VOWELS = "는 가 를 와 로 라고 다 란".split()
_CITIES = ("특별시", "광역시")  # as the law calls the largest
_SURE = (*_CITIES, *"을 를 에서 에게 에는 에도 에서는 부터 까지 께서 으로".split())
"""What hardly a noun ends in by itself."""
_FIRST = ord("가")
_FINALS = 28  # syllables with the same beginning: one without a consonant at its end, 27 with


def with_particles(word: str) -> Iterator[str]:
    """A noun of two syllables or more with each particle that may follow, and without its own.

    >>> [one in with_particles("서울") for one in ("서울에서", "서울은", "서울는")]
    [True, True, False]
    >>> "서울" in with_particles("서울에서")
    True
    """
    if not (len(word) > 1 and all("가" <= letter <= "힣" for letter in word)):
        return
    nouns = [word[: -len(one)] for one in _SURE if word.endswith(one)]
    for noun in (word, *(noun for noun in nouns if len(noun) > 1)):
        ends_in_vowel = (ord(noun[-1]) - _FIRST) % _FINALS == 0
        behind = _BEHIND_VOWELS if ends_in_vowel else _BEHIND_CONSONANTS
        yield from (noun + ending for ending in ("", *_BEHIND_ALL, *behind, *_CITIES))
