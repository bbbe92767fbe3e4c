"""A new collection of one's own: its files, what a curator is asked, and what an upgrade leaves alone."""

from __future__ import annotations

import ast
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml

from communique import briefing as briefing_file
from communique import build, config, desk, schemas, site, vocabulary
from communique.briefing import Known
from communique.desk import Answers, Requirement
from site_helpers import CHECKOUT, CLOCK, SITES, communique, contents, process
from test_comparing import git

NAME = 'Ports: "our" desk #1 & <more>'
HERE = Requirement("./wheels/communique-1.0-py3-none-any.whl")
TEMPLATES = build.packaged_templates()


def made(given: Answers) -> dict[str, str]:
    """Return the files of a new collection."""
    return dict(desk.texts(TEMPLATES, given, HERE, "1.0", site.languages()))


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The files of a new collection with an awkward name."""
    return made(Answers(name=NAME))


# --- the files ------------------------------------------------------------------------------------------------------


def test_every_file_has_a_text(texts: dict[str, str]) -> None:
    """The files are those that are promised, none empty, each ending with its line."""
    assert list(texts) == list(desk.FILES)
    assert all(text.strip() and text.endswith("\n") and "{%" not in text for text in texts.values())


@pytest.mark.parametrize(
    "given",
    [
        Answers(name=NAME),
        Answers(
            name="x",
            url="https://desk.example/a/",
            language="pt-BR",
            new_briefings="draft",
            rights="all-rights-reserved",
        ),
        Answers(language="la"),
    ],
)
def test_its_settings_say_what_was_answered(given: Answers) -> None:
    """The settings are valid whatever the answers, and generated folders lie where the stages expect them."""
    settings, problems = config.parse(made(given)["mkdocs.yml"])
    assert settings is not None and not problems
    assert (settings.name, settings.url, settings.lang) == (given.name, given.url, given.language)
    assert (settings.new_briefings, settings.default_rights) == (given.new_briefings, given.rights)
    assert (settings.docs_dir, settings.site_dir) == ("site_src", "site")


def test_the_theme_gets_a_language_that_it_knows() -> None:
    """The theme fails on a language without words of its own; briefings may be in it all the same."""
    known = {"pt-BR": "pt-BR", "de-AT": "de", "la": "en", "ko": "ko"}
    assert {
        language: yaml.safe_load(made(Answers(language=language))["mkdocs.yml"])["theme"]["language"]
        for language in known
    } == known


def test_mkdocs_asks_no_other_host_and_calls_our_hooks(texts: dict[str, str]) -> None:
    """Fonts from elsewhere are off; the hook file is two lines that name the package."""
    mkdocs = yaml.safe_load(texts["mkdocs.yml"])
    assert mkdocs["theme"]["font"] is False
    assert mkdocs["hooks"] == ["scripts/mkdocs_hooks.py"]
    assert "communique.mkdocs_hooks" in ast.unparse(ast.parse(texts["scripts/mkdocs_hooks.py"]))


def test_nothing_that_is_generated_gets_into_git(texts: dict[str, str]) -> None:
    """Every place that belongs to the generator is ignored, hand-written pages are not."""
    ignored = texts[".gitignore"].splitlines()
    for name in build.RESERVED:
        assert f"/site_src/{name}" in ignored or f"/site_src/{name}/" in ignored, name
    assert {"/site/", "/.communique/", "/.venv/"} <= set(ignored)
    assert not any(line in {"/site_src/", "/site_src/about/", "/seeds/", "/briefings/", "/wheels/"} for line in ignored)


def test_the_readme_bears_the_desks_name(texts: dict[str, str]) -> None:
    """A curator sees at once whose collection it is, and which version makes it."""
    assert texts["README.md"].startswith(f"# {NAME}\n")
    assert "Communiqué 1.0" in texts["README.md"]
    assert texts["GUIDE.md"] == (CHECKOUT / "GUIDE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", vocabulary.FILES)
def test_the_examples_of_a_vocabulary_file_are_valid(name: str, texts: dict[str, str]) -> None:
    """A file of comments changes nothing; without the '#' each example is read without a problem."""
    path = f"briefings/{name}"
    text = texts[path]
    assert text.startswith(f"# yaml-language-server: $schema=schemas/{name.removesuffix('.yml')}.schema.json\n")
    assert vocabulary.load({path: text}) == vocabulary.load({})
    example = re.sub(r"^# ?", "", text[text.index(f"# {name.removesuffix('.yml')}:") :], flags=re.MULTILINE)
    assert vocabulary.load({path: example}) != vocabulary.load({})


# --- editors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [name for name in desk.FILES if name.startswith((".editorconfig", ".vscode/", ".github/pull"))],
)
def test_this_repository_has_the_same_helps(name: str, texts: dict[str, str]) -> None:
    """Who works on the sample collection has the editor settings that every desk has."""
    assert (CHECKOUT / name).read_text(encoding="utf-8") == texts[name]


def test_the_editor_knows_every_schema(texts: dict[str, str]) -> None:
    """VS Code is told which schema each YAML file has."""
    assert json.loads(texts[".vscode/settings.json"])["yaml.schemas"] == schemas.patterns()


SHOWN = [
    ("briefings/PRK-RUS/diplomacy/x.md:4:1: error: published: '2024-13-01' is not a day.", ("x.md", "4", "1", "error")),
    ("briefings/PRK-RUS/diplomacy/x.md:4: warning: Something.", ("x.md", "4", None, "warning")),
    ("seeds/a talk, 2024: notes.txt: note: Something: more.", None),
    ("seeds/a talk.txt: note: Something: more.", ("a talk.txt", None, None, "note")),
    ("mkdocs.yml: error: There is no such file here.", ("mkdocs.yml", None, None, "error")),
    ("1 error; what is published is as it was.", None),
]


@pytest.mark.parametrize(("line", "expected"), SHOWN)
def test_the_editor_shows_problems_at_their_line(line: str, expected: Any, texts: dict[str, str]) -> None:
    """The task of VS Code reads each message of `check` exactly once: with its line, or for the file."""
    tasks = json.loads(texts[".vscode/tasks.json"])["tasks"]
    found = []
    for matcher in tasks[0]["problemMatcher"]:
        pattern = matcher["pattern"]
        match = re.match(pattern["regexp"], line)
        if match:
            parts = [match[pattern[key]] if key in pattern else None for key in ("file", "line", "column", "severity")]
            found.append((str(parts[0]).rsplit("/", 1)[-1], *parts[1:]))
    assert found == ([expected] if expected else [])


def _expanded(name: str, texts: dict[str, str]) -> str:
    """Write a snippet out as an editor does when every stop is passed over."""
    body = "\n".join(json.loads(texts[".vscode/communique.code-snippets"])[name]["body"])
    for sign, value in (("YEAR", "2024"), ("MONTH", "01"), ("DATE", "18")):
        body = body.replace(f"$CURRENT_{sign}", value)
    body = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\}", r"\1", body)
    return re.sub(r"\$\d+", "", re.sub(r"\$\{\d+:([^}]*)\}", r"\1", body)).replace("\\$", "$")


def test_the_snippets_make_a_valid_briefing(texts: dict[str, str], known: Known) -> None:
    """The snippets fit together: a briefing with a second source, a correction and a review."""
    start, source, correction, review = (
        _expanded(name, texts).replace("https://", "https://news.example.org/")
        for name in (
            "A briefing written by hand",
            "A source of a briefing",
            "A correction of a briefing",
            "A review of a briefing",
        )
    )
    text = start.rstrip().removesuffix("---") + "\n".join([source, correction, review]) + "\n---\n"
    read, problems = briefing_file.parse("briefings/GEO-LVA/trade-economy/ferry.md", text, known)
    assert read is not None and not problems
    assert len(read.sources) == 2 and read.review is not None and read.corrections


def test_the_snippet_of_notes_is_valid(texts: dict[str, str]) -> None:
    """What an editor writes beside an article has only known keys."""
    text = _expanded("Notes beside an article", texts)
    assert text.startswith("# yaml-language-server: $schema=../briefings/schemas/article.schema.json\n")
    properties = json.loads(schemas.texts()[schemas.ARTICLE])["properties"]
    assert set(yaml.safe_load(text)) <= set(properties)


# --- answers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"name": " "}, "--name: error: The name is empty. Write one."),
        ({"name": "two\nlines"}, "--name: error: The name holds a line break"),
        ({"name": "x" * 101}, "--name: error:"),
        ({"url": "desk.example"}, "--url: error: 'desk.example' is not a web address."),
        ({"url": "https://desk.example/?a"}, "--url: error: 'https://desk.example/?a' holds '?' or '#'."),
        ({"language": "xx"}, "--language: error: 'xx' is no language known here."),
        ({"new_briefings": "withdrawn"}, "--new-briefings: error: 'withdrawn' is not a value known here."),
        ({"rights": "mine"}, "--rights: error: 'mine' is no form of rights known here."),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(given: dict[str, str], expected: str, tmp_path: Path) -> None:
    """Answers are checked as the settings they become, with the name of the option; nothing is written."""
    _, problems = desk.answers(given)
    assert [str(problem)[: len(expected)] for problem in problems] == [expected]
    options = [part for key, value in given.items() for part in (f"--{key.replace('_', '-')}", value)]
    assert communique("init", tmp_path / "desk", *options).code == 1
    assert not (tmp_path / "desk").exists()


def test_all_wrong_answers_are_named_at_once(tmp_path: Path) -> None:
    """Two wrong options are two errors."""
    outcome = communique("init", tmp_path / "desk", "--url", "x", "--rights", "mine")
    assert outcome.code == 1
    assert "--url: error:" in outcome.err and "--rights: error:" in outcome.err


def test_an_address_ends_in_a_slash() -> None:
    """The address of a site is that of a folder."""
    read, _ = desk.answers({"url": "https://desk.example/briefings"})
    assert read is not None and read.url == "https://desk.example/briefings/"


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def answered() -> Iterator[Callable[..., tuple[int, str]]]:
    """Run `init` as on a terminal, with lines that a person types."""

    def run(*arguments: str | Path, lines: str) -> tuple[int, str]:
        screen, keys = _Screen(), _Screen(lines)
        with (
            mock.patch.object(sys, "stdin", keys),
            mock.patch.object(sys, "stdout", screen),
            mock.patch.object(sys, "stderr", screen),
            mock.patch.dict(os.environ, CLOCK),
        ):
            from communique import cli

            code = cli.main([str(argument) for argument in arguments])
        return code, screen.getvalue()

    yield run


def test_on_a_terminal_it_asks(tmp_path: Path, answered: Callable[..., tuple[int, str]]) -> None:
    """Five questions; a wrong answer is asked for again; what an option says is not asked."""
    lines = "desk.example\nhttps://desk.example\nko\ndraft\n\n"
    code, said = answered("init", tmp_path / "desk", "--name", "Baltic desk", lines=lines)
    assert code == 0, said
    assert "'desk.example' is not a web address." in said and "Name of the site" not in said
    settings, _ = config.parse((tmp_path / "desk" / "mkdocs.yml").read_text())
    assert settings is not None
    assert (settings.name, settings.url, settings.lang) == ("Baltic desk", "https://desk.example/", "ko")
    assert (settings.new_briefings, settings.default_rights) == ("draft", None)


def test_yes_asks_nothing(tmp_path: Path, answered: Callable[..., tuple[int, str]]) -> None:
    """`--yes` takes the defaults even on a terminal."""
    code, said = answered("init", tmp_path / "desk", "--yes", lines="")
    assert code == 0 and "Name of the site" not in said


def test_an_interrupted_question_leaves_nothing(tmp_path: Path, answered: Callable[..., tuple[int, str]]) -> None:
    """The end of input among the questions makes no half a collection."""
    code, _ = answered("init", tmp_path / "desk", lines="Baltic desk\n")
    assert code != 0 and not (tmp_path / "desk").exists()


def test_a_fresh_repository_is_empty_enough(tmp_path: Path) -> None:
    """A clone of an empty repository, with the environment in it, becomes a collection; others are in the way."""
    for name in (".git", ".venv", "wheels"):
        (tmp_path / name).mkdir()
    (tmp_path / "notes.txt").write_text("mine")
    refused = communique("init", tmp_path)
    assert refused.code == 1 and "The folder is not empty: notes.txt." in refused.err
    (tmp_path / "notes.txt").unlink()
    assert communique("init", tmp_path).code == 0
    assert (tmp_path / "mkdocs.yml").is_file()


# --- how it is installed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("noted", "line"),
    [
        (None, "communique==1.0"),
        (
            {"url": "https://forge.example/c.git", "vcs_info": {"vcs": "git", "commit_id": "ab12"}},
            "communique @ git+https://forge.example/c.git@ab12",
        ),
        (
            {"url": "https://files.example/c-1.0.whl", "archive_info": {"hashes": {"sha256": "ab"}}},
            "communique @ https://files.example/c-1.0.whl#sha256=ab",
        ),
        ({"url": "file:///a%20b/communique-1.0-py3-none-any.whl", "archive_info": {}}, HERE.line),
        ({"url": "file:///home/me/communique", "dir_info": {"editable": True}}, HERE.line),
    ],
)
def test_a_desk_pins_the_communique_that_made_it(noted: Any, line: str) -> None:
    """What pip noted of the installation says how it is repeated elsewhere: by name, commit, digest or file."""
    found = desk.requirement("1.0", json.dumps(noted) if noted else None)
    assert found.line == line
    assert (found.wheel is not None) == line.startswith("./wheels/")


# --- upgrading ------------------------------------------------------------------------------------------------------

GENERATED = (
    r"^(site|\.communique)/|^briefings/(briefing\.schema\.json|schemas/)"
    rf"|^site_src/(\.communique\.json|{'|'.join(map(re.escape, build.RESERVED))})"
)
"""What a build writes anew."""

ARTICLE = """\
Chile and Peru open a second crossing

