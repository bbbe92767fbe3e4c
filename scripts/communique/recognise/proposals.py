"""What each part of the stage hands over: a value with its evidence, or what the text does not give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from communique.model import Article, Evidence

T = TypeVar("T")

CURATOR = "stated by the curator"
PAGE = "stated by the page"
CERTAIN = 100.0
"""The score of what a curator states; a page's own word gets the next below."""


@dataclass(frozen=True, slots=True)
class Proposal(Generic[T]):
    """A proposed value, the evidence for it and against the runner-up, and what the text does not give."""

    value: T
    evidence: tuple[Evidence, ...] = ()
    gaps: Mapping[str, str] = field(default_factory=dict)


def stated(article: Article, name: str) -> Proposal[Any] | None:
    """Return what the curator, else the page says of a field, with that as its evidence; None if neither does."""
    for source, reason, score in ((article.stated, CURATOR, CERTAIN), (article.page, PAGE, CERTAIN - 1)):
        value = getattr(source, name)
        if value is not None:
            values = value if isinstance(value, tuple) else (value,)
            return Proposal(value, tuple(Evidence(name, str(one), score, reason) for one in values))
    return None
