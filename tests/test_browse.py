"""The browser, driven by keys: what it finds, shows and does, at any size and in any theme."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newscli
from newscli.errors import BusyIndexError, UsageError
from newscli.records import Marked
from newscli.screen.measure import cells
from newscli.search import Filters

pytest.importorskip("textual")

from newscli.browse import require, window
from newscli.browse.app import Browser
from newscli.browse.finding import Wish, found
from newscli.browse.library import Library, Question
from newscli.browse.paper import Paper
from newscli.browse.rows import Row, Rows, two_lines
from newscli.choices import ORDERS, THEMES, names
from newscli.terminal.display import Display
from tests.terminals import PATIENCE

HOUR = 3600.0  # seconds
HOPS = 3  # messages of which each sends for the next, from a key to what it brings about
ROUNDS = 2  # in which nothing new was asked, until nothing more can come of a key


class Counting(Library):
    """A library that counts what it is asked."""

    asked = 0

    def ask(self, kind: str, question: Question) -> None:
        self.asked += 1
        super().ask(kind, question)


class Session:
    """A browser and the keyboard before it."""

    def __init__(self, app: Browser, library: Counting, pilot: Any) -> None:
        self.app, self._library, self._pilot = app, library, pilot

    async def press(self, *keys: str) -> None:
        """Press the keys, and wait after each until all that it brought about is shown."""
        for key in keys:
            await self._pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Press the keys of a text one behind the other, and wait after the last."""
        await self._pilot.press(*({" ": "space"}.get(letter, letter) for letter in text))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        await self._pilot.resize_terminal(width, height)
        await self.until(lambda: len(self.lines()) == height)
        await self.settle()

    async def click(self, x: int, y: int, times: int = 1) -> None:
        await self._pilot.click(offset=(x, y), times=times)
        await self.settle()

    async def handled(self, _: float) -> None:
        """Wait until no message is under way."""
        for _hop in range(HOPS):
            await self._pilot._wait_for_screen()

    async def settle(self) -> None:
        """Wait until no question is open and no message under way, be it sent for by another."""
        quiet = 0
        while quiet < ROUNDS:
            asked = self._library.asked
            idle = Event()
            Library.ask(self._library, "idle", lambda archive, idle=idle: idle.set())  # type: ignore[misc]
            await asyncio.to_thread(idle.wait, 30)
            await self._pilot.pause()
            quiet = quiet + 1 if asked == self._library.asked else 0

    async def until(self, fact: Callable[[], bool]) -> None:
        """Wait until something is so that comes of itself."""
        async with asyncio.timeout(PATIENCE):
            while not fact():
                await asyncio.sleep(0.01)
                await self.settle()

    def lines(self) -> list[str]:
        """What the terminal shows."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    def text(self) -> str:
        return "\n".join(self.lines())

    def styles(self, text: str) -> list[Any]:
        """The style of each piece on the screen that holds the text."""
        strips = self.app.screen._compositor.render_strips()
        return [piece.style for strip in strips for piece in strip if text in piece.text]

    def numbers(self) -> list[int]:
        return list(self.app.window.headlines.rows.numbers)

    @property
    def mode(self) -> str:
        return self.app.window.mode

    @property
    def selected(self) -> int:
        row = self.app.window.headlines.row
        assert row
        return row.number

    def region(self, part: str) -> Any:
        """Where a part stands; None when it does not."""
        widget = self.app.screen.query_one(f"#{part}")
        return widget.region if widget.region.area and widget.is_on_screen else None


@asynccontextmanager
async def session(
    *paths: str | Path,
    query: str = "",
    size: tuple[int, int] = (120, 34),
    theme: str = "dark",
    painted: bool = True,
    ascii: bool = False,
    filters: Filters | None = None,
) -> Any:
    library = Counting(newscli.open_archive(list(paths or ("seeds",))))
    library.wait()
    app = Browser(library, Wish(query, filters=filters), Paper(theme, painted=painted, ascii=ascii))
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(window, "MOMENT", HOUR)  # words stay to be read, however slow all is
            async with app.run_test(size=size) as pilot:
                here = Session(app, library, pilot)
                # Textual waits twice after each key until the process rests, by the clock.
                for module in ("app", "pilot"):
                    patch.setattr(f"textual.{module}.wait_for_idle", here.handled)
                await here.settle()
                yield here
    finally:
        close(library)


def close(library: Library) -> None:
    """Let the library's thread close the archive and end, as no process does that for it."""
    Library.ask(library, "close", lambda archive: archive.close())
    while library._questions:
        sleep(0.001)
    library.close()
    library._thread.join(30)


