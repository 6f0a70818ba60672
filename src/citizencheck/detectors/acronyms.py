"""Number of acronyms on the labels of a page that nothing explains, on it or at the head of the pages that the labels open."""

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
MOST_OPENED: Final = 5
"""Pages that are read for one acronym."""
CODE_BEFORE: Final = re.compile(
    r"\b(?:(?:start|begin)(?:s|n?ing)?(?: with)?|prefix(?:ed)?(?: with| by)?|(?:number|reference|ref)s?(?: is| are)?)[\s:“\"'‘(]*(?:the )?(?:letters? )?[“\"'‘]?(?:[A-Z]{1,6}[”\"'’]?(?:,| or| and)? [“\"'‘]?)*$"
)
CODE_AFTER: Final = re.compile(
    r"[”\"'’)]?,? (?:and|then|plus|followed by) (?:[\w-]+ ){0,2}(?:digits?|numbers?|figures?)\b"
)
"""Around letters that are printed on a letter or a ticket: they stand for nothing."""


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
    whole = "\n".join([page.title, page.text, *(h.text for h in page.headings), *(e.quote for e in texts)])
    places: dict[str, list[Evidence]] = {}
    for e in texts:
        for match in () if SHOUTED.match(e.quote) else ACRONYM.finditer(e.quote):
            if match[1].casefold() not in known and not _is_code(match):
                places.setdefault(match[1], []).append(e)
    first = {
        a: found[0]
        for a, found in places.items()
        if not _explained(a, whole) and not _explained(a, _behind(found, site))
    }
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


def _is_code(match: re.Match[str]) -> bool:
    """Whether letters are part of a number: those that it starts with, or that digits follow."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return CODE_BEFORE.search(before) is not None or CODE_AFTER.match(after) is not None


def _behind(labels: list[Evidence], site: Site) -> str:
    """Titles and headings of the pages that labels open."""
    opened = {n.id: n for e in labels if (n := site.node(e.target))}
    pages = [p for n in list(opened.values())[:MOST_OPENED] if (p := site.page(n.url))]
    return "\n".join(t for p in pages for t in (p.title, p.h1, *(h.text for h in p.headings)))


def _explained(acronym: str, text: str) -> bool:
    """The words themselves stand somewhere: before it in brackets, or as words whose initials spell the acronym."""
    if re.search(rf"[a-z]{{2,}}\W+\w[\w'’-]+\s+\({acronym}s?\)|\b{acronym}s?\s+\([A-Za-z]+\s", text):
        return True
    between = r"[\W_]+(?:(?:and|of|for|the|in|to|on|with)[\W_]+)?"
    letters = between.join(rf"{letter}[a-z'’]+" for letter in acronym.casefold())
    return re.search(rf"(?<!\w){letters}", text, re.IGNORECASE) is not None
