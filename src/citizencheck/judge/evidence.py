"""Findings that can be opened: links to the live place, names of the bytes, fingerprints that last."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from citizencheck.model import Evidence
from citizencheck.model.report import EvidenceItem

QUOTE: Final = 300


def item(evidence: Evidence, hashes: Mapping[str, str]) -> EvidenceItem:
    """Evidence as the report shows it: with the hash of the page's bytes and a link to the place."""
    return EvidenceItem(
        kind=evidence.kind,
        url=evidence.url,
        selector=evidence.selector,
        quote=evidence.quote[:QUOTE],
        sha256=evidence.sha256 or hashes.get(evidence.url, ""),
        link=evidence.link or live_link(evidence.url, evidence.quote if evidence.kind != "absence" else ""),
        target=evidence.target[:QUOTE],
        note=evidence.note[:QUOTE],
        screenshot=evidence.screenshot,
    )


def live_link(url: str, text: str) -> str:
    """The address with a text fragment (URL Fragment Text Directives) that makes browsers scroll to the words and mark them."""
    words = " ".join(text.split())
    if not words or not url.startswith(("http://", "https://")):
        return url
    if len(words) > 80:
        parts = words.split(" ")
        return f"{url}#:~:text={_escaped(' '.join(parts[:5]))},{_escaped(' '.join(parts[-4:]))}"
    return f"{url}#:~:text={_escaped(words)}"


def _escaped(text: str) -> str:
    """Percent-encoded for a text directive, where ``-``, ``,`` and ``&`` have a meaning of their own."""
    return quote(text.encode("utf-8", "replace"), safe="").replace("-", "%2D")


def fingerprint(rule: str, url: str, evidence: tuple[Evidence, ...], *, task: str = "") -> str:
    """A name for a finding that stays when menus are reordered or a staging host stands in for the live one.

    Made of the rule, the path of the page, the task that it is about if there is one and, for a finding about one thing, that
    thing's words and target; never of a selector.
    """
    first = evidence[0] if len(evidence) == 1 else None
    parts = [
        rule,
        _path(url),
        *((_plain(first.quote), _path(first.target)) if first else ()),
        *((task,) if task else ()),
    ]
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=10).hexdigest()


def _path(url: str) -> str:
    parts = urlsplit(url)
    path = re.sub(r"/(?:index|default)\.\w+$", "/", unquote(parts.path))
    return (path.rstrip("/") or "/") + (f"?{parts.query}" if parts.query else "")


def _plain(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))
