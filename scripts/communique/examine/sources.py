"""What the sources of briefings leave open, share, or have had copied from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from communique.examine.subject import Subject
from communique.fields import is_open
from communique.model import UNKNOWN_PUBLISHER, Briefing, Source
from communique.problems import Problem
from communique.rules import found
from communique.sentences import count_words

_TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid|mc_[ce]id)=[^&]*")
"""What newsletters and networks put after an address to count readers: it leads to the same page."""

TITLE = 150
"""Longest title, in characters, of which nothing is said; headlines of newsrooms seldom have more than 110."""


def gaps(subject: Subject) -> Iterator[Problem]:
    """Find published briefings without a source, and sources without rights or with an unknown publisher."""
    for one in subject.published:
        if not one.sources:
            hint = "Name where it comes from: 'sources: [{publisher: …, url: …}]'."
            yield found("no-source", one.path, "There is no source.", hint, key="sources")
        for number, source in enumerate(one.sources, 1):
            yield from _gaps(one, source, number, subject)


def _gaps(one: Briefing, source: Source, number: int, subject: Subject) -> Iterator[Problem]:
    key = f"sources.{number}"
    if source.rights is None:
        hint = "Write 'rights: all-rights-reserved', or the licence that its publisher states."
        yield found("no-rights", one.path, "The rights are not stated; they count as reserved.", hint, key=key)
    if source.publisher == UNKNOWN_PUBLISHER:
        hint = "Write its name, or its id in publishers.yml."
        yield found("no-publisher", one.path, "The publisher is not named yet.", hint, key=f"{key}.publisher")
    elif subject.vocabulary.publisher(source.publisher) is None:
        message = f"The publisher '{source.publisher}' is not known."
        hint = "Write its id or name as in publishers.yml, or add it to briefings/publishers.yml."
        yield found("unknown-publisher", one.path, message, hint, key=f"{key}.publisher")


def long_titles(subject: Subject) -> Iterator[Problem]:
    """Find titles that lists and search results would cut."""
    for one in subject.briefings:
        if len(one.title) > TITLE:
            message = f"The title has {len(one.title)} characters; lists show {TITLE} at most."
            yield found(
                "long-title", one.path, message, "Shorten it; what it says can stand in the summary.", key="title"
            )


def shared(subject: Subject) -> Iterator[Problem]:
    """Find sources that stand in two briefings, or twice in one, by their address or their article.

    Nothing is said of withdrawn briefings, or if a person reviewed both.
    """
    first_of: dict[tuple[str, str], tuple[Briefing, int]] = {}
    for one in subject.briefings:
        for number, source in enumerate(one.sources, 1):
            if one.status != "withdrawn":
                names = list(_names(source))
                known = next(((key, first_of[key, name]) for key, name in names if (key, name) in first_of), None)
                if known is not None:
                    yield from _shared(one, number, known[0], *known[1])
                for name in names:
                    first_of.setdefault(name, (one, number))


def _names(source: Source) -> Iterator[tuple[str, str]]:
    if source.url:
        yield "url", plain_url(source.url)
    if source.article:
        yield "article", source.article


def _shared(one: Briefing, number: int, key: str, first: Briefing, at: int) -> Iterator[Problem]:
    if one.path != first.path and one.review and first.review:
        return
    where = f"source {at} above" if one.path == first.path else f"a source of {first.path}"
    what = "address" if key == "url" else "article"
    hint = "Keep one of the two; if one report tells two stories, a review of both settles it."
    yield found("same-source", one.path, f"This {what} is {where}, too.", hint, key=f"sources.{number}.{key}")


def plain_url(url: str) -> str:
    """Return an address without what makes no difference to the page: scheme, 'www.', marks of trackers, fragment."""
    parts = urlsplit(url)
    query = _TRACKING.sub("", parts.query).strip("&")
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def copied(subject: Subject) -> Iterator[Problem]:
    """Find briefings whose body and key points hold more of a reserved article than may be quoted."""
    for one in subject.briefings:
        points = [point.text for point in one.key_points]
        if one.status == "withdrawn" or not _may_exceed(one, points, subject):
            continue
        for number, source in enumerate(one.sources, 1):
            if source.article and not is_open(source.rights):
                yield from _copied(one, points, source, number, subject)


def _may_exceed(one: Briefing, points: list[str], subject: Subject) -> bool:
    """Tell by lengths alone whether a briefing can be beyond the limit: of few is the article read."""
    settings = subject.settings
    if len(points) > settings.quote_sentences:
        return True
    return count_words(one.body) + sum(map(count_words, points)) > settings.quote_words


def _copied(one: Briefing, points: list[str], source: Source, number: int, subject: Subject) -> Iterator[Problem]:
    in_body, *in_points = subject.copied(source, [one.body, *points])
    words = in_body + sum(in_points)
    quoted = sum(2 * copied > count_words(point) for copied, point in zip(in_points, points, strict=True))
    limit, most = subject.settings.quote_words, subject.settings.quote_sentences
    if words > limit or quoted > most:
        many = f"{words} words" if words > limit else f"{quoted} sentences"
        most_ = f"{limit} words" if words > limit else f"{most} sentences"
        message = f"It copies {many} of {source.article}, whose rights are reserved; the limit is {most_}."
        hint = f"Write it in words of your own, or correct the rights under 'sources.{number}'."
        yield found("copied-text", one.path, message, hint, key="body" if in_body > sum(in_points) else "key_points")
