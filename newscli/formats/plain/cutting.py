"""Where articles begin in plain text: the strongest evidence there is, and its name.

Headline echo and lists of contents, then runs of blank lines, then datelines and bylines under a
headline; else one article.  Splitting wrongly is worse than not splitting, so every rule asks for
what follows a headline as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise

from newscli.formats.layout.captions import is_caption
from newscli.formats.layout.datelines import dateline
from newscli.formats.layout.headers import header
from newscli.formats.layout.labels import labelled
from newscli.formats.layout.shapes import (
    HEADLINE_LENGTH,
    PROSE,
    STOPS,
    is_control,
    is_headline_like,
    is_menu,
    is_prose,
    opens_links,
    weight,
)
from newscli.formats.layout.units import RULES, Unit, is_rule
from newscli.formats.plain.contents import listed
from newscli.formats.plain.echoes import LEAD, Cut, echoes, head_end, lead

CAPITALS = 5  # words of a headline that only its capitals mark as one
OPENING = 140  # characters of a headline that nothing but blank lines marks as one
RULE = 10  # signs of a rule that parts articles; a shorter one may part sections of one
SHORTEST = 3  # units an article has on average; fewer, and the text is a list
_two_sentences = re.compile(r"[a-zà-ÿ][.?!][\"'”’]? +[\"'“‘]?[A-ZÀ-Þ].*[.?!]$")


def cuts(units: list[Unit]) -> list[Cut]:
    """The articles of a text, by their first units; the first begins at unit 0."""
    if found_at := _ruled(units) or _labelled(units):
        return found_at
    contents = listed(units)
    top = contents[0] if contents else 0  # units before are the list's
    heads = {index: Cut(index, "contents", index, index + 1) for index in contents}
    heads |= {cut.headline: cut for cut in echoes(units) if cut.headline >= top}
    found: dict[int, Cut] = {}
    taken = max(0, top - LEAD) if contents else 0  # units before are an earlier article's
    above = Counter(units[index - 1].text for index in heads if index)  # a section, on every page
    for _, cut in sorted(heads.items()):
        if cut.headline >= taken:
            start = lead(units, cut.headline, taken)
            if start == cut.headline > taken and above[units[start - 1].text] > 1:
                start -= 1
            found[start] = cut._replace(start=start)
            taken = head_end(found[start])
    weaker = _dated(units) if contents else [*_dated(units), *_blank_runs(units, found)]
    bounds = sorted(found)
    prose = _prose(units) if bounds and weaker else []
    for start in weaker:
        before = bisect_right(bounds, start) - 1
        end = head_end(found[bounds[before]]) if before >= 0 else 0
        if start < top - LEAD or start < end:
            continue
        if before < 0 or _any_between(prose, end, start):
            found.setdefault(start, Cut(start, "blank-lines"))
    if not found:
        found = {start: Cut(start, "dateline") for start in _bylined(units)}
    if not found:
        found = {start: Cut(start, "capitals") for start in _capitals(units)}
    return _from_the_top(units, [cut for _, cut in sorted(found.items())])


def _from_the_top(units: list[Unit], found: list[Cut]) -> list[Cut]:
    """The cuts, the first of them at unit 0: what stands before belongs to it or is an article."""
    if not found:
        return [Cut(0, "whole-file")]
    if found[0].start > 0:
        before = units[: found[0].start]
        if found[0].evidence == "contents" or not any(is_prose(unit.text) for unit in before):
            first = found[0]
            at = first.start if first.headline < 0 else first.headline
            found[0] = first._replace(
                start=0, headline=at, headline_end=max(at + 1, first.headline_end)
            )
        else:
            found.insert(0, Cut(0, found[0].evidence))
    if len(found) == 1 and found[0].echo < 0:
        return [found[0]._replace(evidence="whole-file")]
    return found


def _blank_runs(units: list[Unit], found: dict[int, Cut]) -> list[int]:
    """Articles that open after more blank lines than paragraphs do, headline first."""
    gaps = Counter(unit.gap for unit in units[1:])
    if len(gaps) < 2:
        return []
    usual = gaps.most_common(1)[0][0]
    least = usual + 1  # one, where each line is a paragraph
    if len(found) > 1:
        least = max(least, min(units[start].gap for start in sorted(found)[1:]))
    opening = [
        index
        for index in range(1, len(units))
        if units[index].gap >= least and _opens(units, index)
    ]
    return opening if len(units) / (len(opening) + 1) >= SHORTEST else []


def _opens(units: list[Unit], index: int) -> bool:
    """Whether an article begins at a unit: a headline, and then something to read."""
    text = units[index].text
    if len(text) > OPENING or not is_headline_like(text) or weight(text) < 3:
        return False
    if opens_links(text) or is_menu(text) or header(text) or _two_sentences.search(text):
        return False
    following = units[index + 1 : index + 6]
    if not following or following[0].gap > units[index].gap:
        return False
    return any(
        is_prose(unit.text) or is_caption(unit.text) or dateline(unit.text) for unit in following
    )


def _dated(units: list[Unit]) -> list[int]:
    """Articles that open with a line for their date, after a run of blank lines."""
    opening = [
        index
        for index in range(len(units) - 1)
        if (units[index].gap >= 2 or index == 0)
        and len(units[index].text) <= 80
        and units[index].text[0].isalnum()
        and (line := header(units[index].text))
        and line.role == "date"
        and line.field
    ]
    if len(opening) < 2 or len(units) / len(opening) < SHORTEST:
        return []
    return opening


def _ruled(units: list[Unit]) -> list[Cut]:
    """Articles between rules, if the rules stand between articles: most have a headline below."""
    rules = {n for n, unit in enumerate(units) if unit.text[0] in RULES and is_rule(unit.text)}
    if len(rules) < 2 or len({units[n].text for n in rules}) > 1:  # underlines are of many lengths
        rules = {n for n in rules if not _underlines(units, n)}
    starts = [n + 1 for n in sorted(rules) if n + 1 < len(units) and n + 1 not in rules]
    openers = [n for n in starts if _opens_below_rule(units, n)]
    if not openers or 10 * len(openers) < 7 * len(starts):
        return []
    if min(len(units[n - 1].text) for n in openers) < RULE:  # asterisks part sections as well
        strict = [n for n in (0, *openers) if weight(units[n].text) >= 3]
        if starts != openers or len(openers) < 2 or len(strict) <= len(openers):
            return []
        if not _opens_below_rule(units, 0):
            return []
    else:  # the same rules part those whose headline is of another kind
        bounds = pairwise([*starts, len(units)])
        whole = {a for a, b in bounds if any(is_prose(unit.text) for unit in units[a + 1 : b])}
        openers = [n for n in starts if n in openers or n in whole]
    first = next((n for n, unit in enumerate(units) if not is_rule(unit.text)), 0)
    openers = [n for n in openers if n != first]
    return _with_echoes(units, [0, *openers]) if openers else []


def _with_echoes(units: list[Unit], starts: list[int]) -> list[Cut]:
    """The articles between separators; where a headline comes again, that is known too."""
    echoed = {cut.headline: cut for cut in echoes(units)}
    out: list[Cut] = []
    for start, end in pairwise([*starts, len(units)]):
        near = (echoed.get(index) for index in range(start, min(end, start + LEAD + 1)))
        cut = next((cut for cut in near if cut and cut.echo < end - 1), Cut(start, "separator"))
        out.append(cut._replace(start=start, evidence="separator"))
    return out


def _labelled(units: list[Unit]) -> list[Cut]:
    """Articles that open with labelled lines (`Title: …`, `Date: …`), the headline's among them."""
    starts: list[int] = []
    fields: list[str] = []
    for index, unit in enumerate(units):
        line = labelled(unit.text) if ":" in unit.text[:30] or "：" in unit.text[:30] else None
        if line and len(unit.text) <= HEADLINE_LENGTH:
            fields.append(line.field)
        else:
            if len(fields) > 1 and "headline" in fields:
                starts.append(index - len(fields))
            fields = []
    if len(starts) < 2:
        return []
    return [Cut(start, "container") for start in [0, *starts[1:]]]


