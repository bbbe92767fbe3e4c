"""The settings: what Communiqué reads of mkdocs.yml, validated as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from communique import strict
from communique.fields import Language, Rights
from communique.forge import Forge, Kind, forge
from communique.model import Status
from communique.problems import Problem, errors
from communique.rules import RULES, Weight

FILE = "mkdocs.yml"

_FOLDERS = {"docs_dir": "docs", "site_dir": "site"}
"""Where pages and site lie unless the settings say otherwise: MkDocs' own defaults."""

_TAKEN = {"seeds", "briefings", "templates", "scripts"}
"""Folders of the collection that neither pages nor site may share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The desk's settings. `lang` is the site's language, `quote_*` the limit on text whose rights are reserved.

    `forge` says where the collection's files are shown and edited on the web, None if the settings do not.
    `default_rights` are the rights of articles of which neither curator nor page nor publisher says any.
    `unreviewed_days` is how long a briefing may wait for a review, `weights` what the desk says of rules.
    """

    name: str
    description: str
    url: str | None
    lang: str
    docs_dir: str
    site_dir: str
    new_briefings: Status
    quote_sentences: int
    quote_words: int
    forge: Forge | None = None
    default_rights: str | None = None
    unreviewed_days: int = 30
    weights: Mapping[str, Weight] = field(default_factory=dict)


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Quotation(_Shape):
    sentences: int = Field(default=4, ge=1, le=20)
    words: int = Field(default=120, ge=20, le=1000)


def _is_rule(name: str) -> str:
    if name not in RULES:
        hint = strict.nearest(name, RULES) or "'communique check --rules' lists all of them."
        raise ValueError(f"There is no rule '{name}'. | {hint}")
    return name


class _Check(_Shape):
    unreviewed_days: int = Field(default=30, ge=1, le=3650)
    severities: Mapping[Annotated[str, AfterValidator(_is_rule)], Weight] = {}


class _Own(_Shape):
    new_briefings: Literal["draft", "published"] = "published"
    quotation: _Quotation = _Quotation()
    check: _Check = _Check()
    language: Language | None = None
    forge: Kind | None = None
    default_rights: Rights | None = None


class _Theme(_Shape):
    language: Language


_ADAPTER = TypeAdapter(_Own)
_THEME = TypeAdapter(_Theme)


def parse(text: str) -> tuple[Settings | None, list[Problem]]:
    """Read the text of mkdocs.yml. Returns the settings (None if they cannot be used) and all problems."""
    tree, problems = strict.parse(text, FILE, limit=strict.MAX_FILE_BYTES)
    if tree is None:
        return None, problems
    # The rest of the file is MkDocs' own business, but no tool of ours runs code that a settings file names.
    problems = [problem for problem in problems if "python/" in problem.message or _is_ours(problem, tree)]
    config = tree.value if isinstance(tree.value, dict) else {}
    own = _below(tree, ("extra", "communique"))
    values, misfits = strict.typed(own, _ADAPTER, FILE)
    problems += misfits
    problems += [*_fixed(tree), *_misplaced(tree), *_secret(tree)]
    problems += _theme_language(tree)
    if values is None or errors(problems):
        return None, problems
    return _settings(config, values), problems


def defaults() -> Settings:
    """Return the settings of a desk that states none."""
    return _settings({}, _Own())


def _is_ours(problem: Problem, tree: strict.Tree) -> bool:
    named = (problem.key or "").startswith("extra.communique")
    place = (problem.line, problem.column)
    return named or any(path[:2] == ("extra", "communique") and known == place for path, known in tree.places.items())


def _below(tree: strict.Tree, path: tuple[str, ...]) -> strict.Tree:
    """Return the part of a tree below a path, with the places of the whole file."""
    value: Any = tree.value
    for part in path:
        value = (value.get(part) if isinstance(value, dict) else None) or {}
    places = {known[len(path) :]: place for known, place in tree.places.items() if known[: len(path)] == path}
    return strict.Tree(value, places)


def _fixed(tree: strict.Tree) -> list[Problem]:
    """Refuse the one setting of MkDocs that would break every address of the site."""
    config = tree.value if isinstance(tree.value, dict) else {}
    if config.get("use_directory_urls") not in (None, "true", "True"):
        message, hint = "Addresses end in '/'; MkDocs must not turn this off.", "Remove the line or write true."
        return [Problem(FILE, message, hint, *tree.place(("use_directory_urls",)), key="use_directory_urls")]
    return []


def _secret(tree: strict.Tree) -> list[Problem]:
    """Refuse a password in the repository's address: MkDocs would print it on the pages."""
    config = tree.value if isinstance(tree.value, dict) else {}
    if "@" not in _text(config.get("repo_url")).partition("://")[2].partition("/")[0]:
        return []
    message, hint = "The address carries a user name or password, for every reader to see.", "Write it without them."
    return [Problem(FILE, message, hint, *tree.place(("repo_url",)), key="repo_url")]


def _misplaced(tree: strict.Tree) -> list[Problem]:
    """Refuse folders of pages and site that are not theirs alone: a build replaces the site's as a whole."""
    config = tree.value if isinstance(tree.value, dict) else {}
    folders = {key: PurePosixPath(_text(config.get(key)) or default) for key, default in _FOLDERS.items()}
    pages, site = folders.values()
    problems = []
    for key, folder in folders.items():
        outside = folder.is_absolute() or not folder.parts or ".." in folder.parts
        if outside or folder.parts[0] in _TAKEN or folder.parts[0].startswith("."):
            hint = f"Write '{key}: {_FOLDERS[key]}', or another name."
            problem = Problem(FILE, f"'{folder}' is not a folder of its own.", hint, *tree.place((key,)), key=key)
            problems.append(problem)
    if pages.is_relative_to(site) or site.is_relative_to(pages):
        message, hint = "The folders of pages and site lie in each other.", "Give each a folder of its own."
        problems.append(Problem(FILE, message, hint, *tree.place(("site_dir",)), key="site_dir"))
    return problems


def _theme_language(tree: strict.Tree) -> list[Problem]:
    """Check the language that the site has unless our own section names one."""
    path = ("theme", "language")
    below = _below(tree, path)
    if not isinstance(below.value, str):
        return []
    _, problems = strict.typed(strict.Tree({"language": below.value}, {("language",): tree.place(path)}), _THEME, FILE)
    return problems


def _settings(config: dict[str, Any], own: _Own) -> Settings:
    theme = config.get("theme")
    theme_lang = theme.get("language") if isinstance(theme, dict) else None
    return Settings(
        name=_text(config.get("site_name")) or "Briefings",
        description=_text(config.get("site_description")),
        url=_text(config.get("site_url")) or None,
        lang=own.language or _text(theme_lang) or "en",
        docs_dir=_text(config.get("docs_dir")) or _FOLDERS["docs_dir"],
        site_dir=_text(config.get("site_dir")) or _FOLDERS["site_dir"],
        new_briefings=own.new_briefings,
        quote_sentences=own.quotation.sentences,
        quote_words=own.quotation.words,
        forge=_forge(config, own),
        default_rights=own.default_rights,
        unreviewed_days=own.check.unreviewed_days,
        weights=own.check.severities,
    )


def _forge(config: dict[str, Any], own: _Own) -> Forge | None:
    docs_dir = _text(config.get("docs_dir")) or _FOLDERS["docs_dir"]
    uri, template = (config.get(key) for key in ("edit_uri", "edit_uri_template"))
    return forge(
        _text(config.get("repo_url")),
        uri.strip() if isinstance(uri, str) else None,
        _text(template) or None,
        docs_dir,
        own.forge,
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
