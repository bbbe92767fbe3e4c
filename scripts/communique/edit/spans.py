"""The nodes of a YAML text and the least pieces of it that must change to give another value.

Only lines and values that change are touched: an item of a list that stays keeps its bytes, and so does every key. A
place where that cannot be done raises `Unfit`; it is rare, and a person does it better.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from communique.edit import style


class Unfit(Exception):
    """Raised where a text is written in a way that cannot be edited without touching what is beside it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of a text, and what takes their place."""

    start: int
    end: int
    text: str


def applied(text: str, pieces: Iterable[Piece]) -> str:
    """Return a text with pieces of it replaced; they must not overlap."""
    parts: list[str] = []
    at = 0
    for piece in sorted(pieces, key=lambda piece: (piece.start, piece.end)):
        if piece.start < at:
            raise Unfit
        parts += [text[at : piece.start], piece.text]
        at = piece.end
    return "".join([*parts, text[at:]])


def value(node: Node) -> Any:
    """Return the plain value of a node, as strict reading gives it."""
    if isinstance(node, MappingNode):
        return {key.value: value(item) for key, item in node.value}
    if isinstance(node, SequenceNode):
        return [value(item) for item in node.value]
    return node.value


def end(text: str, node: Node) -> int:
    """Return where what is written of a node ends; its mark is on a later line for values over several lines."""
    last: int = node.end_mark.index
    if not isinstance(node, CollectionNode):
        if not isinstance(node, ScalarNode) or node.style not in {"|", ">"}:
            return last
        # The mark is behind the blank lines below; one with more blanks than the text's indentation belongs to it.
        blank = "\r\n" if node.value.rstrip("\n")[-1:].isspace() else None
        return len(text[:last].rstrip(blank))
    if node.flow_style:
        return last
    last_item = node.value[-1]
    return end(text, last_item[1] if isinstance(node, MappingNode) else last_item)


def line_start(text: str, at: int) -> int:
    """Return where the line of a character begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the next line begins."""
    found = text.find("\n", at)
    if found < 0:
        raise Unfit
    return found + 1


def entry_span(text: str, key: Node, item: Node) -> tuple[int, int]:
    """Return the lines of a key and its value; the key must be the first thing on its line."""
    start = line_start(text, key.start_mark.index)
    if text[start : key.start_mark.index].strip(" "):
        raise Unfit
    return start, line_end(text, end(text, item))


def changes(text: str, node: Node, new: Any, order: Sequence[str]) -> Iterator[Piece]:
    """Yield the pieces that give a mapping another value; `order` is the usual order of its keys."""
    if not isinstance(node, MappingNode) or not new:
        raise Unfit
    if node.flow_style:
        yield from _in_braces(text, node, new)
    else:
        yield from _keys(text, node, new, order)


def _changed(text: str, node: Node, new: Any, after: int) -> Iterator[Piece]:
    """Yield the pieces that give a node another value; `after` is the place behind its colon or dash."""
    if value(node) == new:
        return
    if isinstance(node, MappingNode) and isinstance(new, dict) and any(key.value in new for key, _ in node.value):
        yield from changes(text, node, new, tuple(new))
    elif isinstance(node, SequenceNode) and node.value and isinstance(new, list) and new:
        yield from (_in_brackets if node.flow_style else _items)(text, node, new)
    elif not isinstance(node, CollectionNode) or node.flow_style:
        quote = node.style if isinstance(node, ScalarNode) and node.style in {"'", '"'} else ""
        yield Piece(node.start_mark.index, end(text, node), style.inline(new, quote if isinstance(new, str) else ""))
    else:
        # What stands between the colon and the first item is a comment, which goes on speaking of the value.
        comment = text[after : node.start_mark.index].rstrip()
        yield Piece(after, end(text, node), f" {style.inline(new)}{comment}")


# --- over several lines ---------------------------------------------------------------------------------------------


def _keys(text: str, node: MappingNode, new: dict[str, Any], order: Sequence[str]) -> Iterator[Piece]:
    kept = [(key, item) for key, item in node.value if key.value in new]
    if not kept:
        raise Unfit
    for key, item in node.value:
        if key.value in new:
            yield from _changed(text, item, new[key.value], text.index(":", key.end_mark.index) + 1)
        else:
            yield _without(text, node, key, item)
    rank = {name: number for number, name in enumerate(order)}
    present = {key.value for key, _ in node.value}
    for name in sorted(new.keys() - present, key=lambda name: (rank.get(name, len(rank)), name)):
        before = [pair for pair in kept if rank.get(pair[0].value, len(rank)) < rank.get(name, len(rank))]
        last = max(before, key=lambda pair: rank[pair[0].value]) if before else None
        yield _added(text, node, style.entry(name, new[name]), last)


def _without(text: str, node: MappingNode, key: Node, item: Node) -> Piece:
    """Take out a key. The first one of an item of a list stands on the line of the dash, which stays."""
    if node.value[0][0] is key and text[line_start(text, key.start_mark.index) : key.start_mark.index].strip(" "):
        if len(node.value) < 2:
            raise Unfit
        return Piece(key.start_mark.index, node.value[1][0].start_mark.index, "")
    return Piece(*entry_span(text, key, item), "")


def _added(text: str, node: MappingNode, below: list[str], last: tuple[Node, Node] | None) -> Piece:
    """Put lines behind a key, or before all keys."""
    room = " " * node.start_mark.column
    if last is None:
        at = node.value[0][0].start_mark.index
        newline = _newline(text, at)
        return Piece(at, at, "".join(f"{line}{newline}{room}" for line in below))
    at = line_end(text, end(text, last[1]))
    newline = _newline(text, at - 1)
    return Piece(at, at, "".join(f"{room}{line}{newline}" for line in below))


def _newline(text: str, at: int) -> str:
    """Return how the line of a character ends."""
    return "\r\n" if text[line_end(text, at) - 2 :][:1] == "\r" else "\n"


def _items(text: str, node: SequenceNode, new: list[Any]) -> Iterator[Piece]:
    dashes = list(_dashes(text, node))
    items = node.value
    for start, stop, news in _runs([value(item) for item in items], new):
        shared = min(stop - start, len(news))
        for number in range(shared):
            item, below = items[start + number], style.lines(news[number])
            if isinstance(item, ScalarNode) and len(below) > 1:
                newline = f"{_newline(text, item.start_mark.index)}{' ' * item.start_mark.column}"
                yield Piece(item.start_mark.index, end(text, item), newline.join(below))
            else:
                yield from _changed(text, item, news[number], dashes[start + number] + 1)
        if start + shared < stop:
            first, last = dashes[start + shared], items[stop - 1]
            at = line_start(text, first)
            if text[at:first].strip(" "):
                raise Unfit
            yield Piece(at, line_end(text, end(text, last)), "")
        elif news[shared:]:
            yield _more_items(text, node, news[shared:], dashes, start + shared)


def _more_items(text: str, node: SequenceNode, news: list[Any], dashes: list[int], number: int) -> Piece:
    """Put items before item `number` of a list."""
    room = " " * node.start_mark.column
    at = line_end(text, end(text, node.value[number - 1])) if number else line_start(text, dashes[0])
    if not number and text[at : dashes[0]].strip(" "):
        raise Unfit
    newline = _newline(text, at - 1 if number else at)
    below = [line for item in news for line in style.indented("- ", style.lines(item))]
    return Piece(at, at, "".join(f"{room}{line}{newline}" for line in below))


def _dashes(text: str, node: SequenceNode) -> Iterator[int]:
    at = node.start_mark.index
    for number, item in enumerate(node.value):
        if number:
            found = re.compile(r"\n[ ]*(-)(?=\s)").search(text, at, item.start_mark.index + 1)
            if not found:
                raise Unfit
            at = found.start(1)
        yield at
        at = end(text, item)


# --- on one line ----------------------------------------------------------------------------------------------------


def _in_brackets(text: str, node: SequenceNode, new: list[Any]) -> Iterator[Piece]:
    members = [(item.start_mark.index, item.end_mark.index) for item in node.value]
    for start, stop, news in _runs([value(item) for item in node.value], new):
        shared = min(stop - start, len(news))
        for number in range(shared):
            yield from _changed(text, node.value[start + number], news[number], 0)
        if start + shared < stop:
            yield _fewer(members, start + shared, stop)
        elif news[shared:]:
            yield _more(members, [style.inline(item) for item in news[shared:]], start + shared)


def _in_braces(text: str, node: MappingNode, new: dict[str, Any]) -> Iterator[Piece]:
    members = [(key.start_mark.index, item.end_mark.index) for key, item in node.value]
    present = [key.value for key, _ in node.value]
    gone = [number for number, name in enumerate(present) if name not in new]
    if not members or len(gone) == len(members):
        raise Unfit
    for number, (key, item) in enumerate(node.value):
        if number not in gone:
            yield from _changed(text, item, new[key.value], 0)
    for number in gone:
        yield _fewer(members, number, number + 1)
    added = [f"{name}: {style.inline(item)}" for name, item in new.items() if name not in present]
    if added:
        yield _more(members, added, len(members))


def _fewer(members: list[tuple[int, int]], start: int, stop: int) -> Piece:
    """Take out members with the comma before them, or behind them if they are the first."""
    if start:
        return Piece(members[start - 1][1], members[stop - 1][1], "")
    if stop == len(members):
        raise Unfit
    return Piece(members[0][0], members[stop][0], "")


def _more(members: list[tuple[int, int]], added: list[str], number: int) -> Piece:
    """Put members before member `number`."""
    if number:
        at = members[number - 1][1]
        return Piece(at, at, "".join(f", {item}" for item in added))
    return Piece(members[0][0], members[0][0], "".join(f"{item}, " for item in added))


def _runs(old: list[Any], new: list[Any]) -> Iterator[tuple[int, int, list[Any]]]:
    """Yield the runs of old items (from, to) that are not in the new list, and what stands there instead."""
    one, other = ([json.dumps(item) for item in items] for items in (old, new))
    for kind, start, stop, new_start, new_stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start, stop, new[new_start:new_stop]
