"""JSON and JSONL: everything a record holds, nothing lost (RECORDS.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from newscli import safe
from newscli.records import SCHEMA_VERSION, Answer, Article, Corpus, Hit
from newscli.safe import is_utf8


def record(article: Article) -> dict[str, Any]:
    """The article as JSON has it, its keys in their order; with `tags` if the desk was asked."""
    desk = {} if article.tags is None else {"tags": list(article.tags)}
    return {
        "schema_version": SCHEMA_VERSION,
        "id": article.id,
        "number": article.number,
        "headline": article.headline,
        "headline_derived": article.headline_derived,
        "byline": article.byline,
        "place": article.place,
        "date": article.date,
        "language": article.language,
        "url": article.url,
        "publisher": article.publisher,
        "section": article.section,
        "paragraphs": list(article.paragraphs),
        "subheads": [head._asdict() for head in article.subheads],
        "captions": [caption._asdict() for caption in article.captions],
        "credits": list(article.credits),
        "other": list(article.other),
        "words": article.words,
        "source": article.source._asdict(),
        "parts": [part._asdict() for part in article.parts],
        "evidence": article.evidence,
        "cut": article.cut._asdict() if article.cut else None,
        "confidence": article.confidence,
        "topics": list(article.topics),
        **desk,
    }


def one_line(value: object, stream: TextIO) -> str:
    """One line of JSON that loses nothing and that no terminal acts on."""
    if not is_utf8(stream):
        return safe.escaped(json.dumps(value))  # DEL alone is ASCII and hidden
    return safe.escaped(json.dumps(value, ensure_ascii=False))


def write_jsonl(articles: Iterable[Article], stream: TextIO) -> None:
    """One record a line."""
    for article in articles:
        stream.write(one_line(record(article), stream) + "\n")


def write_object(
    name: str,
    items: Iterable[object],
    stream: TextIO,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """`{"schema_version": 1, …, "name": […], …}`: an item a line, none of them kept in memory.

    `before` and `after` are keys and values beside the list.
    """
    head = {"schema_version": SCHEMA_VERSION, **(before or {})}
    stream.write(f'{one_line(head, stream)[:-1]}, "{name}": [')
    separator = "\n"
    for item in items:
        stream.write(separator + one_line(item, stream))
        separator = ",\n"
    rest = f", {one_line(after, stream)[1:-1]}" if after else ""
    stream.write(f"\n]{rest}}}\n")


def write_articles_json(articles: Iterable[Article], stream: TextIO) -> None:
    """`{"schema_version": 1, "articles": […]}`."""
    write_object("articles", map(record, articles), stream)


def write_answer_json(
    answer: Answer, corpus: Corpus, same: Mapping[int, int], stream: TextIO
) -> None:
    """What was asked, how it was understood and of what, and every hit with its article, the parts
    of its score and its matches.

    `same`: numbers of hits that tell what other articles do, and of these.
    """
    head = {
        "query": answer.query,
        "reading": answer.reading,
        "notes": answer.notes,
        "matching": answer.matching,
        "widened": answer.widened,
        "understood": [form._asdict() for form in answer.understood],
        "repairs": [repair._asdict() for repair in answer.repairs],
        "corpus": corpus._asdict(),
        "total": answer.total,
        "approximate": answer.approximate,
        "sort": answer.sort,
        "offset": answer.offset,
    }
    suggestions = [{"word": word, "articles": count} for word, count in answer.suggestions]
    hits = (_hit(hit, same) for hit in answer.hits)
    write_object("hits", hits, stream, before=head, after={"suggestions": suggestions})


def write_answer_jsonl(answer: Answer, same: Mapping[int, int], stream: TextIO) -> None:
    """One hit a line."""
    for hit in answer.hits:
        stream.write(one_line({"schema_version": SCHEMA_VERSION, **_hit(hit, same)}, stream) + "\n")


def _hit(hit: Hit, same: Mapping[int, int]) -> dict[str, Any]:
    return {
        "article": record(hit.article),
        "score": hit.score,
        "tier": hit.tier,
        "relevance": hit.relevance,
        "parts": [share._asdict() for share in hit.shares],
        "headline_share": hit.headline_share,
        "widened": hit.widened,
        "coverage": hit.coverage,
        "headline": hit.headline._asdict(),
        "snippet": hit.snippet._asdict(),
        "fields": dict(hit.fields),
        "matches": [match._asdict() for match in hit.matches],
        "repairs": [repair._asdict() for repair in hit.repairs],
        "missing": list(hit.missing),
        "same_story_as": same.get(hit.article.number),
    }
