"""What the tables of an index tell: links and stories, columns of facts, tags and times."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newscli.archive import Archive
from newscli.errors import DamagedIndexError
from newscli.index import Index
from newscli.index.columns import ColumnFilling, FactColumn
from newscli.index.filtering import CACHED, KINDS, dates, fact_words
from newscli.index.links import Links, Membership
from newscli.index.matching import Selection
from newscli.index.planes import Planes, nearest, parts
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
from newscli.records import Passage, Relation
from tests.small import archive

FERRY = "Ferry sails\nA ferry left the harbour.\nIt came back."
TEXTS = [FERRY, "Bridge falls\nA bridge fell.", FERRY, "Tunnel dug\nA tunnel was dug.", FERRY]
COPIES, REST = [1, 3, 5], [2, 4]


def held(folder: Path, *stories: str | dict[str, Any]) -> Iterator[Index]:
    """The index of these articles, numbered from 1."""
    with closing(Archive([archive(folder, *stories)], None)) as one:
        assert one.numbers() == [*range(1, len(stories) + 1)]
        one.search("ferry")  # what is made on demand
        assert one._kept.index
        yield one._kept.index


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    yield from held(tmp_path / "wire", *TEXTS)


@pytest.fixture
def links(index: Index) -> Links:
    return index.links


# --- which articles have been compared ----------------------------------------------------------


def test_what_has_come_since_links_were_looked_for_is_pending(links: Links, index: Index) -> None:
    assert links.is_empty()
    assert links.pending() == ([1, 2, 3, 4, 5], [])
    assert [links.count_pending(most) for most in (0, 1, 4, 5, 6)] == [0, 1, 4, 5, 5]
    links.settle([1, 2, 3], [])
    assert not links.is_empty()
    assert links.pending() == ([4, 5], [])
    assert links.count_pending(9) == 2
    index.db.execute("UPDATE compared SET stale = 1 WHERE number IN (2, 3)")
    index.db.execute("INSERT INTO compared VALUES (0, 1)")  # which is no more
    assert links.pending() == ([2, 3, 4, 5], [0, 2, 3])
    assert links.count_pending(9) == 5
    links.settle([2, 3, 4, 5], [0])
    assert links.pending() == ([], [])
    assert links.count_pending(9) == 0


def test_texts_come_in_the_order_that_is_asked_for(tmp_path: Path) -> None:
    headless = {"paragraphs": ["No headline here."], "date": "2024-05-31"}
    some = [FERRY, headless, {"headline": "Alone"}]
    for index in held(tmp_path, *some):
        assert [text.number for text in index.links.texts()] == [1, 2, 3]
        third, first, second = index.links.texts([3, 1, 9, 2])
        assert first[2:] == ("Ferry sails", ["A ferry left the harbour.", "It came back."], None)
        assert second[2:] == (None, ["No headline here."], "2024-05-31")
        assert (third.headline, third.paragraphs) == ("Alone", [])


def test_copies_are_those_with_the_same_content(links: Links) -> None:
    assert links.leaders() == [1, 2, 4]
    assert links.firsts([5, 2, 3]) == {5: 1, 2: 2, 3: 1}
    assert links.firsts([]) == links.firsts([99]) == {}
    assert links.copies_of([3]) == {*COPIES}
    assert links.copies_of([3, 4]) == {*COPIES, 4}
    assert links.copies_of([]) == set()


def test_what_has_no_words_has_no_copies(tmp_path: Path) -> None:
    for index in held(tmp_path, TEXTS[1], TEXTS[1], FERRY):
        assert index.links.firsts([1, 2, 3]) == {1: 1, 2: 1, 3: 3}
        index.db.execute("UPDATE articles SET words = 0 WHERE number < 3")
        assert index.links.firsts([1, 2, 3]) == {3: 3}
        assert index.links.copies_of([1]) == set()
        assert index.links.leaders() == [3]


def test_words_are_held_side_by_side_in_headline_or_body(links: Links) -> None:
    assert links.holders(["ferry"], 9) == COPIES
    assert links.holders(["ferry"], 2) == [1, 3]
    assert links.holders(["ferry", "sails"], 9) == COPIES
    assert links.holders(["sails", "ferry"], 9) == []
    assert links.word_counts()["harbour"] == 3


# --- links and stories --------------------------------------------------------------------------

SAME, PART = Relation("same story", 0.5, None), Passage((1, 2), (3, 4), True)
PASSAGE = Relation("version", 0.75, PART)


def test_a_link_is_seen_from_both_ends_the_closest_first(links: Links) -> None:
    related = Relation("related", 0.9, None)
    copy, weaker = Relation("copy", 1.0, None), Relation("same story", 0.25, None)
    links.add([(1, 2, SAME), (1, 3, copy), (4, 1, PASSAGE), (1, 5, related), (1, 9, copy)])
    links.add([(2, 4, weaker), (2, 5, weaker)])
    there = Relation("version", 0.75, Passage((3, 4), (1, 2), False))
    assert links.of(1) == [(3, copy), (4, there), (2, SAME), (5, related)]  # 9 is not there
    assert links.of(4) == [(1, PASSAGE), (2, weaker)]
    assert links.of(2) == [(1, SAME), (4, weaker), (5, weaker)]
    assert links.of(9) == [(1, copy)]
    assert links.grouped_with([1]) == {2, 3, 4, 9}
    assert links.grouped_with([5]) == {2}
    assert links.grouped_with([5, 3]) == {1, 2}
    links.add([(1, 2, related)])  # which takes the place of what was there
    assert links.of(2) == [(4, weaker), (5, weaker), (1, related)]


def test_links_that_group_are_told_once_and_from_the_least_likeness(links: Links) -> None:
    links.add([(2, 1, SAME), (1, 3, PASSAGE), (3, 4, Relation("related", 0.9, None))])
    known = {(1, 2, SAME), (1, 3, PASSAGE)}
    assert {*links.groupings(0.5)} == known
    assert {*links.groupings(0.51)} == {(1, 3, PASSAGE)}
    assert [*links.groupings(0.76)] == []
    assert [*links.groupings(0.5, [2])] == [(2, 1, SAME)]
    assert {*links.groupings(0.5, [1])} == known
    assert [*links.groupings(0.51, [2, 4])] == [*links.groupings(0.5, [])] == []


def test_a_link_is_forgotten_at_both_ends(links: Links) -> None:
    links.add([(1, 2, SAME), (2, 3, SAME), (3, 4, SAME)])
    links.forget([2])
    assert [links.of(number) for number in (1, 2)] == [[], []]
    assert links.of(3) == [(4, SAME)]
    links.forget([])
    assert links.of(4) == [(3, SAME)]


def test_stories_are_kept_by_their_articles(links: Links) -> None:
    first = [Membership(1, n, copy, None) for n, copy in ((1, None), (3, 1))]
    passage = Membership(2, 1, None, (0, 3))
    second = [passage, Membership(2, 2, None, None), Membership(2, 9, None, None)]
    links.regroup(None, [*second, *first])
    known = [*first, *second[:2]]  # 9 is not there
    assert links.memberships() == known
    assert links.memberships(3) == first
    assert links.memberships(1) == known
    assert links.memberships(4) == []
    assert links.same_stories([1, 2, 3, 4]) == {1: 2, 2: 1, 3: 1}
    assert links.touched([3]) == {1, 2, 3, 9}
    assert links.touched([4]) == {4}
    assert links.touched([]) == set()
    alone = [Membership(4, n, None, None) for n in (4, 5)]
    links.regroup([2, 9], alone)
    assert links.memberships() == [*first, passage, *alone]
    assert links.touched([3, 5]) == {1, 3, 4, 5}
    links.regroup(None, alone)
    assert links.memberships() == alone


# --- columns ------------------------------------------------------------------------------------


def test_a_column_counts_what_articles_are_named() -> None:
    named = [(7, ("Oslo",)), (2, ("Rome", "Oslo")), (3, (None,)), (4, ("Rome",)), (5, ("Bonn",))]
    column = ColumnFilling(named).column()
    assert [*column.places] == [0, 0, 2, 3, 4, 5, 0, 1]
    assert column.names == [(), ("Oslo",), ("Rome", "Oslo"), (None,), ("Rome",), ("Bonn",)]
    assert column.counts() == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}
    assert column.counts([7, 2, 2]) == {1: 1, 2: 2}
    assert column.counts([]) == {}
    assert column.most_first() == [("Oslo", 2), ("Rome", 2), ("Bonn", 1)]
    assert ColumnFilling().column().most_first() == []
    short = column.renamed(lambda name: None if name == "Bonn" else name[:1])
    assert short.names == [(), ("O",), ("R", "O"), (None,), ("R",), (None,)]
    assert short.places is column.places


def test_a_name_is_written_as_most_articles_write_it() -> None:
    spelt = ["OSLO", "Oslo", "Oslo", "oslo", "Rome", "ROME"]
    column = ColumnFilling((n, (name,)) for n, name in enumerate(spelt, 1)).column()
    assert column.as_most_write().most_first() == [("Oslo", 4), ("ROME", 2)]


@pytest.mark.parametrize(
    ("names", "code"), [(0, "B"), (255, "B"), (256, "H"), (65_535, "H"), (65_536, "I")]
)
def test_a_column_takes_as_few_bytes_as_it_can(names: int, code: str) -> None:
    column = ColumnFilling((n, (str(n),)) for n in range(1, names + 1)).column()
    assert (column.places.typecode, max(column.places, default=0)) == (code, names)


def test_a_column_is_made_once_kept_and_made_anew_after_a_change(index: Index) -> None:
    columns, made = index.counting.columns, list[str]()

    def make() -> dict[str, FactColumn]:
        made.append("made")
        return {
            "a": FactColumn([(), ("x", None)], array("H", [0, 1])),
            "b": FactColumn([()], empty),
        }

    def column(kind: str) -> FactColumn:
        with index.snapshot():
            return columns.column(kind, make)

    empty = array("B")
    with index.snapshot():
        for _ in range(2):
            assert columns.column("a", make).names == [(), ("x", None)]
            assert columns.column("b", make).places == empty
        assert (made, columns.has_made) == (["made"], True)
    assert not columns.has_made  # but kept
    assert [column(kind).places for kind in "ab"] == [array("H", [0, 1]), empty]
    assert column("a").names == [(), ("x", None)]
    assert made == ["made"]
    with index.snapshot():
        columns.column("c", lambda: make() | {"c": FactColumn([], empty)})
        index.db.execute("PRAGMA user_version")
    with index.transaction():
        index.db.execute("DELETE FROM columns")
        index.set_state("fruit", "apple")
    assert column("a").names == [(), ("x", None)]
    assert len(made) == 3
    index.db.execute("UPDATE columns SET type = 'I' WHERE kind = 'a'")
    with pytest.raises(DamagedIndexError, match="column a"):
        column("a")


def test_what_was_made_of_an_index_that_has_changed_is_not_kept(index: Index) -> None:
    columns, empty = index.counting.columns, FactColumn([], array("B"))
    columns.column("a", lambda: {"a": empty})
    with index.transaction():
        index.set_state("fruit", "apple")
        columns.keep()
    assert not columns.has_made
    assert index.db.execute("SELECT kind FROM columns WHERE kind = 'a'").fetchall() == []


FACTS = [
    {"headline": "Ferry", "text": "It left.", "publisher": "Post", "place": "Oslo"}
    | {"date": "2024-05-31T10:00", "byline": "A"},
    {"headline": "Bridge", "text": "It fell.", "place": "OSLO", "date": "2023-02-03"},
    {"headline": "Tunnel", "text": "Dug now.", "place": "Oslo", "section": "World"}
    | {"captions": [{"text": "ab cd ef"}]},
]


def test_articles_are_counted_by_each_of_their_facts(tmp_path: Path) -> None:
    for index in held(tmp_path / "wire", *FACTS):
        column = index.counting.column
        assert column("place").most_first() == [("Oslo", 3)]
        assert column("day").most_first() == [("2023-02-03", 1), ("2024-05-31", 1)]
        assert column("year").names == column("day").names
        assert column("byline").most_first() == [("A", 1)]
        assert column("section").most_first() == [("World", 1)]
        assert dict(column("source").most_first())["Post"] == 1
        (file,) = column("file").most_first()
        assert file == (f"{tmp_path}/wire/stories.jsonl", 3)
        assert column("folder").most_first() == [(f"{tmp_path}/wire", 3)]
        assert [*index.counting.lengths()] == [-1, 3, 3, 3]
        index.db.execute("DELETE FROM columns")
        index.db.execute("DELETE FROM articles WHERE number = 2")
        assert [*index.counting.lengths()] == [-1, 3, -1, 3]
        for longest, texts in ((2, "ab\nDu"), (5, "ab cd\nDug n"), (99, "ab cd ef\nDug now.")):
            assert [*index.counting.texts([3], longest)] == [(3, "Tunnel", texts)]


def test_an_article_is_counted_once_for_each_agency_that_its_pictures_name(tmp_path: Path) -> None:
    pictures = (f"A ferry at quay {n} in Oslo on Monday, seen from the fort. " for n in range(3))
    credited = zip(pictures, ("(Jane Roe/Reuters)", "(REUTERS)", "(AP)"), strict=True)
    text = "The ferry sailed from Oslo on Monday, and AFP was aboard.\n"
    (tmp_path / "a.txt").write_text("\n\n".join(["Ferry sails", *map("".join, credited), text]))
    (tmp_path / "b.txt").write_text(f"Bridge opens\n\n{text}")
    with closing(Archive([str(tmp_path)], None)) as one:
        assert one.numbers() == [1, 2]
        assert one._kept.index
        column = one._kept.index.counting.column("agency")
        assert column.most_first() == [("AP", 1), ("Reuters", 1)]
        assert column.names[column.places[2]] == (None,)


# --- tags and times -----------------------------------------------------------------------------


def test_tags_are_held_in_the_order_of_the_alphabet(index: Index) -> None:
    tagging = index.tagging
    tagging.replace([("sea", 1, True), ("ice", 1, False), ("sea", 2, False), ("sea", 2, True)])
    assert tagging.counts() == {"ice": 1, "sea": 2}
    assert [*tagging.counts()] == ["ice", "sea"]
    assert tagging.tagged([1, 2, 4]) == {1: {"ice": False, "sea": True}, 2: {"sea": False}}
    assert [*tagging.tagged([1])[1]] == ["ice", "sea"]
    tagging.replace([("ice", 2, False)])
    assert tagging.tagged([1, 2]) == {2: {"ice": False}}
    ferry = tagging.spots([1])[0].id
    tagging.change([(ferry, ["sea", "ice"], ["none"])])
    assert tagging.tagged([1, 2, 3, 4, 5]) == {
        **{number: {"ice": False, "sea": False} for number in COPIES},
        2: {"ice": False},
    }
    tagging.change([(ferry, ["sea"], ["ice"])])
    assert tagging.counts() == {"ice": 1, "sea": 3}


def test_an_article_stands_in_its_document_where_it_was_read(tmp_path: Path) -> None:
    for name, texts in (("a", TEXTS[:2]), ("b", TEXTS[1:4])):
        archive(tmp_path / name, *texts)
    with closing(Archive([str(tmp_path)], None)) as one:
        assert one.numbers() == [1, 2, 3, 4, 5]
        assert one._kept.index
        tagging = one._kept.index.tagging
        spots = tagging.spots([5, 2, 4])
        assert [(spot.number, spot.place) for spot in spots] == [(2, 2), (4, 2), (5, 3)]
        assert [spot.headline for spot in spots] == ["Bridge falls", "Ferry sails", "Tunnel dug"]
        assert [spot.number for spot in tagging.in_document(spots[1].path)] == [3, 4, 5]
        assert tagging.in_document(b"none") == tagging.spots([]) == []
        assert sorted(tagging.of_contents().values()) == [[1, 4], [2, 3], [5]]
        assert tagging.last_number() == 5
        assert [*tagging.ids_above(3).values()] == [4, 5]
        assert tagging.ids_above(5) == {}


def test_articles_came_with_the_first_load_or_at_a_time_of_their_own(index: Index) -> None:
    tagging = index.tagging
    assert (tagging.last_time(), tagging.ids_added()) == (0, {})
    index.set_state("first_us", "7")
    tagging.add([(4, 20), (2, 20), (5, 30)])
    assert tagging.times([1, 2, 5]) == {1: 7, 2: 20, 5: 30}
    assert tagging.last_time() == 30
    ids = {spot.number: spot.id for spot in tagging.spots([2, 4, 5])}
    assert tagging.ids_added() == {20: [ids[2], ids[4]], 30: [ids[5]]}
    tagging.add([(5, 10)])
    assert tagging.last_time() == 20
    index.db.execute("UPDATE documents SET mtime_ns = 5000")
    assert tagging.times([1]) == {1: 5}  # the file's, which is older

    def came(start: int, end: int) -> list[int]:
        return index.matching.numbers(EVERY, Selection(Arrived(start, end)))

    assert [came(*time) for time in ((5, 6), (6, 7), (0, 5))] == [[1, 3], [], []]
    assert [came(*time) for time in ((10, 11), (10, 20), (11, 20), (0, 21))] == [
        *([5], [5], [], [1, 2, 3, 4, 5]),
    ]
    index.db.execute("UPDATE documents SET mtime_ns = 9000")
    assert [came(*time) for time in ((7, 8), (8, 10))] == [[1, 3], []]


def test_an_index_of_nothing_has_given_no_number(tmp_path: Path) -> None:
    with closing(Index(None, str)) as index:
        assert index.tagging.last_number() == 0
        assert index.matching.extent() == (0, 0.0)
        assert index.links.is_empty()


# --- what is sought, and what is said of articles -----------------------------------------------

AB, CD, TAG = Run(("ab",)), Run(("cd",)), Tagged(("keep",))


@pytest.mark.parametrize(
    ("selection", "may_be_any"),
    [
        (Selection(), True),
        (Selection(AB), False),
        (Selection(NEVER), False),
        (Selection(excluded=(AB,)), False),
        (Selection(period=("", "~")), False),
        (Selection(AB, (CD,), ("", "~")), False),
    ],
)
def test_a_selection_is_of_every_article_when_it_says_nothing(
    selection: Selection, may_be_any: bool
) -> None:
    assert selection.is_every == may_be_any


def test_how_many_have_a_word_is_counted_where_anything_else_is_asked(index: Index) -> None:
    index.tagging.replace([("keep", 1, False), ("keep", 2, False)])
    count, ferry = index.matching.count, Run(("ferry",))
    assert count(ferry, Selection()) == 3
    assert count(ferry, Selection(TAG)) == 1
    assert count(ferry, Selection(excluded=(TAG,))) == 2
    assert count(ferry, Selection(period=("", "~"))) == 0  # none has a date
    assert count(Run(("ferry",), "headline"), Selection()) == 3
    assert count(Run(("harb",), None, True), Selection()) == 3
    assert count(Run(("harb",)), Selection()) == 0
    assert count(Without(EVERY, ferry), Selection()) == 2
    assert count(EVERY, Selection(Without(EVERY, ferry))) == 2
    assert count(EVERY, Selection(Without(EVERY, ferry), (TAG,))) == 1
    index.db.execute("UPDATE vocabulary SET articles = 9 WHERE word = 'ferry'")
    assert count(ferry, Selection()) == 9  # what the vocabulary has, unless it is old
    index.set_state("vocabulary", "stale")
    assert count(ferry, Selection()) == 3


@pytest.mark.parametrize("common", [2, 3])
def test_what_matches_for_a_tag_in_place_of_words_is_as_rough_as_either(
    common: int, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newscli.index.matching.COMMON", common)
    index.tagging.replace(("keep", number, False) for number in COPIES)
    ferry, bridge = Run(("ferry",)), Run(("bridge",))
    for words, rough in ((bridge, common < 3), (ferry, common < 3)):
        best = index.matching.best(ferry, Selection(AnyOf((TAG, words))), 9)
        assert (sorted(best.numbers), best.is_rough) == (COPIES, rough)
    # of these as many are looked for as are wanted
    first = index.matching.best(ferry, Selection(AnyOf((TAG, ferry))), 1)
    assert (len(first.numbers), first.total) == (1, None)


@pytest.mark.parametrize(
    ("sought", "said"),
    [
        (AB, '"ab"'),
        (Run(("ab", "cd")), '"ab cd"'),
        (Run(("ab",), "body", True), '{body} : "ab" *'),
        (Run(("ab", "cd"), "place"), '{facts} : "\ue002ab \ue002cd"'),
        (Run((), "place"), '{facts} : "\ue002"'),
        (Near((AB, Run(("cd", "ef"))), 3), 'NEAR("ab" "cd ef", 3)'),
        (Near((Run(("ab",), "body"), CD), 0), '{body} : NEAR("ab" "cd", 0)'),
        (All((AB, CD)), '("ab" AND "cd")'),
        (AnyOf((AB, CD, AB)), '("ab" OR "cd" OR "ab")'),
        *((All((AB,)), '"ab"'), (AnyOf((CD,)), '"cd"')),
        (Without(AB, AnyOf((AB, CD))), '("ab" NOT ("ab" OR "cd"))'),
        (EVERY, '{facts} : "\ue000"'),  # something is always said of the source
        (NEVER, '{facts} : "\ue00e"'),
    ],
)
def test_what_is_sought_is_said_in_the_language_of_the_store(sought: Sought, said: str) -> None:
    assert expression(sought) == said


@pytest.mark.parametrize("sought", [TAG, Arrived(0, 1), Numbered((1,)), Within("", "~")])
def test_what_no_words_tell_is_beside_them(sought: Sought) -> None:
    assert not is_of_words(sought)
    for mixed in (All((AB, sought)), AnyOf((sought, AB)), Without(sought, AB), Without(AB, sought)):
        assert not is_of_words(mixed)
    assert words_in(sought) == words_in(Without(sought, AB)) == []
    assert words_in(All((AB, AnyOf((sought, CD))))) == [AB, CD]
    assert conjuncts(All((AB, All((CD, sought)), AnyOf((AB, CD))))) == [
        *(AB, CD, sought, AnyOf((AB, CD))),
    ]
    assert (is_every(sought), is_never(sought)) == (False, False)
    with pytest.raises(AssertionError):
        expression(sought)


def test_parts_are_put_together_as_few_as_there_are() -> None:
    assert all_of([EVERY, AB, EVERY, CD]) == All((AB, CD))
    assert any_of([EVERY, AB]) == AnyOf((EVERY, AB))
    assert (all_of([]), any_of([])) == (EVERY, NEVER)
    assert (is_every(All(())), is_every(All((AB,)))) == (True, False)
    assert (is_never(AnyOf(())), is_never(AnyOf((AB,)))) == (True, False)


@pytest.mark.parametrize(
    ("date", "told"),
    [
        *(("", []), ("2024", ["2024"]), ("2024-05", ["2024", "202405"])),
        ("2024-05-31", ["2024", "202405", "20240531"]),
    ],
)
def test_a_date_is_found_by_as_much_as_is_known_of_it(date: str, told: list[str]) -> None:
    assert dates(date) == told


@pytest.mark.parametrize("length", [CACHED - 1, CACHED, CACHED + 1])
def test_a_fact_of_any_length_is_said_the_same_way(length: int) -> None:
    name, mark = "O’Dea " + "a" * (length - 6), KINDS["byline"]
    told = fact_words({"byline": [name, name]}, "b.txt", None).split(" ")
    of_byline = [word for word in told if word.startswith(mark)]
    long = mark + "a" * (length - 6)
    assert of_byline == [f"{mark}o", f"{mark}dea", long, mark, f"{mark}odea"]


@pytest.mark.parametrize(
    ("path", "words"),
    [("/news/a.b.txt", "news a b"), ("a", "a"), (".a", "a"), ("C:\\x\\y.z", "c x y"), ("b.", "b")],
)
def test_a_source_is_found_by_folders_and_name_and_not_by_the_ending(path: str, words: str) -> None:
    mark = KINDS["source"]
    told = fact_words({"publisher": [None]}, path, None).split(" ")
    said = [word[1:] for word in told if word.startswith(mark) and word != mark]
    assert said == words.split()


# --- planes -------------------------------------------------------------------------------------


def test_planes_are_as_wide_as_there_are_words_of_a_length() -> None:
    letters, widths, data = parts(["ba", "a", "b", "ab"])
    assert (letters, widths) == ("ab", "2 1 0")
    # of letter 1: the two long words b, a, then a, b; codes are a = 1 and b = 2
    assert [*data] == [0b10, 0b01, 0b01, 0b10, 0b01, 0b10]
    assert parts([]) == ("", "0", b"")
    assert nearest("abc", [], 2) == {}


@pytest.mark.parametrize("count", [1, 7, 8, 9, 16, 17, 300])
def test_every_word_is_found_in_planes_by_itself(count: int) -> None:
    chance = random.Random(count)  # noqa: S311 - no secret
    words = {"".join(chance.choices("abcdefgh", k=chance.randrange(1, 7))) for _ in range(count)}
    planes = Planes(*parts(words))
    for word in words:
        assert [*planes.within(word, 0)] == [(word, 0)]
        assert [*planes.within(word, 0)] == [(word, 0)]  # also when it is known
    assert [*planes.within("x", 0)] == []
