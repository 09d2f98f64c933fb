"""Export: what leaves comes back the same, and a file is there whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli import formats
from newscli.formats import exported
from newscli.outputs import exports, table
from newscli.outputs.markdown import file_name, origin
from newscli.records import Article, Caption, Part, Source, Subhead
from newscli.text import Document, article_id, count_words
from newscli.text.document import split_lines
from tests.formats.loading import assert_partition

Run = Callable[..., tuple[int, str, str]]

SOURCE = Source("news/ferry.txt", "text", "utf-8", 3, 9)
SIGNS = st.sampled_from(
    [
        "# ", "## ", "> ", "* ", "* * *", "- ", "1. ", "=", "---", "<b>", "&amp;", "&#32;", "\\",
        "\\#", "`", "[a](b)", "*a*", "~~", "-->", "<!-- -->", '"', ",", "\t", " ", "\u2028", "\x0c",
    ]
)  # fmt: skip
LINE = st.lists(
    st.one_of(SIGNS, st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"))), max_size=4
).map("".join)
SAID = LINE.filter(bool)
FACT = st.none() | SAID


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any record that a loader could make."""
    headline, derived = draw(LINE), draw(st.booleans())
    paragraphs = tuple(draw(st.lists(SAID, max_size=4)))
    places = st.integers(0, len(paragraphs))
    subheads = sorted(draw(st.lists(st.builds(Subhead, SAID, places), max_size=2)), key=_before)
    said = paragraphs if derived else (headline, *paragraphs)
    return Article(
        headline=headline,
        headline_derived=derived,
        paragraphs=paragraphs,
        source=SOURCE._replace(origin=draw(st.sampled_from([None, "old/notes.txt:4-9"]))),
        parts=(Part("paragraph", 3, 9),),
        evidence="container",
        byline=draw(FACT),
        place=draw(FACT),
        date=draw(FACT),
        language=draw(FACT),
        url=draw(FACT),
        publisher=draw(FACT),
        section=draw(FACT),
        subheads=tuple(subheads),
        captions=tuple(draw(st.lists(st.builds(Caption, SAID, FACT, FACT, FACT), max_size=2))),
        credits=tuple(draw(st.lists(LINE, max_size=2))),
        other=tuple(draw(st.lists(LINE, max_size=2))),
        id=article_id(headline, paragraphs),
        number=draw(st.integers(1, 10**7)),
        words=sum(map(count_words, said)),
    )


def _before(subhead: Subhead) -> int:
    return subhead.before


def loaded(text: str) -> list[Article]:
    """The articles of a document, which its ledger has to cover line by line."""
    document = Document("exported", io.BytesIO(text.encode()))
    found = list(formats.articles(document))
    assert not document.problems
    taken = [
        number
        for article in found
        for part in article.parts
        for number in range(part.first_line, part.last_line + 1)
    ]
    assert taken == list(range(1, len(split_lines(text)) + 1))
    return found


def bare(article: Article) -> Article:
    """The article without what depends on where it stands."""
    return article._replace(source=SOURCE, parts=(), number=0, evidence="")


def traced(found: list[Article], wanted: list[Article]) -> bool:
    """Whether each still says where it stood before it was exported first."""
    return [a.source.origin for a in found] == [origin(a.source) for a in wanted]


@given(
    st.lists(articles(), min_size=1, max_size=3),
    st.sampled_from(["jsonl", "csv", "tsv", "markdown"]),
)
def test_what_is_exported_loads_back_the_same(wanted: list[Article], format: str) -> None:
    stream = io.StringIO()
    exports.writer_of(exports.export_to("-", format))(wanted, stream)
    found = loaded(stream.getvalue())
    assert [bare(a) for a in found] == [bare(a) for a in wanted]
    assert traced(found, wanted)


