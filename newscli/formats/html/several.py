"""Pages that hold several articles: a blog's front page, a newsletter, a printed selection.

Each stands in an element of its own, side by side with others of the same name and class, under a
heading.  A page that says it is one article, sections of one under its heading, teasers and
comments are no such: so each element has to hold a story, and together most of the page's text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.lines import Places
from newscli.formats.drafting.markup import DEEPEST, Block
from newscli.formats.drafting.tags import Tag, attributes, is_empty
from newscli.formats.drafting.values import Value
from newscli.formats.html.stated import APART, beside, content_of
from newscli.formats.layout.headers import header
from newscli.formats.layout.shapes import is_prose, weight
from newscli.records import Article
from newscli.text import Document, fold
from newscli.text.sentences import ends_sentence
from newscli.tuples import NamedTuple

LEAST_SAID = 60  # words of a story that is one paragraph; a teaser has fewer
MOST = 0.5  # share of the page's text that the stories hold together, menus and feet beside them
LONGEST_ONE = 0.85  # share of them in one: then the others are beside it
HEADING = 5  # words of a heading that is a headline, though nothing is stated of the story
TITLE = 3  # words of a heading that is the page's; fewer name a section or a paper
_HOLDERS = frozenset(["article", "section", "div", "tr"])
_CLOSED = APART | {"article"}
_NESTING = _HOLDERS | APART | {"body", "main", "header", "table", "td", "ul", "ol"}
_HEADINGS = frozenset(["h1", "h2", "h3", "h4"])
_titled = re.compile(r"(?:^|[\W_])(?:head(?:line|ing)|title|titre)", re.IGNORECASE)


class StoryElement(NamedTuple):
    """What an element holds that is an article of its own."""

    start: int
    """Offset of the element."""
    end: int
    """Offset after it."""
    headline: Block
    stated: list[Value]
    """What elements inside say of date and author."""


def stories(
    page: str, markup: Sequence[Tag], blocks: Sequence[Block], stated: Sequence[Value]
) -> list[StoryElement]:
    """The stories of a page of several; none where it is one.

    `blocks` are the page's, and `stated` what its head says.
    """
    if len(markup) < 2 or any(_says_one(page, tag) for tag in markup):
        return []
    titles = [value.text for value in stated if value.name == "headline"]
    said = [*accumulate((b.start - a.end for a, b in pairwise(markup)), initial=0)]
    heads = [i for i, tag in enumerate(markup) if tag.kind == "start" and tag.name.lower() == "h1"]
    offsets = [block.at for block in blocks]
    most, found = MOST * said[-1], list[StoryElement]()
    for group in _groups(page, markup):
        sizes = [said[last] - said[first] for first, last in group]
        if sum(sizes) < most or max(sizes) > LONGEST_ONE * sum(sizes):
            continue
        is_article = markup[group[0][0]].name.lower() == "article"
        above = [i for i in heads if not any(first < i < last for first, last in group)]
        if any(_names_page(page, markup[i], titles, is_article) for i in above):
            continue
        read, places = list[StoryElement](), Places(page)
        for first, last in group:
            own = markup[first : last + 1]
            inside = slice(*(bisect_left(offsets, at) for at in (own[0].start, own[-1].end)))
            if story := _story(page, own, blocks[inside], places):
                read.append(story)
        told = [one for one in read if one.stated or weight(one.headline.text) >= HEADING]
        if len(read) > 1 and 2 * len(told) > len(group):
            most, found = sum(sizes), read
    return found


def _says_one(page: str, tag: Tag) -> bool:
    """Whether an element says that the page is one article (Open Graph, "article")."""
    if tag.kind != "start" or tag.name.lower() != "meta":
        return False
    says = attributes(page, tag)
    name = says.get("property", "").lower()
    return name == "article:published_time" or (
        name == "og:type" and says.get("content", "").lower() == "article"
    )


def _groups(page: str, markup: Sequence[Tag]) -> list[list[tuple[int, int]]]:
    """Elements side by side, of the same name and first class, by the indices of their tags.

    None is inside what holds other stories, or inside an article: those are its sections, or
    comments.
    """
    opened: list[tuple[str, int, str]] = [("", -1, "")]
    groups: dict[tuple[int, str, str], list[tuple[int, int]]] = {}
    closed = 0  # how many of the open elements hold no stories
    for index, tag in enumerate(markup):
        name = tag.name.lower()
        if name not in _NESTING or is_empty(page, tag):
            continue
        if tag.kind == "start":
            says = attributes(page, tag) if name in _HOLDERS and not closed else {}
            opened.append((name, index, (says.get("class", "").split() or [""])[0]))
            closed += name in _CLOSED
        elif any(one[0] == name for one in opened[-DEEPEST:]):
            other = ""
            while other != name:
                other, first, kind = opened.pop()
                closed -= other in _CLOSED
            if name in _HOLDERS and not closed:
                groups.setdefault((opened[-1][1], name, kind), []).append((first, index))
    several = [group for group in groups.values() if len(group) > 1]
    return sorted(several, key=lambda group: group[0])


def _names_page(page: str, tag: Tag, titles: Sequence[str], articles: bool) -> bool:
    """Whether a heading outside of the elements is that of one article, of which they are parts."""
    text = content_of(page, tag)
    known = any(fold(text) in fold(title) for title in titles)
    return weight(text) >= (HEADING if articles else TITLE) and (known or not articles)


def _story(
    page: str, own: Sequence[Tag], blocks: Sequence[Block], places: Places
) -> StoryElement | None:
    """What an element holds if it is a story: heading and text."""
    title, stated = "", list[Value]()
    for tag in own:
        if tag.kind != "start" or "=" not in page[tag.start : tag.end]:
            continue
        if (said := beside(page, tag)) and said[0] != "changed":
            stated.append(Value(*said, line := places.line(tag.start), line))
        elif not title and _titled.search(page, tag.start, tag.end):
            says = attributes(page, tag)
            if _titled.search(" ".join(says.get(name, "") for name in ("class", "itemprop"))):
                title = fold(content_of(page, tag))
    for at, block in enumerate(blocks):
        if block.tag in _HEADINGS or (title and fold(block.text) == title):
            told = [below.text for below in blocks[at + 1 :] if _is_told(below)]
            if len(told) > 1 or weight(" ".join(told)) >= LEAST_SAID:
                return StoryElement(own[0].start, own[-1].end, block, stated)
            break
        if _is_told(block):
            break
    return None


def _is_told(block: Block) -> bool:
    """Whether a block is of a story's text."""
    return block.role == "paragraph" and (is_prose(block.text) or ends_sentence(block.text))


