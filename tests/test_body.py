"""The body of an article: the role of each of its lines, and what its first and last ones state."""

from __future__ import annotations

from typing import Any

import pytest

from newscli.records import Caption, Subhead
from tests.formats.loading import read, shown, written

VOTED = "The council voted nine to two on Monday to close the old harbour of the town of Velm."
NOBODY = "Nobody had told the seven owners of boats in it that it would."
PHOTO = "Ships lie at anchor off Velm. (Ana Bo/AFP)"
BODIES: dict[str, tuple[str, dict[str, Any]]] = {
    "cross-heads, times, lists, pictures, and who wrote": (
        f"""\
headline   Ferry to the island stops

byline     By Jane Roe

paragraph  VELM, May 3 (Reuters) - {VOTED}

subhead    What the boats do

paragraph  {NOBODY}

metadata   10:30

paragraph  {VOTED}

paragraph  Holm

paragraph  Karsten

paragraph  {NOBODY}

other      Share

separator  * * *

caption    {PHOTO}

other      --

subhead    The crew

paragraph  “It is shut,” said Ida Toss, who has sailed to the islands for thirty years.

paragraph  (Reporting by Jan Od and Ida Roe; editing by Ana Bo, Jon Poe)

metadata   Copyright 2012 Velm Post

metadata   https://velm.example/1
""",
        {
            "byline": "Jane Roe",
            "place": "VELM",
            "url": "https://velm.example/1",
            "credits": ("Reuters", "Ana Bo", "AFP", "Jan Od", "Ida Roe", "Jon Poe"),
            "subheads": (Subhead("What the boats do", 1), Subhead("The crew", 6)),
            "captions": (Caption(PHOTO, "Ana Bo/AFP", "AFP"),),
        },
    ),
    "turns of a talk, films, links": (
        f"""\
headline   Ferry to the island stops

paragraph  {VOTED}

paragraph  IDA TOSS: {NOBODY}

paragraph  JAN OD: {VOTED}

other      Watch the boats leave

other      Watch video

other      Watch the boats leave

paragraph  {NOBODY}

other      Read more

other      Pier closes in winter

other      Who pays for the bridge?

other      References

other      1. https://velm.example/1
""",
        {"place": None, "credits": (), "subheads": ()},
    ),
    "one who speaks is a place": (
        f"""\
headline   Ferry to the island stops

paragraph  VELM: {VOTED}

paragraph  {NOBODY}
""",
        {"place": "VELM"},
    ),
    "a place alone, and who reports": (
        f"""\
headline   Ferry to the island stops

dateline   VELM (AP)

paragraph  {VOTED}

paragraph  {NOBODY}

paragraph  Reporting by Jan Od; Editing by Ana Bo
""",
        {"place": "VELM", "byline": "Jan Od", "credits": ("AP", "Jan Od", "Ana Bo")},
    ),
    "who reports above the end is text": (
        f"""\
headline   Ferry to the island stops

paragraph  {VOTED}

paragraph  (Reporting by Jan Od and others on the isle; editing by Ana Bo.)

paragraph  {NOBODY}

paragraph  {VOTED}
""",
        {"byline": None, "credits": ()},
    ),
    "a photographer in front": (
        f"""\
headline   Ferry to the island stops

paragraph  {VOTED}

caption    Jane Roe/for Velm Daily News Two people wait for the boat on the pier.

paragraph  NEW YORK/LONDON (Reuters) - {VOTED}
""",
        {"place": "NEW YORK/LONDON"},
    ),
    "how long it is": (
        f"""\
headline   HEADLINE: Ferry stops
date       DATE: 3 May 2012

other      312 words

paragraph  {VOTED}

paragraph  {NOBODY}
""",
        {"headline": "Ferry stops", "date": "2012-05-03", "subheads": ()},
    ),
    "an agency signs": (
        f"""\
headline   Ferry to the island stops

paragraph  {VOTED}

paragraph  {NOBODY} (AFP)
""",
        {"captions": ()},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "facts"), BODIES.values(), ids=BODIES)
def test_each_line_of_a_body_has_its_place(lines: str, facts: dict[str, Any]) -> None:
    text = written(lines)
    [article] = read(text, "text")[1]
    assert shown(text, article) == lines
    assert {name: getattr(article, name) for name in facts} == facts


WAIT = "Two ships wait in the bay until the storm of the week is over."
HEADS = ("Ferry stops again in winter", "Storm closes the old pier", "Bakers strike in Orwick")


@pytest.mark.parametrize(
    ("ends", "kept", "bylines"),
    [
        (("End of text 4", "End of text 5", "End of text 6"), (), ()),
        (("End of text 4", "End of text 5", ""), (), ()),
        (("End of text 4", "", ""), ("End of text 4",), ()),
        (("Jane Roe", "Jan Od", "Ida Toss"), (), ("Jane Roe", "Jan Od", "Ida Toss")),
        (("Jane Roe", "Jan Od"), (), ("Jane Roe", "Jan Od")),
        (("Jane Roe", "Jan Od", ""), ("Jane Roe", "Jan Od"), ()),
        (("jr", "io", "it"), (), ()),
        (
            ("They wait.", "So do we.", "Nobody sails."),
            ("They wait.", "So do we.", "Nobody sails."),
            (),
        ),
        (("So it was:", "So is it:", "And now:"), ("So it was:", "So is it:", "And now:"), ()),
    ],
)
@pytest.mark.parametrize("between", ["\n\n----------\n\n", "\n\n\n\n"])
def test_lines_that_articles_end_in_alike_are_none_of_their_texts(
    between: str, ends: tuple[str, ...], kept: tuple[str, ...], bylines: tuple[str, ...]
) -> None:
    texts = zip(HEADS, ends, strict=False)
    told = between.join(f"{h}\n\n{VOTED}\n\n{NOBODY}\n\n{WAIT}\n\n{e}".strip() for h, e in texts)
    articles = read(f"{told}\n", "text")[1]
    assert [one.headline for one in articles] == [*HEADS[: len(ends)]]
    said = [text for one in articles for text in one.paragraphs]
    assert tuple(text for text in said if text not in (VOTED, NOBODY, WAIT)) == kept
    assert tuple(one.byline for one in articles if one.byline) == bylines
