"""One request, one answer: the only module that imports an HTTP client.

A switch of client is a change of ``_client`` below. What may not happen is decided here for every hop: no private address that
the user did not name, no body without end, no answer that takes longer than its deadline, nothing but GET and HEAD.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from dataclasses import dataclass, field, replace
from typing import Any, Final

import aiohttp
import httpx
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from httpx_aiohttp import AiohttpTransport

from citizencheck.clock import steady
from citizencheck.crawl.decode import ACCEPTED, TooMuchError, UnreadableError, decoder
from citizencheck.crawl.plan import CrawlPlan
from citizencheck.crawl.scope import Scope, literal_ip, port_of
from citizencheck.model import Outcome
from citizencheck.model.url import host, scheme

MAX_WIRE: Final = 20_000_000
MAX_DECODED: Final = 10_000_000
BEGINNING: Final = 2_000_000
"""What is kept of a page that is too large to be read: enough to see where it leads."""
MAX_HEADER: Final = 131_072
MAX_HEADERS: Final = 2_000
FIRST_ANSWER: Final = 15.0
"""Seconds until the headers must be whole: who has said nothing by then is not there, and a citizen would have left."""
MAX_COOKIES: Final = 8_192
"""Bytes of cookies that are sent back; a jar that grows beyond it is emptied, since servers refuse long headers (431)."""
NO_HTTP: Final = (aiohttp.ClientResponseError, aiohttp.ClientPayloadError)
"""What the client says of an answer that it cannot read."""
HTML: Final = re.compile(r"^\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
TEXTUAL: Final = re.compile(
    r"^\s*(?:text/|application/(?:xml|xhtml\+xml|json|x-gzip|gzip|octet-stream))|\+xml", re.IGNORECASE
)
BINARY: Final = re.compile(rb"%PDF-|PK\x03\x04|\x89PNG|GIF8|\xff\xd8\xff|\xd0\xcf\x11\xe0")
"""How a PDF, an office file or a picture begins, whatever its type is said to be."""
SNIFF: Final = re.compile(
    rb"^\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one request brought. ``outcome`` is set where there is no usable answer."""

    url: str
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    outcome: Outcome | None = None
    reason: str = ""
    elapsed: float = 0.0
    set_cookie: bool = False
    garbled: bool = False
    """Something came that is no HTTP."""

    @property
    def answered(self) -> bool:
        """Whether anything came at all: who answers is there, however badly."""
        return self.status is not None or self.garbled

    @property
    def content_type(self) -> str:
        """The Content-Type header."""
        return self.headers.get("content-type", "")

    @property
    def is_html(self) -> bool:
        """Whether the body is a web page: by its type, or by its first tag where the type says nothing."""
        if BINARY.match(self.body):
            return False
        if HTML.match(self.content_type):
            return True
        undecided = not self.content_type or re.match(
            r"(?:application/octet-stream|text/plain)", self.content_type, re.IGNORECASE
        )
        return bool(undecided and SNIFF.match(self.body[:2000]))


class PrivateAddressError(OSError):
    """A name led to an address inside somebody's network."""


