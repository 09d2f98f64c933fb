"""How results leave: as lines for other programs, as JSON, or as files.

Each output is a `write_*` function that takes what to write and a stream.
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
from newscli.outputs.structured import (
    record,
    write_answer_json,
    write_answer_jsonl,
    write_articles_json,
    write_jsonl,
)

__all__ = [
    "Ascii",
    "record",
    "understood",
    "write_answer_json",
    "write_answer_jsonl",
    "write_answer_plain",
    "write_articles_json",
    "write_articles_plain",
    "write_ids",
    "write_jsonl",
    "write_list_plain",
    "write_names",
]