def drive(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """The test, run in a loop of its own."""

    def run(**arguments: Any) -> None:
        asyncio.run(test(**arguments))  # type: ignore[arg-type]

    run.__name__, run.__doc__ = test.__name__, test.__doc__
    import inspect

    run.__signature__ = inspect.signature(test)  # type: ignore[attr-defined]
    return run


def answered(query: str) -> list[int]:
    hits = newscli.open_archive(["seeds"]).search(query)
    return [hit.article.number for hit in hits]


# Finding


@drive
async def test_all_articles_are_listed_before_anything_is_typed() -> None:
    async with session() as here:
        assert here.numbers() == [1, 2, 3, 4, 5]
        assert "Italian PM Calls Threatened US Tariffs" in here.text()
        assert here.mode == "typing"


@pytest.mark.parametrize(
    "query", ["kremln", "melonni tarifs", "greenland -meloni", "headline:nato"]
)
@drive
async def test_what_is_typed_is_answered_as_search_answers_it(query: str) -> None:
    async with session() as here:
        await here.type(query)
        assert here.numbers() == answered(query) != []


@drive
async def test_a_repair_and_the_counts_stand_beside_the_query() -> None:
    async with session(query="kremln") as here:
        (head,) = [line for line in here.lines() if "❯" in line]
        assert "❯ kremln" in head
        assert "≈ Kremlin  2/5" in head


@drive
async def test_a_word_that_is_still_being_typed_counts_as_the_beginning_of_one() -> None:
    async with session() as here:
        await here.type("rasmu")
        assert here.numbers() == answered("rasmussen")
        assert "≈" not in here.text()
        await here.type("sn")  # no word begins so: a slip
        assert here.numbers() == answered("rasmusn") == answered("rasmussen")
        assert "≈" in here.text()


@drive
async def test_one_letter_changes_nothing_yet_and_signs_are_no_query() -> None:
    async with session() as here:
        for text in ("z", '"', "-"):
            await here.type(text)
            assert here.numbers() == [1, 2, 3, 4, 5], text
            await here.press("ctrl+u")


@drive
async def test_nothing_found_is_said_where_the_list_would_be() -> None:
    async with session() as here:
        await here.type("xyzzyq")
        assert here.numbers() == []
        assert "No match." in here.text()
        await here.press("enter")
        assert here.mode == "typing"  # there is nothing to read


@drive
async def test_a_query_that_is_too_long_is_refused_in_the_list() -> None:
    async with session(query="word " * 4000) as here:
        assert "query too long" in here.text()


def test_every_order_is_the_one_that_list_has(tmp_path: Path) -> None:
    for index, date in enumerate(("2024-05-02", "2023-01-01", "2025-12-31")):
        text = f"Headline {chr(99 - index)}\n\nOslo, {date} - Rain.\n\nMore rain.\n"
        (tmp_path / f"{index}.txt").write_text(text)
    archive = newscli.open_archive([tmp_path])
    for order in names(ORDERS):
        result = found(archive, Wish(sort=order))
        assert result
        assert list(result.rows.numbers) == archive.numbers(order)
        searched = found(archive, Wish("rain", order))
        assert searched
        assert list(searched.rows.numbers) == archive.numbers(order)


@drive
async def test_a_key_goes_round_the_orders_and_back_to_the_best_first() -> None:
    async with session(query="russia") as here:
        best = here.numbers()
        seen = []
        for _ in range(len(ORDERS) + 1):
            await here.press("ctrl+r")
            seen.append(here.app._wish.order)
        assert seen == [*names(ORDERS), "best"]
        assert here.numbers() == best


@drive
async def test_more_hits_come_when_the_selection_nears_the_end(tmp_path: Path) -> None:
    for number in range(130):
        (tmp_path / f"{number:03}.txt").write_text(f"Storm {number}\n\nA storm came in.\n")
    async with session(tmp_path, query="storm", size=(100, 30)) as here:
        assert len(here.numbers()) == 20
        await here.press("escape", "G")
        assert len(here.numbers()) == 80
        assert here.app.window.headlines.selected == 19
        await here.press("G")
        assert len(here.numbers()) == 130
        assert "130/130" in here.text()
        bar = here.app.window.headlines.vertical_scrollbar
        assert bar.window_virtual_size == 2 * 130  # lines
        await here.press("slash", "space", "7", "7")
        assert here.app.window.headlines.scroll_y == 0
        assert bar.window_virtual_size == 2 * len(here.numbers()) < 2 * 130


@drive
async def test_a_letter_has_nothing_arranged_anew_until_it_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("newscli.browse.app.SETTLED", ())  # seconds after which all is, once
    async with session() as here:
        arranged: list[object] = []
        here.app.window.screen_layout_refresh_signal.subscribe(here.app, arranged.append)
        await here.type("k")
        assert here.text().count("❯ k ") == 1
        assert not arranged
        await here.type("remlin")  # and how many there are is told in other room
        assert arranged


@drive
async def test_of_a_long_list_only_the_rows_near_those_in_view_are_known(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number:03}.md").write_text(f"# Storm {number}\n\nA storm came in.\n")
    async with session(tmp_path) as here:
        rows = here.app.window.headlines.rows
        assert len(rows) == 400
        assert len(rows.unknown(0, 400)) > 300
        await here.press("escape", "G")
        assert "Storm 399" in here.text()
        assert rows.unknown(200, 300)


# Keys


@drive
async def test_keys_lead_from_typing_to_the_list_to_reading_and_back() -> None:
    async with session(query="kremln") as here:
        await here.press("escape")
        assert here.mode == "list"
        await here.press("j")
        assert here.selected == 5
        await here.press("l")
        assert here.mode == "reader"
        assert "❯" not in here.text()
        await here.press("q")
        assert (here.mode, here.selected) == ("list", 5)
        await here.press("slash")
        assert here.mode == "typing"
        await here.press("enter")
        assert here.mode == "reader"
        await here.press("escape", "escape")
        assert here.numbers() == [1, 2, 3, 4, 5]  # the second clears the query
        await here.press("q")
        assert here.app.return_value == 0


@drive
async def test_the_selection_moves_and_stays_within_the_list() -> None:
    async with session() as here:
        await here.press("down", "ctrl+n", "ctrl+j")
        assert here.selected == 4
        await here.press("up", "ctrl+p")
        assert here.selected == 2
        await here.press("ctrl+k", "ctrl+k", "ctrl+k")
        assert here.selected == 1
        await here.press("escape", "G")
        assert here.selected == 5
        await here.press("j", "ctrl+d")
        assert here.selected == 5
        await here.press("g")
        assert here.selected == 1


@drive
async def test_the_preview_follows_the_selection() -> None:
    async with session() as here:
        for _ in range(5):
            assert here.app.window.article.article
            assert here.app.window.article.article.number == here.selected
            await here.press("down")


@drive
async def test_reading_scrolls_and_goes_to_matches_and_neighbours() -> None:
    async with session(query="kremln", size=(80, 24)) as here:
        await here.press("enter")
        view = here.app.window.article
        assert here.lines()[1].strip().startswith("Russia Considering")
        await here.press("space")
        assert view.scroll_offset.y > 15
        await here.press("G")
        assert "100%" in here.lines()[-1]
        assert "000_95a98d30609874d8.txt:1–" in here.text()
        await here.press("g")
        assert view.scroll_offset.y == 0
        await here.press("n")
        assert "match 1 of 6" in here.lines()[-1]
        await here.press("N")
        assert "match 6 of 6" in here.lines()[-1]
        await here.press("right_square_bracket")
        assert (here.mode, here.selected, view.scroll_offset.y) == ("reader", 5, 0)
        await here.press("left_square_bracket")
        assert here.selected == 1


@drive
async def test_the_query_is_edited_with_the_keys_of_a_shell() -> None:
    async with session() as here:
        await here.type("greenland nato")
        await here.press("ctrl+w")
        assert here.app.window.prompt.value == "greenland "
        await here.press("ctrl+a", "ctrl+d", "ctrl+e")
        await here.type("x")
        assert here.app.window.prompt.value == "reenland x"
        await here.press("ctrl+u")
        assert here.app.window.prompt.value == ""


@drive
async def test_ctrl_c_leaves_from_anywhere() -> None:
    for keys in ([], ["escape"], ["enter"], ["f1"]):
        async with session() as here:
            await here.press(*keys, "ctrl+c")
            assert here.app.return_value == 130


def test_a_blank_parts_what_keys_do_from_the_keys_beside() -> None:
    from newscli.browse.help import COLUMN, GAP, KEYS
    from newscli.browse.keys import MODES

    assert all(len(key.does) < COLUMN + GAP - KEYS for keys in MODES.values() for key in keys)


@drive
async def test_help_names_every_key_and_goes_with_any_that_says_so() -> None:
    from newscli.browse.keys import MODES

    async with session(size=(120, 40)) as here:
        await here.press("f1")
        shown = here.text()
        for key in (key for keys in MODES.values() for key in keys):
            assert key.shown in shown
            assert key.does in shown
        await here.press("q")
        assert "While you read" not in here.text()


@drive
async def test_an_id_is_copied() -> None:
    async with session() as here:
        await here.press("escape", "y")
        first = newscli.open_archive(["seeds"]).article(1)
        assert here.app.clipboard == first.id
        assert f"copied {first.id}" in here.lines()[-1]


# Sources and filters


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """The sample in files whose names are words."""
    for file, name in zip(sorted(Path("seeds").iterdir()), ("briefing", "report"), strict=True):
        tmp_path.joinpath(f"{name}.txt").write_bytes(file.read_bytes())
    return tmp_path


@drive
async def test_one_source_is_chosen_by_typing_a_part_of_its_name(named: Path) -> None:
    async with session(named, query="russia") as here:
        await here.press("ctrl+s")
        assert "all sources  5" in here.text()
        assert "briefing" in here.text()
        await here.type("rep")
        assert "briefing  4" not in here.text()
        await here.press("enter")
        assert here.numbers() == [5]
        assert "1/5" in here.text()
        assert "source: report" in here.lines()[-1]
        await here.press("ctrl+u")
        assert here.numbers() == [5]
        assert "1/5" in here.text()
        await here.press("ctrl+s", "enter")  # all sources come first
        assert here.numbers() == [1, 2, 3, 4, 5]


@drive
async def test_leaving_the_sources_alone_changes_nothing() -> None:
    async with session() as here:
        for keys in (("escape",), ("x", "y", "z", "enter", "escape")):  # no source is called so
            await here.press("ctrl+s", *keys)
            assert here.numbers() == [1, 2, 3, 4, 5]
            assert here.mode == "typing"


@drive
async def test_a_source_is_chosen_with_the_mouse_and_given_up_with_escape(named: Path) -> None:
    async with session(named) as here:
        await here.press("escape", "s")
        await here.click(5, 4)
        assert here.numbers() == [1, 2, 3, 4]
        await here.press("escape")
        assert here.numbers() == [1, 2, 3, 4, 5]


@drive
async def test_filters_hold_whatever_is_typed() -> None:
    async with session(filters=Filters(agency=("reuters", "afp"))) as here:
        assert here.numbers() == [2, 4]
        await here.type("danish")
        assert here.numbers() == [4]
        await here.press("ctrl+u", "ctrl+r", "ctrl+r")
        assert here.app._wish.order == "headline"
        assert here.numbers() == [4, 2]


@drive
async def test_filters_may_be_typed_too_and_half_a_date_changes_nothing_yet() -> None:
    async with session() as here:
        await here.type("agency:reuters")
        assert here.numbers() == [4]
        await here.type(" since:20")
        assert here.numbers() == [4]
        assert "is no date" in here.lines()[-1]
        await here.type("20")
        assert here.numbers() == []


# Size


@pytest.mark.parametrize(
    ("size", "where"),
    [((140, 40), "beside"), ((100, 30), "beside"), ((99, 30), "below"), ((60, 16), "below")],
)
@drive
async def test_the_preview_stands_beside_or_below_the_list(
    size: tuple[int, int], where: str
) -> None:
    async with session(size=size) as here:
        headlines, article = here.region("headlines"), here.region("article")
        assert (article.x >= headlines.right) == (where == "beside")
        assert (article.y >= headlines.bottom) == (where == "below")
        assert article.right == size[0]


@pytest.mark.parametrize("size", [(59, 40), (140, 15), (30, 10), (20, 8), (20, 3), (8, 2)])
@drive
async def test_a_small_terminal_has_the_list_alone_and_reads_on_all_of_it(
    size: tuple[int, int],
) -> None:
    async with session(size=size) as here:
        assert here.region("article") is None
        await here.press("enter")
        assert here.region("headlines") is None
        assert here.region("article").width == size[0]
        assert all(cells(line) == size[0] for line in here.lines())


@drive
async def test_the_preview_can_be_put_away() -> None:
    async with session() as here:
        await here.press("ctrl+o")
        assert here.region("article") is None
        assert here.region("headlines").width == 120
        await here.press("escape", "p")
        assert here.region("article")
        assert "Meseberg" in here.text()


@pytest.mark.slow
@drive
async def test_a_terminal_may_change_its_size_at_any_time() -> None:
    async with session(query="greenland") as here:
        for size in [(60, 20), (20, 5), (300, 50), (30, 40), (100, 16), (120, 34)]:
            await here.resize(*size)
            assert len(here.lines()) == size[1]
            assert all(cells(line) == size[0] for line in here.lines())
            assert here.selected == 4
            await here.press("enter", "escape")
        assert "Danish Foreign Minister" in here.text()


@given(
    st.text(max_size=80),
    st.text(max_size=30),
    st.integers(8, 300),
    st.one_of(st.none(), st.floats(0, 100)),
    st.booleans(),
)
def test_a_row_of_any_text_fits_any_width(
    headline: str, source: str, width: int, score: float | None, ascii: bool
) -> None:
    row = Row(7, "0" * 16, Marked(headline, ((0, 1),)), source, "2024-05-01", 1234, score)
    paper = Paper("dark", painted=True, ascii=ascii)
    for line in two_lines(paper.sheet(width), row, 3):
        assert cells(line.plain) <= width
        strip = paper.strip(line, width)
        text = "".join(piece.text for piece in strip)
        assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text)
        if ascii:
            assert text.isascii()


