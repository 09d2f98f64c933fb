"""What the models of heads and of confidence see of a text: their weights were learnt on it.

One that means something else, or counts otherwise, makes its weight wrong: learn these anew
(`tests/benchmarks/learn_heads.py`, `learn_confidence.py`) before a table here is changed.
"""

from __future__ import annotations

import pytest

from newscli.formats.dividing.confidence import Signs, features
from newscli.formats.dividing.grammar import (
    LABELS,
    START,
    Sight,
    allowed,
    best,
    emissions,
    may_follow,
    parsed,
)
from newscli.formats.dividing.looks import looks
from newscli.formats.dividing.tops import Piece, top
from newscli.formats.layout.setting import set_units

HEAD = """\
THE VELM POST

World

12
----------
Ferry Stops After a Storm
and pier closes
No boat will sail until Friday. Nobody knows why

By Mara Brandon, Velm Post
3 May 2012 | Ferry closes for the winter
“Why now?” asks a mayor!
IDA TOSS
            Ships, and boats:
THE VELM POST
水道料金の改定で揺れる白川村
Storm takes all three beams of the old landing stage and one of the new.

The council voted nine to two on Monday to close the old harbour to large ships from spring on.

Nobody had asked the seven owners of boats in it.
"""
USUAL = ("prose:none", "stops:0", "marks:0:False")
LOOKS = [  # text, kind and whether it may go on from the line above, features
    (
        "THE VELM POST",
        "capitals",
        "at:capitals:0 next:short size:3 gap:edge:1 doubled doubled:short paper person",
    ),
    ("World", "word", "at:word:1 next:other size:1 gap:1:1 recurs paper section"),
    ("12", "id", "at:id:2 next:short size:1 gap:1:0 figures"),
    (
        "Ferry Stops After a Storm",
        "title",
        "at:title:2 next:short size:5 gap:0:0 listed below-mark title-case",
    ),
    ("and pier closes", "title follows", "at:title:2 next:short size:3 gap:0:0 lower"),
    (
        "No boat will sail until Friday. Nobody knows why",
        "title",
        "at:title:2 next:byline size:9 gap:0:1 stops:1",
    ),
    ("By Mara Brandon, Velm Post", "byline", "at:byline:2 next:dated size:5 gap:1:0 title-case"),
    (
        "3 May 2012 | Ferry closes for the winter",
        "dated follows",
        "at:dated:2 next:short size:9 gap:0:0 titled",
    ),
    (
        "“Why now?” asks a mayor!",
        "title follows",
        "at:title:2 next:short size:5 gap:0:0 quoted mark marks:1:True",
    ),
    ("IDA TOSS", "word", "at:word:2 next:short size:2 gap:0:0 person"),
    ("Ships, and boats:", "open", "at:open:2 next:short size:3 gap:0:0 open centred"),
    ("水道料金の改定で揺れる白川村", "title", "at:title:2 next:prose size:9 gap:0:edge wide:1"),
]


def test_each_line_of_a_head_has_the_features_that_were_weighed() -> None:
    units = set_units(HEAD)
    found = top(units, Piece(0, 0, len(units), ""), (), ("ferry stops after a storm",))
    seen = []
    shares = {"World": 0.4, "12": 0.39}
    for index, sight in zip(found.indices, looks(units, found, shares), strict=True):
        assert {"any", f"is:{sight.kind}"} < {*sight.features}
        shown = [one for one in sight.features if one not in USUAL and one[:2] not in ("an", "is")]
        kind = sight.kind + " follows" * sight.follows
        seen.append((units[index].text, kind, " ".join(shown)))
    assert seen == LOOKS


