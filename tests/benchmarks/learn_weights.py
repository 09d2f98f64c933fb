"""Learn what the terms of evidence for where articles begin are worth; print the scores by family.

    learn_weights.py SHARED [--write] [--seeds 501]

SHARED holds tools/make_piles.py, corpora/ and gold/.  Documents: piles made by that, some of them
with very short articles, and by tests/piles, with its own stories and with printed ones; families
of this script, real pages alone and one after another, the BBC's articles, gold.  A conditional
logit (McFadden, 1974): of all cuttings of a document, how likely is a right one; terms whose
direction is known keep their sign, and a ridge keeps weights small.

The families fall into five folds.  Each document is scored by weights that never saw its family;
the last line is what `--write` puts into newscli/formats/dividing/weights.txt, learnt from all.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import random
import re
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from newscli.formats.dividing.choosing import cuttings
from newscli.formats.dividing.evidence import Cutting
from newscli.formats.dividing.judging import Judge, weighed
from newscli.formats.dividing.outline import Outline
from newscli.formats.layout.setting import set_units
from tests.piles import setting
from tests.piles.made import FAMILIES
from tests.piles.noise import top
from tests.piles.page import Page, Story
from tests.piles.tongues import SPACELESS, Told, Tongue

WEIGHTS = Path(__file__).parents[2] / "newscli" / "formats" / "dividing" / "weights.txt"
FOLDS = 5
RIDGE = 1.0  # of a weight, and so much of a family's name: what recurs matters little by itself
RIDGE_OF_NAMES = 6.0
SINGLES = 3.0  # weight of a document of one article: cutting one in two is the worse mistake
GOLD = 4.0  # of a real file with hand-made gold
OWN = 8  # documents of a family of this project's generator, and as many with printed stories
LANGUAGES = frozenset("en fr de es nl pl ru zh ja".split())  # of both generators
PARAGRAPH, PARAGRAPHS = 60, 10  # characters of one that is no headline; how many are many
STEPS = 800  # of the descent; it has settled by then
POSITIVE = """gap-more gap-widest facts any-fact labels-shared alike-two gap-used gap-all-used
    lines-unlike lines-long first-used first-all-used first-alike first-alike-two
    announced-many above:rule all-echoed opens-alike same-gap-many
    ends-alike ends-alike-many headings-alone""".split()
NEGATIVE = """gap-narrowest gap-above-wider head-parted broken-off tiny small
    named-twice named-again labels-twice missed first-missed title-far no-prose
    cover-long cover-paragraphs several title-less-good ends-otherwise
    title-of-all heading-of-all facts-alone counts-on""".split()
REAL = [  # file of gold/, and how many articles are right
    ("mediargus_nl.txt", [100]), ("abc_rural_multi.txt", [21]), ("bsnlp_pl.txt", [1]),
    ("globalvoices_eo_multi.txt", [16]), ("nexis_telegraaf_nl.txt", [2]),
    ("nydaily_plain.txt", [1]), ("reuters_bse_plain.txt", [1]), ("usenet_ap_wire.txt", [1]),
    ("nexis_pioneer_en.txt", [1]), ("factrueval_ru_headless.txt", [1]),
    ("seed_000_asharq.txt", [4]), ("seed_001_guardian.txt", [1]), ("xinwenlianbo_zh_md.md", [12]),
    ("guardian_feed_md_3.md", [3]), ("saroop_1937_md.md", [1]),
    ("lee_one_article_a_line.cor", [50]),
]  # fmt: skip
Span = tuple[int, int]


class Truth(NamedTuple):
    """A text and where its articles begin."""

    family: str
    text: str
    counts: list[int]
    """Right numbers of articles."""
    spans: list[Span] | None = None
    """For each article but the first, the first and last line at which it can begin."""


class Example(NamedTuple):
    """The cuttings of a text: for each its terms, its number of articles, whether it is right."""

    family: str
    counts: list[int]
    rows: list[tuple[dict[str, float], int, bool]]


def terms(judge: Judge, cutting: Cutting) -> dict[str, float]:
    """What speaks for a cutting, each boundary's share added up, before weights are put on it."""
    boundaries = judge.boundaries(cutting)
    share = weighed(len(boundaries))
    found = defaultdict[str, float](float, judge.whole(cutting))
    for own, _ in boundaries:
        for name, value in own.items():
            found[name] += share * value
    return dict(found)


