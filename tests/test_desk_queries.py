"""Tags, states and words in one query, in whatever brackets: what is found is what sets say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newscli
from newscli.archive import Archive
from newscli.index import matching
from newscli.index.matching import Selection
from newscli.index.sought import Run, Tagged, any_of
from tests.conftest import ran

WORDS = ("budget", "ferry", "harbour")
TAGS = ("keep", "cite", "read", "star")
STATES = {"is:read": "read", "is:starred": "star", "tag:keep": "keep", "tag:cite": "cite"}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, dict[str, set[int]]]]:
    """An article for each set of words, each of them with other tags; and what each leaf finds."""
    folder = tmp_path_factory.mktemp("pile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSCLI_DATA", str(folder / "desk"))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        (folder / "pile").mkdir()
        finds: dict[str, set[int]] = {}
        some = [*product((0, 1), repeat=len(WORDS))] * 4
        for number, has in enumerate(some, 1):
            words = [word for word, there in zip(WORDS, has, strict=True) if there]
            text = f"# Report {number}\n\nThe council met on day {number} of {' '.join(words)}.\n"
            (folder / "pile" / f"{number:02}.md").write_text(text)
            for word in words:
                finds.setdefault(f"={word}", set()).add(number)
        archive = newscli.open_archive([folder / "pile"])
        assert archive.numbers() == [*range(1, len(some) + 1)]
        for place, tag in enumerate(TAGS):
            numbers = {n for n in range(1, len(some) + 1) if n * 7 % 13 >> place & 1}
            archive.desk.change(sorted(numbers), [tag])
            finds |= {leaf: numbers for leaf, of in STATES.items() if of == tag}
        finds["is:unread"] = {*range(1, len(some) + 1)} - finds["is:read"]
        finds["added:2000.."] = {*range(1, len(some) + 1)}
        yield archive, finds


leaves = st.sampled_from([*(f"={word}" for word in WORDS), *STATES, "is:unread", "added:2000.."])
trees = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.tuples(st.just(" "), parts, parts),
        st.tuples(st.just(" OR "), parts, parts),
        st.tuples(st.just(" NOT "), parts, parts),
    ),
    max_leaves=8,
)


def typed(tree: str | tuple[str, ...]) -> str:
    if isinstance(tree, str):
        return tree
    operator, one, other = tree
    return f"({typed(one)}{operator}{typed(other)})"


def expected(tree: str | tuple[str, ...], finds: dict[str, set[int]]) -> set[int]:
    if isinstance(tree, str):
        return finds[tree]
    operator, one, other = tree
    left, right = expected(one, finds), expected(other, finds)
    return {" ": left & right, " OR ": left | right, " NOT ": left - right}[operator]


@given(trees)
@example("is:unread")
@example("tag:keep")
def test_tags_and_words_go_into_any_brackets(
    held: tuple[Archive, dict[str, set[int]]], tree: str | tuple[str, ...]
) -> None:
    archive, finds = held
    found = archive.find(typed(tree))
    wanted = expected(tree, finds)
    assert {hit.article.number for hit in found.hits(100)} >= wanted
    if wanted:  # where nothing has all, there are those with the most
        assert {*found.numbers()} == wanted
        assert found.count == len(wanted)


@pytest.mark.parametrize("common", [matching.COMMON, 3])
def test_what_has_the_words_stands_before_what_has_the_tag(
    held: tuple[Archive, dict[str, set[int]]], common: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "COMMON", common)
    archive, finds = held
    hits = [hit.article.number for hit in archive.find("tag:keep OR ferry").hits(100)]
    words = finds["=ferry"]
    assert {*hits} == words | finds["tag:keep"]
    assert {*hits[: len(words)]} == words


@pytest.mark.parametrize("common", [matching.COMMON, 3])
def test_of_ever_so_few_answers_those_with_the_words_come_first(
    held: tuple[Archive, dict[str, set[int]]], common: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "COMMON", common)
    archive, finds = held
    assert archive.find("tag:keep OR ferry").count
    index = archive._kept.index
    assert index
    either = Selection(any_of((Tagged(("keep",)), Run(("ferry",)))))
    words, every = finds["=ferry"], finds["=ferry"] | finds["tag:keep"]
    for limit in range(1, len(every) + 3):
        found = index.matching.best(Run(("council",)), either, limit).numbers
        assert len(found) == len({*found}) == min(limit, len(every))
        assert {*found[: len(words)]} <= words
        assert {*found} <= every


def test_a_common_word_is_ranked_in_full_where_few_articles_pass(
    held: tuple[Archive, dict[str, set[int]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, finds = held
    few = len(finds["=ferry"] & finds["tag:keep"])
    assert few < len(finds["=ferry"])
    monkeypatch.setattr(matching, "COMMON", few)
    assert archive.find("=ferry").answer(1).approximate
    answer = archive.find("=ferry tag:keep").answer(1)
    assert not answer.approximate
    assert answer.total == few


def test_an_excluded_word_below_the_opening_excludes_where_very_many_match(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "COMMON", 1)
    for number in range(1, 5):
        end = "in a storm" if number % 2 else "at noon"
        text = f"# Ferry {number}\n\nThe ferry left{' and left' * 100} {end}.\n"
        (tmp_path / f"{number}.md").write_text(text)
    found = newscli.open_archive([tmp_path]).find("=ferry -storm")
    assert {hit.article.number for hit in found.hits()} == {*found.numbers()} == {2, 4}


def test_a_query_says_how_tags_and_words_go_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCLI_DATA", str(tmp_path))
    code, out, err = ran("search", "(tag:keep OR is:starred) greenland", "--count")
    assert (code, out) == (1, "0\n"), err
    assert ran("tag", "+cite", "2")[0] == 0
    code, out, _ = ran("search", "tag:keep OR tag:cite greenland", "--json")
    assert '"(tag:keep OR tag:cite) greenland"' in out
