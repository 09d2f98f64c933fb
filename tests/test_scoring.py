"""What an article is worth as an answer, in figures that can be worked out by hand, and what is
shown of it."""

from __future__ import annotations

from math import exp, log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.index.matching import Selection
from newscli.index.sought import All, Run, all_of, any_of
from newscli.index.sought import Any as AnyOf
from newscli.records import Article, Caption, Hit, Marked, Match, Repair, Share, Source
from newscli.search.choices import (
    SHORT_QUERY,
    Choice,
    Group,
    Plan,
    all_as_typed,
    all_known,
    all_wanted,
)
from newscli.search.grammar import Term
from newscli.search.hits import Showing, grades
from newscli.search.marks import SNIPPET, Finder, Sighting, snippet
from newscli.search.query import parse
from newscli.search.scoring import GroupScore, Scored, Scorer, rarity
from newscli.search.searching import POOL, POOL_OF_MANY, Ranking, pool_of, with_most
from newscli.text import words

HELD = 1000  # articles of the archive
MEAN = 10.0  # words of an article


def group(typed: str, articles: int = 10, *others: Choice) -> Group:
    """A word of the query, and what else may stand for it."""
    ((term,),) = parse(typed).groups
    return Group((term,), (Choice(term, term.words, articles=articles), *others))


def plan(*groups: Group, without: tuple[Term, ...] = ()) -> Plan:
    typed = " ".join(group.terms[0].typed for group in groups)
    return Plan(parse(typed), groups, without, Selection())


def scored(*groups: Group, headline: str = "", captions: str = "", body: str = "") -> Scored:
    return judged(plan(*groups), headline, captions, body)


def judged(asked: Plan, *texts: str, held: int = HELD, mean: float = MEAN) -> Scored:
    scorer = Scorer(asked, held, mean)
    return scorer.scored(1, scorer.words(*texts), texts)


def bm25(frequency: float, articles: int, length: int) -> float:
    """As Robertson and Zaragoza (2009) have it, with k1 = 2 and b = 0.75."""
    rare = log(1 + (HELD - articles + 0.5) / (articles + 0.5))
    return rare * frequency * 3 / (frequency + 2 * (0.25 + 0.75 * length / MEAN))


@pytest.mark.parametrize("times", [1, 2, 5])
@pytest.mark.parametrize("articles", [1, 10, 400])
def test_a_word_of_the_body_is_worth_what_the_textbook_says(times: int, articles: int) -> None:
    found = scored(group("ferry", articles), body="ferry " * times + "harbour " * 7)
    assert found.score == pytest.approx(bm25(times, articles, times + 7))
    assert (found.exact, found.missing, found.cover) == (True, 0, 0.0)
    (part,) = found.parts
    assert part is not None
    assert part.matches == times


def test_a_caption_counts_twice_and_a_headline_four_times() -> None:
    caption = scored(group("ferry"), captions="a ferry", body="harbour " * 8)
    assert caption.score == pytest.approx(bm25(2, 10, 10))
    headline = scored(group("ferry"), group("snow"), headline="a ferry", body="snow " + "x " * 7)
    whole = bm25(4, 10, 10) + bm25(1, 10, 10)
    assert headline.cover == 0.5
    assert headline.score == pytest.approx(whole * exp(0.8 / 16))  # half the words: a sixteenth
    both = scored(group("ferry"), group("snow"), headline="ferry snow", body="x " * 8)
    assert both.score == pytest.approx(2 * bm25(4, 10, 10) * exp(0.8))


def test_a_repair_is_worth_less_by_what_it_costs() -> None:
    ((term,),) = parse("fery").groups
    repair = Choice(term, ("ferry",), "repaired", 0.5, 1, 10)
    found = scored(Group((term,), (repair,)), body="ferry " + "harbour " * 9)
    assert found.score == pytest.approx(bm25(1, 10, 10) * exp(-1.2 * 0.5))
    assert not found.exact
    assert found.edits == 0.5


