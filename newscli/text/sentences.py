"""Where a sentence ends, in any script: its stop, and what closes behind it."""

from __future__ import annotations

import re

STOPS = ".。।۔"  # full stops: Latin, Chinese and Japanese, Devanagari, Urdu
ENDS = frozenset(STOPS + "!?！？؟…")
CLOSERS = "\"'”’»)）】」』]"
# Where words stand apart a blank follows; where they do not, the stop is enough.
SENTENCE_END = re.compile(r"[.!?…؟।۔][\"'”’»)\]]*(?=\s|$)|[。！？][”’」』）】]*")


def ends_sentence(text: str) -> bool:
    """Whether a text that is not empty ends as a sentence does, quotes and brackets aside.

    >>> [ends_sentence(text) for text in ('"It is over."', "完了。」", "It is over (")]
    [True, True, False]
    """
    return text[-1] in ENDS or text.rstrip(CLOSERS)[-1:] in ENDS
