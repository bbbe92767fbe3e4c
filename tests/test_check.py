"""`communique check`: each rule by a briefing that breaks it and one that does not, severities, formats, places."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import jsonschema
import pytest

from communique import compose, config, library, publish, report
from communique.model import Correction
from communique.problems import Problem
from communique.rules import INVALID, RULES, found, stricter, weighed
from communique.vocabulary import Vocabulary
from conftest import MakeBriefing
from site_helpers import CHECKOUT, communique, contents, laid_out

BRIEFING = "briefings/PRK-RUS/diplomacy/visit.md"
HEAD = "title: A visit\npublished: 2024-01-18\nadded: 2026-11-20\n"
SOURCE = "sources: [{publisher: Test Gazette, url: 'https://gazette.example/visit', rights: all-rights-reserved}]\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The least collection that is valid."""
    return laid_out(tmp_path / "desk", "minimal")


def write(desk: Path, path: str, text: str) -> None:
    """Write a file of a collection."""
    place = desk / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text.encode())


def put(desk: Path, front: str = HEAD + SOURCE, body: str = "Text by the desk.\n", path: str = BRIEFING) -> None:
    """Write a briefing."""
    write(desk, path, f"---\n{front}---\n{body}")


def problems(desk: Path, *arguments: str | Path) -> list[dict[str, Any]]:
    """Return what `check --format json` says."""
    outcome = communique("check", "--root", desk, "--format", "json", "--quiet", *arguments)
    told: dict[str, Any] = json.loads(outcome.out)
    assert told["version"] == 1
    assert outcome.code == (1 if told["summary"]["errors"] else 0)
    rows: list[dict[str, Any]] = told["problems"]
    return rows


def rules(desk: Path) -> list[tuple[str, int | None]]:
    """Return the rules that find something, with the line."""
    return [(row["rule"], row["line"]) for row in problems(desk)]


# --- briefings ------------------------------------------------------------------------------------------------------

SOUND = [
    HEAD + SOURCE,
    HEAD + "event_date: 2024-01-18\n" + SOURCE,
    HEAD + "event_date: 2024-01\n" + SOURCE,
    HEAD + "event_date: 2024\n" + SOURCE,
    HEAD + SOURCE.replace("rights:", "published: 2024-01-17, retrieved: 2024-01-17, rights:"),
    "title: A visit\nevent_date: 2024\nadded: 2026-11-24\n" + SOURCE,  # It is tomorrow in Auckland.
    HEAD.replace("2026-11-20", "2026-10-24") + SOURCE,
    HEAD.replace("2026-11-20", "2020-01-01") + SOURCE + "review: {by: Test Editor, on: 2026-11-23}\n",
    HEAD.replace("2026-11-20", "2020-01-01") + SOURCE + "status: draft\n",
    HEAD.replace("A visit", "A visit " + "x" * 140) + SOURCE,
    "title: A visit\nstatus: draft\n",
]

BROKEN = [
    (HEAD + "event_date: 2024-01-19\n" + SOURCE, "published-before-event", 3),
    (HEAD + "event_date: 2024-02\n" + SOURCE, "published-before-event", 3),
    (HEAD + "event_date: 2026-12-01\n" + SOURCE, "future-date", 5),
    (HEAD + "event_date: 2027\n" + SOURCE, "future-date", 5),
    (HEAD.replace("2024-01-18", "2027-01-18") + SOURCE, "future-date", 3),
    (HEAD.replace("2026-11-20", "2026-11-25") + SOURCE, "future-date", 4),
    (HEAD + SOURCE + "review: {by: Test Editor, on: 2027-01-01}\n", "future-date", 6),
    (HEAD + SOURCE + "corrections: [{date: 2027-01-01, note: The day was wrong.}]\n", "future-date", 6),
    (HEAD + SOURCE + "status: withdrawn\nwithdrawn: {on: 2027-01-01, reason: It was a test.}\n", "future-date", 7),
    (HEAD + SOURCE.replace("rights:", "retrieved: 2027-01-01, rights:"), "future-date", 5),
    (
        HEAD + SOURCE.replace("rights:", "published: 2024-01-18, retrieved: 2024-01-17, rights:"),
        "retrieved-before-published",
        5,
    ),
    (HEAD.replace("published: 2024-01-18\n", "") + SOURCE, "no-date", 2),
    (HEAD + SOURCE.replace(", rights: all-rights-reserved", ""), "no-rights", 5),
    (HEAD, "no-source", 2),
    (HEAD + SOURCE.replace("Test Gazette", "Unknown publisher"), "no-publisher", 5),
    (HEAD.replace("2026-11-20", "2026-10-23") + SOURCE, "unreviewed", 4),
    (HEAD.replace("A visit", "A visit " + "x" * 143) + SOURCE, "long-title", 2),
    (HEAD.replace("A visit", "A visit #2 of ministers") + SOURCE, "comment-in-text", 2),
    (HEAD + "topics: [nuclear]\n" + SOURCE, "folder", 5),
]


@pytest.mark.parametrize("front", SOUND)
def test_nothing_is_said_of_a_sound_briefing(front: str, desk: Path) -> None:
    """Dates that agree, a review, a draft, and a title that fits give no problem."""
    put(desk, front)
    assert rules(desk) == []


