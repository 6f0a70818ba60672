"""How often a page tells of a time as still to come that was over when it was read, or names last year as if it were this one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from citizencheck.detectors._reading import FILED, british, copy_or_read, read_on
from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.language.dates import Grain, read_dates, spoken
from citizencheck.language.passed import ARCHIVED, STAMP, passed
from citizencheck.language.yearly import last_years, years_named
from citizencheck.model import CannotTell, Evidence, Focus, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"
RECORDS: Final = frozenset({Focus.NEWS, Focus.DEMOCRACY})
"""Pages that say what was so on their day."""
LATER: Final = date(2999, 1, 1)
"""A day on which all is over: what tells of nothing as still to come even then has nothing that could be stale."""
TOLD: Final = "tells as still to come what is over"
DATED: Final = "names a year that is over, and the site names no later one"
DATELINES: Final = 3
"""Among so many first blocks stands the date of a page that is a piece of news (judgement)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """None: the margin is that of ``language.passed``."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """From its headings, its text and its links; what a page of record says was so on its day is left alone."""
    if node.focus in RECORDS or FILED.search(node.url) or ARCHIVED.search(page.h1) or _is_posted(page):
        return NotApplicable("it is a record of its day")
    order, record = british(site), node.focus is Focus.CORPORATE
    told = passed(page, LATER, british=order, record=record)
    dated = () if record else last_years(page, LATER, {}, british=order)
    if not (told or dated):
        return NotApplicable("it tells of no time to come, and names no year of what comes anew each year")
    read = read_on(node, site)
    if read is None:
        return CannotTell("nothing tells of which day the page is")
    told = passed(page, read, british=order, record=record)
    dated = () if record else last_years(page, read, site.once(_newest), british=order)
    evidence = tuple(
        Evidence(kind="text", url=page.url, selector=p.selector, quote=p.quote, note=f"over on {spoken(p.over)}")
        for p in (*told, *dated)
    )
    data: dict[str, str | int | float] = {
        "does": TOLD if told else DATED,
        "quotes": listed([e.quote.rstrip(".") for e in evidence], 2),
        "read": copy_or_read(site, read),
    }
    return Measured(value=float(len(evidence)), evidence=evidence, data=data)


def _newest(site: Site) -> dict[str, date]:
    """The newest year that any page of the site names, of all that comes anew each year."""
    newest: dict[str, date] = {}
    for page in site.pages():
        for name, over in years_named(page, british=british(site)).items():
            newest[name] = max(over, newest.get(name, date.min))
    return newest


def _is_posted(page: Page) -> bool:
    """Whether a page begins with its own date, as news do."""
    for block in page.blocks[:DATELINES]:
        dated = read_dates(block.text)
        posted = STAMP.search(block.text) and not re.search(
            r"\blast\b|updated|modified|reviewed", block.text, re.IGNORECASE
        )
        if dated.text.strip(" .") == Grain.DAY.value or (posted and dated.moments):
            return True
    return False