def _underlines(units: list[Unit], index: int) -> bool:
    """Whether a rule is set right below a headline, about as long: it separates nothing."""
    if index == 0 or units[index].gap > 0:
        return False
    above, rule = units[index - 1].text, units[index].text
    return (
        is_headline_like(above)
        and 2 * len(rule) < 3 * len(above) + 20
        and 2 * len(rule) > len(above)
    )


def _opens_below_rule(units: list[Unit], index: int) -> bool:
    """Whether an article begins at a unit: headline or line about the article, and then text."""
    for unit, following in pairwise(units[index : index + LEAD]):
        if is_rule(unit.text) or is_rule(following.text):
            return False
        if not is_control(unit.text) and not is_menu(unit.text):
            if is_headline_like(unit.text) or header(unit.text):
                return True
            below = header(following.text)
            return below is not None and below.field in ("date", "url")
    return False


def _bylined(units: list[Unit]) -> list[int]:
    """Articles whose headline stands above a byline, a date line or a dateline; after text."""
    short = [
        index
        for index, unit in enumerate(units[:-2])
        if len(unit.text) < PROSE and unit.text[-1] not in STOPS
    ]
    if len(short) < 2:
        return []
    prose = _prose(units)
    found: list[int] = []
    for index in short:
        after_text = not found or _any_between(prose, found[-1], index)
        if after_text and _heads_story(units, index):
            found.append(index)
    return found if len(found) > 1 else []


def _capitals(units: list[Unit]) -> list[int]:
    """Articles under headlines in capitals, the first at the top; cross-heads have fewer words."""
    if not units or not _is_in_capitals(units[0].text):
        return []
    found = [n for n, unit in enumerate(units) if _is_in_capitals(unit.text)]
    bounds = pairwise([*found, len(units)])
    if not all(any(is_prose(unit.text) for unit in units[a + 1 : b]) for a, b in bounds):
        return []
    return found if len(found) > 1 else []


def _is_in_capitals(text: str) -> bool:
    return text.isupper() and weight(text) >= CAPITALS and is_headline_like(text)


def _prose(units: list[Unit]) -> list[int]:
    """Indices of the units that are body text by their looks."""
    return [index for index, unit in enumerate(units) if is_prose(unit.text)]


def _any_between(indices: list[int], start: int, end: int) -> bool:
    """Whether one of ascending `indices` lies from `start` on and before `end`."""
    return bisect_left(indices, end) > bisect_left(indices, start)


def _heads_story(units: list[Unit], index: int) -> bool:
    """Whether a unit is a headline right above a byline, a date or a dateline."""
    text, below = units[index].text, units[index + 1].text
    if not is_headline_like(text) or weight(text) < 3 or header(text) or opens_links(text):
        return False
    if line := header(below):
        return line.role in ("byline", "date")
    return dateline(below) is not None
