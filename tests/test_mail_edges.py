"""Where messages begin and end in a mailbox, and what each line of them is."""

from __future__ import annotations

import pytest

from newscli.formats import mail
from tests.formats.loading import read, shown, written

SHIPS = "Ships leave the harbour of Velm on Monday, the port's manager said."
PIER = "Nobody had told the seven owners of boats in it that it would close."
MESSAGE = f"""\
metadata   From ana@velm.example Tue Oct 19 09:40:48 2021
byline     From: Ana Bo <ana@velm.example>
headline   Subject: Ferry
headline    stops again
date       Date: Tue, 19 Oct 2021 09:40:48 +0000
metadata   X-Mailer:

paragraph  {SHIPS}

other      > {PIER}
other      JAN> {PIER}
paragraph  {PIER}
other      | So.

other      ----- Forwarded message -----
other      From: Jan Od
other      Subject: Pier

paragraph  It is shut.
other      --
other      Ana Bo

other      Velm
"""


def test_each_line_of_a_message_has_its_place() -> None:
    text = written(MESSAGE)
    [one] = read(text)[1]
    assert one.source.format == "mail"
    assert shown(text, one) == MESSAGE
    assert (one.headline, one.byline) == ("Ferry stops again", "Ana Bo")
    assert one.date == "2021-10-19T09:40:48+00:00"
    assert one.paragraphs == (SHIPS, PIER, "It is shut.")


FROM = "From: ana@velm.example\nSubject: {}\nDate: 19 Oct 2021\n\n{}\n"
ENVELOPE = "From ana@velm.example Tue Oct 19 09:40:48 2021\n"
RULE = "-" * 10
BOXES = {  # how many messages there are
    "envelopes": (f"{ENVELOPE}{FROM}\n{ENVELOPE}{FROM}", 2),
    "an envelope right below a text": (f"{ENVELOPE}{FROM}{ENVELOPE}{FROM}", 1),
    "blank lines alone between": (f"{FROM}\n{FROM}", 2),
    "no blank line between": (f"{FROM}{FROM}", 1),
    "a rule between": (f"{FROM}{RULE}\n{FROM}", 2),
    "a rule and a blank between": (f"{FROM}\n{RULE}\n\n{FROM}", 2),
    "a shorter rule between": (f"{FROM}{RULE[1:]}\n{FROM}", 1),
    "another order of the fields": (
        f"{FROM}\nFrom: jan@velm.example\nDate: 19 Oct 2021\nSubject: {{}}\n\n{{}}\n",
        1,
    ),
    "another order below a rule": (
        f"{FROM}{RULE}\nFrom: jan@velm.example\nDate: 19 Oct 2021\nSubject: {{}}\n\n{{}}\n",
        2,
    ),
    "another first field below a rule": (
        f"{FROM}{RULE}\nDate: 19 Oct 2021\nFrom: jan@velm.example\nSubject: {{}}\n\n{{}}\n",
        1,
    ),
    "one field": (f"{FROM}\nFrom: jan@velm.example\n\n{{}}{{}}\n", 1),
    "words between fields": (f"{FROM}\nFrom: a\nso it goes\nSubject: {{}}\n\n{{}}\n", 1),
    "blank lines on top": (f"\n\n{ENVELOPE}{FROM}", 1),
    "Usenet": (f"#! rnews 312\n{FROM}\n#! rnews 312\n{FROM}", 2),
    "a sentence with a year": (f"{FROM}\nFrom now on until 2021 {{}}\n{{}}\n", 1),
}


@pytest.mark.parametrize(("box", "count"), BOXES.values(), ids=BOXES)
def test_a_message_begins_where_fields_as_the_first_ones_do(box: str, count: int) -> None:
    said = ("Ferry", SHIPS, "Pier", PIER)
    document, articles = read(box.format(*said), "mail")
    assert len(articles) == count
    assert articles[0].headline == "Ferry"
    if count == 2:
        assert (articles[1].headline, articles[1].paragraphs) == ("Pier", (PIER,))
        assert articles[0].paragraphs == (SHIPS,)
    assert not document.problems


