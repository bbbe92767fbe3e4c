"""`communique add`: several articles at once, from anywhere; what is asked, kept, said and left alone."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from unittest import mock

import pytest

from communique import accession, build, collection, files
from communique.cli import editor, questions
from local_server import PAGE, Served
from site_helpers import Outcome, briefings, communique, laid_out, states

pytest_plugins = ("server_fixtures",)
pytestmark = pytest.mark.usefixtures("no_proxy")

CROSSING = """\
Chile and Peru open a second crossing

Chile and Peru signed an agreement in Lima on 4 March 2024 to open a second border crossing for trade.

The foreign ministers of Chile and Peru said that the crossing would be ready in a year. Lorries now wait for two days
at the old bridge, drivers say, and the towns on both banks have long asked for a second way across the river.
"""
CABLE = """\
Norway and Sweden lay a cable

Norway and Sweden agreed in Oslo on 6 May 2024 to lay a second power cable between the two countries.

The energy ministers of Norway and Sweden said that the cable would carry wind power both ways from next winter on.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The least collection that is valid."""
    return laid_out(tmp_path / "desk", "minimal")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles, one of which has notes beside it."""
    made = tmp_path / "given"
    made.mkdir()
    (made / "Crossing.txt").write_text(CROSSING)
    (made / "Crossing.yml").write_bytes(b"# from the wire\r\npublisher: 'Example News'\r\n")
    (made / "cable.txt").write_text(CABLE)
    return made


def add(desk: Path, *arguments: str | Path, given: bytes = b"") -> Outcome:
    """Add to a desk."""
    return communique("add", *arguments, "--root", desk, given=given)


def seeds(desk: Path) -> set[str]:
    """Return the names of the files in seeds/, without those that the desk had."""
    return {path.name for path in (desk / "seeds").iterdir()} - {"talks.txt"}


# --- several at once --------------------------------------------------------------------------------------------------


def test_several_are_added_by_one_reading_of_the_collection(desk: Path, folder: Path) -> None:
    """Twenty articles take one load and one compiled vocabulary, and the paths come last, one a line."""
    for number in range(18):
        (folder / f"note-{number}.md").write_text(f"# Note {number}\n\nEstonia and Latvia met for round {number}.\n")
    with (
        mock.patch.object(accession, "load", wraps=collection.load) as load,
        mock.patch.object(accession, "propose", wraps=build.propose) as propose,
    ):
        outcome = add(desk, folder)
    assert outcome.code == 0, outcome.err
    assert (load.call_count, propose.call_count) == (1, 1)
    paths = outcome.out.splitlines()[-20:]
    assert sorted(map(Path, paths)) == [path for path in briefings(desk) if path.name != "talks.md"]
    assert communique("check", "--root", desk).code == 0


def test_one_that_fails_does_not_keep_out_the_others(desk: Path, folder: Path) -> None:
    """Each failure is said, each other article is added, and the exit code is 1."""
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7")
    (folder / "void.txt").write_text(" \n")
    (folder / "broken.txt").write_text(CABLE.replace("power", "telegraph"))
    (folder / "broken.yml").write_text("publishr: X\n")
    outcome = add(desk, folder, folder / "scan.pdf", folder / "none.txt")
    assert outcome.code == 1
    assert f"{folder}/scan.pdf: error: This is no article but a PDF. Open it, copy the text" in outcome.err
    assert f"{folder}/void.txt: error: The file is empty." in outcome.err
    assert f"{folder}/none.txt: error: The file cannot be read: No such file or directory." in outcome.err
    assert f"{folder}/broken.yml:1:1: error: publishr: There is no such key. Did you mean 'publisher'?" in outcome.err
    assert "4 could not be added; the others were." in outcome.err
    assert seeds(desk) == {"crossing.txt", "crossing.yml", "cable.txt"}


def test_if_all_fail_nothing_is_written(desk: Path, folder: Path) -> None:
    """A run that adds nothing leaves every file as it was."""
    before = states(desk)
    assert add(desk, folder / "none.txt", folder / "nor-this.txt").code == 1
    assert states(desk) == before