def example(truth: Truth) -> Example:
    outline = Outline(set_units(truth.text))
    judge = Judge(outline, {})
    rows: list[tuple[dict[str, float], int, bool]] = [({}, 1, 1 in truth.counts)]
    for cutting in cuttings(outline):
        lines = [outline.units[start].first for start in cutting.starts[1:]]
        if truth.spans is None:
            right = len(cutting.starts) in truth.counts
        else:
            right = len(lines) == len(truth.spans) and all(
                low <= line <= high for line, (low, high) in zip(lines, truth.spans, strict=True)
            )
        rows.append((terms(judge, cutting), len(cutting.starts), right))
    return Example(truth.family, truth.counts, rows)


# --- documents -----------------------------------------------------------------------------------


def made(piles: Any, layout: Any, family: str, kind: Any, texts: Any, seed: str) -> Truth:
    """A document of a family of the generator, and where its blocks came to stand."""
    maker = layout.Maker(texts, kind, random.Random(seed))  # noqa: S311 — no secret
    maker.menu()
    kind.write(maker)
    blocks = maker.blocks
    opening = layout._openings(blocks) or [n for n, b in enumerate(blocks) if b.kind == "row"]
    spans = []
    for opens in opening[1:]:
        first = opens
        while blocks[first].kind == "mark":
            first += 1
        before = opens - 1
        while blocks[before].kind not in ("paragraph", "row", "tail"):
            before -= 1
        spans.append((before, first))
    for number, block in enumerate(blocks):
        block.text = chr(0xF0000 + number) + block.text
    text, at, _ = _unmarked(layout.rendered(maker).replace("\r\n", "\n"))
    counts = [len(maker.written), *maker.counts_too]
    return Truth(family, text, counts, [(at[low] + 1, at[high]) for low, high in spans])


class Printed(Tongue):
    """A language of this project's generator with the stories of the other one."""

    def __init__(self, tongue: Tongue, texts: Any) -> None:
        super().__init__(tongue.code, tongue._words)
        self.texts = texts

    def told(self, chance: random.Random, paragraphs: int) -> Told:
        told = super().told(chance, paragraphs)
        headline, texts = self.texts.story(self.code, chance, paragraphs, paragraphs)
        return told._replace(headline=headline, paragraphs=texts)


def own(family: str, texts: Any, seed: str) -> Iterator[Truth]:
    """A document of this project's generator; none if a paragraph stands in it twice."""
    page = Page(FAMILIES[family], random.Random(seed))  # noqa: S311 - no secret
    if texts and page.tongue.code in LANGUAGES:
        page.tongue = Printed(page.tongue, texts)
    top(page)
    page.family.write(page)
    told = [text for story in page.stories for text in story.paragraphs]
    if len(set(told)) < len(told):
        return
    blocks = [
        block._replace(text=chr(0xF0000 + number) + block.text)
        for number, block in enumerate(page.blocks)
    ]
    spans, body = [], 0
    for index, story in enumerate(page.stories):
        above = body
        of = [n for n, block in enumerate(page.blocks) if n >= above and _is_of(block, story, 1)]
        body = next(n for n in of if n > above or not index)
        if not index:
            continue
        before = page.stories[index - 1]
        last = max(n for n in range(above, body) if _is_of(page.blocks[n], before, 99))
        spans.append(_between(page.blocks, last, story, body))
    spaceless = page.tongue.code in SPACELESS
    rendered = setting.rendered(blocks, page.setting, page.chance, spaceless=spaceless)
    text, at, ends = _unmarked(rendered.replace("\r\n", "\n"))
    counts = [len(page.stories), *page.counts_too]
    yield Truth(f"own-{family}", text, counts, [(ends[a] + 1, at[b]) for a, b in spans])