def test_other_inflections_count_for_two_fifths_and_a_repair_beside_the_word_for_nothing() -> None:
    ((term,),) = parse("ferry").groups
    plural = Choice(term, ("ferries",), "inflected", 1.2, 0, 25)
    repair = Choice(term, ("fairy",), "repaired", 1.2, 2, 10)
    several = group("ferry", 10, plural, repair)
    found = scored(several, body="ferry ferries fairy " + "harbour " * 7)
    assert found.score == pytest.approx(bm25(1.4, 25, 10))
    (part,) = found.parts
    assert part is not None
    assert (part.choice.words, part.matches) == (("ferry",), 3)
    alone = scored(several, body="ferries " + "harbour " * 9)
    assert alone.score == pytest.approx(bm25(0.4, 25, 10) * exp(-1.2 * 1.2))
    assert not alone.exact


def test_alternatives_add_up_and_one_that_was_typed_twice_counts_twice() -> None:
    (terms,) = parse("ferry OR snow OR snow").groups
    either = Group(terms, tuple(Choice(t, t.words, articles=10) for t in dict.fromkeys(terms)))
    for body, times in (("ferry", 1), ("snow", 2), ("ferry snow", 3)):
        found = scored(either, body=body + " harbour" * (10 - len(body.split())))
        assert found.score == pytest.approx(times * bm25(1, 10, 10))


def test_what_is_missing_is_counted_and_makes_no_exact_match() -> None:
    ferry, snow = group("ferry"), group("snow")
    assert not scored(ferry, snow, body="ferry").exact
    assert scored(ferry, snow, body="ferry").missing == 1
    assert scored(ferry, snow._replace(is_wanted=False), body="ferry").missing == 0
    unknown = plan(ferry, without=snow.terms)
    found = judged(unknown, "ferry", "", "")
    assert not found.exact
    assert found.cover == 0.5
    assert judged(plan(ferry), "", "", "", held=0, mean=0).score == 0


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_rarer_words_weigh_more_and_none_less_than_nothing(one: int, other: int) -> None:
    few, many = sorted((one, other))
    assert rarity(few, HELD) >= rarity(many, HELD) > 0
    if few < many <= HELD:
        assert rarity(few, HELD) > rarity(many, HELD)


# --- the score as shown -------------------------------------------------------------------------


def hit(
    score: float, *edits: int, missing: int = 0, fits: bool = True, is_known: bool = True
) -> Scored:
    """An article with a part for each of these edits."""
    (term,) = parse("ferry").groups[0]
    parts = tuple(GroupScore(Choice(term, ("ferry",), edits=n), 1.0, 1) for n in edits)
    return Scored(1, score, True, (*parts, *[None] * missing), 0.0, missing, 0.0, fits, is_known)


@pytest.mark.parametrize(
    ("hits", "shown"),
    [
        ([hit(8, 0), hit(2, 0), hit(0.08, 0)], [100, 50, 10]),  # the root of the share
        ([hit(8, 0), hit(8, 1), hit(8, 2)], [100, 94, 88.36]),  # each letter changed
        ([hit(8, 0), hit(8, missing=1, fits=False)], [100, 0]),
        ([hit(8, 0), hit(2, 0, fits=False), hit(0.5, 0, fits=False)], [100, 100, 50]),
        (
            [hit(8, 0), hit(9, 0, is_known=False), hit(1, 0, fits=False, is_known=False)],
            [100, 100, 100 / 3],
        ),
        ([hit(0, 0)], [0]),
        ([hit(0.5, 0)], [100]),  # the best, however low
        ([], []),
    ],
)
def test_what_is_shown_as_a_score(hits: list[Scored], shown: list[float]) -> None:
    assert grades(hits, plan(group("ferry")), falling=False) == pytest.approx(shown)


