"""Text that was written to harm whoever shows it, and how to tell that it did not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pyte
import pyte.modes

PAYLOADS = {
    "csi clear": "\x1b[2J\x1b[H",
    "csi colour": "\x1b[31;5m",
    "csi report": "\x1b[6n\x1b[c",
    "csi modes": "\x1b[?1049h\x1b[?25l\x1b[?1003h",
    "osc title": "\x1b]0;OWNED\x07",
    "osc title with st": "\x1b]2;OWNED\x1b\\",
    "osc clipboard": "\x1b]52;c;T1dORUQ=\x07",
    "osc link": "\x1b]8;;file:///etc/passwd\x1b\\x\x1b]8;;\x1b\\",
    "osc notification": "\x1b]777;notify;OWNED;x\x07",
    "dcs": "\x1bP1$r0m\x1b\\\x1bP+q544e\x1b\\",
    "apc": "\x1b_Gf=24,s=1;AAAA\x1b\\",
    "reset": "\x1bc",
    "charset": "\x1b(0\x0e",
    "c1": "\x9b2J\x9d0;OWNED\x9c\x90x\x9c\x84\x85\x8d",
    "splice bel": "\x1b\x07[2J",
    "splice esc": "\x1b\x1b[[2J2J",
    "splice bidi": "\x1b\u202e[2J",
    "splice c1": "\x9b\x9b2J",
    "overwrite": "\rOWNED\x08\x08\x08\x0b\x0c",
    "nul del": "a\x00b\x7fc\x0fd",
    "bidi": "\u202eDENWO\u202c\u2066x\u2069\u2067y\u2068z",
    "tags": "\U000e0041\U000e0042\U000e007f",
    "selectors": "x\U000e0154\U000e0155\ufe0f\ufe01",
    "line ends": "one\u2028two\u2029three\x85four",
    "invisible": "\u2061\ufeff\ufff9\u00ad",
    "fillers": "\u3164\u115f\u1160\uffa0\u17b5\U0001d159",
    "no width": "x\u200b\u200c\u200d\u200b\u2060\u200c",
    "markup": "[bold]x[/bold] [/x] [link=file:///etc/passwd]y[/link] :smile: [@click=app.quit]z[/]",
    "backslash": "ends in \\",
    "format": "%s {0} {x!r} ${HOME} $(touch OWNED) `touch OWNED`",
}
EVERYTHING = "".join(PAYLOADS.values())


def in_a_name(text: str) -> str:
    """The text as part of a file name."""
    return text.replace("\x00", "").replace("/", "-")


def active(char: str) -> bool:
    """Whether a character may never reach a terminal as it is, a line's end aside."""
    code = ord(char)
    return (
        (code < 0x20 and char != "\n")
        or 0x7F <= code <= 0x9F
        or 0x2028 <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0xD800 <= code <= 0xDFFF
        or 0xE0000 <= code <= 0xE0FFF
        or char in "\u3164\u115f\u1160\uffa0\u17b5\U0001d159"
    )


_OURS = re.compile(
    r"\x1b\[[0-9;]*m"  # colours, bold and the like
    r"|\x1b\]8;[^;\x07\x1b]*;(?:https?://[!-~]+)?\x1b\\",  # links to the web, and their ends
    re.IGNORECASE,
)


_VARIANTS = re.compile(
    "(?<=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
)


def active_in(shown: str, *, tabs: bool = False, styles: bool = False) -> set[str]:
    """What is active in text for a terminal; `tabs` are part of plain lines, and `styles` are what
    newscli itself sends."""
    rest = _OURS.sub("", shown.replace(PAYLOADS["csi colour"], "\x1b")) if styles else shown
    rest = _VARIANTS.sub("", rest)
    return {char for char in set(rest) if active(char) and not (tabs and char == "\t")}


class Witness(pyte.Screen):
    """A terminal that remembers whatever was done to it but writing, starting lines, and style."""

    depth = 0

    def __init__(self) -> None:
        self.harm: list[str] = []
        super().__init__(300, 60)
        self.set_mode(pyte.modes.LNM)
        self.harm.clear()


HARMLESS = {"draw", "linefeed", "carriage_return", "tab", "select_graphic_rendition", "debug"}


