"""All that lies below a root, read and checked: settings, vocabulary, briefings, article files, what is settled."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection as Names
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from communique import briefing as briefing_file
from communique import config, extract, files, ledger, rules, schemas, strict, vocabulary
from communique.config import Settings
from communique.model import Article, Briefing
from communique.problems import BuildError, Problem, errors, in_order
from communique.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Collection:
    """All that lies below a root, read and valid: settings, vocabulary, briefings, article files, what is settled.

    `articles` maps the path of each article file to its content, `digests` to its SHA-256, `inputs` every file that
    was read to its SHA-256, `texts` every briefing's file to its text; `unknown` are the articles that want a briefing.
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
    texts: Mapping[str, str] = field(default_factory=dict)


def load(root: Path) -> tuple[Collection, list[Problem]]:
    """Read everything below a root. Returns the collection and its warnings; raises BuildError with every problem."""
    read, problems = survey(root)
    if read is None or errors(problems):
        # What is wrong with new articles is said too, so that one run names everything.
        raise BuildError(in_order([*problems, *(new_problems(read) if read else ())]))
    return read, problems


def survey(root: Path) -> tuple[Collection | None, list[Problem]]:
    """Read all that can be read below a root: a file with an error hides no other.

    Returns the collection of what is valid, and every problem; None for the first if the root is no collection. Where
    the settings are broken the defaults stand in for them, where a vocabulary file is, the packaged one; no country or
    topic is then called unknown that the file may define.
    """
    settings, problems = load_settings(root)
    if settings is None and not (root / config.FILE).is_file():
        return None, problems
    settings = settings or config.defaults()
    words, found = vocabulary_of(root)
    known = _known(settings, words, {problem.path for problem in errors(found)})
    problems += found
    paths, found = files.find(root / "briefings", (".md", ".yml", ".json"), root=root)
    problems += found
    problems += [_misnamed(path) for path in paths if not path.endswith(".md") and path not in _BESIDE_BRIEFINGS]
    briefing_texts, found = _read_all(root, [path for path in paths if path.endswith(".md")])
    problems += found
    decoded, found = _decoded(briefing_texts)
    problems += found
    briefings, found = _parse_briefings(decoded, known)
    problems += found
    articles, found = _read_articles(root)
    problems += found
    digests = {path: digest(data) for path, data in articles.items() if not path.endswith(".yml")}
    texts, found = _read_ledgers(root, paths)
    problems += found
    entries, found = ledger.parse(texts.get(ledger.DRAFTED), texts.get(ledger.IGNORED))
    problems += found
    valid = {one.path for one in briefings}
    unread = {path: data.decode("utf-8", "replace") for path, data in briefing_texts.items() if path not in valid}
    notes = {path: digest(articles[beside(path)]) for path in digests if beside(path) in articles}
    unknown, found = ledger.review(digests, briefings, entries, notes, unread)
    problems += found
    read = {**briefing_texts, **articles, **{path: text.encode() for path, text in texts.items()}}
    inputs = {path: digest(data) for path, data in read.items()}
    ledger_text = texts.get(ledger.DRAFTED)
    problems = rules.weighed(problems, settings.weights)
    return Collection(
        root, settings, words, briefings, articles, digests, unknown, entries, ledger_text, inputs, decoded
    ), problems


def new_problems(collection: Collection) -> list[Problem]:
    """Return what is wrong with the article files of a collection that want a briefing."""
    words, settings = collection.vocabulary, collection.settings
    found = (extracted(path, collection.articles, settings, words)[1] for path in collection.unknown)
    return [problem for problems in found for problem in problems]


def beside(article: str) -> str:
    """Return the path of the notes that may lie beside an article file."""
    return article.rsplit(".", 1)[0] + ".yml"


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
    """Read the packaged vocabulary under the root's own files; None if one of these has an error."""
    words, problems = vocabulary_of(root)
    # What its entries name is the business of `check`, not of reading an article.
    problems = [problem for problem in problems if problem.rule is None]
    return (None if errors(problems) else words), problems


def vocabulary_of(root: Path) -> tuple[Vocabulary, list[Problem]]:
    """Read the packaged vocabulary under those of the root's own files that can be used, and say what is wrong."""
    overlays: dict[str, str] = {}
    problems: list[Problem] = []
    for name in vocabulary.FILES:
        if (root / "briefings" / name).is_file():
            overlays[f"briefings/{name}"], found = files.read_text(root, f"briefings/{name}")
            problems += found
    try:
        words = vocabulary.load(overlays)
    except BuildError as error:
        problems += error.problems
        amiss = {problem.path for problem in error.problems}
        overlays = {path: text for path, text in overlays.items() if path not in amiss}
        words = vocabulary.load(overlays)
    return words, [*problems, *vocabulary.misnamed(overlays, words)]


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


def _decoded(contents: Mapping[str, bytes]) -> tuple[dict[str, str], list[Problem]]:
    texts, problems = {}, []
    for path, data in contents.items():
        text, found = files.decoded(path, data)
        problems += found
        if not errors(found):
            texts[path] = text
    return texts, problems


def _parse_briefings(
    texts: Mapping[str, str], known: briefing_file.Known
) -> tuple[tuple[Briefing, ...], list[Problem]]:
    briefings, problems = [], []
    for path, text in texts.items():
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


def _known(settings: Settings, words: Vocabulary, broken: Names[str] = ()) -> briefing_file.Known:
    countries = _Any("[A-Z]{3}") if "briefings/countries.yml" in broken else words.countries.keys()
    topics = _Any("[a-z0-9-]+") if "briefings/topics.yml" in broken else words.topics.keys()
    return briefing_file.Known(countries, topics, settings.lang)


class _Any(frozenset[str]):
    """All names of a form: what a vocabulary file that cannot be read may define."""

    def __new__(cls, form: str) -> _Any:
        made = super().__new__(cls)
        made.form = re.compile(form)
        return made

    form: re.Pattern[str]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.form.fullmatch(name))


def extracted(
    path: str, articles: Mapping[str, bytes], settings: Settings, words: Vocabulary
) -> tuple[Article | None, list[Problem]]:
    """Extract one article of a collection, with the notes that lie beside it."""
    notes = beside(path)
    sidecar = (notes, articles[notes].decode("utf-8-sig", "replace")) if notes in articles else None
    return extract.read(path, articles[path], words, sidecar=sidecar, lang=settings.lang)
