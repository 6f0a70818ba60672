"""On which day a page was read, for what is true on one day and not on another."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from citizencheck.language.dates import HAS_YEAR, Grain, read_dates, spoken
from citizencheck.language.passed import STAMP
from citizencheck.model import Focus, Node, Site

SHORT: Final = 14
"""Words of a line in a list of news, at most (judgement)."""

FILED: Final = re.compile(
    r"/(?:news(?:room)?|press|media|blogs?|archives?|minutes|agendas?|events?|whats-on|consultations?|notices|history|20\d\d)(?:[/-]|$)",
    re.IGNORECASE,
)
"""Where pages are filed that stay as they were."""


def read_on(node: Node, site: Site) -> date | None:
    """The day of the fetch. Of a saved copy, which may be opened years later, the newest day on which one of its pages says it was
    written; None where nothing tells."""
    record = site.records.get(node.url)
    fetched = (record.fetched if record else "") or site.info.started
    if not fetched:
        return None
    day = date.fromisoformat(fetched[:10])
    if not is_copy(site):
        return day
    return max((d for d in site.once(_days_written) if d <= day), default=None)


def is_copy(site: Site) -> bool:
    """Whether the pages came from a folder, not from the council's server."""
    return "://" not in site.info.target


def copy_or_read(site: Site, read: date) -> str:
    """Of which day a page is, as a finding says it."""
    return f"{'as the copy stood on' if is_copy(site) else 'read on'} {spoken(read)}"


def british(site: Site) -> bool | None:
    """How 3/5/2026 is read on this site: the day first in the UK; None where nobody knows."""
    return True if site.pack == "uk" else None


def _days_written(site: Site) -> tuple[date, ...]:
    """The days on which pages say that they were written, and those of news."""
    days: set[date] = set()
    for page in site.pages():
        node = site.node(page.url)
        news = node is not None and node.focus is Focus.NEWS
        for block in page.blocks:
            if HAS_YEAR.search(block.text) and (STAMP.search(block.text) or (news and _is_dateline(block.text))):
                first = read_dates(block.text, british=british(site)).moments[:1]
                days.update(m.over for m in first if m.grain is Grain.DAY)
    return tuple(sorted(days))


def _is_dateline(text: str) -> bool:
    """A date, or a headline with its date at the end."""
    dated = read_dates(text).text.rstrip(" .)")
    return len(text.split()) <= SHORT and dated.endswith(Grain.DAY.value)
