"""The words around the news: buttons, menus, "related" lists, bylines, labels, in many languages.

Matched against whole folded lines, so that a word inside a sentence never counts.  Taken from the
pages of newspapers and broadcasters in each language; extend freely, one entry a phrase.
"""

from __future__ import annotations

import re

from newscli.text import fold
from newscli.text.tables import rows, sections

INDIC = "\u0900-\u0963\u0971-\u0dff"
LETTERS = rf"(?:[^\W\d_]|[{INDIC}])+"
"""A run of letters; vowel signs and marks of the scripts of India are none to Python."""

CONTROLS = frozenset(sections(__file__, "controls.txt")["controls"])
"""Text-size buttons, players, galleries, sharing, ads: kept as `other`, never body."""

RELATED = re.compile(f"(?:{'|'.join(rows(__file__, 'controls.txt')['related'])})")
"""What opens a list of links to other stories, folded; the list itself follows."""

# A line that only says who wrote it: one of these, then names.
_BYLINE_OPENERS = """
    by author byline von autor autorin par auteur por di autore door av af skrevet kirjoittaja автор
    текст بقلم كتب كتبت מאת 文 作者 记者 記者 oleh yazan szerző tekst text autorka autora bởi
    लेखक द्वारा przez بواسطة
"""
_POSTED = (  # before one of them: Posted by, Geplaatst door
    "story written report reported words posted published filed submitted added created uploaded"
    " publié posté mis écrit rédigé veröffentlicht geschrieben verfasst erstellt eingestellt"
    " publicado escrito enviado subido geplaatst gepubliceerd geschreven ingezonden opublikowane"
    " opublikowany dodane napisane pubblicato scritto inserito postado publicerad skriven publisert"
    " skrevet lagt نشر نشرت"
)
_BYLINE_LABELS = (  # before a colon
    "report bericht verslag relacja репортаж 报道 取材 تقرير informa"
    " haber interview texte testo reportage intervista entrevista words"
)
_WRITTEN = (  # before a name, without a colon
    r"text by|(?:textos?|textes?|reportagem|reportaje|entrevista) (?:de|por|par)|testo di"
    r"|dal nostro (?:inviato|corrispondente)|van onze (?:verslaggever|correspondent|redacteur)"
    r"|von unserem (?:korrespondenten|redakteur|mitarbeiter|reporter)"
    r"|de notre (?:correspondante?|envoyée? spéciale?)|de nuestro (?:corresponsal|enviado)"
)
BYLINE_OPENERS = frozenset(
    f"{_POSTED} propos {_BYLINE_OPENERS} {_BYLINE_LABELS}"
    " text textos texto textes reportagem reportaje dal van de".split()
)
BYLINE = re.compile(
    rf"(?:(?:{_WRITTEN}) |(?:(?:(?:{'|'.join(_POSTED.split())}|propos recueillis) )?"
    rf"(?:{'|'.join(_BYLINE_OPENERS.split())}))"
    rf"(?:\s*[:：/・]\s*| )|(?:{'|'.join(_BYLINE_LABELS.split())}) ?[:：] ?)"
    rf"(?P<name>[^\W\d_][\w.'’{INDIC}-]*(?:[ ,&]+[^\W\d_][\w.'’{INDIC}-]*){{0,9}})",
    re.IGNORECASE,
)
# Small words between the names of a byline.
_PARTICLES = (
    "de der den des del della di da do dos das du van von zu la le el al bin ben ibn y e und and et"
    " en och og i ve a in à au für for avec with mit con com z ze aus from"
)
PARTICLES = frozenset(_PARTICLES.split())
# A title that makes a name before it a byline.
_JOBS = """
    writer writers correspondent correspondents reporter reporters editor editors contributor
    contributors journalist journalists chief korrespondent korrespondentin redakteur redakteurin
    redacteur correspondant correspondante corresponsal redactor redactora corrispondente inviato
    inviata correspondente 기자 특파원 記者 संवाददाता
    корреспондент спецкорреспондент спецкор обозреватель журналист кореспондент muhabir muhabiri
"""
JOBS = frozenset(_JOBS.split())
JOB = re.compile(
    r"[,|–-]? ?(?:(?:associated press|staff|senior|special|chief|political|foreign|business"
    rf"|bureau) )*\b(?:{'|'.join(_JOBS.split())})(?: in [^,]{{3,30}})?$",
    re.IGNORECASE,
)

# What an article is called where articles are counted: `Item 3: Ferry stops`.
ARTICLE = (
    "item|story|article|text|news|clip|clipping|cutting|doc|document|report|piece|entry|record"
    "|headline|artikel|beitrag|bericht|meldung|dokument|nachricht|texte|breve|brève|articulo"
    "|artículo|noticia|articolo|notizia|artigo|documento|статья|новость|документ|текст|خبر|مقال"
    "|文章|新闻|新聞|記事|समाचार|खबर"
)

# What heads a list of the articles that follow.
_CONTENTS = """
    Contents|Table of contents|In this issue|In this edition|Index|Headlines
    Today's headlines|Inhalt|Inhaltsverzeichnis|In dieser Ausgabe|Übersicht|Sommaire
    Table des matières|Au sommaire|Dans ce numéro|Índice|Sumario|Contenido|En este número
    En esta edición|Indice|Sommario|In questo numero|Sumário|Conteúdo|Nesta edição|Inhoud
    Inhoudsopgave|In dit nummer|Innehåll|I detta nummer|Indhold|Innhold|Sisällys|Spis treści
    W numerze|Obsah|Tartalom|Cuprins|İçindekiler|Содержание|Оглавление|В номере|Зміст
    Съдържание|Περιεχόμενα|المحتويات|الفهرس|محتويات العدد|תוכן העניינים|目录|目錄|本期目录
    要目|目次|今号の内容|차례|목차|Daftar isi|Mục lục|विषय सूची
"""
CONTENTS = frozenset(
    fold(phrase) for line in _CONTENTS.split("\n") for phrase in line.strip().split("|") if phrase
)
