"""What a query is looked for as: the forms of each of its words, and what each costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from math import log
from pathlib import Path

import pytest

from newscli.archive import Archive
from newscli.index import Index
from newscli.search.choices import Plan
from newscli.search.plan import plan_of, slips_of
from newscli.search.query import parse
from newscli.search.question import Question
from newscli.search.transcriptions import spelt_otherwise
from tests.small import archive

Opened = Callable[..., Index]
RAIN = 20  # articles of an archive in which few words are common


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """The index of articles with these texts; `filled` up with others to so many."""
    with ExitStack() as stack:

        def opened(*texts: str, filled: int = 0) -> Index:
            stories = [*texts, *["rain"] * (filled - len(texts))]
            folder = archive(
                tmp_path / str(len([*tmp_path.iterdir()])), *(f"x\n{text}" for text in stories)
            )
            held = stack.enter_context(closing(Archive([folder], None)))
            assert held.numbers()
            assert held._kept.index
            return held._kept.index

        yield opened


def looked_for(plan: Plan | None) -> list[list[str]]:
    """The forms of each word that an article has to have, as they are looked for."""
    assert plan
    return [[choice.shown for choice in group.choices] for group in plan.wanted]


def cost_of(repair: float, articles: int) -> float:
    """What a repair costs that so many articles have."""
    return repair - 0.05 * log(1 + articles)


@pytest.mark.parametrize(
    ("query", "texts", "forms"),
    [
        ("fery", ["fern fey ferry"], [["ferry", "fern", "fey"]]),
        ("fery ferry", ["ferry fern"], [["fern", "ferry"], ["ferry"]]),  # it is there as typed
        ("gardon", ["garden"], [["garden"]]),
        ("bardon", ["garden"], []),  # too far for a word alone
        ("bardon rain", ["garden rain"], [["garden"], ["rain"]]),
        # a word as two, of which only the commonest are tried
        ("snowstorm", ["snow storm"], [["snow storm"]]),
        ("snowstorm", ["snow and storm"], []),
        ("abcde", [*["a x bcde"] * 4, *["ab x cde"] * 2, "abc de"], [["abc de"]]),
        (
            *("abcde", [*["a x bcde"] * 4, *["abcd x e"] * 3, *["ab x cde"] * 2, "abc de"]),
            *([["abcd"]],),
        ),
        ("x" * 24 + "y" * 24, ["x" * 24 + " " + "y" * 24], [["x" * 24 + " " + "y" * 24]]),
        ("x" * 25 + "y" * 24, ["x" * 25 + " " + "y" * 24], []),
        # of a phrase the unknown words are repaired, each in so many ways
        ('"snw strm"', ["snow storm"], [["snow storm"]]),
        ('"snow storm"', ["snow and storm"], []),
        (
            *('"snow strm"', [f"snow {word}" for word in "strom stram sterm storm strum".split()]),
            *([["snow sterm", "snow storm", "snow stram", "snow strom"]],),
        ),
        # a sign tells a word from others, and is left out of what is long enough
        (".NET", ["a net"], [["net"]]),
        *(("C++", ["a c"], []), ("C#", ["a c"], [])),
        # parts that do not stand together, but for what only says something together
        ("Russia-held", ["russia held it"], [["russia held"]]),
        ("Russia-held", ["it held russia"], [["russia"], ["held"]]),
        ("Russia-held.", ["it held russia"], [["russia"], ["held"]]),
        *(("2.5", ["2 and 5"], []), ("AT&T", ["I can't come"], [])),
        # what only holds a sentence together is wanted where there is nothing else
        *(("the cat", ["the cat"], [["cat"]]), ("the of", ["the of"], [["the"], ["of"]])),
        ("(the OR cat) dog", ["the dog"], [["the"], ["dog"]]),
        ("ab OR cd OR ef OR gh OR ij OR kl OR the", ["the ab cd"], [["ab", "cd"]]),
        ("ab OR cd OR ef OR gh OR ij OR the", ["the ab cd"], [["ab", "cd", "the"]]),
    ],
)
def test_each_word_is_looked_for_as_what_the_archive_has(
    query: str, texts: list[str], forms: list[list[str]], opened: Opened
) -> None:
    assert looked_for(plan_of(opened(*texts), parse(query))) == forms


def test_a_form_costs_what_sets_it_apart_from_what_was_typed(opened: Opened) -> None:
    index = opened("net garden snow storm boat", "Ba Jin was in Peking")
    asked = {
        ".NET": ("repaired", 1.0, 1),
        "gardn": ("repaired", cost_of(0.5, 1), 1),
        "snowstorm": ("repaired", 0.6, 1),
        "beijing": ("repaired", 0.3, 3),
        '"snow strm"': ("repaired", cost_of(0.5, 1), 1),
        '"snw strm"': ("repaired", cost_of(0.5, 1) + cost_of(0.5, 1), 2),
    }
    for query, said in asked.items():
        ((first, *_),) = (group.choices for group in plan_of(index, parse(query)).groups)
        assert (first.kind, first.edits) == (said[0], said[2]), query
        assert first.cost == pytest.approx(said[1]), query


def test_of_a_word_in_a_text_three_repairs_say_enough(opened: Opened) -> None:
    index = opened("ferry fern fey ferny aa bb cc dd ee gg")
    for others, repairs in (
        ("aa bb cc dd ee", 4),
        ("the aa bb cc dd ee gg", 3),
        ("(aa OR bb OR cc OR dd OR ee OR gg)", 4),
    ):
        plan = plan_of(index, parse(f"fery {others}"))
        first, *rest = looked_for(plan)
        assert (len(first), len(plan.wanted)) == (repairs, 1 + len(rest))
        assert {word for forms in rest for word in forms} == {*others.strip("()").split()} - {
            *("the", "OR")
        }


def test_of_a_long_text_the_words_are_looked_for_that_fewest_articles_have(
    opened: Opened,
) -> None:
    names = [f"{a}{b}x" for a in "bcdfghkl" for b in "bcdfghkl"]
    index = opened(" ".join(names), *["common twice"] * 2)
    for asked, left_out in (
        (names, ""),
        (["common", *names], "common"),
        (["common", "twice", "twice", *names[1:]], "common"),  # what is typed twice says more
    ):
        found = [form for (form,) in looked_for(plan_of(index, parse(" ".join(asked))))]
        assert found == [one for one in dict.fromkeys(asked) if one != left_out]


def test_a_word_that_is_far_commoner_is_looked_for_beside_a_known_one(opened: Opened) -> None:
    for common, forms in ((24, {}), (25, {"adventure": 0.6})):
        plan = plan_of(opened("adventue", *["adventure"] * common), parse("adventue"))
        (_, *others), *_ = (group.choices for group in plan.groups)
        assert {one.shown: one.cost for one in others} == forms
        assert not plan.doubts


# --- what a known word may be a slip for --------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "near", "far", "slips"),
    [
        (1, 1, 2, ["plannet", "planet"]),
        (1, 6, 1, ["plannet"]),  # two letters away only what is commoner
        (1, 7, 2, ["planet"]),  # three in ten articles have it: it is too familiar
        (2, 1, 3, ["plannet", "planet"]),
        (3, 1, 4, ["plannet"]),  # what is there so often is two letters from nothing
    ],
)
def test_words_that_are_nowhere_together_may_be_slips_for_what_is_near_and_not_too_common(
    there: int, near: int, far: int, slips: list[str], opened: Opened
) -> None:
    texts = [*["plannett"] * there, *["plannet"] * near, *["planet"] * far, "ferry"]
    plan = plan_of(opened(*texts, filled=RAIN), parse("plannett ferry"))
    assert plan.doubts
    (first, *others), _ = (group.choices for group in plan.groups)
    assert (first.shown, first.cost) == ("plannett", 0)
    assert {one.shown: one.cost for one in others} == {
        form: pytest.approx(0.8 + cost_of(0.5 * edits, articles))  # a known word, so much more
        for form, articles, edits in (("plannet", near, 1), ("planet", far, 2))
        if form in slips
    }


@pytest.mark.parametrize(
    ("query", "texts", "forms"),
    [
        ("snow storm", ["snow", "storm", "a snowstorm"], [["snow", "snowstorm"]]),
        ("hid ferry", ["hid", "ferry", "his", "hide"], [["hid", "hide"]]),  # his holds together
        ("boats ferries", ["boat ferry", "boats", "ferries"], [["boats", "boat"]]),
        ("plannet ferry", ["plannet ferry", "planet"], [["plannet"]]),
        ("plannet ferry", ["plannet", "planet"], [["plannet"]]),  # of which one is nowhere
        ("plannet", ["plannet", "planet"], [["plannet"]]),
        (
            "plannet bb cc dd ee ff",
            ["plannet", "planet bb", "cc dd ee ff"],
            [["plannet", "planet"]],
        ),
        ("plannet bb cc dd ee ff gg", ["plannet", "planet bb", "cc dd ee ff gg"], [["plannet"]]),
        ('"plannet bb" cc', ["plannet bb", "planet bb", "cc"], [["plannet bb"]]),
    ],
)
def test_a_known_word_is_doubted_only_where_two_to_six_are_nowhere_together(
    query: str, texts: list[str], forms: list[list[str]], opened: Opened
) -> None:
    found = looked_for(plan_of(opened(*texts, filled=RAIN), parse(query)))
    assert found[:1] == forms


@pytest.mark.parametrize(
    ("query", "texts", "wanted", "slips"),
    [
        ("adventue", ["adventue", *["adventure"] * 2], 2, ["adventure"]),
        ("adventue", ["adventue", *["adventure"] * 2], 1, None),  # enough have it as typed
        ("adventue", ["adventue", "adventure"], 9, None),  # no commoner word
        ("adventue", [*["adventue"] * 2, *["adventure"] * 3], 9, None),
        ("adventue", [*["adventue"] * 2, *["adventure"] * 4], 9, ["adventure"]),
        (  # one that is far commoner is looked for beside it, and others are slips all the same
            *("adventue", ["adventue", *["adventure"] * 25, *["adventurer"] * 2]),
            *(50, ["adventure", "adventurer"]),
        ),
        ("advntue", ["adventure"], 9, None),  # which the archive does not have
        ("adventue ferry", ["adventue ferry", *["adventure"] * 2], 9, None),
        ("adventue nowhere", ["adventue", *["adventure"] * 2], 9, None),
        ("body:adventue", ["adventue", *["adventure"] * 2], 9, None),
        ("=adventue", ["adventue", *["adventure"] * 2], 9, None),
        ("(adventue -oslo)", ["adventue", *["adventure"] * 2], 9, ["adventure"]),
        ("adventue OR oslo", ["adventue", *["adventure"] * 2], 9, None),
        # typed as a name it may be one in another transcription
        ("Yevgeny", ["Yevgeny", "Jewgeni"], 9, ["jewgeni"]),
        ("yevgeny", ["Yevgeny", "Jewgeni"], 9, None),
        ("Hodeidah", ["Hodeidah", "Hudaida"], 9, None),  # which only sounds alike
    ],
)
def test_what_one_known_word_may_be_a_slip_for(
    query: str, texts: list[str], wanted: int, slips: list[str] | None, opened: Opened
) -> None:
    index = opened(*texts, filled=RAIN)
    plan = slips_of(index, plan_of(index, parse(query)), wanted)
    assert (plan and looked_for(plan)) == (slips and [slips])
    if plan and slips == ["adventure"]:
        (one,) = plan.groups[0].choices
        assert one.cost == pytest.approx(cost_of(0.6, len(texts) - texts.count("adventue")))


# --- what is offered in place of words ----------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "texts", "offered"),
    [
        ("bardon", ["the Garden"], {"Garden": 1}),  # as it is printed
        ("a b c d e gardnen", ["an garden"], {"garden": 1}),
        ("a b c d e f gardnen", ["an garden"], {}),  # a text
        # words that are nowhere together, before what they may be slips for
        ('"rain garden"', ["rain", "garden", "ruin", "ruin"], {"garden": 1, "rain": 1, "ruin": 2}),
        # of words that are nowhere, what they are a part of, the commonest first and only five
        (
            *("storm", ["rainstorm firestorm hailstorm", "snowstorm icestorm sandstorm snowstorm"]),
            {word: 1 for word in "firestorm hailstorm icestorm rainstorm sandstorm".split()},
        ),
        ("storm", ["firestorm", "snowstorm", "snowstorm"], {"snowstorm": 2, "firestorm": 1}),
        ("orms", ["rainformsel"], {}),  # which is too short to be a part
        # and what they may be made of
        ("harbourmaster", ["the harbour", "a master"], {"harbour": 1, "master": 1}),
        ("harboursea", ["the harbour", "a sea"], {}),
        # words otherwise joined
        ("climate strike", ["#ClimateStrike", "climate"], {"ClimateStrike": 1, "climate": 1}),
        ("ann bob cat dog", ["AnnBobCatDog"], {"AnnBobCatDog": 1}),
        ("ann bob cat dog elk", ["AnnBobCatDogElk"], {}),
        ("it rained", ["itrained"], {"itrained": 1}),  # though `it` has two letters, as repaired
        ("of rains", ["ofrains"], {"ofrains": 1}),
        ("the and", ["theand"], {}),  # which only hold together
        ("body:ice cream", ["icecream ice"], {"ice": 1}),
    ],
)
def test_what_is_offered_in_place_of_words(
    query: str, texts: list[str], offered: dict[str, int], opened: Opened
) -> None:
    suggestions = Question(opened(*texts), query).suggestions
    assert [*suggestions] == [*offered.items()]


def test_a_question_knows_which_of_its_words_and_conditions_are_met(opened: Opened) -> None:
    index = opened("plannet", "planet rain", "ferry e-mail")
    for query, is_met, knows in (
        ("ferry", True, ["ferry"]),
        ("planet rain", True, ["planet", "rain"]),
        ("ferry rain", False, ["ferry", "rain"]),  # which no article has both
        ("email", True, ["email"]),  # in another spelling
        ("ferri", True, []),  # only as what it may be a slip for
        ("ferry nowhere", False, ["ferry"]),
        ("plannet ferry", False, ["plannet", "ferry"]),  # of which one may be a slip
    ):
        question = Question(index, query)
        assert question.is_met is is_met, query
        assert [word for word in query.split() if question.knows(word)] == knows
        assert question.holds(index)
        assert not question.holds(opened("plannet"))
    unmet = Question(index, "ferry place:oslo lang:de date:2024 -rain").unmet
    assert len(unmet) == 3
    assert Question(index, "ferry -rain path:stories").unmet == []


@pytest.mark.parametrize(
    ("word", "slip", "common", "found"),
    [
        ("kremlin", "kremiln", 25, 26),  # two letters swapped
        ("kremlin", "kremiln", 24, 24),
        ("kremlin", "kremlan", 25, 26),  # a vowel for another
        ("kremlin", "krenlin", 25, 25),  # a consonant for another
        ("storms", "storrms", 25, 26),
        ("storm", "storrm", 25, 25),  # a short word may be a name
    ],
)
def test_where_words_stand_far_rarer_slips_of_the_archive_are_found_too(
    word: str, slip: str, common: int, found: int, opened: Opened
) -> None:
    question = Question(opened(*[f"the {word}"] * common, f"the {slip}"), word)
    numbers, occurrences = question.occurrences()
    assert len(numbers) == found
    assert question.count == common
    articles = question.index.articles(numbers)
    texts = [one.text[one.start : one.end] for article in articles for one in occurrences(article)]
    assert texts == [word] * common + [slip] * (found - common)


# --- names in other transcriptions --------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "parts", "others", "never"),
    [
        ("al-Qaida", ("al", "qaida"), ["el qaida", "ez qaida", "qaida", "qajda"], []),
        ("al-Ram", ("al", "ram"), ["ar ram"], ["ram"]),  # which is any ram
        ("al-Rams", ("al", "rams"), ["ar rams", "rams"], []),
        ("K'ang", ("k", "ang"), ["kang"], ["ang", "k"]),
        ("Ferry-Qaida", ("ferry", "qaida"), [], ["qaida", "el qaida"]),
    ],
)
def test_an_article_of_arabic_may_be_another_or_be_left_out(
    typed: str, parts: tuple[str, ...], others: list[str], never: list[str]
) -> None:
    found = spelt_otherwise(typed, parts, (), is_known=False)
    assert [found.get((*other.split(),)) for other in others] == [0.25] * len(others)
    assert not {(*other.split(),) for other in never} & found.keys()
    assert spelt_otherwise(typed, parts, (), is_known=True) == {}


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("hodeidah", 0.5 + 0.5),  # it sounds so: two vowels for others
        ("hodeidah ferry", 1.0 + 0.5),  # other words say what it is a slip for
        ("yewgeni", 0.4),  # a system's rarer way
        ("jewgeni", 0.25),
    ],
)
def test_a_name_costs_more_the_less_sure_it_is_another_spelling(
    query: str, cost: float, opened: Opened
) -> None:
    plan = plan_of(opened("Hudaida ferry Yevgeny"), parse(query))
    (first, *_), *_ = (group.choices for group in plan.groups)
    assert first.cost == pytest.approx(cost)
