"""A Reading as text: one JSON line a program reads, one paragraph a person reads."""

from __future__ import annotations

import json
from collections.abc import Iterator

from communique.model import Article, Briefing, Person, Reading


def as_json(given: tuple[str, str | int], article: Article, reading: Reading) -> str:
    """Return a reading as one line of JSON.

    `given` is ('file', path) or ('id', id) and comes first. The form is a contract: keys are only ever added.
    """
    key, name = given
    row = {
        key: name,
        "title": article.title,
        "published": reading.published.isoformat() if reading.published else None,
        "event_date": reading.event_date,
        "pairs": reading.pairs,
        "countries": reading.parties,
        "mentions": reading.mentions,
        "topics": reading.topics,
        "people": [person.name for person in reading.people],
        "roles": {person.name: person.role for person in reading.people if person.role},
        "agency": reading.agency,
        "furniture_lines": [line.index for line in article.furniture],
    }
    return json.dumps(row, ensure_ascii=False)


def as_text(given: tuple[str, str | int], article: Article, reading: Reading) -> str:
    """Return a reading as a few lines for a person."""
    fields = {
        "title": article.title,
        "published": reading.published,
        "event": reading.event_date,
        "pairs": ", ".join(reading.pairs),
        "parties": ", ".join(reading.parties),
        "mentions": ", ".join(reading.mentions),
        "topics": ", ".join(reading.topics),
        "people": ", ".join(map(_described, reading.people)),
        "agency": reading.agency,
    }
    return "\n".join([str(given[1]), *(f"  {key + ':':11}{value or '-'}" for key, value in fields.items())])


def _described(person: Person) -> str:
    return f"{person.name} ({person.role})" if person.role else person.name


def summary(briefing: Briefing) -> Iterator[str]:
    """Yield what was recognised in a new briefing, a line each."""
    yield f"title:    {briefing.title}"
    yield f"pairs:    {', '.join(briefing.pairs) or '-'}"
    yield f"parties:  {', '.join(briefing.parties) or '-'}"
    yield f"topics:   {', '.join(briefing.topics) or '-'}"
    yield f"event:    {briefing.event_date or '-'}; published: {briefing.published or '-'}"
    for source in briefing.sources[:1]:
        agency = f" ({source.agency})" if source.agency else ""
        yield f"source:   {source.publisher}{agency}; rights: {source.rights or 'not stated, so reserved'}"