def test_an_article_is_added_whole_or_not_at_all(desk: Path, folder: Path) -> None:
    """If the briefing cannot be written, article and notes are taken back; the next article is added."""
    replace_ = files.replace
    failing: list[Path] = []

    def replace(path: Path, data: bytes, *, durable: bool = True) -> None:
        if path.suffix == ".md" and not failing:
            failing.append(path)
            raise OSError(28, "No space left on device", str(path))
        replace_(path, data, durable=durable)

    with mock.patch.object(files, "replace", replace):
        outcome = add(desk, folder / "Crossing.txt", folder / "cable.txt")
    assert outcome.code == 1
    assert "Crossing.txt: error: It cannot be written: No space left on device." in outcome.err
    assert seeds(desk) == {"cable.txt"}
    assert len(briefings(desk)) == 2
    assert "crossing" not in (desk / "briefings" / "drafted.yml").read_text()


def test_notes_come_along_byte_by_byte(desk: Path, folder: Path) -> None:
    """The '.yml' beside a given article is copied with it, and what it says stands in the briefing."""
    assert add(desk, folder / "Crossing.txt", "--set", "rights=permission").code == 0
    assert (desk / "seeds" / "crossing.yml").read_bytes() == (
        b"# from the wire\r\npublisher: 'Example News'\r\nrights: permission\r\n"
    )
    assert (folder / "Crossing.yml").read_bytes() == b"# from the wire\r\npublisher: 'Example News'\r\n"
    (made,) = [path for path in briefings(desk) if path.name != "talks.md"]
    assert "publisher: Example News" in made.read_text() and "rights: permission" in made.read_text()


def test_notes_of_another_article_are_not_taken(desk: Path, folder: Path) -> None:
    """An article whose name is that of one with notes gets another name, whatever its ending."""
    add(desk, folder / "Crossing.txt")
    (folder / "other").mkdir()
    (folder / "other" / "Crossing.md").write_text(CABLE)
    assert add(desk, folder / "other" / "Crossing.md").code == 0
    assert seeds(desk) == {"crossing.txt", "crossing.yml", "crossing-2.md"}


def test_what_a_browser_saves_beside_a_page_is_no_article(desk: Path, tmp_path: Path) -> None:
    """Of a folder with a saved page only the page is added."""
    (tmp_path / "saved" / "page_files").mkdir(parents=True)
    (tmp_path / "saved" / "page.html").write_text(PAGE)
    (tmp_path / "saved" / "page_files" / "frame.html").write_text("<html><body>Advertisement</body></html>")
    assert add(desk, tmp_path / "saved").code == 0
    assert seeds(desk) == {"page.html"}


def test_the_source_of_a_page_in_a_text_file_is_a_page(desk: Path, tmp_path: Path) -> None:
    """A page that was saved or pasted as text is kept and read as HTML."""
    (tmp_path / "page.txt").write_text(PAGE)
    assert add(desk, tmp_path / "page.txt").code == 0
    assert seeds(desk) == {"page.html"}
    assert add(desk, "-", given=PAGE.replace("Chile", "Bolivia").encode()).code == 0
    assert "bolivia-and-peru-open-a-second-crossing.html" in seeds(desk)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "-: error: Standard input is empty. Copy an article first"),
        (b"\xef\xbb\xbf \r\n", "-: error: Standard input is empty."),
        (b"%PDF-1.4", "-: error: This is no article but a PDF."),
    ],
)
def test_what_cannot_be_pasted_is_said(desk: Path, given: bytes, said: str) -> None:
    """Nothing, or a file of another kind, on standard input."""
    outcome = add(desk, "-", given=given)
    assert outcome.code == 1 and said in outcome.err


def test_an_empty_folder_is_said(desk: Path, tmp_path: Path) -> None:
    """A folder without article files is an error, not a silence."""
    (tmp_path / "empty").mkdir()
    outcome = add(desk, tmp_path / "empty")
    assert outcome.code == 1 and "There is no article file in this folder." in outcome.err


def test_the_collection_itself_is_no_folder_of_articles(desk: Path) -> None:
    """Neither the desk nor a folder around it is searched for articles."""
    before = states(desk)
    outcome = add(desk, desk, desk.parent)
    assert outcome.code == 1 and outcome.err.count("The collection itself lies in this folder.") == 2
    assert states(desk) == before


def test_notes_and_briefings_are_no_articles(desk: Path, folder: Path) -> None:
    """Either is said to be what it is."""
    outcome = add(desk, folder / "Crossing.yml", briefings(desk)[0])
    assert outcome.code == 1
    assert "Crossing.yml: error: This is no article; notes come with theirs." in outcome.err
    assert "This is a briefing of the collection already." in outcome.err


