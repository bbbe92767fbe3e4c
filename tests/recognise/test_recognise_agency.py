"""Who is credited with a report."""

from __future__ import annotations

import pytest

from communique.model import Article, Line, LineKind, Stated
from communique.recognise import Lexicon, recognise


def _article(*paragraphs: str, line: tuple[str, LineKind] | None = None, lang: str = "en") -> Article:
    lines = (Line(0, 1, *line),) if line else ()
    return Article(
        path="x", sha256="", lang=lang, title=None, paragraphs=paragraphs, lines=lines, stated=Stated(), page=Stated()
    )


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "VIK, March 3 (Reuters) - Ships left.", "Reuters"),
        ("en", "JOHANNESBURG, South Africa (AP) _ Ships left.", "AP"),
        ("en", "SEOUL, March 3 (AFP-Yonhap) -- Ships left.", "Yonhap"),
        ("en", "Ships left the port. (Xinhua)", "Xinhua"),
        ("en", "Ships left, according to Reuters.", None),
        ("en", "The navy (AA) said that ships left.", None),
        ("de", "HAVANNA (Reuters) Schiffe sind ausgelaufen.", "Reuters"),
        ("de", "Berlin (dpa) - Schiffe sind ausgelaufen.", "dpa"),
        ("es", "Vik, 3 mar (EFE).- Los barcos zarparon.", "EFE"),
        ("es", "Los barcos zarparon, según la policía. EFE", "EFE"),
        ("pt", "Lisboa, 03 mar 2021 (Lusa) – Os navios partiram.", "Lusa"),
        ("tr", "ANKARA (AA) - Gemiler ayrıldı.", "AA"),
        ("ru", "МОСКВА, 3 марта. /ТАСС/. Суда ушли.", "ТАСС"),
        ("ru", "МОСКВА, 3 мар — РИА Новости. Суда ушли.", "РИА Новости"),
        ("uk", "КИЇВ. 3 березня. Укрінформ. Судна вийшли.", "Укрінформ"),
        ("ar", "عمان - بترا - غادرت السفن.", "بترا"),
        ("ar", "القاهرة (رويترز) - غادرت السفن.", "رويترز"),
        ("ko", "(서울=연합뉴스) 홍길동 기자 = 배들이 떠났다.", "연합뉴스"),
        ("ja", "【シンガポール共同】船が出港した。", "共同"),
        ("ja", "［ワシントン　３日　ロイター］ - 船が出港した。", "ロイター"),
        ("zh", "新华社北京3月3日电 船只离港。", "新华社"),
        ("zh", "（中央社記者甲乙柏林3日專電）船隻離港。", "中央社"),
    ],
)
def test_a_text_credits_its_agency(lang: str, text: str, expected: str | None, lexicon: Lexicon) -> None:
    """In the dateline or at the end, as it writes the name; being quoted is no credit."""
    assert recognise(_article(text, lang=lang), lexicon).agency == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Reuter", "agency-end", "Reuter"),
        ("By Ann Example, AFP", "byline", "AFP"),
        ("Ann Example · The Associated Press · Posted: Mar 03, 2021", "dateline", "The Associated Press"),
        ("Associated Press in Ostby", "byline", "Associated Press"),
        ("With files from Reuters", "credit", "Reuters"),
        ("(avec AFP)", "credit", "AFP"),
        ("Con información de EFE", "credit", "EFE"),
        ("Источник: ТАСС", "credit", "ТАСС"),
        ("来源：新华社", "credit", "新华社"),
        ("MADRID, 8 May. (EUROPA PRESS) -", "dateline", "EUROPA PRESS"),
        ("Text size Aa Aa", "byline", None),
        ("Photo: AFP", "caption", None),
    ],
)
def test_a_line_credits_an_agency(text: str, kind: LineKind, expected: str | None, lexicon: Lexicon) -> None:
    """Sign-offs, bylines and lines of credits count, pictures do not; an acronym needs its capitals."""
    assert recognise(_article("Ships left.", line=(text, kind)), lexicon).agency == expected
