"""Typed words → hits: parse, plan, repair, rank, explain.

`query` reads what was typed, `plan` says which words of the archive may stand for each word,
`ranking` finds and orders the articles, `hits` tells why each is an answer.  A `Question` is one
query with its plan, and answers all that can be asked of it.  Every word is looked for as typed;
what stands for it otherwise counts below.  Only when no article has all the words do those with
most of them follow.
"""

from newscli.search.filters import Filters

__all__ = ["Filters"]
"""What a command has to have before it knows whether anything is searched; whoever does imports
`question`, with all that it takes."""
