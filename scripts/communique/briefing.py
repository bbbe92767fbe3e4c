"""A briefing's file: front-matter text <-> Briefing, strict, every problem with its line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from communique import sentences, strict
from communique.fields import (
    Codes,
    Credibility,
    Day,
    Id,
    KeyPoints,
    Language,
    Pairs,
    Partial,
    People,
    Rights,
    Text,
    Topics,
    Url,
)
from communique.model import Briefing, Correction, Drafted, PairId, Review, Source, Status, TopicId, Withdrawn
from communique.problems import Problem, errors

UNPAIRED = "unpaired"
"""The folder of briefings that are not about a pair."""

MAX_BODY = 1_000_000
"""Longest body, in characters; a book of 150,000 words is shorter."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a briefing may refer to, and the language it is in unless it says so."""

    countries: Collection[str]
    topics: Collection[str]
    lang: str


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Source(_Shape):
    publisher: Text = Field(description="An id or name of publishers.yml, or any name")
    agency: Text | None = Field(None, description="Who reported it first, where credited")
    title: Text | None = Field(None, description="The article's headline")
    url: Url | None = Field(None, description="Where the article stands, http(s)")
    archive_url: Url | None = Field(None, description="A copy in an archive, http(s)")
    published: Day | None = Field(None, description="When the article was published")
    retrieved: Day | None = Field(None, description="When it was read")
    rights: Rights | None = Field(None, description="Absent: all rights reserved")
    credibility: Credibility | None = Field(None, description="Admiralty grade of this report, 1 to 6")
    article: Text | None = Field(None, description="The article file it was drafted from")
    sha256: Text | None = Field(None, description="SHA-256 of the article file, in hexadecimal")


class _Review(_Shape):
    by: Text = Field(description="The person who checked the briefing")
    on: Day


class _Correction(_Shape):
    date: Day
    note: Text = Field(description="What was wrong and is now right")


class _Withdrawn(_Shape):
    on: Day = Field(description="When it was withdrawn")
    reason: Text = Field(description="Why; shown at its address")


class _Drafted(_Shape):
    version: Text
    digest: Text


class Header(_Shape):
    """The front matter of a briefing. Only the title is needed; see docs for the defaults of the rest."""

    id: Id | None = Field(None, description="Permanent; the address is /briefings/<id>/. Default: the file's name")
    title: Text
    lang: Language | None = Field(None, description="BCP 47 tag of title and body. Default: the site's language")
    status: Status = Field("published", description="draft, published or withdrawn")
    event_date: Partial | None = Field(None, description="When it happened: a day, month or year")
    published: Day | None = Field(None, description="When the earliest source published it")
    added: Day | None = Field(None, description="When it came into the collection")
    parties: Codes | None = Field(None, description="Countries that act or are acted on. Default: those of the pairs")
    pairs: Pairs | None = Field(None, description="Pairs the story is about, the main one first. Default: the folder")
    mentions: Codes = Field((), description="Countries named but not parties")
    topics: Topics | None = Field(None, description="Ids of topics.yml, at most three. Default: the folder")
    people: People = Field((), description="Names of people, or name and role of each")
    summary: Text | None = Field(None, description="One or two sentences. Default: the first key point")
    key_points: KeyPoints = Field((), description="Sentences that stand alone, or each with who is quoted in it")
    sources: tuple[_Source, ...] = ()
    review: _Review | None = Field(None, description="Only a person writes it")
    corrections: tuple[_Correction, ...] = ()
    withdrawn: _Withdrawn | None = Field(None, description="With the status withdrawn: when and why")
    aliases: tuple[Id, ...] = Field((), description="Earlier ids; their addresses redirect here")
    drafted: _Drafted | None = Field(None, description="Written by the build; leave it as it is")


KEYS = tuple(Header.model_fields)
"""The keys of the front matter in their usual order."""

_ADAPTER = TypeAdapter(Header)
_MADE_ANEW = {"sources", "review", "corrections", "withdrawn", "drafted"}
_HANDLER = YAMLHandler()
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
_CONFLICT = re.compile(r"^(?:<{7} |>{7} )", re.MULTILINE)
_DRAFTED = re.compile(r"\A(-{3,}\s*\n(?:(?!---).*\n)*?)drafted:.*\n(?:[ \t]+.*\n)*")