@pytest.mark.slow
@given(st.lists(articles(), min_size=1, max_size=3))
def test_each_line_of_an_export_with_a_rule_at_its_end_is_in_one_part(
    wanted: list[Article],
) -> None:
    """As somebody leaves it who takes away the last article by hand."""
    stream = io.StringIO()
    exports.writer_of(exports.export_to("-", "markdown"))(wanted, stream)
    text = f"{stream.getvalue()}\n* * *\n"
    found = loaded(text)
    assert_partition(text, found)
    assert [bare(a) for a in found] == [bare(a) for a in wanted]


@given(articles())
def test_a_markdown_file_of_one_article_loads_back_the_same(wanted: Article) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        exports.write_markdown_files([wanted], Path(folder))
        (file,) = Path(folder).iterdir()
        assert file.name == file_name(wanted)
        (got,) = loaded(file.read_text(encoding="utf-8"))
    assert bare(got) == bare(wanted)
    assert traced([got], [wanted])


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.ndjson", "a.json", "a.csv", "a.tsv", "a.md", "notes/"]
)
def test_the_sample_goes_out_and_comes_back_through_the_command(
    run: Run, tmp_path: Path, name: str
) -> None:
    target = os.path.join(tmp_path, name)
    assert run("export", "--from", "seeds", "-o", target)[0] == 0
    again = [*newscli.open_archive([target]).articles()]
    seeds = [*newscli.open_archive(["seeds"]).articles()]
    assert [bare(article) for article in again] == [bare(article) for article in seeds]
    assert traced(again, seeds)


def test_a_damaged_line_is_told_and_the_others_are_read(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("export", "--from", "seeds")
    lines = out.splitlines()
    lines[2] = lines[2][:500]
    file = tmp_path / "cut.jsonl"
    file.write_text("\n".join(lines))
    code, out, err = run("list", "--from", str(file))
    assert (code, len(out.splitlines())) == (2, 4)
    assert err == f"newscli: {file}:3: not a whole record of newscli\n"


@pytest.mark.parametrize("text", ["", "a\nb", "a\x00b", "\ud800"])
def test_a_record_changed_by_hand_holds_one_line_a_text(
    run: Run, tmp_path: Path, text: str
) -> None:
    _, out, _ = run("export", "--from", "seeds")
    record = json.loads(out.splitlines()[0])
    changed = {
        "headline": text,
        "paragraphs": [text, "Text."],
        "captions": [{"text": text}],
        "subheads": [{"text": text, "before": 0}],
        "other": [text],
    }
    file = tmp_path / "changed.jsonl"
    file.write_text(f"{json.dumps(record | changed)}\n")
    code, out, err = run("export", "--from", str(file))
    assert (code, err) == (0, "")
    held = json.loads(out)
    one_line = text.replace("\n", " ").replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert held["captions"][0]["text"] == held["other"][0] == one_line
    assert held["paragraphs"] == [one_line, "Text."]


def test_a_table_of_other_make_is_not_taken_for_ours() -> None:
    assert not exported.matches("id,number,headline,text\n1,2,3,4\n", "a.csv")
    assert not exported.matches('{"id": 1, "headline": "x"}\n', "a.jsonl")
    assert not exported.matches("---\ntitle: newscli\n---\n", "a.md")


def test_a_file_that_exists_is_replaced_only_by_force(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("mine")
    code, _, err = run("export", "--from", "seeds", "-o", str(file))
    assert (code, err) == (2, f"newscli: {file}: it exists already; --force replaces it\n")
    assert file.read_text() == "mine"
    assert run("export", "--from", "seeds", "-o", str(file), "--force")[0] == 0
    assert file.read_text().startswith("id,number,headline")
    assert [*tmp_path.glob(".newscli*")] == []


def test_a_link_stays_one_and_a_file_keeps_its_mode(run: Run, tmp_path: Path) -> None:
    file, link = tmp_path / "a.jsonl", tmp_path / "link"
    file.write_text("mine")
    file.chmod(0o640)
    link.symlink_to(file)
    assert run("export", "--from", "seeds", "-o", str(link), "--force")[0] == 0
    assert link.is_symlink()
    assert len(file.read_text().splitlines()) == 5
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("nowhere/a.csv", "no such file or directory"),
        ("file/a.csv", "not a directory"),
        ("/dev/null", "it is no ordinary file"),
        ("x" * 300, "file name too long"),
    ],
)
def test_what_cannot_be_written_is_told_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, reason: str
) -> None:
    seeds = os.path.abspath("seeds")
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    code, out, err = run("export", "--from", seeds, "-o", target)
    assert (code, out) == (2, "")
    (line,) = err.splitlines()
    assert reason in line
    assert {path.name for path in tmp_path.iterdir()} <= {"file", "cache"}


