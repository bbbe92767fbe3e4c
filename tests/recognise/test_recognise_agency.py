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
        ("en", "JOHANNESBURG, South Africa (AP) _ Ships left.", "Associated Press"),
        ("en", "SEOUL, March 3 (AFP-Yonhap) -- Ships left.", "Yonhap News Agency"),
        ("en", "Ships left the port. (Xinhua)", "Xinhua News Agency"),
        ("en", "Ships left, according to Reuters.", None),
        ("en", "The navy (AA) said that ships left.", None),
        ("de", "HAVANNA (Reuters) Schiffe sind ausgelaufen.", "Reuters"),
        ("de", "Berlin (dpa) - Schiffe sind ausgelaufen.", "Deutsche Presse-Agentur"),
        ("es", "Vik, 3 mar (EFE).- Los barcos zarparon.", "Agencia EFE"),
        ("es", "Los barcos zarparon, según la policía. EFE", "Agencia EFE"),
        ("pt", "Lisboa, 03 mar 2021 (Lusa) – Os navios partiram.", "Lusa"),
        ("tr", "ANKARA (AA) - Gemiler ayrıldı.", "Anadolu Agency"),
        ("ru", "МОСКВА, 3 марта. /ТАСС/. Суда ушли.", "TASS"),
        ("ru", "МОСКВА, 3 мар — РИА Новости. Суда ушли.", "RIA Novosti"),
        ("uk", "КИЇВ. 3 березня. Укрінформ. Судна вийшли.", "Ukrinform"),
        ("ar", "عمان - بترا - غادرت السفن.", "Jordan News Agency"),
        ("ar", "القاهرة (رويترز) - غادرت السفن.", "Reuters"),
        ("ko", "(서울=연합뉴스) 홍길동 기자 = 배들이 떠났다.", "Yonhap News Agency"),
        ("ja", "【シンガポール共同】船が出港した。", "Kyodo News"),
        ("ja", "［ワシントン　３日　ロイター］ - 船が出港した。", "Reuters"),
        ("zh", "新华社北京3月3日电 船只离港。", "Xinhua News Agency"),
        ("en", "(Reuters) - Ships left.", "Reuters"),
        ("en", "AP — Ships left.", "Associated Press"),
        ("en", "Sept 3 (Reuters) - Ships left.", "Reuters"),
        ("en", "VIK, Safar 3, 1440, Feb. 11, 2015, SPA -- Ships left.", "Saudi Press Agency"),
        ("en", "Ships left. -- SPA", "Saudi Press Agency"),
        ("en", "Ships left. --SPA 21:59 LOCAL TIME 18:59 GMT", "Saudi Press Agency"),
        ("en", "Ships left. - Bernama", "Bernama"),
        ("en", "Ships left. (PTI) AB CD AB", "Press Trust of India"),
        ("en", "Ships left. Reuters/Xinhua", "Xinhua News Agency"),
        ("en", "NAIROBI, March 3 (KNA) - Ships left.", "Kenya News Agency"),
        ("de", "WIEN (APA) - Schiffe sind ausgelaufen.", "Austria Presse Agentur"),
        ("en", "BAKU, March 3 (APA) - Ships left.", "Azeri-Press Agency"),
        ("es", "EFE / Vik\u200a- Los barcos zarparon. (EFE)", "Agencia EFE"),
        ("es", "Los barcos zarparon. (Con información de EFE)", "Agencia EFE"),
        ("fr", "Les navires sont partis. (avec AFP)", "Agence France-Presse"),
        ("fr", "Les navires sont partis. (AFP)", "Agence France-Presse"),
        ("pl", "Statki wyszły. IAR/A.B.", "Informacyjna Agencja Radiowa"),
        ("zh", "中新网3月3日电 船只离港。", "China News Service"),
        ("zh", "据新华社报道，船只离港。", None),
        ("zh", "（中央社記者甲乙柏林3日專電）船隻離港。", "Central News Agency"),
    ],
)
def test_a_text_credits_its_agency(lang: str, text: str, expected: str | None, lexicon: Lexicon) -> None:
    """In the dateline or at the end, in any form of the name; being quoted is no credit."""
    assert recognise(_article(text, lang=lang), lexicon).agency == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Reuter", "agency-end", "Reuters"),
        ("By Ann Example, AFP", "byline", "Agence France-Presse"),
        ("Ann Example · The Associated Press · Posted: Mar 03, 2021", "dateline", "Associated Press"),
        ("Associated Press in Ostby", "byline", "Associated Press"),
        ("With files from Reuters", "credit", "Reuters"),
        ("(avec AFP)", "credit", "Agence France-Presse"),
        ("Con información de EFE", "credit", "Agencia EFE"),
        ("Источник: ТАСС", "credit", "TASS"),
        ("来源：新华社", "credit", "Xinhua News Agency"),
        ("MADRID, 8 May. (EUROPA PRESS) -", "dateline", "Europa Press"),
        ("REUTER", "agency-end", "Reuters"),
        ("Ann Example, Reuters", "byline", "Reuters"),
        ("By ANN EXAMPLE Associated Press Writer", "byline", "Associated Press"),
        ("By Ann Example, AP Diplomatic Writer", "byline", "Associated Press"),
        ("Source: Xinhua", "credit", "Xinhua News Agency"),
        ("Source : AFP", "credit", "Agence France-Presse"),
        ("Quelle: dpa", "credit", "Deutsche Presse-Agentur"),
        ("Vik / EFE", "byline", "Agencia EFE"),
        ("Reporting by Ann Example; Editing by Bob Example", "credit", None),
        ("© AFP", "copyright", "Agence France-Presse"),
        ("© Reuters.", "copyright", "Reuters"),
        ("© Copyright 2001 The Associated Press", "copyright", "Associated Press"),
        ("Copyright (c) 2010, 2011 AFP. All rights reserved", "copyright", "Agence France-Presse"),
        ("Copyright 2010 The Daily Example", "copyright", None),
        ("Text size Aa Aa", "byline", None),
        ("Photo: AFP", "caption", None),
    ],
)
def test_a_line_credits_an_agency(text: str, kind: LineKind, expected: str | None, lexicon: Lexicon) -> None:
    """Sign-offs, bylines and lines of credits count, pictures do not; an acronym needs its capitals."""
    assert recognise(_article("Ships left.", line=(text, kind)), lexicon).agency == expected
