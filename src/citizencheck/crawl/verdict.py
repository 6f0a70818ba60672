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


def closing(
    *, start: UrlRecord | None, outcomes: Mapping[str, int], pages: int, stop: str, robots: Robots, interrupted: bool
) -> tuple[str, str]:
    """(status, one sentence) of a crawl that ended. Never ``complete`` when something kept pages from us."""
    if interrupted:
        return RunStatus.PARTIAL.value, f"The crawl was interrupted after {_pages(pages)}."
    if pages == 0:
        return _nothing(start, outcomes, robots, stop)
    lost = sum(outcomes.get(o, 0) for o in (*GONE, *REFUSED, Outcome.TRUNCATED, Outcome.INTERNAL_ERROR))
    if stop:
        return RunStatus.PARTIAL.value, f"The crawl ended early after {_pages(pages)}: {stop}."
    if lost and lost * 20 > pages:
        return (
            RunStatus.PARTIAL.value,
            f"{lost} of {pages + lost} pages did not come whole, so the site was not read whole.",
        )
    if robots.reason and robots.closed:
        return RunStatus.FORBIDDEN_BY_ROBOTS.value, f"{robots.reason[0].upper()}{robots.reason[1:]}."
    return RunStatus.COMPLETE.value, ""


def left_out(records: Iterable[UrlRecord]) -> str:
    """One or two sentences on what was not read although it is there: endless spaces and pages too large; ``""`` where all was."""
    endless: Counter[str] = Counter()
    large = 0
    for record in records:
        large += record.outcome == Outcome.TOO_LARGE
        if record.outcome == Outcome.SKIPPED_BUDGET and record.reason.startswith(ENDLESS):
            endless[record.reason.removeprefix(ENDLESS)] += 1
    said = []
    if endless:
        why = "; ".join(reason for reason, _ in endless.most_common(3))
        said.append(f"{_addresses(endless.total())} of endless spaces not asked for: {why}.")
    if large:
        said.append(f"{_pages(large)} too large to be read.")
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
