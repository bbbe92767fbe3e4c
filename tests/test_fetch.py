"""Pages from a server on this machine: what is kept, what is refused, and what is said."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from communique.fetch import LIMITS, Limits, Page, addresses, answers, fetch
from communique.problems import Problem
from local_server import CYRILLIC, PAGE, WESTERN, Served, serving

pytest_plugins = ("server_fixtures",)
pytestmark = pytest.mark.usefixtures("no_proxy")

SHORT = Limits(connect=0.5, read=0.4, total=0.8)


def page(address: str, limits: Limits = LIMITS) -> Page:
    """Fetch an address that gives a page."""
    (found,) = fetch([address], limits)
    assert isinstance(found, Page), found
    return found


def problem(address: str, limits: Limits = LIMITS) -> Problem:
    """Fetch an address that gives none."""
    (found,) = fetch([address], limits)
    assert isinstance(found, Problem), found
    return found


# --- what is kept -----------------------------------------------------------------------------------------------------


def test_a_page_is_kept_as_it_came(server: Served) -> None:
    """The bytes are the server's; the name is that of the address."""
    found = page(server.at("/2024/03/second-crossing.html"))
    assert found.data == PAGE.encode()
    assert (found.name, found.ending) == ("second-crossing", "html")


def test_a_redirect_gives_the_last_address(server: Served) -> None:
    """The address kept is the one that answered, without marks that follow readers."""
    assert page(server.at("/moved")).address == server.at("/2024/03/second-crossing.html")


@pytest.mark.parametrize(("path", "ending"), [("/plain", "txt"), ("/no-type", "html"), ("/packed", "html")])
def test_text_pages_and_packed_pages_are_kept(server: Served, path: str, ending: str) -> None:
    """Plain text is kept as such; a page is known without a type; what was packed for the way is unpacked."""
    found = page(server.at(path))
    assert found.ending == ending and b"\n" in found.data


@pytest.mark.parametrize(
    ("path", "text"),
    [("/western", WESTERN), ("/cyrillic", CYRILLIC), ("/mislabelled", WESTERN), ("/unknown-charset", WESTERN)],
)
def test_the_encoding_that_the_server_names_is_heeded(server: Served, path: str, text: str) -> None:
    """What is kept reads as UTF-8, whatever the page says of itself; UTF-8 under a wrong name stays."""
    assert page(server.at(path)).data.decode("utf-8-sig") == text


def test_ascii_in_an_encoding_that_shifts() -> None:
    """ISO-2022-JP is ASCII byte by byte, and no text unless it is decoded."""
    text = "<p>外相が会談した</p>"
    assert answers.as_utf8(text.encode("iso-2022-jp"), "iso-2022-jp").decode("utf-8-sig") == text


def test_a_cookie_lasts_through_the_redirects(server: Served) -> None:
    """A server that asks for its cookie at once gets it; the next fetch has none and is asked again."""
    assert page(server.at("/cookie")).data == page(server.at("/cookie")).data == PAGE.encode()


def test_several_come_in_their_order(server: Served) -> None:
    """One that fails stands among the others."""
    found = fetch([server.at("/hop-0"), server.at("/status-404"), server.at("/plain")])
    assert [type(one).__name__ for one in found] == ["Page", "Problem", "Page"]


def test_five_redirects_are_followed_and_no_more(server: Served) -> None:
    """The sixth is one too many, and a loop ends there too."""
    assert page(server.at("/hop-5")).data == PAGE.encode()
    for path in ("/hop-6", "/loop"):
        assert "The server redirects more than 5 times." in problem(server.at(path)).message


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/endless", "The page is larger than 5 MB."),
        ("/bomb", "The page is larger than 5 MB."),
        ("/bomb-in-bomb", "The server packs the page in a way that was not asked for."),
        ("/brotli", "The server packs the page in a way that was not asked for."),
        ("/torn", "The page cannot be fetched:"),
        ("/cut", "The page cannot be fetched:"),
        ("/garbage", "The page cannot be fetched:"),
        ("/pdf", "This is no page but a PDF. Open it, copy the text, and paste it: communique add -"),
        ("/json", "This is no page but data (JSON)."),
        ("/picture", "This is no page but a file of the kind 'image/png'."),
        ("/no-type-at-all", "This is no page but a file of an unknown kind."),
        ("/empty", "The server sent an empty page."),
        ("/to-ftp", "The server redirects to an address that is not asked: ftp://127.0.0.1/a."),
        ("/to-password", "The server redirects to an address that is not asked: http://…@127.0.0.1/a."),
        ("/to-nowhere", "The server redirects to an address that is not asked: http://127.0.0.1:99999999/."),
        ("/status-401", "401 (Unauthorized). It does not let a program read the page. Save the page in the browser"),
        ("/status-403", "403 (Forbidden). It does not let a program read the page. Save the page in the browser"),
        ("/status-404", "404 (Not Found). The page is not there. Check the address"),
        ("/status-410", "410 (Gone). The page is not there."),
        ("/status-418", "418 (I'm a Teapot)."),
        ("/status-204", "204 (No Content)."),
        ("/status-429", "429 (Too Many Requests). It was asked too often. Wait some minutes"),
        ("/status-451", "451 (Unavailable For Legal Reasons)."),
        ("/status-500", "500 (Internal Server Error). Something is wrong there. Try again later"),
        ("/status-503", "503 (Service Unavailable)."),
    ],
)
def test_what_gives_no_page_is_said_in_plain_words(server: Served, path: str, said: str) -> None:
    """Each failure names its address, what is wrong and what to do."""
    found = problem(server.at(path))
    assert said in f"{found.message} {found.hint}"
    assert found.path == server.at(path) and found.hint
    assert "secret" not in str(found)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/drip", "The page did not arrive within 0.8 seconds."),
        ("/drip-head", "The page did not arrive within 0.8 seconds."),
        ("/silent", "Nothing came for 0.4 seconds."),
    ],
)
def test_a_slow_server_does_not_hold_up(server: Served, path: str, said: str) -> None:
    """Neither silence nor single bytes, in the head or the body, outlast the limits."""
    since = time.monotonic()
    assert problem(server.at(path), SHORT).message == said
    assert time.monotonic() - since < 2


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://example.org/a", "is not a web address. It must begin with https:// or http://."),
        ("file:///etc/passwd", "is not a web address."),
        ("https://", "is not a web address."),
        ("www.example.org/a", "Write https://www.example.org/a."),
        ("https://name:secret@example.org/", "A name or password in an address is not sent."),
        ("http://example.org:99999/", "The port is no number"),
        ("http://example.org/a b", "holds a character that no address may hold."),
        ("http://name.invalid/", "There is no server of this name."),
    ],
)
def test_an_address_that_is_not_asked(address: str, said: str) -> None:
    """Only whole addresses of the web are asked, and none that holds a password; it is not repeated."""
    assert said in str(problem(address)) and "secret" not in str(problem(address))


