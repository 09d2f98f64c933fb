"""What the index holds and finds, against what can be counted in the texts themselves."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from newscli.archive import Archive
from newscli.errors import BusyIndexError, DamagedIndexError, UnwritableIndexError
from newscli.index import Index, faults
from newscli.index.filtering import KINDS, fact_words
from newscli.index.matching import Selection
from newscli.index.sought import (
    EVERY,
    NEVER,
    All,
    Arrived,
    Near,
    Numbered,
    Run,
    Sought,
    Tagged,
    Within,
    Without,
    all_of,
    any_of,
    conjuncts,
    expression,
    is_every,
    is_never,
    is_of_words,
    words_in,
)
from newscli.index.sought import Any as AnyOf
from newscli.index.stored import StoredText
from newscli.index.vocabulary import repairable
from newscli.records import Article, Caption, Decision, Part, Role, Source, Subhead
from newscli.text import words
from newscli.text.skeletons import skeletons
from tests.small import archive, record

STORIES = [
    record("ab ba\nab ab cab\nba abc", date="2024-05-31", publisher="Post", place="Oslo"),
    record("ba\nabc ab ba ab\ncab", date="2024-06-01", publisher="Herald", place="Rome"),
    record(
        "cab abc\nabc abc", date="2023-02-03", captions=[{"text": "ab cab ba", "credit": "dpa"}]
    ),
    record("abc\nba ba ba ba ba ba ba cab", publisher="Evening Post"),
    record("Harbours\nThe harbour, harboured; an e-mail to the U.S. harbor.", date="2024-06-30"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with closing(Archive([archive(tmp_path_factory.mktemp("a"), *STORIES)], None)) as held:
        assert held.numbers() == [1, 2, 3, 4, 5]
        held.search("ab")  # what is made on demand
        assert held._kept.index
        yield held._kept.index


def fields(story: dict[str, Any]) -> dict[str, list[str]]:
    """The words of each field of a story; paragraphs and captions run on."""
    captions = " ".join(caption["text"] for caption in story.get("captions", ()))
    return {
        "headline": words(story["headline"]),
        "caption": words(captions),
        "body": words(" ".join(story["paragraphs"])),
    }


def places(run: Run, text: list[str]) -> list[int]:
    """Where a run of words stands in a text."""
    *first, last = run.words
    return [
        i
        for i in range(len(text) - len(first))
        if text[i : i + len(first)] == first
        and (text[i + len(first)].startswith(last) if run.prefix else text[i + len(first)] == last)
    ]


def has(story: dict[str, Any], sought: Sought) -> bool:
    """Whether a story has what is sought, as the texts say."""
    match sought:
        case Run(_, field) | Near((Run(_, field), *_), _):
            texts = [text for name, text in fields(story).items() if field in (None, name)]
    match sought:
        case Run():
            return any(places(sought, text) for text in texts)
        case Near((one, other), distance):
            return any(
                start < after <= start + len(first.words) + distance
                for text in texts
                for first, second in ((one, other), (other, one))
                for start in places(first, text)
                for after in places(second, text)
            )
        case All(parts):
            return all(has(story, part) for part in parts)
        case AnyOf(parts):
            return any(has(story, part) for part in parts)
        case Without(wanted, excluded):
            return has(story, wanted) and not has(story, excluded)
    raise AssertionError


FIELD = st.sampled_from([None, None, "headline", "caption", "body"])
WORD = st.sampled_from(["ab", "ba", "abc", "cab", "a", "zz"])
RUNS = st.builds(Run, st.lists(WORD, min_size=1, max_size=3).map(tuple), FIELD, st.booleans())
NEARS = st.builds(
    lambda one, other, field, distance: Near((Run((one,), field), Run((other,), field)), distance),
    *(st.sampled_from(["ab", "ba"]), st.sampled_from(["cab", "abc"]), FIELD, st.integers(0, 7)),
)
TREES: st.SearchStrategy[Sought] = st.recursive(
    RUNS | NEARS,
    lambda parts: (
        st.builds(lambda some: all_of(some), st.lists(parts, min_size=1, max_size=3))
        | st.builds(lambda some: any_of(some), st.lists(parts, min_size=1, max_size=3))
        | st.builds(Without, parts, parts)
    ),
    max_leaves=5,
)


@given(TREES)
@example(EVERY)
@example(NEVER)
@example(Without(EVERY, Run(("ab",))))
def test_the_index_finds_what_the_texts_have(index: Index, sought: Sought) -> None:
    expected = [n for n, story in enumerate(STORIES, 1) if has(story, sought)]
    matching, every = index.matching, Selection()
    assert matching.numbers(sought, every) == expected
    assert matching.count(sought, every) == len(expected)
    assert matching.any(sought) == bool(expected)
    assert sorted(matching.best(sought, every, 9)[0]) == expected
    assert len(matching.best(sought, every, 2)[0]) == min(2, len(expected))
    assert matching.numbers(sought, every, "number", 2, 1) == expected[1:3]
    assert matching.numbers(EVERY, Selection(sought)) == expected
    rest = [n for n in range(1, len(STORIES) + 1) if n not in expected]
    assert matching.numbers(EVERY, Selection(excluded=(sought,))) == rest
    assert matching.count(EVERY, Selection(excluded=(sought,))) == len(rest)


@given(TREES)
def test_conjuncts_hold_together_and_words_beside_are_those_of_the_tree(
    index: Index, sought: Sought
) -> None:
    assert is_of_words(sought)
    parts = conjuncts(sought)
    assert not any(isinstance(part, All) for part in parts)
    numbers = index.matching.numbers
    assert numbers(All(tuple(parts)), Selection()) == numbers(sought, Selection())
    assert all(isinstance(one, Run | Near) for one in words_in(sought))
    tag = Tagged(("keep",))
    for mixed in (All((sought, tag)), AnyOf((sought, tag)), Without(sought, tag), tag):
        assert not is_of_words(mixed)
    assert words_in(AnyOf((sought, tag))) == words_in(sought)
    assert words_in(Without(tag, sought)) == words_in(Arrived(0, 1)) == []


TAGS = {"keep": {1, 3}, "sea": {3, 4}}
CAME = 5  # when the second article came, microseconds since 1970; all others came at the first load


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The same with what a person says of articles, and when these came."""
    with closing(Archive([archive(tmp_path_factory.mktemp("a"), *STORIES)], None)) as held:
        assert held.numbers()
        held.search("ab")
        index = held._kept.index
        assert index
        with index.transaction():
            index.tagging.replace((t, n, False) for t, some in TAGS.items() for n in some)
            index.set_state("first_us", "1")
            index.tagging.add([(2, CAME)])
        yield index


