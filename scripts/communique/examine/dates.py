"""Dates that contradict each other, or the calendar on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from communique.examine.subject import Subject
from communique.model import Briefing
from communique.problems import Problem
from communique.rules import found

GRACE = timedelta(days=1)
"""It is tomorrow already in another time zone: of a day ahead nothing is said."""


def contradictions(subject: Subject) -> Iterator[Problem]:
    """Find dates in the future, events after their report, and sources read before they were published."""
    latest = (subject.today + GRACE).isoformat()
    for one in subject.briefings:
        ahead = [(key, day) for key, day in _dates(one) if day > latest[: len(day)]]
        for key, day in ahead:
            message = f"{day} lies in the future; today is {subject.today.isoformat()}."
            yield found("future-date", one.path, message, "Correct the year, the month or the day.", key=key)
        if not any(key == "event_date" for key, _ in ahead):
            yield from _before_the_event(one)
        yield from _read_too_soon(one)


def undated(subject: Subject) -> Iterator[Problem]:
    """Find published briefings that stand under 'Undated'."""
    for one in subject.published:
        if one.sort_date is None:
            hint = "Write 'published:' or 'event_date:'; until then it stands under 'Undated'."
            yield found("no-date", one.path, "There is no date.", hint, key="published")


def _dates(one: Briefing) -> Iterator[tuple[str, str]]:
    """Yield each date of a briefing, as far as it is known, with its key."""
    days: list[tuple[str, date | None]] = [("published", one.published), ("added", one.added)]
    for number, source in enumerate(one.sources, 1):
        days += [(f"sources.{number}.published", source.published), (f"sources.{number}.retrieved", source.retrieved)]
    days += [("review.on", one.review.on if one.review else None)]
    days += [("withdrawn.on", one.withdrawn.on if one.withdrawn else None)]
    days += [(f"corrections.{number}.date", item.date) for number, item in enumerate(one.corrections, 1)]
    if one.event_date:
        yield "event_date", one.event_date
    yield from ((key, day.isoformat()) for key, day in days if day)


def _before_the_event(one: Briefing) -> Iterator[Problem]:
    """An event of a month or year may lie before any day of it."""
    days = [(source.published, f"sources.{n}.published") for n, source in enumerate(one.sources, 1)]
    day, key = (one.published, "published") if one.published else next((d for d in days if d[0]), (None, ""))
    if one.event_date and day and day.isoformat()[: len(one.event_date)] < one.event_date:
        message = f"It was published on {day.isoformat()}, before its event ({one.event_date})."
        hint = "Correct one of the two; of a plan or an announcement the event is that it was announced."
        yield found("published-before-event", one.path, message, hint, key=key)


def _read_too_soon(one: Briefing) -> Iterator[Problem]:
    for number, source in enumerate(one.sources, 1):
        if source.published and source.retrieved and source.retrieved < source.published:
            message = f"It was retrieved on {source.retrieved}, before it was published on {source.published}."
            key = f"sources.{number}.retrieved"
            yield found("retrieved-before-published", one.path, message, "Correct one of the two.", key=key)
