"""What an index knows of documents: stamps, members of archives, folders, and what was wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newscli.errors import DamagedIndexError
from newscli.index import Index, counting, documents, ledger, writing
from newscli.index.filtering import KINDS, LAST, NEVER
from newscli.index.matching import Selection
from newscli.index.prepared import End, Origin, Prepared, prepared
from newscli.index.sought import Run
from newscli.index.writing import Writer
from newscli.records import Article, DocumentReport, Problem, Source, Stamp
from newscli.sources.locations import Location

STAMP, OTHER = Stamp(1, 2, 3, 4), Stamp(9, 2, 3, 4)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with closing(Index(tmp_path / "news.db", lambda path: f"~{path}")) as index:
        yield index


def rows(name: str, *headlines: str) -> list[Prepared]:
    """Articles of a document, whose ids are their headlines, from its last line to its first."""
    return [
        prepared(Article(text, (f"It: {text}.",), source, (), "separator", id=text))
        for n, text in enumerate(headlines)
        for source in [Source(name, "x", "y", 9 - n, 9 - n)]
    ]


def put(
    index: Index,
    path: str,
    *headlines: str,
    origin: Origin | None = None,
    end: End | None = None,
    form: str = "text",
    bulk: bool = False,
) -> None:
    """Take a document in, as loading does."""
    writer = Writer(index, bulk=bulk)
    origin = origin or Origin(path, STAMP, 5)
    with index.transaction():
        writer.start(origin)
        writer.add(rows(path, *headlines))
        writer.finish(origin, end or End(DocumentReport(path, form, "utf-8", 0)))
        writer.flush()


def ended(path: str, form: str = "", again: bool = False, **facts: object) -> End:
    report = DocumentReport(path, form, "", 0)._replace(**facts)  # type: ignore[arg-type]  # of each kind
    return End(report, again=again)


def member(index: Index, path: str, stamp: Stamp = STAMP, end: End | None = None) -> None:
    put(index, path, path, origin=Origin(path, stamp, 5, "/z.zip", "member"), end=end)


# --- documents ----------------------------------------------------------------------------------


def test_documents_are_counted_that_could_be_read(index: Index) -> None:
    assert (index.documents.any(), index.documents.count()) == (False, 0)
    assert (index.documents.extent(), index.documents.files()) == ((0, 0), set())
    put(index, "/none", end=ended("/none"))
    assert (index.documents.any(), index.documents.count()) == (True, 0)
    put(index, "/a", "aa", "ab")
    put(index, "/b", "ba", origin=Origin("/b", OTHER, 5))
    member(index, "/z.zip!/m")
    assert (index.documents.count(), index.counts()) == (3, (4, 3))
    assert index.documents.files() == {"/none", "/a", "/b"}
    assert index.documents.stamps() == {"/none": STAMP, "/a": STAMP, "/b": OTHER}
    assert index.documents.extent() == (3, 1 + 1 + 9)
    assert index.documents.stamp("/z.zip!/m") == STAMP
    assert index.documents.stamp("/c") is None


def test_what_was_wrong_with_documents_is_told_by_path(index: Index) -> None:
    problems = (Problem("", "torn", 7), Problem("", "lost", None))
    put(index, "/b", "ba", end=ended("/b", "text", problems=problems))
    put(index, "/a", end=ended("/a", problems=problems[1:]))
    put(index, "/c", "ca")
    put(index, "/p", end=ended("/p", unread="image (PNG)"))
    put(index, "/q", end=ended("/q", unread="image (PNG)"))
    put(index, "/r", end=ended("/r", unread="sound"))
    found = index.documents
    assert found.problems() == [
        *(Problem("~/a", "lost", None), Problem("~/b", "torn", 7), Problem("~/b", "lost", None)),
    ]
    assert found.unread(["/r", "/c", "/p", "/r", "/no"]) == [("/r", "sound"), ("/p", "image (PNG)")]
    assert found.unread_kinds() == {"image (PNG)": 2, "sound": 1}
    assert ledger.unread(index) == [
        ("/a", Problem("~/a", "lost")),
        *((f"/{one}", Problem(f"~/{one}", "image (PNG)")) for one in "pq"),
        ("/r", Problem("~/r", "sound")),
    ]
    more = ended("/r", unread="sound", problems=problems)
    put(index, "/r", origin=Origin("/r", OTHER, 6), end=more)
    assert ledger.unread(index)[-1] == ("/r", Problem("~/r", "sound; torn; lost"))
    index.db.execute("UPDATE documents SET repairs = 1 WHERE path = CAST('/a' AS BLOB)")
    with pytest.raises(DamagedIndexError, match="a document is not"):
        found.problems()


def test_a_report_of_each_document_names_its_notes_and_problems(index: Index) -> None:
    note, problem = (Problem("", "odd", 3),), (Problem("", "torn", None),)
    member(index, "/z.zip!/m", end=ended("", "text", notes=note))
    put(index, "/z.zip", origin=Origin("/z.zip", STAMP, 5, kind="archive"), end=ended(""))
    put(index, "/b", end=ended("", problems=problem))
    put(index, "/p", end=ended("", unread="sound"))
    put(index, "/a", "aa", "ab", end=ended("", "table", encoding="cp1252", repairs=2))
    told = [*ledger.reports(index)]
    assert [location for location, _ in told] == [
        *(Location("/a"), Location("/b"), Location("/z.zip", "m")),
    ]
    assert [report for _, report in told] == [
        DocumentReport("~/a", "table", "cp1252", 2),
        DocumentReport("~/b", "", "", 0, problems=(Problem("~/b", "torn", None),)),
        DocumentReport("~/z.zip!/m", "text", "", 0, notes=(Problem("~/z.zip!/m", "odd", 3),)),
    ]
    assert [article.headline for article in ledger.articles(index, "/a")] == ["ab", "aa"]
    assert ledger.articles(index, "/none") == []


@pytest.mark.parametrize(
    ("start", "is_within"),
    [
        *(("/news/a.txt", True), ("/news", True), ("/news/", True), ("/", True)),
        *(("/new", False), ("/news/a", False), ("/news/a.txt/b", False), ("/z", False)),
        *(("/z.zip", True), ("/z.zip!/m", True), ("/z.zip!/", True), ("/z.zip!/m/", False)),
    ],
)
def test_a_document_is_at_a_path_or_below_it(start: str, is_within: bool, index: Index) -> None:
    put(index, "/news/a.txt", "aa")
    member(index, "/z.zip!/m")
    assert index.documents.is_within(start) == is_within


def test_what_may_have_changed_is_looked_at_again_until_it_is_confirmed(index: Index) -> None:
    problem = (Problem("", "torn", 7),)
    put(index, "/a", "aa", end=ended("/a", "text", True, problems=problem)._replace(checksum=77))
    put(index, "/b", "ba", end=ended("/b", "text", True))
    put(index, "/c", "ca")
    member(index, "/z.zip!/m", end=ended("", "text", True))
    doubtful = index.documents.doubtful
    assert doubtful() == [("/a", 77, ["torn"]), ("/b", None, [])]
    index.documents.confirm("/a", 8, again=True)
    assert [path for path, *_ in doubtful()] == ["/a", "/b"]
    index.documents.confirm("/a", 8, again=False)
    assert [path for path, *_ in doubtful()] == ["/b"]


def test_members_are_settled_when_read_under_the_stamp_of_their_archive(index: Index) -> None:
    member(index, "/z.zip!/m")
    member(index, "/z.zip!/n", end=ended("", "text", True))
    member(index, "/z.zip!/o", end=ended("", needs="docx"))
    member(index, "/z.zip!/p", OTHER)
    found = index.documents
    assert found.members("/z.zip", STAMP) == {f"/z.zip!/{one}" for one in "mno"}
    assert found.members("/z.zip", STAMP, settled=True) == {"/z.zip!/m"}
    assert found.members("/y.zip", STAMP) == frozenset()
    settled = found.settled()
    assert settled("/z.zip", STAMP) == {"/z.zip!/m"}
    assert settled("/z.zip", OTHER) == {"/z.zip!/p"}
    assert settled("/y.zip", STAMP) == frozenset()
    assert found.needs() == ["docx"]
    assert (found.needing("docx"), found.needing("odf")) == ({"/z.zip": STAMP}, {})


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_files_of_any_number_of_articles_are_found(
    at_once: int, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "AT_ONCE", at_once)
    monkeypatch.setattr(writing, "AT_ONCE", at_once)
    put(index, "/a", "aa", "ab", "ac")
    put(index, "/b", "ba", origin=Origin("/b", OTHER, 5))
    member(index, "/z.zip!/m")
    found = index.documents
    assert found.of_articles([]) == {}
    assert found.of_articles([1, 2, 3]) == {"/a": STAMP}
    assert found.of_articles([5, 4, 9, 1]) == {"/a": STAMP, "/b": OTHER, "/z.zip": STAMP}
    assert found.location(4) == Location("/b")
    assert found.location(5) == Location("/z.zip", "m")
    with pytest.raises(DamagedIndexError, match="article 9"):
        found.location(9)
    put(index, "/a", "ac", origin=Origin("/a", OTHER, 6))
    assert index.numbers() == [3, 4, 5]


def test_a_folder_is_kept_as_it_was_seen_last(index: Index) -> None:
    found = index.documents
    found.keep_folder("/news", 5, b"a")
    found.keep_folder("/wire", 6, b"b")
    found.keep_folder("/news", 7, b"c")
    assert found.folders() == {"/news": (7, b"c"), "/wire": (6, b"b")}
    assert dict(found.folder_times()) == {"/news": 7, "/wire": 6}
    found.forget_folder("/wire")
    assert [*found.folders()] == ["/news"]


# --- taking them in -----------------------------------------------------------------------------


@pytest.mark.parametrize("bulk", [False, True])
@pytest.mark.parametrize("waiting", [1, 2, 500])
def test_a_document_that_is_read_again_keeps_the_numbers_of_what_it_still_has(
    waiting: int, bulk: bool, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "WAITING", waiting)
    put(index, "/a", "aa", "ab", "ac", bulk=bulk)
    put(index, "/b", "ba", bulk=bulk)
    put(index, "/a", "ac", "ad", "aa", origin=Origin("/a", OTHER, 6), bulk=bulk)
    assert {one.headline: one.number for one in index.summaries()} == {
        **{"aa": 1, "ac": 3, "ba": 4, "ad": 5},
    }
    put(index, "/a", "aa", origin=Origin("/a", OTHER, 7), bulk=bulk)  # which is held already
    assert len(index.numbers()) == 4
    index.refresh_vocabulary()
    assert index.vocabulary.counts(["aa", "ab", "ac", "ad", "ba", "it"]) == {
        **{"aa": 1, "ac": 1, "ad": 1, "ba": 1, "it": 4},
    }


def test_what_another_process_has_read_under_the_same_stamp_is_left_alone(index: Index) -> None:
    for path, end in (
        *(("/a", ended("", "text")), ("/b", ended("", "text", True))),
        ("/c", ended("", "text", needs="docx")),
    ):
        put(index, path, "old" + path[1], end=end)
        put(index, path, "new" + path[1])
    assert [one.headline for one in index.summaries()] == ["olda", "newb", "newc"]


def test_in_memory_the_last_document_of_a_name_counts() -> None:
    with closing(Index(None, str)) as index:
        put(index, "/a", "old")
        put(index, "/a", "new")
        assert [one.headline for one in index.summaries()] == ["new"]


def test_an_archive_forgets_the_members_that_it_no_longer_has(index: Index) -> None:
    for name in "mn":
        member(index, f"/z.zip!/{name}")
    member(index, "/z.zip!/n", OTHER)
    put(index, "/z.zip", origin=Origin("/z.zip", OTHER, 5, kind="opened"), end=ended(""))
    assert len(index.numbers()) == 2  # as long as its members come
    put(index, "/z.zip", origin=Origin("/z.zip", OTHER, 5, kind="archive"), end=ended(""))
    assert [one.headline for one in index.summaries()] == ["/z.zip!/n"]
    put(index, "/z.zip", "now a text", origin=Origin("/z.zip", STAMP, 5))
    assert [one.headline for one in index.summaries()] == ["now a text"]
    writer = Writer(index, bulk=False)
    with index.transaction():
        writer.remove("/z.zip")
        writer.remove("/none")
    assert (index.numbers(), index.documents.any()) == ([], False)


def test_copies_get_the_next_number_that_is_free(index: Index) -> None:
    put(index, "/a", "x", "x")
    put(index, "/b", "x", "x")
    assert [one.id for one in index.summaries()] == ["x", "x-2", "x-3", "x-4"]
    put(index, "/a", "y", origin=Origin("/a", OTHER, 6))
    put(index, "/c", "x", "x", "x")
    ids = [one.id for one in index.summaries() if one.path == "~/c"]
    assert ids == ["x", "x-5", "x-6"]
    assert [ledger.original(index, id) for id in ("x-4", "x", "y-2", "z-2")] == [
        *(index.numbers_of(["x"])["x"], index.numbers_of(["x"])["x"]),
        *(index.numbers_of(["y"])["y"], None),
    ]
    assert [id for id, _ in index.ids_starting_with("x", 2)] == ["x-3", "x-4"]
    assert [id for id, _ in index.ids_starting_with("x-", 9)] == ["x-3", "x-4", "x-5", "x-6"]
    assert index.ids_starting_with("z", 9) == []


SAID = {
    **{"source": "post", "agency": "dpa", "place": "oslo", "publisher": "post", "byline": "lee"},
    **{"section": "world", "url": "example", "lang": "de", "path": "news", "date": "202405"},
    "topic": "sea",
}


@pytest.mark.parametrize("field", SAID)
def test_an_article_is_found_by_each_of_its_facts_and_by_no_other_field(
    field: str, index: Index
) -> None:
    facts = {"publisher": "Post", "place": "Oslo", "byline": "Ann Lee", "section": "World"}
    facts |= {"url": "https://a.example/b", "language": "de", "date": "2024-05-31"}
    article = Article("Ferry", ("It sank.",), Source("", "", "", 1, 1), (), "separator", **facts)
    row = prepared(article._replace(id="f", credits=("dpa",), topics=("sea",)))
    writer, origin = Writer(index, bulk=False), Origin("/news/x.txt", STAMP, 5)
    with index.transaction():
        writer.start(origin)
        writer.add([row])
        writer.finish(origin, ended("/news/x.txt", "text"))
        writer.flush()
    assert SAID.keys() == KINDS.keys()
    found = {
        kind for kind in KINDS if index.matching.numbers(Run((SAID[field],), kind), Selection())
    }
    others = {"publisher": {"source"}, "path": {"source"}}.get(field, set())
    assert found == {field} | others | ({"publisher"} if field == "source" else set())
    assert not index.matching.any(Run((SAID[field],)))


def test_the_mark_of_each_kind_is_its_own_and_no_letter_of_a_text() -> None:
    marks = [*KINDS.values(), NEVER, LAST]
    assert marks == sorted({*marks})
    assert all(len(mark) == 1 and "\ue000" <= mark <= "\uf8ff" for mark in marks)


# --- reading ------------------------------------------------------------------------------------


def test_articles_are_read_as_many_as_are_asked_for(index: Index) -> None:
    put(index, "/a", "b", "a", "c")
    assert [one.headline for one in index.summaries(2)] == ["b", "a"]
    assert [*index.summaries(0)] == []
    assert [one.number for one in index.summaries(2, "headline")] == [2, 1]
    assert index.numbers("headline", reverse=True) == [3, 1, 2]
    assert [one.number for one in index.summaries_of([3, 9, 1])] == [3, 1]
    assert [one.number for one in index.articles([3, 9, 1])] == [3, 1]
    with index.snapshot(), pytest.raises(DamagedIndexError, match="article 9 is missing"):
        [*index.articles([3, 9])]
    assert [index.has(number) for number in (0, 1, 3, 4)] == [False, True, True, False]
    assert (index.corpus().documents, index.corpus().articles) == (1, 3)
    before = index.corpus().fingerprint
    put(index, "/a", "b", "a", "c", origin=Origin("/a", OTHER, 6))
    assert index.corpus().fingerprint == before
    put(index, "/b", "d")
    assert index.corpus().fingerprint != before


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("is_listed", [False, True])
def test_a_lost_article_is_missed_by_whoever_reads_all(
    number: int, is_listed: bool, index: Index
) -> None:
    put(index, "/a", "b", "a", "c")
    if is_listed:  # and its text alone is lost
        index.db.execute("DELETE FROM texts WHERE number = ?", (number,))
        assert index.numbers() == [1, 2, 3]
    else:
        index.db.execute("DELETE FROM articles WHERE number = ?", (number,))
        for read in (index.numbers, lambda: [*index.summaries()]):
            with pytest.raises(DamagedIndexError, match="missing"):
                read()
    with pytest.raises(DamagedIndexError, match="missing"):
        [*index.articles()]
    assert len([*index.summaries(9)]) == (3 if is_listed else 2)


def test_the_vocabulary_is_taken_anew_once_after_loads_in_bulk(index: Index) -> None:
    put(index, "/a", "ferry", bulk=True)
    assert index.state("vocabulary") == "stale"
    assert index.vocabulary.counts(["ferry"]) == {}
    index.refresh_vocabulary()
    assert index.state("vocabulary") == "fresh"
    assert index.vocabulary.counts(["ferry"]) == {"ferry": 1}
    before = index.version
    index.refresh_vocabulary()
    index.refresh_naming()
    kept = index.version
    assert kept != before  # how documents are told apart is kept now
    index.refresh_naming()
    assert index.version == kept


def test_agencies_are_those_of_the_newest_articles_the_commonest_first(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert counting.NEWEST == 2_000
    put(index, "/a", "aa", "ab", "ac", "ad")
    pictures = {1: ["AFP"], 2: ["dpa", None], 3: ["AP", "dpa"], 4: [""]}
    for number, agencies in pictures.items():
        captions = json.dumps([["x", one, None] for one in agencies])
        index.db.execute(
            "UPDATE texts SET details = json_set(details, '$.captions', json(?)) WHERE number = ?",
            (captions, number),
        )
    assert index.values("agency") == ["dpa", "AFP", "AP"]
    monkeypatch.setattr(counting, "AGENCIES", counting.AGENCIES.replace("2000", "3"))
    assert index.values("agency") == ["dpa", "AP"]


def test_an_article_that_is_not_as_it_was_written_is_named(index: Index) -> None:
    put(index, "/a", "b", "a", "c")
    index.db.execute("UPDATE articles SET words = 7 WHERE number = 2")
    for read in (
        *(lambda: [*index.summaries()], lambda: [*index.articles([2])]),
        *(lambda: [*index.summaries_of([2])], lambda: index.counting.lengths()),
    ):
        with pytest.raises(DamagedIndexError, match="article 2 is not as it was written"):
            read()
    index.db.execute("UPDATE texts SET body = CAST('x' AS BLOB) WHERE number = 3")
    with pytest.raises(DamagedIndexError, match="the text of article 3 is not"):
        [*index.articles([3])]
    with pytest.raises(DamagedIndexError, match="the text of article 3 is not"):
        put(index, "/a", "b", origin=Origin("/a", OTHER, 6))
    assert len(index.numbers()) == 3


def test_an_article_is_from_its_publisher_or_from_where_its_document_lies(index: Index) -> None:
    put(index, "/news/may.txt", "aa")
    put(index, "/news/june.txt", "ba")
    first, second = (
        article._replace(publisher=publisher)
        for article, publisher in zip(index.articles(), ("Post", None), strict=True)
    )
    assert index.paths.source_of(first) == "Post"
    assert index.paths.source_of(second) == "june"


@pytest.mark.parametrize(
    "error", [DamagedIndexError("a", "b"), OSError("full"), MemoryError(), ZeroDivisionError()]
)
def test_what_is_no_error_of_the_store_passes_as_it_is(error: Exception, index: Index) -> None:
    def failing() -> None:
        with index.faults():
            raise error

    with pytest.raises(type(error)) as raised:
        failing()
    assert raised.value is error
