"""Times, sizes and inodes that no index can hold as they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newscli.cli import main
from newscli.sources.sweep import WIDEST, _packed, bounded, is_beyond, stamp, stamps_in

STORY = "Ferry sails again\n\nThe ferry will sail again on Monday, the port of Lysvik said today.\n"
LATER = (
    "Storm closes the strait\n\nThe strait was closed on Friday, the harbour office said today.\n"
)

YEAR_2300 = 10_413_792_000
TIMES = {"2262": WIDEST // 10**9 + 1, "2300": YEAR_2300, "1960": -315_619_200, "1901": -(2**31)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "plain.txt").write_text(LATER, encoding="utf-8")
    return folder


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a run prints; it ends well and has nothing to complain of."""
    assert main([*words]) == 0
    out, err = capsys.readouterr()
    assert not err
    return out


@pytest.mark.parametrize("name", TIMES)
def test_a_file_of_any_time_is_read_and_each_change_of_it_seen(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = folder / "odd.txt"
    odd.write_text(STORY, encoding="utf-8")
    os.utime(odd, (TIMES[name], TIMES[name]))
    if int(odd.stat().st_mtime) != TIMES[name]:
        pytest.skip("this file system keeps no such time")
    for _ in range(2):
        assert "Ferry sails again" in told(capsys, "list", "--from", str(folder))
        assert "Ferry sails again" in told(capsys, "search", "ferry", "--from", str(folder))
        assert "Ferry sails again" in told(capsys, "read", "1", "--from", str(folder))
        main(["check", "--from", str(folder)])  # 1: short articles deserve a look
        assert "odd.txt" in capsys.readouterr().out
    odd.write_text(STORY.replace("Monday", "Sunday"), encoding="utf-8")
    os.utime(odd, (TIMES[name], TIMES[name]))
    assert "Sunday" in told(capsys, "search", "sunday", "--lines", "--from", str(folder))
    os.utime(folder, (TIMES[name], TIMES[name]))
    assert "Ferry sails again" in told(capsys, "list", "--from", str(folder))


class Wide:
    """What `stat` says of a file, with numbers of 64 bits in it."""

    def __init__(self, status: os.stat_result) -> None:
        self._status = status

    def __getattr__(self, name: str) -> int:
        if name in ("st_ino", "st_size", "st_mtime_ns", "st_ctime_ns"):
            return 2**64 - 1
        return int(getattr(self._status, name))


def test_every_number_is_bounded_where_it_enters(folder: Path) -> None:
    wide = stamp(Wide(os.stat(folder / "plain.txt")))  # type: ignore[arg-type]
    assert set(wide) == {WIDEST}
    assert is_beyond(wide)
    assert not is_beyond(stamp(os.stat(folder / "plain.txt")))
    packed = _packed(["a.txt"], [2**64 - 1, 2**63, -(2**70), 7], [])
    files = stamps_in("", packed)
    assert tuple(files["a.txt"]) == (WIDEST, WIDEST, -WIDEST - 1, 7)
    assert [bounded(n) for n in (WIDEST, WIDEST + 1, -WIDEST - 2)] == [WIDEST, WIDEST, -WIDEST - 1]