def articles(
    document: Document,
    blocks: Sequence[Block],
    found: Sequence[StoryElement],
    stated: Sequence[Value],
    last_line: int,
) -> Iterator[Article]:
    """The stories; what stands between is kept with the next one, what stands below with the last.

    Publisher and language that the page's head states are true of each; the rest is kept with the
    first.  `last_line` is the page's.
    """
    of_all = [value for value in stated if value.name in ("publisher", "language")]
    following, at = 1, 0
    for story in found:
        to = next((n for n in range(at, len(blocks)) if blocks[n].at >= story.end), len(blocks))
        own, at = blocks[at:to] if story is not found[-1] else blocks[at:], to
        if not own:
            continue
        draft = Draft(document, "container", min(following, own[0].first))
        draft.settle(story.stated)
        for value in of_all:
            draft.state(value.name, value.text)
        for block in own:
            _add(draft, block, story)
        if story is found[0]:
            said = {fold(text) for text in (*draft.other, *(v.text for v in story.stated))}
            for value in stated:
                if value not in of_all and fold(value.text) not in said:
                    said.add(fold(value.text))
                    draft.keep(value)
        draft.parts.sort(key=lambda part: part.first_line)
        following = max(following, own[-1].last + 1)
        yield draft.finish(own[-1].last if story is not found[-1] else last_line)


def _add(draft: Draft, block: Block, story: StoryElement) -> None:
    """Give a block its place in the article of a story, or beside it."""
    lines = block.first, block.last
    if block is story.headline:
        draft.add("headline", *lines, block.text)
    elif not story.headline.at < block.at < story.end:
        draft.add("other", *lines, block.text)
    elif block.role == "caption":
        draft.add("caption", *lines, block.text)
    elif said := header(block.text):
        if not draft.paragraphs:
            draft.state(said.field, said.value)
        draft.add("metadata" if said.role == "dateline" else said.role, *lines, block.text)
    elif _is_told(block):
        draft.paragraph(block.text, *lines)
    elif block.role == "subhead" and draft.paragraphs:
        draft.add("subhead", *lines, block.text)
    else:
        draft.add("other", *lines, block.text)
