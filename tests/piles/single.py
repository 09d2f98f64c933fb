"""Documents of one article, many of which look like several."""

from __future__ import annotations

from datetime import timedelta

from tests.piles.page import CASED, Family, Page
from tests.piles.setting import COLUMNS, LINES, SPACED


def plain(page: Page) -> None:
    page.story(4, 9).line("{headline}", gap=None).body(1)


def headless(page: Page) -> None:
    page.story(3, 7).body()


def feature(page: Page) -> None:
    """A long read in chapters that are named."""
    story = page.story(8, 12).line("{headline}", gap=None).line("{by}", gap=1)
    for index, text in enumerate(story.paragraphs):
        if index and index % 3 == 0:
            page.put(f"{index // 3}. {page.filled('cross')}", "noise", 2)
        page.put(text, "text", 1 if not index else None, flows=True)
    story.printed(story.paragraphs, 4)


def interview(page: Page) -> None:
    """Questions and answers, each under who speaks."""
    story = page.story(4, 6).line("{headline}", gap=None)
    paper = page.pick("Q", story.told.publisher.split()[0])
    texts = []
    for text in story.paragraphs:
        question, answer = f"{paper}: {page.filled('question')}", f"{story.told.byline}: {text}"
        page.put(question, "text", 1, flows=True)
        page.put(answer, "text", 1, flows=True)
        texts += [page.blocks[-2].text, page.blocks[-1].text]
    story.printed(texts)


def listicle(page: Page) -> None:
    """A list of things, each with a number and a name of its own."""
    story = page.story(5, 8).line("{headline}", gap=None)
    page.put(story.paragraphs[0], "text", 1, flows=True)
    for number, text in enumerate(story.paragraphs[1:], 1):
        page.put(f"{number}. {page.pick(*page.tongue.words('places'))}", "noise", 1)
        page.put(text, "text", 1, flows=True)
    story.printed(story.paragraphs, len(story.paragraphs))


