"""Labelled lines: `HEADLINE: …`, `KOP: …`, `Datum: …`, and the field that each label fills.

The labels are those of press databases (LexisNexis, Factiva, ProQuest, Europresse) in the languages
they export in, and those that scrapers print above a text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newscli.text import fold
from newscli.text.sentences import ends_sentence

# Field: its labels.  Fields without a place in the record are kept among `other` all the same.
_TABLE = {
    "headline": "headline|heading|head|story title|article title|headlines|kopf|encabezado"
    "|cabecera|manchete|title|kop|titre|titel|titulo|titular|titolo|uberschrift|schlagzeile"
    "|overskrift|otsikko|tytul|titulek|nadpis|naslov|cim|titlu|baslik|заголовок|название"
    "|τιτλοσ|العنوان|عنوان|כותרת|标题|標題|見出し|タイトル|제목|tieu de|judul|शीर्षक",
    "byline": "byline|by|author/byline|"
    "writer|writers|verfasser|verfasserin|redacteur|redactor|redakteur"
    "|schrijver|columnist|correspondent|reporters|author|authors|written by|auteur|auteurs|autor"
    "|autorin|autoren|autore"
    "|autori|autores|door|forfatter|forfattare|av|kirjoittaja|journalist|reporter|von|por|par"
    "|firma|автор|авторы|بقلم|الكاتب|المولف|מאת|作者|记者|記者|執筆|著者|筆者|撰稿|저자|기자|글|yazar|penulis|"
    "tac gia|szerzo|yazan|लेखक|द्वारा|रिपोर्ट",
    "date": "date|day|dated|issued|date issued"
    "|date of publication|date of issue|erscheinungstag|tag|jour|dia|giorno"
    "|dag|dzien|datum|fecha|data|dato|pvm|paivamaara|tarih|tanggal|datum objave|published"
    "|publication date|date published|published on|publish date|pub date|pubdate|posted|posted on"
    "|release date|issue date|date de publication|date de parution|publie le|fecha de publicacion"
    "|publicado|publicado el|data di pubblicazione|pubblicato|data de publicacao|publicado em"
    "|erscheinungsdatum|veroffentlicht|veroffentlicht am|erschienen|datum van publicatie"
    "|gepubliceerd|publicatiedatum|publicerad|publisert|udgivet|julkaistu|opublikowano|datum vydani"
    "|дата|дата публикации|опубликовано|التاريخ|تاريخ النشر|תאריך|日期|时间|時間|发布时间|发布日期"
    "|發布時間|日付|公開日|날짜|입력|ngay|datum publikacije|megjelent|data publikacji"
    "|तारीख|दिनांक|प्रकाशित",
    "section": "section|desk|department|page section|secties|sectie|rubriek|rubrik|rubrique"
    "|seccion|sezione|seccao|secao|ressort"
    "|category|categories|kategorie|categorie|categoria|kategoria|sektion|avdeling|avdelning|osasto|dzial"
    "|rubrika|kategori|bolum|рубрика|раздел|категория|القسم|التصنيف|栏目|分类|分類|版面|カテゴリ|面名|面|欄|"
    "섹션|chuyen muc|श्रेणी|अनुभाग",
    "publisher": "source|feed|feed title"
    "|paper|outlet|media outlet|medium|media|periodico|diario|zeitschrift"
    "|blatt|gazette|gazeta|zeitungsname|titel der zeitung|nombre del periodico|testata|giornale"
    "|jornal|veiculo|tidning|avis|lehti|noviny|publisher|publication|publication title|newspaper"
    "|journal|bron|quelle"
    "|fuente|fonte|medio|zeitung|krant|kilde|kalla|lahde|zrodlo|zdroj|izvor|forras|sursa|kaynak"
    "|sumber|source name|источник|издание|المصدر|מקור|来源|來源|媒体|出典|ソース|출처|매체|"
    "nguon|journal name|स्रोत|समाचार पत्र",
    "language": "language|taal|sprache|langue|idioma|lingua|sprog|sprak|kieli|jezyk|jazyk|"
    "jezik|nyelv"
    "|limba|dil|bahasa|язык|اللغه|שפה|语言|語言|言語|언어",
    "url": "url|web address|website|internet address|internet|webadresse|adresse web|direccion"
    "|direccion web|indirizzo|endereco|webadres|link|lien|enlace|permalink|source url|adres"
    "|adresse|web|webseite|collegamento|"
    "ссылка"
    "|الرابط|链接|鏈接|原文链接|リンク|링크",
    "place": "dateline|place|location|lieu|ort|lugar|luogo|plaats|местo|место|المكان|地点",
    "body": "body|text|full text|tekst|metin|texte|texte integral|texto|texto completo|testo|"
    "volltext|corps"
    "|cuerpo|corpo|content|article|tresc|текст|النص|نص|正文|内容|內容|本文|본문|inhalt|"
    "article text|artikel|पाठ|सामग्री",
    "caption": "graphic|graphics|caption|photo caption|image caption|bijschrift|fotobijschrift"
    "|bildunterschrift|bildtext|legende|leyenda|didascalia|legenda|grafik|graphique|grafico"
    "|illustratie|illustration|illustrations|подпись|图片说明",
    "deck": "highlight|encart|hervorhebung|subtitle|subheadline|deck|subheading|standfirst|"
    "sous-titre|untertitel"
    "|unterzeile|subtitulo|sottotitolo|onderkop|hoogtepunt|chapeau|abstract|summary|lead|intro"
    "|подзаголовок|副标题",
    "updated": "updated|last updated|modified|last modified|update|load-date|load date|aktualisiert"
    "|mis a jour|actualizado|aggiornato|atualizado|bijgewerkt|обновлено|更新时间|date-created",
    "topics": "subject|subjects|keyword|keywords|key words|tags|topics|topic|schlagworter"
    "|schlagworte|stichworter|mots-cles|mots cles|palabras clave|etiquetas|parole chiave"
    "|palavras-chave|trefwoorden|onderwerp|onderwerpen|nyckelord|emneord|avainsanat"
    "|slowa kluczowe|klicova slova|kulcsszavak|etiketler|теги|ключевые слова|метки"
    "|الكلمات المفتاحيه|关键词|關鍵詞|标签|標籤|キーワード|태그|키워드",
    "kept": "length|lengte|lange|longueur|longitud|lunghezza|extension|extensao|word count|words"
    "|wordcount|laengd|pub-type|publication-type|publication type|publicatietype|type-publication"
    "|type de publication|tipo de publicacion|zeitungs-code|journal-code|document-type|"
    "document type"
    "|type|organization|organisation|company|companies|person|people|persons"
    "|country|city|state|geographic|industry|ticker"
    "|issn|doi|isbn|series|edition|editie|ausgabe|edicion|volume|vol|issue|page|pages|pagina|seite"
    "|pg|tag|notes|note|correction|correction-date|distribution|copyright|credit|credits|rights|id"
    "|document id|accession number|database|publication info|publication year|place of publication"
    "|language of publication|publication info|source type|first page|links|credit line"
    "|country of publication|last updated on|document url|proquest document id|series"
    "|location info|views|comments|project id|send to|terms|time of request|download request",
}
LABELS = {label: field for field, labels in _TABLE.items() for label in labels.split("|")}
CODES = {  # of databases' exports: Factiva's, and those that reference managers read
    "HD": "headline", "TI": "headline", "T1": "headline", "BY": "byline", "AU": "byline",
    "A1": "byline", "PD": "date", "DT": "date", "DA": "date", "DP": "date", "SN": "publisher",
    "SO": "publisher", "JO": "publisher", "JF": "publisher", "LA": "language", "UR": "url",
    "LP": "body", "TD": "body", "TX": "body", "AB": "body", "SE": "section", "CR": "credit",
    "CX": "kept", "WC": "kept", "ET": "kept", "SC": "kept", "ED": "kept", "PG": "kept",
    "CY": "kept", "CO": "kept", "IN": "kept", "NS": "kept", "RE": "kept", "IPC": "kept",
    "IPD": "kept", "PUB": "kept", "AN": "kept", "VOL": "kept", "CT": "kept", "RF": "kept",
    "ART": "kept", "CLM": "kept", "ID": "kept", "KW": "topics", "DE": "topics",
}  # fmt: skip
BODY_MARKS = frozenset(  # lines of their own above a text
    fold(mark)
    for mark in "Body|Text|Volltext|Textkörper|Fließtext|Corps|Cuerpo|Texto|Testo|Tekst|Corpo"
    "|Full Text|Texte intégral|Texto completo|Testo completo|Brödtext|Brødtekst|Hoofdtekst".split(
        "|"
    )
)
AFTER_MARKS = frozenset(  # and below it
    fold(mark)
    for mark in "Classification|Classificatie|Klassifizierung|Clasificación|Classificazione"
    "|Graphic|Graphics|Graphique|Grafik|Gráfico|Grafico|Illustratie|Notes|Correction|Load-Date"
    "|Anmerkungen|Notas|Note|Série|Series".split("|")
)
_shouted = re.compile(r"([^\W\d_][^\W_]{1,19})(?: - ?|: ?| )(.*)")
_FACTS = frozenset(["byline", "date", "section", "publisher", "language", "url", "place"])
LEAST_SAID = 6  # blanks in a sentence behind a word and a colon; a fact has fewer, or no stop
REACH = 32  # characters that a label and its sign stand in
_WORD = r"([^\W\d_][^:：=<>*\t\n]{0,28}?)"
SEPARATOR = "\t"  # between a label and its value that stand in columns
LABEL = re.compile(rf"{_WORD} ?(?:[:：\t](?!//)|=(?: |$))\s*(.*)")
"""What can be a label, known or not, and its value."""
_signed = re.compile(  # @date: …, %date …, #+DATE: …, :date: …, <date> …, **Date:** …
    rf"(?:[@%]{_WORD}(?:[:：]| )|(?:#\+?|:){_WORD}[:：]|<{_WORD}>"
    rf"|(?:\*\*|__){_WORD}(?:[:：](?:\*\*|__)|(?:\*\*|__)[:：]))\s*"
)
_SIGNS = "@%#:<*_"


class Labelled(NamedTuple):
    """A line `label: value`."""

    label: str
    """As printed, with its sign."""
    field: str
    """Of `LABELS`."""
    value: str
    """What stands on the label's own line; may be empty."""