def test_no_score_rises_down_the_page_and_words_that_are_nowhere_cost_their_part() -> None:
    hits = [hit(2, 0), hit(8, 0), hit(1, 0)]
    ferry = group("ferry")
    assert grades(hits, plan(ferry), falling=False) == pytest.approx([50, 100, 35.3553], abs=1e-3)
    assert grades(hits, plan(ferry), falling=True) == pytest.approx([50, 50, 35.3553], abs=1e-3)
    half = plan(ferry, without=group("snow").terms)
    assert grades([hit(8, 0, missing=0)], half, falling=True) == pytest.approx([50])
    two = plan(ferry, group("snow"))
    assert grades([hit(8, 0, missing=1)], two, falling=True) == pytest.approx([50])
    less = [hit(8, 0, 0), hit(2, 0, missing=1, fits=False)]  # what lacks a word is judged alike
    assert grades(less, two, falling=True) == pytest.approx([100, 25])


def test_a_page_begins_with_what_is_recalled_and_goes_on_by_score() -> None:
    one, two, three, four = (
        hit(score, 0)._replace(number=n) for n, score in enumerate((1, 3, 3, 2), start=1)
    )
    found = Ranking([one, four], 2, ())
    assert found.page == [one, four]
    filled = found._replace(first=(one,), rest=(three, two))
    assert filled.page == [one, two, three, four]


@pytest.mark.parametrize(
    ("missing", "has_all"), [((), True), ((0, 1), True), ((1, 0), False), ((1,), False)]
)
def test_the_best_article_says_whether_all_words_are_there(
    missing: tuple[int, ...], has_all: bool
) -> None:
    assert Ranking([hit(1, missing=n) for n in missing], 0, ()).has_all is has_all


def test_of_more_words_than_a_short_query_has_more_articles_are_scored() -> None:
    groups = [group(word) for word in "abcdefghi"[: SHORT_QUERY + 1]]
    assert len(groups) == SHORT_QUERY + 1
    assert pool_of(plan(*groups[1:])) == POOL == 50
    assert pool_of(plan(*groups)) == POOL_OF_MANY == 200


def test_a_hit_says_all_that_was_found_where_and_what_it_is_worth() -> None:
    ((term,),) = parse("fery").groups
    ferry = Group((term,), (Choice(term, ("ferry",), "repaired", 0.5, 1, 10),))
    asked = plan(ferry, group("snow"), without=group("oslo").terms)
    source = Source("a", "text", "utf-8", 1, 3)
    caption = Caption("the ferry", None, None, None)
    paragraphs = "A ferry, a Ferry.", "No snow."
    article = Article("Ferry in Snow", paragraphs, source, (), "", captions=(caption,))
    found = judged(asked, article.headline, caption.text, "\n".join(paragraphs))
    told = Showing(asked, Ranking([found], 1, asked.groups)).hit(article, found, 55.55)
    values = bm25(8, 10, 11), bm25(5, 10, 11)
    assert told == Hit(
        article=article,
        score=55.5,
        headline=Marked("Ferry in Snow", ((0, 5), (9, 13))),
        snippet=Marked("A ferry, a Ferry.", ((2, 7), (11, 16))),
        repairs=(Repair("fery", "Ferry", 1),),
        fields=(("headline", 2), ("caption", 1), ("body", 3)),
        missing=("oslo",),
        shares=(
            Share("fery", "ferry", "repaired", 1, 0.5, round(values[0], 2), 4),
            Share("snow", "snow", "typed", 0, 0.0, round(values[1], 2), 2),
        ),
        headline_share=0.667,
        matches=(
            Match("headline", 0, 0, 5, "fery", "repaired"),
            Match("headline", 0, 9, 13, "snow", "typed"),
            Match("caption", 0, 4, 9, "fery", "repaired"),
            Match("body", 0, 2, 7, "fery", "repaired"),
            Match("body", 0, 11, 16, "fery", "repaired"),
            Match("body", 1, 3, 7, "snow", "typed"),
        ),
        words=(
            *(("headline", "Ferry", 1), ("headline", "Snow", 1), ("caption", "ferry", 1)),
            *(("body", "ferry", 2), ("body", "snow", 1)),
        ),
        tier="most",
        relevance=round(sum(values) * exp(0.8 * (2 / 3) ** 4 - 1.2 * 0.5), 2),
        widened=0.0,
        coverage=1.0,
    )
    part = found.parts[0]
    for tier, other in {
        "some": found._replace(missing=1, fits=False),
        "most": found._replace(missing=1, parts=(part, None)),
    }.items():
        told = Showing(asked, Ranking([found], 1, asked.groups)).hit(article, other, 1)
        assert (told.tier, told.missing) == (tier, ("snow", "oslo")[2 - len(told.missing) :])
    asked = asked._replace(without=())
    relevant = found._replace(is_known=False)  # whose value is less the cost already
    told = Showing(asked, Ranking([relevant], 1, asked.groups)).hit(article, relevant, 1)
    assert [share.cost for share in told.shares] == [0, 0]
    assert (told.tier, told.missing) == ("repaired", ())
    text = asked._replace(is_text=True)
    told = Showing(text, Ranking([found], 1, asked.groups)).hit(article, found, 1)
    assert (told.tier, told.missing) == ("some", ())


