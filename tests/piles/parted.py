"""Several articles, parted by space, rules, numbers, signs, or nothing but their heads."""

from __future__ import annotations

from tests.piles.page import CASED, Family, Page
from tests.piles.setting import COLUMNS, LINES, ROWS, SPACED


def gaps(page: Page) -> None:
    for story in page.several():
        story.line("{headline}", gap=page.apart).body()


def gaps_facts(page: Page) -> None:
    under = page.pick("{by}", "{date}", "{publisher}, {date}", "{place}, {date}")
    for story in page.several():
        story.line("{headline}", gap=page.apart).line(under).body(1)


def facts_above(page: Page) -> None:
    """The date, or paper and date, stand above the headline."""
    over = page.pick("{date}", "{publisher}, {date}", "{iso}")
    for story in page.several():
        story.line(over, gap=page.apart).line("{headline}", gap=0).body(1)


def rules(page: Page) -> None:
    sign, width = (
        page.pick("-", "=", "_", "*", "~", "#", "+", "·", "-=", "─"),
        page.chance.randint(12, 70),
    )
    under = page.pick("", "{by}", "{date}")
    for index, story in enumerate(page.several()):
        if index:
            page.put((sign * width)[:width], gap=1)
        story.line("{headline}", gap=1)
        if under:
            story.line(under)
        story.body(1)


def boxed(page: Page) -> None:
    """The headline between two rules."""
    rule = page.pick("-", "=", "*") * page.chance.randint(20, 60)
    for story in page.several():
        page.put(rule, gap=2)
        story.line("{headline}", flows=False)
        page.put(rule, gap=0)
        story.body(1)


def underlined(page: Page) -> None:
    sign = page.pick("=", "-", "~", "^")
    for story in page.several():
        story.line("{headline}", gap=2, flows=False)
        page.put(sign * max(3, len(story.headline)), gap=0)
        story.body(1)


def numbered(page: Page) -> None:
    form = page.pick("{n}. ", "{n}) ", "({n}) ", "[{n}] ", "#{n} ", "{n:02} ")
    for number, story in enumerate(page.several(3), 1):
        story.line(form.format(n=number) + "{headline}", gap=page.apart).body(1)


def roman(page: Page) -> None:
    """Roman numbers, each on a line of its own."""
    for number, story in zip(
        ("I", "II", "III", "IV", "V", "VI", "VII"), page.several(3), strict=False
    ):
        page.put(number, gap=2)
        story.line("{headline}", gap=1).body(1)


def lettered(page: Page) -> None:
    """`Article 3 of 7`, or the like."""
    stories = page.several(2)
    form = page.pick(
        "Article {n} of {m}", "{n}/{m}", "Item {n}", "Text {n}", "--- {n} ---", "No. {n}"
    )
    for number, story in enumerate(stories, 1):
        page.put(form.format(n=number, m=len(stories)), gap=2)
        story.line("{headline}", gap=1).line("{date}").body(1)


def end_marks(page: Page) -> None:
    mark = page.pick(
        page.tongue.word("end"),
        "-30-",
        "###",
        "ENDS",
        "(END)",
        "+++",
        "■",
        f"** {page.tongue.word('end')} **",
    )
    for story in page.several():
        story.line("{headline}", gap=1).body(1, is_disturbed=False)
        page.put(mark, gap=1)


def end_names(page: Page) -> None:
    """Each article closes with who wrote it; nothing else parts them."""
    form = page.pick("({byline})", "— {byline}", "[{byline}]")
    for story in page.several():
        story.line("{headline}", gap=1).body(1, is_disturbed=False).line(
            form, gap=0 if not page.setting.width else 1
        )
        story.unsure("byline")


def capitals(page: Page) -> None:
    for story in page.several():
        story.line("{HEADLINE}", gap=1).body(1)