def parse(path: str, text: str, known: Known) -> tuple[Briefing | None, list[Problem]]:
    """Read a briefing's file.

    `path` is relative to the root ('briefings/PRK-RUS/diplomacy/x.md'). Returns the briefing with every default
    filled in, or None if any problem is an error; and all problems.
    """
    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        hint = "Decide between the two versions and remove the lines '<<<<<<<', '=======' and '>>>>>>>'."
        return None, [Problem(path, "A merge conflict has not been resolved.", hint, line, 1)]
    parts = _split(path, text)
    if isinstance(parts, Problem):
        return None, [parts]
    front, body = parts
    tree, problems = strict.parse(front, path)
    if tree is None:
        return None, problems
    header, misfits = strict.typed(tree, _ADAPTER, path)
    problems += misfits
    problems += _unknown_names(tree, path, known)
    problems += _cut_short(front, tree, path)
    if header is None or errors(problems):
        return None, problems
    briefing, found = _complete(path, header, body, known, tree)
    return (None if errors(found) else briefing), problems + found


def digest(text: str) -> str:
    """Return 'sha256:<hex>' of a briefing's text without its `drafted` key, line ends as LF."""
    plain = _DRAFTED.sub(r"\1", text.replace("\r\n", "\n"))
    return f"sha256:{hashlib.sha256(plain.encode()).hexdigest()}"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the front matter, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_ADAPTER.json_schema()}


def schema_text() -> str:
    """Return the text of briefing.schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _split(path: str, text: str) -> tuple[str, str] | Problem:
    """Part the front matter, which keeps its line numbers by empty lines above it, from the body."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not _HANDLER.detect(text) or not text.startswith("---"):
        hint = "Begin the file with a line '---', the keys, and a line '---'."
        return Problem(path, "There is no front matter.", hint, 1)
    try:
        front, body = _HANDLER.split(text)
    except ValueError:
        return Problem(path, "The front matter is not closed.", "Put a line '---' after the last key.", 1)
    body = body.strip("\n")
    if len(body) > MAX_BODY:
        return Problem(path, f"The body has {len(body):,} characters; at most {MAX_BODY:,} are read.", "Split it.", 1)
    above = text.count("\n", 0, text.index(front) if front else 0)
    return "\n" * above + front, body


def _unknown_names(tree: strict.Tree, path: str, known: Known) -> list[Problem]:
    value = tree.value if isinstance(tree.value, dict) else {}
    country_hint, topic_hint = "Use an ISO 3166-1 alpha-3 code, or add it to countries.yml.", "Use an id of topics.yml."
    problems = []
    for key in ("parties", "mentions", "pairs", "topics"):
        names, what = (known.topics, "topic") if key == "topics" else (known.countries, "country")
        for number, item in enumerate(_strings(value.get(key))):
            for name in item.split("-") if key == "pairs" else [item]:
                if name not in names and (key == "topics" or re.fullmatch("[A-Z]{3}", name)):
                    hint = strict.nearest(name, names) or (topic_hint if key == "topics" else country_hint)
                    place = tree.place((key, number))
                    problems.append(Problem(path, f"'{name}' is not a {what} known here.", hint, *place, key=key))
    return problems