@pytest.mark.parametrize("kinds", ["typed variant", "typed inflected repaired"])
def test_all_words_are_sought_as_typed_as_known_and_as_they_may_be_meant(kinds: str) -> None:
    ((term,),) = parse("ferry").groups
    choices = tuple(Choice(term, (kind,), kind) for kind in kinds.split())  # type: ignore[arg-type]  # words
    ferry, snow = Group((term,), choices), group("snow")
    fog = group("fog")._replace(is_wanted=False)
    every = [Run((kind,)) for kind in kinds.split()]
    typed = [one for one in every if one.words[0] in ("typed", "variant")]
    known = [one for one in every if one.words[0] != "repaired"]
    assert all_as_typed((ferry, snow, fog)) == all_of((any_of(typed), Run(("snow",))))
    assert all_known((ferry, snow, fog)) == all_of((any_of(known), Run(("snow",))))
    assert all_wanted((ferry, snow, fog)) == all_of((any_of(every), Run(("snow",))))
    repaired = Group((term,), (Choice(term, ("fairy",), "repaired"),))
    assert all_as_typed((repaired, snow)) is None is all_known((repaired, snow))
    inflected = Group((term,), (Choice(term, ("ferries",), "inflected"),))
    assert all_as_typed((inflected, snow)) is None
    assert all_known((inflected, snow)) == all_of((Run(("ferries",)), Run(("snow",))))


@pytest.mark.parametrize(
    ("words", "without", "lengths"),
    [
        *((1, 0, []), (2, 0, [[1, 1]]), (3, 0, [[2] * 3, [1] * 3])),
        *((4, 0, [[3] * 4, [2] * 6, [1] * 4]), (5, 0, [[4] * 5, [3] * 10, [1] * 5])),
        *((1, 1, [[1]]), (2, 1, [[2], [1, 1]]), (3, 1, [[3], [2] * 3, [1] * 3])),
        (4, 2, [[4], [3] * 4, [2] * 6, [1] * 4]),
    ],
)
def test_articles_may_lack_ever_more_words(
    words: int, without: int, lengths: list[list[int]]
) -> None:
    """Up to two of them, and then all but any."""
    nowhere = tuple(group(word).terms[0] for word in "xyz"[:without])
    asked = plan(*(group(word) for word in "abcdefg"[:words]), without=nowhere)
    found = []
    for sought in with_most(asked):
        ways = sought.parts if isinstance(sought, AnyOf) else (sought,)
        assert len({repr(way) for way in ways}) == len(ways)
        found.append([len(way.parts) if isinstance(way, All) else 1 for way in ways])
    assert found == lengths


