"""All that lies below a root, read and checked: settings, vocabulary, briefings, article files, what is settled."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique import briefing as briefing_file
from communique import config, extract, files, ledger, schemas, strict, vocabulary
from communique.config import Settings
from communique.model import Article, Briefing
from communique.problems import BuildError, Problem, errors, in_order
from communique.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Collection:
    """All that lies below a root, read and valid: settings, vocabulary, briefings, article files, what is settled.

    `articles` maps the path of each article file to its content, `digests` to its SHA-256, `inputs` every file that
    was read to its SHA-256; `unknown` are the articles that want a briefing.
    """

    root: Path
    settings: Settings
    vocabulary: Vocabulary
    briefings: tuple[Briefing, ...]
    articles: Mapping[str, bytes]
    digests: Mapping[str, str]
    unknown: tuple[str, ...]
    entries: tuple[ledger.Entry, ...]
    drafted_text: str | None
    inputs: Mapping[str, str]


def load(root: Path) -> tuple[Collection, list[Problem]]:
    """Read everything below a root. Returns the collection and its warnings; raises BuildError with every problem."""
    settings, problems = load_settings(root)
    words, found = load_vocabulary(root)
    problems += found
    if settings is None or words is None:
        raise BuildError(in_order(problems))
    paths, found = files.find(root / "briefings", (".md", ".yml", ".json"), root=root)
    problems += found
    problems += [_misnamed(path) for path in paths if not path.endswith(".md") and path not in _BESIDE_BRIEFINGS]
    briefing_texts, found = _read_all(root, [path for path in paths if path.endswith(".md")])
    problems += found
    briefings, found = _parse_briefings(briefing_texts, settings, words)
    problems += found
    articles, found = _read_articles(root)
    problems += found
    digests = {path: digest(data) for path, data in articles.items() if not path.endswith(".yml")}
    texts, found = _read_ledgers(root, paths)
    problems += found
    entries, found = ledger.parse(texts.get(ledger.DRAFTED), texts.get(ledger.IGNORED))
    problems += found
    unknown, found = ledger.review(digests, briefings, entries)
    if not errors(problems):
        problems += found
    else:
        # A briefing that cannot be read is not gone, so nothing is said of the ledger; what is wrong with new articles
        # is, so that one run names everything.
        new = [problem for path in unknown for problem in extracted(path, articles, settings, words)[1]]
        raise BuildError(in_order([*problems, *new]))
    read = {**briefing_texts, **articles, **{path: text.encode() for path, text in texts.items()}}
    inputs = {path: digest(data) for path, data in read.items()}
    ledger_text = texts.get(ledger.DRAFTED)
    return Collection(
        root, settings, words, briefings, articles, digests, unknown, entries, ledger_text, inputs
    ), problems


_BESIDE_BRIEFINGS = {f"briefings/{name}" for name in vocabulary.FILES} | {ledger.DRAFTED, ledger.IGNORED}
_BESIDE_BRIEFINGS |= schemas.PATHS


def _misnamed(path: str) -> Problem:
    hint = strict.nearest(path, _BESIDE_BRIEFINGS) or "Briefings end in .md; move anything else elsewhere."
    return Problem(path, "No file of this name is read here.", hint)


def require(root: Path) -> None:
    """Raise BuildError unless a folder is the root of a collection."""
    if not (root / config.FILE).is_file():
        hint = "Run this in a collection's folder, name it with --root, or make one with 'communique init'."
        raise BuildError([Problem(config.FILE, "There is no such file here.", hint)])


def load_settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    """Read the settings of a root; a folder without mkdocs.yml is no collection."""
    try:
        require(root)
    except BuildError as error:
        return None, list(error.problems)
    text, problems = files.read_text(root, config.FILE)
    if errors(problems):
        return None, problems
    settings, found = config.parse(text)
    return settings, problems + found


def load_vocabulary(root: Path) -> tuple[Vocabulary | None, list[Problem]]:
    """Read the packaged vocabulary under the root's own files."""
    overlays: dict[str, str] = {}
    problems: list[Problem] = []
    for name in vocabulary.FILES:
        if (root / "briefings" / name).is_file():
            overlays[f"briefings/{name}"], found = files.read_text(root, f"briefings/{name}")
            problems += found
    try:
        return vocabulary.load(overlays), problems
    except BuildError as error:
        return None, [*problems, *error.problems]


def _read_all(root: Path, paths: Sequence[str]) -> tuple[dict[str, bytes], list[Problem]]:
    contents, problems = {}, []
    for path in paths:
        data, found = files.read_bytes(root, path)
        problems += found
        if not errors(found):
            contents[path] = data
    return contents, problems


def _read_ledgers(root: Path, paths: Sequence[str]) -> tuple[dict[str, str], list[Problem]]:
    texts, problems = {}, []
    for path in (ledger.DRAFTED, ledger.IGNORED):
        if path in paths:
            texts[path], found = files.read_text(root, path)
            problems += found
    return texts, problems


def _parse_briefings(
    contents: Mapping[str, bytes], settings: Settings, words: Vocabulary
) -> tuple[tuple[Briefing, ...], list[Problem]]:
    known = _known(settings, words)
    briefings, problems = [], []
    for path, data in contents.items():
        text, found = files.decoded(path, data)
        problems += found
        if errors(found):
            continue
        read, found = briefing_file.parse(path, text, known)
        problems += found
        if read is not None:
            briefings.append(read)
    return tuple(briefings), problems


def _read_articles(root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    paths, problems = files.find(root / "seeds", (*extract.SUFFIXES, ".yml"), root=root)
    articles, found = _read_all(root, paths)
    problems += found
    stems = {path.rsplit(".", 1)[0] for path in articles if not path.endswith(".yml")}
    for path in articles:
        if path.endswith(".yml") and path.removesuffix(".yml") not in stems:
            hint = "Name it like its article file, with .yml in place of the ending, or delete it."
            problems.append(Problem(path, "There is no article file to which these notes belong.", hint))
    return articles, problems


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def known_to(collection: Collection) -> briefing_file.Known:
    """Return what a briefing of a collection may refer to."""
    return _known(collection.settings, collection.vocabulary)


def _known(settings: Settings, words: Vocabulary) -> briefing_file.Known:
    return briefing_file.Known(words.countries.keys(), words.topics.keys(), settings.lang)


def extracted(
    path: str, articles: Mapping[str, bytes], settings: Settings, words: Vocabulary
) -> tuple[Article | None, list[Problem]]:
    """Extract one article of a collection, with the notes that lie beside it."""
    notes = path.rsplit(".", 1)[0] + ".yml"
    sidecar = (notes, articles[notes].decode("utf-8-sig", "replace")) if notes in articles else None
    return extract.read(path, articles[path], words, sidecar=sidecar, lang=settings.lang)