def is_said(number: int, sought: Sought) -> bool:
    """Whether what is sought holds of an article: its words, and what is beside them."""
    match sought:
        case Tagged(tags):
            return any(number in TAGS.get(tag, ()) for tag in tags)
        case Arrived(start, end):
            return start <= (CAME if number == 2 else 1) < end
        case Numbered(numbers):
            return number in numbers
        case Within(start, end):
            date = STORIES[number - 1].get("date")
            return date is not None and start <= date < end
        case All(parts):
            return all(is_said(number, part) for part in parts)
        case AnyOf(parts):
            return any(is_said(number, part) for part in parts)
        case Without(wanted, excluded):
            return is_said(number, wanted) and not is_said(number, excluded)
    return has(STORIES[number - 1], sought)


BESIDE = st.sampled_from(
    [
        *(Tagged(("keep",)), Tagged(("sea", "keep")), Tagged(("none",)), EVERY, NEVER),
        *(Arrived(1, CAME), Arrived(CAME, CAME + 1), Arrived(2, CAME), Arrived(0, 1)),
        *(Numbered((2, 5)), Numbered(()), Within("2024-06", "2024-06~"), Within("2023", "2024-06")),
    ]
)
MIXED: st.SearchStrategy[Sought] = st.recursive(
    BESIDE | RUNS.filter(lambda run: len(run.words) == 1),
    lambda parts: (
        st.builds(lambda some: all_of(some), st.lists(parts, min_size=1, max_size=3))
        | st.builds(lambda some: any_of(some), st.lists(parts, min_size=1, max_size=3))
        | st.builds(Without, parts, parts)
    ),
    max_leaves=4,
)
PERIODS = st.sampled_from([None, None, ("2024-05", "2024-06~"), ("", "2023~")])


