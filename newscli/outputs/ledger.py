"""What `newscli check` writes into pipes and files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from newscli import safe
from newscli.archive.ledger import Ledger, Look, TracedLine, findings
from newscli.outputs.plain import write_row
from newscli.outputs.structured import write_object
from newscli.records import Problem
from newscli.text.counted import counted


def write_ledgers_json(ledgers: Iterable[Ledger], stream: TextIO) -> None:
    """`{"schema_version": 1, "documents": […]}`."""
    write_object("documents", map(_ledger, ledgers), stream)


def summed_up(ledgers: Sequence[Ledger]) -> str:
    """How many documents there are and what was found in them, in a line."""
    looked_at = sum(ledger.is_suspicious for ledger in ledgers)
    looks = f"{looked_at:,} to look at" if looked_at else "none to look at"
    return f"{counted(len(ledgers), 'document')}, {looks}" + "".join(
        f"; {one.articles:,} × {one.words}" for one in findings(ledgers)
    )


def _ledger(ledger: Ledger) -> dict[str, Any]:
    return {
        "path": ledger.path,
        "format": ledger.format or None,
        "encoding": ledger.encoding or None,
        "repairs": ledger.repairs,
        "articles": ledger.articles,
        "evidence": dict(ledger.evidence),
        "lines": dict(ledger.lines),
        "leftovers": [{"text": text, "count": count} for text, count in ledger.leftovers],
        "problems": [_remark(problem) for problem in ledger.problems],
        "notes": [_remark(note) for note in ledger.notes],
        "look": [_remark(look) | {"article": look.number} for look in ledger.looks],
        "cut": ledger.cut._asdict() if ledger.cut else None,
        "confidence": ledger.confidence,
        "common_head": ledger.common_head,
    }


def _remark(remark: Problem | Look) -> dict[str, Any]:
    return {"reason": remark.reason, "line": remark.line}


def write_ledgers_plain(ledgers: Iterable[Ledger], stream: TextIO) -> None:
    """Tab-separated: path, format, encoding, repairs, articles, evidence, lines by role, and what
    deserves a look; then the least confidence, the choice, and the share of the common head."""
    for ledger in ledgers:
        remarks: list[Problem | Look] = [*ledger.problems, *ledger.looks]
        columns = (
            safe.path(ledger.path),
            ledger.format,
            ledger.encoding,
            str(ledger.repairs),
            str(ledger.articles),
            " ".join(f"{why}={count}" for why, count in ledger.evidence),
            " ".join(f"{role}={count}" for role, count in ledger.lines),
            "; ".join(f"{one.line}: {one.reason}" if one.line else one.reason for one in remarks),
            "" if ledger.confidence is None else str(ledger.confidence),
            f"{cut.family}={cut.margin:+} {cut.runner_up}".rstrip() if (cut := ledger.cut) else "",
            "" if ledger.common_head is None else f"{ledger.common_head:.2f}",
        )
        write_row(columns, stream)


def write_unread_json(found: Iterable[Problem], stream: TextIO) -> None:
    """`{"schema_version": 1, "unread": [{"path": …, "reason": …}, …]}`."""
    write_object("unread", ({"path": one.path, "reason": one.reason} for one in found), stream)


def write_unread_plain(found: Iterable[Problem], stream: TextIO) -> None:
    """Tab-separated: path and reason of each document that was not read."""
    for one in found:
        write_row((safe.path(one.path), one.reason), stream)


def write_lines_plain(
    documents: Iterable[tuple[str, Iterable[TracedLine]]], stream: TextIO
) -> None:
    """Tab-separated: path, line, article, role and text of each line."""
    for path, lines in documents:
        for line in lines:
            number = "" if line.number is None else line.number
            columns = (safe.path(path), str(line.line), str(number), line.role or "", line.text)
            write_row(columns, stream)


def write_source_lines(lines: Iterable[str], stream: TextIO) -> None:
    """Lines of a document, safe to show."""
    for line in lines:
        write_row((line.replace("\t", "    "),), stream)
