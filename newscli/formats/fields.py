"""What columns, keys and labels mean: the field of a record that a name in a file stands for.

The names come from exports of newspapers' systems, scrapers and news interfaces, and from the
plain words of each language; extend freely.  Within a field the first name is trusted most.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newscli.text import fold

_NAMES = {
    "headline": """
        headline title articletitle newstitle storytitle posttitle webtitle contenttitle pagetitle
        titletext headlinetext headlines heading hl hd head ti h1 ogtitle
        titre titular titulo titel titolo tytul titlu titull titulek nadpis naslov cim focim
        otsikko rubrik overskrift kop uberschrift schlagzeile hauptuberschrift manchete
        baslik judul judulberita tieude заголовок название загаловак заглавие наслов назва
        τιτλοσ عنوان العنوان כותרת शीर्षक শিরোনাম
        标题 標題 新闻标题 题目 タイトル 見出し 제목 หัวข้อ พาดหัว
    """,
    "body": """
        body text content article fulltext maintext articlebody articletext articlecontent
        contenttext bodytext newstext newscontent textcontent contents cleantext cleanedtext
        plaintext rawtext storytext story posttext postcontent paragraphs bodyhtml contenthtml
        htmlcontent articlehtml contentencoded encoded document news ctext leadtext mainbody
        texte contenu corps corpsdutexte texto cuerpo contenido conteudo corpo testo contenuto
        inhalt haupttext artikel artikeltext tekst tresc obsah inhoud brodtext brodtekst
        leipateksti teksti szoveg tartalom metin icerik haber isi isiberita konten noidung
        continut vsebina besedilo sadrzaj
        текст содержание содержимое статья новость зміст съдържание текстновости κειμενο περιεχομενο
        نص النص المحتوى متن טקסט תוכן पाठ सामग्री বিবরণ
        正文 内容 內容 本文 文章 新闻内容 全文 본문 내용 기사 เนื้อหา
    """,
    "summary": """
        abstract summary description shortdescription desc lead lede leadparagraph snippet teaser
        excerpt trailtext standfirst intro ogdescription highlights metadescription
        chapo chapeau resume resumen resumo riassunto sommario zusammenfassung kurztext vorspann
        samenvatting ingress streszczenie anotace perex entradilla bajada ozet ringkasan tomtat
        аннотация описание анонс ملخص الملخص وصف תקציר सारांश
        摘要 简介 概要 要約 요약
    """,
    "date": """
        published publishedat publisheddate publishdate publicationdate pubdate datepublished
        datepublish datepublication publishedtime publishtime publishedon pubtime
        webpublicationdate firstpublished firstpublicationdate date dateparsed articledate newsdate
        datetext datetime issued dcdate docdate displaydate releasedate posted postedat postdate
        dateposted dd day timestamp time timeiso created createdat createdutc datecreated
        datum veroffentlicht veroffentlichungsdatum erscheinungsdatum erschienen fecha
        fechapublicacion fechadepublicacion data datapublicacao datapubblicazione datepublicationfr
        datedepublication dato publiceret paivamaara datapublikacji datumobjave datumvydani
        publicatiedatum dagtekening tarih yayintarihi tanggal ngay ngaydang kuupaev datums
        дата датапубликации датапублікації датанапубликуване ημερομηνια تاريخ التاريخ تاريخالنشر
        תאריך दिनांक तारीख তারিখ 日期 时间 時間 发布时间 發布時間 发布日期 日付 公開日 날짜 작성일 วันที่
        lastupdated updated updatedat modified lastmodified datemodified
    """,
    "byline": """
        byline author authors authorname articleauthor by writer writers creator dccreator
        reporter journalist contributor contributors signature writtenby postedby
        auteur auteurs autor autorin autoren autores autore autori verfasser redakteur
        skribent forfatter kirjoittaja szerzo yazar penulis tacgia autorzy avtor
        автор авторы журналист автори συντακτησ كاتب الكاتب المؤلف כותב מחבר लेखक লেখক
        作者 记者 記者 著者 執筆者 저자 기자 ผู้เขียน
    """,
    "url": """
        url link articleurl articlelink weburl newsurl pageurl sourceurl originalurl canonicalurl
        canonical permalink uri href guid storyurl websiteurl externallink externallinks
        enlace lien adresse odkaz ссылка посилання ссылканановость رابط الرابط קישור
        链接 網址 网址 鏈接 リンク 주소 링크 loc
    """,
    "publisher": """
        publisher publication newspaper newspapername outlet sourcename sitename site website
        source sourcedomain domain journal media medium mediasource provider channel feed feedname
        agency newsagency brand newssource pub so
        zeitung quelle fuente fonte bron kaynak sumber nguon zrodlo zdroj forras kilde kalla lahde
        periodico diario jornal giornale krant journalname titrejournal sursa izvor
        источник издание джерело видання πηγη المصدر مصدر جريدة الصحيفة מקור स्रोत উৎস
        来源 來源 媒体 媒體 新闻来源 出典 新聞社 매체 언론사 แหล่งข่าว
    """,
    "section": """
        section category newscategory articlecategory articlesection sectionname categories
        newsdesk desk topic rubric class
        rubrique rubrik ressort seccion secao editoria sezione categoria categorie kategorie
        kategori kategoria kategorija thema rubriek dzial chuyenmuc danhmuc
        рубрика раздел категория категорія тема κατηγορια القسم قسم التصنيف קטגוריה श्रेणी বিভাগ
        分类 分類 栏目 频道 类别 カテゴリ 分野 분류 카테고리 หมวด
    """,
    "language": """
        language lang inlanguage langue idioma sprache lingua taal jezyk sprak dil bahasa
        язык мова γλωσσα لغة اللغة שפה भाषा 语言 語言 言語 언어 locale dclanguage
    """,
    "place": """
        dateline place location city ort lieu lugar luogo plaats miejsce misto plats sted lokasi
        место город місце المكان مكان 地点 地點 場所 장소
    """,
    "caption": """
        caption captions imagecaption imagecaptions photocaption photocaptions imagetext figcaption
        legende bildunterschrift bildtext piedefoto leyenda didascalia legenda bildtexte bijschrift
        подпись подписькфото 图片说明 圖片說明 写真説明 사진설명
    """,
}
_punctuation = re.compile(r"[\W_]+")  # and vowel signs, on both sides
FIELDS = {
    _punctuation.sub("", fold(name)): (field, rank)
    for field, names in _NAMES.items()
    for rank, name in enumerate(names.split())
}
_ABSENT = frozenset(["", "nan", "none", "null", "n/a", "na", "nil", "-", "\\n", "undefined", "nat"])
_language = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@lru_cache(maxsize=4096)
def field_of(name: str) -> tuple[str, int] | None:
    """The field that `name` stands for and how far it is to be trusted, 0 most; else None.

    >>> field_of("Publication_Date")[0], field_of("dc:creator")[0], field_of("id")
    ('date', 'byline', None)
    """
    if len(name) > 60:
        return None
    key = _punctuation.sub("", fold(name))
    if found := FIELDS.get(key):
        return found
    _, colon, local = name.rpartition(":")
    return FIELDS.get(_punctuation.sub("", fold(local))) if colon else None


def is_absent(value: str) -> bool:
    """Whether a value is only a way of saying that there is none."""
    return len(value) < 10 and value.strip().lower() in _ABSENT


def is_url(value: str) -> bool:
    """Whether a value is an address, and nothing else."""
    return value.startswith(("http://", "https://")) and " " not in value.strip()


def language_tag(value: str) -> str | None:
    """The BCP 47 form of a language code; None for anything else.

    >>> language_tag("pt_BR"), language_tag("English")
    ('pt-BR', None)
    """
    value = value.strip()
    return value.replace("_", "-") if _language.fullmatch(value) else None
