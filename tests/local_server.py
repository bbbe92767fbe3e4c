"""A web server on this machine that answers as servers of all kinds do, for tests that fetch."""

from __future__ import annotations

import gzip
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Chile and Peru open a second crossing</title>
<meta property="og:site_name" content="Example News"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Chile and Peru open a second crossing</h1>
<p>Chile and Peru signed an agreement in Lima on 4 March 2024 to open a second border crossing for trade.</p>
<p>The foreign ministers of Chile and Peru said that the crossing would be ready in a year.</p>
</article></body></html>
"""
WESTERN = "<!doctype html><html><body><p>Les élèves français à Genève</p></body></html>"
CYRILLIC = '<!doctype html><html><head><meta charset="utf-8"></head><body><p>Встреча министров в Риге</p></body></html>'
MEGABYTE = 1024 * 1024
TWICE = gzip.compress(gzip.compress(b"0" * 50 * MEGABYTE))

Answer = tuple[int, dict[str, str], bytes]

HTML = {"Content-Type": "text/html; charset=utf-8"}
ANSWERS: dict[str, Answer] = {
    "/2024/03/second-crossing.html": (200, HTML, PAGE.encode()),
    "/plain": (200, {"Content-Type": "text/plain"}, b"Ministers meet\n\nThey met.\n"),
    "/no-type": (200, {}, PAGE.encode()),
    "/no-type-at-all": (200, {}, b"\x00\x01\x02"),
    "/packed": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
    "/bomb": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"0" * 50 * MEGABYTE)),
    "/bomb-in-bomb": (200, {**HTML, "Content-Encoding": "gzip, gzip"}, TWICE),
    "/brotli": (200, {**HTML, "Content-Encoding": "br"}, b"\x0b\x02"),
    "/torn": (200, {**HTML, "Content-Encoding": "gzip"}, b"no gzip at all"),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
    "/json": (200, {"Content-Type": "application/json"}, b"{}"),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/empty": (200, HTML, b""),
    "/western": (200, {"Content-Type": "text/html; charset=ISO-8859-1"}, WESTERN.encode("cp1252")),
    "/cyrillic": (200, {"Content-Type": 'text/html; charset="windows-1251"'}, CYRILLIC.encode("cp1251")),
    "/mislabelled": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, WESTERN.encode()),
    "/unknown-charset": (200, {"Content-Type": "text/html; charset=x-none"}, WESTERN.encode()),
    "/to-ftp": (302, {"Location": "ftp://127.0.0.1/a"}, b""),
    "/to-password": (302, {"Location": "http://user:secret@127.0.0.1/a"}, b""),
    "/to-nowhere": (302, {"Location": "http://127.0.0.1:99999999/"}, b""),
    "http://name.invalid/a-page-by-proxy": (200, HTML, PAGE.encode()),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/moved": (301, {"Location": "/2024/03/second-crossing.html?utm_source=x#top"}, b""),
    **{f"/hop-{n}": (307, {"Location": f"/hop-{n - 1}"}, b"") for n in range(1, 7)},
    "/hop-0": (200, HTML, PAGE.encode()),
    **{f"/status-{n}": (n, HTML, b"<p>no</p>") for n in (204, 401, 403, 404, 410, 418, 429, 451, 500, 503)},
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        own = path.strip("/").replace("-", "_")
        with suppress(BrokenPipeError, ConnectionResetError):
            getattr(self, f"answer_{own}", lambda: self._plain(*ANSWERS[path]))()

    def _plain(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def answer_endless(self) -> None:
        self._plain(200, HTML, b"")
        while True:
            self.wfile.write(b"word " * 20_000)

    def answer_drip(self) -> None:
        self._plain(200, HTML, b"")
        for _ in range(100):
            self.wfile.write(b".")
            time.sleep(0.05)

    def answer_drip_head(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        for _ in range(100):
            self.wfile.write(b".")
            time.sleep(0.05)

    def answer_to_inside(self) -> None:
        self._plain(302, {"Location": f"http://127.0.0.1:{self.connection.getsockname()[1]}/plain"}, b"")

    def answer_silent(self) -> None:
        time.sleep(3)

    def answer_cookie(self) -> None:
        """Answer only whom it has given a cookie before, as pages with a notice of consent do."""
        if "seen=1" in self.headers.get("Cookie", ""):
            self._plain(200, HTML, PAGE.encode())
        else:
            self._plain(302, {"Location": "/cookie", "Set-Cookie": "seen=1"}, b"")

    def answer_cut(self) -> None:
        self._plain(200, {**HTML, "Content-Length": "1000"}, b"<p>")

    def answer_garbage(self) -> None:
        self.wfile.write(b"\x16\x03\x01 not a web server\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:
        pass


class Served(ThreadingHTTPServer):
    """A server that is told by its address."""

    daemon_threads = True
    block_on_close = False

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a path."""
        return f"http://{host}:{self.server_address[1]}{path}"


@contextmanager
def serving(secure: ssl.SSLContext | None = None) -> Iterator[Served]:
    """Run a server as long as it is needed."""
    server = Served(("127.0.0.1", 0), _Handler)
    if secure is not None:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
