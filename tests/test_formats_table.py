"""CSV and TSV: dialects, headers, line spans, and tables out of order."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.errors import DocumentError
from newscli.formats import table
from newscli.formats.drafting.container import Damages, Lines
from newscli.formats.table.rows import Dialect, rows
from newscli.records import Article
from newscli.text import Document
from tests.formats.loading import HERE, as_records, assert_partition, read, records, sample

TEXT = (HERE / "csv/sample.csv").read_text(encoding="utf-8")


def load(text: str | bytes) -> list[Article]:
    """The articles of a table, after what holds for each was seen to hold."""
    _, articles = read(text, "csv")
    assert_partition(text, articles)
    return articles


def problems(text: str) -> list[tuple[int | None, str]]:
    document, articles = read(text, "csv")
    assert_partition(text, articles)
    return [(problem.line, problem.reason) for problem in document.problems]


DAMAGE = [
    (7, "a row with more cells than there are columns"),
    (8, "a row with fewer cells than there are columns"),
]


@pytest.mark.parametrize(
    ("name", "problems"), [("sample.csv", []), ("headless.tsv", []), ("odd.csv", DAMAGE)]
)
def test_a_sample_gives_its_records(name: str, problems: list[tuple[int, str]]) -> None:
    document, articles = sample(f"csv/{name}")
    assert as_records(articles) == records(f"csv/{name}.records.jsonl")
    assert [(one.line, one.reason) for one in document.problems] == problems


def test_paragraphs_stand_on_the_lines_of_their_cell() -> None:
    first = load(TEXT)[0]
    lines = [(part.role, part.first_line, part.last_line) for part in first.parts]
    assert lines == [
        ("separator", 1, 1),
        ("headline", 2, 2),
        ("separator", 3, 3),
        ("paragraph", 4, 4),
        ("separator", 5, 5),
        ("paragraph", 6, 6),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_worked_out(delimiter: str, end: str) -> None:
    rows = [["headline", "body"], ["One; two", "It is, or | was."], ["Three", 'He said "no".']]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    assert [[a.headline, *a.paragraphs] for a in load(stream.getvalue())] == rows[1:]


@pytest.mark.parametrize(
    "header",
    [
        "titel;inhalt",
        "Titre;Contenu",
        "TÍTULO;TEXTO",
        "Заголовок;Текст",
        "标题;正文",
        "العنوان;النص",
    ],
)
def test_headers_may_be_in_any_language(header: str) -> None:
    (article,) = load(f"{header}\nVelm closes;Ships left the harbour.\n")
    assert (article.headline, article.paragraphs) == ("Velm closes", ("Ships left the harbour.",))


def test_a_byte_order_mark_and_quoted_names_are_no_obstacle() -> None:
    (article,) = load(b'\xef\xbb\xbf"title","text"\n"One","Two"\n')
    assert (article.headline, article.paragraphs) == ("One", ("Two",))


def test_one_date_that_can_only_be_read_in_one_way_settles_the_column() -> None:
    assert [a.date for a in load("title,date\nA b,03/04/2011\nC d,13/04/2011\n")] == [
        "2011-04-03",
        "2011-04-13",
    ]
    assert [a.date for a in load("title,date\nA b,03/04/2011\nC d,04/13/2011\n")] == [
        "2011-03-04",
        "2011-04-13",
    ]


def test_a_date_that_could_be_two_is_none_and_stays_in_other() -> None:
    (article,) = load("title,date\nA b,03/04/2011\n")
    assert (article.date, article.other) == (None, ("date: 03/04/2011",))


def test_a_cell_may_be_far_longer_than_the_csv_module_likes() -> None:
    (article,) = load(f'title,text\nOne,"{"word, " * 100_000}end"\n')
    assert len(article.paragraphs[0]) == 600_003


def test_backslashes_may_stand_before_quotes() -> None:
    (article,) = load('title,text\n"One","He said \\"no\\", and\nleft."\n')
    assert article.paragraphs == ('He said "no", and', "left.")


def test_of_two_texts_the_longer_is_the_body_and_none_is_lost() -> None:
    (article,) = load("headlines,text,ctext\nOne,Short.,The whole of the text.\n")
    assert article.paragraphs == ("The whole of the text.",)
    assert article.other == ("text: Short.",)


def test_a_summary_stands_in_for_a_missing_body() -> None:
    (article,) = load("title,description\nOne,Ships left.\n")
    assert article.paragraphs == ("Ships left.",)


def test_lists_and_line_ends_in_writing_are_read() -> None:
    one, two = load(
        """title,text,authors\nOne,"['Ships left.', 'None came.']","['Ana Bo', 'Ida']"\n"""
        """Two,Ships left.\\n\\nNone came.,Ana\n"""
    )
    assert one.paragraphs == two.paragraphs == ("Ships left.", "None came.")
    assert one.byline == "Ana Bo, Ida"


@pytest.mark.parametrize("name", ["text", '"text"'])
def test_each_row_of_a_table_of_one_column_is_an_article(name: str) -> None:
    texts = [
        "The council voted to close the old harbour; it was late.",
        "Snow fell on it for most of the day, said the mayor.",
        "Nobody had expected that.",
    ]
    table = "\n".join([name, *texts, ""])
    _, articles = read(table, path="a.csv")
    assert [article.paragraphs for article in articles] == [(text,) for text in texts]
    assert_partition(table, articles)


def test_a_header_that_comes_again_is_no_article() -> None:
    assert len(load("title,text\nOne,Two\ntitle,text\nThree,Four\n")) == 2


LONE = "id{0}title{0}text{0}url\n1{0}One{0}{1}{0}http://a.b/1\n2{0}Two{0}{2}{0}http://a.b/2\n"


@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize(
    ("one", "two"),
    [('"Ships', "back"), ('"Ships', '"back'), ('"Ships', 'back"'), ('"Ships', '"back, again"')],
)
def test_a_quote_that_is_not_closed_swallows_no_row(delimiter: str, one: str, two: str) -> None:
    text = LONE.format(delimiter, one, two)
    articles = load(text)
    assert [a.headline for a in articles] == ["One", "Two"]
    assert [a.paragraphs[0].strip('"') for a in articles] == [one.strip('"'), two.strip('"')]
    assert problems(text)[0][0] == 2


def test_a_file_cut_inside_a_quoted_cell_keeps_what_there_is() -> None:
    text = 'title,text,url\nOne,"Ships left.\nNone came'
    assert load(text)[0].paragraphs == ("Ships left.", "None came")
    assert problems(text)[0] == (2, "the file ends inside a quoted cell")


def test_too_many_cells_go_back_to_the_text_that_was_cut() -> None:
    text = "title,text,url\nOne,Ships, all of them, left,http://a.b\n"
    (article,) = load(text)
    assert article.paragraphs == ("Ships, all of them, left",)
    assert article.url == "http://a.b"
    assert problems(text) == [(2, "a row with more cells than there are columns")]


def test_a_line_break_without_quotes_goes_on_with_the_text() -> None:
    text = "url,title,text\nhttp://a.b/1,One,Ships left.\nNone came.\nhttp://a.b/2,Two,No.\n"
    assert [a.paragraphs for a in load(text)] == [("Ships left.", "None came."), ("No.",)]
    assert problems(text) == [(3, "a line break in a cell without quotes")]


def test_a_table_without_rows_is_told() -> None:
    with pytest.raises(DocumentError, match="no articles"):
        load("title,text\n")


@pytest.mark.parametrize(
    "text",
    [
        "Ships left, they say.\nNone came, however.\nThe end, at last.\n",
        "Velm Closes Its Old Harbour\n\nThe council, on Monday, voted.\n\nShips, all, left.\n",
        "Title, text and dates are words.\nThis is prose, title or not.\n",
        '{"title": "One", "text": "Two"}\n',
        "one | two\nthree | four\nfive | six\n",
    ],
)
def test_prose_is_no_table(text: str) -> None:
    assert not table.matches(text, "any.txt")


def test_cells_may_stand_in_single_quotes() -> None:
    (one, two) = load(
        "'title','body'\n'Velm, closed','The council''s vote.\nShips left.'\n"
        "'Two','It''s 5\" of rain.'\n"
    )
    assert (one.headline, one.paragraphs) == (
        "Velm, closed",
        ("The council's vote.", "Ships left."),
    )
    assert two.paragraphs == ("It's 5\" of rain.",)


CELLS = st.text(st.sampled_from("qz \n\"',;|ö語."), min_size=1, max_size=30).map(
    lambda cell: f"w{cell}w"
)
DIALECTS = st.tuples(st.sampled_from(",;\t|"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), DIALECTS)
def test_what_a_writer_wrote_is_read(rows: list[tuple[str, str]], dialect: tuple[str, int]) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(
        stream,
        delimiter=dialect[0],
        quoting=dialect[1],
        lineterminator="\n",  # type: ignore[arg-type]
    )
    writer.writerows([("headline", "text"), *rows])
    articles = load(stream.getvalue())
    assert [(a.headline.split(), " ".join(a.paragraphs).split()) for a in articles] == [
        (headline.split(), text.split()) for headline, text in rows
    ]


@given(st.integers(min_value=1, max_value=len(TEXT)))
def test_any_beginning_loads_or_tells(length: int) -> None:
    try:
        _, articles = read(TEXT[:length], "csv")
    except DocumentError:
        return
    assert_partition(TEXT[:length], articles)


@given(st.lists(st.sampled_from([*'ab,\t"\n', "title,text\n", '""', "http://a.b"]), max_size=40))
def test_no_table_is_too_broken(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        _, articles = read(text, "csv")
    except DocumentError:
        return
    assert_partition(text, articles)


@pytest.mark.parametrize(
    ("names", "headline", "section"),
    [("Rubrik,Überschrift,Text", "Fähre hält", "Stadt"), ("Rubrik,Namn,Text", "Stadt", None)],
)
def test_rubrik_is_the_headline_where_no_other_column_is(
    names: str, headline: str, section: str | None
) -> None:
    [article] = load(f"{names}\nStadt,Fähre hält,Die Fähre hielt am Montag um zwölf Uhr.\n")
    assert (article.headline, article.section) == (headline, section)


def test_a_table_whose_header_names_no_text_has_it_in_its_longest_column() -> None:
    story = "The council voted on Monday to close the ferry for the whole of next winter. " * 3
    rows = [f"https://velm.example/{n},Ferry {n} closes,{story}{n}." for n in range(3)]
    _, found = read("URL,Title,Selection\n" + "\n".join(rows) + "\n")
    assert [article.paragraphs for article in found] == [(f"{story}{n}.",) for n in range(3)]


def test_a_column_of_papers_names_the_publishers() -> None:
    story = "The council voted on Monday to close the ferry for the whole of next winter. " * 3
    papers = ["The Ellerby Courier", "Marfleet Times", "Tammer Gazette"]
    rows = [f"2012-05-0{n}\t{p}\tFerry {n} closes\t{story}{n}." for n, p in enumerate(papers, 1)]
    _, found = read("\n".join(rows) + "\n")
    assert [article.publisher for article in found] == papers


def test_a_table_of_html_is_no_code() -> None:
    rows = [[n, "Ferry", "<p>It sails (again); on Monday.</p><p>So be it.</p>"] for n in range(5)]
    out = io.StringIO()
    csv.writer(out).writerows([["id", "title", "content"], *rows])
    _, articles = read(out.getvalue())
    assert articles[4].paragraphs == ("It sails (again); on Monday.", "So be it.")


def test_numbered_columns_of_text_are_one_text() -> None:
    text = 'title,text1,text2\nFerry,It sails again.,On Monday.\n="Ferry",It stays.,In port.\n'
    assert [(one.headline, one.paragraphs) for one in load(text)] == [
        ("Ferry", ("It sails again.", "On Monday.")),
        ("Ferry", ("It stays.", "In port.")),
    ]


def test_milliseconds_since_1970_are_dates() -> None:
    text = "The council voted to close the old harbour to large ships, and nobody had asked anyone."
    years = {"1580724000000": "2020", "1612346400000": "2021", "1643882400000": "2022"}
    rows = [f"{text} It is {day}.\t{moment}" for day, moment in enumerate(years)]
    _, articles = read("\n".join([*rows, ""]), path="a.tsv")
    assert [(one.date or "")[:4] for one in articles] == [*years.values()]


OPEN = "a quote that is not closed"
UNPAIRED = "quotes that do not pair up"
ENDS = "the file ends inside a quoted cell"
SITE = "http://a.b"
ROWS: list[tuple[str, str, str, list[str]]] = [
    # dialect, lines, their cells (`~` is a line end, `-` before rows over lines), damage
    (",2", "a,b| ||c,d", "a+b|c+d", []),
    (",2", '"a, b",c|"d ""e""",f', 'a, b+c|d "e"+f', []),
    (",2", '"a"b,c', '"a"b+c', [UNPAIRED]),
    ("\t2", '"a"b\tc', '"a"b+c', []),
    ("\t3", '"a"b\tc', '"a"b+c', [UNPAIRED]),
    (",2", '"a, b"c,d', "a, bc+d", [UNPAIRED]),
    (",0", '"a, b"c,d', "a, bc+d", [UNPAIRED]),
    (",4", '"a, b"c,d', '"a+ b"c+d', [UNPAIRED]),
    (",2", 'a,"b|c"|d,e', "-a+b~c|d+e", []),
    (",0", 'a,"b|c"|d,e', "-a+b~c|d+e", []),
    (",3", 'a,"b|c"|d,e,f', 'a+"b|c"|d+e+f', [OPEN]),
    (",2", 'a,b|c,"d, e|f', "a+b|-c+d, e~f", [ENDS]),
    (",0", 'a,b|c,"d', "a+b|c+d", [ENDS]),
    # with a number or an address wherever the row before has one, each line is a row
    (",2", '1,b|2,"c', '1+b|2+"c', [OPEN]),
    (",2", '1,b|c,"d', "1+b|c+d", [ENDS]),
    (",3", f'1,a,{SITE}|2,"b,{SITE}|3,c",{SITE}', f'1+a+{SITE}|2+"b+{SITE}|3+c"+{SITE}', [OPEN]),
    (",3", f'1,a,{SITE}|2,"b,c|3,d",{SITE}', f"1+a+{SITE}|-2+b,c~3,d+{SITE}", []),
    (",3", f'1,a,{SITE}|2,"b,x|3,c",x', f"1+a+{SITE}|-2+b,x~3,c+x", []),
    (",2", '2.5-1,a|3,"b|4,c"', '2.5-1+a|3+"b|4+c"', [OPEN]),
    (",2", "'1',a|3,\"b|4,c\"", "'1'+a|3+\"b|4+c\"", [OPEN]),
    (",2", 'https://a.b,a|http://c.d,"b|4,c"', "https://a.b+a|-http://c.d+b~4,c", []),
    # without one, lines that are as wide are rows where cells are parted by tabs
    ("\t2", 'a\tb|c\t"d|e\tf"', 'a+b|c+"d|e+f"', [OPEN]),
    (",2", 'a,b|c,"d|e,f"', "a+b|-c+d~e,f", []),
    # a cell may seem to go on at three lines that close one and open the next
    (",8", 'a,"b|c",d"e,"f|g",h"i,"j|k",l"m,"n|o"', '-a+b~c+d"e+f~g+h"i+j~k+l"m+n~o', []),
    (",10", 'a,"b|c",d"e,"f|g",h"i,"j|k",l"m,"n|o",p"q,"r|s"', "", [OPEN]),
    # a quote behind a backslash parts none
    ("\\2", 'a,"b|c \\"d|e \\"f|g \\"h|i \\"j|k"', '-a+b~c "d~e "f~g "h~i "j~k', []),
]