# Look


@pytest.mark.parametrize("theme", names(THEMES))
@drive
async def test_a_theme_has_its_colours_and_matches_show_without_any(theme: str) -> None:
    async with session(query="kremln", theme=theme, painted=theme in ("dark", "light")) as here:
        matches = here.styles("Kremlin")
        assert matches
        assert all(style.underline and style.bold for style in matches)
        strips = here.app.screen._compositor.render_strips()
        colours = {
            colour.name
            for strip in strips
            for piece in strip
            for colour in (piece.style.color, piece.style.bgcolor)
            if piece.style and colour and not colour.is_default
        }
        grounds = {"dark": "#16181d", "light": "#fbfaf6"}
        assert (theme == "none") == (not colours)
        assert {name for name in colours if name in grounds.values()} == {
            grounds[theme] for _ in "x" if theme in grounds
        }


@drive
async def test_a_key_changes_the_theme_of_everything() -> None:
    async with session() as here:
        await here.press("escape")
        for theme in ("light", "none", "auto", "dark"):
            await here.press("T")
            assert f"theme: {theme}" in here.lines()[-1]
            (style,) = {str(style) for style in here.styles("Search")}
            assert (theme == "none") == ("#" not in style and "color" not in style)


@drive
async def test_what_is_said_passes_and_cuts_nothing_short_that_is_said_later() -> None:
    patch = pytest.MonkeyPatch()
    async with session() as here:  # it puts `MOMENT` back
        await here.press("escape")
        patch.setattr(window, "MOMENT", 0.5)
        await here.press("T")
        patch.setattr(window, "MOMENT", HOUR)
        await here.press("T")
        await asyncio.sleep(0.6)  # until the first word would be over
        await here.settle()
        assert "theme: none" in here.lines()[-1]
        patch.setattr(window, "MOMENT", 0.05)
        await here.press("T")
        await here.until(lambda: "theme:" not in here.lines()[-1])