ALONE = Signs(
    margin=70.0,
    bits=3.0,
    weakest=2.0,
    head=12.0,
    pieces=1,
    family="whole",
    rival="title",
    widest=6,
    headless=1.0,
    derived=True,
    paragraphs=24,
    subheads=3,
    others=4,
    common=1.0,
    alike=1.0,
    opening=0.0,
    digits=True,
    length=2,
    stated=True,
)
ONE = Signs(
    margin=6.5,
    bits=20.0,
    weakest=2.5,
    head=-3.0,
    pieces=5,
    family="title-fact",
    rival="gap",
    widest=2,
    headless=0.2,
    derived=True,
    paragraphs=1,
    subheads=0,
    others=3,
    common=0.8,
    alike=0.4,
    opening=0.5,
    digits=False,
    length=24,
    stated=False,
)
OTHER = ONE._replace(
    margin=-2.0,
    bits=-9.0,
    weakest=12.0,
    head=4.5,
    family="rule",
    rival="capitals",
    headless=0.5,
    derived=False,
    paragraphs=0,
    alike=0.9,
    opening=0.2,
    length=3,
)
SEEN = [
    (
        ALONE,
        {
            "one-any": 1.0,
            "one-margin": 4.11,
            "one-head": 1.5,
            "one-head-log": 2.56,
            "one-margin-head": 6.17,
            "one-derived": 1.0,
            "one-rival-title": 1.0,
            "one-rival-title-margin": 4.11,
            "one-widest": 4.0,
            "one-paragraphs": 3.22,
            "one-subheads": 1.39,
            "one-others": 1.61,
            "one-digits": 1.0,
            "one-stated": 1.0,
            "one-length": 0.2,
            "one-short": 1.0,
            "one-long": 1.0,
            "one-no-other": 1.0,
            "one-derived-head": 2.56,
            "one-many-subheads": 1.0,
            "one-many-others": 1.0,
            "one-margin>1.5": 1.0,
            "one-margin>3": 1.0,
            "one-margin>6": 1.0,
            "one-margin>12": 1.0,
            "one-margin>24": 1.0,
            "one-margin>60": 1.0,
            "one-head>2": 1.0,
            "one-head>4": 1.0,
            "one-head>8": 1.0,
        },
    ),
    (
        ONE,
        {
            "many-any": 1.0,
            "many-margin": 2.01,
            "many-derived": 1.0,
            "many-widest": 2.0,
            "many-paragraphs": 0.69,
            "many-one-paragraph": 1.0,
            "many-others": 1.39,
            "many-length": 2.0,
            "many-margin>1.5": 1.0,
            "many-margin>3": 1.0,
            "many-margin>6": 1.0,
            "many-bits>0": 1.0,
            "many-bits>1": 1.0,
            "many-bits>2": 1.0,
            "many-bits>4": 1.0,
            "many-bits>8": 1.0,
            "many-weakest>-2": 1.0,
            "many-weakest>0": 1.0,
            "many-weakest>1": 1.0,
            "many-weakest>2": 1.0,
            "many-alike>0.3": 1.0,
            "many-common>0.5": 1.0,
            "many-bits": 2.0,
            "many-by-title": 1.0,
            "many-weakest": 0.31,
            "many-strong": 1.0,
            "many-strong-margin": 2.01,
            "many-pieces": 1.79,
            "many-headless": 0.2,
            "many-alone-derived": 1.0,
            "many-alike": 0.4,
            "many-common": 0.8,
            "many-odd": 1.0,
            "many-margin-alike": 0.81,
            "many-opening": 0.5,
            "many-opening-some": 1.0,
            "many-opening-most": 1.0,
        },
    ),
    (
        OTHER,
        {
            "many-any": 1.0,
            "many-head": 0.56,
            "many-head-log": 1.7,
            "many-rival-title": 1.0,
            "many-widest": 2.0,
            "many-others": 1.39,
            "many-length": 0.3,
            "many-head>2": 1.0,
            "many-head>4": 1.0,
            "many-weakest>-2": 1.0,
            "many-weakest>0": 1.0,
            "many-weakest>1": 1.0,
            "many-weakest>2": 1.0,
            "many-weakest>4": 1.0,
            "many-weakest>8": 1.0,
            "many-alike>0.3": 1.0,
            "many-alike>0.6": 1.0,
            "many-common>0.5": 1.0,
            "many-bits": -0.75,
            "many-weakest": 1.25,
            "many-strong": 1.0,
            "many-pieces": 1.79,
            "many-headless": 0.5,
            "many-alone-headed": 1.0,
            "many-alike": 0.9,
            "many-common": 0.8,
            "many-opening": 0.2,
            "many-opening-some": 1.0,
        },
    ),
]


@pytest.mark.parametrize(("signs", "seen"), SEEN, ids=["alone", "one", "other"])
def test_signs_of_an_article_are_counted_as_they_were_weighed(
    signs: Signs, seen: dict[str, float]
) -> None:
    found = {name: round(value, 2) for name, value in features(signs).items() if value}
    assert found == seen


KINDS = {  # the labels that a unit can have beside text, by the kind of its symbol
    "prose": "lead caption",
    "asked sentence": "headline lead caption",
    "title capitals word": "headline deck name residue byline",
    "title": "caption",
    "word": "kicker",
    "sentence": "residue",
    "open bullet": "headline deck residue",
    "label": "field headline",
    "date": "facts",
    "dated": "headline deck facts caption",
    "url": "url",
    "byline": "byline headline",
    "dateline": "dateline headline",
    "about links numbered": "residue headline",
    "heading id": "headline kicker residue",
    "signed": "headline deck facts residue",
    "caption": "caption headline",
    "rule": "residue",
}


def test_each_kind_of_line_can_have_its_labels_and_be_text() -> None:
    known: dict[str, set[str]] = {"filed": set()}
    for kinds, labels in KINDS.items():
        for kind in kinds.split():
            known.setdefault(kind, set()).update(labels.split())
    assert {kind: {LABELS[one] for one in allowed(kind)} for kind in known} == {
        kind: labels | {"text"} for kind, labels in known.items()
    }


HEADS = "kicker headline deck lead byline facts dateline name url field caption residue"
FOLLOW = {  # what stands before → what cannot follow, above the headline and below it
    "text": (HEADS, HEADS),
    "kicker": ("deck lead text", "kicker headline text"),
    "lead": ("deck lead text", "kicker headline text"),
    "headline": ("deck lead", "kicker"),
    "byline": ("deck lead", "kicker headline"),
    "caption": ("deck lead", "kicker headline"),
}


