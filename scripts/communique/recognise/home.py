"""The newsroom's own state, which an article leaves out: 'the foreign ministry' without a country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from communique.model import TITLE, Article, CountryCode, Mention, Span
from communique.recognise import matching
from communique.recognise.cues import Cue
from communique.recognise.lexicon import EVERY, Entry, Lexicon
from communique.recognise.passages import Passage

OPENING = 3
"""Paragraphs in which news says who acts."""

_NEAR_BEFORE = re.compile(r"(?:'s?)?(?:[ -][\w'-]+){0,3} ?|[^\s,.;:、。，；：]{0,8} ?[^\s,.;:、。，；：]{0,4}")
_NEAR_AFTER = re.compile(r"(?: [^\W\d_]{1,3}){0,2} ?")
"""What may stand between an organ and its country: nothing, or short words such as 'of the'."""


def own(
    article: Article,
    passages: Sequence[Passage],
    told: Mapping[int, tuple[Cue, ...]],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
) -> tuple[Mention, ...]:
    """Return the mentions of the newsroom's own state: organs of a state in the opening with no country beside them.

    Newsrooms leave their own country out where every reader knows it. Which it is, the language tells where its
    newsrooms sit in one country; else the dateline; else the publisher.
    """
    home = country(article, passages, lexicon)
    if home is None:
        return ()
    return tuple(
        Mention(home, passage.text[cue.start : cue.end], "home", Span(passage.number, cue.start, cue.end))
        for passage in passages
        if passage.number == TITLE or passage.number < OPENING
        for cue in _unqualified(passage, told[passage.number], mentions)
    )


def country(article: Article, passages: Sequence[Passage], lexicon: Lexicon) -> CountryCode | None:
    """Return the country in which a newsroom sits: by its language, else the dateline, else the publisher."""
    by_language = lexicon.homes.get(article.lang.split("-")[0])
    return by_language or _of_dateline(passages, lexicon) or _of_publisher(article, lexicon)


def _of_dateline(passages: Sequence[Passage], lexicon: Lexicon) -> CountryCode | None:
    for passage in passages:
        if passage.number == 0 and passage.dateline:
            hits: Iterator[tuple[int, int, Entry]] = matching.find(
                passage.folded[: passage.dateline], lexicon.forms[EVERY]
            )
            places = (entry.code for _, _, entry in hits if entry.kind in {"capital", "place", "name"})
            return next((code for code in places if code), None)
    return None


def _of_publisher(article: Article, lexicon: Lexicon) -> CountryCode | None:
    name = article.stated.publisher or article.page.publisher
    known = lexicon.publishers.get(lexicon.publisher_names.get(name.casefold(), "")) if name else None
    return known.country if known is not None and not known.agency else None


def _unqualified(passage: Passage, told: Sequence[Cue], mentions: Sequence[Mention]) -> Iterator[Cue]:
    spans = [mention.span for mention in mentions if mention.span.paragraph == passage.number]
    last = passage.dateline
    for cue in told:
        if cue.kind == "organ" and cue.start >= last:
            is_named = any(_beside(passage.folded, cue, span) for span in spans)
            if not is_named and not _is_local(passage.folded, cue, told):
                last = cue.end
                yield cue


def _beside(text: str, cue: Cue, span: Span) -> bool:
    """Tell whether a country stands in the phrase of an organ, before or after it."""
    if span.end <= cue.start:
        return _NEAR_BEFORE.fullmatch(text, span.end, cue.start) is not None
    if cue.end <= span.start:
        return _NEAR_AFTER.fullmatch(text, cue.end, span.start) is not None
    return True


def _is_local(text: str, cue: Cue, told: Sequence[Cue]) -> bool:
    return any(one.kind == "local" and one.end <= cue.start and not text[one.end : cue.start].strip() for one in told)
