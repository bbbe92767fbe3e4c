"""Fixtures for tests that fetch: a server on this machine, and no proxy in between."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from local_server import Served, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    """A server that answers well and badly."""
    with serving() as served:
        yield served


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the proxies of this machine out."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
