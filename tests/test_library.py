"""Order, indexes, and collisions of the collection."""

from __future__ import annotations

import random
from datetime import date

from communique import library
from conftest import MakeBriefing, MakeLibrary


def test_the_newest_stands_first(briefing: MakeBriefing, a_library: MakeLibrary) -> None:
    """Days count down; a month stands after its days, a year after its months, and the undated come last."""
    order = ["2024-02-01", "2024-01-31", "2024-01-02", "2024-01", "2024", "2023-12-31", "2023", "0987-06-05", None]
    made = [briefing(f"b-{number}", event_date=day, published=None) for number, day in enumerate(order)]
    random.Random(7).shuffle(made)
    assert [b.event_date for b in a_library(*made).briefings] == order


def test_of_one_day_the_latest_added_stands_first(briefing: MakeBriefing, a_library: MakeLibrary) -> None:
    """Within a date the newest `added` comes first, then the id; one without `added` last. So too for undated ones."""
    for day in ("2024-01-16", None):
        made = [
            briefing("c", event_date=day, published=None, added=None),
            briefing("b", event_date=day, published=None, added=date(2026, 1, 1)),
            briefing("a", event_date=day, published=None, added=date(2026, 1, 1)),
            briefing("d", event_date=day, published=None, added=date(2026, 1, 2)),
        ]
        assert [b.id for b in a_library(*made).briefings] == ["d", "a", "b", "c"]


def test_the_order_does_not_depend_on_that_of_the_files(briefing: MakeBriefing, a_library: MakeLibrary) -> None:
    """The same briefings give the same library, in whatever order they were read."""
    made = [briefing(f"b-{number}", path=f"briefings/{number % 3}/b-{number}.md") for number in range(9)]
    assert a_library(*made) == a_library(*reversed(made))


def test_indexes_follow_the_order_and_are_sorted(briefing: MakeBriefing, a_library: MakeLibrary) -> None:
    """Each briefing stands under each of its pairs, topics and parties, newest first; mentions make no index."""
    new = briefing("new", event_date="2024-02-01", mentions=("USA",), topics=("nuclear", "diplomacy"))
    old = briefing("old", event_date="2024-01-01", parties=("PRK", "RUS", "CHN"), pairs=("PRK-RUS", "CHN-PRK"))
    found = a_library(old, new)
    assert list(found.by_pair.items()) == [("CHN-PRK", (old,)), ("PRK-RUS", (new, old))]
    assert list(found.by_topic.items()) == [("diplomacy", (new, old)), ("nuclear", (new,))]
    assert list(found.by_country.items()) == [("CHN", (old,)), ("PRK", (new, old)), ("RUS", (new, old))]


def test_only_what_is_published_is_shown(briefing: MakeBriefing, a_library: MakeLibrary) -> None:
    """Drafts and withdrawn briefings are in no listing and no index; a preview has the drafts."""
    shown, draft, gone = briefing("a"), briefing("b", status="draft"), briefing("c", status="withdrawn")
    plain, preview = a_library(shown, draft, gone), a_library(shown, draft, gone, drafts=True)
    assert plain.briefings == plain.by_pair["PRK-RUS"] == plain.by_country["PRK"] == (shown,)
    assert preview.briefings == preview.by_topic["diplomacy"] == (shown, draft)
    assert plain.withdrawn == preview.withdrawn == (gone,)


def test_an_empty_collection_is_a_library(a_library: MakeLibrary) -> None:
    """Nothing gives empty indexes, not an error."""
    assert a_library().briefings == () and a_library().by_pair == {}


def test_an_address_belongs_to_one_briefing(briefing: MakeBriefing) -> None:
    """Two briefings of one id, or an alias that is another's id, name both files; drafts and withdrawn count."""
    first = briefing("visit", path="briefings/PRK-RUS/diplomacy/visit.md")
    same = briefing("visit", path="briefings/PRK-RUS/nuclear/visit.md", status="draft")
    alias = briefing("other", path="briefings/x.md", aliases=("visit", "visit"), status="withdrawn")
    _, problems = library.build([alias, same, first])
    assert [(p.path, p.key, "briefings/PRK-RUS/diplomacy/visit.md" in p.message) for p in problems] == [
        ("briefings/PRK-RUS/nuclear/visit.md", "id", True),
        ("briefings/x.md", "aliases.1", True),
    ]


def test_a_briefing_may_list_its_own_id_as_an_alias(briefing: MakeBriefing) -> None:
    """That is idle, not wrong."""
    assert library.build([briefing("visit", aliases=("visit",))])[1] == []


def test_files_that_some_systems_cannot_tell_apart_collide(briefing: MakeBriefing) -> None:
    """Capitals and the two ways of writing an accent make no difference on macOS and Windows."""
    pairs = [("briefings/a.md", "briefings/A.md"), ("briefings/é.md", "briefings/e\u0301.md")]
    for one, other in pairs:
        _, problems = library.build([briefing("x", path=one), briefing("y", path=other)])
        assert len({one, other} & {problems[0].path, problems[0].message.split(" from ")[1].split(" only ")[0]}) == 2