def test_what_cannot_follow_in_a_head_does_not() -> None:
    for before, never in FOLLOW.items():
        for seen in (False, True):
            found = {
                name
                for number, name in enumerate(LABELS)
                if not may_follow(LABELS.index(before), number, seen, True)
            }
            assert found == {*never[seen].split()}, (before, seen)
    headline = LABELS.index("headline")
    assert not may_follow(headline, headline, True, False)
    assert may_follow(START, headline, False, False)


MODEL = parsed(
    "# made up\nbold headline 3.00\nbold byline 1.00\nlong text 2.00\nlong lead 1.50\n"
    "start>headline seen 1.00\nheadline>headline seen 2.00\nheadline>text seen 0.50\n"
    "lead>byline seen 4.00\n"
)


def test_a_table_of_weights_says_how_looks_and_labels_fit() -> None:
    found = emissions(Sight("byline", ("bold", "strange"), True), MODEL)
    assert {LABELS[one]: bits for one, bits in found.items()} == {
        "byline": 1.0, "headline": 3.0, "text": 0.0,
    }  # fmt: skip
    two = emissions(Sight("asked", ("long", "bold"), True), MODEL)
    assert two[LABELS.index("lead")] == 1.5
    assert MODEL.looks["bold"][LABELS.index("deck")] == 0.0


READINGS = [  # kinds, `+` before what stands directly below, looks; labels, bits by which they win
    ("title prose", "bold long", True, "headline text", 3.5),
    ("title +title prose", "bold bold long", True, "headline headline text", 7.5),
    ("title title prose", "bold bold long", True, "headline byline text", 3.0),
    ("title prose byline prose", "bold long bold long", True, "headline lead byline text", 7.5),
    ("title", "bold", True, "headline", 3.0),
    ("title", "bold", False, "text", 1e9),
    ("date", "long", True, "text", 1e9),
    ("", "", True, "", 1e9),
]


@pytest.mark.parametrize(("kinds", "features", "more", "labels", "margin"), READINGS)
def test_a_head_is_read_as_its_labels_fit_best_together(
    kinds: str, features: str, more: bool, labels: str, margin: float
) -> None:
    sights = [
        Sight(kind.strip("+"), (look,), kind.startswith("+"))
        for kind, look in zip(kinds.split(), features.split(), strict=True)
    ]
    found = best(sights, [emissions(one, MODEL) for one in sights], MODEL, more)
    assert " ".join(LABELS[one] for one in found.labels) == labels
    assert found.margin == pytest.approx(margin)


ONE = "The council voted nine to two on Monday to close the old harbour to large ships from May."
TWO = (
    "Nobody had asked the seven owners of boats in it, who have been there for all of their lives."
)
STOPS = "Ferry stops again"
TOPS = [  # lines above a text (`|` between those that stand directly below), and what each is
    ((STOPS, "Ref: AB-1234", "3 May 2012"), "title code date"),
    ((STOPS, "Ref: AB-1234"), "title word"),
    (("Ref: AB-1234", STOPS), "code title"),
    ((STOPS, "AB-1234", "3 May 2012"), "title id date"),
    ((f"{STOPS}|AB-1234|3 May 2012",), "title code date"),
    ((f"AB-1234|3 May 2012|{STOPS}",), "code date title"),
    ((f"AB-1234|{STOPS}",), "id title"),
    (("en", STOPS), "code title"),
    (("AM-Kenya-Rail, 2nd Ld-Writethru", STOPS), "code title"),
    ((STOPS, "Jane Roe", "3 May 2012"), "title byline date"),
    ((STOPS, "3 May 2012", "Jane Roe"), "title date word"),
    ((f"{STOPS}|3 May 2012|Jane Roe",), "title date byline"),
    (("Jane Roe", STOPS), "word title"),
    ((STOPS, "Share", "By Ana Bo"), "title residue byline"),
    (("Home | World | Sport", STOPS), "residue title"),
    (("---", STOPS), "mark title"),
    ((STOPS, "3 of 12"), "title mark"),
    ((STOPS, STOPS, "3 May 2012"), "title repeat date"),
    ((STOPS, "3 May 2012", STOPS), "title date repeat"),
    ((STOPS, "Velm Post | World | 3 May 2012"), "title date"),
    ((STOPS, "3 May 2012: Storm over the old harbour"), "title dated"),
    ((STOPS, "12:30"), "title about"),
]


@pytest.mark.parametrize(("lines", "expected"), TOPS)
def test_each_line_above_a_text_is_of_its_head_or_set_aside(
    lines: tuple[str, ...], expected: str
) -> None:
    head = lines[0].replace("|", "\n") if len(lines) == 1 else "\n\n".join(lines)
    units = set_units(f"{head}\n\n{ONE}\n\n{TWO}\n")
    found = top(units, Piece(0, 0, len(units), ""), ())
    kinds = dict(zip(found.indices, (symbol.kind for symbol in found.symbols), strict=True))
    shown = [kinds.get(at) or found.aside.get(at) for at in range(len(units) - 2)]
    assert " ".join(map(str, shown)) == expected
    assert (units[found.indices[-1]].text, found.more) == (ONE, True)
    assert len(found.doubled) == expected.count("repeat")
