"""Office files give the records of the text that they hold."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

import newscli
from newscli.cli import main
from newscli.errors import DocumentError
from newscli.records import Article
from newscli.sources import converting
from newscli.sources.files import opened
from tests import office

STORY = [
    "Harbour board votes to keep the old ferry “Maren”",
    "",
    "The harbour board of Lysvik voted on Monday to keep the ferry in service for another year.",
    "",
    "The decision came after three hours of debate (and one walk-out), members said afterwards.",
    "",
    "“Nobody here wants a bridge before the money is there,” said the chairwoman, Ida Brekke.",
]
EXPORT = [
    *("", "                               1 of 2 DOCUMENTS", "", ""),
    *("                              The Lysvik Herald", "", "March 3, 2019 Sunday", ""),
    *("Ferry stays for another year", "", "BYLINE: Ida Holm", "", "LENGTH: 21 words", ""),
    "The harbour board voted on Monday to keep the ferry in service for another year, it",
    *("said in a statement to all of its members.", "", "LOAD-DATE: March 4, 2019", "", ""),
    *("                               2 of 2 DOCUMENTS", "", ""),
    *("                              The Lysvik Herald", "", "March 5, 2019 Tuesday", ""),
    *("School roof is mended", "", "BYLINE: Jon Lie", "", "LENGTH: 17 words", ""),
    "Pupils went back to their class rooms on Tuesday, after two weeks of lessons in the town",
    *("hall and the church.", "", "LOAD-DATE: March 6, 2019", ""),
]


def told(article: Article) -> tuple[object, ...]:
    return (article.headline, article.date, article.byline, article.publisher, article.paragraphs)


@pytest.fixture(params=sorted(office.MAKERS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def saved(folder: Path, kind: str, lines: list[str]) -> Path:
    path = folder / f"story.{kind}"
    path.write_bytes(office.MAKERS[kind](lines))
    return path


def test_an_office_file_gives_the_records_of_its_text(tmp_path: Path, kind: str) -> None:
    text = tmp_path / "story.txt"
    for lines in (STORY, EXPORT):
        text.write_text("\n".join(lines), encoding="utf-8")
        expected = [told(article) for article in newscli.load(text)]
        assert expected
        found = newscli.load(saved(tmp_path, kind, lines))
        assert [told(article) for article in found] == expected


def test_its_ending_does_not_say_what_it_is(tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path, kind, STORY).rename(tmp_path / "letter.txt")
    assert [article.headline for article in newscli.load(path)] == [STORY[0]]


def test_raw_shows_the_converted_lines(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "1", "--raw", "--from", str(saved(tmp_path, kind, STORY))]) == 0
    shown = capsys.readouterr().out.split("\n")
    assert [line for line in shown if line] == [line for line in STORY if line]


def test_one_in_an_archive_is_read(tmp_path: Path, kind: str) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(f"in/story.{kind}", office.MAKERS[kind](STORY))
    archive_of = newscli.open_archive([tmp_path / "all.zip"])
    assert [one.headline for one in archive_of.summaries()] == [STORY[0]]


def test_a_cut_file_is_a_line_and_harms_no_other(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = saved(tmp_path, kind, STORY).read_bytes()
    (tmp_path / f"cut.{kind}").write_bytes(whole[: len(whole) // 2])
    code = main(["list", "--from", f"{tmp_path}/*.{kind}"])
    out, err = capsys.readouterr()
    assert STORY[0] in out
    assert "Traceback" not in err
    assert (code, err.count("\n")) in ((2, 1), (0, 0))  # rtf and pdf give what is there


@pytest.mark.parametrize(
    ("kind", "module"), [("docx", "docx"), ("odt", "odf"), ("pdf", "pdfminer")]
)
def test_a_missing_library_is_named_with_its_extra(tmp_path: Path, kind: str, module: str) -> None:
    path = saved(tmp_path, kind, STORY)
    code = (
        "import sys; sys.modules[sys.argv[2]] = None\n"
        "from newscli.cli import main; sys.exit(main(['list', '--from', sys.argv[1]]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(path), module], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert run.stderr == f"newscli: {path}: {kind} file: install newscli[office] to read it\n"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    for kind, part in (("docx", "word/document.xml"), ("odt", "content.xml"), ("epub", "a.html")):
        bomb = io.BytesIO(office.MAKERS[kind](STORY))
        with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"more/{part}", b"<p>" + bytes(converting.LARGEST_PARTS[kind]))
        path = tmp_path / f"bomb.{kind}"
        path.write_bytes(bomb.getvalue())
        with pytest.raises(DocumentError, match="too large"):
            newscli.load(path)


def test_entities_that_multiply_come_to_nothing(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    declared = f'<!DOCTYPE x [<!ENTITY a0 "ten signs.">{entities}]>'
    with zipfile.ZipFile(tmp_path / "bomb.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", f"{declared}<container>&a9;</container>")
    with pytest.raises(DocumentError, match="damaged or unusual"):
        newscli.load(tmp_path / "bomb.epub")


def test_an_encrypted_pdf_says_so(tmp_path: Path) -> None:
    secret = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{'11' * 32}>>>"
    (tmp_path / "a.pdf").write_bytes(office.pdf(STORY, secret))
    with pytest.raises(DocumentError, match="encrypted"):
        newscli.load(tmp_path / "a.pdf")


def test_pages_that_are_pictures_are_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(office.pdf([" "]))
    with pytest.raises(DocumentError, match="its pages are pictures"):
        newscli.load(tmp_path / "a.pdf")


SHEET = (
    "<worksheet><sheetData>"
    '<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    '<c r="D1" t="s"><v>2</v></c></row>'
    '<row><c r="A2" t="inlineStr"><is><t>Ferry, once more</t></is></c>'
    '<c r="B2" s="1"><v>43831</v></c>'
    '<c r="D2" t="str"><v>The ferry sails again.\n\nIt is on time.</v></c></row>'
    "</sheetData></worksheet>"
)


def workbook(path: Path, sheet: str = SHEET, shared: str = "") -> Path:
    texts = "".join(f"<si><t>{one}</t></si>" for one in ("title", "date", "text"))
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("docProps/app.xml", "<Properties/>")
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
        book.writestr("xl/sharedStrings.xml", shared or f"<sst>{texts}</sst>")
        book.writestr("xl/styles.xml", '<a><cellXfs><xf/><xf numFmtId="14"/></cellXfs></a>')
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def test_the_rows_of_a_workbook_are_articles(tmp_path: Path) -> None:
    (article,) = newscli.load(workbook(tmp_path / "a.xlsx"))
    assert article.headline == "Ferry, once more"
    assert article.date == "2020-01-01"
    assert article.paragraphs == ("The ferry sails again.", "It is on time.")


@pytest.mark.parametrize(
    ("sheet", "shared", "why"),
    [
        ("<worksheet><row><c", "", "damaged or unusual"),
        ("<worksheet><row><c r='ZZZ1'><v>1</v></c></row></worksheet>", "", "over 1,000 columns"),
        (SHEET, "<!DOCTYPE a [<!ENTITY b 'c'>]><sst>&b;</sst>", "entities of its own"),
        ("<worksheet/>", "", "it is empty"),
    ],
)
def test_a_workbook_that_holds_no_table_is_refused(
    tmp_path: Path, sheet: str, shared: str, why: str
) -> None:
    with pytest.raises(DocumentError, match=why):
        newscli.load(workbook(tmp_path / "a.xlsx", sheet, shared))


def test_what_is_too_large_is_never_held(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(converting.LARGEST + 1)
    with opened(str(path)) as source, pytest.raises(DocumentError, match="over 64 MiB"):
        converting.converted(str(path), source, "pdf")


def made_of(stream: bytes) -> bytes:
    """A pdf of one page, with this as what is packed twice over in it."""
    whole = office.pdf([" "])
    start, end = whole.index(b"<</Length"), whole.index(b"\nendstream")
    packed = b"<</Filter/FlateDecode/Length %d>>stream\n%b" % (len(stream), stream)
    return whole[:start] + packed + whole[end:]


def word(xml: str) -> bytes:
    """A docx with this in its body."""
    out = io.BytesIO()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with (
        zipfile.ZipFile(io.BytesIO(office.docx(STORY))) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for info in whole.infolist():
            data = whole.read(info.filename)
            if info.filename == "word/document.xml":
                data = f'<w:document xmlns:w="{space}"><w:body>{xml}</w:body></w:document>'.encode()
            archive.writestr(info.filename, data)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="needs Linux's /proc")
def test_what_is_made_to_fill_memory_is_a_line_each(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "good.txt").write_text("\n".join(STORY), encoding="utf-8")
    zeros = zlib.compress(bytes(400 << 20), 9)
    page = b"BT /F 10 Tf 12 TL 50 800 Td " + b"(The board voted.) ' " * 100_000 + b"ET"
    bad = {
        "bomb.pdf": made_of(zeros),
        "page.pdf": made_of(zlib.compress(page)),
        "bomb.docx": word("<w:p/>" * 3_000_000),
        "text.rtf": b"{\\rtf1\\ansi " + b"\\pard The board voted.\\par\n" * 500_000 + b"}",
        "locked.docx": b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "old.doc": b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le"),
    }
    for name, data in bad.items():
        (news / name).write_bytes(data)
    code = (
        "import sys; from newscli.cli import main\n"
        "code = main(['list', '--from', sys.argv[1]]); sys.stdout.flush()\n"
        "peak = [x.split()[1] for x in open('/proc/self/status') if x.startswith('VmHWM')]\n"
        "print(*peak, file=sys.stderr); sys.exit(code)"  # getrusage tells of who started it, too
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(news)], capture_output=True, text=True, check=False
    )
    *lines, most = run.stderr.splitlines()
    lines = [line for line in lines if " loaded " not in line]
    assert run.returncode == 2
    assert STORY[0] in run.stdout
    assert [Path(line.split(": ")[1]).name for line in lines] == sorted(bad)
    assert sum("too large" in line or "expands" in line for line in lines) == 4
    assert sum("save it" in line for line in lines if "office" in line or "Word" in line) == 2
    assert int(most) < 256 << 10


def test_gaps_on_a_page_are_as_many_lines(tmp_path: Path) -> None:
    lines = ["One headline", "", "A paragraph.", "", "", "", "Another headline", "", "Its text."]
    path = tmp_path / "a.pdf"
    path.write_bytes(office.pdf(lines))
    with opened(str(path)) as source:
        assert converting.converted(str(path), source, "pdf").split("\n")[: len(lines)] == lines


SAVED = """From: <Saved by Blink>\r
Snapshot-Content-Location: https://lysvik.example/ferry\r
Subject: Ferry stays - The Lysvik Herald\r
Date: Mon, 1 Jan 2024 00:00:00 -0000\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="cut"\r
\r
--cut\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><head><title>Ferry stays - The Lysvik Herald</title></head><body><h1>Ferry stays</h1>\r
<p>By Ida Holm</p>\r
<time datetime=3D"2019-03-03">Sunday</time><p>The board =E2=80=9Ckeeps=E2=80=9D the ferry for a=\r
nother year.</p></body></html>\r
--cut\r
Content-Type: image/jpeg\r
Content-Transfer-Encoding: base64\r
\r
/9j/4AAQ\r
--cut--\r
"""


def test_a_page_saved_as_a_mail_is_the_page_and_no_mail(tmp_path: Path) -> None:
    path = tmp_path / "ferry.mhtml"
    path.write_bytes(SAVED.encode("ascii"))
    (article,) = newscli.load(path)
    assert told(article) == (
        "Ferry stays",
        "2019-03-03",
        "Ida Holm",
        "The Lysvik Herald",
        ("The board “keeps” the ferry for another year.",),
    )
