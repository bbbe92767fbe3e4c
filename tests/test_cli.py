"""The commands: what each prints, writes and returns. 0 done, 1 problems, 2 wrong usage."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from rich.console import Console

from communique.cli import asking
from site_helpers import CHECKOUT, SITES, briefings, communique, contents, laid_out, process, states

pytest_plugins = ("site_fixtures",)

CORRECTING = ("refresh", "ignore", "tidy", "rename", "withdraw")
COMMANDS = ("build", "check", "add", *CORRECTING, "recognise", "explain", "quality", "changes", "init")
KEYS = [
    "title",
    "published",
    "event_date",
    "pairs",
    "countries",
    "mentions",
    "topics",
    "people",
    "roles",
    "agency",
    "furniture_lines",
]
"""The keys of a line of `recognise --format jsonl` after 'file' or 'id': a contract with the programs that read it."""

ARTICLE = """\
Chile and Peru open a second crossing

Advertisement

Chile and Peru signed an agreement in Lima on 4 March 2024 to open a second border crossing for trade.

The foreign ministers of Chile and Peru said that the crossing would be ready in a year.
"""

Copied = Callable[[Path], Path]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The least collection that is valid."""
    return laid_out(tmp_path / "desk", "minimal")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article file outside any collection, two of whose six non-empty lines are furniture."""
    path = tmp_path / "Border Crossing.txt"
    path.write_text(ARTICLE)
    return path


# --- help and usage -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str) -> None:
    """The help of every command ends in an example that can be typed."""
    outcome = communique(command, "--help")
    assert outcome.code == 0
    assert "Example" in outcome.out
    assert f"communique {command}" in outcome.out.partition("Example")[2]


def test_help_lists_every_command() -> None:
    """`communique --help` names all commands, and these tests know all of them."""
    outcome = communique("--help")
    assert outcome.code == 0
    listed = [line.split()[1] for line in outcome.out.splitlines() if line.startswith("│ ") and line[2].isalpha()]
    assert listed == list(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("publish",),
        ("build", "--no-such-option"),
        ("build", "--root"),
        ("add",),
        ("recognise",),
        ("explain",),
        ("explain", "seeds/talks.txt", "--format", "xml"),
        ("init",),
        ("recognise", "seeds", "--format", "xml"),
        ("recognise", "seeds", "--input-format", "csv"),
    ],
)
def test_wrong_usage_exits_with_2(arguments: tuple[str, ...]) -> None:
    """An unknown command or option, or one without its value, is wrong usage."""
    outcome = communique(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "Error" in outcome.err


# --- mistakes that are not about the content ------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_that_is_no_collection_stays_as_it_is(command: str, tmp_path: Path) -> None:
    """In a folder without mkdocs.yml a command says so and leaves nothing behind."""
    outcome = communique(command, "--root", tmp_path)
    assert outcome.code == 1
    assert "mkdocs.yml: error: There is no such file here." in outcome.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_missing_root_is_named(command: str, tmp_path: Path) -> None:
    """A root that is not there gives a message that says what to do, and is not made."""
    outcome = communique(command, "--root", tmp_path / "none")
    assert outcome.code in {1, 2}
    assert "communique init" in outcome.err or "does not exist" in outcome.err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", ["add", "recognise", "explain"])
def test_a_missing_file_is_named(command: str, desk: Path, tmp_path: Path) -> None:
    """An article that is not there is one error with its name."""
    outcome = communique(command, tmp_path / "none.txt", "--root", desk)
    assert outcome.code == 1
    assert f"{tmp_path / 'none.txt'}: error: The file cannot be read: No such file or directory." in outcome.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_is_named(desk: Path) -> None:
    """An article that may not be read is named, with what to do."""
    (desk / "seeds" / "talks.txt").chmod(0)
    outcome = communique("check", "--root", desk)
    assert outcome.code == 1
    assert "seeds/talks.txt: error: The file cannot be read: Permission denied." in outcome.err


def test_a_folder_named_like_a_file_is_a_folder(desk: Path) -> None:
    """A folder whose name ends like that of a file which is read is looked into, not read."""
    (desk / "briefings" / "topics.yml").mkdir()
    (desk / "seeds" / "report.txt").mkdir()
    outcome = communique("check", "--root", desk)
    assert outcome.code == 0


@pytest.mark.parametrize(
    "site_dir", ["seeds", "briefings", "templates", "scripts", ".", "..", "../elsewhere", ".communique", "site_src/out"]
)
def test_a_site_folder_that_holds_other_things_is_refused(desk: Path, site_dir: str) -> None:
    """No setting lets a build put the site where the collection lies, or outside its root."""
    settings = desk / "mkdocs.yml"
    settings.write_text(settings.read_text() + f"site_dir: {site_dir}\n")
    before = contents(desk)
    outcome = communique("check", "--root", desk)
    assert outcome.code == 1
    assert "mkdocs.yml:7:1: error: site_dir:" in outcome.err
    assert contents(desk) == before


# --- check ----------------------------------------------------------------------------------------------------------


def test_check_writes_nothing(desk: Path) -> None:
    """`check` of a collection with a new article says what a build would, and leaves every file and folder alone."""
    (desk / "seeds" / "crossing.txt").write_text(ARTICLE)
    before, folders = states(desk), sorted(desk.rglob("*"))
    outcome = communique("check", "--root", desk)
    assert outcome.code == 0
    assert "seeds/crossing.txt: warning: sources:" in outcome.err
    assert states(desk) == before
    assert sorted(desk.rglob("*")) == folders


def test_an_empty_article_is_a_warning(desk: Path) -> None:
    """An empty article file stops nothing, and is named."""
    (desk / "seeds" / "empty.txt").write_text("\n")
    outcome = communique("check", "--root", desk)
    assert outcome.code == 0
    assert "seeds/empty.txt: warning: " in outcome.err


def test_quiet_prints_nothing_on_success(desk: Path) -> None:
    """With --quiet, `check` of a valid collection prints nothing at all."""
    outcome = communique("check", "--quiet", "--root", desk)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


@pytest.mark.site
def test_quiet_build_prints_nothing_on_success(desk: Path) -> None:
    """With --quiet, `build` of a valid collection prints nothing at all, and builds."""
    outcome = communique("build", "--quiet", "--root", desk)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert (desk / "site" / "index.html").is_file()


@pytest.mark.site
def test_build_tells_what_it_does(desk: Path) -> None:
    """Without --quiet, `build` names its stages on standard error and its result on standard output."""
    outcome = communique("build", "--root", desk)
    assert outcome.out == "1 briefing; site/ is published.\n"
    assert [line.split()[0] for line in outcome.err.splitlines()] == ["Composing", "Rendering", "Indexing"]


@pytest.mark.site
def test_strict_refuses_a_dead_link(desk: Path) -> None:
    """A dead link in a hand-written page is a warning; with --strict it stops the build before it is published."""
    page = desk / "site_src" / "about" / "index.md"
    page.write_text(page.read_text() + "\n[a page that is none](none.md)\n")
    refused = communique("build", "--strict", "--root", desk)
    assert refused.code == 1
    assert "none.md" in refused.err
    assert not (desk / "site").exists()
    published = communique("build", "--root", desk)
    assert published.code == 0
    assert "warning" in published.err and "none.md" in published.err
    assert (desk / "site").exists()


@pytest.mark.site
def test_a_theme_with_a_syntax_error_is_reported(desk: Path) -> None:
    """A flaw in a desk's theme override is an error with its file, and nothing is published."""
    theme = desk / "templates" / "theme"
    theme.mkdir(parents=True)
    (theme / "main.html").write_text('{% extends "base.html" %}\n{% block title %}')
    outcome = communique("build", "--root", desk)
    assert outcome.code == 1
    assert "templates/theme/main.html:2: error:" in outcome.err
    assert not (desk / "site").exists()


