"""Briefings -> Library: order, indexes, and what only shows when all of them are seen together."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from communique.model import Briefing, Library, PartialDate
from communique.problems import Problem

K = TypeVar("K")


def build(briefings: Iterable[Briefing], *, drafts: bool = False) -> tuple[Library, list[Problem]]:
    """Put briefings in order and index them.

    `drafts` lets drafts in, for a preview. Returns the library and the problems of the collection as a whole: ids,
    aliases and paths that collide. The library is only fit for use without errors among them.
    """
    everything = sorted(briefings, key=lambda briefing: briefing.path)
    shown = [b for b in everything if b.status == "published" or (drafts and b.status == "draft")]
    newest_first = tuple(sorted(shown, key=order))
    by_pair = index(newest_first, lambda b: b.pairs)
    library = Library(
        briefings=newest_first,
        withdrawn=tuple(b for b in everything if b.status == "withdrawn"),
        by_pair=by_pair,
        by_pair_and_topic={pair: index(found, lambda b: b.topics) for pair, found in by_pair.items()},
        by_topic=index(newest_first, lambda b: b.topics),
        by_country=index(newest_first, lambda b: b.parties),
    )
    return library, [*_same_address(everything), *_same_path(everything)]


def order(briefing: Briefing) -> tuple[int, tuple[int, ...], int, str]:
    """Sort key: newest sort date first, then newest `added`, then id; undated ones last.

    A month or year stands after the days that it covers.
    """
    added = -briefing.added.toordinal() if briefing.added else 0
    date = briefing.sort_date
    return (0 if date else 1, _descending(date), added, briefing.id)


def _descending(date: PartialDate | None) -> tuple[int, ...]:
    parts = [-int(part) for part in date.split("-")] if date else []
    return tuple([*parts, 1, 1][:3])


def index(briefings: Sequence[Briefing], keys: Callable[[Briefing], Iterable[K]]) -> Mapping[K, tuple[Briefing, ...]]:
    """Group briefings under each of their keys, in their order; the mapping itself is sorted by key."""
    groups: defaultdict[K, list[Briefing]] = defaultdict(list)
    for briefing in briefings:
        for key in keys(briefing):
            groups[key].append(briefing)
    return {key: tuple(groups[key]) for key in sorted(groups)}  # type: ignore[type-var]


def _same_address(briefings: Sequence[Briefing]) -> list[Problem]:
    claims: defaultdict[str, list[tuple[Briefing, str]]] = defaultdict(list)
    for briefing in briefings:
        claims[briefing.id].append((briefing, "id"))
        for number, alias in enumerate(briefing.aliases, 1):
            if alias != briefing.id and alias not in briefing.aliases[: number - 1]:
                claims[alias].append((briefing, f"aliases.{number}"))
    problems = []
    for id_, claimants in sorted(claims.items()):
        for briefing, key in claimants[1:]:
            message = f"The address /briefings/{id_}/ belongs to {claimants[0][0].path} already."
            hint = f"Give one of the two another {'id' if key == 'id' else 'alias'}."
            problems.append(Problem(briefing.path, message, hint, key=key))
    return problems


def _same_path(briefings: Sequence[Briefing]) -> list[Problem]:
    """Find files that are one and the same where capitals or accents are not told apart (macOS, Windows)."""
    seen: dict[str, str] = {}
    problems = []
    for briefing in briefings:
        folded = unicodedata.normalize("NFC", briefing.path).casefold()
        if folded in seen:
            message = f"The name differs from {seen[folded]} only in capitals or accents."
            problems.append(Problem(briefing.path, message, "Rename one of the two.", 1))
        seen.setdefault(folded, briefing.path)
    return problems