def test_a_read_only_file_is_not_replaced(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("mine")
    file.chmod(0o400)
    code, _, err = run("export", "--from", "seeds", "-o", str(file), "--force")
    assert (code, "read-only" in err, file.read_text()) == (2, True, "mine")


def _small_disk() -> None:
    """No file may grow over 8 KiB: what a full disk comes to, without one."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.md", "a.html", "a.db", "notes/"])
@pytest.mark.parametrize("before", [None, "mine"])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, name: str, before: str | None) -> None:
    target = tmp_path / name
    if before:
        if name.endswith("/"):
            target.mkdir()
            (target / "mine.md").write_text(before)
        else:
            target.write_text(before)
    there = {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}
    story = tmp_path.parent / f"{tmp_path.name}.txt"
    story.write_text("Ferry runs\n\n" + "The ferry sailed on Monday. " * 1000)
    command = [sys.executable, "-m", "newscli", "export", "-f", str(story), "--force", "-o"]
    done = subprocess.run(
        [*command, os.path.join(tmp_path, name)],
        preexec_fn=_small_disk,
        env={**os.environ, "XDG_CACHE_HOME": "/dev/null", "PYTHONPATH": os.getcwd()},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert f"{tmp_path / name}".rstrip("/") in done.stderr.splitlines()[-1]
    assert {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")} == there


def test_a_folder_that_holds_files_is_added_to_by_force_alone(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "mine.md").write_text("mine")
    command = ("export", "--from", "seeds", "-o", f"{folder}/")
    code, _, err = run(*command)
    assert (code, "--force" in err) == (2, True)
    assert run(*command, "--force")[0] == 0
    assert len([*folder.iterdir()]) == 6
    assert (folder / "mine.md").read_text() == "mine"


def test_a_folder_takes_nothing_but_markdown(run: Run, tmp_path: Path) -> None:
    code, _, err = run("export", "--from", "seeds", "--format", "csv", "-o", f"{tmp_path}/")
    assert (code, "one file" in err) == (2, True)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.md", "a.html", "a.db"])
def test_two_exports_are_the_same_byte_for_byte(tmp_path: Path, name: str) -> None:
    def bytes_with(seed: str) -> bytes:
        file = tmp_path / f"{seed}{name}"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(tmp_path / seed)}
        command = [sys.executable, "-m", "newscli", "export", "-f", "seeds", "-o", str(file)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        return file.read_bytes()

    assert bytes_with("1") == bytes_with("2")


def test_the_ending_of_a_file_says_its_format_and_the_option_overrules_it(
    run: Run, tmp_path: Path
) -> None:
    run("export", "1", "--from", "seeds", "-o", str(tmp_path / "a.html"))
    run("export", "1", "--from", "seeds", "-o", str(tmp_path / "a"))
    run("export", "1", "--from", "seeds", "-o", str(tmp_path / "b.txt"), "--format", "csv")
    starts = [(tmp_path / name).read_text()[:9] for name in ("a.html", "a", "b.txt")]
    assert starts == ["<!DOCTYPE", '{"schema_', "id,number"]


@pytest.mark.parametrize("ending", ["txt", "pdf", "docx", "parquet", "yaml"])
def test_an_ending_that_says_nothing_is_refused_before_anything_is_read_or_written(
    run: Run, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"a.{ending}"
    code, out, err = run("export", "--from", "nowhere", "-o", str(target))
    assert (code, out, target.exists()) == (2, "", False)
    assert f"nothing is written as .{ending}; there are jsonl, json, csv" in err
    assert err.count("\n") == 1


def test_a_query_chooses_what_is_exported_and_none_is_exit_1(run: Run) -> None:
    code, out, _ = run("export", "--from", "seeds", "--query", "greenlnd")
    assert (code, [json.loads(line)["number"] for line in out.splitlines()]) == (0, [2, 4])
    assert run("export", "--from", "seeds", "--query", "xyzzyq")[:2] == (1, "")
    code, _, err = run("export", "1", "--from", "seeds", "--query", "x")
    assert (code, "do not go together" in err) == (2, True)


def test_filters_choose_what_is_exported_as_they_choose_what_is_listed(run: Run) -> None:
    def numbers(*words: str) -> list[int]:
        _, out, _ = run("export", "--from", "seeds", *words)
        return [json.loads(line)["number"] for line in out.splitlines()]

    assert numbers("--agency", "reuters") == [4]
    assert numbers("--agency", "reuters", "--agency", "AFP") == [2, 4]
    assert numbers("--source", "001_4de4d01481b5a2c9") == [5]
    assert numbers("--query", "greenland", "--agency", "reuters") == [4]
    assert run("export", "--from", "seeds", "--since", "2024")[:2] == (1, "")
    code, _, err = run("export", "1", "--from", "seeds", "--agency", "AP")
    assert (code, "choose one" in err) == (2, True)


def test_ids_from_standard_input_are_exported_in_their_order(run: Run) -> None:
    _, ids, _ = run("list", "--from", "seeds", "--ids", "--reverse")
    code, out, _ = run("export", "-", "--from", "seeds", stdin=ids)
    assert (code, [json.loads(line)["number"] for line in out.splitlines()]) == (0, [5, 4, 3, 2, 1])


ODD = (
    "# no heading", "---", "| a | b |", '"quoted, with a comma"', "* * *", "=1+1", "1) no list",
    "'", "东京 新聞社は「東京」で。", "مرحبا بالعالم", "naïve e\u0301", "> no caption", "a\u2028b",
    "<!-- newscli -->", "  ", "\\n", "Line, with (parentheses) (AP)",
)  # fmt: skip
"""Texts that mean something in one format or another."""


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.md", "notes/"])
def test_odd_articles_go_out_and_come_back_through_the_command(
    run: Run, tmp_path: Path, name: str
) -> None:
    odd = [
        Article(
            headline=text,
            paragraphs=("It began.", text, "It ended."),
            source=SOURCE,
            parts=(Part("paragraph", 3, 9),),
            evidence="container",
        )._replace(
            byline=text,
            place=text,
            date="2024-05-31",
            subheads=(Subhead(text, 1), Subhead(text, 3)),
            captions=(Caption(f"{text} (Jane Roe/AP)", "Jane Roe/AP", "AP", "2024-05-30"),),
            credits=(text, "AP"),
            id=article_id(text, ("It began.", text, "It ended.")),
            words=count_words(text) * 2 + 4,
        )
        for text in ODD
    ]
    first, second = tmp_path / "first.jsonl", os.path.join(tmp_path, name)
    with open(first, "w", encoding="utf-8") as stream:
        exports.write_to_stream(odd, exports.export_to("-", "jsonl"), stream)
    assert run("export", "--from", str(first), "-o", second)[0] == 0
    again = newscli.open_archive([second]).articles()
    assert [bare(article) for article in again] == [bare(article) for article in odd]


EVIL = "\x1b]0;owned\x07\x9b31m \u202e<script>alert(1)</script> =cmd [link](javascript:x)"


@pytest.fixture
def evil(tmp_path: Path) -> str:
    """An archive of one hostile article."""
    folder = tmp_path / "evil"
    folder.mkdir()
    text = f"Head {EVIL}line\n\nhttps://a.example/{EVIL}\n\nBody {EVIL} of the story, told.\n"
    (folder / "a.txt").write_text(text)
    return str(folder)


@pytest.mark.parametrize("format", ["jsonl", "json", "csv", "markdown", "html"])
def test_standard_output_gets_no_active_character(run: Run, evil: str, format: str) -> None:
    code, out, _ = run("export", "--from", evil, "--format", format)
    assert code == 0
    assert not set(out) & set("\x1b\x07\x9b\u202e")


def test_a_file_gets_the_text_as_it_is(run: Run, evil: str, tmp_path: Path) -> None:
    for name in ("a.csv", "a.md"):
        run("export", "--from", evil, "-o", str(tmp_path / name))
        assert "\x07\x9b31m \u202e" in (tmp_path / name).read_text()
        (article,) = newscli.open_archive([tmp_path / name]).articles()
        assert EVIL in article.paragraphs[-1]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.said += data


def test_a_page_holds_text_alone_and_loads_nothing(run: Run, evil: str, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    run("export", "--from", evil, "--from", "seeds", "-o", str(file))
    page = _Tags()
    page.feed(file.read_text(encoding="utf-8"))
    assert not {"script", "img", "link", "iframe", "b"} & set(page.tags)
    assert {link[:2] for link in page.links if link} == {"#a", "#c"}
    assert "<script>alert(1)</script>" in page.said
    assert page.tags.count("article") == 6
    assert not set(page.said) & set("\x1b\x07\x9b\u202e")


def test_a_database_has_articles_paragraphs_and_captions(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    run("export", "--from", "seeds", "-o", str(file))
    with sqlite3.connect(file) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
        assert {"articles", "paragraphs", "captions"} <= tables
        assert [*db.execute("SELECT number FROM articles ORDER BY number")] == [
            (number,) for number in range(1, 6)
        ]
        joined = db.execute(
            "SELECT a.number, count(*) FROM articles a JOIN paragraphs p ON p.article = a.id "
            "GROUP BY 1 ORDER BY 1"
        )
        assert [*joined] == [(1, 16), (2, 11), (3, 6), (4, 9), (5, 7)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (credit,) = db.execute(
            "SELECT credit FROM captions JOIN articles ON id = article WHERE number = 4"
        ).fetchone()
        assert credit == "Reuters"


def test_a_database_goes_through_a_pipe_but_not_onto_a_terminal(run: Run, tmp_path: Path) -> None:
    command = ("export", "--from", "seeds", "--format", "sqlite")
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "newscli", *command], env=environment, capture_output=True
    )
    assert done.stdout.startswith(b"SQLite format 3\0")
    code, out, err = run(*command, width=80)
    assert (code, out, "-o" in err) == (2, "", True)


def test_an_article_named_twice_is_once_in_a_database(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    assert run("export", "1", "2", "1", "--from", "seeds", "-o", str(file))[0] == 0
    with sqlite3.connect(file) as db:
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (2,)


def test_an_export_stops_midway_without_a_trace(tmp_path: Path) -> None:
    def broken() -> Iterator[Article]:
        yield next(iter(newscli.open_archive(["seeds"]).articles()))
        raise KeyboardInterrupt

    for name in ("a.csv", "a.xlsx", "notes/"):
        with pytest.raises(KeyboardInterrupt):
            exports.write_to_file(
                broken(),
                exports.export_to(name, None),
                f"{tmp_path}/{name}",
                force=False,
            )
    assert [path.name for path in tmp_path.iterdir() if path.name != "cache"] == []


# Workbooks and samples


def rows_of(file: Path) -> list[list[str]]:
    """The cells of a workbook's sheet, as the XML has them."""
    with zipfile.ZipFile(file) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - ours
    assert not [*sheet.findall(".//{*}f")], "a text was taken for a formula"
    return [
        ["".join(cell.itertext()) for cell in row.findall("{*}c")]
        for row in sheet.findall(".//{*}row")
    ]


def test_a_workbook_loads_back_the_same(tmp_path: Path, run: Run) -> None:
    book = tmp_path / "a.xlsx"
    run("export", "--from", "seeds", "-o", str(book))
    wanted, found = ([*newscli.open_archive([one]).articles()] for one in ("seeds", book))
    assert [bare(a) for a in found] == [bare(a) for a in wanted]
    assert traced(found, wanted)


def test_a_workbook_has_the_rows_of_the_table_and_takes_no_text_for_anything_else(
    run: Run, tmp_path: Path
) -> None:
    source, book = tmp_path / "a.txt", tmp_path / "a.xlsx"
    source.write_text("=1+1 Sums Up the Day\n\nhttp://example.org/ said so\x07 & <more>.\n")
    assert run("export", "--from", str(source), "-o", str(book))[0] == 0
    head, *rows = rows_of(book)
    text = run("export", "--from", str(source), "--format", "csv")[1]
    assert ",".join(head) == text.splitlines()[0]
    assert len(rows) == 1
    assert any("=1+1 Sums Up the Day" in cell for cell in rows[0])
    assert any("http://example.org/ said so" in cell for cell in rows[0])


def test_a_text_that_no_cell_holds_is_cut_and_that_is_told(run: Run, tmp_path: Path) -> None:
    source, book = tmp_path / "a.txt", tmp_path / "a.xlsx"
    source.write_text("A Headline\n\n" + "😀 words of it. " * 5_000 + "\n")
    code, _, err = run("export", "--from", str(source), "-o", str(book))
    assert code == 0
    assert "1 text cut, as a cell of xlsx holds no more" in err
    longest = max((cell for row in rows_of(book) for cell in row), key=len)
    assert len(longest.encode("utf-16-le")) <= 2 * 32_767
    assert "cut: a cell holds no more" in longest


def test_an_export_without_its_library_says_how_to_get_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "newscli.outputs.workbook", raising=False)
    code, _, err = run("export", "--from", "seeds", "-o", str(tmp_path / "a.xlsx"))
    assert (code, [*tmp_path.glob("*.xlsx")]) == (2, [])
    assert err == "newscli: xlsx needs newscli[xlsx]: pip install 'newscli[xlsx]'\n"


