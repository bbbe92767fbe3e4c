"""A reading as text: the line for programs is a contract."""

from __future__ import annotations

import json
from datetime import date

from communique import reading as as_text
from communique.model import Line, Person
from conftest import MakeArticle, MakeBriefing, MakeReading

LINES = (
    Line(0, 1, "Ministers meet in Riga", "headline"),
    Line(1, 3, "By Ilze Example", "byline"),
    Line(2, 4, "The ministers signed.", "body"),
    Line(3, 9, "Share this article", "share"),
)


def test_the_line_of_json(article: MakeArticle, reading: MakeReading) -> None:
    """Keys, their order and the form of each value are fixed; letters are not escaped."""
    made = reading(
        pairs=("GEO-LVA", "LVA-TUR"),
        parties=("GEO", "LVA", "TUR"),
        people=(Person("Ilze Bērziņa", "minister"),),
        agency="LETA",
    )
    line = as_text.as_json(("file", "seeds/visit.txt"), article(lines=LINES), made)
    assert line == (
        '{"file": "seeds/visit.txt", "title": "Ministers meet in Riga", "published": "2024-01-18",'
        ' "event_date": "2024-01-15", "pairs": ["GEO-LVA", "LVA-TUR"], "countries": ["GEO", "LVA", "TUR"],'
        ' "mentions": ["TUR"], "topics": ["trade-economy"], "people": ["Ilze Bērziņa"],'
        ' "roles": {"Ilze Bērziņa": "minister"}, "agency": "LETA",'
        ' "furniture_lines": [1, 3]}'
    )


def test_what_is_not_known_is_null_or_empty(article: MakeArticle, reading: MakeReading) -> None:
    """Every key stands in every line; a row of JSON Lines gives its id back in place of the file."""
    empty = reading(published=None, event_date=None, parties=(), pairs=(), mentions=(), topics=(), agency=None)
    row = json.loads(as_text.as_json(("id", "7"), article(title=None), empty))
    assert row == {
        "id": "7",
        **dict.fromkeys(("title", "published", "event_date", "agency")),
        **{key: [] for key in ("pairs", "countries", "mentions", "topics", "people", "furniture_lines")},
        "roles": {},
    }
    assert next(iter(row)) == "id"


def test_a_line_of_json_is_one_line(article: MakeArticle, reading: MakeReading) -> None:
    """Line breaks in a title are escaped."""
    line = as_text.as_json(("file", "x"), article(title="Ministers\nmeet"), reading())
    assert "\n" not in line and json.loads(line)["title"] == "Ministers\nmeet"


def test_the_text_for_people(article: MakeArticle, reading: MakeReading) -> None:
    """A field a line; what is not known is a dash."""
    assert as_text.as_text(("file", "seeds/visit.txt"), article(), reading(mentions=(), agency="LETA")) == (
        "seeds/visit.txt\n"
        "  title:     Ministers meet in Riga\n"
        "  published: 2024-01-18\n"
        "  event:     2024-01-15\n"
        "  pairs:     GEO-LVA\n"
        "  parties:   GEO, LVA\n"
        "  mentions:  -\n"
        "  topics:    trade-economy\n"
        "  people:    -\n"
        "  agency:    LETA"
    )


def test_the_summary_of_a_new_briefing(briefing: MakeBriefing) -> None:
    """What was recognised is shown after adding an article."""
    lines = list(as_text.summary(briefing(pairs=(), parties=("LVA",), published=date(2024, 1, 18), event_date=None)))
    assert lines == [
        "title:    A visit",
        "pairs:    -",
        "parties:  LVA",
        "topics:   diplomacy",
        "event:    -; published: 2024-01-18",
        "source:   Baltic Courier; rights: not stated, so reserved",
    ]
