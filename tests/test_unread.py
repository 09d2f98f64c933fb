"""Every file below a folder is read, or named with what it is instead."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newscli.formats.layout.machine_text import json_kind, kind

Run = Callable[..., tuple[int, str, str]]

ENDINGS = (
    "txt text asc md markdown rst org story html xhtml eml log news article 2020 utf8 TXT bak "
    "de out dat py yaml cfg"
).split()
BINARIES = {
    "a.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "b.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "c.mp3": b"ID3\x03\0\0\0\0\0\x0f",
    "d.exe": b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff",
    "e.bin": random.Random(4).randbytes(700),  # noqa: S311 - no secret
}
BODY = """The harbour of {name} will close to large ships, the council decided on Monday night.

Fishermen said that nobody had asked them; the mayor said that there was no choice.

A vote on the budget = the next battle (as one member put it): it was put off until May.
"""


def story(name: str) -> str:
    return f"Harbour of {name} Closes\n\n{BODY.format(name=name)}"


def page(name: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.format(name=name).split("\n\n"))
    body = f"<article><h1>Harbour of {name} Closes</h1>{paragraphs}</article>"
    return f"<html><body>{body}</body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A story in each of 25 endings, one of them none, and five binaries; and what is hidden."""
    folder = tmp_path / "news"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / ".git").mkdir()
    for number, ending in enumerate(["", *ENDINGS]):
        path = folder / ("deep" if number % 2 else "") / f"s{number}{'.' * bool(ending)}{ending}"
        path.write_text((page if "html" in ending else story)(f"Velm {number}"))
    for number, (name, data) in enumerate(BINARIES.items()):
        (folder / ("deep/er" if number % 2 else "") / name).write_bytes(data)
    for name in (".DS_Store", ".git/config"):
        (folder / name).write_bytes(b"\0\0\0\1Bud1")
    return folder


def listed(run: Run, folder: Path) -> list[str]:
    code, out, err = run("list", "--from", str(folder), "--format", "{path}\t{headline}")
    assert code == 0
    assert re.fullmatch(
        r"newscli: 5 files are no articles: .* \(newscli check --unread .*\)\n", err
    )
    assert all("\tHarbour of Velm" in line for line in out.splitlines())
    return [line.partition("\t")[0] for line in out.splitlines()]


def test_all_files_are_read_or_named(run: Run, folder: Path) -> None:
    articles = listed(run, folder)
    code, out, err = run("check", "--unread", "--from", str(folder))
    assert (code, err) == (0, "")
    unread = dict(line.split("\t") for line in out.splitlines())
    there = [
        os.path.join(above, name)
        for above, _, names in os.walk(folder)
        for name in names
        if not os.path.relpath(os.path.join(above, name), folder).startswith(".")
    ]
    assert len(there) == 30
    assert sorted([*articles, *unread]) == sorted(there)
    assert {os.path.basename(path): what for path, what in unread.items()} == {
        "a.png": "image (PNG)",
        "b.jpg": "image (JPEG)",
        "c.mp3": "sound file (MP3)",
        "d.exe": "program",
        "e.bin": "binary file",
    }
    _, out, _ = run("check", "--unread", "--json", "--from", str(folder))
    assert {one["path"]: one["reason"] for one in json.loads(out)["unread"]} == unread


def test_what_is_unread_follows_the_files(run: Run, folder: Path) -> None:
    listed(run, folder)
    (folder / "a.png").unlink()
    (folder / "c.mp3").write_text(story("Sund"))
    _, out, err = run("list", "--from", str(folder))
    assert "Harbour of Sund" in out
    assert err.startswith("newscli: 3 files are no articles: 1 ")


def test_of_an_unchanged_folder_no_file_is_opened(folder: Path, tmp_path: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (1_600_000_000,) * 2)
    code = (
        "import sys\n"
        "from newscli.cli import main\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])))\n"
        "main(['list', '--from', sys.argv[1]])\n"
        "print(*[path for path in opened if path.startswith(sys.argv[1] + '/')], file=sys.stderr)"
    )
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}

    def opened() -> list[str]:
        command = [sys.executable, "-c", code, str(folder)]
        run = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
        found = run.stderr.splitlines()[-1].split(" ")
        return [path for path in found if os.path.isfile(path)]

    first = opened()
    assert len(first) == len({*first}) == 30
    subprocess.run(["sleep", "2.1"], check=True)  # younger stamps may deceive
    opened()
    assert opened() == []


def test_what_was_named_itself_is_a_problem(run: Run, folder: Path) -> None:
    code, out, err = run("list", str(folder / "a.png"))
    assert (code, out) == (2, "")
    assert err == f"newscli: {folder}/a.png: not read: image (PNG)\n"