def test_a_page_has_what_may_be_recalled_first_and_then_goes_by_relevance() -> None:
    one, two, three, four = (hit(score)._replace(number=n) for n, score in enumerate((3, 1, 2, 2)))
    ranked = Ranking([one, two], 2, (), first=(two,), rest=(four, three))
    assert [hit.number for hit in ranked.page] == [1, 0, 2, 3]
    assert ranked._replace(rest=()).page == [one, two]


def test_a_spelling_is_as_rare_as_the_commonest_one_of_its_word() -> None:
    ((term,),) = parse("email").groups
    both = (
        Choice(term, ("email",), articles=10),
        Choice(term, ("e", "mail"), "variant", articles=40),
    )
    for choices in (both, both[::-1]):
        found = scored(Group((term,), choices), body="email" + " harbour" * 9)
        assert found.score == pytest.approx(bm25(1, 40, 10))


# --- where the words stand ----------------------------------------------------------------------

LETTERS = st.lists(st.sampled_from("abcd"), max_size=12)


def marked(typed: str, text: str) -> list[str]:
    """What is marked in a text that a query is looked for in as typed."""
    groups = [
        Group(terms, tuple(Choice(term, term.words) for term in terms))
        for terms in parse(typed).groups
    ]
    return [text[start:end] for start, end in Finder(groups).marks(text)]


@given(LETTERS, st.integers(0, 4))
def test_two_words_are_near_with_no_more_than_so_many_between(run: list[str], most: int) -> None:
    pairs = [
        (i, j)
        for i, one in enumerate(run)
        for j, other in enumerate(run)
        if {one, other} == {"a", "b"} and 0 < j - i <= most + 1
    ]
    near = sorted({place for pair in pairs for place in pair})
    assert marked(f"a NEAR/{most} b", " ".join(run)) == [run[place] for place in near]


@given(LETTERS, st.integers(0, 4))
def test_a_phrase_is_near_a_word_as_words_are(run: list[str], most: int) -> None:
    text = " ".join(run)
    phrases = [i for i in range(len(run)) if run[i : i + 2] == ["a", "b"]]
    alone = [i for i, letter in enumerate(run) if letter == "c"]
    near = {
        *((i, 2) for i in phrases for j in alone if -most - 1 <= j - i <= most + 2),
        *((j, 1) for i in phrases for j in alone if -most - 1 <= j - i <= most + 2),
    }
    said = [" ".join(run[place : place + length]) for place, length in sorted(near)]
    assert marked(f'"a b" NEAR/{most} c', text) == said


@given(LETTERS)
def test_a_phrase_is_where_its_words_stand_side_by_side(run: list[str]) -> None:
    text = " ".join(run)
    assert len(marked('"c d"', text)) == text.count("c d")
    assert marked("c*", text) == [letter for letter in run if letter == "c"]
    assert len(marked('"c d*"', " ".join(letter * 2 for letter in run))) == 0
    assert len(marked('"c d*"', " ".join(x * (1 + (x == "d")) for x in run))) == text.count("c d")


def test_of_matches_that_begin_alike_the_longest_is_marked_and_none_twice() -> None:
    text = "The cold war of words, a cold front"
    assert marked('cold OR "cold war" OR "war of words"', text) == ["cold war", "cold"]
    assert marked('"cold war of" war', text) == ["cold war of"]
    assert marked("front headline:cold", text) == ["cold", "cold", "front"]


SENTENCES = st.lists(st.sampled_from(["ferry", "snow", "harbour", "and", "of", "extraordinary"]))


