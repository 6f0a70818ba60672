"""1 where a page names the way online no later than the telephone, 0 where the telephone comes first."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._words import regex
from citizencheck.language import Language
from citizencheck.model import Evidence, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    offline: tuple[str, ...] = ()
    """Passages that tell the citizen to phone, write or come in, as regular expressions."""
    online: tuple[str, ...] = ()
    """Links that start something online."""
    urgent: tuple[str, ...] = ()
    """Where haste or danger makes the telephone right."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether the first link to act online stands before the first word of phoning; pages with only one of them are not asked."""
    online, offline, urgent = regex(params.online), regex(params.offline), regex(params.urgent)
    texts = [b.text for b in page.blocks]
    starts = [k for k in page.own_links if k.kind is LinkKind.PAGE and online.search(k.text)]
    link = next((i for i, t in enumerate(texts) for k in starts if k.text in t), None)
    call = next((i for i, t in enumerate(texts) if offline.search(t) and not urgent.search(t)), None)
    if link is None or call is None or urgent.search(f"{page.title} {page.h1}"):
        return NotApplicable("the page does not offer both a way online and the telephone")
    block = page.blocks[call]
    return Measured(
        value=1 if link <= call else 0,
        evidence=() if link <= call else (Evidence(kind="text", url=page.url, selector=block.selector, quote=block.text[:160],
                                                   note=f"before “{starts[0].text}”"),),
        illustrates=True,
        data={"online": starts[0].text, "phone": block.text[:80]},
    )  # fmt: skip
