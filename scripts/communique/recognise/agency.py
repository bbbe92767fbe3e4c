"""Who first reported an article and who published it, from credits; 'according to' is no credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from communique import dateline
from communique.model import TITLE, Article, Evidence, Span
from communique.recognise import home
from communique.recognise.dates import opening
from communique.recognise.lexicon import Lexicon
from communique.recognise.passages import Passage
from communique.recognise.proposals import Proposal, stated
from communique.vocabulary import Publisher

_NAME = r"[^\W\d_][\w.-]{1,15}"
_AFTER_NAME = r"(?:(?: |/|(?<=[)\]）】］]))(?:[A-Z]{2,4}|(?:[^\W\d_]{1,2}\.){1,3}|\d{1,2}:?\d\d|LOCAL TIME|www\.\S+))*"
"""What a desk puts after an agency's name: initials of who wrote and edited, the time, the address."""

_CLOSING = re.compile(
    rf"[(\[/（【［]([^()\[\]/（）【】［］]{{2,40}})[)\]/）】］][.。]?{_AFTER_NAME}\s*$"
    rf"|[.!?…»”\"'。][ ]?(?:[-=/*]{{1,2}} ?)?({_NAME}(?:[ /]{_NAME})??){_AFTER_NAME}\s*$"
)
"""A name in brackets or after the last stop: '(Agency)', '. AGENCY', '.-Agency', '(Agency) AB CD', '. Agency/A.B.'."""

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
_JOB = re.compile(r" (?:writer|reporter|correspondent|journalist|editor|photographer|staff)s?$", re.IGNORECASE)
"""What a byline says after somebody's agency, a field perhaps between: 'AP Writer', 'AP Business Writer'."""

_SET_OFF = re.compile(r"\s*[,|·/;]\s*")
_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{3,}|[\uac00-\ud7af]{3,}")
_WORDS = re.compile(r"[^\W\d_][\w'-]*(?:\.\w+)*(?:[ -][^\W\d_][\w'-]*(?:\.\w+)*)*")

_CREDITING: dict[str, float] = {
    "agency-end": 3.5,
    "byline": 2.0,
    "dateline": 2.0,
    "credit": 2.0,
    "author-note": 2.0,
    "copyright": 1.0,
}
"""Kinds of line that credit an agency, and how much each speaks; that it owns the text, says the least."""

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[ ,:]*(?:(?:©|\(c\)|copyright|by|\d{4}(?: ?- ?\d{4})?)[ ,:]*)*"
    r"(?P<name>[^\W\d_][^.,|/(]*)",
    re.IGNORECASE,
)

SHORT = 4
"""A name of so few Latin letters is an acronym, and counts only as the agency writes it or in capitals."""


@dataclass(frozen=True, slots=True)
class _Credit:
    """An agency by the vocabulary's name, and as a text writes it from `start` on."""

    name: str
    written: str
    start: int = 0

    def as_written(self) -> str:
        """Say how the text writes the name, where that is not the vocabulary's."""
        return "" if self.written == self.name else f" as '{self.written}'"


@dataclass(frozen=True, slots=True)
class _Names:
    """The vocabulary's names of agencies; an acronym that some share goes by an article's language or home country."""

    lexicon: Lexicon
    where: tuple[str, ...]

    def credit(self, written: str, start: int = 0) -> _Credit | None:
        """Return the agency of that name, None if there is none; some names are no agency's without brackets."""
        own = (f"{written} ({place})" for place in self.where)
        for form in (*own, written, f"({written})", f"（{written}）"):
            found = self.lexicon.publishers.get(self.lexicon.publisher_names.get(form.casefold(), ""))
            if found is not None and found.agency and _is_so_written(written, form, found):
                return _Credit(found.name, written, start)
        return None


def _is_so_written(written: str, form: str, publisher: Publisher) -> bool:
    is_acronym = len(written) <= SHORT and form.isascii()
    return not is_acronym or written.isupper() or form in (publisher.name, *publisher.aliases)


def agency(article: Article, passages: Sequence[Passage], lexicon: Lexicon) -> Proposal[str | None]:
    """Return the agency credited with the report: stated, at the end of the text, in its dateline or in a credit.

    It is given by the vocabulary's name, whatever form the text has of it; a curator's word is left as it is.
    """
    said = stated(article, "agency")
    if said is not None:
        return _by_known_name(said, article.stated.agency, lexicon)
    home_ = home.country(article, passages, lexicon)
    names = _Names(lexicon, (article.lang.split("-")[0], *((lexicon.label(home_),) if home_ else ())))
    found = sorted(_credits(article, passages, names), key=lambda one: -one.score)
    if not found:
        return Proposal(None, (), {"agency": "no agency is credited"})
    others = [one for one in found[1:] if one.value != found[0].value][:1]
    return Proposal(found[0].value, (found[0], *others))