@pytest.mark.parametrize(("front", "rule", "line"), BROKEN)
def test_a_broken_rule_is_named_with_its_line(front: str, rule: str, line: int, desk: Path) -> None:
    """Each rule on the front matter finds the briefing that breaks it, on the line of the key, and nothing else."""
    put(desk, front)
    assert rules(desk) == [(rule, line)]


def test_unknown_publishers_are_named_if_asked_for(desk: Path) -> None:
    """Any name may stand for a publisher; a desk that keeps a list of all can have the others named."""
    put(desk)
    weigh(desk, "unknown-publisher: warning")
    assert ("unknown-publisher", 5) in rules(desk)
    write(desk, "briefings/publishers.yml", "publishers:\n  gazette: {name: Test Gazette}\n")
    assert rules(desk) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://gazette.example/visit",
        "http://www.gazette.example/visit/",
        "https://GAZETTE.example/visit?utm_source=mail#top",
    ],
)
def test_one_address_in_two_briefings_is_named(url: str, desk: Path) -> None:
    """The same report as a source of two briefings is a warning, however its address is written."""
    put(desk)
    put(desk, HEAD + SOURCE.replace("https://gazette.example/visit", url), path=BRIEFING.replace("visit", "walk"))
    assert rules(desk) == [("same-source", 5)]


def test_one_article_in_two_briefings_is_named(desk: Path) -> None:
    """Two curators who both drafted an article are told, once a source."""
    for name in ("visit", "walk"):
        put(desk, HEAD + SOURCE.replace("}]", ", article: seeds/talks.txt}]"), path=BRIEFING.replace("visit", name))
    assert rules(desk) == [("same-source", 5)]
    put(desk, HEAD + "sources: [{publisher: T, article: seeds/talks.txt, rights: permission}]\n")
    (row,) = problems(desk)
    assert (row["rule"], row["key"]) == ("same-source", "sources.1.article")


@pytest.mark.parametrize("more", ["status: withdrawn\n", "review: {by: Test Editor, on: 2026-11-22}\n"])
def test_one_address_may_be_settled(more: str, desk: Path) -> None:
    """Nothing is said of a withdrawn briefing, nor if a person reviewed both."""
    put(desk, HEAD + SOURCE + more)
    put(desk, HEAD + SOURCE + more, path=BRIEFING.replace("visit", "walk"))
    assert rules(desk) == []


@pytest.mark.parametrize("url", ["https://gazette.example/visit?page=2", "https://other.example/visit"])
def test_other_addresses_are_other_sources(url: str, desk: Path) -> None:
    """Another page or host is another source."""
    put(desk)
    put(desk, HEAD + SOURCE.replace("https://gazette.example/visit", url), path=BRIEFING.replace("visit", "walk"))
    assert rules(desk) == []


# --- links ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "link",
    [
        "[x](/briefings/talks/)",
        "[x](../talks/#part)",
        "[x](/pairs/rus-prk/)",
        "[x](/pairs/prk-rus/diplomacy/)",
        "[x](/archive/2024/01/)",
        "[x](/about/)",
        "[x](#below)",
        "[x](<>) [x](?q=1) [x](http://[bad) [x](/%zz/../../briefings/talks/)",
        "[x](https://gazette.example/none/)",
        "[x](//gazette.example/none/)",
        "[x](mailto:desk@desk.example)",
        "[x](/feeds/all.xml)",
        "`[x](/none/)`",
        "[x][1]\n\n[1]: /briefings/visit/",
    ],
)
def test_live_links_pass(link: str, desk: Path) -> None:
    """Pages, redirects, hand-written pages, anchors and other hosts are no broken links, nor is code."""
    put(desk, body=f"See {link} there.\n")
    assert rules(desk) == []


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("[x](/briefings/talk/)", "Did you mean '/briefings/talks/'?"),
        ("[x](../none/)", "leads to no page"),
        ("[x](/pairs/prk-rus/nuclear/)", "leads to no page"),
        ("[x](/archive/2024/02/)", "leads to no page"),
        ("[x]\n\n[x]: /none/", "leads to no page"),
        ("[x](https://desk.example/none/)", "leads to no page"),
        ("[x](/briefings/plan/)", "leads to a draft"),
    ],
)
def test_broken_links_are_named(link: str, says: str, desk: Path) -> None:
    """A link to a page that is none is named with its line in the file."""
    settings = desk / "mkdocs.yml"
    settings.write_text(settings.read_text() + "site_url: https://desk.example/\n")
    put(desk, HEAD + "status: draft\n", path=BRIEFING.replace("visit", "plan"))
    put(desk, body=f"Text by the desk.\n\nSee\n{link}\n")
    (row,) = problems(desk)
    assert (row["rule"], row["line"]) == ("broken-link", 12 if "\n" in link else 10)
    assert says in row["message"] + row["hint"]


