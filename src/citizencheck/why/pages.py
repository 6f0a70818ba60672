"""An address of the site: what was fetched, what was read, what it was taken for, what the rules said of it."""

from __future__ import annotations

from dataclasses import replace

from citizencheck.journeys.routes import browse_route, gatekeepers
from citizencheck.judge.running import run_rules
from citizencheck.judge.tally import Tally
from citizencheck.model import Node, RuleOutcome, UrlRecord
from citizencheck.model.url import place
from citizencheck.why.case import Case, line, notes_of
from citizencheck.why.findings import task_place
from citizencheck.why.proofs import bytes_of
from citizencheck.why.stands import stands
from citizencheck.why.values import FindingLine, PageWhy, RuleOnPage, TaskPlace
from citizencheck.why.words import taken_for

MAX_CHAIN = 12


def explain_page(case: Case, asked: str, url: str) -> PageWhy:
    """The address ``url``, of which the run has a record."""
    record = case.site.records[url]
    node = case.site.node(url)
    rules, untouched = _rules(case, node) if node else ((), 0)
    same = {u for u, i in case.site.id_of.items() if node and i == node.id} | {url}
    return PageWhy(
        asked=asked,
        site=case.name,
        notes=notes_of(case),
        url=url,
        outcome=record.outcome,
        reason=record.reason,
        status=record.status,
        content_type=record.content_type,
        bytes=bytes_of(case, node.sha256 if node else record.sha256, url),
        elapsed_ms=record.elapsed_ms,
        source=record.source,
        referrer=record.referrer,
        hops=record.depth,
        leads_to=_leads_to(case, record),
        taken_for=taken_for(case.language, case.site, node) if node else None,
        depth=node.depth if node and node.depth >= 0 else None,
        way=_way(case, node) if node else (),
        gatekeepers=gatekeepers(case.site, node.id, case.language) if node and node.depth > 0 else (),
        tasks=_tasks(case, same),
        links_in=stands(case, lambda k: k.url in same),
        rules=rules,
        untouched=untouched,
        findings=_naming(case, same),
    )


def _leads_to(case: Case, record: UrlRecord) -> tuple[str, ...]:
    made: list[str] = []
    following: UrlRecord | None = record
    while following is not None and following.target and len(made) < MAX_CHAIN and following.target not in made:
        made.append(following.target)
        following = case.site.records.get(following.target)
    return tuple(made)


def _way(case: Case, node: Node) -> tuple[str, ...]:
    """Labels of the shortest walk from home; any task will do to choose among links to one page."""
    if node.depth <= 0:
        return ()
    task = next((j.task for j in case.site.journeys if j.url == node.url), case.language.catalogue[0])
    route = browse_route(case.site, node.id, task, case.language)
    return tuple(s.label for s in route.steps) if route else ()


def _tasks(case: Case, same: set[str]) -> tuple[TaskPlace, ...]:
    made = []
    for journey in case.site.journeys:
        roles = (
            ("own", (journey.url,)),
            ("start", (journey.start_url,)),
            ("alternative", journey.alternatives),
            ("gatekeeper", journey.gatekeepers),
        )
        role = next((name for name, urls in roles if same & set(urls)), "")
        if role:
            made.append(task_place(journey, role))
    order = ("own", "start", "alternative", "gatekeeper")
    return tuple(sorted(made, key=lambda t: (order.index(t.role), not t.expected, -t.match, t.task)))


def _rules(case: Case, node: Node) -> tuple[tuple[RuleOnPage, ...], int]:
    """What each rule about pages says of this one, and each rule about tasks of those that live here; failures first."""
    page = case.snapshot.page(node.url)
    journeys = [j for j in case.site.journeys if j.url == node.url]
    made: list[RuleOnPage] = []
    untouched = 0
    for rule in case.rules.rules:
        if rule.file.scope == "page":
            tally = run_rules([rule], case.site, case.language, [page] if page else [])[0]
            if tally.outcome is RuleOutcome.NOT_APPLICABLE:
                untouched += 1
            else:
                made.append(_line(case, tally, ""))
        elif rule.file.scope == "task":
            for journey in journeys:
                tally = run_rules([rule], replace(case.site, journeys=(journey,)), case.language, [])[0]
                if tally.outcome is not RuleOutcome.NOT_APPLICABLE:
                    made.append(_line(case, tally, journey.task.title))
    order = (RuleOutcome.FAIL.value, RuleOutcome.ERROR.value, RuleOutcome.CANNOT_TELL.value, RuleOutcome.PASS.value)
    return tuple(sorted(made, key=lambda r: (order.index(r.outcome), -r.rule_lost, r.rule, r.task))), untouched


def _line(case: Case, tally: Tally, task: str) -> RuleOnPage:
    file = tally.rule.file
    found = tally.found[0] if tally.found else None
    return RuleOnPage(
        rule=file.id,
        title=file.title,
        severity=file.severity,
        outcome=tally.outcome.value,
        value=tally.value if tally.parts else None,
        achieved=tally.achieved,
        pass_at=file.judge.pass_at,
        zero_at=file.judge.zero_at,
        task=task,
        message=tally.message(found) if found else tally.reason if not tally.parts else "",
        rule_lost=next((x.points_lost for x in case.report.ledger if x.rule == file.id), 0.0),
    )


def _naming(case: Case, same: set[str]) -> tuple[FindingLine, ...]:
    """Findings about the page, alone or among others, then those that show it or link to it."""
    names = {place(url) for url in same}
    about = [f for f in case.report.findings if f.url in same or names.intersection(f.elements)]
    shown = [f for f in case.report.findings if f not in about and any(same & {e.url, e.target} for e in f.evidence)]
    return tuple(line(f) for f in (*about, *shown))
