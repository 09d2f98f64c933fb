"""Months and weekdays by every name that news prints: 47 languages, full and short.

From the Unicode CLDR 47 (through Babel 2.18), folded as `words.fold` does, abbreviations that two
languages give to different months left out; the Levantine and Maghreb Arabic names, Urdu, four more
languages of India and the cases of Latvian were added.  They are in months.txt.
"""

from newscli.text.tables import lists
from newscli.text.words import fold

_NAMES = lists(__file__, "months.txt")
WEEKDAYS = frozenset(_NAMES.pop("weekdays"))
MONTHS = {name: int(number) for number, names in _NAMES.items() for name in names}


def is_weekday(word: str) -> bool:
    """Whether a word names a day of the week, in any case and with any accents."""
    return fold(word) in WEEKDAYS