@settings(max_examples=150)
@given(st.sampled_from([EVERY, Run(("ab",)), Run(("cab",))]), MIXED, st.none() | MIXED, PERIODS)
@example(EVERY, Tagged(("keep",)), None, None)
@example(EVERY, Without(EVERY, Tagged(("keep",))), None, None)
@example(Run(("ab",)), AnyOf((Tagged(("sea",)), Run(("cab",)))), None, None)
def test_what_is_said_of_articles_keeps_those_of_which_it_is_said(
    tagged: Index,
    sought: Sought,
    required: Sought,
    excluded: Sought | None,
    period: tuple[str, str] | None,
) -> None:
    selection = Selection(required, (excluded,) if excluded else (), period)
    expected = [
        n
        for n in range(1, len(STORIES) + 1)
        if is_said(n, all_of((sought, required, *([Within(*period)] if period else []))))
        and not (excluded and is_said(n, excluded))
    ]
    matching = tagged.matching
    assert matching.numbers(sought, selection) == expected
    assert matching.count(sought, selection) == len(expected)
    assert matching.numbers(sought, selection, "number", 2, 1) == expected[1:3]
    dates = {n: STORIES[n - 1].get("date", "") for n in expected}
    assert matching.numbers(sought, selection, "date") == sorted(
        expected, key=lambda n: dates[n], reverse=True
    )
    if sought != EVERY:
        best = matching.best(sought, selection, 9)
        assert (sorted(best.numbers), best.is_rough) == (expected, False)
        assert best.total in (None, len(expected))
        first = matching.best(sought, selection, 2)
        assert len(first.numbers) == min(2, len(expected)) == len({*first.numbers} & {*expected})
        assert first.total in (None, len(expected))


