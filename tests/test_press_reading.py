"""One document of an export: what each of its lines is, whichever database printed it.

Documents are written with the role of each line before it; blank lines are separators.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.formats.loading import read, shown, written

ONE = "The ferry to Velm will sail again on Monday, the port's manager said."
TWO = "Workers replaced the hull plates over four months and painted the funnel."
ASKS = "Why did nobody ask the seven owners of boats before the council voted?"
DIVER = "A diver looks at the hull of the ferry in the bay of Velm"
FACTS = ("byline", "date", "place", "publisher", "section", "language", "url", "topics")


class Printed(NamedTuple):
    """A document as a database prints it, and what it states."""

    lines: str
    facts: dict[str, object]
    """But for headline and text, which their lines are."""


PRINTED = {
    "labels in capitals": Printed(
        f"""\
separator                                1 of 1 DOCUMENT


metadata                       The Velm Post, No. 12

date                           May 3, 2012 Thursday
other                          Late Edition - Final

headline   FERRY STOPS AFTER THE STORM

byline     BYLINE: By Jane Roe

metadata   SECTION: News; Pg. 4

metadata   LENGTH: 24 words

metadata   DATELINE: Orwick, May 2

metadata   BODY:
paragraph  {ONE}

paragraph  {TWO}

caption    GRAPHIC: {DIVER}

metadata   LOAD-DATE: May 4, 2012

metadata   LANGUAGE: ENGLISH

metadata                       Copyright 2012 The Velm Post
other                              All Rights Reserved
""",
        {
            "publisher": "The Velm Post", "date": "2012-05-03", "byline": "Jane Roe",
            "section": "News; Pg. 4", "place": "Orwick", "language": "en",
        },
    ),
    "labels in small letters, a mark above pictures": Printed(
        f"""\
headline   Ferry stops after the storm
metadata   The Velm Post
date       May 3, 2012 Thursday
other      Late Edition

metadata   Copyright 2012 The Velm Post Company
metadata   Section: News; Pg. 14
metadata   Length: 24 words
byline     Byline: By JANE ROE
metadata   Body


paragraph  {ONE}

paragraph  {TWO}

metadata   Graphic

caption    {DIVER}

metadata   Classification

metadata   Language: ENGLISH
metadata   Subject: FERRIES (90%); PORTS (78%)
metadata   Load-Date: May 4, 2012

separator  End of Document
""",
        {
            "publisher": "The Velm Post", "date": "2012-05-03", "byline": "JANE ROE",
            "section": "News; Pg. 14", "language": "en", "topics": ("FERRIES", "PORTS"),
        },
    ),
    "no labels": Printed(
        f"""\
metadata   Shipping
headline   Ferry stops after the storm
byline     Jane Roe
other      312 words
date       3 May 2012
metadata   10:30
metadata   The Velm Post
other      VELP
other      4
other      English
metadata   (c) 2012 The Velm Post
paragraph  Where the boat lies
paragraph  {ONE}
paragraph  {TWO}
separator  Document VELP000020120503e8530001a
""",
        {
            "section": "Shipping", "byline": "Jane Roe", "date": "2012-05-03",
            "publisher": "The Velm Post",
        },
    ),
    "a date and a section on a line": Printed(
        f"""\
metadata   The Velm Post
date       News, jeudi 3 mai 2012, p. 4

headline   Ferry stops after the storm

byline     Jane Roe

paragraph  {ONE}

paragraph  {TWO}

metadata   Illustration(s) :
metadata   A diver

separator  © 2012 The Velm Post. Tous droits réservés.
separator  news·20120503·VP·0001
""",
        {
            "section": "News", "byline": "Jane Roe", "date": "2012-05-03",
            "publisher": "The Velm Post",
        },
    ),
    "a date and a paper on a line": Printed(
        f"""\
metadata   Quelle: The Velm Post vom 03.05.2012, S. 4
headline   Ferry stops after the storm
byline     Autor: Jane Roe
metadata   Ressort: News

paragraph  {ONE}

paragraph  {TWO}