@pytest.mark.parametrize(("dialect", "text", "expected", "damage"), ROWS)
def test_lines_are_rows_of_cells(dialect: str, text: str, expected: str, damage: list[str]) -> None:
    document = Document("a.csv", io.BytesIO(text.encode()))
    damages = Damages(document)
    sign = dialect[0]
    known = Dialect("," if sign == "\\" else sign, sign == "\\", width=int(dialect[1:]))
    found = [*rows(Lines(text.split("|")), known, damages)]
    shown = ["-" * (row.first < row.last) + "+".join(row.cells) for row in found]
    damages.tell()
    assert [one.reason.partition(", and ")[0] for one in document.problems] == damage
    assert not expected or "|".join(shown).replace("\n", "~") == expected
    lines = [number for row in found for number in range(row.first, row.last + 1)]
    blank = [number for number, line in enumerate(text.split("|"), 1) if not line.strip()]
    assert sorted(lines + blank) == [*range(1, text.count("|") + 2)]
    assert all(row.exact for row in found if ENDS not in damage)


@pytest.mark.parametrize(("count", "damage"), [(254, ENDS), (255, OPEN)])
def test_so_many_rows_in_an_open_cell_show_that_its_quote_is_a_sign(
    count: int, damage: str
) -> None:
    """What stands below them, down to the end of the file, is no row."""
    lines = ["1,b", '2,"c', *["3,d"] * count, "It rained."]
    document = Document("a.csv", io.BytesIO(b"a"))
    damages = Damages(document)
    found = [*rows(Lines(lines), Dialect(",", width=2), damages)]
    damages.tell()
    assert [problem.reason for problem in document.problems] == [damage]
    assert [row.cells for row in found[:2]] == [
        ["1", "b"],
        ["2", '"c' if damage == OPEN else "\n".join(["c", *lines[2:]])],
    ]
    assert found[-1].last == len(lines)


