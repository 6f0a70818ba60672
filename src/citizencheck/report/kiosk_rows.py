"""The kiosk's services as rows of words, the same for every format that has a table of them."""

from __future__ import annotations

from typing import Final

from citizencheck.model.report import KioskService, Report

COLUMNS: Final = ("Service", "Level", "Taps", "Where it breaks first")
LEVELS: Final = {
    0: "not on the website",
    1: "mentioned, with no way to do it",
    2: "not on a phone: in person, on paper, by telephone or on a computer",
    3: "starts on a phone",
    4: "as good as the kiosk",
}


def kiosk_line(report: Report) -> str:
    """The list as a whole, in a sentence; ``""`` where there is none."""
    kiosk = report.kiosk_list
    if kiosk is None:
        return ""
    asked = kiosk.services - kiosk.exempt
    mean = "" if kiosk.mean is None else f" Their mean level is {kiosk.mean:.1f} of 4."
    return f"{kiosk.judged} of the {asked} services in {kiosk.source or 'the list'} could be compared.{mean}"


def kiosk_rows(report: Report) -> tuple[tuple[str, str, str, str], ...]:
    """A row of ``COLUMNS`` for each service, in the order of the list."""
    return tuple(
        (s.label, _level(s), "" if s.taps is None else str(s.taps), s.first_broken or s.reason) for s in report.kiosk
    )


def _level(service: KioskService) -> str:
    if service.exempt:
        return "exempt"
    return "cannot tell" if service.level is None else f"{service.level} {LEVELS[service.level]}"