def labelled(line: str) -> Labelled | None:
    """The label, its field and its value, if `line` begins with a known label.

    >>> labelled("KOP: Nieuws")
    Labelled(label='KOP', field='headline', value='Nieuws')
    >>> labelled("<title> Nieuws")
    Labelled(label='<title>', field='headline', value='Nieuws')
    """
    line = line.lstrip()
    start = line[:REACH]
    if start[:1] and start[0] in _SIGNS:
        signed = _signed.match(line)
        if signed is None or signed.lastindex is None:
            return None
        word = signed[signed.lastindex]
        label, value = signed[0].rstrip(" :："), line[signed.end() :].removesuffix(f"</{word}>")
    elif (":" in start or "：" in start or SEPARATOR in start or " = " in start) and (
        match := LABEL.match(line)
    ):
        word, value = match.groups()
        label = word
    else:
        return None
    field = LABELS.get(fold(word))
    counted = field == "updated" or fold(word) == "words"
    if field is None or (counted and value and not any(map(str.isdigit, value))):
        return None  # Update: Minister resigns; Words: Jane Roe
    value = value.strip()
    if value[:1] == "{" and value.rstrip(",")[-1:] == "}":
        value = value.rstrip(",")[1:-1].strip()  # title = {…}, as BibTeX has it
    if field in _FACTS and value and is_said(value):
        return None
    return Labelled(label, field, value)


