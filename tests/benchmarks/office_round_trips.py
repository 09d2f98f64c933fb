"""Whether text documents give the same articles when they come as office files.

    python -m tests.benchmarks.office_round_trips FOLDER [KIND...]

Each text in FOLDER is written as docx, odt, rtf, epub and pdf, a paragraph a line; compared are the
number of articles and their headlines, first and last paragraphs.  A pdf has the letters of
windows-1252 alone, so texts in other scripts are left out of that.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import newscli
from newscli.records import Article
from newscli.text import Document
from tests import office


def told(article: Article) -> tuple[str, ...]:
    """What has to be the same."""
    return (article.headline, *article.paragraphs[:1], *article.paragraphs[-1:])


def compared(text: Path, kind: str, folder: Path) -> str:
    """How a text fares as a file of this kind."""
    with text.open("rb") as stream:
        lines = list(Document(str(text), stream).lines())
    if kind == "pdf" and "\n".join(lines).encode("cp1252", "replace").count(b"?") > sum(
        line.count("?") for line in lines
    ):
        return "-"
    plain, written = folder / "plain.txt", folder / f"a.{kind}"
    plain.write_text("\n".join(lines), encoding="utf-8")
    written.write_bytes(office.MAKERS[kind](lines))
    expected, found = (list(map(told, newscli.load(path))) for path in (plain, written))
    if len(expected) != len(found):
        return f"{len(found)} of {len(expected)} articles"
    same = sum(one == other for one, other in zip(expected, found, strict=True))
    return "same" if same == len(expected) else f"{same} of {len(expected)} the same"


def main() -> None:
    """Print a table: a row a text, a column a kind."""
    kinds = sys.argv[2:] or sorted(office.MAKERS)
    print("text", *kinds, sep="\t")
    with tempfile.TemporaryDirectory() as folder:
        for text in sorted(Path(sys.argv[1]).glob("*.txt")):
            print(text.name, *(compared(text, kind, Path(folder)) for kind in kinds), sep="\t")


if __name__ == "__main__":
    main()
