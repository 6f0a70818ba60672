"""The report: what ``judge`` makes and every format renders. ``report.json`` is this, as JSON.

Points are whole hundredths of a point wherever they are added up (``*_centi``-free names hold ``round(x, 2)`` floats that came
from whole hundredths), so that the ledger's lines sum exactly to ``100 - score.value``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

SCHEMA_VERSION: Final = "1.2"

GROUPS: Final[tuple[tuple[str, str, int], ...]] = (
    ("navigation", "Navigation", 20),
    ("findability", "Findability", 20),
    ("content", "Content", 15),
    ("transactions", "Transactions", 15),
    ("joined-up", "Joined up", 10),
    ("phone", "On a phone", 10),
    ("kiosk", "Kiosk parity", 10),
)
"""Id, title, weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore:
    id: str
    title: str
    score: float | None
    """0–100; None where nothing was measured."""
    weight: int
    """Its share of the headline, in points, where all that it asks could be looked at."""
    counted: float = 0.0
    """What it weighed here: less where some of its rules could not tell."""
    reason: str = ""
    """Why it was not measured."""
    rules_run: int = 0
    rules_failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    value: float | None
    """0–100; None when withheld."""
    low: float | None
    """Where the score would lie, 95 times in 100, had other pages of the same kinds been met: the lower end."""
    high: float | None
    """The upper end."""
    coverage: float
    """0–1: the share of the weight of rules and pages that could be judged."""
    groups: tuple[GroupScore, ...]
    withheld: str = ""
    """Why there is no score."""
    not_measured: tuple[str, ...] = ()
    """What the score does not speak of, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientationCount:
    departmental: int
    """How many name units of the council."""
    citizen: int
    """How many name what citizens do or look for."""
    unclear: int
    """How many are not sure enough to count."""
    verdict: str
    """``departmental``, ``mixed``, ``citizen`` or ``not enough evidence``."""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientationVerdict:
    navigation: OrientationCount
    """Of the labels in the menus and on the home page."""
    content: OrientationCount
    """Of the pages about services."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    rule: str
    group: str
    weight: float
    """What the rule can take of the headline at most, in points: all of it where it fails wholly and every other rule of its group passes."""
    achieved: float | None
    """0–1; None where the rule was not scored."""
    points_lost: float
    outcome: str
    """A value of ``RuleOutcome``."""
    sentence: str
    """What the rule says of the site."""
    scored: bool = True
    """False: of low confidence, shown and never scored."""
    affected: int = 0
    """Pages or tasks that fell short."""
    of: int = 0
    """How many it looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """One line of "what would gain most"."""

    rule: str
    points: float
    """What the headline would gain."""
    sentence: str
    verified: bool
    """True when the site was judged again with the change; False when it is an estimate, and an upper bound."""
    tried: tuple[str, ...] = ()
    """The edits that were made, in words: the first few."""
    more: int = 0
    """Edits beside those."""
    also: tuple[str, ...] = ()
    """Other rules that the very same edits mend: their points are in ``points``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    kind: str
    """``link text heading title form field document menu page absence``; for an absence ``url`` says where it was looked for."""
    url: str
    """The page it stands on."""
    selector: str
    """A CSS selector that finds the element; ``""`` where there is none."""
    quote: str
    """The exact words on the page."""
    sha256: str
    """Of the page's bytes, which the run directory keeps."""
    link: str
    """The live place, with a text fragment that marks the words."""
    target: str = ""
    """Of a link: where it leads."""
    note: str = ""
    """Why this one."""
    screenshot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFinding:
    rule: str
    severity: str
    """``minor moderate serious critical``."""
    confidence: str
    """``low medium high``."""
    message: str
    fingerprint: str
    """Names what fails where: the rule, and the page or the task. The same in every run, whatever else changes."""
    evidence: tuple[EvidenceItem, ...]
    elements: tuple[str, ...] = ()
    """The name of each piece of evidence, shown ones first and in their order; none where the evidence only illustrates one fault, nor
    for what a rule found beyond its first 500 findings. Where several pages share it, the pages too, by path."""
    scored: bool = True
    """False: of low confidence, shown, never scored and never failing a gate."""
    group: str = ""
    url: str = ""
    """The page it is about; for a site-wide finding the home page."""
    pages_affected: int = 1
    """How many pages carry it, for a fault of a template, or one that several pages share."""
    more: int = 0
    """Pieces of evidence left out, to keep the report small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStep:
    url: str
    """The page."""
    label: str
    """The words of its link."""
    target: str
    """What the link opens."""
    scent: float = 0.0
    """0–1: how much the label says of the task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRoute:
    kind: str
    """``home landing a-z browse search``."""
    steps: tuple[RouteStep, ...]
    end: str
    """Where it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSearch:
    """What the site's own search gives for citizens' words."""

    query: str
    url: str
    """The address that was asked."""
    rank: int | None
    """Place of the task's own page, 1 the first; None when it is not among the results, or they could not be read."""
    shown: int = 0
    """How many results there were on the page."""
    results: tuple[str, ...] = ()
    """The words of the first of them."""
    problem: str = ""
    """Why the results could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSearch:
    """How far the site's own search was asked."""

    action: str
    asked: int
    why_not: str
    """Why it was not asked, or not all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTask:
    id: str
    title: str
    lgsl: tuple[int, ...]
    """Ids of the local government services list."""
    stars: int | None
    """0–4; null where there is no journey to judge."""
    url: str
    """Its page."""
    status: str
    """``found empty section mentioned absent cannot_tell``."""
    routes: tuple[ReportRoute, ...] = ()
    home_link: bool | None = None
    """The home page links to it."""
    landing_link: bool | None = None
    """The page above links to it."""
    az_link: bool | None = None
    """The A to Z links to it."""
    routes_agree: bool | None = None
    """All routes end at one page."""
    search_rank: int | None = None
    """In an index of our own: a stand-in for the site's search."""
    search_probe: ReportSearch | None = None
    """In the site's own search; None where that was not asked for it."""
    clicks: int | None = None
    """From home by links; null where no way leads."""
    scent: float = 0.0
    """Of the best route, 0–1."""
    gatekeepers: tuple[str, ...] = ()
    """Departments' pages that every way from home passes."""
    gatekeeper_names: tuple[str, ...] = ()
    hand_offs: tuple[str, ...] = ()
    """Addresses on other hosts where it goes on."""
    channel: str = "none"
    """How it can be done."""
    online: bool | None = None
    """It can be started online; None where that is not known."""
    nature: str = "do"
    """``do``, ``find`` (only looked up) or ``tell`` (a telephone is right)."""
    demand: int = 1
    """1–3: how many come for it."""
    expected: bool = True
    """It is asked of this kind of council."""
    reasons: tuple[str, ...] = ()
    """What cost stars."""
    caps: tuple[str, ...] = ()
    """Faults that cap the stars at two."""
    section: str = ""
    """The part of the site where its page lies."""
    group: str = ""
    """The subject that the task belongs to: ``waste``, ``housing`` ..."""
    subject: str = ""
    """What a menu would call its subject in citizens' words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    url: str
    outcome: str
    """A value of ``Outcome``; only ``ok`` is judged."""
    status: int | None
    """HTTP status; null without an answer."""
    title: str
    kind: str
    """What the page was taken for; ``""`` for one that was not judged."""
    focus: str
    """What it is about."""
    channel: str = "none"
    reason: str = ""
    """Why it was not judged."""
    depth: int | None = None
    """Clicks from home; null where no link leads."""
    sha256: str = ""
    """Of its bytes."""
    target: str = ""
    """Where a redirect or a copy leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLink:
    url: str
    """The page that holds the link."""
    label: str
    target: str
    outcome: str
    status: int | None
    pages: int = 1
    """How many pages carry it."""
    selector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """The menu as it is, each label with its verdict."""

    label: str
    url: str
    orientation: str
    """``task topic department audience corporate other``."""
    confidence: float
    """0–1; below 0.6 it is not counted."""
    why: tuple[str, ...] = ()
    """The signs."""
    children: tuple[MenuEntry, ...] = ()
    plain: str = ""
    """What it could say in citizens' words; ``""`` where it is plain already, or the lists know nothing better."""


