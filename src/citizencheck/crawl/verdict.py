"""What became of a whole crawl, in a word and a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from citizencheck.crawl.robots import Robots
from citizencheck.model import Outcome, RunStatus, UrlRecord

GONE: Final = (Outcome.TIMEOUT, Outcome.NETWORK_ERROR, Outcome.UNAVAILABLE, Outcome.TLS_ERROR)
ENDLESS: Final = "an endless space: "
"""How the reason of an address begins that was left out as one of too many of its kind."""
REFUSED: Final = (Outcome.BLOCKED, Outcome.RATE_LIMITED)
LOST: Final = (*GONE, Outcome.TRUNCATED)
"""What is wrong with a page by itself, where the site answers before and after it: a citizen meets the same."""
WITHHELD: Final = (*REFUSED, Outcome.INTERNAL_ERROR)
"""What is kept from us alone, or that we could not do: nothing is known of such a page."""
FEW: Final = 20
"""One page in so many may be withheld from a site that was read whole."""


def closing(
    *, start: UrlRecord | None, outcomes: Mapping[str, int], pages: int, stop: str, robots: Robots, interrupted: bool
) -> tuple[str, str]:
    """(status, one sentence) of a crawl that ended.

    A page that was asked for as often as is sensible and did not come is a fact about that page. The site was not read whole where
    something stopped the crawl (``stop``: among them that the site fell silent and stayed so), where pages were withheld from us, or
    where more pages failed than came.
    """
    if interrupted:
        return RunStatus.PARTIAL.value, f"The crawl was interrupted after {_pages(pages)}."
    if pages == 0:
        return _nothing(start, outcomes, robots, stop)
    if stop:
        return RunStatus.PARTIAL.value, f"The crawl ended early after {_pages(pages)}: {stop}."
    lost, withheld = (sum(outcomes.get(o, 0) for o in kind) for kind in (LOST, WITHHELD))
    if lost > pages or withheld * FEW > pages:
        return (
            RunStatus.PARTIAL.value,
            f"{lost + withheld} of {pages + lost + withheld} pages did not come whole, so the site was not read whole.",
        )
    if robots.reason and robots.closed:
        return RunStatus.FORBIDDEN_BY_ROBOTS.value, f"{robots.reason[0].upper()}{robots.reason[1:]}."
    return RunStatus.COMPLETE.value, ""


def left_out(records: Iterable[UrlRecord], *, whole: bool) -> str:
    """A few sentences on what was not read although it is there: endless spaces, pages too large; of a site that was read as a ``whole`` the pages that did not come."""
    endless: Counter[str] = Counter()
    large = lost = turning = 0
    for record in records:
        turning += record.outcome in (Outcome.REDIRECT_LOOP, Outcome.TOO_MANY_REDIRECTS)
        lost += record.outcome in LOST and record.source != "seam"
        large += record.outcome == Outcome.TOO_LARGE
        if record.outcome == Outcome.SKIPPED_BUDGET and record.reason.startswith(ENDLESS):
            endless[record.reason.removeprefix(ENDLESS)] += 1
    said = []
    if endless:
        why = "; ".join(reason for reason, _ in endless.most_common(3))
        said.append(f"{_addresses(endless.total())} of endless spaces not asked for: {why}.")
    if large:
        said.append(f"{_pages(large)} too large to be read.")
    if turning:
        said.append(
            f"{_addresses(turning)} redirect{'s' if turning == 1 else ''} without end and {'was' if turning == 1 else 'were'} left."
        )
    if lost and whole:
        said.append(f"{_pages(lost)} did not come whole, however often asked for.")
    return " ".join(said)


def _nothing(start: UrlRecord | None, outcomes: Mapping[str, int], robots: Robots, stop: str) -> tuple[str, str]:
    """No page could be read: why."""
    first = start.outcome if start else ""
    why = start.reason if start else stop
    if stop and first in ("", Outcome.SKIPPED_INTERRUPTED):
        return RunStatus.PARTIAL.value, f"No page was read: {stop}."
    if first in GONE:
        return RunStatus.UNAVAILABLE.value, f"The start page could not be read: {why}."
    if robots.closed or first == Outcome.ROBOTS_DISALLOWED:
        reason = robots.reason or "robots.txt forbids the start page"
        return (
            RunStatus.FORBIDDEN_BY_ROBOTS.value,
            f"{reason[0].upper()}{reason[1:]}. With --ignore-robots you can audit a site of your own.",
        )
    if first in REFUSED or outcomes.get(Outcome.BLOCKED, 0):
        return RunStatus.BLOCKED.value, f"The start page was not given to us: {why}."
    if first == Outcome.OUT_OF_SCOPE and start is not None:
        return (
            RunStatus.UNAVAILABLE.value,
            f"The start page {why}. Audit that address instead, or add its host with --include-host.",
        )
    return (
        RunStatus.UNAVAILABLE.value,
        f"The start page is no page that can be judged: {why or first or 'nothing was read'}.",
    )


def _pages(n: int) -> str:
    return "1 page" if n == 1 else f"{n} pages"


def _addresses(n: int) -> str:
    return "1 address" if n == 1 else f"{n} addresses"