def test_the_addresses_are_those_of_the_pages(briefing: MakeBriefing, vocabulary: Vocabulary) -> None:
    """The addresses told without pages are exactly those of all pages and redirects, long listings included."""
    dates = [None, "2021", "2023-05", *(f"2024-{n % 2 + 1:02}-{n % 28 + 1:02}" for n in range(230))]
    mended = tuple(Correction(date(2021 + n % 4, 5, 1), "The day was wrong.") for n in range(101))
    many = [briefing(f"visit-{n}", event_date=day, published=None) for n, day in enumerate(dates)]
    odd = briefing("taken-back", status="withdrawn", aliases=("taken",), pairs=("CHN-JPN",), parties=("CHN", "JPN"))
    shelf, _ = library.build([*many, odd, briefing("elsewhere", parties=(), pairs=(), topics=(), corrections=mended)])
    settings = config.defaults()
    pages = compose.pages(shelf, vocabulary, settings)
    composed = {page.address for page in pages} | {one.address for one in compose.redirects(shelf)}
    assert compose.addresses(shelf) == composed
    assert {page.template: type(page.view) for page in pages}.items() <= compose.VIEWS.items()


# --- reserved text --------------------------------------------------------------------------------------------------

REPORT = " ".join(f"The harbour of town number {n} stays shut until pilots return in week {n}." for n in range(20))
COPIER = SOURCE.replace("}]", ", article: seeds/harbours.txt}]")


@pytest.fixture
def harbours(desk: Path) -> Path:
    """A collection with an article that has its briefing."""
    write(desk, "seeds/harbours.txt", f"Harbours stay shut\n\n{REPORT}\n")
    return desk


def test_a_copied_body_is_named(harbours: Path) -> None:
    """A body that holds a reserved article beyond the limit is named, with how many words."""
    put(harbours, HEAD + COPIER, body=f"Text by the desk.\n\n{REPORT}\n")
    (row,) = problems(harbours)
    assert (row["rule"], row["line"]) == ("copied-text", 7)
    assert re.search(r"It copies 2\d\d words of seeds/harbours.txt", row["message"])


def test_copied_key_points_are_named(harbours: Path) -> None:
    """Five sentences of a reserved article among the key points are one too many."""
    points = "".join(f"  - {sentence}.\n" for sentence in REPORT.split(". ")[:5])
    put(harbours, f"{HEAD}key_points:\n{points}{COPIER}")
    (row,) = problems(harbours)
    assert (row["rule"], row["line"]) == ("copied-text", 5)
    assert "5 sentences" in row["message"]


@pytest.mark.parametrize(
    ("front", "body"),
    [
        (HEAD + COPIER, " ".join(REPORT.split()[:100])),
        (HEAD + COPIER.replace("all-rights-reserved", "cc-by-4.0"), REPORT),
        (HEAD + SOURCE, REPORT),
        (HEAD + COPIER, " ".join(f"Ship {n} waits in the bay and its crew sleeps on board." for n in range(40))),
    ],
)
def test_what_may_be_quoted_is_not_named(front: str, body: str, harbours: Path) -> None:
    """Nothing is said within the limit, under open rights, without an article, or of words of one's own."""
    put(harbours, front, body=f"{body}\n")
    assert {rule for rule, _ in rules(harbours)} - {"gap"} == set()


# --- signs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\x07", "\u00a0\u200d", "\U000e0041"])
def test_hidden_characters_are_named(sign: str, desk: Path) -> None:
    """Bidirectional, zero-width, control and tag characters in a body are named with their line."""
    put(desk, body=f"Text by\nthe de{sign}sk.\n")
    assert rules(desk) == [("hidden-characters", 8)]


@pytest.mark.parametrize(
    "text",
    ["می\u200cخواهم", "\u200fשלום\u200e", "क्\u200dष", "\U0001f468\u200d\U0001f469", "a\u00a0b\tc", "ﬁn – ‘x’ … é"],
)
def test_characters_of_scripts_pass(text: str, desk: Path) -> None:
    """Joiners that scripts spell with, marks of direction and typographic signs are no hidden characters."""
    put(desk, body=f"{text}\n")
    assert rules(desk) == []


def test_a_byte_order_mark_passes(desk: Path) -> None:
    """A byte order mark at the beginning, and CRLF, are as good as none."""
    write(desk, BRIEFING, f"\ufeff---\n{HEAD}{SOURCE}---\nText.\n".replace("\n", "\r\n"))
    assert rules(desk) == []


SECRETS = [
    "-----BEGIN RSA PRIVATE " + "KEY-----",
    "https://desk:hunter22" + "@example.org/feed",
    "ghp_" + "a1B2" * 9,
    "glpat-" + "x1y2" * 5,
    "AKIA" + "Q2R3S4T5U6V7W2X3",
    "AIza" + "Sy0" * 11 + "ab",
    "xoxb-" + "1234567890-" * 2 + "abcdef",
    "sk_live_" + "a1B2" * 6,
    "sk-ant-" + "api03-" + "a1B2" * 6,
    "npm_" + "a1B2" * 9,
    "eyJ" + "a1B2" * 5 + ".eyJ" + "a1B2" * 5 + "." + "a1B2" * 6,
]


