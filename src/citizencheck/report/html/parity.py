"""The kiosk's services beside a phone: a row each, and the way there as a strip of phone screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citizencheck.model.report import KioskService, KioskStep
from citizencheck.report.kiosk_rows import LEVELS
from citizencheck.report.words import STARTS

CAPABILITIES: Final = {
    "card": "paying by card",
    "cash": "paying in cash",
    "barcode_scan": "scanning a barcode",
    "document_scan": "scanning a document",
    "receipt_print": "printing a receipt",
    "staff_call": "calling for help",
    "check_in": "checking in",
    "id_check": "showing who you are",
}
ACTIONS: Final = {"open": "Open", "tap": "Tap", "start": "Begin here", "read": "The way ends here"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One screen of the way on a phone."""

    step: KioskStep
    action: str
    broken: bool
    """The way breaks here first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A service of the kiosk as the page shows it."""

    service: KioskService
    words: str
    """How far a phone comes."""
    kind: str
    """``good``, ``bad`` or ``open`` (not known, or never judged)."""
    screens: tuple[Screen, ...]


def rows(services: Sequence[KioskService]) -> list[Row]:
    """The services, those that a phone serves worst first; what is not known stands after what is, and what is never judged last."""
    return [_row(s) for s in sorted(services, key=lambda s: (s.exempt, 9 if s.level is None else s.level))]


def _row(service: KioskService) -> Row:
    if service.exempt:
        words, kind = "Need not be on a phone", "open"
    elif service.level is None:
        words, kind = "Not known", "open"
    else:
        words, kind = (
            LEVELS.get(service.level, str(service.level)).capitalize(),
            "good" if service.level >= STARTS else "bad",
        )
    screens = tuple(
        Screen(step=s, action=ACTIONS.get(s.action, s.action), broken=i == service.broken_step)
        for i, s in enumerate(service.steps)
    )
    return Row(service=service, words=words, kind=kind, screens=screens)
