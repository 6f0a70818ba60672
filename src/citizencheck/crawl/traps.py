"""Endless spaces, recognised by what they do: addresses that grow, and families of pages that say the same."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from citizencheck.model.url import template

MAX_SEGMENTS: Final = 16
MAX_REPEATS: Final = 2
"""Heritrix's figure: a path segment that comes a third time is a loop."""
MAX_QUERY: Final = 400
MAX_PARAMETERS: Final = 8
MAX_ADDRESS: Final = 2000
MAX_NAME_SETS: Final = 8
"""Sets of parameter names on one path; a faceted search has hundreds, an honest script a handful."""
TRIAL: Final = 12
"""Pages of a family that are read before it is judged."""
QUERY_CAP: Final = 40
"""Pages of a query family that repeats itself. Judgement: more than any council's listing needs to be understood."""
PATH_CAP: Final = 320
"""Pages of a path family whose text differs in figures and dates alone: a long honest list may do that; so generous."""
CALENDAR_CAP: Final = 40
"""Pages of a calendar, whatever they say: more than a year of months and a few weeks of days."""
DATED: Final = re.compile(r"(?:^|/)(?:19|20|21)\d\d[/-]?(?:0?[1-9]|1[0-2])(?=[/.T-]|\d\d|$)")
"""A year and a month, in a path or as a parameter's value."""
DATE_NAMES: Final = re.compile(r"^(?:\w*(?:year|month|week|date)|day|yyyy|yy|mm|dd|[ymd])$", re.IGNORECASE)
"""Parameters that name a day or a month."""
SAME_CAP: Final = 8
"""Pages that say exactly what other pages said, in one family, before it is closed."""

MOST_ORDERS: Final = 6
"""Times that the same folders may be met in another order, or again, below one folder: a site has few such pairs by chance."""

DATES: Final = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b|\d+",
    re.IGNORECASE,
)


def grows(url: str) -> str:
    """Why an address looks like one of an endless space by itself; ``""`` when it does not."""
    if len(url) > MAX_ADDRESS:
        return "the address is over-long"
    parts = urlsplit(url)
    segments = [s for s in parts.path.split("/") if s]
    if len(segments) > MAX_SEGMENTS:
        return "the path is nested without end"
    if segments and max(Counter(segments).values()) > MAX_REPEATS:
        return "the path repeats itself"
    names = [k for k, _ in parse_qsl(parts.query, keep_blank_values=True)]
    if len(parts.query) > MAX_QUERY or len(names) > MAX_PARAMETERS:
        return "the query grows without end"
    if names and max(Counter(names).values()) > MAX_REPEATS:
        return "the query repeats itself"
    return ""


def family(url: str) -> str:
    """The family an address belongs to: its template without the names of its parameters."""
    return template(url).partition("?")[0] + ("?" if urlsplit(url).query else "")


def is_dated(url: str) -> bool:
    """Whether an address names a month or a day: a page of a calendar, which has no end."""
    parts = urlsplit(url)
    return DATED.search(parts.path) is not None or any(
        DATED.match(v) or (v.isdecimal() and DATE_NAMES.match(k)) for k, v in parse_qsl(parts.query)
    )


def is_beneath(url: str, other: str) -> bool:
    """Whether an address lies in the folder of another one, or deeper."""
    parts, above = urlsplit(url), urlsplit(other)
    folder = above.path.rpartition("/")[0] + "/"
    return (
        parts.netloc == above.netloc and len(folder) > 1 and parts.path.startswith(folder) and parts.path != above.path
    )


def fold(text: str) -> str:
    """Text with figures and dates masked: what pages of one calendar have in common."""
    return DATES.sub("#", text.lower())


def folders(url: str) -> tuple[str, ...]:
    """The names on the path of an address; none where one of them bears a figure (a date, a number of something) or there is a query."""
    parts = urlsplit(url)
    names = tuple(s for s in parts.path.lower().split("/") if s)
    return () if parts.query or any(c.isdigit() for c in parts.path) else names


