"""Passages -> the places that name a country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, cast

from communique import dateline
from communique.model import TITLE, CountryCode, Mention, Span
from communique.recognise import matching
from communique.recognise.ambiguity import Context, given_name_before, is_introduced, is_language
from communique.recognise.lexicon import EVERY, SCRIPTS, Entry, Lexicon
from communique.recognise.passages import Passage, fold
from communique.recognise.signs import SignPatterns
from communique.recognise.signs import find as find_signs

MentionKind = Literal["name", "demonym", "capital", "metonym", "place", "holder"]

_WORDS = re.compile(r"[^ -]+")
_TICKER = re.compile(r"(?:\.[A-Z]{1,2})?>")
_EXCHANGE = re.compile(r"(?:NYSE|NASDAQ|Nasdaq|AMEX|LSE|TSX|TSE|ASX|OTC)(?:: ?|-)$")

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
    context = Context.of(passages, lexicon.nameless)
    signs = lexicon.signs.get(lang.split("-")[0])
    mentions: list[_Candidate] = []
    publishers: list[tuple[str, Span]] = []
    for passage in passages:
        hits = [hit for one in automata for hit in matching.find(passage.folded, one) if _written_so(passage, *hit)]
        groups = [group for group in matching.longest(hits) if group[0][0] >= passage.dateline]
        for same in groups:
            span = Span(passage.number, same[0][0], same[0][1])
            entries = [entry for _, _, entry in same]
            publishers += [(entry.publisher, span) for entry in entries if entry.publisher is not None]
            members = [entry.code for entry in entries if entry.kind == "group" and entry.code is not None]
            form = passage.text[span.start : span.end]
            mentions += [_Candidate(Mention(code, form, "name", span)) for code in members]
            meant = None if members else _meant(entries, passage, span, lexicon, context, published)
            if meant is not None:
                mentions.append(meant)
        if signs is not None:
            mentions += _signs(passage, signs, groups)
    return Found(_settled(mentions, _towns(context.text, lexicon.states)), tuple(publishers))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A mention, what else its form could mean, and whether it is a person's name: decided when all are known."""

    mention: Mention
    others: tuple[CountryCode, ...] = ()
    person: bool = False


def _settled(candidates: Sequence[_Candidate], towns: frozenset[str]) -> tuple[Mention, ...]:
    """Return the mentions, in order, that stand when the whole article is known.

    A person is named in full first, by the surname later. So a form whose first place outside the title stands in a
    name means that person everywhere, unless the country is named in another way, too. So does one of `towns`; a
    capital's name means the town in any case. A holder of two countries' offices stands for the one named otherwise.
    """
    namesakes = towns | _persons(candidates)
    plain = Counter(c.mention.country for c in candidates if not (c.person or c.others or _form(c) in namesakes))
    found = [
        replace(c.mention, country=max((c.mention.country, *c.others), key=lambda code: plain[code]))
        for c in candidates
        if not c.person
        and (_form(c) not in namesakes or plain[c.mention.country])
        and not (_form(c) in towns and c.mention.kind == "capital")
    ]
    return tuple(sorted(found, key=lambda mention: (mention.span.paragraph, mention.span.start)))


def _persons(candidates: Sequence[_Candidate]) -> frozenset[str]:
    first = {_form(c): c for c in reversed(candidates) if c.mention.span.paragraph != TITLE}
    return frozenset(form for form, candidate in first.items() if candidate.person)


def _towns(text: str, states: re.Pattern[str]) -> frozenset[str]:
    """Return the words before the name of a state: 'lebanon' of 'LEBANON, Pa.', 'panama city' of 'Panama City, Fla.'"""
    before = [fold(text[max(0, match.start() - 30) : match.start()]).split() for match in states.finditer(text)]
    return frozenset(" ".join(words[-count:]) for words in before for count in (1, 2) if len(words) >= count)


def _form(candidate: _Candidate) -> str:
    return fold(candidate.mention.form)


def _signs(
    passage: Passage, signs: SignPatterns, groups: Sequence[Sequence[tuple[int, int, Entry]]]
) -> Iterator[_Candidate]:
    """Give the countries of the single signs in a passage; a name that reaches into a compound hides it."""
    for start, end, placed in find_signs(passage.text, signs):
        if start >= passage.dateline and not any(a < end and start < b for (a, b, _), *_ in groups):
            for at, code in placed:
                yield _Candidate(Mention(code, passage.text[at], "name", Span(passage.number, at, at + 1)))


