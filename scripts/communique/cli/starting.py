"""The command that makes a new collection."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from communique import build as job
from communique import desk, files, schemas, site
from communique.cli.console import out, reported
from communique.fields import RIGHTS
from communique.problems import BuildError, Problem

BEFORE = {".git", ".venv", ".DS_Store", desk.WHEELS}
"""What may lie in the folder already: a repository, the Communiqué that runs, and the wheel it came from."""

QUESTIONS = {
    "name": ("Name of the site", "Briefings"),
    "url": ("Address of the site (https://…, empty if not known yet)", ""),
    "language": ("Language of the briefings (en, ko, pt-BR …)", "en"),
    "new_briefings": ("New briefings are (published: shown at once; draft: a person must publish them)", "published"),
    "rights": (f"Rights of articles that state none ({', '.join(RIGHTS)}; empty if that differs)", ""),
}
"""What is asked on a terminal, and the answer that Enter gives."""


def init(
    directory: Annotated[Path, typer.Argument(help="A folder that does not exist or is empty.")],
    name: Annotated[str | None, typer.Option("--name", help="The name of the site.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where the site will be: https://…")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Of the briefings: en, ko, pt-BR …")] = None,
    new_briefings: Annotated[
        str | None, typer.Option("--new-briefings", help="published or draft: what a new briefing is.")
    ] = None,
    rights: Annotated[
        str | None, typer.Option("--rights", help="Of articles that state none: " + ", ".join(RIGHTS) + ".")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; take the defaults.")] = False,
) -> None:
    """Make a new, empty collection of one's own. On a terminal it asks for what no option says.

    Example: `communique init my-desk --name 'Baltic desk' --new-briefings draft`
    """
    options = {"name": name, "url": url, "language": language, "new_briefings": new_briefings, "rights": rights}
    given = {key: value for key, value in options.items() if value is not None}
    with reported():
        _require_empty(directory)
        answered, problems = desk.answers(_said(given))
        if answered is not None and not yes and sys.stdin.isatty() and sys.stdout.isatty():
            answered, problems = desk.answers(_said({**given, **_asked(given)}))
        if answered is None:
            raise BuildError(problems)
        version, wanted = _installed()
        templates = job.packaged_templates()
        made = desk.texts(templates, answered, wanted, version, site.languages())
        files.create(directory, {**made, **schemas.texts()})
        out.print(f"A new collection is made; {escape(str(directory / 'GUIDE.md'))} says how to go on.")
        _bring_wheel(directory, wanted)


def _require_empty(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise BuildError([Problem(str(directory), "This is a file.", "Name a folder that does not exist yet.")])
    there = sorted(path.name for path in directory.iterdir()) if directory.is_dir() else []
    if others := [name for name in there if name not in BEFORE]:
        message = f"The folder is not empty: {', '.join(others[:3])}{' …' if len(others) > 3 else ''}."
        raise BuildError([Problem(str(directory), message, "Name another one.")])


def _said(given: Mapping[str, str]) -> dict[str, str]:
    """Leave out what an empty answer leaves open: the address, and rights."""
    return {key: value for key, value in given.items() if value.strip() or key not in {"url", "rights"}}


def _asked(given: Mapping[str, str]) -> dict[str, str]:
    """Ask for what is not given; an answer that does not fit is asked for again, with what is wrong."""
    return {
        key: typer.prompt(question, default=default, value_proc=_checked(key), show_default=bool(default))
        for key, (question, default) in QUESTIONS.items()
        if key not in given
    }


def _checked(key: str) -> Callable[[str], str]:
    def check(answer: str) -> str:
        _, problems = desk.answers(_said({key: answer}))
        if problems:
            raise typer.BadParameter(f"{problems[0].message} {problems[0].hint}")
        return answer

    return check


def _installed() -> tuple[str, desk.Requirement]:
    """Return the version that runs here, and how it is installed elsewhere."""
    try:
        found = distribution("communique")
    except PackageNotFoundError:  # Run from a folder that was never installed.
        hint = "Install Communiqué with pip first."
        raise BuildError([Problem("communique", "It is not installed, so no version can be pinned.", hint)]) from None
    return found.version, desk.requirement(found.version, found.read_text("direct_url.json"))


def _bring_wheel(directory: Path, wanted: desk.Requirement) -> None:
    """Put the wheel from which Communiqué was installed into the collection, or say how to make it."""
    if wanted.wheel is None or wanted.origin is None:
        return
    place = directory / desk.WHEELS / wanted.wheel
    if place.exists():
        return
    if wanted.origin.suffix == ".whl" and wanted.origin.is_file():
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(wanted.origin, place)
        return
    command = shlex.join(["pip", "wheel", "--no-deps", "--wheel-dir", str(place.parent), str(wanted.origin)])
    out.print(f"requirements.txt wants {desk.WHEELS}/{escape(wanted.wheel)}. Make it with: {escape(command)}")