def test_a_port_on_which_nothing_listens() -> None:
    """A refusal is called one."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert problem(f"http://127.0.0.1:{free.getsockname()[1]}/").message == "The server refuses the connection."


def test_plain_http_where_tls_is_asked(server: Served) -> None:
    """A server that does not speak TLS is no secure connection."""
    assert problem(server.at("/plain").replace("http:", "https:")).message == "No secure connection (TLS) can be made."


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HTTP_PROXY", "gopher://127.0.0.1:1", "Check HTTPS_PROXY and HTTP_PROXY."),
        ("HTTP_PROXY", "socks5://127.0.0.1:1", "The proxy is one for SOCKS, which is not supported."),
        ("SSL_CERT_FILE", "/no/such/file", "The file of certificates is not there."),
    ],
)
def test_a_broken_environment_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    """A proxy of an unknown kind, or certificates that are not there, are said without a traceback."""
    monkeypatch.setenv(name, value)
    assert said in str(problem("http://example.org/"))


def test_a_proxy_is_asked(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy of the environment gets the request for an address that only it can reach."""
    monkeypatch.setenv("HTTP_PROXY", server.at(""))
    assert page("http://name.invalid/a-page-by-proxy").data == PAGE.encode()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    """It is said what is wrong with it, in the words of the TLS library."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    making = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    subprocess.run([*making, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(context) as secure:
        found = problem(secure.at("/plain").replace("http:", "https:"))
    assert found.message.startswith("The server's certificate is not valid: self")


def test_a_redirect_may_not_lead_into_the_own_network(server: Served) -> None:
    """An address that is typed may lie there; a server of the internet may not send us there."""

    async def outside(host: str) -> Sequence[str]:
        return ["93.184.215.14"]

    (found,) = fetch([server.at("/to-inside", "localhost")], resolve=outside)
    assert isinstance(found, Problem)
    assert found.message.startswith("The server redirects into your own network: http://127.0.0.1:")
    assert page(server.at("/to-inside")).ending == "txt"


@pytest.mark.parametrize(
    ("ip", "inside"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("169.254.169.254", True),
        ("192.168.0.1", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("::ffff:10.0.0.1", True),
        ("93.184.215.14", False),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", False),
    ],
)
def test_addresses_of_the_own_network_are_known(ip: str, inside: bool) -> None:
    """Loopback, private and link-local addresses, IPv4 in the dress of IPv6 too."""
    assert addresses.is_inside(ip) is inside


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://news.example.org/2024/01/18/talks-in-riga", "talks-in-riga"),
        ("https://news.example.org/world/talks-in-riga.html?x=1", "talks-in-riga"),
        ("https://www.example.org/article/12345", "example.org-12345"),
        ("https://www.example.org/", "example.org"),
        (
            "https://example.org/%D0%B2%D1%81%D1%82%D1%80%D0%B5%D1%87%D0%B0-%D0%B2-%D1%80%D0%B8%D0%B3%D0%B5/",
            "встреча-в-риге",
        ),
    ],
)
def test_a_page_is_called_by_the_words_of_its_address(address: str, name: str) -> None:
    """The last part that has words, else the host and the last number."""
    assert addresses.name(address) == name


def test_marks_that_follow_readers_are_left_out() -> None:
    """The rest of the address stays as it is."""
    assert addresses.tidied("https://x.org/a?id=7&utm_source=y&fbclid=z#top") == "https://x.org/a?id=7"
    assert addresses.tidied("https://x.org/a?utm_source=y") == "https://x.org/a"


def test_one_page_under_two_addresses() -> None:
    """Scheme, 'www.' and a last slash make no other page; a query does."""
    assert addresses.same("http://www.x.org/a/") == addresses.same("https://x.org/a?utm_medium=b#c")
    assert addresses.same("https://x.org/a?id=1") != addresses.same("https://x.org/a?id=2")


def test_other_commands_do_not_load_it() -> None:
    """The library is loaded when an address is fetched, not when a command starts."""
    code = "import sys, communique.cli; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=os.environ, check=False).returncode == 0
