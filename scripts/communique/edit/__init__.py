"""Edits of a briefing's file that leave every other byte alone: comments, order, quoting, line ends, body.

A text comes with its line ends as they stand in the file, its byte order mark included. After each edit the result is
read again: it must give the intended values and no others, with every comment still there. If it does not, or if the
file is written in a way that cannot be edited in part, `BuildError` is raised, which says to do it by hand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml
from yaml.nodes import MappingNode

from communique import strict
from communique.edit import spans, style
from communique.problems import BuildError, Problem

# The same boundary as that of python-frontmatter, by which briefings are read.
_BOUNDARY = re.compile(r"^-{3,}\s*$", re.MULTILINE)


def values(path: str, text: str) -> dict[str, Any]:
    """Return the front matter of a briefing as strict reading gives it; raises BuildError if it cannot be read."""
    start, stop = _front(path, text)
    return _values(path, text[start:stop])


def revised(path: str, text: str, changes: Mapping[str, Any], order: Sequence[str]) -> str:
    """Return a briefing's text with other values of some keys of its front matter.

    `changes` maps a key to its new value (text, date, number, list, mapping), or to None to remove the key; a missing
    key is put at its place in `order`, the usual order of keys. A list keeps the bytes of the items that stay, a
    mapping those of its keys. Comments on the lines of a removed key go with it. `path` names the file in problems.
    """
    start, stop = _front(path, text)
    front = text[start:stop]
    before = _values(path, front)
    wanted = {key: style.plain(value) for key, value in changes.items()}
    expected = {key: value for key, value in {**before, **wanted}.items() if value is not None}
    if expected == before:
        return text
    try:
        root = yaml.compose(front, Loader=strict.LOADER)
        if not isinstance(root, MappingNode):
            raise spans.Unfit
        new = spans.applied(front, spans.changes(front, root, expected, order))
        gone = _gone(front, root, {key for key, value in wanted.items() if value is None})
        fits = _values(path, new) == expected and not _comments(front, gone) - _comments(new)
    except (spans.Unfit, BuildError, yaml.YAMLError):
        fits = False
    if not fits:
        raise BuildError([_by_hand(path, before, expected)])
    return text[:start] + new + text[stop:]


def appended(path: str, text: str, key: str, item: Any, order: Sequence[str]) -> str:
    """Return a briefing's text with one more item in a list of its front matter, which is made if there is none."""
    return revised(path, text, {key: [*(values(path, text).get(key) or []), item]}, order)


def with_body(path: str, text: str, body: str) -> str:
    """Return a briefing's text with another body ('' for none); the front matter and its line ends stay."""
    _, stop = _front(path, text)
    newline = text.find("\n", stop)
    head = text if newline < 0 else text[: newline + 1]  # The closing line, with what stands behind its hyphens.
    old = "" if newline < 0 else text[newline + 1 :]
    if old.replace("\r\n", "\n").strip("\n") == body.strip("\n"):
        return text
    end = "\r\n" if text[:stop].endswith("\r\n") else "\n"
    head = head if head.endswith("\n") else head + end
    return head + (end + body.strip("\n").replace("\n", end) + end if body.strip("\n") else "")


def _front(path: str, text: str) -> tuple[int, int]:
    """Return where the front matter begins and ends."""
    offset = 1 if text.startswith("\ufeff") else 0
    found = _BOUNDARY.match(text[offset:])
    close = _BOUNDARY.search(text, found.end() + offset) if found else None
    if found is None or close is None:
        hint = "Begin the file with a line '---', the keys, and a line '---'."
        raise BuildError([Problem(path, "There is no front matter.", hint, 1)])
    return found.end() + offset, close.start()


def _values(path: str, front: str) -> dict[str, Any]:
    tree, problems = strict.parse(front, path)
    if tree is None or problems or not isinstance(tree.value, dict):
        raise BuildError(problems or [Problem(path, "The front matter has no keys.", "Write at least a title.", 1)])
    return tree.value


def _by_hand(path: str, before: Mapping[str, Any], expected: Mapping[str, Any]) -> Problem:
    keys = [key for key in {**before, **expected} if before.get(key) != expected.get(key)]
    asked = [style.inline({key: expected[key]})[1:-1] if key in expected else f"remove {key}" for key in keys]
    message = "This cannot be changed without losing a comment, or touching what stands beside it; nothing was written."
    return Problem(path, message, f"Write it by hand: {'; '.join(asked)}", key=", ".join(keys))


def _gone(front: str, root: MappingNode, keys: set[str]) -> list[tuple[int, int]]:
    return [spans.entry_span(front, key, item) for key, item in root.value if key.value in keys and not root.flow_style]


def _comments(front: str, gone: Sequence[tuple[int, int]] = ()) -> Counter[str]:
    """Count the comments of a text outside some places."""
    found = ((at, text) for at, text in _all_comments(front) if not any(start <= at < stop for start, stop in gone))
    return Counter(text for _, text in found)


def _all_comments(front: str) -> Iterator[tuple[int, str]]:
    """Yield place and text of each comment: what YAML's tokens pass over, and what follows '|' or '>'."""
    at = 0
    for token in yaml.scan(front, Loader=strict.LOADER):
        for match in re.finditer(r"#[^\n]*", front[at : token.start_mark.index]):
            yield at + match.start(), match[0].rstrip()
        if isinstance(token, yaml.ScalarToken) and token.style in {"|", ">"}:
            header = re.match(r"[^\n#]*(#[^\n]*)", front[token.start_mark.index :])
            if header:
                yield token.start_mark.index + header.start(1), header[1].rstrip()
        at = max(at, token.end_mark.index)
    for match in re.finditer(r"#[^\n]*", front[at:]):
        yield at + match.start(), match[0].rstrip()
