"""Datelines in scripts without capitals: Chinese, Japanese, Korean, Arabic, Hebrew, Hindi, Thai …

There no letter tells a place from any other word.  So an agency, a reporter or the signs that
agencies set must stand beside it, or it must be the name of a large city.
"""

from __future__ import annotations

import re

from newscli.text import fold
from newscli.text.agencies import AGENCIES, agency_in
from newscli.text.tables import sections
from newscli.tuples import NamedTuple

_CITIES = frozenset(sections(__file__, "cities.txt")["cities"])
LINE = 50  # characters of a line that can be place and reporter alone

SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董袁潘"
    "于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫段雷"
    "侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯温溫康施"
)
"""The commonest of China and Taiwan: nine tenths of all people have one (2020 census reports)."""

_HAN_NAME = "[\u4e00-\u9fff]{2,4}"
_HAN_NAMES = rf"{_HAN_NAME}(?:[ 　、]{{1,2}}{_HAN_NAME}){{0,5}}"
_REPORTED = "(?:(?:摄影|攝影|综合|綜合)?[报報][道导導])"
_wire = re.compile(  # 新华社北京5月3日电（记者王小明） 本报北京5月3日讯 记者王小明报道：
    r"[（(【\[]?据?(?P<agency>[^\W\d]{2,4}?[社网網]|本[报報刊]) ?"
    r"(?:[记記]者(?P<glued>[^\W\d]{2,9}?)|(?P<place>[^\W\d]{2,8}?))?"
    r"(?P<date>(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)(?:电|電|讯|訊|专电|專電)[】）)\]]?"
    rf"(?: ?[（(]?[记記]者 ?(?P<byline>{_HAN_NAMES}?) ?(?:[）)]|{_REPORTED}[：:]?))?"
)
_reporter = re.compile(  # 本报记者 王小明; 記者王小明／台北報導
    r"(?:[^\W\d]{1,6}[社网網报報刊台]|本[报報刊]|特[约約]|[实實見见][习習])?[记記]者[ 　:：]?"
    rf"(?P<byline>{_HAN_NAMES}?)(?:[ 　／/│|｜]*(?P<place>[^\W\d]{{2,4}})?{_REPORTED})?"
)
_japanese = re.compile(  # 【ロンドン共同】 【ロンドン=山田太郎】 [東京 ３日 ロイター]
    r"[【［\[(（](?P<place>[^\W\d]{2,12}?)(?:(?P<sign>[ 　=＝])(?P<rest>[^】］\])）]{1,30}))?"
    r"(?P<agency>共同|時事|ロイター|AFP|AP)?[】］\])）][ 　]*[-–—＝=]?\s*"
)
_korean = re.compile(  # [서울=뉴시스] 김철수 기자 =  (서울=연합뉴스)  [부산=김철수 기자]
    r"[\[(【](?P<place>[가-힣]{2,7}(?:[·‧,][가-힣]{2,7})*) ?= ?"
    r"(?:(?P<inside>[가-힣]{2,4}(?: [가-힣]{2,4})* (?:기자|특파원))"
    r"|(?P<agency>[^\W\d_][^\])】=]{1,11}))"
    r"[\])】](?: *(?P<byline>[가-힣]{2,4}(?:[ ·,]{1,2}[가-힣]{2,4}){0,4} (?:기자|특파원|통신원)))?"
    r" *[=–—-]? *"
)
_caseless = re.compile(  # القاهرة (رويترز) - ; नई दिल्ली, 16 अगस्त (भाषा)
    r"(?P<place>[^()（）\d,،:-]{2,30}?)(?:[,،] ?(?P<date>[^()（）-]{3,24}))? ?"
    r"[(（](?P<agency>[^()（）\d]{2,30})[)）]\s*(?:[-–—:،]\s*)?"
)
_within = re.compile(r"\S (?:في|در|में) \S")  # in
_city = re.compile(r"(?P<place>[^()（）\d,،:–—-]{2,24}?)(?: ?:| [-–—]) ")
_name = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,}){1,3}")


class Opening(NamedTuple):
    """What the opening of a story says of where, when and by whom it was filed."""

    place: str | None
    agency: str | None
    date: str
    """As printed; empty if there is none."""
    end: int
    """Offset at which the story itself begins."""
    byline: str | None = None


def opening(head: str) -> Opening | None:
    """The dateline that a text begins with.

    >>> opening("新华社北京5月3日电（记者王小明）政府决定")[:2]
    ('北京', 'Xinhua')
    """
    if match := _wire.match(head):
        place, byline = match["place"], match["byline"]
        if match["glued"]:
            byline, place = _parted(match["glued"])
        agency = AGENCIES.get(match["agency"])
        return Opening(place, agency, match["date"], match.end(), _reporters(byline))
    if match := _korean.match(head):
        agency = agency_in(match["agency"] or "")
        byline = match["inside"] or match["byline"]
        return Opening(match["place"], agency, "", match.end(), byline)
    if head[0] in "【［[(（" and (match := _japanese.match(head)):
        return _in_brackets(match, head[0])
    if match := _caseless.match(head):
        agency = agency_in(match["agency"])
        if _within.search(match["place"]):
            return None  # who is in a picture, and where
        if agency or is_city(match["place"]):
            return Opening(match["place"].strip(), agency, match["date"] or "", match.end())
    if head[0] >= "\u0590" and (match := _city.match(head)):
        return _of_city(match, head)
    return None


def reporter(line: str) -> str | None:
    """Who reports, where a line says nothing else, but for the city perhaps.

    >>> reporter("本报记者 王小明"), reporter("记者调查"), reporter("記者王小明／台北報導")
    ('王小明', None, '王小明')
    """
    if (match := _city.match(line)) and is_city(match["place"]):
        name = line[match.end() :].strip()
        return name if len(line) < LINE and _name.fullmatch(name) else None
    match = _reporter.fullmatch(line)
    return _reporters(match["byline"]) if match else None


def _reporters(names: str | None) -> str | None:
    """Names, if they are such."""
    return names if names and all(one[0] in SURNAMES for one in names.split()) else None


def _in_brackets(match: re.Match[str], bracket: str) -> Opening | None:
    """A Japanese dateline: with an agency, a day of one, or who reports after a sign."""
    place, rest = match["place"], match["rest"] or ""
    agency = agency_in(match["agency"] or "") or next(
        (found for word in re.split(r"[ 　=＝]", rest) if (found := agency_in(word))), None
    )
    is_signed = bracket in "【［" and (match["sign"] or "") in "=＝" and bool(rest)
    if not agency and not is_signed and not (rest and is_city(place)):
        return None
    named = is_signed and not agency and rest.isalpha()
    return Opening(
        None if agency_in(place) else place, agency, "", match.end(), rest if named else None
    )


def _parted(glued: str) -> tuple[str | None, str | None]:
    """A reporter and the city after the name: `王小明台北`; nothing where that is in doubt."""
    for length in range(2, 5):
        if length < len(glued) - 1 and is_city(glued[length:]):
            return glued[:length], glued[length:]
    return None, None


def _of_city(match: re.Match[str], head: str) -> Opening | None:
    """A city before a colon or a dash that a text opens with."""
    place = match["place"].strip()
    if not is_city(place):
        return None
    if len(head) < LINE and _name.fullmatch(head[match.end() :].strip()):
        return None  # a line with who reports: see `reporter`
    return Opening(place, None, "", match.end())


def is_city(name: str) -> bool:
    """Whether a name is that of a large city, in a script without capitals.

    >>> is_city("北京"), is_city("القاهرة"), is_city("王小明")
    (True, True, False)
    """
    return fold(name.strip()) in _CITIES
