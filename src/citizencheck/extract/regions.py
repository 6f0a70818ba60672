"""Which part of a page an element opens: by landmark first, by its class and id where a page has no landmarks."""

from __future__ import annotations

import re
from typing import Final

from citizencheck.model import Region

ROLES: Final = {
    "navigation": Region.NAV,
    "banner": Region.HEADER,
    "contentinfo": Region.FOOTER,
    "main": Region.MAIN,
    "complementary": Region.ASIDE,
}
TAGS: Final = {
    "nav": Region.NAV,
    "header": Region.HEADER,
    "footer": Region.FOOTER,
    "main": Region.MAIN,
    "aside": Region.ASIDE,
}
SECTIONING: Final = frozenset({"article", "section", "main", "aside", "dialog"})
"""A header or footer inside one of these belongs to it, not to the page."""

BREADCRUMB: Final = re.compile(r"bread-?_?crumb|you-?are-?here|\bcrumbs?\b", re.IGNORECASE)
MAIN_ID: Final = re.compile(r"^(?:main|main[-_]?content|content|maincontent|page[-_]?content|primary)$", re.IGNORECASE)
HINTS: Final = (
    (re.compile(r"^(?:(?:main|primary|top|site|global|mega|side|left|sub|secondary|mobile|dept|desktop)?[-_]?(?:nav|navbar|navigation|menu|menubar)(?:[-_]?(?:box|wrapper|container))?)$", re.IGNORECASE), Region.NAV),
    (re.compile(r"^(?:(?:site|page|main|global|top)?[-_]?(?:footer|foot|bottom))$", re.IGNORECASE), Region.FOOTER),
    (re.compile(r"^(?:(?:site|page|main|global|top)?[-_]?(?:header|masthead|banner|topbar))$", re.IGNORECASE), Region.HEADER),
    (re.compile(r"^(?:(?:left|right|page)?[-_]?(?:sidebar|side-bar|side[-_]?column))$", re.IGNORECASE), Region.ASIDE),
)  # fmt: skip


def region_of(tag: str, attributes: dict[str, str | None], here: Region | None, *, sectioned: bool) -> Region | None:
    """The region that an element opens inside ``here``; None where it opens none.

    ``sectioned`` says that an article or section is open, whose header and footer are not the page's.
    """
    role = (attributes.get("role") or "").strip().lower()
    opened = ROLES.get(role) or (None if role in {"presentation", "none"} else TAGS.get(tag))
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if BREADCRUMB.search(names) or BREADCRUMB.search(attributes.get("aria-label") or ""):
        return (
            Region.BREADCRUMB
            if tag in {"nav", "ol", "ul", "div", "p", "section"} and here is not Region.BREADCRUMB
            else None
        )
    if opened is None:
        opened = _hinted(tag, names, attributes.get("id") or "")
        if opened and here in (Region.MAIN, Region.ASIDE, Region.FOOTER, Region.BREADCRUMB):
            return None
    if opened is None:
        return None
    return _nested(opened, here, sectioned=sectioned)


def _nested(opened: Region, here: Region | None, *, sectioned: bool) -> Region | None:
    """What a landmark inside another means: a menu in the footer is footer, a list of contents in main is main."""
    if opened in (Region.HEADER, Region.FOOTER) and (sectioned or here is Region.MAIN):
        return None
    if opened is Region.NAV and here in (Region.MAIN, Region.ASIDE, Region.FOOTER):
        return None
    if opened is Region.ASIDE and here in (Region.FOOTER, Region.HEADER, Region.NAV):
        return None
    return opened if opened is not here else None


def _hinted(tag: str, names: str, ident: str) -> Region | None:
    if tag not in {"div", "ul", "section", "table", "td", "center"}:
        return None
    if MAIN_ID.match(ident):
        return Region.MAIN
    for token in names.split():
        for pattern, region in HINTS:
            if pattern.match(token):
                return region
    return None
