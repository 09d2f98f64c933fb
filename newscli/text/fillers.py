"""Words that say nothing about what a text is about: articles, prepositions, pronouns, auxiliaries.

They are in fillers.txt by language; imported only where words are weighed.
"""

from __future__ import annotations

from pathlib import Path

from newscli.text.words import words

_LINES = Path(__file__).with_name("fillers.txt").read_text(encoding="utf-8").splitlines()

FILLERS = frozenset(word for line in _LINES if line[:1] not in "#[" for word in words(line))
"""Of all languages: a word that fills in one and means something in another is rarely telling."""
