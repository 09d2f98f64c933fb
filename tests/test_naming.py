"""What of a path says where articles are from: it depends on the other documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newscli.archive import Archive
from newscli.sources.naming import Naming


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        # Folders that hold several documents tell, whatever the files are named.
        (
            ["/n/tech/001.txt", "/n/tech/002.txt", "/n/sport/001.txt", "/n/sport/a.txt"],
            ["tech", "tech", "sport", "sport"],
        ),
        # One folder says the same of all, so the file's name tells.
        (["/n/tech/may.jsonl", "/n/tech/june.jsonl.gz"], ["may", "june"]),
        # As many folders as documents: each is a document's own, and the file's name tells.
        (["/n/uk/a.csv", "/n/us/b.csv"], ["a", "b"]),
        # Years, days and other figures are passed over for what they lie in.
        (
            ["/n/Post/2023/05/1.txt", "/n/Post/2024/2.txt", "/n/Sun/2024/3.txt", "/n/Sun/4.txt"],
            ["Post", "Post", "Sun", "Sun"],
        ),
        # A folder that all have says nothing, wherever it stands.
        (
            ["/n/uk/articles/1.txt", "/n/uk/articles/2.txt"] + ["/n/us/articles/3.txt"] * 2,
            ["uk", "uk", "us", "us"],
        ),
        # Archives are folders.
        (["/n/a.zip!/1.txt", "/n/a.zip!/2.txt", "/n/b.tar.gz!/1.txt"] * 2, ["a", "a", "b"] * 2),
        # Beside folders that tell, a file may tell by its name.
        (["/n/tech/1.txt", "/n/tech/2.txt", "/n/wire.csv"], ["tech", "tech", "wire"]),
        # Names that programs give are none.
        (["/n/000_95a98d3060.txt", "/n/550e8400-e29b-41d4-a716-446655440000.txt"], [None] * 2),
        (["/n/2024-05-31.txt", "/n/12.txt", "-"], [None] * 3),
        (["/n/2024.06 one.txt", "/n/.hid", "C:\\n\\two.md"], ["2024.06 one", ".hid", "two"]),
    ],
)  # fmt: skip
def test_the_shortest_part_that_tells_documents_apart(
    paths: list[str], names: list[str | None]
) -> None:
    naming = Naming.of(paths)
    assert [naming.name(path) for path in paths] == names


def test_what_tells_is_another_when_documents_come_and_go(tmp_path: Path) -> None:
    def sources() -> list[str | None]:
        return [told.source for told in Archive([tmp_path], tmp_path / "cache").summaries()]

    def write(name: str) -> None:
        tmp_path.joinpath(name).parent.mkdir(exist_ok=True)
        tmp_path.joinpath(name).write_text(f"The harbour of {name} was closed on Monday.")

    for name in ("tech/one.txt", "tech/two.txt"):
        write(name)
    assert sources() == ["one", "two"]
    for name in ("sport/one.txt", "sport/two.txt"):
        write(name)
    assert sorted(filter(None, sources())) == ["sport", "sport", "tech", "tech"]
    for name in ("sport/one.txt", "sport/two.txt"):
        tmp_path.joinpath(name).unlink()
    assert sources() == ["one", "two"]


def test_a_search_and_a_list_name_the_same_source(
    tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    for name in ("tech/1.txt", "tech/2.txt", "sport/1.txt", "sport/2.txt"):
        tmp_path.joinpath(name).parent.mkdir(exist_ok=True)
        tmp_path.joinpath(name).write_text(f"The harbour of {name} was closed on Monday.")
    archive = Archive([tmp_path], None)
    listed = {told.id: told.source for told in archive.summaries()}
    assert {hit.article.id: hit.source for hit in archive.search("harbour")} == listed
    assert sorted(filter(None, listed.values())) == ["sport", "sport", "tech", "tech"]
    assert archive.counted("source") == [("sport", 2), ("tech", 2)]
    _, out, _ = run("list", "--from", str(tmp_path), "--sort", "source", "--format", "{source}")
    assert out.split() == ["sport", "sport", "tech", "tech"]
