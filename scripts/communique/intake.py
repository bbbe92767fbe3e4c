"""Single articles, outside a build: reading any number of them, wherever they lie. Nothing is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError

from communique import config, explain, extract, recognise
from communique.build import template_folders
from communique.collection import load_settings, load_vocabulary
from communique.config import Settings
from communique.explain import Explanation
from communique.extract import language
from communique.model import Article, Reading
from communique.problems import BuildError, Problem, errors, in_order
from communique.recognise import Lexicon
from communique.render import Renderer
from communique.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Reader:
    """What it takes to read an article outside a build."""

    root: Path
    vocabulary: Vocabulary
    lexicon: Lexicon
    settings: Settings


@dataclass(frozen=True, slots=True)
class Given:
    """An article given on the command line: its key in the output ('file' or 'id'), its name, and its content.

    `problem` says why there is no content.
    """

    key: str
    name: str | int
    data: bytes
    title: str | None = None
    sidecar: tuple[str, str] | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a given article: None for both if it cannot be used."""

    given: Given
    article: Article | None
    reading: Reading | None
    problems: tuple[Problem, ...]


def reader(root: Path) -> Reader:
    """Return what it takes to read articles: a collection's own vocabulary and language, or the packaged ones."""
    words, problems = load_vocabulary(root)
    settings, found = load_settings(root) if (root / config.FILE).is_file() else (None, [])
    if words is None or errors([*problems, *found]):
        raise BuildError(in_order([*problems, *found]))
    return Reader(root, words, recognise.compile_lexicon(words), settings or config.defaults())


def articles_of(paths: Sequence[str], standard_input: BinaryIO, *, as_rows: bool = False) -> Iterator[Given]:
    """Yield the articles that paths name: files, all article files below folders, '-' for standard input.

    `as_rows` reads them as JSON Lines of {id, title, text}. What cannot be read is given with its problem.
    """
    for path in article_paths(paths):
        try:
            with _opened(path, standard_input) as file:
                yield from _rows(path, file) if as_rows else [_article(path, file)]
        except OSError as error:
            problem = Problem(path, f"The file cannot be read: {error.strerror}.", "Check its name and permissions.")
            yield Given("file", path, b"", problem=problem)


def _article(path: str, file: BinaryIO) -> Given:
    notes = Path(path).with_suffix(".yml")
    sidecar = (str(notes), notes.read_text(encoding="utf-8-sig", errors="replace")) if notes.is_file() else None
    return Given("file", path, file.read(), sidecar=sidecar)


def recognised(articles: Iterable[Given], reader: Reader) -> Iterator[Read]:
    """Extract and recognise articles one by one, so that memory stays flat."""
    words, lang = reader.vocabulary, reader.settings.lang
    for given in articles:
        problems = [given.problem] if given.problem else []
        article: Article | None = None
        name = str(given.name) if given.name != "-" else "standard-input.txt"
        if given.key == "id" and not problems:
            article = extract.from_text(name, given.data.decode(), words, title=given.title, lang=lang)
        elif not problems:
            article, problems = extract.read(name, given.data, words, sidecar=given.sidecar, lang=lang)
        reading = recognise.recognise(article, reader.lexicon) if article else None
        yield Read(given, article, reading, tuple(problems))


def explained(read: Read, reader: Reader) -> Explanation | None:
    """Explain what came of a given article; None if it cannot be used."""
    if read.article is None or read.reading is None:
        return None
    text = "\n".join(line.text for line in read.article.lines if line.kind != "header")
    told = language.language(text)
    return explain.explanation(str(read.given.name), read.article, read.reading, reader.vocabulary, told=told)


def explained_page(explanation: Explanation, reader: Reader) -> str:
    """Return an explanation as one HTML page."""
    renderer = Renderer(template_folders(reader.root), reader.settings)
    rows = explain.rows(explanation)
    return renderer.standalone("explain.html.j2", explained=explanation, rows=rows, marks=explain.MARKS)


def _is_of_page(path: Path, page: Path) -> bool:
    """Tell a file that was saved with a page: in a folder 'page_files', 'page-Dateien', 'page.files' beside it."""
    depth = len(page.parts)
    beside = path.parts[depth - 1] if len(path.parts) > depth and path.parts[: depth - 1] == page.parts[:-1] else ""
    return bool(re.fullmatch(rf"{re.escape(page.name)}[_.-]\w+", beside))


def _passed_over(name: str) -> bool:
    return name.startswith((".", "_")) or name == "README.md"


def article_paths(paths: Sequence[str]) -> Iterator[str]:
    """Yield paths with each folder replaced by the article files below it.

    What a browser saves beside a page ('page_files/' beside 'page.html') holds no articles.
    """
    for path in paths:
        if path != "-" and Path(path).is_dir():
            found = [entry for entry in sorted(Path(path).rglob("*")) if entry.suffix.lower() in extract.SUFFIXES]
            pages = [entry.with_suffix("") for entry in found if entry.suffix.lower() in {".html", ".htm"}]
            own = (entry for entry in found if not any(_is_of_page(entry, page) for page in pages))
            yield from (str(entry) for entry in own if entry.is_file() and not _passed_over(entry.name))
        else:
            yield path


@contextmanager
def _opened(path: str, standard_input: BinaryIO) -> Iterator[BinaryIO]:
    if path == "-":
        yield standard_input
        return
    with Path(path).open("rb") as file:
        yield file


class _Row(BaseModel):
    """A line of JSON Lines that gives an article; other keys are passed over."""

    model_config = ConfigDict(strict=True, frozen=True)

    id: str | int
    text: str
    title: str | None = None


def _rows(path: str, lines: Iterable[bytes]) -> Iterator[Given]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = _Row.model_validate_json(line)
            except ValidationError as error:
                yield Given("id", number, b"", problem=_unreadable(path, number, error))
            else:
                yield Given("id", row.id, row.text.encode(), row.title)


def _unreadable(path: str, number: int, error: ValidationError) -> Problem:
    detail = error.errors(include_url=False)[0]
    where = f"'{detail['loc'][0]}': " if detail["loc"] else ""
    hint = "Each line must be a JSON object with id, title and text."
    return Problem(path, f"The row cannot be read: {where}{detail['msg']}.", hint, number)
