"""What databases, wires and mail programs write: labelled facts, counters, rows."""

from __future__ import annotations

from tests.piles.page import Family, Page, Story
from tests.piles.setting import LINES, ROWS, SPACED

LABELLED = ("headline", "date", "byline", "publisher", "section")


def labels(page: Page) -> None:
    """Facts behind labels in the language, then the text behind its own."""
    facts = ["headline", *page.chance.sample(LABELLED[1:], page.chance.randint(2, 4))]
    if page.flip():
        page.chance.shuffle(facts)
    joint, rule = page.pick(": ", ":\t", " = ", " : "), page.pick("", "=" * 40, "-" * 60, "")
    for index, story in enumerate(page.several(1, 6)):
        if index and rule:
            page.put(rule, gap=1)
        for at, fact in enumerate(facts):
            form = f"{page.tongue.label(fact)}{joint}{{{fact}}}"
            story.line(form, gap=0 if at else (1 if rule else 2), flows=False)
        page.put(f"{page.tongue.label('text')}:", "fact", 0)
        story.body(1)


def shouted_labels(page: Page) -> None:
    """Labels in capitals, aligned, a value each."""
    facts = ("publisher", "date", "section", "headline", "byline")
    width = max(len(page.tongue.label(fact)) for fact in facts) + 2
    for story in page.several(2, 6):
        for at, fact in enumerate(facts):
            label = page.tongue.label(fact).upper().ljust(width)
            story.line(f"{label}{{{fact}}}", gap=0 if at else 3, flows=False)
        story.body(1)


def codes(page: Page) -> None:
    """Two-letter codes, a field each, the text last."""
    fields = (
        ("TI", "headline"),
        ("AU", "byline"),
        ("DT", "date"),
        ("SO", "publisher"),
        ("SE", "section"),
    )
    joint = page.pick("  - ", ": ", " ")
    for story in page.several(2, 6):
        for at, (code, fact) in enumerate(fields):
            story.line(f"{code}{joint}{{{fact}}}", gap=0 if at else 2, flows=False)
        first = f"TX{joint}{story.paragraphs[0]}"
        for at, text in enumerate([first, *story.paragraphs[1:]]):
            page.put(text, "text", None if at else 0)
        story.printed(story.paragraphs)
        story.truth["first_paragraph_or"] = [page.blocks[-len(story.paragraphs)].text]


def database(page: Page) -> None:
    """Counter, headline, paper and date on a line, words, text, a code of the document."""
    stories = page.several(2, 7)
    for number, story in enumerate(stories, 1):
        page.put(
            page.pick(f"{number} / {len(stories)}", f"Document {number} of {len(stories)}"), gap=3
        )
        story.line("{headline}", gap=1).line("{by}", gap=1)
        story.line("{length} words", gap=0).line("{date}").line("{publisher}").body(1)
        page.put(
            f"Document {page.tongue.code.upper()}{number:05}{story.told.day:%Y%m%d}", "fact", 1
        )


def press_review(page: Page) -> None:
    """Headline; paper, date and page; text."""
    form = page.pick(
        "{publisher}, {date}, p. {leaf}",
        "{publisher} | {date} | {leaf}",
        "{publisher} - {date} - {length} words",
        "({publisher}, {date})",
    )
    for story in page.several(2, 7):
        story.line("{headline}", gap=2).line(form).body(1)


def alert(page: Page) -> None:
    """A mail of an alert: headline, paper, a line or two, a link."""
    page.put(f"{page.tongue.word('briefs')}: {page.pick(*page.tongue.words('places'))}")
    for story in page.several(3, 8, (1, 2)):
        story.line("{headline}", gap=2).line("{publisher}, {date}").body(
            0 if not page.setting.width else 1, is_disturbed=False
        )
        story.line("{url}", gap=0 if not page.setting.width else 1, flows=False)


def wire(page: Page) -> None:
    """A dump of an agency's wire: a slug, a headline, a dateline, a time."""
    for number, story in enumerate(page.several(2, 7), 1):
        slug = page.pick(*page.tongue.words("places")).upper()
        page.put(f"{slug}-{number:03}  {story.told.day:%d%m%y} {1000 + number * 7}", "mark", 2)
        story.line("{headline}", gap=1).body(
            1, dateline="{place} ({agency}) - ", is_disturbed=False
        )
        story.unsure("date")


