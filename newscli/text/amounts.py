"""Amounts whose sign tells what they are of, each as one word however it is written.

£5m and £5 million are one, and 5% and 5 % are; $5m is another, and so is 15%.
"""

from __future__ import annotations

import re

from newscli.text.words import fold

UNITS = (("m", "mn", "mln", "million"), ("bn", "b", "bln", "billion"), ("tn", "trn", "trillion"))
NUMBER = r"\d[\d.,'’]{0,20}(?<![.,'’])"

_UNIT = {spelt: row[0] for row in UNITS for spelt in row}
_WINDOW = 24  # characters of a figure and what parts it from its sign
_money = re.compile(
    rf"([£$€¥]) ?({NUMBER})(?: ?({'|'.join(sorted(_UNIT, key=len, reverse=True))})\b)?", re.I
)
_share = re.compile(rf"(?<![\w.,])({NUMBER}) ?[%٪]\Z")


def amount(text: str, sign: int) -> tuple[int, int, str] | None:
    """Start, end and word of the amount whose sign stands at this place; None without one.

    >>> amount("for £1,250.50 now", 4), amount("7,5 %", 4), amount("$2 billion", 0)
    ((4, 13, '£1250.50'), (0, 5, '7.5%'), (0, 10, '$2bn'))
    """
    if text[sign] in "%٪":
        share = _share.search(text, max(0, sign - _WINDOW), sign + 1)
        return share and (share.start(), share.end(), plain(share[1]) + "%")
    money = _money.match(text, sign)
    unit = money and _UNIT.get((money[3] or "").lower(), "")
    return money and (sign, money.end(), f"{money[1]}{plain(money[2])}{unit}")


def plain(number: str) -> str:
    """A figure without what parts its thousands, and with a decimal point.

    >>> [plain(number) for number in ("10,000", "1.234.567", "2,5", "1,250.50")]
    ['10000', '1234567', '2.5', '1250.50']
    """
    together = re.sub(r"[.,'’](?=\d{3}(?!\d))", "", fold(number))
    return re.sub(r"[,'’]", ".", together)