@pytest.mark.site
def test_a_desks_theme_lies_over_the_packaged_one(desk: Path) -> None:
    """A file in templates/theme/ takes the place of the packaged one of its name; all others stay ours."""
    footer = desk / "templates" / "theme" / "partials" / "footer.html"
    footer.parent.mkdir(parents=True)
    footer.write_text("<footer>Our own quokka footer</footer>")
    assert communique("build", "--root", desk).code == 0
    page = (desk / "site" / "index.html").read_text()
    assert "Our own quokka footer" in page
    assert "assets/communique/site.css" in page


def test_one_build_at_a_time(desk: Path) -> None:
    """While one build of a collection runs, another one refuses."""
    from communique import publish

    with publish.locked(desk):
        outcome = communique("build", "--root", desk)
    assert outcome.code == 1
    assert "Another build of this site is running." in outcome.err


# --- recognise and explain ------------------------------------------------------------------------------------------


def rows(out: str) -> list[dict[str, object]]:
    """Return the objects of JSON Lines."""
    return [json.loads(line) for line in out.splitlines()]


def test_recognise_prints_a_line_for_each_article(article: Path, tmp_path: Path) -> None:
    """`recognise FILE --format jsonl` gives one object with the keys of the contract, in their order."""
    outcome = communique("recognise", article, "--format", "jsonl", "--root", tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    (row,) = rows(outcome.out)
    assert list(row) == ["file", *KEYS]
    assert row["file"] == str(article)
    assert row["title"] == "Chile and Peru open a second crossing"
    assert row["pairs"] == ["CHL-PER"]
    assert row["event_date"] == "2024-03-04"
    assert row["furniture_lines"] == [1]


def test_recognise_reads_folders_in_order(desk: Path) -> None:
    """A folder stands for all article files below it, sorted; a sidecar is heeded, not listed."""
    (desk / "seeds" / "more").mkdir()
    (desk / "seeds" / "more" / "crossing.txt").write_text(ARTICLE)
    (desk / "seeds" / "more" / "crossing.yml").write_text("agency: Test Agency\n")
    outcome = communique("recognise", desk / "seeds", "--format", "jsonl", "--root", desk)
    assert outcome.code == 0
    found = rows(outcome.out)
    assert [Path(str(row["file"])).name for row in found] == ["crossing.txt", "talks.txt"]
    assert found[0]["agency"] == "Test Agency"


def test_recognise_reads_standard_input(tmp_path: Path) -> None:
    """'-' is an article on standard input."""
    outcome = communique("recognise", "-", "--format", "jsonl", "--root", tmp_path, given=ARTICLE.encode())
    (row,) = rows(outcome.out)
    assert row["file"] == "-"
    assert row["pairs"] == ["CHL-PER"]


def test_recognise_gives_ids_back(tmp_path: Path) -> None:
    """Rows of {id, title, text} give one object each, in order, with 'id' for 'file'; a blank line gives none."""
    text = ARTICLE.partition("\n")[2]
    given = [{"id": "b-2", "title": "Chile and Peru open a crossing", "text": text}, {"id": 7, "text": ARTICLE}]
    lines = "\n\n".join(json.dumps(row) for row in given).encode()
    outcome = communique(
        "recognise", "-", "--input-format", "jsonl", "--format", "jsonl", "--root", tmp_path, given=lines
    )
    assert (outcome.code, outcome.err) == (0, "")
    found = rows(outcome.out)
    assert [row["id"] for row in found] == ["b-2", 7]
    assert [list(row) for row in found] == [["id", *KEYS]] * 2
    assert [row["title"] for row in found] == [
        "Chile and Peru open a crossing",
        "Chile and Peru open a second crossing",
    ]
    assert [row["pairs"] for row in found] == [["CHL-PER"], ["CHL-PER"]]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1, 2]",
        '{"id": "a"}',
        '{"text": "no id"}',
        '"text"',
        '{"id": "a", "title": 5, "text": "x"}',
        '{"id": "a", "text": null}',
        '{"id": "a", "text": "\\ud800"}',
        '{"id": "a", "title": "\\ud800", "text": "x"}',
    ],
)
def test_a_broken_row_is_named(line: str, tmp_path: Path) -> None:
    """A row that is not {id, title, text} is an error with the line that it stands on."""
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": "first", "text": ARTICLE}) + "\n" + line + "\n")
    outcome = communique("recognise", path, "--input-format", "jsonl", "--format", "jsonl", "--root", tmp_path)
    assert outcome.code == 1
    assert f"{path}:2: error: The row cannot be read" in outcome.err
    assert [row["id"] for row in rows(outcome.out)] == ["first"]


