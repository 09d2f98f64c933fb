"""What people copy or save from pages: posts, newsletters, threads, Markdown, two languages."""

from __future__ import annotations

from tests.piles.page import CASED, Family, Page
from tests.piles.setting import LINES, SPACED


def blog(page: Page) -> None:
    """Posts with who and when below the title, and words that file them below the text."""
    for story in page.several(2, 6):
        story.line("{headline}", gap=page.apart).line("{by} | {date}").body(1, is_disturbed=False)
        page.put("Tags: " + ", ".join(page.tongue.words("sections")[:2]), "residue", 1)
        page.residue.append("tags")


def dump(page: Page) -> None:
    """A page as copied: headline, picture's line, a button, headline again."""
    for story in page.several(2, 5):
        caption = page.filled("photo")
        story.line("{headline}", gap=page.apart)
        page.put(caption, "noise")
        story.truth["captions"] = [page.blocks[-1].text]
        page.put(page.pick("A+ A-", "TT", "▶"), "residue")
        page.residue.append("button")
        story.line("{headline}", gap=None).body(None, is_disturbed=False)


def newsletter(page: Page) -> None:
    """A greeting, then items with links behind, then how to leave."""
    page.put(page.filled("letter"), "residue")
    page.residue.append("letter")
    for story in page.several(3, 6, (1, 3)):
        story.line("{HEADLINE}", gap=2).body(1, is_disturbed=False).line(
            "{url}", gap=1, flows=False
        )
    page.put(page.filled("rights"), "residue", 2)


def thread(page: Page) -> None:
    """Articles pasted into a chat, each below who pasted it and when."""
    for number, story in enumerate(page.several(2, 5)):
        page.put(f"{page.pick('mara', 'tobin', 'nell')}  {9 + number}:{10 + number * 7}", "mark", 2)
        story.line("{headline}", gap=0).line("{publisher}, {date}").body(1, is_disturbed=False)


def markdown(page: Page) -> None:
    level, under = (
        page.pick("#", "##", "###"),
        page.pick("", "*{by}*", "_{date}_", "**{publisher}**, {date}"),
    )
    for story in page.several(2, 7):
        story.line(f"{level} {{headline}}", gap=1, flows=False)
        if under:
            story.line(under, gap=1)
        story.body(1)


def markdown_bold(page: Page) -> None:
    for story in page.several(2, 6):
        story.line("**{headline}**", gap=1).line("*{by}, {date}*", gap=1).body(1)


def markdown_linked(page: Page) -> None:
    for story in page.several(2, 6):
        story.line("## [{headline}]({url})", gap=1, flows=False).body(1)


def markdown_nested(page: Page) -> None:
    """One heading over all, articles a level lower, cross-heads lower still."""
    page.put(f"# {page.tongue.word('briefs')}")
    for story in page.several(2, 5, (4, 6)):
        story.line("## {headline}", gap=1, flows=False)
        for at, text in enumerate(story.paragraphs):
            if at == 2:
                page.put(f"### {page.filled('cross')}", "noise", 1)
            page.put(text, "text", 1)
        story.printed(story.paragraphs, 1)


def front(page: Page) -> None:
    story = page.story(3, 7)
    page.put("---", gap=0)
    for form in ("title: {headline}", "date: {iso}", "author: {byline}", "url: {url}")[
        : page.chance.randint(2, 4)
    ]:
        story.line(form, flows=False)
    page.put("---", gap=0)
    story.body(1)


def org(page: Page) -> None:
    for story in page.several(2, 6):
        story.line("* {headline}", gap=1, flows=False).line("{publisher}, {date}").body(1)


def bilingual(page: Page) -> None:
    """Each second article in another language."""
    from tests.piles.tongues import tongues

    home = page.tongue
    for at in range(page.chance.randint(2, 3) * 2):
        page.tongue = home if at % 2 == 0 else tongues()["en"]
        story = page.story(2, 5)
        story.line("{headline}", gap=page.apart).line("{by}").body(1, is_disturbed=False)
    page.tongue = home


def homepage(page: Page) -> None:
    """One page of teasers, each a line or two: readers differ on whether they are articles."""
    stories = page.several(4, 8, (1, 1))
    for story in stories:
        story.line("{section}", gap=2).line("{headline}").body(
            0 if not page.setting.width else 1, is_disturbed=False
        )
        page.put(page.tongue.word("more"), "residue", 0 if not page.setting.width else 1)
        page.residue.append("more-link")


def reprints(page: Page) -> None:
    """Each text ends in where it is from; a blank line more is all that parts them."""
    for story in page.several(2, 6):
        story.line("{headline}", gap=page.apart).body(1, is_disturbed=False).line(
            "({publisher}, {date})", gap=0 if not page.setting.width else 1
        )


WEB = {
    "blog": Family(blog, SPACED),
    "dump": Family(dump, SPACED, without="teaser photo"),
    "newsletter": Family(newsletter, SPACED, CASED, is_disturbed=False),
    "thread": Family(thread, SPACED),
    "markdown": Family(markdown, LINES, ending=".md", without="rule"),
    "markdown-bold": Family(markdown_bold, LINES, ending=".md", without="rule"),
    "markdown-linked": Family(markdown_linked, LINES, ending=".md", without="rule"),
    "markdown-nested": Family(markdown_nested, LINES, ending=".md", is_disturbed=False),
    "markdown-front": Family(front, LINES, ending=".md", without="rule"),
    "org": Family(org, LINES, without="list rule"),
    "bilingual": Family(bilingual, SPACED),
    "homepage": Family(homepage, SPACED, is_disturbed=False),
    "reprints": Family(reprints, SPACED),
}