@given(st.lists(SENTENCES.map(lambda run: " ".join(run * 3)), max_size=3))
def test_a_snippet_is_a_cut_of_the_text_with_the_most_words_between_whole_words(
    texts: list[str],
) -> None:
    finder = Finder([group("ferry"), group("snow")])
    cut, marks = snippet((text, finder.matches(text)) for text in texts)
    told = cut.removeprefix("…").removesuffix("…")
    different = [len({*words(text)} & {"ferry", "snow"}) for text in texts]
    assert bool(cut) == any(different)
    assert len(told) <= SNIPPET
    assert [cut[start:end] for start, end in marks] == [
        w for w in cut.strip("…").split() if w in {"ferry", "snow"}
    ]
    if cut:
        text = texts[different.index(max(different))]
        at = text.index(told)
        assert cut == f"{'…' if at else ''}{told}{'…' if at + len(told) < len(text) else ''}"
        assert (len(text) <= SNIPPET) == (told == text)
        assert {*told.split()} <= {*text.split()}
        if not at and told != text:  # another word has no room
            assert len(told) + 1 + len(text[len(told) :].split()[0]) > SNIPPET


def test_a_snippet_shows_where_the_most_different_words_stand_close_together() -> None:
    finder = Finder([group("ferry"), group("snow")])
    for before, after in ((0, 60), (20, 60), (60, 20), (60, 0)):
        far = "x " * 200
        near = f"{'low ' * before}ferry in snow{' high' * after}"
        text = f"ferry ferry {far}{near} {far}ferry"
        cut, marks = snippet((one, finder.matches(one)) for one in ("a ferry", text))
        assert [cut[start:end] for start, end in marks] == ["ferry", "snow"]
        assert 130 <= len(cut) <= SNIPPET + 2
        assert abs(cut.index("ferry") - (len(cut) - cut.index("snow") - 4)) < 12


def test_a_snippet_at_an_end_of_the_text_goes_to_it() -> None:
    finder = Finder([group("ferry")])
    for text, start, end in (
        ("low " * 60 + "a ferry in the harbour", "…", "ferry in the harbour"),
        ("A ferry in the harbour" + " high" * 60, "A ferry in the harbour", "…"),
        ("low " * 60 + "ferry", "…", "ferry"),
    ):
        cut, _ = snippet([(text, finder.matches(text))])
        assert cut.startswith(start)
        assert cut.endswith(end)
        assert 150 < len(cut) <= SNIPPET + 1


def test_words_that_fit_into_one_snippet_are_all_in_it() -> None:
    finder = Finder([group("ferry"), group("snow")])
    for gap in range(1, SNIPPET * 3 // 4 - 10):
        for before, after in ((60, 60), (3, 60), (60, 3)):
            text = f"{'low ' * before}ferry {'x' * gap} snow{' high' * after}"
            cut, marks = snippet([(text, finder.matches(text))])
            assert [cut[start:end] for start, end in marks] == ["ferry", "snow"]


@pytest.mark.parametrize("length", [100, 130, 200, 400])
def test_a_phrase_longer_than_a_snippet_is_shown_whole(length: int) -> None:
    phrase = f"ferry {'x' * length} snow"
    ((term,),) = parse(f'"{phrase}"').groups
    finder = Finder([Group((term,), (Choice(term, term.words, articles=1),))])
    text = f"{'low ' * 60}{phrase}{' high' * 60}"
    cut, marks = snippet([(text, finder.matches(text))])
    assert [cut[start:end] for start, end in marks] == [phrase]


class Counted(list[Sighting]):
    """Matches that count how often they are looked at."""

    looks = 0

    def __getitem__(self, at: Any) -> Any:
        found = super().__getitem__(at)
        self.looks += len(found) if isinstance(at, slice) else 1
        return found


def test_a_snippet_of_a_text_that_is_all_matches_looks_at_each_a_few_times() -> None:
    text = "a b " * 5_000
    found = Counted(Finder([group("a"), group("b")]).matches(text))
    assert snippet([(text, found)]).text.startswith("a b a b")
    assert found.looks < SNIPPET * len(found)
