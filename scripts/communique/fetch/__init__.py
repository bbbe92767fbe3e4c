"""Web addresses -> pages, within limits of time and size. Nothing is sent but the address, nothing is remembered.

The address is the curator's own word, so one in the own network is asked like any other. A redirect is the server's
word: it may not lead from the internet into the own network.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.fetch import addresses
from communique.fetch.answers import Page
from communique.fetch.limits import LIMITS, Limits, Resolve
from communique.problems import Problem

__all__ = ["LIMITS", "Limits", "Page", "addresses", "fetch"]


def fetch(given: Sequence[str], limits: Limits = LIMITS, resolve: Resolve | None = None) -> list[Page | Problem]:
    """Fetch addresses, some at a time. Returns for each, in their order, the page or what went wrong.

    Proxies are taken from the environment (HTTPS_PROXY, NO_PROXY), certificates from SSL_CERT_FILE if it is set.
    `resolve` finds the IP addresses of a host; by default the system does.
    """
    # It takes a tenth of a second to load, and of all commands only those that fetch need it.
    from communique.fetch import client

    return client.fetch(given, limits, resolve or client.resolved)
