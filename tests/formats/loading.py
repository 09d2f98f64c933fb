"""Documents made in tests, and what holds for whatever is read from them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from newscli import formats
from newscli.outputs.structured import record
from newscli.records import Article
from newscli.text import Document

CALIBRATED = ("cut", "confidence")
EMPTY: tuple[str, list[str]] = ("topics", [])

HERE = Path(__file__).parent


def read(
    text: str | bytes, name: str | None = None, path: str = "sample"
) -> tuple[Document, list[Article]]:
    """The document and its articles, read by the format called `name` or the first that fits."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    document = Document(path, io.BytesIO(data))
    return document, list(formats.articles(document, name))


def sample(path: str) -> tuple[Document, list[Article]]:
    """A sample of tests/formats and its articles."""
    return read((HERE / path).read_bytes(), path=Path(path).name)


def records(path: str) -> list[dict[str, Any]]:
    """The records that a sample has to give, from the file beside it."""
    lines = (HERE / path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def as_records(articles: list[Article]) -> list[dict[str, Any]]:
    """Articles as the JSON that scripts get, but for what is calibrated anew with every change of
    weights, and without topics and an origin where there are none."""
    found = [json.loads(json.dumps(record(article))) for article in articles]
    for one in found:
        if one["source"]["origin"] is None:
            del one["source"]["origin"]
    return [
        {
            key: value
            for key, value in one.items()
            if key not in CALIBRATED and (key, value) != EMPTY
        }
        for one in found
    ]


def assert_partition(text: str | bytes, articles: list[Article]) -> None:
    """The ledgers of all articles together hold each line of the document once, in order."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    total = sum(1 for _ in Document("sample", io.BytesIO(data)).lines())
    taken = [
        line
        for article in articles
        for part in article.parts
        for line in range(part.first_line, part.last_line + 1)
    ]
    assert taken == list(range(1, total + 1))


def assert_spans(lines: Sequence[str], articles: Iterable[Article]) -> None:
    """Each article is said to begin on a line that says something, to hold all of its parts that
    do, and nothing of another's."""
    for article in articles:
        source, parts = article.source, article.parts
        own = [part for part in parts if part.role != "separator"]
        assert lines[source.first_line - 1].strip()
        assert parts[0].first_line <= source.first_line <= own[0].first_line
        assert own[-1].last_line <= source.last_line <= parts[-1].last_line


def written(lines: str) -> str:
    """A document whose lines stand behind their roles in a test, without these."""
    return "".join(f"{line[11:]}\n" for line in lines.splitlines())


def shown(text: str, article: Article) -> str:
    """A document with the role of each line before it, but for blank ones."""
    roles = [
        part.role for part in article.parts for _ in range(part.first_line, part.last_line + 1)
    ]
    return "".join(
        f"{role:<11}{line}\n" if line.strip() else "\n"
        for role, line in zip(roles, text.splitlines(), strict=True)
    )
