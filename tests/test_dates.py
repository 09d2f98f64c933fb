"""Printed dates in many languages, and what is no date though it looks like one."""

from __future__ import annotations

import pytest

from newscli.text.dates import first_date

PRINTED = {
    "U Zagrebu, 12. listopada 2012.": "2012-10-12",
    "Vijećnici su se sastali 3. listopada 2019. u Splitu": "2019-10-03",
    "Warszawa, 12 listopada 2012": "2012-11-12",
    "Dziś, 3 listopada 2019 roku, posłowie głosowali": "2019-11-03",
    "V Praze 12. listopadu 2012": "2012-11-12",
    "1. listopad 2012, říkal úředník": "2012-11-01",
    "12 листопада 2012": "2012-11-12",
    "14. srpnja 2012.": "2012-07-14",
    "14. srpna 2012": "2012-08-14",
    "5. rujna 2012.": "2012-09-05",
    "Rīgā 2020. gada 3. maijā": "2020-05-03",
    "2020. gada 13. jūlijs": "2020-07-13",
    "13. janvārī 2020": "2020-01-13",
    "3 במאי 2020": "2020-05-03",
    "יום רביעי, 13 ביוני 2020": "2020-06-13",
    "Hà Nội, ngày 3 tháng 5 năm 2020": "2020-05-03",
    "Thứ hai, 3/5/2020, 08:00 (GMT+7)": "2020-05-03",
    "Ngày 03-05-2020": "2020-05-03",
    "3 พฤษภาคม 2563": "2020-05-03",
    "วันที่ 3 พฤษภาคม พ.ศ. 2563": "2020-05-03",
    "13 ก.ย. 2563": "2020-09-13",
    "๓ พฤษภาคม ๒๕๖๓": "2020-05-03",
    "3 मई 2020": "2020-05-03",
    "१३ सितम्बर, २०२०": "2020-09-13",
    "৩ মে ২০২০": "2020-05-03",
    "১৩ সেপ্টেম্বর ২০২০": "2020-09-13",
    "13 জানুয়ারি, 2020": "2020-01-13",
    "13 مئی 2020": "2020-05-13",
    "16 تشرين الأول 2019": "2019-10-16",
    "16 كانون الأول / ديسمبر 2019": "2019-12-16",
    "２０２０年５月３日": "2020-05-03",
    "13 மே 2020": "2020-05-13",
}


@pytest.mark.parametrize(("text", "date"), PRINTED.items())
def test_a_printed_date_is_read(text: str, date: str) -> None:
    assert first_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "3/5/2020",
        "listopad 2012",
        "1. listopad 2012",
        "Łódź, 12. listopada 2012",
        "U četvrtak 12 listopada 2012",
        "3 พฤษภาคม 63",
        "13 אנשים 2020",
        "ngày 31 tháng 2 năm 2020",
    ],
)
def test_a_date_in_doubt_is_none(text: str) -> None:
    assert first_date(text) is None