Chile and Peru signed an agreement in Lima on 4 March 2024 to open a second border crossing for trade.
"""


def _own(root: Path) -> dict[str, bytes]:
    found = contents(root)
    return {path: data for path, data in found.items() if not re.search(GENERATED, path)}


@pytest.mark.site
@pytest.mark.parametrize("start", ["today", "before"])
def test_an_upgrade_touches_no_content(start: str, tmp_path: Path) -> None:
    """A desk of an older version, edited by hand in every way, is built by a newer one: each file is as it was.

    'before' is a desk as `init` made it in 0.1.0 before it had answers, guide and editor settings.
    """
    root = tmp_path / "desk"
    if start == "today":
        assert communique("init", root, "--name", NAME).code == 0
    else:
        shutil.copytree(SITES / "older-desk", root)
    with mock.patch.object(build, "version", lambda _: "0.0.9"):
        assert communique("add", "-", "--root", root, given=ARTICLE.encode()).code == 0
        assert communique("build", "--root", root).code == 0
    drafted = next((root / "briefings").rglob("*crossing.md"))
    assert "0.0.9" in drafted.read_text()
    drafted.write_bytes(drafted.read_bytes().replace(b"\ntitle: ", b"\n# By hand.\ntitle:   ").replace(b"\n", b"\r\n"))
    hand = root / "briefings" / "CHL-PER" / "diplomacy" / "by-hand.md"
    hand.parent.mkdir(parents=True, exist_ok=True)
    hand.write_bytes(b"\xef\xbb\xbf---\r\ntitle: 'By hand'\r\npublished:   2024-05-01 # sure\r\n---\r\nText.")
    (root / "briefings" / "topics.yml").write_text("topics: {cyber-information: off}\n")
    (root / "README.md").write_text("Ours.")
    (root / ".gitignore").write_text("/site/\n")
    (root / "templates" / "partials").mkdir()
    (root / "templates" / "partials" / "head.j2").write_text((TEMPLATES / "partials" / "head.j2").read_text())
    before = _own(root)
    with mock.patch.object(build, "version", lambda _: "99.0.0"):
        for _ in range(2):
            built = communique("build", "--root", root)
            assert built.code == 0, built.err
    assert _own(root) == before
    assert (root / "site" / "briefings" / "by-hand" / "index.html").is_file()


# --- two curators ---------------------------------------------------------------------------------------------------


OTHER = ARTICLE.replace("Chile", "Norway").replace("Peru", "Finland").replace("Lima", "Oslo")


def _branches(root: Path) -> None:
    """Make a desk on main, and have one curator draft an article there, another one an article on a branch."""
    assert communique("init", root).code == 0
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Begin")
    for branch, article in (("other", OTHER), ("main", ARTICLE)):
        git(root, "checkout", "--quiet", *(["-b", branch] if branch != "main" else [branch]))
        assert communique("add", "-", "--root", root, given=article.encode()).code == 0
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message=Add")


@pytest.mark.site
def test_both_curators_keep_their_lines(tmp_path: Path) -> None:
    """Two branches that each drafted the first briefings merge without a hand; nothing is drafted anew."""
    root = tmp_path / "desk"
    _branches(root)
    assert communique("build", "--root", root).code == 0
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message=Draft")
    git(root, "merge", "--quiet", "other", "--message=Merge")
    assert (root / "briefings" / "drafted.yml").read_text().count("- {article: ") == 2
    built = communique("build", "--root", root)
    assert built.code == 0 and "new: " not in built.out, built.err
    assert git(root, "status", "--porcelain", "briefings", "seeds") == ""


def test_a_conflict_in_a_briefing_is_named_until_it_is_resolved(tmp_path: Path) -> None:
    """Two titles for one briefing: the line is named, and what is kept by hand is what is built."""
    root = tmp_path / "desk"
    _branches(root)
    (path,) = (root / "briefings").rglob("*crossing*.md")
    text = path.read_text()
    for branch, title in (("third", "One title"), ("main", "Another title")):
        git(root, "checkout", "--quiet", *(["-b", branch] if branch != "main" else [branch]))
        path.write_text(re.sub(r"^title: .*$", f"title: {title}", text, flags=re.MULTILINE))
        git(root, "commit", "--quiet", "--all", "--message=Title")
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "--quiet", "third")
    outcome = communique("check", "--root", root)
    assert outcome.code == 1
    assert f"{path.relative_to(root).as_posix()}:4:1: error: A merge conflict has not been resolved." in outcome.err
    marked = path.read_text()
    path.write_text(re.sub(r"<<<<<<< .*\n((?:.*\n)*?)=======\n(?:.*\n)*?>>>>>>> .*\n", r"\1", marked))
    assert communique("check", "--root", root).code == 0
    assert "title: Another title\n" in path.read_text()


# --- from the wheel -------------------------------------------------------------------------------------------------


@pytest.mark.site
def test_a_desk_from_the_wheel_needs_no_checkout(tmp_path: Path) -> None:
    """The wheel alone, built without a network and installed apart, makes a desk, keeps itself in it, and builds it."""
    wheels, installed, root = tmp_path / "dist", tmp_path / "installed", tmp_path / "desk"
    for name in ("scripts/communique", "templates"):
        shutil.copytree(CHECKOUT / name, tmp_path / "source" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "GUIDE.md"):
        shutil.copy(CHECKOUT / name, tmp_path / "source" / name)
    packed = process("-m", "hatchling", "build", "-t", "wheel", "-d", wheels, cwd=tmp_path / "source")
    assert packed.code == 0, packed.err
    shutil.rmtree(tmp_path / "source")
    wheel = next(wheels.glob("*.whl"))
    put = process("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", installed, wheel)
    assert put.code == 0, put.err

    def run(*arguments: str | Path) -> Any:
        code = "import sys; from communique.cli import main; sys.exit(main())"
        return process("-c", code, *arguments, cwd=tmp_path, environment={"PYTHONPATH": str(installed)})

    new = run("init", root, "--name", NAME)
    assert new.code == 0, new.err
    assert (root / "wheels" / wheel.name).read_bytes() == wheel.read_bytes()
    assert f"./wheels/{wheel.name}\n" in (root / "requirements.txt").read_text()
    assert (root / "GUIDE.md").read_bytes() == (CHECKOUT / "GUIDE.md").read_bytes()
    (root / "seeds" / "crossing.txt").write_text(ARTICLE)
    built = run("build", "--root", root)
    assert built.code == 0, built.err
    assert (root / "site" / "pairs" / "chl-per" / "index.html").is_file()
