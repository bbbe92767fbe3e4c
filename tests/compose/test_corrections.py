"""The page of all corrections."""

from __future__ import annotations

from datetime import date, timedelta

from communique.compose.corrections import CorrectionsView, overview_pages
from communique.compose.links import Links
from communique.compose.listing import LIMIT
from communique.model import Briefing, Correction, Withdrawn
from communique.vocabulary import Vocabulary
from conftest import MakeBriefing, MakeLibrary


def _pages(
    vocabulary: Vocabulary, a_library: MakeLibrary, *briefings: Briefing, drafts: bool = False
) -> dict[str, CorrectionsView]:
    library = a_library(*briefings, drafts=drafts)
    return dict(overview_pages(library, Links(library, vocabulary, "en")))


def _listed(view: CorrectionsView) -> list[tuple[str, str]]:
    return [
        (str(row.correction.date), row.correction.note)
        for _, months in view.years
        for month in months
        for row in month.rows
    ]


def test_without_a_correction_the_page_is_there(vocabulary: Vocabulary, a_library: MakeLibrary) -> None:
    """A collection without corrections has the page, and it is empty."""
    assert _pages(vocabulary, a_library) == {"/about/corrections/": CorrectionsView(None, 0, (), (), ())}


def test_corrections_stand_newest_first(vocabulary: Vocabulary, a_library: MakeLibrary, briefing: MakeBriefing) -> None:
    """Those of all briefings stand by year and month; of two on one day the later written comes first."""
    day = date(2024, 2, 3)
    one = briefing(
        "one", corrections=(Correction(day, "first"), Correction(day, "second"), Correction(date(2023, 12, 31), "old"))
    )
    two = briefing("two", corrections=(Correction(date(2024, 2, 4), "new"),))
    view = _pages(vocabulary, a_library, one, two)["/about/corrections/"]
    assert _listed(view) == [
        ("2024-02-04", "new"),
        ("2024-02-03", "second"),
        ("2024-02-03", "first"),
        ("2023-12-31", "old"),
    ]
    assert [(year, [month.period for month in months]) for year, months in view.years] == [
        ("2024", ["2024-02"]),
        ("2023", ["2023-12"]),
    ]
    assert (view.total, view.periods) == (4, ())


def test_withdrawn_and_drafts(vocabulary: Vocabulary, a_library: MakeLibrary, briefing: MakeBriefing) -> None:
    """A withdrawn briefing stands apart, without its title; a draft is there in a preview only, marked."""
    note = Correction(date(2024, 2, 3), "A note.")
    gone = briefing("gone", status="withdrawn", title="SECRET", summary="SECRET", corrections=(note,))
    silent = briefing("silent", status="withdrawn", title="SECRET", summary="SECRET")
    draft = briefing("draft", status="draft", title="SECRET", corrections=(note,))
    view = _pages(vocabulary, a_library, silent, gone, draft)["/about/corrections/"]
    assert "SECRET" not in repr(view)
    assert [row.address for row in view.withdrawn] == ["/briefings/gone/", "/briefings/silent/"]
    shown = _pages(vocabulary, a_library, draft, drafts=True)["/about/corrections/"]
    assert [row.briefing.draft for _, months in shown.years for month in months for row in month.rows] == [True]


def test_a_withdrawal_says_when_and_why(vocabulary: Vocabulary, a_library: MakeLibrary, briefing: MakeBriefing) -> None:
    """The reason of a withdrawal stands before the corrections that the briefing had."""
    note, why = Correction(date(2024, 2, 3), "A note."), Withdrawn(date(2024, 3, 1), "The source took it back.")
    gone = briefing("gone", status="withdrawn", corrections=(note,), withdrawn=why)
    (row,) = _pages(vocabulary, a_library, gone)["/about/corrections/"].withdrawn
    assert row.corrections == (Correction(why.on, why.reason), note)


def test_many_corrections_get_a_page_for_each_year(
    vocabulary: Vocabulary, a_library: MakeLibrary, briefing: MakeBriefing
) -> None:
    """More than a page holds: the first has the newest and leads to each year, where none is missing."""
    first = date(2023, 1, 1)
    notes = tuple(Correction(first + timedelta(days=4 * number), str(number)) for number in range(LIMIT + 30))
    pages = _pages(vocabulary, a_library, briefing(corrections=notes))
    assert sorted(pages) == ["/about/corrections/", "/about/corrections/2023/", "/about/corrections/2024/"]
    whole = pages.pop("/about/corrections/")
    assert (whole.total, len(_listed(whole))) == (LIMIT + 30, LIMIT)
    assert sum(link.count for link in whole.periods) == LIMIT + 30
    assert {note for view in pages.values() for _, note in _listed(view)} == {item.note for item in notes}