# --- what is there already --------------------------------------------------------------------------------------------


def test_of_two_that_are_the_same_one_is_added(desk: Path, folder: Path) -> None:
    """Copies in one run, and the same file given twice."""
    (folder / "copy.txt").write_text(CABLE)
    outcome = add(desk, folder / "cable.txt", folder / "cable.txt", folder / "copy.txt")
    assert outcome.code == 0
    assert f"{folder}/copy.txt: note: This is the same as {folder}/cable.txt. It was added once." in outcome.err
    assert seeds(desk) == {"cable.txt"}


def test_an_article_whose_briefing_was_deleted_is_not_drafted(desk: Path, folder: Path) -> None:
    """That was a decision; what to do against it is said."""
    add(desk, folder / "cable.txt")
    (made,) = [path for path in briefings(desk) if path.name != "talks.md"]
    made.unlink()
    outcome = add(desk, folder / "cable.txt")
    assert outcome.code == 0
    assert "Its briefing was deleted; delete its line in briefings/drafted.yml" in outcome.err
    assert not made.exists()


def test_an_article_that_is_not_wanted_is_not_drafted(desk: Path, folder: Path) -> None:
    """One that is listed as ignored, by its content alone too."""
    sha256 = collection.digest(CABLE.encode())
    (desk / "briefings" / "ignored.yml").write_text(f"- {{article: seeds/gone.txt, sha256: {sha256}}}\n")
    outcome = add(desk, folder / "cable.txt")
    assert outcome.code == 0 and "It is listed in briefings/ignored.yml" in outcome.err
    assert seeds(desk) == set()


def test_of_many_known_ones_the_number_is_said(desk: Path, tmp_path: Path) -> None:
    """A folder added again gives one line."""
    for number in range(7):
        (tmp_path / f"note-{number}.txt").write_text(f"Note {number}\n\nEstonia and Latvia met for round {number}.\n")
    given = [tmp_path / f"note-{number}.txt" for number in range(7)]
    add(desk, *given)
    outcome = add(desk, *given)
    assert "7 articles are in the collection already." in outcome.err
    assert outcome.err.count("\n") == 1


def test_what_waits_in_seeds_is_drafted_with_what_is_stated(desk: Path) -> None:
    """Settings for an article in seeds/ go into the notes that lie there, at their end."""
    (desk / "seeds" / "cable.txt").write_text(CABLE)
    (desk / "seeds" / "cable.yml").write_text("agency: 'Test'  # sure\n")
    assert add(desk, desk / "seeds" / "cable.txt", "--set", "published=2024-05-07").code == 0
    assert (desk / "seeds" / "cable.yml").read_text() == "agency: 'Test'  # sure\npublished: 2024-05-07\n"
    (made,) = [path for path in briefings(desk) if path.name != "talks.md"]
    assert "published: 2024-05-07" in made.read_text()


def test_a_second_version_is_shown_as_a_source(desk: Path, folder: Path, tmp_path: Path) -> None:
    """Of a report that is there already, the lines are printed that make it a second source; pasted, they are valid."""
    add(desk, folder / "Crossing.txt")
    (first,) = [path for path in briefings(desk) if path.name != "talks.md"]
    (tmp_path / "again.txt").write_text(CROSSING.replace("Chile and Peru open a second", "A second"))
    outcome = add(desk, tmp_path / "again.txt", "--set", "publisher=The: Other")
    assert (
        outcome.code == 0 and "seeds/again.txt: warning: This tells the same story as seeds/crossing.txt" in outcome.err
    )
    shown = outcome.out.partition("paste this under its 'sources:'\n")[2]
    lines = [line for line in shown.splitlines() if line.startswith("  ")]
    assert lines[0] == "  - publisher: 'The: Other'"
    first.write_text(first.read_text().replace("sources:\n", "sources:\n" + "\n".join(lines) + "\n"))
    (desk / outcome.out.splitlines()[-1]).unlink()
    checked = communique("check", "--root", desk)
    assert checked.code == 0 and "same story" not in checked.err


# --- what is stated ---------------------------------------------------------------------------------------------------


