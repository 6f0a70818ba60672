"""Addresses: resolved once by the WHATWG rules, compared by identity, grouped by template.

Three forms of an address are kept apart:

- the *address* (``resolve``) is what is fetched: absolute, WHATWG-serialised, without fragment;
- the *identity* (``identity``) is what is compared: session ids and tracking dropped, parameters sorted. It is never fetched;
- the *template* (``template``) is what is counted: digits and parameter values masked, so that pages made alike group together.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

import ada_url

WEB_SCHEMES: Final = ("http", "https")

TRACKING: Final = re.compile(
    r"^(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|_ga|_gl|pk_\w+|piwik_\w+|matomo_\w+|hsctatracking|yclid|dclid|igshid"
    r"|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|sid|sessionid|session_id)$",
    re.IGNORECASE,
)
PATH_SESSION: Final = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/?#]*|/\([A-Za-z]\([0-9A-Za-z]{20,}\)\)", re.IGNORECASE
)
PERCENT: Final = re.compile(r"%[0-9a-fA-F]{2}")


def resolve(href: str, base: str) -> str | None:
    """The absolute address that a browser on ``base`` would go to for ``href``, without fragment; None when there is none.

    Any scheme is resolved (``mailto:``, ``javascript:``): the caller decides what may be fetched.
    """
    try:
        address = ada_url.join_url(base, href) if base else ada_url.URL(href).href
    except ValueError:
        return None
    return address.partition("#")[0]


def scheme(url: str) -> str:
    """The lower-case scheme of an absolute address, ``""`` where there is none."""
    return url.partition(":")[0].lower() if ":" in url else ""


def host(url: str) -> str:
    """Host and, where it is not the default, port: ``www.anytown.gov.uk`` or ``127.0.0.1:8080``."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def path_of(url: str) -> str:
    """Path and query, as a short name of a page within its site."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


@lru_cache(maxsize=16384)
def identity(url: str) -> str:
    """One name for the spellings of one page; used to compare, never to fetch."""
    parts = urlsplit(url)
    path = PERCENT.sub(lambda m: m.group().upper(), PATH_SESSION.sub("", parts.path)) or "/"
    query = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k))
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2].lower(), path, urlencode(query), ""))


@lru_cache(maxsize=16384)
def place(url: str) -> str:
    """A page's name within its site, the same on a staging host and in a folder: path and query of its identity, without index files.

    >>> place("https://www.a.uk/bins/index.html?utm_source=x")
    '/bins'
    """
    parts = urlsplit(identity(url))
    path = re.sub(r"/(?:index|default)\.\w+$", "/", unquote(parts.path))
    return (path.rstrip("/") or "/") + (f"?{parts.query}" if parts.query else "")


@lru_cache(maxsize=16384)
def template(url: str) -> str:
    """The family an address belongs to: digits masked, parameter values dropped, names kept in order of the alphabet.

    >>> template("https://a.uk/events/2026/11/?page=3&sort=az")
    'https://a.uk/events/#/#/?page&sort'
    """
    parts = urlsplit(url)
    path = re.sub(r"\d+", "#", unquote(PATH_SESSION.sub("", parts.path)))
    names = sorted({k for k, _ in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k)})
    return f"{parts.scheme}://{parts.netloc.lower()}{path}" + (f"?{'&'.join(names)}" if names else "")


def slug_words(url: str) -> str:
    """The words in a path, for matching: ``/bins-and-recycling/missed_bin.aspx`` gives ``bins and recycling missed bin``."""
    path = re.sub(r"\.(?:aspx?|html?|php|jsp|cfm)$", "", unquote(urlsplit(url).path), flags=re.IGNORECASE)
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", path)
    words = re.split(r"[^A-Za-zÀ-ÿ']+", spaced)
    return " ".join(w.lower() for w in words if len(w) > 1 and w.lower() not in {"info", "site", "scripts", "index"})
