"""What one parse of one page yields, and what we think the page is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Region(StrEnum):
    """Where on a page a thing stands."""

    HEADER = "header"
    NAV = "nav"
    BREADCRUMB = "breadcrumb"
    MAIN = "main"
    ASIDE = "aside"
    LOCAL = "local"
    """Inside or beside the main part: a menu of the section, the guide or the series of pages that one is in."""
    FOOTER = "footer"


FURNITURE = frozenset({Region.HEADER, Region.NAV, Region.FOOTER})
"""Regions that a template repeats from page to page."""
SKIP_LINK: Final = re.compile(r"(?:skip|jump) (?:to|navigation|past)\b|skip links?$|neidio i", re.IGNORECASE)
"""The label of a link that helps past the menu on the same page, and is no entry of it."""


class LinkKind(StrEnum):
    """What following a link would do."""

    PAGE = "page"
    DOCUMENT = "document"
    """The address ends like a file: PDF, Word, spreadsheet."""
    MAIL = "mail"
    TEL = "tel"
    ANCHOR = "anchor"
    """Stays on the page: ``#section``. A bare ``#`` or an empty href is ``DEAD``."""
    DEAD = "dead"
    """Goes nowhere: ``#``, ``""``, ``javascript:void(0)``."""
    SCRIPT = "script"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    text: str
    """The accessible name: text, else ``aria-label``, else the ``alt`` of an image, else ``title``; white space folded."""
    url: str
    """Absolute address without fragment; for MAIL and TEL the whole ``mailto:``/``tel:``; ``""`` for DEAD and SCRIPT."""
    href: str
    """As written in the page, at most 500 characters."""
    kind: LinkKind
    region: Region
    heading: str = ""
    """The heading above it in MAIN and ASIDE; in menus the label of the menu item that holds it (its parent), else the menu's name."""
    trail: tuple[str, ...] = ()
    """In menus: labels of all the items that hold it, outermost first."""
    selector: str = ""
    """A CSS selector that finds exactly this element."""
    context: str = ""
    """In MAIN and ASIDE: the text of the block (paragraph, list item, table cell) around it, at most 200 characters."""
    button: bool = False
    """Looks like a button: ``role=button`` or a class of button, btn, start, cta."""
    rel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """An entry of a navigation tree. A heading or button without a link has ``url == ""``."""

    text: str
    url: str
    selector: str = ""
    children: tuple[NavItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """One navigation landmark (or an element that plainly serves as one), as a tree."""

    name: str
    """``aria-label`` or heading, ``""`` where it has none."""
    region: Region
    items: tuple[NavItem, ...]
    selector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of MAIN: marked up, or a few bold words alone above what they name."""

    level: int
    text: str
    selector: str = ""
    words_before: int = 0
    """How many words of main text stand above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, list item, table cell or the like in MAIN, in reading order."""

    tag: str
    text: str
    selector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    type: str
    """``text``, ``email``, ``select``, ``textarea``, ``file``, ``password`` ..."""
    name: str
    label: str
    """The accessible name; ``""`` when there is none. A placeholder is not a label."""
    placeholder: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    required: bool = False
    selector: str = ""
    options: tuple[str, ...] = ()
    """Of a select or a radio group: at most 20."""
    accept: str = ""
    """Of a file: the kinds that it takes, as the page lists them; ``""`` for any."""


CHOICES: Final = frozenset(
    {"select", "select-one", "select-multiple", "radio", "checkbox", "button", "submit", "range"}
)

ANSWERS: Final = frozenset({"radio", "checkbox"})
GOES_ON: Final = frozenset(
    {"continue", "next", "next step", "start", "start now", "save and continue", "parhau", "nesaf"}
)
"""What the button of a form says that asks one thing a page."""


ASKS_BACK: Final = re.compile(
    r"\b(?:feedback|helpful|did you find|rate this|what went wrong|how easy|was this|is this page|about this page|tell us more"
    r"|what were you (?:doing|looking)|improve (?:this|our) (?:page|site|website))\b",
    re.IGNORECASE,
)
"""What the little form at the end of a page says, that asks what its reader thought of it."""
RATES: Final = re.compile(r"\b(?:rate|rating|stars?|vote)\b", re.IGNORECASE)
"""What the button or the names say of a form of answers alone, that asks for marks."""
ASKED_BACK: Final = 4
"""Questions that such a form has at most; a form with more is one to send praise or a complaint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    method: str
    """``get`` or ``post``."""
    action: str
    """Absolute address."""
    search: bool
    """A site search: ``role=search``, ``type=search`` or the like."""
    fields: tuple[Field, ...]
    submit: str
    """The words on its button."""
    region: Region
    selector: str = ""
    sends: tuple[tuple[str, str], ...] = ()
    """Of a GET form: (name, value) of what a browser sends beside what a person types: hidden fields, choices made beforehand, the button."""

    @property
    def asks_back(self) -> bool:
        """It asks what its reader thought of the page."""
        questions = {f.name or f.selector for f in self.fields}
        if not 0 < len(questions) <= ASKED_BACK:
            return False
        asked = " ".join([self.submit, *(f.label or f.placeholder for f in self.fields)])
        answers = all(f.type in ANSWERS for f in self.fields)
        return bool(ASKS_BACK.search(asked)) or (
            answers and bool(RATES.search(f"{self.submit} {' '.join(sorted(questions))}"))
        )

    @property
    def acts(self) -> bool:
        """It takes something in. A search does not, nor does a question about the page, nor a chooser: choices alone that are sent
        nowhere but to another page.

        A question with its answers one below the other and a button that goes on is the first page of a longer form.
        """
        if self.search or not self.fields or self.asks_back:
            return False
        if self.method == "post" or any(f.type not in CHOICES for f in self.fields):
            return True
        return any(f.type in ANSWERS for f in self.fields) and self.submit.strip().casefold() in GOES_ON


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    text: str
    url: str


class PageKind(StrEnum):
    HOME = "home"
    LANDING = "landing"
    SERVICE = "service"
    FORM = "form"
    DEPARTMENT = "department"
    NEWS = "news"
    DEMOCRACY = "democracy"
    AZ = "a-z"
    SEARCH = "search"
    CONTACT = "contact"
    ERROR = "error"
    OTHER = "other"


class Focus(StrEnum):
    """What a page is about, from the citizen's chair."""

    TASK = "task"
    INFORMATION = "information"
    DEPARTMENT = "department"
    CORPORATE = "corporate"
    NEWS = "news"
    DEMOCRACY = "democracy"
    OTHER = "other"


class Channel(StrEnum):
    """How the citizen is told to act."""

    ONLINE = "online"
    PHONE = "phone"
    VISIT = "visit"
    PDF = "pdf"
    MIXED = "mixed"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageClass:
    kind: PageKind
    focus: Focus
    channel: Channel
    why: tuple[str, ...] = ()
    """The signs that decided, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The facts of one page, as one parse found them. Nothing here is an opinion."""

    url: str
    title: str = ""
    h1: str = ""
    lang: str = ""
    description: str = ""
    viewport: str | None = None
    """The content of ``meta[name=viewport]``; None when there is none."""
    canonical: str = ""
    generator: str = ""
    refresh: str = ""
    """Where a meta refresh leads, absolute."""
    robots_meta: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    menus: tuple[Menu, ...] = ()
    breadcrumb: tuple[Crumb, ...] = ()
    forms: tuple[Form, ...] = ()
    blocks: tuple[Block, ...] = ()
    """MAIN in reading order, headings not included. Where the page has no MAIN: what is left without header, nav, footer."""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    words: int = 0
    """Words of main text."""
    folded: int = 0
    """Those of them that are not shown at once: in tabs, areas and steps that are opened one at a time, all but the fullest."""
    scripts: int = 0
    widgets: int = 0
    """Frames, and buttons of the main part outside forms: by them people may act as well, without a link or a form."""
    images_without_alt: tuple[str, ...] = ()
    """Selectors."""
    hreflang: tuple[tuple[str, str], ...] = ()
    """(language, address) of each ``link[rel=alternate][hreflang]``."""
    text_hash: str = ""
    """16 hex digits of the folded main text: equal for pages that say the same."""
    sha256: str = ""
    """Of the body as stored: names the bytes that were judged."""
    landmarks: tuple[Region, ...] = ()
    """Which landmarks the page really marks up."""
    notes: tuple[str, ...] = ()
    """What the parser had to give up on: ``"cut at 10 MB"``, ``"nested too deep"``."""

    @property
    def text(self) -> str:
        """Main text, one block a line."""
        return "\n".join(b.text for b in self.blocks)

    @property
    def headed(self) -> Iterator[tuple[Heading | None, Block]]:
        """Each block with the heading that it stands under. ``Heading.words_before`` counts headings too."""
        above, passed, heading = 0, 0, None
        for block in self.blocks:
            while passed < len(self.headings) and self.headings[passed].words_before <= above:
                heading = self.headings[passed]
                above += len(heading.text.split())
                passed += 1
            yield heading, block
            above += len(block.text.split())

    @property
    def own_links(self) -> tuple[Link, ...]:
        """Links of the page itself, without header, menus, footer, breadcrumb and local navigation."""
        return tuple(k for k in self.links if k.region in (Region.MAIN, Region.ASIDE))

    @property
    def inner_links(self) -> tuple[Link, ...]:
        """Links of the page itself and of its local navigation."""
        return tuple(k for k in self.links if k.region in (Region.MAIN, Region.ASIDE, Region.LOCAL))


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlRecord:
    """One address that was seen, and what became of it."""

    url: str
    outcome: str
    """A value of ``Outcome``."""
    reason: str = ""
    """In words: ``"HTTP 404"``, ``"robots.txt forbids it"``, ``"no answer within 30 s"``."""
    status: int | None = None
    """HTTP status; None when there was no answer."""
    target: str = ""
    """Of a redirect: where it leads; of a duplicate: the address it repeats."""
    depth: int = 0
    """Hops from the start as the crawl found it."""
    referrer: str = ""
    source: str = "link"
    """``seed``, ``link``, ``sitemap``, ``redirect`` or ``seam`` (one page past the border)."""
    content_type: str = ""
    size: int = 0
    """Decoded bytes."""
    sha256: str = ""
    fetched: str = ""
    """ISO 8601 in UTC; ``""`` when it was never asked for."""
    elapsed_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInfo:
    """What a crawl says of itself."""

    target: str
    """As the user gave it."""
    start_url: str
    status: str
    """A value of ``RunStatus``."""
    reason: str = ""
    """One sentence; ``""`` when there is nothing to add."""
    budget_reached: bool = False
    started: str = ""
    finished: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    """What the crawl was asked to do, for the record."""
    tool: str = ""
