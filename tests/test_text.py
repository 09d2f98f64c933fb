"""Decoding, words, dates: what `newscli.text` makes of bytes and characters."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.errors import DocumentError
from newscli.text import Document, article_id, count_words, fold, searchable, spans, tidy, words
from newscli.text.dates import dates, first_date
from newscli.text.document import HEAD, MAX_TEXT
from newscli.text.fillers import FILLERS
from newscli.text.opening import opening


def document(data: bytes) -> Document:
    return Document("some.txt", io.BytesIO(data))


# --- decoding ----------------------------------------------------------------------------------

SENTENCES = {
    "cp1252": "Der Präsident erklärte in Brüssel, die Gespräche müssten „bis März“ enden.",
    "mac-roman": "Le président a déclaré à Genève que l’été dernier n’était pas oublié.",
    "cp1250": "Prezydent powiedział we wtorek, że rozmowy muszą się zakończyć do końca marca.",
    "iso8859-2": "Prezident v úterý řekl, že příští týden začne další kolo, uvedl mluvčí.",
    "cp1254": "Cumhurbaşkanı salı günü bütçe görüşmelerinin bitmesi gerektiğini açıkladı.",
    "cp1257": "Prezidents otrdien sacīja, ka sarunām par budžetu jābeidzas līdz martam, ziņo.",
    "cp1251": "Президент заявил во вторник, что переговоры о бюджете должны закончиться.",
    "koi8-r": "Президент заявил во вторник, что переговоры о бюджете должны закончиться.",
    "koi8-u": "Президент заявив у вівторок, що переговори про бюджет мають завершитися.",
    "iso8859-5": "Президент заявил во вторник, что переговоры о бюджете должны закончиться.",
    "cp1253": "Ο πρόεδρος δήλωσε την Τρίτη ότι οι διαπραγματεύσεις πρέπει να τελειώσουν.",
    "cp1255": "הנשיא אמר ביום שלישי כי השיחות על התקציב חייבות להסתיים עד מרץ.",
    "cp1256": "قال الرئيس يوم الثلاثاء إن المحادثات بشأن الميزانية يجب أن تنتهي قريبا.",
    "gb18030": "国家主席星期二表示，有关预算的谈判必须在三月之前结束，我们不能浪费时间。",
    "big5": "總統星期二表示，有關預算的談判必須在三月之前結束，我們不能浪費時間。",
    "cp932": "大統領は火曜日、予算に関する協議を三月までに終えなければならないと述べた。",
    "euc-jp": "大統領は火曜日、予算に関する協議を三月までに終えなければならないと述べた。",
    "cp949": "대통령은 화요일 예산에 관한 협상이 삼월까지 끝나야 한다고 말했다.",
}


@pytest.mark.parametrize(("codec", "sentence"), SENTENCES.items())
def test_older_encodings_are_known_by_what_they_hold(codec: str, sentence: str) -> None:
    read = document(f"{sentence}\n\n{sentence}".encode(codec))
    assert read.text == f"{sentence}\n\n{sentence}"
    assert read.repairs == 0


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("sentence", [SENTENCES["cp1252"], SENTENCES["koi8-r"], "Plain words\n"])
def test_unicode_is_read_in_every_width_with_and_without_a_mark(codec: str, sentence: str) -> None:
    read = document(sentence.encode(codec))
    assert read.text == sentence
    assert read.encoding.startswith("utf-")


def test_a_declared_encoding_is_believed_when_the_bytes_fit() -> None:
    text = '<?xml version="1.0" encoding="koi8-r"?><title>Да</title>'
    assert document(text.encode("koi8-r")).encoding == "koi8-r"


def test_a_declared_encoding_in_which_there_is_no_text_is_not_believed() -> None:
    text = f'<?xml version="1.0" encoding="koi8-r"?><title>{SENTENCES["cp1251"]}</title>'
    assert document(text.encode("cp1251")).text == text
    odd = f'<?xml version="1.0" encoding="iso-8859-4"?><title>{SENTENCES["cp1257"]}</title>'
    assert document(odd.encode("iso8859-4")).text == odd


@pytest.mark.parametrize("codec", ["gb18030", "cp949", "cp932", "euc-jp", "big5hkscs"])
@pytest.mark.parametrize(
    "sentence", ["“It’s a stadium,” he said… twice.", "It’s 3 °C", SENTENCES["koi8-r"]]
)
def test_western_text_is_read_in_eastern_encodings(codec: str, sentence: str) -> None:
    assert document(sentence.encode(codec)).text == sentence


def test_a_foreign_name_among_accents_makes_no_other_script() -> None:
    text = "Le poète Björn Söder, né à Velm, a été élu : côté père, écrivain, rêveur et député."
    assert document(text.encode("cp1252")).text == text


@pytest.mark.parametrize("sentence", {**SENTENCES, "": "It cost £20 ‑ or more."}.values())
def test_every_language_is_read_in_gb18030(sentence: str) -> None:
    assert document(sentence.encode("gb18030")).text == sentence


@pytest.mark.parametrize("label", ["quopri", "undefined", "unicode_escape", "punycode", "hex"])
def test_a_declared_encoding_that_no_document_is_in_is_not_believed(label: str) -> None:
    page = f'<meta charset="{label}"><p>'.encode() + b"The caf\xe9 was \\x1b[2J shut, =41." * 20
    assert "café was \\x1b[2J shut, =41." in document(page).text


def test_a_few_bad_bytes_are_mended_one_by_one() -> None:
    whole = "Zażółć gęślą jaźń – und so weiter …\nsecond line".encode()
    read = document(whole.replace(b"und so", b"und \x93so\x94"))
    assert read.text == "Zażółć gęślą jaźń – und “so” weiter …\nsecond line"
    assert (read.encoding, read.repairs) == ("utf-8", 2)


def test_a_cut_tail_loses_one_character() -> None:
    read = document("Ein Satz über Größe".encode()[:-1] + "ß".encode()[:1])
    assert read.text == "Ein Satz über Größ\ufffd"
    assert read.repairs == 1


def test_one_western_byte_in_ascii_is_windows_1252() -> None:
    read = document(b"caf\xe9 and \x93tea\x94")
    assert (read.text, read.encoding, read.repairs) == ("café and “tea”", "cp1252", 0)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "gzip"),
        (b"PK\x03\x04\x14\x00\x00\x00", "zip"),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        document(data).text  # noqa: B018


def test_a_document_over_the_limit_is_refused_as_a_whole_but_streams() -> None:
    class Endless(io.RawIOBase):
        """Lines without end, to be read until somebody has enough."""

        def read(self, size: int = -1) -> bytes:
            return b"a line of text\n" * (size // 15 + 1)

    read = Document("big", Endless())  # type: ignore[arg-type]
    with pytest.raises(DocumentError, match=f"over {MAX_TEXT >> 20} MiB"):
        read.text  # noqa: B018
    lines = Document("big", Endless()).lines()  # type: ignore[arg-type]
    assert [next(lines) for _ in range(3)] == ["a line of text"] * 3


def test_nul_bytes_far_into_a_document_are_shown_and_reported() -> None:
    data = b"word\n" * (HEAD // 5 + 1) + b"bad \x00 line\nlast"
    read = document(data)
    assert "bad \ufffd line" in read.text
    assert (read.repairs, read.problems[0].line) == (1, HEAD // 5 + 2)
    assert list(document(data).lines())[-2:] == ["bad \ufffd line", "last"]


@pytest.mark.parametrize("size", [1, 7, HEAD - 1, HEAD, HEAD + 1, 3 << 20])
def test_lines_are_the_text_s_whatever_the_size_and_the_line_ends(size: int) -> None:
    text = ("Straße\r\nzwei\rdrei\n\n" * (size // 20 + 1))[:size].rstrip() + "ß\r"
    data = text.encode()
    want = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    assert list(document(data).lines()) == want
    read = document(data)
    assert read.text.split("\n")[: len(want)] == want
    assert list(read.lines()) == want


def test_only_line_ends_end_lines() -> None:
    assert list(document("a\u2028b\x0bc\x0cd\x85e".encode()).lines()) == ["a\u2028b\x0bc\x0cd\x85e"]


def test_streaming_settles_the_encoding_at_the_first_accent() -> None:
    data = b"plain\n" * (HEAD // 6 + 10) + "Größe\n".encode("cp1252")
    read = document(data)
    assert list(read.lines())[-1] == "Größe"
    assert read.encoding == "cp1252"


# --- lines and words ---------------------------------------------------------------------------


def test_tidying_makes_every_space_a_plain_one_and_keeps_the_rest() -> None:
    assert tidy("\ufeff\u00a0 Two\u202fwords\t–\u3000“so” ") == "Two words – “so”"
    assert tidy("zero\u200bwidth\u2011hyphen") == "zero\u200bwidth\u2011hyphen"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("‘Mistake’", "'mistake'"),
        ("“Crème Brûlée”", '"creme brulee"'),
        ("Øresund Łódź Đorđe", "oresund lodz dorde"),
        ("STRASSE", "Straße"),
        ("İstanbul Isparta ılık", "istanbul isparta ilik"),
        ("Ёлка Йогурт", "елка иогурт"),
        ("ΟΔΟΣ", "οδός"),
        ("مُحَمَّد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("ﬁne Ｗｉｄｅ", "fine wide"),
    ],
)
def test_folding_tells_no_case_accents_or_quotes_apart(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_keeps_the_vowels_of_indian_and_thai_words() -> None:
    assert fold("हिन्दी") == "हिन्दी"
    assert fold("กำลัง") == "กำลัง"


def test_words_are_runs_of_letters_and_digits() -> None:
    assert words("It’s a well-known snake_case café, no. 7") == (
        ["it", "s", "a", "well", "known", "snake", "case", "cafe", "no", "7"]
    )
    assert words("हिन्दी भाषा") == ["हिन्दी", "भाषा"]
    assert words("Wirt\u00adschaft") == ["wirtschaft"]


def test_where_no_spaces_are_set_each_character_is_a_word() -> None:
    assert words("新华社 AP") == ["新", "华", "社", "ap"]
    assert words("한국어 문장") == ["한국어", "문장"]
    assert count_words("新华社北京") == 5


LETTERS = st.text(
    st.sampled_from("aÉß²½` _-٠٣۔،ىةآؤئکـ\u064bبسΣςЁй中新・々がカー゙。，ＡÅ\u00ad\u0301")
)


@given(LETTERS)
def test_words_are_the_same_in_one_go_and_one_by_one(text: str) -> None:
    assert words(text) == [word for *_, word in spans(text)]


@given(LETTERS)
def test_arabic_folds_alike_whatever_stands_beside_it(text: str) -> None:
    assert fold(f"ب{text}") == fold(f"ก {text}").replace("ก ", "ب", 1)


@pytest.mark.parametrize("block", [range(0x20, 0x7F), range(0x600, 0x700), range(0x2010, 0x2027)])
def test_each_character_folds_in_arabic_text_as_it_does_elsewhere(block: range) -> None:
    for character in map(chr, block):
        assert fold(f"ب {character}ب") == fold(f"ก {character}ب").replace("ก", "ب", 1)
        assert words(f"ب{character}ب") == [word for *_, word in spans(f"ب{character}ب")]


def test_spans_lie_in_the_text_as_printed() -> None:
    text = "“Crème” 新华"
    assert [text[a:b] for a, b, _ in spans(text)] == ["Crème", "新", "华"]
    assert searchable(text).split() == ["creme", "新", "华"] or words(searchable(text))


def test_an_article_s_id_outlives_quotes_and_case_but_not_words() -> None:
    assert article_id("A ‘B’", ["text"]) == article_id("a 'b'", ["Text"])
    assert article_id("A", ["text"]) != article_id("A", ["texts"])
    assert len(article_id("A", [])) == 16


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("It fell on Jan. 5 in Rome. Nobody was hurt.", "It fell on Jan. 5 in Rome."),
        ("Mr. J. R. Smith left. He was 70.", "Mr. J. R. Smith left."),
        ("“Why?” she asked. He left.", "“Why?” she asked."),
        ("会议今天开始。明天结束。", "会议今天开始。"),
        ("one " * 40, "one " * 23 + "one one…"),
        ("x" * 300, "x" * 99 + "…"),
    ],
)
def test_an_opening_is_a_sentence_or_whole_words_of_it(text: str, want: str) -> None:
    assert opening(text) == want


# --- dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("18 August 2018, Meseberg", "2018-08-18"),
        ("Tuesday, Jan. 13, 2026.", "2026-01-13"),
        ("13. Mai 2014", "2014-05-13"),
        ("le 1er mai 2014", "2014-05-01"),
        ("13 de mayo de 2014", "2014-05-13"),
        ("1º de março de 2020", "2020-03-01"),
        ("woensdag 30 november 2011", "2011-11-30"),
        ("13 мая 2014 года", "2014-05-13"),
        ("5 stycznia 2020 r.", "2020-01-05"),
        ("12 janvārī 2020", "2020-01-12"),
        ("2014. május 13.", "2014-05-13"),
        ("16 يناير / كانون الثاني 2026", "2026-01-16"),
        ("١٦ يناير ٢٠٢٦", "2026-01-16"),
        ("2024年8月16日", "2024-08-16"),
        ("令和6年8月16日", "2024-08-16"),
        ("2026년 1월 16일", "2026-01-16"),
        ("16 ธันวาคม 2567", "2024-12-16"),
        ("[2015-01-04]", "2015-01-04"),
        ("30-11-2011, p.23", "2011-11-30"),
        ("30/11/2011", "2011-11-30"),
        ("11/30/2011", "2011-11-30"),
        ("3/4/2011", None),
        ("31 February 2011", None),
        ("May 2011", None),
        ("in 1990", None),
    ],
)
def test_printed_dates_are_read_when_complete_and_certain(text: str, want: str | None) -> None:
    assert first_date(text) == want


def test_dates_come_with_their_places() -> None:
    text = "From May 1, 2020 to 3 June 2020."
    assert [(text[a:b], iso) for a, b, iso in dates(text)] == [
        ("May 1, 2020", "2020-05-01"),
        ("3 June 2020", "2020-06-03"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "the who said would after its",
        "des daß über für wurde nach",
        "la été où même après d’un à",
        "который её этой чтобы если",
        "años también según él más",
        "від її який також",
        "の に は",
    ],
)
def test_fillers_are_known_however_they_are_printed(text: str) -> None:
    assert {*words(text), *words(text.upper())} - {"ou"} <= FILLERS


def test_fillers_stand_in_their_table_as_folded() -> None:
    assert [word for word in FILLERS if words(word) != [word]] == []


def test_no_filler_is_a_name() -> None:
    named = "Putin Meloni Greenland Україна ایران Россия中国 Deutschland Moskau Reuters"
    assert not {*words(named)} & (FILLERS - {"中", "国"})


def test_no_module_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys; from newscli.text import Document, words; words('Kremlin’s'); "
        "print([m for m in ('hashlib', 'newscli.text.dates', 'newscli.text.encodings') "
        "if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_what_is_looked_up_folded_is_kept_folded() -> None:
    """A name that folding changes would never be found."""
    from newscli.formats.layout.labels import LABELS
    from newscli.text.languages import _LANGUAGES
    from newscli.text.months import MONTHS, WEEKDAYS

    named = (*MONTHS, *WEEKDAYS, *LABELS, *_LANGUAGES)
    folded = {name: fold(name).strip(".") for name in (n.replace("_", " ") for n in named)}
    assert {name: other for name, other in folded.items() if name != other} == {}
