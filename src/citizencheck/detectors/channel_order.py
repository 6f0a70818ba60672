"""1 where a page names the way online no later than the telephone, 0 where the telephone comes first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from citizencheck.detectors._words import regex
from citizencheck.language import Language
from citizencheck.model import Block, Evidence, Link, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"
BODY: Final = re.compile(
    r"(?!(?:by|on|in|via|online|phone|telephone|call|email|post|website|web)\b)([A-Z][^:.]{2,50}): ", re.IGNORECASE
)
"""The beginning of an entry that names whom it is about; one that names a way ("By phone: ...") does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    offline: tuple[str, ...] = ()
    """Passages that tell the citizen to phone, write or come in, as regular expressions."""
    online: tuple[str, ...] = ()
    """Links that start something online."""
    urgent: tuple[str, ...] = ()
    """Where haste or danger makes the telephone right, in the title, a heading or the passage itself."""
    danger: tuple[str, ...] = ()
    """What makes the whole page one on which the telephone is right, wherever it says so."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether the first link to act online stands before the first word of phoning below the same heading.

    What stands below another heading is another matter: applying, and paying for what was lost. Where no heading has both, the page is not asked.
    """
    online, offline, urgent = regex(params.online), regex(params.offline), regex(params.urgent)
    starts = [k for k in page.own_links if k.kind is LinkKind.PAGE and online.search(k.text)]
    calm = not urgent.search(f"{page.title} {page.h1}") and not regex(params.danger).search(f"{page.h1}\n{page.text}")
    if starts and calm:
        for heading, part in groupby(page.headed, key=lambda pair: pair[0]):
            blocks = [block for _, block in part]
            link = next(((i, k) for i, b in enumerate(blocks) for k in starts if k.text in b.text), None)
            call = next((i for i, b in enumerate(blocks) if offline.search(b.text) and not urgent.search(b.text)), None)
            hasty = heading is not None and bool(urgent.search(heading.text))
            if link and call is not None and not hasty and not _of_two(blocks[call], blocks[link[0]]):
                return _measured(page, blocks[call], link[1], in_order=link[0] <= call)
    return NotApplicable("the page does not offer both a way online and the telephone for one matter")


def _of_two(call: Block, start: Block) -> bool:
    """Whether two entries of a list are about two bodies, each with its own way: no order of ways for one thing."""
    one, other = BODY.match(call.text), BODY.match(start.text)
    return call is not start and one is not None and other is not None and one.group(1) != other.group(1)


def _measured(page: Page, call: Block, start: Link, *, in_order: bool) -> Measured:
    shown = Evidence(
        kind="text", url=page.url, selector=call.selector, quote=call.text[:160], note=f"before “{start.text}”"
    )
    return Measured(
        value=1 if in_order else 0,
        evidence=() if in_order else (shown,),
        illustrates=True,
        data={"online": start.text, "phone": call.text[:80]},
    )