@drive
async def test_ascii_is_ascii_everywhere() -> None:
    async with session(query="kremln", ascii=True, size=(80, 24)) as here:
        screens = [here.text()]
        for keys in (("f1",), ("q", "enter"), ("G",), ("q", "ctrl+u"), ("T",)):
            await here.press(*keys)
            screens.append(here.text())
        assert all(screen.isascii() for screen in screens)
        assert "> kremln" in screens[0]
        assert "~ Kremlin" in screens[0]


# Hostile text

EVIL = (
    "\x1b[31mred\x1b]0;owned\x07\x9b2J[bold]loud[/bold] [link=http://a]x[/link] "
    ":smile: \u202eback\\"
)


@pytest.mark.parametrize("ascii", [False, True])
@drive
async def test_hostile_text_reaches_the_terminal_nowhere_alive(tmp_path: Path, ascii: bool) -> None:
    (tmp_path / "a\x1b[31m\x07.txt").write_text(f"Head {EVIL}\n\nBody {EVIL} of the story.\n")
    async with session(tmp_path, ascii=ascii) as here:
        screens = []
        for keys in ((), ("enter",), ("escape", "escape"), ("slash",)):
            await here.press(*keys)
            screens.append(here.text())
        here.app.window.prompt.value = EVIL
        await here.settle()
        screens.append(here.text())
        for screen in screens:
            for char in screen.replace("\n", ""):
                assert char.isprintable(), repr(char)
        assert "[bold]loud[/bold]" in screens[1]
        assert ":smile:" in screens[1]


