"""Press databases: what their exports look like.  All that one differs in from the others is here.

Taken from exports in several languages; to add a database, add its line to `VENDORS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from newscli.text import fold
from newscli.text.tables import rows
from newscli.tuples import NamedTuple

_TABLES = rows(__file__, "vendors.txt")


def _lines(*patterns: str) -> re.Pattern[str]:
    """A line that is one of the patterns as a whole."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _labels(database: str) -> tuple[dict[str, str], frozenset[str]]:
    """Label → field of what vendors.txt has for a database, and the labels of its foot."""
    table = {
        field: names.split("|") for field, names in (row.split(": ") for row in _TABLES[database])
    }
    foot = frozenset(table.pop("foot", ()))
    return {label: field for field, labels in table.items() for label in labels}, foot


class Vendor(NamedTuple):
    """How one database prints."""

    words: tuple[str, ...]
    """Each of its exports has one of them: asked first, as it costs least."""
    signs: tuple[re.Pattern[str], ...]
    """Lines that show it; `SIGNS` different ones are enough."""
    fields: Mapping[str, str] = MappingProxyType({})
    """Its own labels, folded → field (`drafting.fields`), `source` (publisher and date on one
    line) or `kept`.  Those of `layout.labels` count as well."""
    foot: frozenset[str] = frozenset()
    """Labels that stand below the text alone, folded."""
    begins: re.Pattern[str] | None = None
    """A line that begins a document."""
    ends: re.Pattern[str] | None = None
    """A line that stands at a document's end; what follows the last of several is the next."""
    anchor: str = "date"
    """The kind of the line without a label above and below which the others are told apart; empty
    where documents begin with the lines of `below`."""
    above: tuple[str, ...] = ()
    """Fields of the lines without labels above the anchor; the last stands next to it."""
    below: tuple[str, ...] = ()
    """Those below it, in order."""
    notes: re.Pattern[str] | None = None
    """Lines of the head that are about the copy."""
    month_first: bool = False
    """How `3/4/2011` is meant."""
    capitals: bool = False
    """Whether the labels below a text are printed in capitals."""
    width: int = 0
    """At which lines are wrapped, if they always are; else most lines have to be about as long."""


SIGNS = 2
COUNTER = _lines(
    r"\s*\d{1,6} (?:of|von|van|de|di|sur|av|af|из|od|z|/) \d{1,6} "
    r"(?:documents?|dokumente?n?|documenten|documentos?|documenti|dokumenter|документ[а-я]*)\s*",
    r"\s*(?:documents?|dokumente?n?|documento|dokumenter|документ[а-я]*|record|article|artikel)"
    r" \d{1,6} (?:of|von|van|de|di|sur|av|af|из|od|z|/) \d{1,6}\s*",
)
RIGHTS = re.compile(
    r"(?:\(c\)|©|copyright\b|all rights reserved|tous droits réservés|alle rechte vorbehalten"
    r"|todos los derechos reservados|tutti i diritti riservati|alle rechten voorbehouden"
    r"|todos os direitos reservados|все права защищены)",
    re.IGNORECASE,
)
_OF_A_DAY = r"(?:first|second|third|late|early|main|home|state|city|metro|national|regional|final)"
_EDITION = r"(?:edition|editie|ausgabe|édition|edición|edizione|edição|auflage)"
EDITION = re.compile(  # lines between a date and a headline that are neither
    rf"(?:[\w'-]+ ){{0,3}}{_EDITION}(?: ?[-–] ?final)?|{_EDITION}(?: [\w'-]+){{1,2}}"
    rf"|{_OF_A_DAY}(?: {_OF_A_DAY})*|corrected|(?:correction|clarification) appended|show: .*",
    re.IGNORECASE,
)
PICTURES = frozenset(
    fold(mark)
    for mark in "Graphic|Graphics|Graphique|Grafik|Gráfico|Grafico|Illustratie".split("|")
)

_END_OF_DOCUMENT = (
    r"end of document|ende des dokuments|fin du document|fin del documento|fine del documento"
    r"|einde van (?:het )?document|fim do documento|slut på dokumentet"
)

