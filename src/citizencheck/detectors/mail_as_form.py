"""Number of mail addresses on a page that stand where a form should be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citizencheck.detectors._forms import acting_forms
from citizencheck.detectors._labels import link_evidence
from citizencheck.detectors._words import listed, regex
from citizencheck.language import Language
from citizencheck.language.quoting import said
from citizencheck.model import Link, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    actions: tuple[str, ...] = ()
    """What the line around the address tells the citizen to do, as regular expressions."""
    exceptions: tuple[str, ...] = ()
    """Lines that offer mail beside other ways, or for questions only."""
    online: tuple[str, ...] = ()
    """What a link to do it online says: such a page is left alone."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many lines tell the citizen to apply, report or book by mail on a page that offers no way online."""
    mails = [k for k in page.own_links if k.kind is LinkKind.MAIL]
    if not mails:
        return NotApplicable("the page gives no mail address")
    online = regex(params.online)
    if acting_forms(page) or any(
        k.kind is LinkKind.PAGE and (k.button or online.search(k.text)) for k in page.own_links
    ):
        return Measured(value=0, data={"count": 0, "labels": ""})
    act, spared = regex(params.actions), regex(params.exceptions)
    told = {words: k for k in reversed(mails) if not spared.search(k.context) and (words := _told(k, page, act))}
    hits = dict(reversed(told.items()))
    return Measured(
        value=len(hits),
        evidence=tuple(link_evidence(page.url, k, words) for words, k in hits.items()),
        data={"count": len(hits), "labels": listed(hits)},
    )


def _told(link: Link, page: Page, act: re.Pattern[str]) -> str:
    """The sentence around an address that tells people to act by it; ``""`` where none does."""
    line = link.context or link.text
    line = next((b.text for b in page.blocks if link.context and b.text.startswith(line)), line)
    told = act.search(line)
    return said(line, *told.span()) if told else ""
