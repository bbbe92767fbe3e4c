"""Which articles are accounted for."""

from __future__ import annotations

import pytest
import yaml

from communique import ledger
from communique.ledger import Entry
from communique.model import Source
from conftest import MakeBriefing

A, B, C = "aa" * 32, "bb" * 32, "cc" * 32


def test_an_article_that_nobody_knows_wants_a_briefing() -> None:
    """Without briefings and entries every article is new, in the order of the files."""
    assert ledger.review({"seeds/b.txt": B, "seeds/a.txt": A}, [], []) == (("seeds/b.txt", "seeds/a.txt"), [])


def test_an_article_is_known_by_its_path(briefing: MakeBriefing) -> None:
    """A briefing that names the file accounts for it, with or without its digest."""
    for sha256 in (A, None):
        made = briefing(sources=(Source(publisher="P", article="seeds/a.txt", sha256=sha256),))
        assert ledger.review({"seeds/a.txt": A}, [made], []) == ((), [])


def test_an_article_is_known_by_its_content(briefing: MakeBriefing) -> None:
    """A renamed file is not drafted again."""
    made = briefing(sources=(Source(publisher="P", article="seeds/old.txt", sha256=A),))
    assert ledger.review({"seeds/new.txt": A}, [made], []) == ((), [])


def test_any_source_of_a_briefing_counts(briefing: MakeBriefing) -> None:
    """A briefing may rest on several articles."""
    sources = (Source(publisher="P", article="seeds/a.txt"), Source(publisher="Q", article="seeds/b.txt"))
    unknown, _ = ledger.review({"seeds/a.txt": A, "seeds/b.txt": B}, [briefing(sources=sources)], [])
    assert unknown == ()


def test_a_changed_article_is_reported_and_not_acted_on(briefing: MakeBriefing) -> None:
    """The warning names the briefing and the command that shows what is new."""
    made = briefing(sources=(Source(publisher="P", article="seeds/a.txt", sha256=A),))
    unknown, problems = ledger.review({"seeds/a.txt": B}, [made], [])
    assert unknown == ()
    assert [(p.path, p.severity) for p in problems] == [("seeds/a.txt", "warning")]
    assert made.path in problems[0].message and f"communique refresh {made.id}" in problems[0].hint


def test_a_change_that_is_not_wanted_can_be_ignored(briefing: MakeBriefing) -> None:
    """A changed version listed as ignored is reported no more."""
    made = briefing(sources=(Source(publisher="P", article="seeds/a.txt", sha256=A),))
    assert ledger.review({"seeds/a.txt": B}, [made], [Entry("seeds/a.txt", B, None)]) == ((), [])


@pytest.mark.parametrize("entry", [Entry("seeds/a.txt", C, "gone"), Entry("seeds/moved.txt", A, "gone")])
def test_a_deleted_briefing_stays_deleted(entry: Entry) -> None:
    """An article that was drafted once is not drafted again; that its briefing is gone is said."""
    unknown, problems = ledger.review({"seeds/a.txt": A}, [], [entry])
    assert unknown == ()
    assert [(p.path, p.severity, "'gone'" in p.message) for p in problems] == [("seeds/a.txt", "warning", True)]


@pytest.mark.parametrize("entry", [Entry("seeds/a.txt", None, None), Entry("seeds/other.txt", A, None)])
def test_an_ignored_article_is_passed_over_in_silence(entry: Entry) -> None:
    """Path or content suffices."""
    assert ledger.review({"seeds/a.txt": A}, [], [entry]) == ((), [])


def test_ignoring_settles_a_deleted_briefing() -> None:
    """The warning of a deleted briefing asks to list the article as ignored; then it is still."""
    entries = [Entry("seeds/a.txt", A, "gone"), Entry("seeds/a.txt", None, None)]
    assert ledger.review({"seeds/a.txt": A}, [], entries) == ((), [])


def test_two_files_of_the_same_text_give_one_briefing() -> None:
    """The second is named in a warning, with the first."""
    unknown, problems = ledger.review({"seeds/a.txt": A, "seeds/b.txt": A}, [], [])
    assert unknown == ("seeds/a.txt",)
    assert [(p.path, "seeds/a.txt" in p.message, p.severity) for p in problems] == [("seeds/b.txt", True, "warning")]


# --- the files ------------------------------------------------------------------------------------------------------


def test_what_is_appended_is_read_again() -> None:
    """Each entry comes back as it was, whatever signs its path has."""
    entries = (
        Entry("seeds/a.txt", A, "a"),
        Entry("seeds/it's: [odd] #1, {really}.txt", B, "2024"),
        Entry("seeds/두 나라.txt", C, "a-b"),
    )
    text = ledger.appended(None, entries)
    assert text.startswith(ledger.DRAFTED_HEAD)
    assert ledger.parse(text, None) == (entries, [])
    assert [row["article"] for row in yaml.safe_load(text)] == [entry.article for entry in entries]


@pytest.mark.parametrize("end", ["", "\n"])
def test_what_stands_there_is_kept(end: str) -> None:
    """Lines are added at the end, also to a file that an editor left without a last line end."""
    before = f"# by hand\n- {{article: seeds/a.txt, sha256: {A}, briefing: a}}{end}"
    text = ledger.appended(before, [Entry("seeds/b.txt", B, "b")])
    assert text.startswith(before)
    entries, problems = ledger.parse(text, None)
    assert [entry.briefing for entry in entries] == ["a", "b"] and not problems


def test_no_files_are_no_entries() -> None:
    """A new collection has neither file; an emptied one is no error."""
    assert ledger.parse(None, None) == ledger.parse("", "# none\n") == ((), [])


def test_ignored_articles_need_only_a_path() -> None:
    """Digest and reason are optional."""
    text = "- article: seeds/a.txt\n- {article: seeds/b.txt, reason: a duplicate, sha256: bb}\n"
    entries, problems = ledger.parse(None, text)
    assert entries == (Entry("seeds/a.txt", None, None), Entry("seeds/b.txt", "bb", None)) and not problems


@pytest.mark.parametrize(
    ("drafted", "ignored", "expected"),
    [
        (
            "- {article: a, sha256: b}",
            None,
            "briefings/drafted.yml:1:3: error: 1.briefing: The key is missing.",
        ),
        (
            "- {article: a, sha256: b, briefing: B}",
            None,
            "briefings/drafted.yml:1:27: error: 1.briefing: 'B' is not",
        ),
        ("article: a", None, "briefings/drafted.yml:1:1: error: This must be a list."),
        (None, "- seeds/a.txt", "briefings/ignored.yml:1:3: error: 1: This must be keys with values."),
        (None, "- {article: a, why: b}", "briefings/ignored.yml:1:16: error: 1.why: There is no such key."),
        ("- {", None, "briefings/drafted.yml:2:1: error: The YAML cannot be read"),
    ],
)
def test_a_broken_file_is_named_with_its_line(drafted: str | None, ignored: str | None, expected: str) -> None:
    """Both files are read as strictly as a briefing."""
    problems = ledger.parse(drafted, ignored)[1]
    assert [str(problem)[: len(expected)] for problem in problems] == [expected]
