# ruff: noqa: E501 — statements stand as they are printed
"""Dumps and YAML at their edges: what each statement, cell and record is, and where it ends."""

from __future__ import annotations

import pytest

from newscli.errors import DocumentError, NoArticleError
from tests.formats.loading import read

SAID = "The ferry of Velm stopped running on Tuesday after a storm, said the harbour's office."
CELL = SAID.replace("'", "''")


def texts(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Headline and paragraphs of each article."""
    return [(one.headline, one.paragraphs) for one in read(text)[1]]


ONE, TWO = ("The ferry stops", (SAID,)), ("The pier shut", (SAID,))
DUMPS = {
    "rows on one line": f"INSERT INTO news (title, body) VALUES ('The ferry stops','{CELL}'),"
    f"('The pier shut','{CELL}');\n",
    "rows on lines of their own": "INSERT INTO news (title, body) VALUES\n"
    f"('The ferry stops', '{CELL}'),\n('The pier shut', '{CELL}');\n",
    "copied": "COPY public.news (id, title, body) FROM stdin;\n"
    f"1\tThe ferry stops\t{SAID}\n2\tThe pier shut\t{SAID}\n\\.\n",
    "columns of a table made above": "CREATE TABLE IF NOT EXISTS news (\n  id int,\n  title text,\n"
    "  body text,\n  KEY a (id)\n);\n"
    f"INSERT INTO news VALUES (1,'The ferry stops','{CELL}');\n"
    f"INSERT INTO news VALUES (2,'The pier shut','{CELL}');\n",
    "a table made without a semicolon": "CREATE TABLE [dbo].[news](\n [title] [text] NULL,\n"
    f" [body] [text]\n)\nGO\nINSERT [dbo].[news] VALUES ('The ferry stops','{CELL}')\nGO\n"
    f"INSERT [dbo].[news] VALUES ('The pier shut','{CELL}')\nGO\n",
    "calls and arrays around": "INSERT INTO news (title, tags, day, body) VALUES "
    f"('The ferry stops', ARRAY['a','b'], now(), '{CELL}'), ('The pier shut', '{{a}}', f(1, 2), '{CELL}');",
    "a table that is named for articles": f"INSERT INTO articles VALUES ('The ferry stops', '{CELL}');\n"
    f"INSERT INTO articles VALUES ('The pier shut', '{CELL}');\n",
}


@pytest.mark.parametrize("dump", DUMPS.values(), ids=DUMPS)
def test_rows_of_each_statement_are_articles(dump: str) -> None:
    assert texts(dump) == [ONE, TWO]


@pytest.mark.parametrize(
    ("above", "cell", "said"),
    [
        ("", "'It''s shut.'", "It's shut."),
        ("", r"'A \n path.'", r"A \n path."),
        ("", r"E'It\'s\tshut.'", "It's shut."),
        ("", "N'It is shut.'", "It is shut."),
        ("", "replace('It is|shut.','|',char(32))", "It is shut."),
        ("", "'It is ' || 'shut.'", "It is shut."),
        ("", "concat('It', 'is')", "It, is"),
        ("-- MySQL\n", r"'It\'s\\shut.'", r"It's\shut."),
        ("-- MySQL\n", r"'It''s \Z\0shut.'", "It's shut."),
        ("-- MySQL\n", "'It; (is) shut.'", "It; (is) shut."),
        ("", "'It; (is) shut.'", "It; (is) shut."),
    ],
)
def test_a_cell_says_what_its_expression_does(above: str, cell: str, said: str) -> None:
    dump = f"{above}INSERT INTO news (title, body) VALUES ({cell}, '{CELL}');\n"
    assert texts(dump) == [(said, (SAID,))]


def test_what_no_cell_says_is_none_and_the_rest_is_kept() -> None:
    _, [one] = read(
        "INSERT INTO news (id, title, body, author, views, reach) VALUES "
        f"(7, 'The ferry stops', '{CELL}', NULL, 12.5, DEFAULT);\n"
    )
    assert (one.byline, one.other) == (None, ("id: 7", "views: 12.5"))
    _, [two] = read(
        f"COPY news (title, author, body) FROM stdin;\nThe pier\\tshut\t\\N\t{SAID}\n\\.\n"
    )
    assert (two.headline, two.byline) == ("The pier shut", None)


def test_rows_stand_on_their_lines() -> None:
    dump = (
        f"-- news\nINSERT INTO news\n (title, body)\nVALUES\n('The ferry stops',\n'{CELL}'),\n\n"
        f"('The pier shut','{CELL}');\n-- end\n"
    )
    _, articles = read(dump)
    spans = [(one.source.first_line, one.source.last_line) for one in articles]
    assert spans == [(5, 6), (8, 8)]
    assert [(one.parts[0].first_line, one.parts[-1].last_line) for one in articles] == [
        (1, 6), (7, 9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dump", "problem"),
    [
        (f"INSERT INTO logs (id, body) VALUES (1, '{CELL}');\n", "SQL dump without articles"),
        ("INSERT INTO news (title, body) VALUES ('Ferry', ' ');\n", "SQL dump without articles"),
    ],
)
def test_rows_without_a_headline_or_a_text_are_no_articles(dump: str, problem: str) -> None:
    with pytest.raises(NoArticleError, match=problem):
        read(dump, "sql")


RECORDS = {
    "a key that names a list": f"name: News\narticles:\n- title: The ferry stops\n  body: >\n    {SAID}\n"
    f"- title: The pier shut\n  body: >\n    {SAID}\n",
    "a list set in": f"articles:\n  - title: The ferry stops\n    body: '{CELL}'\n\n"
    f"  # two\n  - title: The pier shut\n    body: '{CELL}'\n",
    "documents": f"%YAML 1.2\n---\ntitle: The ferry stops\nbody: |\n  {SAID}\n---\ntitle: The pier shut\n"
    f"body: |\n  {SAID}\n",
    "lists in records": f"- title: The ferry stops\n  tags:\n  - a\n  - b\n  body: |\n    {SAID}\n"
    f"- title: The pier shut\n  tags: [a]\n  body: |\n    {SAID}\n",
    "tables of TOML": f'[[articles]]\ntitle = "The ferry stops"\nbody = "{SAID}"\n\n[[articles]]\n'
    f'title = "The pier shut"\nbody = """{SAID}"""\n',
}


@pytest.mark.parametrize("text", RECORDS.values(), ids=RECORDS)
def test_records_of_each_shape_are_articles(text: str) -> None:
    document, articles = read(text)
    assert document.format == "yaml"
    assert [(one.headline, one.paragraphs) for one in articles] == [ONE, TWO]
    assert not document.problems


def test_what_stands_above_a_list_is_kept_with_its_first_and_names_the_paper_of_all() -> None:
    text = (
        "publisher: Velm Post\nreach: 7\narticles:\n"
        f"- title: The ferry stops\n  body: |\n    {SAID}\n- title: The pier shut\n  body: |\n    {SAID}\n"
        "total: 2\n"
    )
    _, [one, two] = read(text)
    assert (one.publisher, two.publisher) == ("Velm Post", "Velm Post")
    assert one.other == ("file.publisher: Velm Post", "file.reach: 7")
    assert two.other == ("file.total: 2",)
    spans = [(one.source.first_line, one.source.last_line) for one in (one, two)]
    assert spans == [(4, 6), (7, 9)]


@pytest.mark.parametrize("value", ["''", "~", "null", '""'])
def test_an_empty_value_states_nothing(value: str) -> None:
    _, [one] = read(f"- title: The ferry stops\n  author: {value}\n  body: |\n    {SAID}\n")
    assert (one.byline, one.other) == (None, ())


@pytest.mark.parametrize("name", ["sql", "yaml"])
def test_nothing_that_is_an_article_is_told(name: str) -> None:
    with pytest.raises(DocumentError):
        read("\n", name)


def test_a_directive_above_a_document_is_none_of_its_text() -> None:
    said = f"---\ntitle: The ferry stops\nbody: |\n  {SAID}\n  %a\n"
    _, [one, two] = read(f"%YAML 1.2\n{said}...\n%YAML 1.2\n{said}")
    assert one.paragraphs == two.paragraphs == (SAID, "%a")
    assert (one.source.first_line, two.source.first_line) == (3, 10)
