"""Which articles tell the same story, on the seeds and on articles made up for it."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

import newscli
from newscli.archive import Archive
from newscli.browse.finding import rows_of

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
    first, *others = several.stories()[0].articles
    assert first.of is None
    assert {Path(m.article.path).stem: m.of for m in others} == {"b": 1, "c": 1, "e": 1}
    passages = {m.paragraphs for s in several.stories() for m in s.articles}
    assert passages == {None, (3, 5), (6, 8)}


def test_a_threshold_asks_for_more_or_less(tmp_path: Path) -> None:
    cut = (*HARBOUR[:2], "The pier had stood since the war.")
    folder = written(tmp_path / "news", {"a": ("Velm", HARBOUR), "b": ("Port", cut)})
    several = archive(folder)
    assert groups(several) == {frozenset("ab")}
    assert several.stories(threshold=1.0) == []
    assert len(several.stories(threshold=0.3)) == 1


def test_the_same_words_about_other_figures_and_names_are_another_story(tmp_path: Path) -> None:
    def report(day: int, name: str) -> tuple[str, Sequence[str]]:
        return "Market report", (
            f"Shares in {name} rose {day}.{day} percent on the bourse of Velm to {90 + day} kr.",
            f"Turnover was {day}00,000 crowns, dealers at {name} said, after {day + 3} before.",
            f"The index of all shares closed at {1000 + 7 * day}, up {day}.4 points.",
        )

    folder = written(
        tmp_path / "news",
        {f"day{day}": report(day, name) for day, name in enumerate(("Arko", "Belun", "Cirt"), 1)},
    )
    assert archive(folder).stories() == []


def test_nothing_is_a_story_in_an_archive_of_one_article_or_of_none(tmp_path: Path) -> None:
    folder = written(tmp_path / "news", {"a": ("Velm closes its harbour", HARBOUR)})
    assert archive(folder).stories() == archive(folder).related(1) == []
    (tmp_path / "empty").mkdir()
    assert archive(tmp_path / "empty").stories() == []


def lines(path: Path, articles: Iterable[tuple[str, Sequence[str]]]) -> Path:
    """A file with these articles as JSON, one a line."""
    with open(path, "w", encoding="utf-8") as stream:
        for headline, paragraphs in articles:
            stream.write(json.dumps({"headline": headline, "paragraphs": paragraphs}) + "\n")
    return path


@pytest.mark.slow
def test_of_ten_thousand_copies_one_is_compared(tmp_path: Path) -> None:
    same = archive(lines(tmp_path / "a.jsonl", [("Velm closes its harbour", HARBOUR)] * 10_000))
    steps = []
    (story,) = same.stories(progress=lambda done, total: steps.append(total))
    assert set(steps) == {1}
    assert [member.of for member in story.articles] == [None] + [1] * 9_999
    assert {m.relation and m.relation.kind for m in story.articles} == {None, "copy"}
    assert len(same.copies()) == 9_999


@pytest.mark.slow
def test_a_thousand_on_one_form_are_one_story(tmp_path: Path) -> None:
    forms = [(f"Notice {i}", (*HARBOUR, f"Notice number {i}.")) for i in range(1_000)]
    (story,) = archive(lines(tmp_path / "a.jsonl", forms)).stories()
    assert len(story.articles) == 1_000


def test_articles_without_a_body_are_alike_by_their_headlines_alone(tmp_path: Path) -> None:
    headlines = ["Velm closes its old harbour to large ships after the storm"] * 3
    bare = archive(lines(tmp_path / "a.jsonl", [(one, ()) for one in [*headlines, "Cheese wins"]]))
    (story,) = bare.stories()
    assert [member.article.number for member in story.articles] == [1, 2, 3]


@pytest.mark.slow
def test_an_article_of_five_megabytes_is_compared_as_far_as_anyone_reads(tmp_path: Path) -> None:
    rng = random.Random(1)  # noqa: S311 - no secret
    vocabulary = [f"word{i}" for i in range(5_000)]
    long = " ".join(rng.choice(vocabulary) for _ in range(600_000))
    assert len(long) > 5_000_000
    opening = long[:2_000].rpartition(" ")[0]
    several = archive(
        lines(tmp_path / "a.jsonl", [("Long", (long,)), ("Cut", (opening,)), ("Velm", HARBOUR)])
    )
    (story,) = several.stories()
    assert [member.article.headline for member in story.articles] == ["Long", "Cut"]


def variants(rng: random.Random, count: int) -> dict[str, tuple[str, Sequence[str]]]:
    """Files of articles, among them copies, reprints and digests."""
    made = {}
    for number in range(count):
        base = list(rng.choice((HARBOUR, CHEESE, TRAINS)))
        way = rng.randrange(4)
        if way == 1:
            base[rng.randrange(3)] = f"In other news, {rng.choice('abcde')} was seen in the park."
        elif way == 2:
            base += rng.choice((HARBOUR, CHEESE, TRAINS))
        elif way == 3:
            base = [f"Story {number} is about nothing but the number {number} and its friends."]
        made[f"{number:02}"] = (f"Headline {rng.randrange(3)}", tuple(base))
    return made


def told(archive: Archive) -> tuple[set[frozenset[str]], set[tuple[str, str, str]]]:
    """The stories, and what each article is to each of those that tell the same."""
    pairs = {
        (Path(article.path).stem, Path(other.article.path).stem, other.relation.kind)
        for article in archive.summaries()
        for other in archive.related(article.number)
        if other.relation.kind != "related"
    }
    return groups(archive), pairs


@pytest.mark.parametrize("seed", [0, 1, 2, 108, 202, 216])
@pytest.mark.slow
def test_a_file_more_or_less_gives_what_grouping_from_scratch_gives(
    tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 - no secret
    made = variants(rng, 16)
    folder = written(tmp_path / "news", dict(list(made.items())[:10]))
    kept = Archive([folder], tmp_path)
    kept.stories()
    for name in list(made)[10:13]:
        written(folder, {name: made[name]})
        assert told(kept) == told(archive(folder))
    for name in rng.sample(list(made)[:13], 4):
        (folder / f"{name}.txt").unlink()
        assert told(kept) == told(archive(folder))
    written(folder, made)
    assert told(kept) == told(archive(folder))


def test_a_new_file_is_all_that_is_compared(tmp_path: Path) -> None:
    forms = [
        (f"Notice {i}", (f"Notice {i} is about the letter {chr(97 + i)}.",)) for i in range(26)
    ]
    folder = tmp_path / "news"
    folder.mkdir()
    lines(folder / "a.jsonl", forms)
    kept = Archive([folder], tmp_path)
    steps: list[int] = []
    kept.stories(progress=lambda done, total: steps.append(total))
    assert max(steps) >= 26
    written(folder, {"b": ("Velm closes its harbour", HARBOUR)})
    steps.clear()
    kept.stories(progress=lambda done, total: steps.append(total))
    assert set(steps) == {1}
    steps.clear()
    kept.stories(progress=lambda done, total: steps.append(total))
    assert steps == []


@pytest.mark.slow
def test_the_answer_is_the_same_in_every_process(tmp_path: Path) -> None:
    folder = written(tmp_path / "news", variants(random.Random(1), 12))  # noqa: S311 - no secret
    answers = set()
    for seed in ("0", "1"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "XDG_CACHE_HOME": str(tmp_path / seed),
        }
        command = [sys.executable, "-m", "newscli", "stories", "--json", "--from", str(folder)]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        answers.add(run.stdout)
    assert len(answers) == 1


def test_a_pair_is_set_against_each_other_word_for_word(tmp_path: Path, run: Run) -> None:
    cut = (HARBOUR[0].replace("Monday", "Tuesday"), HARBOUR[1], "The pier is old.")
    folder = written(tmp_path / "news", {"a": ("Velm", HARBOUR), "b": ("Port", cut)})
    code, out, err = run("stories", "1", "--diff", "--from", str(folder))
    assert (code, err) == (0, "")
    _, first, second, *others = out.splitlines()
    assert "voted on [-Monday-] {+Tuesday+} to close" in first
    assert second == f"\t{HARBOUR[1]}"
    assert others == ["\t{+The pier is old.+}", f"\t[-{HARBOUR[2]}-]"]


def test_a_terminal_with_room_has_both_texts_side_by_side(tmp_path: Path, run: Run) -> None:
    cut = (HARBOUR[0].replace("Monday", "Tuesday"), *HARBOUR[1:])
    folder = written(tmp_path / "news", {"a": ("Velm", HARBOUR), "b": ("Port", cut)})
    _, out, _ = run("stories", "1", "--diff", "--from", str(folder), width=140)
    (row,) = [line for line in out.splitlines() if "Monday" in line]
    left, _, right = row.partition("│")
    assert "[-Monday-]" in left
    assert "{+Tuesday+}" in right
    _, out, _ = run("stories", "1", "--diff", "--from", str(folder), width=100)
    assert "[-Monday-] {+Tuesday+}" in out


def test_reading_compares_few_new_articles_and_no_many(tmp_path: Path, run: Run) -> None:
    folder = written(tmp_path / "news", {"a": ("Velm", HARBOUR), "b": ("Port", HARBOUR)})
    _, out, _ = run("read", "1", "--from", str(folder), width=80)
    assert "Same story elsewhere" in out
    articles = [(f"Notice {i}", (f"Notice {i} is about pier {i}.",)) for i in range(200)]
    lines(folder / "c.jsonl", articles)
    written(folder, {"d": ("Harbour", HARBOUR)})
    _, out, _ = run("read", "203", "--json", "--from", str(folder))
    assert json.loads(out)["articles"][0]["relatives"] == []
    run("stories", "--from", str(folder))
    _, out, _ = run("read", "203", "--json", "--from", str(folder))
    assert len(json.loads(out)["articles"][0]["relatives"]) == 2


def test_a_list_folds_copies_into_the_first_of_them_that_it_has(tmp_path: Path, run: Run) -> None:
    tagged = ("VELM (Agency) - " + HARBOUR[0], *HARBOUR[1:])
    folder = written(
        tmp_path / "news",
        {
            "a": ("Velm", HARBOUR),
            "b": ("Cheese", CHEESE),
            "c": ("Port", tagged),
            "d": ("V", HARBOUR),
        },
    )
    _, out, _ = run("list", "--fold", "--from", str(folder))
    lines = [line.split("\t") for line in out.splitlines()]
    assert [(line[0], line[-1]) for line in lines] == [("1", "2"), ("2", "0")]
    _, out, _ = run("list", "--fold", "--reverse", "--ids", "--from", str(folder))
    assert len(out.split()) == 2
    _, out, _ = run("list", "--fold", "--source", "c", "--source", "b", "--from", str(folder))
    assert [line.split("\t")[0] for line in out.splitlines()] == ["2", "3"]
    for width in (60, 100):
        _, out, _ = run("list", "--fold", "--from", str(folder), width=width)
        assert "+2 copies" in out
        assert "2 of 4 articles" in out


def test_a_search_and_the_browser_say_what_is_known_to_be_the_same(
    tmp_path: Path, run: Run
) -> None:
    folder = written(
        tmp_path / "news", {"a": ("Velm", HARBOUR), "b": ("Tolm", CHEESE), "c": ("Port", HARBOUR)}
    )

    def said() -> tuple[str, list[int | None], list[int | None]]:
        _, out, _ = run("search", "harbour", "--from", str(folder), width=80)
        _, told, _ = run("search", "harbour", "--json", "--from", str(folder))
        kept = newscli.open_archive([folder])
        rows = [*rows_of(kept, [1, 2, 3])]
        kept.close()
        same = [hit["same_story_as"] for hit in json.loads(told)["hits"]]
        return out, same, [row.same for row in rows]

    out, hits, rows = said()
    assert "same story" not in out
    assert {*hits, *rows} == {None}
    run("stories", "--from", str(folder))
    out, hits, rows = said()
    assert "same story as 3" in out
    assert "same story as 1" in out
    assert sorted(filter(None, hits)) == [1, 3]
    assert rows == [3, None, 1]
    (folder / "c.txt").unlink()
    out, hits, rows = said()
    assert "same story" not in out
    assert {*hits, *rows} == {None}


def test_filters_say_of_which_stories_an_article_passes(tmp_path: Path, run: Run) -> None:
    folder = written(
        tmp_path / "news", {"a": ("Velm", HARBOUR), "b": ("Port", HARBOUR), "c": ("Quay", HARBOUR)}
    )
    words = ("--from", str(folder))
    every = json.loads(run("stories", *words, "--json")[1])["stories"]
    assert len(every) == 1
    kept = json.loads(run("stories", *words, "--source", "b", "--json")[1])["stories"]
    assert kept == every  # whole, as the others tell it too
    assert run("stories", *words, "--source", "zebra")[0] == 1
    relatives = run("stories", "1", *words, "--source", "b")[1].splitlines()
    assert len(relatives) == 1


def test_stories_tell_the_tags_of_their_articles(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCLI_DATA", str(tmp_path / "desk"))
    folder = written(tmp_path / "news", {"a": ("Velm", HARBOUR), "b": ("Port", HARBOUR)})
    words = ("--from", str(folder), "--json")
    run("tag", "+keep", "2", "--from", str(folder))
    (story,) = json.loads(run("stories", *words)[1])["stories"]
    assert {one["number"]: one["tags"] for one in story["articles"]} == {1: [], 2: ["keep"]}
    (article,) = json.loads(run("stories", "2", *words)[1])["articles"]
    assert (article["tags"], [one["tags"] for one in article["relatives"]]) == (["keep"], [[]])