@drive
async def test_a_paste_becomes_one_line_without_control_characters() -> None:
    from textual.events import Paste

    async with session() as here:
        here.app.window.prompt.post_message(Paste("green\x1b[2Jland\nnato"))
        await here.settle()
        assert here.app.window.prompt.value == "green␛[2Jland"


# Mouse


@drive
async def test_a_click_selects_and_two_open() -> None:
    async with session() as here:
        await here.click(10, 6)
        assert (here.selected, here.mode) == (2, "list")
        await here.click(10, 8, times=2)
        assert (here.selected, here.mode) == (3, "reader")


@drive
async def test_the_wheel_scrolls_the_list_without_moving_the_selection(tmp_path: Path) -> None:
    from textual.events import MouseScrollDown

    for number in range(60):
        (tmp_path / f"{number:03}.txt").write_text(f"Storm {number}\n\nA storm came in.\n")
    async with session(tmp_path) as here:
        headlines = here.app.window.headlines
        for _ in range(5):
            headlines.post_message(
                MouseScrollDown(headlines, 5, 5, 0, 1, 0, False, False, False, 5, 5)
            )
        await here.settle()
        assert headlines.scroll_offset.y > 0
        assert here.selected == 1


# Trouble


def test_without_a_terminal_one_line_says_what_to_do_instead(
    run: Callable[..., tuple[int, str, str]],
) -> None:
    code, out, err = run("browse", "--from", "seeds")
    assert (code, out) == (2, "")
    assert err == (
        "newscli: browse needs a terminal; `newscli search WORDS` and `list` do without\n"
    )


