"""A page before home, where one chooses a language or enters: home is the page that it leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from citizencheck.model import LinkKind, Page

FEW_WORDS: Final = 60
MOST_WAYS: Final = 4
LEAST_LINKS: Final = 5
"""Links that home has at least, and an entrance has not (judgement, as the two figures above)."""
LANGUAGES: Final = frozenset(
    [
        "english",
        "cymraeg",
        "welsh",
        "gaeilge",
        "irish",
        "gàidhlig",
        "gaelic",
        "français",
        "french",
        "español",
        "spanish",
        "deutsch",
        "german",
        "italiano",
        "italian",
        "polski",
        "polish",
        "português",
        "portuguese",
        "kernewek",
    ]
)
ENTER: Final = re.compile(
    r"(?:click here to )?(?:enter|continue|proceed|go to|visit|skip to|welcome|mynd i|ewch i)\b(?: .{0,60})?\W*$",
    re.IGNORECASE,
)
READ: Final = "en"
"""The language of most word lists: of several homes the one in it is judged."""


def home_behind(start: int, id_of: Mapping[str, int], page: Callable[[int], Page | None]) -> int:
    """The home page of a site that begins at node ``start``: that itself, unless it is a page to choose a language or to enter.

    Such a page says next to nothing, has no search, and leads to few pages, each of which has more links: to pages in
    different languages, called by the names of languages, or to one page by a word like "Enter".
    """
    here = page(start)
    if here is None or here.words > FEW_WORDS or any(f.search for f in here.forms):
        return start
    ways = {
        node: link.text
        for link in reversed(here.links)
        if link.kind is LinkKind.PAGE and (node := id_of.get(link.url, start)) != start
    }
    if not 1 <= len(ways) <= MOST_WAYS:
        return start
    behind = {node: found for node in reversed(ways) if (found := page(node)) is not None}
    if any(len(found.links) < max(LEAST_LINKS, len(here.links) + 1) for found in behind.values()):
        return start
    spoken = {node: _language(found.lang) for node, found in behind.items()}
    if len(behind) > 1 and (_differ([*spoken.values()]) or all(_names_language(ways[n]) for n in behind)):
        return next((n for n in behind if spoken[n] == READ or "english" in ways[n].casefold()), next(iter(behind)))
    if len(behind) == 1:
        only = next(iter(behind))
        return only if ENTER.match(ways[only].strip()) else start
    return start


def _language(tag: str) -> str:
    return tag.partition("-")[0].strip().lower()


def _differ(languages: list[str]) -> bool:
    return all(languages) and len(set(languages)) == len(languages)


def _names_language(label: str) -> bool:
    said = re.findall(r"\w+", label.casefold())
    return bool(said) and all(word in LANGUAGES for word in said)