@pytest.mark.parametrize("common", [2, 3])
def test_of_very_many_matches_some_are_told_which_may_be_the_best(
    index: Index, common: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newscli.index.matching.COMMON", common)
    every, ab = Selection(), Run(("ab",))
    for sought, total in ((ab, 3), (All((ab, Run(("cab",)))), None)):
        for selection in (every, Selection(Run(("ba",)))):
            for limit in (1, 2, 3, 9):
                best = index.matching.best(sought, selection, limit)
                assert len(best.numbers) == min(limit, 3) == len({*best.numbers} & {1, 2, 3})
                assert best.is_rough == (common < 3)
                if not best.is_rough:
                    assert best.total == 3
                elif selection == every:
                    assert best.total == total
    assert [index.matching.best(ab, every, 1).numbers for _ in range(2)] == [[1], [1]]


def test_how_many_have_each_of_several_things_is_told_of_each_set(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [Run(("ab",)), Run(("cab",), "headline"), Run(("zz",))]
    for few in (0, 30):
        monkeypatch.setattr("newscli.index.matching.FEW", few)
        found = index.matching.having(asked, [None, {1, 4, 5}, set()])
        assert [*map(tuple, found)] == [(3, 1, 0), (1, 0, 0), (0, 0, 0)]


def test_nothing_and_everything_are_known_without_asking() -> None:
    assert (is_every(EVERY), is_never(EVERY), is_every(NEVER), is_never(NEVER)) == (
        *(True, False, False, True),
    )
    one = Run(("ab",))
    assert all_of([EVERY, one, EVERY]) == one == any_of([one])
    assert is_every(all_of([EVERY]))
    assert is_never(any_of([]))
    with pytest.raises(AssertionError):
        expression(Tagged(("keep",)))


@pytest.mark.parametrize(
    ("period", "numbers"),
    [
        (("2024-05", "2024-06~"), [1, 2, 5]),
        (("2024-06", "~"), [2, 5]),
        (("", "2023~"), [3]),
        (("2024-06-01", "2024-06-01~"), [2]),
        (("", "~"), [1, 2, 3, 5]),
    ],
)
def test_a_period_holds_the_dates_that_begin_in_it(
    index: Index, period: tuple[str, str], numbers: list[int]
) -> None:
    selection = Selection(period=period)
    assert index.matching.numbers(EVERY, selection) == numbers
    assert index.matching.count(EVERY, selection) == len(numbers)
    some = [number for number in numbers if number < 4]
    assert index.matching.numbers(Run(("ab",)), selection) == some
    assert sorted(index.matching.best(Run(("ab",)), selection, 9)[0]) == some
    assert index.matching.numbers(Run(("ab",)), selection, "date") == sorted(
        some, key=lambda n: STORIES[n - 1]["date"], reverse=True
    )


@pytest.mark.parametrize(
    ("field", "text", "numbers"),
    [
        *(("source", "post", [1, 4]), ("publisher", "evening post", [4]), ("place", "oslo", [1])),
        *(("date", "202406", [2, 5]), ("date", "2024", [1, 2, 5]), ("agency", "dpa", [])),
        *(("path", "stories jsonl", [1, 2, 3, 4, 5]), ("place", "post", []), ("lang", "en", [])),
    ],
)
def test_facts_are_found_by_their_field_alone(
    index: Index, field: str, text: str, numbers: list[int]
) -> None:
    assert index.matching.numbers(Run(tuple(text.split()), field), Selection()) == numbers
    assert not index.matching.any(Run(("oslo",)))


def test_facts_of_one_kind_do_not_run_into_each_other() -> None:
    told = fact_words({"byline": ["Ann Lee", "Bo O’Dea", None]}, "/news/a.b.txt", "2024-05")
    mark = KINDS["byline"]
    assert f"{mark}ann {mark}lee {mark} {mark}bo {mark}o {mark}dea {mark}" in told
    assert f"{mark}odea" in told
    date, source, path = KINDS["date"], KINDS["source"], KINDS["path"]
    assert f"{date}2024 {date} {date}202405" in told
    assert f"{source}news {source} {source}a {source}b" in told
    assert f"{source}txt" not in told
    assert f"{path}txt" in told


def test_words_are_counted_as_the_texts_have_them(index: Index) -> None:
    held = [{word for text in fields(story).values() for word in text} for story in STORIES]
    counts = Counter(word for some in held for word in some)
    vocabulary = index.vocabulary
    assert vocabulary.counts([*counts, "zz"]) == counts
    for prefix in ("a", "ab", "c", "har", "zz", ""):
        begun = sum(n for word, n in counts.items() if word.startswith(prefix))
        assert vocabulary.beginning(prefix) == begun
    for pattern in ("a*", "?b", "*a*", "*", "ab?", "zz*"):
        fit = {word: n for word, n in counts.items() if fnmatchcase(word, pattern)}
        assert vocabulary.fitting(pattern, 99) == (fit, len(fit))
        most, total = vocabulary.fitting(pattern, 2)
        assert total == len(fit)
        assert [*most] == sorted(fit, key=lambda word: (-fit[word], word))[:2]
    for word in counts:
        if repairable(word):
            near = {
                other for other in counts if repairable(other) and OSA.distance(word, other) == 1
            }
            assert vocabulary.within(word, 1) == {word: 0, **dict.fromkeys(near, 1)}
    sounds = [*skeletons(filter(repairable, counts))]
    for sought, _ in sounds:
        alike = [word for skeleton, word in sounds if skeleton == sought]
        assert sorted(vocabulary.sounding([sought])) == sorted(alike)
    assert len(sounds) > len({skeleton[:3] for skeleton, _ in sounds})  # some share a row
    assert vocabulary.inflections("harbour") == {"harbours": 1, "harboured": 1}
    assert vocabulary.inflections("ab") == {}
    assert vocabulary.spellings(["us"], []) == {"us": {"u s": 1}}
    assert vocabulary.spellings([], ["e mail"]) == {"email": {"e mail": 1}}
    assert vocabulary.spellings_fitting("e*", 9) == {"e mail": 1}
    lengths = [sum(map(len, fields(story).values())) for story in STORIES]
    articles, mean = index.matching.extent()
    assert articles == len(STORIES)
    assert sum(lengths) <= mean * articles <= sum(lengths) + 9  # facts and signs are few


@pytest.mark.parametrize(
    ("word", "able"),
    [("ab", False), ("abc", True), ("a" * 24, True), ("a" * 25, False), ("ab1", False)],
)
def test_what_can_be_a_repair_is_a_word_of_three_to_twenty_four_letters(
    word: str, able: bool
) -> None:
    assert repairable(word) is able


# --- what is written ----------------------------------------------------------------------------


def rows(held: Archive) -> dict[str, object]:
    """All that the index says, without numbers and without what tells copies of an article apart in
    their ids: both are of the order in which things came, and stay while the article is there."""
    assert held._kept.index
    db = held._kept.index.db
    queries = {
        "vocabulary": "SELECT word, articles FROM vocabulary WHERE articles > 0",
        "variants": "SELECT plain, written, articles FROM variants WHERE articles > 0",
        "postings": "SELECT term, doc, cnt FROM terms",
    }
    found: dict[str, object] = {
        name: sorted(db.execute(query).fetchall()) for name, query in queries.items()
    }
    found["texts"] = sorted((a.source.path, a.headline, a.paragraphs) for a in held.articles())
    found["ids"] = sorted(article.id.partition("-")[0] for article in held.articles())
    words = held._kept.index.vocabulary
    counts = words.counts(word for word, *_ in db.execute("SELECT word FROM vocabulary"))
    found["near"] = {
        word: sorted(other for other in words.within(word, 2) if other in counts) for word in counts
    }
    found["stems"] = {word: words.inflections(word) for word in counts}
    alike = {skeleton for skeleton, _ in skeletons(filter(repairable, counts))}
    found["sounds"] = sorted(word for word in words.sounding(alike) if word in counts)
    return found


TEXTS = st.sampled_from(
    ["Ab\n\nThe cab went.", "Ba\n\nAn e-mail of the U.S. came.", "Ab\n\nThe cabs went on.", ""]
)
CHANGES = st.lists(
    st.tuples(st.sampled_from(["a.txt", "b.txt", "c.txt"]), TEXTS), min_size=1, max_size=5
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_after_any_changes_the_index_is_as_one_of_what_there_is(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("changed")
    (folder / "kept.txt").write_text("Kept\n\nThe cab stays.")
    with closing(Archive([str(folder)], None)) as held:
        kept = held.search("cab", 1)[0].article.number
        for name, text in changes:
            (folder / name).unlink(missing_ok=True)
            if text:
                (folder / name).write_text(text)
            assert held.article(str(kept)).headline == "Kept"
        held.search("cab")  # what is made on demand
        changed = rows(held)
    with closing(Archive([str(folder)], None)) as new:
        new.search("cab")
        assert rows(new) == changed


LINE = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1)
DETAIL = LINE | st.sampled_from(["\ud83d of two", "byte \udc80", '"\\ud800\\"'])
NAME = st.none() | DETAIL
NUMBER = st.integers(1, 99)
ARTICLES = st.builds(
    Article,
    headline=LINE,
    paragraphs=st.lists(LINE, max_size=3).map(tuple),
    source=st.builds(Source, LINE, LINE, LINE, NUMBER, NUMBER, st.none() | LINE),
    parts=st.lists(st.builds(Part, st.sampled_from(get_args(Role)), NUMBER, NUMBER)).map(tuple),
    evidence=st.just("separator"),
    byline=NAME,
    language=NAME,
    url=NAME,
    section=NAME,
    subheads=st.lists(st.builds(Subhead, LINE, NUMBER), max_size=2).map(tuple),
    captions=st.lists(st.builds(Caption, LINE, NAME, NAME, NAME), max_size=2).map(tuple),
    credits=st.lists(DETAIL, max_size=2).map(tuple),
    other=st.lists(DETAIL, max_size=2).map(tuple),
    cut=st.none() | st.builds(Decision, LINE, LINE, st.floats(0, 1)),
    confidence=st.none() | st.floats(0, 1),
    topics=st.lists(LINE, max_size=2).map(tuple),
    tags=st.none(),
)


@given(ARTICLES)
def test_an_article_comes_back_as_it_was_kept(article: Article) -> None:
    kept = StoredText.of(article)
    facts = {
        name: getattr(article, name)
        for name in ("number", "id", "headline_derived", "publisher", "place", "date", "words")
    }
    path, format, encoding, *_ = article.source
    assert kept.article(**facts, path=path, format=format, encoding=encoding) == article
    assert kept.details.encode(), "SQLite takes no text with lone surrogates"
    assert kept.checksum != kept._replace(body=kept.body + "x").checksum


def test_half_a_surrogate_pair_in_the_name_of_a_field_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "A b", "text": "c d", "e\\ud83d": "f"}\n')
    with closing(Archive([str(tmp_path)], tmp_path / "index")) as held:
        assert [article.other for article in held.articles()] == [("e\ud83d: f",)]


# --- what goes wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        *((sqlite3.SQLITE_BUSY, BusyIndexError), (sqlite3.SQLITE_LOCKED, BusyIndexError)),
        *((sqlite3.SQLITE_BUSY_SNAPSHOT, BusyIndexError), (sqlite3.SQLITE_NOMEM, MemoryError)),
        *((sqlite3.SQLITE_FULL, UnwritableIndexError), (sqlite3.SQLITE_PERM, UnwritableIndexError)),
        (sqlite3.SQLITE_READONLY, UnwritableIndexError),
        (sqlite3.SQLITE_CANTOPEN, UnwritableIndexError),
        (sqlite3.SQLITE_IOERR_WRITE, UnwritableIndexError),
        (sqlite3.SQLITE_IOERR_READ, UnwritableIndexError),
        (sqlite3.SQLITE_IOERR_SHORT_READ, DamagedIndexError),
        (sqlite3.SQLITE_IOERR_CORRUPTFS, DamagedIndexError),
        *((sqlite3.SQLITE_CORRUPT, DamagedIndexError), (sqlite3.SQLITE_NOTADB, DamagedIndexError)),
        *((sqlite3.SQLITE_ERROR, DamagedIndexError), (sqlite3.SQLITE_INTERRUPT, KeyboardInterrupt)),
    ],
)
def test_an_error_of_the_store_is_told_as_what_it_means(
    code: int, ours: type[BaseException]
) -> None:
    error = sqlite3.OperationalError("some reason")
    error.sqlite_errorcode = code
    told = faults.as_ours(error, "news.db")
    assert type(told) is ours
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE):
        assert "no space left" in str(told)


