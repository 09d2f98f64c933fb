"""Every family of the piles, and a document of one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from tests.piles.exports import EXPORTS
from tests.piles.noise import top
from tests.piles.page import Page
from tests.piles.parted import PARTED
from tests.piles.single import ONE
from tests.piles.web import WEB

FAMILIES = {**ONE, **PARTED, **EXPORTS, **WEB}


class Made(NamedTuple):
    """A document and what is true of it."""

    name: str
    raw: bytes
    truth: dict[str, Any]


def document(family: str, seed: int, number: int) -> tuple[bytes, dict[str, Any]]:
    """One of a family's documents; it does not depend on other families."""
    page = Page(FAMILIES[family], Random(f"{seed} {family} {number}"))  # noqa: S311 - no secret
    top(page)
    page.family.write(page)
    return page.result(family)


def documents(seed: int, count: int, families: Sequence[str] = ()) -> Iterator[Made]:
    """So many documents, each family as often as the others."""
    names = families or [*FAMILIES]
    for at in range(count):
        family = names[at % len(names)]
        raw, truth = document(family, seed, at // len(names))
        yield Made(f"d{at + 1:05}{FAMILIES[family].ending}", raw, truth)


def write(out: Path, seed: int, count: int, families: Sequence[str] = ()) -> None:
    """Write documents and `truth.jsonl` into an empty folder of their own."""
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("d[0-9]*"), *out.glob("truth.jsonl")):
        old.unlink()
    with (out / "truth.jsonl").open("w", encoding="utf-8") as truths:
        for made in documents(seed, count, families):
            (out / made.name).write_bytes(made.raw)
            told = {"file": made.name, **made.truth}
            truths.write(json.dumps(told, ensure_ascii=False) + "\n")
