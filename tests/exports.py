# ruff: noqa: E501 — lines stand as they are printed
"""Exports of press databases, written of made-up stories: what is read from them is known.

Each writer prints as one database does; what varies is language, order, what is missing, and how
many stories there are.  Texts are our own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
}
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
}
PAPERS = {
    "en": ["Coast Gazette", "The Northern Echo Weekly", "Port Arden Times"],
    "de": ["Küstenblatt", "Neue Ardener Zeitung", "Abendpost Brook"],
    "fr": ["Le Courrier d'Arden", "La Gazette du Nord", "L'Écho de Brook"],
    "nl": ["De Kustbode", "Ardens Dagblad", "Het Nieuws van Brook"],
    "es": ["El Diario de Arden", "La Gaceta del Norte", "El Correo de Brook"],
    "sv": ["Kustbladet", "Ardens Tidning", "Norra Posten"],
}
HEADLINES = {
    "en": [
        "{} ferry sails again after winter repairs",
        "Storm closes the strait off {}",
        "What the new bridge means for {}",
        "{} council votes down harbour plan, again",
        "Rebuilding {}: part 1 of a long story",
        "Bakers strike in {}",
    ],
    "de": [
        "Fähre nach {} fährt wieder",
        "Sturm sperrt die Meerenge vor {}",
        "Was die neue Brücke für {} bedeutet",
        "Rat von {} lehnt Hafenplan ab",
        "Bäcker streiken in {}",
    ],
    "fr": [
        "Le ferry de {} reprend la mer",
        "La tempête ferme le détroit de {}",
        "Ce que le nouveau pont change pour {}",
        "Le conseil de {} rejette le plan du port",
    ],
    "nl": [
        "Veerboot naar {} vaart weer",
        "Storm sluit de zeestraat bij {}",
        "Wat de nieuwe brug betekent voor {}",
        "Raad van {} stemt havenplan weg",
    ],
    "es": [
        "El ferri de {} vuelve a navegar",
        "La tormenta cierra el estrecho de {}",
        "Lo que el nuevo puente cambia para {}",
        "El pleno de {} rechaza el plan del puerto",
    ],
    "sv": [
        "Färjan till {} går igen",
        "Stormen stänger sundet vid {}",
        "Vad den nya bron betyder för {}",
        "Fullmäktige i {} röstar ner hamnplanen",
    ],
}
SENTENCES = {
    "en": [
        "The ferry to {} will sail again on Monday, the port's manager said.",
        "Workers replaced the hull plates over four months and painted the funnel.",
        '"It is the same boat," one of the crew said in {} on Friday.',
        "The council had set aside money for the quay, but the work took longer than planned.",
        "Nobody was hurt when the storm came in from the west and closed the harbour of {}.",
    ],
    "de": [
        "Die Fähre nach {} fährt am Montag wieder, sagte der Leiter des Hafens.",
        "Arbeiter haben in vier Monaten die Platten am Rumpf erneuert und den Schornstein gestrichen.",
        "„Es ist dasselbe Schiff“, sagte einer aus der Mannschaft am Freitag in {}.",
        "Der Rat hatte Geld für den Kai zurückgelegt, doch die Arbeiten dauerten länger als geplant.",
    ],
    "fr": [
        "Le ferry de {} reprendra la mer lundi, a dit le directeur du port.",
        "Les ouvriers ont remplacé les tôles de la coque en quatre mois et repeint la cheminée.",
        "« C'est le même bateau », a dit un membre de l'équipage vendredi à {}.",
        "Le conseil avait mis de côté de l'argent pour le quai, mais les travaux ont duré.",
    ],
    "nl": [
        "De veerboot naar {} vaart maandag weer, zei de beheerder van de haven.",
        "Arbeiders vervingen in vier maanden de platen van de romp en verfden de schoorsteen.",
        "'Het is dezelfde boot', zei een van de bemanning vrijdag in {}.",
        "De raad had geld opzijgezet voor de kade, maar het werk duurde langer dan gepland.",
    ],
    "es": [
        "El ferri de {} volverá a navegar el lunes, dijo el director del puerto.",
        "Los obreros cambiaron en cuatro meses las planchas del casco y pintaron la chimenea.",
        "«Es el mismo barco», dijo uno de la tripulación el viernes en {}.",
        "El pleno había guardado dinero para el muelle, pero la obra duró más de lo previsto.",
    ],
    "sv": [
        "Färjan till {} går igen på måndag, säger hamnens chef.",
        "Arbetarna bytte plåtarna på skrovet under fyra månader och målade skorstenen.",
        "– Det är samma båt, säger en i besättningen i {} på fredagen.",
        "Kommunen hade lagt undan pengar till kajen, men arbetet tog längre tid än planerat.",
    ],
}
TOWNS = "Arden Brook Carrow Dunmore Ellerby Fenwick Garth Holm Inver Jarrow".split()
NAMES = ["Ana Roe", "Ben Abbey", "Cora Lind", "Dan Mill", "Eva Stone", "Finn Hale", "Gus Orr"]


@dataclass
class Story:
    """What an export says of an article."""

    headline: str
    publisher: str
    date: date
    byline: str
    section: str
    paragraphs: list[str]
    language: str

    @property
    def words(self) -> int:
        return sum(len(text.split()) for text in self.paragraphs)

    @property
    def day(self) -> str:
        """The day of the month, the month's name and the year, as the language orders them."""
        month = MONTHS[self.language].split()[self.date.month - 1]
        if self.language == "en":
            return f"{month} {self.date.day}, {self.date.year}"
        if self.language == "es":
            return f"{self.date.day} de {month} de {self.date.year}"
        return f"{self.date.day}{'.' * (self.language == 'de')} {month} {self.date.year}"

    @property
    def weekday(self) -> str:
        return DAYS[self.language].split()[self.date.weekday()]