def test_settings_hold_for_all(desk: Path, folder: Path) -> None:
    """What --set states of several articles is kept beside each of them."""
    assert add(desk, folder / "cable.txt", "-", "--set", "publisher=Example News", given=CROSSING.encode()).code == 0
    for name in ("cable.yml", "chile-and-peru-open-a-second-crossing.yml"):
        assert (desk / "seeds" / name).read_text() == "publisher: Example News\n"


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("titel=x", "--set: error: titel: There is no such key. Did you mean 'title'?"),
        ("published=yesterday", "--set: error: published: 'yesterday' is not a day."),
        ("topics=diplomcy", "--set: error: topics: 'diplomcy' is no topic known here. Did you mean 'diplomacy'?"),
        ("title=x", "--set: error: title: 2 articles cannot have the same. Add the articles one by one"),
    ],
)
def test_a_wrong_setting_adds_nothing(desk: Path, folder: Path, setting: str, said: str) -> None:
    """Settings are checked as headers are, before anything is read."""
    before = states(desk)
    outcome = add(desk, folder, "--set", setting)
    assert outcome.code == 1 and said in outcome.err
    assert states(desk) == before


def test_a_setting_against_the_notes_is_an_error(desk: Path, folder: Path) -> None:
    """What is written beside or in the article is not overruled in silence."""
    (folder / "headed.txt").write_text("---\npublisher: Own News\n---\n" + CABLE)
    outcome = add(desk, folder / "Crossing.txt", folder / "headed.txt", "--set", "publisher=Other News")
    assert outcome.code == 1
    assert "Crossing.yml: error: publisher: The notes beside the article say something else already." in outcome.err
    assert "publisher: The header of seeds/headed.txt has this key too." in outcome.err
    assert seeds(desk) == set()


# --- addresses --------------------------------------------------------------------------------------------------------


def test_a_page_is_fetched_and_kept_with_its_address(desk: Path, server: Served) -> None:
    """The page lies in seeds/ as it came, its address and the day beside it, and both in the briefing."""
    address = server.at("/2024/03/second-crossing.html")
    outcome = add(desk, address)
    assert outcome.code == 0, outcome.err
    assert (desk / "seeds" / "second-crossing.html").read_text() == PAGE
    assert (desk / "seeds" / "second-crossing.yml").read_text() == f"url: '{address}'\nretrieved: 2026-11-23\n"
    text = (desk / outcome.out.splitlines()[-1]).read_text()
    assert address in text and "retrieved: 2026-11-23" in text and "publisher: Example News" in text


def test_an_address_is_added_once(desk: Path, server: Served) -> None:
    """Though each fetch may give other bytes, the address tells that the page is there."""
    add(desk, server.at("/2024/03/second-crossing.html"), "--set", f"url={server.at('/hop-0')}")
    outcome = add(desk, server.at("/moved"), server.at("/hop-1?utm_source=x"))
    assert outcome.code == 0
    assert "already" in outcome.err and len(briefings(desk)) == 2


def test_addresses_and_files_are_added_together(desk: Path, folder: Path, server: Served) -> None:
    """One run takes both, and says what no address gave."""
    outcome = add(desk, server.at("/hop-0"), folder / "cable.txt", server.at("/status-403"), "ftp://example.org/x")
    assert outcome.code == 1
    assert f"{server.at('/status-403')}: error: The server answers 403 (Forbidden)." in outcome.err
    assert "ftp://example.org/x: error:" in outcome.err
    assert seeds(desk) == {"127-0-0-1-hop-0.html", "127-0-0-1-hop-0.yml", "cable.txt"}


# --- asking -----------------------------------------------------------------------------------------------------------


def asked(desk: Path, *arguments: str | Path, typed: str) -> Outcome:
    """Add as at a terminal, where a person types some lines."""
    with mock.patch.object(questions, "can_be_asked", lambda: True):
        return add(desk, *arguments, given=typed.encode())


def test_what_is_missing_is_asked_and_kept(desk: Path, folder: Path) -> None:
    """Date, publisher and rights are asked; a wrong answer is said and asked again; a number names the rights."""
    outcome = asked(desk, folder / "cable.txt", typed="7.5.2024\n2024-05-07\nExample News\n6\n")
    assert outcome.code == 0, outcome.err
    assert "'7.5.2024' is not a day. Write it as year-month-day" in outcome.err
    kept = (desk / "seeds" / "cable.yml").read_text()
    assert kept == "published: 2024-05-07\npublisher: Example News\nrights: permission\n"
    text = (desk / outcome.out.splitlines()[-1]).read_text()
    assert "publisher: Example News" in text and "rights: permission" in text