@pytest.mark.parametrize("secret", SECRETS)
def test_secrets_are_errors(secret: str, desk: Path) -> None:
    """A key, token or password in a body is an error on its line, and is not repeated in the message."""
    put(desk, body=f"Text by the desk.\n\nSee {secret} there.\n")
    (row,) = problems(desk)
    assert (row["rule"], row["line"], row["severity"]) == ("secret", 9, "error")
    assert secret not in row["message"] + row["hint"]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org:8080/@desk",
        "https://user:password@example.org/",
        "https://user:${TOKEN}@example.org/",
        "https://maps.example.org/@51.5,0.1:14z",
        "ghp_short",
        "AKIAGARDENPARTYGUESTS",
        "the public key",
        "mailto:desk@example.org",
        "12:30@noon http://a.example/b",
    ],
)
def test_what_is_no_secret_passes(text: str, desk: Path) -> None:
    """Ports, placeholders, words and addresses of people are no secrets."""
    put(desk, body=f"See {text} there.\n")
    assert rules(desk) == []


@pytest.mark.parametrize(
    ("path", "before"),
    [("seeds/talks.yml", ""), ("seeds/talks.txt", "---\ntitle: Talks are held\n"), ("mkdocs.yml", "")],
)
def test_secrets_are_looked_for_where_curators_write(path: str, before: str, desk: Path) -> None:
    """Notes beside articles, their headers and the settings are searched, too; the text of articles is not."""
    line = "url: https://desk:hunter22" + "@example.org/\n"
    rest = (desk / path).read_text() if (desk / path).exists() else ""
    write(desk, path, f"{before}{'site_' if path == 'mkdocs.yml' else ''}{line}" + ("---\n" if before else "") + rest)
    found_here = [(row["path"], row["rule"]) for row in problems(desk)]
    assert (path, "secret") in found_here
    write(desk, path, rest or "agency: Test Agency\n")
    write(desk, "seeds/talks.txt", f"Talks are held\n\nTalks were held. {line}\n")
    assert "secret" not in [rule for rule, _ in rules(desk)]


# --- articles -------------------------------------------------------------------------------------------------------

ARTICLE = "Chile and Peru open a crossing\n\nChile and Peru opened a second crossing of their border on 4 March 2024.\n"


@pytest.fixture
def drafted(desk: Path) -> Path:
    """A collection with a drafted briefing."""
    (desk.parent / "crossing.txt").write_text(ARTICLE)
    assert communique("add", desk.parent / "crossing.txt", "--root", desk, "--quiet").code == 0
    return desk


def of_articles(desk: Path) -> set[tuple[str, str]]:
    """Return the rules that find something in seeds/."""
    return {(row["path"], row["rule"]) for row in problems(desk) if row["path"].startswith("seeds/")}


def test_a_changed_article_is_named(drafted: Path) -> None:
    """An article that changed after it was drafted is a warning; before, it is none."""
    assert of_articles(drafted) == set()
    write(drafted, "seeds/crossing.txt", ARTICLE + "\nA third one is planned.\n")
    assert of_articles(drafted) == {("seeds/crossing.txt", "article-changed")}


def test_notes_added_or_changed_later_are_named(drafted: Path) -> None:
    """Notes beside an article count with it: added or changed after the drafting they are a warning, until settled."""
    write(drafted, "seeds/crossing.yml", "agency: Test Agency\n")
    (row,) = [row for row in problems(drafted) if row["rule"] == "article-changed"]
    assert "were added since" in row["message"]
    ledger = drafted / "briefings" / "drafted.yml"
    written = ledger.read_text()
    ledger.write_text(written.replace(", notes: none", ""))  # as an earlier version wrote it
    assert of_articles(drafted) == set()
    settled = re.search(r"'(notes: [0-9a-f]{64})'", row["hint"])
    assert settled
    ledger.write_text(written.replace("notes: none", settled[1]))
    assert of_articles(drafted) == set()
    write(drafted, "seeds/crossing.yml", "agency: Other Agency\n")
    (row,) = [row for row in problems(drafted) if row["rule"] == "article-changed"]
    assert "have changed since" in row["message"]


def test_what_is_said_to_add_is_no_change(desk: Path) -> None:
    """What a curator states while adding goes into the notes, which then are those that were drafted from."""
    (desk.parent / "crossing.txt").write_text(ARTICLE)
    article = desk.parent / "crossing.txt"
    assert communique("add", article, "--root", desk, "--quiet", "--yes", "--set", "rights=permission").code == 0
    assert (desk / "seeds" / "crossing.yml").exists()
    assert of_articles(desk) == set()


def test_the_ledger_notes_the_notes(desk: Path) -> None:
    """An article drafted together with notes beside it is not said to have changed."""
    write(desk, "seeds/crossing.txt", ARTICLE)
    write(desk, "seeds/crossing.yml", "agency: Test Agency\n")
    assert communique("add", desk / "seeds" / "crossing.txt", "--root", desk, "--quiet").code == 0
    assert re.search(", notes: [0-9a-f]{64}}", (desk / "briefings" / "drafted.yml").read_text())
    assert of_articles(desk) == set()


def test_a_deleted_briefing_is_named(drafted: Path) -> None:
    """An article whose briefing was deleted is a warning."""
    (path,) = (drafted / "briefings").rglob("chile-*.md")
    path.unlink()
    assert of_articles(drafted) == {("seeds/crossing.txt", "briefing-gone")}


