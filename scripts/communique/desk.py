"""A new, empty collection of one's own: its files, from the templates in templates/desk/ and a curator's answers."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, TypeAdapter

from communique import strict
from communique.fields import Language, Rights, Url
from communique.problems import Problem

FILES = {
    "mkdocs.yml": "mkdocs.yml.j2",
    "scripts/mkdocs_hooks.py": "mkdocs_hooks.py.j2",
    "requirements.txt": "requirements.txt.j2",
    "README.md": "README.md.j2",
    "GUIDE.md": "GUIDE.md",
    ".gitignore": "gitignore.j2",
    ".gitattributes": "gitattributes.j2",
    ".editorconfig": "editorconfig",
    ".vscode/settings.json": "vscode/settings.json",
    ".vscode/extensions.json": "vscode/extensions.json",
    ".vscode/tasks.json": "vscode/tasks.json",
    ".vscode/communique.code-snippets": "vscode/communique.code-snippets",
    ".github/workflows/check.yml": "github/check.yml",
    ".github/workflows/deploy.yml": "github/deploy.yml",
    ".github/pull_request_template.md": "merge_request.md",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".gitlab/merge_request_templates/Default.md": "merge_request.md",
    "seeds/README.md": "seeds.md.j2",
    "briefings/README.md": "briefings.md.j2",
    "briefings/countries.yml": "vocabulary/countries.yml",
    "briefings/topics.yml": "vocabulary/topics.yml",
    "briefings/publishers.yml": "vocabulary/publishers.yml",
    "briefings/furniture.yml": "vocabulary/furniture.yml",
    "briefings/cues.yml": "vocabulary/cues.yml",
    "templates/README.md": "templates.md.j2",
    "site_src/about/index.md": "about.md.j2",
}
"""The files of a new collection and the templates that make them; those without '.j2' are copied as they are."""

WHEELS = "wheels"
"""Where a collection keeps the Communiqué that makes it, if that was installed from a file."""

MAX_NAME = 100
"""Longest name of a site, in characters; it stands in the head of every page."""


def _is_one_line(value: str) -> str:
    if not value:
        raise ValueError("The name is empty. | Write one.")
    if not value.isprintable():
        raise ValueError("The name holds a line break or another sign that cannot be shown. | Write it on one line.")
    return value


def _ends_in_slash(value: str) -> str:
    parts = urlsplit(value)
    if parts.query or parts.fragment:
        raise ValueError(f"'{value}' holds '?' or '#'. | Write the address of the front page alone.")
    return value if value.endswith("/") else f"{value}/"


class Answers(BaseModel):
    """What a curator says of a new collection. `url` None: not known yet; `rights` None: reserved unless stated."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=MAX_NAME),
        AfterValidator(_is_one_line),
    ] = "Briefings"
    url: Annotated[Url, AfterValidator(_ends_in_slash)] | None = None
    language: Language = "en"
    new_briefings: Literal["draft", "published"] = "published"
    rights: Rights | None = None


_ADAPTER = TypeAdapter(Answers)


def answers(given: Mapping[str, str]) -> tuple[Answers | None, list[Problem]]:
    """Check answers as the settings they become. Returns them, or None and a problem for each that does not fit."""
    tree = strict.Tree(dict(given), {(key,): (1, 1) for key in given})
    read, problems = strict.typed(tree, _ADAPTER, "")
    return read, [
        replace(problem, path=f"--{str(problem.key).replace('_', '-')}", key=None, line=None, column=None)
        for problem in problems
    ]


@dataclass(frozen=True, slots=True)
class Requirement:
    """How Communiqué is installed elsewhere: a line for pip, and the wheel that must lie in WHEELS for it, if any.

    `origin` is the wheel or the checkout on this machine from which the wheel comes.
    """

    line: str
    wheel: str | None = None
    origin: Path | None = None


def requirement(version: str, direct_url: str | None) -> Requirement:
    """Say how the Communiqué that runs here is installed on another machine, pinned.

    `direct_url` is what pip noted about where it came from (PEP 610); None: from a package index.
    """
    noted = json.loads(direct_url) if direct_url else {}
    url, vcs = str(noted.get("url", "")), noted.get("vcs_info")
    if not url:
        return Requirement(f"communique=={version}")
    if vcs:
        return Requirement(f"communique @ {vcs['vcs']}+{url}@{vcs['commit_id']}")
    if not url.startswith("file:"):
        digest = noted.get("archive_info", {}).get("hashes", {}).get("sha256")
        return Requirement(f"communique @ {url}" + (f"#sha256={digest}" if digest else ""))
    origin = Path(unquote(re.sub(r"^/(?=[A-Za-z]:)", "", urlsplit(url).path)))
    wheel = origin.name if origin.suffix == ".whl" else f"communique-{version}-py3-none-any.whl"
    return Requirement(f"./{WHEELS}/{wheel}", wheel, origin)


def texts(
    templates: Path, given: Answers, wanted: Requirement, version: str, themes: Collection[str]
) -> Mapping[str, str]:
    """Return the text of each file of a new collection.

    `templates` is the packaged folder, beside which the guide lies; `themes` are the languages that the theme knows.
    """
    environment = Environment(
        loader=FileSystemLoader([templates / "desk", templates.parent]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    base = given.language.split("-")[0]
    theme = next((language for language in (given.language, base) if language in themes), "en")
    values = {**given.model_dump(), "theme": theme, "requirement": wanted.line, "version": version}

    def text(template: str) -> str:
        if template.endswith(".j2"):
            return environment.get_template(template).render(values)
        assert environment.loader is not None
        return environment.loader.get_source(environment, template)[0]

    return {path: text(template) for path, template in FILES.items()}
