"""Asking servers for pages, and saying in plain words what went wrong."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterator, Sequence
from importlib.metadata import version

import httpx

from communique.fetch import addresses, answers
from communique.fetch.answers import Answer, Page
from communique.fetch.limits import Limits, Resolve
from communique.problems import Problem

AT_ONCE = 4
"""How many addresses are asked at a time."""


class _StopError(Exception):
    """Carries the problem that ends a fetch."""

    def __init__(self, problem: Problem):
        self.problem = problem
        super().__init__(str(problem))


async def resolved(host: str) -> Sequence[str]:
    """Return the IP addresses of a host, by the system; none if it is not known."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return ()  # Asking the host itself will fail, and say so.
    return [str(one[4][0]) for one in found]


def fetch(given: Sequence[str], limits: Limits, resolve: Resolve) -> list[Page | Problem]:
    """Fetch addresses, some at a time; see the package."""
    return asyncio.run(_all(given, limits, resolve))


async def _all(given: Sequence[str], limits: Limits, resolve: Resolve) -> list[Page | Problem]:
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(address: str) -> Page | Problem:
        async with turn:
            return await _one(address, limits, resolve)

    return list(await asyncio.gather(*map(one, given)))


async def _one(given: str, limits: Limits, resolve: Resolve) -> Page | Problem:
    if problem := addresses.refused(given):
        return problem
    try:
        async with asyncio.timeout(limits.total), _client(limits) as client:
            return answers.page(given, await _asked(client, given, limits, resolve))
    except _StopError as stop:
        return stop.problem
    except TimeoutError:
        return Problem(given, f"The page did not arrive within {limits.total:g} seconds.", f"Try again, or: {_SAVE}")
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, ImportError) as error:
        return _failed(given, error, limits)


_SAVE = answers.SAVE


def _client(limits: Limits) -> httpx.AsyncClient:
    """Return a client for one address; cookies last as long as its redirects."""
    return httpx.AsyncClient(
        timeout=httpx.Timeout(limits.read, connect=limits.connect),
        headers={
            "User-Agent": f"Communique/{version('communique')} (an article added by its reader)",
            "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
        },
    )


async def _asked(client: httpx.AsyncClient, given: str, limits: Limits, resolve: Resolve) -> Answer:
    request = client.build_request("GET", given)
    starts_inside = await _is_inside(request.url.host, resolve)
    for _ in range(limits.redirects + 1):
        response = await client.send(request, stream=True)
        try:
            if response.next_request is None:
                return await _answer(given, response, limits)
            request = response.next_request
        finally:
            await response.aclose()
        await _check_hop(given, str(request.url), request.url.host, starts_inside, resolve)
    message = f"The server redirects more than {limits.redirects} times."
    raise _StopError(Problem(given, message, f"Copy the address that the browser shows at last, or: {_SAVE}"))


async def _check_hop(given: str, address: str, host: str, starts_inside: bool, resolve: Resolve) -> None:
    if problem := addresses.refused(address):
        message = f"The server redirects to an address that is not asked: {problem.path}."
        raise _StopError(Problem(given, message, f"{problem.message} {_SAVE}"))
    if not starts_inside and await _is_inside(host, resolve):
        message = f"The server redirects into your own network: {address}."
        raise _StopError(Problem(given, message, "If that is wanted, give that address itself."))


async def _is_inside(host: str, resolve: Resolve) -> bool:
    try:
        return addresses.is_inside(host)
    except ValueError:
        return any(addresses.is_inside(ip) for ip in await resolve(host))


async def _answer(given: str, response: httpx.Response, limits: Limits) -> Answer:
    address, status = str(response.url), response.status_code
    kind = response.headers.get("content-type", "")
    if status != 200:
        return Answer(address, status, kind, b"")
    if not answers.is_kept(kind):
        raise _StopError(answers.unfit(given, kind))
    # Each further layer multiplies a small bomb by a thousand; no server has an honest use for two.
    if response.headers.get("content-encoding", "identity").strip().lower() not in _ENCODINGS:
        raise _StopError(Problem(given, "The server packs the page in a way that was not asked for.", _SAVE))
    return Answer(address, status, kind, await _body(given, response, limits))


_ENCODINGS = {"", "identity", "gzip", "deflate"}


async def _body(given: str, response: httpx.Response, limits: Limits) -> bytes:
    """Read a body and stop at the limit, whatever the header says; unpacked, one piece has 64 KB times a thousand."""
    pieces, size = [], 0
    async for piece in response.aiter_bytes():
        size += len(piece)
        if size > limits.size:
            message = f"The page is larger than {limits.size / 1024 / 1024:g} MB."
            raise _StopError(Problem(given, message, "Copy the article's text and paste it: communique add -"))
        pieces.append(piece)
    return b"".join(pieces)


# --- what went wrong --------------------------------------------------------------------------------------------------


def _failed(given: str, error: Exception, limits: Limits) -> Problem:
    """Say in plain words why a server could not be asked."""
    causes = list(_causes(error))
    certificate = next((one for one in causes if isinstance(one, ssl.SSLCertVerificationError)), None)
    if certificate is not None:
        message = f"The server's certificate is not valid: {certificate.verify_message}."
        return Problem(given, message, f"Check the address and the computer's clock. If you trust the site: {_SAVE}")
    if any(isinstance(one, ssl.SSLError) for one in causes):
        return Problem(given, "No secure connection (TLS) can be made.", f"Try http://, or: {_SAVE}")
    if any(isinstance(one, socket.gaierror) for one in causes):
        return Problem(given, "There is no server of this name.", "Check the spelling and your connection.")
    if any(isinstance(one, ConnectionRefusedError) for one in causes):
        return Problem(given, "The server refuses the connection.", "Check the address, and the proxy if you use one.")
    if isinstance(error, httpx.ConnectTimeout):
        message = f"The server does not answer within {limits.connect:g} seconds."
        return Problem(given, message, "Check the address and your connection.")
    if isinstance(error, httpx.TimeoutException):
        return Problem(given, f"Nothing came for {limits.read:g} seconds.", f"Try again, or: {_SAVE}")
    if isinstance(error, ImportError):
        return Problem(given, "The proxy is one for SOCKS, which is not supported.", "Name an HTTP proxy.")
    if isinstance(error, FileNotFoundError):
        message = "The file of certificates is not there."
        return Problem(given, message, "Correct or remove SSL_CERT_FILE and SSL_CERT_DIR in the environment.")
    if isinstance(error, httpx.ProxyError | ValueError):
        return Problem(given, f"The proxy does not serve: {_plain(error)}.", "Check HTTPS_PROXY and HTTP_PROXY.")
    return Problem(given, f"The page cannot be fetched: {_plain(error)}.", f"Try again, or: {_SAVE}")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what lies behind it; one library wraps another's."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for one in error.exceptions:
                yield from _causes(one)
        error = error.__cause__ or error.__context__


def _plain(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")[:200] or type(error).__name__
