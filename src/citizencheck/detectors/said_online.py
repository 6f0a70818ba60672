"""Number of sentences on a page that tell people to do it online where nothing on the page leads there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._words import listed, regex
from citizencheck.language import Language
from citizencheck.language.quoting import said
from citizencheck.model import (
    Block,
    Evidence,
    Link,
    LinkKind,
    Measured,
    Measurement,
    Node,
    NotApplicable,
    Page,
    Region,
    Site,
)

SCOPE = "page"
SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+(?=\S)")
OWN: Final = frozenset({Region.MAIN, Region.ASIDE, Region.LOCAL})
SAID: Final = 110
"""Characters of a sentence that a message says at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    says: tuple[str, ...] = ()
    """What tells people to act online, as regular expressions."""
    exceptions: tuple[str, ...] = ()
    """Sentences that speak of it and tell nobody to, or that give the address in words."""
    leads: tuple[str, ...] = ()
    """What a link to a start says."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many sentences say so on a page without a form, a frame, a button, or any link that may be the way."""
    says, spared = regex(params.says), regex(params.exceptions)
    hits = [(b, s, m) for b, s in _sentences(page) if (m := says.search(s)) and not spared.search(s)]
    if not hits:
        return NotApplicable("the page does not tell people to do it online")
    if node.own_forms or page.widgets or any(_may_lead(k, node, site, params) for k in page.links):
        return Measured(value=0, data={"count": 0, "said": ""})
    return Measured(
        value=len(hits),
        evidence=tuple(Evidence(kind="text", url=page.url, selector=b.selector, quote=s) for b, s, _ in hits),
        data={"count": len(hits), "said": listed(said(s, *m.span(), most=SAID) for _, s, m in hits)},
    )


def _sentences(page: Page) -> Iterator[tuple[Block, str]]:
    for block in page.blocks:
        for sentence in SENTENCE.split(block.text):
            yield block, sentence.strip()


def _may_lead(link: Link, node: Node, site: Site, params: Params) -> bool:
    """Whether a link may be the way: a button, one out of the site, one to a page with a form or with links out of the site.

    One that names an action and is dead counts as well: that is told elsewhere. In menus only links that name an action count.
    """
    named = bool(regex(params.leads).search(link.text))
    own = link.region in OWN
    if link.kind is LinkKind.DEAD:
        return own and named
    if link.kind is not LinkKind.PAGE or not (own or named):
        return False
    there = site.node(link.url)
    if there is None or (own and link.button):
        return True
    if there.id == node.id:
        return False
    return there.own_forms > 0 or (own and named and any(_leaves(k, site) for k in site.out[there.id]))


def _leaves(link: Link, site: Site) -> bool:
    return link.kind is LinkKind.PAGE and site.node(link.url) is None
