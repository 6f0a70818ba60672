"""What became of the addresses of a site that was rebuilt: kept, led on, or lost to everyone who has a link to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from citizencheck.model import BROKEN, Outcome
from citizencheck.model.report import Report, ReportPage
from citizencheck.model.url import place

LEADS_ON: Final = frozenset({Outcome.REDIRECT, Outcome.DUPLICATE})
MOST_HOPS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    url: str
    """Where the page was, as a path."""
    title: str
    to: str
    """Where the address leads now, as a path; ``""`` nowhere."""
    outcome: str
    """What the address answers now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    kept: int
    led_on: tuple[Moved, ...]
    """A redirect leads to a page."""
    sent_home: tuple[Moved, ...]
    """A redirect leads to the home page, which says nothing of what was looked for."""
    lost: tuple[Moved, ...]
    not_asked: tuple[str, ...]
    """The second crawl never asked for them, or got no answer: nobody can tell."""


def follow(before: Report, after: Report) -> Addresses:
    """Each page of ``before``, looked up among the addresses of ``after``; hosts do not matter."""
    now = {place(p.url): p for p in reversed(after.pages)}
    home = {place(p.url) for p in after.pages if p.outcome == Outcome.OK and p.depth == 0} | {place(after.start_url)}
    kept, led_on, sent_home, lost, unknown = 0, [], [], [], []
    for page in _pages(before):
        here = place(page.url)
        found = now.get(here)
        end = _end(found, now) if found else None
        if found is None or end is None:
            unknown.append(here)
        elif found.outcome == Outcome.OK:
            kept += 1
        elif end.outcome == Outcome.OK:
            to = place(end.url)
            moved = Moved(url=here, title=page.title, to=to, outcome=found.outcome)
            if to == here:
                kept += 1
            elif to in home:
                sent_home.append(moved)
            else:
                led_on.append(moved)
        elif end.outcome in BROKEN:
            lost.append(Moved(url=here, title=page.title, to="", outcome=end.outcome))
        else:
            unknown.append(here)
    return Addresses(
        kept=kept, led_on=tuple(led_on), sent_home=tuple(sent_home), lost=tuple(lost), not_asked=tuple(unknown)
    )


def _pages(report: Report) -> Iterable[ReportPage]:
    """The pages that were read, each place once."""
    first: dict[str, ReportPage] = {}
    for page in report.pages:
        if page.outcome == Outcome.OK and page.kind:
            first.setdefault(place(page.url), page)
    return first.values()


def _end(page: ReportPage, now: Mapping[str, ReportPage]) -> ReportPage | None:
    """Where an address leads in the end; None where that was not read."""
    seen: set[str] = set()
    while page.outcome in LEADS_ON:
        if not page.target or page.url in seen or len(seen) > MOST_HOPS:
            return None
        seen.add(page.url)
        following = now.get(place(page.target))
        if following is None:
            return None
        page = following
    return page