def test_a_sample_is_drawn_by_its_seed_and_keeps_the_order(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "news"
    source.mkdir()
    for index in range(40):
        (source / f"{index:02}.txt").write_text(f"Headline {index}\n\nStory number {index}.\n")

    def drawn(*words: str) -> list[int]:
        code, out, _ = run("export", "--from", str(source), *words)
        assert code == 0
        return [int(line.partition('"number": ')[2].split(",")[0]) for line in out.splitlines()]

    first = drawn("--sample", "7")
    assert len(first) == 7
    assert first == sorted(first) == drawn("--sample", "7", "--seed", "0")
    assert first != drawn("--sample", "7", "--seed", "1")
    assert drawn("--sample", "99") == drawn()
    assert set(drawn("--sample", "2", "3", "9", "4")) < {3, 4, 9}


@pytest.mark.parametrize(("name", "dialect"), [("csv", "excel"), ("tsv", "excel-tab")])
def test_a_table_on_standard_output_has_its_columns(name: str, dialect: str, run: Run) -> None:
    code, out, _ = run("export", "--from", "seeds", "--format", name)
    header, *rows = csv.reader(io.StringIO(out), dialect=dialect)
    assert (code, tuple(header)) == (0, table.COLUMNS)
    assert {len(row) for row in rows} == {len(header)}


def test_an_article_that_was_exported_says_where_it_stood(run: Run, tmp_path: Path) -> None:
    target = os.path.join(tmp_path, "a.md")
    run("export", "--from", "seeds", "-o", target)
    _, out, _ = run("read", "2", "--from", target, width=100)
    assert "exported from seeds/000_95a98d30609874d8.txt:46-77" in out