def is_said(value: str) -> bool:
    """Whether what follows a word and a colon is said, by somebody or of something: no fact.

    >>> is_said("nobody knows when the two will meet."), is_said("Why?"), is_said("3 May 2012")
    (True, True, False)
    """
    return value[-1] in "?？؟" or (value.count(" ") >= LEAST_SAID and ends_sentence(value))


def shouted(line: str) -> Labelled | None:
    """What can be a label in capitals, or a code, parted from its value by a blank or a dash alone.

    An unknown one has the field `kept`.  Headlines open with such words, too: several known ones
    have to stand below each other.

    >>> shouted("TITEL Nieuws"), shouted("AU  - Jan Roe".replace("  ", " "))[1:]
    (Labelled(label='TITEL', field='headline', value='Nieuws'), ('byline', 'Jan Roe'))
    """
    match = _shouted.match(line)
    if match is None or match[1] != match[1].upper():
        return None
    field = CODES.get(match[1]) or LABELS.get(fold(match[1]))
    return Labelled(match[1], field or "kept", match[2].strip())


def is_known(label: str) -> bool:
    """Whether a label in capitals is one of databases or scrapers.

    >>> is_known("TITEL"), is_known("AU"), is_known("SHIPS")
    (True, True, False)
    """
    return label in CODES or fold(label) in LABELS
