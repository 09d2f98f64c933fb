"""How results leave: what a stream gets, byte for byte where others rely on it."""

from __future__ import annotations

import io
import json
import os
import shlex
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli import outputs
from newscli.errors import NewscliError
from newscli.outputs import structured
from newscli.records import (
    Answer,
    Article,
    Caption,
    Corpus,
    Hit,
    Marked,
    Part,
    Repair,
    Source,
    Subhead,
    Summary,
)
from newscli.terminal import display
from newscli.terminal.display import Display
from newscli.terminal.pager import page, show

ARTICLE = Article(
    headline="Ferry Loses Power",
    paragraphs=("The harbour was closed.", "Nobody was hurt."),
    source=Source("news/ferry.txt", "text", "utf-8", 3, 9),
    parts=(Part("headline", 3, 3), Part("paragraph", 5, 9)),
    evidence="whole-file",
    byline="Jo Doe",
    place="OSLO",
    date="2024-06-27",
    publisher="Herald",
    captions=(Caption("The quay (dpa)", "dpa", "dpa", "2024-06-26"),),
    subheads=(Subhead("What next", 1), Subhead("The end", 2)),
    credits=("dpa",),
    other=("TT",),
    id="0123456789abcdef",
    number=7,
    words=9,
)
SUMMARY = Summary(
    7, "0123456789abcdef", "Ferry Loses Power", False, "news/ferry.txt", "Herald", None, None, 9
)
HIT = Hit(
    ARTICLE,
    93.96,
    Marked("Ferry Loses Power", ((0, 5), (12, 17))),
    Marked("…the ferry…", ((5, 10),)),
    (Repair("fery", "Ferry", 1),),
    (("headline", 1), ("body", 2)),
    ("oslo",),
)
ANSWER = Answer("fery oslo", (HIT,), 3, (Repair("fery", "Ferry", 1),), has_all=False)
CORPUS = Corpus(2, 9, "00c0ffee")
DARK = Display(True, 80, True, "dark", False, "truecolor")


class Stream(io.StringIO):
    """A text stream that says of itself what it is told to."""

    def __init__(self, terminal: bool = False, encoding: str = "utf-8") -> None:
        super().__init__()
        self._terminal = terminal
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return self._terminal


def written(write: Callable[..., None], *arguments: object, **options: object) -> str:
    stream = Stream()
    write(*arguments, stream, **options)
    return stream.getvalue()


# --- what a stream can show -------------------------------------------------------------------


def seen(terminal: bool = True, environ: dict[str, str] | None = None, **asked: Any) -> Display:
    encoding = asked.pop("encoding", "utf-8")
    environ = {"TERM": "xterm-256color"} | (environ or {})
    return display(Stream(terminal, encoding), environ=environ, **asked)


def test_a_terminal_gets_pages_in_colour() -> None:
    assert seen() == Display(True, 80, True, "auto", False, "256")


def test_a_pipe_gets_lines_without_colour() -> None:
    assert seen(terminal=False) == Display(False, 80, False, "none", False, None)


def test_plain_makes_lines_on_a_terminal_too() -> None:
    assert seen(plain=True).terminal is False
    assert seen(plain=True).color is False


