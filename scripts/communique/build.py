"""The stages in order, and the loading and writing for them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from communique import briefing as briefing_file
from communique import (
    compose,
    config,
    draft,
    extract,
    files,
    ledger,
    library,
    publish,
    recognise,
    search,
    site,
    vocabulary,
)
from communique.config import Settings
from communique.model import Article, Briefing, Library
from communique.problems import BuildError, Problem, errors, in_order
from communique.progress import Progress
from communique.render import Renderer
from communique.vocabulary import Vocabulary

RESERVED = ("index.md", "briefings", "pairs", "topics", "countries", "archive", "search", "data", "feeds")
"""Places in site_src/ that belong to the generator."""

SCHEMA = "briefings/briefing.schema.json"


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
    drafted_text: str | None
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """New briefings, the text of each new file, and the warnings that came with them."""

    briefings: tuple[Briefing, ...]
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a build has made before MkDocs runs: the library, the new briefings' paths, the pages to be indexed.

    `inputs` maps every file that was read or drafted to its SHA-256, `generated` are the files below docs_dir.
    """

    settings: Settings
    library: Library
    created: tuple[str, ...]
    problems: tuple[Problem, ...]
    search_pages: Mapping[str, str]
    inputs: Mapping[str, str]
    generated: frozenset[str]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: what it prepared, all warnings, and whether the live site is another than before."""

    prepared: Prepared
    problems: tuple[Problem, ...]
    changed: bool


def build(root: Path, today: date, progress: Progress, *, strict: bool = False) -> Built:
    """Do the whole job: seeds and briefings below `root` become its site.

    `today` becomes `added` of new briefings; `strict` refuses to publish with warnings of MkDocs. Raises BuildError;
    the live site and the briefings are then as they were.
    """
    with publish.locked(root), publish.staging(root) as staged:
        prepared = prepare(root, today, progress)
        progress.tell("Rendering the pages with MkDocs ...")
        said = site.render(root, staged)
        if strict and said:
            raise BuildError(said)
        finish(root, prepared, staged, progress)
        changed = publish.switch(staged, root / prepared.settings.site_dir)
    return Built(prepared, (*prepared.problems, *said), changed)


def prepare(root: Path, today: date, progress: Progress, *, drafts: bool = False) -> Prepared:
    """Draft a briefing for each new article and compose the pages; everything is gathered before a byte is written.

    `drafts` also composes briefings whose status is draft, for a preview. Raises BuildError with all problems.
    """
    collection, problems = load(root, progress)
    proposal = propose(collection, today, progress)
    shelf, found = library.build([*collection.briefings, *proposal.briefings], drafts=drafts)
    problems = [*problems, *proposal.problems, *found]
    if errors(problems):
        raise BuildError(in_order(problems))
    progress.tell(f"Composing {len(shelf.briefings):,} briefings ...")
    texts, search_pages = composed(collection, shelf, progress)
    files.create(root, proposal.texts)
    drafted = note_drafted(collection, proposal)
    files.write(root / SCHEMA, briefing_file.schema_text())
    files.mirror(root / collection.settings.docs_dir, texts, RESERVED, root=root)
    made = {path: digest(text.encode()) for path, text in {**proposal.texts, **drafted}.items()}
    return Prepared(
        collection.settings,
        shelf,
        tuple(proposal.texts),
        in_order(problems),
        search_pages,
        {**collection.inputs, **made},
        frozenset(f"{collection.settings.docs_dir}/{path}" for path in texts),
    )


def finish(root: Path, prepared: Prepared, staged: Path, progress: Progress) -> None:
    """Add the search index to a rendered site."""
    progress.tell("Indexing for search ...")
    index = search.index(prepared.search_pages, root / publish.WORK / "search", prepared.settings.lang)
    search.install(index, staged)


def check(root: Path, today: date, progress: Progress) -> tuple[Problem, ...]:
    """Do all that a build does before it writes, and return every problem."""
    try:
        collection, problems = load(root, progress)
        proposal = propose(collection, today, progress)
        shelf, found = library.build([*collection.briefings, *proposal.briefings])
        problems = [*problems, *proposal.problems, *found]
        if not errors(problems):
            composed(collection, shelf, progress)
    except BuildError as error:
        return in_order(error.problems)
    return in_order(problems)


# --- loading --------------------------------------------------------------------------------------------------------


def load(root: Path, progress: Progress) -> tuple[Collection, list[Problem]]:
    """Read everything below a root. Returns the collection and its warnings; raises BuildError with every problem."""
    settings, problems = load_settings(root)
    words, found = load_vocabulary(root)
    problems += found
    if settings is None or words is None:
        raise BuildError(in_order(problems))
    paths, found = files.find(root / "briefings", (".md", ".yml", ".json"), root=root)
    problems += found
    briefing_texts, found = _read_all(root, [path for path in paths if path.endswith(".md")])
    problems += found
    briefings, found = _parse_briefings(briefing_texts, settings, words)
    problems += found
    articles, found = _read_articles(root)
    problems += found
    digests = {path: digest(data) for path, data in articles.items() if not path.endswith(".yml")}
    texts = {path: files.read_text(root, path)[0] for path in (ledger.DRAFTED, ledger.IGNORED) if path in paths}
    entries, found = ledger.parse(texts.get(ledger.DRAFTED), texts.get(ledger.IGNORED))
    problems += found
    unknown, found = ledger.review(digests, briefings, entries)
    problems += found
    if errors(problems):
        # What new articles have to say is said too, so that one run names everything.
        new = [problem for path in unknown for problem in _extracted(path, articles, settings, words)[1]]
        raise BuildError(in_order([*problems, *new]))
    read = {**briefing_texts, **articles, **{path: text.encode() for path, text in texts.items()}}
    inputs = {path: digest(data) for path, data in read.items()}
    ledger_text = texts.get(ledger.DRAFTED)
    return Collection(root, settings, words, briefings, articles, digests, unknown, ledger_text, inputs), problems


def load_settings(root: Path) -> tuple[Settings | None, list[Problem]]:
    """Read the settings of a root; a folder without mkdocs.yml is no collection."""
    if not (root / config.FILE).is_file():
        hint = "Run this in a collection's folder, name it with --root, or make one with 'communique init'."
        return None, [Problem(config.FILE, "There is no such file here.", hint)]
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


def template_folders(root: Path) -> tuple[Path, ...]:
    """Return where templates are looked for: the desk's own folder, then the packaged ones."""
    return tuple(folder for folder in (root / "templates", packaged_templates()) if folder.is_dir())


