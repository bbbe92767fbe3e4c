"""Who first reported an article and who published it, from credits; 'according to' is no credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from communique import dateline
from communique.model import TITLE, Article, Evidence, Span
from communique.recognise.dates import opening
from communique.recognise.lexicon import Lexicon
from communique.recognise.passages import Passage
from communique.recognise.proposals import Proposal, stated

_CLOSING = re.compile(
    r"[(\[/（【［]([^()\[\]/（）【】［］]{2,40})[)\]/）】］][.。]?\s*$"
    r"|[.!?…»”\"'。][ ]?(?:[-=/*]{1,2} ?)?([A-ZÀ-Þ][\w.-]{1,15}(?: [A-ZÀ-Þ][\w.-]{1,15})?)\s*$"
)
"""A name in brackets or after the last stop: '(Agency)', '. AGENCY', '.-Agency'."""

_IN_BRACKETS = re.compile(r"[(\[/（【［=＝]\s*([^()\[\]/=（）【】［］＝]{2,60}?)\s*[)\]/）】］]")
_PARTS = re.compile(r"\s*(?:[/;,&|=·]|\band\b|\bvia\b|\bet\b|\by\b|\be\b|\bund\b|\bи\b|\bve\b| - |-)\s*")
_LEAD_IN = (
    "by|from|source|quelle|fuente|fonte|kaynak|источник|джерело|来源|來源|출처|المصدر|via|with files from"
    "|with reporting by|with|additional reporting by|credit|par|por|von|avec|con información de"
    "|com informações d[aeo]s?|com|mit material (?:von|der)|mit"
)
_CREDIT_LINE = re.compile(
    rf"^(?:(?:{_LEAD_IN})\b ?[:：]? ?|\W+)*(?P<name>[^,;|：]+?)(?: in [^\W\d_][\w .-]{{1,30}})?(?:[,;|].*)?$",
    re.IGNORECASE,
)
_SET_OFF = re.compile(r"\s*[,|·/;]\s*")
_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{3,}|[\uac00-\ud7af]{3,}")
_WORDS = re.compile(r"[^\W\d_][\w'-]*(?:\.\w+)*(?:[ -][^\W\d_][\w'-]*(?:\.\w+)*)*")

_CREDITING = frozenset({"agency-end", "byline", "dateline", "credit", "author-note"})

SHORT = 4
"""A name of so few Latin letters is an acronym, and counts only as the agency writes it or in capitals."""


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
        group = closing.lastindex if closing else None
        if closing and group and (name := _agency_in(closing[group], lexicon)):
            span = Span(passage.number, closing.start(group), closing.end(group))
            yield Evidence("agency", name, 4.0, "credited at the end of the text", (span,))
    if (opened := opening(passages)) and (found := _in_dateline(opened[0].text[: opened[1]], lexicon)):
        name, start, end = found
        yield Evidence("agency", name, 3.0, "named in the dateline", (Span(opened[0].number, start, end),))
    for line in article.furniture:
        if line.kind in _CREDITING and (name := _in_line(line.text, lexicon)):
            score = 3.5 if line.kind == "agency-end" else 2.0
            yield Evidence("agency", name, score, f"line {line.number} ({line.kind}) credits it", line=line.number)


def _in_line(text: str, lexicon: Lexicon) -> str | None:
    """Return the agency that a line of credits names: by itself, after 'with' and the like, or in a dateline."""
    plain = dateline.plain(text.strip())
    credit = _CREDIT_LINE.match(plain.strip("().[]（）【】*- "))
    if credit and (name := _agency_in(credit["name"], lexicon)):
        return name
    for part in _SET_OFF.split(plain)[1:]:
        if _is_agency(part.strip(), lexicon):
            return part.strip()
    found = _in_dateline(plain, lexicon) if dateline.end(plain + " ") >= len(plain) or "(" in plain else None
    return found[0] if found else None


def _in_dateline(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """Return the agency that a dateline names and where: in brackets or slashes, else as one of its words or parts."""
    for match in _IN_BRACKETS.finditer(text):
        if name := _agency_in(match[1], lexicon):
            return name, match.start(1), match.end(1)
    for match in _RUN.finditer(text):
        for part in _ends(match[0]):
            if _is_agency(part, lexicon):
                start = match.start() + match[0].rindex(part)
                return part, start, start + len(part)
    for match in _WORDS.finditer(text):
        if len(match[0]) > 2 and _is_agency(match[0].strip(". "), lexicon):
            return match[0].strip(". "), match.start(), match.end()
    return None


def _ends(run: str) -> Iterator[str]:
    """Yield the beginnings and ends of a run of East Asian characters, the longest first."""
    for length in range(min(6, len(run)), 1, -1):
        yield run[:length]
        yield run[-length:]


def _agency_in(text: str, lexicon: Lexicon) -> str | None:
    """Return the agency that a credit names, as it writes it: the whole, a part, the last first, some of its words."""
    words = text.split()
    some = [" ".join(words[-count:]) for count in (1, 2)] + [" ".join(words[:count]) for count in (2, 1)]
    ends = _ends(text) if _RUN.match(text) else ()
    parts = (part.strip() for part in (text, *reversed(_PARTS.split(text)), *some, *ends))
    return next((part for part in parts if part and _is_agency(part, lexicon)), None)


def _is_agency(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is an agency's; some are too common as words to be a name without brackets."""
    for form in (name, f"({name})", f"（{name}）"):
        found = lexicon.publishers.get(lexicon.publisher_names.get(form.casefold(), ""))
        if found is not None and found.agency:
            written = (found.name, *found.aliases)
            return len(form) > SHORT or not form.isascii() or form.isupper() or form in written
    return False


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