metadata   Dokumentnummer: 123
metadata   Dauerhafte Adresse des Dokuments: https://velm.example/1
""",
        {
            "section": "News", "byline": "Jane Roe", "date": "2012-05-03",
            "publisher": "The Velm Post", "url": "https://velm.example/1",
        },
    ),
    "an alert": Printed(
        f"""\
other      Google Alert - ferry

other      === News - 1 new result for [ferry] ===

headline   Ferry stops after the storm
metadata   The Velm Post
paragraph  {ONE}
paragraph  {TWO}
separator  <http://www.google.com/url?q=1>
other      See all stories on this topic:
other      <http://www.google.com/alerts/remove?q=1>
""",
        {"publisher": "The Velm Post"},
    ),
    "values below their labels": Printed(
        f"""\
metadata   Title:
headline   Ferry stops after the storm
byline     Authors:
byline     Roe, Jane
metadata   Source:
metadata   The Velm Post. 5/3/2012, p4. 1p.
metadata   Document Type:
metadata   Article
metadata   Subject Terms:
metadata   FERRIES
metadata   PORTS
metadata   Abstract:
paragraph  {ONE}
metadata   Full Text Word Count:
metadata   24
metadata   Accession Number:
metadata   123
metadata   Database:
metadata   Newspaper Source
separator  ~~~~~~
""",
        {
            "byline": "Roe, Jane", "date": "2012-05-03", "publisher": "The Velm Post",
            "topics": ("FERRIES", "PORTS"),
        },
    ),
    "what stands above a headline that asks": Printed(
        f"""\
other      Velm library

other      Page 1 of 3
other      May 2, 2012 Wednesday
headline   {ASKS}
metadata   Copyright 2012 The Velm Post
metadata   The Velm Post
date       May 3, 2012 Thursday

metadata   Section: News
metadata   Length: 24 words
metadata   Body

paragraph  {ONE}

other      May 4, 2012 Friday

paragraph  {TWO}

metadata   Load-Date: May 5, 2012

separator  End of Document
""",
        {"publisher": "The Velm Post", "date": "2012-05-03", "section": "News"},
    ),
    "a paper that is named by its edition, a label names the headline": Printed(
        f"""\
metadata   The Velm Post, Island Edition
date       May 3, 2012 Thursday

metadata   Section: News
metadata   Length: 24 words
headline   Headline: Ferry stops
metadata   Body

paragraph  {ONE}

metadata   Load-Date: May 4, 2012

separator  End of Document
""",
        {"publisher": "The Velm Post, Island Edition", "date": "2012-05-03", "section": "News"},
    ),
    "lines in the middle and editions are the copy's": Printed(
        f"""\
separator                                1 of 1 DOCUMENT

metadata                       The Velm Post

date                           May 3, 2012 Thursday
other                          All of the north
other      Late Edition

headline   Ferry stops after the storm

byline     By Jane Roe

metadata   10:30

metadata   LENGTH: 24 words

paragraph  {ONE}

paragraph  {TWO}

metadata   NOTES: The text goes on.

other      {DIVER}.

metadata   LOAD-DATE: May 4, 2012

metadata   PUBLICATION-TYPE: Newspaper
""",
        {"publisher": "The Velm Post", "date": "2012-05-03", "byline": "Jane Roe"},
    ),
    "a label names the headline below others": Printed(
        f"""\
separator                                1 of 1 DOCUMENT

metadata                       The Velm Post

date                           May 3, 2012 Thursday

other                          The north

metadata   LENGTH: 24 words

headline   HEADLINE: Ferry stops after the storm
headline   and the pier is shut

paragraph  {ONE}

paragraph  {TWO}

metadata   LOAD-DATE: May 4, 2012

metadata   PUBLICATION-TYPE: Newspaper
""",
        {"publisher": "The Velm Post", "date": "2012-05-03"},
    ),
    "nobody signs": Printed(
        f"""\
metadata   The Velm Post
date       News, jeudi 3 mai 2012, p. 4

headline   Ferry stops after the storm

paragraph  Where the boat lies now

paragraph  {ONE}

paragraph  {TWO}

