"""How results leave: as a screen, as lines for other programs, or as JSON.

A terminal gets pages (`show`, `page`), a pipe gets one record a line (`write_*_plain`), and JSON
loses nothing.  Rich is imported only where a page is drawn: a listing into a pipe needs none of it.
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TextIO

from newscli import safe
from newscli.errors import NewscliError
from newscli.records import SCHEMA_VERSION, Answer, Article, Hit, Marked, Repair, Summary

if TYPE_CHECKING:
    from rich.console import RenderableType

THEMES = ("auto", "dark", "light", "none")
WIDTH = 80  # when nothing tells
HEIGHT = 24


@dataclass(frozen=True, slots=True)
class Display:
    """What a stream can show, and how it was asked to."""

    terminal: bool
    """True when pages are drawn on it; else it gets one record a line."""
    width: int
    """In cells."""
    color: bool
    """May colours be sent?"""
    theme: str
    """One of `THEMES`; `none` when `color` is false."""
    ascii: bool
    """No glyph outside ASCII."""
    colors: Literal["standard", "256", "truecolor"] | None
    """How many colours the terminal has; None when it takes no control sequence at all."""


def display(
    stream: TextIO,
    *,
    color: Literal["auto", "always", "never"] = "auto",
    plain: bool = False,
    theme: str | None = None,
    ascii: bool = False,
    environ: Mapping[str, str] = os.environ,
) -> Display:
    """What the stream can show (CONTRACT.md, "Terminal or pipe").

    A layout is chosen by the stream alone, as in git and ripgrep: `color="always"` and
    `FORCE_COLOR` colour the matches in plain lines, but make no page of them.  Colour is what
    `NO_COLOR` and `color="never"` turn off; bold and underline stay, for the matches.  The flag
    wins over the environment, and there `NO_COLOR` over `FORCE_COLOR`.
    """
    theme = theme or environ.get("NEWSCLI_THEME") or "auto"
    if theme not in THEMES:
        raise NewscliError(f"no theme {theme!r}: the themes are {', '.join(THEMES)}")
    terminal = _isatty(stream) and not plain
    dumb = environ.get("TERM", "").lower() in ("dumb", "unknown")
    if color == "auto":
        if environ.get("NO_COLOR"):  # non-empty, whatever it says: no-color.org
            colored = False
        elif environ.get("FORCE_COLOR"):
            colored = True
        else:
            colored = terminal and not dumb
    else:
        colored = color == "always"
    return Display(
        terminal=terminal,
        width=_width(stream, environ),
        color=colored,
        theme=theme if colored else "none",
        ascii=ascii or not _is_utf8(stream),
        colors=_colors(environ) if colored or (terminal and not dumb) else None,
    )


def _isatty(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def _width(stream: TextIO, environ: Mapping[str, str]) -> int:
    """`COLUMNS`, else the terminal's own width, else 80."""
    return _number(environ.get("COLUMNS")) or _size(stream)[0] or WIDTH


def _height(stream: TextIO, environ: Mapping[str, str]) -> int:
    return _number(environ.get("LINES")) or _size(stream)[1] or HEIGHT


def _number(value: str | None) -> int:
    """The value as a count; 0 when it is none."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 0


def _size(stream: TextIO) -> tuple[int, int]:
    try:
        size = os.get_terminal_size(stream.fileno())
        return (size.columns, size.lines)
    except (OSError, ValueError, AttributeError):
        return (0, 0)


def _is_utf8(stream: TextIO) -> bool:
    """Whether the stream takes any character; one that names no encoding is in memory."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return encoding.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig")


def _colors(environ: Mapping[str, str]) -> Literal["standard", "256", "truecolor"]:
    """How many colours the environment promises, as terminals say it."""
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "truecolor"
    term = environ.get("TERM", "")
    if term.endswith(("-direct", "-kitty")) or "WT_SESSION" in environ:
        return "truecolor"
    return "256" if term.endswith("256color") else "standard"


# --- For other programs -----------------------------------------------------------------------