def _by_known_name(said: Proposal[str], by_curator: str | None, lexicon: Lexicon) -> Proposal[str | None]:
    """Return what a page says of a publisher by the vocabulary's name, if it is known there."""
    known = lexicon.publishers.get(lexicon.publisher_names.get(said.value.casefold(), ""))
    if by_curator is not None or known is None:
        return Proposal(said.value, said.evidence)
    return Proposal(known.name, tuple(replace(one, value=known.name) for one in said.evidence))


def _credits(article: Article, passages: Sequence[Passage], names: _Names) -> Iterator[Evidence]:
    told = [passage for passage in passages if passage.number != TITLE]
    for passage in told[-1:]:
        if credit := _closing(passage.text, names):
            yield _in_text(passage, credit, 4.0, "credited at the end of the text")
    if (opened := opening(passages)) and (credit := _in_dateline(opened[0].text[: opened[1]], names)):
        yield _in_text(opened[0], credit, 3.0, "named in the dateline")
    for line in article.furniture:
        if line.kind in _CREDITING and (credit := _in_line(line.text, line.kind, names)):
            reason = f"line {line.number} ({line.kind}) credits it{credit.as_written()}"
            yield Evidence("agency", credit.name, _CREDITING[line.kind], reason, line=line.number)


def _in_text(passage: Passage, credit: _Credit, score: float, reason: str) -> Evidence:
    span = Span(passage.number, credit.start, credit.start + len(credit.written))
    return Evidence("agency", credit.name, score, reason + credit.as_written(), (span,))


def _closing(text: str, names: _Names) -> _Credit | None:
    """Return the agency that a text's last paragraph ends in, with where its name begins."""
    closing = _CLOSING.search(text)
    group = closing.lastindex if closing else None
    credit = _agency_in(closing[group], names) if closing and group else None
    return replace(credit, start=text.index(credit.written, closing.start())) if closing and credit else None


def _in_line(text: str, kind: str, names: _Names) -> _Credit | None:
    """Return the agency that a line of credits names: by itself, after 'with' and the like, or in a dateline."""
    plain = dateline.plain(text.strip())
    if kind == "copyright":
        owner = _COPYRIGHT.search(plain)
        return names.credit(owner["name"].strip()) if owner else None
    line = _CREDIT_LINE.match(plain.strip("().[]（）【】*- "))
    if line and (credit := _agency_in(line["name"], names)):
        return credit
    parts = (names.credit(part.strip(". ")) for part in _SET_OFF.split(plain)[1:])
    if credit := next(filter(None, parts), None) or _of_writer(plain, names):
        return credit
    return _in_dateline(plain, names) if dateline.end(plain + " ") >= len(plain) or "(" in plain else None


def _of_writer(text: str, names: _Names) -> _Credit | None:
    """Return the agency that stands before the job which ends a byline."""
    job = _JOB.search(text)
    words = text[: job.start()].split() if job else []
    ends = (kept[-count:] for kept in (words, words[:-1]) for count in (1, 2, 3))
    return next((credit for end in ends if end and (credit := names.credit(" ".join(end)))), None)


def _in_dateline(text: str, names: _Names) -> _Credit | None:
    """Return the agency that a dateline names and where: in brackets or slashes, else as one of its words or parts."""
    for match in _IN_BRACKETS.finditer(text):
        if credit := _agency_in(match[1], names):
            return replace(credit, start=text.index(credit.written, match.start(1)))
    for match in _RUN.finditer(text):
        for part in _ends(match[0]):
            if credit := names.credit(part, match.start() + match[0].rindex(part)):
                return credit
    for match in _WORDS.finditer(text):
        if len(match[0]) > 1 and (credit := names.credit(match[0].strip(". "), match.start())):
            return credit
    return None


def _ends(run: str) -> Iterator[str]:
    """Yield the beginnings and ends of a run of East Asian characters, the longest first."""
    for length in range(min(6, len(run)), 1, -1):
        yield run[:length]
        yield run[-length:]


def _agency_in(text: str, names: _Names) -> _Credit | None:
    """Return the agency that a credit names: the whole of it, a part, the last first, or some of its words."""
    words = text.split()
    some = [" ".join(words[-count:]) for count in (1, 2, 3)] + [" ".join(words[:count]) for count in (3, 2, 1)]
    ends = _ends(text) if _RUN.match(text) else ()
    parts = (part.strip() for part in (text, *reversed(_PARTS.split(text)), *some, *ends))
    return next((credit for part in parts if part and (credit := names.credit(part))), None)


def publisher(article: Article, lexicon: Lexicon) -> Proposal[str | None]:
    """Return who published an article: stated, else known by the web address. The text itself is not asked."""
    said = stated(article, "publisher")
    if said is not None:
        return _by_known_name(said, article.stated.publisher, lexicon)
    url = article.stated.url or article.page.url
    host = (urlsplit(url).hostname or "") if url else ""
    labels = host.split(".")
    for start in range(len(labels) - 1):
        known = lexicon.domains.get(".".join(labels[start:]))
        if known:
            name = lexicon.publishers[known].name
            return Proposal(name, (Evidence("publisher", name, 5.0, f"the address is at {host}"),))
    return Proposal(None, (), {"publisher": "neither a header nor the page names the publisher"})