def test_new_articles_are_named_with_what_they_lack(desk: Path) -> None:
    """Of a new article is said what its briefing would lack; of two that are the same, that as well."""
    write(desk, "seeds/a.txt", ARTICLE)
    write(desk, "seeds/b.txt", ARTICLE)
    assert of_articles(desk) == {("seeds/a.txt", "gap"), ("seeds/b.txt", "same-text")}


# --- one broken file hides nothing ----------------------------------------------------------------------------------


def test_a_broken_briefing_does_not_hide_others(drafted: Path) -> None:
    """Beside a briefing that cannot be read all others are examined, and its article is neither new nor orphaned."""
    (path,) = (drafted / "briefings").rglob("chile-*.md")
    path.write_text(path.read_text().replace("title:", "titel:", 1))
    put(drafted, HEAD)
    assert {rule for rule, _ in rules(drafted)} == {INVALID, "no-source"}


def test_a_broken_vocabulary_does_not_hide_briefings(desk: Path) -> None:
    """With a broken overlay briefings are examined, and no name is called unknown that the overlay may define."""
    put(desk, HEAD + "parties: [PRK, RUS, QQZ]\ntopics: [rivers]\n", path="briefings/PRK-RUS/rivers/visit.md")
    write(desk, "briefings/countries.yml", "countries: [\n")
    write(desk, "briefings/topics.yml", "topics:\n  rivers: {label: Rivers}\n  x: [\n")
    told = [(row["path"], row["rule"]) for row in problems(desk)]
    assert ("briefings/countries.yml", INVALID) in told and ("briefings/topics.yml", INVALID) in told
    assert [one for one in told if one[0].endswith(".md")] == [("briefings/PRK-RUS/rivers/visit.md", "no-source")]


def test_links_are_checked_beside_broken_files(desk: Path) -> None:
    """A broken vocabulary file hides no broken link, and a link to a briefing that cannot be read is none."""
    put(desk, body="See [x](/none/) and [y](/briefings/walk/) and [z](/pairs/chn-jpn/nuclear/).\n")
    put(desk, "title: [\n", path="briefings/CHN-JPN/nuclear/walk.md")
    write(desk, "briefings/publishers.yml", "publishers: [\n")
    assert [row["rule"] for row in problems(desk)] == [INVALID, "broken-link", INVALID]


def test_broken_settings_do_not_hide_briefings(desk: Path) -> None:
    """With settings that cannot be used briefings are examined under the defaults."""
    put(desk, HEAD)
    settings = desk / "mkdocs.yml"
    settings.write_text(settings.read_text() + "site_dir: seeds\n")
    assert [(row["path"], row["rule"]) for row in problems(desk)] == [
        (BRIEFING, "no-source"),
        ("mkdocs.yml", INVALID),
    ]


# --- vocabulary -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "line", "key", "rule"),
    [
        ("publishers", "publishers:\n  gazette: {name: G, country: QQZ}\n", 2, "publishers.gazette.country", None),
        ("countries", "ambiguous:\n  - {form: Norland, country: QQZ}\n", 2, "ambiguous.1.country", None),
        ("countries", "groups:\n  Trio: [PRK, QQZ]\n", 2, "groups.Trio.2", None),
        ("countries", "prefixes: {Nor: QQZ}\n", 1, "prefixes.Nor", None),
        ("cues", "homes: {Norland: QQZ}\n", 1, "homes.Norland", None),
        ("furniture", "furniture:\n  shares:\n    en: {lines: [Pass on]}\n", 2, "furniture.shares", None),
        (
            "topics",
            "topics:\n  rivers: {label: Rivers, description: Rivers., colour: '#336699', iptc: [medtop:12]}\n",
            2,
            "topics.rivers.iptc.1",
            None,
        ),
        ("publishers", "publishers:\n  gazette: {name: G, aliases: [reuter]}\n", 2, None, "vocabulary-name"),
    ],
)
def test_codes_in_vocabulary_files_are_checked(
    name: str, text: str, line: int, key: str | None, rule: str | None, desk: Path
) -> None:
    """A country, kind or code that is none, and a name of two publishers, are named with file, line and key."""
    write(desk, f"briefings/{name}.yml", text)
    (row,) = problems(desk)
    assert (row["path"], row["line"], row["rule"]) == (f"briefings/{name}.yml", line, rule or "vocabulary-code")
    assert key in (row["key"], None)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("publishers", "publishers:\n  gazette: {name: Gazette, country: NOR}\n  reuters: {aliases: [-Reuter]}\n"),
        ("countries", "countries:\n  QQZ: {names: [Norland]}\nambiguous:\n  - {form: Norland, country: QQZ}\n"),
        ("furniture", "furniture:\n  share:\n    en: {lines: [Pass on]}\n"),
        ("topics", "topics:\n  nuclear: off\n"),
    ],
)
def test_sound_vocabulary_files_pass(name: str, text: str, desk: Path) -> None:
    """What an overlay defines itself is known; names taken away and entries switched off are no names."""
    write(desk, f"briefings/{name}.yml", text)
    assert rules(desk) == []


