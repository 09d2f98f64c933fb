"""Text: bytes into lines, lines into words, printed dates into ISO ones.

Pure: text in, text out; whoever calls has opened the file.  `document` decodes, `words` knows
what a word is.  `opening` and `dates` are imported by the loader alone, where needed.
"""

from newscli.text.document import MAX_TEXT, Document
from newscli.text.words import (
    article_id,
    count_words,
    fold,
    searchable,
    slices,
    spans,
    tidy,
    tidy_text,
    words,
)

__all__ = [
    "MAX_TEXT",
    "Document",
    "article_id",
    "count_words",
    "fold",
    "searchable",
    "slices",
    "spans",
    "tidy",
    "tidy_text",
    "words",
]