CODE = {
    "code file": [
        '#include <stdio.h>\n\nint main(void) {\n    puts("hello");\n    return 0;\n}\n',
        "const a = require('a');\n\nfunction go(x) {\n  return a.b(x);\n}\n\nexports.go = go;\n",
        "body {\n  margin: 0;\n  color: #333;\n}\n\n.head a:hover {\n  color: red;\n}\n",
        '"""Words of a module, at some length, as they stand above it."""\n\nimport os\n\n\n'
        "def main():\n    for name in os.listdir():\n        print(name)\n",
    ],
    "configuration file": [
        "[server]\nhost = 0.0.0.0\nport = 8080\n\n[log]\nlevel = debug\npath = /var/a.log\n",
        "version: 2\njobs:\n  build:\n    image: python\n    steps:\n      - fetch\n      - test\n",
    ],
    "word list": [
        "\n".join(f"{a}{b}" for a in ("ba", "bo", "du") for b in ("rk", "lt", "mp", "sh"))
    ],
    "token table": [
        "Ana NNP B-PER\nBo NNP I-PER\nsailed VBD O\nto TO O\nVelm NNP B-LOC\n. . O\n\n" * 6,
        "# sent_id = 1\n1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n"
        "2\tport\tport\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n"
        "3\tcloses\tclose\tVERB\tVBZ\t_\t0\troot\t_\t_\n4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n",
        "1\tThe\tDET\n2\tport\tNOUN\n3\tcloses\tVERB\n4\t.\tPUNCT\n\n" * 6,
    ],
    "data file": [
        '{"name": "velm", "version": "1.0", "scripts": {"build": "tsc"}, "private": true}'
    ],
    "number table": ["year,a,b\n" + "".join(f"{2000 + n},{n * 7},{n * 9}\n" for n in range(20))],
}


@pytest.mark.parametrize(("what", "text"), [(one, text) for one in CODE for text in CODE[one]])
def test_text_for_machines_is_named(what: str, text: str) -> None:
    found = (json_kind if text[0] == "{" else kind)(text)
    assert found is not None
    assert found.startswith(what)


NEWS = (
    "---\ntitle: Keel scan\ndate: 2020-05-03\n---\n\nThe scan is out.\n\n## Links\n\n"
    + "- [Keel scan](https://velm.example/keel/(1))\n" * 3,
    "Der Rat; die Stadt; der Hafen\n\nEr sagte: „Nein.“ {sic}\n\nDie Sitzung dauerte lange;\n",
    "港口关闭\n\n市议会星期一晚上决定关闭港口。渔民说没有人问过他们。\n\n市长说别无选择。\n",
    "ท่าเรือเวล์มปิด\n\nสภาเมืองตัดสินใจเมื่อคืนวันจันทร์ว่าจะปิดท่าเรือสำหรับเรือใหญ่\n",
    "title: Harbour closes\nauthor: Ana Bo\ndate: 2020-05-03\nurl: https://velm.example/1\n",
    "HEADLINE: Harbour Closes\nBYLINE: Ana Bo\nLENGTH: 120 words\nLOAD-DATE: May 3, 2020\n",
    "RESULTS\n\nVelm 3, Sund 1\nOster 2, Vale 2\nHolm 0, Eck 4\n\nPlayed on Sunday in rain.\n",
    "if you knew\nwhat I know\n\nwhile we wait;\nfor the ship to come,\nwe sing:\n\nno more.\n",
    "Set free: three held in Velm\n\nPolice let them go (for now); none charged = none will be.\n",
    "".join(f"The committee heard of {n * n} things on day {n}.\n" for n in range(40)),
    "# Harbour closes\n\nIn `port.py` the council's clerk had written:\n\n    x = 1\n    y = 2\n\n"
    "That was all that anybody found, and nobody knows to this day what it was meant to do.\n",
)


@pytest.mark.parametrize("text", NEWS)
def test_news_is_never_taken_for_text_for_machines(text: str) -> None:
    assert kind(text) is None


def test_code_is_read_when_a_person_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(CODE["code file"][3])
    code, out, err = run("list", str(tmp_path / "a.py"))
    assert (code, out) == (2, "")
    assert "--format text" in err
    code, out, err = run("list", str(tmp_path / "a.py"), "--format", "text")
    assert (code, err) == (0, "")
    assert out


def test_a_story_with_a_long_list_in_it_is_no_code() -> None:
    players = "".join(f"{n} Player Number{n} (Norway)\n" for n in range(1, 60))
    told = "The draw for the open was made on Friday, and the first seed meets the last. " * 4
    assert kind(f"Draw made for the open\n\n{told}\n\n{players}") is None
