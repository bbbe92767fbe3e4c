"""What a curator offers to a collection: files, folders of them, standard input, web addresses -> bytes with a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from communique import fetch, intake
from communique.extract import SUFFIXES, formats
from communique.extract.sidecar import Values
from communique.fetch import Limits, Page, addresses
from communique.files import MAX_FILE_BYTES
from communique.problems import Problem
from communique.progress import Progress

STANDARD_INPUT = "-"

_NO_TEXT = "Copy the article's text, and paste it: communique add -"


@dataclass(frozen=True, slots=True)
class Offer:
    """An article that is offered: how it was named, what its file is called (None: not yet), its bytes and notes.

    `notes` is the content of the '.yml' beside it, `stated` what is said of it besides; `place` is its path below the
    root if it lies in the collection's `seeds/`, `address` where it was fetched.
    """

    given: str
    file: str | None
    data: bytes
    notes: bytes | None = None
    stated: Values = field(default_factory=dict)
    place: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where offers are taken from: the collection's root, standard input, today, and the limits of a fetch."""

    root: Path
    standard_input: BinaryIO
    today: date
    limits: Limits = fetch.LIMITS


def expanded(given: Sequence[str], root: Path) -> tuple[list[str], list[Problem]]:
    """Return what is given, each once, folders replaced by the article files in them.

    A folder without any is a problem, and so is one around the collection, whose pages and briefings are no articles.
    """
    found: list[str] = []
    problems = []
    for one in given:
        if Path(one).is_dir() and root.is_relative_to(Path(one).resolve()):
            problems.append(
                Problem(one, "The collection itself lies in this folder.", "Name the articles' own folder.")
            )
            continue
        below = [one] if addresses.is_address(one) else list(intake.article_paths([one]))
        if not below:
            known = ", ".join(SUFFIXES)
            problems.append(Problem(one, "There is no article file in this folder.", f"Article files end in {known}."))
        found += below
    return list(dict.fromkeys(found)), problems


def taken(given: Sequence[str], source: Source, stated: Values, progress: Progress) -> Iterator[Offer | Problem]:
    """Yield what each of some paths and addresses gives: an offer, or why it gives none.

    `stated` is said of each of them; what a curator says of an address or a date wins over what fetching says.
    """
    asked = [one for one in given if addresses.is_address(one)]
    if asked:
        progress.tell(f"Fetching {asked[0] if len(asked) == 1 else f'{len(asked)} addresses'} ...")
    pages = dict(zip(asked, fetch.fetch(asked, source.limits) if asked else [], strict=True))
    for one in given:
        yield _of_page(one, pages[one], source, stated) if one in pages else _of_file(one, source, stated)


def _of_page(given: str, page: Page | Problem, source: Source, stated: Values) -> Offer | Problem:
    if isinstance(page, Problem):
        return page
    own = {"url": page.address, "retrieved": source.today.isoformat()}
    return _usable(
        Offer(given, f"{page.name}.{page.ending}", page.data, stated={**own, **stated}, address=page.address)
    )


def _of_file(given: str, source: Source, stated: Values) -> Offer | Problem:
    if given == STANDARD_INPUT:
        return _usable(Offer(given, None, source.standard_input.read(), stated=stated))
    path = Path(given)
    if problem := _misplaced(path, source.root):
        return problem
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // (1024 * 1024)
            return Problem(given, f"The file is larger than {limit} MB.", "Keep the article's own text only.")
        notes = path.with_suffix(".yml")
        beside = notes.read_bytes() if notes.is_file() else None
        return _usable(Offer(given, path.name, path.read_bytes(), beside, stated, _place(path, source.root)))
    except OSError as error:
        hint = "Name an article file, a folder, a web address, or - for standard input."
        return Problem(given, f"The file cannot be read: {error.strerror}.", hint)


def _misplaced(path: Path, root: Path) -> Problem | None:
    if path.suffix.lower() in {".yml", ".yaml"}:
        return Problem(str(path), "This is no article; notes come with theirs.", "Name the article file beside it.")
    if path.suffix.lower() == ".md" and path.resolve().is_relative_to(root / "briefings"):
        return Problem(str(path), "This is a briefing of the collection already.", "Edit it where it lies.")
    return None


def _place(path: Path, root: Path) -> str | None:
    full = path.parent.resolve() / path.name
    return full.relative_to(root).as_posix() if full.is_relative_to(root / "seeds") else None


def _usable(offer: Offer) -> Offer | Problem:
    """Return an offer, or what it is instead of an article."""
    if not offer.data.strip(b"\xef\xbb\xbf \t\r\n"):
        if offer.given == STANDARD_INPUT:
            hint = "Copy an article first, then paste it: xclip -o | communique add -"
            return Problem(offer.given, "Standard input is empty.", hint)
        return Problem(offer.given, "The file is empty.", _NO_TEXT)
    foreign = formats.foreign(offer.data)
    if foreign is not None:
        return Problem(offer.given, f"This is no article but {foreign[0]}.", foreign[1])
    return offer
