"""Article + Lexicon -> Reading: parties, pairs, mentions, topics, dates, people, each with its evidence. Pure."""

from __future__ import annotations

from communique.model import Article, Reading
from communique.recognise import (
    agency,
    countries,
    cues,
    dates,
    events,
    home,
    parties,
    passages,
    people,
    points,
    roles,
    stories,
    topics,
)
from communique.recognise.lexicon import Lexicon, compile_lexicon

__all__ = ["Lexicon", "compile_lexicon", "recognise"]


def recognise(article: Article, lexicon: Lexicon) -> Reading:
    """Return what an article says. The curator's word wins over the page's, and that over what is recognised."""
    read = passages.read(article)
    published = dates.published(article, read, lexicon.calendar)
    event = events.event_date(article, read, lexicon.calendar, published.value)
    told = cues.find(read, lexicon.cues, article.lang)
    found = countries.find(read, lexicon, article.lang, published.value)
    kind = stories.kind(read, told)
    own = home.own(article, read, told, found.mentions, lexicon)
    year = published.value.year if published.value else None
    placed = roles.place(read, found, own, told, lexicon, article.lang, year)
    about = topics.topics(article, read, kind, lexicon)
    judged = parties.judge(article, read, placed, told, kind, lexicon)
    who = people.people(article, read, told, found.mentions, lexicon)
    alone = points.points(article, read, told, [span for _, span in found.publishers])
    agent = agency.agency(article, read, lexicon)
    by = agency.publisher(article, lexicon)
    proposals = (published, event, about, who, alone, agent, by)
    return Reading(
        published=published.value,
        event_date=event.value,
        parties=judged.parties,
        pairs=judged.pairs,
        mentions=judged.mentions,
        topics=about.value,
        people=who.value,
        points=alone.value,
        agency=agent.value,
        publisher=by.value,
        evidence=(*judged.evidence, *(one for proposal in proposals for one in proposal.evidence)),
        gaps={**judged.gaps, **{field: gap for proposal in proposals for field, gap in proposal.gaps.items()}},
    )
