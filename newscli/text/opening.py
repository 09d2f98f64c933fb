"""The opening sentence of a text, which stands in for a headline where there is none."""

from __future__ import annotations

import re

HEADLINE_LIMIT = 100  # characters: two lines of a list at the most, and most sentences fit

# A sentence ends at a stop that is not an initial's or a common abbreviation's, and before
# something that can open a sentence.
_sentence_end = re.compile(
    r"(?<!\b[A-ZÀ-ÞА-Я])(?<!\b(?:Mr|Ms|Dr|St|vs|No|Nr|ca))"
    r"(?<!\b(?:Mrs|Gen|Col|Sen|Rep|Gov|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Sgt|Maj|Adm"
    r"|Rev|Inc|Ltd|Mme))(?<!\b(?:Sept|Prof))"
    r"[.!?…]+[\"'”’»)\]]*(?= +[\"'“‘«„(¿¡]*[^\Wa-zß-öø-ÿа-я_])"
    r"|[。！？…]+[”’」』）]*|[؟।]"
)


def opening(text: str, limit: int = HEADLINE_LIMIT) -> str:
    """The first sentence of `text`, cut at a word boundary with … if it is over `limit` long.

    >>> opening("It fell on Jan. 5 in Rome. Nobody was hurt.")
    'It fell on Jan. 5 in Rome.'
    """
    end = _sentence_end.search(text, 1, 4 * limit)
    sentence = text[: end.end()] if end else text
    if len(sentence) <= limit:
        return sentence
    if not sentence.isascii() and " " not in sentence[limit // 2 : limit]:
        return sentence[: limit - 1] + "…"
    cut = sentence.rfind(" ", limit // 2, limit)
    return sentence[: cut if cut > 0 else limit - 1].rstrip(" ,;:-–—") + "…"
