"""A collection -> what the rules find in it: gathers what they look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Collection as Names
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import PurePosixPath

from communique import compose, config, duplicates, examine, files
from communique.collection import Collection, extracted
from communique.fields import is_open
from communique.model import Briefing, Library, Source
from communique.problems import Problem

Copied = Callable[[Source, Sequence[str]], Sequence[int]]

HELD = 50
"""Articles that are held while what briefings copied from them is counted."""


def of(
    collection: Collection,
    briefings: Sequence[Briefing],
    texts: Mapping[str, str],
    addresses: Callable[[], Names[str]] | None,
    today: date,
) -> list[Problem]:
    """Apply the rules to some briefings of a collection.

    `texts` maps their paths to their files' texts, `addresses` gives those of the site (None: settings or vocabulary
    are broken, so nobody knows them). Returns what was found, with the rules' own weights.
    """
    known = secret_shapes()
    subject = examine.Subject(
        briefings=briefings,
        texts=texts,
        vocabulary=collection.vocabulary,
        settings=collection.settings,
        today=today,
        addresses=addresses,
        drafts={f"/briefings/{one.id}/" for one in briefings if one.status == "draft"},
        copied=_counter(collection, briefings),
    )
    return [*examine.examine(subject, known), *examine.secrets(_headers(collection), known)]


def secret_shapes() -> tuple[examine.SecretShape, ...]:
    """Read what secrets look like."""
    data = resources.files("communique").joinpath("data", "secrets.yml")
    return examine.shapes(data.read_text(encoding="utf-8"))


def addresses(collection: Collection, shelf: Library, reserved: Iterable[str]) -> frozenset[str]:
    """Return every address within the site: of composed pages, and of hand-written pages and other files.

    `reserved` are the generated places of the folder of pages.
    """
    by_hand = files.listed(collection.root / collection.settings.docs_dir, reserved)
    return compose.addresses(shelf) | {_address(path) for path in by_hand}


def _address(path: str) -> str:
    """Return the address that MkDocs gives a file of its folder: '/about/' for 'about/index.md' and 'about.md'."""
    place = PurePosixPath(path)
    if place.suffix.lower() != ".md":
        return f"/{path.removesuffix('index.html')}"
    folder = place.parent if place.stem in {"index", "README"} else place.with_suffix("")
    return "/" if folder == PurePosixPath() else f"/{folder}/"


def _headers(collection: Collection) -> dict[str, str]:
    """Return what a curator wrote about articles, and the settings: where secrets could stand besides briefings."""
    texts = {}
    for path, data in collection.articles.items():
        if path.endswith(".yml"):
            texts[path] = data.decode("utf-8", "replace")
        elif data.startswith((b"---", b"\xef\xbb\xbf---")):
            head, mark, _ = data.decode("utf-8", "replace").partition("\n---")
            texts[path] = head if mark else ""
    settings, _ = files.read_text(collection.root, config.FILE)
    return {**texts, config.FILE: settings}


def _counter(collection: Collection, briefings: Sequence[Briefing]) -> Copied:
    """Return what counts the words of texts that stand in the article of a reserved source, and in no open one."""
    settings, words = collection.settings, collection.vocabulary

    @lru_cache(maxsize=HELD)
    def shingles(path: str) -> duplicates.Shingles:
        article, _ = extracted(path, collection.articles, settings, words)
        return duplicates.shingles(article.paragraphs if article else ())

    open_beside: dict[str, set[str]] = {}
    for one in briefings:
        articles = {source.article for source in one.sources if source.article and is_open(source.rights)}
        for source in one.sources:
            if source.article and articles and not is_open(source.rights):
                open_beside.setdefault(source.article, set()).update(articles)

    def copied(source: Source, texts: Sequence[str]) -> Sequence[int]:
        if source.article not in collection.digests:
            return [0] * len(texts)
        free = [shingles(path) for path in open_beside.get(str(source.article), ()) if path in collection.digests]
        original = shingles(source.article).difference(*free)
        return [duplicates.copied(text, original) for text in texts]

    return copied
