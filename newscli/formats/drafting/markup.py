"""HTML as text: a piece of it inside another format (a feed, JSON, CSV, Markdown), or a whole page.

Any text goes through safely; what is no tag stays as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator

from newscli.formats.drafting.lines import Places
from newscli.formats.drafting.tags import (
    ELEMENTS,
    Tag,
    attributes,
    is_empty,
    tags,
    without_sections,
)
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_prose, opens_links
from newscli.records import Role
from newscli.text import tidy
from newscli.text.sentences import ends_sentence
from newscli.tuples import NamedTuple

RAW = frozenset(["script", "style"])  # elements that show nothing
LINKED = 0.9  # share of a block in links from which on it is one
BEFORE_LINK = 24  # characters before a link that say what it is: "Read more: "
DEEPEST = 200  # open elements that an end tag looks back over
_BLOCKS = frozenset(  # elements that begin and end a line of their own
    """
    p div br ul ol dl li dt dd h1 h2 h3 h4 h5 h6 hr blockquote section article header footer aside
    main nav table thead tbody tr pre figure figcaption form address center caption details summary
    fieldset legend hgroup dialog
    """.split()
)
_CELLS = frozenset(["td", "th", "option", "img"])  # stand apart from what is beside them
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BARE = frozenset(["div", "center", "section"])  # say nothing of what they hold
_entity = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8}\d?);")
_closing = re.compile(r"</\s*([^\W\d][\w.:-]*)")
_blank_line = re.compile(r"\n[^\S\n]*\n")
_HIDING = ("idden", "sr-only", "eader", "creen")  # of these names, to look for before all else
_hiding = re.compile(  # class names of labels for those who cannot see the page
    r"(?:visually|is-visually|u-visually|a11y)-?hidden|sr-only|screen-?reader|off-?screen",
    re.IGNORECASE,
)


class Block(NamedTuple):
    """A piece of text that stands on its own."""

    role: Role
    text: str
    first: int = 1
    """Number of its first line, counted from 1 in the text that it was found in."""
    last: int = 1
    tag: str = ""
    """The innermost of the elements that set it apart, in small letters."""
    within: int = -1
    """Offset of the tag that opens the element which holds that one; the same for blocks side by
    side; -1 for none."""
    at: int = 0
    """Offset of its text, or of the blanks before, where tags set it apart."""
    linked: int = 0
    """Characters of the text, without blanks, that are links."""


def has_markup(text: str) -> bool:
    """Whether `text` holds HTML tags or entities.

    >>> has_markup("<p>Ships"), has_markup("AT&amp;T"), has_markup("a < b & c > d")
    (True, True, False)
    """
    if "&" in text and _entity.search(text):
        return True
    return "<" in text and next(elements(text), None) is not None


def plain(text: str) -> str:
    """All text of a fragment on one line, tags dropped, entities decoded.

    >>> plain("<b>Caf&eacute;</b>&nbsp;closed")
    'Café closed'
    """
    text = _unwrapped(text)
    if "<" in text:
        pieces: list[str] = []
        at = 0
        for tag in elements(text):
            pieces += text[at : tag.start], " " if _is_apart(tag.name.lower()) else ""
            at = tag.end
        text = "".join([*pieces, text[at:]])
    return _said(text)


def without_tags(text: str) -> str:
    """`text` line by line, each without its tags."""
    return "\n".join(map(plain, text.split("\n"))) if "</" in text else text


def blocks(text: str) -> list[Block]:
    """The paragraphs, headings and captions of a piece of HTML, in order.

    Without any tag that sets text apart, each line is a paragraph.

    >>> blocks("<h2>Ports</h2><p>One<br>two</p>")[0].role
    'subhead'
    """
    text = _unwrapped(text)
    return set_apart(text, elements(text))


def set_apart(text: str, found: Iterable[Tag], skipped: Collection[str] = ()) -> list[Block]:
    """The blocks of a text whose elements are `found`; those named `skipped` are left out."""
    out = _Blocks(text)
    at = 0
    for tag in found:
        if tag.start < at:
            continue  # inside of an element that is left out
        out.say(at, tag.start)
        at = tag.end
        name = tag.name.lower()
        if tag.kind == "end":
            out.end(name)
        elif tag.kind == "start" and name in skipped:
            at = out.end_of(name, tag)
        elif tag.kind == "start":
            out.begin(name, tag)
    out.say(at, len(text))
    return out.all()


def without_links(found: list[Block]) -> list[Block]:
    """`found`, in which paragraphs that are links to other stories are `other`, if there is text
    beside them.

    >>> page = "<p>Ships sail from the new quay again.</p><p>Read more: <a href=x>Quays</a></p>"
    >>> [block.role for block in without_links(blocks(page))]
    ['paragraph', 'other']
    """
    if not any(block.linked for block in found):
        return found
    links = {index for index, block in enumerate(found) if _is_link(block)}
    if not any(is_prose(block.text) for n, block in enumerate(found) if n not in links):
        return found
    return [b._replace(role="other") if n in links else b for n, b in enumerate(found)]


def _is_link(block: Block) -> bool:
    """Whether a paragraph is a link to another story, named as such or not."""
    if not block.linked or block.role != "paragraph" or ends_sentence(block.text):
        return False
    if len(block.text) > HEADLINE_LENGTH:
        return False
    said = len("".join(block.text.split()))
    if block.linked >= LINKED * said:
        return True
    label, colon, name = block.text.partition(":")
    is_named = colon and len(label) <= BEFORE_LINK and block.linked >= len("".join(name.split()))
    return bool(is_named) or (opens_links(block.text) and 2 * block.linked >= said)


def is_block(name: str) -> bool:
    """Whether an element of this name sets its text apart from what is around it."""
    return name in _BLOCKS


class _Blocks:
    """Gathers stretches of text into blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = Places(text)
        self.out: list[Block] = []
        self.stretches: list[tuple[int, int]] = []
        """Offsets of the text of the block that is open; an empty one stands for a blank."""
        self.aloud: list[tuple[int, int]] = []
        """The same of text that is not seen."""
        self.hiding = ""
        """The element whose text is not seen."""
        self.inside: list[tuple[str, int]] = [("", -1)]
        """Open elements that set text apart, each with the offset of its tag."""
        self.link = -1
        """Index of the first stretch of the block that is in an open link; -1 when none is open."""
        self.links: list[tuple[int, int]] = []
        """Stretches, from an index to before another, that were links."""
        self.broken = False
        """Whether tags, rather than line ends, say where paragraphs end."""
        self.unclosed: set[str] = set()
        """Names of elements to leave out that are not closed from here on."""
        self.is_line = "\n" not in text
        self.may_hide = any(word in text for word in _HIDING)

    def say(self, start: int, end: int) -> None:
        """The text from `start` to `end` belongs to the open block."""
        if start < end:
            (self.aloud if self.hiding else self.stretches).append((start, end))

    def begin(self, name: str, tag: Tag) -> None:
        """An element opens."""
        if name in _BLOCKS:
            self.broken = True
            self.hiding = ""
            self.flush()
            if name != "br" and self.inside[-1][0] == "p":
                self.inside.pop()  # a block ends an open <p> (HTML Living Standard, 13.1.2.4)
            if name not in ("br", "hr") and not is_empty(self.text, tag):
                self.inside.append((name, tag.start))
        elif name in _CELLS:
            self.cell(name)
            self.stretches.append((tag.start, tag.start))
        elif name == "a":
            self.unlink()
            is_link = "href" in self.text[tag.start : tag.end].lower()
            self.link = len(self.stretches) if is_link else -1
        if not self.hiding and self._hides(tag):
            self.hiding = name

    def cell(self, name: str) -> None:
        """A cell begins or ends, and with it a paragraph that nothing else has closed."""
        if name in ("td", "th") and self.inside[-1][0] == "p":
            self.flush()
            self.inside.pop()

    def unlink(self) -> None:
        """A link ends."""
        if self.link >= 0:
            self.links.append((self.link, len(self.stretches)))
        self.link = -1

    def _hides(self, tag: Tag) -> bool:
        """Whether an element's text is for those who cannot see the page, as its class says."""
        if not self.may_hide or not _hiding.search(self.text, tag.start, tag.end):
            return False
        return _hiding.search(attributes(self.text, tag).get("class", "")) is not None

    def end(self, name: str) -> None:
        """An element closes, and those inside it."""
        if name in _BLOCKS:
            self.broken = True
            self.flush()
            names = [inside for inside, _ in self.inside[-DEEPEST:]]
            if name in names:
                while self.inside.pop()[0] != name:
                    pass
        elif name in _CELLS:
            self.cell(name)
            self.stretches.append((0, 0))
        elif name == "a":
            self.unlink()
        if name == self.hiding:
            self.hiding = ""

    def end_of(self, name: str, tag: Tag) -> int:
        """Offset after an element that is left out; one that is never closed is not left out."""
        if name in self.unclosed or is_empty(self.text, tag):
            return tag.end
        closing = rf"</{name}\s*>" if name != "head" else r"</head\s*>|(?=<body[\s>])"
        found = re.compile(closing, re.IGNORECASE).search(self.text, tag.end)
        if found is None:
            self.unclosed.add(name)
            return tag.end
        return found.end()

    def flush(self) -> None:
        """The text gathered so far becomes a block; at the top, blank lines part it."""
        if not self.stretches and not self.aloud:
            return
        open_link = self.link >= 0
        self.unlink()
        linked = sum(
            len("".join(self._joined(self.stretches[first:last]).split()))
            for first, last in self.links
        )
        self.link, self.links = (0 if open_link else -1), []
        hidden, self.aloud = self._joined(self.aloud), []
        gathered, self.stretches = self.stretches, []
        tag = self.inside[-1][0]
        if not tag and not self.is_line:
            for part in self._at_blank_lines(gathered):
                self._add(self._role(), part)
        else:
            self._add(self._role(), gathered, linked)
        if hidden and self.out:
            self.out.append(self.out[-1]._replace(role="other", text=hidden))
        elif hidden:
            self.out.append(Block("other", hidden))

    def _add(self, role: Role, gathered: list[tuple[int, int]], linked: int = 0) -> None:
        if not (said := self._joined(gathered)):
            return
        first, last = (1, 1) if self.is_line else self._lines(gathered)
        within = self.inside[-2][1] if len(self.inside) > 1 else -1
        at = next(start for start, end in gathered if start < end)
        self.out.append(Block(role, said, first, last, self.inside[-1][0], within, at, linked))

    def _lines(self, gathered: list[tuple[int, int]]) -> tuple[int, int]:
        """The lines of the first and the last character that shows."""
        shown = [span for span in gathered if self.text[slice(*span)].strip()]
        first, last = self.text[slice(*shown[0])], self.text[slice(*shown[-1])]
        start = self.places.line(shown[0][0] + len(first) - len(first.lstrip()))
        return start, self.places.line(shown[-1][0] + len(last.rstrip()) - 1)

    def _joined(self, gathered: list[tuple[int, int]]) -> str:
        return _said("".join([self.text[start:end] or " " for start, end in gathered]))

    def _at_blank_lines(self, gathered: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
        held: list[tuple[int, int]] = []
        for start, end in gathered:
            for match in _blank_line.finditer(self.text, start, end):
                yield [*held, (start, match.start())]
                held, start = [], match.end()
            held.append((start, end))
        yield held

    def _role(self) -> Role:
        """What the elements around a block make of it."""
        names = [name for name, _ in self.inside[-4:]]
        if "figcaption" in names:
            return "caption"
        name = next((name for name in reversed(names) if name not in _BARE), "")
        return "subhead" if name in _HEADINGS else "paragraph"

    def all(self) -> list[Block]:
        """The blocks, when all of the text has been said."""
        if self.broken:
            self.flush()
            return self.out
        lines = "".join([self.text[start:end] for start, end in self.stretches]).split("\n")
        return [
            Block("paragraph", said, number, number)
            for number, line in enumerate(lines, 1)
            if (said := _said(line))
        ]


def elements(text: str, raw: Collection[str] = RAW) -> Iterator[Tag]:
    """The tags of a piece of HTML: not `<GM>`, which is no element of it and never closed."""
    closed: set[str] | None = None
    for tag in tags(text, raw):
        if tag.kind == "start":
            name = tag.name.lower()
            rest = text[tag.start + len(name) + 1 : tag.end].strip(" \t\r\n>")
            if name not in ELEMENTS:
                if closed is None:
                    closed = {name.lower() for name in _closing.findall(text)}
                known = name in closed or "=" in rest or rest[-1:] == "/" or "-" in name
                if not known and ":" not in name:
                    continue
            elif len(name) == 1 and "=" not in rest and " " in rest:
                continue  # `a <b and c> d`
        yield tag


def _unwrapped(text: str) -> str:
    """`text` without the marks of CDATA, and without the escapes around all of its tags."""
    text = without_sections(text)
    if "&lt;" in text and _is_escaped(text):
        return without_sections(html.unescape(text))
    return text


def _is_escaped(text: str) -> bool:
    """Whether the tags of a text are written as entities: it has no others, and these pair up."""
    if "<" in text and next(elements(text), None) is not None:
        return False
    bare = html.unescape(text)
    if bare.lstrip().startswith("<![CDATA["):
        return True
    opened = set()
    for tag in tags(bare, RAW):
        name = tag.name.lower()
        if tag.kind == "start" and name in ELEMENTS:
            opened.add(name)
        elif tag.kind == "end" and name in opened:
            return True
    return False


def _is_apart(name: str) -> bool:
    return name in _BLOCKS or name in _CELLS


def _said(text: str) -> str:
    """A stretch of text as it is read: entities decoded, blanks one."""
    return tidy(" ".join((html.unescape(text) if "&" in text else text).split()))
