"""A briefing's file <-> Briefing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from communique import briefing as briefing_file
from communique.briefing import Known, digest, schema
from communique.model import Briefing, Correction, Drafted, KeyPoint, Person, Review, Source

SMALL = """\
---
title: Latvia and Georgia reopen a ferry
published: 2024-01-18
sources: [{publisher: Baltic Courier, url: https://courier.example/ferry}]
---
The first ship sailed on Monday. It carried *rye*.
"""

FULL = """\
---
# a comment
id: ferry
title: 'Latvia and Georgia: a ferry again'
lang: lv
status: withdrawn
event_date: 2024-01
published: 2024-01-18
added: 2026-11-23
parties: [GEO, LVA, TUR]
pairs: [GEO-LVA, GEO-TUR]
mentions: [UKR]
topics: [trade-economy, migration]
people: [Ilze Example, {name: Nino Example, role: harbour master}]
summary: A ferry sails again.
key_points:
  - The first ship sailed.
  - {text: It carried rye., said_by: [LETA]}
sources:
  - publisher: Baltic Courier
    agency: LETA
    title: Ferry sails
    url: https://courier.example/ferry
    archive_url: https://archive.example/1
    published: 2024-01-18
    retrieved: 2024-01-19
    rights: CC-BY-4.0
    credibility: 2
    article: seeds/ferry.txt
    sha256: abab
review: {by: Ilze Example, on: 2024-02-01}
corrections: [{date: 2024-02-02, note: The cargo was rye.}]
aliases: [old-ferry]
drafted: {version: 0.1.0, digest: 'sha256:abab'}
---

Text by the desk.

---

More of it.
"""


def _read(text: str, known: Known, path: str = "briefings/GEO-LVA/trade-economy/ferry.md") -> Briefing:
    read, problems = briefing_file.parse(path, text, known)
    assert read is not None and not problems, problems
    return read


def test_a_small_file_gets_every_default(known: Known) -> None:
    """Pair and topic come from the folders, the id from the file's name, the language from the site, the summary
    from the first sentence, the parties from the pair."""
    assert _read(SMALL, known) == Briefing(
        path="briefings/GEO-LVA/trade-economy/ferry.md",
        id="ferry",
        title="Latvia and Georgia reopen a ferry",
        lang="en",
        status="published",
        event_date=None,
        published=date(2024, 1, 18),
        added=None,
        parties=("GEO", "LVA"),
        pairs=("GEO-LVA",),
        mentions=(),
        topics=("trade-economy",),
        people=(),
        summary="The first ship sailed on Monday.",
        key_points=(),
        sources=(Source(publisher="Baltic Courier", url="https://courier.example/ferry"),),
        review=None,
        corrections=(),
        aliases=(),
        drafted=None,
        body="The first ship sailed on Monday. It carried *rye*.",
    )


def test_what_is_written_wins_over_every_default(known: Known) -> None:
    """Each key of the data model is read into its field."""
    read, _ = briefing_file.parse("briefings/PRK-RUS/diplomacy/another-name.md", FULL, known)
    assert read == Briefing(
        path="briefings/PRK-RUS/diplomacy/another-name.md",
        id="ferry",
        title="Latvia and Georgia: a ferry again",
        lang="lv",
        status="withdrawn",
        event_date="2024-01",
        published=date(2024, 1, 18),
        added=date(2026, 11, 23),
        parties=("GEO", "LVA", "TUR"),
        pairs=("GEO-LVA", "GEO-TUR"),
        mentions=("UKR",),
        topics=("trade-economy", "migration"),
        people=(Person("Ilze Example"), Person("Nino Example", "harbour master")),
        summary="A ferry sails again.",
        key_points=(KeyPoint("The first ship sailed."), KeyPoint("It carried rye.", ("LETA",))),
        sources=(
            Source(
                publisher="Baltic Courier",
                agency="LETA",
                title="Ferry sails",
                url="https://courier.example/ferry",
                archive_url="https://archive.example/1",
                published=date(2024, 1, 18),
                retrieved=date(2024, 1, 19),
                rights="cc-by-4.0",
                credibility=2,
                article="seeds/ferry.txt",
                sha256="abab",
            ),
        ),
        review=Review("Ilze Example", date(2024, 2, 1)),
        corrections=(Correction(date(2024, 2, 2), "The cargo was rye."),),
        aliases=("old-ferry",),
        drafted=Drafted("0.1.0", "sha256:abab"),
        body="Text by the desk.\n\n---\n\nMore of it.",
    )


@pytest.mark.parametrize(
    ("path", "pairs", "topics"),
    [
        ("briefings/GEO-LVA/migration/x.md", ("GEO-LVA",), ("migration",)),
        ("briefings/unpaired/migration/x.md", (), ("migration",)),
        ("briefings/GEO-LVA/x.md", ("GEO-LVA",), ()),
        ("briefings/x.md", (), ()),
    ],
)
def test_folders_say_what_the_file_does_not(
    known: Known, path: str, pairs: tuple[str, ...], topics: tuple[str, ...]
) -> None:
    """briefings/<PAIR>/<topic>/ gives pair and topic; 'unpaired' gives none."""
    read = _read("---\ntitle: A visit\n---\n", known, path)
    assert (read.pairs, read.topics) == (pairs, topics)


def test_empty_lists_are_an_answer(known: Known) -> None:
    """'pairs: []' says that there is none, whatever the folder says; that they differ is noted."""
    text = "---\ntitle: A visit\npairs: []\ntopics: []\nparties: [LVA]\n---\n"
    read, problems = briefing_file.parse("briefings/GEO-LVA/migration/x.md", text, known)
    assert read is not None and (read.pairs, read.topics, read.parties) == ((), (), ("LVA",))
    assert [(problem.key, problem.severity) for problem in problems] == [("pairs", "note"), ("topics", "note")]


@pytest.mark.parametrize(
    ("keys", "body", "summary"),
    [
        ("summary: Written.\nkey_points: [Point.]\n", "Body.", "Written."),
        ("key_points: [First point., Second point.]\n", "Body.", "First point."),
        ("", "## Heading\n\nFirst sentence. Second one.", "First sentence."),
        ("", "The **bold** [envoy](https://a.example), *so to say*,\nleft `early`. Then came rain.", None),
        ("", "Ports reopened.[^1] Ships sailed.\n\n[^1]: So the harbour office.", "Ports reopened."),
        ("", "| a | b |\n|---|---|\n| 1 | 2 |\n\nAfter the table.", "After the table."),
        ("", "- an item\n\nAfter the list.", "After the list."),
        ("", "<script>x</script>\n\nText.", "<script>x</script>"),
        ("", "", "A visit"),
        ("", "***\n", "A visit"),
    ],
)
def test_the_summary(known: Known, keys: str, body: str, summary: str | None) -> None:
    """The summary is what is written, else the first key point, else the body's first sentence as plain text, else
    the title."""
    read = _read(f"---\ntitle: A visit\n{keys}---\n{body}\n", known)
    assert read.summary == (summary or "The bold envoy, so to say, left early.")


def test_line_ends_and_byte_order_marks_do_not_matter(known: Known) -> None:
    """A file saved on Windows is the same briefing."""
    assert _read("\ufeff" + SMALL.replace("\n", "\r\n"), known) == _read(SMALL, known)


def test_plain_words_are_never_reinterpreted(known: Known) -> None:
    """A title that YAML would take for a number, a date or a truth value is that text."""
    for title in ("2024", "2024-01-18", "yes", "12:30", "0x10", "1e3"):
        assert _read(f"---\ntitle: {title}\n---\n", known).title == title


# --- the digest -----------------------------------------------------------------------------------------------------


def test_the_digest_is_that_of_the_file_without_its_own_key() -> None:
    """Adding `drafted` in either form, or Windows line ends, leaves the digest as it is."""
    flow = SMALL.replace("---\nThe", "drafted: {version: 0.1.0, digest: 'sha256:00'}\n---\nThe")
    block = SMALL.replace("title:", "drafted:\n  version: 0.1.0\n  digest: sha256:00\ntitle:")
    assert digest(SMALL) == digest(flow) == digest(block) == digest(flow.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("before", "after"),
    [("Monday", "Tuesday"), ("2024-01-18", "2024-01-19"), ("title:", "# seen\ntitle:"), ("*rye*", "rye")],
)
def test_any_edit_changes_the_digest(before: str, after: str) -> None:
    """An edit to a key, a comment or the body shows in the digest."""
    assert digest(SMALL.replace(before, after)) != digest(SMALL)


def test_a_line_of_the_body_is_not_taken_for_the_key() -> None:
    """A body may have a line that begins like the key; editing it shows."""
    body = SMALL + "\ndrafted: in haste\n"
    drafted = body.replace("---\nThe", "drafted: {version: 0.1.0, digest: 'sha256:00'}\n---\nThe")
    assert digest(body) == digest(drafted) != digest(SMALL + "\ndrafted: at leisure\n")


# --- the JSON Schema ------------------------------------------------------------------------------------------------


def _as_editors_see_it(text: str) -> Any:
    """Read front matter as an editor's YAML 1.2 does: whole numbers become numbers, dates stay texts."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text.split("---\n")[1], Loader=Loader)


@pytest.mark.parametrize("text", [SMALL, FULL.replace("CC-BY", "cc-by"), "---\ntitle: A\nevent_date: 2024\n---\n"])
def test_the_schema_accepts_what_is_read(known: Known, text: str) -> None:
    """An editor that follows the schema marks nothing in a file that the build reads."""
    assert briefing_file.parse("briefings/GEO-LVA/trade-economy/ferry.md", text, known)[0] is not None
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(_as_editors_see_it(text))] == []


@pytest.mark.parametrize(
    "front",
    [
        "titel: A",
        "title: A\nstatus: final",
        "title: A\npublished: January",
        "title: A\ntopics: [a, b, c, d]",
        "title: A\nsources: [{url: 'https://a.example/'}]",
        "title: A\nsources: [{publisher: B, rights: free}]",
        "title: A\nsources: [{publisher: B, credibility: 7}]",
        "title: A\nreview: {by: B}",
    ],
)
def test_the_schema_marks_what_is_refused(front: str) -> None:
    """The commonest slips show in the editor already."""
    validator = jsonschema.Draft202012Validator(schema())
    assert not validator.is_valid(_as_editors_see_it(f"---\n{front}\n---\n"))


def test_the_schema_is_a_valid_schema_that_explains_each_key() -> None:
    """An editor shows a word on each key of a briefing and of a source."""
    whole = schema()
    jsonschema.Draft202012Validator.check_schema(whole)
    keys = {**whole["properties"], **whole["$defs"]["_Source"]["properties"]}
    assert [
        key
        for key, part in keys.items()
        if key not in {"title", "sources", "corrections"} and not part.get("description")
    ] == []


def test_the_schema_in_the_collection_is_current() -> None:
    """The file that editors read is what the model gives; a build writes it."""
    committed = Path(__file__).parents[2] / "briefings" / "briefing.schema.json"
    assert committed.read_text(encoding="utf-8") == briefing_file.schema_text()


def test_an_unresolved_merge_conflict_is_named(known: Known) -> None:
    """Two curators' versions in one file are not published, wherever the marks stand."""
    text = SMALL + "<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n"
    briefing, problems = briefing_file.parse("briefings/GEO-LVA/trade-economy/ferry.md", text, known)
    assert briefing is None
    assert [(problem.line, problem.message) for problem in problems] == [(7, "A merge conflict has not been resolved.")]
