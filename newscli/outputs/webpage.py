"""HTML: one page that needs nothing else, with every article and a list of them.

All text is escaped and made safe to show (`safe`); the page runs no script and loads nothing, and
tells the browser so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import TextIO

from newscli import safe
from newscli.records import Article


def write_html(articles: Iterable[Article], stream: TextIO) -> None:
    """The page; the list of its articles stands at the end, where it is known."""
    stream.write(Path(__file__).with_suffix(".html").read_text(encoding="utf-8"))
    stream.write('<p class="facts"><a href="#contents">Contents</a></p>\n')
    listed: list[tuple[int, str]] = []
    for place, article in enumerate(articles, start=1):
        listed.append((place, article.headline))
        for line in _article(article, place):
            stream.write(f"{line}\n")
    stream.write('<nav id="contents">\n<ol>\n')
    for place, headline in listed:
        stream.write(f'<li><a href="#a{place}" dir="auto">{_text(headline)}</a></li>\n')
    stream.write("</ol>\n</nav>\n</body>\n</html>\n")


def _article(article: Article, place: int) -> Iterator[str]:
    language = f' lang="{_text(article.language)}"' if article.language else ""
    yield f'<article id="a{place}"{language}>'
    if not article.headline_derived:
        yield f'<h1 dir="auto">{_text(article.headline)}</h1>'
    stated = (article.byline, article.publisher, article.place, article.section, article.date)
    facts = [_text(fact) for fact in stated if fact]
    yield f'<p class="facts" dir="auto">{" · ".join([*facts, f"{article.words:,} words"])}</p>'
    for caption in article.captions:
        yield f'<figure><figcaption dir="auto">{_text(caption.text)}</figcaption></figure>'
    for role, text in article.body:
        tag = "h2" if role == "subhead" else "p"
        yield f'<{tag} dir="auto">{_text(text)}</{tag}>'
    source = article.source
    lines = f":{source.first_line}–{source.last_line}"
    yield f"<footer>{escape(safe.path(source.path))}{lines} · {article.id}{_link(article)}</footer>"
    yield "</article>"


def _link(article: Article) -> str:
    """The article's address: a link where one is safe, else as text."""
    if not article.url:
        return ""
    shown = _text(article.url)
    target = safe.link(article.url)
    return f' · <a href="{escape(target)}">{shown}</a>' if target else f" · {shown}"


def _text(text: str) -> str:
    return escape(safe.line(text))