LEAST_MENU: Final = 4
"""A menu of fewer labels is asked for none of what people come for (judgement)."""
SPEAKING: Final = frozenset({"task", "topic", "department"})


def silent_labels(menu: Sequence[MenuEntry]) -> int:
    """How many labels a menu of some length has that names no task, no subject and no unit; 0 of any other menu."""
    labels = [e for top in menu for e in (top, *top.children)]
    return len(labels) if len(labels) >= LEAST_MENU and not any(e.orientation in SPEAKING for e in labels) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    label: str
    url: str
    pages: int
    """How many hang under it."""
    orientation: str
    tasks: tuple[str, ...]
    """Ids of the tasks whose page lies there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seam:
    host: str
    tasks: tuple[str, ...]
    """Ids of the tasks that go on there."""
    url: str
    source: str
    """The page it leaves from."""
    government: bool
    """GOV.UK, NHS and the like."""
    login: bool | None
    """It asks for a log-in; null where it was not looked at."""
    way_back: bool | None
    """It has a link back."""
    viewport: bool | None
    """It is made for phones."""
    outcome: str
    """What became of its address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskStep:
    """One tap of the way from the home page to where a service starts."""

    url: str
    """The page it is done on."""
    label: str
    action: str
    """``open`` (a menu), ``tap`` (a link), ``start`` (it begins here; no tap), ``read`` (here the way ends, and nothing begins)."""
    screenshot: str = ""
    """That page on a phone: ``pictures/….jpg`` in the run directory; ``""`` where none was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskSubstitute:
    """What a phone offers for one thing that the kiosk can do."""

    kept: bool | None
    """None: it could not be told, or needs the machine itself."""
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskService:
    """One button of the kiosk, and how far a phone does the same."""

    id: str
    label: str
    level: int | None
    """0 absent; 1 mentioned; 2 a way by office, paper, telephone or desktop; 3 starts on a phone; 4 as good as the kiosk; None: not known."""
    exempt: bool
    reason: str
    """Of an exempt service why; else what could not be seen; ``""`` where there is nothing to add."""
    first_broken: str
    """Where the way on a phone breaks first, in a sentence; ``""`` where it does not."""
    broken_step: int | None = None
    """The same as a place in ``steps``, 0 the first."""
    taps: int | None = None
    """From the home page to the start, opening a menu counted; None where no link leads there."""
    kiosk_steps: int | None = None
    """Touches at the kiosk, where the list says so."""
    steps: tuple[KioskStep, ...] = ()
    capabilities: dict[str, KioskSubstitute] = field(default_factory=dict)
    """Of those that the kiosk has for it."""
    languages: tuple[str, ...] = ()
    """Of those that the kiosk speaks."""
    url: str = ""
    """The website's page for it."""
    start: str = ""
    """Where it starts online."""
    task: str = ""
    """Id of the task that it was taken for; ``""`` where it is none of the catalogue."""
    matched: str = ""
    """Why, in words."""
    faults: tuple[str, ...] = ()
    """All that keeps it from the next level, in sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskSummary:
    """The list as a whole."""

    name: str
    source: str
    """The name of the file, or the address of the kiosk's app."""
    services: int
    exempt: int
    judged: int
    """Services whose level is known."""
    mean: float | None
    """Of their levels, 0 to 4; None where most are not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInfo:
    """What a reader needs of a rule, so that a report stands alone."""

    id: str
    group: str
    title: str
    """True where it passes."""
    failing: str
    """True where it fails."""
    severity: str
    confidence: str
    status: str
    why: str
    fix: str
    assumes: str
    sources: tuple[tuple[str, str], ...]
    """(title, address)."""
    outcome: str
    """``pass fail not_applicable cannot_tell error``."""
    reason: str = ""
    """For cannot-tell, not-applicable and error: why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    schema_version: str
    """Of this layout."""
    tool: str
    """Name and version of what judged."""
    rules_digest: str
    """Of every rule, task and word list that judged."""
    target: str
    """As it was asked for: an address, or a folder's path."""
    start_url: str
    """Where the crawl began."""
    title: str
    """What the site calls itself."""
    started: str
    """ISO 8601, in UTC."""
    finished: str
    """ISO 8601, in UTC."""
    status: str
    """A value of ``RunStatus``: ``complete partial blocked unavailable forbidden_by_robots``."""
    reason: str
    """Why it is not complete."""
    budget_reached: bool
    """The crawl ended at its page budget: pages beyond it were not read."""
    summary: str
    """The answer in one or two sentences."""
    tier: str
    """``county district unitary parish`` or ``unknown``: what the council must provide."""
    tier_confidence: float
    tier_why: tuple[str, ...]
    """What it was told by."""
    pack: str
    """Whose task catalogue was demanded: ``uk`` or ``none``."""
    score: Score
    orientation: OrientationVerdict
    ledger: tuple[LedgerLine, ...]
    """One line a rule, the costliest first; the points lost sum exactly to 100 less the score."""
    gains: tuple[Gain, ...]
    """What would gain most, each alone."""
    findings: tuple[ReportFinding, ...]
    tasks: tuple[ReportTask, ...]
    """Tasks that the council is asked for or has, the worst journeys of the most wanted first."""
    sections: tuple[ReportSection, ...]
    """The top level of the site."""
    menu: tuple[MenuEntry, ...]
    seams: tuple[Seam, ...]
    """Hosts that journeys are handed over to."""
    pages: tuple[ReportPage, ...]
    """Every address of the site that was seen, with what became of it."""
    links_broken: tuple[BrokenLink, ...]
    rules: tuple[RuleInfo, ...]
    """Every rule that was asked."""
    outcomes: dict[str, int] = field(default_factory=dict)
    """How many addresses came to each outcome."""
    good: tuple[str, ...] = ()
    """What the site does well, in sentences."""
    kiosk: tuple[KioskService, ...] = ()
    """The kiosk's services in the order of its list; none where there is no list."""
    kiosk_list: KioskSummary | None = None
    """None where there is no list."""
    site_search: SiteSearch | None = None
    """None where it was not asked for with ``--probe-search``."""
