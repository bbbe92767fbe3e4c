"""Where an offered article goes: its path in seeds/, its notes; or a note that the collection has it already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from communique import draft, extract, ledger
from communique.collection import Collection, beside, digest
from communique.extract import formats, sidecar
from communique.fetch import addresses
from communique.model import Briefing
from communique.offers import Offer
from communique.problems import Problem, errors

SPOKEN_OF = 5
"""So many articles that are there already are named one by one; of a folder's hundreds only the number is said."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An offer with the path of its article file, and its notes with what is stated besides."""

    offer: Offer
    article: str
    notes: bytes | None

    @property
    def notes_path(self) -> str:
        """The path of the notes beside the article."""
        return beside(self.article)


def all_placed(collection: Collection, offered: Sequence[Offer]) -> tuple[list[Placed], list[Problem]]:
    """Give each offer its place. Returns those that are new, and of the rest what to say: a note, or what is wrong."""
    placed: list[Placed] = []
    problems: list[Problem] = []
    known: list[Problem] = []
    seen: dict[str, str] = {}
    stems = {path.rpartition(".")[0].lower() for path in collection.articles}
    for offer in offered:
        first = seen.setdefault(digest(offer.data), offer.given)
        there = _known(collection, offer)
        if there is None and first != offer.given:
            there = Problem(offer.given, f"This is the same as {first}.", "It was added once.", severity="note")
        if there is not None:
            known.append(there)
            continue
        one, found = _placed(collection, offer, stems)
        stems.add(one.article.rpartition(".")[0])
        problems += found
        placed += [] if errors(found) else [one]
    return placed, [*_counted(known), *problems]


def _placed(collection: Collection, offer: Offer, stems: Iterable[str]) -> tuple[Placed, list[Problem]]:
    there = _waiting(collection, offer)
    article = there or _free_path(offer, stems)
    own = Placed(offer, article, None)
    there_already = collection.articles.get(own.notes_path) if there else None
    named = notes_name(offer) if there_already is None else own.notes_path
    before = offer.notes if there_already is None else there_already
    notes, problems = sidecar.joined(before, offer.stated, named)
    return replace(own, notes=notes), problems


def notes_name(offer: Offer) -> str:
    """Return what the notes of an offer are called where it lies."""
    return str(Path(offer.given).with_suffix(".yml"))


def _waiting(collection: Collection, offer: Offer) -> str | None:
    """Return the path of an article that lies in seeds/ and has no briefing yet."""
    same = (path for path in collection.unknown if collection.digests[path] == digest(offer.data))
    return offer.place if offer.place in collection.unknown else next(same, None)


def _known(collection: Collection, offer: Offer) -> Problem | None:
    """Return a note of an article that the collection has: by its place, its content, or the address it came from."""
    if _waiting(collection, offer) is not None:
        return None
    own = digest(offer.data)
    path = offer.place if offer.place in collection.articles else None
    path = path or next((path for path, sha256 in collection.digests.items() if sha256 == own), None)
    by_text = home(collection.briefings, path, own)
    by_address = _at(collection.briefings, offer.address) if by_text is None else None
    named = [one for one in collection.entries if own == one.sha256 or (path and path == one.article)]
    is_settled = path is not None or any(one.briefing is None for one in named)
    if by_text is None and by_address is None and not is_settled:
        return None
    if by_address is not None:
        message = "The collection has this address already."
        hint = f"It is a source of {by_address.path}; nothing was added."
        return Problem(offer.given, message, hint, severity="note")
    message = f"The collection has this article already{f', as {path}' if path else ''}."
    if by_text is not None:
        return Problem(offer.given, message, f"It is a source of {by_text.path}; nothing was added.", severity="note")
    return Problem(offer.given, message, _why_not_drafted(named), severity="note")


def home(briefings: Iterable[Briefing], path: str | None, sha256: str) -> Briefing | None:
    """Return the briefing that has an article among its sources."""
    sources = ((one, source) for one in briefings for source in one.sources)
    return next((one for one, source in sources if sha256 == source.sha256 or (path and path == source.article)), None)


def _at(briefings: Iterable[Briefing], address: str | None) -> Briefing | None:
    same = addresses.same(address) if address else None
    found = ((one, source.url) for one in briefings for source in one.sources if same and source.url)
    return next((one for one, url in found if addresses.same(url) == same), None)


def _why_not_drafted(named: Sequence[ledger.Entry]) -> str:
    if any(one.briefing is None for one in named):
        return "It is listed in briefings/ignored.yml; delete its line there, then add it again."
    if named:
        return "Its briefing was deleted; delete its line in briefings/drafted.yml, then add it again."
    return "Another article file has the same content; nothing was added."


def _counted(known: Sequence[Problem]) -> list[Problem]:
    if len(known) <= SPOKEN_OF:
        return list(known)
    message = f"{len(known)} articles are in the collection already."
    return [Problem(known[0].path, message, "They stay as they are.", severity="note")]


def _free_path(offer: Offer, stems: Iterable[str]) -> str:
    """Return a path in seeds/ that no article and no notes have, whatever their ending."""
    name = offer.file or _first_line(offer.data)
    stem, dot, ending = name.rpartition(".")
    if not dot or f".{ending.lower()}" not in extract.SUFFIXES:
        stem, ending = name, "txt"
    if formats.is_page(offer.data):
        ending = "html" if ending.lower() not in {"html", "htm"} else ending
    taken = {one.removeprefix("seeds/") for one in stems}
    return f"seeds/{draft.identify(stem, taken)}.{ending.lower()}"


def _first_line(data: bytes) -> str:
    if formats.is_page(data):
        title = re.search(rb"<title[^>]*>([^<]{1,200})", data[:20_000], re.IGNORECASE)
        return title.group(1).decode("utf-8", "ignore").replace(".", " ") if title else "page"
    lines = (line.strip("-# \t") for line in data.decode("utf-8-sig", "ignore").splitlines())
    return next((line for line in lines if line), "pasted").replace(".", " ")