@dataclass(slots=True)
class Family:
    """What is known of one family of addresses."""

    fetched: int = 0
    queued: int = 0
    same: int = 0
    """Pages that repeated another page to the letter."""
    alike: int = 0
    """Pages that differed from another page of the family in figures and dates alone."""
    dated: int = 0
    shapes: set[int] = field(default_factory=set)
    name_sets: set[str] = field(default_factory=set)


class Traps:
    """Watches families of addresses and closes those that say nothing new."""

    def __init__(self) -> None:
        self._families: dict[str, Family] = {}
        self.closed: dict[str, str] = {}
        """Family -> why it was closed."""
        self._orders: dict[frozenset[str], tuple[str, ...]] = {}
        """Names on a path -> the order in which they were met first."""
        self._shuffled: Counter[str] = Counter()
        """First name on a path -> how often its names were met before, in another order or fewer times each."""

    def refuses(self, url: str) -> str:
        """Why an address must not be asked for; ``""`` when it may."""
        grown = grows(url)
        if grown:
            return grown
        if self._shuffled[next(iter(folders(url)), "")] >= MOST_ORDERS and self._is_shuffled(url):
            return "the same folders lie in one another in every order"
        name = family(url)
        known = self._families.get(name)
        if known is None:
            return ""
        if name in self.closed:
            return self.closed[name]
        if name.endswith("?"):
            names = template(url).partition("?")[2]
            if names not in known.name_sets and len(known.name_sets) >= MAX_NAME_SETS:
                return "one page under many combinations of parameters"
        return ""

    def queued(self, url: str) -> None:
        """An address was put in the queue."""
        names = folders(url)
        if names:
            self._shuffled[names[0]] += self._is_shuffled(url)
            self._orders.setdefault(frozenset(names), names)
        known = self._families.setdefault(family(url), Family())
        known.queued += 1
        if len(known.name_sets) < MAX_NAME_SETS:
            known.name_sets.add(template(url).partition("?")[2])

    def _is_shuffled(self, url: str) -> bool:
        names = folders(url)
        return bool(names) and self._orders.get(frozenset(names), names) != names

    def read(self, url: str, text: str, *, repeated: bool) -> None:
        """A page was read; ``repeated`` says that its text was met before under another address."""
        name = family(url)
        known = self._families.setdefault(name, Family())
        known.fetched += 1
        known.same += repeated
        shape = hash(fold(text))
        known.alike += shape in known.shapes
        known.shapes.add(shape)
        known.dated += is_dated(url)
        why = _why_closed(name, known)
        if why:
            self.closed[name] = why

    def rank(self, url: str) -> int:
        """0 for what is likely to be new, more for what has mostly repeated itself: the queue's first order."""
        known = self._families.get(family(url))
        if known is None:
            return 0
        tired = known.fetched >= TRIAL and (known.alike + known.same) * 2 > known.fetched
        query = family(url).endswith("?")
        return (2 if query else 1) * tired + (1 if query and known.queued > 3 * TRIAL else 0)

    def count(self, url: str) -> int:
        """How many pages of the address's family were put in the queue so far."""
        known = self._families.get(family(url))
        return known.queued if known else 0


def _why_closed(name: str, known: Family) -> str:
    if known.same >= SAME_CAP and known.same * 2 > known.fetched:
        return "pages of this kind repeat one another to the letter"
    if known.fetched >= CALENDAR_CAP and known.dated * 2 > known.fetched:
        return "a calendar has no end"
    cap = QUERY_CAP if name.endswith("?") else PATH_CAP
    mostly = (known.alike + known.same) * 2 > known.fetched or (
        name.endswith("?") and len(known.name_sets) >= MAX_NAME_SETS
    )
    if known.fetched >= cap and mostly:
        return "pages of this kind differ in dates and figures alone"
    return ""