def test_recognise_goes_on_after_a_broken_article(article: Path, tmp_path: Path) -> None:
    """An article that cannot be used gives an error and exit code 1; the others are still printed."""
    broken = tmp_path / "a-picture.txt"
    broken.write_bytes(bytes(range(256)))
    outcome = communique("recognise", broken, tmp_path / "none.txt", article, "--format", "jsonl", "--root", tmp_path)
    assert outcome.code == 1
    assert f"{broken}: error:" in outcome.err
    assert f"{tmp_path / 'none.txt'}: error:" in outcome.err
    assert [row["file"] for row in rows(outcome.out)] == [str(article)]


def test_recognise_writes_for_people_too(article: Path, tmp_path: Path) -> None:
    """Without --format, each article is a paragraph of named values."""
    outcome = communique("recognise", article, "--root", tmp_path)
    assert outcome.code == 0
    assert outcome.out.startswith(f"{article}\n")
    assert "  pairs:     CHL-PER\n" in outcome.out


def test_recognise_heeds_the_desks_vocabulary(desk: Path, tmp_path: Path) -> None:
    """A country's alias in a desk's countries.yml is recognised with that desk as --root, and not without."""
    path = tmp_path / "trip.txt"
    path.write_text("Ministers meet\n\nRussia and Quokkaland signed an agreement. Russia and Quokkaland are content.\n")
    (desk / "briefings" / "countries.yml").write_text("countries:\n  AUS: {names: [Quokkaland]}\n")
    with_desk = communique("recognise", path, "--format", "jsonl", "--root", desk)
    without = communique("recognise", path, "--format", "jsonl", "--root", tmp_path)
    assert rows(with_desk.out)[0]["pairs"] == ["AUS-RUS"]
    assert rows(without.out)[0]["pairs"] == []


