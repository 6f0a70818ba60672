"""What a link leads to: resolved as a browser would, each distinct href once."""

from __future__ import annotations

import re
from typing import Final

from citizencheck.extract.decoding import clean
from citizencheck.model import LinkKind
from citizencheck.model.url import resolve, scheme

DOCUMENT: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|csv|zip|txt|xlsm|docm|ppsx?|pub|tiff?|epub)$", re.IGNORECASE
)
MEDIA: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|mp[34]|avi|mov|wmv|ics|kml|kmz|xml|json|rss|atom|exe|ico|css|js|woff2?)$",
    re.IGNORECASE,
)
HREF_LIMIT: Final = 500
CONTROLS: Final = frozenset({"button", "tab", "menuitem", "switch"})
"""Roles with which a link without an address is worked by a script."""


class Addresses:
    """Resolves the links of one page; ``base`` is the first ``<base href>``, as browsers have it."""

    def __init__(self, url: str, base: str = "") -> None:
        self.url = url
        resolved = resolve(base.strip(), url) if base.strip() else url
        self.base = resolved if resolved and scheme(resolved) in ("http", "https") else url
        self._known: dict[str, tuple[LinkKind, str]] = {}

    def absolute(self, href: str) -> str:
        """The address for ``href``, ``""`` where it has none."""
        return resolve(href.strip(), self.base) or ""

    def link(self, href: str, attributes: dict[str, str | None]) -> tuple[LinkKind, str, str]:
        """Kind, address and the href as written of a link."""
        written = clean(href)[:HREF_LIMIT]
        known = self._known.get(href)
        if known is None:
            known = self._known[href] = self._judge(href.strip())
        kind, url = known
        if kind is LinkKind.DEAD and (
            attributes.get("onclick")
            or (attributes.get("role") or "").strip().lower() in CONTROLS
            or "aria-expanded" in attributes
            or attributes.get("aria-controls")
        ):
            kind = LinkKind.SCRIPT
        return kind, url, written

    def _judge(self, href: str) -> tuple[LinkKind, str]:
        if (
            href in ("", "#", "#!")
            or href.lower().replace(" ", "").startswith(("javascript:void", "javascript:;"))
            or href.lower() == "javascript:"
        ):
            return LinkKind.DEAD, ""
        if href.startswith("#"):
            return LinkKind.ANCHOR, self.url
        url = resolve(href, self.base)
        if url is None:
            return LinkKind.OTHER, ""
        match scheme(url):
            case "http" | "https":
                path = url.partition("?")[0]
                if DOCUMENT.search(path):
                    return LinkKind.DOCUMENT, url
                return (LinkKind.OTHER if MEDIA.search(path) else LinkKind.PAGE), url
            case "mailto":
                return LinkKind.MAIL, url
            case "tel":
                return LinkKind.TEL, url
            case "javascript":
                return LinkKind.SCRIPT, ""
            case _:
                return LinkKind.OTHER, url
