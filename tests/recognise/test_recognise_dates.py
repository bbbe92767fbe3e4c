"""When an article was published, and when what it tells of happened."""

from __future__ import annotations

from datetime import date

import pytest

from communique.model import Article, Line, LineKind, Stated
from communique.recognise import Lexicon, recognise


def _article(*paragraphs: str, lines: tuple[tuple[str, LineKind], ...] = (), **stated: date) -> Article:
    return Article(
        path="x",
        sha256="",
        lang="en",
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
        ("Chile and Peru signed a treaty.", None),
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
