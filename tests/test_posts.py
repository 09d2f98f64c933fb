"""Posts in Org, reStructuredText and AsciiDoc: the role of each line, and what their marks say."""

from __future__ import annotations

from typing import Any

import pytest

from newscli.errors import NoArticleError
from newscli.records import Subhead
from tests.formats.loading import read, shown, written

VOTED = "The council voted nine to two on Monday to close the old harbour of the town of Velm."
NOBODY = "Nobody had told the seven owners of boats in it that it would."
ORG = f"""\
headline   #+TITLE: Ferry [1] stops
byline     #+author: Ida Holm
date       #+DATE: [2019-08-09 Fri 10:00]
separator  #+DESCRIPTION:
other      :PROPERTIES:
other      :END:
other      # a note
paragraph  The *council* voted /nine/ to ~two~ on [[https://a.example][Monday]], a*b*c.

subhead    ** TODO Crew of 2*3*4           :people:at:
paragraph  See [[https://b.example]].
other      #+BEGIN_QUOTE
paragraph  {NOBODY}
other        #+END_QUOTE
subhead    *** DONE
"""
RST = f"""\
separator  =====
headline   Ferry
separator  =====

date       :Date: 2019-08-09
byline     :Author: Ana Roe

paragraph  It will sail *again* on `Monday <http://x.example>`_, says :doc:`the port <p>` and :ref:`her`, ``so``.

other      .. image:: a.png
other         Caption

other         More of it
paragraph  Below.

subhead    Crew
separator  ----

paragraph  {VOTED}

paragraph  :note: here

subhead    Boats
separator  ~~~~~
other      ..
other         hidden

paragraph  {NOBODY}

subhead    Engines
separator  -------

separator  ----

paragraph  Two.
"""  # noqa: E501 - a paragraph is one line
ADOC = f"""\
headline   = Ferry sails again
byline     Ana Roe <ana@example.org>; Jan Od <jan@example.org>
date       v1.0, 2019-08-09: second
metadata   :category: Ports
separator  :toc:

paragraph  It will sail *again* on Monday, says link:a.html[the port], see https://a.example[].

subhead    == Crew
other      // note
other      [quote]
paragraph  Eleven people joined.
paragraph  :none: of it
paragraph  2020-01-01

other      ====
other      image::a.png[]
subhead    === Boats
paragraph  {NOBODY}
"""
STORY = f"""\
paragraph  {VOTED}

paragraph  {NOBODY}

other      @highlight

other      Council closes harbour

other      @highlight

other      Owners were not told
"""
SAID: dict[str, tuple[str, dict[str, Any]]] = {
    "org": (
        ORG,
        {
            "headline": "Ferry [1] stops",
            "byline": "Ida Holm",
            "date": "2019-08-09",
            "paragraphs": (
                "The council voted nine to two on Monday, a*b*c.",
                "See https://b.example.",
                NOBODY,
            ),
            "subheads": (Subhead("Crew of 2*3*4", 1), Subhead("DONE", 3)),
        },
    ),
    "rst": (
        RST,
        {
            "headline": "Ferry",
            "byline": "Ana Roe",
            "date": "2019-08-09",
            "paragraphs": (
                "It will sail again on Monday, says the port and her, so.",
                *("Below.", VOTED, ":note: here", NOBODY, "Two."),
            ),
            "subheads": (Subhead("Crew", 2), Subhead("Boats", 4), Subhead("Engines", 5)),
        },
    ),
    "adoc": (
        ADOC,
        {
            "headline": "Ferry sails again",
            "byline": "Ana Roe; Jan Od",
            "date": "2019-08-09",
            "section": "Ports",
            "paragraphs": (
                "It will sail again on Monday, says the port, see https://a.example.",
                *("Eleven people joined.", ":none: of it", "2020-01-01", NOBODY),
            ),
            "subheads": (Subhead("Crew", 1), Subhead("Boats", 4)),
        },
    ),
    "story": (STORY, {"headline_derived": True, "paragraphs": (VOTED, NOBODY)}),
}


@pytest.mark.parametrize(("lines", "facts"), SAID.values(), ids=SAID)
def test_each_line_of_a_post_has_its_place(lines: str, facts: dict[str, Any]) -> None:
    text = written(lines)
    [article] = read(text)[1]
    assert article.source.format == "posts"
    assert shown(text, article) == lines
    assert {name: getattr(article, name) for name in facts} == facts


KNOWN = {
    f"#+TITLE: Ferry\n\n{VOTED}\n": True,
    f"#+KEYWORDS: x\n\n#+Author: Ida\n{VOTED}\n": True,
    f"#+KEYWORDS: x\n\n{VOTED}\n": False,
    f"Ferry\n\n#+TITLE: Ferry\n{VOTED}\n": False,
    f"= Ferry\n:toc:\n\n{VOTED}\n": True,
    f"= Ferry\n\n{VOTED}\n\n== Crew\n{VOTED}\n": True,
    f"= Ferry\n\n{VOTED}\n": False,
    f"== Ferry\n:toc:\n\n{VOTED}\n": False,
    f"Ferry\n=====\n:date: 2019-08-09\n\n{VOTED}\n": True,
    f"=====\nFerry\n=====\n\n:date: 2019-08-09\n\n{VOTED}\n": True,
    f"Ferry\n=====\n\n{VOTED}\n": False,
    f"Ferry\nsails\nagain\n=====\n:date: 2019-08-09\n\n{VOTED}\n": False,
    f"Ferry\n=====\n{VOTED}\n" + "More.\n" * 8 + ":date: 2019-08-09\n": True,
    f"Ferry\n=====\n{VOTED}\n" + "More.\n" * 9 + ":date: 2019-08-09\n": False,
    f"{VOTED}\n\n@highlight\n\nFerry\n": True,
    f"{VOTED}\n\n@highlights\n\nFerry\n": False,
}


@pytest.mark.parametrize(("text", "is_post"), KNOWN.items())
def test_a_post_is_known_by_its_facts_above_the_text(text: str, is_post: bool) -> None:
    try:
        found = read(text)[1][0].source.format
    except NoArticleError:
        found = "none"
    assert (found == "posts") == is_post


def test_lines_of_one_sign_are_headings_of_one_level() -> None:
    _, [one] = read(f"Ferry\n=====\n:date: 2019-08-09\n\n{VOTED}\n\nCrew\n====\n\n{NOBODY}\n")
    assert (one.headline, one.subheads) == ("Ferry", (Subhead("Crew", 1),))
