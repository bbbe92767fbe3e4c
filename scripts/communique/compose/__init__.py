"""Library -> pages: what pages there are, their addresses, their order, what each shows. Pure; escapes nothing."""

from communique.compose.addresses import VIEWS, addresses
from communique.compose.pages import pages, redirects
from communique.compose.search_entries import search_entries

__all__ = ["VIEWS", "addresses", "pages", "redirects", "search_entries"]
