"""What comes anew each year and names its year: council tax, term dates, collection calendars, fees, Christmas opening times.

A page that names only a year that is over is last year's, unless the site names this year's elsewhere. Statements of accounts, reports and
plans name the year that they are about, and are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from citizencheck.language.dates import HAS_YEAR, Grain, read_dates
from citizencheck.language.passed import ARCHIVED, MARGIN, Passed
from citizencheck.model import Page

_PAIR, _YEAR, _MONTH = Grain.PAIR.value, Grain.YEAR.value, Grain.MONTH.value
_FOR: Final = (
    r"[:,]? (?:- |– |\()?(?:for |in )?(?:the )?(?:(?:financial|tax|school|academic|municipal|council tax) )?(?:year )?"
)
LONGEST: Final = 10
"""Words of a line that is a label and no sentence, at most (judgement)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Something that comes anew each year."""

    words: re.Pattern[str]
    """What speaks of it at all."""
    label: re.Pattern[str]
    """What names it together with its year."""
    ends_in_march: bool = False
    """Its year is the tax year."""


def _kind(words: str, year: str, *, before: bool = True, ends_in_march: bool = False) -> Kind:
    label = rf"\b(?:{words}){_FOR}[{year}]"
    if before:
        label += rf"|[{year}] (?:{words})\b"
    return Kind(
        words=re.compile(rf"\b(?:{words})\b", re.IGNORECASE),
        label=re.compile(label, re.IGNORECASE),
        ends_in_march=ends_in_march,
    )


_CHARGES: Final = r"(?:bands?|charges?|rates?|bills?|levels?|amounts?)"
KINDS: Final[Mapping[str, Kind]] = {
    "council tax": _kind(rf"council tax(?: {_CHARGES}(?: and {_CHARGES})?)?|bands and charges", _PAIR, ends_in_march=True),
    "term dates": _kind(
        r"(?:school )?term(?: and holiday| times and holiday)? dates|school holidays?(?: dates)?|school holiday dates",
        _PAIR + _YEAR,
    ),
    "calendars": _kind(r"(?:(?:bin|waste|refuse|recycling|collections?) )*calendars?|collection dates", _PAIR + _YEAR),
    "fees": _kind(r"fees and charges|fees|charges|prices|price list|tariffs?", _PAIR, ends_in_march=True),
    "dates": _kind(r"(?:(?:course|training|class|session|test) )?dates", _YEAR, before=False),
    "christmas": _kind(
        r"(?:christmas|festive)(?: and new year)?(?: (?:bin|waste|refuse|recycling))*(?: (?:collections?|opening|closing|closure|holiday)(?: (?:dates|times|hours|days))?)?",
        _PAIR + _YEAR,
        before=False,
    ),
    "easter": _kind(r"easter(?: (?:bin|waste|refuse|recycling))*(?: (?:collections?|opening|closing)(?: (?:dates|times|hours))?)?", _YEAR, before=False),
    "school places": Kind(
        words=re.compile(r"\b(?:start(?:ing)?|apply(?:ing)?|admissions?|places?|primary|secondary|reception|year 7)\b", re.IGNORECASE),
        label=re.compile(
            rf"\b(?:(?:start(?:ing)?|apply(?:ing)?) (?:\w+ ){{0,4}}school|(?:primary|secondary|reception|school|year 7)(?: school)?(?: places?| admissions?)?|school places?|admissions?)(?: for| in|,|:)? [{_MONTH}]",
            re.IGNORECASE,
        ),
    ),
}  # fmt: skip
ABOUT_TIMES: Final = re.compile(r"\b(?:collections?|opening|clos\w+|times|hours|dates|bins?)\b", re.IGNORECASE)
FESTIVE: Final = frozenset({"christmas", "easter"})
SPEAKS: Final = re.compile("|".join(f"(?:{k.words.pattern})" for k in KINDS.values()), re.IGNORECASE)


def years_named(page: Page, *, british: bool | None = True) -> dict[str, date]:
    """The last day of the newest year that a page names together with each of ``KINDS``, wherever it does."""
    newest: dict[str, date] = {}
    for text in _texts(page):
        if not (HAS_YEAR.search(text) and SPEAKS.search(text)):
            continue
        moments = read_dates(text, british=british).moments
        for name, kind in KINDS.items():
            if moments and kind.words.search(text):
                newest[name] = max(newest.get(name, date.min), *(m.ends(tax_year=kind.ends_in_march) for m in moments))
    return newest


def last_years(
    page: Page, read: date, newest: Mapping[str, date], *, british: bool | None = True
) -> tuple[Passed, ...]:
    """The labels of ``page`` that name a year that was over ``MARGIN`` before the day ``read``, of things whose newest year on the site
    (``years_named`` of all its pages) is over as well: of each kind the newest."""
    found: dict[str, Passed] = {}
    for selector, text in _labels(page):
        if not HAS_YEAR.search(text) or ARCHIVED.search(text):
            continue
        dated = read_dates(text, british=british)
        name = next((n for n, k in KINDS.items() if k.label.search(dated.text)), "")
        if not name or (name in FESTIVE and not ABOUT_TIMES.search(text)):
            continue
        over = max(m.ends(tax_year=KINDS[name].ends_in_march) for m in dated.moments)
        known = found[name].over if name in found else date.min
        if known < over and max(over, newest.get(name, date.min)) < read - MARGIN:
            found[name] = Passed(selector=selector, quote=text, over=over)
    return tuple({p.quote: p for p in found.values()}.values())


def _labels(page: Page) -> Iterator[tuple[str, str]]:
    """(selector, words) of headings, short lines and links."""
    yield from ((h.selector, h.text) for h in page.headings)
    for block in page.blocks:
        label = block.text.partition(":")[0]
        if len(label.split()) <= LONGEST:
            yield block.selector, label
    yield from ((k.selector, k.text) for k in page.own_links)


def _texts(page: Page) -> Iterator[str]:
    yield from (page.title, page.h1, page.description)
    yield from (h.text for h in page.headings)
    yield from (b.text for b in page.blocks)
    yield from (k.text for k in page.links)