def _between(blocks: list[Any], last: int, story: Story, body: int) -> tuple[int, int]:
    """The last block that is certainly of the article above, the first certainly of this one."""
    heads = {story.truth.get("headline") or story.headline, story.headline.upper()}
    first = next(
        (n for n in range(last + 1, body) if any(head in blocks[n].text for head in heads)), body
    )
    facts = [n for n in range(last + 1, first) if blocks[n].kind == "fact"]
    below = next((n for n in facts if (blocks[n].gap or 0) > 1), first)
    tails = [n for n in facts if n < below]
    if tails and blocks[tails[0] - 1].kind == "mark":
        below, tails = tails[0], []  # a rule parts them from what stands above
    return max([last, *tails]), below


def _is_of(block: Any, story: Story, count: int) -> bool:
    """Whether a block holds one of the first `count` paragraphs of a story."""
    return block.kind != "residue" and any(text in block.text for text in story.paragraphs[:count])


def _unmarked(marked: str) -> tuple[str, dict[int, int], dict[int, int]]:
    """The text without the marks of its blocks, and the first and the last line of each."""
    at: dict[int, int] = {}
    for line, text in enumerate(marked.split("\n"), 1):
        at.update({ord(c) - 0xF0000: line for c in text if "\U000f0000" <= c <= "\U000fffff"})
    text = "".join(c for c in marked if not "\U000f0000" <= c <= "\U000fffff")
    lines = text.split("\n")
    ends = {}
    for number in at:
        end = at.get(number + 1, len(lines) + 1) - 1
        while end > at[number] and not lines[end - 1].strip():
            end -= 1
        ends[number] = end
    return text, at, ends


def unlined(pages: dict[str, list[str]]) -> Iterator[Truth]:
    """Real articles without headline and blank lines: paragraphs in the form of articles a line."""
    for texts in pages.values():
        for text in texts:
            lines = [line for line in text.split("\n") if len(line.strip()) >= PARAGRAPH]
            if len(lines) >= PARAGRAPHS:
                yield Truth("unlined", "\n".join(lines), [1], [])


class Brief:
    """The texts of the generator, but articles of a sentence or two a paragraph."""

    def __init__(self, texts: Any, sentence: re.Pattern[str]) -> None:
        self.texts, self.sentence = texts, sentence

    def __getattr__(self, name: str) -> Any:
        return getattr(self.texts, name)

    def story(self, language: str, chance: Any, low: int, high: int) -> tuple[str, list[str]]:
        headline, paragraphs = self.texts.story(language, chance, low, high)
        kept = paragraphs[: chance.randint(1, 3) + (low > 3)]
        parts = r"(?<=[。！？])" if language in ("zh", "ja") else self.sentence
        short = [re.split(parts, paragraph)[0] for paragraph in kept]
        return headline, short if len(short) > 1 else [*short, *paragraphs[1:2]]


