"""Dates as councils write them, each with the day on which it is over.

A date is read with its year: a day, a month, a season, a quarter or a year, British, American or ISO, with English or Welsh months.
"3 May" alone may be of any year, and is no date here; the weekday in "Monday 14 September" tells the year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr",
            "february feb chwefror",
            "march mar mawrth fawrth",
            "april apr ebrill",
            "may mai fai",
            "june jun mehefin fehefin",
            "july jul gorffennaf orffennaf",
            "august aug awst",
            "september sept sep medi fedi",
            "october oct hydref",
            "november nov tachwedd dachwedd",
            "december dec rhagfyr ragfyr",
        ),
        1,
    )
    for name in names.split()
}
ENGLISH: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASON_ENDS: Final = {
    "spring": 5, "gwanwyn": 5, "wanwyn": 5, "summer": 8, "haf": 8, "autumn": 11, "fall": 11, "winter": 14, "gaeaf": 14,
}  # fmt: skip
"""The last month of a season; that of winter lies in the year after (14 = February)."""


class Grain(StrEnum):
    """How much time a date names. Each value is the one character that stands for such a date in ``Dated.text``."""

    DAY = "\ue000"
    MONTH = "\ue001"
    """A month, a season or a quarter."""
    YEAR = "\ue002"
    PAIR = "\ue003"
    """A tax, school or season's year: 2025/26, 2025-26, 2025 to 2026."""
    PERIOD = "\ue004"
    """Several years, as plans have them: 2011 to 2031."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    grain: Grain
    first: int
    """The year that it is in, or begins in."""
    over: date
    """Its last day. Of a pair of years it is 31 August, when a school year is over; a tax year is over before."""
    place: int
    """Where its character stands in the text."""

    def ends(self, *, tax_year: bool) -> date:
        """Its last day, where it is known whether a pair of years is a tax year."""
        return date(self.first + 1, 3, 31) if tax_year and self.grain is Grain.PAIR else self.over


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A text with one character in place of each date, so that patterns can ask what stands beside one."""

    text: str
    moments: tuple[Moment, ...]


HAS_YEAR: Final = re.compile(r"20\d\d|\d[/.]\d\d?[/.]\d\d")
"""What stands in every text that names a date with its year."""
YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
FITS_WITHIN: Final = 11
"""Years: within so many each weekday falls once on any day but 29 February (a property of the calendar from 1901 to 2099)."""
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"\d{1,2}(?:st|nd|rd|th|af|il|ydd|fed|ed|eg|ain)?"
_WEEKDAYS: Final = (
    "monday mon llun", "tuesday tues tue mawrth fawrth", "wednesday wed mercher fercher", "thursday thurs thu iau", "friday fri gwener wener",
    "saturday sat sadwrn", "sunday sun sul",
)  # fmt: skip
WEEKDAYS: Final = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_WEEKDAY = (
    r"(?:(?:(?P<w>(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)(?=[\s.,]))\.?"
    r"|d?dydd\s(?P<cw>llun|[mf]awrth|[mf]ercher|iau|g?wener|sadwrn|sul)),?\s)?"
)
HAS_WEEKDAY: Final = re.compile(
    rf"(?:day|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|dydd\s\w+)[.,]?\s(?:the\s)?(?:{_DAY}\s(?:of\s|o\s)?(?:{_NAMES})|(?:{_NAMES})\.?\s\d)",
    re.IGNORECASE,
)
"""What stands in a text that names a day with its weekday."""
DATE: Final = re.compile(
    rf"(?<![\w/£.,])(?:{_WEEKDAY}(?:the\s)?(?:"
    r"(?P<iso>20\d\d-[01]\d-[0-3]\d)"
    r"|(?P<from>20\d\d)\s?(?:/|-|–|—|\bto\b|\bi\b)\s?(?P<to>(?:20)?\d\d)(?!-?\d)"
    rf"|(?P<d>{_DAY})\s(?:of\s|o\s)?(?P<dm>{_NAMES})\.?,?\s(?P<dy>20\d\d)"
    rf"|(?P<am>{_NAMES})\.?\s(?P<a>{_DAY}),?\s(?P<ay>20\d\d)"
    r"|(?P<n1>\d{1,2})[/.](?P<n2>\d{1,2})[/.](?P<n3>(?:20)?\d\d)"
    rf"|(?:(?:early|mid|late|end of|beginning of|start of)[\s-](?:the\s)?)?(?P<m>{_NAMES}|{'|'.join(SEASON_ENDS)}|(?:q|quarter\s)[1-4])"
    r"(?:\sof)?,?\s(?P<my>20\d\d)(?:(?:/|-|–)(?P<wy>(?:20)?\d\d)(?!\d))?"
    rf"|(?P<d0>{_DAY})\s(?:of\s|o\s)?(?P<m0>{_NAMES})(?!\.?,?\s(?:19|20)\d\d)"
    rf"|(?P<am0>{_NAMES})\.?\s(?P<a0>{_DAY})(?!,?\s(?:19|20)\d\d)"
    r"|(?:(?:early|mid|late|end of|beginning of|start of)[\s-])?(?P<y>20\d\d)(?!-\d)"
    r"))(?![\w%])(?![,.]\d)",
    re.IGNORECASE,
)


