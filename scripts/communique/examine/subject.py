"""What the rules look at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.config import Settings
from communique.model import Briefing, Source
from communique.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A collection as the rules see it.

    `texts` maps the path of each briefing to its file's text; `addresses` gives those of the site, None if they are not
    known; `drafts` those that a page would have were it no draft. `copied` tells how many words of which texts stand
    in the article of a source, 0 if that is not there: (source, texts) -> words of each text.
    """

    briefings: Sequence[Briefing]
    texts: Mapping[str, str]
    vocabulary: Vocabulary
    settings: Settings
    today: date
    addresses: Callable[[], Collection[str]] | None
    drafts: Collection[str]
    copied: Callable[[Source, Sequence[str]], Sequence[int]]

    @property
    def published(self) -> Sequence[Briefing]:
        """The briefings that readers see."""
        return [one for one in self.briefings if one.status == "published"]
