"""How many articles there are, whose, from where and of when; and what sets some apart.

`breakdowns` counts articles by their facts, `periods` puts dates in order, `names` finds what a
text may be about, `terms` weighs that.
"""

from newscli.stats.breakdowns import stats
from newscli.stats.figures import Breakdown, Counted, Cross, Keyword, Stats, Tally

__all__ = ["Breakdown", "Counted", "Cross", "Keyword", "Stats", "Tally", "stats"]
