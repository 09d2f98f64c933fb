"""Labelled lines: `HEADLINE: …`, `KOP: …`, `Datum: …`, and the field that each label fills.

The labels are those of press databases (LexisNexis, Factiva, ProQuest, Europresse) in the languages
they export in, and those that scrapers print above a text.
"""

from __future__ import annotations

import re

from newscli.text import fold
from newscli.text.sentences import ends_sentence
from newscli.text.tables import sections
from newscli.tuples import NamedTuple

_TABLE = sections(__file__, "labels.txt")
BODY_MARKS = frozenset(_TABLE.pop("above a text"))
"""Lines of their own above a text."""
AFTER_MARKS = frozenset(_TABLE.pop("below a text"))
LABELS = {label: field for field, labels in _TABLE.items() for label in labels}
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
_IN_SENTENCES = frozenset(",;!?'’\"”)&")  # behind a first word; dots may lead to a value
_otherwise = re.compile(  # - Author: Jane Roe, Author >> Jane Roe, [Author] Jane Roe
    r"(?P<before>[^\w\s]{0,2} ?)(?P<label>[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+){0,2})"
    r"(?P<sign>[^\w\s]+ |\s[^\w\s]{1,3}\s|\.{2,}: )\s*(?P<value>\S.*)"
)


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
    elif (":" in start or "：" in start or SEPARATOR in start or "= " in start) and (
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


class Signed(NamedTuple):
    """A known label and its value with a sign between that may also stand between other words."""

    sign: str
    """What stands around the label: `>>` and `[]`, for two."""
    label: str
    field: str
    value: str


def signed(line: str) -> Signed | None:
    """The same of a line with another sign behind its label; one such line may be a headline.

    >>> signed("Author >> Jane Roe"), signed("[Date] 3 May 2012"), signed("Ferry – the last boat")
    (Signed(sign='>>', label='Author', field='byline', value='Jane Roe'), \
Signed(sign='[]', label='Date', field='date', value='3 May 2012'), None)
    """
    match = _otherwise.fullmatch(line)
    field = LABELS.get(fold(match["label"])) if match else None
    if match is None or field is None or match["label"][0].islower():
        return None
    if match["sign"].strip() == "." or not _IN_SENTENCES.isdisjoint(match["sign"]):
        return None
    sign = match["before"].strip() + match["sign"].strip()
    return Signed(sign, match["label"], field, match["value"])


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
    if line[1:2] != line[1:2].upper():  # as of most lines
        return None
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
