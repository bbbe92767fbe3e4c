"""site_src -> HTML, by MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from communique.config import FILE
from communique.problems import BuildError, Problem

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


HOOK = "mkdocs_hooks.py"
"""The file through which MkDocs finds the packaged theme."""


def languages() -> frozenset[str]:
    """Return the languages in which the theme has its own words."""
    found = find_spec("material")
    places = found.submodule_search_locations if found else None
    folders = [Path(place) / "templates" / "partials" / "languages" for place in places or ()]
    return frozenset(path.stem for folder in folders for path in folder.glob("*.html"))


def render(root: Path, into: Path) -> list[Problem]:
    """Let MkDocs render the site below `root` into an empty folder.

    Returns MkDocs' warnings (a link of a hand-written page that leads nowhere, say). Raises BuildError if it gives up.
    """
    # MkDocs takes a quarter of a second to import; `check` and `recognise` do without it.
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    with listening() as heard:
        try:
            config = load_config(str(root / FILE), site_dir=str(into))
            if not any(name.endswith(HOOK) for name in config.hooks):
                hint = f"Add 'hooks: [scripts/{HOOK}]'."
                raise BuildError([Problem(FILE, "The hook that brings in the theme is missing.", hint, key="hooks")])
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except TemplateError as error:
            raise BuildError([_theme_problem(error)]) from error
        except (MkDocsException, SystemExit) as error:
            said = [Problem(FILE, line, "Correct it, then build again.") for line in heard]
            raise BuildError(
                said or [Problem(FILE, f"MkDocs gave up: {error}", "Correct it, then build again.")]
            ) from error
    return [Problem(FILE, line, "Correct the page or the setting.", severity="warning") for line in heard]


def _theme_problem(error: Exception) -> Problem:
    """Say what is wrong with a template of the theme; only a syntax error knows its file and line."""
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    place = f"templates/theme/{name}" if name else "templates/theme"
    return Problem(place, f"MkDocs cannot use the template: {error}.", "Correct the template.", line)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect what MkDocs warns of while the block runs."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(" ".join(record.getMessage().split()))

    listener, logger = Listener(logging.WARNING), logging.getLogger("mkdocs")
    logger.addHandler(listener)
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
