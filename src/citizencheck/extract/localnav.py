"""Local navigation: menus of a section, of a guide or of a series of pages, that stand in or beside the main part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from citizencheck.model import Link, LinkKind

SECTION: Final = re.compile(
    r"^(?:in th(?:is|e) (?:section|guide|topic|category|area|series|part|department)|(?:other |more )?pages? in (?:this|the)\b.*|(?:table of |page |guide )?contents?"
    r"|(?:section|sub|side|local|secondary|left|guide)[ -]?(?:menu|nav|navigation|links|pages)|guide|yn yr adran hon|cynnwys)\W*$",
    re.IGNORECASE,
)
"""What the menu of a section or a guide is called; the page above them may head its list of them so, too."""
ROUND: Final = re.compile(
    r"^(?:on this page|jump to|(?:page|posts?|in-page)[ -]?(?:menu|nav|navigation|pagination|links)|related\b.*|see also|more (?:in|on|from) .*"
    r"|also in\b.*|other pages\b.*|part \d+ of \d+|pagination|pager|previous (?:and|or) next|share\b.*|recent (?:posts|news|articles)"
    r"|archives?|categories|tags|ar y dudalen hon|gweler hefyd|tudalennau .*)\W*$",
    re.IGNORECASE,
)
"""What links are called that lead round a page, whatever it is."""
MOST: Final = 60
"""Links that such a menu has at most (judgement); a longer list is a list of what the site holds."""
SAYS_SOMETHING: Final = 30
"""A page with fewer words besides its lists is a list itself (judgement, as ``language.shapes.FEW``)."""
LAST: Final = re.compile(r"/(?:index|default)?(?:\.\w{2,5})?$|\.\w{2,5}/?$|(?<=[^/])$", re.IGNORECASE)
"""The end of an address that its children's have not: a file's name, its ending, or nothing."""
CHOICE: Final = 2
"""Of fewer entries than these and one more, an entry without a link says nothing."""
PAGERS: Final = frozenset({"prev", "previous", "next"})


@dataclass(slots=True)
class Mark:
    """What had been gathered of the page when a list or a navigation element in its main part began."""

    links: int
    blocks: int
    headings: int
    words: int
    name: str
    """The heading that it stands under, or its name."""
    nav: bool
    """It is marked up as navigation."""
    current: bool = False
    """Something in it is marked as the page that one is on."""
    items: int = 0
    """Its entries."""
    silent: int = 0
    """Entries that have no link, as the page one is on often has none."""
    ends: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Links, blocks, headings and words of the page when it ended."""


class Verdict(Enum):
    """What a list or a navigation element in the main part is."""

    OWN = auto()
    LOCAL = auto()
    BY_NAME = auto()
    """Local where the page has something else to say."""


def verdict(mark: Mark, links: Sequence[Link], url: str, heading: str) -> Verdict:
    """What a list or navigation element with these ``links`` is, on the page ``url``; ``heading`` is its own first heading.

    A menu that marks the page one is on, or has a way to the page before and the next one, is local, and so is marked-up
    navigation that leads to its own page or stays on it, and a plain list of links alone to the page and to those beside it.
    """
    if not links or len(links) > MOST:
        return Verdict.OWN
    names = [n.strip() for n in (mark.name, heading if mark.nav else "") if n]
    stays = [k for k in links if k.kind is LinkKind.ANCHOR or _path(k.url) == _path(url)]
    itself = any(k.kind is LinkKind.PAGE for k in stays)
    if (
        mark.current
        or any(map(ROUND.match, names))
        or any(PAGERS.intersection(k.rel.lower().split()) for k in links)
        or (mark.nav and (len(stays) == len(links) or itself))
    ):
        return Verdict.LOCAL
    if itself and len(links) > CHOICE and mark.items == len(links) and _beside(links, url):
        return Verdict.BY_NAME if _below(links, url) else Verdict.LOCAL
    if not any(map(SECTION.match, names)):
        return Verdict.OWN
    if mark.silent == 1 and mark.items > CHOICE:
        return Verdict.LOCAL
    return Verdict.OWN if _below(links, url) else Verdict.BY_NAME


def is_heading_of_local(text: str) -> bool:
    """Whether a heading names a local menu."""
    return bool(SECTION.match(text) or ROUND.match(text))


def _path(url: str) -> str:
    """An address without what names a folder's own page; its query tells pages apart."""
    path, mark, query = url.partition("#")[0].partition("?")
    return LAST.sub("/", path, count=1) + mark + query


def _beside(links: Sequence[Link], url: str) -> bool:
    """Whether most of the links lead into the folder that holds the page, or below it."""
    folder = _path(url).rstrip("/").rpartition("/")[0] + "/"
    return 2 * sum(_path(k.url).startswith(folder) for k in links) > len(links)


def _below(links: Sequence[Link], url: str) -> bool:
    """Whether most of the links lie below the page: it is the page above them."""
    path = LAST.sub("/", url.partition("?")[0], count=1)
    return 2 * sum(k.url.startswith(path) and k.url != url for k in links) > len(links)
