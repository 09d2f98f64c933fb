"""Which key does what in each of the browser's modes; help and the bar of keys are made of this."""

from __future__ import annotations

from newscli.tuples import NamedTuple


class Key(NamedTuple):
    """One thing that can be done."""

    keys: str
    """As Textual names them, with commas between."""
    action: str
    """Of the screen, or of the app where it takes the library."""
    shown: str
    """The keys as help shows them."""
    does: str
    bar: str = ""
    """The key as the bar at the bottom shows it; empty when that does not name it."""
    hint: str = ""
    """What the bar says that it does."""
    when: str = ""
    """When the bar names it: `chosen`, with articles selected; `matches`, with any to go to;
    `address`, of an article that has one; `empty`, of the query.  Always, when it says nothing;
    what is for now comes first."""


TYPING = (
    Key("enter", "screen.enter('reader')", "enter", "read it", "enter", "read"),
    Key("down,ctrl+n,ctrl+j", "screen.move(1)", "↓ ctrl-n", "next article", "↑ ↓", "move"),
    Key("up,ctrl+p,ctrl+k", "screen.move(-1)", "↑ ctrl-p", "article before"),
    Key("pagedown", "screen.move_page(1)", "page down", "a page on"),
    Key("pageup", "screen.move_page(-1)", "page up", "a page back"),
    Key("escape,tab", "screen.enter('list')", "esc tab", "to the list", "esc", "list"),
    Key("ctrl+s", "app.source", "ctrl-s", "one source only", "ctrl-s", "source"),
    Key("ctrl+r", "app.sort", "ctrl-r", "another order", "ctrl-r", "sort"),
    Key("ctrl+o", "screen.preview", "ctrl-o", "preview on or off", "ctrl-o", "preview"),
    Key("f1", "app.help", "f1 ?", "this page", "?", "keys", "empty"),
    Key("ctrl+c", "app.leave", "ctrl-c", "leave newscli"),
)

LIST = (
    Key("enter,l,right", "screen.enter('reader')", "enter l", "read it", "enter", "read"),
    Key("j,down,ctrl+n", "screen.move(1)", "j ↓", "next article", "j k", "move"),
    Key("k,up,ctrl+p", "screen.move(-1)", "k ↑", "article before"),
    Key("space", "screen.choose", "space", "select it, or no longer", "space", "select"),
    Key("x", "app.errand('export')", "x", "write them to a file", "x", "export", "chosen"),
    Key(
        "vertical_line", "app.errand('pipe')", "|", "give them to a command", "|", "pipe", "chosen"
    ),
    Key("m", "app.errand('mark','read')", "m", "read, or unread", "m", "read/unread", "chosen"),
    Key("asterisk", "app.errand('mark','star')", "*", "star, or none", "*", "star", "chosen"),
    Key("t", "app.errand('tags')", "t", "tags: +one -other", "t", "tags", "chosen"),
    Key("o", "app.errand('open')", "o", "open its address"),
    Key("ctrl+d,pagedown", "screen.move_page(1)", "ctrl-d", "a page on"),
    Key("ctrl+u,pageup,b", "screen.move_page(-1)", "b ctrl-u", "a page back"),
    Key("g,home", "screen.move_to(True)", "g", "first article"),
    Key("G,end", "screen.move_to(False)", "G", "last article"),
    Key("slash,tab,i", "screen.enter('typing')", "/ tab", "type a query", "/", "search"),
    Key("question_mark,f1", "app.help", "?", "this page", "?", "keys"),
    Key("q", "app.quit_now", "q", "leave newscli", "q", "quit"),
    Key("escape", "app.clear", "esc", "select none; show all"),
    Key("s", "app.source", "s", "one source only", "s", "source"),
    Key("S", "app.sort", "S", "another order", "S", "sort"),
    Key("p", "screen.preview", "p", "preview on or off", "p", "preview"),
    Key("T", "app.theme", "T", "another theme"),
    Key("y", "app.copy", "y", "copy its id"),
    Key("e", "app.edit", "e", "edit its document"),
)

READER = (
    Key("q,escape,h,left", "screen.enter('list')", "q esc h", "back to the list", "q", "back"),
    Key("j,down,enter", "screen.scroll(1)", "j ↓", "a line on", "j k", "scroll"),
    Key("k,up", "screen.scroll(-1)", "k ↑", "a line back"),
    Key("space,pagedown,ctrl+f", "screen.scroll_page(1)", "space", "a page on", "space", "page"),
    Key("b,pageup,ctrl+b", "screen.scroll_page(-1)", "b", "a page back"),
    Key("ctrl+d", "screen.scroll_page(0.5)", "ctrl-d", "half a page on"),
    Key("ctrl+u", "screen.scroll_page(-0.5)", "ctrl-u", "half a page back"),
    Key("g,home", "screen.scroll_to(True)", "g", "the beginning"),
    Key("G,end", "screen.scroll_to(False)", "G", "the end"),
    Key("question_mark,f1", "app.help", "?", "this page", "?", "keys"),
    Key("n", "screen.match(1)", "n", "next match", "n N", "match", "matches"),
    Key("N", "screen.match(-1)", "N", "match before"),
    Key("right_square_bracket", "screen.move(1)", "]", "next article", "[ ]", "article"),
    Key("left_square_bracket", "screen.move(-1)", "[", "article before"),
    Key("slash", "screen.enter('typing')", "/", "type a query"),
    Key("m", "app.errand('mark','read')", "m", "read, or unread", "m", "unread"),
    Key("asterisk", "app.errand('mark','star')", "*", "star, or none", "*", "star"),
    Key("t", "app.errand('tags')", "t", "tags: +one -other", "t", "tags"),
    Key("o", "app.errand('open')", "o", "open its address", "o", "open", "address"),
    Key("x", "app.errand('export')", "x", "write it to a file"),
    Key("vertical_line", "app.errand('pipe')", "|", "give it to a command"),
    Key("T", "app.theme", "T", "another theme"),
    Key("y", "app.copy", "y", "copy its id"),
    Key("e", "app.edit", "e", "edit its document"),
)

MODES = {"typing": TYPING, "list": LIST, "reader": READER}
