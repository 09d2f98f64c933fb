"""Compressed files and archives are read in place, as far as they can be and no further."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from newscli.archive import Archive, loading
from newscli.records import Article
from newscli.sources import expanding
from tests.formats.loading import HERE

zstandard = pytest.importorskip("zstandard")

COMPRESSED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": lambda data: bz2.compress(data, 1),  # in blocks of 100,000 bytes
    ".xz": lzma.compress,
    ".zst": lambda data: bytes(zstandard.ZstdCompressor(write_checksum=True).compress(data)),
}


def noise(count: int) -> bytes:
    """Bytes that do not compress, the same each time: what damage leaves may read as a picture."""
    return Random(5).randbytes(count)  # noqa: S311 - nothing secret


def text(name: str, paragraphs: int = 1) -> bytes:
    """An article of its own, with this name in its headline."""
    body = f"The committee about {name} met on a rainy morning and came to no decision at all.\n\n"
    return f"Committee Hears of {name}\n\n{body * paragraphs}It will meet again.\n".encode()


def zipped(members: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(stream := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    with tarfile.open(fileobj=(stream := io.BytesIO()), mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def asked(tmp_path: Path, *paths: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Path below the test's folder → its articles' last words of the headline; → its problem."""
    archive = Archive(paths or [tmp_path / "news"], tmp_path / "index")
    found: dict[str, list[str]] = {}
    for article in archive.articles():
        path = article.source.path.removeprefix(f"{tmp_path}/news/")
        found.setdefault(path, []).append(article.headline.rpartition(" ")[2])
    problems = {
        problem.path.removeprefix(f"{tmp_path}/news/"): problem.reason
        for problem in archive.problems
    }
    assert len(problems) == len(archive.problems), "more than one problem for a path"
    return found, problems


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    return folder


# Single files


@pytest.mark.parametrize("ending", COMPRESSED)
def test_a_compressed_file_is_a_document(tmp_path: Path, news: Path, ending: str) -> None:
    (news / f"apples.txt{ending}").write_bytes(COMPRESSED[ending](text("Apples")))
    (news / f"picture.png{ending}").write_bytes(COMPRESSED[ending](b"\x89PNG\r\n\x1a\n\0\0"))
    assert asked(tmp_path) == ({f"apples.txt{ending}": ["Apples"]}, {})


@pytest.mark.parametrize("ending", COMPRESSED)
def test_a_file_of_several_compressed_streams_is_one(
    tmp_path: Path, news: Path, ending: str
) -> None:
    whole = text("Apples", 20)
    data = COMPRESSED[ending](whole[:700]) + COMPRESSED[ending](whole[700:])
    (news / f"apples.txt{ending}").write_bytes(data)
    (news / "plain.txt").write_bytes(whole)
    first, second = Archive([news], None).articles()
    assert (first.paragraphs, first.words) == (second.paragraphs, second.words)


