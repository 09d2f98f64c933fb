"""What columns, keys and elements mean: the field of a record that a name in a file stands for.

The names here are those of scrapers, news interfaces and data sets; the labels that people read
(`labels`) are understood as well.  Extend freely.  Within a field the first name is trusted most.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newscli.formats.layout.labels import LABELS
from newscli.text import fold

_NAMES = {
    "headline": """
        headline title articletitle newstitle storytitle posttitle webtitle contenttitle
        pagetitle titletext headlinetext headlines heading hl hd hed head ti h1 ogtitle titull
        focim hauptuberschrift manchete judulberita загаловак заглавие наслов назва
        τιτλοσ শিরোনাম 新闻标题 题目 หัวข้อ พาดหัว
    """,
    "body": """
        body text content selftext article maintext articlebody articlecontent contenttext bodytext
        newstext newscontent textcontent contents cleantext cleanedtext plaintext rawtext
        storytext story posttext postcontent paragraphs bodyhtml contenthtml htmlcontent
        articlehtml contentencoded encoded document news ctext leadtext mainbody contenu
        corpsdutexte contenido conteudo contenuto haupttext artikeltext obsah inhoud brodtext
        brodtekst leipateksti teksti szoveg tartalom metin icerik haber isi isiberita konten
        noidung continut vsebina besedilo sadrzaj содержание содержимое статья новость зміст
        съдържание текстновости κειμενο περιεχομενο المحتوى متن טקסט תוכן पाठ सामग्री বিবরণ 文章
        新闻内容 全文 내용 기사 เนื้อหา
    """,
    "summary": """
        abstract summary description shortdescription desc dek lead lede leadparagraph snippet
        teaser excerpt trailtext standfirst intro ogdescription highlights metadescription
        chapo chapeau resume resumen resumo riassunto sommario zusammenfassung kurztext
        vorspann samenvatting ingress streszczenie anotace perex entradilla bajada ozet
        ringkasan tomtat аннотация описание анонс ملخص الملخص وصف תקציר सारांश
        摘要 简介 概要 要約 요약
    """,
    "date": """
        published publishedat publisheddate pubdate datepublish datepublication publishedtime
        publishtime pubtime webpublicationdate firstpublished firstpublicationdate date
        dateparsed articledate newsdate datetext datetime issued dcdate docdate displaydate
        postedat postdate dateposted dd day timestamp time timeiso created createdat
        createdutc datecreated firstcreated contentcreated versioncreated veroffentlichungsdatum
        fechapublicacion datapublicacao datapubblicazione datepublicationfr
        publiceret dagtekening yayintarihi ngaydang
        kuupaev datums датапублікації датанапубликуване ημερομηνια تاريخ दिनांक तारीख তারিখ
        작성일 วันที่ lastupdated updated updatedat modified lastmodified datemodified
    """,
    "byline": """
        byline author authors authorname articleauthor by writer writers creator dccreator
        contributor contributors signature postedby verfasser redakteur skribent autorzy avtor
        журналист автори συντακτησ كاتب כותב מחבר लेखक লেখক 著者 執筆者 저자 ผู้เขียน
    """,
    "url": """
        url link articleurl articlelink weburl newsurl pageurl originalurl canonicalurl
        canonical uri href guid storyurl websiteurl externallink externallinks odkaz посилання
        ссылканановость رابط קישור 網址 网址 주소 loc
    """,
    "publisher": """
        publisher publication newspaper newspapername outlet sitename site website source
        sourcedomain domain media medium mediasource provider channel feed feedname agency
        newsagency brand newssource pub so periodico diario jornal giornale titrejournal
        джерело видання πηγη مصدر جريدة الصحيفة स्रोत উৎস 媒體 新闻来源 新聞社 언론사 แหล่งข่าว
    """,
    "section": """
        section category newscategory articlecategory articlesection sectionname
        newsdesk desk topic rubric class editoria kategorija thema danhmuc категорія тема
        κατηγορια قسم קטגוריה श्रेणी বিভাগ 频道 类别 分野 분류 카테고리 หมวด
    """,
    "topics": """
        topics keywords keyword subjects subject tags tag categories newskeywords articletags
        dcsubject people orgs organisations organizations companies exchanges places
        schlagworte schlagworter stichworter motscles sujets palabrasclave etiquetas temas
        parolechiave argomenti palavraschave trefwoorden onderwerpen slowakluczowe nyckelord
        emneord stikord avainsanat klicovaslova kulcsszavak etiket etiketler ключевыеслова теги
        كلمات الوسوم 关键词 關鍵詞 标签 標籤 キーワード タグ 키워드 태그
    """,
    "language": """
        language lang inlanguage мова γλωσσα لغة भाषा locale dclanguage
    """,
    "place": """
        dateline place location city miejsce misto plats sted lokasi город місце مكان 地點 場所 장소
    """,
    "caption": """
        caption captions imagecaptions photocaptions imagetext figcaption piedefoto bildtexte
        подписькфото 圖片說明 写真説明 사진설명
    """,
}
LABEL_RANK = 35  # of a label: below the names that say it all, above `created` and `updated`
_OTHERWISE = frozenset(["deck", "updated", "kept", "credit"])  # of labels, which records lack
_of_text = re.compile(r"^(?:news|article|story|post|doc)[ _-]", re.IGNORECASE)
_punctuation = re.compile(r"[\W_]+")  # and vowel signs, on both sides


def _key(name: str) -> str:
    """A name as it is looked up: no case, no accents, no `_`."""
    return _punctuation.sub("", fold(name))


FIELDS = {
    **{
        _key(label): (field, LABEL_RANK)
        for label, field in LABELS.items()
        if field not in _OTHERWISE
    },
    **{
        _key(name): (field, rank)
        for field, names in _NAMES.items()
        for rank, name in enumerate(names.split())
    },
}
_ABSENT = frozenset(["", "nan", "none", "null", "n/a", "na", "nil", "-", "\\n", "undefined", "nat"])


@lru_cache(maxsize=4096)
def field_of(name: str) -> tuple[str, int] | None:
    """The field that `name` stands for and how far it is to be trusted, 0 most; else None.

    >>> field_of("Publication_Date")[0], field_of("dc:creator")[0], field_of("id")
    ('date', 'byline', None)
    >>> field_of("story_author")[0], field_of("newspaper")[0]
    ('byline', 'publisher')
    """
    if len(name) > 60:
        return None
    if found := FIELDS.get(_key(name)):
        return found
    _, colon, local = name.rpartition(":")
    if not colon:
        local = _of_text.sub("", name)
    return FIELDS.get(_key(local)) if local != name else None


def is_absent(value: str) -> bool:
    """Whether a value is only a way of saying that there is none."""
    return len(value) < 10 and value.strip().lower() in _ABSENT


def is_url(value: str) -> bool:
    """Whether a value is an address, and nothing else."""
    return value.startswith(("http://", "https://")) and " " not in value.strip()


def listed(text: str) -> str:
    """A list in brackets as people write it, and a value without its quotes.

    >>> listed("['Ana Bo', 'Ida Toss']"), listed('"Ana Bo"')
    ('Ana Bo, Ida Toss', 'Ana Bo')
    """
    if text[:1] == "[" and text[-1:] == "]":
        return ", ".join(piece.strip(" \"'") for piece in text[1:-1].split(","))
    return text.strip("\"'") if text[:1] in ("'", '"') and text[-1:] == text[:1] else text