def datelines(page: Page) -> None:
    form = page.pick(
        "{PLACE} ({agency}) - ", "{PLACE}, ({agency}) — ", "{PLACE} (AP) -- ", "{PLACE} – "
    )
    for story in page.several():
        story.line("{headline}", gap=1).body(1, dateline=form)


def contents(page: Page) -> None:
    stories = page.several(3)
    page.put(page.tongue.word("contents"))
    dots = page.pick(" ..... {n}", " {n}", "", " … p. {n}")
    for number, story in enumerate(stories, 1):
        page.put(f"{story.headline}{dots.format(n=number * 2)}", gap=1 if number == 1 else 0)
    for story in stories:
        story.line("{headline}", gap=page.apart).line("{by}").body(1)


def edition(page: Page) -> None:
    """Sections with their names, articles below each."""
    stories = page.several(4, 8)
    names = page.tongue.words("sections")[:2]
    for index, story in enumerate(stories):
        if index % ((len(stories) + 1) // 2) == 0:
            page.put(names[min(1, index * 2 // len(stories))].upper(), gap=3)
        story.line("{headline}", gap=2).line("{by}").body(1).unsure("section")


def briefs(page: Page) -> None:
    """Short items under one name, each with its head and a paragraph."""
    for story in page.several(4, 9, (1, 1)):
        story.line("{headline}", gap=page.apart).body(0 if not page.setting.width else 1)


def run_in(page: Page) -> None:
    """The headline opens the first line of the text."""
    form = page.pick("{HEADLINE}. ", "{HEADLINE}: ", "{headline} -- ")
    for story in page.several(3, 7, (2, 3)):
        texts = [story.fill(form) + story.paragraphs[0], *story.paragraphs[1:]]
        for index, text in enumerate(texts):
            page.put(text, "text", None if index else page.apart, flows=True)
        story.printed(texts)
        story.truth["first_paragraph_or"] = [story.paragraphs[0]]


def signs(page: Page) -> None:
    form = page.pick(
        "■ {headline}",
        "▶ {headline}",
        "» {headline}",
        "* {headline} *",
        "[{headline}]",
        "++ {headline} ++",
        "<<{headline}>>",
    )
    for story in page.several():
        story.line(form, gap=page.apart).body(1)


def dated(page: Page) -> None:
    form = page.pick(
        "{iso} {headline}",
        "{date} – {headline}",
        "{headline} | {date}",
        "{headline} ({publisher}, {date})",
        "[{date}] {headline}",
    )
    for story in page.several(3):
        story.line(form, gap=page.apart).body(1)


def spread(page: Page) -> None:
    """Columns of an e-paper, narrow, hyphens none, heads in capitals."""
    for story in page.several(2, 5, (2, 4)):
        story.line("{HEADLINE}", gap=2).line("{by}").body(1, is_disturbed=False)


def letters(page: Page) -> None:
    """Letters to the editor: a head, a text, name and town below."""
    for story in page.several(3, 6, (2, 3)):
        story.line("{headline}", gap=2).body(1, is_disturbed=False)
        page.put(story.fill("{byline}, ") + page.pick(*page.tongue.words("places")), "fact", 1)
        story.unsure("byline", "place")


def obituaries(page: Page) -> None:
    """Names with years, and a life below each."""
    for story in page.several(3, 6, (2, 4)):
        born = page.chance.randint(1920, 1950)
        head = f"{story.told.byline} ({born}–{born + page.chance.randint(40, 80)})"
        page.put(head, "head", 2, flows=True)
        story.truth["headline"] = page.blocks[-1].text
        story.body(1, is_disturbed=False).unsure("byline")


def results(page: Page) -> None:
    """Reports of matches, each with a line of its score."""
    for story in page.several(3, 6, (2, 3)):
        teams = page.chance.sample(page.tongue.words("places"), 2)
        story.line("{headline}", gap=2)
        page.put(
            f"{teams[0]} - {teams[1]} {page.chance.randint(0, 5)}:{page.chance.randint(0, 5)}",
            "noise",
            0,
        )
        story.body(1, is_disturbed=False)
        story.truth["n_paragraphs_max"] += 1
        story.truth["first_paragraph_or"] = [page.blocks[-len(story.paragraphs) - 1].text]


def pages(page: Page) -> None:
    """A form feed before each."""
    for index, story in enumerate(page.several()):
        story.line(("\f" if index else "") + "{headline}", gap=1).line("{publisher}, {date}").body(
            1
        )


def standfirsts(page: Page) -> None:
    """Headline, standfirst, byline, text."""
    for story in page.several(2, 5, (4, 6)):
        story.line("{headline}", gap=page.apart)
        lead = story.paragraphs.pop(0)
        page.put(lead, "fact", 1, flows=True)
        story.line("{by}", gap=1).body(1, is_disturbed=False)
        story.truth["first_paragraph_or"] = [lead]
        story.truth["n_paragraphs_max"] += 1


def tight_signs(page: Page) -> None:
    """Headlines behind a sign, and not one blank line."""
    form = page.pick("> {headline}", "* {headline}", "• {headline}", "■ {headline}", "- {headline}")
    for story in page.several(3, 9, (2, 4)):
        story.line(form, gap=0, flows=False).body(0, is_disturbed=False)


def staff_news(page: Page) -> None:
    """As a firm's own pages print it: who and when below the headline, counts below the text."""
    page.put(page.tongue.word("briefs"))
    for story in page.several(2, 6):
        clock = f"{page.chance.randint(8, 18)}:{page.chance.randint(10, 59)}"
        story.line("{headline}", gap=2).line("{byline}, {date} " + clock).body(
            1, is_disturbed=False
        )
        page.put(f"{page.chance.randint(2, 90)} ♥   {page.chance.randint(2, 30)} ✎", "residue", 1)


def releases(page: Page) -> None:
    """Press releases, with whom to ask below each."""
    for story in page.several(2, 5):
        page.put(page.pick("PRESS RELEASE", "*** " + story.told.publisher.upper() + " ***"), gap=3)
        story.line("{headline}", gap=1).body(1, dateline="{PLACE}, {date} - ", is_disturbed=False)
        page.put(story.fill("{byline}, {mail}"), "fact", 1)
        page.put("###", gap=1)
        story.unsure("byline")


def papers_say(page: Page) -> None:
    """What the papers say: the name of one before each headline."""
    page.put(page.tongue.word("briefs"))
    for story in page.several(3, 7, (1, 3)):
        story.line("{publisher}: {headline}", gap=2).body(
            0 if not page.setting.width else 1, is_disturbed=False
        )


def chat(page: Page) -> None:
    """Pasted one after another into a chat, with time and name before each headline."""
    for number, story in enumerate(page.several(3, 6, (1, 3))):
        page_time = f"{9 + number}:{page.chance.randint(10, 59)}"
        story.line(f"[{page_time}] {page.pick('mara', 'tobin', 'nell')}: {{headline}}", gap=1)
        story.body(0 if not page.setting.width else 1, is_disturbed=False)


def ticker(page: Page) -> None:
    """One day's news, each below its time."""
    page.put(page.tongue.spoken(page.tongue.told(page.chance, 1).day, page.date_form))
    form = page.pick(
        "{} {{headline}}", "[{}] {{headline}}", "{} | {{headline}}", "{} – {{headline}}"
    )
    for number, story in enumerate(page.several(4, 9, (1, 2))):
        clock = f"{20 - number}:{page.chance.randint(10, 59)}"
        story.line(form.format(clock), gap=page.apart)
        story.body(0 if not page.setting.width else 1, is_disturbed=False).unsure("date")


def running_heads(page: Page) -> None:
    """Several articles of a PDF, with a running head wherever a page ends."""
    running, number = page.tongue.told(page.chance, 1).publisher, page.chance.randint(2, 30)
    page.residue.append("running-head")
    for story in page.several(3, 6, (3, 6)):
        story.line("{headline}", gap=2)
        for at, text in enumerate(story.paragraphs):
            page.put(text, "text", None if at else 1, flows=True)
            if page.flip(0.3):
                page.put(f"{running}    {page.tongue.word('page')} {number}", "residue", 1)
                number += 1
        story.printed(story.paragraphs).unsure("publisher")


def cases(page: Page) -> None:
    """Rulings, each below its number."""
    for story in page.several(2, 6):
        page.put(f"{page.chance.randint(10, 900)}/{page.chance.randint(2001, 2023)}", gap=2)
        story.line("{headline}", gap=0).line("{date}").body(1, is_disturbed=False)


def leaves(page: Page) -> None:
    """The page that it was printed on, behind the headline."""
    form = page.pick("{headline}   [p. {leaf}]", "{headline} (S. {leaf})", "{headline}\t{leaf}")
    for story in page.several(3, 7):
        story.line(form, gap=1, flows=False).body(1, is_disturbed=False)


def front_page(page: Page) -> None:
    """Copied from a front page: section, headline, a line or two, how long it takes to read."""
    page.put(" | ".join(page.tongue.words("menu")), "residue")
    for story in page.several(4, 9, (1, 2)):
        story.line("{section}", gap=2).line("{headline}").body(
            0 if not page.setting.width else 1, is_disturbed=False
        )
        page.put(f"{page.chance.randint(2, 20)} min", "residue", 0 if not page.setting.width else 1)
        story.unsure("section")


def pasted(page: Page) -> None:
    """Two or three texts, their headlines in capitals or not, and nothing else."""
    form, gap = page.pick("{headline}", "{HEADLINE}"), page.setting.gap + page.chance.randint(0, 2)
    for story in page.several(2, 3, (2, 6)):
        story.line(form, gap=gap).body(page.chance.randint(1, 2), is_disturbed=False)


PARTED = {
    "gaps": Family(gaps),
    "gaps-facts": Family(gaps_facts),
    "facts-above": Family(facts_above, SPACED),
    "rules": Family(rules, SPACED, without="rule"),
    "boxed": Family(boxed, SPACED, without="rule"),
    "underlined": Family(underlined, SPACED, without="rule"),
    "numbered": Family(numbered, SPACED, without="steps"),
    "roman": Family(roman, SPACED),
    "lettered": Family(lettered, SPACED),
    "end-marks": Family(end_marks, SPACED, without="rule"),
    "end-names": Family(end_names, SPACED),
    "capitals": Family(capitals, SPACED, CASED, without="teaser"),
    "datelines": Family(datelines, SPACED, CASED),
    "contents": Family(contents, SPACED, without="steps"),
    "edition": Family(edition, SPACED),
    "briefs": Family(briefs, SPACED, is_disturbed=False),
    "run-in": Family(run_in, SPACED, CASED, is_disturbed=False),
    "signs": Family(signs, SPACED, without="list"),
    "dated": Family(dated, SPACED),
    "spread": Family(spread, COLUMNS, CASED, is_disturbed=False),
    "letters": Family(letters, SPACED),
    "obituaries": Family(obituaries, SPACED),
    "results": Family(results, SPACED),
    "pages": Family(pages, SPACED),
    "standfirsts": Family(standfirsts, LINES),
    "tight-signs": Family(tight_signs, ROWS, is_disturbed=False),
    "staff-news": Family(staff_news, SPACED),
    "releases": Family(releases, SPACED, CASED),
    "papers-say": Family(papers_say, SPACED, is_disturbed=False),
    "chat": Family(chat, SPACED, is_disturbed=False),
    "ticker": Family(ticker, SPACED, is_disturbed=False),
    "running-heads": Family(running_heads, SPACED, is_disturbed=False),
    "cases": Family(cases, SPACED),
    "leaves": Family(leaves, LINES),
    "front-page": Family(front_page, SPACED, is_disturbed=False),
    "pasted": Family(pasted, SPACED, CASED, is_disturbed=False),
}