LONG = (
    "The council voted on Monday to close the ferry for the whole of next winter, and nobody had "
    "asked them."
)
STORM = "Ferry stops after a storm"
WHY = "Nobody knows why it stopped"
GUESSED = [  # cells of a row without a header, and what its article says
    (f"https://a.b/#|2012-05-0#|{STORM}|{LONG}", f"{STORM}|{LONG}|2012-05-03|url=https://a.b/3"),
    (f"{WHY}|{LONG}|{STORM}#", f"{WHY}|{LONG}|column 3: {STORM}3"),
    (f"{STORM}|{WHY} #", f"{STORM}|{WHY} 3"),
    (f"{WHY} #|{STORM}", f"{WHY} 3|{STORM}"),
    (f"{STORM}#|ab# c", f"{STORM}3||column 2: ab3 c"),
    ("ab# c|d#", "ab3 c||column 2: d3"),
    ("ab# c|#", "ab3 c||column 2: 3"),
    (f"{STORM}#||x#", f"{STORM}3||column 3: x3"),
    (f"en|{STORM}#|{WHY}#", f"{STORM}3|{WHY}3|language=en"),
    (f"de_AT|{STORM}#|{WHY}#", f"{STORM}3|{WHY}3|language=de-AT"),
    (f"https://a.b/#|http://c.d/#|{STORM}#", f"{STORM}3||url=https://a.b/3|url 2: http://c.d/3"),
    (f"2012-05-0#|2012-06-0#|{STORM}#", f"{STORM}3||2012-05-03|date 2: 2012-06-03"),
    (f"2012050#|{STORM}#", f"{STORM}3||2012-05-03"),
    (f"120502#|{STORM}#", f"{STORM}3||column 1: 1205023"),
    (f"258072400000#|{STORM}#", f"{STORM}3||column 1: 2580724000003"),
    (f"World|Local news|{STORM}#", f"{STORM}3||section=World|section 2: Local news"),
    (f"The Ellerby Courier|{STORM}#", f"{STORM}3||publisher=The Ellerby Courier"),
    ("市立図書館で説明会#|港町", "市立図書館で説明会3||section=港町"),
]


