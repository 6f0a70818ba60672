"""A loopback council whose server misbehaves on purpose: whole sites of good pages, each with one hazard.

The server speaks through a raw socket, so that it can say what no HTTP library would let it say.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from citizencheck.crawl import CrawlPlan, crawl
from citizencheck.model import RunInfo, UrlRecord
from citizencheck.store import RunStore

SUBJECTS = (
    "bins", "council-tax", "parking", "planning", "housing", "schools", "libraries", "roads", "noise", "elections", "benefits", "parks",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    number: int
    """How many requests the server had been asked with this one."""


Wire = Callable[[socket.socket], None]
Said = bytes | Wire | None
"""Bytes as they go over the wire, a function that writes to the socket itself, or None for an honest 404."""
Say = Callable[[Request], Said]


def reply(status: int = 200, body: bytes | str = b"", /, **headers: str) -> bytes:
    """A whole answer; ``content_type=`` becomes ``Content-Type``, and a length is given where none is."""
    data = body.encode() if isinstance(body, str) else body
    named = {k.replace("_", "-").title(): v for k, v in headers.items()}
    named.setdefault("Content-Type", "text/html; charset=utf-8")
    if "Content-Length" not in named and "Transfer-Encoding" not in named:
        named["Content-Length"] = str(len(data))
    head = "".join(f"{k}: {v}\r\n" for k, v in named.items())
    return f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode("latin-1") + data


def page(title: str, body: str = "", **headers: str) -> bytes:
    """A small honest page; its text is its own."""
    text = (
        f"<h1>{title}</h1><p>All about {title} in Anytown, told in the words of {title} and of nothing else. "
        f"Report, apply and pay for {title} here.</p>"
    )
    return reply(
        200,
        f"<!doctype html><html lang=en><head><title>{title} - Anytown</title></head><body><main>{text}{body}</main></body></html>",
        **headers,
    )


def links(*targets: str) -> str:
    return "".join(f'<li><a href="{t}">{t.strip("/") or "home"}</a></li>' for t in targets)


def council(hazard: Say | None = None, *entries: str, extra: str = "", subjects: tuple[str, ...] = SUBJECTS) -> Say:
    """A good site: home names half of the subjects, each of these the next one. ``entries`` are linked from home, before the good links."""
    home = page("Home", extra + links(*entries) + links(*(f"/{s}" for s in subjects[::2])))
    pages = {f"/{s}": page(s, links("/", *(f"/{n}" for n in subjects[i + 1 : i + 2]))) for i, s in enumerate(subjects)}

    def say(request: Request) -> Said:
        path = request.path
        said = hazard(request) if hazard is not None else None
        if said is not None:
            return said
        return home if path == "/" else pages.get(path)

    return say


def good(subjects: tuple[str, ...] = SUBJECTS) -> set[str]:
    """The addresses of a council's good pages."""
    return {"/", *(f"/{s}" for s in subjects)}


class Hostile:
    """Serves what ``say`` says, one thread a connection, one request a connection."""

    def __init__(self, say: Say, *, tls: Path | None = None, port: int = 0) -> None:
        self.say = say
        self.asked: list[Request] = []
        self.busiest = 0
        self._under_way = 0
        self._mutex = threading.Lock()
        self._context = _tls(tls) if tls is not None else None
        self._open: set[socket.socket] = set()
        self._listener: socket.socket | None = None
        self.port = port
        self.open()

    @property
    def url(self) -> str:
        return f"{'https' if self._context else 'http'}://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [r.path for r in self.asked]

    def open(self) -> None:
        """Opens the door, on the same port as before."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(64)
        self.port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._serve, args=(listener,), daemon=True).start()

    def close(self) -> None:
        """Closes the door and drops every connection."""
        listener, self._listener = self._listener, None
        if listener is not None:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for conn in list(self._open):
            drop(conn)

    def __enter__(self) -> Hostile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                conn, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(conn,), daemon=True).start()

    def _answer(self, conn: socket.socket) -> None:
        self._open.add(conn)
        try:
            if self._context is not None:
                conn = self._context.wrap_socket(conn, server_side=True)
            request = self._read(conn)
            if request is not None:
                with self._mutex:
                    self._under_way += 1
                    self.busiest = max(self.busiest, self._under_way)
                try:
                    self._say(conn, request)
                finally:
                    with self._mutex:
                        self._under_way -= 1
        except OSError:
            pass
        finally:
            self._open.discard(conn)
            conn.close()

    def _read(self, conn: socket.socket) -> Request | None:
        data = b""
        while b"\r\n\r\n" not in data:
            piece = conn.recv(65_536)
            if not piece:
                return None
            data += piece
        first, *rest = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in rest)}
        with self._mutex:
            request = Request(method, path, headers, len(self.asked) + 1)
            self.asked.append(request)
        return request

    def _say(self, conn: socket.socket, request: Request) -> None:
        said = self.say(request)
        if said is None:
            said = reply(404, "<h1>Not found</h1>")
        if callable(said):
            said(conn)
        else:
            conn.sendall(said.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if request.method == "HEAD" else said)


def drop(conn: socket.socket) -> None:
    """Ends a connection with a reset."""
    with contextlib.suppress(OSError):
        conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        conn.close()


def drip(data: bytes, seconds: float = 0.2) -> Wire:
    """Sends a byte now and then, for ever."""

    def write(conn: socket.socket) -> None:
        while True:
            for byte in data:
                conn.sendall(bytes([byte]))
                time.sleep(seconds)

    return write


def hang(conn: socket.socket) -> None:
    """Says nothing, until the other side leaves."""
    conn.settimeout(60)
    with contextlib.suppress(OSError):
        conn.recv(1)


def _tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """What a crawl made of a site."""

    info: RunInfo
    records: dict[str, UrlRecord]
    """By path; of other hosts by address."""
    titles: dict[str, str]
    seconds: float
    server: Hostile
    outcomes: dict[str, str] = field(default_factory=dict)

    @property
    def read(self) -> set[str]:
        return {path for path, outcome in self.outcomes.items() if outcome == "ok"}


def crawled(say: Say, run: Path, *, tls: Path | None = None, **options: object) -> Crawled:
    """Crawls what ``say`` says into the folder ``run``."""
    with Hostile(say, tls=tls) as server:
        return crawl_of(server, run, **options)


def crawl_of(server: Hostile, run: Path, **options: object) -> Crawled:
    """Crawls a server into ``run``, or goes on with the run that is there."""
    settings: dict[str, object] = {"delay": 0, "seams": False, "timeout": 10.0, **options}
    plan = CrawlPlan(target=f"{server.url}/", **settings)  # type: ignore[arg-type]  # fields of the plan
    run.mkdir(exist_ok=True)
    began = time.monotonic()
    there = (run / RunStore.FILE).exists()
    with RunStore.open(run, write=True) if there else RunStore.create(run, {}) as store:
        info = crawl(plan, store)
        records = {r.url.removeprefix(server.url): r for r in store.records()}
        titles = {p.url.removeprefix(server.url): p.title for p in store.pages()}
    return Crawled(
        info=info,
        records=records,
        titles=titles,
        seconds=time.monotonic() - began,
        server=server,
        outcomes={u: r.outcome for u, r in records.items()},
    )


@contextlib.contextmanager
def serving(say: Say, *, tls: Path | None = None) -> Iterator[Hostile]:
    """A server while the block lasts."""
    with Hostile(say, tls=tls) as server:
        yield server
