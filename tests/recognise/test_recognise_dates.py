"""When an article was published, and when what it tells of happened."""

from __future__ import annotations

from datetime import date

import pytest

from communique.model import Article, Line, LineKind, Stated
from communique.recognise import Lexicon, recognise


def _article(
    *paragraphs: str, lines: tuple[tuple[str, LineKind], ...] = (), lang: str = "en", **stated: date
) -> Article:
    return Article(
        path="x",
        sha256="",
        lang=lang,
        title=None,
        paragraphs=paragraphs,
        lines=tuple(Line(index, index + 1, text, kind) for index, (text, kind) in enumerate(lines)),
        stated=Stated(published=stated.get("published")),
        page=Stated(published=stated.get("page")),
    )


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("OSLO, Nov. 22, 2023 (Agency) - Ships left.", date(2023, 11, 22)),
        ("Lima, 17 Nov 88 (Radio Uno) -- [Text] Ships left.", date(1988, 11, 17)),
        ("QUITO (EC), 19 OCT 03 (AGENCY) -- SHIPS LEFT.", date(2003, 10, 19)),
        ("OSLO, Jumada I 2, 1445, Nov. 16, 2023, AGC -- Ships left.", date(2023, 11, 16)),
        ("OSLO, March 5, 2024. Ships left.", date(2024, 3, 5)),
        ("OSLO, Nov. 22 (Agency) - Ships left.", None),
        ("Ships left on 3 May 1999, a report of June 4, 2001 said.", None),
    ],
)
def test_a_dateline_gives_the_day_if_it_gives_the_year(opening: str, expected: date | None, lexicon: Lexicon) -> None:
    """A date within the story is never the date of publication, and no year is guessed."""
    reading = recognise(_article(opening), lexicon)
    assert reading.published == expected
    assert ("published" in reading.gaps) == (expected is None)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Published November 20th, 2019 - 07:29 GMT", "dateline", date(2019, 11, 20)),
        ("By Ann Lee, 24 Feb 2024", "byline", date(2024, 2, 24)),
        ("13/4/2024", "dateline", date(2024, 4, 13)),
        ("March 5, 20243:14 PM GMT+1Updated March 6, 2024", "dateline", date(2024, 3, 5)),
        ("3/4/2024", "dateline", None),
        ("2024年3月5日", "dateline", date(2024, 3, 5)),
        ("5 марта 2024", "dateline", date(2024, 3, 5)),
        ("5 de marzo de 2024", "dateline", date(2024, 3, 5)),
        ("30 February 2024", "dateline", None),
        ("A ship on 24 Feb 2024. Photo: A. Lee", "caption", None),
    ],
)
def test_a_line_above_the_story_gives_the_day(
    text: str, kind: LineKind, expected: date | None, lexicon: Lexicon
) -> None:
    """Bylines, datelines and 'Published' lines are read in several languages; captions and unclear orders are not."""
    article = _article("Ships left.", lines=((text, kind), ("Ships left.", "body")))
    assert recognise(article, lexicon).published == expected


def test_the_day_of_publication_comes_before_that_of_an_update(lexicon: Lexicon) -> None:
    """Where both stand in the lines, the first day wins and the other is the runner-up."""
    lines: tuple[tuple[str, LineKind], ...] = (
        ("Last updated: 9 May 2024", "dateline"),
        ("Posted: 7 May 2024", "dateline"),
        ("Ships left.", "body"),
    )
    reading = recognise(_article("Ships left.", lines=lines), lexicon)
    assert reading.published == date(2024, 5, 7)
    assert [one.value for one in reading.evidence if one.field == "published"] == ["2024-05-07", "2024-05-09"]


def test_the_curator_wins_over_the_page_and_the_page_over_the_text(lexicon: Lexicon) -> None:
    """Who stated a value is its evidence."""
    opening = "OSLO, Nov. 22, 2023 (Agency) - Ships left."
    page = recognise(_article(opening, page=date(2023, 11, 23)), lexicon)
    both = recognise(_article(opening, page=date(2023, 11, 23), published=date(2023, 11, 24)), lexicon)
    assert (page.published, both.published) == (date(2023, 11, 23), date(2023, 11, 24))
    assert "stated by the curator" in [one.reason for one in both.evidence if one.field == "published"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile and Peru signed a treaty on Tuesday.", "2024-01-16"),
        ("Chile and Peru signed a treaty on Thursday.", "2024-01-18"),
        ("Chile and Peru signed a treaty yesterday.", "2024-01-17"),
        ("Chile and Peru signed a treaty last month.", "2023-12"),
        ("Chile and Peru will sign a treaty next Tuesday.", None),
        ("Chile and Peru signed a treaty on Monday, an agency reported Wednesday.", "2024-01-15"),
        ("Chile recalled its ambassador to Peru on Tuesday.", "2024-01-16"),
        ("Chile handed a note to the ambassador of Peru on Tuesday.", "2024-01-16"),
        ("Chile plans to reopen the bridge on Tuesday.", None),
        ("Chile and Peru met to discuss a treaty on Tuesday.", "2024-01-16"),
        ("Chile said it will reopen the bridge on Tuesday.", None),
        ("Chile will lend Peru money to build schools, the ministry said on Thursday.", "2024-01-18"),
        ("Chile and Peru signed a treaty.", None),
        ("Peru opened its frontier with Chile to lorries on Monday.", "2024-01-15"),
        ("Chile and Peru ended on Tuesday the dispute that began on January 3.", "2024-01-16"),
        ("Chile and Peru ended a dispute on Monday. Peru's cabinet had approved this on January 11.", "2024-01-15"),
        ("Chile is due to open its frontier with Peru on Monday.", None),
    ],
)
def test_days_are_reckoned_back_from_the_day_of_publication(text: str, expected: str | None, lexicon: Lexicon) -> None:
    """A weekday is the last one up to publication, a Thursday; what is ahead or when it was reported is not it."""
    assert recognise(_article(text, published=date(2024, 1, 18)), lexicon).event_date == expected


