"""Mail and Usenet: headers, bodies plain and encoded, mailboxes, and what damage leaves."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.errors import DocumentError
from newscli.formats import mail
from newscli.records import Article
from newscli.text import tidy
from newscli.text.document import split_lines
from tests import exports
from tests.formats.loading import HERE, as_records, assert_partition, read, records, sample

POST = (HERE / "mail/sample.eml").read_text(encoding="utf-8")
BOX = (HERE / "mail/sample.mbox").read_text(encoding="utf-8")
HEAD = "From: a@velm.example\nSubject: Velm\nDate: Tue, 19 Oct 2021 09:40:48 GMT\n"


def load(text: str) -> list[Article]:
    document, articles = read(text, "mail")
    assert_partition(text, articles)
    assert not document.problems
    return articles


DAMAGE = [
    (9, "cut off: the header promises 30 lines, the body has 18"),
    (55, "the message ends inside its header"),
]


@pytest.mark.parametrize(
    ("name", "problems"), [("sample.eml", []), ("sample.mbox", []), ("digest.mbox", DAMAGE)]
)
def test_a_sample_gives_its_records(name: str, problems: list[tuple[int, str]]) -> None:
    document, articles = sample(f"mail/{name}")
    assert as_records(articles) == records(f"mail/{name}.records.jsonl")
    assert [(one.line, one.reason) for one in document.problems] == problems
    assert_partition((HERE / f"mail/{name}").read_bytes(), articles)


def test_a_count_of_lines_that_disagrees_is_noted() -> None:
    document, _ = sample("mail/sample.eml")
    assert [(n.line, n.reason) for n in document.notes] == [
        (8, "the header promises 9 lines, the body has 14")
    ]


def test_a_body_shorter_than_promised_is_cut_off() -> None:
    document, _ = read(POST.replace("Lines: 9", "Lines: 99"), "mail")
    assert [(p.line, p.reason) for p in document.problems] == [
        (8, "cut off: the header promises 99 lines, the body has 14")
    ]


def test_a_part_without_its_end_is_told() -> None:
    document, articles = read(BOX[: BOX.index("--b--")], "mail")
    assert articles[0].paragraphs[1] == "From now on it is closed."
    assert [p.reason for p in document.problems] == ["a part of the message is cut off or damaged"]


def test_no_line_of_a_post_is_lost() -> None:
    (article,) = load(POST)
    held = "\n".join([article.headline, *article.paragraphs, *article.other])
    for line in POST.splitlines():
        assert " ".join(tidy(line).split()) in held


def test_paragraphs_may_be_indented_or_parted_by_blanks() -> None:
    (article,) = load(f"{HEAD}\n   One goes on\nhere.\n   Two.\n\nThree goes\non.\n")
    assert article.paragraphs == ("One goes on here.", "Two.", "Three goes on.")


def test_a_block_that_is_indented_as_a_whole_is_one_paragraph() -> None:
    (article,) = load(f"{HEAD}\n  One goes on\n  and on\n  here.\n")
    assert article.paragraphs == ("One goes on and on here.",)


def test_quotes_and_signatures_are_not_the_message() -> None:
    (article,) = load(f"{HEAD}\n> Quoted.\nMine.\n\n-- \nAna\n")
    assert article.paragraphs == ("Mine.",)
    assert article.other[-3:] == ("> Quoted.", "--", "Ana")


def test_a_line_that_begins_with_from_opens_no_message() -> None:
    (article,) = load(f"{HEAD}\nShips left.\n\nFrom now on it is closed.\n")
    assert article.paragraphs == ("Ships left.", "From now on it is closed.")


def test_an_unknown_charset_is_guessed() -> None:
    body = base64.b64encode("Ships leave Übersee.".encode()).decode()
    kind = 'Content-Type: text/plain; charset="x-none"\nContent-Transfer-Encoding: base64\n'
    (article,) = load(f"{HEAD}{kind}\n{body}\n")
    assert article.paragraphs == ("Ships leave Übersee.",)


def test_a_message_without_text_that_can_be_read_is_told_and_kept() -> None:
    text = f"{HEAD}Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n"
    document, (article,) = read(text, "mail")
    assert article.paragraphs == ("AAAA",)
    assert [problem.line for problem in document.problems] == [7]


def test_a_message_cut_inside_its_header_is_told() -> None:
    document, (article,) = read(HEAD, "mail")
    assert (article.headline, article.date) == ("Velm", "2021-10-19T09:40:48+00:00")
    assert [(p.line, p.reason) for p in document.problems] == [
        (3, "the message ends inside its header")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "From: the desk\n\nShips left.\n",
        "HEADLINE: Velm\nBYLINE: Ana Bo\n\nShips left.\n",
        "From Velm: ships leave\n\nSubject: ships\n",
        "Subject: Velm\nDate: 19 October\n\nShips left.\n",
    ],
)
def test_other_labels_are_no_mail(text: str) -> None:
    assert not mail.matches(text, "any.eml")


@given(st.sampled_from([POST, BOX]), st.data())
def test_any_beginning_loads(text: str, data: st.DataObject) -> None:
    text = text[: data.draw(st.integers(1, len(text)))]
    try:
        _, articles = read(text, "mail")
    except DocumentError:
        return
    assert_partition(text, articles)


LINES = st.sampled_from(
    [HEAD.strip(), "From a@b.c Tue Oct 19 09:40:48 2021", "", " ", "text", "> q", "-- ", "  in",
     "Content-Type: multipart/mixed; boundary=b", "--b", "--b--", "Content-Type: text/html",
     "Content-Transfer-Encoding: base64", "AAAA", "=?x?q?y?=", "Subject: =?utf-8?q?=C3=9F?="]
)  # fmt: skip


@given(st.lists(LINES, max_size=25))
def test_no_message_is_too_broken(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        _, articles = read(text, "mail")
    except DocumentError:
        return
    assert_partition(text, articles)


@pytest.mark.parametrize("sender", ["a:" * 3_000, "(" * 3_000, "<" * 3_000, '"' * 3_001, ",;@"])
def test_a_sender_of_any_shape_is_kept(sender: str) -> None:
    (article,) = load(HEAD.replace("a@velm.example", sender) + "\nText of it.\n")
    assert article.headline == "Velm"


@pytest.mark.parametrize("line", ["\u200b", "\ufeff", "\u2060", "no field"])
def test_a_line_that_is_no_header_ends_it_and_takes_nothing_along(line: str) -> None:
    (article,) = load(f"{HEAD}{line}\nText of it.\n")
    assert article.headline == "Velm"
    assert "Date: Tue, 19 Oct 2021 09:40:48 GMT" in article.other
    assert article.paragraphs[-1].endswith("Text of it.")


HEADER = "From: Alerts <alerts@velm.example>\nTo: ana@velm.example\nSubject: Your alert\n"
SENT = "Date: Fri, 9 Aug 2019 10:00:00 +0000\n"


def encoded(text: str, encoding: str) -> str:
    """A message that holds `text`."""
    if encoding == "plain":
        return f"{HEADER}{SENT}\n{text}"
    data = text.encode()
    inside = base64.encodebytes(data) if encoding == "base64" else quopri.encodestring(data)
    kind = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n"
    return f"{HEADER}{SENT}MIME-Version: 1.0\n{kind}\n{inside.decode()}"


@pytest.mark.parametrize("encoding", ["plain", "base64", "quoted-printable"])
@pytest.mark.parametrize("write", [exports.proquest, exports.factiva, exports.factiva_tags])
def test_an_export_that_comes_by_mail_is_its_articles(
    write: Callable[[list[exports.Story]], str], encoding: str
) -> None:
    told = exports.stories(3)
    text = encoded(write(told), encoding)
    _, articles = read(text)
    assert [one.headline for one in articles] == [one.headline for one in told]
    assert [list(one.paragraphs) for one in articles] == [one.paragraphs for one in told]
    assert "Subject: Your alert" in articles[0].other
    if encoding == "plain":
        assert_partition(text, articles)


def test_each_story_of_an_alert_is_an_article() -> None:
    link = "<https://www.google.com/url?rct=j&url=https://velm.example/{}&ct=ga>"
    text = "=== News - 2 new results for [ferry] ===\n\n" + "\n\n".join(
        f"{head}\nThe Velm Post\nThe ferry to {town} sails again on Monday, the port\nsaid after a "
        f"winter in the dock ...\n{link.format(town)}"
        for head, town in (("Ferry sails again", "Velm"), ("Second ferry follows", "Orl"))
    )
    text += "\n\nUnsubscribe from this Google Alert:\n<https://www.google.com/alerts/remove?s=1>\n"
    _, articles = read(encoded(text, "plain"))
    assert [one.headline for one in articles] == ["Ferry sails again", "Second ferry follows"]
    assert [one.publisher for one in articles] == ["The Velm Post"] * 2
    assert [len(one.paragraphs) for one in articles] == [1, 1]
    assert_partition(sent := encoded(text, "plain"), articles)
    lines = split_lines(sent if isinstance(sent, str) else sent.decode())
    begun = [lines[one.source.first_line - 1] for one in articles]
    assert begun == ["=== News - 2 new results for [ferry] ===", "Second ferry follows"]


def test_a_rule_in_a_message_is_no_text() -> None:
    rule = "-" * 30
    [article] = load(f"{HEAD}\nThe ferry sails again on Monday.\n\n{rule}\n")
    assert article.paragraphs == ("The ferry sails again on Monday.",)
    assert rule in article.other


@pytest.mark.parametrize(
    ("charset", "sent"),
    [
        ("iso-8859-1", "Smørbrød".encode("cp1252")),
        ("gb2312", "舊港口".encode("gb18030")),
        *((name, "Smørbrød".encode()) for name in ("punycode", "idna", "unicode_escape", "hex")),
        *((name, "Smørbrød".encode()) for name in ("ÿutf-8", "no-such", "")),
    ],
)
def test_a_charset_is_one_of_texts_or_none(charset: str, sent: bytes) -> None:
    body = base64.b64encode(sent + b" was served.").decode()
    (article,) = load(
        f'{HEAD}Content-Type: text/plain; charset="{charset}"\n'
        f"Content-Transfer-Encoding: base64\n\n{body}\n"
    )
    said = "舊港口" if charset == "gb2312" else "Smørbrød"
    assert article.paragraphs == (f"{said} was served.",)


@pytest.mark.parametrize("charset", ["punycode", "idna", "hex", "no-such", "ÿutf-8"])
def test_a_header_in_no_charset_of_texts_stays_as_it_is_written(charset: str) -> None:
    (article,) = load(f"{HEAD.replace('Velm', f'=?{charset}?q?Velm?=')}\nShips left the harbour.\n")
    assert article.headline == f"=?{charset}?q?Velm?="


def test_what_stands_around_the_text_of_a_message_is_none_of_it() -> None:
    caption = "People wait at the pier in Velm. (Photo: Ana Bo/AP)"
    around = ["Related articles:", "- A coin is found in Tammer", "Share | Tweet | Print"]
    body = f"The ferry stopped at noon.\n\n{caption}\n\nNobody knows why it did.\n\n"
    (article,) = load(f"{HEAD}\n{body}{around[0]}\n{around[1]}\n\n{around[2]}\n")
    assert article.paragraphs == ("The ferry stopped at noon.", "Nobody knows why it did.")
    assert [one.text for one in article.captions] == [caption]
    assert list(article.other[-3:]) == around


@pytest.mark.parametrize("encoding", ["plain", "base64", "quoted-printable"])
def test_what_is_forwarded_is_the_text_and_its_header_is_not(encoding: str) -> None:
    story = "The council voted on Monday to close the ferry for the whole of next winter."
    text = (
        "---------- Forwarded message ---------\nFrom: Ana Bo <ana@velm.example>\n"
        f"Subject: Ferry closes\n\n{story}\n\nShare | Tweet | E-mail | Print\n\n> quoted\n"
    )
    _, [article] = read(encoded(text, encoding))
    assert article.paragraphs == (story,)
    assert "From: Ana Bo <ana@velm.example>" in article.other


@pytest.mark.parametrize(
    ("sender", "sent", "to", "subject"),
    [
        ("Von", "Gesendet: Freitag, 3. Mai 2019 08:12", "An", "Betreff"),
        ("De", "Envoyé: vendredi 3 mai 2019 08:12", "À", "Objet"),
        ("Van", "Verzonden: vrijdag 3 mei 2019 08:12", "Aan", "Onderwerp"),
    ],
)
def test_a_mails_head_states_its_facts_in_other_languages(
    sender: str, sent: str, to: str, subject: str
) -> None:
    text = (
        f"{sender}: Ida Holm <ida@post.example>\n{sent}\n{to}: desk@post.example\n"
        f"{subject}: Velm und der Sturm\n\n"
        "The ferry of Velm stopped running on Tuesday after a storm.\n\n"
        "Nobody was hurt when the waves tore three beams from the landing stage of the pier.\n"
    )
    _, (article,) = read(text)
    assert (article.headline, article.byline, article.date) == (
        "Velm und der Sturm",
        "Ida Holm",
        "2019-05-03",
    )
    assert len(article.paragraphs) == 2
