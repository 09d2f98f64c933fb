"""Dumps of databases, YAML and TOML as data, BibTeX and EndNote."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.errors import DocumentError, NoArticleError
from tests.formats.loading import HERE, as_records, assert_partition, read, records, sample

SAMPLES = sorted(
    path.relative_to(HERE).as_posix()
    for folder in ("sql", "yaml", "bibtex")
    for path in (HERE / folder).iterdir()
    if path.suffix != ".jsonl"
)
FIRST = "The ferry of Velm stopped running on Tuesday after a storm, said the harbour's office."
SECOND = "Nobody was hurt when the waves tore three beams from the landing stage of the old pier."
WANTED = [("The ferry of Velm stops", (FIRST, SECOND)), ("Lysvik's library opens", (SECOND, FIRST))]


def told(text: str, path: str = "any") -> list[tuple[str, tuple[str, ...]]]:
    """Headline and paragraphs of each article of a text."""
    _, articles = read(text, path=path)
    return [(one.headline, one.paragraphs) for one in articles]


@pytest.mark.parametrize("path", SAMPLES)
def test_a_sample_gives_its_records(path: str) -> None:
    document, articles = sample(path)
    assert as_records(articles) == records(f"{path}.records.jsonl")
    assert not document.problems
    if path != "sql/mysql.sql":  # where all rows stand on one line
        assert_partition((HERE / path).read_bytes(), articles)


def doubled(text: str) -> str:
    return text.replace("'", "''")


def escaped(text: str) -> str:
    return text.replace("'", "\\'").replace("\n", "\\n")


BODIES = ["\n\n".join(paragraphs) for _, paragraphs in WANTED]
HEADLINES = [headline for headline, _ in WANTED]
DUMPS = {
    "columns on lines of their own": "INSERT INTO articles\n  (id, title, body)\nVALUES\n"
    + ",\n".join(
        f"  (\n    {n},\n    '{doubled(HEADLINES[n])}',\n    '{doubled(BODIES[n])}'\n  )"
        for n in (0, 1)
    )
    + ";\n",
    "SQL Server": "SET ANSI_NULLS ON\nGO\nCREATE TABLE [dbo].[News](\n\t[Id] [int] NOT NULL)\nGO\n"
    + "".join(
        f"INSERT [dbo].[News] ([Id], [Title], [Body], [Day]) VALUES ({n}, "
        f"N'{doubled(HEADLINES[n])}', N'{doubled(BODIES[n])}', CAST(N'2019-05-03' AS Date))\nGO\n"
        for n in (0, 1)
    ),
    "escapes": "-- MySQL dump\n"
    + "".join(
        f"REPLACE INTO `x`.`articles` (`title`,`body`) VALUES ('{escaped(HEADLINES[n])}',"
        f"'{escaped(BODIES[n])}');\n"
        for n in (0, 1)
    ),
    "E strings and arrays": "SET x = 1;\n"
    + "".join(
        "INSERT INTO public.articles (tags, headline, content) VALUES (ARRAY['a', 'b)'], "
        f"'{doubled(HEADLINES[n])}', E'{escaped(BODIES[n])}');\n"
        for n in (0, 1)
    ),
    "replace": "BEGIN;\nCREATE TABLE news(a, title TEXT DEFAULT 'x, y', content varchar(9, 2), "
    "PRIMARY KEY (a));\n"
    + "".join(
        f"INSERT INTO news VALUES(1,'{doubled(HEADLINES[n])}',replace('"
        + doubled(BODIES[n]).replace("\n", "\\n")
        + "','\\n',char(10)));\n"
        for n in (0, 1)
    ),
}


@pytest.mark.parametrize("dump", DUMPS.values(), ids=DUMPS)
def test_dumps_of_each_kind_are_read(dump: str) -> None:
    assert told(dump) == WANTED
    assert_partition(dump, read(dump)[1])


def test_rows_of_other_tables_are_counted_and_none_is_lost_in_silence() -> None:
    document, articles = sample("sql/mysql.sql")
    assert len(articles) == 2
    assert [note.reason for note in document.notes] == [
        "rows of wp_posts without the text of an article, not read: 1",
        "rows of wp_options without the text of an article, not read: 2",
    ]


def test_a_dump_without_articles_is_refused_in_one_line() -> None:
    with pytest.raises(NoArticleError, match="SQL dump without articles"):
        read("CREATE TABLE a (id int, b text);\nINSERT INTO a VALUES (1, 'x'), (2, 'y');\n")


def test_cells_beyond_the_columns_are_kept() -> None:
    _, (one,) = read(
        f"INSERT INTO news (title, body) VALUES ('Ferry', '{doubled(FIRST)}', 'more');"
    )
    assert "column 3: more" in one.other


YAMLS = {
    "list": "".join(
        f"- title: {json_headline}\n  body: |\n    {a}\n\n    {b}\n"
        for json_headline, (a, b) in WANTED
    ),
    "stream": "".join(
        f"---\ntitle: {headline}\nbody: |-\n  {a}\n\n  {b}\n...\n" for headline, (a, b) in WANTED
    ),
    "wrapped": "total: 2\nresults:\n"
    + "".join(f'- id: 7\n  title: {h}\n  body:\n  - "{a}"\n  - "{b}"\n' for h, (a, b) in WANTED),
    "dash alone": "".join(
        f"-\n  title: {h}\n  body: |\n    {a}\n\n    {b}\n\n" for h, (a, b) in WANTED
    ),
    "records without a mark": "".join(
        f"title: {h}\nbody: |\n  {a}\n\n  {b}\n\n" for h, (a, b) in WANTED
    ),
    "toml": "".join(
        f'# one\n[[news.article]]\ntitle = "{h}"\nbody = """\n{a}\n\n{b}"""\n'
        "[news.article.x]\ny = 1\n"
        for h, (a, b) in WANTED
    ),
}


@pytest.mark.parametrize("text", YAMLS.values(), ids=YAMLS)
def test_data_of_each_shape_is_read(text: str) -> None:
    assert told(text) == WANTED
    assert_partition(text, read(text)[1])


def test_a_colon_in_a_headline_costs_nothing() -> None:
    text = YAMLS["list"].replace("The ferry", "Storm: the ferry", 1)
    document, articles = read(text)
    assert [one.headline for one in articles] == ["Storm: the ferry of Velm stops", HEADLINES[1]]
    assert articles[0].paragraphs == (FIRST, SECOND)
    assert not document.problems


def test_a_broken_record_is_told_and_costs_no_other() -> None:
    text = YAMLS["list"] + "- title: [x\n  body: " + FIRST + "\n" + YAMLS["list"]
    document, articles = read(text)
    assert len(articles) == 5
    assert articles[2].paragraphs == (FIRST,)
    assert [p.reason for p in document.problems] == ["not well formed: read line by line"]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Ferry\ndescription: |\n  The ferry\n---\nIt stopped on Monday.\n\nSo.\n",
        f"Title: The storm\nDate: 3 May 2019\nText:\n{FIRST}\n\n{SECOND}\n",
        "- a point\n- another: with a colon\n\nAnd text.\n",
        "[section]\nkey = 1\n",
    ],
    ids=["front matter", "labels", "points", "settings"],
)
def test_texts_that_begin_alike_are_no_data(text: str) -> None:
    try:
        _, articles = read(text)
    except NoArticleError:
        return
    assert {one.source.format for one in articles} <= {"markdown", "text", "press"}


def test_aliases_that_stand_for_gigabytes_are_not_expanded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{above}, *{above}]\n"
        for above, name in zip(
            "abcdefghijklmnopqrstuvwxy", "bcdefghijklmnopqrstuvwxyz", strict=True
        )
    )
    held = "".join(f"  {line}\n" for line in bomb.splitlines())
    _, (one,) = read(f"- title: Bomb\n  body: |\n    {FIRST}\n{held}")
    assert len(str(one)) < 20_000


TEX = [
    (r"M{\"u}ller and Garc\'{\i}a", "Müller; García"),
    (r"{\O}rsted \& S{\o}n", "Ørsted & Søn"),
    (r"Ko{\v{s}}ice", "Košice"),
    (r"\"o \'e \`a \^o \~n \=a \.z \H{o} \c{c} \d{a}", "ö é à ô ñ ā ż ő ç ạ"),
    (r"\k{a} \r{u} \u{a} \v s {\'{E}} \'{\i}", "ą ů ă š É í"),
    (r"\ss{} \ae{} \AE{} \oe{} \OE{} \aa{} \AA{} {\o} \O{}", "ß æ Æ œ Œ å Å ø Ø"),
    (r"\l{}x \L{} \i{} \j{} \oeuvre", r"łx Ł ı ȷ \oeuvre"),
    (r"50\% \$5 \#1 a\_b \& \{x\} {Y} 1--2 c---d ``q'' -", "50% $5 #1 a_b & {x} Y 1–2 c—d “q” -"),
    ("Ida~Toss", "Ida Toss"),
    (r"\emph{Ferry} {\textbf*{a}{b}}", r"\emph{Ferry} \textbf*{a}{b}"),
]
BIB = f"""\
% made by hand
@comment{{x}}
@string{{vp = {{Velm Post}}}}