@pytest.mark.parametrize(
    ("promised", "there", "told"),
    [
        (5, 1, []),
        (6, 1, ["cut off: the header promises 6 lines, the body has 1"]),
        (1, 5, []),
        (1, 6, ["the header promises 1 lines, the body has 6"]),
        ("about 9", 1, []),
        (9_999_999_999, 1, []),
    ],
)
def test_a_count_of_lines_may_be_a_few_off(promised: object, there: int, told: list[str]) -> None:
    body = "\n".join(["So."] * there)
    document, _ = read(f"From: ana@velm.example\nSubject: x\nLines: {promised}\n\n{body}\n", "mail")
    assert [one.reason for one in (*document.problems, *document.notes)] == told
    assert all(one.line == 3 for one in (*document.problems, *document.notes))


HEADS = {
    "From: a@b.example\nSubject: x\n\n": True,
    "From: a@b.example\nNewsgroups: x\n\n": True,
    "From: a@b.example\nDate: x\n\n": False,
    "Subject: x\nDate: x\n\n": False,
    "From: a\nSubject: x\nColour: x\nShape: x\n\n": True,
    "From: a\nSubject: x\nColour: x\nShape: x\nSize: x\n\n": False,
    "From: a\nSubject: x\n goes on\n\n": True,
    "From: a\nSubject: x\nso it goes\n\n": False,
    " so\nFrom: a\nSubject: x\n\n": False,
    f"{ENVELOPE}From: a\nSubject: x\n\n": True,
    f"From: a\n{ENVELOPE}Subject: x\n\n": False,
    "\n\nFrom: a\nSubject: x\n": True,
    "FROM: a\nSUBJECT:\n\n": True,
    "From:a\nSubject:x\n\n": False,
}


@pytest.mark.parametrize(("head", "is_mail"), HEADS.items())
def test_a_message_is_known_by_who_and_about_what(head: str, is_mail: bool) -> None:
    assert mail.matches(head, "any") == is_mail


PARTS = """\
From: ana@velm.example
Subject: =?utf-8?q?F=C3=A4hre?= =?iso-8859-1?q?_=FCber?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: {0}; charset=utf-8
Content-Transfer-Encoding: {1}

{2}
--b
Content-Type: text/html; charset=utf-8

<p>As a page.</p>
--b
Content-Type: image/png; name="pier.png"
Content-Disposition: attachment; filename="pier.png"
Content-Transfer-Encoding: base64

AAAA
--b--
"""


@pytest.mark.parametrize(
    ("kind", "encoding", "body", "paragraphs", "kept"),
    [
        ("text/plain", "quoted-printable", "Caf=C3=A9 zu=\n.", ("Café zu.",), "text/html"),
        ("text/plain", "8bit", "Café zu.", ("Café zu.",), "text/html"),
        ("text/plain", "base64", "Q2Fmw6kgenUu", ("Café zu.",), "text/html"),
        ("text/css", "8bit", "p { }", ("As a page.",), "text/css"),
    ],
)
def test_of_several_parts_the_plain_text_is_shown_else_the_page(
    kind: str, encoding: str, body: str, paragraphs: tuple[str, ...], kept: str
) -> None:
    document, [one] = read(PARTS.format(kind, encoding, body), "mail")
    assert (one.headline, one.paragraphs) == ("Fähre über", paragraphs)
    assert [text for text in one.other if text.startswith("part: ")] == [
        f"part: {kept}", "part: pier.png",
    ]  # fmt: skip
    assert not document.problems


def test_a_part_that_is_cut_off_is_told() -> None:
    document, [one] = read(PARTS.format("text/plain", "8bit", SHIPS).partition("--b--")[0], "mail")
    assert one.paragraphs == (SHIPS,)
    assert [(problem.reason, problem.line) for problem in document.problems] == [
        ("a part of the message is cut off or damaged", 6)
    ]
