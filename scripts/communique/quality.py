"""Labelled articles and what was read in them -> scores, each a share of what a person found; and floors under them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel, ConfigDict, ValidationError

from communique.model import Article, CountryCode, PartialDate, Reading
from communique.problems import Problem
from communique.vocabulary import Vocabulary

LABELS, ARTICLES = "labels.jsonl", "articles"
"""What a folder of labelled articles holds: a row for each article, and the article files."""


class Label(BaseModel):
    """What a person found in an article: a row of labels.jsonl. Other keys are passed over.

    `title` is None where the text has no headline; `title_sha256` may stand for it (of the headline in small letters,
    white space collapsed). `date_in_text`: the text itself gives the publication date in full. `tolerated_pairs` count
    neither way where there is no pair, `tolerated_mentions` (told only by a town, a language) anywhere.
    `furniture_lines` count the non-empty lines from 0. Mentions, event date, people and agency are scored where they
    are given, the event date only if the text gives the day of publication, from which it is reckoned. People and the
    agency may be given by the vocabulary's name or as the text writes them.
    """

    model_config = ConfigDict(frozen=True, strict=True)

    file: str
    title: str | None
    title_sha256: str | None = None
    date: str | None = None
    date_in_text: bool = False
    pair: str | None
    other_pairs: list[str] = []
    tolerated_pairs: list[str] = []
    countries: list[CountryCode]
    topics: list[str]
    furniture_lines: list[int]
    mentions: list[CountryCode] | None = None
    tolerated_mentions: list[CountryCode] = []
    event_date: PartialDate | None = None
    people: list[str] | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What was read in an article, in the terms of a label; `written` is how the text has the name of each person."""

    title: str | None = None
    published: date | None = None
    event_date: PartialDate | None = None
    pairs: tuple[str, ...] = ()
    countries: tuple[CountryCode, ...] = ()
    mentions: tuple[CountryCode, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agency: str | None = None
    furniture_lines: tuple[int, ...] = ()

    @staticmethod
    def of(article: Article, reading: Reading) -> Said:
        """Return what an article and its reading say."""
        return Said(
            title=article.title,
            published=reading.published,
            event_date=reading.event_date,
            pairs=reading.pairs,
            countries=reading.parties,
            mentions=reading.mentions,
            topics=reading.topics,
            people=tuple(person.name for person in reading.people),
            written=_written(article, reading),
            agency=reading.agency,
            furniture_lines=tuple(line.index for line in article.furniture),
        )


def _written(article: Article, reading: Reading) -> dict[str, tuple[str, ...]]:
    return {
        one.value: tuple(article.paragraphs[span.paragraph][span.start : span.end] for span in one.spans)
        for one in reading.evidence
        if one.field == "people"
    }


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What the vocabulary calls those whom a label may name otherwise, by each form of the name in small letters."""

    agencies: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(vocabulary: Vocabulary) -> KnownNames:
        """Return the names of publishers and of holders of office that a vocabulary has."""
        holders = [holder for country in vocabulary.countries.values() for holder in country.holders]
        return KnownNames(
            {form: vocabulary.publishers[one].name for form, one in vocabulary.publisher_names.items()},
            {form.lower(): holder.name for holder in holders for form in (holder.name, *holder.forms)},
        )

    def agency(self, name: str) -> str:
        """Return an agency's name as the vocabulary has it, folded."""
        return _folded(self.agencies.get(name.casefold(), name))

    def person(self, name: str) -> str:
        """Return a person's name as the vocabulary has it, folded."""
        bare = _GENERATION.sub("", name)
        return _folded(self.people.get(bare.lower(), bare))


_GENERATION = re.compile(r",? (?:Jr|Sr)\.?$")


def _folded(name: str) -> str:
    """Return the bare letters of a name: 'Nicolás' and 'Nicolas', 'Jong-un' and 'Jong Un' are one."""
    return "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if one.isalnum())


@dataclass(frozen=True, slots=True)
class Score:
    """How well a measure is met: `hits` of `of`."""

    measure: str
    hits: int
    of: int

    @property
    def rate(self) -> float:
        """The share; 1 where there is nothing to be right about."""
        return self.hits / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Result:
    """The scores in a fixed order, and a line in words for each miss."""

    scores: tuple[Score, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one article adds to one measure; `miss` says what is wrong, if anything is."""

    measure: str
    hits: int
    of: int = 1
    miss: str | None = None


def parse(path: str, text: str) -> tuple[tuple[Label, ...], list[Problem]]:
    """Read labels.jsonl. Returns the labels in order and a problem for each row that cannot be read or comes twice."""
    labels: dict[str, Label] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                label = Label.model_validate_json(line)
            except ValidationError as error:
                problems.append(_unreadable(path, number, error))
                continue
            if label.file in labels:
                message = f"'{label.file}' has a row already."
                problems.append(Problem(path, message, "Keep one of the two.", number, key="file"))
            labels[label.file] = label
    return tuple(labels.values()), problems


def _unreadable(path: str, number: int, error: ValidationError) -> Problem:
    detail = error.errors(include_url=False)[0]
    key = ".".join(map(str, detail["loc"])) or None
    return Problem(path, f"{detail['msg']}.", "See Label in quality.py for what a row holds.", number, key=key)


def measure(
    labels: Sequence[Label],
    said: Mapping[str, Said],
    successors: Mapping[CountryCode, CountryCode],
    known: KnownNames | None = None,
) -> Result:
    """Score what was read against the labels, by file name; an article that was not read counts as empty.

    `successors` brings the codes of withdrawn states forward, `known` makes one of the names of a person or agency.
    Precision and recall are summed over all articles.
    """
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    misses = []
    for label in labels:
        for outcome in _outcomes(label, said.get(label.file, Said()), successors, known or KnownNames()):
            totals[outcome.measure][0] += outcome.hits
            totals[outcome.measure][1] += outcome.of
            if outcome.miss:
                misses.append(f"{label.file}: {outcome.miss}")
    return Result(tuple(Score(name, *totals[name]) for name in _ORDER if name in totals), tuple(misses))


_SETS = ("parties", "mentions", "topics", "people", "furniture")
_ORDER = (
    "pair exact",
    "pair lenient",
    "no pair",
    "any gold pair",
    "gold pairs found",
    "main topic",
    *(f"{name} {part}" for name in _SETS for part in ("precision", "recall", "F1")),
    "headline",
    "no headline invented",
    "publication date",
    "no publication date invented",
    "event date",
    "agency",
)


def _outcomes(
    label: Label, said: Said, successors: Mapping[CountryCode, CountryCode], known: KnownNames
) -> Iterator[_Outcome]:
    def code(one: str) -> str:
        return successors.get(one.upper(), one.upper())

    def pairs(many: Iterable[str | None]) -> list[str]:
        return ["-".join(sorted(map(code, pair.split("-")))) for pair in many if pair]

    yield from _pair_outcomes(pairs([label.pair]), pairs(label.other_pairs), pairs(label.tolerated_pairs), said.pairs)
    yield from _overlap("parties", said.countries, map(code, label.countries))
    if label.mentions is not None:
        pardoned = set(map(code, label.tolerated_mentions)) - set(map(code, label.mentions))
        yield from _overlap("mentions", set(said.mentions) - pardoned, map(code, label.mentions))
    yield _same("main topic", said.topics[:1], [(topic,) for topic in label.topics])
    yield from _overlap("topics", said.topics, label.topics)
    if label.people is not None:
        yield from _overlap("people", _as_labelled(said, label.people, known), label.people)
    yield from _overlap("furniture", said.furniture_lines, label.furniture_lines)
    yield _title_outcome(label, said.title)
    yield from _date_outcomes(label, said)
    if label.agency is not None:
        is_same = said.agency is not None and known.agency(said.agency) == known.agency(label.agency)
        yield _same("agency", label.agency if is_same else said.agency, [label.agency])


def _as_labelled(said: Said, labelled: Sequence[str], known: KnownNames) -> list[str]:
    """Return the people that were read, by the label's name where one of theirs, folded, is the same."""
    wanted = {known.person(name): name for name in labelled}
    return [
        next(
            (wanted[form] for one in (name, *said.written.get(name, ())) if (form := known.person(one)) in wanted), name
        )
        for name in said.people
    ]


def _pair_outcomes(
    main: list[str], others: list[str], tolerated: list[str], found: tuple[str, ...]
) -> Iterator[_Outcome]:
    if not main:
        if not found or not set(found) <= set(tolerated):
            yield _Outcome("no pair", not found, miss=f"pair {', '.join(found)}, label none" if found else None)
        return
    gold = list(dict.fromkeys([*main, *others]))
    yield _same("pair exact", "".join(found[:1]) or None, main)
    yield _Outcome("pair lenient", bool(found) and found[0] in gold)
    yield _Outcome("any gold pair", any(pair in gold for pair in found))
    yield _Outcome("gold pairs found", sum(pair in found for pair in gold), len(gold))


def _title_outcome(label: Label, title: str | None) -> _Outcome:
    read = " ".join((title or "").split())
    if label.title_sha256 is not None:
        right = hashlib.sha256(read.lower().encode()).hexdigest() == label.title_sha256
        return _Outcome("headline", right, miss=None if right else f"headline '{read}'")
    if label.title is None:
        return _Outcome("no headline invented", not read, miss=f"headline '{read}', label none" if read else None)
    wanted = " ".join(label.title.split())
    right = wanted.casefold() == read.casefold()
    return _Outcome("headline", right, miss=None if right else f"headline '{read}', label '{wanted}'")


def _date_outcomes(label: Label, said: Said) -> Iterator[_Outcome]:
    published = said.published.isoformat() if said.published else None
    if label.date and label.date_in_text:
        yield _same("publication date", published, [label.date])
    else:
        yield _same("no publication date invented", published, [None, label.date])
    if label.event_date is not None and label.date_in_text:
        yield _same("event date", said.event_date, [label.event_date])


def _same(measure: str, got: object, gold: Sequence[object]) -> _Outcome:
    right = got in gold
    return _Outcome(measure, right, miss=None if right else f"{measure}: {got or 'none'}, label {gold[0]}")


def _overlap(name: str, got: Iterable[object], gold: Iterable[object]) -> Iterator[_Outcome]:
    found, wanted = set(got), set(gold)
    both = len(found & wanted)
    over, under = sorted(map(str, found - wanted)), sorted(map(str, wanted - found))
    yield _Outcome(f"{name} precision", both, len(found), f"{name}: too many: {', '.join(over)}" if over else None)
    yield _Outcome(f"{name} recall", both, len(wanted), f"{name}: missing: {', '.join(under)}" if under else None)
    yield _Outcome(f"{name} F1", 2 * both, len(found) + len(wanted))


def table(scores: Iterable[Score], floors: Mapping[str, float]) -> Iterator[str]:
    """Yield the scores as lines: measure, hits of all, rate, and its floor if it has one."""
    for score in scores:
        floor = f"  floor {floors[score.measure]:.3f}" if score.measure in floors else ""
        yield f"{score.measure:30}{f'{score.hits}/{score.of}':>12}  {score.rate:.3f}{floor}"


# --- floors ---------------------------------------------------------------------------------------------------------


def corpus_digest(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 over the names and contents of a folder's files."""
    whole = hashlib.sha256()
    for name, data in sorted(files.items()):
        whole.update(f"{name}\0{hashlib.sha256(data).hexdigest()}\n".encode())
    return whole.hexdigest()


def below(path: str, scores: Iterable[Score], floors: Mapping[str, float]) -> list[Problem]:
    """Return a problem for each score that lies below its floor, or that is no longer measured."""
    rates = {score.measure: score.rate for score in scores}
    hint = "Mend what made it fall. A floor is only lowered by hand, with the reason in the commit."
    return [
        Problem(path, f"{name} is {rates.get(name, 0.0):.3f}, below its floor of {floor:.3f}.", hint, key=name)
        for name, floor in floors.items()
        if rates.get(name, 0.0) < floor - ROUNDING
    ]


ROUNDING = 0.0005
"""Floors are written with three digits."""


def raised(scores: Iterable[Score], floors: Mapping[str, float]) -> dict[str, float]:
    """Return the floors under the scores, none lower than it was."""
    return {score.measure: max(floors.get(score.measure, 0.0), int(score.rate * 1000) / 1000) for score in scores}