def test_a_weekday_says_nothing_without_a_day_of_publication(lexicon: Lexicon) -> None:
    """Nothing is guessed, and the gap is named."""
    reading = recognise(_article("Chile and Peru signed a treaty on Tuesday."), lexicon)
    assert reading.event_date is None
    assert "publication date" in reading.gaps["event_date"]


def test_a_full_date_in_the_lead_is_when_it_happened(lexicon: Lexicon) -> None:
    """The lead may stand below a deck; no day of publication is needed."""
    deck, lead = "Two neighbours settle a dispute.", "Chile and Peru signed a treaty in Lima on 27 May 2024."
    assert recognise(_article(deck, lead), lexicon).event_date == "2024-05-27"


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("de", "Stand: 03.10.2024 12:05 Uhr", date(2024, 10, 3)),
        ("de", "3/4/2024", date(2024, 4, 3)),
        ("fr", "Publié le 1er mars 2024 à 07h42", date(2024, 3, 1)),
        ("es", "Actualizado al 05/03/2024 12:30", date(2024, 3, 5)),
        ("pt", "5.mar.2024 às 10h05", date(2024, 3, 5)),
        ("ru", "10:05 05.03.2024 (обновлено: 12:30 06.03.2024)", date(2024, 3, 5)),
        ("uk", "Вівторок, 5 березня 2024, 10:05", date(2024, 3, 5)),
        ("tr", "Oluşturulma Tarihi: Mart 5, 2024 13:03", date(2024, 3, 5)),
        ("tr", "5 MAYIS 2024", date(2024, 5, 5)),
        ("ar", "الثلاثاء 13 أيار 2025", date(2025, 5, 13)),
        ("ar", "نشر في: ١١ سبتمبر/أيلول ٢٠٢٤", date(2024, 9, 11)),
        ("ko", "입력 2024.03.05. 오후 4:12", date(2024, 3, 5)),
        ("ko", "2024. 3. 5.", date(2024, 3, 5)),
        ("ja", "令和6年3月5日", date(2024, 3, 5)),
        ("ja", "２０２４年３月５日（火）１０時", date(2024, 3, 5)),
        ("zh", "民國113年6月30日", date(2024, 6, 30)),
        ("ar", "الأحد، 04 آب/أغسطس 2024", date(2024, 8, 4)),
        ("id", "Selasa, 5 Maret 2024 10:15 WIB", date(2024, 3, 5)),
        ("it", "5 marzo 2024 alle 10:15", date(2024, 3, 5)),
        ("nl", "5 maart 2024 om 10:15", date(2024, 3, 5)),
        ("pl", "5 marca 2024, 10:15", date(2024, 3, 5)),
        ("hi", "५ मार्च २०२४", date(2024, 3, 5)),
        ("en", "5 March 2567", None),
        ("en", "5 March 10:20", None),
    ],
)
def test_dates_are_read_as_each_language_writes_them(
    lang: str, text: str, expected: date | None, lexicon: Lexicon
) -> None:
    """Day first but in English; eras, other digits and other names of months; years of other calendars are none."""
    article = _article("Ships left.", lines=((text, "dateline"), ("Ships left.", "body")), lang=lang)
    assert recognise(article, lexicon).published == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((("Ships left.", "body"), ("5 March 2024", "dateline")), date(2024, 3, 5)),
        (
            (("Ships left.", "body"), ("Ship to sail round the cape again", "related"), ("5 March 2024", "dateline")),
            None,
        ),
        (
            (
                ("5 March 2024", "dateline"),
                *[("Menu", "navigation")] * 4,
                ("Ships leave", "headline"),
                ("Ships.", "body"),
            ),
            None,
        ),
    ],
)
def test_a_date_away_from_the_story_is_not_its_own(
    lines: tuple[tuple[str, LineKind], ...], expected: date | None, lexicon: Lexicon
) -> None:
    """Right below the text a date is the article's; below other stories, or far above with the menu, it is not."""
    assert recognise(_article("Ships left.", lines=lines), lexicon).published == expected


