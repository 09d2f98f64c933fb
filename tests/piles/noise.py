"""What stands in and around articles and opens none."""

from __future__ import annotations

from collections.abc import Callable

from tests.piles.page import Page, Story

LATE = 4  # lines that one kind of noise prints at most


def disturb(page: Page, story: Story, at: int) -> int:
    """Print a disturbance before paragraph `at`; how many paragraphs it may count as."""
    kinds = [kind for kind in NOISE if kind not in page.family.without.split()]
    kind = page.chance.choice(kinds)
    page.noise.append(kind)
    before = len(page.blocks)
    NOISE[kind](page, story, at)
    return sum(block.text.count("\n") + 1 for block in page.blocks[before:])


def _crosshead(page: Page, story: Story, at: int) -> None:
    page.put(page.filled("cross"), "noise")


def _photo(page: Page, story: Story, at: int) -> None:
    page.put(page.filled("photo"), "noise", flows=True)
    story.truth["captions"].append(page.blocks[-1].text)


def _teaser(page: Page, story: Story, at: int) -> None:
    page.put(f"{page.tongue.word('more')}: {page.elsewhere()}", "noise")


def _rule(page: Page, story: Story, at: int) -> None:
    page.put(page.pick("---", "* * *", "***", "___"), "noise")


def _quote(page: Page, story: Story, at: int) -> None:
    text = story.paragraphs[at - 1].split("。")[0]
    page.put(
        f"“{text[: max(20, len(text) // 3)].rsplit(' ', 1)[0].strip('“”„«»')} …”",
        "noise",
        flows=True,
    )


def _list(page: Page, story: Story, at: int) -> None:
    sign = page.pick("-", "•", "*")
    page.put("\n".join(f"{sign} {one}" for one in page.tongue.words("cross")), "noise")


def _steps(page: Page, story: Story, at: int) -> None:
    page.put(
        "\n".join(f"{i}. {one}" for i, one in enumerate(page.tongue.words("cross"), 1)), "noise"
    )


def _verse(page: Page, story: Story, at: int) -> None:
    page.put(",\n".join([*page.tongue.words("things")[:2], page.tongue.words("cross")[0]]), "noise")


def _table(page: Page, story: Story, at: int) -> None:
    places = page.tongue.words("places")[:3]
    page.put("\n".join(f"{one}  {page.chance.randint(1, 90)}" for one in places), "noise")


def _post(page: Page, story: Story, at: int) -> None:
    page.put(f"{story.told.byline} (@{page.pick('mara', 'tobin', 'greta')}_{at})", "noise")


NOISE: dict[str, Callable[[Page, Story, int], None]] = {
    "cross-head": _crosshead,
    "photo": _photo,
    "teaser": _teaser,
    "rule": _rule,
    "quote": _quote,
    "list": _list,
    "steps": _steps,
    "verse": _verse,
    "table": _table,
    "post": _post,
}


def foot(page: Page) -> None:
    """What a page prints below an article."""
    for kind in page.chance.sample(
        ("share", "letter", "pay", "rights", "more"), page.chance.randint(1, 2)
    ):
        page.residue.append(kind)
        page.put(page.tongue.word("more") + ":" if kind == "more" else page.filled(kind), "residue")
        if kind == "more":
            for _ in range(3):
                page.put(f"- {page.elsewhere()}", "residue", 0)


def top(page: Page) -> None:
    """What a page prints above all."""
    if page.is_dirty and page.flip(0.3):
        kind = page.pick("menu", "cookie")
        page.residue.append(kind)
        joint = page.pick(" | ", "\n")
        page.put(joint.join(page.tongue.words(kind)), "residue")
