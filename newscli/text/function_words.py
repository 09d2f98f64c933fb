"""English words that only hold a sentence together, so that no article is about them.

The closed classes of Quirk et al., A Comprehensive Grammar of the English Language (1985):
determiners, pronouns, prepositions, conjunctions, auxiliaries, and the commonest adverbs of these.
"""

FUNCTION_WORDS = frozenset(
    """
a about above across after again against all almost along already also although always am among an
and another any anybody anyone anything are around as at away be became because become been before
behind being below beneath beside between beyond both but by can cannot could did do does doing done
down during each either else ever every everybody everyone everything few for from further had has
have having he hence her here hers herself him himself his how however i if in indeed instead into
is it its itself just may me might mine more most much must my myself neither never nevertheless no
nobody none nor not nothing now of off often on once only onto or other others otherwise ought our
ours ourselves out over own per perhaps quite rather shall she should since so some somebody someone
something still such than that the their theirs them themselves then there thereby therefore these
they this those though through throughout thus to together too toward towards under unless until up
upon us very via was we were what whatever when where whereas whether which while who whoever whole
whom whose why will with within without would yet you your yours yourself yourselves s t
""".split()
)
