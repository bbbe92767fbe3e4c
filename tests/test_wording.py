"""Dates, periods and distances in words."""

from __future__ import annotations

import pytest
from babel.dates import get_month_names

from communique.wording import distance, locale_of, month_name, period_name


@pytest.mark.parametrize(
    ("period", "lang", "words"),
    [
        ("2024-01-16", "en", "16 January 2024"),
        ("2024-01", "en", "January 2024"),
        ("2024", "en", "2024"),
        (None, "en", "Undated"),
        ("2024-01-16", "en-US", "January 16, 2024"),
        ("2024-01-16", "de", "16. Januar 2024"),
        ("2024-01-16", "ko", "2024년 1월 16일"),
        ("2024-01", "ru", "январь 2024 г."),
    ],
)
def test_periods_in_words(period: str | None, lang: str, words: str) -> None:
    """A day, month or year is written in the site's language; plain English puts the day first."""
    assert period_name(period, lang).replace("\xa0", " ").replace("\u202f", " ") == words


@pytest.mark.parametrize(
    ("lang", "name"),
    [("en", "March"), ("lv", "marts"), ("de-AT", "März"), ("ru", "март"), ("it", "marzo"), ("qqq", "March")],
)
def test_a_month_by_itself(lang: str, name: str) -> None:
    """A month under a heading that names its year stands alone, whatever languages were looked at before."""
    get_month_names("wide", "stand-alone", "zh")
    get_month_names("wide", "stand-alone", "ko")
    assert month_name("2024-03", lang) == name


@pytest.mark.parametrize("lang", ["xx", "not a tag", "", "qqq-Zzzz"])
def test_an_unknown_language_falls_back_to_english(lang: str) -> None:
    """A tag that CLDR lacks never stops a build."""
    assert locale_of(lang).language == "en"


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        ("2024-01-16", "2024-01-16", "the same day"),
        ("2024-01-16", "2024-01-17", "1 day"),
        ("2024-01-16", "2024-01-25", "9 days"),
        ("2024-01-25", "2024-01-16", "9 days"),
        ("2024-01-01", "2024-02-29", "59 days"),
        ("2024-01-01", "2024-03-01", "2 months"),
        ("2022-01-01", "2023-12-31", "24 months"),
        ("2022-01-01", "2024-01-01", "2 years"),
        ("2024-01", "2024-01-16", None),
        ("2024-01-16", "2024", None),
    ],
)
def test_distances_in_words(earlier: str, later: str, words: str | None) -> None:
    """A distance has one unit, none below two of it but days; months and years of unknown days have no distance."""
    assert distance(earlier, later) == words