@article{{k, title = "Ferry stops", journaltitle = "Velm Post", langid = {{en}}, note = {{x}},
 date = {{2019-05-03}}, year = 2018, url = {{https://velm.example/1}}, note={{y}},
 keywords = {{ports; ships}}, author = {{}}, abstract = {{{FIRST}

{SECOND}}}
}}
loose words
@Article (l,
 Title = "Ferry " # {{{{stops}} }} # "at {{"}}no{{"}}", Journal = vp,
 language = {{german}}, year = 2019, month = 5, day = 3, Abstract = {{{FIRST}}}
)
@preamble{{"x"}}
@misc{{m,title={{One \\{{Two\\}}}},abstract={{{FIRST}}}}}
"""


def test_an_entry_says_in_braces_and_quotes_what_its_fields_are() -> None:
    document, (one, two, three) = read(BIB)
    assert (one.headline, one.publisher, one.date) == ("Ferry stops", "Velm Post", "2019-05-03")
    assert (one.language, one.url, one.byline) == ("en", "https://velm.example/1", None)
    assert (one.topics, one.paragraphs) == (("ports", "ships"), (FIRST, SECOND))
    assert one.other == ("note: x", "year: 2018", "note: y")
    assert [part[1:3] for part in one.parts if part.role == "paragraph"] == [(7, 9)]
    assert (two.headline, two.date, two.language) == ('Ferry stops at "no"', "2019-05-03", "de")
    assert (two.publisher, two.source.first_line, two.paragraphs) == ("vp", 13, (FIRST,))
    assert (three.headline, three.paragraphs) == ("One {Two}", (FIRST,))
    assert not document.problems
    assert_partition(BIB, [one, two, three])


@pytest.mark.parametrize(
    ("above", "is_one"),
    [("", True), ("% 1\n\n%2\n", True), ("Some words\n", False), ("1\n", False)],
)
def test_entries_begin_a_document_below_comments_alone(above: str, is_one: bool) -> None:
    entry = f"@article{{k,\n title = {{Ferry}},\n abstract = {{{FIRST}}}\n}}\n"
    try:
        found = {one.source.format for one in read(above + entry)[1]}
    except NoArticleError:
        found = set()
    assert (found == {"bibtex"}) == is_one


@pytest.mark.parametrize(("written", "meant"), TEX)
def test_accents_of_tex_are_undone(written: str, meant: str) -> None:
    _, (one,) = read(
        f"@misc{{k, title = {{Ferry}}, author = {{{written}}}, abstract = {{{FIRST}}} }}"
    )
    assert one.byline == meant


@pytest.mark.parametrize(
    ("fields", "date", "kept"),
    [
        ("year = 2019", None, ("year: 2019",)),
        ("year = 2019, month = may", None, ("year: 2019", "month: may")),
        ("year = 2019, month = 5", None, ("year: 2019", "month: 5")),
        ("year = 2019, month = 5, day = 3", "2019-05-03", ("year: 2019", "month: 5", "day: 3")),
        ("year = 2019, month = may, day = 3", "2019-05-03", ("year: 2019", "month: may", "day: 3")),
        ("year = 2019, month = {May 3}", "2019-05-03", ("year: 2019", "month: May 3")),
        ("year = {in press}", None, ("year: in press",)),
    ],
)
def test_a_day_is_made_of_its_parts_where_all_are_told(
    fields: str, date: str | None, kept: tuple[str, ...]
) -> None:
    _, [one] = read(f"@misc{{k, title = {{Ferry}}, {fields}, abstract = {{{FIRST}}} }}")
    assert (one.date, one.other) == (date, kept)


def test_entries_that_are_not_closed_cost_no_other() -> None:
    entry = "@article{{k,\n  title = {{{0}}},\n  abstract = {{{1}}}\n}}\n"
    text = (
        entry.format("One", FIRST) + "@article{x,\n title = {Two\n" + entry.format("Three", FIRST)
    )
    document, articles = read(text)
    assert [one.headline for one in articles] == ["One", "Two", "Three"]
    assert [p.reason for p in document.problems] == ["an entry that is not closed"]
    assert_partition(text, articles)


@pytest.mark.parametrize("name", ["sql", "yaml", "bibtex"])
@settings(max_examples=60)
@given(data=st.data())
def test_no_file_is_too_broken(name: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([path for path in SAMPLES if path.startswith(name)]))
    text = (HERE / Path(path)).read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(text)))
    inserted = data.draw(st.sampled_from(["", "'", "(", ")", "{", "}", "- ", "---\n", '"""', "\\"]))
    cut = data.draw(st.integers(at, len(text)))
    try:
        read(text[:at] + inserted + text[cut:], name)
    except DocumentError:
        return
