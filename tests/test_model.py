"""The nouns."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from communique.model import TEXT_KINDS, Line, Page, pair_id
from conftest import MakeArticle, MakeBriefing


def test_a_pair_has_one_id_whichever_country_comes_first() -> None:
    """A pair's id is its codes in alphabetical order."""
    assert pair_id("RUS", "PRK") == pair_id("PRK", "RUS") == "PRK-RUS"


@pytest.mark.parametrize(
    ("event", "published", "expected"),
    [
        ("2024-01", date(2024, 2, 3), "2024-01"),
        (None, date(2024, 2, 3), "2024-02-03"),
        ("2024", None, "2024"),
        (None, None, None),
    ],
)
def test_the_sort_date(briefing: MakeBriefing, event: str | None, published: date | None, expected: str | None) -> None:
    """A briefing stands at the date of its event, else at that of its publication, else nowhere."""
    assert briefing(event_date=event, published=published).sort_date == expected


@pytest.mark.parametrize(
    ("address", "path"),
    [("/", "index.md"), ("/pairs/", "pairs/index.md"), ("/pairs/prk-rus/2024/01/", "pairs/prk-rus/2024/01/index.md")],
)
def test_the_file_of_a_page(address: str, path: str) -> None:
    """Every address is a folder with an index file, so that it ends in '/'."""
    assert Page(address, "t", "T", "D", None).path == path


def test_furniture_is_what_is_neither_text_nor_the_curators_header(article: MakeArticle) -> None:
    """Furniture leaves out the four kinds of text and the lines of the YAML header."""
    text = [Line(0, 1, "title: x", "header"), *(Line(1, 2, "x", kind) for kind in sorted(TEXT_KINDS))]
    furniture = (Line(5, 6, "Share", "share"), Line(6, 7, "By a reporter", "byline"))
    assert article(lines=(*text, *furniture)).furniture == furniture


def test_a_briefing_cannot_be_changed(briefing: MakeBriefing) -> None:
    """The nouns are values: a stage that changes one makes another."""
    made = briefing()
    with pytest.raises(FrozenInstanceError):
        made.title = "Another"  # type: ignore[misc]
