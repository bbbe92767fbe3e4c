"""A desk's own templates, looked at without drawing anything: syntax, and names that nothing has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from communique.problems import Problem

GIVEN = frozenset({"page", "view", "briefing", "entry", "to", "title", "topics", "explained", "rows", "marks"})
"""The names that one template or another is given, besides the environment's own."""


def flaws(
    texts: Mapping[str, str],
    environment: Environment,
    known: Collection[str],
    addresses: Collection[str] | None,
    views: Mapping[str, type],
) -> list[Problem]:
    """Look at templates.

    `texts` maps each template of a desk ('pages/home.md.j2') to its text; `known` are all templates that there are;
    `addresses` those of the site (None: not known); `views` says what each template of a page shows. Returns an error
    for each flaw that drawing would meet in any case, with its line.
    """
    problems: list[Problem] = []
    for name, text in texts.items():
        try:
            tree = environment.parse(text, name)
            if not name.startswith("theme/"):
                environment.compile(text, name)
        except TemplateSyntaxError as error:
            problems.append(_problem(name, str(error.message), error.lineno))
            continue
        if not name.startswith("theme/"):
            problems += _missing_parts(name, tree, known)
            problems += _unknown_names(name, tree, environment)
            problems += _unknown_views(name, tree, views)
            problems += _dead_links(name, tree, addresses)
    return problems


def _missing_parts(name: str, tree: nodes.Template, known: Collection[str]) -> Iterator[Problem]:
    for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        part: Any = getattr(node, "template", None)
        named = isinstance(part, nodes.Const) and isinstance(part.value, str)
        if named and part.value not in known and not getattr(node, "ignore_missing", False):
            yield _problem(name, f"There is no template '{part.value}'.", node.lineno)


def _unknown_names(name: str, tree: nodes.Template, environment: Environment) -> Iterator[Problem]:
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx in {"store", "param"}}
    asked = {node.name for node in _asked_after(tree) if isinstance(node, nodes.Name)}
    known = GIVEN | {"href", "address"} | set(environment.globals) | own | asked
    unknown = meta.find_undeclared_variables(tree) - known
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            unknown.discard(node.name)
            yield _problem(name, f"'{node.name}' is undefined.", node.lineno)


def _unknown_views(name: str, tree: nodes.Template, views: Mapping[str, type]) -> Iterator[Problem]:
    view = views.get(name)
    if view is None or not is_dataclass(view):
        return
    asked = {node.attr for node in _asked_after(tree) if isinstance(node, nodes.Getattr)}
    has = {field.name for field in fields(view)} | asked
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == "view" and node.attr not in has:
            yield _problem(name, f"This page shows no '{node.attr}'; it has {', '.join(sorted(has))}.", node.lineno)


def _asked_after(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Yield what a template asks after before it uses it: 'x is defined', 'x | default(…)'."""
    for test in tree.find_all(nodes.Test):
        if test.name in {"defined", "undefined"}:
            yield test.node
    for filtered in tree.find_all(nodes.Filter):
        if filtered.name in {"default", "d"} and filtered.node is not None:
            yield filtered.node


def _dead_links(name: str, tree: nodes.Template, addresses: Collection[str] | None) -> Iterator[Problem]:
    for node in tree.find_all(nodes.Call):
        if isinstance(node.node, nodes.Name) and node.node.name == "href" and node.args:
            to = node.args[0]
            if isinstance(to, nodes.Const) and addresses and str(to.value).partition("#")[0] not in addresses:
                yield _problem(name, f"It links to {to.value}, which is no page of the site.", node.lineno)


def _problem(name: str, message: str, line: int | None) -> Problem:
    message = f"The template cannot be used: {message.rstrip('.')}."
    return Problem(f"templates/{name}", message, "Correct the template.", line)
