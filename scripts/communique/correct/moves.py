"""Files go to the folder that their metadata ask for; a briefing gets another id. Addresses never get lost."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pydantic import TypeAdapter, ValidationError

from communique import briefing as briefing_file
from communique import edit, fields
from communique.changes import Change
from communique.collection import Collection
from communique.correct.plan import Plan, find, signed_as_before, text_of
from communique.model import Briefing
from communique.problems import BuildError, Problem

_HINT = re.compile(r"(#[ \t]*yaml-language-server:[ \t]*\$schema=)(?:\.\./)+(?=briefing\.schema\.json)")


def tidied(collection: Collection, names: Sequence[str]) -> Plan:
    """Plan the moves of briefings (none named: of all) to briefings/<pair or unpaired>/<topic>/<id>.md.

    A missing id is written first, so that the address stays. Raises BuildError if two files want one place.
    """
    chosen = find(collection, names) if names else collection.briefings
    texts: dict[Briefing, str] = {}
    for briefing in chosen:
        if home(briefing) != briefing.path:
            texts[briefing] = text_of(collection, briefing.path)
    moves = {briefing: home(briefing) for briefing in texts}
    _refuse_collisions(collection, moves)
    after = {briefing: _at_home(briefing, text, moves[briefing]) for briefing, text in texts.items()}
    count = f"{len(moves)} {'briefing' if len(moves) == 1 else 'briefings'}"
    return Plan(_moved(texts, after, moves), (), f"Move {count} to the folders they ask for")


def home(briefing: Briefing) -> str:
    """Return the path that a briefing's metadata ask for."""
    folder = ["briefings", *(briefing.pairs[:1] or (briefing_file.UNPAIRED,)), *briefing.topics[:1]]
    return "/".join([*folder, f"{briefing.id}.md"])


def _at_home(briefing: Briefing, text: str, path: str) -> str:
    new = _with_id(briefing, text)
    new = _HINT.sub(lambda match: match[1] + "../" * (path.count("/") - 1), new, count=1)
    return signed_as_before(briefing, text, new)


def _with_id(briefing: Briefing, text: str) -> str:
    return edit.revised(briefing.path, text, {"id": briefing.id}, briefing_file.KEYS)


def _refuse_collisions(collection: Collection, moves: Mapping[Briefing, str]) -> None:
    leaving = {briefing.path for briefing in moves}
    claims: defaultdict[str, list[Briefing]] = defaultdict(list)
    for briefing, path in moves.items():
        claims[path].append(briefing)
    problems = []
    for path, claimants in claims.items():
        place = collection.root / path
        taken = (place.exists() or place.is_symlink()) and path not in leaving
        for briefing in claimants[0 if taken else 1 :]:
            hint = "Move or rename one of the two by hand."
            problems.append(Problem(briefing.path, f"Where it should go lies a file already: {path}.", hint))
    if problems:
        raise BuildError(problems)


def _moved(
    before: Mapping[Briefing, str], after: Mapping[Briefing, str], moves: Mapping[Briefing, str]
) -> tuple[Change, ...]:
    old = {briefing.path: text.encode() for briefing, text in before.items()}
    new = {path: (after[briefing].encode(), briefing.path) for briefing, path in moves.items()}
    arriving = tuple(Change(path, old.get(path), data, origin) for path, (data, origin) in new.items())
    return (*arriving, *(Change(path, data, None) for path, data in old.items() if path not in new))


def renamed(collection: Collection, name: str, new_id: str) -> Plan:
    """Plan another id for a briefing: the file is named after it, and the old address leads on to the new one.

    Raises BuildError if the new id is none, or was ever given to another briefing.
    """
    (briefing,) = find(collection, [name])
    _refuse_id(collection, briefing, new_id)
    before = text_of(collection, briefing.path)
    aliases = [alias for alias in (*briefing.aliases, briefing.id) if alias != new_id]
    new = edit.revised(briefing.path, before, {"id": new_id, "aliases": aliases}, briefing_file.KEYS)
    after = signed_as_before(briefing, before, new)
    path = f"{briefing.path.rpartition('/')[0]}/{new_id}.md"
    if path == briefing.path:
        changes: tuple[Change, ...] = (Change(path, before.encode(), after.encode()),)
    else:
        _refuse_collisions(collection, {briefing: path})
        changes = _moved({briefing: before}, {briefing: after}, {briefing: path})
    return Plan(changes, tuple(_links(collection, briefing, new_id)), f"Rename {briefing.id} to {new_id}")


def _refuse_id(collection: Collection, briefing: Briefing, new_id: str) -> None:
    try:
        TypeAdapter(fields.Id).validate_python(new_id)
    except ValidationError:
        hint = "Write at most 80 lower-case letters and digits, in words joined by single hyphens."
        raise BuildError([Problem(new_id, "This cannot be an id.", hint)]) from None
    if new_id == briefing.id:
        raise BuildError([Problem(new_id, "The briefing has this id already.", "Name another one.")])
    others = {name: one.path for one in collection.briefings if one != briefing for name in (one.id, *one.aliases)}
    if new_id in others:
        message = f"The address /briefings/{new_id}/ belongs to {others[new_id]} already."
        raise BuildError([Problem(new_id, message, "Name another id.")])
    once = {entry.briefing for entry in collection.entries} - set(briefing.aliases)
    if new_id in once:
        message = "A briefing that is gone had this id; links to it may still be in use."
        raise BuildError([Problem(new_id, message, "Name another id.")])


def _links(collection: Collection, briefing: Briefing, new_id: str) -> list[Problem]:
    """Find links to the old address in the bodies of briefings; they go on working through the redirect."""
    link = re.compile(rf"(?:briefings/{re.escape(briefing.id)}(?![a-z0-9-]))|(?:\b{re.escape(briefing.id)}\.md\b)")
    found = []
    for one in collection.briefings:
        if link.search(one.body):
            lines = text_of(collection, one.path).split("\n")
            at = next((number for number in range(len(lines), 0, -1) if link.search(lines[number - 1])), 1)
            message = f"It links to the old address of {new_id}, which leads on to the new one."
            hint = f"It may be written as /briefings/{new_id}/."
            found.append(Problem(one.path, message, hint, at, severity="note"))
    return found
