"""What a browser saw of one page on one device. Facts, recorded once and read back; nothing here is an opinion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A screen to look through. Sizes are in CSS pixels."""

    name: str
    width: int
    height: int
    scale: float = 1.0
    """Pixels of the screen to one CSS pixel."""
    mobile: bool = False
    """Lays out as phones do: the viewport meta element counts, 980 pixels wide without one."""
    touch: bool = False
    agent: str = ""
    """What scripts read in ``navigator.userAgent``; ``""``: the browser's own."""


PHONE: Final = Device(name="phone", width=390, height=844, scale=2.0, mobile=True, touch=True)
NARROW: Final = Device(name="narrow", width=320, height=844, scale=2.0, mobile=True, touch=True)
"""320 CSS pixels: where WCAG 1.4.10 asks for reflow."""
DESKTOP: Final = Device(name="desktop", width=1280, height=900)


class Seen(StrEnum):
    """What became of looking at a page."""

    OK = "ok"
    UNSTYLED = "unstyled"
    """A style sheet could not be had: what is seen is not what a citizen sees, so that nothing is said of the layout."""
    GAVE_UP = "gave_up"
    """It did not come to rest in time, or brought its browser down."""
    NOT_LOADED = "not_loaded"
    """There was nothing to show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """How far a browser looked at a site."""

    browser: str = ""
    """``Chromium 156.0``; ``""`` where none was at work."""
    device: str = ""
    """The phone that was looked through, in words: ``phone, 390 × 844``."""
    wanted: int = 0
    """Pages that should be looked at."""
    why_not: str = ""
    """Why none were, or not all of them; ``""`` where all were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A place on the page, in CSS pixels from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """Something that makes the page wider than the screen."""

    selector: str
    text: str
    box: Box
    cause: str
    """``fixed-width``, ``image``, ``table``, ``frame``, ``code``, ``map``, ``long-word``, ``placed`` or ``wide``."""
    exempt: bool = False
    """Needs two dimensions to be understood (WCAG 1.4.10): a data table, a map, a diagram, code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TapTarget:
    """Something to be touched that is smaller than 24 by 24 CSS pixels."""

    selector: str
    text: str
    box: Box
    inline: bool = False
    """In a sentence or bound by the height of the line: exempt from WCAG 2.5.8."""
    spaced: bool = False
    """A circle of 24 pixels on its middle touches no other target: exempt from WCAG 2.5.8."""
    twin: bool = False
    """Another target of the page that is large enough leads to the same place: exempt from WCAG 2.5.8."""
    native: bool = False
    """Drawn by the browser, its size untouched by the page: exempt from WCAG 2.5.8."""

    @property
    def fails(self) -> bool:
        """Whether no exception of WCAG 2.5.8 holds."""
        return not (self.inline or self.spaced or self.twin or self.native)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A run of visible text with the size it is drawn at."""

    selector: str
    text: str
    box: Box
    size: float
    """CSS pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """Something that floats above the page when it opens."""

    selector: str
    text: str
    box: Box
    share: float
    """0 to 1: of the first screen."""
    cookies: bool = False
    """Asks about cookies."""
    closable: bool = False
    """Holds a button or link that is on the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLink:
    """A link or a button as the device shows it."""

    text: str
    url: str
    """Absolute, without fragment; ``""`` for a button."""
    selector: str
    box: Box | None
    """None while it is not shown."""
    taps: int = 0
    """Taps until it can be seen: 0 at once, 1 behind a menu or an accordion, 2 behind one within another; -1: never."""
    opener: str = ""
    """The words on what was tapped to see it."""
    region: str = "main"
    """``header``, ``nav``, ``main``, ``aside`` or ``footer``."""
    button: bool = False
    """A button, or looks like one."""
    start: bool = False
    """Says that something begins here: start, apply, pay, report, book … on a button or a link that looks like one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenHeading:
    level: int
    text: str
    selector: str
    box: Box | None
    """None while it is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenField:
    selector: str
    type: str
    name: str
    label: str
    """The accessible name that the browser computes from labels and ARIA; ``""`` when there is none."""
    box: Box
    size: float
    """Of its text, in CSS pixels: phones zoom in on fields below 16."""
    autocomplete: str = ""
    inputmode: str = ""
    off_screen: bool = False
    """Part of it lies beyond the edge of the screen, where nothing scrolls to it by itself."""
    covered: bool = False
    """Something else receives the tap on its middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenForm:
    """A form that takes something in (no site search)."""

    selector: str
    action: str
    box: Box
    fields: tuple[SeenField, ...]
    submit: Box | None
    """Its button; None where none is shown."""
    submit_selector: str = ""
    region: str = "main"
    """``header``, ``nav``, ``main``, ``aside`` or ``footer``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """Something that no phone can show."""

    selector: str
    kind: str
    """``flash``, ``silverlight``, ``java``, ``activex`` or what else it asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AxeResult:
    """One rule of axe-core that found something, or was unsure (``incomplete``)."""

    rule: str
    impact: str
    help: str
    selectors: tuple[str, ...]
    incomplete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One page on one device."""

    url: str
    device: str
    """The name of a ``Device``: ``phone``, ``narrow``, ``desktop``, ``kiosk`` or a profile's."""
    outcome: str = Seen.OK
    """A value of ``Seen``; other facts mean something only where it is ``ok`` (``unstyled``: texts and links still do)."""
    reason: str = ""
    """Why not, in words; ``""`` where it is ``ok``."""
    width: int = 0
    """Of the screen, in CSS pixels."""
    height: int = 0
    layout_width: int = 0
    """The width that the page is laid out for: wider than ``width`` where no viewport is set."""
    scroll_width: int = 0
    scroll_height: int = 0
    overflows: tuple[Overflow, ...] = ()
    """Outermost causes first, at most 10."""
    targets: int = 0
    """Things to be touched that are shown."""
    targets_below_44: int = 0
    small_targets: tuple[TapTarget, ...] = ()
    """Those below 24 pixels, exceptions included, at most 60."""
    sizes: tuple[tuple[float, int], ...] = ()
    """(size of text in CSS pixels, letters drawn at it), ascending."""
    small_texts: tuple[Text, ...] = ()
    """Text below 12 pixels, at most 20."""
    viewport: str | None = None
    """What meta[name=viewport] says once scripts have run; None: there is none."""
    overlays: tuple[Overlay, ...] = ()
    links: tuple[SeenLink, ...] = ()
    """In the order of the document, at most 600."""
    headings: tuple[SeenHeading, ...] = ()
    words: int = 0
    """Words that are shown."""
    main_top: float = 0.0
    """Where the main part begins, in CSS pixels from the top."""
    forms: tuple[SeenForm, ...] = ()
    plugins: tuple[Plugin, ...] = ()
    desktop_only: tuple[Text, ...] = ()
    """Sentences that send phones away: "best viewed on a desktop"."""
    axe: tuple[AxeResult, ...] = ()
    axe_version: str = ""
    """``""`` where axe was not run."""
    shot: str = ""
    """``pictures/….jpg`` in the run directory: the first screen; ``""`` where none was taken."""
    details: tuple[tuple[str, str], ...] = ()
    """(selector, picture) of what was marked and cropped."""
    sha256: str = ""
    """Of the bytes that were shown, or of the rendered page where the bytes were empty without scripts."""
    refused: tuple[str, ...] = ()
    """Hosts that the page wanted something from and that were not asked, since they are no part of the site."""
    notes: tuple[str, ...] = ()
    """What it tried that a page should not: windows, downloads, dialogs, going elsewhere by itself."""

    @property
    def is_seen(self) -> bool:
        """Whether its layout can be spoken of."""
        return self.outcome == Seen.OK

    @property
    def is_read(self) -> bool:
        """Whether its texts and links can be spoken of."""
        return self.outcome in (Seen.OK, Seen.UNSTYLED)

    @property
    def screens(self) -> float:
        """How many screens long it is."""
        return self.scroll_height / self.height if self.height else 0.0
