"""The stages in order, and the loading and writing for them."""

from __future__ import annotations

import os
from collections.abc import Collection as Names
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from communique import briefing as briefing_file
from communique import (
    compose,
    draft,
    duplicates,
    examine,
    files,
    findings,
    history,
    ledger,
    library,
    publish,
    recognise,
    rules,
    schemas,
    search,
    site,
    versions,
)
from communique.collection import Collection, beside, digest, extracted, known_to, load, load_settings, require
from communique.config import Settings
from communique.duplicates import Twins
from communique.model import Briefing, Drafted, Library, Record
from communique.problems import BuildError, Problem, errors, in_order
from communique.progress import Progress
from communique.render import Renderer

RESERVED = (
    *("index.md", "briefings", "pairs", "topics", "countries", "archive", "search", "data", "feeds"),
    "about/corrections",
)
"""Places in site_src/ that belong to the generator."""

NOT_BESIDE = (*RESERVED, "about/corrections.md")
"""Where nobody else may put a file: one of the last name would have the address of the generated page."""

LINK = "broken-link"
"""The rule whose findings a build tells of all briefings, as MkDocs does of pages; `strict` refuses them, too."""

GAPS = frozenset({"no-date", "no-publisher"})
"""Rules that find in a new briefing what drafting has said already of its article."""


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

    `today` becomes `added` of new briefings; `strict` refuses to publish with warnings of MkDocs or links
    that lead nowhere. Raises BuildError; the live site and the briefings are then as they were.
    """
    require(root)
    settings, _ = load_settings(root)
    if settings is not None:
        publish.refuse_foreign(root / settings.site_dir)
    with publish.locked(root) as finished, publish.staging(root) as staged:
        for folder in ("seeds", "briefings"):
            files.sweep(root / folder)
        prepared = prepare(root, today, progress)
        progress.tell("Rendering the pages with MkDocs ...")
        try:
            said = site.render(root, staged)
            dead = [problem for problem in prepared.problems if problem.rule == LINK]
            if strict and (said or dead):
                raise BuildError(replace(problem, severity="error") for problem in (*dead, *said))
        except BuildError as error:
            # The briefings are drafted by now; what they lack would never be said again.
            others = [problem for problem in prepared.problems if not (strict and problem.rule == LINK)]
            raise BuildError([*others, *error.problems]) from error
        finish(root, prepared, staged, progress)
        changed = publish.switch(staged, root / prepared.settings.site_dir)
    return Built(prepared, (*finished, *prepared.problems, *said), changed)


def today() -> date:
    """Return the day that drafting writes down: SOURCE_DATE_EPOCH (seconds, UTC) if set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else date.today()


def prepare(root: Path, today: date, progress: Progress, *, drafts: bool = False) -> Prepared:
    """Draft a briefing for each new article and compose the pages; everything is gathered before a byte is written.

    `drafts` also composes briefings whose status is draft, for a preview. Raises BuildError with all problems.
    """
    collection, problems = load(root)
    proposal = propose(collection, today, progress)
    known = versions.find(collection, progress)
    proposal = with_twins(proposal, collection, known.twins)
    shelf, found = library.build([*collection.briefings, *proposal.briefings], drafts=drafts)
    found += by_rules(collection, proposal, shelf, today)
    weights, texts = collection.settings.weights, {**collection.texts, **proposal.texts}
    of_drafts, found = (rules.weighed(some, weights) for some in (proposal.problems, found))
    if errors([*problems, *of_drafts, *found]):
        # Warnings about drafts that are not written would only bury the errors.
        raise BuildError(in_order([*problems, *errors(of_drafts), *examine.placed(errors(found), texts)]))
    problems = [*problems, *of_drafts, *examine.placed(told(found, proposal.texts), texts)]
    progress.tell(f"Composing the pages; briefings: {len(shelf.briefings):,} ...")
    records, found = history.read(root, [one.path for one in shelf.briefings])
    problems += found
    texts, search_pages = composed(collection, shelf, progress, records)
    docs_dir = root / collection.settings.docs_dir
    files.sweep(docs_dir)
    if in_the_way := files.foreign(docs_dir, texts, NOT_BESIDE, root=root):
        raise BuildError([*problems, *in_the_way])
    files.create(root, proposal.texts)
    drafted = note_drafted(collection, proposal)
    for path, text in schemas.texts().items():
        files.write(root / path, text)
    files.mirror(docs_dir, texts, RESERVED)
    files.write(root / versions.CACHE, known.cache, durable=False)
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


def by_rules(collection: Collection, proposal: Proposal, shelf: Library, today: date) -> list[Problem]:
    """Apply the rules of `check` to all briefings, new ones included."""
    briefings, texts = [*collection.briefings, *proposal.briefings], {**collection.texts, **proposal.texts}
    addresses = cache(lambda: findings.addresses(collection, shelf, RESERVED))
    return findings.of(collection, briefings, texts, addresses, today)


def told(found: Sequence[Problem], new: Names[str]) -> list[Problem]:
    """Choose what a build says of what the rules found, so that what is new is seen.

    That is every error, the warnings about new briefings, and links that lead nowhere, as MkDocs says of its own pages.
    Of the other warnings it says how many there are.
    """
    shown = [one for one in found if one.severity == "error" or (one.severity == "warning" and _is_told(one, new))]
    rest = sum(1 for one in found if one.severity == "warning" and not _is_told(one, new) and one.path not in new)
    if rest:
        message = f"Warnings about earlier briefings that are not shown here: {rest:,}."
        shown.append(Problem("briefings", message, "'communique check' says all of them.", severity="note"))
    return shown


