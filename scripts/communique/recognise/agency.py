"""Who first reported an article and who published it, from credits; 'according to' is no credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from communique.model import TITLE, Article, Evidence, Span
from communique.recognise.lexicon import Lexicon
from communique.recognise.passages import Passage
from communique.recognise.proposals import Proposal, stated

_CLOSING = re.compile(r"[(\[/]([^()\[\]/]{2,40})[)\]/]\s*$")
_IN_BRACKETS = re.compile(r"[(\[/（【=]\s*([^()\[\]/（）【】=]{2,60}?)\s*[)\]/）】]")
_PARTS = re.compile(r"\s*(?:[/;,&|=]|\band\b|\bvia\b|-)\s*")
_CREDIT_LINE = re.compile(
    r"^(?:by |from |source:? |via |with files from |with reporting by |with |additional reporting by |credit:? |\W*)*"
    r"(?P<name>[^,;|]+?)(?: in [^\W\d_][\w .-]{1,30})?$",
    re.IGNORECASE,
)


def agency(article: Article, passages: Sequence[Passage], lexicon: Lexicon) -> Proposal[str | None]:
    """Return the agency credited with the report: stated, at the end of the text, in its dateline or in a credit."""
    said = stated(article, "agency")
    if said is not None:
        return said
    found = list(_credits(article, passages, lexicon))
    if not found:
        return Proposal(None, (), {"agency": "no agency is credited"})
    found.sort(key=lambda one: -one.score)
    others = [one for one in found[1:] if one.value != found[0].value][:1]
    return Proposal(found[0].value, (found[0], *others))


def _credits(article: Article, passages: Sequence[Passage], lexicon: Lexicon) -> Iterator[Evidence]:
    told = [passage for passage in passages if passage.number != TITLE]
    for passage in told[-1:]:
        closing = _CLOSING.search(passage.text)
        if closing and (name := _agency_in(closing.group(1), lexicon)):
            span = Span(passage.number, closing.start(1), closing.end(1))
            yield Evidence("agency", name, 4.0, "credited at the end of the text", (span,))
    for passage in told[:1]:
        for match in _IN_BRACKETS.finditer(passage.text[: passage.dateline]):
            if name := _agency_in(match.group(1), lexicon):
                span = Span(passage.number, match.start(1), match.end(1))
                yield Evidence("agency", name, 3.0, "named in the dateline", (span,))
    for line in article.furniture:
        if line.kind in {"agency-end", "byline", "dateline", "credit", "author-note"}:
            credit = _CREDIT_LINE.match(line.text.strip().strip("().[]"))
            if credit and (name := _agency_in(credit["name"], lexicon)):
                score = 3.5 if line.kind == "agency-end" else 2.0
                yield Evidence("agency", name, score, f"line {line.number} ({line.kind}) credits it")


def _agency_in(text: str, lexicon: Lexicon) -> str | None:
    """Return the agency that a credit names, as it writes it: the whole, else the last part ('AFP-Yonhap') or words."""
    last_words = [" ".join(text.split()[-count:]) for count in (1, 2)]
    for part in (text, *reversed(_PARTS.split(text)), *last_words):
        publisher = lexicon.publishers.get(lexicon.publisher_names.get(part.strip().casefold(), ""))
        if publisher is not None and publisher.agency:
            return part.strip()
    return None


def publisher(article: Article, lexicon: Lexicon) -> Proposal[str | None]:
    """Return who published an article: stated, else known by the web address. The text itself is not asked."""
    said = stated(article, "publisher")
    if said is not None:
        return said
    url = article.stated.url or article.page.url
    host = (urlsplit(url).hostname or "") if url else ""
    labels = host.split(".")
    for start in range(len(labels) - 1):
        known = lexicon.domains.get(".".join(labels[start:]))
        if known:
            name = lexicon.publishers[known].name
            return Proposal(name, (Evidence("publisher", name, 5.0, f"the address is at {host}"),))
    return Proposal(None, (), {"publisher": "neither a header nor the page names the publisher"})