def packaged_templates() -> Path:
    """Return the folder of the packaged templates: inside the package once installed, at the top of a checkout."""
    here = Path(__file__).resolve().parent
    inside = here / "templates"
    return inside if inside.is_dir() else here.parents[1] / "templates"


def _read_all(root: Path, paths: Sequence[str]) -> tuple[dict[str, bytes], list[Problem]]:
    contents, problems = {}, []
    for path in paths:
        data, found = files.read_bytes(root, path)
        problems += found
        if not errors(found):
            contents[path] = data
    return contents, problems


def _parse_briefings(
    contents: Mapping[str, bytes], settings: Settings, words: Vocabulary
) -> tuple[tuple[Briefing, ...], list[Problem]]:
    known = briefing_file.Known(words.countries.keys(), words.topics.keys(), settings.lang)
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
            hint = "Name it like its article file, with .yml in place of the ending."
            problems.append(Problem(path, "There is no article file to which these notes belong.", hint))
    return articles, problems


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


# --- proposing ------------------------------------------------------------------------------------------------------


def propose(collection: Collection, today: date, progress: Progress) -> Proposal:
    """Draft a briefing for each unknown article. An article that cannot be read gives its problems instead."""
    if not collection.unknown:
        return Proposal((), {}, ())
    progress.tell(f"Drafting briefings from {len(collection.unknown):,} new articles ...")
    lexicon = recognise.compile_lexicon(collection.vocabulary)
    writer = Renderer(template_folders(collection.root), collection.settings)
    taken = {id_ for b in collection.briefings for id_ in (b.id, *b.aliases)}
    drafts: list[Briefing] = []
    problems: list[Problem] = []
    for path in progress.over(collection.unknown, "articles"):
        article, found = _extracted(path, collection.articles, collection.settings, collection.vocabulary)
        problems += found
        if article is None:
            continue
        reading = recognise.recognise(article, lexicon)
        new, found = draft.briefing(article, reading, collection.settings, taken=taken, today=today)
        problems += found
        taken.add(new.id)
        drafts.append(new)
    texts = {new.path: writer.briefing_file(new, version("communique")) for new in drafts}
    return Proposal(tuple(drafts), texts, tuple(problems))


def _extracted(
    path: str, articles: Mapping[str, bytes], settings: Settings, words: Vocabulary
) -> tuple[Article | None, list[Problem]]:
    notes = path.rsplit(".", 1)[0] + ".yml"
    sidecar = (notes, articles[notes].decode("utf-8-sig", "replace")) if notes in articles else None
    return extract.read(path, articles[path], words, sidecar=sidecar, lang=settings.lang)


def note_drafted(collection: Collection, proposal: Proposal) -> dict[str, str]:
    """Write the line of each newly drafted article into the ledger."""
    if not proposal.briefings:
        return {}
    sources = [(new.sources[0], new) for new in proposal.briefings]
    entries = [ledger.Entry(source.article or "", source.sha256, new.id) for source, new in sources]
    text = ledger.appended(collection.drafted_text, entries)
    files.write(collection.root / ledger.DRAFTED, text)
    return {ledger.DRAFTED: text}


# --- composing ------------------------------------------------------------------------------------------------------


def composed(collection: Collection, shelf: Library, progress: Progress) -> tuple[dict[str, str], dict[str, str]]:
    """Return the text of every generated file below docs_dir, and of every page for the search index."""
    words, settings = collection.vocabulary, collection.settings
    pages = compose.pages(shelf, words, settings)
    redirects = compose.redirects(shelf)
    addresses = {page.address for page in pages} | {redirect.address for redirect in redirects}
    renderer = Renderer(template_folders(collection.root), settings, addresses)
    texts = {page.path: renderer.page(page) for page in progress.over(pages, "pages")}
    texts |= {f"{redirect.address.strip('/')}/index.html": renderer.redirect(redirect) for redirect in redirects}
    entries = compose.search_entries(shelf, words, settings)
    return texts, {entry.address: renderer.search_entry(entry) for entry in entries}