def _automata(passages: Sequence[Passage], lexicon: Lexicon, lang: str) -> list[Any]:
    """Return the automata of English, of the article's language, and of the scripts that its text holds."""
    scripts = [key for key, script in SCRIPTS.items() if any(script.search(passage.text) for passage in passages)]
    return [lexicon.forms[key] for key in (EVERY, lang.split("-")[0], *scripts) if key in lexicon.forms]


def _written_so(passage: Passage, start: int, end: int, entry: Entry) -> bool:
    """Compare capitals: a capital in the form must be one in the text, unless the whole passage is in capitals."""
    written = passage.text[start:end]
    if passage.capitals and written.upper() == written:
        return True
    form = dateline.plain(entry.text)
    pairs = zip(_WORDS.findall(form), _WORDS.findall(written), strict=False)
    if not all(w == f for one, other in pairs for f, w in zip(one, other, strict=False) if f.isupper()):
        return False
    shouted = written.isupper() and not form[: len(written)].isupper() and written.upper() != written.lower()
    return not (shouted and len(written) >= SHORTEST_SHOUTED)


def _meant(
    entries: list[Entry], passage: Passage, span: Span, lexicon: Lexicon, context: Context, published: date | None
) -> _Candidate | None:
    """Choose what a form means here: a blank or publisher hides all else; an ambiguous form goes by its rules."""
    if any(entry.code is None for entry in entries) or _is_ticker(passage.text, span):
        return None
    if entries[0].kind == "demonym" and is_language(passage.text, span):
        return None
    able = [entry for entry in entries if _in_office(entry, published) and _is_prefix(entry, passage.text, span)]
    if any(e.kind == "holder" and len(e.words) == 1 for e in able) and _is_namesake(passage, span, lexicon):
        others = [entry for entry in able if entry.kind != "holder"]
        if not others:
            return _candidate(able[0], passage, span, person=True)
        able = others
    if not able:
        return None
    rules = lexicon.ambiguities.get(fold(entries[0].text))
    if rules is None or all(entry.kind == "holder" for entry in able):
        codes = dict.fromkeys(cast(CountryCode, entry.code) for entry in able)
        return _candidate(able[0], passage, span, codes=tuple(codes) if able[0].kind == "holder" else ())
    code = context.country(rules, passage, span)
    if code is None:
        person = any(rule.person for rule in rules) and is_introduced(passage, span, context.nameless)
        return _candidate(able[0], passage, span, person=True) if person else None
    named = next((entry for entry in able if entry.code == code), able[0])
    return _candidate(replace(named, code=code), passage, span)


def _is_namesake(passage: Passage, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether a surname follows another given name than the holder's; one of the same initial is a spelling."""
    given = given_name_before(passage, span, lexicon.nameless)
    full = lexicon.holders.get(fold(passage.text[span.start : span.end]), "")
    return given is not None and len(given.rstrip(".")) > 1 and given[0] != full[:1]


def _candidate(
    entry: Entry, passage: Passage, span: Span, *, codes: tuple[CountryCode, ...] = (), person: bool = False
) -> _Candidate:
    kind = "demonym" if entry.kind == "prefix" else cast(MentionKind, entry.kind)
    mention = Mention(cast(CountryCode, entry.code), passage.text[span.start : span.end], kind, span)
    return _Candidate(mention, codes[1:], person)


def _is_prefix(entry: Entry, text: str, span: Span) -> bool:
    """Tell whether a prefix stands as one: 'Sino-' before 'Indian'; other entries may stand anywhere."""
    return entry.kind != "prefix" or (
        text[span.end : span.end + 1] == "-" and text[span.end + 1 : span.end + 2].isalpha()
    )


def _is_ticker(text: str, span: Span) -> bool:
    """Tell whether a form is a company's sign on an exchange, as wire copy sets it: <ROK>, (NYSE: ROK)."""
    opened, word = text[max(0, span.start - 10) : span.start], text[span.start : span.end]
    return word.isupper() and (
        bool(_TICKER.match(text, span.end)) if opened.endswith("<") else _EXCHANGE.search(opened) is not None
    )


def _in_office(entry: Entry, published: date | None) -> bool:
    """Tell whether a holder was in office; in an undated article any of the terms may be meant."""
    if entry.kind != "holder" or published is None:
        return True
    day = published.isoformat()
    return (entry.start or "") <= day and (entry.end is None or day[: len(entry.end)] <= entry.end)
