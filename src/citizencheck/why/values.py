"""What ``citizencheck why`` answers. ``--format json`` prints one of these, key for key; keys may be added and stay.

- ``{"kind": "rule", ...}`` is a ``RuleWhy``: a rule's part in the score, with the findings that were asked for in full;
- ``{"kind": "page", ...}`` is a ``PageWhy``: one address of the site;
- ``{"kind": "label", ...}`` is a ``LabelWhy``: the words of a menu entry or a link.

Points are points of the headline (0 to 100), ``achieved`` runs from 0 to 1, and what is not known is ``null``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from citizencheck.model import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Bytes:
    """The stored bytes of a page."""

    sha256: str
    """Their name; ``""`` where nothing was read."""
    stored: str
    """``sound`` (there, and they hash to their name), ``damaged`` (there, and they do not), ``missing``, or ``none`` (no name)."""
    size: int = 0
    place: str = ""
    """Where they lie: file, table and key."""
    fetched: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One piece of evidence, looked up again in the stored bytes."""

    kind: str
    url: str
    selector: str
    quote: str
    target: str
    note: str
    link: str
    bytes: Bytes
    elements: int | None
    """How many elements the selector finds; None without a selector or without bytes."""
    at_selector: bool | None
    """Whether the first of them says the words."""
    in_page: bool | None
    """Whether the page says the words; None where nothing is quoted, or without bytes."""
    in_address: bool
    """The words are part of the page's address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignLine:
    said: str
    speaks_for: dict[str, float]
    """Orientation -> what the sign adds to it; empty for a sign that decides nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedLabel:
    """Whose words a label speaks, as the rules heard it."""

    label: str
    where: str
    parent: str
    siblings: int
    """How many labels of its menu were looked at beside it."""
    orientation: str
    confidence: float
    sure: bool
    """Confident enough to be scored."""
    needed: float
    """The confidence from which a verdict is scored."""
    signs: tuple[SignLine, ...]
    sums: dict[str, float]
    """Orientation -> all that its signs add up to; the highest wins."""
    rules: tuple[str, ...] = ()
    """Rules that asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGuess:
    task: str
    title: str
    score: float
    lgsl: tuple[int, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedText:
    """Which citizen tasks a text names."""

    text: str
    decision: str
    """``match``, ``review`` or ``none``."""
    matches: tuple[TaskGuess, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPlace:
    """A citizen task and the page that was taken for its own."""

    task: str
    title: str
    status: str
    url: str
    role: str
    """``own`` (this is its page), ``alternative``, ``gatekeeper`` or ``start``."""
    expected: bool
    match: float
    why: tuple[str, ...]
    stars: int | None
    reasons: tuple[str, ...]
    caps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFor:
    """What a page was taken for."""

    url: str
    title: str
    h1: str
    lang: str
    words: int
    kind: str
    focus: str
    channel: str
    why: tuple[str, ...]
    name: JudgedLabel
    """The orientation of its heading, or of its title where it has none."""
    named_tasks: JudgedText


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePart:
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
    known: bool
    """It is among today's rules; otherwise what follows is not known."""
    scope: str = ""
    detector: str = ""
    unit: str = ""
    """What its detector's value counts."""
    pass_at: float | None = None
    zero_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPart:
    """One finding, from the bytes to its part of the rule's loss."""

    fingerprint: str
    message: str
    url: str
    scored: bool
    again: bool
    """Today's rules find the same on the stored pages; otherwise ``value`` and ``achieved`` are not known."""
    subject: str
    value: float | None
    numbers: dict[str, Value]
    """What the detector counted beside its value."""
    achieved: float | None
    """On this page or task alone."""
    points: float | None
    """This finding's part of what the rule lost."""
    evidence: tuple[Proof, ...]
    more: int
    labels: tuple[JudgedLabel, ...]
    texts: tuple[JudgedText, ...]
    task: TaskPlace | None
    pages: tuple[TakenFor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    fingerprint: str
    rule: str
    severity: str
    message: str
    url: str
    scored: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """From a rule to the headline. ``headline + lost + lost_in_group + lost_elsewhere`` is exactly 100."""

    outcome: str
    sentence: str
    reason: str
    """Why it costs nothing; ``""`` where it counts."""
    achieved: float | None
    affected: int
    of: int
    part: int
    """Its weight within its group, by severity."""
    takes: float
    """0 to 1: how much it takes from its group of what the others leave."""
    all_take: float
    """The same of all rules of the group that count, added: what the group lost is told by rule in proportion to it."""
    rules: int
    group: str
    group_title: str
    group_score: float | None
    group_weight: float
    measured_weight: float
    """The weights of all groups that were measured."""
    not_measured: tuple[str, ...]
    share: float
    lost: float
    lost_in_group: float
    """By the other rules of its group."""
    lost_elsewhere: float
    """By the rules of other groups."""
    headline: float | None
    withheld: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWhy:
    kind: str = field(default="rule", init=False)
    asked: str
    site: str
    notes: tuple[str, ...]
    """What a reader must know first: a report by other rules, a crawl that was cut short."""
    rule: RulePart
    points: Points
    findings: tuple[FindingPart, ...]
    """In full: what was asked for; all where the rule has but one."""
    others: tuple[FindingLine, ...]
    """Of the same rule, in brief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A label in one region with one target."""

    label: str
    region: str
    target: str
    outcome: str
    """What became of the target; ``""`` where it was never asked for."""
    parent: str
    pages: int
    example: str
    selector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOnPage:
    """What one rule said of one page, or of a task whose page it is."""

    rule: str
    title: str
    severity: str
    outcome: str
    value: float | None
    achieved: float | None
    pass_at: float
    zero_at: float
    task: str = ""
    message: str = ""
    rule_lost: float = 0.0
    """What the rule lost over the whole site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWhy:
    kind: str = field(default="page", init=False)
    asked: str
    site: str
    notes: tuple[str, ...]
    url: str
    outcome: str
    reason: str
    status: int | None
    content_type: str
    bytes: Bytes
    elapsed_ms: int
    source: str
    referrer: str
    hops: int
    """From the start, as the crawl found it."""
    leads_to: tuple[str, ...]
    """For a redirect or a duplicate: each address on the way to the page that was judged."""
    taken_for: TakenFor | None
    depth: int | None
    """Clicks from home; None where no link leads."""
    way: tuple[str, ...]
    """Labels of the shortest walk from home."""
    gatekeepers: tuple[str, ...]
    """Department pages that every walk from home passes."""
    tasks: tuple[TaskPlace, ...]
    links_in: tuple[Stand, ...]
    rules: tuple[RuleOnPage, ...]
    untouched: int
    """Rules about pages that did not apply to it."""
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWhy:
    kind: str = field(default="label", init=False)
    asked: str
    site: str
    notes: tuple[str, ...]
    label: str
    stands: tuple[Stand, ...]
    verdicts: tuple[JudgedLabel, ...]
    tasks: JudgedText
    findings: tuple[FindingLine, ...]


Explanation = RuleWhy | PageWhy | LabelWhy
