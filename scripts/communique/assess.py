"""A folder of labelled articles -> its scores, and the floors kept beside it. Reads and writes; quality.py judges."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from communique import extract, files, quality, recognise
from communique.intake import Reader
from communique.problems import BuildError, Problem
from communique.progress import Progress
from communique.quality import KnownNames, Label, Result, Said

FLOORS = "floors.json"
"""The file beside the labels that says which rate each measure must keep."""


class Floors(BaseModel):
    """What floors.json holds: the digest of the labelled articles, and the least rate of each measure."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    corpus: str
    floors: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The scores of a folder, how many articles it has, and the floors beside it if there are any."""

    result: Result
    count: int
    corpus: str
    floors: Floors | None


def assess(folder: Path, reader: Reader, progress: Progress) -> Assessment:
    """Read the labelled articles of a folder (labels.jsonl, articles/) and score what is recognised in them.

    Raises BuildError with every row that cannot be read and every article that is missing.
    """
    path = folder / quality.LABELS
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = f"The folder must hold {quality.LABELS} and {quality.ARTICLES}/."
        raise BuildError([Problem(str(path), f"The file cannot be read: {error.strerror}.", hint)]) from error
    labels, problems = quality.parse(str(path), data.decode("utf-8", "replace"))
    texts = {label.file: _text(folder, label) for label in labels}
    problems += [
        Problem(str(path), f"There is no {quality.ARTICLES}/{name}.", "Add the file or remove its row.", key="file")
        for name, text in texts.items()
        if text is None
    ]
    if problems:
        raise BuildError(problems)
    articles = {name: text for name, text in texts.items() if text is not None}
    said = {
        name: read
        for name, text in progress.over(list(articles.items()), "recognising")
        if (read := _said(name, text, reader))
    }
    return Assessment(
        quality.measure(labels, said, reader.vocabulary.successors, KnownNames.of(reader.vocabulary)),
        len(labels),
        quality.corpus_digest({quality.LABELS: data, **articles}),
        _floors(folder / FLOORS),
    )


def _text(folder: Path, label: Label) -> bytes | None:
    path = folder / quality.ARTICLES / label.file
    return path.read_bytes() if path.is_file() else None


def _said(name: str, data: bytes, reader: Reader) -> Said | None:
    article, _ = extract.read(name, data, reader.vocabulary, lang=reader.settings.lang)
    return Said.of(article, recognise.recognise(article, reader.lexicon)) if article else None


def _floors(path: Path) -> Floors | None:
    try:
        return Floors.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValidationError as error:
        hint = "Restore it from git, or remove it and write it anew with --raise-floors."
        raise BuildError([Problem(str(path), "The floors cannot be read.", hint)]) from error


def below(folder: Path, assessment: Assessment) -> list[Problem]:
    """Return a problem for each measure below its floor, and one if the floors are those of other articles."""
    if assessment.floors is None:
        return []
    path = str(folder / FLOORS)
    problems = quality.below(path, assessment.result.scores, assessment.floors.floors)
    if assessment.floors.corpus != assessment.corpus:
        hint = "Look at what changed, then write them anew with --raise-floors."
        problems.append(Problem(path, "The floors were set on other labels or articles.", hint, key="corpus"))
    return problems


def raise_floors(folder: Path, assessment: Assessment) -> list[Problem]:
    """Write the floors under the scores, none lower than before. Returns the problems that kept it from doing so."""
    known = assessment.floors.floors if assessment.floors else {}
    problems = quality.below(str(folder / FLOORS), assessment.result.scores, known)
    if not problems:
        floors = quality.raised(assessment.result.scores, known)
        text = json.dumps({"corpus": assessment.corpus, "floors": floors}, indent=2) + "\n"
        files.write(folder / FLOORS, text)
    return problems
