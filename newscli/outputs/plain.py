"""Text for pipes and files: one record a line, or articles without layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from newscli import safe
from newscli.choices import UNDATED
from newscli.records import Answer, Article, Hit, Marked, Marks, Summary


class Ascii:
    """As much of a stream as writers use, which writes what it is given without other letters."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(safe.transliterated(text))


def write_row(cells: Iterable[str], stream: TextIO) -> None:
    """Tab-separated: any texts, made safe, on a line."""
    stream.write("\t".join(map(safe.line, cells)) + "\n")


def write_ids(ids: Iterable[str], stream: TextIO) -> None:
    """Ids alone, one a line: what every command that takes REFs reads."""
    for id in ids:
        stream.write(f"{safe.line(id)}\n")


def write_names(rows: Iterable[tuple[str, int, str]], stream: TextIO) -> None:
    """Tab-separated: a name, its count, and a note if there is one."""
    for name, count, note in rows:
        write_row([name, str(count), *([note] if note else [])], stream)


def write_list_plain(
    summaries: Iterable[Summary],
    stream: TextIO,
    groups: Sequence[str] = (),
    copies: Mapping[int, int] | None = None,
) -> None:
    """Tab-separated: number, headline, path, date, words, id; an unknown date is empty.

    In groups, each line begins with the name of its group.  With `copies`, it ends in how many
    copies of the article there are that have no line.
    """
    names = iter(groups)
    for row in summaries:
        headline, date = safe.line(row.headline), safe.line(row.date or "")
        path = safe.path(row.path)
        more = "" if copies is None else f"\t{copies.get(row.number, 0)}"
        text = f"{row.number}\t{headline}\t{path}\t{date}\t{row.words}\t{row.id}{more}\n"
        if groups:
            text = f"{safe.path(next(names))}\t{text}"
        stream.write(text)


def write_answer_plain(
    answer: Answer, stream: TextIO, *, color: bool = False, explain: bool = False
) -> None:
    """Tab-separated: number, headline, path, date, score, id; best hit first.

    With `explain` also the tier, what the query's words were taken for, and the words found.
    """
    for hit in answer.hits:
        article = hit.article
        headline = _highlighted(hit.headline) if color else safe.line(hit.headline.text)
        path, date = safe.path(article.source.path), safe.line(article.date or "")
        text = f"{article.number}\t{headline}\t{path}\t{date}\t{hit.score:.1f}\t{article.id}"
        if explain:
            text = "\t".join((text, *map(safe.line, _explained(hit))))
        stream.write(f"{text}\n")


def _explained(hit: Hit) -> tuple[str, str, str]:
    """Tier, rewrite and words of a hit."""
    forms = (f"{s.word} ≈ {s.to}" if s.kind == "repaired" else s.to for s in hit.shares)
    words = (f"{field}:{word}×{count}" for field, word, count in hit.words)
    return hit.tier, "; ".join(forms), "; ".join(words)


def _highlighted(marked: Marked) -> str:
    """The text with its marks bold and underlined, whatever the terminal's colours are."""
    pieces = []
    at = 0
    for start, end in marked.marks:
        pieces.append(safe.line(marked.text[at:start]))
        pieces.append(f"\x1b[1;4m{safe.line(marked.text[start:end])}\x1b[0m")
        at = end
    return "".join(pieces) + safe.line(marked.text[at:])


def write_articles_plain(
    articles: Iterable[Article],
    stream: TextIO,
    marks: Marks | None = None,
    width: int | None = None,
) -> None:
    """Articles one after another, with three blank lines between them, and their matches marked.

    With a `width`, in lines of at most so many characters, broken between words.
    """
    for index, article in enumerate(articles):
        stream.write("\n\n\n" if index else "")
        _write_article_plain(article, stream, marks, width)


def _write_article_plain(
    article: Article, stream: TextIO, marks: Marks | None, width: int | None
) -> None:
    """Headline, a line of what is stated, captions and body; blank lines between."""
    stated = (article.byline, article.publisher, article.place, article.date)
    blocks = [] if article.headline_derived else [article.headline]
    if any(stated):
        blocks.append(" · ".join(fact for fact in stated if fact))
    blocks += [caption.text for caption in article.captions]
    blocks += [text for _, text in article.body]
    shown = (_highlighted(Marked(b, tuple(marks(b)))) if marks else safe.line(b) for b in blocks)
    if width:
        from textwrap import fill

        shown = (fill(block, width, break_on_hyphens=False) for block in shown)
    stream.write("\n\n".join(shown) + "\n")


def understood(answer: Answer) -> str:
    """How a query was understood where it was not taken as typed, and what of the answer is not
    all that it might be; else empty."""
    facts = [f"read as {answer.reading}"] if answer.reading else []
    facts += answer.notes
    facts += [f"{repair.word} ≈ {repair.to}" for repair in answer.repairs]
    if not answer.has_all:
        facts.append("no article has all the words")
    elif filling := len(answer.hits) - answer.matching:
        is_part = any(hit.missing for hit in answer.hits)
        which = "a part of the words" if is_part else "what this may be a slip for"
        facts.append(f"{filling} more with {which}")
    if answer.total and answer.suggestions:
        near = [f"{word} ({count:,})" for word, count in answer.suggestions]
        facts.append(f"did you mean {', '.join(near)}?")
    if answer.hits and answer.is_undated:
        facts.append(UNDATED)
    if answer.approximate:
        facts.append("very many match: ranked by headlines and openings")
    if not answer.total:
        near = [f"{word} ({count:,})" for word, count in answer.suggestions]
        facts.append("nothing found" + (f"; there is {', '.join(near)}" if near else ""))
    elif not answer.hits:
        facts.append(f"no more than {answer.total:,} found")
    return "; ".join(facts)
