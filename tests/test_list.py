"""`list` as its reader wants it: orders, columns, groups, and words of their own choosing."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli import choices
from newscli.archive.grouping import grouped
from newscli.errors import UsageError
from newscli.outputs.template import Template
from newscli.records import Summary

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def news(tmp_path: Path) -> str:
    """Articles of different days, places, lengths and first letters."""
    folder = tmp_path / "news"
    folder.mkdir()
    stories = (
        ("a", "Zebra escapes", "2024-05-02", "Oslo", 3),
        ("b", "“Élan” wins race", "2025-01-31", "Rome", 9),
        ("c", "apple prices fall", "", "", 6),
        ("d", "Ferry runs again", "2024-05-02", "Oslo", 1),
    )
    for name, headline, date, place, length in stories:
        record = {
            "headline": headline,
            "date": date or None,
            "place": place or None,
            "paragraphs": ["word " * length],
        }
        (folder / f"{name}.json").write_text(json.dumps([record]))
    return str(folder)


def headlines(out: str) -> list[str]:
    return [line.split("\t")[1] for line in out.splitlines()]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("number", ["Zebra", "“Élan”", "apple", "Ferry"]),
        ("headline", ["apple", "“Élan”", "Ferry", "Zebra"]),
        ("date", ["“Élan”", "Zebra", "Ferry", "apple"]),
        ("words", ["“Élan”", "apple", "Zebra", "Ferry"]),
        ("source", ["Zebra", "“Élan”", "apple", "Ferry"]),
    ],
)
def test_articles_are_listed_in_order(run: Run, news: str, sort: str, order: list[str]) -> None:
    code, out, _ = run("list", "--from", news, "--sort", sort)
    assert code == 0
    assert [headline.split()[0] for headline in headlines(out)] == order
    _, first, _ = run("list", "--from", news, "--sort", sort, "-n", "2")
    assert first == "".join(out.splitlines(keepends=True)[:2])


def test_reversed_what_is_unknown_still_comes_last(run: Run, news: str) -> None:
    order = headlines(run("list", "--from", news, "--sort", "date", "--reverse")[1])
    assert [headline.split()[0] for headline in order] == ["Zebra", "Ferry", "“Élan”", "apple"]
    order = headlines(run("list", "--from", news, "--sort", "headline", "--reverse")[1])
    assert [headline.split()[0] for headline in order] == ["Zebra", "Ferry", "“Élan”", "apple"]


def test_every_form_has_the_same_order(run: Run, news: str) -> None:
    words = ("list", "--from", news, "--sort", "words", "--reverse", "-n", "3")
    ids = [line.split("\t")[-1] for line in run(*words)[1].splitlines()]
    assert run(*words, "--ids")[1].split() == ids
    assert [r["id"] for r in json.loads(run(*words, "--json")[1])["articles"]] == ids
    assert [json.loads(line)["id"] for line in run(*words, "--jsonl")[1].splitlines()] == ids
    assert run(*words, "--format", "{id}")[1].split() == ids


def test_columns_are_those_that_are_asked_for_in_their_order(run: Run) -> None:
    words = ("list", "--from", "seeds", "--columns", "words,agency", "--columns", "id")
    out = run(*words, width=100)[1]
    assert out.splitlines()[0].split() == ["Headline", "Words", "Agency", "Id"]
    assert "Reuters" in out
    assert "d16550d4" in out
    cards = run(*words, width=60)[1]
    assert "271 words · Reuters · d16550d4" in cards
    assert run("list", "--from", "seeds", "--columns", "date", width=100)[1].count("–") == 5


def test_an_unknown_column_is_told_with_those_there_are(run: Run) -> None:
    code, out, err = run("list", "--from", "seeds", "--columns", "date,size")
    assert (code, out) == (2, "")
    assert err == (
        "newscli: no column “size”: there are source, section, agency, "
        "byline, place, date, words, tags, id\n"
    )


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (("--agency", "reuters"), ["4"]),
        (("--agency", "reuters", "--agency", "AFP", "--sort", "headline"), ["4", "2"]),
        (("--source", "001", "--agency", "reuters"), []),
        (("--source", "nowhere"), []),
        (("--since", "2024"), []),
    ],
)
def test_filters_of_several_kinds_have_all_to_be_passed(
    run: Run, words: tuple[str, ...], numbers: list[str]
) -> None:
    code, out, err = run("list", "--from", "seeds", *words)
    assert (code, err[-14:].strip()) == (0, "" if numbers else "nothing found")
    assert [line.split("\t")[0] for line in out.splitlines()] == numbers
    ids = run("list", "--from", "seeds", *words, "--ids")[1].split()
    records = run("list", "--from", "seeds", *words, "--jsonl")[1].splitlines()
    assert [json.loads(line)["id"] for line in records] == ids


def test_dates_and_places_are_filters_too(run: Run, news: str) -> None:
    def first_words(*words: str) -> list[str]:
        out = run("list", "--from", news, *words)[1]
        return [headline.split()[0] for headline in headlines(out)]

    assert first_words("--since", "2024-05", "--until", "2024") == ["Zebra", "Ferry"]
    assert first_words("--until", "2024-05-01") == []
    assert first_words("--place", "oslo", "--sort", "words", "-n", "1") == ["Zebra"]
    page = run("list", "--from", news, "--place", "oslo", "-n", "1", width=80)[1]
    assert "1 of 2 articles" in page


def test_a_filter_that_is_no_date_is_told(run: Run) -> None:
    for words in (("--since", "May"), ("--since", "2025", "--until", "2024")):
        code, out, err = run("list", "--from", "seeds", *words)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1


def test_groups_stand_together_and_keep_their_order(run: Run, news: str) -> None:
    out = run("list", "--from", news, "--by", "day", "--sort", "headline")[1]
    rows = [line.split("\t")[:3:2] for line in out.splitlines()]
    assert [(day, headline.split()[0]) for day, headline in rows] == [
        ("2025-01-31", "“Élan”"),
        ("2024-05-02", "Ferry"),
        ("2024-05-02", "Zebra"),
        ("no date", "apple"),
    ]
    agencies = run("list", "--from", "seeds", "--by", "agency")[1].splitlines()
    assert [line.split("\t")[0] for line in agencies] == [
        "AFP",
        "AP",
        "dpa",
        "Reuters",
        "no agency",
    ]


@pytest.mark.parametrize("width", [60, 100])
def test_on_a_terminal_groups_have_names_and_counts(run: Run, width: int) -> None:
    lines = run("list", "--from", "seeds", "--by", "file", width=width)[1].splitlines()
    assert [line.strip() for line in lines if ".txt" in line] == [
        "seeds/000_95a98d30609874d8.txt  4",
        "seeds/001_4de4d01481b5a2c9.txt  1",
    ]
    assert not any(line.endswith("000_95a98d30609874d8") for line in lines)  # told by the group


def test_groups_and_records_do_not_go_together(run: Run) -> None:
    for form in ("--json", "--jsonl"):
        code, _, err = run("list", "--from", "seeds", "--by", "file", form)
        assert code == 2
        assert err == f"newscli: --by and {form} do not go together: choose one\n"


def test_a_template_says_what_is_written_of_each_article(run: Run) -> None:
    words = ("list", "--from", "seeds", "-n", "2", "--format")
    assert run(*words, "{number} {headline:.14}")[1] == "1 Russia Conside\n2 Italian PM Cal\n"
    assert run(*words, r"{number:>3}\t{agency}|{date}|{words:<5}|")[1] == (
        "  1\tdpa||561  |\n  2\tAFP||310  |\n"
    )
    assert run(*words, "{{{path}}}")[1] == "{seeds/000_95a98d30609874d8.txt}\n" * 2
    assert run("list", "--from", "seeds", "-n", "1", "--format", r"{id}\n\\n")[1] == (
        "94fa8edace0b4d9b\n\\n\n"
    )


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{size}", "no field {size}: there are number, headline, "),
        ("{}", "no field {}"),
        ("{headline.__class__}", "no field {headline.__class__}"),
        ("{headline[0]}", "no field {headline[0]}"),
        ("{headline!r}", "no field {headline}"),
        ("{words:>99999999}", "is no width"),
        ("{words:{id}}", "is no width"),
        ("{number", "write {{ for a brace"),
        ("number}", "write {{ for a brace"),
    ],
)
def test_a_wrong_template_is_told(run: Run, template: str, told: str) -> None:
    code, out, err = run("list", "--from", "seeds", "--format", template)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_without_braces_format_says_what_documents_are(run: Run) -> None:
    assert len(run("list", "--from", "seeds", "--format", "lines")[1].splitlines()) > 50
    code, _, err = run("list", "--from", "seeds", "--format", "docx")
    assert code == 2
    assert "docx" in err


def test_a_column_is_a_line_of_its_own_and_nothing_else(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_more = {
        "COLUMNS": (*choices.COLUMNS, choices.Column("language", 12, is_usual=False, is_deep=True)),
        "FIELDS": (*choices.FIELDS, "language"),
    }
    for name, longer in one_more.items():
        before = getattr(choices, name)
        for module in [*sys.modules.values()]:
            if module.__name__.startswith("newscli") and getattr(module, name, None) is before:
                monkeypatch.setattr(module, name, longer)
    record = '{"headline": "Nytt skip", "text": "Ei lang soge.", "language": "nn"}\n'
    (tmp_path / "a.jsonl").write_text(record)
    source = ("--from", str(tmp_path))
    assert run("list", *source, "--format", "{language}")[:2] == (0, "nn\n")
    code, out, _ = run("list", *source, "--columns", "language", width=100)
    assert code == 0
    assert "Language" in out
    assert re.search(r"Nytt skip +nn$", out, re.M)


def test_hostile_text_is_harmless_in_a_template(run: Run, tmp_path: Path) -> None:
    record = '{"headline": "Head \\u001b[31mred\\u0007", "text": "Body of the story."}\n'
    (tmp_path / "a\x1b[2J.jsonl").write_text(record)
    out = run("list", "--from", str(tmp_path), "--format", "\x1b[1m{headline}|{path}")[1]
    assert out.count("␛") == 3
    assert not any(ord(char) < 32 for char in out.strip("\n"))


@given(st.text(max_size=40))
def test_any_template_is_filled_in_or_refused(text: str) -> None:
    told = Summary(7, "ab", "{number}", False, "a/b.txt", None, None, None, 3)
    try:
        template = Template(text)
    except UsageError:
        return
    filled = template.filled(told)
    if not {"{", "}", "\\"} & {*text} and text.isprintable():
        assert filled == text


@given(st.lists(st.tuples(st.sampled_from(["", "2024-01-01", "2024-05", "x"]), st.integers(1, 9))))
def test_grouping_loses_nothing_and_keeps_order_within_groups(
    rows: list[tuple[str, int]],
) -> None:
    told = [
        Summary(i, f"{i}", "h", False, "p", None, None, date or None, words)
        for i, (date, words) in enumerate(rows)
    ]
    told.reverse()
    names, arranged = grouped(told, "day")
    assert sorted(arranged) == sorted(told)
    for name in set(names):
        group = [row for n, row in zip(names, arranged, strict=True) if n == name]
        assert group == [row for row in told if (row.date or "no date")[:10] == name]
    assert names == [n for i, n in enumerate(names) if n not in names[:i] or names[i - 1] == n]


def test_a_limit_may_be_as_great_as_one_likes(run: Run, news: str) -> None:
    many = "1" + "0" * 30
    for form in ((), ("--json",), ("--sort", "date")):
        whole = run("list", "--from", news, *form)
        assert run("list", "--from", news, *form, "-n", many) == whole


def test_an_order_by_dates_that_there_are_not_is_not_claimed(run: Run) -> None:
    said = "None of these has a date: as in their files."
    words = ("--from", "seeds", "--sort", "date")
    assert said in run("list", *words, width=80)[1]
    assert said not in run("list", "--from", "seeds", width=80)[1]
    out = run("search", "kremlin OR greenland", "-n", "3", *words, width=80)[1]
    assert said in out
    assert "the newest" not in out
    assert "the first 3 of 4" in out
    assert "none of these has a date" in run("search", "kremlin", *words)[2]


def test_plain_text_is_wrapped_when_asked(run: Run) -> None:
    whole = run("read", "2", "--from", "seeds")[1]
    narrow = run("read", "2", "--from", "seeds", "--width", "50")[1]
    assert max(map(len, whole.splitlines())) > 100
    assert max(map(len, narrow.splitlines())) <= 50
    assert narrow.split() == whole.split()