def contents_teasers(make: Any) -> None:
    """A list of contents that tells of each article in a few words, as press reviews begin."""
    written, gap = make.articles(3, 9), make.apart
    form = make.pick("{publisher}, {date}, p. {page}", "{date}", "{publisher} ({date})", "")
    numbered = make.flip(0.7)
    for number, a in enumerate(written, 1):
        make.put((f"{number}. " if numbered else "") + a.headline, "meta", gap)
        if form:
            make.put(a.fill(form), "meta", 1)
        teaser = a.paragraphs[0]
        make.put(teaser[: max(60, len(teaser) // 2)] + make.pick("...", "…", ""), "meta", 1, True)
    for number, a in enumerate(written, 1):
        a.line((f"{number}. " if numbered else "") + "{headline}", gap=gap)
        if form:
            a.line(form, gap=1)
        a.body(gap=1)


def sections(make: Any) -> None:
    """One article with many cross-heads."""
    _with_heads(make, make.chance.randint(2, 4), "{head}")


def listicle(make: Any) -> None:
    """One article whose cross-heads are numbered."""
    _with_heads(make, 2, make.pick("{n}. {head}", "{n}) {head}", "#{n} {head}"))


def _with_heads(make: Any, every: int, form: str) -> None:
    a = make.one(8, 16).line("{headline}", gap=None)
    number = 0
    for index, paragraph in enumerate(a.paragraphs):
        if index and index % every == 0:
            number += 1
            words = make.other_headline().split()
            head = " ".join(words[: make.chance.randint(2, 6)])[:60]
            make.put(form.format(n=number, head=head), "noise", None)
        make.put(paragraph, "paragraph", None if index else max(1, make.wrapping.gap), True)
    a.printed(a.paragraphs, len(a.paragraphs))._foot()


def headings(make: Any) -> None:
    """One article under a heading of Markdown, with cross-heads a level lower."""
    a = make.one(6, 14).line(make.pick("# {headline}", "## {headline}"), gap=None)
    level = "###" if make.flip(0.3) else make.blocks[-1].text.split()[0] + "#"
    every = make.chance.randint(1, 4)
    for index, paragraph in enumerate(a.paragraphs):
        if index and index % every == 0:
            words = make.other_headline().split()[: make.chance.randint(1, 7)]
            make.put(f"{level} {' '.join(words)}", "noise", 1)
        make.put(paragraph, "paragraph", None if index else 1, True)
    a.printed(a.paragraphs, len(a.paragraphs))


def updates(make: Any) -> None:
    """One article of parts below times, days, places, or names of parts with a number."""
    a = make.one(5, 12).line("{headline}", gap=None)
    if make.flip():
        a.line(make.pick("{date}", "{by}"), gap=make.pick_gap())
    part = make.words.sections.split()[0]
    kind = make.pick("clock", "part", "date", "place", "hour")
    gap = make.pick_gap() or 1
    for index, paragraph in enumerate(a.paragraphs):
        if index or make.flip():
            day = make.chance.randint(1, 28)
            make.put(
                {
                    "clock": f"{8 + index}:{make.chance.randint(10, 59)}",
                    "part": f"{part} {index + 1}",
                    "date": f"{day}.{index % 12 + 1}.{make.chance.randint(1990, 2020)}",
                    "place": make.pick(*make.words.places.split()),
                    "hour": f"[{8 + index}.{make.chance.randint(10, 59)}]",
                }[kind],
                "noise",
                gap,
            )
        make.put(paragraph, "paragraph", make.chance.choice([1, 1, gap]), True)
    a.printed(a.paragraphs, len(a.paragraphs))


def crossed(make: Any) -> None:
    """A pile of which one article, or two, have cross-heads set as headlines are, but shorter."""
    make.noisy = False
    written = make.articles(5, 24)
    which = make.chance.sample(range(len(written)), make.chance.randint(1, 2))
    close = make.chance.choice([0, 0, 1])
    gap = make.wrapping.gap + make.chance.randint(1, 2)
    for index, a in enumerate(written):
        a.line("{headline}", gap=gap)
        if index not in which:
            a.body(gap=max(close, make.wrapping.wrapped))
            continue
        every = make.chance.randint(1, 2)
        for at, paragraph in enumerate(a.paragraphs):
            if at and at % every == 0:
                words = make.other_headline().split()[: make.chance.randint(1, 2)]
                make.put(" ".join(words).strip(",.:;"), "noise", gap)
                make.put(paragraph, "paragraph", max(close, make.wrapping.wrapped), True)
            else:
                make.put(
                    paragraph, "paragraph", None if at else max(close, make.wrapping.wrapped), True
                )
        a.printed(a.paragraphs, len(a.paragraphs))


def headed(make: Any) -> None:
    """Two or three stories, some short, below headings of one level and nothing else."""
    make.dirty = make.noisy = False
    level = make.pick("#", "##", "###")
    for a in make.articles(2, 3):
        a.line(f"{level} {{headline}}", gap=1, wraps=False).body(gap=1)


def tight(make: Any) -> None:
    """Headlines behind a sign, and not one blank line."""
    form = make.pick(
        "> {headline}", "# {headline}", "■ {headline}", "【{headline}】", "@ {headline}"
    )
    for a in make.articles(3, 12):
        a.line(form, gap=0, wraps=False).body(gap=0)


def headless(make: Any) -> None:
    """Articles without headlines, between rules or wide gaps."""
    rule = make.rule() if make.flip() else ""
    for index, a in enumerate(make.articles(2, 7)):
        if index and rule:
            make.put(rule, gap=make.pick_gap())
        a.body(gap=make.apart + 1 if index and not rule else None)


def database(make: Any) -> None:
    """As the newer exports of a press database: title, paper, day, text, end mark."""
    end = make.pick("End of Document", "Ende des Dokuments", "Fin du document", "--- end ---")
    for index, a in enumerate(make.articles(1, 6)):
        a.line("{headline}", gap=3 if index else 0).line("{publisher}").line("{date}")
        if make.flip(0.7):
            make.put("Body", "meta", 1)
        a.body(gap=1)
        make.put(end, "tail", 1)


def tagged(make: Any) -> None:
    """Facts under tags of two letters."""
    for index, a in enumerate(make.articles(1, 6)):
        for tag, fact in (
            ("HD", "headline"),
            ("BY", "byline"),
            ("PD", "date"),
            ("SN", "publisher"),
        ):
            make.put(tag, "meta", make.apart if tag == "HD" else 0)
            a.line(f"{{{fact}}}")
        make.put("LP", "meta", 0)
        a.body(gap=0)
        make.put(f"Document {a.values['page']}ABC{index}", "tail", 1)


def signed(make: Any) -> None:
    """Who wrote an article stands below it."""
    for a in make.articles(2, 6):
        a.line("{headline}", gap=make.apart).body()
        make.put(a.fill("{byline}"), "tail", make.pick_gap())


def sectioned(make: Any) -> None:
    """A section's name above some of the headlines."""
    for index, a in enumerate(make.articles(3, 8)):
        if index % 3 == 0:
            make.put(a.fill("{section}").upper(), "meta", make.apart)
        a.line("{headline}", gap=make.apart if index % 3 else make.pick_gap()).body()


def ticker(make: Any) -> None:
    """A time before each headline."""
    form = make.pick("{} {{headline}}", "[{}] {{headline}}", "{} Uhr: {{headline}}")
    for a in make.articles(3, 8):
        time = f"{make.chance.randint(0, 23):02}:{make.chance.randint(0, 59):02}"
        a.line(form.format(time), gap=make.pick_gap()).body()


def pairs(make: Any) -> None:
    """Two or three stories after one another, and nothing else."""
    make.dirty = make.noisy = False
    under = make.pick("", "", "{by}", "{date}", "{place}, {date}")
    way = make.pick("gap", "none") if under else make.pick("gap", "gap", "rule")
    gap, rule = max(1, make.wrapping.gap), make.rule("-=_*~", 10, 80)
    apart = gap + make.chance.randint(1, 5)
    for index, a in enumerate(make.articles(2, 3)):
        close = make.chance.choice([0, 1, 1])
        if index and way == "rule":
            make.put(rule, gap=close)
        a.line("{headline}", gap={"gap": apart, "rule": close, "none": gap}[way])
        if under:
            a.line(under, gap=gap)
        a.body(gap=gap)


MORE: dict[str, Callable[[Any], None]] = {
    "x-contents": contents_teasers, "x-sections": sections, "x-listicle": listicle,
    "x-headless": headless, "x-database": database, "x-tagged": tagged, "x-signed": signed,
    "x-sectioned": sectioned, "x-ticker": ticker, "x-pairs": pairs,
    "x-headings": headings, "x-updates": updates, "x-crossed": crossed,
    "x-tight": tight, "x-headed": headed,
}  # fmt: skip


def joined(pages: dict[str, list[str]], count: int) -> Iterator[Truth]:
    """Real pages one after another, wider apart than anything in them, or with a rule between."""
    chance = random.Random(7)  # noqa: S311 - no secret
    for number in range(count):
        family = sorted(pages)[number % len(pages)]
        texts = [text.strip("\n") for text in chance.sample(pages[family], chance.randint(2, 6))]
        runs = [len(run) - 1 for text in texts for run in re.findall(r"\n+", text)]
        apart = "\n" * (1 + min(8, max(runs, default=0) + chance.randint(1, 2)))
        rule = "\n" + chance.choice("-=_*") * chance.randint(20, 70) + "\n\n"
        between = chance.choice([apart, apart, rule, "\n\n-30-\n\n"])
        text, spans = texts[0], []
        for more in texts[1:]:
            low = text.count("\n") + (3 if "30" in between else 1)
            text += between
            spans.append((low, text.count("\n") + 1))
            text += more
        yield Truth(f"joined-{family}", text + "\n", [len(texts)], spans)


def lined(texts: Any, count: int) -> Iterator[Truth]:
    """An article a line, and articles of a paragraph a line."""
    chance = random.Random(9)  # noqa: S311 - no secret
    for _ in range(count):
        language = chance.choice(["en", "en", "en", "fr", "nl", "zh", "pl", "ru"])
        stories = [texts.story(language, chance, 2, 6)[1] for _ in range(chance.randint(30, 70))]
        joint = "" if language == "zh" else " "
        lines = [joint.join(story[: chance.randint(1, 3)]) for story in stories]
        lines = [line for line in dict.fromkeys(lines) if len(line) > 120]
        spans = [(n, n) for n in range(2, len(lines) + 1)]
        yield Truth("lined", "\n".join(lines), [len(lines)], spans)


def documents(shared: Path, seeds: list[str]) -> Iterator[Truth]:
    """All documents to learn from, in a fixed order."""
    sys.path.insert(0, str(shared / "tools"))
    import make_piles as piles
    import piles_layout as layout
    from piles_texts import SENTENCE, Texts

    texts = Texts(shared)
    brief = Brief(texts, SENTENCE)
    known = {name: kind for name, kind in piles.FAMILIES.items() if name != "odd-table"}
    more = {name: layout.Family(write) for name, write in MORE.items()}
    for families, whole, short in ((known, 12, 8), (more, 12, 12)):
        for name, kind in families.items():
            for seed in seeds:
                for number in range(whole):
                    yield made(piles, layout, name, kind, texts, f"{seed} {name} {number}")
                for number in range(short):
                    yield made(piles, layout, name, kind, brief, f"{seed} {name} brief {number}")
    for family in FAMILIES:
        for seed in seeds:
            for number in range(OWN):
                yield from own(family, None, f"{seed} {family} {number}")
                yield from own(family, texts, f"{seed} {family} printed {number}")
    yield from lined(texts, 40)
    pages = real_pages(shared)
    yield from unlined(pages)
    yield from (Truth(name, text, [1], []) for name in sorted(pages) for text in pages[name])
    yield from joined(pages, 150)
    for name, counts in REAL:
        text = (shared / "gold" / name).read_bytes().decode("utf-8", "replace")
        yield Truth(f"gold-{name.split('_')[0]}", text.replace("\r\n", "\n"), counts)


def real_pages(shared: Path) -> dict[str, list[str]]:
    """Real articles, one a file, by what they are from."""
    pages: dict[str, list[str]] = defaultdict(list)
    for archive, most in (("one_article_files.tar.gz", 1000), ("bbc.tar.gz", 400)):
        with tarfile.open(shared / "corpora" / archive) as tar:
            found = sorted(
                (member.name, file.read().decode("utf-8", "replace"))
                for member in tar
                if member.name.endswith(".txt") and (file := tar.extractfile(member))
            )
        for name, text in found[:: max(1, len(found) // most)]:
            source = "bbc" if archive.startswith("bbc") else name.split("/")[0]
            pages[source].append(text.replace("\r\n", "\n"))
    return dict(pages)


# --- the logit -----------------------------------------------------------------------------------


def fitted(examples: list[Example], names: list[str]) -> dict[str, float]:
    """The weights under which the right cuttings are likeliest, in bits (projected descent)."""
    known = [one for one in examples if any(right for _, _, right in one.rows)]
    place = {name: index for index, name in enumerate(names)}
    rows = [row for one in known for row in one.rows]
    terms = np.zeros((len(rows), len(names)), np.float32)
    for index, (found, _, _) in enumerate(rows):
        for name, value in found.items():
            terms[index, place[name]] = value
    right = np.array([row[2] for row in rows])
    sizes = [len(one.rows) for one in known]
    starts = np.cumsum([0, *sizes[:-1]])
    of = np.repeat(np.arange(len(known)), sizes)
    worth = np.array([_worth(one) for one in known])
    ridge = np.array([RIDGE_OF_NAMES if n.startswith("of:") else RIDGE for n in names])
    low = np.array([0.0 if n in POSITIVE else -np.inf for n in names])
    high = np.array([0.0 if n in NEGATIVE else np.inf for n in names])

    def shares(scores: Any) -> Any:
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        return odds / np.add.reduceat(odds, starts)[of]

    weights = ahead = np.zeros(len(names))
    step, speed = 1e-4 * min(1.0, 2500 / len(known)), 1.0  # more documents, a steeper slope
    for _ in range(STEPS):
        scores = terms @ ahead
        pull = shares(scores) - shares(np.where(right, scores, -1e9))
        slope = terms.T @ (pull * worth[of]) + 2 * ridge * ahead
        following = np.clip(ahead - step * slope, low, high)
        if slope @ (following - weights) > 0:
            speed = 1.0  # it went too far (O'Donoghue and Candès, 2015)
        faster = (1 + math.sqrt(1 + 4 * speed**2)) / 2  # Nesterov's
        ahead = following + (speed - 1) / faster * (following - weights)
        weights, speed = following, faster
    return {name: float(value) / math.log(2) for name, value in zip(names, weights, strict=True)}


def _worth(one: Example) -> float:
    if one.family.startswith("gold"):
        return GOLD
    return SINGLES if one.counts == [1] else 1.0


def verdict(one: Example, weights: dict[str, float]) -> str:
    """Whether the likeliest cutting is right, or what is wrong with it."""

    def score(row: tuple[dict[str, float], int, bool]) -> float:
        return sum(weights.get(name, 0.0) * value for name, value in row[0].items())

    _, count, right = max(one.rows, key=score)
    if right:
        return "right"
    if count in one.counts:
        return "elsewhere"
    return "over" if count > max(one.counts) else "under"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--seeds", default="501")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = [example(truth) for truth in documents(options.shared, options.seeds.split(","))]
    names = sorted({name for one in examples for found, _, _ in one.rows for name in found})
    families = sorted({one.family for one in examples})
    fold = {family: index % FOLDS for index, family in enumerate(families)}
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for held in range(FOLDS):
        weights = fitted([one for one in examples if fold[one.family] != held], names)
        for one in examples:
            if fold[one.family] == held:
                told[one.family][verdict(one, weights)] += 1
    for family in families:
        print(f"{family:22}", *(f"{key} {told[family][key]}" for key in sorted(told[family])))
    total = sum(told.values(), Counter[str]())
    right = total["right"] / total.total()
    print(f"held out: {right:.3f} of {total.total()} right", dict(total))
    weights = fitted(examples, names)
    seen = Counter(verdict(one, weights) for one in examples)
    print(f"seen: {seen['right'] / seen.total():.3f}", dict(seen))
    if options.write:
        write(weights, f"{right:.3f} of {total.total()} documents of families held out right")


def write(weights: dict[str, float], figure: str) -> None:
    rows = [f"{name} {value:.2f}\n" for name, value in weights.items() if abs(value) >= 0.005]
    remark = (
        "# What each term is worth, in bits: learnt by tests/benchmarks/learn_weights.py on "
        f"{dt.date.today()},\n# {figure}.\n"
    )
    WEIGHTS.write_text(remark + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
