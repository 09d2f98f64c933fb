"""News and photo agencies by the names they sign with.

A name that is also a common word or a page control (TT, Anadolu's AA, CP, PA) counts inside a
credit only, never as a line.
"""

from __future__ import annotations

import re

AGENCIES = {
    name.strip().casefold(): agency
    for agency, names in {
        "AP": "AP|Associated Press|The Associated Press|AP Photo|أ ب|АП",
        "AFP": "AFP|Agence France-Presse|AFP Photo|أ ف ب|أ.ف.ب|АФП|法新社",
        "Reuters": "Reuters|Reuter|REUTERS|رويترز|Рейтер|路透社|路透|ロイター|로이터",
        "dpa": "dpa|Deutsche Presse-Agentur|picture alliance|dpa-infocom",
        "epd": "epd|Evangelischer Pressedienst",
        "KNA": "KNA|Katholische Nachrichten-Agentur",
        "sid": "SID|Sport-Informations-Dienst",
        "EPA": "EPA|EPA-EFE|EPA/EFE|European Pressphoto Agency",
        "EFE": "EFE|Agencia EFE",
        "ANSA": "ANSA",
        "Adnkronos": "Adnkronos",
        "LaPresse": "LaPresse",
        "TASS": "TASS|ITAR-TASS|ТАСС|ИТАР-ТАСС|塔斯社",
        "RIA Novosti": "RIA Novosti|РИА Новости|Sputnik|Спутник",
        "Interfax": "Interfax|Интерфакс",
        "Xinhua": "Xinhua|新华社|新華社|新华网",
        "CNS": "中新社|中新网|China News Service",
        "Kyodo": "Kyodo|Kyodo News|共同通信|共同",
        "Jiji": "Jiji|Jiji Press|時事通信|時事",
        "Yonhap": "Yonhap|연합뉴스",
        "KCNA": "KCNA|조선중앙통신",
        "Newsis": "Newsis|뉴시스",
        "PTI": "PTI|Press Trust of India|पीटीआई|भाषा",
        "ANI": "ANI|एएनआई",
        "IANS": "IANS",
        "UPI": "UPI",
        "UNB": "UNB",
        "Bloomberg": "Bloomberg",
        "Anadolu": "Anadolu|Anadolu Agency|Anadolu Ajansı|AA|الأناضول",
        "PA": "PA|PA Media|PA Wire|Press Association",
        "NZPA": "NZPA",
        "SAPA": "SAPA",
        "GNA": "GNA|Ghana News Agency",
        "IRIN": "IRIN",
        "Kazinform": "Kazinform|Казинформ",
        "AAP": "AAP|AAP Image",
        "CNN": "CNN|CNN Business",
        "CP": "CP|Canadian Press|The Canadian Press|La Presse canadienne|Presse canadienne",
        "APA": "APA",
        "Keystone-SDA": "Keystone-SDA|Keystone|SDA|ATS|SDA-ATS",
        "Belga": "Belga",
        "ANP": "ANP",
        "NTB": "NTB|NTB scanpix|Scanpix",
        "TT": "TT|TT Nyhetsbyrån",
        "Ritzau": "Ritzau",
        "STT": "STT|Lehtikuva",
        "MTI": "MTI",
        "PAP": "PAP",
        "ČTK": "ČTK|CTK",
        "TASR": "TASR",
        "Tanjug": "Tanjug|Танјуг",
        "Hina": "Hina",
        "FENA": "FENA",
        "SITA": "SITA",
        "ANA-MPA": "ANA-MPA|AMNA|ΑΠΕ-ΜΠΕ",
        "BTA": "BTA|БТА",
        "Agerpres": "Agerpres|Mediafax",
        "Ukrinform": "Ukrinform|Укринформ|Укрінформ",
        "UNIAN": "UNIAN|УНИАН|УНІАН",
        "BelTA": "BelTA|БелТА",
        "Lusa": "Lusa",
        "Europa Press": "Europa Press",
        "Notimex": "Notimex",
        "Prensa Latina": "Prensa Latina",
        "Télam": "Télam|Telam",
        "Agência Brasil": "Agência Brasil|Agencia Brasil|Estadão Conteúdo|Folhapress",
        "SPA": "SPA|واس",
        "WAM": "WAM|وام",
        "KUNA": "KUNA|كونا",
        "QNA": "QNA|قنا",
        "MENA": "MENA|أ ش أ",
        "SANA": "SANA|سانا",
        "IRNA": "IRNA|ایرنا",
        "ISNA": "ISNA",
        "Tasnim": "Tasnim|تسنیم",
        "WAFA": "WAFA|وفا",
        "Antara": "Antara",
        "Bernama": "Bernama",
        "VNA": "VNA|TTXVN",
        "CNA": "CNA|中央社",
        "NAN": "NAN",
        "PR Newswire": "PR Newswire|PRNewswire",
        "Business Wire": "Business Wire|BusinessWire",
        "GlobeNewswire": "GlobeNewswire|Globe Newswire",
        "Getty Images": "Getty Images|Getty|Gettyimages",
        "Shutterstock": "Shutterstock",
        "NurPhoto": "NurPhoto",
        "Imago": "Imago|imago images",
        "SIPA": "SIPA|Sipa Press|Sipa USA",
        "Zuma": "ZUMA|Zuma Press",
        "Alamy": "Alamy",
    }.items()
    for name in names.split("|")
}
"""Name, case folded → the agency as it is called here."""


_via = re.compile(r" via | per | über | / |/|\|", re.IGNORECASE)
_year = re.compile(r"\d{4}")


def agency_in(text: str) -> str | None:
    """The first agency that `text`, a credit, names.

    >>> agency_in("Andriy Andriyenko/65th Brigade via AP")
    'AP'
    """
    for piece in pieces(text):
        if agency := AGENCIES.get(piece.casefold()):
            return agency
    for piece in pieces(text):
        for start in range(piece.count(" ") + 1):
            words = piece.split(" ")[start:]
            for end in range(len(words), 0, -1):
                if agency := AGENCIES.get(" ".join(words[:end]).casefold().strip(".,:")):
                    return agency
    return None


def pieces(credit: str) -> list[str]:
    return [piece for raw in _via.split(undated(credit)) if (piece := raw.strip(" .,:;©"))]


def undated(credit: str) -> str:
    """A credit without the date that it begins with.

    >>> undated("May 13, 2014, Reuters")
    'Reuters'
    """
    if _year.search(credit):
        from newscli.text.dates import dates

        first = next(dates(credit), None)
        if first and first[0] == 0:
            return credit[first[1] :].lstrip(" ,.;:、，/|-–")
    return credit