def stories(count: int, language: str = "en", start: int = 0) -> list[Story]:
    """So many stories, all different; `start` shifts them."""
    out = []
    for index in range(start, start + count):
        town = TOWNS[index % len(TOWNS)]
        heads, said = HEADLINES[language], SENTENCES[language]
        own = [
            said[(index + at) % len(said)].format(TOWNS[(index * 3 + at) % len(TOWNS)])
            for at in range(1 + index % 4 if index % 5 else 3)
        ]
        out.append(
            Story(
                heads[(index + index // len(TOWNS)) % len(heads)].format(town),
                PAPERS[language][index % 3],
                date(2019, 1, 28) + timedelta(days=11 * index),
                NAMES[index % len(NAMES)],
                ["News", "Business", "Local"][index % 3],
                own,
                language,
            )
        )
    return out


def _join(*lines: str | None) -> str:
    return "\n\n".join(line for line in lines if line)


NEXIS = {
    "en": "BYLINE SECTION LENGTH words LOAD-DATE LANGUAGE PUBLICATION-TYPE {n} of {m} DOCUMENTS",
    "nl": "AUTEUR RUBRIEK LENGTE woorden LOAD-DATE TAAL PUB-TYPE {n} of {m} DOCUMENTS",
    "de": "AUTOR RUBRIK LÄNGE Wörter UPDATE SPRACHE PUBLICATION-TYPE Dokument {n} von {m}",
    "fr": "AUTEUR RUBRIQUE LONGUEUR mots DATE-CHARGEMENT LANGUE TYPE-PUBLICATION Document {n} de {m}",
    "es": "AUTOR SECCIÓN LONGITUD palabras FECHA-CARGA IDIOMA TIPO-PUBLICACIÓN Documento {n} de {m}",
}


def nexis(
    found: Sequence[Story],
    counters: bool = True,
    label: str = "",
    byline: bool = True,
    below_date: str = "",
    centred: int = 30,
    correction: str = "",
    cover: str = "",
    copyright_first: bool = False,
) -> str:
    """The classic text export of LexisNexis."""
    out = [cover] if cover else []
    for number, story in enumerate(found, 1):
        names = NEXIS[story.language].split(" ", 7)
        by, section, length, words, load, language, kind, counter = names
        middle = " " * centred
        rights = (
            f"{middle}Copyright {story.date.year} {story.publisher}\n{middle}All Rights Reserved"
        )
        day = f"{story.day} {story.weekday}"
        if counters:
            out.append(middle + counter.format(n=number, m=len(found)))
        body = "\n\n".join(textwrap.fill(text, 78) for text in story.paragraphs)
        out.append(
            _join(
                rights if copyright_first else None,
                middle + story.publisher,
                middle + day + (f"\n{middle}{below_date}" if below_date else ""),
                f"{label}: {story.headline}" if label else textwrap.fill(story.headline, 78),
                f"{by}: {story.byline}" if byline else None,
                f"{section}: {story.section}; Pg. {number}",
                f"{length}: {story.words} {words}",
                "BODY:" if label.isupper() else None,
                body,
                correction,
                f"{load}: {story.day}",
                f"{language}: {story.language.upper()}",
                f"{kind}: Newspaper",
                None if copyright_first else "\n" + rights,
            )
        )
    return "\n\n\n".join(out) + "\n"


UNI = {
    "en": "Section Length words Byline Body Classification Language Load-Date|End of Document",
    "de": "Rubrik Länge Wörter Autor Textkörper Klassifizierung Sprache Update|Ende des Dokuments",
    "fr": "Rubrique Longueur mots Auteur Corps Classification Langue Date-chargement|Fin du document",
    "es": "Sección Longitud palabras Autor Cuerpo Clasificación Idioma Fecha-carga|Fin del documento",
    "nl": "Sectie Lengte woorden Auteur Tekst Classificatie Taal Load-Date|Einde van document",
}


def uni(
    found: Sequence[Story],
    cover: bool = True,
    byline: bool = True,
    edition: str = "",
    graphic: bool = True,
    pages: bool = False,
    marks: bool = True,
    gap: int = 2,
) -> str:
    """Nexis Uni and Lexis Advance: an office file, turned into text."""
    out = []
    if cover:
        lines = [
            "User Name: Ana Roe",
            "Date and Time: Tuesday, August 13, 2019 10:21:00 AM CEST",
            "Job Number: 95012345",
            f"Documents ({len(found)})",
        ]
        for number, story in enumerate(found, 1):
            lines += [
                f"{number}. {story.headline}",
                "Client/Matter: -None-",
                "Search Terms: ferry",
                "Search Type: Natural Language",
                "Narrowed by:",
                "Content Type",
                "Narrowed by",
                "News",
                "-None-",
            ]
        out.append("\n".join(lines))
    for number, story in enumerate(found, 1):
        names, end = UNI[story.language].split("|")
        section, length, words, by, body, classes, language, load = names.split()
        lines = [f"Page {number} of {len(found)}", story.headline] if pages else []
        lines += [story.headline, story.publisher, f"{story.day} {story.weekday}"]
        lines += [edition] if edition else []
        lines += [
            "",
            f"Copyright {story.date.year} {story.publisher} Company",
            f"{section}: Section A; Column 0; {story.section}; Pg. 14",
            f"{length}: {story.words} {words}",
        ]
        lines += [f"{by}: By {story.byline.upper()}"] if byline else []
        lines += [body, "", ""] if marks else [""]
        lines += ["\n\n\n".join(story.paragraphs), ""]
        if graphic:
            lines += [
                "Graphic",
                "",
                " ",
                "PHOTO: The ferry of the town in the dock on Monday (PHOTOGRAPH BY LEE POE) (A14)",
                "",
            ]
        lines += [
            classes,
            "",
            f"{language}: {story.language.upper()}",
            "Publication-Type: Newspaper",
            "Subject: FERRIES (90%); PORTS (78%)",
            f"{load}: {story.day}",
            "",
            end,
        ]
        out.append("\n".join(lines))
    return ("\n" * (gap + 1)).join(out) + "\n"


RULE = "_" * 60


def proquest(
    found: Sequence[Story],
    counters: bool = True,
    abstract: bool = True,
    links: bool = True,
    author: bool = True,
    foot: bool = True,
    top_title: bool = True,
    compact: bool = False,
    contents: bool = False,
) -> str:
    """ProQuest's text export."""
    out = [RULE]
    if contents:
        out += [
            "Table of contents\n\n"
            + "\n".join(f"{n}. {story.headline}" for n, story in enumerate(found, 1)),
            RULE,
        ]
    for number, story in enumerate(found, 1):
        short = f"{story.date:%b} {story.date.day}, {story.date.year}"
        last, first = story.byline.split()[1], story.byline.split()[0]
        url = f"https://example.org/docview/{number}/se-2?accountid=1"
        between = "\n" if compact else "\n\n"
        lines = [
            f"Document {number} of {len(found)}" if counters else None,
            story.headline if top_title else None,
            f"Author: {last}, {first}" if author else None,
            f"Publication info: {story.publisher} ; Arden [Arden]. {story.date:%d %b %Y}: A.{number}.",
            url,
            f"Abstract: {story.paragraphs[0]}" if abstract else "Abstract: None available.",
            f"Links: https://example.org/openurl?url_ver=Z39&genre=unknown&n={number}"
            if links
            else None,
            "Full text: " + "\n".join(story.paragraphs),
            "Subject: Ferries; Ports",
            "Location: Arden",
            "Title: " + story.headline,
            f"Publication title: {story.publisher}; Arden",
            f"First page: A.{number}",
            f"Publication year: {story.date.year}",
            f"Publication date: {short}",
            f"Section: {story.section}",
            f"Publisher: {story.publisher} Company Ltd",
            "Place of publication: Arden",
            "Country of publication: Canada, Arden",
            "Publication subject: General Interest Periodicals--Canada",
            "ISSN: 01234567",
            "Source type: Newspaper",
            "Language of publication: English",
            "Document type: News",
            f"ProQuest document ID: {number}",
            f"Document URL: {url}",
            f"Copyright: Copyright {story.date.year} {story.publisher}. All Rights Reserved.",
            "Last updated: 2019-08-10",
            "Database: Canadian Newsstream",
        ]
        out += [between.join(line for line in lines if line), RULE]
    if foot:
        out.append(
            "Contact us at: http://www.proquest.com/go/contactsupport\n\n"
            "Database copyright © 2022 ProQuest LLC. All rights reserved.\n\n"
            "Terms and Conditions: http://www.proquest.com/info/termsAndConditions"
        )
    return "\n\n".join(out) + "\n"


def factiva_tags(
    found: Sequence[Story], column: bool = False, cover: str = "", short: bool = False
) -> str:
    """Factiva's articles with their field codes."""
    out = [cover] if cover else []
    for number, story in enumerate(found, 1):
        rest = "\n\n".join(story.paragraphs[1:])
        values = [
            ("SE", story.section),
            ("HD", story.headline),
            ("BY", f"By {story.byline}"),
            ("WC", f"{story.words} words"),
            (
                "PD",
                f"{story.date.day} {MONTHS[story.language].split()[story.date.month - 1]} {story.date.year}",
            ),
            ("ET", "14:05"),
            ("SN", story.publisher),
            ("SC", "COGA"),
            ("ED", "Late Edition"),
            ("PG", "14"),
            ("LA", "English"),
            ("CY", f"(c) {story.date.year} {story.publisher}"),
            ("LP", story.paragraphs[0]),
            ("TD", rest),
            ("CO", "cogaz : Coast Gazette"),
            ("NS", "gcat : Political/General News | ntra : Transport"),
            ("RE", "uk : United Kingdom"),
            ("PUB", "Coast Gazette Company"),
            ("AN", f"Document COGA00002019080{number:02}ef890001a"),
        ]
        if short:
            values = [
                (tag, text)
                for tag, text in values
                if tag in ("HD", "WC", "PD", "SN", "LP", "TD", "AN")
            ]
        values = [(tag, text) for tag, text in values if text]
        if column:
            out.append(
                "\n".join(f"{tag:<5}{text}" for tag, text in values).replace("\n\n", "\n\n     ")
            )
        else:
            out.append("\n".join(f"{tag}\n{text}" for tag, text in values))
    return "\n\n\n".join(out) + "\n"


FACTIVA = {
    "en": ("words", "English", "Document"),
    "de": ("Wörter", "Deutsch", "Dokument"),
    "fr": ("mots", "Français", "Document"),
    "es": ("palabras", "Español", "Documento"),
    "nl": ("woorden", "Nederlands", "Document"),
    "sv": ("ord", "Svenska", "Dokument"),
}


def factiva(
    found: Sequence[Story],
    byline: bool = True,
    section: bool = True,
    time: bool = False,
    pages: bool = False,
    summary: bool = False,
    code: bool = True,
    gap: int = 2,
    blank: bool = True,
) -> str:
    """Factiva's articles as they are printed: lines without labels above the text."""
    out = []
    for number, story in enumerate(found, 1):
        words, language, document = FACTIVA[story.language]
        month = MONTHS[story.language].split()[story.date.month - 1]
        lines = [
            f"Page {number} of {len(found)} © 2019 Factiva, Inc. All rights reserved."
            if pages
            else None,
            story.section if section else None,
            story.headline,
            f"By {story.byline}" if byline else None,
            f"{story.words} {words}",
            f"{story.date.day} {month} {story.date.year}",
            "14:05" if time else None,
            story.publisher,
            "COGA" if code else None,
            "14" if code else None,
            language,
            f"(c) {story.date.year} {story.publisher}. All rights reserved.",
        ]
        between = "\n\n" if blank else "\n"
        out.append(
            "\n".join(line for line in lines if line)
            + "\n"
            + "\n" * blank
            + between.join(story.paragraphs)
            + "\n"
            + "\n" * blank
            + f"{document} COGA00002019080{number:02}ef890001a"
        )
    if summary:
        out.append(
            "Search Summary\nText\nferry\nDate\nAll Dates\nSource\nAll Sources\nResults Found\n"
            f"{len(found)}\nTimestamp\n13 August 2019 10:21"
        )
    return ("\n" * (gap + 1)).join(out) + "\n"


def europresse(
    found: Sequence[Story],
    author: bool = True,
    reference: bool = True,
    older: bool = False,
    cover: bool = False,
    name_on_date: bool = False,
) -> str:
    """Europresse's text."""
    out = (
        [
            "Nom du document : corpus\nPublications\n"
            + "\n".join(f"{n} {story.headline}" for n, story in enumerate(found, 1))
        ]
        if cover
        else []
    )
    for number, story in enumerate(found, 1):
        day = f"{story.weekday} {story.day}"
        if older:
            lines = [
                f"{story.publisher}, no. {23000 + number}",
                f"{story.section}, {day}, p. {number}",
                "",
                story.headline,
                "",
            ]
        elif name_on_date:
            lines = [
                f"{story.publisher}, {day}, p. {number}, {story.words} mots",
                "",
                story.headline,
                "",
            ]
        else:
            lines = [
                story.publisher,
                f"{story.section}, {day}, p. {number}",
                "",
                story.headline,
                "",
            ]
        lines += [story.byline.upper(), ""] if author else []
        lines += [
            "\n\n".join(story.paragraphs),
            "",
            f"© {story.date.year} {story.publisher}. Tous droits réservés ; le présent document est "
            "protégé par les lois et conventions internationales sur le droit d'auteur et son "
            "utilisation est régie par ces lois et conventions.",
        ]
        lines += ["", f"news·{story.date:%Y%m%d}·LM·{number:04}"] if reference else []
        out.append("\n".join(lines))
    return "\n\n\n".join(out) + "\n"


def wiso(
    found: Sequence[Story],
    counters: bool = False,
    author: bool = True,
    section: bool = True,
    source_above: bool = True,
    pages: bool = False,
) -> str:
    """WISO, Genios and GBI: the source is one labelled line."""
    out = []
    for number, story in enumerate(found, 1):
        source = f"{story.publisher} vom {story.date:%d.%m.%Y}, Nr. {number}, S. {number + 3}"
        lines = [
            f"Dokument {number} von {len(found)}" if counters else None,
            f"Seite {number} von {len(found)}" if pages else None,
            f"Quelle: {source}" if source_above else None,
            f"Ressort: {story.section}" if section else None,
            f"Dokumentnummer: KB{number:08}",
            story.headline,
            f"Autor: {story.byline}" if author else None,
            "\n\n".join(story.paragraphs),
            None if source_above else f"Quelle: {source}",
            f"Dauerhafte Adresse des Dokuments: https://www.wiso-net.de/document/KB__{number:08}",
            f"Alle Rechte vorbehalten: (c) {story.publisher}",
            "© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH",
        ]
        out.append("\n\n".join(line for line in lines if line))
    return "\n\n\n".join(out) + "\n"


def retriever(
    found: Sequence[Story],
    cover: bool = True,
    time: bool = False,
    rule: bool = True,
    norwegian: bool = False,
    page: bool = True,
) -> str:
    """Retriever: Mediearkivet, Atekst."""
    kinds = (
        (
            "Publisert på trykk.",
            "Alle artikler er beskyttet av lov om opphavsrett til åndsverk.",
            "Les hele artikkelen på",
            "Side",
        )
        if norwegian
        else (
            "Publicerat i print.",
            "Alla artiklar är skyddade av upphovsrättslagen och får inte "
            "citeras utan att källan uppges.",
            "Läs hela artikeln på",
            "Sida",
        )
    )
    out = []
    if cover:
        out.append("Ardens universitet\nUttag 2020-01-28\n\nNyheter:\n")
    for number, story in enumerate(found, 1):
        stamp = f"{story.date:%Y-%m-%d}" + (f" 06:0{number % 10}" if time else "")
        lines = [story.headline, f"{story.publisher}, {stamp}"]
        lines += [f"{kinds[3]} {number}"] if page else []
        lines += [
            kinds[0],
            "",
            "\n\n".join(story.paragraphs),
            "",
            f"© {story.publisher}",
            "",
            kinds[1],
            "",
            kinds[2],
            f"http://ret.nu/nS45H{number}",
        ]
        lines += ["=" * 78, ""] if rule else ["", ""]
        out.append("\n".join(lines))
    return "\n".join(out) + "\n"


def gale(
    found: Sequence[Story], author: bool = True, mla: bool = False, topics: bool = True
) -> str:
    """Gale's OneFile."""
    out = []
    for number, story in enumerate(found, 1):
        month = MONTHS["en"].split()[story.date.month - 1][:3]
        last, first = story.byline.split()[1], story.byline.split()[0]
        lines = [
            f"Title: {story.headline}",
            f"Author: {last}, {first}" if author else None,
            f"Source: {story.publisher}. ({month}. {story.date.day}, {story.date.year}): {story.section}: pA{number}.",
            "Document Type: Article",
            f"Copyright: COPYRIGHT {story.date.year} {story.publisher} Company",
            "Full Text:",
            "\n\n".join(story.paragraphs),
            "Named Works: The Ferry (Ship)" if topics else None,
            "Subject: Ferries; Ports" if topics else None,
            f"Gale Document Number: GALE|A{number:09}",
            f'Source Citation   (MLA 8th Edition)\n{last}, {first}. "{story.headline}." {story.publisher}, '
            f"{story.date.day} {month}. {story.date.year}, p. A{number}. Gale OneFile. Accessed 3 Jan. 2020."
            if mla
            else None,
        ]
        out.append("\n\n".join(line for line in lines if line))
    return "\n\n\n".join(out) + "\n"


def newsbank(
    found: Sequence[Story], labelled: bool = False, author: bool = True, link: bool = True
) -> str:
    """NewsBank's Access World News."""
    out = []
    for number, story in enumerate(found, 1):
        if labelled:
            lines = [
                f"Paper: {story.publisher} (XX)",
                f"Title: {story.headline}",
                f"Date: {story.day}",
                f"Section: {story.section}",
                f"Page: A{number}",
                f"Author: {story.byline}" if author else None,
                "",
                "\n\n".join(story.paragraphs),
                "",
                f"Copyright, {story.date.year}, {story.publisher}, All Rights Reserved.",
                f"Record Number: 1A2B3C{number}",
            ]
        else:
            by = f"Author: {story.byline} | " if author else ""
            lines = [
                story.headline,
                f"{story.day} | {story.publisher} (Arden, XX)",
                f"{by}Section: {story.section} | {story.words} Words",
                f"Page: A{number}",
                "OpenURL Link" if link else None,
                "",
                "\n\n".join(story.paragraphs),
                "",
                f"Record Number: 1A2B3C{number}",
                f"© Copyright {story.date.year}, {story.publisher}, All Rights Reserved.",
            ]
        out.append("\n".join(line for line in lines if line is not None))
    return "\n\n\n".join(out) + "\n"


def ebsco(
    found: Sequence[Story], author: bool = True, inline: bool = False, subjects: bool = True
) -> str:
    """EBSCOhost: each value stands below its label."""
    out = []
    for number, story in enumerate(found, 1):
        between = " " if inline else "\n"
        last, first = story.byline.split()[1], story.byline.split()[0]
        values = [
            ("Record", str(number)),
            ("Title", story.headline),
            ("Authors", f"{last}, {first}" if author else ""),
            ("Source", f"{story.publisher}. {story.date:%m/%d/%Y}, p{number}. 1/2p."),
            ("Document Type", "Article"),
            ("Subject Terms", "FERRIES\nPORTS" if subjects else ""),
            ("Full Text Word Count", str(story.words)),
            ("ISSN", "0123-4567"),
            ("Accession Number", f"2W6{number:010}"),
            ("Database", "Newspaper Source"),
        ]
        head = "\n".join(f"{name}:{between}{text}" for name, text in values if text)
        head = head.replace("Record:\n", "Record: ")
        out.append(
            head
            + "\n\nSection: "
            + story.section
            + "\n\n"
            + "\n\n".join(story.paragraphs)
            + f"\n\n~~~~~~~~\n\nCopyright of {story.publisher} is the property of its publisher and "
            "its content may not be copied without permission."
        )
    return "\n\n\n".join(out) + "\n"


@dataclass
class Variation:
    """A writer with its choices."""

    name: str
    write: Callable[[Sequence[Story]], str]
    language: str = "en"
    byline: bool = True


def _with(write: Callable[..., str], language: str = "en", **choices: object) -> Variation:
    said = " ".join(
        f"{key}={value!r}" for key, value in choices.items() if key != "cover" or value is True
    )
    has = bool(choices.get("byline", choices.get("author", True)))
    return Variation(
        f"{write.__name__} {language} {said}",
        lambda found: write(found, **choices),
        language,
        has and not choices.get("short") and write is not retriever,
    )


COVER = (
    "\n\nDownload Request: Selected Items: 1-2\nTime Of Request: Friday, March 20, 2020  11:16:19\n\n"
    "Send To:\n\nARDEN UNIVERSITY\n\nTerms: ((HEADLINE(ferry)))\n\nSource: Coast Gazette\nProject ID:\n\n"
)

VARIATIONS = [
    _with(nexis), _with(nexis, counters=False), _with(nexis, label="HEADLINE", cover=COVER), _with(nexis, label="Title"),
    _with(nexis, byline=False, below_date="Late Edition - Final"),
    _with(nexis, below_date="SHOW: MORNING NEWS 9:00 AM EST"), _with(nexis, "nl"),
    _with(nexis, "de"), _with(nexis, "fr", counters=False, byline=False), _with(nexis, "es"),
    _with(nexis, below_date="Correction Appended", correction="CORRECTION: An article gave a wrong depth "
          "for the strait.\n\nCORRECTION-DATE: February 12, 2021"),
    _with(nexis, counters=False, centred=15, copyright_first=True),
    _with(nexis, "en", copyright_first=True, below_date="First Edition"),
    _with(uni), _with(uni, cover=False), _with(uni, "de"), _with(uni, "fr", cover=False, graphic=False),
    _with(uni, "es", edition="Edición Nacional"), _with(uni, "nl", byline=False),
    _with(uni, edition="Late Edition - Final", byline=False), _with(uni, gap=0, cover=False),
    _with(uni, pages=True), _with(uni, marks=False, cover=False),
    _with(proquest), _with(proquest, counters=False), _with(proquest, abstract=False, links=False),
    _with(proquest, author=False, foot=False), _with(proquest, top_title=False), _with(proquest, compact=True),
    _with(proquest, contents=True),
    _with(factiva_tags), _with(factiva_tags, column=True), _with(factiva_tags, short=True),
    _with(factiva_tags, "de"), _with(factiva_tags, cover="Factiva\n\nSearch results for: ferry\n\n"),
    _with(factiva), _with(factiva, "de"), _with(factiva, "fr", byline=False), _with(factiva, time=True, section=False),
    _with(factiva, pages=True), _with(factiva, summary=True), _with(factiva, "es", code=False),
    _with(factiva, gap=0), _with(factiva, "sv", byline=False), _with(factiva, blank=False),
    _with(europresse, "fr"), _with(europresse, "fr", author=False), _with(europresse, "fr", older=True),
    _with(europresse, "fr", reference=False), _with(europresse, "fr", cover=True),
    _with(europresse, "fr", name_on_date=True),
    _with(wiso, "de"), _with(wiso, "de", counters=True), _with(wiso, "de", author=False),
    _with(wiso, "de", section=False, source_above=False), _with(wiso, "de", pages=True),
    _with(retriever, "sv"), _with(retriever, "sv", time=True), _with(retriever, "sv", cover=False),
    _with(retriever, "sv", norwegian=True), _with(retriever, "sv", page=False),
    _with(gale), _with(gale, author=False), _with(gale, mla=True), _with(gale, topics=False),
    _with(newsbank), _with(newsbank, labelled=True), _with(newsbank, author=False),
    _with(newsbank, link=False), _with(newsbank, labelled=True, author=False),
    _with(ebsco), _with(ebsco, author=False), _with(ebsco, inline=True), _with(ebsco, subjects=False),
]  # fmt: skip