VENDORS = (
    Vendor(  # LexisNexis Academic and its like: a counter, centred lines, labels in capitals
        (
            *("DOCUMENT", "Document", "Dokument", "Документ", " documents", "LOAD-DATE:"),
            *("LENGTH:", "LÄNGE:", "LENGTE:", "LONGUEUR:", "LONGITUD:", "LUNGHEZZA:"),
        ),
        (
            COUNTER,
            _lines(r"(?:length|lengte|länge|longueur|longitud|lunghezza):\s+[\d.,]+\s+\w+"),
            re.compile(r"(?:LOAD-DATE|UPDATE|DATE-CHARGEMENT|FECHA-CARGA):\s.*"),
            re.compile(r"(?:PUBLICATION-TYPE|PUB-TYPE|TYPE-PUBLICATION|TIPO-PUBLICACIÓN):\s.*"),
            re.compile(r"(?:HEADLINE|BYLINE|KOP|TEKST|BODY|AUTEUR):.*"),
        ),
        *_labels("nexis"),
        begins=COUNTER,
        ends=re.compile(
            r"(?:LOAD-DATE|UPDATE|DATE-CHARGEMENT|FECHA-CARGA|PUBLICATION-TYPE|PUB-TYPE|LANGUAGE"
            r"|TYPE-PUBLICATION|TIPO-PUBLICACIÓN|SPRACHE|LANGUE|IDIOMA|TAAL):.*"
        ),
        above=("publisher",),
        below=("headline",),
        capitals=True,
        width=80,
    ),
    Vendor(  # Nexis Uni, Lexis Advance: end marks, labels in small letters
        (
            *("End of Document", "Ende des Dokuments", "Fin du document", "Fin del documento"),
            *("Fine del documento", "Einde van", "Fim do documento", "Slut på", "Load-Date:"),
        ),
        (
            _lines(_END_OF_DOCUMENT),
            re.compile(r"(?:Load-Date|Update|Date-chargement|Fecha-carga):\s.*"),
            _lines(r"(?:length|lengte|länge|longueur|longitud|lunghezza):\s*[\d.,]+\s+\w+"),
            re.compile(r"Body|Textkörper|Corps|Cuerpo|Classification|Klassifizierung"),
        ),
        *_labels("nexis"),
        ends=_lines(_END_OF_DOCUMENT),
        above=("headline", "publisher"),
    ),
    Vendor(  # ProQuest: rules, and every fact with a label, twice
        ("Publication info", "ProQuest", "Full text:", "Publication title"),
        (
            _lines(r"publication info:.*"),
            _lines(r"proquest document id:.*"),
            _lines(r"language of publication:.*"),
            _lines(r"publication (?:title|year):.*"),
            _lines(r"full text:.*"),
        ),
        *_labels("proquest"),
        begins=_lines(r"_{20,}", r"\*{20,}", r"document \d+ of \d+"),
        above=("headline",),
        anchor="label",
        notes=_lines(r"proquest document link|find a copy|get full text|links|table of contents"),
    ),
    Vendor(  # Factiva, as it is printed: no labels, always in this order
        ("Document ", "Dokument ", "Documento "),
        (
            _lines(r"[\d.,]{1,7} (?:words|wörter|mots|palabras|woorden|parole|palavras|ord|słów)"),
            _lines(r"(?:document|dokument|documento|документ) [a-z0-9]{16,}"),
        ),
        ends=_lines(r"(?:document|dokument|documento|документ) [a-z0-9]{16,}"),
        anchor="words",
        above=("section", "headline"),
        below=("publisher",),
        notes=_lines(r"page \d+ of \d+.*", r"(?-i:[A-Z]{3,8}\d?)", r"[A-Z]?\d{1,4}(?:-\d+)?"),
    ),
    Vendor(  # Europresse, Eureka
        ("roits réservés", "news·", "ights reserved", "présent document"),
        (
            _lines(r"(?:©|\(c\)) ?\d{4} .*(?:tous droits réservés|all rights reserved).*"),
            _lines(r".*(?:le présent document est|the present document).*"),
            _lines(r"news\W\d{8}\W.*"),
            _lines(r".*\b(?:lun|mar|mercre|jeu|vendre|same|diman)(?:di|che)\b.* \d{4}.*, p\. .*"),
        ),
        *_labels("europresse"),
        ends=_lines(
            r"(?:©|\(c\)) ?\d{4} .*",
            r"(?:référence ?: ?)?news\W\d{8}\W.*",
            r".*le présent document est protégé.*",
        ),
        above=("publisher",),
        below=("headline", "byline?"),
    ),
    Vendor(  # WISO, Genios, GBI
        ("Genios", "wiso-net", "Quelle:", "QUELLE:"),
        (
            _lines(r"(?:quelle: ?)?.{3,60} vom \d\d?\.\d\d?\.\d{4}\b.*"),
            _lines(r"dauerhafte adresse des dokuments.*"),
            _lines(r".*gbi-genios.*"),
            _lines(r"dokument(?:en)?nummer: .*"),
        ),
        *_labels("wiso"),
        begins=COUNTER,
        ends=_lines(
            r".*gbi-genios.*", r"alle rechte vorbehalten.*", r"dauerhafte adresse des dokuments.*"
        ),
        anchor="label",
        below=("headline",),
        notes=_lines(r"seite \d+ von \d+"),
    ),
    Vendor(  # Retriever: Mediearkivet, Atekst
        ("ret.nu", "i print", "på trykk", "på nett", "på webb"),
        (
            _lines(r"https?://(?:www\.)?ret\.nu/.*"),
            _lines(r"alla artiklar är skyddade.*", r"alle artikle(?:r|ne) er beskyttet.*"),
            _lines(r"(?:publicerat|publisert|publiceret) (?:i|på) .{3,20}"),
        ),
        ends=_lines(
            r"={20,}",
            r"https?://(?:www\.)?ret\.nu/.*",
            r"(?:läs|les|se) (?:hela|hele|webartikel|nettartikkel).{0,30}",
            r"alla artiklar är skyddade.*",
            r"alle artikle(?:r|ne) er beskyttet.*",
            r"© .{2,60}",
        ),
        above=("headline",),
        notes=_lines(r"(?:publicerat|publisert|publiceret) .*", r"sid[ae] \d.*", r"sektion .*"),
    ),
    Vendor(  # Gale
        ("Gale", "GALE|"),
        (
            _lines(r"gale document number: .*"),
            _lines(r"document type: .*"),
            _lines(r"full text:.*"),
            _lines(r"copyright: copyright \d{4}.*"),
        ),
        *_labels("gale"),
        begins=_lines(r"title: .*"),
        ends=_lines(r"gale document number: .*", r"source citation.*"),
    ),
    Vendor(  # NewsBank
        ("Record Number:", "OpenURL"),
        (
            _lines(r"record number: .*"),
            _lines(r"openurl link"),
            _lines(r"(?:©|\(c\))? ?copyright,? .*all rights reserved\.?"),
            _lines(r".*\| ?\d+ words"),
            _lines(r"paper: .*"),
        ),
        *_labels("newsbank"),
        begins=_lines(r"paper: .*"),
        ends=_lines(r"record number: .*", r"(?:©|\(c\))? ?copyright,? .*all rights reserved\.?"),
        above=("headline",),
        notes=_lines(r"openurl link", r"page: .*"),
    ),
    Vendor(  # Google's alerts, as text
        ("Google Alert", "Google-Alert", "Alerte Google", "Alerta de Google", "Google Alerts"),
        (
            _lines(r"=== .+ ==="),
            _lines(r"<?https?://www\.google\.[a-z.]+/url\?\S+>?"),
            _lines(r"<?https?://www\.google\.[a-z.]+/alerts/\S+>?"),
        ),
        ends=_lines(r"<?https?://www\.google\.[a-z.]+/url\?\S+>?"),
        anchor="",
        below=("headline", "publisher"),
        notes=_lines(r"=== .+ ===", r"google.alerts? - .*", r"see (?:all|more) .*"),
    ),
    Vendor(  # EBSCOhost: values often stand below their labels
        ("Accession Number:", "EBSCO"),
        (
            _lines(r"accession number:.*"),
            _lines(r"(?:full text )?word count:.*"),
            _lines(r"database:.*"),
            _lines(r"subject terms:.*"),
            _lines(r"record:? ?\d+(?: of \d+)?"),
        ),
        *_labels("ebscohost"),
        begins=_lines(r"record:? ?\d+(?: of \d+)?"),
        ends=_lines(r"~{4,}", r"copyright of .*"),
        anchor="label",
        month_first=True,
    ),
)
