"""Web addresses as people paste them: which may be asked, which are the same, what a file of one is called."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from pydantic import TypeAdapter, ValidationError

from communique.fields import Url
from communique.problems import Problem

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_SCHEMELESS = re.compile(r"www\.[^\s/]+\.[a-z]{2,}(?:/|$)", re.IGNORECASE)
_FOLLOWED = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id", re.IGNORECASE)
"""What senders of links add to an address to follow their readers; it says nothing of the page."""

_URL = TypeAdapter[str](Url)


def is_address(text: str) -> bool:
    """Tell a web address, or what is meant as one, from the name of a file."""
    return bool(_SCHEME.match(text) or _SCHEMELESS.match(text))


def refused(address: str) -> Problem | None:
    """Return why an address is not asked, or None: it must be http or https, well formed, without a password."""
    if _SCHEMELESS.match(address):
        return Problem(address, "This is no complete address.", f"Write https://{address}.")
    try:
        _URL.validate_python(address)
        parts = urlsplit(address)
        _ = parts.port  # Raises if it is no number.
    except ValidationError as error:
        message, _, hint = str(error.errors()[0].get("ctx", {}).get("error", "This is no web address.")).partition(
            " | "
        )
        return Problem(address, message, hint)
    except ValueError:
        return Problem(address, "The port is no number from 0 to 65535.", "Correct the address.")
    if parts.username is not None or parts.password is not None:
        hint = "Save the page in the browser and add the file."
        return Problem(_hidden(parts), "A name or password in an address is not sent.", hint)
    return None


def _hidden(parts: SplitResult) -> str:
    """Return an address without its name and password, which are nobody's business in a log."""
    return parts._replace(netloc=f"…@{parts.netloc.rpartition('@')[2]}").geturl()


def tidied(address: str) -> str:
    """Return an address without its fragment and without marks that follow a reader; the rest stays as it is."""
    address, _, _ = address.partition("#")
    path, mark, query = address.partition("?")
    kept = [part for part in query.split("&") if part and not _FOLLOWED.fullmatch(part.partition("=")[0])]
    return path + (mark + "&".join(kept) if kept else "")


def same(address: str) -> str:
    """Return what addresses of one page have in common: not the scheme, 'www.', a last '/' or marks."""
    parts = urlsplit(tidied(address))
    return f"{parts.netloc.lower().removeprefix('www.')}{unquote(parts.path).rstrip('/')}?{parts.query}"


def name(address: str) -> str:
    """Return what a file of a page is called: the last words of the address, else its host and last number."""
    parts = urlsplit(address)
    pieces = [re.sub(r"\.[a-z]{2,5}$", "", unquote(piece)) for piece in parts.path.split("/") if piece]
    telling = [piece for piece in pieces if len(re.findall(r"[^\W\d_]+", piece)) > 1]
    host = (parts.hostname or "").removeprefix("www.")
    return telling[-1] if telling else "-".join([host, *pieces[-1:]])


def is_inside(ip: str) -> bool:
    """Tell an IP address of one's own machine or network (loopback, private, link-local) from one of the internet."""
    found = ip_address(ip)
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return not found.is_global
