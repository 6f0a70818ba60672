"""The site as one thing: pages as nodes, links as edges, furniture once. ``graph.build_site`` makes it; detectors read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar, cast

from citizencheck.model.kiosk import KioskList, ServiceParity
from citizencheck.model.language import LabelVerdict, Task
from citizencheck.model.page import (
    Channel,
    Focus,
    Form,
    Link,
    LinkKind,
    Menu,
    Page,
    PageKind,
    Region,
    RunInfo,
    UrlRecord,
)
from citizencheck.model.phone import Looking, View
from citizencheck.model.search import SearchPlace, SearchProbe

T = TypeVar("T")

LEAST_WORDS: Final = 25
"""A page with more main text than this holds something (judgement)."""
LEAST_ROWS: Final = 2
"""So does a list or a table with so many entries."""
ROWS: Final = frozenset({"li", "td", "dt", "dd"})
NOWHERE: Final = frozenset({LinkKind.ANCHOR, LinkKind.DEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What the pure half is given: the stored run, behind three calls that can be repeated."""

    info: RunInfo
    records: Callable[[], Iterable[UrlRecord]]
    """Every address with its outcome, in a fixed order."""
    pages: Callable[[], Iterable[Page]]
    """The ``ok`` pages in a fixed order (that of discovery)."""
    page: Callable[[str], Page | None]
    """One page by its address."""
    seams: Callable[[], Iterable[Page]] = tuple
    """Pages one step past the border: read for journeys, never judged as the council's."""
    search: Callable[[], SearchProbe | None] = lambda: None
    """What the site's own search was asked; None where nobody wished it to be."""
    views: Callable[[], Iterable[View]] = tuple
    """What a browser saw of some of the pages; nothing where none looked."""
    looking: Callable[[], Looking | None] = lambda: None
    """How far it looked; None where nobody said whether one should."""
    rendered: Callable[[], Iterable[str]] = tuple
    """Addresses of pages that are judged as a browser showed them, since their bytes say little without scripts."""
    kiosk: Callable[[], KioskList | None] = lambda: None
    """What the kiosk in the council's office does; None where nobody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What the graph keeps of one page."""

    id: int
    url: str
    title: str
    h1: str
    description: str
    kind: PageKind
    focus: Focus
    channel: Channel
    lang: str
    words: int
    depth: int
    """Clicks from home by links; -1 where no link leads (only a sitemap knew it)."""
    template: str
    text_hash: str
    sha256: str
    own_forms: int
    """Forms in its main part that are not a site search."""
    breadcrumb: tuple[str, ...]
    called: str
    """What to call the page in a sentence, quotation marks included: *the home page*, or its heading or title where that tells it from others."""
    is_unit: bool = False
    """The page says of itself that it is a unit, by the very words of its heading."""

    @property
    def name(self) -> str:
        """Its own words for itself: its heading, else its title, else its address."""
        return self.h1 or self.title or self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureLink:
    """A link that templates repeat: one thing with a count, so that its fault is one finding."""

    link: Link
    pages: int
    """How many pages carry it."""
    example: str
    """The first page that does, home where home does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An entry of the site's top level and the pages that hang under it."""

    label: str
    url: str
    node: int
    """-1 where the label opens no judged page."""
    pages: int
    verdict: LabelVerdict
    tasks: tuple[str, ...] = ()
    """Ids of the tasks whose page lies here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One click: on the page ``url``, the link ``label``, which opens ``target``."""

    url: str
    label: str
    target: str
    region: str = "main"
    scent: float = 0.0
    """0 to 1: how much the label says about the task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    kind: str
    """``home`` (a link on the home page itself), ``landing``, ``a-z``, ``browse`` (the shortest walk from home), ``search`` (our own index: a proxy)."""
    steps: tuple[Step, ...]
    end: str
    """Address where the route ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff:
    """A step over the border of the council's own host."""

    url: str
    host: str
    label: str
    source: str
    """The page it leaves from."""
    outcome: str = ""
    """A value of ``Outcome``; ``""`` where the far page was not asked for."""
    government: bool = False
    """GOV.UK, NHS and the like: a good hand-off."""
    login: bool | None = None
    way_back: bool | None = None
    """A link back to the council; None where the far page was not read."""
    viewport: bool | None = None
    same_name: bool | None = None
    """The far page names the council or the task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """How a citizen fares with one task."""

    task: Task
    expected: bool
    """The council's tier provides it (and the task pack applies)."""
    status: str
    """``found``, ``empty`` (its page holds nothing), ``section`` (told of on a page about other things, under a heading or under a unit's name), ``mentioned`` (the site speaks of it and has no page for it), ``absent``, ``cannot_tell``."""
    url: str = ""
    """The task's own page."""
    unit: str = ""
    """Where it is told of on a page named after a unit of the council: the name."""
    match: float = 0.0
    why: tuple[str, ...] = ()
    """Why that page was taken for the task's page; where there is none, what comes near to naming the task."""
    alternatives: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()
    home_link: bool | None = None
    landing_url: str = ""
    landing_link: bool | None = None
    az_link: bool | None = None
    """None where the site has no A–Z."""
    search_rank: int | None = None
    """In an index of our own, for ``search_words``."""
    search_words: str = ""
    """The citizens' words that bring its page furthest forward there."""
    search_first: str = ""
    """The page that comes first for them."""
    """Rank in our own index for citizens' words (a proxy for the site's search)."""
    search_probe: SearchPlace | None = None
    """Its place in the site's own search; None where that was not asked for it."""
    routes_agree: bool | None = None
    clicks: int | None = None
    scent: float = 0.0
    gatekeepers: tuple[str, ...] = ()
    """Department pages that every route from home passes, nearest home first."""
    plain_way: bool = True
    """Its page bears no unit's name, and some link to it stands neither on a unit's page nor under a unit's name in a menu."""
    hand_offs: tuple[HandOff, ...] = ()
    channel: Channel = Channel.NONE
    online: bool | None = None
    """It can be started online (a form, a start button, a hand-off to a form); None where we cannot tell."""
    start_url: str = ""
    caps: tuple[str, ...] = ()
    """Essential faults that cap the stars."""
    stars: int | None = None
    """1 poor, 2 unsatisfactory, 3 good, 4 very good; None where not found or not known."""
    reasons: tuple[str, ...] = ()
    """Why so many stars, in sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole site. Everything is in a fixed order; nothing here does I/O but ``page``, ``pages`` and ``out``, which read pages' facts again."""

    info: RunInfo
    home: int
    """Node id; -1 when the home page could not be judged."""
    nodes: tuple[Node, ...]
    id_of: Mapping[str, int]
    """Every address that ends on a judged page (redirects and duplicates resolved) -> node id."""
    records: Mapping[str, UrlRecord]
    out: Sequence[tuple[Link, ...]]
    """Per node: its own links (main, aside, local navigation, breadcrumb), in document order; read again from the page, so that all are better iterated."""
    furniture: tuple[FurnitureLink, ...]
    menus: tuple[Menu, ...]
    """The site's navigation menus: those on the home page or on at least a third of its pages, most carried first."""
    sections: tuple[Section, ...]
    inlinks: Sequence[Sequence[int]]
    """Per node: ids of pages whose own links lead to it, ascending, furniture not counted."""
    furniture_targets: frozenset[int]
    """Nodes that furniture carried by at least half of all pages links to."""
    parent: Sequence[int]
    """Per node: the page before it on the shortest walk from home; -1 at home and where no link leads."""
    dominators: Sequence[int]
    """Per node: its immediate dominator from home: every way from home passes it; -1 at home, and where no way leads.

    A way is a walk by menus and by the pages' own links. Out of an A to Z, a site map, a search or the news leads none, and none
    by the menu of a section but from the section's own page: these show the neighbours to whoever is there already.
    """
    boilerplate: frozenset[int]
    """Names of main-text blocks that many pages repeat."""
    repeated_links: frozenset[int] = frozenset()
    """Names of links in main parts that most pages repeat."""
    local_lists: frozenset[int] = frozenset()
    """Names of lists in main parts that are the menu of a section."""
    tier: str = "unknown"
    """``county district unitary parish unknown``."""
    tier_confidence: float = 0.0
    tier_why: tuple[str, ...] = ()
    pack: str = "uk"
    """``uk``: the UK task catalogue is demanded; ``none``: it is not."""
    pack_why: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    """The council's own published units, as its structure pages name them."""
    has_az: bool = False
    has_search: bool = False
    search_forms: tuple[Form, ...] = ()
    search: SearchProbe | None = None
    """What the site's own search was asked; None where nobody wished it to be."""
    seams: Mapping[str, Page] = field(default_factory=dict)
    views: Mapping[str, tuple[View, ...]] = field(default_factory=dict)
    """Address of a page -> what a browser saw of it, a ``View`` a device; empty where no browser looked at anything."""
    looking: Looking | None = None
    """How far a browser looked; None where nobody said whether one should."""
    rendered: frozenset[str] = frozenset()
    """Pages that are judged as a browser showed them."""
    usual_scripts: int = 0
    """How many scripts half of the pages with text carry at most; 0 where no page has text."""
    kiosk: KioskList | None = None
    """What the kiosk in the council's office does; None where nobody said."""
    parity: tuple[ServiceParity, ...] = ()
    """How far a phone does each of the kiosk's services, in the list's order."""
    journeys: tuple[Journey, ...] = ()
    page: Callable[[str], Page | None] = lambda _url: None
    """One page, read again."""
    pages: Callable[[], Iterable[Page]] = tuple
    """The page of each node, in the order of the nodes, read again: one after the other costs less than each by its address."""
    own: Callable[[Page], tuple[Link, ...]] = lambda page: page.own_links
    """The own links of a page that is at hand, as in ``out``."""

    _known: dict[Callable[[Site], object], object] = field(init=False, repr=False, compare=False, default_factory=dict)

    def once(self, work: Callable[[Site], T]) -> T:
        """What ``work`` says of the site, worked out the first time that it is asked for."""
        if work not in self._known:
            self._known[work] = work(self)
        return cast("T", self._known[work])

    def node(self, url: str) -> Node | None:
        """The judged page that ``url`` ends on."""
        i = self.id_of.get(url)
        return None if i is None else self.nodes[i]

    def speaks(self, node: Node) -> bool:
        """Whether a page is in the language of home, as far as both say in which they are."""
        home = self.nodes[self.home].lang if self.home >= 0 else ""
        return not (home and node.lang) or home.lower()[:2] == node.lang.lower()[:2]

    def empty(self, node: Node, page: Page, *, words: int = LEAST_WORDS, rows: int = LEAST_ROWS) -> bool | None:
        """Whether a page has nothing behind its heading; None where scripts that most pages do not carry may fill it.

        More than ``words`` of main text are something, ``rows`` of a list or table, a link, a form, a way to get in touch.
        """
        if page.words > words or sum(b.tag in ROWS for b in page.blocks) >= rows:
            return False
        if node.own_forms or page.phones or page.emails or node.channel in (Channel.PHONE, Channel.VISIT):
            return False
        if any(f.fields and not f.search and f.region is Region.MAIN for f in page.forms):
            return False  # a question with one field is asked for something
        if any(k.kind not in NOWHERE and self.id_of.get(k.url) != node.id for k in page.inner_links):
            return False
        return None if page.words == 0 and page.scripts > self.usual_scripts and page.url not in self.rendered else True

    @property
    def entrance(self) -> str:
        """The page before home where one chooses a language or enters; ``""`` where the site begins with home."""
        first = self.id_of.get(self.info.start_url, self.home)
        return self.nodes[first].url if first != self.home else ""

    def view(self, url: str, device: str = "phone") -> View | None:
        """What a browser saw of a page on a device; None where it did not look."""
        return next((v for v in self.views.get(url, ()) if v.device == device), None)

    def outcome(self, url: str) -> str:
        """What became of an address, ``""`` where it was never seen."""
        record = self.records.get(url)
        return record.outcome if record else ""
