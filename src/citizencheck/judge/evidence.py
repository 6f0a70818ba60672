"""Findings that can be opened: links to the live place, names of the bytes, fingerprints that last."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote

from citizencheck.language.quoting import clipped
from citizencheck.model import Evidence
from citizencheck.model.report import EvidenceItem
from citizencheck.model.url import host, place

QUOTE: Final = 300


def item(evidence: Evidence, hashes: Mapping[str, str]) -> EvidenceItem:
    """Evidence as the report shows it: with the hash of the page's bytes and a link to the place."""
    return EvidenceItem(
        kind=evidence.kind,
        url=evidence.url,
        selector=evidence.selector,
        quote=clipped(evidence.quote, QUOTE),
        sha256=evidence.sha256 or hashes.get(evidence.url, ""),
        link=evidence.link or live_link(evidence.url, evidence.quote if evidence.kind != "absence" else ""),
        target=evidence.target[:QUOTE],
        note=clipped(evidence.note, QUOTE),
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


def fingerprint(rule: str, url: str, *, task: str = "") -> str:
    """What names a finding in every run: its rule and its place, which is a task or, where there is none, the page.

    Never the words that were found, so that a finding keeps its name while what it shows grows or is mended bit by bit; ``element``
    names those. A task's page may move without its fault being another one. ``url`` is ``""`` for the site as a whole.
    """
    return _name(rule, task or place(url), size=10)


def element(evidence: Evidence) -> str:
    """What names one piece of evidence among those of its finding.

    It stays when menus are reordered, when a label moves to another place of the page, when a staging host stands in for the live
    one, and when figures or the hashes in names of files change.
    """
    if evidence.key:
        return _name(_plain(evidence.key), size=5)
    if evidence.kind in BY_PLACE:
        return _name(place(evidence.url), _target(evidence), size=5)
    return _name(_plain(evidence.quote), _target(evidence), size=5)


def shared_name(evidence: Iterable[Evidence]) -> str:
    """What names a fault that many pages share: the pieces that each of them shows, whichever page they stand on."""
    return _name("shared", *(e.selector if e.kind in BY_PLACE else element(e) for e in evidence), size=10)


BY_PLACE: Final = frozenset({"page", "absence", "title"})
"""Kinds that are about a page, whatever words stand there."""
STAMP: Final = re.compile(r"(?<![a-z0-9])(?=[a-f]*\d)[0-9a-f]{6,}(?![a-z0-9])|\d+", re.IGNORECASE)
"""What a build or a year writes into the name of a file: a hash, a date, a number."""


def _name(*parts: str, size: int) -> str:
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=size).hexdigest()


def _target(evidence: Evidence) -> str:
    """Where a link leads: on its own site the path alone."""
    there = "" if host(evidence.target) in ("", host(evidence.url)) else host(evidence.target)
    return there + STAMP.sub("#", place(evidence.target)) if evidence.target else ""


def _plain(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))
