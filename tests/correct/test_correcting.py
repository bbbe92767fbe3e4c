"""The commands that correct: what each changes, what it leaves alone, and what it refuses."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from communique import build, files, publish
from communique import vocabulary as vocabulary_files
from communique.progress import Progress
from communique.vocabulary import Vocabulary
from conftest import TODAY
from site_helpers import CLOCK, Outcome, communique, contents, laid_out, states

ARTICLE = """\
Chile and Peru open a second crossing

Chile and Peru signed an agreement in Lima on 4 March 2024 to open a second border crossing for trade.

The foreign ministers of Chile and Peru said that the crossing would be ready in a year.
"""
SEED = "seeds/crossing.txt"
ID = "chile-and-peru-open-a-second-crossing"

BY_HAND = b"".join(
    (
        b"\xef\xbb\xbf---\r\n",
        b"# A note to colleagues: 'do not touch'   \r\n",
        b'title:   "Ferry: a line  reopens"   # checked twice\r\n',
        b"published: 2022-09-26\r\n\r\n",
        b"parties: [ LVA,GEO ]\t# a tab\r\n",
        b"pairs:\n      -   GEO-LVA   # other line ends\n",
        b"topics:   [ trade-economy ]\r\n",
        b"key_points:\r\n- 'The first ship sailed.'\r\n-   It carried rye.  # weighed\r\n",
        b"sources: [{publisher: Baltic Courier,   url: https://courier.example/ferry}]\r\n",
        b"review: {on: 2024-01-02, by: A Person}\r\n",
        b"---  \r\n\r\nText by the desk.   \n\n\n* * *\r\n\tIndented, and no line end",
    )
)
HAND = "briefings/GEO-LVA/trade-economy/ferry.md"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A collection with a briefing written by hand, as odd as people write, and one drafted from an article."""
    root = laid_out(tmp_path / "desk", "minimal")
    (root / HAND).parent.mkdir(parents=True)
    (root / HAND).write_bytes(BY_HAND)
    (root / SEED).write_text(ARTICLE)
    assert communique("add", root / SEED, "--root", root, "--quiet").code == 0
    return root


def _drafted(root: Path) -> Path:
    (path,) = (root / "briefings").rglob(f"{ID}.md")
    return path


def _run(root: Path, *arguments: str) -> Outcome:
    return communique(*arguments, "--root", root)


def _done(root: Path, *arguments: str) -> Outcome:
    outcome = _run(root, *arguments)
    assert outcome.code == 0, outcome.err
    return outcome


def _refused(root: Path, *arguments: str) -> str:
    """Give a command that is refused; everything is as it was, to the nanosecond."""
    before = states(root)
    outcome = _run(root, *arguments)
    assert outcome.code == 1
    assert states(root) == before
    assert "nothing was changed" in outcome.err
    return outcome.err


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- what is not touched --------------------------------------------------------------------------------------------