def mails(page: Page) -> None:
    """Mails one after the other."""
    rule = page.pick("", "-" * 40, "_" * 32)
    for index, story in enumerate(page.several(2, 6)):
        if index and rule:
            page.put(rule, gap=1)
        story.line("From: {byline} <{mail}>", gap=2, flows=False)
        page.put(f"Date: {story.told.day:%a, %d %b %Y} 08:12:44 +0100", "fact", 0)
        story.line("Subject: {headline}", flows=False).body(1)
        story.truth["date"] = story.told.day.isoformat()


def rows(page: Page) -> None:
    """A table with a head row."""
    sign = page.pick("|", ";", "\t", ",")
    facts = ["headline", *page.chance.sample(("date", "publisher", "byline"), 2)]
    page.put(sign.join([*map(page.tongue.label, facts), page.tongue.label("text")]), "fact", 0)
    for story in page.several(4, 10, (2, 3)):
        forms = [f"{{{fact if fact != 'date' else 'iso'}}}" for fact in facts]
        cells = [story.fill(form) for form in forms] + [story.flat()]
        if sign == ",":
            cells = ['"' + cell.replace('"', '""') + '"' for cell in cells]
        page.put(sign.join(cells), "head", 0)


def line_each(page: Page) -> None:
    """An article a line, opened alike."""
    form = page.pick(
        "{iso}\t{headline}\t",
        "{number}. {headline}: ",
        "[{iso}] {headline} — ",
        "{publisher} ({iso}): ",
    )
    for story in page.several(5, 12, (2, 3)):
        head = story.fill(form)
        page.put(head + story.flat(), "head", 0)
        if "headline" not in form:
            story.unsure("headline")


def five_lines(page: Page) -> None:
    """Id, language, date, link, headline; then the text."""
    for story in page.several(2, 6):
        page.put(f"{page.chance.randrange(16**12):012x}", "fact", page.apart)
        page.put(page.tongue.code, "fact", 0)
        story.line("{iso}").line("{url}", flows=False).line("{headline}").body(
            1, is_disturbed=False
        )


def bracketed(page: Page) -> None:
    """A block of facts between brackets under each headline."""
    for story in page.several(2, 6):
        story.line("{headline}", gap=2).line("[{publisher}; {date}; {section}]").body(1)


def link_first(page: Page) -> None:
    for story in page.several(2, 6):
        story.line("{url}", gap=2, flows=False).line("{headline}", gap=1).body(1)


def link_last(page: Page) -> None:
    """The link below each text is all that parts them."""
    form = page.pick("{url}", "URL: {url}", "<{url}>", "({url})")
    for story in page.several(2, 6):
        story.line("{headline}", gap=1).body(1, is_disturbed=False).line(form, gap=1, flows=False)


def _fields(story: Story, names: tuple[str, ...], form: str) -> None:
    for name in names:
        story.line(form.format(name=name, value="{" + name + "}"), flows=False)


def tagged(page: Page) -> None:
    """Facts behind signs: `@date: …`, `%publisher …`."""
    form = page.pick("@{name}: {value}", "%{name} {value}", "#{name}: {value}", "<{name}> {value}")
    for story in page.several(2, 6):
        page.put("", gap=1)
        _fields(story, ("headline", "date", "publisher"), form)
        story.body(1, is_disturbed=False)


EXPORTS = {
    "labels": Family(labels, SPACED),
    "shouted-labels": Family(shouted_labels, SPACED),
    "codes": Family(codes, LINES, is_disturbed=False),
    "database": Family(database, SPACED),
    "press-review": Family(press_review, SPACED),
    "alert": Family(alert, SPACED, is_disturbed=False),
    "wire": Family(wire, SPACED),
    "mails": Family(mails, SPACED),
    "rows": Family(rows, ROWS, is_disturbed=False),
    "line-each": Family(line_each, ROWS, is_disturbed=False),
    "five-lines": Family(five_lines, SPACED),
    "bracketed": Family(bracketed, SPACED),
    "link-first": Family(link_first, SPACED),
    "link-last": Family(link_last, SPACED),
    "tagged": Family(tagged, SPACED),
}
