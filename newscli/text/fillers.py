"""Words that say nothing about what a text is about: articles, prepositions, pronouns, auxiliaries.

They are in fillers.txt by language; imported only where words are weighed.
"""

from __future__ import annotations

from newscli.text.tables import rows
from newscli.text.words import words

FILLERS = frozenset(
    word
    for lines in rows(__file__, "fillers.txt").values()
    for line in lines
    for word in words(line)
)
"""Of all languages: a word that fills in one and means something in another is rarely telling."""