@pytest.mark.parametrize(("row", "expected"), GUESSED)
def test_columns_without_names_are_what_they_hold(row: str, expected: str) -> None:
    text = "".join(row.replace("#", str(n)).replace("|", "\t") + "\n" for n in (1, 2, 3))
    article = load(text)[-1]
    facts = [
        f"{n}={v}"
        for n in ("url", "section", "language", "publisher")
        if (v := getattr(article, n))
    ]
    shown = [article.headline, "".join(article.paragraphs)]
    shown += [article.date] * bool(article.date) + facts + [*article.other]
    assert "|".join(map(str, shown)) == expected


def parted(delimiter: str) -> str:
    return f"title{delimiter}text\nA b{delimiter}c\n"


TABLES = [  # a table, what nearly is one, and what both are called
    *((parted(sign), parted(":"), "x") for sign in "\t,;|¦^~"),
    ("sep=:\n" + parted(":"), "sep=:\n" + parted("/"), "x"),
    ("a\tb\n" * 3, "a\tb\n" * 2, "x"),
    ("a,b\n", "a\n", "x.csv"),
    ("1,b\n" * 3, "a,b\n" * 3, "x"),
    ("https://a.b,b\n" * 3, "https://a.b,b\n" * 2, "x"),
    ("1,b\n" * 98 + "c\n" * 2, "1,b\n" * 9 + "c\n" * 2, "x"),
    ("1,b\n" * 4 + "c\n", "1,b\n" * 3 + "c\n", "x.csv"),
    ("text\nIt.\n", "id\nIt.\n", "x.csv"),
    ("title,text\n", "url,date\n", "x"),
    ("title,x\na,b\nc,d\nd,e\ne,f\ng\n", "title,x\na,b\nc\nd,e\n", "x"),
    ("title,x\na,b\nc\n", "title,x\na\nc\nd,e\n", "x.csv"),
    ("title,text\n", "title,title\n", "x"),
    ("title,x,,\n", "title,x,x\n", "x"),
    ("title,a b c d e\n", "title,a b c d e f\n", "x"),
    (f"title,{'x' * 60}\n", f"title,{'x' * 61}\n", "x"),
    *(("title,x\n", f"title,x{end}\n", "x") for end in (".", "?", "!")),
    ("title,x\n", "title,https://a.b\n", "x"),
    ("title,x\n", "title,2012-05-03\n", "x"),
    *(("\n\na,b\n", f"{sign}a,b\n", "x.csv") for sign in "{[<"),
    ("a,b\n", "", "x.TAB"),
]


@pytest.mark.parametrize(("one", "other", "path"), TABLES)
def test_a_table_is_known_by_its_names_and_its_width(one: str, other: str, path: str) -> None:
    assert [table.matches(text, path) for text in (one, other)] == [True, False]


def test_a_column_is_a_text_by_its_length_where_none_is_named_so() -> None:
    told = LONG.replace(",", "")
    for length, text in ((100, "paragraphs"), (99, "other")):
        (article,) = load(f"title,note,x\nFerry,{told[:length]},y\n")
        assert len(getattr(article, text)) == (1 if text == "paragraphs" else 2)
    (article,) = load("title,\nFerry,12\n")
    assert article.other == ()
    (article,) = load("title,text,id\nFerry,null,12\n")
    assert (article.paragraphs, article.other) == ((), ("id: 12",))
