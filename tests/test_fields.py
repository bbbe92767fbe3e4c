"""The types of single fields: what is accepted, and how the rest is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from communique import fields

ACCEPTED: dict[str, list[Any]] = {
    "Day": ["2024-02-29", "0001-01-01", date(2024, 1, 2)],
    "Partial": ["2024", "2024-02", "2024-02-29"],
    "Url": [
        "https://example.org/a?b=c#d",
        "HTTP://EXAMPLE.ORG",
        "http://[2001:db8::1]:8080/",
        "https://xn--e1afmkfd.example/%D0%B0",
        "https://пример.example/а",
    ],
    "Code": ["PRK", "XKX", "EUE"],
    "Pair": ["PRK-RUS", "EUE-USA"],
    "Id": ["a", "2024", "a-1-b", "x" * 80],
    "Language": ["en", "pt-BR", "zh-Hant-TW", "yue", "EN"],
    "Rights": ["cc-by-4.0", "CC-BY-4.0", "permission"],
    "Colour": ["#3b6ea5", "#FFFFFF"],
    "Grade": ["A", "F"],
    "Credibility": ["1", "6", 3],
    "Codes": [(), ("PRK", "RUS")],
    "Pairs": [("PRK-RUS", "KOR-PRK")],
    "Topics": [("diplomacy", "space-technology")],
    "Text": ["x", "x" * 2000],
}
REFUSED: dict[str, list[Any]] = {
    "Day": [
        "2024-02-30",
        "2023-02-29",
        "18.1.2024",
        "2024-1-18",
        "2024-01",
        "20240118",
        "2024-01-18T00:00",
        "",
        "٢٠٢٤-٠١-٠١",
    ],
    "Partial": [
        "2024-13",
        "2024-00",
        "2024-02-30",
        "24",
        "2024-1",
        "2024?",
        "202X",
        "0000",
        "2024-01-16/2024-01-18",
        "٢٠٢٤",
        "",
    ],
    "Url": [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " https://example.org",
        "https://example.org/a b",
        "https://example.org/<b>",
        'https://example.org/"x',
        "data:text/html,x",
        "ftp://example.org/",
        "file:///etc/passwd",
        "//example.org/",
        "/pairs/",
        "https:",
        "https://",
        "https:///path",
        "https://[::1",
        "mailto:desk@example.org",
        "https://example.org\\@other.example",
        "https://example.org/\x00",
        "https://example.org/" + "x" * 2000,
    ],
    "Code": ["prk", "PR", "PRKK", "P1K", "РRK"],
    "Pair": ["RUS-PRK", "PRK-PRK", "PRKRUS", "prk-rus", "PRK-RUS-USA", "PRK–RUS"],
    "Id": ["", "-a", "a-", "a--b", "A", "a_b", "a/b", "..", "x" * 81, "é", "a\n"],
    "Language": ["xx", "english", "e", "en_GB", "en-", "qqq", ""],
    "Rights": ["all", "cc-by-3.0", ""],
    "Colour": ["#fff", "3b6ea5", "blue", "#3b6ea5;}"],
    "Grade": ["a", "G", "AB"],
    "Credibility": ["0", "7", "two", "B2"],
    "Codes": [("PRK", "PRK"), ("PRK", "north")],
    "Pairs": [("PRK-RUS", "PRK-RUS")],
    "Topics": [("diplomacy", "diplomacy")],
    "Text": ["", "  \n", "x" * 2001],
}


def _validate(name: str, value: Any) -> Any:
    return TypeAdapter(getattr(fields, name)).validate_python(value)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in ACCEPTED.items() for value in values])
def test_accepted(name: str, value: Any) -> None:
    """What the data model allows is accepted."""
    _validate(name, value)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in REFUSED.items() for value in values])
def test_refused(name: str, value: Any) -> None:
    """What the data model does not allow is refused as a value, never with another exception."""
    with pytest.raises(ValidationError):
        _validate(name, value)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("Day", "18 Jan", "'18 Jan' is not a day. | Write it as year-month-day, such as 2024-01-18."),
        ("Day", "2024-02-30", "'2024-02-30' is not a day of the calendar. | Correct the month or the day."),
        ("Pair", "RUS-PRK", "'RUS-PRK' is not in order. | Write PRK-RUS."),
        ("Pair", "PRK-PRK", "'PRK-PRK' is a country and itself. | A pair has two countries."),
        ("Language", "xx", "'xx' is no language known here. | Write a tag such as en, ko or pt-BR."),
        ("Codes", ("PRK", "RUS", "PRK"), "'PRK' stands here twice. | Remove one."),
    ],
)
def test_a_refusal_says_what_and_what_to_do(name: str, value: Any, message: str) -> None:
    """Each message has two parts, what is wrong and what to do, parted by ' | '."""
    with pytest.raises(ValidationError) as refused:
        _validate(name, value)
    assert str(refused.value.errors()[0]["ctx"]["error"]) == message


def test_long_values_are_shortened_in_messages() -> None:
    """A message quotes at most 60 characters, on one line."""
    with pytest.raises(ValidationError) as refused:
        _validate("Code", "north\n" * 500)
    quoted = str(refused.value.errors()[0]["ctx"]["error"]).split("'")[1]
    assert len(quoted) <= 60 and "\n" not in quoted and quoted.startswith("north north")


def test_values_become_what_they_mean() -> None:
    """A day becomes a date, a figure a number, rights their own spelling, and text loses its outer space."""
    assert _validate("Day", "2024-01-18") == date(2024, 1, 18)
    assert _validate("Credibility", "2") == 2
    assert _validate("Rights", "CC-BY-4.0") == "cc-by-4.0"
    assert _validate("Text", "  a b \n") == "a b"


@pytest.mark.parametrize(
    ("rights", "open_"),
    [("cc-by-4.0", True), ("permission", True), ("public-domain", True), ("all-rights-reserved", False), (None, False)],
)
def test_what_may_be_shown_in_full(rights: str | None, open_: bool) -> None:
    """Only named open rights allow the full text; no word on rights counts as reserved."""
    assert fields.is_open(rights) is open_
