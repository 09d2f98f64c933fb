"""Other search engines on the same articles: as programs of their own, one question each.

    python tests/benchmarks/peers.py index ENGINE FOLDER INDEX
    python tests/benchmarks/peers.py ask ENGINE INDEX WORD

`FOLDER` holds the articles as `corpora.write` writes them; an engine is asked for the ten best
articles with a word, one edit allowed.  Tantivy indexes with two threads.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

ENGINES = ("tantivy", "whoosh")
MEMORY = 256_000_000  # bytes that tantivy may hold


def articles(folder: Path) -> Iterator[tuple[str, str]]:
    """Headline and body of each article."""
    for path in sorted(folder.rglob("*.*")):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            for line in text.splitlines():
                record = json.loads(line)
                yield record["headline"], record["body"]
        else:
            headline, _, body = text.partition("\n\n")
            yield headline, body


def index(engine: str, folder: Path, target: Path) -> None:
    """Build the engine's index of a folder."""
    target.mkdir()
    if engine == "tantivy":
        import tantivy

        builder = tantivy.SchemaBuilder()
        for field in ("headline", "body"):
            builder.add_text_field(field, stored=True)
        writer = tantivy.Index(builder.build(), path=str(target)).writer(MEMORY, 2)
        for headline, body in articles(folder):
            writer.add_document(tantivy.Document(headline=headline, body=body))
        writer.commit()
        writer.wait_merging_threads()
    else:
        from whoosh.fields import TEXT, Schema
        from whoosh.index import create_in

        schema = Schema(headline=TEXT(stored=True), body=TEXT(stored=True))
        writer = create_in(target, schema).writer(limitmb=256)
        for headline, body in articles(folder):
            writer.add_document(headline=headline, body=body)
        writer.commit()


def ask(engine: str, target: Path, word: str) -> int:
    """How many articles the engine finds."""
    if engine == "tantivy":
        import tantivy

        opened = tantivy.Index.open(str(target))
        fields = [
            tantivy.Query.fuzzy_term_query(opened.schema, field, word)
            for field in ("headline", "body")
        ]
        either = [(tantivy.Occur.Should, field) for field in fields]
        found = opened.searcher().search(tantivy.Query.boolean_query(either), 10)
        return len(found.hits)
    from whoosh.index import open_dir
    from whoosh.query import FuzzyTerm, Or

    with open_dir(target).searcher() as searcher:
        return len(searcher.search(Or([FuzzyTerm("headline", word), FuzzyTerm("body", word)])))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["index", engine, folder, target]:
            index(engine, Path(folder), Path(target))
        case ["ask", engine, target, word]:
            print(ask(engine, Path(target), word))
        case _:
            raise SystemExit(__doc__)
