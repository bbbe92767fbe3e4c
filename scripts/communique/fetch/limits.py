"""How long and how large an answer may be, and who knows where a host is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from communique.files import MAX_FILE_BYTES

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""From the name of a host to its IP addresses."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may take: seconds to connect, between two pieces, and in all; bytes; redirects."""

    connect: float = 5
    read: float = 10
    total: float = 20
    size: int = MAX_FILE_BYTES
    redirects: int = 5


LIMITS = Limits()