def test_enter_leaves_things_empty(desk: Path, folder: Path) -> None:
    """Without an answer no notes are written."""
    assert asked(desk, folder / "cable.txt", typed="\n\n\n").code == 0
    assert seeds(desk) == {"cable.txt"}


def test_a_pair_is_asked_if_there_are_two_parties(desk: Path, folder: Path) -> None:
    """The question names the pairs there may be; any order and case will do; unknown codes are asked again."""
    text = "---\npublished: 2024-05-07\npublisher: X\nrights: permission\nparties: [NOR, SWE]\npairs: []\n---\n" + CABLE
    (folder / "cable.txt").write_text(text.replace("pairs: []\n", ""))
    with mock.patch.object(accession.Addition, "missing", property(lambda self: ("pairs",))):
        outcome = asked(desk, folder / "cable.txt", typed="swe nox\nswe-nor\n")
    assert outcome.code == 0, outcome.err
    assert "(NOR-SWE)" in outcome.err and "'NOX' is no country known here." in outcome.err
    assert (desk / "seeds" / "cable.yml").read_text() == "pairs: [NOR-SWE]\n"


def test_stopping_adds_nothing(desk: Path, folder: Path) -> None:
    """The end of input, or Ctrl-C, in the middle of the questions leaves the collection as it was."""
    before = states(desk)
    outcome = asked(desk, folder, typed="2024-05-07\n")
    assert outcome.code == 1 and "Stopped; nothing was added." in outcome.err
    assert states(desk) == before


@pytest.mark.parametrize("option", ["--yes", "--quiet"])
def test_nothing_is_asked_if_so_wanted(desk: Path, folder: Path, option: str) -> None:
    """--yes and --quiet never wait for anybody."""
    assert asked(desk, folder / "cable.txt", option, typed="").code == 0


def test_nothing_is_asked_without_a_terminal() -> None:
    """Both ends must be a person's."""
    with mock.patch.object(sys, "stdin", io.StringIO()):
        assert not questions.can_be_asked()


# --- what is printed, and the editor ----------------------------------------------------------------------------------


def test_quiet_prints_only_paths(desk: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a script reads is the path, which is right from where it runs."""
    monkeypatch.chdir(desk.parent)
    outcome = communique("add", folder / "cable.txt", "--quiet", "--root", "desk")
    (path,) = outcome.out.splitlines()
    assert path.startswith("desk/briefings/NOR-SWE/") and Path(path).is_file()


def test_the_last_line_is_the_path(desk: Path, folder: Path) -> None:
    """Above it stands what was recognised."""
    outcome = add(desk, folder / "cable.txt")
    *said, path = outcome.out.splitlines()
    assert "  pairs:    NOR-SWE" in said
    assert "  source:   Unknown publisher; rights: not stated, so reserved" in said
    assert Path(path).is_file()


@pytest.mark.skipif(os.name != "posix", reason="the editor of the test is a shell command")
def test_the_editor_opens_the_briefing(desk: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--edit starts what $VISUAL names, options and all, with the new briefing."""
    monkeypatch.setenv("VISUAL", "sed -i 's/^status: .*/status: draft/'")
    outcome = add(desk, folder / "cable.txt", "--edit")
    assert outcome.code == 0, outcome.err
    assert "status: draft" in Path(outcome.out.splitlines()[-1]).read_text()


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("", "No editor is set in $VISUAL or $EDITOR."),
        ("no-such-editor --wait", "There is no command 'no-such-editor'"),
        ("'open", "cannot be read: 'open."),
    ],
)
def test_without_an_editor_nothing_is_added(
    desk: Path, folder: Path, named: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--edit is checked first, so that nothing is half done."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", named)
    before = states(desk)
    outcome = add(desk, folder / "cable.txt", "--edit")
    assert outcome.code == 1 and said in outcome.err
    assert states(desk) == before


def test_an_editor_that_fails_is_said(desk: Path, folder: Path) -> None:
    """The briefing is written all the same."""
    failing = editor.Editor((sys.executable, "-c", "raise SystemExit(3)"))
    with mock.patch("communique.cli.adding.chosen", lambda: failing):
        outcome = add(desk, folder / "cable.txt", "--edit")
    assert outcome.code == 1 and "ended with exit code 3." in outcome.err
    assert len(briefings(desk)) == 2