def test_packaged_files_name_only_what_is_known(vocabulary: Vocabulary) -> None:
    """The packaged vocabulary passes the checks of a desk's own."""
    from communique.vocabulary import FILES, misnamed, packaged

    assert misnamed({name: packaged.text(name) for name in FILES}, vocabulary) == []


# --- pages ----------------------------------------------------------------------------------------------------------


def test_generated_files_are_told_from_hand_written_ones(desk: Path) -> None:
    """A page whose list was lost is ours by its look; a hand-written one in its place is an error."""
    made = '---\ntitle: "x"\nhide: ["navigation"]\n---\n'
    write(desk, "site_src/pairs/prk-rus/index.md", made)
    assert rules(desk) == []
    write(desk, "site_src/pairs/index.md", "# Our pairs\n")
    write(desk, "site_src/pairs/none/index.md", made)
    assert [row["path"] for row in problems(desk)] == ["site_src/pairs/index.md", "site_src/pairs/none/index.md"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ view.total | nofilter }}",
        "{% if %}",
        "{% include 'partials/none.j2' %}",
        "{{ nothing }}",
        "{{ view.nothing }}",
        "{{ href('/none/') }}",
    ],
)
def test_flaws_of_templates_are_found_without_drawing(text: str, desk: Path) -> None:
    """Syntax, filters, parts, names, what a page shows and addresses are checked; the line is named."""
    write(desk, "templates/pages/home.md.j2", f"<p>\n{text}\n")
    (row,) = problems(desk)
    assert (row["path"], row["line"], row["severity"]) == ("templates/pages/home.md.j2", 2, "error")


def test_what_a_template_sets_or_asks_after_is_no_flaw(desk: Path) -> None:
    """Names set in loops and macros, defaults and tests for being defined are no unknown names."""
    text = "{% for row in view.latest %}{% set x = row.title %}{{ x }}{% endfor %}{{ mine | default('') }}"
    write(desk, "templates/pages/home.md.j2", text + "{% if view.mine is defined %}{{ view.mine }}{% endif %}\n")
    assert rules(desk) == []


def test_packaged_templates_have_no_flaws(desk: Path) -> None:
    """A desk that copies all packaged templates has nothing wrong."""
    for path, data in contents(CHECKOUT / "templates").items():
        if not path.startswith("desk/"):
            write(desk, f"templates/{path}", data.decode())
    assert rules(desk) == []


# --- severities -----------------------------------------------------------------------------------------------------


def weigh(desk: Path, severities: str, more: str = "") -> None:
    """Set what rules weigh."""
    settings = desk / "mkdocs.yml"
    check = f"{{severities: {{{severities}}}{more}}}"
    settings.write_text(settings.read_text() + f"extra: {{communique: {{check: {check}}}}}\n")


@pytest.mark.parametrize(("weight", "code"), [("error", 1), ("warning", 0), ("note", 0), ("off", 0)])
def test_a_desk_weighs_rules(weight: str, code: int, desk: Path) -> None:
    """A rule weighs what the settings say; 'off' silences it; an error fails the check."""
    put(desk, HEAD)
    weigh(desk, f"no-source: {weight}")
    outcome = communique("check", "--root", desk)
    assert outcome.code == code
    assert (f"{weight}: sources: There is no source." in outcome.err) == (weight != "off")


def test_the_days_of_waiting_are_a_setting(desk: Path) -> None:
    """`unreviewed_days` says for how long nothing is said."""
    put(desk)
    weigh(desk, "", ", unreviewed_days: 2")
    assert rules(desk) == [("unreviewed", 4)]


@pytest.mark.parametrize(
    ("check", "says"),
    [
        ("{severities: {unreviewd: off}}", "There is no rule 'unreviewd'. Did you mean 'unreviewed'?"),
        ("{severities: {unreviewed: fatal}}", "'fatal' is not a value known here."),
        ("{severites: {unreviewed: off}}", "Did you mean 'severities'?"),
        ("{unreviewed_days: 0}", "check.unreviewed_days"),
    ],
)
def test_mistakes_in_the_settings_are_named(check: str, says: str, desk: Path) -> None:
    """An unknown rule, weight or key of the settings is an error with a suggestion."""
    settings = desk / "mkdocs.yml"
    settings.write_text(settings.read_text() + f"extra: {{communique: {{check: {check}}}}}\n")
    outcome = communique("check", "--root", desk)
    assert outcome.code == 1
    assert says in outcome.err


def test_strict_counts_warnings_as_errors(desk: Path) -> None:
    """With --strict a warning fails the check; a note does not."""
    put(desk, HEAD)
    assert communique("check", "--root", desk, "--strict").code == 0
    put(desk, HEAD.replace("2024", "2027"))
    assert communique("check", "--root", desk).code == 0
    outcome = communique("check", "--root", desk, "--strict")
    assert outcome.code == 1
    assert "error: published: 2027-01-18 lies in the future" in outcome.err


def test_every_rule_is_listed() -> None:
    """`check --rules` lists each rule with its weight and what it finds."""
    outcome = communique("check", "--rules")
    assert outcome.code == 0
    assert [line.split()[:2] for line in outcome.out.splitlines()] == [
        [name, rule.weight] for name, rule in RULES.items()
    ]