def record(article: Article) -> dict[str, Any]:
    """The article in the JSON form of RECORDS.md: its keys, in its order."""
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
        "subheads": [{"text": head.text, "before": head.before} for head in article.subheads],
        "captions": [
            {
                "text": caption.text,
                "credit": caption.credit,
                "agency": caption.agency,
                "date": caption.date,
            }
            for caption in article.captions
        ],
        "credits": list(article.credits),
        "other": list(article.other),
        "words": article.words,
        "source": {
            "path": article.source.path,
            "format": article.source.format,
            "encoding": article.source.encoding,
            "first_line": article.source.first_line,
            "last_line": article.source.last_line,
        },
        "parts": [
            {"role": part.role, "first_line": part.first_line, "last_line": part.last_line}
            for part in article.parts
        ],
        "evidence": article.evidence,
    }


def _json(value: object, stream: TextIO) -> str:
    """One line of JSON that loses nothing and that no terminal acts on."""
    if not _is_utf8(stream):
        return safe.escaped(json.dumps(value))  # DEL alone is ASCII and hidden
    return safe.escaped(json.dumps(value, ensure_ascii=False))


def write_jsonl(articles: Iterable[Article], stream: TextIO) -> None:
    """One record a line."""
    for article in articles:
        stream.write(_json(record(article), stream) + "\n")


def write_articles_json(articles: Iterable[Article], stream: TextIO) -> None:
    """`{"schema_version": 1, "articles": […]}`, one article a line, none kept in memory."""
    stream.write(f'{{"schema_version": {SCHEMA_VERSION}, "articles": [')
    separator = "\n"
    for article in articles:
        stream.write(separator + _json(record(article), stream))
        separator = ",\n"
    stream.write("\n]}\n")


def write_answer_json(answer: Answer, stream: TextIO) -> None:
    """What was asked, how it was understood, and every hit with its article and its marks."""
    head = {
        "schema_version": SCHEMA_VERSION,
        "query": answer.query,
        "repairs": [_repair(repair) for repair in answer.repairs],
        "total": answer.total,
    }
    stream.write(_json(head, stream)[:-1] + ', "hits": [')
    separator = "\n"
    for hit in answer.hits:
        stream.write(separator + _json(_hit(hit), stream))
        separator = ",\n"
    suggestions = [{"word": word, "articles": count} for word, count in answer.suggestions]
    stream.write(f'\n], "suggestions": {_json(suggestions, stream)}}}\n')


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "article": record(hit.article),
        "score": hit.score,
        "headline": _marked(hit.headline),
        "snippet": _marked(hit.snippet),
        "fields": dict(hit.fields),
        "repairs": [_repair(repair) for repair in hit.repairs],
        "missing": list(hit.missing),
    }


def _repair(repair: Repair) -> dict[str, Any]:
    return {"word": repair.word, "to": repair.to, "edits": repair.edits}


def _marked(marked: Marked) -> dict[str, Any]:
    return {"text": marked.text, "marks": [list(mark) for mark in marked.marks]}


def write_ids(ids: Iterable[str], stream: TextIO) -> None:
    """Ids alone, one a line: what every command that takes REFs reads."""
    for id in ids:
        stream.write(f"{safe.line(id)}\n")


def write_list_plain(summaries: Iterable[Summary], stream: TextIO, *, ascii: bool = False) -> None:
    """Tab-separated: number, headline, path, date, words, id; an unknown date is empty."""
    for row in summaries:
        headline, path, date = (
            safe.line(row.headline),
            safe.path(row.path),
            safe.line(row.date or ""),
        )
        text = f"{row.number}\t{headline}\t{path}\t{date}\t{row.words}\t{row.id}\n"
        stream.write(safe.transliterated(text) if ascii else text)


def write_answer_plain(
    answer: Answer, stream: TextIO, *, ascii: bool = False, color: bool = False
) -> None:
    """Tab-separated: number, headline, path, date, score, id; best hit first."""
    for hit in answer.hits:
        article = hit.article
        headline = _highlighted(hit.headline) if color else safe.line(hit.headline.text)
        path, date = safe.path(article.source.path), safe.line(article.date or "")
        text = f"{article.number}\t{headline}\t{path}\t{date}\t{hit.score:.1f}\t{article.id}\n"
        stream.write(safe.transliterated(text) if ascii else text)