def _strings(value: Any) -> Sequence[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _cut_short(front: str, tree: strict.Tree, path: str) -> list[Problem]:
    """Warn of a title or summary from which YAML took '#' and the rest as a comment: `Kim #1 visit` reads as `Kim`."""
    lines = front.split("\n")
    problems = []
    for key in ("title", "summary"):
        line, _ = tree.place((key,))
        written = lines[line - 1] if line <= len(lines) else ""
        if re.match(rf"{key}:\s+[^'\"|>\s].* #", written):
            hint = "Put the whole value in quotes."
            message = "What follows ' #' is read as a comment."
            problems.append(Problem(path, message, hint, line, 1, key, "warning", "comment-in-text"))
    return problems


def _complete(path: str, header: Header, body: str, known: Known, tree: strict.Tree) -> tuple[Briefing, list[Problem]]:
    folders = path.split("/")[1:-1]
    pairs, topics, problems = _from_folders(path, header, folders, known)
    problems += _disagreements(path, header, folders, tree)
    problems += _still_shown(path, header, tree)
    parties = header.parties if header.parties is not None else _parties_of(pairs)
    for pair in pairs:
        missing = [code for code in pair.split("-") if code not in parties]
        if missing:
            hint = f"Add {', '.join(missing)} to parties, or remove the pair."
            place = tree.place(("pairs",))
            problems.append(
                Problem(path, f"The parties of {pair} are not all among the parties.", hint, *place, key="pairs")
            )
    id_ = header.id or path.rsplit("/", 1)[-1].removesuffix(".md")
    if header.id is None:
        problems += _id_problems(path, id_)
    lang = header.lang or known.lang
    written = {key: getattr(header, key) for key in Header.model_fields if key not in _MADE_ANEW}
    filled = {"id": id_, "lang": lang, "pairs": pairs, "topics": topics, "parties": parties}
    briefing = Briefing(
        **(written | filled | {"summary": header.summary or _summary(header, body, lang)}),
        path=path,
        body=body,
        sources=tuple(Source(**source.model_dump()) for source in header.sources),
        review=Review(header.review.by, header.review.on) if header.review else None,
        corrections=tuple(Correction(item.date, item.note) for item in header.corrections),
        withdrawn=Withdrawn(header.withdrawn.on, header.withdrawn.reason) if header.withdrawn else None,
        drafted=Drafted(header.drafted.version, header.drafted.digest) if header.drafted else None,
    )
    return briefing, problems


def _from_folders(
    path: str, header: Header, folders: Sequence[str], known: Known
) -> tuple[tuple[PairId, ...], tuple[TopicId, ...], list[Problem]]:
    """Take pairs and topics from the header, else from the folders briefings/<PAIR>/<topic>/."""
    problems = []
    pairs, topics = header.pairs, header.topics
    if pairs is None:
        pairs = ()
        if folders and folders[0] != UNPAIRED:
            codes = folders[0].split("-")
            if len(codes) == 2 and codes == sorted(set(codes)) and all(code in known.countries for code in codes):
                pairs = (folders[0],)
            else:
                hint = "Name it like PRK-RUS (known codes, sorted), or write 'pairs:' into the file."
                problems.append(Problem(path, f"The folder '{folders[0]}' is not a pair.", hint, 1, key="pairs"))
    if topics is None:
        topics = ()
        if len(folders) > 1 and folders[1] in known.topics:
            topics = (folders[1],)
        elif len(folders) > 1:
            hint = strict.nearest(folders[1], known.topics) or "Name it after an id of topics.yml, or write 'topics:'."
            problems.append(Problem(path, f"The folder '{folders[1]}' is not a topic.", hint, 1, key="topics"))
    return pairs, topics, problems


def _disagreements(path: str, header: Header, folders: Sequence[str], tree: strict.Tree) -> list[Problem]:
    """Note where the keys say something else than the folders; the keys decide."""
    problems = []
    for folder, key, values in zip(folders, ("pairs", "topics"), (header.pairs, header.topics), strict=False):
        if values is not None and folder not in (values or (UNPAIRED,)):
            message = f"The folder '{folder}' is not among the {key} of the file, which decide."
            hint = "Move the file, or correct the key."
            problems.append(Problem(path, message, hint, *tree.place((key,)), key=key, severity="note", rule="folder"))
    return problems


def _still_shown(path: str, header: Header, tree: strict.Tree) -> list[Problem]:
    if header.withdrawn is None or header.status == "withdrawn":
        return []
    message, hint = f"The status is {header.status}.", "Write 'status: withdrawn', or remove the key."
    return [Problem(path, message, hint, *tree.place(("withdrawn",)), key="withdrawn", severity="warning")]


def _parties_of(pairs: Sequence[PairId]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for pair in pairs for code in pair.split("-")))


def _id_problems(path: str, id_: str) -> list[Problem]:
    try:
        TypeAdapter(Id).validate_python(id_)
    except ValueError:
        hint = "Rename it with lower-case letters, digits and single hyphens, or write 'id:' into the file."
        return [Problem(path, f"The file's name '{id_}' cannot be an address.", hint, 1, key="id")]
    return []


def _summary(header: Header, body: str, lang: str) -> str:
    if header.key_points:
        return header.key_points[0].text
    for opening, token in pairwise(_MARKDOWN.parse(body)):
        if opening.type == "paragraph_open" and opening.level == 0 and token.content.strip():
            text = "".join(" " if child.type.endswith("break") else child.content for child in token.children or ())
            return (sentences.split(" ".join(text.split()), lang) or (header.title,))[0]
    return header.title
