"""Pages in memory, handed to a browser as if they lay on a council's site."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from citizencheck.render.guard import Refused, Reply, Response

HOME = "https://council.invalid"


def pages(found: Mapping[str, str | bytes], asked: list[str] | None = None) -> Reply:
    """Hands over pages by their path on ``HOME``; ``asked`` notes what was wanted."""

    async def reply(url: str, kind: str) -> Response | Refused:
        if asked is not None:
            asked.append(url)
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" != HOME:
            return Refused(reason="it is no part of the site", elsewhere=True)
        content = found.get(parts.path)
        if content is None:
            return Refused(reason="it is not there")
        suffix = parts.path.rpartition(".")[2]
        kinds = {"css": "text/css", "js": "text/javascript", "png": "image/png", "bin": "application/octet-stream"}
        body = content if isinstance(content, bytes) else content.encode()
        return Response(body=body, content_type=kinds.get(suffix, "text/html; charset=utf-8"))

    return reply


@dataclass
class Council:
    """A council's web server on this machine, and what it was asked."""

    pages: dict[str, str | bytes]
    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """(method, path with query), in order."""

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(p == path for _, p in self.asked)


KINDS = {
    "css": "text/css",
    "js": "text/javascript",
    "gif": "image/gif",
    "json": "application/json",
    "txt": "text/plain",
}


@contextmanager
def served(pages: Mapping[str, str | bytes]) -> Iterator[Council]:
    """Serves pages by their path, as long as the block lasts; what is not there is 404."""
    council = Council(pages=dict(pages))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:
            council.asked.append((self.command, self.path))
            content = council.pages.get(self.path.partition("?")[0])
            body = (content.encode() if isinstance(content, str) else content) or b"not found"
            kind = KINDS.get(self.path.partition("?")[0].rpartition(".")[2], "text/html; charset=utf-8")
            self.send_response(200 if content is not None else 404)
            self.send_header("Content-Type", kind if content is not None else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_POST = do_PUT = do_OPTIONS = do_GET

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    council.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield council
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def canary() -> Iterator[tuple[int, list[str]]]:
    """(port, who came): a door on this machine, by TCP and UDP, that nobody may knock at."""
    came: list[str] = []
    tcp, udp = socket.socket(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    tcp.bind(("0.0.0.0", 0))
    port = tcp.getsockname()[1]
    udp.bind(("0.0.0.0", port))
    tcp.listen()
    stop = threading.Event()

    def watch(door: socket.socket, kind: str) -> None:
        door.settimeout(0.1)
        while not stop.is_set():
            try:
                if kind == "tcp":
                    visitor, _ = door.accept()
                    visitor.settimeout(1)
                    came.append(f"tcp {visitor.recv(200)!r}")
                    visitor.close()
                else:
                    came.append(f"udp {door.recv(200)!r}")
            except TimeoutError:
                continue

    threads = [threading.Thread(target=watch, args=a, daemon=True) for a in ((tcp, "tcp"), (udp, "udp"))]
    for thread in threads:
        thread.start()
    try:
        yield port, came
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        tcp.close()
        udp.close()
