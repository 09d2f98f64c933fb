"""Typed words → hits: parse, repair, rank, explain.

`query` reads what was typed, `plan` says which words of the archive may stand for each word,
`ranking` finds and orders the articles, `hits` tells why each is an answer, and `concordance` shows
every place where the words stand.  Every word is looked
for as typed; what stands for it otherwise counts below.  Only when no article has all the words do
those with most of them follow.
"""

from newscli.search.answering import SORTS, answer, by_headline, marks, matching
from newscli.search.concordance import concordance
from newscli.search.filters import Filters

__all__ = ["SORTS", "Filters", "answer", "by_headline", "concordance", "marks", "matching"]
