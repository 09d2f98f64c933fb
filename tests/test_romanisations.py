"""Romanised syllables against published tables, and the price of a slip against its definition."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.search import repair, syllables
from newscli.search.cantonese import cantonese_of, pinyin_of

# Pinyin and Wade-Giles, as the Library of Congress lists them, without apostrophes and signs.
WADE_GILES = dict(
    pair.split(":")
    for pair in """
    ba:pa bai:pai pang:pang bei:pei ben:pen beng:peng bian:pien biao:piao bie:pieh bin:pin bo:po
    cai:tsai cao:tsao ceng:tseng cui:tsui cun:tsun cuo:tso ci:tzu zi:tzu si:ssu zhi:chih chi:chih
    shi:shih ri:jih chang:chang zhang:chang cheng:cheng chun:chun zhuo:cho shuo:shuo shuang:shuang
    da:ta dai:tai deng:teng diao:tiao dong:tung duan:tuan duo:to fang:fang fen:fen ga:ka gang:kang
    ge:ko ke:ko he:ho gong:kung guo:kuo kuo:kuo huo:huo gua:kua guan:kuan guang:kuang gui:kuei
    kui:kuei hui:hui jia:chia jian:chien jiang:chiang jie:chieh jing:ching jiong:chiung jiu:chiu
    qian:chien qing:ching qiong:chiung qu:chu xi:hsi xia:hsia xian:hsien xiang:hsiang xiao:hsiao
    xie:hsieh xin:hsin xing:hsing xiong:hsiung xu:hsu xue:hsueh ran:jan ren:jen rong:jung ruo:jo
    lian:lien lie:lieh ling:ling long:lung luo:lo mian:mien min:min nuo:no nian:nien niu:niu
    tong:tung tuo:to zai:tsai ze:tse zong:tsung zuo:tso wang:wang wei:wei wu:wu yan:yen ye:yeh
    yi:i yong:yung you:yu yue:yueh yuan:yuan yang:yang er:erh
    """.split()
)


# The same as the École française d'Extrême-Orient writes them.
FRENCH = [
    (*pair.split(":"),)
    for pair in """
    bai:pai bian:pien bie:pie bu:pou bo:po ci:tseu zi:tseu si:sseu zhi:tche chi:tche shi:che ri:je
    cong:tsong cui:tsouei cun:tsouen da:ta deng:teng di:ti dian:tien dong:tong dou:teou du:tou
    duan:touan dun:touen dui:touei fu:fou gang:kang ge:ko ke:ko gong:kong gou:keou gu:kou gua:koua
    kuai:kouai guan:kouan guang:kouang gui:kouei guo:kouo he:ho hu:hou huai:houai hui:houei
    hun:houen jia:kia jia:tsia jiang:kiang jing:king jing:tsing jie:kie jiu:kieou qian:tsien
    qing:king xiang:hiang xiang:siang xiao:siao xing:hing xin:sin xu:hiu xu:siu xue:hiue xuan:siuan
    xun:hiun ju:kiu jue:kiue qu:kiu quan:tsiuan lu:lou liu:lieou luo:lo lian:lien mu:mou mou:meou
    nian:nien zhang:tchang zheng:tcheng zhong:tchong zhou:tcheou zhu:tchou zhuang:tchouang
    zhun:tchouen zhuo:tcho chang:tchang chu:tchou chuan:tchouan shan:chan shou:cheou shu:chou
    shui:chouei shuo:chouo ran:jan ren:jen rong:jong rui:jouei su:sou sun:souen tu:tou tong:tong
    zai:tsai zeng:tseng zou:tseou zu:tsou zuo:tso wu:wou you:yeou yan:yen yong:yong yu:yu yuan:yuan
    er:eul
    """.split()
]


@pytest.mark.parametrize(("pinyin", "spelt"), [*WADE_GILES.items(), *FRENCH], ids=lambda one: one)
def test_a_syllable_of_pinyin_is_found_in_other_systems_and_back(pinyin: str, spelt: str) -> None:
    for here, there in ((pinyin, spelt), (spelt, pinyin)):
        found = syllables.given((here, "ming"))
        assert here == there or {(there, "ming"), (f"{there}ming",)} <= {*found}
        assert (here, "ming") not in found


# Characters as Hong Kong and as Pinyin write them: 發 潤 周 偉 國 強 小 龍 志 文 永 玉 燕 耀 …
CANTONESE = """
fat:fa yun:run chow:zhou wai:wei kwok:guo keung:qiang siu:xiao lung:long chi:zhi man:wen wing:yong
yuk:yu yin:yan yiu:yao lai:li ling:ling mei:mei kit:jie cheung:zhang leung:liang wong:huang ho:hao
tak:de shing:cheng hung:xiong fung:feng fong:fang san:xin fai:hui kin:jian wah:hua bo:bao kong:jiang
hing:xing yan:ren yuen:yuan suet:xue yuet:yue hoi:hai tung:dong kam:jin lam:lin shek:shi pak:bai
chun:chun wu:hu ngai:wei oi:ai sze:si tsz:zi ng:wu au:ou on:an sze:shi tsz:ci tze:zi tze:ci yau:you
yam:yin ying:ying yee:yi yue:yu wan:yun mo:wu man:wen
""".split()


@pytest.mark.parametrize("pair", CANTONESE)
def test_a_syllable_of_hong_kong_is_found_in_pinyin_and_back(pair: str) -> None:
    cantonese, pinyin = pair.split(":")
    assert pinyin in pinyin_of(cantonese)
    assert cantonese in cantonese_of(pinyin)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        *(("chung hee", "jeong hui"), ("chung hui", "jung hee"), ("jong un", "jeong eun")),
        *(("moo hyun", "mu hyeon"), ("myung bak", "myeong pak"), ("jae in", "jai in")),
        *(("suk yeol", "seok yul"), ("soon shil", "sun sil"), ("doo hwan", "du hwan")),
        *(("ki moon", "gi mun"), ("dae jung", "tae jeong"), ("geun hye", "keun hyeh")),
        *(("young sam", "yeong sam"), ("il sung", "il seong"), ("bo ah", "po a")),
        *(
            ("won ho", "weon ho"),
            ("ah hyeh", "a hye"),
            ("seol ri", "seor ri"),
            ("tae woo", "dae u"),
            ("soi", "soe"),
        ),
    ],
)
def test_a_given_name_is_found_as_koreans_write_it(typed: str, printed: str) -> None:
    if " " in typed:
        there = tuple(printed.split())
        assert {there, ("".join(there),)} <= {*syllables.given(tuple(typed.split()))}
    else:
        assert (printed, "ho") not in syllables.given((typed, "ho"))  # `oi` begins no such name


@pytest.mark.parametrize(
    "spellings",
    """
    chiang,jiang chang,zhang,cheung chou,chow,zhou chao,zhao teng,deng tseng,zeng,tsang tsai,cai
    tsao,cao hsieh,xie hsu,xu hsiao,xiao kuo,guo,kwok lee,li lee,yi,rhee park,pak,bak roh,no,noh
    moon,mun chun,jeon choi,choe jang,chang chung,jeong,jung yoon,yun kang,gang ban,pan cho,jo
    kao,gao tung,dong leung,liang wong,wang,huang sung,soong,song lien,lian po,bo ting,ding
    chien,qian kim,gim lim,rim,im,yim shin,sin kwon,gwon paik,paek,baek yeh,ye tang,dang
    """.split(),
)
def test_a_surname_is_found_in_each_of_its_spellings(spellings: str) -> None:
    for one in spellings.split(","):
        assert {*spellings.split(",")} <= {one, *syllables.surnames(one)}


@pytest.mark.parametrize("words", [("the", "i"), ("pa", "x"), ("kitchen", "chin")])
def test_what_is_no_pair_of_syllables_is_no_chinese_name(words: tuple[str, str]) -> None:
    assert syllables.side_by_side(words) == []


@pytest.mark.parametrize(
    "words",
    [
        *(("ming", "bcd"), ("bcd", "ming"), ("ming", "mí"), ("ming", "tschuangs"), ("ming",)),
        *(("ming", "dong", "hui"), ("xian",), ("xianxianxianxian",), ("zedongping",), ("zedonx",)),
    ],
)
def test_what_is_no_two_syllables_is_no_given_name(words: tuple[str, ...]) -> None:
    assert syllables.given(words) == []


LETTERS = st.text("aeghpfszck", max_size=7)


def cheapest(typed: str, word: str) -> float:
    """The price of a slip as its definition has it: the cheapest of all ways to make the edits."""

    @cache
    def of(i: int, j: int) -> float:
        """The first `i` letters for the first `j`."""
        if not i and not j:
            return 0.0
        ways = []
        if j:
            soft = word[j - 1] in "aeiouyh" or (j > 1 and word[j - 2] == word[j - 1])
            first = 0.5 if j == 1 and not i else 0.0
            ways.append(of(i, j - 1) + (0.5 if soft else 0.6) + first)
        if i:
            doubled = i > 1 and typed[i - 2] == typed[i - 1]
            soft = doubled or (typed[i - 1] == "e" and i == len(typed))
            first = 0.5 if i == 1 and not j else 0.0
            ways.append(of(i - 1, j) + (0.5 if soft else 1.2) + first)
        if i and j:
            both = {typed[i - 1], word[j - 1]}
            alike = both <= {*"aeiouy"} or both in ({*"sz"}, {*"ck"}, {*"cs"}, {*"gj"}, {*"kq"})
            price = (0.6 if alike else 1.2) + (0.5 if i == j == 1 else 0.0)
            ways.append(of(i - 1, j - 1) + (0.0 if len(both) == 1 else price))
        if i > 1 and j > 1 and typed[i - 2 : i] == word[j - 2 : j][::-1]:
            ways.append(of(i - 2, j - 2) + 0.6 + (0.5 if i == j == 2 else 0.0))
        if i and j > 1 and typed[i - 1] == "f" and word[j - 2 : j] == "ph":
            ways.append(of(i - 1, j - 2) + 0.5)
        if i > 1 and j and word[j - 1] == "f" and typed[i - 2 : i] == "ph":
            ways.append(of(i - 2, j - 1) + 0.5)
        return min(ways)

    return of(len(typed), len(word))


@given(LETTERS, LETTERS)
def test_a_slip_costs_what_the_cheapest_way_of_making_it_does(typed: str, word: str) -> None:
    assert repair.cost(typed, word) == pytest.approx(cheapest(typed, word))


@pytest.mark.parametrize(
    ("typed", "word", "price"),
    [
        *(("alfa", "alpha", 0.5), ("alpha", "alfa", 0.5), ("fase", "phase", 0.5)),
        *(
            ("phase", "fase", 0.5),
            ("hp", "f", 2.9),
            ("ferry", "frery", 0.6),
            ("efrry", "ferry", 1.1),
        ),
        *(("erry", "ferry", 1.1), ("xferry", "ferry", 1.7), ("derry", "ferry", 1.7)),
        *(("ferrry", "ferry", 0.5), ("ferrye", "ferry", 0.5), ("ferri", "ferry", 0.6)),
        *(
            ("fery", "ferry", 0.5),
            ("gate", "jate", 1.1),
            ("paz", "pas", 0.6),
            ("ferry", "ferry", 0),
        ),
    ],
)
def test_the_price_of_a_slip(typed: str, word: str, price: float) -> None:
    assert repair.cost(typed, word) == pytest.approx(price)
