"""How likely each article of a document is right, by what was found of all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newscli.formats.dividing import confidence
from newscli.formats.dividing.tops import Piece
from newscli.formats.drafting.draft import Draft
from newscli.formats.layout.units import Unit

_digits = re.compile(r"\d+")


def assess(units: Sequence[Unit], drafts: Sequence[tuple[Draft, Piece, float]]) -> None:
    """Say of each article how likely its boundaries and headline are right.

    The third of each is the margin of its head, in bits.
    """
    headless = sum(draft.headline is None for draft, _, _ in drafts) / max(1, len(drafts))
    weakest = min((piece.bits for _, piece, _ in drafts), default=0.0)
    own_heads = [confidence.roles_above(draft.parts) for draft, _, _ in drafts]
    own_openings = [_opening(draft) for draft, _, _ in drafts]
    heads, openings = Counter(own_heads), Counter(own_openings)
    commonest = max(heads.values(), default=0)
    for (draft, piece, margin), head, opening in zip(drafts, own_heads, own_openings, strict=True):
        if piece.cut:
            draft.cut = piece.cut
            draft.confidence = confidence.likelihood(
                confidence.Signs(
                    margin=piece.cut.margin,
                    bits=piece.bits,
                    weakest=weakest,
                    head=margin,
                    pieces=len(drafts),
                    family=piece.cut.family,
                    rival=piece.cut.runner_up,
                    widest=max((u.gap for u in units[piece.start + 1 : piece.end]), default=0),
                    headless=headless,
                    derived=draft.headline is None,
                    paragraphs=len(draft.paragraphs),
                    subheads=len(draft.subheads),
                    others=len(draft.other),
                    common=commonest / len(drafts),
                    alike=heads[head] / len(drafts),
                    opening=_share(openings[opening], len(drafts)),
                    digits=any(map(str.isdigit, draft.headline or "")),
                    length=len((draft.headline or "").split()),
                    stated=draft.date is not None or draft.byline is not None,
                )
            )


def _share(count: int, pieces: int) -> float:
    """The share of the other articles among so many with the same."""
    return (count - 1) / (pieces - 1) if pieces > 1 else 0.0


def _opening(draft: Draft) -> str | int:
    """The first word of the headline but for its digits; nothing that another can have if there is
    no headline."""
    return _digits.sub("#", draft.headline).split(maxsplit=1)[0] if draft.headline else id(draft)
