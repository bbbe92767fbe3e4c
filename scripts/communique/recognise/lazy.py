"""A mapping whose values are compiled when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lazy(Mapping[str, T], Generic[S, T]):
    """What is compiled from each source when it is first asked for: an article needs two or three languages."""

    sources: Mapping[str, S]
    compiled: Callable[[S], T]
    known: dict[str, T] = field(default_factory=dict)

    def __getitem__(self, key: str) -> T:
        """Return what is compiled under a key."""
        if key not in self.known:
            self.known[key] = self.compiled(self.sources[key])
        return self.known[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether there is such a key, without compiling it."""
        return key in self.sources

    def __iter__(self) -> Iterator[str]:
        """Give the keys."""
        return iter(self.sources)

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self.sources)
