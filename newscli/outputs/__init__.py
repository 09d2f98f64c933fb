"""How results leave: as lines for other programs, as JSON, or as files.

Each output is a `write_*` function that takes what to write and a stream.  Plain lines are here, as
most commands write them; who writes anything else imports its module.
"""

from newscli.outputs.plain import (
    Ascii,
    understood,
    write_answer_plain,
    write_articles_plain,
    write_ids,
    write_list_plain,
    write_names,
)

__all__ = [
    "Ascii",
    "understood",
    "write_answer_plain",
    "write_articles_plain",
    "write_ids",
    "write_list_plain",
    "write_names",
]
