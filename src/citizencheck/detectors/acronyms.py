"""Number of acronyms on the labels of a page that nothing on the page explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._words import folded_set, listed
from citizencheck.language import Language
from citizencheck.model import FURNITURE, Evidence, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"
ACRONYM: Final = re.compile(r"(?<![\w.@/'’&$-])([A-Z]{2,6})(?:s)?(?![\w@/'’&-]|\.\w|\s+\d)")
SHOUTED: Final = re.compile(r"^[^a-z]*$|\b[A-Z]{3,} [A-Z]{3,}\b")
"""Capitals for their loudness: a whole label, or two words side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    known: tuple[str, ...] = ()
    """Acronyms that most people know."""
    teasers: bool = True
    """The lines of text below links count too: they are there to tell what stands behind."""
    max_words: int = 14
    """A text with more words than this is no label."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many different acronyms stand on links and teasers, menus and footer included, with no word of what they mean."""
    texts = list(_texts(page, params, home=node.id == site.home))
    if not texts:
        return NotApplicable("the page has no labels")
    known = folded_set(params.known)
    whole = " ".join([page.title, page.text, *(e.quote for e in texts)])
    first: dict[str, Evidence] = {}
    for e in texts:
        for match in () if SHOUTED.match(e.quote) else ACRONYM.finditer(e.quote):
            if match[1].casefold() not in known and not _explained(match[1], whole):
                first.setdefault(match[1], e)
    return Measured(
        value=len(first),
        evidence=tuple(
            Evidence(kind=e.kind, url=e.url, selector=e.selector, quote=e.quote, target=e.target, note=a, key=a)
            for a, e in first.items()
        ),
        data={"count": len(first), "acronyms": listed(first), "labels": listed(e.quote for e in first.values())},
    )


def _texts(page: Page, params: Params, *, home: bool) -> Iterator[Evidence]:
    """Labels and the short texts below them; of a page that is not home without what its template repeats."""
    for k in page.links if home else page.own_links:
        if (
            k.text
            and k.kind in (LinkKind.PAGE, LinkKind.DOCUMENT, LinkKind.DEAD)
            and len(k.text.split()) <= params.max_words
        ):
            where = "menu" if k.region in FURNITURE else "link"
            yield Evidence(kind=where, url=page.url, selector=k.selector, quote=k.text, target=k.url)
    if params.teasers:
        for b in page.blocks:
            if len(b.text.split()) <= params.max_words and not re.search(r"\d", b.text):  # an address, an amount
                yield Evidence(kind="text", url=page.url, selector=b.selector, quote=b.text)


def _explained(acronym: str, text: str) -> bool:
    """The words themselves stand somewhere: before it in brackets, or as words whose initials spell the acronym."""
    if re.search(rf"[a-z]{{2,}}\W+\w[\w'’-]+\s+\({acronym}s?\)|\b{acronym}s?\s+\([A-Za-z]+\s", text):
        return True
    between = r"[\W_]+(?:(?:and|of|for|the|in|to|on|with)[\W_]+)?"
    letters = between.join(rf"{letter}[a-z'’]+" for letter in acronym.casefold())
    return re.search(rf"(?<!\w){letters}", text, re.IGNORECASE) is not None
