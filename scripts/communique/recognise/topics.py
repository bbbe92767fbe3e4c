"""Passages -> topics, by weighted phrases."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from communique.model import TITLE, Article, Evidence, Span, TopicId
from communique.recognise import matching, stems
from communique.recognise.lexicon import Lexicon, TopicEntry
from communique.recognise.passages import Passage
from communique.recognise.proposals import Proposal, stated
from communique.recognise.stories import Kind

MOST = 3
"""Most topics of a briefing (the data model's rule)."""

TITLE_WEIGHT = 3.0
LEAD_WEIGHT = 1.5
"""A phrase of the headline counts as three of the body, one of the first paragraph as one and a half: news puts its
subject first."""

THRESHOLD = 4.0
"""Least score of any topic: one decisive phrase in the lead, or two good hints."""

LEAST = 1.0
"""Least score of the only topic of an article: one hint in a short text."""

KIND_WEIGHT = 6.0
"""What a story's kind counts for its topic: as much as a decisive phrase in the lead."""

FURTHER = 0.3
"""Share of the main topic's score from which a second and third topic are taken."""


ASIDE = 0.5
"""What a topic counts that one paragraph below the lead has: that is background, or a list of what else was said."""

SHORT = 4
"""Passages up to which an article is too short to return to a topic."""


def topics(
    article: Article, passages: Sequence[Passage], kind: Kind | None, lexicon: Lexicon
) -> Proposal[tuple[TopicId, ...]]:
    """Return at most three topics, the main one first, each with the phrases that speak for it.

    `kind` is the kind of story, if it is of one that has a topic of its own.
    """
    said = stated(article, "topics")
    if said is not None:
        return said
    phrases, spans = _phrases(article.lang.split("-")[0], passages, lexicon)
    of_kind = lexicon.cue_topics.get(kind.cue) if kind and kind.cue else None
    if kind and of_kind in lexicon.topics:
        phrases[of_kind][f"words of {kind.cue}"] = KIND_WEIGHT
    scores = {topic: sum(found.values()) * _breadth(spans[topic], len(passages)) for topic, found in phrases.items()}
    ranked = sorted(scores, key=lambda topic: (-scores[topic], lexicon.topics.index(topic)))
    best = scores[ranked[0]] if ranked else 0.0
    chosen = [topic for topic in ranked[:MOST] if scores[topic] >= max(THRESHOLD, FURTHER * best)]
    chosen = chosen or [topic for topic in ranked[:1] if scores[topic] >= LEAST]
    rest = [topic for topic in ranked[len(chosen) : len(chosen) + 1] if scores[topic] > 0]
    evidence = [_evidence(topic, scores[topic], phrases[topic], spans[topic]) for topic in (*chosen, *rest)]
    gaps = {} if chosen else {"topics": "too few phrases speak for any topic"}
    return Proposal(tuple(chosen), tuple(evidence), gaps)


def _breadth(spans: Sequence[Span], length: int) -> float:
    """Return what a topic's score counts: less if a long article speaks of it in one paragraph below the lead only."""
    told = {span.paragraph for span in spans}
    return ASIDE if length > SHORT and len(told) == 1 and told.isdisjoint({TITLE, 0}) else 1.0


def _phrases(
    lang: str, passages: Sequence[Passage], lexicon: Lexicon
) -> tuple[dict[TopicId, dict[str, float]], dict[TopicId, list[Span]]]:
    """Score each phrase: its weight by where it stands, damped as it repeats (square root of the count).

    A dateline holds the names of a place and an agency, and none of the story's words.
    """
    places: dict[tuple[TopicId, str], list[float]] = defaultdict(list)
    weights: dict[tuple[TopicId, str], float] = {}
    spans: dict[TopicId, list[Span]] = defaultdict(list)
    told_from = {passage.number: passage.dateline for passage in passages}
    hits = (hit for hit in _hits(lang, passages, lexicon) if hit[1].start >= told_from[hit[1].paragraph])
    for entry, span in _heaviest(hits):
        places[entry.topic, entry.phrase].append({TITLE: TITLE_WEIGHT, 0: LEAD_WEIGHT}.get(span.paragraph, 1.0))
        weights[entry.topic, entry.phrase] = entry.weight
        if entry.weight > 0:
            spans[entry.topic].append(span)
    found: dict[TopicId, dict[str, float]] = defaultdict(dict)
    for (topic, phrase), zones in places.items():
        found[topic][phrase] = weights[topic, phrase] * (max(zones) + math.sqrt(len(zones)) - 1)
    return found, spans


def _heaviest(hits: Iterable[tuple[TopicEntry, Span]]) -> Iterable[tuple[TopicEntry, Span]]:
    """Keep one phrase of a topic for the same words: a word found by its stem and by '*' is no second hint."""
    kept: dict[tuple[TopicId, Span], TopicEntry] = {}
    for entry, span in hits:
        other = kept.get((entry.topic, span))
        if other is None or abs(entry.weight) > abs(other.weight):
            kept[entry.topic, span] = entry
    return _longest((entry, span) for (_, span), entry in kept.items())


def _longest(hits: Iterable[tuple[TopicEntry, Span]]) -> Iterator[tuple[TopicEntry, Span]]:
    """Leave out a phrase that stands within a longer one of its topic: 'asylum seeker' says once what it is about."""
    reached: dict[tuple[TopicId, int], int] = defaultdict(int)
    for entry, span in sorted(hits, key=_outer_first):
        told = entry.topic, span.paragraph
        if entry.weight < 0:
            yield entry, span
        elif span.end > reached[told]:
            reached[told] = span.end
            yield entry, span


def _outer_first(hit: tuple[TopicEntry, Span]) -> tuple[int, int, int]:
    return hit[1].paragraph, hit[1].start, -hit[1].end


def _hits(lang: str, passages: Sequence[Passage], lexicon: Lexicon) -> Iterator[tuple[TopicEntry, Span]]:
    """Give each phrase found, and where: by '*' or as it stands, and by stems (English ones if there are no others)."""
    if lang in lexicon.topic_phrases:
        for passage in passages:
            for start, end, entry in matching.find(passage.folded, lexicon.topic_phrases[lang]):
                yield cast(TopicEntry, entry), Span(passage.number, start, end)
    known = lang if lang in lexicon.topic_stems else "en"
    if known in lexicon.topic_stems:
        table = stems.table(" ".join(passage.folded for passage in passages), known)
        for passage in passages:
            yield from _stem_hits(passage, lexicon.topic_stems[known], table)


def _stem_hits(passage: Passage, automaton: Any, table: Mapping[str, str]) -> Iterator[tuple[TopicEntry, Span]]:
    """Give each phrase whose stems a passage holds in order. The spaces up to its end tell which words they are."""
    text = stems.stemmed(passage.folded, table)
    places = stems.places(passage.folded)
    for end, (words, entries) in automaton.iter(text):
        last = text.count(" ", 0, end) - 1
        span = Span(passage.number, places[last - words + 1][0], places[last][1])
        for entry in entries:
            yield entry, span


def _evidence(topic: TopicId, score: float, phrases: Mapping[str, float], spans: Sequence[Span]) -> Evidence:
    best = Counter(phrases).most_common(6)
    reason = ", ".join(f"'{phrase}' {weight:+.1f}" for phrase, weight in best)
    return Evidence(
        "topics",
        topic,
        round(score, 2),
        reason,
        tuple(sorted(spans, key=lambda span: (span.paragraph, span.start))[:10]),
    )