@pytest.mark.parametrize("ending", COMPRESSED)
def test_of_a_file_that_was_cut_off_what_can_be_had_is_kept(
    tmp_path: Path, news: Path, ending: str
) -> None:
    lines = "".join(f"The committee heard of {i * i} things on day {i}.\n" for i in range(6_000))
    whole = COMPRESSED[ending](b"Committee Hears of Apples\n\n" + lines.encode())
    (news / f"apples.txt{ending}").write_bytes(whole[: len(whole) * 2 // 3])
    found, problems = asked(tmp_path)
    assert found == {f"apples.txt{ending}": ["Apples"]}
    assert "too early" in problems[f"apples.txt{ending}"]


@pytest.mark.parametrize("ending", COMPRESSED)
def test_damage_is_told(tmp_path: Path, news: Path, ending: str) -> None:
    data = bytearray(COMPRESSED[ending](noise(50_000).hex().encode()))
    data[len(data) // 2 : len(data) // 2 + 200] = bytes(200)
    (news / f"apples.txt{ending}").write_bytes(bytes(data))
    _, problems = asked(tmp_path)
    assert "damaged" in problems[f"apples.txt{ending}"]


def test_what_it_is_counts_not_what_it_is_called(tmp_path: Path, news: Path) -> None:
    (news / "apples.txt").write_bytes(gzip.compress(text("Apples")))
    (news / "berries.txt.gz").write_bytes(text("Berries"))
    (news / "cherries.zip").write_bytes(text("Cherries"))
    found, problems = asked(tmp_path)
    assert [*found.values()] == [["Apples"], ["Berries"], ["Cherries"]]
    assert not problems


def test_a_compressed_file_on_standard_input_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for data, path in (
        (gzip.compress(text("Apples")), "-"),
        (gzip.compress(tarred({"a.txt": text("Apples")})), "-!/a.txt"),
    ):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        (article,) = Archive(["-"], None).articles()
        assert (article.headline, article.source.path) == ("Committee Hears of Apples", path)


# Archives


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst", "tgz"])
def test_the_members_of_an_archive_are_documents(tmp_path: Path, news: Path, kind: str) -> None:
    members = {
        "b.txt": text("Berries"),
        "deep/er/a.txt": text("Apples"),
        ".hidden.txt": text("Hidden"),
        "__MACOSX/._b.txt": text("Hidden"),
        "deep/.git/c.txt": text("Hidden"),
        "deep/picture.png": b"\x89PNG\r\n\x1a\n\0\0",
        "./d.txt.gz": gzip.compress(text("Dates")),
    }
    if kind == "zip":
        data = zipped(members)
    else:
        pack = COMPRESSED.get("." + kind.removeprefix("tar.").replace("tgz", "gz"), bytes)
        data = pack(tarred(members))
    (news / f"all.{kind}").write_bytes(data)
    found, problems = asked(tmp_path)
    assert problems == {}
    assert found == {
        f"all.{kind}!/b.txt": ["Berries"],
        f"all.{kind}!/deep/er/a.txt": ["Apples"],
        f"all.{kind}!/./d.txt.gz": ["Dates"],
    }


def test_an_archive_named_itself_is_shown_as_it_was_named(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "all.zip").write_bytes(zipped({"a.txt": text("Apples")}))
    monkeypatch.chdir(tmp_path)
    (article,) = Archive(["news/all.zip"], None).articles()
    assert article.source.path == "news/all.zip!/a.txt"


def test_a_folder_whose_name_ends_as_an_archives_mark_is_a_folder(
    tmp_path: Path, news: Path
) -> None:
    (news / "all.zip!").mkdir()
    (news / "all.zip!" / "a.txt").write_bytes(text("Apples"))
    (news / "all.zip").write_bytes(zipped({"b.txt": text("Berries")}))
    found, problems = asked(tmp_path)
    assert found == {"all.zip!/a.txt": ["Apples"], "all.zip!/b.txt": ["Berries"]}
    assert not problems


def test_only_what_is_held_of_a_changed_archive_is_read_again(tmp_path: Path, news: Path) -> None:
    (news / "all.zip").write_bytes(zipped({"a.txt": text("Apples"), "b.txt": text("Berries")}))
    (news / "c.txt").write_bytes(text("Cherries"))
    before = numbers(tmp_path, news)
    (news / "all.zip").write_bytes(zipped({"a.txt": text("Apples"), "d.txt": text("Dates")}))
    after = numbers(tmp_path, news)
    assert before == {"Apples": 1, "Berries": 2, "Cherries": 3}
    assert after == {"Apples": 1, "Cherries": 3, "Dates": 4}
    (news / "all.zip").unlink()
    assert numbers(tmp_path, news) == {"Cherries": 3}


def numbers(tmp_path: Path, news: Path) -> dict[str, int]:
    articles: list[Article] = list(Archive([news], tmp_path / "index").articles())
    return {article.headline.rpartition(" ")[2]: article.number for article in articles}


def test_an_archive_that_becomes_a_text_is_one(tmp_path: Path, news: Path) -> None:
    (news / "all.zip").write_bytes(zipped({"a.txt": text("Apples")}))
    assert asked(tmp_path)[0] == {"all.zip!/a.txt": ["Apples"]}
    (news / "all.zip").write_bytes(text("Berries"))
    assert asked(tmp_path)[0] == {"all.zip": ["Berries"]}
    (news / "all.zip").write_bytes(tarred({"c.txt": text("Cherries")}))
    assert asked(tmp_path)[0] == {"all.zip!/c.txt": ["Cherries"]}


def test_documents_are_counted_not_archives(tmp_path: Path, news: Path) -> None:
    (news / "all.zip").write_bytes(zipped({"a.txt": text("Apples"), "b.txt": text("Berries")}))
    (news / "c.txt").write_bytes(text("Cherries"))
    archive = Archive([news], None)
    list(archive.articles())
    assert archive.counts() == (3, 3)


def test_a_damaged_member_is_told_and_the_others_are_read(tmp_path: Path, news: Path) -> None:
    data = bytearray(zipped({name: text(name, 40) for name in ("a.txt", "b.txt", "c.txt")}))
    at = data.index(b"b.txt") + 40
    data[at : at + 30] = noise(30)
    (news / "all.zip").write_bytes(bytes(data))
    found, problems = asked(tmp_path)
    assert {"all.zip!/a.txt", "all.zip!/c.txt"} <= found.keys()
    assert [*problems] == ["all.zip!/b.txt"]
    assert "damaged" in problems["all.zip!/b.txt"]


def test_an_encrypted_member_is_told(tmp_path: Path, news: Path) -> None:
    data = bytearray(zipped({"a.txt": text("Apples"), "b.txt": text("Berries")}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    (news / "all.zip").write_bytes(bytes(data))
    found, problems = asked(tmp_path)
    assert found == {"all.zip!/b.txt": ["Berries"]}
    assert problems == {"all.zip!/a.txt": "encrypted"}


def test_a_zip_archive_without_its_end_is_told(tmp_path: Path, news: Path) -> None:
    data = zipped({"a.txt": text("Apples", 100)})
    (news / "all.zip").write_bytes(data[:-30])
    _, problems = asked(tmp_path)
    assert "damaged" in problems["all.zip"]


def test_of_a_tar_archive_that_was_cut_off_the_first_members_are_kept(
    tmp_path: Path, news: Path
) -> None:
    data = tarred({"a.txt": text("Apples"), "b.txt": text("Berries", 500)})
    (news / "plain.tar").write_bytes(data[:8_000])
    (news / "packed.tar.gz").write_bytes(gzip.compress(data)[:-200])
    found, problems = asked(tmp_path)
    assert found["plain.tar!/a.txt"] == found["packed.tar.gz!/a.txt"] == ["Apples"]
    assert "damaged" in problems["plain.tar!/b.txt"] + problems.get("plain.tar", "")
    assert "too early" in problems["packed.tar.gz"]


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path, news: Path) -> None:
    inner = zipped({"a.txt": text("Apples")})
    members = {
        "b.zip": inner,
        "c.txt": inner,
        "d.gz": gzip.compress(tarred({"a": b""})),
        "e": inner,
    }
    (news / "all.zip").write_bytes(zipped(members))
    found, problems = asked(tmp_path)
    assert not found
    assert {*problems.values()} == {"an archive in an archive is not opened"}
    assert len(problems) == 4


def test_an_archive_without_documents_is_told(tmp_path: Path, news: Path) -> None:
    (news / "all.zip").write_bytes(zipped({"picture.png": b"", ".hidden.txt": text("Apples")}))
    (news / "empty.zip").write_bytes(zipped({}))
    (news / "empty.tar").write_bytes(tarred({}))
    found, problems = asked(tmp_path)
    assert not found
    assert not problems
    archive = Archive([tmp_path / "news"], None)
    unread = {os.path.basename(one.path): one.reason for one in archive.unread_documents()}
    assert unread["picture.png"] == "empty file"
    assert unread["empty.zip"] == "empty archive"
    assert "empty.tar" in unread


def test_an_office_document_is_no_archive_of_parts(tmp_path: Path, news: Path) -> None:
    file = news / "minutes.docx"
    file.write_bytes(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<y/>"}))
    found, problems = asked(tmp_path, file)
    assert not found
    assert "the docx file is damaged" in problems["minutes.docx"]


# Too much


@pytest.mark.slow
def test_a_file_that_expands_beyond_all_measure_is_not_unpacked(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expanding, "FREE", 1 << 20)
    bomb = b"Again and again. " * (1 << 19)
    for ending, pack in COMPRESSED.items():
        (news / f"bomb.txt{ending}").write_bytes(pack(bomb))
    (news / "all.zip").write_bytes(zipped({"a.txt": text("Apples"), "bomb.txt": bomb}))
    (news / "all.tgz").write_bytes(
        gzip.compress(tarred({"a.txt": text("Apples"), "bomb.txt": bomb, "b.txt": text("B")}))
    )
    found, problems = asked(tmp_path)
    assert found == {"all.zip!/a.txt": ["Apples"], "all.tgz!/a.txt": ["Apples"]}
    assert problems.keys() == {
        *(f"bomb.txt{ending}" for ending in COMPRESSED),
        "all.zip!/bomb.txt",
        "all.tgz",
    }
    assert {*problems.values()} == {"expands to over 100 times its size, as no text does"}


def test_a_large_part_of_an_archive_does_not_end_it(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expanding, "FREE", 1 << 16)
    members = {f"{i}.txt": noise(20_000).hex().encode() for i in range(10)}
    (news / "all.tar.gz").write_bytes(gzip.compress(tarred(members)))
    (news / "all.zip").write_bytes(zipped(members))
    found, problems = asked(tmp_path)
    assert len(found) == 20
    assert not problems


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_load_of_an_archive_that_was_broken_off_goes_on_where_it_was(
    tmp_path: Path,
    news: Path,
    pack: Callable[[dict[str, bytes]], bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    members = {f"{i:02}.txt": text(f"Apples{i}") for i in range(40)}
    (news / "all").write_bytes(pack(members))
    monkeypatch.setattr(loading, "BATCH", 100)
    os.utime(news / "all")

    class Interrupted:
        left = 20

        def begin(self, size: int) -> None:
            pass

        def advance(self, size: int, documents: int, articles: int) -> None:
            self.left -= 1
            if self.left == 0:
                raise KeyboardInterrupt

        def conclude(self) -> None:
            pass

        def end(self, *, complete: bool) -> None:
            assert not complete

    archive = Archive([news], tmp_path / "index", progress=Interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(archive.articles())
    found, problems = asked(tmp_path)
    assert len(found) == 40
    assert not problems


def test_what_is_missing_for_a_file_is_named(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "apples.txt.zst").write_bytes(COMPRESSED[".zst"](text("Apples")))
    for module in ("zstandard", "compression", "compression.zstd"):
        monkeypatch.setitem(sys.modules, module, None)
    found, problems = asked(tmp_path)
    assert not found
    assert problems == {"apples.txt.zst": "compressed with zstd: install newscli[zstd] for it"}


def test_what_was_missing_is_used_once_it_is_there(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (HERE / "html/page.html").read_bytes()
    feed = (HERE / "feed/rss.xml").read_bytes()
    (news / "page.html").write_bytes(page)
    (news / "news.zip").write_bytes(zipped({"a.html": page, "b.txt": text("Berries")}))
    (news / "feeds.tar").write_bytes(tarred({"a.xml": feed}))
    (news / "apples.txt.zst").write_bytes(COMPRESSED[".zst"](text("Apples")))
    with monkeypatch.context() as patch:
        for module in ("trafilatura", "feedparser", "zstandard", "compression.zstd"):
            patch.setitem(sys.modules, module, None)
        for _ in range(2):
            found, problems = asked(tmp_path)
            assert found == {"news.zip!/b.txt": ["Berries"]}
            assert len(problems) == 4
    found, problems = asked(tmp_path)
    assert not problems
    assert len(found) == 5
    assert len(found["feeds.tar!/a.xml"]) > 1
