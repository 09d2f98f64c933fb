"""Where articles begin in a text, and what stands in their heads.

The units of a text (`layout.setting`) become symbols (`symbols`), everything that recurs is
a way to cut it (`proposing`), each way is weighed as a whole in bits (`judging`), and the
best one is taken, one article among them (`choosing`).  A document is judged by itself alone: never
by its name, or by others beside it.
"""
