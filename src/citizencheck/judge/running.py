"""Rules × detectors: each rule run over what it applies to, and what came of it."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from citizencheck.graph import without_boilerplate
from citizencheck.judge.evidence import element, fingerprint
from citizencheck.judge.found import MOST_EVIDENCE, Found
from citizencheck.judge.gathering import gathered
from citizencheck.language import Language
from citizencheck.model import (
    CannotTell,
    Evidence,
    Journey,
    Measured,
    Measurement,
    Node,
    NotApplicable,
    Page,
    RuleOutcome,
    Site,
    Value,
)
from citizencheck.rulebook import Rule
from citizencheck.sampling import Part, achieved


@dataclass(slots=True)
class Tally:
    """What one rule met while the site went by."""

    rule: Rule
    parts: list[Part] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    support: list[Evidence] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    """Why it did not apply."""
    data: Mapping[str, Value] = field(default_factory=dict)
    value: float = 0.0
    units: tuple[float, ...] = ()
    """What the last measure counted."""
    error: str = ""

    def fingerprint(self, found: Found) -> str:
        """The lasting name of one of its findings."""
        url = found.url if self.rule.file.scope == "page" else ""
        return fingerprint(self.rule.id, url, task=found.task or found.shared)

    @property
    def achieved(self) -> float | None:
        """0 to 1: the weighted mean over what it applied to; None where there was nothing, or too much of it could not be told."""
        if self.is_too_dark:
            return None
        total = sum(p.weight for p in self.parts)
        return sum(p.achieved * p.weight for p in self.parts) / total if total else None

    @property
    def short(self) -> int:
        """How many of the things that it looked at fell short."""
        return sum(1 for p in self.parts if p.achieved < 1)

    @property
    def is_too_dark(self) -> bool:
        """Of most services it could not be told. Those that could are the plainest faults, so that a mean over them would mislead."""
        return self.rule.file.scope == "service" and len(self.unknown) > len(self.parts)

    @property
    def outcome(self) -> RuleOutcome:
        """What the rule says of the site."""
        if self.error:
            return RuleOutcome.ERROR
        if self.short:
            return RuleOutcome.FAIL
        if self.parts and not self.is_too_dark:
            return RuleOutcome.PASS
        return RuleOutcome.CANNOT_TELL if self.unknown else RuleOutcome.NOT_APPLICABLE

    @property
    def reason(self) -> str:
        """Why it did not pass or fail."""
        return self.error or next(iter(self.unknown), "") or next(iter(self.apart), "")


def run_rules(rules: Sequence[Rule], site: Site, language: Language, pages: Iterable[Page]) -> list[Tally]:
    """Every rule's tally, in the order of ``rules``; pages are read once, all page rules at each."""
    tallies = [Tally(rule=r) for r in rules]
    paged = [t for t in tallies if t.rule.file.scope == "page" and _site_fits(t, site)]
    strata = _strata(site)
    for page in pages if paged else ():
        node = site.node(page.url)
        if node is None:
            continue
        kept = without_boilerplate(page, site)
        for tally in paged:
            if _page_fits(tally.rule, kept, node, site):
                _take(
                    tally,
                    _measure(tally, kept, node, site, language),
                    Place("page", strata[node.id], node.url),
                    node.url,
                    node.called,
                )
    for tally in tallies:
        if tally.rule.file.scope == "site" and _site_fits(tally, site):
            _take(
                tally,
                _measure(tally, site, language),
                Place("site", "site", "site"),
                site.nodes[site.home].url if site.home >= 0 else site.info.start_url,
                "the site",
            )
        elif tally.rule.file.scope == "task" and _site_fits(tally, site):
            for journey in site.journeys:
                if _task_fits(tally.rule, journey):
                    _take(
                        tally,
                        _measure(tally, journey, site, language),
                        Place("task", journey.task.group, journey.task.id, float(journey.task.demand)),
                        journey.url or site.info.start_url,
                        journey.task.title,
                    )
        elif tally.rule.file.scope == "service" and _site_fits(tally, site):
            _take_services(tally, site, language)
    for tally in paged:
        tally.found = gathered(tally.found, site.nodes[site.home].url if site.home >= 0 else "")
    for tally in tallies:
        if not tally.parts and not tally.unknown and not tally.apart:
            tally.apart.append("nothing on the site is of the kind that it looks at")
    return tallies