def test_without_textual_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscli.browse.find_spec", lambda name: None)
    display = Display(True, 80, True, "dark", False, "truecolor")
    with pytest.raises(UsageError, match=r"pip install 'newscli\[browse\]'"):
        require(display)


def test_a_dumb_terminal_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with pytest.raises(UsageError, match="TERM is dumb"):
        require(Display(True, 80, True, "dark", False, None))


@drive
async def test_a_problem_of_the_index_is_told_and_passes() -> None:
    async with session() as here:

        def fail(archive: object) -> None:
            raise BusyIndexError("index.db")

        here.app._library.ask("find", fail)
        await here.settle()
        assert "index busy" in here.lines()[-1]
        await here.type("kremln")
        assert here.numbers() == answered("kremln")


def test_a_bug_anywhere_ends_the_browser_and_is_raised() -> None:
    def bug(archive: object) -> None:
        raise ZeroDivisionError("a bug of ours")

    async def leave() -> None:
        async with session() as here:
            here.app._library.ask("find", bug)
            await here.settle()
        assert isinstance(here.app._failure, ZeroDivisionError)

    asyncio.run(leave())


def test_of_questions_of_one_kind_only_the_newest_is_asked() -> None:
    library = Library(newscli.open_archive(["seeds"]))
    library.wait()
    asked: list[int] = []
    hold, done = Event(), Event()
    library.ask("first", lambda archive: asked.append(0) if hold.wait(30) else None)
    for number in range(1, 5):
        library.ask("find", lambda archive, number=number: asked.append(number))  # type: ignore[misc]
    library.ask("end", lambda archive: done.set())
    hold.set()
    assert done.wait(30)
    assert asked == [0, 4]
    close(library)