def _is_told(problem: Problem, new: Names[str]) -> bool:
    return problem.rule == LINK or (problem.path in new and problem.rule not in GAPS)


def finish(root: Path, prepared: Prepared, staged: Path, progress: Progress) -> None:
    """Add the search index to a rendered site."""
    progress.tell("Indexing for search ...")
    index = search.index(prepared.search_pages, root / publish.WORK / "search", prepared.settings.lang)
    search.install(index, staged)


# --- proposing ------------------------------------------------------------------------------------------------------


def propose(collection: Collection, today: date, progress: Progress) -> Proposal:
    """Draft a briefing for each unknown article. An article that cannot be read gives its problems instead."""
    if not collection.unknown:
        return Proposal((), {}, ())
    progress.tell(f"Drafting briefings; new articles: {len(collection.unknown):,} ...")
    lexicon = recognise.compile_lexicon(collection.vocabulary)
    writer = Renderer(template_folders(collection.root), collection.settings)
    taken = {name for b in collection.briefings for name in (b.id, Path(b.path).stem, *b.aliases)}
    taken |= {entry.briefing for entry in collection.entries if entry.briefing}  # An address is never given twice.
    known = known_to(collection)
    texts: dict[str, str] = {}
    drafts: list[Briefing] = []
    problems: list[Problem] = []
    for path in progress.over(collection.unknown, "articles"):
        article, found = extracted(path, collection.articles, collection.settings, collection.vocabulary)
        problems += found
        if article is None:
            continue
        reading = recognise.recognise(article, lexicon)
        new, found = draft.briefing(
            article, reading, collection.settings, collection.vocabulary, taken=taken, today=today
        )
        problems += found
        taken.add(new.id)
        texts[new.path] = signed(new, writer)
        # What is composed now must be what the next build reads, so it is read from its own text.
        read, found = briefing_file.parse(new.path, texts[new.path], known)
        problems += found
        drafts += [read] if read is not None else []
    return Proposal(tuple(drafts), texts, tuple(problems))


def with_twins(
    proposal: Proposal, collection: Collection, twins: Iterable[Twins], *, all_of_them: bool = False
) -> Proposal:
    """Add a warning for each new article that tells the story of another one; `all_of_them`: for known ones, too."""
    new = frozenset(collection.unknown)
    shown = [pair for pair in twins if all_of_them or not new.isdisjoint((pair.first, pair.second))]
    found = duplicates.report(shown, [*collection.briefings, *proposal.briefings], collection.digests, new)
    return replace(proposal, problems=(*found, *proposal.problems))


def signed(new: Briefing, writer: Renderer) -> str:
    """Return a new briefing's text with the digest that tells later whether a person has edited it."""
    plain = briefing_file.digest(writer.briefing_file(new))
    return writer.briefing_file(replace(new, drafted=Drafted(version("communique"), plain)))


def note_drafted(collection: Collection, proposal: Proposal) -> dict[str, str]:
    """Write a line into the ledger for each drafted article that has none: new ones, and those of a killed build."""
    noted = {entry.article for entry in collection.entries}
    drafted = [*(one for one in collection.briefings if one.drafted), *proposal.briefings]
    sources = [(one.sources[0], one) for one in drafted if one.sources]
    entries = [
        ledger.Entry(source.article, source.sha256, one.id, _notes(collection, source.article))
        for source, one in sources
        if source.article and source.sha256 and source.article not in noted
    ]
    if not entries:
        return {}
    text = ledger.appended(collection.drafted_text, entries)
    files.write(collection.root / ledger.DRAFTED, text)
    return {ledger.DRAFTED: text}


def _notes(collection: Collection, article: str) -> str:
    """Return the SHA-256 of the notes beside an article, or the word for none."""
    notes = collection.articles.get(beside(article))
    return digest(notes) if notes is not None else ledger.NONE


# --- composing ----------------------------------------------------------------------------------------------------


def template_folders(root: Path) -> tuple[Path, ...]:
    """Return where templates are looked for: the desk's own folder, then the packaged ones."""
    return tuple(folder for folder in (root / "templates", packaged_templates()) if folder.is_dir())


def packaged_templates() -> Path:
    """Return the folder of the packaged templates: inside the package once installed, at the top of a checkout."""
    here = Path(__file__).resolve().parent
    inside = here / "templates"
    return inside if inside.is_dir() else here.parents[1] / "templates"


def composed(
    collection: Collection, shelf: Library, progress: Progress, records: Mapping[str, Record] | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the text of every generated file below docs_dir, and of every page for the search index.

    `records` is what git knows of the briefings; it shows on the pages, and never reaches the index.
    """
    words, settings = collection.vocabulary, collection.settings
    pages = compose.pages(shelf, words, settings, records)
    redirects = compose.redirects(shelf)
    addresses = {page.address for page in pages} | {redirect.address for redirect in redirects}
    renderer = Renderer(template_folders(collection.root), settings, addresses)
    texts = {page.path: renderer.page(page) for page in progress.over(pages, "pages")}
    texts |= {f"{redirect.address.strip('/')}/index.html": renderer.redirect(redirect) for redirect in redirects}
    texts["topics/colours.css"] = renderer.colours(words.topics.values())
    entries = compose.search_entries(shelf, words, settings)
    return texts, {entry.address: renderer.search_entry(entry) for entry in entries}
