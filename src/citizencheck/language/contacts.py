"""What a page tells outside its boxes of contacts: its text, and the numbers and addresses in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from citizencheck.model import Heading, LinkKind, Page, Region

BOX: Final = re.compile(
    r"^(?:(?:how to )?contact(?: us| details| information| the [\w' ]+| our [\w' ]+)?|contacts|get(?:ting)? in touch(?: with [\w' ]+)?|need (?:more )?help\??"
    r"|further (?:information|help|advice)|more information|(?:any )?questions\??|for (?:more|further) (?:information|help|advice)|enquiries)$",
    re.IGNORECASE,
)
"""The heading of a box of contacts, such as stands at the end of any page."""
TITLES: Final = 1
"""The level of the page's own name, which heads no box."""
SHORT: Final = 40
"""Words that a box has at most (judgement); what says more tells whom to ask for what."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells."""

    text: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]


def everything(page: Page) -> Told:
    """All that ``page`` tells."""
    return Told(page.text, page.phones, page.emails)


def outside_boxes(page: Page) -> Told:
    """What ``page`` tells outside its boxes of contacts."""
    if not any(map(_may_head_a_box, page.headings)):
        return everything(page)
    boxed: list[str] = []
    told: list[str] = []
    for heading, said in _parts(page):
        is_box = heading is not None and _may_head_a_box(heading) and len(said.split()) <= SHORT
        (boxed if is_box else told).append(said)
    inside, text = "\n".join(boxed), "\n".join(told)
    linked = {
        k.text or k.url.partition(":")[2]
        for k in page.links
        if k.kind in (LinkKind.TEL, LinkKind.MAIL) and k.region is Region.MAIN and k.context not in inside
    }
    return Told(
        text,
        tuple(n for n in page.phones if n in text or n in linked),
        tuple(m for m in page.emails if m in text or m in linked),
    )


def _parts(page: Page) -> Iterator[tuple[Heading | None, str]]:
    """Each heading with the text below it, up to the next."""
    for heading, blocks in groupby(page.headed, key=lambda pair: pair[0]):
        yield heading, "\n".join(block.text for _, block in blocks)


def _may_head_a_box(heading: Heading) -> bool:
    return heading.level > TITLES and bool(BOX.match(heading.text.strip(" :")))