def test_what_reading_the_files_raises_is_raised_where_it_is_waited_for() -> None:
    class Broken:
        def counts(self) -> tuple[int, int]:
            raise BusyIndexError("index.db")

    with pytest.raises(BusyIndexError):
        Library(Broken()).wait()  # type: ignore[arg-type]


def test_rows_keep_their_order_and_say_which_are_unknown() -> None:
    rows = Rows([5, 3, 9], 3)
    assert rows.row(1) is None
    assert rows.unknown(-5, 99) == [5, 3, 9]
    rows.hold([Row(3, "id", Marked("three"), "source", None, 1)])
    row: Row | None = rows.row(1)
    assert row
    assert row.headline.text == "three"
    held: Sequence[int] = rows.unknown(0, 3)
    assert held == [5, 9]


# What is done with articles


@pytest.fixture
def linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles with addresses, on a desk of the test's own."""
    monkeypatch.setenv("NEWSCLI_DATA", str(tmp_path / "desk"))
    pile = tmp_path / "pile.jsonl"
    filler = ["Nothing of the kind was said by anyone who had been there that day."] * 40
    records = [
        {
            "headline": f"Report number {i}",
            "text": "\n\n".join([*filler, f"At last a zebra came to town {i}.", *filler]),
            "url": address,
        }
        for i, address in enumerate(("https://example.org/a", "file:///etc/passwd", None))
    ]
    pile.write_text("\n".join(map(json.dumps, records)))
    return pile


@drive
async def test_preview_and_reader_begin_at_the_first_match_and_rows_show_it(linked: Path) -> None:
    async with session(linked, query="zebra") as here:
        assert here.text().count("zebra came to town") == 4  # three rows, and the preview
        await here.press("enter")
        assert "zebra came to town" in here.text()
        await here.press("n")
        assert "match 1 of 1" in here.lines()[-1]
        await here.press("g")
        assert "zebra" not in here.text()


@drive
async def test_what_is_opened_has_been_read_and_signs_are_given_by_keys(linked: Path) -> None:
    async with session(linked) as here:
        await here.press("enter", "q", "j", "asterisk", "j", "m")
        assert "* Report number 1" in here.text()
        archive = newscli.open_archive([linked])
        tags = {1: ["read"], 2: ["star"], 3: ["read"]}
        archive.counts()
        assert archive.desk.tags([1, 2, 3]) == tags
        await here.press("m", "k", "asterisk")
        assert "* Report number 1" not in here.text()
        assert archive.desk.tags([1, 2, 3]) == {1: ["read"]}


@drive
async def test_selected_articles_are_tagged_and_exported_together(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(linked.parent)
    target = Path("some.csv")
    async with session(linked) as here:
        await here.press("escape", "space", "space", "t")
        assert "tags +one -other:" in here.lines()[-1]
        await here.type("+zoo other")
        await here.press("enter")
        assert "+zoo +other: 2 articles" in here.lines()[-1]
        assert "other, zoo" in here.text()
        await here.press("x")
        await here.type(str(target))
        await here.press("enter")
        assert "2 written to" in here.lines()[-1]
        await here.press("x")
        await here.type(str(target))
        await here.press("enter")
        assert "already" in here.text()
        await here.press("t", "escape")
        assert here.mode == "list"
        await here.press("escape")
        assert here.app.window.headlines.chosen == set()
    assert len(target.read_text().splitlines()) > 2
    assert newscli.open_archive([linked]).find("tag:zoo").numbers() == [1, 2]


@drive
async def test_an_address_is_opened_if_it_is_one_of_the_web(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener = linked.with_name("opener")
    opener.write_text('#!/bin/sh\nprintf "%s|" "$@" > "$0.got"\n')
    opener.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(opener))
    got = opener.with_name("opener.got")
    async with session(linked) as here:
        await here.press("escape", "o")
        assert "opened https://example.org/a" in here.lines()[-1]
        await here.until(lambda: got.exists() and got.read_text() == "https://example.org/a|")
        got.unlink()
        for _ in range(2):
            await here.press("j", "o")
            assert "no address" in here.lines()[-1]  # of a file's the record holds none
    assert not got.exists()


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "javascript:alert(1)", "-h", "http://a b", "https://a/\x1b[31m", ""],
)
def test_no_other_address_reaches_a_program(url: str) -> None:
    from newscli.errors import ProgramError
    from newscli.terminal import programs

    with pytest.raises(UsageError):
        programs.opener(url, {"BROWSER": "x"})
    assert programs.opener("https://a/;ls", {"BROWSER": "x -y:z"}) == ["x", "-y", "https://a/;ls"]
    with pytest.raises(ProgramError):
        programs.opener("https://a/", {"BROWSER": "x 'y"})


