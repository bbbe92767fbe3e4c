"""Adding articles to a collection: each is copied into seeds/ with its notes, and its briefing drafted.

The collection is read once for any number of articles. Each article is added whole or not at all, and one that cannot
be added does not keep out the others.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from communique import files, library, publish, versions
from communique.accession.placing import Placed, all_placed, home, notes_name
from communique.build import Proposal, note_drafted, propose, with_twins
from communique.collection import Collection, beside, digest, load
from communique.extract import sidecar
from communique.extract.sidecar import Values
from communique.model import UNKNOWN_PUBLISHER, Briefing, Source
from communique.offers import Offer
from communique.problems import BuildError, Problem, errors, in_order
from communique.progress import Progress


@dataclass(frozen=True, slots=True)
class Addition:
    """An article as it is to be added: its path, the text of its notes (None: it has none), its briefing and text.

    `problems` are what to say of it; `home` is the briefing that tells the same story already, if there is one.
    """

    offer: Offer
    article: str
    notes: bytes | None
    briefing: Briefing
    text: str
    problems: tuple[Problem, ...] = ()
    home: Briefing | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What matters, is not known, and a curator can say: published, publisher, rights, pairs."""
        source, own = self.briefing.sources[0], self.briefing
        gaps = {
            "published": own.published is None,
            "publisher": source.publisher == UNKNOWN_PUBLISHER,
            "rights": source.rights is None,
            "pairs": not own.pairs and len(own.parties) > 1,
        }
        return tuple(key for key, is_gap in gaps.items() if is_gap)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be added, and of everything else why not: notes of what is there, errors of what failed."""

    collection: Collection
    additions: tuple[Addition, ...]
    problems: tuple[Problem, ...]
    cache: str = ""


Ask = Callable[[Addition, Collection], Values]
"""Asks a person for what an article lacks; returns what was answered."""


def add(root: Path, offered: Sequence[Offer], today: date, progress: Progress, ask: Ask | None = None) -> Plan:
    """Add articles to a collection, and return what was added and what was not.

    `ask` is called before anything is written, and without the lock: a person may take long. Raises BuildError if the
    collection has an error; nothing is added then.
    """
    with publish.locked(root, patience=publish.PATIENCE):
        planned = plan(load(root)[0], offered, today, progress)
        if ask is None or not any(one.missing for one in planned.additions):
            return written(planned)
    answers = {one.offer.given: ask(one, planned.collection) for one in planned.additions if one.missing}
    told = [replace(one, stated={**one.stated, **answers.get(one.given, {})}) for one in offered]
    with publish.locked(root, patience=publish.PATIENCE):
        return written(plan(load(root)[0], told, today, Progress()))


# --- planning ---------------------------------------------------------------------------------------------------------


def plan(collection: Collection, offered: Sequence[Offer], today: date, progress: Progress) -> Plan:
    """Say what adding would do; nothing is written. Raises BuildError if briefings of the collection collide."""
    placed, problems = all_placed(collection, offered)
    if not placed:
        return Plan(collection, (), tuple(problems))
    new = _with(collection, placed)
    known = versions.find(new, progress)
    # What else waits to be drafted has no briefing to name; it is compared with these when its turn comes.
    waiting = {*collection.unknown} - {one.article for one in placed}
    twins = [pair for pair in known.twins if waiting.isdisjoint((pair.first, pair.second))]
    proposal = with_twins(propose(new, today, progress), new, twins)
    found = library.build([*collection.briefings, *proposal.briefings])[1]
    if errors(found):
        raise BuildError(in_order(found))
    homes = _homes(new, proposal, [(pair.first, pair.second) for pair in twins])
    drafted = {one.sources[0].article: one for one in proposal.briefings}
    problems += [problem for one in placed if one.article not in drafted for problem in _failed(one, proposal)]
    additions = [
        _addition(one, drafted[one.article], proposal, homes.get(one.article))
        for one in placed
        if one.article in drafted
    ]
    return Plan(new, tuple(additions), tuple(problems), known.cache)


def _addition(one: Placed, own: Briefing, proposal: Proposal, known: Briefing | None) -> Addition:
    said = tuple(problem for problem in proposal.problems if problem.path in {one.article, one.notes_path})
    return Addition(one.offer, one.article, one.notes, own, proposal.texts[own.path], said, known)


def _with(collection: Collection, placed: Sequence[Placed]) -> Collection:
    """Return a collection as it will be with some articles added, these alone waiting for their briefings."""
    texts = {one.article: one.offer.data for one in placed}
    notes = {one.notes_path: one.notes for one in placed if one.notes is not None}
    made = {path: digest(data) for path, data in notes.items()}
    return replace(
        collection,
        articles={**collection.articles, **texts, **notes},
        digests={**collection.digests, **{path: digest(data) for path, data in texts.items()}},
        unknown=tuple(texts),
        inputs={**collection.inputs, **made},
    )


def _failed(one: Placed, proposal: Proposal) -> list[Problem]:
    """Return why an article gave no briefing, named as its curator named it."""
    names = {one.article: one.offer.given, one.notes_path: notes_name(one.offer)}
    about = [problem for problem in proposal.problems if problem.path in names and problem.severity != "note"]
    if errors(about):
        return [replace(problem, path=names[problem.path]) for problem in errors(about)]
    unread = [problem for problem in errors(proposal.problems) if problem.path in proposal.texts]
    own = [problem for problem in unread if _quoted(one.article) in _plain(proposal.texts[problem.path])]
    if own:
        return [replace(problem, path=one.offer.given, line=None, column=None) for problem in own]
    return [replace(problem, path=names[problem.path], severity="error") for problem in about[:1]]


def _quoted(path: str) -> str:
    return f"article: {path}\n"


def _plain(text: str) -> str:
    return text.replace("'", "").replace('"', "")


def _homes(new: Collection, proposal: Proposal, twins: Iterable[tuple[str, str]]) -> Mapping[str, Briefing]:
    """Return for each new article the briefing that tells its story already; of two new ones the second has one."""
    everything = [*new.briefings, *proposal.briefings]
    found: dict[str, Briefing] = {}
    for first, second in [*twins, *((second, first) for first, second in twins)]:
        if second in new.unknown and (first not in new.unknown or first < second):
            known = home(everything, first, new.digests[first])
            if known is not None and known.status != "withdrawn":
                found.setdefault(second, known)
    return found


def as_source(addition: Addition) -> str:
    """Return the article of a new briefing as an item of the list `sources` of another one."""
    source = addition.briefing.sources[0]
    return sidecar.source_lines((key.name, getattr(source, key.name)) for key in fields(Source))


# --- writing ----------------------------------------------------------------------------------------------------------


def written(planned: Plan) -> Plan:
    """Write what is planned, each article whole or not at all; returns the plan without what could not be written."""
    root = planned.collection.root
    done: list[Addition] = []
    failed: list[Problem] = []
    for one in planned.additions:
        try:
            _write(root, one)
            done.append(one)
        except OSError as error:
            message = f"It cannot be written: {error.strerror or error}."
            failed.append(Problem(one.offer.given, message, "Check permissions and free space, then add it again."))
    if done:
        made = Proposal(tuple(one.briefing for one in done), {}, ())
        note_drafted(planned.collection, made)
        files.write(root / versions.CACHE, planned.cache, durable=False)
    return replace(planned, additions=tuple(done), problems=(*planned.problems, *failed))


def _write(root: Path, one: Addition) -> None:
    """Write notes, article and briefing; if one of them cannot be written, what was there before is there again.

    In this order a command that is killed in between loses nothing that was stated: notes without their article are an
    error of the collection, an article without its briefing gets one from the next build.
    """
    notes = beside(one.article)
    new = {notes: one.notes, one.article: one.offer.data, one.briefing.path: one.text.encode()}
    before: dict[str, bytes | None] = {}
    try:
        for path, data in new.items():
            old = (root / path).read_bytes() if (root / path).is_file() else None
            if data is not None and data != old:
                if old is not None and path != notes:
                    raise FileExistsError(errno.EEXIST, f"{path} is there already")
                before[path] = old
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                files.replace(root / path, data)
    except BaseException:
        _restore(root, before)
        raise


def _restore(root: Path, before: Mapping[str, bytes | None]) -> None:
    for path, old in before.items():
        if old is None:
            (root / path).unlink(missing_ok=True)
        else:
            files.replace(root / path, old)