class _GuardedResolver(AbstractResolver):
    """Resolves names, and keeps only addresses that may be asked: the check is made on what the socket will really use."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        kept = [r for r in found if self._scope.may_connect(host, port, r["host"])]
        if found and not kept:
            raise PrivateAddressError(f"{host} leads to a private address")
        return kept

    async def close(self) -> None:
        await self._inner.close()


class HttpSource:
    """Answers from the network, one request at a time a caller."""

    def __init__(
        self, plan: CrawlPlan, scope: Scope, home: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._plan = plan
        self._scope = scope
        self._home = home
        self._client = _client(scope, transport)
        self._jar: dict[str, dict[str, str]] = {}
        """Origin -> the cookies that it set."""

    async def close(self) -> None:
        """Closes every connection."""
        await self._client.aclose()

    async def get(self, url: str, *, head: bool = False, cut: int = 0, any_kind: bool = False) -> Answer:
        """The answer for one address, no redirect followed. Never raises for what a server does.

        With ``cut`` only so many bytes of the body are read, and more of them are no fault. Bodies that are no text are read with
        ``any_kind`` alone.
        """
        began = steady()
        ip = literal_ip(url)
        if ip is not None and not self._scope.may_connect(httpx.URL(url).host, port_of(url), ip):
            return Answer(url=url, outcome=Outcome.OUT_OF_SCOPE, reason="a private address, which is never asked")
        try:
            async with asyncio.timeout(self._plan.timeout):
                return await self._ask(url, head=head, cut=cut, any_kind=any_kind, began=began)
        except TimeoutError:
            spent = steady() - began
            return self._failed(url, Outcome.TIMEOUT, f"no whole answer within {spent:.0f} s", began)
        except (httpx.HTTPError, aiohttp.ClientError, OSError, ValueError, httpx.InvalidURL) as e:
            failed = self._failed(url, *_explain(e), began)
            return replace(failed, garbled=any(isinstance(x, NO_HTTP) for x in (e, e.__cause__)))

    async def _ask(self, url: str, *, head: bool, cut: int, any_kind: bool, began: float) -> Answer:
        request = httpx.Request("HEAD" if head else "GET", url, headers=self._headers(url))
        async with asyncio.timeout(FIRST_ANSWER):
            response = await self._client.handle_async_request(request)
        try:
            headers = {k.lower(): v for k, v in response.headers.items()}
            cookies = response.headers.get_list("set-cookie")
            self._keep_cookies(url, cookies)
            answer = Answer(url=url, status=response.status_code, headers=headers, set_cookie=bool(cookies))
            if head or response.status_code in {204, 304} or 300 <= response.status_code < 400:
                return _timed(answer, began)
            if headers.get("content-type") and not any_kind and not TEXTUAL.search(headers["content-type"]):
                return _timed(answer, began)
            return await self._read(response, answer, began, cut)
        finally:
            await response.aclose()

    async def _read(self, response: httpx.Response, answer: Answer, began: float, cut: int) -> Answer:
        declared = answer.headers.get("content-length", "")
        if not cut and declared.isdecimal() and (len(declared) > 15 or int(declared) > MAX_WIRE):
            return self._failed(answer.url, Outcome.TOO_LARGE, f"{declared[:20]} bytes", began, answer)
        pieces: list[bytes] = []
        wire = read = 0
        try:
            decode = decoder(answer.headers.get("content-encoding", ""), MAX_DECODED)
            assert isinstance(response.stream, httpx.AsyncByteStream)  # noqa: S101 - what an async transport returns
            async for chunk in response.stream:
                wire += len(chunk)
                if wire > MAX_WIRE:
                    raise TooMuchError
                pieces.append(decode.feed(chunk))
                read += len(pieces[-1])
                if 0 < cut <= read:
                    break
            else:
                if not decode.whole:
                    return self._failed(answer.url, Outcome.TRUNCATED, "the packed body ends too early", began, answer)
        except TooMuchError:
            if wire < MAX_DECODED // 10:
                reason = f"{wire:,} bytes unpack to more than {MAX_DECODED:,}: a decompression bomb"
                return self._failed(answer.url, Outcome.TOO_LARGE, reason, began, answer)
            failed = self._failed(answer.url, Outcome.TOO_LARGE, f"more than {MAX_DECODED:,} bytes", began, answer)
            return replace(failed, body=b"".join(pieces)[:BEGINNING])
        except UnreadableError as e:
            return self._failed(answer.url, Outcome.NETWORK_ERROR, f"the body cannot be unpacked: {e}", began, answer)
        except (httpx.HTTPError, aiohttp.ClientError, OSError):
            return self._failed(answer.url, Outcome.TRUNCATED, "the answer broke off before its end", began, answer)
        return _timed(
            Answer(
                url=answer.url,
                status=answer.status,
                headers=answer.headers,
                body=b"".join(pieces)[: cut or None],
                set_cookie=answer.set_cookie,
            ),
            began,
        )

    def _headers(self, url: str) -> dict[str, str]:
        headers = {
            "User-Agent": self._plan.agent,
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "en-GB,en;q=0.8",
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
        }
        own = self._is_home(url)
        jar = {**(dict(self._plan.cookies) if own else {}), **self._jar.get(_origin(url), {})}
        if jar:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in jar.items())
        if own:
            headers.update(self._plan.headers)
            if self._plan.basic_auth:
                headers["Authorization"] = httpx.BasicAuth(*self._plan.basic_auth)._auth_header
        return headers

    def _is_home(self, url: str) -> bool:
        """Whether an address may have what the user gave for the target: its own host and port, and never without TLS what was meant for TLS."""
        return host(url) == host(self._home) and (scheme(url) == "https" or scheme(self._home) == "http")

    def _keep_cookies(self, url: str, cookies: list[str]) -> None:
        """Keeps cookies for their own origin alone; a jar that would grow too long is emptied."""
        jar = self._jar.setdefault(_origin(url), {})
        for cookie in cookies[:50]:
            name, found, value = cookie.partition(";")[0].partition("=")
            if found and name.strip():
                jar[name.strip()] = value.strip()
        if sum(len(k) + len(v) + 3 for k, v in jar.items()) > MAX_COOKIES:
            jar.clear()

    def forget_cookies(self, url: str) -> None:
        """Empties the jar of an address's origin, after it said that the request was too long."""
        self._jar.pop(_origin(url), None)

    def _failed(self, url: str, outcome: Outcome, reason: str, began: float, answer: Answer | None = None) -> Answer:
        return Answer(
            url=url,
            status=answer.status if answer else None,
            headers=answer.headers if answer else {},
            outcome=outcome,
            reason=reason,
            elapsed=steady() - began,
        )


