"""Stories and what articles are to each other, for pipes and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from newscli import safe
from newscli.outputs.plain import write_row
from newscli.outputs.structured import record, write_object
from newscli.records import Article, Relation, Summary

if TYPE_CHECKING:
    from newscli.stories.passages import Stretch, Wording
    from newscli.stories.story import Relative, Story, StoryMember

DIGITS = 3  # of a similarity; the last of a float's are not the same in every Python

Relatives = Iterable[tuple[Article, Sequence[tuple["Relative", Sequence["Stretch"]]]]]
"""Articles with their relatives, and what they share with each."""

Tags = Mapping[int, Sequence[str]]
"""The tags of those articles that have any, by number."""


def write_stories_plain(stories: Iterable[Story], stream: TextIO) -> None:
    """Tab-separated, a line an article: the number of its story's first, its own, kind,
    similarity, headline, path, date, id; kind and similarity of a first are empty."""
    for story in stories:
        first = story.articles[0].article.number
        for member in story.articles:
            write_row([str(first), *_facts(member.article, member.relation)], stream)


def write_relatives_plain(found: Relatives, stream: TextIO) -> None:
    """The same for the relatives of articles, whose number is the first on each line.

    Below a relative, behind a tab, the paragraphs of what the two share, if these are given: with
    `[-…-]` around words of the article alone and `{+…+}` around words of the relative alone.
    """
    for article, relatives in found:
        for relative, stretches in relatives:
            facts = _facts(relative.article, relative.relation)
            write_row([str(article.number), *facts], stream)
            for stretch in stretches:
                write_row(["", " ".join(map(marked, stretch.wordings))], stream)


def marked(wording: Wording) -> str:
    """The words of a wording; those of one article alone in the brackets of `wdiff`."""
    if wording.is_same:
        return safe.line(wording.here)
    gone = f"[-{safe.line(wording.here)}-]" if wording.here else ""
    come = f"{{+{safe.line(wording.there)}+}}" if wording.there else ""
    return f"{gone} {come}".strip()


def _facts(article: Summary, relation: Relation | None) -> list[str]:
    return [
        str(article.number),
        relation.kind if relation else "",
        f"{relation.similarity:.2f}" if relation else "",
        article.headline,
        safe.path(article.path),
        article.date or "",
        article.id,
    ]


def write_stories_json(stories: Iterable[Story], tags: Tags, stream: TextIO) -> None:
    """`{"schema_version": 1, "stories": [{"articles": […]}, …]}`."""
    facts = ({"articles": [_member(one, tags) for one in story.articles]} for story in stories)
    write_object("stories", facts, stream)


def _member(member: StoryMember, tags: Tags) -> dict[str, Any]:
    relation = member.relation
    return {
        **_summary(member.article),
        "tags": [*tags.get(member.article.number, ())],
        "kind": relation.kind if relation else None,
        "similarity": round(relation.similarity, DIGITS) if relation else None,
        "compared_with": member.of,
        "paragraphs": list(member.paragraphs) if member.paragraphs else None,
    }


def write_relatives_json(found: Relatives, tags: Tags, stream: TextIO) -> None:
    """`{"schema_version": 1, "articles": […]}`: the records of articles, each with its relatives,
    and these with what is shared."""
    facts = (
        {
            **record(article),
            "relatives": [
                {
                    **_relative(relative),
                    "tags": [*tags.get(relative.article.number, ())],
                    "shared": [*map(_stretch, stretches)],
                }
                for relative, stretches in relatives
            ],
        }
        for article, relatives in found
    )
    write_object("articles", facts, stream)


def write_read_json(
    articles: Iterable[Article], relatives: Mapping[int, Sequence[Relative]], stream: TextIO
) -> None:
    """The same without what is shared; `relatives`: of articles by number, as far as known."""
    facts = (
        {**record(article), "relatives": [*map(_relative, relatives.get(article.number, ()))]}
        for article in articles
    )
    write_object("articles", facts, stream)


def _relative(relative: Relative) -> dict[str, Any]:
    kind, similarity, passage = relative.relation
    here, there = (list(passage.here), list(passage.there)) if passage else (None, None)
    return {
        **_summary(relative.article),
        "kind": kind,
        "similarity": round(similarity, DIGITS),
        "paragraphs": here,
        "paragraphs_there": there,
    }


def _summary(article: Summary) -> dict[str, Any]:
    facts = ("number", "id", "headline", "path", "publisher", "date", "words")
    return {name: article.value(name) for name in facts}


def _stretch(stretch: Stretch) -> dict[str, Any]:
    return {
        "paragraph": stretch.here,
        "paragraph_there": stretch.there,
        "pieces": [
            {"here": wording.here, "there": wording.there, "same": wording.is_same}
            for wording in stretch.wordings
        ],
    }
