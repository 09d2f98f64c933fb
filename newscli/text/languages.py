"""The names by which texts state their language, and the BCP 47 tag of each."""

from __future__ import annotations

import re

from newscli.text.words import fold

_LANGUAGES = {  # names by which text states its language, folded, to BCP 47
    name: tag
    for tag, names in {
        "en": "english|engels|englisch|anglais|ingles|inglese|англиискии",
        "de": "german|deutsch|duits|allemand|aleman|tedesco|alemao|немецкии",
        "fr": "french|francais|frans|franzosisch|frances|francese|французскии",
        "es": "spanish|espanol|castellano|spaans|spanisch|espagnol|spagnolo|испанскии",
        "it": "italian|italiano|italiaans|italienisch|italien|итальянскии",
        "pt": "portuguese|portugues|portugees|portugiesisch|portugais|portoghese",
        "nl": "dutch|nederlands|niederlandisch|neerlandais|holandes|olandese|vlaams|flemish",
        "ru": "russian|русскии|russisch|russe|ruso|russo",
        "uk": "ukrainian|украінська|украинскии",
        "pl": "polish|polski|pools|polnisch|polonais|polaco",
        "cs": "czech|cestina|cesky|tschechisch",
        "sk": "slovak|slovencina",
        "sv": "swedish|svenska|schwedisch",
        "da": "danish|dansk",
        "nb": "norwegian|norsk|bokmal",
        "fi": "finnish|suomi",
        "hu": "hungarian|magyar|ungarisch",
        "ro": "romanian|romana",
        "tr": "turkish|turkce|turkisch",
        "el": "greek|ελληνικα|griechisch",
        "ar": "arabic|العربيه|عربي|arabe|arabisch",
        "he": "hebrew|עברית",
        "fa": "persian|farsi|فارسي",
        "hi": "hindi|हिन्दी|हिंदी",
        "zh": "chinese|中文|汉语|漢語|chinois|chinesisch",
        "ja": "japanese|日本語|japanisch|japonais",
        "ko": "korean|한국어",
        "id": "indonesian|bahasa indonesia",
        "vi": "vietnamese|tieng viet",
        "ca": "catalan|catala",
    }.items()
    for name in names.split("|")
}
CODES = frozenset(  # ISO 639-1, of languages that news is written in
    """ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja
    ka kk ko lt lv mk ms mt nb nl nn no pl pt ro ru sk sl sq sr sv sw ta th tr uk ur uz vi
    zh""".split()
)
_tag = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def language_tag(stated: str) -> str | None:
    """BCP 47 tag of a language as text states it.

    >>> language_tag("Dutch / Nederlands"), language_tag("pl")
    ('nl', 'pl')
    """
    stated = stated.strip()
    if _tag.fullmatch(stated):
        return stated.replace("_", "-")
    for name in re.split(r"[^\w ]+", fold(stated)):
        if tag := _LANGUAGES.get(name.strip()):
            return tag
    return None
