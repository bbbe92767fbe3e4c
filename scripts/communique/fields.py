"""The types of single fields that people write: text in, checked value out. Each says in words what it wants.

A message and what to do are parted by ' | ' (see strict.py, which turns them into problems).
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    WithJsonSchema,
)

from communique.model import KeyPoint, Person, pair_id

RIGHTS = ("all-rights-reserved", "cc-by-4.0", "cc-by-sa-4.0", "cc0-1.0", "public-domain", "permission")
OPEN_RIGHTS = frozenset(RIGHTS[1:])
"""Rights under which a source's text may be shown in full."""

MAX_TEXT = 2000
"""Longest single text field, in characters."""

MAX_TOPICS = 3


def is_open(rights: str | None) -> bool:
    """Tell whether a source's text may be shown in full; no word on rights counts as reserved."""
    return rights in OPEN_RIGHTS


def _fits(pattern: str, what: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"'{_short(value)}' is not {what}. | Correct it.")
        return value

    return AfterValidator(check)


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "..."


def _is_day(value: Any) -> Any:
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError(f"'{_short(value)}' is not a day. | Write it as year-month-day, such as 2024-01-18.")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"'{value}' is not a day of the calendar. | Correct the month or the day.") from None


def _is_partial_date(value: str) -> str:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value, re.ASCII)
    if not match:
        raise ValueError(f"'{_short(value)}' is not a date. | Write a day, month or year: 2024-01-16, 2024-01 or 2024.")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        raise ValueError(f"'{value}' is not in the calendar. | Correct the month or the day.")
    return value


def _is_web_address(value: str) -> str:
    if re.search(r"[\s\x00-\x20\\<>\"^`{|}]", value):
        raise ValueError(f"'{_short(value)}' holds a character that no address may hold. | Encode it as %XX.")
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        host = None
    if host is None or parts.scheme.lower() not in {"http", "https"}:
        raise ValueError(f"'{_short(value)}' is not a web address. | It must begin with https:// or http://.")
    return value


def _is_pair(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}-[A-Z]{3}", value):
        raise ValueError(f"'{_short(value)}' is not a pair. | Write two codes joined by a hyphen, such as PRK-RUS.")
    one, other = value.split("-")
    if one == other:
        raise ValueError(f"'{value}' is a country and itself. | A pair has two countries.")
    if pair_id(one, other) != value:
        raise ValueError(f"'{value}' is not in order. | Write {pair_id(one, other)}.")
    return value


def _is_language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise ValueError(f"'{_short(value)}' is not a language tag. | Write one such as en, ko or pt-BR.")
    try:
        Locale.parse(value.split("-")[0])
    except (ValueError, UnknownLocaleError):
        raise ValueError(f"'{value}' is no language known here. | Write a tag such as en, ko or pt-BR.") from None
    return value


def _is_rights(value: str) -> str:
    if value.lower() not in RIGHTS:
        raise ValueError(f"'{_short(value)}' is no form of rights known here. | Use one of: {', '.join(RIGHTS)}.")
    return value.lower()


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise ValueError(f"'{_short(twice[0])}' stands here twice. | Remove one.")
    return values


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]
Day = Annotated[date, BeforeValidator(_is_day), Field(json_schema_extra={"pattern": r"^\d{4}-\d\d-\d\d$"})]
Partial = Annotated[
    # An editor reads an unquoted year as a number.
    str, AfterValidator(_is_partial_date), Field(json_schema_extra={"type": ["string", "integer"]})
]
Url = Annotated[str, StringConstraints(max_length=MAX_TEXT), AfterValidator(_is_web_address)]
Code = Annotated[str, _fits("[A-Z]{3}", "a country code of three capitals, such as PRK")]
Pair = Annotated[str, AfterValidator(_is_pair)]
Id = Annotated[str, _fits("(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*", "an id of lower-case letters, digits and hyphens")]
Language = Annotated[str, AfterValidator(_is_language)]
Rights = Annotated[str, AfterValidator(_is_rights), Field(json_schema_extra={"enum": list(RIGHTS)})]
Colour = Annotated[str, _fits("#[0-9a-fA-F]{6}", "a colour such as '#3b6ea5', in quotes")]
Grade = Annotated[str, _fits("[A-F]", "an Admiralty grade from A to F")]
Credibility = Annotated[int, Field(ge=1, le=6)]


def _from_text(key: str) -> BeforeValidator:
    """Let a text stand for a mapping that has only one key."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


class _PersonShape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    role: Text | None = Field(None, description="Office or role, in the text's own words")


class _PointShape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Text
    said_by: tuple[Text, ...] = Field((), description="Who is quoted in it")


def _person(shape: _PersonShape) -> Person:
    return Person(shape.name, shape.role)


def _key_point(shape: _PointShape) -> KeyPoint:
    return KeyPoint(shape.text, shape.said_by)


def _or_text(schema: dict[str, Any]) -> WithJsonSchema:
    """Describe a value that editors may also write as a single text."""
    return WithJsonSchema({"anyOf": [TypeAdapter(Text).json_schema(), schema]})


People = tuple[
    Annotated[_PersonShape, _from_text("name"), AfterValidator(_person), _or_text(_PersonShape.model_json_schema())],
    ...,
]
KeyPoints = tuple[
    Annotated[_PointShape, _from_text("text"), AfterValidator(_key_point), _or_text(_PointShape.model_json_schema())],
    ...,
]
Texts = tuple[Text, ...]
Codes = Annotated[tuple[Code, ...], AfterValidator(_each_once)]
Pairs = Annotated[tuple[Pair, ...], AfterValidator(_each_once)]
Topics = Annotated[tuple[Id, ...], Field(max_length=MAX_TOPICS), AfterValidator(_each_once)]