def test_weights_are_pure() -> None:
    """What no rule found weighs what it weighs; a rule that is off stays off until the desk says otherwise."""
    plain, off = Problem("x", "m", "h"), found("unknown-publisher", "x", "m", "h")
    assert weighed([plain, off], {}) == [plain]
    (raised,) = weighed([off], {"unknown-publisher": "error"})
    assert raised.severity == "error"
    assert stricter([plain, found("twin", "x", "m", "h")])[1].severity == "error"


# --- what is shown --------------------------------------------------------------------------------------------------


def test_many_alike_are_told_in_one_line(desk: Path) -> None:
    """Forty briefings that wait for a review are one line, the oldest first; --all and JSON name each."""
    for n in range(40):
        put(
            desk,
            HEAD.replace("2026-11-20", f"2026-0{9 - n % 9}-01") + SOURCE.replace("/visit", f"/{n}"),
            path=BRIEFING.replace("visit", f"v{n}"),
        )
    text = communique("check", "--root", desk)
    assert text.code == 0
    (line,) = text.err.splitlines()
    assert line.startswith("briefings/PRK-RUS/diplomacy/v17.md:4:1: note: added: Unreviewed since 2026-01-01.")
    assert "So it is in 40 files, among them briefings/PRK-RUS/diplomacy/v26.md" in line
    assert len(communique("check", "--root", desk, "--all").err.splitlines()) == 40
    assert len(problems(desk)) == 40


def test_paths_limit_what_is_shown(desk: Path) -> None:
    """Files and folders given as arguments are all that is told; so is what names them."""
    put(desk, HEAD)
    put(desk, HEAD + "id: talks\n", path="briefings/PRK-RUS/nuclear/other.md")
    assert [row["path"] for row in problems(desk, desk / BRIEFING)] == [BRIEFING]
    folder = [row["path"] for row in problems(desk, desk / "briefings" / "PRK-RUS" / "nuclear")]
    assert set(folder) == {"briefings/PRK-RUS/nuclear/other.md"}
    named = problems(desk, desk / "briefings" / "PRK-RUS" / "diplomacy" / "talks.md")
    assert [(row["path"], row["line"]) for row in named] == [("briefings/PRK-RUS/nuclear/other.md", 5)]
    assert len(problems(desk, desk)) == len(problems(desk))
    with mock.patch.object(Path, "cwd", return_value=desk):
        assert communique("check", "--root", desk, desk / "site_src").code == 0


def test_a_path_that_is_none_is_refused(desk: Path, tmp_path: Path) -> None:
    """A file that is not there or lies elsewhere is an error: nobody should think that it was checked."""
    (tmp_path / "elsewhere.md").write_text("x")
    outcome = communique("check", "--root", desk, desk / "none.md", tmp_path / "elsewhere.md")
    assert outcome.code == 1
    assert "none.md: error: There is no such file." in outcome.err
    assert "elsewhere.md: error: This lies outside the collection." in outcome.err


def test_check_works_beside_a_build(desk: Path) -> None:
    """`check` works while a build holds the lock, and leaves the collection as it is."""
    before = contents(desk)
    with publish.locked(desk):
        assert communique("check", "--root", desk).code == 0
    assert {path: data for path, data in contents(desk).items() if not path.startswith(".communique/")} == before


# --- formats --------------------------------------------------------------------------------------------------------

ODD = [
    Problem("briefings/a b,c:d%.md", "100 % of\nlines.", "Mend: it, now.", 3, 7, "sources.1", "warning", "twin"),
    Problem("mkdocs.yml", "It is broken.", "Mend it."),
    Problem("x.md", "A note.", "", 2, severity="note", rule="unreviewed"),
]


def test_github_annotations_are_escaped() -> None:
    """Line ends and '%' everywhere, ':' and ',' in properties are escaped as GitHub's own toolkit does."""
    assert report.as_github(ODD, "desk/").split("\n") == [
        "::warning file=desk/briefings/a b%2Cc%3Ad%25.md,line=3,col=7,title=twin"
        "::sources.1: 100 %25 of%0Alines. Mend: it, now.",
        "::error file=desk/mkdocs.yml,title=invalid::It is broken. Mend it.",
        "::notice file=desk/x.md,line=2,title=unreviewed::A note.",
    ]


