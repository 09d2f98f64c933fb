"""A member's name is text that somebody wrote into an archive, never a path of the file system."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import newscli
from newscli.cli import main

STORY = "Ferry sails again\n\nThe ferry will sail again on Monday, the port of Lysvik said today.\n"
SECRET = "Nobody Outside Reads This\n\nThe secret stands in a file outside of the archive.\n"  # noqa: S105


def told(number: int) -> str:
    """The story as one of the members has it."""
    return f"{STORY}\nIt was the news of day {number}, the harbour office said.\n"


def zipped(path: Path, names: list[str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(zipfile.ZipInfo(name), told(number))


def tarred(path: Path, names: list[str]) -> None:
    with tarfile.open(path, "w:gz" if path.suffix == ".tgz" else "w") as archive:
        for number, name in enumerate(names):
            info = tarfile.TarInfo(name)
            info.size = len(told(number))
            archive.addfile(info, io.BytesIO(told(number).encode()))


ARCHIVES: dict[str, Callable[[Path, list[str]], None]] = {
    "a.zip": zipped,
    "a.tar": tarred,
    "a.tgz": tarred,
}


@pytest.fixture(params=ARCHIVES)
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An archive whose members are called as files outside are, in every way there is."""
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    inside = tmp_path / "deep" / "in"
    inside.mkdir(parents=True)
    path = inside / request.param
    (inside / f"{request.param}!").mkdir()  # where a name would lead if it were a path
    (inside / f"{request.param}!" / "secret.txt").write_text(SECRET, encoding="utf-8")
    names = [
        "x/../../../../secret.txt",
        "../../../secret.txt",
        "../../secret.txt",
        f"x{'/..' * 30}{tmp_path}/secret.txt",
        f"{tmp_path}/secret.txt",
        f"/{tmp_path}/secret.txt",
        "secret.txt",
        "C:\\secret.txt",
        "C:/secret.txt",
        "..\\..\\secret.txt",
        "x!/../../../secret.txt",
        "a.zip!/../../../secret.txt",
    ]
    ARCHIVES[request.param](path, names)
    return path


def opened_by(archive: Path) -> list[int]:
    """The numbers of the articles in an archive."""
    articles = list(newscli.open_archive([archive]).articles())
    assert articles
    assert {one.headline for one in articles} == {"Ferry sails again"}
    return [one.number for one in articles]


def test_nothing_that_shows_a_source_opens_a_file_outside(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in opened_by(archive):
        assert main(["read", str(number), "--raw", "--from", str(archive)]) == 0
        shown = capsys.readouterr()
        assert shown.out.startswith(STORY)
        assert not shown.err
    main(["check", "--lines", str(archive), "--from", str(archive)])
    shown = capsys.readouterr()
    assert "Nobody Outside" not in shown.out
    assert shown.out.count("The ferry will sail again") == len(opened_by(archive))


def test_no_editor_is_given_a_members_name(
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\necho "$@" >{tmp_path}/opened\n')
    editor.chmod(stat.S_IRWXU)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    for number in opened_by(archive):
        assert main(["read", str(number), "--edit", "--from", str(archive)]) == 2
        assert "no file of its own" in capsys.readouterr().err
    assert not (tmp_path / "opened").exists()


def test_an_export_into_a_folder_writes_into_that_folder_alone(
    archive: Path, tmp_path: Path
) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    folder = tmp_path / "exported"
    folder.mkdir()
    assert main(["export", "--format", "markdown", "-o", str(folder), "--from", str(archive)]) == 0
    after = {path for path in tmp_path.rglob("*") if path.is_file() and "cache" not in path.parts}
    assert {path.parent for path in after - before} == {folder}
    assert (tmp_path / "secret.txt").read_text() == SECRET


def test_links_in_a_tar_archive_lead_nowhere_outside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    path = tmp_path / "links.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind in (("soft.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE)):
            for at, target in enumerate((f"{tmp_path}/secret.txt", "../secret.txt", "secret.txt")):
                info = tarfile.TarInfo(f"{at}/{name}")
                info.type, info.linkname = kind, target
                archive.addfile(info)
    main(["export", "--from", str(path)])
    assert "Nobody Outside" not in capsys.readouterr().out


def test_a_name_in_an_archive_is_shown_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    zipped(tmp_path / "a.zip", ["x/../../../etc/hostname"])
    assert main(["list", "--plain", "--from", "*.zip"]) == 0
    assert "a.zip!/x/../../../etc/hostname" in capsys.readouterr().out