def read_dates(text: str, *, british: bool | None = True, read: date | None = None) -> Dated:
    """Every date in ``text``. ``british``: 3/5/2026 is in May; False: in March; None: nobody knows, and the later is taken. ``read`` is the
    day on which it stood so: with it, a weekday tells the year of a day without one (``_by_weekday``)."""
    kept: list[str] = []
    moments: list[Moment] = []
    length = last = 0
    for found in DATE.finditer(text):
        named = _by_weekday(found, text, read) if found["d0"] or found["a0"] else _moment(found, british)
        if named is None:
            continue
        before = text[last : found.start()]
        kept += [before, named[0].value]
        length += len(before)
        moments.append(Moment(grain=named[0], first=named[1], over=named[2], place=length))
        length += 1
        last = found.end()
    return Dated(text="".join([*kept, text[last:]]), moments=tuple(moments))


def spoken(day: date) -> str:
    """A day as people write it: *25 November 2026*, whatever the machine's language."""
    return f"{day.day} {ENGLISH[day.month - 1]} {day.year}"


def _moment(found: re.Match[str], british: bool | None) -> tuple[Grain, int, date] | None:
    """Grain, first year and last day of what ``DATE`` found; None where there is no such day."""
    g = found.groupdict()
    try:
        if g["iso"]:
            day = date.fromisoformat(g["iso"])
            return Grain.DAY, day.year, day
        if g["from"]:
            return _years(int(g["from"]), _full(g["to"]))
        if g["d"] or g["a"]:
            month, year = MONTHS[(g["dm"] or g["am"]).lower()], int(g["dy"] or g["ay"])
            return Grain.DAY, year, date(year, month, int(re.sub(r"\D", "", g["d"] or g["a"])))
        if g["n1"]:
            day = _numeric(int(g["n1"]), int(g["n2"]), _full(g["n3"]), british)
            return Grain.DAY, day.year, day
    except ValueError:
        return None
    if g["m"]:
        return Grain.MONTH, int(g["my"]), _month_end(g["m"].lower(), int(g["my"]), british=british is not False)
    return Grain.YEAR, int(g["y"]), date(int(g["y"]), 12, 31)


def _by_weekday(found: re.Match[str], text: str, read: date | None) -> tuple[Grain, int, date] | None:
    """A day without a year: that of a year which ``text`` names and the weekday fits, else the coming one if it fits, else the latest that does;
    None without a weekday, or where no such year fits."""
    weekday = WEEKDAYS.get((found["w"] or found["cw"] or "").lower())
    if weekday is None or read is None:
        return None
    month, number = MONTHS[(found["m0"] or found["am0"]).lower()], int(re.sub(r"\D", "", found["d0"] or found["a0"]))
    for year in (
        *sorted(map(int, YEAR.findall(text)), reverse=True),
        *range(read.year + 1, read.year - FITS_WITHIN - 1, -1),
    ):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day.weekday() == weekday and (day - read).days < 366:
            return Grain.DAY, year, day
    return None


def _full(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _years(first: int, last: int) -> tuple[Grain, int, date] | None:
    if last == first + 1:
        return Grain.PAIR, first, date(last, 8, 31)
    return (Grain.PERIOD, first, date(last, 12, 31)) if last > first else None


def _numeric(first: int, second: int, year: int, british: bool | None) -> date:
    """Raises ValueError where there is no such day."""
    if first > 12 or second > 12 or british is not None:
        day_first = second <= 12 and (first > 12 or british is not False)
        return date(year, second, first) if day_first else date(year, first, second)
    return max(date(year, second, first), date(year, first, second))


def _month_end(name: str, year: int, *, british: bool) -> date:
    """The last day of a month, season or quarter; *hydref* is October and autumn, a British quarter may be of a tax year: the later is taken."""
    if name[0] == "q" and name[-1].isdecimal():
        number = int(name[-1]) * 3 + (3 if british else 0)
    elif name == "hydref":
        number = 11
    else:
        number = MONTHS.get(name) or SEASON_ENDS[name]
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return date(year, number, monthrange(year, number)[1])
