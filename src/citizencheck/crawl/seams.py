"""Which hand-offs are looked at: where a journey leaves the council's own site."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from citizencheck.crawl.scope import Scope, is_unsafe
from citizencheck.model import LinkKind, Page, Region
from citizencheck.model.url import host, identity

MOST: Final = 40
MOST_A_HOST: Final = 4
SOCIAL: Final = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|youtube|youtu|linkedin|tiktok|flickr|pinterest|whatsapp|vimeo|snapchat|nextdoor|threads|google|apple|bing|microsoft|adobe|wikipedia)\.[a-z.]+(?::\d+)?$"
)
ACTION: Final = re.compile(
    r"\b(?:apply|pay|report|book|register|renew|request|order|claim|start|sign in|log ?in|find|check|view|search|appeal|tell us|my account)\b",
    re.IGNORECASE,
)


class HandOffs:
    """Collects links that leave the site, and chooses a few: those that begin a task first."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._found: dict[str, tuple[int, str, str]] = {}

    def note(self, page: Page) -> None:
        """Takes the links of a page that leave the site."""
        for link in page.links:
            if link.kind is LinkKind.PAGE and link.region is not Region.FOOTER and not self._scope.holds(link.url):
                self._take(link.url, page.url, acts=link.button or bool(ACTION.search(link.text)))

    def redirected(self, source: str, target: str) -> None:
        """Takes an address of the site that turned out to lead away."""
        self._take(target, source, acts=True)

    def chosen(self) -> list[tuple[str, str]]:
        """(address, the page it leaves from), those that act first, a few for each host."""
        ranked = sorted(self._found.values(), key=lambda f: f[0])
        hosts: Counter[str] = Counter()
        kept: list[tuple[str, str]] = []
        for _, url, source in ranked:
            hosts[host(url)] += 1
            if hosts[host(url)] <= MOST_A_HOST and len(kept) < MOST:
                kept.append((url, source))
        return kept

    def _take(self, url: str, source: str, *, acts: bool) -> None:
        if SOCIAL.search(host(url)) or is_unsafe(url) or not url.startswith(("http://", "https://")):
            return
        name = identity(url)
        if name not in self._found and len(self._found) < 20 * MOST:
            self._found[name] = (0 if acts else 1, url, source)
