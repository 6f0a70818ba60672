"""The lists of the report: tasks, sections, seams, pages, broken links, rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citizencheck.detectors._dead import dead, dead_furniture, names_a_subject
from citizencheck.judge.tally import Tally
from citizencheck.language import Language
from citizencheck.model import BROKEN, HandOff, Journey, Link, LinkKind, Outcome, Site
from citizencheck.model.report import (
    BrokenLink,
    ReportPage,
    ReportRoute,
    ReportSearch,
    ReportSection,
    ReportTask,
    RouteStep,
    RuleInfo,
    Seam,
    SiteSearch,
)
from citizencheck.rulebook import RuleSet

DEAD: Final = ("dead", None)
UNLISTED: Final = frozenset({Outcome.OUT_OF_SCOPE.value})
"""Outcomes that the list of pages leaves out: links to other people's sites. An address of the site's own that sends one there is listed."""


def tasks_of(site: Site, language: Language) -> tuple[ReportTask, ...]:
    """Tasks that the council is asked for or has, the worst journeys of the most wanted tasks first."""
    kept = [j for j in site.journeys if j.expected or j.status in ("found", "empty")]
    kept.sort(
        key=lambda j: (
            not j.expected,
            j.stars if j.stars is not None else 0.5 if j.status == "absent" else 5,
            -j.task.demand,
            j.task.id,
        )
    )
    return tuple(_task(j, site, language) for j in kept)


def _task(j: Journey, site: Site, language: Language) -> ReportTask:
    names = tuple(n.name for url in j.gatekeepers if (n := site.node(url)) is not None)
    return ReportTask(
        id=j.task.id, title=j.task.title, lgsl=j.task.lgsl, stars=j.stars, url=j.url, status=j.status,
        routes=tuple(ReportRoute(kind=r.kind, end=r.end, steps=tuple(RouteStep(url=s.url, label=s.label, target=s.target, scent=s.scent) for s in r.steps)) for r in j.routes),
        home_link=j.home_link, landing_link=j.landing_link, az_link=j.az_link, routes_agree=j.routes_agree, search_rank=j.search_rank, search_probe=_searched(j), clicks=j.clicks,
        scent=j.scent, gatekeepers=j.gatekeepers, gatekeeper_names=names, hand_offs=tuple(h.url for h in j.hand_offs), channel=j.channel.value,
        online=j.online, nature=j.task.nature, demand=j.task.demand, expected=j.expected, reasons=j.reasons, caps=j.caps,
        group=j.task.group, section=next((s.label for s in site.sections if j.task.id in s.tasks), ""),
        subject=language.subject(j.task),
    )  # fmt: skip


def _searched(j: Journey) -> ReportSearch | None:
    p = j.search_probe
    if p is None:
        return None
    return ReportSearch(query=p.query, url=p.url, rank=p.rank, shown=p.shown, results=p.results, problem=p.problem)


def site_search_of(site: Site) -> SiteSearch | None:
    """How far the site's own search was asked."""
    if site.search is None:
        return None
    return SiteSearch(action=site.search.action, asked=len(site.search.answers), why_not=site.search.why_not)


def sections_of(site: Site) -> tuple[ReportSection, ...]:
    """The top level."""
    return tuple(
        ReportSection(label=s.label, url=s.url, pages=s.pages, orientation=s.verdict.orientation.value, tasks=s.tasks)
        for s in site.sections
    )


def seams_of(site: Site) -> tuple[Seam, ...]:
    """Hosts that journeys are handed over to, with what was seen there."""
    by_host: dict[str, tuple[HandOff, list[str]]] = {}
    for j in site.journeys:
        for h in j.hand_offs:
            by_host.setdefault(h.host, (h, []))[1].append(j.task.id)
    return tuple(
        Seam(
            host=name,
            tasks=tuple(dict.fromkeys(tasks)),
            url=h.url,
            source=h.source,
            government=h.government,
            login=h.login,
            way_back=h.way_back,
            viewport=h.viewport,
            outcome=h.outcome,
        )
        for name, (h, tasks) in sorted(by_host.items())
    )


def pages_of(site: Site) -> tuple[ReportPage, ...]:
    """Every address of the site that was seen, with what became of it, in the order in which it was seen."""
    made = []
    for record in site.records.values():
        if record.outcome in UNLISTED and record.source != "seam" and not record.target:
            continue
        node = (
            site.nodes[site.id_of[record.url]]
            if record.outcome == Outcome.OK and record.url in site.id_of and record.source != "seam"
            else None
        )
        made.append(
            ReportPage(
                url=record.url,
                outcome=record.outcome,
                status=record.status,
                title=node.title if node else "",
                kind=node.kind.value if node else "",
                focus=node.focus.value if node else "",
                channel=node.channel.value if node else "none",
                reason=record.reason,
                depth=node.depth if node and node.depth >= 0 else None,
                sha256=record.sha256,
                target=record.target,
            )
        )
    return tuple(made)


def broken_links(site: Site, language: Language, rules: RuleSet) -> tuple[BrokenLink, ...]:
    """Links that lead nowhere, each once for a page; those of templates once with a count. Controls that a script runs are none.

    ``rules``: those about dead links say which words are controls.
    """
    lifeless = {id(f) for f in dead_furniture(site, language, _controls(rules, "dead-furniture"))}
    made = [
        _broken_link(f.link, found, f.example, f.pages)
        for f in site.furniture
        if (found := DEAD if id(f) in lifeless else _broken(f.link, site)) is not None
    ]
    controls = _controls(rules, "dead-links")
    for node in site.nodes:
        once = {(k.text, k.url): k for k in reversed(site.out[node.id])}
        for k in reversed(once.values()):
            found = DEAD if dead(k) and names_a_subject(k, language, controls) else _broken(k, site)
            if found is not None:
                made.append(_broken_link(k, found, node.url))
    return tuple(made)


def _controls(rules: RuleSet, detector: str) -> tuple[str, ...]:
    """What the rule with a detector calls a control."""
    return next((getattr(r.params, "controls", ()) for r in rules.rules if r.file.detector == detector), ())


def _broken_link(link: Link, found: tuple[str, int | None], url: str, pages: int = 1) -> BrokenLink:
    return BrokenLink(
        url=url,
        label=link.text,
        target=link.url or link.href,
        outcome=found[0],
        status=found[1],
        pages=pages,
        selector=link.selector,
    )


def _broken(link: Link, site: Site) -> tuple[str, int | None] | None:
    if link.kind not in (LinkKind.PAGE, LinkKind.DOCUMENT):
        return None
    record = site.records.get(link.url)
    hops = 0
    while (
        record is not None and record.outcome in (Outcome.REDIRECT, Outcome.DUPLICATE) and record.target and hops < 12
    ):
        record, hops = site.records.get(record.target), hops + 1
    return (record.outcome, record.status) if record is not None and record.outcome in BROKEN else None


def rule_infos(tallies: Sequence[Tally]) -> tuple[RuleInfo, ...]:
    """What a reader needs of each rule."""
    return tuple(
        RuleInfo(
            id=t.rule.id, group=t.rule.group, title=t.rule.file.title, failing=t.rule.file.failing, severity=t.rule.file.severity,
            confidence=t.rule.file.confidence, status=t.rule.file.status, why=t.rule.file.why, fix=t.rule.file.fix, assumes=t.rule.file.assumes,
            sources=tuple((s.title, s.url) for s in t.rule.file.sources), outcome=t.outcome.value,
            reason=t.reason if t.outcome.value not in ("pass", "fail") else "",
        )
        for t in tallies
    )  # fmt: skip