separator  © 2012 The Velm Post. Tous droits réservés.
separator  news·20120503·VP·0001
""",
        {"publisher": "The Velm Post", "date": "2012-05-03", "section": "News"},
    ),
    "rights inside the text and below it": Printed(
        f"""\
metadata   Shipping
headline   Ferry stops after the storm
byline     By Jane Roe
other      312 words
date       3 May 2012
metadata   The Velm Post
other      VELP
other      English
metadata   (c) 2012 The Velm Post
paragraph  {ONE}
other      All rights reserved
paragraph  {TWO}
metadata   (c) 2012 The Velm Post
separator  Document VELP000020120503e8530001a
""",
        {
            "section": "Shipping", "byline": "Jane Roe", "date": "2012-05-03",
            "publisher": "The Velm Post",
        },
    ),
    "a mark right below the day, and a day below it": Printed(
        f"""\
headline   Ferry stops after the storm
metadata   The Velm Post
date       May 3, 2012 Thursday
metadata   Body

paragraph  May 4, 2012 Friday

paragraph  {ONE}

separator  End of Document
""",
        {"publisher": "The Velm Post", "date": "2012-05-03"},
    ),
    "a day among labels": Printed(
        f"""\
headline   Ferry stops after the storm
metadata   The Velm Post
date       May 3, 2012 Thursday

metadata   Section: News
date       May 4, 2012 Friday
metadata   Body

paragraph  {ONE}

metadata   Load-Date: May 5, 2012

separator  End of Document
""",
        {"publisher": "The Velm Post", "date": "2012-05-03", "section": "News"},
    ),
    "a name below a section is the headline": Printed(
        f"""\
metadata   World
headline   Mary Stuart
other      312 words
date       3 May 2012
metadata   The Velm Post
paragraph  {ONE}
separator  Document VELP000020120503e8530001a
""",
        {"section": "World", "date": "2012-05-03", "publisher": "The Velm Post"},
    ),
    "a name alone is the headline": Printed(
        f"""\
headline   Mary Stuart
other      312 words
date       3 May 2012
metadata   The Velm Post
paragraph  {ONE}
separator  Document VELP000020120503e8530001a
""",
        {"date": "2012-05-03", "publisher": "The Velm Post"},
    ),
    "a line far above others is no section": Printed(
        f"""\
other      Velm library
metadata   (c) 2012 The Velm Post
other      English
headline   Ferry stops
other      312 words
date       3 May 2012
metadata   The Velm Post
paragraph  {ONE}
separator  Document VELP000020120503e8530001a
""",
        {"date": "2012-05-03", "publisher": "The Velm Post"},
    ),
    "a section a line above the headline": Printed(
        f"""\
metadata   Shipping
metadata   (c) 2012 The Velm Post
headline   Ferry stops
other      312 words
date       3 May 2012
metadata   The Velm Post
paragraph  {ONE}
separator  Document VELP000020120503e8530001a
""",
        {"section": "Shipping", "date": "2012-05-03", "publisher": "The Velm Post"},
    ),
    "a headline in the middle above labels": Printed(
        f"""\
separator                                1 of 1 DOCUMENT

metadata                       The Velm Post

date                           May 3, 2012 Thursday

headline                       Ferry stops

other                          Where the boat lies

metadata   LENGTH: 24 words

paragraph  {ONE}

metadata   LOAD-DATE: May 4, 2012
""",
        {"publisher": "The Velm Post", "date": "2012-05-03"},
    ),
    "a headline that is a sentence": Printed(
        f"""\
separator                                1 of 1 DOCUMENT

metadata                       The Velm Post

date                           May 3, 2012 Thursday
other                          All of the north

headline   {TWO}

other      Where the boat lies

metadata   LENGTH: 24 words

paragraph  {ONE}

metadata   LOAD-DATE: May 4, 2012
""",
        {"publisher": "The Velm Post", "date": "2012-05-03"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("printed", PRINTED.values(), ids=PRINTED)
def test_each_line_of_a_document_has_its_place(printed: Printed) -> None:
    text = written(printed.lines)
    [article] = read(text)[1]
    assert article.source.format == "press"
    assert shown(text, article) == printed.lines
    assert {name: said for name in FACTS if (said := getattr(article, name))} == printed.facts