def test_a_mistake_of_ours_is_told_as_one() -> None:
    for error in (
        sqlite3.ProgrammingError("closed"),
        sqlite3.InterfaceError("type"),
        sqlite3.OperationalError('fts5: syntax error near ""'),
    ):
        assert faults.as_ours(error, "news.db") is error
    raised = sqlite3.OperationalError("user-defined function raised exception")
    assert isinstance(faults.as_ours(raised, "news.db"), KeyboardInterrupt)


def test_a_block_that_fails_leaves_the_index_as_it_was_and_nobody_sees_it_before(
    tmp_path: Path,
) -> None:
    with (
        closing(Index(tmp_path / "news.db", str)) as index,
        closing(Index(tmp_path / "news.db", str)) as other,
    ):
        with index.transaction():
            index.set_state("fruit", "apple")
        with suppress(ZeroDivisionError), index.transaction():
            index.set_state("fruit", "pear")
            assert other.state("fruit") == "apple"
            with pytest.raises(BusyIndexError):
                other.begin(wait=False)
            raise ZeroDivisionError
        assert [one.state("fruit") for one in (index, other)] == ["apple", "apple"]
        with index.transaction():
            index.set_state("fruit", "plum")
        assert other.state("fruit") == "plum"


def test_a_damaged_index_and_its_successor_have_names_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "news.db"
    assert faults.newest(file) == file
    assert faults.replacement(file, file) == tmp_path / "news.2.db"
    for name in ("news.db", "news.2.db", "news.10.db", "news.x.db", "newsy.99.db", "news.db-wal"):
        (tmp_path / name).write_text(name)
    used = tmp_path / "news.10.db"
    assert faults.newest(file) == used
    assert faults.replacement(file, used) == tmp_path / "news.11.db"
    assert faults.replacement(file, tmp_path / "news.2.db") == used  # which another has built
    (tmp_path / "news.10.db-wal").write_text("log")
    faults.set_aside(file, used)
    assert (tmp_path / "news.db.damaged").read_text() == "news.10.db"
    assert not used.exists()
    assert not (tmp_path / "news.10.db-wal").exists()
    assert (tmp_path / "news.db-wal").exists()


