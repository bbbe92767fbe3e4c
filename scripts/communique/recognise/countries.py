"""Passages -> the places that name a country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from communique.model import CountryCode, Mention, Span
from communique.recognise import matching
from communique.recognise.ambiguity import Context, given_name_before
from communique.recognise.lexicon import EVERY, SCRIPTS, Entry, Lexicon
from communique.recognise.passages import Passage, fold

MentionKind = Literal["name", "demonym", "capital", "metonym", "place", "holder"]

SHORTEST_SHOUTED = 4
"""From this length on, a form set in capitals amid small letters ('IRAN') may be an acronym: 'CHAD', 'MALI'."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search in an article gives: the mentions of countries, and the places of publishers' names."""

    mentions: tuple[Mention, ...]
    publishers: tuple[tuple[str, Span], ...]


def find(passages: Sequence[Passage], lexicon: Lexicon, lang: str, published: date | None) -> Found:
    """Return the countries and publishers that an article names, in order.

    `lang` picks the forms in Latin script (always the English ones too); `published` tells which holders of an
    office are meant, if it is known. Datelines name no one.
    """
    automata = _automata(passages, lexicon, lang)
    context = Context.of(passages)
    mentions: list[Mention] = []
    publishers: list[tuple[str, Span]] = []
    for passage in passages:
        hits = [hit for one in automata for hit in matching.find(passage.folded, one) if _written_so(passage, *hit)]
        for same in matching.longest(hits):
            start, end, _ = same[0]
            if start < passage.dateline:
                continue
            span = Span(passage.number, start, end)
            publishers += [(entry.publisher, span) for _, _, entry in same if entry.publisher is not None]
            meant = _meant([entry for _, _, entry in same], passage, span, lexicon, context, published)
            if meant is not None:
                mentions.append(Mention(meant[0], passage.text[start:end], meant[1], span))
    return Found(tuple(mentions), tuple(publishers))


def _automata(passages: Sequence[Passage], lexicon: Lexicon, lang: str) -> list[Any]:
    """Return the automata of English, of the article's language, and of the scripts that its text holds."""
    scripts = [key for key, script in SCRIPTS.items() if any(script.search(passage.text) for passage in passages)]
    return [lexicon.forms[key] for key in (EVERY, lang.split("-")[0], *scripts) if key in lexicon.forms]


def _written_so(passage: Passage, start: int, end: int, entry: Entry) -> bool:
    """Compare capitals: a capital in the form must be one in the text, unless the whole passage is in capitals."""
    written = passage.text[start:end]
    if passage.capitals and written.upper() == written:
        return True
    form = entry.text.replace("’", "'")
    if not all(w == f for f, w in zip(form, written, strict=False) if f.isupper()):
        return False
    shouted = written.isupper() and not form[: len(written)].isupper() and written.upper() != written.lower()
    return not (shouted and len(written) >= SHORTEST_SHOUTED)


def _meant(
    entries: list[Entry], passage: Passage, span: Span, lexicon: Lexicon, context: Context, published: date | None
) -> tuple[CountryCode, MentionKind] | None:
    """Choose what a form means here: a blank or publisher hides all else; an ambiguous form goes by its rules."""
    if any(entry.code is None for entry in entries):
        return None
    able = [entry for entry in entries if _in_office(entry, published)]
    if any(e.kind == "holder" and len(e.words) == 1 for e in able) and given_name_before(passage, span):
        able = [entry for entry in able if entry.kind != "holder"]
    rules = lexicon.ambiguities.get(fold(entries[0].text))
    if rules is None or all(entry.kind == "holder" for entry in able):
        return next(((cast(CountryCode, e.code), cast(MentionKind, e.kind)) for e in able), None)
    code = context.country(rules, passage, span)
    kinds = [entry.kind for entry in able if entry.code == code] or [entry.kind for entry in able]
    return (code, cast(MentionKind, kinds[0])) if code and kinds else None


def _in_office(entry: Entry, published: date | None) -> bool:
    """Tell whether a holder was in office; in an undated article any of the terms may be meant."""
    if entry.kind != "holder" or published is None:
        return True
    day = published.isoformat()
    return (entry.start or "") <= day and (entry.end is None or day[: len(entry.end)] <= entry.end)
