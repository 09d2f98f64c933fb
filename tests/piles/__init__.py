"""Made-up piles of news articles with known truth: a view of layouts nobody tuned the loader on.

    python -m tests.piles OUT --seed 1 --count 300 [--families NAME,NAME] [--list]

writes documents d00001.txt … and `truth.jsonl`, a line a document: what a careful reader would say
from the text alone.  A fact that the text does not state is null, one on which readers may differ
is left out, and KEY_or lists other right answers.  A document is a family (how articles are parted
and headed) × what disturbs its articles × what stands around them × how lines are set × encoding ×
language.  A family is one function in `single`, `parted`, `exports` or `web`, and one line in
`made`.  All texts are made up (`tongues.toml`).
"""