def test_what_somebody_else_has_put_there_is_not_taken_for_an_index(tmp_path: Path) -> None:
    (tmp_path / "news.db").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnwritableIndexError):
        faults.claim(tmp_path / "news.db")
    (tmp_path / "own.db-wal").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnwritableIndexError):
        faults.claim(tmp_path / "own.db")
    assert not (tmp_path / "elsewhere").exists()
    assert faults.checksum((1, "a", None)) == faults.checksum((1, "a", None))
    assert faults.checksum((1, "a")) != faults.checksum((1, "b"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE articles SET headline = x'41' WHERE number = 2",
        "UPDATE texts SET captions = x'41' WHERE number = 2",
        "DELETE FROM texts WHERE number = 2",
    ],
)
def test_a_text_that_is_not_as_it_was_written_is_told(tmp_path: Path, change: str) -> None:
    with closing(Archive([archive(tmp_path, *STORIES)], None)) as held:
        assert held.numbers()
        index = held._kept.index
        assert index
        index.db.execute(change)
        assert [number for number, *_ in index.matching.texts([1, 3])] == [1, 3]
        with pytest.raises(DamagedIndexError):
            [*index.matching.texts([1, 2])]


def test_copies_are_told_apart_by_their_ids_and_found_by_them(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    for name in "abc":
        archive(folder / name, "Ferries sail\nA ferry left the harbour.")
    with closing(Archive([folder], tmp_path / "index")) as held:
        ids = [summary.id for summary in held.summaries()]
        assert ids == [ids[0], f"{ids[0]}-2", f"{ids[0]}-3"]
        assert [held.article(id).number for id in ids] == [1, 2, 3]
        archive(folder / "d", "Ferries sail\nA ferry left the harbour.")
        assert [summary.id for summary in held.summaries()][3] == f"{ids[0]}-4"
