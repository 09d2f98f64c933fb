"""Members of one name, and hard links: the last is the document, none is lost in silence."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import subprocess
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from newscli.sources import expanding
from tests.faults.programs import newscli, story

Run = Callable[..., tuple[int, str, str]]

Entry = tuple[str, str]
"""Name, and the name in the story; or for a hard link `=` and what it leads to."""


def tarred(entries: Iterable[Entry], kind: int = tarfile.PAX_FORMAT) -> bytes:
    with tarfile.open(fileobj=(made := io.BytesIO()), mode="w", format=kind) as archive:
        for name, content in entries:
            info = tarfile.TarInfo(name)
            if content.startswith("="):
                info.type, info.linkname = tarfile.LNKTYPE, content[1:]
                archive.addfile(info)
            else:
                info.size = len(data := story(content).encode())
                archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def zipped(entries: Iterable[Entry]) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # that names stand twice
        for name, content in entries:
            archive.writestr(name, story(content))
    return made.getvalue()


def gnu(entries: Iterable[Entry]) -> bytes:
    return tarred(entries, tarfile.GNU_FORMAT)


def packed(entries: Iterable[Entry]) -> bytes:
    return gzip.compress(tarred(entries), mtime=0)


def squeezed(entries: Iterable[Entry]) -> bytes:
    return bz2.compress(tarred(entries))


TARS = pytest.mark.parametrize(
    ("name", "made"),
    [("a.tar", tarred), ("a.tar", gnu), ("a.tgz", packed), ("a.tar.bz2", squeezed)],
    ids=["tar", "gnu", "tgz", "bz2"],
)
ALL = pytest.mark.parametrize(
    ("name", "made"),
    [("a.zip", zipped), ("a.tar", tarred), ("a.tgz", packed)],
    ids=["zip", "tar", "tgz"],
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    return tmp_path / "news"


def listed(run: Run, news: Path) -> tuple[dict[str, str], list[str]]:
    """Member → the name in its story; and what is told.  The second run says the same."""
    found = []
    for _ in range(2):
        code, out, err = run("list", "--json", "--from", str(news))
        told = sorted(line.partition("!/")[2] for line in err.splitlines())
        assert code == (2 if told else 0), err
        articles = json.loads(out)["articles"]
        named = {
            one["source"]["path"].partition("!/")[2]: one["headline"].split()[3] for one in articles
        }
        assert len(named) == len(articles)
        found.append((named, told))
    assert found[0] == found[1]
    return found[0]


@ALL
def test_the_last_member_of_a_name_is_the_document_and_earlier_ones_are_told(
    run: Run, news: Path, name: str, made: Callable[[Iterable[Entry]], bytes]
) -> None:
    entries = [("a.txt", "Old"), ("b.txt", "Berries"), ("a.txt", "Older"), ("a.txt", "New")]
    (news / name).write_bytes(made([*entries, ("c.txt", "Cherries")]))
    named, told = listed(run, news)
    assert named == {"a.txt": "New", "b.txt": "Berries", "c.txt": "Cherries"}
    assert told == ["a.txt: passed over 2 earlier members of the same name"]
    _, out, _ = run("export", "--from", str(news))
    assert "Old" not in out
    _, out, _ = run("list", "--json", "--from", str(news))
    for number in [one["number"] for one in json.loads(out)["articles"]]:
        code, raw, err = run("read", str(number), "--raw", "--from", str(news))
        assert code == (2 if told else 0), err
        _, read, _ = run("read", str(number), "--json", "--from", str(news))
        assert raw.splitlines()[0] == json.loads(read)["articles"][0]["headline"]
    _, lines, _ = run("check", str(news), "--lines", "--from", str(news))
    assert ("Hears of New" in lines, "Hears of Old" in lines) == (True, False)


@pytest.mark.parametrize("option", ["-r", "-u"])
def test_an_archive_that_tar_added_to_is_read_as_tar_does(
    run: Run, news: Path, tmp_path: Path, option: str
) -> None:
    (tmp_path / "a.txt").write_text(story("Old"))
    subprocess.run(["tar", "-cf", news / "a.tar", "a.txt"], cwd=tmp_path, check=True)
    assert listed(run, news) == ({"a.txt": "Old"}, [])
    (tmp_path / "a.txt").write_text(story("New"))
    then = (tmp_path / "a.txt").stat().st_mtime + 10
    subprocess.run(["touch", "-d", f"@{then}", "a.txt"], cwd=tmp_path, check=True)
    subprocess.run(["tar", option, "-f", news / "a.tar", "a.txt"], cwd=tmp_path, check=True)
    named, told = listed(run, news)
    assert (named, len(told)) == ({"a.txt": "New"}, 1)


@TARS
def test_a_hard_link_is_what_it_leads_to(
    run: Run, news: Path, name: str, made: Callable[[Iterable[Entry]], bytes]
) -> None:
    entries = [
        ("a.txt", "Apples"),
        ("link.txt", "=a.txt"),
        (".store/0", "Hidden"),
        ("shown.txt", "=.store/0"),
        ("picture.png", "Dates"),
        ("dates.txt", "=picture.png"),
        ("again.txt", "=link.txt"),
        ("b.txt", "Berries"),
    ]
    (news / name).write_bytes(made(entries))
    named, told = listed(run, news)
    assert named == {
        "a.txt": "Apples",
        "link.txt": "Apples",
        "again.txt": "Apples",
        "shown.txt": "Hidden",
        "picture.png": "Dates",
        "dates.txt": "Dates",
        "b.txt": "Berries",
    }
    assert told == []
    _, out, _ = run("list", "--json", "--from", str(news))
    for number in [one["number"] for one in json.loads(out)["articles"]]:
        code, raw, err = run("read", str(number), "--raw", "--from", str(news))
        assert code == (2 if told else 0), err
        _, read, _ = run("read", str(number), "--json", "--from", str(news))
        assert raw.splitlines()[0] == json.loads(read)["articles"][0]["headline"]


@TARS
def test_names_that_are_given_anew_are_those_of_the_end(
    run: Run, news: Path, name: str, made: Callable[[Iterable[Entry]], bytes]
) -> None:
    entries = [
        ("a.txt", "Old"),
        ("kept.txt", "=a.txt"),  # still that when `a.txt` is another
        ("a.txt", "New"),
        ("b.txt", "Berries"),
        ("b.txt", "=a.txt"),  # a link in the place of a file
        ("c.txt", "=a.txt"),
        ("c.txt", "Cherries"),  # a file in the place of a link
    ]
    (news / name).write_bytes(made(entries))
    named, told = listed(run, news)
    assert named == {"a.txt": "New", "kept.txt": "Old", "b.txt": "New", "c.txt": "Cherries"}
    assert [line.partition(":")[0] for line in told] == ["a.txt", "b.txt", "c.txt"]


@TARS
def test_a_hard_link_to_nothing_in_the_archive_is_told(
    run: Run, news: Path, name: str, made: Callable[[Iterable[Entry]], bytes]
) -> None:
    (news.parent / "secret.txt").write_text(story("Secret"))
    entries = [
        ("1.txt", f"={news.parent}/secret.txt"),
        ("2.txt", "=../secret.txt"),
        ("3.txt", "=later.txt"),
        ("4.txt", "=4.txt"),
        ("later.txt", "Later"),
    ]
    (news / name).write_bytes(made(entries))
    named, told = listed(run, news)
    assert named == {"later.txt": "Later"}
    reason = "a hard link to what is not in the archive"
    assert told == [f"{number}.txt: {reason}" for number in (1, 2, 3, 4)]


def test_on_standard_input_the_last_counts_too_and_what_cannot_be_had_is_told(
    fresh: dict[str, str],
) -> None:
    data = tarred([("a.txt", "Old"), ("b.txt", "=a.txt"), ("a.txt", "New")])
    ended = newscli("list", "--json", "--from", "-", env=fresh, stdin=data)
    headlines = [one["headline"].split()[3] for one in json.loads(ended.out)["articles"]]
    assert (ended.code, headlines) == (2, ["New"])
    told = sorted(line.partition("!/")[2] for line in ended.err.decode().splitlines())
    assert told == [
        "a.txt: passed over 1 earlier member of the same name",
        "b.txt: a hard link: save the archive as a file to read it",
    ]


def test_many_names_of_one_member_do_not_fill_the_index(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expanding, "FREE", 1 << 20)
    text = "".join(f"The harbour heard of matter {number}.\n\n" for number in range(2_000))
    with tarfile.open(news / "a.tgz", "w:gz") as archive:
        info = tarfile.TarInfo("0.txt")
        info.size = len(data := f"Much\n\n{text}".encode())
        archive.addfile(info, io.BytesIO(data))
        for number in range(1, 1_000):
            info = tarfile.TarInfo(f"{number}.txt")
            info.type, info.linkname = tarfile.LNKTYPE, "0.txt"
            archive.addfile(info)
    code, _, err = run("list", "--from", str(news))
    told = [line for line in err.splitlines() if "loaded" not in line]  # where it took long
    assert (code, len(told)) == (2, 1)
    assert "as no text does" in told[0]


def test_a_truncated_archive_gives_what_stands_before_the_cut(run: Run, news: Path) -> None:
    whole = tarred([("a.txt", "Old"), ("b.txt", "Berries"), ("a.txt", "New"), ("c.txt", "Cut")])
    (news / "a.tar").write_bytes(whole[: whole.rindex(b"Hears of Cut") + 40])
    code, out, err = run("list", "--from", str(news))
    assert (code, "New" in out, "Berries" in out, "Old" in out) == (2, True, True, False)
    assert "damaged" in err


def _sized(size: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo("b.txt")
    info.pax_headers = {"size": size}
    return info


@pytest.mark.parametrize("size", ["-1", "1099511627776", "99999999999999999999", "damaged"])
@pytest.mark.parametrize("compressed", [False, True])
def test_a_header_that_lies_or_is_damaged_is_told_and_waited_for_by_nobody(
    size: str, compressed: bool, run: Run, news: Path
) -> None:
    whole = tarred([("a.txt", "Old"), ("b.txt", "Berries"), ("c.txt", "Cut")])
    if size == "damaged":
        whole = whole.replace(b"b.txt", b"B.txt", 1)
    else:
        info = _sized(size)
        info.size = 512
        header = info.tobuf(tarfile.PAX_FORMAT)
        at = whole.index(b"b.txt")
        whole = whole[:at] + header + whole[at + 512 :]
    (news / "a.tar").write_bytes(gzip.compress(whole) if compressed else whole)
    code, out, err = run("list", "--from", str(news))
    assert (code, "Old" in out) == (2, True)
    assert "a.tar: the archive is damaged here" in err
