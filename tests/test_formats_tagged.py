"""Wires, tagged records, and posts in other markups than Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

import newscli
from newscli.formats import tagged as tags
from tests.exports import stories
from tests.formats.loading import HERE, as_records, assert_partition, read, records, sample

SAMPLES = sorted(
    path.relative_to(HERE).as_posix()
    for folder in ("tagged", "wire", "posts")
    for path in (HERE / folder).iterdir()
    if path.suffix != ".jsonl"
)


@pytest.mark.parametrize("path", SAMPLES)
def test_a_sample_gives_its_records(path: str) -> None:
    _, articles = sample(path)
    assert as_records(articles) == records(f"{path}.records.jsonl")
    assert_partition((HERE / path).read_bytes(), articles)


def test_no_control_character_of_a_wire_is_text() -> None:
    for name in ("anpa", "iptc"):
        for article in newscli.load(HERE / "wire" / f"{name}.txt"):
            told = (article.headline, *article.paragraphs, *article.other)
            assert not {*"".join(told)} & {*map(chr, range(32))}


def test_what_a_desk_tells_its_customers_is_no_text() -> None:
    (article,) = newscli.load(HERE / "wire" / "iptc.txt")
    assert len(article.paragraphs) == 2
    assert "- Reporting by: Ida Holm" in " ".join(article.other)


@pytest.mark.parametrize(
    "text",
    [
        "#+ is how some notes begin\n\nThe text is plain all the same, and goes on for a while.\n",
        "HD television sets sell well\n\nThe shops of Lysvik sold ninety of them on Monday.\n",
        "= 5 is the answer\n\n",
        "TY - a name\n\nThe story of a name that looks like a tag, told on a page.\n",
        "An heading\n----------\n\nA text with an underline is no post in reStructuredText.\n",
    ],
)
def test_a_text_that_only_begins_alike_is_read_as_text(text: str) -> None:
    _, articles = read(text)
    assert {article.source.format for article in articles} <= {"text", "markdown"}
    assert_partition(text, articles)


def test_records_are_parted_by_their_tags_alone(tmp_path: Path) -> None:
    entry = "TY  - NEWS\nTI  - Story {0}\nAU  - Ida Holm\nDA  - 2019/08/{1:02}\nAB  - It is {0}.\n"
    for between in ("", "\n", "\n\n\n"):
        text = between.join(f"{entry.format(n, n + 1)}ER  - \n" for n in range(9))
        _, articles = read(text)
        assert [one.headline for one in articles] == [f"Story {n}" for n in range(9)]
        assert [one.date for one in articles] == [f"2019-08-{n:02}" for n in range(1, 10)]
        assert_partition(text, articles)


@pytest.mark.parametrize("count", [1, 3, 20])
@pytest.mark.parametrize(
    ("labels", "language"),
    [("HEADLINE SOURCE DATE TEXT", "en"), ("Überschrift Quelle Datum Text", "de")],
)
def test_labels_in_a_column_are_no_table(labels: str, language: str, count: int) -> None:
    told = stories(count, language)
    names = labels.split()
    rows = [
        [*zip(names, (one.headline, one.publisher, one.day, one.paragraphs[0]), strict=True)]
        + [("", text) for text in one.paragraphs[1:]]
        for one in told
    ]
    text = "\n\n".join("\n".join(map("\t".join, story)) for story in rows) + "\n"
    _, articles = read(text)
    assert [one.headline for one in articles] == [one.headline for one in told]
    assert [one.publisher for one in articles] == [one.publisher for one in told]
    assert [one.date for one in articles] == [one.date.isoformat() for one in told]
    assert [list(one.paragraphs) for one in articles] == [one.paragraphs for one in told]
    assert_partition(text, articles)


def test_a_table_with_names_of_columns_is_one() -> None:
    text = "title\tdate\ttext\nFerry\t2019-08-09\tIt sails.\nStorm\t2019-08-10\tIt came.\n"
    assert [one.headline for one in read(text)[1]] == ["Ferry", "Storm"]


def test_a_wire_of_the_other_standard_says_its_day_in_numbers() -> None:
    text = (
        "\x16\x16\x01a0421\x1f\r\nr w bc-ferry-talks   11-13 0123\r\n\x02\x13^Ferry talks could "
        "fail, line says<\r\n^By ANA ROE=\r\n^Associated Wire Writer=\r\n\x13\tVELM (AW) _ Talks "
        "between the ferry line and\r\nthe yard could fail, a member warned.\r\n\t``One cannot "
        "say,'' she said.\r\n"
        "\x03\r\nAW-NY-11-13-93 1137EST<\r\n\x04"
    )
    [article] = read(text)[1]
    assert article.headline == "Ferry talks could fail, line says"
    assert (article.date, article.byline) == ("1993-11-13", "ANA ROE")
    assert len(article.paragraphs) == 2


def test_codes_of_a_database_may_stand_one_blank_before_their_values() -> None:
    text = (
        "SE News\nHD Ferry sails again\nBY By Ana Roe\nWC 52 words\nPD 9 August 2019\n"
        "SN Velm Post\nLA English\nLP The ferry to Velm will sail again on Monday, the port said.\n"
        "TD So it did.\n"
        "AN Document VELP000020190809ef890001a\n"
    )
    [article] = read(text)[1]
    assert (article.headline, article.publisher) == ("Ferry sails again", "Velm Post")
    assert len(article.paragraphs) == 2


TITLE = "A Harbour Closes"
RIS = (  # as Reference Manager describes its tags
    ("TI AU AB", "headline byline body"),
    ("T1 A1 N2", "headline byline body"),
    ("TI JO DA", "headline publisher date"),
    ("TI JF Y1", "headline publisher date"),
    ("TI T2 PY", "headline publisher date"),
    ("TI SE LA", "headline section language"),
    ("TI CY UR", "headline place url"),
)
FACTIVA = (  # as it lists its field codes
    ("HD BY PD SN", "headline byline date publisher"),
    ("HD SE LA LP", "headline section language body"),
    ("HD BY LA TD", "headline byline language body"),
)
ENDNOTE = (  # as EndNote writes its tags
    ("T A J D X", "headline byline publisher date body"),
    ("T B 8 G U", "headline publisher date language url"),
)
FACTS = {
    "headline": TITLE,
    "byline": "Ida Holm",
    "body": "It closed.",
    "date": "2019-05-03",
    "publisher": "Velm Post",
    "section": "World",
    "language": "de",
    "place": "Velm",
    "url": "https://velm.example/5",
}


def tagged(tags: str, fields: str, line: str) -> str:
    said = zip(tags.split(), fields.split(), strict=True)
    return "".join(line.format(tag, FACTS[field]) for tag, field in said)


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        *(("TY  - NEWS\n" + tagged(*row, "{}  - {}\n") + "ER  - \n", row[1]) for row in RIS),
        *((tagged(*row, "{}\n{}\n") + "AN\nVELM000123\n", row[1]) for row in FACTIVA),
        *(("%0 News\n" + tagged(*row, "%{} {}\n"), row[1]) for row in ENDNOTE),
        (
            f".DID\t7\n.Title\t{TITLE}\n.Author\tIda Holm\n.Source\tVelm Post\n"
            ".Cat\tWorld\n.Date\t2019-05-03\n.Text\nIt closed.\n",
            "headline byline publisher section date body",
        ),
    ],
)
def test_each_tag_fills_its_field(record: str, fields: str) -> None:
    _, (article,) = read(record)
    said = {field: getattr(article, field, None) for field in fields.split() if field != "body"}
    assert said == {field: FACTS[field] for field in said}
    assert ("body" not in fields) or article.paragraphs == (FACTS["body"],)
    assert article.source.format == "tagged"


def test_what_a_tag_holds_goes_on_to_the_next_tag() -> None:
    text = (
        "%0 News\n%T Ferry stops\n%A Ida Holm\n%A Jon Bo\n%K Ports\n%X It stopped.\nSo.\n%9 x\n"
        "\n%0 News\n%T Pier falls\n%X It fell.\n\nNobody knows.\n"
    )
    _, (one, two) = read(text)
    assert (one.byline, one.topics) == ("Ida Holm; Jon Bo", ("Ports",))
    assert (one.paragraphs, two.paragraphs) == (
        ("It stopped.", "So."),
        ("It fell.", "Nobody knows."),
    )
    assert one.other == ("0: News", "Jon Bo", "9: x")
    assert [part[:3] for part in two.parts[-3:]] == [
        ("paragraph", 12, 12), ("separator", 13, 13), ("paragraph", 14, 14),
    ]  # fmt: skip
    assert (one.source.last_line, two.source.first_line) == (8, 10)
    assert_partition(text, [one, two])


def test_topics_are_named_beside_their_codes_and_both_are_kept() -> None:
    codes = {"NS": "vote : Elections", "IN": "sea : Ships", "RE": "vel : Velm", "CO": "vl : Lines"}
    said = "".join(f"{tag}\n{value}\n" for tag, value in codes.items())
    [article] = read(f"HD\nFerry\n{said}LP\nIt stopped.\n\nSo.\nAN\nDocument 7\n")[1]
    assert {*article.topics} == {"Elections", "Ships", "Velm", "Lines"}
    assert article.other == (*(f"{tag}: {said}" for tag, said in codes.items()), "AN: Document 7")
    assert article.paragraphs == ("It stopped.", "So.")


def test_a_text_without_a_tag_follows_the_facts_of_its_record() -> None:
    text = ".DID\t7\n.Title\tFerry\n.Cat\tWorld\nIt stopped.\nNobody knows.\n"
    [article] = read(text)[1]
    assert (article.section, article.paragraphs) == ("World", ("It stopped.", "Nobody knows."))
    assert [part.first_line for part in article.parts] == [1, 2, 3, 4, 5]


ENTRY = "TY  - NEWS\nTI  - Ferry\nAB  - It stopped.\nER  - \n"
COLUMN = "Headline\tFerry stops\nDate\t3 May 2019\nText\tIt stopped.\n"
LIMITS = [  # what is one of tagged records, and what nearly is
    ("%0 News\n%T Ferry\n%X It stopped.\n", "1\n%0 News\n%T Ferry\n%X It stopped.\n"),
    ("%0 News\n%X It stopped.\n", "%0 News\n"),
    (f"{COLUMN}A\tb\nC\td\n", f"{COLUMN}A\tb\nC\td\nE\tf\n"),
    (f"{COLUMN}It is late.\nSo.\nSo.\n", f"{COLUMN}It.\nSo.\nIt is.\nSo.\n"),
    (COLUMN, "Headline\tFerry stops\nText\tIt stopped.\n"),
    (COLUMN.replace("Date", "Date:"), "Source\tVelm Post\nDate\t3 May 2019\nPlace\tVelm\n"),
    ("x\n" * 29 + ENTRY, "x\n" * 30 + ENTRY),
]


@pytest.mark.parametrize(("records", "others"), LIMITS)
def test_so_many_known_tags_make_records_and_fewer_none(records: str, others: str) -> None:
    assert [tags.matches(text, "any") for text in (records, others)] == [True, False]
