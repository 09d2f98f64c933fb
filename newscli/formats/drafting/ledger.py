"""The ledger of an article: which of its lines made which part, each line in exactly one."""

from __future__ import annotations

from itertools import pairwise

from newscli.records import Part, Role

_ORDER: tuple[Role, ...] = (  # of roles that share a line, the first names it
    "paragraph", "headline", "caption", "subhead", "dateline", "byline", "date",
    "metadata", "repeat", "other", "separator",
)  # fmt: skip
_RANK = {role: rank for rank, role in enumerate(_ORDER)}


def covering(parts: list[Part], first: int, last: int) -> tuple[Part, ...]:
    """`parts` with a separator wherever lines from `first` to `last` are in none."""
    out: list[Part] = []
    following = first
    for part in parts:
        if part.first_line > following:
            out.append(Part("separator", following, part.first_line - 1))
        out.append(part)
        following = part.last_line + 1
    if following <= last:
        out.append(Part("separator", following, last))
    return tuple(out)


def one_role_a_line(parts: list[Part]) -> list[Part]:
    """`parts` in line order, each line in one only: a shared line has its chief role."""
    if all(above.last_line < below.first_line for above, below in pairwise(parts)):
        return parts
    ordered = sorted(dict.fromkeys(parts), key=lambda part: (part.first_line, _RANK[part.role]))
    if ordered[0].first_line == max(part.last_line for part in ordered):
        return ordered[:1]
    holder: dict[int, Part] = {}
    for part in ordered:
        for line in range(part.first_line, part.last_line + 1):
            held = holder.get(line)
            if held is None or _RANK[part.role] < _RANK[held.role]:
                holder[line] = part
    out: list[Part] = []
    owner: Part | None = None
    for line in sorted(holder):
        part = holder[line]
        if part is owner and out[-1].last_line == line - 1:
            out[-1] = Part(part.role, out[-1].first_line, line)
        else:
            out.append(Part(part.role, line, line))
        owner = part
    return out


def chief(parts: list[Part]) -> Part:
    """Of parts that stand on the same lines, the one that names them."""
    return min(parts, key=lambda part: _RANK[part.role])
