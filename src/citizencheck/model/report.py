"""The report: what ``judge`` makes and every format renders. ``report.json`` is this, as JSON.

Points are whole hundredths of a point wherever they are added up (``*_centi``-free names hold ``round(x, 2)`` floats that came
from whole hundredths), so that the ledger's lines sum exactly to ``100 - score.value``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

SCHEMA_VERSION: Final = "1.1"

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
    reason: str = ""
    """Why it was not measured."""
    rules_run: int = 0
    rules_failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    value: float | None
    """0–100; None when withheld."""
    low: float | None
    high: float | None
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
    citizen: int
    unclear: int
    verdict: str
    """``departmental``, ``mixed``, ``citizen`` or ``not enough evidence``."""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientationVerdict:
    navigation: OrientationCount
    content: OrientationCount


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    rule: str
    group: str
    weight: float
    """The rule's share of the headline, in points."""
    achieved: float | None
    """0–1; None where the rule was not scored."""
    points_lost: float
    outcome: str
    """A value of ``RuleOutcome``."""
    sentence: str
    scored: bool = True
    affected: int = 0
    """Pages or tasks that fell short."""
    of: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """One line of "what would gain most"."""

    rule: str
    points: float
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
    url: str
    selector: str
    quote: str
    sha256: str
    link: str
    target: str = ""
    note: str = ""
    screenshot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFinding:
    rule: str
    severity: str
    confidence: str
    message: str
    fingerprint: str
    """Names what fails where: the rule, and the page or the task. The same in every run, whatever else changes."""
    evidence: tuple[EvidenceItem, ...]
    elements: tuple[str, ...] = ()
    """The name of each piece of evidence, shown ones first and in their order; none where the evidence only illustrates one fault."""
    scored: bool = True
    group: str = ""
    url: str = ""
    """The page it is about; for a site-wide finding the home page."""
    pages_affected: int = 1
    more: int = 0
    """Pieces of evidence left out, to keep the report small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStep:
    url: str
    label: str
    target: str
    scent: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRoute:
    kind: str
    steps: tuple[RouteStep, ...]
    end: str


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
    stars: int | None
    url: str
    status: str
    routes: tuple[ReportRoute, ...] = ()
    home_link: bool | None = None
    landing_link: bool | None = None
    az_link: bool | None = None
    routes_agree: bool | None = None
    search_rank: int | None = None
    """In an index of our own: a stand-in for the site's search."""
    search_probe: ReportSearch | None = None
    """In the site's own search; None where that was not asked for it."""
    clicks: int | None = None
    scent: float = 0.0
    gatekeepers: tuple[str, ...] = ()
    gatekeeper_names: tuple[str, ...] = ()
    hand_offs: tuple[str, ...] = ()
    channel: str = "none"
    online: bool | None = None
    demand: int = 1
    expected: bool = True
    reasons: tuple[str, ...] = ()
    caps: tuple[str, ...] = ()
    section: str = ""
    group: str = ""
    """The subject that the task belongs to: ``waste``, ``housing`` ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    url: str
    outcome: str
    status: int | None
    title: str
    kind: str
    focus: str
    channel: str = "none"
    reason: str = ""
    depth: int | None = None
    sha256: str = ""
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
    selector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """The menu as it is, each label with its verdict."""

    label: str
    url: str
    orientation: str
    confidence: float
    why: tuple[str, ...] = ()
    children: tuple[MenuEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    label: str
    url: str
    pages: int
    orientation: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seam:
    host: str
    tasks: tuple[str, ...]
    url: str
    source: str
    government: bool
    login: bool | None
    way_back: bool | None
    viewport: bool | None
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInfo:
    """What a reader needs of a rule, so that a report stands alone."""

    id: str
    group: str
    title: str
    failing: str
    severity: str
    confidence: str
    status: str
    why: str
    fix: str
    assumes: str
    sources: tuple[tuple[str, str], ...]
    """(title, address)."""
    outcome: str
    reason: str = ""
    """For cannot-tell, not-applicable and error: why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    schema_version: str
    tool: str
    rules_digest: str
    """Of every rule, task and word list that judged."""
    target: str
    start_url: str
    title: str
    """What the site calls itself."""
    started: str
    finished: str
    status: str
    reason: str
    budget_reached: bool
    summary: str
    """The answer in one or two sentences."""
    tier: str
    tier_confidence: float
    tier_why: tuple[str, ...]
    pack: str
    score: Score
    orientation: OrientationVerdict
    ledger: tuple[LedgerLine, ...]
    gains: tuple[Gain, ...]
    findings: tuple[ReportFinding, ...]
    tasks: tuple[ReportTask, ...]
    sections: tuple[ReportSection, ...]
    menu: tuple[MenuEntry, ...]
    seams: tuple[Seam, ...]
    pages: tuple[ReportPage, ...]
    links_broken: tuple[BrokenLink, ...]
    rules: tuple[RuleInfo, ...]
    outcomes: dict[str, int] = field(default_factory=dict)
    good: tuple[str, ...] = ()
    """What the site does well, in sentences."""
    kiosk: tuple[dict[str, object], ...] = ()
    site_search: SiteSearch | None = None
    """None where it was not asked for with ``--probe-search``."""
