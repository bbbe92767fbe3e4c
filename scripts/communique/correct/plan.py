"""What is to change, which briefing is meant, and the carrying out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from communique import briefing as briefing_file
from communique import changes, edit, files, library, publish, strict
from communique.changes import Change
from communique.collection import Collection, digest, known_to, load, require
from communique.model import Briefing
from communique.problems import BuildError, Problem, errors, in_order

_ADDRESS = re.compile(r"(?:^|/)briefings/([a-z0-9-]+)/?(?:[?#].*)?$")


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to change, what is to be said with it, and a message for the commit."""

    changes: tuple[Change, ...]
    said: tuple[Problem, ...] = ()
    commit: str = ""


def carry_out(root: Path, planned: Callable[[Collection], Plan], *, dry_run: bool = False) -> Plan:
    """Read a collection, let `planned` say what is to change, and change it, unless it is a dry run.

    Returns the plan. Raises BuildError, with nothing changed, if the plan or what it leads to is not valid.
    """
    require(root)
    with nullcontext(()) if dry_run else publish.locked(root, patience=publish.PATIENCE) as finished:
        collection, _ = load(root)
        plan = planned(collection)
        _check(collection, plan.changes)
        if not dry_run:
            changes.apply(root, root / publish.JOURNAL, plan.changes)
    return replace(plan, said=(*finished, *plan.said))


def _check(collection: Collection, plan: Iterable[Change]) -> None:
    """Raise BuildError unless the collection is valid after the changes."""
    after = {change.path: change.after for change in plan if change.path.endswith(".md")}
    made = [briefing for briefing in collection.briefings if briefing.path not in after]
    problems: list[Problem] = []
    for path, data in after.items():
        if data is not None:
            text, found = files.decoded(path, data)
            briefing, more = briefing_file.parse(path, text, known_to(collection))
            problems += [*found, *more]
            made += [briefing] if briefing else []
    problems += library.build(made)[1]
    if errors(problems):
        raise BuildError(in_order(errors(problems)))


# --- which briefing -------------------------------------------------------------------------------------------------


def find(collection: Collection, names: Iterable[str]) -> tuple[Briefing, ...]:
    """Return the briefings that are named by id, earlier id, file or address, each once.

    Raises BuildError with a problem for each name that is none.
    """
    known = {briefing.id: briefing for briefing in collection.briefings}
    earlier = {alias: briefing for briefing in collection.briefings for alias in briefing.aliases}
    paths = {briefing.path: briefing for briefing in collection.briefings}
    by_name: Mapping[str, Briefing] = {**earlier, **known, **paths}
    found: dict[str, Briefing] = {}
    problems = []
    for name in names:
        briefing = next((by_name[form] for form in _forms(collection.root, name) if form in by_name), None)
        if briefing is not None:
            found.setdefault(briefing.path, briefing)
        else:
            hint = strict.nearest(PurePosixPath(name).stem or name, by_name) or "Name its id or its file."
            problems.append(Problem(name, "There is no such briefing.", hint))
    if problems:
        raise BuildError(problems)
    return tuple(found.values())


def _forms(root: Path, name: str) -> Sequence[str]:
    address = _ADDRESS.search(name)
    return (name, relative(root, name), *((address[1],) if address else ()))


def relative(root: Path, name: str) -> str:
    """Return the path of a file relative to the root, whether it is given so or relative to the working folder."""
    place = Path(name).absolute()
    return place.relative_to(root).as_posix() if place.is_relative_to(root) and place.exists() else name


# --- its text -------------------------------------------------------------------------------------------------------


def text_of(collection: Collection, path: str) -> str:
    """Return the text of a briefing as it stands in the file, with its line ends and byte order mark."""
    data = (collection.root / path).read_bytes()
    if digest(data) != collection.inputs.get(path):
        raise BuildError([Problem(path, "The file has changed since it was read.", "Save it, then try again.")])
    return data.decode("utf-8")


def is_unedited(briefing: Briefing, text: str) -> bool:
    """Tell whether a briefing is as it was drafted: nobody has edited it by hand."""
    return briefing.drafted is not None and briefing.drafted.digest == _digest(text)


def signed(path: str, text: str, version: str) -> str:
    """Return a drafted briefing's text with the digest of what it is now, so that it still counts as unedited."""
    mark = {"version": version, "digest": _digest(text)}
    return edit.revised(path, text, {"drafted": mark}, briefing_file.KEYS)


def signed_as_before(briefing: Briefing, before: str, after: str) -> str:
    """Sign a text again if it was unedited: what our commands change is no edit by hand."""
    if briefing.drafted is None or before == after or not is_unedited(briefing, before):
        return after
    return signed(briefing.path, after, briefing.drafted.version)


def one_line(text: str) -> str:
    """Return a text that came from the command line as one line, without control characters."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def changed(path: str, before: str, after: str) -> Change:
    """Return the change of a briefing's text."""
    return Change(path, before.encode(), after.encode())


def _digest(text: str) -> str:
    return briefing_file.digest(text.removeprefix("\ufeff"))