def _remembered(name: str) -> Callable[..., None]:
    def method(self: Witness, *arguments: object, **options: object) -> None:
        if self.depth == 0 and name not in HARMLESS:
            self.harm.append(name)
        self.depth += 1  # what pyte does for itself on the way is nobody's wish
        getattr(super(Witness, self), name)(*arguments, **options)
        self.depth -= 1

    return method


for _event in pyte.Stream.events:
    if hasattr(pyte.Screen, _event):
        setattr(Witness, _event, _remembered(_event))


@lru_cache(maxsize=256)  # most requests of a command show what one before them has shown
def harm(shown: str) -> list[str]:
    """What a terminal emulator suffered from this text, the line after it included."""
    witness = Witness()
    stream = pyte.Stream(witness)
    stream.feed(shown)
    stream.feed("\nNEXT LINE")
    line = witness.buffer[witness.cursor.y]
    after = "".join(line[column].data for column in range(12)).rstrip()
    found = witness.harm
    if after != "NEXT LINE":
        found.append(f"the next line is {after!r}")
    if line[0].fg != "default" or line[0].bold or line[0].reverse:
        found.append("the next line has a style")
    return found


def write_documents(folder: Path) -> Path:
    """Documents of many formats with hostile text in every place, in a folder with such a name."""
    folder = folder / in_a_name(f"news {PAYLOADS['csi clear']}{PAYLOADS['bidi']}")
    folder.mkdir(parents=True)
    for number, (name, evil) in enumerate(PAYLOADS.items()):
        plain = evil.replace("\x00", "\x01")  # with a NUL, it would be no text
        (folder / f"{number:02} {in_a_name(evil)[:40]}.txt").write_bytes(
            (
                f"Headline of {name} {plain} Ends Here\n\n"
                f"By Ana {plain} Bo\n\n"
                f"Ships lie {plain} at anchor on March 1, 2020. (Ana {plain} Bo/AFP)\n\n"
                f"VELM (Reuters) - The council {plain} voted on Monday to close the harbour.\n\n"
                f"Nobody {plain} had expected it, as the harbour is the town's pride {plain}\n"
            ).encode("utf-8", "surrogatepass")
        )
    records = [
        {
            "title": f"Record of {name} {evil}",
            "author": f"Ana {evil} Bo",
            "date": f"2020-03-01{evil}",
            "publisher": f"The {evil} Post",
            "section": f"Sea {evil}",
            "place": f"Velm {evil}",
            "language": f"en{evil}",
            "url": link,
            "id": evil,
            "topics": [f"Sea {evil}", evil],
            "captions": [{"text": f"A ship {evil}", "credit": f"Ana {evil} Bo"}],
            "text": f"The council {evil} voted on Monday.\n\nNobody {evil} had expected that.",
        }
        for name, evil in PAYLOADS.items()
        for link in ("https://velm.example/1" + evil, "javascript:alert(1)", "file:///etc/passwd")
    ]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "records.jsonl").write_text(lines)
    (folder / "records.csv").write_text(
        "title,author,date,url,text\n"
        + "".join(
            '"' + '","'.join(f"{evil} {n}".replace('"', "'") for n in range(5)) + '"\n'
            for evil in (e.replace("\x00", "") for e in PAYLOADS.values())
        ),
        encoding="utf-8",
    )
    for number, evil in enumerate(e.replace("\x00", "") for e in PAYLOADS.values()):
        page = (
            f"<html><head><title>Page {evil}</title>"
            f'<meta property="og:title" content="Page {evil}"><meta name="author" content="{evil}">'
            f'<link rel="canonical" href="javascript:{evil}"></head><body><article>'
            f"<h1>Page of &#27;[2J {evil}</h1><figure><figcaption>A ship {evil} (AFP)</figcaption>"
            f"</figure><p>The council {evil} voted &#155;2J &#x202e; on Monday.</p>"
            f"<p>Nobody {evil} had expected that of the harbour.</p></article></body></html>"
        )
        (folder / f"page{number}.html").write_text(page, encoding="utf-8")
        mail = (
            f"From: Ana {evil} <a@velm.example>\nSubject: =?utf-8?q?Mail_=1B]0;OWNED=07?= {evil}\n"
            f"Date: Sun, 1 Mar 2020 10:00:00 +0000\n\nThe council {evil} voted on Monday.\n"
        )
        (folder / f"mail{number}.eml").write_text(mail, encoding="utf-8")
    return folder
