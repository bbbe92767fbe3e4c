"""Everything that is wrong in a collection, at once. Composes and draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Collection as Names
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from communique import (
    compose,
    config,
    examine,
    files,
    findings,
    ledger,
    library,
    report,
    rules,
    versions,
    vocabulary,
)
from communique.build import NOT_BESIDE, RESERVED, Proposal, propose, template_folders, with_twins
from communique.collection import Collection, new_problems, survey
from communique.problems import BuildError, Problem, errors, in_order
from communique.progress import Progress
from communique.render import Renderer

Addresses = Callable[[], Names[str]]

COLOURS = "topics/colours.css"
"""The one generated file that is no page."""

SMALL = 50
"""Articles up to this number are compared in no time; no cache is made for them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong in a collection, and in how many briefings and articles it was looked for."""

    problems: tuple[Problem, ...]
    briefings: int
    articles: int


def check(
    root: Path,
    today: date,
    progress: Progress,
    paths: Sequence[Path] = (),
    *,
    strict: bool = False,
    gather: bool = False,
) -> Checked:
    """Say everything that is wrong below a root; a file with an error hides no other.

    `paths` limits what is said to these files and folders, `strict` counts warnings as errors, `gather` tells many
    findings alike in one. Nothing is written but the cache of versions. Raises BuildError if a path is not there or
    lies elsewhere.
    """
    chosen = _below(root, paths)
    collection, problems = survey(root)
    if collection is None:
        return Checked(in_order(problems), 0, 0)
    broken = {problem.path for problem in errors(problems)}
    placed = config.FILE not in broken
    sound = placed and broken.isdisjoint({ledger.DRAFTED, *(f"briefings/{name}" for name in vocabulary.FILES)})
    shelf, found = library.build(collection.briefings)
    problems += found
    addresses = cache(lambda: findings.addresses(collection, shelf, RESERVED) | _unread(collection))
    problems += findings.of(collection, collection.briefings, collection.texts, addresses if placed else None, today)
    problems += _articles(collection, today, progress, sound=sound)
    if placed:
        problems += _generated_places(collection, addresses)
        problems += _templates(collection, addresses)
    said = rules.weighed(problems, collection.settings.weights)
    said = rules.stricter(said) if strict else said
    shown = [problem for problem in said if not chosen or _concerns(problem, chosen)]
    shown = report.gathered(shown) if gather else shown
    return Checked(
        in_order(examine.placed(shown, collection.texts)), len(collection.briefings), len(collection.digests)
    )


def _unread(collection: Collection) -> set[str]:
    """Return the addresses that briefings which could not be read may have: a link to one of them is not broken."""
    valid = {one.path for one in collection.briefings}
    unread = [path for path in collection.inputs if path.startswith("briefings/") and path.endswith(".md")]
    found = set()
    for path in (path for path in unread if path not in valid):
        *folders, name = path.lower().removesuffix(".md").split("/")[1:]
        found.add(f"/briefings/{name}/")
        if folders:
            found.add(f"/pairs/{folders[0]}/")
        if len(folders) > 1:
            found |= {f"/pairs/{folders[0]}/{folders[1]}/", f"/topics/{folders[1]}/"}
    return found


def _below(root: Path, paths: Sequence[Path]) -> tuple[str, ...]:
    """Return paths relative to the root, '' for the root itself."""
    problems, chosen = [], []
    for path in paths:
        place = path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
        if not place.exists() and not place.is_symlink():
            problems.append(Problem(str(path), "There is no such file.", "Name a file or a folder of the collection."))
        elif not place.is_relative_to(root):
            problems.append(Problem(str(path), "This lies outside the collection.", f"Name what lies below {root}."))
        else:
            chosen.append(place.relative_to(root).as_posix().removeprefix("."))
    if problems:
        raise BuildError(problems)
    return tuple(chosen)


def _concerns(problem: Problem, chosen: Iterable[str]) -> bool:
    """Tell whether a problem stands in one of the chosen places, or names one of the chosen files."""
    return any(
        not path or problem.path == path or problem.path.startswith(f"{path}/") or (path in problem.message)
        for path in chosen
    )


# --- articles -------------------------------------------------------------------------------------------------------


def _articles(collection: Collection, today: date, progress: Progress, *, sound: bool) -> list[Problem]:
    """Say what is wrong with articles: what drafting would lack, and which tell one story.

    With broken settings, vocabulary or ledger nobody knows what would be drafted; only the files are read then.
    """
    if not sound:
        return new_problems(collection)
    problems: list[Problem] = []
    proposal = Proposal((), {}, ())
    try:
        proposal = propose(collection, today, progress)
    except BuildError as error:
        problems += error.problems
    known = versions.find(collection, progress)
    _keep(collection, known.cache)
    return [*problems, *with_twins(proposal, collection, known.twins, all_of_them=True).problems]


def _keep(collection: Collection, cache: str) -> None:
    """Write the cache of versions, so that the next time only new articles cost.

    That takes no lock, which would finish what a killed command began: the file is replaced as a whole, and whoever
    comes last is right. A checkout that may not be written to is checked all the same.
    """
    path = collection.root / versions.CACHE
    if len(collection.digests) > SMALL or path.exists():
        with suppress(OSError):
            files.write(path, cache, durable=False)


# --- pages ----------------------------------------------------------------------------------------------------------


def _generated_places(collection: Collection, addresses: Addresses) -> list[Problem]:
    """Find hand-written files where the generator writes; a build would refuse them."""
    folder = collection.root / collection.settings.docs_dir
    found = files.strays(folder, NOT_BESIDE)
    made = {f"{address.strip('/')}/index".lstrip("/") for address in addresses()} if found else set()
    strays = [
        path
        for path in found
        if not (path.rpartition(".")[0] in made and _looks_made(folder / path)) and path != COLOURS
    ]
    return [files.in_the_way(folder / path, collection.root) for path in strays]


def _looks_made(path: Path) -> bool:
    """Tell whether a file that is on no list was generated all the same: the list may have been lost."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        return False
    return not path.is_symlink() and (b'\nhide: ["navigation"]\n' in start or b'http-equiv="refresh"' in start)


def _templates(collection: Collection, addresses: Addresses) -> list[Problem]:
    """Look at the desk's own templates without drawing anything."""
    own = collection.root / "templates"
    if not own.is_dir():
        return []
    texts, problems = {}, []
    for path in files.listed(own, ("desk", "assets")):
        if path.endswith((".j2", ".html")) and "/assets/" not in path:
            texts[path], found = files.read_text(collection.root, f"templates/{path}")
            problems += found
    folders = template_folders(collection.root)
    known = {path for folder in folders for path in files.listed(folder, ("desk",))}
    environment = Renderer(folders, collection.settings).environment
    return [*problems, *examine.flaws(texts, environment, known, addresses() if texts else (), compose.VIEWS)]
