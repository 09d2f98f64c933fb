"""Places and reporters in the openings of stories in scripts without capitals."""

from __future__ import annotations

import pytest

from newscli.formats.layout.datelines import dateline
from newscli.formats.layout.headers import header
from tests.formats.loading import read

REST = {
    "ar": "قررت الحكومة أمس إغلاق الميناء أمام السفن الكبيرة، وقال الصيادون إن أحدا لم يسألهم.",
    "he": "הממשלה החליטה אתמול לסגור את הנמל לאוניות גדולות, והדייגים אמרו שאיש לא שאל אותם.",
    "hi": "सरकार ने कल बड़े जहाजों के लिए बंदरगाह बंद करने का फैसला किया। मछुआरों से किसी ने नहीं पूछा।",
    "th": "รัฐบาลตัดสินใจปิดท่าเรือสำหรับเรือขนาดใหญ่ ชาวประมงบอกว่าไม่มีใครถามพวกเขา",
    "zh": "政府昨天决定对大型船舶关闭港口。渔民说没有人问过他们的意见，本周将在市政府门前集会。",
    "ja": "政府は３日、大型船の入港を禁止することを決めた。漁業者は誰も聞かなかったと話している。",
    "ko": "정부는 어제 대형 선박의 입항을 금지하기로 결정했다. 어민들은 묻지 않았다고 한다.",
}
OPENINGS = (
    ("ar", "جدة: ", "جدة", None, None),
    ("ar", "القاهرة - ", "القاهرة", None, None),
    ("ar", "القاهرة (رويترز) - ", "القاهرة", None, "Reuters"),
    ("ar", "سؤال: ", None, None, None),
    ("ar", "وقال - ", None, None, None),
    ("he", "ירושלים - ", "ירושלים", None, None),
    ("hi", "नई दिल्ली: ", "नई दिल्ली", None, None),
    ("hi", "सवाल: ", None, None, None),
    ("th", "กรุงเทพฯ - ", "กรุงเทพฯ", None, None),
    ("zh", "新华社北京5月3日电（记者王小明）", "北京", "王小明", "Xinhua"),
    ("zh", "中新社上海5月3日电 (记者 李华 张强)", "上海", "李华 张强", "CNS"),
    ("zh", "本报北京5月3日讯 记者王小明报道：", "北京", "王小明", None),
    ("zh", "（中央社記者王小明台北3日電）", "台北", "王小明", "CNA"),
    ("zh", "（中央社記者王小明阿城3日電）", None, None, "CNA"),
    ("zh", "记者了解到：", None, None, None),
    ("ja", "【ベルリン共同】", "ベルリン", None, "Kyodo"),
    ("ja", "【ロンドン=山田太郎】", "ロンドン", "山田太郎", None),
    ("ja", "【速報 地震】", None, None, None),
    ("ko", "[서울=뉴시스] 김철수 기자 = ", "서울", "김철수 기자", "Newsis"),
    ("ko", "(서울=연합뉴스) 김철수 이영희 기자 = ", "서울", "김철수 이영희 기자", "Yonhap"),
    ("ko", "[부산=김철수 기자] ", "부산", "김철수 기자", None),
    ("ko", "[앵커] ", None, None, None),
)


@pytest.mark.parametrize(("language", "opening", "place", "byline", "agency"), OPENINGS)
def test_what_an_opening_says(
    language: str, opening: str, place: str | None, byline: str | None, agency: str | None
) -> None:
    found = dateline(opening + REST[language])
    told = (found.place, found.byline, found.agency) if found else (None, None, None)
    assert told == (place, byline, agency)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("本报记者 王小明", "王小明"),
        ("記者王小明／台北報導", "王小明"),
        ("الرياض: محمد العلي", "محمد العلي"),
        ("记者调查", None),
        ("記者會", None),
        ("سؤال: محمد العلي", None),
    ],
)
def test_a_line_that_says_who_reports(line: str, name: str | None) -> None:
    found = header(line)
    assert (found.value if found and found.role == "byline" else None) == name


@pytest.mark.parametrize("day", ["{}: {}", "[{}] {}"])
def test_a_headline_behind_a_day_is_one_though_no_other_line_is(day: str) -> None:
    titles = [
        "市立図書館、港町で住民説明会",
        "港町、橋の架け替えをめぐり議論続く",
        "小学校の統合の行方、島で不安の声",
    ]
    days = ["2018-01-17", "2009-05-22", "1997-06-15"]
    text = """\u3000{0}町議会は夜の本会議で予算案を可決し、年内に着手することを決めた。
\u3000{0}町によると費用は八億円に上り、当初の計画の二倍になる見通しだ。
\u3000野党は決定が早すぎるとして、裁判に訴える構えを見せている。{0}町の人は皆そう言う。
"""
    heads = [day.format(*one) for one in zip(days, titles, strict=True)]
    _, articles = read("\n".join(f"{head}\n{text.format(n)}" for n, head in enumerate(heads)))
    found = [(one.date, one.headline) for one in articles]
    assert found == [*zip(days, titles, strict=True)]


def test_an_opening_in_brackets_stays_a_paragraph() -> None:
    story = f"[서울=뉴시스] 김철수 기자 = {REST['ko']}"
    _, (article,) = read(f"벨름항, 대형 선박 입항 금지…어민들 반발\n\n{story}\n\n{REST['ko']}\n")
    assert article.paragraphs[0].startswith("[서울=뉴시스]")
    assert (article.place, article.byline) == ("서울", "김철수 기자")
    assert article.headline.startswith("벨름항")
