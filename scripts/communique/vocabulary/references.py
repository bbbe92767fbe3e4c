"""What a desk's vocabulary files name: countries, topics, kinds of furniture, codes of IPTC, publishers by name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, get_args

from communique import strict
from communique.model import TEXT_KINDS, LineKind
from communique.problems import Problem
from communique.rules import found
from communique.vocabulary.terms import Vocabulary

_FURNITURE = frozenset(get_args(LineKind)) - TEXT_KINDS - {"header"}
_MEDIA_TOPIC = re.compile(r"medtop:\d{8}")
"""A QCode of the IPTC Media Topics: 'medtop:' and eight digits."""

_COUNTRIES: Mapping[str, Sequence[tuple[str, ...]]] = {
    "publishers.yml": [("publishers", "*", "country")],
    "countries.yml": [
        ("ambiguous", "*", "country"),
        ("successors", "*", "to"),
        ("unions", "*"),
        ("groups", "*", "*"),
        ("prefixes", "*"),
        ("signs", "*", "countries", "*"),
    ],
    "cues.yml": [("homes", "*")],
}
"""Where codes of countries stand in each file; '*' is any key or item."""


def misnamed(overlays: Mapping[str, str], words: Vocabulary) -> list[Problem]:
    """Check what a desk's own vocabulary files refer to.

    `overlays` maps the path of each file to its text, which is valid in itself; `words` is the vocabulary with them.
    Returns a problem for each name or code that is none, with its place, and for each name of two publishers.
    """
    problems: list[Problem] = []
    for path, text in overlays.items():
        tree, _ = strict.parse(text, path, limit=strict.MAX_FILE_BYTES)
        if tree is not None:
            problems += _in_file(path, tree, words)
    return problems


def _in_file(path: str, tree: strict.Tree, words: Vocabulary) -> Iterator[Problem]:
    name = path.rsplit("/", 1)[-1]
    for pattern in _COUNTRIES.get(name, ()):
        yield from _unknown(path, tree, pattern, words.countries, "country", "Use a code that countries.yml knows.")
    if name == "cues.yml":
        yield from _unknown(path, tree, ("topics", "*"), words.topics, "topic", "Use an id of topics.yml.")
    if name == "topics.yml":
        yield from _media_topics(path, tree)
    if name == "furniture.yml":
        yield from _kinds(path, tree)
    if name == "publishers.yml":
        yield from _shared_names(path, tree, words)


def _unknown(
    path: str, tree: strict.Tree, pattern: tuple[str, ...], known: Collection[str], what: str, hint: str
) -> Iterator[Problem]:
    for place, value in _matching(tree.value, pattern):
        if isinstance(value, str) and value != "off" and value.removeprefix("-") not in known:
            message, close = f"'{value}' is not a {what} known here.", strict.nearest(value, known)
            yield _placed(found("vocabulary-code", path, message, close or hint), tree, place)


def _media_topics(path: str, tree: strict.Tree) -> Iterator[Problem]:
    for place, value in _matching(tree.value, ("topics", "*", "iptc", "*")):
        if not _MEDIA_TOPIC.fullmatch(str(value).removeprefix("-")):
            message = f"'{value}' is no code of the IPTC Media Topics."
            hint = "Write 'medtop:' and eight digits, as on https://cv.iptc.org/newscodes/mediatopic/."
            yield _placed(found("vocabulary-code", path, message, hint), tree, place)


def _kinds(path: str, tree: strict.Tree) -> Iterator[Problem]:
    for place, _ in _matching(tree.value, ("furniture", "*")):
        kind = str(place[-1])
        if kind not in _FURNITURE:
            hint = strict.nearest(kind, _FURNITURE) or f"Known kinds: {', '.join(sorted(_FURNITURE))}."
            yield _placed(found("vocabulary-code", path, f"'{kind}' is no kind of furniture.", hint), tree, place)


def _shared_names(path: str, tree: strict.Tree, words: Vocabulary) -> Iterator[Problem]:
    named = [
        (place, str(value))
        for pattern in (("publishers", "*", "name"), ("publishers", "*", "aliases", "*"))
        for place, value in _matching(tree.value, pattern)
    ]
    for place, name in named:
        own, folded = str(place[1]), name.casefold()
        others = [
            one.id
            for one in words.publishers.values()
            if one.id != own and folded in {text.casefold() for text in (one.id, one.name, *one.aliases)}
        ]
        if others and own in words.publishers:
            message = f"'{name}' is a name of '{others[0]}' too."
            hint = f"Take it from one of the two; for the other: '{others[0]}: {{aliases: [-{name}]}}'."
            yield _placed(found("vocabulary-name", path, message, hint), tree, place)


def _matching(value: Any, pattern: Sequence[str], path: strict.Path = ()) -> Iterator[tuple[strict.Path, Any]]:
    """Yield each value of a tree whose path has a pattern, with that path."""
    if not pattern:
        yield path, value
        return
    items: list[tuple[strict.Key, Any]] = []
    if isinstance(value, dict):
        items = [(key, item) for key, item in value.items() if pattern[0] in ("*", key)]
    elif isinstance(value, list) and pattern[0] == "*":
        items = list(enumerate(value))
    for key, item in items:
        yield from _matching(item, pattern[1:], (*path, key))


def _placed(problem: Problem, tree: strict.Tree, place: strict.Path) -> Problem:
    line, column = tree.place(place)
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
    return Problem(problem.path, problem.message, problem.hint, line, column, key, problem.severity, problem.rule)
