"""Which articles tell the same story, on the seeds and on articles made up for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from newscli.archive import Archive

HARBOUR = (
    "The council of Velm voted on Monday to close the old harbour to large ships after a storm "
    "tore down the eastern pier.",
    "Mayor Ana Bo said the harbour would reopen in 2026, at a cost of 12.5 million crowns.",
    "Fishermen protested outside the town hall, where about 300 people had gathered by noon.",
)
CHEESE = (
    "A cheese from the village of Tolm won first prize at the national fair for the third year.",
    "The jury praised its rind, which the dairy washes with pear cider twice a week.",
    "Sales have doubled since last spring, according to the owner, Piet Lund.",
)
TRAINS = (
    "Night trains between Korra and the coast will run again from June, the railway announced.",
    "Tickets go on sale next week; a bed in a cabin for four will cost 49 crowns.",
    "The line had been closed for eleven years, and its stations are being painted.",
)

Run = Callable[..., tuple[int, str, str]]


def written(folder: Path, articles: dict[str, tuple[str, Sequence[str]]]) -> Path:
    """The folder with a file for each article: name → headline and paragraphs."""
    folder.mkdir(exist_ok=True)
    for name, (headline, paragraphs) in articles.items():
        (folder / f"{name}.txt").write_text("\n\n".join([headline, *paragraphs]), encoding="utf-8")
    return folder


def archive(folder: Path) -> Archive:
    return Archive([folder], None)


def groups(archive: Archive) -> set[frozenset[str]]:
    """The stories as sets of file names without endings."""
    return {
        frozenset(Path(member.article.path).stem for member in story.articles)
        for story in archive.stories()
    }


def kinds(archive: Archive) -> set[tuple[str, str | None]]:
    """File name and kind of each member of a story."""
    return {
        (Path(member.article.path).stem, member.relation and member.relation.kind)
        for story in archive.stories()
        for member in story.articles
    }


def test_the_briefing_tells_the_story_of_article_1_in_its_first_paragraph() -> None:
    seeds = Archive(["seeds"], None)
    (story,) = seeds.stories()
    assert [member.article.number for member in story.articles] == [1, 5]
    assert story.articles[1].paragraphs == (0, 0)
    assert story.articles[1].relation
    assert story.articles[1].relation.kind == "same story"


def test_the_two_on_greenland_are_related_and_not_one_story_and_the_third_is_alone() -> None:
    seeds = Archive(["seeds"], None)
    assert [(r.article.number, r.relation.kind) for r in seeds.related(2)] == [(4, "related")]
    assert [(r.article.number, r.relation.kind) for r in seeds.related(4)] == [(2, "related")]
    assert seeds.related(3) == []


def test_copies_reprints_and_passages_are_told_apart(tmp_path: Path) -> None:
    digest = (*CHEESE, *TRAINS, *HARBOUR)
    folder = written(
        tmp_path / "news",
        {
            "a": ("Velm closes its harbour", HARBOUR),
            "b": ("Ships barred after a storm", ("VELM (Agency) - " + HARBOUR[0], *HARBOUR[1:])),
            "c": ("Velm shuts port", (*HARBOUR[:2], "The pier had stood since the war.")),
            "d": ("Night trains to the coast", TRAINS),
            "e": ("The week in brief", digest),
        },
    )
    several = archive(folder)
    found = kinds(several)
    assert {("a", None), ("b", "copy"), ("c", "version"), ("e", "same story")} <= found
    assert groups(several) == {frozenset("abce"), frozenset("de")}
    passages = {m.paragraphs for s in several.stories() for m in s.articles}
    assert passages == {None, (3, 5), (6, 8)}