def _client(scope: Scope, transport: httpx.AsyncBaseTransport | None) -> httpx.AsyncBaseTransport:
    """The transport that carries requests: one answer a connection, so that a stray second one is never taken for the next page."""
    if transport is not None:
        return transport
    context = ssl.create_default_context()
    session: dict[str, Any] = {
        "max_line_size": MAX_HEADER,
        "max_field_size": MAX_HEADER,
        "cookie_jar": aiohttp.DummyCookieJar,
    }

    def make() -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            resolver=_GuardedResolver(scope), force_close=True, ssl=context, limit=16, use_dns_cache=True
        )
        made = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=session["cookie_jar"](),
            max_line_size=session["max_line_size"],
            max_field_size=session["max_field_size"],
            max_headers=MAX_HEADERS,
            trust_env=False,
        )
        made._build_url = lambda address: yarl.URL(str(address), encoded=True)  # type: ignore[method-assign, assignment]  # as resolved, not requoted
        made._retry_connection = False  # how often an address is asked for is decided in one place: asking.py
        return made

    return AiohttpTransport(client=make, trust_env=False)


def _origin(url: str) -> str:
    return f"{scheme(url)}://{host(url)}"


def _timed(answer: Answer, began: float) -> Answer:
    return Answer(
        url=answer.url,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        elapsed=steady() - began,
        set_cookie=answer.set_cookie,
    )


def _explain(error: BaseException) -> tuple[Outcome, str]:
    """The outcome and the words for a failed request, from the error and what caused it."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and len(chain) < 8:
        chain.append(current)
        inner = getattr(current, "os_error", None) or getattr(current, "_os_error", None)
        current = (
            inner
            if isinstance(inner, BaseException) and inner not in chain
            else current.__cause__ or current.__context__
        )
    if any(isinstance(e, PrivateAddressError) for e in chain):
        return Outcome.OUT_OF_SCOPE, "the name leads to a private address, which is never asked"
    for e in chain:
        if isinstance(e, ssl.SSLCertVerificationError):
            inner = getattr(e, "certificate_error", e)
            return Outcome.TLS_ERROR, f"the certificate is not valid: {getattr(inner, 'verify_message', inner)}"
        if isinstance(e, ssl.SSLError | aiohttp.ClientSSLError):
            return Outcome.TLS_ERROR, "no secure connection could be made"
    if any(isinstance(e, TimeoutError) for e in chain):
        return Outcome.TIMEOUT, "no answer in time"
    if any(isinstance(e, ConnectionRefusedError) for e in chain):
        return Outcome.NETWORK_ERROR, "the connection was refused"
    if any(isinstance(e, ConnectionResetError) for e in chain):
        return Outcome.NETWORK_ERROR, "the connection was reset"
    if any(isinstance(e, socket.gaierror) for e in chain):
        return Outcome.NETWORK_ERROR, "the name is not known"
    if any(isinstance(e, NO_HTTP) for e in chain):
        return Outcome.NETWORK_ERROR, "the answer is no HTTP that can be read"
    return Outcome.NETWORK_ERROR, f"the answer could not be read ({type(error).__name__})"