def test_explain_shows_the_evidence(article: Path, tmp_path: Path) -> None:
    """`explain` names the furniture, and quotes the places of the text that speak for each proposed value."""
    outcome = communique("explain", article, "--root", tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Advertisement" in outcome.out
    assert "CHL-PER" in outcome.out
    assert "»Chile«" in outcome.out
    assert "score" in outcome.out
    assert "\x1b" not in outcome.out


def test_explain_gives_one_object(article: Path, tmp_path: Path) -> None:
    """`--format json` is one object with a decision for each field, spans in characters of its paragraphs."""
    outcome = communique("explain", article, "--format", "json", "--root", tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    found = json.loads(outcome.out)
    assert list(found) == ["file", "sha256", "title", "lang", "paragraphs", "furniture", "decisions"]
    spans = [span for choice in found["decisions"]["parties"]["chosen"] for span in choice["spans"]]
    assert any(one["paragraph"] is None for one in spans)
    told = [(found["paragraphs"][one["paragraph"]], one) for one in spans if one["paragraph"] is not None]
    assert told and all(text[one["start"] : one["end"]] == one["text"] for text, one in told)


def test_explain_writes_a_page(article: Path, tmp_path: Path) -> None:
    """`--format html` prints one HTML page; `--output` writes the same into a file and prints nothing."""
    printed = communique("explain", article, "--format", "html", "--root", tmp_path)
    page = tmp_path / "out" / "why.html"
    written = communique("explain", article, "--format", "html", "--output", page, "--root", tmp_path)
    assert (printed.code, written.code, written.out) == (0, 0, "")
    assert printed.out == page.read_text() and printed.out.startswith("<!doctype html>")


def test_explain_reads_standard_input(tmp_path: Path) -> None:
    """'-' is an article on standard input."""
    outcome = communique("explain", "-", "--root", tmp_path, given=ARTICLE.encode())
    assert outcome.code == 0 and "CHL-PER (Chile – Peru)" in outcome.out


def test_explain_in_a_terminal_keeps_its_columns(article: Path, tmp_path: Path) -> None:
    """In a terminal long lines go on in their own column, and no line is wider than the screen."""
    screen = io.StringIO()
    terminal = Console(file=screen, force_terminal=True, width=60, highlight=False)
    with mock.patch.object(asking, "out", terminal):
        assert communique("explain", article, "--root", tmp_path).code == 0
    lines = re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue()).splitlines()
    assert "\x1b[" in screen.getvalue()
    assert max(map(len, lines)) <= 60
    assert [line.rstrip() for line in lines if line.startswith("pairs")] != []


# --- add ------------------------------------------------------------------------------------------------------------


def test_add_copies_and_drafts(desk: Path, article: Path) -> None:
    """`add FILE` copies the article into seeds/ under a plain name and drafts its briefing."""
    outcome = communique("add", article, "--root", desk)
    assert outcome.code == 0, outcome.err
    assert (desk / "seeds" / "border-crossing.txt").read_text() == ARTICLE
    (made,) = [path for path in briefings(desk) if path.name != "talks.md"]
    assert made.relative_to(desk / "briefings").as_posix().startswith("CHL-PER/")
    assert f"seeds/border-crossing.txt -> {made.relative_to(desk).as_posix()}" in outcome.out
    assert "seeds/border-crossing.txt" in (desk / "briefings" / "drafted.yml").read_text()
    assert "nothing" not in communique("check", "--root", desk).err


def test_add_reads_standard_input(desk: Path) -> None:
    """`add -` takes a pasted article; a second, other one gets another name."""
    assert communique("add", "-", "--root", desk, given=ARTICLE.encode()).code == 0
    other = ARTICLE.replace("second", "third")
    assert communique("add", "-", "--root", desk, given=other.encode()).code == 0
    pasted = sorted((desk / "seeds").glob("*.txt"))
    assert {path.read_text() for path in pasted} >= {ARTICLE, other}
    assert all(re.fullmatch("[a-z0-9-]+", path.stem) for path in pasted)
    assert len(briefings(desk)) == 3


def test_add_says_that_an_article_is_there(desk: Path, article: Path) -> None:
    """The second `add` of the same text says where it is, changes nothing and is no error of the collection."""
    communique("add", article, "--root", desk)
    before = states(desk)
    outcome = communique("add", article, "--root", desk)
    assert outcome.code == 0
    assert "The collection has this article already, as seeds/border-crossing.txt." in outcome.err
    assert states(desk) == before


def test_add_leaves_an_article_where_it_lies(desk: Path) -> None:
    """An article that was put into seeds/ by hand gets its briefing and no copy."""
    path = desk / "seeds" / "My Border Note.txt"
    path.write_text(ARTICLE)
    assert communique("add", path, "--root", desk).code == 0
    assert [p.name for p in (desk / "seeds").glob("*.txt") if p.read_text() == ARTICLE] == [path.name]


def test_add_refuses_what_is_no_article(desk: Path, tmp_path: Path) -> None:
    """Bytes that are no text are refused, and neither an article nor a briefing is written."""
    path = tmp_path / "picture.png"
    path.write_bytes(bytes(range(256)))
    before = states(desk)
    outcome = communique("add", path, "--root", desk)
    assert outcome.code == 1
    assert "error" in outcome.err
    assert states(desk) == before


def test_add_refuses_a_broken_collection(desk: Path, article: Path) -> None:
    """In a collection with an error `add` names it and adds nothing."""
    shutil.copytree(SITES / "invalid" / "four-at-once", desk, dirs_exist_ok=True)
    before = states(desk)
    outcome = communique("add", article, "--root", desk)
    assert outcome.code == 1
    assert "broken-date.md:3:1: error:" in outcome.err
    assert states(desk) == before


def test_add_of_an_article_that_lies_in_seeds_drafts_it(desk: Path) -> None:
    """An article that was put into seeds/ by hand is drafted where it lies, not copied."""
    place = desk / "seeds" / "crossing.txt"
    place.write_text(ARTICLE)
    assert communique("add", place, "--root", desk).code == 0
    assert sorted(path.name for path in (desk / "seeds").iterdir()) == ["crossing.txt", "talks.txt"]
    assert len(briefings(desk)) == 2


# --- init -----------------------------------------------------------------------------------------------------------


@pytest.mark.site
def test_init_makes_a_collection_that_builds(tmp_path: Path) -> None:
    """A new collection is empty, checks and builds; then an article is added and its page is there."""
    root = tmp_path / "my desk"
    assert communique("init", root, "--name", "A 'quoted' & : desk").code == 0
    assert briefings(root) == [root / "briefings" / "README.md"]
    assert communique("check", "--quiet", "--root", root).code == 0
    built = communique("build", "--root", root)
    assert built.code == 0, built.err
    assert "A &#39;quoted&#39; &amp; : desk" in (root / "site" / "index.html").read_text()
    added = communique("add", "-", "--root", root, given=ARTICLE.encode())
    assert added.code == 0, added.err
    assert communique("build", "--root", root).code == 0
    assert (root / "site" / "pairs" / "chl-per" / "index.html").is_file()


@pytest.mark.site
def test_init_makes_a_collection_that_plain_mkdocs_builds(tmp_path: Path) -> None:
    """Plain `mkdocs build --strict` gives the same site of a new collection as `communique build`."""
    root = tmp_path / "desk"
    communique("init", root)
    outcome = process("-m", "mkdocs", "build", "--strict", cwd=root)
    assert outcome.code == 0, outcome.err
    plain = contents(root / "site")
    assert communique("build", "--root", root).code == 0
    assert contents(root / "site") == plain


def test_init_refuses_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    """`init` writes only into a folder that is new or empty."""
    (tmp_path / "mine.txt").write_text("mine")
    outcome = communique("init", tmp_path)
    assert outcome.code == 1
    assert "not empty" in outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_init_refuses_a_file(tmp_path: Path) -> None:
    """`init` on the name of a file leaves the file as it is."""
    path = tmp_path / "mine.txt"
    path.write_text("mine")
    assert communique("init", path).code == 1
    assert path.read_text() == "mine"


def test_init_copies_no_code(tmp_path: Path) -> None:
    """A new collection holds settings, folders and a hook of a few lines, not the package."""
    communique("init", tmp_path / "desk")
    made = contents(tmp_path / "desk")
    assert [path for path in made if path.endswith(".py")] == ["scripts/mkdocs_hooks.py"]
    assert made["scripts/mkdocs_hooks.py"].count(b"\n") <= 4
    assert {"mkdocs.yml", "README.md", ".gitignore"} <= set(made)


# --- as processes ---------------------------------------------------------------------------------------------------


def test_the_build_script_is_the_command(tmp_path: Path) -> None:
    """`python scripts/build.py` takes the options of `communique build` and returns its exit code."""
    outcome = process(CHECKOUT / "scripts" / "build.py", "--root", tmp_path, cwd=tmp_path)
    assert outcome.code == 1
    assert "mkdocs.yml: error: There is no such file here." in outcome.err


def test_the_installed_command_runs(desk: Path) -> None:
    """The command that pip installs runs in the folder it is called in."""
    command = shutil.which("communique", path=str(Path(sys.executable).parent))
    assert command is not None
    done = subprocess.run([command, "check"], cwd=desk, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Nothing is wrong.\n", "")


@pytest.mark.skipif(os.name != "posix", reason="pipes close differently elsewhere")
def test_a_reader_that_leaves_early_is_no_error(desk: Path) -> None:
    """Output cut off by `head` ends the command without a message."""
    for number in range(20):
        (desk / "seeds" / f"crossing-{number}.txt").write_text(ARTICLE)
    command = [sys.executable, "-c", "from communique.cli import main; main()", "recognise", str(desk / "seeds")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=desk) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
    assert said == b""
