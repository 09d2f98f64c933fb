"""Below a hit, when it is asked for: how it came to its place."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from newscli.records import Hit, Share
from newscli.screen.facts import counted
from newscli.screen.measure import cells
from newscli.screen.sheet import Sheet, held, padded, together

GAP = "  "
LABEL = 16  # cells of a label at the most

TIERS = {
    "exact": "every word, as typed",
    "inflected": "every word, not all in the form typed",
    "repaired": "every word, not all as typed",
    "most": "not all of the words",
    "some": "a part of the words",
}


def explanation(sheet: Sheet, hit: Hit, width: int) -> Iterator[Text]:
    """How well it fits, which words are where, what each adds, and what that comes to."""
    rows = [("fit", "", [sheet.text(TIERS[hit.tier])])]
    rows += [(field, "", list(_words(sheet, hit, field))) for field, _ in hit.fields]
    rows += [(s.word, f"{s.value:.2f}", list(_share(sheet, s))) for s in hit.shares]
    rows += [(word, "–", [sheet.text("not in it")]) for word in hit.missing]
    if hit.widened:
        like = [sheet.text("for the words by which the query was widened")]
        rows.append(("more", f"{hit.widened:.2f}", like))
    rows.append(("in all", f"{hit.relevance:.2f}", list(_sum(sheet, hit))))
    label = min(LABEL, max(cells(name) for name, _, _ in rows), max(1, width // 3))
    number = max(len(figure) for _, figure, _ in rows)
    room = max(1, width - label - number - 2 * len(GAP))
    for name, figure, parts in rows:
        named = padded(sheet.cut(sheet.text(name, "muted"), label), label)
        first = together(named, GAP, padded(sheet.text(figure, "bar"), number, right=True), GAP)
        for line in sheet.flowed([sheet.cut(part, room) for part in parts], room):
            yield together(first, line)
            first = sheet.text(" " * cells(first.plain))


def _share(sheet: Sheet, share: Share) -> Iterator[Text]:
    """`≈ kremlin · 1 edit · cost 0.45 · 6 matches`."""
    form = held(sheet.text(share.to, "strong"))
    if share.kind == "repaired":
        yield together(sheet.text("≈ ", "muted"), form)
        yield sheet.text(counted(share.edits, "edit"))
    else:
        yield form
        if share.kind == "inflected":
            yield sheet.text("another form")
    if share.cost:
        yield sheet.text(f"cost {share.cost:.2f}")
    yield sheet.text(counted(share.matches, "match"))


def _words(sheet: Sheet, hit: Hit, field: str) -> Iterator[Text]:
    """`Kremlin · Kremlins ×2`."""
    for where, word, count in hit.words:
        if where == field:
            times = sheet.text("" if count == 1 else f" ×{count}")
            yield together(held(sheet.text(word, "strong")), times)


def _sum(sheet: Sheet, hit: Hit) -> Iterator[Text]:
    """`less a cost of 0.45 · more for 50% of the words in the headline`."""
    if cost := sum(share.cost for share in hit.shares):
        yield sheet.text(f"less a cost of {cost:.2f}")
    if hit.headline_share:
        share = "all" if hit.headline_share == 1 else f"{hit.headline_share:.0%}"
        yield sheet.text(f"more for {share} of the words in the headline")
