"""Words that say nothing about what a text is about: articles, prepositions, pronouns, auxiliaries.

They are in fillers.txt by language, as folded, which would take ten times as long as reading them;
imported only where words are weighed.
"""

from __future__ import annotations

from newscli.text.tables import lists

FILLERS = frozenset(word for some in lists(__file__, "fillers.txt").values() for word in some)
"""Of all languages: a word that fills in one and means something in another is rarely telling."""
