"""Evidence, looked up again in the stored bytes."""

from __future__ import annotations

import hashlib
from urllib.parse import unquote

from citizencheck.extract import Reading, squeezed
from citizencheck.model import UrlRecord
from citizencheck.model.report import EvidenceItem
from citizencheck.why.case import BODIES, Case
from citizencheck.why.values import Bytes, Proof


class Prover:
    """Looks evidence up; each page's bytes are parsed once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._readings: dict[str, Reading | None] = {}

    def prove(self, evidence: EvidenceItem) -> Proof:
        """A piece of evidence with what the stored bytes say to it."""
        sha256 = evidence.sha256 or self._read_at(evidence.url)
        kept = bytes_of(self._case, sha256, evidence.url)
        reading = self._reading(sha256, evidence.url) if kept.stored == "sound" else None
        elements, at_selector, in_page = None, None, None
        if reading is not None and evidence.selector:
            elements, words = reading.at(evidence.selector)
            at_selector = squeezed(evidence.quote) in squeezed(words) if evidence.quote and elements else None
        if reading is not None and evidence.quote:
            in_page = reading.says(evidence.quote)
        return Proof(
            kind=evidence.kind, url=evidence.url, selector=evidence.selector, quote=evidence.quote, target=evidence.target,
            note=evidence.note, link=evidence.link, bytes=kept, elements=elements, at_selector=at_selector, in_page=in_page,
            in_address=bool(evidence.quote) and evidence.quote.casefold() in unquote(evidence.url).casefold(),
        )  # fmt: skip

    def _read_at(self, url: str) -> str:
        """Where the report names no bytes: those of the page that the address ends on."""
        node = self._case.site.node(url)
        return node.sha256 if node else ""

    def _reading(self, sha256: str, url: str) -> Reading | None:
        if sha256 not in self._readings:
            body = self._case.body(sha256)
            record = _record(self._case, url)
            self._readings[sha256] = Reading(body, record.content_type if record else "") if body else None
        return self._readings[sha256]


def bytes_of(case: Case, sha256: str, url: str) -> Bytes:
    """What the store holds under a name, hashed again."""
    record = _record(case, url)
    fetched = record.fetched if record else ""
    if not sha256:
        return Bytes(sha256="", stored="none", fetched=fetched)
    place = f"{BODIES}, key {sha256}"
    body = case.body(sha256)
    if body is None:
        return Bytes(sha256=sha256, stored="missing", place=place, fetched=fetched)
    sound = hashlib.sha256(body).hexdigest() == sha256
    return Bytes(sha256=sha256, stored="sound" if sound else "damaged", size=len(body), place=place, fetched=fetched)


def _record(case: Case, url: str) -> UrlRecord | None:
    """Of the page that an address ends on, where it ends on one."""
    node = case.site.node(url)
    return case.site.records.get(node.url if node else url)
