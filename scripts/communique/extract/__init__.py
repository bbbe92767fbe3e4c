"""Text of an article file -> Article: every line named, what the curator and the page state kept apart."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.extract import blocks, decode, header, language, markdown, naming, page, phrases
from communique.extract.blocks import Block, Row
from communique.model import Article, Line, LineKind, Stated
from communique.problems import Problem, errors
from communique.vocabulary import Vocabulary

SUFFIXES = (".txt", ".md", ".html", ".htm")
"""The files that are articles."""

_SITE = re.compile(r"\s+(?:[-–—|:»]|::)\s+([^-–—|:»]{2,40})$")
_SUBJECT = re.compile(r"^(?:Subject|Betreff|Objet|Asunto|Assunto|Тема): ?(?:\[[^\[\]]{1,30}\] ?)?")
_ARCHIVE_MARK = re.compile(r"\s+(?:\[[^\[\]]*[:/][^\[\]]*\]|=)$")

_PARAGRAPHS = frozenset[LineKind]({"deck", "subheading", "body"})


def read(
    path: str, data: bytes, vocabulary: Vocabulary, *, sidecar: tuple[str, str] | None = None, lang: str = "en"
) -> tuple[Article | None, list[Problem]]:
    """Read an article file.

    `path` is relative to the root, `data` the file's bytes, `sidecar` the path and text of the '.yml' beside it,
    `lang` the language if neither the curator nor the page states one and the text does not tell it. Returns the
    article, or None if it cannot be used, and every problem found: errors forbid going on; a file without a body is
    a warning.
    """
    is_page = path.lower().endswith((".html", ".htm"))
    text, problems = decode.decode(path, data, html=is_page)
    if text is None:
        return None, problems
    split = header.split(text)
    if split is None:
        return None, [*problems, Problem(path, "A header is opened and not closed.", "End it with a line '---'.", 1)]
    stated, found = _stated(path, split, sidecar)
    problems += found
    if errors(problems):
        return None, problems
    made, own = page.read(split.body) if is_page else (_blocks(path, split), Stated())
    said = _Said(path, hashlib.sha256(data).hexdigest(), stated, own, stated.lang or own.lang or _language(made, lang))
    above = () if is_page else _header_rows(text, split)
    article = _article(said, made, above, vocabulary, look_for_title=not _has_title_above(path, split, stated))
    if not article.paragraphs:
        message = "There is no article text in the file." if article.lines else "The file is empty."
        hint = "Paste the article into it, or remove the file."
        return None, [*problems, Problem(path, message, hint, severity="warning")]
    return article, problems


def from_text(name: str, text: str, vocabulary: Vocabulary, *, title: str | None = None, lang: str = "en") -> Article:
    """Read an article that is not a file. `title` is its headline if that is known; `text` may hold furniture."""
    cleaned, _ = decode.clean(text)
    sha256 = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    made = blocks.plain(blocks.rows(cleaned))
    said = _Said(name, sha256, Stated(title=title or None), Stated(), _language(made, lang))
    return _article(said, made, (), vocabulary, look_for_title=not title)


PROSE = 0.7
"""Least share of a file's text that must be whole sentences for these to stand for its body: tables, teletype without
paragraphs and pages with more furniture than text have less."""


def prose(path: str, data: bytes) -> tuple[str, ...] | None:
    """Return the paragraphs of an article file that are whole sentences: its body, with some captions and comments.

    None if only `read` can tell what the body is. It takes a fifth of the time of `read`.
    """
    is_page = path.lower().endswith((".html", ".htm"))
    text, _ = decode.decode(path, data, html=is_page)
    split = header.split(text) if text is not None else None
    if split is None:
        return None
    made = page.read(split.body)[0] if is_page else _blocks(path, split)
    found = tuple(block.text for block in made if block.prose)
    return found if sum(map(len, found)) > PROSE * sum(len(block.text) for block in made) else None


@dataclass(frozen=True, slots=True)
class _Said:
    """What is known of an article before its lines are named; `own` is what a page says of itself."""

    path: str
    sha256: str
    stated: Stated
    own: Stated
    lang: str


def _language(made: Sequence[Block], default: str) -> str:
    """Return the language of the sentences, for menus may be in another; without enough of them, of all lines."""
    text = "\n".join(block.text for block in made if block.prose)
    if len(text) < language.SAMPLE // 5:
        text = "\n".join(block.text for block in made)
    return language.language(text) or default


def _stated(path: str, split: header.Split, sidecar: tuple[str, str] | None) -> tuple[Stated, list[Problem]]:
    """Read the header and the sidecar together; a key may stand in one of them only."""
    top, top_keys, problems = (
        header.read(split.yaml, path, split.first_line) if split.yaml else (Stated(), frozenset[str](), [])
    )
    if sidecar is None:
        return top, problems
    beside, keys, found = header.read(sidecar[1], sidecar[0], 1)
    hint = "Keep it in one of the two."
    twice = [
        Problem(sidecar[0], f"The header of {path} has this key too.", hint, key=key) for key in sorted(keys & top_keys)
    ]
    return header.merged(top, beside), [*problems, *found, *twice]


def _blocks(path: str, split: header.Split) -> list[Block]:
    if path.lower().endswith(".md"):
        return markdown.blocks(split.body, split.body_line)
    return blocks.plain(blocks.rows(split.body, split.body_line))


def _has_title_above(path: str, split: header.Split, stated: Stated) -> bool:
    """Tell a Markdown page whose header gives the title: the text below it begins with deck or lead, as page makers
    set the title themselves."""
    return path.lower().endswith(".md") and split.yaml is not None and stated.title is not None


def _header_rows(text: str, split: header.Split) -> tuple[Row, ...]:
    """Return the rows of the header, which count among the file's lines."""
    if split.yaml is None:
        return ()
    body = {row.number for row in blocks.rows(split.body, split.body_line)}
    return tuple(row for row in blocks.rows(text) if row.number not in body)


def _article(
    said: _Said, made: Sequence[Block], above: Sequence[Row], vocabulary: Vocabulary, *, look_for_title: bool = True
) -> Article:
    known = said.stated.title or said.own.title
    kinds = naming.named(made, phrases.chosen(vocabulary, said.lang, _own(said)), known, look_for_title=look_for_title)
    named = list(zip(made, kinds, strict=True))
    return Article(
        path=said.path,
        sha256=said.sha256,
        lang=said.lang,
        title=known or next((_title(block.text, vocabulary) for block, kind in named if kind == "headline"), None),
        paragraphs=tuple(block.text for block, kind in named if kind in _PARAGRAPHS),
        lines=_lines(made, kinds, above),
        stated=said.stated,
        page=said.own,
    )


def _own(said: _Said) -> list[str]:
    """Return the names of the publisher that the curator and the page state."""
    return [name for of in (said.stated, said.own) for name in (of.publisher, of.agency) if name]


def _title(text: str, vocabulary: Vocabulary) -> str:
    """Return a headline without a publisher's name, archive's mark or wire's sign after it, or a mail's mark before."""
    name = _SITE.search(text)
    if name and vocabulary.publisher(name.group(1)):
        text = text[: name.start()]
    return _ARCHIVE_MARK.sub("", _SUBJECT.sub("", text))


def _lines(made: Sequence[Block], kinds: Sequence[LineKind], above: Sequence[Row]) -> tuple[Line, ...]:
    rows: list[tuple[Row, LineKind]] = [(row, "header") for row in above]
    rows += [(row, kind) for block, kind in zip(made, kinds, strict=True) for row in block.rows]
    return tuple(Line(index, row.number, row.text.strip(), kind) for index, (row, kind) in enumerate(rows))