def live_blog(page: Page) -> None:
    """One event, told in updates under times of the day."""
    story = page.story(5, 9).line("{headline}", gap=None).line("{date}", gap=1)
    hour, clock = page.chance.randint(12, 20), page.pick("{h}:{m:02}", "{h}.{m:02}", "[{h}:{m:02}]")
    for index, text in enumerate(story.paragraphs):
        page.put(clock.format(h=hour - index // 2, m=55 - index * 3), "noise", 1)
        page.put(text, "text", 0 if not page.setting.width else 1, flows=True)
    story.printed(story.paragraphs, len(story.paragraphs))


def transcript(page: Page) -> None:
    """A broadcast, its speakers in capitals."""
    story = page.story(6, 9).line("{headline}", gap=None).line("{date}", gap=1)
    speakers = [one.split()[-1].upper() for one in page.tongue.words("names")[:2]]
    texts = []
    for index, text in enumerate(story.paragraphs):
        page.put(f"{speakers[index % 2]}: {text}", "text", 1, flows=True)
        texts.append(page.blocks[-1].text)
    story.printed(texts)


def word_saved(page: Page) -> None:
    """As a word processor saves it: empty lines doubled, a tab before each paragraph."""
    story = page.story(4, 8).line("{headline}", gap=None).line("{by}", gap=2).line("{date}", gap=0)
    for text in story.paragraphs:
        page.put("\t" + text, "text", 2)
    story.printed([text.strip() for text in story.paragraphs])


def printed_page(page: Page) -> None:
    """Text of a PDF: a running head and the number of the page between paragraphs."""
    story = page.story(7, 11).line("{headline}", gap=None).line("{by}", gap=1)
    running = page.tongue.told(page.chance, 1).publisher
    number = page.chance.randint(2, 30)
    for index, text in enumerate(story.paragraphs):
        if index and index % 3 == 0:
            page.residue.append("running-head")
            page.put(f"{running}    {page.tongue.word('page')} {number + index // 3}", "residue", 2)
        page.put(text, "text", 1, flows=True)
    story.printed(story.paragraphs).unsure("publisher")


def column(page: Page) -> None:
    """A narrow column of print."""
    page.story(3, 6).line("{HEADLINE}", gap=None).body(1, is_disturbed=False)


def timeline(page: Page) -> None:
    """What happened, year by year."""
    story = page.story(4, 7).line("{headline}", gap=None)
    page.put(story.paragraphs[0], "text", 1, flows=True)
    year = page.chance.randint(1960, 1990)
    for index, text in enumerate(story.paragraphs[1:]):
        page.put(f"{year + index * 3}", "noise", 1)
        page.put(text, "text", 0 if not page.setting.width else 1, flows=True)
    story.printed(story.paragraphs, len(story.paragraphs)).unsure("date")


def sections(page: Page) -> None:
    """Cross-heads in capitals, as many as there are pairs of paragraphs."""
    story = page.story(6, 10).line("{headline}", gap=None).line("{publisher}, {date}", gap=1)
    for index, text in enumerate(story.paragraphs):
        if index and index % 2 == 0:
            page.put(page.pick(*page.tongue.words("places")).upper(), "noise", 1)
        page.put(text, "text", 1, flows=True)
    story.printed(story.paragraphs, 5)


def recipe(page: Page) -> None:
    """A text, a list of what is needed, and steps."""
    story = page.story(4, 6).line("{headline}", gap=None)
    page.put(story.paragraphs[0], "text", 1, flows=True)
    for index, thing in enumerate(page.tongue.words("places")[:4]):
        page.put(f"{page.chance.randint(1, 9) * 50} g {thing.lower()}", "noise", 0 if index else 1)
    for number, text in enumerate(story.paragraphs[1:], 1):
        page.put(f"{number}. {text}", "text", 1, flows=True)
    last = page.blocks[-1].text
    story.printed([story.paragraphs[0], *story.paragraphs[1:-1], last], 6)
    story.truth["last_paragraph_or"] = [story.paragraphs[-1]]


def teaser_and_text(page: Page) -> None:
    """The headline and its teaser above, then the article with its headline once more."""
    story = page.story(4, 7).line("{headline}", gap=None)
    page.put(f"{page.tongue.word('more')} >", "residue", 0)
    page.residue.append("more-link")
    story.line("{headline}", gap=2).body(1)


def markdown_sections(page: Page) -> None:
    """One heading, and headings of the next level inside."""
    story = page.story(6, 9).line("# {headline}", gap=None)
    for index, text in enumerate(story.paragraphs):
        if index and index % 2 == 0:
            page.put(f"## {page.filled('cross')}", "noise", 1)
        page.put(text, "text", 1, flows=True)
    story.printed(story.paragraphs, 4)


def parts(page: Page) -> None:
    """A long read whose parts a rule sets apart."""
    story = page.story(7, 11).line("{headline}", gap=None).line("{by}", gap=1)
    sign = page.pick("***", "* * *", "---", "~", "⁂", "+++")
    every = page.chance.randint(2, 3)
    for index, text in enumerate(story.paragraphs):
        if index and index % every == 0:
            page.put(sign, "noise", page.chance.randint(1, 2))
        page.put(text, "text", None if index else 1, flows=True)
    story.printed(story.paragraphs)


def questions(page: Page) -> None:
    """Questions that readers ask, each above its answer."""
    story = page.story(5, 8).line("{headline}", gap=None).line("{date}", gap=1)
    for text in story.paragraphs:
        page.put(page.filled("question"), "noise", page.chance.randint(1, 2))
        page.put(text, "text", 1, flows=True)
    story.printed(story.paragraphs, len(story.paragraphs))


def days(page: Page) -> None:
    """What happened, day by day, or hour by hour with a few words."""
    story = page.story(6, 10).line("{headline}", gap=None)
    page.put(story.paragraphs[0], "text", 1, flows=True)
    form = page.pick("{date}", "{date}:", "{date} - {cross}", "{clock} {cross}")
    first, gap = story.told.day, page.chance.randint(1, 2)
    for at, text in enumerate(story.paragraphs[1:]):
        day = page.tongue.spoken(
            first + timedelta(days=at * page.chance.randint(1, 9)), page.date_form
        )
        clock = f"{8 + at}:{page.chance.randint(10, 59)}"
        page.put(form.format(date=day, clock=clock, cross=page.filled("cross")), "noise", gap)
        page.put(
            text, "text", page.chance.randint(0, 1) if not page.setting.width else 1, flows=True
        )
    story.printed(story.paragraphs, len(story.paragraphs)).unsure("date")


def posts_quoted(page: Page) -> None:
    """Posts of others between the paragraphs, each above its author and day."""
    story = page.story(6, 9).line("{headline}", gap=None)
    for index, text in enumerate(story.paragraphs):
        page.put(text, "text", 1, flows=True)
        if index % 2 == 0 and index < len(story.paragraphs) - 1:
            said = page.tongue.told(page.chance, 1)
            page.put(said.paragraphs[0], "noise", 1, flows=True)
            day = page.tongue.spoken(said.day, page.date_form)
            page.put(
                f"— {said.byline} (@mara_{index}) {day}",
                "noise",
                0 if not page.setting.width else 1,
            )
    story.printed(story.paragraphs, len(story.paragraphs) * 2).unsure("date", "byline")


def links_doubled(page: Page) -> None:
    """Links to other stories inside, each with its title twice, as boxes of pages are copied."""
    story = page.story(6, 10).line("{headline}", gap=None).line("{by}", gap=1)
    last = len(story.paragraphs) - 1
    for index, text in enumerate(story.paragraphs):
        page.put(text, "text", 1, flows=True)
        if index < last and index % 3 == 1:
            other = page.elsewhere()
            page.put(other, "residue", 1)
            page.put(page.pick(*page.tongue.words("sections")).upper(), "residue", 0)
            page.put(other, "residue", 0)
    story.printed(story.paragraphs, len(story.paragraphs))


def commented(page: Page) -> None:
    """Below the article, what readers wrote."""
    story = page.story(4, 7).line("{headline}", gap=None).body(1, is_disturbed=False)
    for _ in range(page.chance.randint(3, 6)):
        said = page.tongue.told(page.chance, 1)
        page.put(said.byline, "residue", 2)
        page.put(
            f"{page.tongue.spoken(said.day, page.date_form)} 12:{page.chance.randint(10, 59)}",
            "residue",
            0,
        )
        page.put(said.paragraphs[0], "text", 0 if not page.setting.width else 1, flows=True)
    story.printed(story.paragraphs, 40).unsure("date", "byline")
    story.truth["last_paragraph_or"] = [page.blocks[-1].text]


def picks(page: Page) -> None:
    """Reasons with numbers and names, here and there wider apart, pictures between."""
    story = page.story(8, 12)
    if page.flip():
        story.line("{headline}", gap=None)
    else:
        story.truth["headline"] = None
    form = page.pick("{n}. ", "{n}) ", "{n} ")
    for index, text in enumerate(story.paragraphs):
        if index:
            page.put(
                form.format(n=index) + page.filled("cross"),
                "noise",
                page.chance.choice((1, 1, 1, 2, 3)),
            )
            if page.flip(0.3):
                page.put(page.filled("photo"), "noise", page.chance.randint(0, 2))
        page.put(text, "text", 1, flows=True)
    story.printed(story.paragraphs, 40)


def chapters(page: Page) -> None:
    """Cross-heads set as headlines are, wide apart."""
    story = page.story(7, 12).line(page.pick("{headline}", "{HEADLINE}"), gap=None)
    every, gap = page.chance.randint(1, 3), page.chance.randint(2, 3)
    shout = page.flip()
    for index, text in enumerate(story.paragraphs):
        if index and index % every == 0:
            cross = page.filled("cross")
            page.put(cross.upper() if shout else cross, "noise", gap)
        page.put(text, "text", 1, flows=True)
    story.printed(story.paragraphs, len(story.paragraphs))


ONE = {
    "one-plain": Family(plain),
    "one-headless": Family(headless),
    "one-feature": Family(feature, SPACED),
    "one-interview": Family(interview, SPACED, is_disturbed=False),
    "one-listicle": Family(listicle, SPACED, is_disturbed=False),
    "one-live-blog": Family(live_blog, SPACED, is_disturbed=False),
    "one-transcript": Family(transcript, SPACED, languages=CASED, is_disturbed=False),
    "one-word-saved": Family(word_saved, LINES, is_disturbed=False),
    "one-printed-page": Family(printed_page, SPACED, is_disturbed=False),
    "one-column": Family(column, COLUMNS, languages=CASED, is_disturbed=False),
    "one-timeline": Family(timeline, SPACED, is_disturbed=False),
    "one-sections": Family(sections, SPACED, languages=CASED, is_disturbed=False),
    "one-recipe": Family(recipe, SPACED, languages=CASED, is_disturbed=False),
    "one-teaser-and-text": Family(teaser_and_text, SPACED, without="teaser"),
    "one-parts": Family(parts, SPACED, is_disturbed=False),
    "one-questions": Family(questions, SPACED, is_disturbed=False),
    "one-days": Family(days, SPACED, is_disturbed=False),
    "one-posts-quoted": Family(posts_quoted, SPACED, is_disturbed=False),
    "one-links-doubled": Family(links_doubled, SPACED, is_disturbed=False),
    "one-commented": Family(commented, SPACED, is_disturbed=False),
    "one-picks": Family(picks, SPACED, is_disturbed=False),
    "one-chapters": Family(chapters, SPACED, CASED, is_disturbed=False),
    "one-markdown-sections": Family(
        markdown_sections, LINES, ending=".md", without="rule", is_disturbed=False
    ),
}