def test_a_command_gets_the_text_and_no_shell(capfd: pytest.CaptureFixture[str]) -> None:
    from newscli.errors import ProgramError
    from newscli.terminal import programs

    assert programs.given("cat -", "Käse\n") == 0
    assert programs.given("echo $(id) ';' ls", "") == 0
    assert programs.given("true", "x" * 1_000_000) == 0
    assert capfd.readouterr().out == "Käse\n$(id) ; ls\n"
    for command in ("no-such-program-there-is", "'", "''"):
        with pytest.raises(ProgramError):
            programs.given(command, "")
    for command in ("cat - | wc -l", "cat - > words.txt", "cat -|wc -l", "cat - &&ls"):
        with pytest.raises(ProgramError, match="to ask one: sh -c 'cat -"):
            programs.given(command, "")
    for command in ("echo 'a|b'", 'echo "a|\\"b"', r"echo a\|b", "echo http://a?b=1&c=2"):
        assert programs.given(command, "") == 0
    assert capfd.readouterr().out == 'a|b\na|"b\na|b\nhttp://a?b=1&c=2\n'


@drive
async def test_a_tab_in_a_prompt_loses_nothing_that_was_typed() -> None:
    async with session() as here:
        await here.press("escape", "x")
        await here.type("articles")
        await here.press("tab", "shift+tab")
        await here.type(".pdf")
        assert "write to: articles.pdf" in here.lines()[-1]
        await here.press("escape")
        assert "write to:" not in here.lines()[-1]


@drive
async def test_what_has_no_room_beside_the_keys_is_told_in_whole_below_the_list() -> None:
    async with session(size=(60, 24)) as here:
        await here.press("escape", "x")
        await here.type("articles.pdf")
        await here.press("enter")
        told = " ".join(line.strip() for line in here.lines()[-3:])
        assert "articles.pdf: nothing is written as .pdf" in told
        assert told.endswith("name one with --format")
        await here.press("T")
        assert "enter read" in here.lines()[-1]
        assert "name one" not in here.text()


@drive
async def test_another_order_is_told_where_its_key_has_no_room() -> None:
    async with session(size=(60, 24)) as here:
        await here.press("escape")
        for order in ("date", "headline"):
            await here.press("S")
            assert here.lines()[-1].strip().endswith(f"sort: {order}")


@drive
async def test_a_question_mark_shows_the_keys_where_nothing_is_typed() -> None:
    async with session(size=(80, 20)) as here:
        await here.press("question_mark")
        assert "While you type" in here.text()
        assert "more below: j, space" in here.lines()[-1]
        await here.press(*["space"] * 9)
        assert "all of it" in here.lines()[-1]
        await here.press("escape")
        await here.type("who")
        await here.press("question_mark")
        assert here.app.window.prompt.value == "who?"
        await here.press("f1")
        assert "While you type" in here.text()


@drive
async def test_sources_are_counted_and_sorted(named: Path) -> None:
    (named / "zoo.txt").write_text("A headline\n\nSome words of an article that stands here.\n")
    (named / "aaa.txt").write_text("Another headline\n\nOther words of an article here.\n")
    async with session(named) as here:
        await here.press("ctrl+s")
        assert "4 · most first" in here.lines()[1]
        assert here.text().index("briefing") < here.text().index("aaa")
        await here.press("ctrl+r")
        assert here.text().index("aaa") < here.text().index("briefing")
        await here.type("a")
        assert "1/4 · by name" in here.lines()[1]


@drive
async def test_the_bar_names_the_keys_that_matter_now(linked: Path) -> None:
    async with session(linked, size=(100, 24)) as here:
        assert "? keys" in here.lines()[-1]
        await here.type("zebra")
        assert "? keys" not in here.lines()[-1]
        await here.press("escape")
        assert "export" not in here.lines()[-1]
        await here.press("space")
        here.app.window._hush()
        assert here.lines()[-1].strip().startswith("x export")
        await here.press("g", "enter")
        assert here.lines()[-1].strip().startswith("n N match   o open")