@pytest.mark.parametrize(
    ("terminal", "color", "environ", "colored"),
    [
        (True, "auto", {}, True),
        (True, "auto", {"NO_COLOR": "1"}, False),
        (True, "auto", {"NO_COLOR": ""}, True),
        (True, "auto", {"TERM": "dumb"}, False),
        (True, "auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        (True, "auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (True, "never", {"FORCE_COLOR": "1"}, False),
        (True, "always", {"NO_COLOR": "1"}, True),
        (False, "auto", {}, False),
        (False, "auto", {"FORCE_COLOR": "1"}, True),
        (False, "auto", {"FORCE_COLOR": ""}, False),
        (False, "auto", {"CLICOLOR_FORCE": "1"}, True),
        (False, "auto", {"CLICOLOR_FORCE": "0"}, False),
        (False, "always", {}, True),
    ],
)
def test_when_colour_is_sent(
    terminal: bool, color: str, environ: dict[str, str], colored: bool
) -> None:
    shown = seen(terminal, environ, color=color)
    assert shown.color is colored
    assert shown.terminal is terminal
    assert shown.theme == "none" or colored


@pytest.mark.parametrize(
    ("term", "asked", "theme"),
    [
        ("xterm", "auto", "none"),
        ("xterm", "light", "none"),
        ("linux", "dark", "dark"),
        ("xterm-256color", "light", "light"),
    ],
)
def test_sixteen_colours_are_used_on_a_dark_ground_alone(term: str, asked: str, theme: str) -> None:
    assert seen(environ={"TERM": term}, theme=asked).theme == theme


def test_without_colour_a_terminal_keeps_bold_and_underline() -> None:
    assert seen(environ={"NO_COLOR": "1"}).colors == "256"
    assert seen(color="never").colors == "256"


def test_a_dumb_terminal_gets_no_control_sequence() -> None:
    assert seen(environ={"TERM": "dumb"}).colors is None


@pytest.mark.parametrize(
    ("environ", "colors"),
    [
        ({"COLORTERM": "truecolor"}, "truecolor"),
        ({"COLORTERM": "24bit"}, "truecolor"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm"}, "standard"),
        ({"TERM": "xterm-kitty"}, "truecolor"),
    ],
)
def test_a_terminal_gets_the_colours_it_has(environ: dict[str, str], colors: str) -> None:
    assert seen(environ=environ).colors == colors


@pytest.mark.parametrize(
    ("columns", "width"), [("123", 123), ("", 80), ("0", 80), ("-5", 80), ("wide", 80), ("²", 80)]
)
def test_the_width_is_columns_or_80(columns: str, width: int) -> None:
    assert seen(environ={"COLUMNS": columns}).width == width


@pytest.mark.parametrize(
    ("encoding", "plain"),
    [("utf-8", False), ("UTF8", False), ("ascii", True), ("latin-1", True), ("cp1252", True)],
)
def test_a_stream_that_is_not_utf8_gets_ascii(encoding: str, plain: bool) -> None:
    assert seen(encoding=encoding).ascii is plain


def test_ascii_can_be_asked_for() -> None:
    assert seen(ascii=True).ascii is True


def test_the_theme_is_the_flag_or_the_environment() -> None:
    assert seen(environ={"NEWSCLI_THEME": "light"}).theme == "light"
    assert seen(environ={"NEWSCLI_THEME": "light"}, theme="dark").theme == "dark"


def test_an_unknown_theme_is_told_with_those_there_are() -> None:
    with pytest.raises(NewscliError, match=r"drak.*auto, dark, light, none"):
        seen(environ={"NEWSCLI_THEME": "drak"})


# --- lines ------------------------------------------------------------------------------------


def test_a_line_of_a_list() -> None:
    assert written(outputs.write_list_plain, [SUMMARY]) == (
        "7\tFerry Loses Power\tnews/ferry.txt\t\t9\t0123456789abcdef\n"
    )


def test_a_line_of_an_answer() -> None:
    assert written(outputs.write_answer_plain, ANSWER) == (
        "7\tFerry Loses Power\tnews/ferry.txt\t2024-06-27\t94.0\t0123456789abcdef\n"
    )


def test_an_approximate_answer_says_so_in_a_pipe() -> None:
    assert "very many" in outputs.understood(ANSWER._replace(approximate=True))
    assert "very many" not in outputs.understood(ANSWER)


def test_matches_in_lines_are_marked_when_colour_is_asked_for() -> None:
    line = written(outputs.write_answer_plain, ANSWER, color=True)
    assert line.split("\t")[1] == "\x1b[1;4mFerry\x1b[0m Loses \x1b[1;4mPower\x1b[0m"


def test_ids_are_one_a_line() -> None:
    assert written(outputs.write_ids, ["a1", "b2"]) == "a1\nb2\n"


@given(st.text(st.characters()), st.text(st.characters()), st.text(st.characters()) | st.none())
def test_any_record_is_one_line_of_six_fields(headline: str, path: str, date: str | None) -> None:
    row = SUMMARY._replace(headline=headline, path=path, date=date)
    article = ARTICLE._replace(
        headline=headline, date=date, source=ARTICLE.source._replace(path=path)
    )
    found = HIT._replace(article=article, headline=Marked(headline))
    for line in (
        written(outputs.write_list_plain, [row]),
        written(outputs.write_answer_plain, Answer("q", (found,), 1)),
    ):
        assert line.count("\n") == line.splitlines(keepends=True).__len__() == 1
        assert line.count("\t") == 5
        assert "\x1b" not in line
        line.encode()


def test_lines_in_ascii_are_ascii() -> None:
    row = SUMMARY._replace(headline="‘Mistake’ – Łódź", path="日.txt")
    stream = Stream()
    outputs.write_list_plain([row], cast(TextIO, outputs.Ascii(stream)))
    assert stream.getvalue() == "7\t'Mistake' - Lodz\t?.txt\t\t9\t0123456789abcdef\n"


def test_how_a_query_was_understood_is_one_line() -> None:
    assert outputs.understood(ANSWER) == "fery ≈ Ferry; no article has all the words"
    assert outputs.understood(Answer("x", (), 0, (), (("Kremlin", 2),))) == (
        "nothing found; there is Kremlin (2)"
    )
    assert outputs.understood(ANSWER._replace(hits=(), total=0, repairs=(), has_all=True)) == (
        "nothing found"
    )


def test_an_article_as_text() -> None:
    assert written(outputs.write_articles_plain, [ARTICLE]) == (
        "Ferry Loses Power\n\n"
        "Jo Doe · Herald · OSLO · 2024-06-27\n\n"
        "The quay (dpa)\n\n"
        "The harbour was closed.\n\n"
        "What next\n\n"
        "Nobody was hurt.\n\n"
        "The end\n"
    )


def test_a_derived_headline_is_not_repeated_in_text() -> None:
    bare = Article("Nobody…", ("Nobody was hurt.",), ARTICLE.source, (), "", headline_derived=True)
    assert written(outputs.write_articles_plain, [bare]) == "Nobody was hurt.\n"


def test_articles_as_text_are_parted_by_more_than_paragraphs_are() -> None:
    bare = Article("H", ("One.", "Two."), ARTICLE.source, (), "")
    assert written(outputs.write_articles_plain, [bare, bare]) == (
        "H\n\nOne.\n\nTwo.\n\n\n\nH\n\nOne.\n\nTwo.\n"
    )


# --- JSON -------------------------------------------------------------------------------------


def test_a_record_has_the_documented_keys_in_their_order() -> None:
    record = structured.record(ARTICLE)
    assert list(record) == [
        "schema_version",
        "id",
        "number",
        "headline",
        "headline_derived",
        "byline",
        "place",
        "date",
        "language",
        "url",
        "publisher",
        "section",
        "paragraphs",
        "subheads",
        "captions",
        "credits",
        "other",
        "words",
        "source",
        "parts",
        "evidence",
        "cut",
        "confidence",
        "topics",
    ]
    assert record["schema_version"] == 1
    assert record["subheads"][0] == {"text": "What next", "before": 1}
    assert record["captions"] == [
        {"text": "The quay (dpa)", "credit": "dpa", "agency": "dpa", "date": "2024-06-26"}
    ]
    assert list(record["source"]) == [
        *("path", "format", "encoding", "first_line", "last_line", "origin")
    ]
    assert record["parts"][0] == {"role": "headline", "first_line": 3, "last_line": 3}
    assert record["language"] is None


def test_a_record_holds_every_field_of_an_article() -> None:
    fields = {*Article._fields}
    tagged = structured.record(ARTICLE._replace(tags=("keep", "read")))
    assert set(tagged) == fields | {"schema_version"}
    assert tagged["tags"] == ["keep", "read"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_articles_as_json_are_one_object(count: int) -> None:
    whole = json.loads(written(structured.write_articles_json, [ARTICLE] * count))
    assert whole == {"schema_version": 1, "articles": [structured.record(ARTICLE)] * count}


def test_articles_as_json_are_written_as_they_come() -> None:
    stream = Stream()
    lengths = []

    def articles() -> Any:
        for _ in range(3):
            lengths.append(len(stream.getvalue()))
            yield ARTICLE

    structured.write_articles_json(articles(), stream)
    assert lengths == sorted(set(lengths))


def test_jsonl_is_one_record_a_line() -> None:
    lines = written(structured.write_jsonl, [ARTICLE, ARTICLE]).splitlines()
    assert [json.loads(line) for line in lines] == [structured.record(ARTICLE)] * 2


def test_an_answer_as_json() -> None:
    assert json.loads(written(structured.write_answer_json, ANSWER, CORPUS, {7: 3})) == {
        "schema_version": 1,
        "query": "fery oslo",
        "reading": "",
        "notes": [],
        "matching": 0,
        "widened": [],
        "understood": [],
        "repairs": [{"word": "fery", "to": "Ferry", "edits": 1}],
        "corpus": {"documents": 2, "articles": 9, "fingerprint": "00c0ffee"},
        "total": 3,
        "approximate": False,
        "sort": "best",
        "offset": 0,
        "hits": [
            {
                "article": structured.record(ARTICLE),
                "score": 93.96,
                "tier": "exact",
                "relevance": 0.0,
                "parts": [],
                "headline_share": 0.0,
                "widened": 0.0,
                "coverage": 1.0,
                "headline": {"text": "Ferry Loses Power", "marks": [[0, 5], [12, 17]]},
                "snippet": {"text": "…the ferry…", "marks": [[5, 10]]},
                "fields": {"headline": 1, "body": 2},
                "matches": [],
                "repairs": [{"word": "fery", "to": "Ferry", "edits": 1}],
                "missing": ["oslo"],
                "same_story_as": 3,
            }
        ],
        "suggestions": [],
    }


def test_an_answer_without_hits_as_json() -> None:
    nothing = Answer("x", (), 0, (), (("Kremlin", 2),))
    told = json.loads(written(structured.write_answer_json, nothing, CORPUS, {}))
    assert (told["total"], told["hits"]) == (0, [])
    assert told["suggestions"] == [{"word": "Kremlin", "articles": 2}]


ANY = st.text(st.characters()).filter(lambda text: text == json.loads(json.dumps(text)))


@given(ANY, ANY, st.sampled_from(["utf-8", "ascii", "latin-1"]))
def test_json_loses_nothing_and_holds_no_active_byte(
    headline: str, paragraph: str, encoding: str
) -> None:
    article = ARTICLE._replace(headline=headline, paragraphs=(paragraph,), id=headline)
    for write in (structured.write_jsonl, structured.write_articles_json):
        stream = Stream(encoding=encoding)
        write([article], stream)
        text = stream.getvalue()
        text.encode(encoding)
        assert not any(char in text for char in "\x1b\x7f\x9b\u202e\u2066\u2028\ud800\U000e0041")
        loaded = json.loads(text)
        record = loaded["articles"][0] if "articles" in loaded else loaded
        assert record == structured.record(article)


def test_json_keeps_letters_readable() -> None:
    article = ARTICLE._replace(headline="Łódź 日本")
    assert "Łódź 日本" in written(structured.write_jsonl, [article])


# --- pages and the pager ----------------------------------------------------------------------


class Page:
    """A page of that many lines."""

    def __init__(self, lines: int) -> None:
        self.lines = lines
        self.drawn = 0

    def __rich_console__(self, console: Any, options: Any) -> Any:
        from rich.text import Text

        for number in range(self.lines):
            self.drawn += 1
            yield Text(f"line {number}", style="match")


def pager(tmp_path: Path, script: str) -> str:
    """A pager that runs a line of Python with `seen` as the file to leave a trace in."""
    program = tmp_path / "pager"
    trace = tmp_path / "seen"
    program.write_text(
        f"#!{sys.executable}\nimport sys, os\nseen = open({str(trace)!r}, 'w')\n{script}\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return shlex.quote(str(program))


def paged(tmp_path: Path, lines: int, environ: dict[str, str], **options: Any) -> tuple[str, str]:
    """What reached standard output, and what the pager saw."""
    out = tmp_path / "out"
    with out.open("w+", encoding="utf-8") as stream:
        page([Page(lines)], DARK, stream, {"LINES": "24", **environ}, **options)
    trace = tmp_path / "seen"
    return out.read_text(), trace.read_text() if trace.exists() else ""


COPY = "seen.write(sys.stdin.read())"


def test_a_page_that_does_not_fit_goes_to_the_pager_with_its_styles(tmp_path: Path) -> None:
    out, seen = paged(tmp_path, 30, {"NEWSCLI_PAGER": pager(tmp_path, COPY)})
    assert out == ""
    assert seen.count("\n") == 30
    assert "\x1b[1;4;" in seen


def test_a_page_that_fits_does_not(tmp_path: Path) -> None:
    out, seen = paged(tmp_path, 23, {"NEWSCLI_PAGER": pager(tmp_path, COPY)})
    assert (out.count("\n"), seen) == (23, "")


def test_no_pager_is_used_when_none_is_wanted(tmp_path: Path) -> None:
    command = pager(tmp_path, COPY)
    for environ in ({"NEWSCLI_PAGER": "", "PAGER": command}, {"PAGER": "cat"}, {"PAGER": " "}):
        out, seen = paged(tmp_path, 30, environ)
        assert (out.count("\n"), seen) == (30, "")
    out, seen = paged(tmp_path, 30, {"PAGER": command}, pager=False)
    assert (out.count("\n"), seen) == (30, "")


def test_our_own_pager_setting_comes_first(tmp_path: Path) -> None:
    out, seen = paged(tmp_path, 30, {"NEWSCLI_PAGER": pager(tmp_path, COPY), "PAGER": "false"})
    assert (out, seen.count("\n")) == ("", 30)


@pytest.mark.parametrize(
    "command", ["/nonexistent/pager", "'open quote", "false", f"{sys.executable} -c 'exit(3)'"]
)
def test_a_pager_that_fails_loses_nothing(tmp_path: Path, command: str) -> None:
    out, _ = paged(tmp_path, 20_000, {"PAGER": command})
    assert out.count("\n") == 20_000


def test_a_pager_that_is_left_early_is_no_failure(tmp_path: Path) -> None:
    out, seen = paged(
        tmp_path, 20_000, {"PAGER": pager(tmp_path, "seen.write(sys.stdin.readline())")}
    )
    assert out == ""
    assert "line 0" in seen


def test_no_more_is_drawn_when_the_pager_is_left(tmp_path: Path) -> None:
    endless = Page(10_000_000)
    script = "for _ in range(24): seen.write(sys.stdin.readline())"
    with (tmp_path / "out").open("w", encoding="utf-8") as stream:
        environ = {"LINES": "24", "PAGER": pager(tmp_path, script)}
        page([endless], DARK, stream, environ)
    assert (tmp_path / "seen").read_text().count("\n") == 24
    assert endless.drawn < 100_000


def test_the_first_screen_waits_for_no_other_line(tmp_path: Path) -> None:
    class Slow(Page):
        def __rich_console__(self, console: Any, options: Any) -> Any:
            yield from super().__rich_console__(console, options)
            for _ in range(1_000):
                trace = tmp_path / "seen"
                if trace.exists() and "line 23" in trace.read_text():
                    return
                time.sleep(0.01)
            raise AssertionError("the pager has not been given what was drawn")

    script = "for line in sys.stdin: seen.write(line); seen.flush()"
    with (tmp_path / "out").open("w", encoding="utf-8") as stream:
        environ = {"LINES": "24", "PAGER": pager(tmp_path, script)}
        page([Slow(26)], DARK, stream, environ)


def test_a_pager_is_not_run_by_a_shell(tmp_path: Path) -> None:
    command = pager(tmp_path, "seen.write(repr(sys.argv[1:])); sys.stdin.read()")
    _, seen = paged(tmp_path, 30, {"PAGER": f"{command} '$(id)' ; echo -x"})
    assert seen == "['$(id)', ';', 'echo', '-x']"


def test_less_is_told_to_let_styles_through_and_to_leave_short_text_be(tmp_path: Path) -> None:
    pager(tmp_path, "seen.write(f\"{sys.argv[1:]} {os.environ['LESS']}\"); sys.stdin.read()")
    (tmp_path / "pager").rename(tmp_path / "less")
    path = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    assert paged(tmp_path, 30, path)[1] == "['-R'] FRX"
    assert paged(tmp_path, 30, {**path, "PAGER": "less -S", "LESS": "i"})[1] == "['-R', '-S'] i"


def test_a_listing_imports_no_rich() -> None:
    code = (
        "import io, sys; from newscli import outputs, terminal; "
        "terminal.display(sys.stdout, environ={}); outputs.write_list_plain([], io.StringIO()); "
        "sys.exit(any(m.split('.')[0] in ('rich', 'subprocess') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_show_writes_as_it_lays_out() -> None:
    stream = Stream(terminal=True)
    show(Page(2), DARK._replace(colors=None), stream)
    assert stream.getvalue() == "line 0\nline 1\n"