def test_a_dateline_below_a_deck_gives_the_day(lexicon: Lexicon) -> None:
    """A deck or key points may stand above the paragraph with the dateline."""
    reading = recognise(_article("Ships left at last.", "OSLO, Nov. 22, 2023 (Agency) - Ships left."), lexicon)
    assert reading.published == date(2023, 11, 22)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Chile and Peru signed a treaty on January 12.", "2024-01-12"),
        ("en", "Chile and Peru signed a treaty on December 30.", "2023-12-30"),
        ("en", "Chile and Peru said the treaty takes effect by March 1.", None),
        ("en", "Chile and Peru met from Tuesday.", None),
        ("fr", "Le Chili et le Pérou ont signé un traité mardi.", "2024-01-16"),
        ("fr", "Le Chili et le Pérou signeront un traité mardi prochain.", None),
        ("fr", "Le Chili et le Pérou ont signé un traité hier.", "2024-01-17"),
        ("de", "Chile und Peru haben am Dienstag einen Vertrag unterzeichnet.", "2024-01-16"),
        ("de", "Chile und Peru wollen am Dienstag einen Vertrag unterzeichnen.", None),
        ("de", "Chile und Peru liegen hier nebeneinander.", None),
        ("es", "Chile y Perú firmaron un tratado el martes.", "2024-01-16"),
        ("es", "Chile y Perú firmarán un tratado el próximo martes.", None),
        ("pt", "Chile e Peru assinaram um tratado na terça-feira (16).", "2024-01-16"),
        ("ru", "Чили и Перу подписали договор во вторник.", "2024-01-16"),
        ("ru", "Чили и Перу подписали договор 12 января.", "2024-01-12"),
        ("uk", "Чилі й Перу підписали договір у середу.", "2024-01-17"),
        ("tr", "Şili ile Peru salı günü anlaşma imzaladı.", "2024-01-16"),
        ("ar", "وقعت تشيلي وبيرو معاهدة يوم الثلاثاء.", "2024-01-16"),
        ("ar", "توقع تشيلي وبيرو معاهدة يوم الثلاثاء المقبل.", None),
        ("ko", "칠레와 페루가 16일 조약에 서명했다.", "2024-01-16"),
        ("ko", "칠레와 페루의 회담은 3일간 열렸다.", None),
        ("ja", "チリとペルーは１６日、条約に署名した。", "2024-01-16"),
        ("ja", "チリとペルーは30日間の休戦で合意した。", None),
        ("zh", "智利和秘鲁16日签署条约。", "2024-01-16"),
        ("zh", "智利和秘鲁周二签署条约。", "2024-01-16"),
        ("zh", "智利和秘鲁将于20日签署条约。", None),
    ],
)
def test_days_are_reckoned_back_in_every_language(lang: str, text: str, expected: str | None, lexicon: Lexicon) -> None:
    """Weekdays, days of the month and 'yesterday' against publication on a Thursday; not spans, nor what is ahead."""
    article = _article(text, lang=lang, published=date(2024, 1, 18))
    assert recognise(article, lexicon).event_date == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ja", "１月16日の会談で両国は条約に署名した。", "2024-01-16"),
        ("ko", "두 나라는 1월 16일 조약에 서명했다.", "2024-01-16"),
        ("zh", "两国1月16日签署条约。", "2024-01-16"),
        ("zh", "两国将于1月16日签署条约。", None),
        ("zh", "两国13月16日签署条约。", None),
    ],
)
def test_month_and_day_are_read_in_east_asia(lang: str, text: str, expected: str | None, lexicon: Lexicon) -> None:
    """They are the last ones before publication, unless they are ahead."""
    assert recognise(_article(text, published=date(2024, 1, 18), lang=lang), lexicon).event_date == expected


def test_a_full_date_is_read_below_several_decks(lexicon: Lexicon) -> None:
    """A page may show its key points above the first paragraph."""
    decks = ("Chile and Peru settle a dispute", "They sign a treaty in Lima", "It is the first for ten years")
    lead = "Chile and Peru signed a treaty in Lima on 27 May 2024."
    lines: list[tuple[str, LineKind]] = [*((text, "deck") for text in decks), (lead, "body")]
    assert recognise(_article(*decks, lead, lines=tuple(lines)), lexicon).event_date == "2024-05-27"


def test_dates_of_links_below_the_text_are_those_of_other_stories(lexicon: Lexicon) -> None:
    """A label or another link right above a link begins a list of them."""
    lines: tuple[tuple[str, LineKind], ...] = (
        ("Ships left.", "body"),
        ("Related", "related"),
        ("Norland builds new harbour", "related"),
        ("March 2, 2024", "dateline"),
    )
    assert recognise(_article("Ships left.", lines=lines), lexicon).published is None