def _closed(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


_TEXT = {"type": "string", "minLength": 1}
_MESSAGE = _closed(("text",), text=_TEXT)
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_NUMBER = {"type": "integer", "minimum": 1}
_PLACE = _closed(
    ("artifactLocation",),
    artifactLocation=_closed(("uri",), uri={"type": "string", "pattern": r"^[\w./%~-]+$"}, uriBaseId=_TEXT),
    region=_closed((), startLine=_NUMBER, startColumn=_NUMBER),
)
_RULE = _closed(
    ("id",),
    id=_TEXT,
    shortDescription=_MESSAGE,
    defaultConfiguration=_closed((), enabled={"type": "boolean"}, level=_LEVEL),
)
_RESULT = _closed(
    ("message",),
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=_LEVEL,
    message=_MESSAGE,
    locations={"type": "array", "items": _closed((), physicalLocation=_PLACE)},
    partialFingerprints={"type": "object", "additionalProperties": _TEXT},
)
_RUN = _closed(
    ("tool", "results"),
    tool=_closed(
        ("driver",),
        driver=_closed(("name",), name=_TEXT, semanticVersion=_TEXT, rules={"type": "array", "items": _RULE}),
    ),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": _RESULT},
)
SARIF = _closed(
    ("version", "runs"),
    **{"$schema": _TEXT, "version": {"const": "2.1.0"}, "runs": {"type": "array", "items": _RUN}},
)
"""Those parts of the schema of SARIF 2.1.0 that are used, with all that it requires of them."""


def test_sarif_is_valid() -> None:
    """The log has only keys that SARIF knows, with values of the types that it asks for."""
    jsonschema.validate(json.loads(report.as_sarif(ODD, "desk/")), SARIF)
    jsonschema.validate(json.loads(report.as_sarif([])), SARIF)


def test_sarif_names_rules_and_places() -> None:
    """The log has each rule with its sentence and default level, and each result its rule, level and place."""
    log = json.loads(report.as_sarif(ODD, "desk/"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    listed = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in listed] == [INVALID, *RULES]
    assert all(rule["shortDescription"]["text"].endswith(".") for rule in listed)
    first, second, third = run["results"]
    assert listed[first["ruleIndex"]]["id"] == first["ruleId"] == "twin"
    assert [one["level"] for one in (first, second, third)] == ["warning", "error", "note"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "desk/briefings/a%20b%2Cc%3Ad%25.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert len({one["partialFingerprints"]["communiqueProblem/v1"] for one in run["results"]}) == 3


def test_json_has_its_keys() -> None:
    """The keys of the JSON are a contract with the programs that read it."""
    told = json.loads(report.as_json(ODD))
    assert list(told) == ["version", "summary", "problems"]
    assert told["summary"] == {"errors": 1, "warnings": 1, "notes": 1}
    assert list(told["problems"][0]) == ["path", "line", "column", "key", "severity", "rule", "message", "hint"]


@pytest.mark.parametrize("format", ["json", "github", "sarif"])
def test_formats_print_to_standard_output_alone(format: str, desk: Path) -> None:
    """What programs read stands on standard output, and nothing beside it; without problems GitHub gets nothing."""
    clean = communique("check", "--root", desk, "--format", format)
    assert clean.code == 0 and clean.err == ""
    assert clean.out == "" if format == "github" else json.loads(clean.out)
    put(desk, HEAD.replace("published:", "publishd:"))
    broken = communique("check", "--root", desk, "--format", format)
    assert (broken.code, broken.err) == (1, "")
    assert "publishd" in broken.out


def test_annotations_name_files_of_the_repository(desk: Path) -> None:
    """A collection in a folder of a repository is annotated by the paths that the repository knows."""
    put(desk, HEAD)
    here = Path.cwd()
    try:
        os.chdir(desk.parent)
        outcome = communique("check", "--root", "desk", "--format", "github")
    finally:
        os.chdir(here)
    assert outcome.out.startswith(f"::notice file=desk/{BRIEFING},line=2,col=1,title=no-source::")


# --- builds ---------------------------------------------------------------------------------------------------------

Copied = Callable[[Path], Path]


def test_a_build_refuses_what_a_rule_calls_an_error(desk: Path) -> None:
    """An error of a rule stops a build as any other does, with its line; nothing is written."""
    put(desk, HEAD + SOURCE + "summary: 'ghp_" + "a1B2" * 9 + "'\n")
    outcome = communique("build", "--root", desk)
    assert outcome.code == 1
    assert f"{BRIEFING}:6: error: This looks like a token of GitHub." in outcome.err
    assert not (desk / "site").exists()


def test_a_build_heeds_weights(desk: Path) -> None:
    """What reading finds weighs for a build what it weighs for a check, in both directions."""
    put(desk, HEAD + "topics: [nuclear]\n" + SOURCE)
    weigh(desk, "folder: error, vocabulary-code: warning")
    write(desk, "briefings/publishers.yml", "publishers:\n  gazette: {name: G, country: QQZ}\n")
    outcome = communique("build", "--root", desk)
    assert outcome.code == 1
    assert f"{BRIEFING}:5:1: error: topics: The folder" in outcome.err
    assert re.search(r"publishers.yml:2:\d+: warning: publishers.gazette.country: .QQZ", outcome.err)


@pytest.mark.site
def test_a_build_does_not_drown_what_is_new(desk: Path) -> None:
    """A build says broken links, counts other warnings of old briefings, and is silent on notes."""
    put(desk, HEAD.replace("2024", "2027"), body="See [x](/none/).\n")
    outcome = communique("build", "--root", desk, "--quiet")
    assert outcome.code == 0
    assert [line.split(": ")[1] for line in outcome.err.splitlines()] == ["note", "warning"]
    assert "not shown here: 1." in outcome.err and "The link to /none/" in outcome.err
    refused = communique("build", "--root", desk, "--quiet", "--strict")
    assert refused.code == 1
    assert "error: The link to /none/" in refused.err