def _take_services(tally: Tally, site: Site, language: Language) -> None:
    if site.kiosk is None:
        tally.apart.append("no kiosk list was given")
    for one in site.parity:
        _take(
            tally,
            _measure(tally, one, site, language),
            Place("service", "service", one.service.id),
            one.url if site.node(one.url) else site.nodes[site.home].url if site.home >= 0 else site.info.start_url,
            one.service.label,
        )


class Place(NamedTuple):
    """What was looked at, for ``Part``."""

    kind: str
    stratum: str
    unit: str
    weight: float = 1.0


def _strata(site: Site) -> tuple[str, ...]:
    """Per node: its template where other pages share it, else its kind."""
    shared = Counter(n.template for n in site.nodes)
    return tuple(n.template if n.template and shared[n.template] > 1 else n.kind.value for n in site.nodes)


def _measure(tally: Tally, *subject: object) -> Measurement:
    """One answer of the rule's detector; whatever it raises makes the rule an error and never ends the run."""
    if tally.error:
        return NotApplicable("")
    try:
        answer = tally.rule.measure(*subject, tally.rule.params)
    except Exception:  # noqa: BLE001 - a detector's slip costs its own rule, and says so
        tally.error = f"the rule could not be run: {traceback.format_exc().strip().splitlines()[-1]}"
        return NotApplicable("")
    assert isinstance(answer, Measured | CannotTell | NotApplicable)  # noqa: S101 - the contract of detectors
    return answer


def _take(tally: Tally, answer: Measurement, place: Place, url: str, name: str) -> None:
    if isinstance(answer, CannotTell):
        tally.unknown.append(answer.reason)
        return
    if isinstance(answer, NotApplicable):
        if answer.reason:
            tally.apart.append(answer.reason)
        return
    judge = tally.rule.file.judge
    share = achieved(answer.value, pass_at=judge.pass_at, zero_at=judge.zero_at)
    if share < 1 and not answer.evidence:
        tally.error = tally.error or f"it failed {name!r} without showing anything"
        return
    tally.parts.append(
        Part(kind=place.kind, stratum=place.stratum, unit=place.unit, achieved=share, weight=place.weight)
    )
    tally.data, tally.value = {**answer.data, "name": name}, answer.value
    tally.units = answer.units
    tally.support += answer.support[:3] if len(tally.support) < 12 else ()
    if share < 1 and answer.is_finding:
        kept = answer.evidence[:MOST_EVIDENCE]
        tally.found.append(
            Found(
                url=url,
                name=name,
                data=answer.data,
                value=answer.value,
                evidence=kept,
                elements=() if answer.illustrates else tuple(element(e) for e in answer.evidence),
                task=place.unit if place.kind in ("task", "service") else "",
                more=len(answer.evidence) - len(kept),
                count=len(answer.evidence),
                whole=answer.evidence if tally.rule.file.mend else (),
                achieved=share,
                weight=place.weight,
            )
        )


def _site_fits(tally: Tally, site: Site) -> bool:
    applies = tally.rule.file.applies
    why = ""
    if applies.pack and site.pack != applies.pack:
        why = "the UK task catalogue is not asked of this site"
    elif applies.tier and site.tier not in applies.tier:
        why = f"it is about councils of another kind ({', '.join(applies.tier)})"
    elif len(site.nodes) < applies.min_pages:
        why = f"it needs at least {applies.min_pages} pages"
    elif (
        applies.lang
        and tally.rule.file.scope != "page"
        and not _speaks(site.nodes[site.home].lang if site.home >= 0 else "", applies.lang)
    ):
        why = "it can only read English"
    if why:
        tally.apart.append(why)
    return not why


def _speaks(lang: str, wanted: Sequence[str]) -> bool:
    """Whether a page's language is wanted; one that is not declared may be any, and counts as wanted."""
    return not lang or any(lang.lower().startswith(w.lower()) for w in wanted)


def _page_fits(rule: Rule, page: Page, node: Node, site: Site) -> bool:
    a = rule.file.applies
    return (
        (not a.page or node.kind in a.page or ("home" in a.page and node.id == site.home))
        and (not a.focus or node.focus in a.focus)
        and (not a.channel or node.channel in a.channel)
        and page.words >= a.min_words
        and (not a.min_links or len(site.out[node.id]) >= a.min_links)
        and (not a.lang or _speaks(page.lang, a.lang))
    )


def _task_fits(rule: Rule, journey: Journey) -> bool:
    a = rule.file.applies
    return (
        (a.expected is None or journey.expected == a.expected)
        and (not a.status or journey.status in a.status)
        and (not a.nature or journey.task.nature == a.nature)
    )
