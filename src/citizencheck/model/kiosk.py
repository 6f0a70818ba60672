"""What the kiosk in the council's office does, and how far a phone does the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Capability(StrEnum):
    """What a kiosk can do beside showing pages."""

    CARD = "card"
    CASH = "cash"
    BARCODE_SCAN = "barcode_scan"
    DOCUMENT_SCAN = "document_scan"
    RECEIPT_PRINT = "receipt_print"
    STAFF_CALL = "staff_call"
    CHECK_IN = "check_in"
    ID_CHECK = "id_check"


PHYSICAL: Final = frozenset({Capability.ID_CHECK})
"""What needs the machine itself: no phone is blamed for lacking it, and what it offers instead is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskService:
    """One button of the kiosk."""

    id: str
    label: str
    """The words on the button."""
    lgsl: int | None = None
    lgil: int | None = None
    steps: int | None = None
    """Touches until it starts; None: nobody said, and taps are not compared."""
    capabilities: tuple[Capability, ...] = ()
    languages: tuple[str, ...] = ()
    """Codes of the languages that the kiosk speaks: ``en``, ``cy``."""
    web: str = ""
    """Where the council's website does it, where that is known: a whole address, or a path of the site."""
    exempt: str = ""
    """Why it need not be on a phone; ``""``: it must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskList:
    services: tuple[KioskService, ...]
    name: str = ""
    """What the kiosk is called."""
    source: str = ""
    """The name of the file, or the address of the kiosk's own app."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParityStep:
    """One tap of the way from the home page to the start."""

    url: str
    """The page it is done on."""
    label: str
    action: str
    """``open`` (a menu), ``tap`` (a link), ``start`` (it begins here; no tap), ``read`` (here the way ends, and nothing begins)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """What a phone offers for one thing that the kiosk can do."""

    capability: Capability
    kept: bool | None
    """None: it could not be told without typing or sending something, or without the page."""
    words: str
    """What there is instead, or what is missing, in a sentence."""
    url: str = ""
    selector: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a service does not reach the next level, and where that shows."""

    kind: str
    """``absent mentioned unlinked office document phone_call no_start hidden wide not_adapted covered desktop_only plugin
    taps log_in capability language unlabelled``."""
    level: int
    """The level that it bars, 1 to 4."""
    words: str
    """In a sentence."""
    url: str
    step: int = 0
    """Which step of the way it is met at, 0 the first."""
    selector: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceParity:
    """How far the website, on a phone, does what one button of the kiosk does."""

    service: KioskService
    level: int | None = None
    """0 absent; 1 mentioned; 2 a way, but by office, paper, telephone or desktop; 3 starts online on a phone; 4 as good as the kiosk.
    None: it could not be told, and lies between ``least`` and ``most``."""
    least: int = 0
    most: int = 4
    task: str = ""
    """Id of the catalogue's task that it was taken for; ``""`` for none."""
    matched: str = ""
    """Why, in words."""
    url: str = ""
    """The page of the website where it is done or told of."""
    start: str = ""
    """Where it starts online."""
    steps: tuple[ParityStep, ...] = ()
    taps: int | None = None
    faults: tuple[Fault, ...] = ()
    """The one that is met first stands first."""
    substitutes: tuple[Substitute, ...] = ()
    languages: tuple[str, ...] = ()
    """Those of the kiosk's languages that the website speaks there."""
    unseen: str = ""
    """What could not be seen, in a sentence; ``""`` where all was."""

    @property
    def exempt(self) -> bool:
        """Listed, and never judged."""
        return bool(self.service.exempt)

    def reaches(self, level: int) -> bool | None:
        """Whether it reaches a level; None where that is not known."""
        if level <= self.least:
            return True
        return False if level > self.most else None
