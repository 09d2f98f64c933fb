"""What is told while documents are loaded, and where."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from newscli.archive import Archive
from newscli.errors import UsageError
from newscli.terminal import progress
from newscli.terminal.progress import LoadProgress


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loads are told of however short they are."""
    monkeypatch.setattr(progress, "SILENT", -1.0)
    monkeypatch.setattr(progress, "UNWATCHED", -1.0)
    monkeypatch.setattr(progress, "REFRESHED", -1.0)


def told(stream: io.StringIO, *, complete: bool = True, **environ: str) -> str:
    """What a load of two documents writes to a stream."""
    watcher = LoadProgress(stream, environ)
    watcher.begin(2_000_000)
    watcher.advance(1_000_000, 1, 3)
    watcher.advance(1_000_000, 1, 1)
    watcher.conclude()
    watcher.end(complete=complete)
    return stream.getvalue()


@pytest.mark.usefixtures("_at_once")
def test_nothing_moves_off_a_terminal() -> None:
    for stream in (io.StringIO(), Terminal()):
        lines = told(stream, TERM="dumb").splitlines()
        assert len(lines) == 1
        assert lines[0].startswith("newscli: loaded 4 articles from 2 documents, 2.0 MB in ")


@pytest.mark.usefixtures("_at_once")
def test_a_terminal_gets_a_bar_and_its_cursor_back() -> None:
    written = told(Terminal(), TERM="xterm-256color", COLUMNS="100")
    assert "1.0/2.0 MB" in written
    assert "3 articles" in written
    assert written.rindex("\x1b[?25h") > written.rindex("\x1b[?25l")
    assert written.splitlines()[-1].endswith("MB/s)")


@pytest.mark.usefixtures("_at_once")
def test_a_load_that_is_broken_off_ends_without_a_word() -> None:
    assert told(io.StringIO(), complete=False) == ""
    written = told(Terminal(), complete=False, TERM="xterm-256color")
    assert "loaded" not in written
    assert written.rindex("\x1b[?25h") > written.rindex("\x1b[?25l")


def test_a_short_load_is_not_told_of() -> None:
    assert told(Terminal(), TERM="xterm-256color") == ""


@pytest.mark.usefixtures("_at_once")
def test_a_load_is_summed_up_on_standard_error(run: Callable[..., tuple[int, str, str]]) -> None:
    _, out, err = run("list", "--from", "seeds")
    assert len(out.splitlines()) == 5
    assert err.startswith("newscli: loaded 5 articles from 2 documents, ")
    assert run("list", "--from", "seeds") == (0, out, "")


# How documents are to be read


def test_each_line_can_be_an_article(run: Callable[..., tuple[int, str, str]]) -> None:
    text = "Headline of It\n\nA paragraph that says more.\n"
    for words in (("--split", "lines"), ("--format", "lines")):
        code, out, _ = run("list", "--from", "-", *words, stdin=text)
        assert (code, out.count("\n")) == (0, 2)
    assert run("list", "--from", "-", stdin=text)[1].count("\n") == 1


def test_ways_of_reading_have_indexes_of_their_own(
    run: Callable[..., tuple[int, str, str]],
) -> None:
    for _ in range(2):
        assert run("list", "--from", "seeds")[1].count("\n") == 5
        assert run("list", "--from", "seeds", "--split", "lines")[1].count("\n") > 50


def test_an_unknown_format_is_told_with_those_there_are(
    run: Callable[..., tuple[int, str, str]],
) -> None:
    code, out, err = run("list", "--format", "docx")
    assert (code, out) == (2, "")
    assert "docx" in err
    assert "markdown" in err
    with pytest.raises(UsageError, match="markdown"):
        Archive(["seeds"], None, format="docx").counts()


@pytest.mark.parametrize("width", [56, 80, 100])
def test_the_bar_stands_in_one_line(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    bar = progress._bar(Terminal())
    bar.add_task("", total=28_000_000, completed=13_400_000, articles="19,287 articles")
    with bar.console.capture() as capture:
        bar.console.print(bar.get_renderable())
    assert len(capture.get().strip().splitlines()) == 1
    assert "19,287 articles" in capture.get()