def understood(answer: Answer) -> str:
    """How a query was understood where it was not taken as typed; else empty."""
    facts = [f"{repair.word} ≈ {repair.to}" for repair in answer.repairs]
    if answer.hits and answer.hits[0].missing:
        facts.append("no article has all the words")
    if not answer.hits:
        near = [f"{word} ({count})" for word, count in answer.suggestions]
        facts.append("nothing found" + (f"; there is {', '.join(near)}" if near else ""))
    return "; ".join(facts)


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
    articles: Iterable[Article], stream: TextIO, *, ascii: bool = False
) -> None:
    """Articles one after another, with three blank lines between them."""
    for index, article in enumerate(articles):
        stream.write("\n\n\n" if index else "")
        _write_article_plain(article, stream, ascii=ascii)


def _write_article_plain(article: Article, stream: TextIO, *, ascii: bool) -> None:
    """Headline, a line of what is stated, captions and body; blank lines between, none wrapped."""
    stated = (article.byline, article.publisher, article.place, article.date)
    blocks = [] if article.headline_derived else [article.headline]
    if any(stated):
        blocks.append(" · ".join(fact for fact in stated if fact))
    blocks += [caption.text for caption in article.captions]
    heads = sorted(article.subheads, key=lambda head: head.before)
    for index, paragraph in enumerate(article.paragraphs):
        blocks += [head.text for head in heads if head.before == index]
        blocks.append(paragraph)
    blocks += [head.text for head in heads if head.before >= len(article.paragraphs)]
    text = "\n\n".join(safe.line(block) for block in blocks) + "\n"
    stream.write(safe.transliterated(text) if ascii else text)


# --- For people -------------------------------------------------------------------------------


def show(renderable: RenderableType, display: Display, stream: TextIO) -> None:
    """Draw a page on the stream, line by line as it is laid out."""
    from newscli.screen import painted

    for piece in painted(
        renderable,
        width=display.width,
        theme_name=display.theme,
        colors=display.colors,
        ascii=display.ascii,
    ):
        stream.write(piece)
    stream.flush()


def page(
    renderables: Iterable[RenderableType],
    display: Display,
    stream: TextIO,
    environ: Mapping[str, str] = os.environ,
    *,
    pager: bool = True,
) -> None:
    """Draw pages one below the other, through a pager when they are higher than the terminal.

    A pager that cannot be started, or that fails, costs nothing: the page is then shown without.
    One that ends well before the end was left by its reader.
    """
    import io

    from rich.console import Group

    pages = Group(*renderables)
    command = _pager(environ) if pager else []
    if not display.terminal or not command:
        show(pages, display, stream)
        return
    whole = io.StringIO()
    show(pages, display, whole)
    text = whole.getvalue()
    if text.count("\n") < _height(stream, environ) or not _paged(text, command, environ, stream):
        stream.write(text)
        stream.flush()


def _pager(environ: Mapping[str, str]) -> list[str]:
    """The pager's argument list; empty when paging is off."""
    chosen = environ.get("NEWSCLI_PAGER", environ.get("PAGER", "less -R"))
    try:
        command = shlex.split(chosen)
    except ValueError:  # an open quotation
        return []
    if not command or command == ["cat"]:
        return []
    if os.path.basename(command[0]) == "less":
        command.insert(1, "-R")  # else it shows our colours as ESC[…
    return command


def _paged(text: str, command: list[str], environ: Mapping[str, str], stream: TextIO) -> bool:
    """Whether the pager took the text; without a shell, so that nothing in it is a command."""
    import contextlib
    import subprocess

    settings = {"LESS": "FRX", "LESSCHARSET": "utf-8", **environ}
    stream.flush()
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stream, env=settings)  # noqa: S603
    except (OSError, ValueError):
        return False
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        pager.communicate(text.encode())
    while pager.returncode is None:
        with contextlib.suppress(KeyboardInterrupt):  # it is the pager's, as in pydoc
            pager.wait()
    return pager.returncode == 0