def test_fifty_builds_leave_hand_edits_alone(
    desk: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither content nor time of a briefing changes, however often a build runs."""
    monkeypatch.setattr(vocabulary_files, "load", lambda overlays: vocabulary)
    before = states(desk / "briefings")
    for _ in range(50):
        build.prepare(desk, TODAY, Progress())
    after = states(desk / "briefings")
    assert {path: after[path] for path in before} == before
    assert (desk / HAND).read_bytes() == BY_HAND


@pytest.mark.site
def test_whole_builds_leave_hand_edits_alone(desk: Path) -> None:
    """The same with MkDocs."""
    before = {path: data for path, data in contents(desk / "briefings").items() if path.endswith(".md")}
    for _ in range(2):
        _done(desk, "build")
    assert {path: contents(desk / "briefings")[path] for path in before} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("refresh", "--all"),
        ("refresh", "--all", "--accept", "all"),
        ("refresh", "--all", "--accept", "title,sources,body"),
        ("refresh", ID, "--accept", "title"),
        ("tidy",),
        ("ignore", "seeds/talks.txt"),
        ("rename", ID, "crossing"),
        ("withdraw", ID, "--reason", "The source took it back.", "--empty"),
        ("check",),
    ],
)
def test_no_command_touches_another_briefing(desk: Path, arguments: tuple[str, ...]) -> None:
    """A briefing that a command does not mean keeps its bytes and its time."""
    (desk / SEED).write_text(ARTICLE.replace("second crossing", "third crossing"))
    before = (desk / HAND).stat()
    _done(desk, *arguments)
    assert (desk / HAND).read_bytes() == BY_HAND
    assert ((desk / HAND).stat().st_mtime_ns, (desk / HAND).stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize(
    "arguments",
    [
        ("refresh", ID, "--accept", "all"),
        ("tidy",),
        ("ignore", SEED),
        ("rename", "ferry", "a-ferry-again"),
        ("withdraw", "ferry", "--reason", "The source took it back."),
    ],
)
def test_a_dry_run_writes_nothing(desk: Path, arguments: tuple[str, ...]) -> None:
    """It shows what would change, and leaves every file and folder alone."""
    (desk / SEED).write_text(ARTICLE.replace("second crossing", "third crossing"))
    _drafted(desk).rename(desk / "briefings" / f"{ID}.md")
    before, folders = states(desk), sorted(desk.rglob("*"))
    outcome = _done(desk, *arguments, "--dry-run")
    assert "would be " in outcome.out
    assert (states(desk), sorted(desk.rglob("*"))) == (before, folders)


def test_quiet_commands_print_nothing(desk: Path) -> None:
    """With --quiet a command that succeeds and has no warning says nothing."""
    for arguments in (("tidy",), ("rename", ID, "crossing"), ("refresh", "--all"), ("ignore", "seeds/talks.txt")):
        outcome = _done(desk, *arguments, "--quiet")
        assert (outcome.out, outcome.err) == ("", "")


# --- which briefing -------------------------------------------------------------------------------------------------


def test_a_briefing_goes_by_many_names(desk: Path) -> None:
    """Its id, an earlier id, its file from the root or from anywhere, and its address mean the same."""
    _done(desk, "rename", "ferry", "new-ferry")
    path = "briefings/GEO-LVA/trade-economy/new-ferry.md"
    for name in (
        "new-ferry",
        "ferry",
        path,
        str(desk / path),
        "/briefings/new-ferry/",
        "https://x.example/briefings/ferry/",
    ):
        assert "would be changed" in _done(desk, "withdraw", name, "--reason", "x", "--dry-run").out
    assert "Did you mean 'new-ferry'?" in _refused(desk, "withdraw", "new-fery", "--reason", "x")  # fmt: skip


# --- refresh --------------------------------------------------------------------------------------------------------


def _change_article(root: Path) -> None:
    (root / SEED).write_text(ARTICLE.replace("Chile and Peru open a second", "Peru and Chile open a third"))


def test_refresh_shows_field_by_field_and_writes_nothing(desk: Path) -> None:
    """Each field that differs stands with both values; the same as JSON."""
    _change_article(desk)
    before = states(desk)
    outcome = _done(desk, "refresh", ID)
    assert "  title | Chile and Peru open a second crossing | Peru and Chile open a third crossing\n" in outcome.out
    assert "sources.1.sha256 | " in outcome.out and "as drafted" in outcome.out
    (row,) = json.loads(_done(desk, "refresh", ID, "--format", "json").out)
    assert (row["id"], row["edited"], row["changed"]) == (ID, False, False)
    assert {
        "field": "title",
        "briefing": "Chile and Peru open a second crossing",
        "proposed": "Peru and Chile open a third crossing",
    } in row["fields"]
    assert states(desk) == before


def test_a_fresh_draft_is_as_it_would_be_proposed(desk: Path) -> None:
    """Directly after drafting nothing differs."""
    assert "the proposal is the same" in _done(desk, "refresh", ID).out


def test_all_is_taken_over_into_an_unedited_briefing(desk: Path) -> None:
    """It then reads as if it had been drafted now, still counts as unedited, and keeps its id, file and day."""
    _change_article(desk)
    _done(desk, "refresh", "--all", "--accept", "all")
    text = _drafted(desk).read_text()
    assert "title: Peru and Chile open a third crossing\n" in text and f"id: {ID}\n" in text
    (row,) = json.loads(_done(desk, "refresh", ID, "--format", "json").out)
    assert (row["edited"], row["fields"]) == (False, [])
    (other,) = (path for path in (desk / "briefings").rglob("*.md") if path.name == "talks.md")
    assert other.is_file()


def test_an_edited_briefing_is_left_out_of_all(desk: Path) -> None:
    """`--all --accept all` names those that a person has edited, and leaves them."""
    _change_article(desk)
    path = _drafted(desk)
    path.write_text(path.read_text().replace("lang: en\n", "lang: en  # sure\n"))
    before = path.read_bytes()
    outcome = _done(desk, "refresh", "--all", "--accept", "all")
    assert f"{path.relative_to(desk)}: note: A person has edited it" in outcome.err
    assert "--accept title," in outcome.err
    assert path.read_bytes() == before


def test_fields_of_an_edited_briefing_are_named(desk: Path) -> None:
    """Of an edited briefing 'all' is refused; a named field changes, and no other byte, the digest included."""
    _change_article(desk)
    path = _drafted(desk)
    path.write_bytes(path.read_bytes().replace(b"lang: en\n", b"lang: en  # sure\r\n"))
    assert "--accept title," in _refused(desk, "refresh", ID, "--accept", "all")
    before = path.read_bytes()
    _done(desk, "refresh", ID, "--accept", "title")
    assert path.read_bytes() == before.replace(
        b"title: Chile and Peru open a second crossing\nlang", b"title: Peru and Chile open a third crossing\nlang"
    )


def test_what_a_person_added_to_a_source_stays(desk: Path) -> None:
    """Only what the article gives anew changes in a source; a grade and a copy that were added by hand stay."""
    _change_article(desk)
    path = _drafted(desk)
    text = path.read_text().replace("    sha256:", "    archive_url: https://archive.example/1  # ours\n    sha256:")
    path.write_text(text)
    _done(desk, "refresh", ID, "--accept", "sources")
    after = path.read_text()
    assert "    archive_url: https://archive.example/1  # ours\n" in after
    assert f"    sha256: {_digest(desk / SEED)}\n" in after


def test_the_curators_word_wins_again(desk: Path) -> None:
    """What a sidecar states is proposed, as in drafting."""
    (desk / "seeds/crossing.yml").write_text("title: As the curator says\n")
    assert "| As the curator says\n" in _done(desk, "refresh", ID).out


def test_a_review_stays_and_is_named(desk: Path) -> None:
    """A reviewed briefing may be refreshed; nobody but the reviewer takes the review back."""
    _change_article(desk)
    path = _drafted(desk)
    path.write_text(path.read_text().replace("drafted:", "review: {by: A Person, on: 2024-05-01}\ndrafted:"))
    outcome = _done(desk, "refresh", ID, "--accept", "title")
    assert "review: A Person reviewed it on 2024-05-01, before this change" in outcome.err
    assert "review: {by: A Person, on: 2024-05-01}\n" in path.read_text()


def test_a_pair_without_its_parties_is_refused(desk: Path) -> None:
    """What would make the collection invalid is not taken over."""
    path = _drafted(desk)
    text = path.read_text().replace("parties: [CHL, PER]", "parties: [BRA]").replace("pairs: [CHL-PER]", "pairs: []")
    assert "parties: [BRA]" in text
    path.write_text(text)
    assert "The parties of CHL-PER" in _refused(desk, "refresh", ID, "--accept", "pairs")
    _done(desk, "refresh", ID, "--accept", "pairs,parties")


@pytest.mark.parametrize(
    "arguments", [(), (ID, "--all"), (ID, "--accept", "titel"), (ID, "--accept", "review"), (ID, "--format", "xml")]
)
def test_refresh_needs_to_know_what_is_meant(desk: Path, arguments: tuple[str, ...]) -> None:
    """Neither or both of names and --all, or a field that is not proposed, is wrong usage."""
    assert _run(desk, "refresh", *arguments).code == 2


# --- ignore ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_ignore_adds_a_line(desk: Path, end: str) -> None:
    """The list keeps its bytes and gets a line with path, digest and reason; the article is not drafted."""
    place = desk / "briefings/ignored.yml"
    before = f"# ours\r\n- {{article: seeds/talks.txt}}   # a note{end}".encode()
    place.write_bytes(before)
    (desk / "seeds/it's.txt").write_text("Weather\n\nIt rained.\n")
    _done(desk, "ignore", "seeds/it's.txt", "--reason", "not about states: 'rain'")
    assert place.read_bytes().startswith(before)
    line = place.read_bytes()[len(before) :].decode().strip()
    digest = _digest(desk / "seeds/it's.txt")
    assert line == f"- {{article: 'seeds/it''s.txt', sha256: {digest}, reason: 'not about states: ''rain'''}}"
    assert build.prepare(desk, TODAY, Progress()).created == ()
    assert "listed in briefings/ignored.yml already" in _done(desk, "ignore", "seeds/it's.txt").err


def test_ignore_makes_the_list(desk: Path) -> None:
    """A collection that ignores nothing yet gets the file."""
    (desk / "briefings/ignored.yml").unlink()
    _done(desk, "ignore", "seeds/talks.txt")
    assert "'seeds/talks.txt'" in (desk / "briefings/ignored.yml").read_text()


def test_ignore_says_that_there_is_a_briefing(desk: Path) -> None:
    """The briefing of an ignored article stays, and is named."""
    assert f"{ID}.md rests on it and stays" in _done(desk, "ignore", SEED).err
    assert _drafted(desk).is_file()


def test_ignore_refuses_what_it_cannot_write(desk: Path) -> None:
    """A list in brackets, or an unknown article, leaves all as it was."""
    assert "Did you mean 'seeds/talks.txt'?" in _refused(desk, "ignore", "seeds/talk.txt")
    (desk / "briefings/ignored.yml").write_text("[{article: seeds/talks.txt}]\n")
    assert "Write it by hand" in _refused(desk, "ignore", SEED)


# --- tidy -----------------------------------------------------------------------------------------------------------


def test_tidy_moves_to_pair_and_topic(desk: Path) -> None:
    """Wherever files lie, they go where their keys say; the address stays, empty folders go, modes are kept."""
    lost = desk / "briefings/unpaired/old/place/ferry.md"
    lost.parent.mkdir(parents=True)
    (desk / HAND).rename(lost)
    lost.chmod(0o600)
    before = build.prepare(desk, TODAY, Progress()).generated
    outcome = _done(desk, "tidy")
    assert f"moved: briefings/unpaired/old/place/ferry.md -> {HAND}\n" in outcome.out
    assert (desk / HAND).read_bytes() == BY_HAND.replace(b"title:", b"id: ferry\r\ntitle:", 1)
    assert (desk / HAND).stat().st_mode & 0o777 == 0o600
    assert not (desk / "briefings/unpaired").exists()
    assert build.prepare(desk, TODAY, Progress()).generated == before
    assert _done(desk, "tidy").out == "Nothing is to be done.\n"


def test_tidy_mends_the_hint_for_editors(desk: Path) -> None:
    """The path to the schema follows the depth; an unedited briefing still counts as unedited."""
    path = _drafted(desk)
    place = desk / "briefings" / path.name
    path.rename(place)
    text = place.read_text()
    _done(desk, "tidy", ID)
    assert path.read_text() == text
    path.write_text(text.replace("../../briefing.schema", "../briefing.schema"))
    path.rename(place)
    _done(desk, "tidy")
    assert "$schema=../../briefing.schema.json" in path.read_text()


def test_tidy_lets_two_files_trade_places(desk: Path) -> None:
    """Each lies where the other belongs."""
    one, other = desk / "briefings/unpaired/a.md", desk / "briefings/unpaired/b.md"
    one.parent.mkdir()
    one.write_text("---\nid: b\ntitle: One\n---\n")
    other.write_text("---\nid: a\ntitle: Two\n---\n")
    _done(desk, "tidy")
    assert "title: Two" in one.read_text() and "title: One" in other.read_text()


def test_tidy_refuses_a_place_that_is_taken(desk: Path) -> None:
    """If another file lies there, nothing is moved at all."""
    _drafted(desk).rename(desk / "briefings" / f"{ID}.md")
    (desk / "briefings/unpaired").mkdir()
    (desk / "briefings/unpaired/x.md").write_text("---\nid: y\ntitle: A\n---\n")
    (desk / "briefings/unpaired/y.md").mkdir()
    assert "lies a file already: briefings/unpaired/y.md" in _refused(desk, "tidy")


# --- rename ---------------------------------------------------------------------------------------------------------


def test_rename_keeps_the_old_address(desk: Path) -> None:
    """The new id is written, the old one becomes an alias that leads on, and the file is named after the new."""
    _done(desk, "rename", "ferry", "a-ferry-again")
    place = desk / HAND.replace("ferry.md", "a-ferry-again.md")
    expected = BY_HAND.replace(b"title:", b"id: a-ferry-again\r\ntitle:", 1)
    mark = b"review: {on: 2024-01-02, by: A Person}\r\n"
    assert place.read_bytes() == expected.replace(mark, mark + b"aliases: [ferry]\r\n")
    assert not (desk / HAND).exists()
    pages = build.prepare(desk, TODAY, Progress()).generated
    assert {"site_src/briefings/a-ferry-again/index.md", "site_src/briefings/ferry/index.html"} <= pages


def test_rename_there_and_back(desk: Path) -> None:
    """A briefing may take an earlier id of its own again; both addresses go on working."""
    _done(desk, "rename", "ferry", "a-ferry-again")
    _done(desk, "rename", "ferry", "ferry")
    text = (desk / HAND).read_bytes()
    assert b"id: ferry\r\n" in text and b"aliases: [a-ferry-again]\r\n" in text


def test_a_renamed_draft_is_not_drafted_again(desk: Path) -> None:
    """The ledger still knows the article, and an unedited briefing still counts as unedited."""
    _done(desk, "rename", ID, "crossing")
    prepared = build.prepare(desk, TODAY, Progress())
    assert prepared.created == () and not [problem for problem in prepared.problems if "is gone" in problem.message]
    assert "as drafted" in _done(desk, "refresh", "crossing").out


def test_rename_names_links_to_the_old_address(desk: Path) -> None:
    """They go on working; who wants to may follow them."""
    other = desk / "briefings/unpaired/links.md"
    other.parent.mkdir()
    other.write_text("---\ntitle: Links\n---\n\nSee [this](/briefings/ferry/), not [that](/briefings/ferry-two/).\n")
    outcome = _done(desk, "rename", "ferry", "a-ferry-again")
    assert "briefings/unpaired/links.md:5: note: It links to the old address" in outcome.err
    assert outcome.err.count("note:") == 1


@pytest.mark.parametrize("new_id", ["Ferry", "a_b", "a--b", "a-", "é", "a" * 81, "", "ferry", ID, "talks", "gone"])
def test_rename_refuses_an_id(desk: Path, new_id: str) -> None:
    """One that is none, that is taken, that it has, or that a deleted briefing once had."""
    ledger = desk / "briefings/drafted.yml"
    ledger.write_text(ledger.read_text() + f"- {{article: seeds/z.txt, sha256: {'ab' * 32}, briefing: gone}}\n")
    _refused(desk, "rename", "ferry", new_id)


# --- withdraw -------------------------------------------------------------------------------------------------------


def test_withdraw_says_when_and_why(desk: Path) -> None:
    """Status, date and reason are written; the rest stays; the page at its address shows both."""
    outcome = _done(desk, "withdraw", "ferry", "--reason", "The source: took it back.")
    mark = b"review: {on: 2024-01-02, by: A Person}\r\n"
    why = b"withdrawn: {on: 2026-11-23, reason: 'The source: took it back.'}\r\n"
    after = (desk / HAND).read_bytes()
    assert after.replace(b"status: withdrawn\r\n", b"").replace(why, b"") == BY_HAND
    assert after.count(b"status: withdrawn\r\n") == 1 and mark + why in after
    assert "'--empty' takes it out" in outcome.err
    build.prepare(desk, TODAY, Progress())
    page = (desk / "site_src/briefings/ferry/index.md").read_text()
    assert "The source: took it back." in page and "23 November 2026" in page and "rye" not in page


def test_withdraw_empties_a_file(desk: Path) -> None:
    """With --empty neither body nor key points are left; title and sources are."""
    _done(desk, "withdraw", ID, "--reason", "An error.", "--empty")
    text = _drafted(desk).read_text()
    assert "key_points" not in text and text.rstrip().endswith("---") and "sources:" in text


def test_withdraw_refuses(desk: Path) -> None:
    """What is withdrawn already, and what has no reason."""
    assert "The reason is empty" in _refused(desk, "withdraw", ID, "--reason", "  ")
    _done(desk, "withdraw", ID, "--reason", "An error.")
    assert "It was withdrawn on 2026-11-23 already" in _refused(desk, "withdraw", ID, "--reason", "An error.")
    assert "withdrawn" in _refused(desk, "refresh", ID, "--accept", "title")


def test_a_comment_in_the_way_is_not_lost(desk: Path) -> None:
    """An edit that would lose a comment is refused, with what to write by hand."""
    _change_article(desk)
    path = _drafted(desk)
    path.write_text(path.read_text().replace("title: Chile", "title: >- # why\n  Chile", 1))
    assert "Write it by hand: title: " in _refused(desk, "refresh", ID, "--accept", "title")


# --- all or none ----------------------------------------------------------------------------------------------------


def test_a_broken_briefing_elsewhere_stops_a_command(desk: Path) -> None:
    """Nothing is corrected while something cannot be read; all of it is named."""
    (desk / "briefings/PRK-RUS/diplomacy/broken.md").write_text("---\ntitle: [\n---\n")
    assert "broken.md:" in _refused(desk, "rename", "ferry", "a-ferry-again")


def test_a_write_protected_file_is_named(desk: Path) -> None:
    """Somebody has said that it is not to be written."""
    (desk / HAND).chmod(0o444)
    assert "The file is write-protected." in _refused(desk, "withdraw", "ferry", "--reason", "An error.")


def test_a_full_disk_leaves_all_as_it_was(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written before the disk was full is undone."""
    put = files.replace

    def full(path: Path, *arguments: object, **more: object) -> None:
        if path.name == "a-ferry-again.md":
            raise OSError(28, "No space left on device", str(path))
        put(path, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "replace", full)
    before = contents(desk / "briefings")
    outcome = _run(desk, "rename", "ferry", "a-ferry-again")
    assert outcome.code == 1 and "No space left on device" in outcome.err
    assert contents(desk / "briefings") == before


SLOW = """\
import sys
import time
from communique import changes, cli
put = changes._put
def slow(*arguments):
    put(*arguments)
    print("put", flush=True)
    time.sleep(60)
changes._put = slow
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_command_killed_for_real_is_finished(desk: Path) -> None:
    """kill -9 between two files of a rename: the next command of any kind finds the journal and does the rest."""
    command = [sys.executable, "-c", SLOW, "rename", "ferry", "a-ferry-again", "--root", str(desk)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **CLOCK}) as started:
        assert started.stdout is not None and started.stdout.readline() == b"put\n"
        started.send_signal(signal.SIGKILL)
    assert (desk / publish.JOURNAL).exists() and (desk / HAND).exists()
    outcome = _done(desk, "ignore", "seeds/talks.txt")
    assert "A command that was cut short has been finished; files changed: 2." in outcome.err
    assert not (desk / HAND).exists() and not (desk / publish.JOURNAL).exists()
    assert (desk / HAND.replace("ferry", "a-ferry-again")).is_file()
