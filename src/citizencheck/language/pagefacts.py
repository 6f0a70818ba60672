"""What is looked at of a page, gathered once: its own names, what it is filed under, its text and links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from citizencheck.language.channel import RELATED
from citizencheck.language.contacts import Told, outside_boxes
from citizencheck.language.phrases import distinct, fold
from citizencheck.model import Link, LinkKind, Page

READ: Final = 60_000
"""Characters of main text that are looked at: what a page is about shows early."""
SEPARATORS: Final = re.compile(r"\s+[|–—-]\s+|\s*::\s*|\s*\|\s*|\s+>\s+|\s+&gt;\s+")
SITE_NAME: Final = re.compile(
    r"\b(?:city|town|county|borough|district|village|parish) of\b|\b(?:county|city|town|borough|district|parish|community)?\s*council$"
    r"|^home$|^welcome$|\.gov\b|^.{0,40}\bcounty, \w+$",
    re.IGNORECASE,
)
SKIP: Final = re.compile(r"^(?:skip (?:to|nav)|menu|search|contents|navigation|share)\b", re.IGNORECASE)
BACK: Final = re.compile(r"^(?:[←‹«<]|back\b|all |view all|see all|home\b|skip |print\b(?! and\b))", re.IGNORECASE)
SHARE: Final = re.compile(
    r"//(?:[\w-]+\.)*(?:facebook|twitter|x|linkedin|pinterest|whatsapp|reddit|wa)\.(?:com|me)/(?:.*shar|intent|dialog|pin/create|send|submit|\?)",
    re.IGNORECASE,
)
"""Addresses by which a page is passed on to others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is looked at of a page, gathered once."""

    page: Page
    home: bool
    heads: tuple[str, ...]
    """What the page calls itself: heading, title without the site's name, last crumb. Surest first."""
    sections: tuple[str, ...]
    path: str
    text: str
    links: tuple[Link, ...]
    """Its own links that lead somewhere, without those back up."""
    documents: tuple[Link, ...]
    told: Told
    """What it tells outside its boxes of contacts."""


def gather(page: Page, *, home: bool = False) -> Facts:
    """The facts of ``page`` that the signs are read from."""
    own = [
        k
        for k in page.own_links
        if k.text and not BACK.match(k.text) and not SHARE.search(k.url) and (home or not RELATED.match(k.heading))
    ]
    links = tuple(k for k in own if k.kind in (LinkKind.PAGE, LinkKind.DOCUMENT, LinkKind.ANCHOR, LinkKind.SCRIPT))
    documents = tuple(k for k in page.links if k.kind is LinkKind.DOCUMENT)
    path = " ".join(re.split(r"[^a-z0-9]+", unquote(urlsplit(page.url).path).lower()))
    heads = _heads(page)
    return Facts(
        page=page,
        home=home,
        heads=heads,
        sections=_sections(page, heads),
        path=path,
        text=page.text[:READ],
        links=links,
        documents=documents,
        told=outside_boxes(page),
    )


def _heads(page: Page) -> tuple[str, ...]:
    """The page's own names: heading, first telling part of the title, last crumb."""
    title = _title_parts(page)[:1]
    crumb = [c.text for c in page.breadcrumb[-1:] if c.url in ("", page.url)]
    h1 = "" if SKIP.match(page.h1) else page.h1
    candidates = [h1, *title, *crumb]
    if not any(c and c.lower() == h1.lower() for c in [*title, *crumb]):
        # A heading that neither title nor crumb repeats may be the site's or the section's name: what the title says is looked for.
        main = [h.text for h in page.headings if h.level <= 2 and not SKIP.match(h.text)]
        candidates += [t for t in main[:5] if any(t.lower() == c.lower() for c in title)]
        if SITE_NAME.search(h1) or len(h1.split()) == 1:
            candidates = [*title, *crumb, h1]
    slug = unquote(urlsplit(page.url).path).rstrip("/").rpartition("/")[2].replace("-", " ") if not page.h1 else ""
    return distinct([fold(c).strip() for c in [slug, *candidates] if c and c.strip()])


def _sections(page: Page, heads: tuple[str, ...]) -> tuple[str, ...]:
    """What the page is filed under: further parts of the title, crumbs before its own."""
    above = [c.text for c in page.breadcrumb[1:] if c.url not in ("", page.url) or c is not page.breadcrumb[-1]]
    parts = [*_title_parts(page)[1:], *above]
    return distinct([folded for p in parts if (folded := fold(p).strip()) and folded not in heads])


def _title_parts(page: Page) -> list[str]:
    parts = [p.strip() for p in SEPARATORS.split(page.title) if p.strip()]
    telling = [p for p in parts if not SITE_NAME.search(p) and re.search(r"[^\W\d_]{3}", p)]
    return telling or parts[:1]
