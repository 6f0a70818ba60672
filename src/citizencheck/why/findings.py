"""A rule and its findings: from the evidence's bytes to the points."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from citizencheck.judge.running import run_rules
from citizencheck.judge.tally import Found, Tally
from citizencheck.model import Journey, Page
from citizencheck.model.report import ReportFinding, RuleInfo
from citizencheck.rulebook import Rule
from citizencheck.why.case import Case, line, notes_of
from citizencheck.why.points import points_of
from citizencheck.why.proofs import Prover
from citizencheck.why.values import FindingPart, RulePart, RuleWhy, TakenFor, TaskPlace
from citizencheck.why.words import Listening, taken_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A finding as today's rules find it on the stored pages."""

    found: Found
    tally: Tally


def explain_rule(case: Case, asked: str, rule_id: str, wanted: Sequence[ReportFinding]) -> RuleWhy:
    """A rule's part in the score; ``wanted`` of its findings in full, or all of them where there is only one."""
    info = next(r for r in case.report.rules if r.id == rule_id)
    own = [f for f in case.report.findings if f.rule == rule_id]
    shown = list(wanted) or (own if len(own) == 1 else [])
    rule = case.rule(rule_id)
    tally = run_rules([rule], case.site, case.language, case.snapshot.pages())[0] if rule and shown else None
    prover = Prover(case)
    return RuleWhy(
        asked=asked,
        site=case.name,
        notes=notes_of(case),
        rule=rule_part(info, rule),
        points=points_of(case.report, rule_id),
        findings=tuple(_finding(case, f, tally, prover) for f in shown),
        others=tuple(line(f) for f in own if f not in shown),
    )


def rule_part(info: RuleInfo, rule: Rule | None) -> RulePart:
    """The words of a rule from the report, its thresholds from today's rule file."""
    told = RulePart(
        id=info.id, group=info.group, title=info.title, failing=info.failing, severity=info.severity, confidence=info.confidence,
        status=info.status, why=info.why, fix=info.fix, assumes=info.assumes, sources=info.sources, known=rule is not None,
    )  # fmt: skip
    if rule is None:
        return told
    file = rule.file
    return replace(
        told,
        scope=file.scope,
        detector=file.detector,
        unit=unit_of(rule),
        pass_at=file.judge.pass_at,
        zero_at=file.judge.zero_at,
    )


def unit_of(rule: Rule) -> str:
    """What a rule's value counts: the first line of its detector."""
    return (sys.modules[rule.measure.__module__].__doc__ or "").strip().partition("\n")[0].rstrip(".")


def _finding(case: Case, finding: ReportFinding, tally: Tally | None, prover: Prover) -> FindingPart:
    found = _again(finding, tally) if tally else None
    journey = _journey(case, found, tally)
    heard = _heard(case, found, tally, journey)
    quotes = [e.quote for e in finding.evidence if e.quote]
    return FindingPart(
        fingerprint=finding.fingerprint,
        message=finding.message,
        url=finding.url,
        scored=finding.scored,
        again=found is not None,
        subject=found.name if found else "",
        value=found.value if found else None,
        numbers={k: v for k, v in found.data.items() if isinstance(v, int | float)} if found else {},
        achieved=found.achieved if found else None,
        points=_part_of_loss(case, finding, found, tally),
        evidence=tuple(prover.prove(e) for e in finding.evidence),
        more=finding.more,
        labels=heard.labels_like(quotes),
        texts=heard.texts_like(quotes),
        task=task_place(journey, "own") if journey else None,
        pages=_pages(case, finding, tally),
    )


def _again(finding: ReportFinding, tally: Tally) -> Found | None:
    """The same finding, found anew: same fingerprint, same words."""
    return next(
        (f for f in tally.found if tally.fingerprint(f) == finding.fingerprint and tally.message(f) == finding.message),
        None,
    )


def _part_of_loss(case: Case, finding: ReportFinding, found: Found | None, tally: Tally | None) -> float | None:
    """What this finding cost of all that its rule lost: by how far it fell short, and how much it counts."""
    ledger = next(x for x in case.report.ledger if x.rule == finding.rule)
    if found is None or tally is None or not ledger.scored:
        return None
    missed = sum(p.weight * (1 - p.achieved) for p in tally.parts)
    return round(ledger.points_lost * found.weight * (1 - found.achieved) / missed, 2) if missed else 0.0


def _journey(case: Case, found: Found | None, tally: Tally | None) -> Journey | None:
    if found is None or tally is None or tally.rule.file.scope != "task":
        return None
    start = case.site.info.start_url
    return next((j for j in case.site.journeys if j.task.title == found.name and (j.url or start) == found.url), None)


def _heard(case: Case, found: Found | None, tally: Tally | None, journey: Journey | None) -> Listening:
    """The language while the rule is run once more on nothing but what the finding is about."""
    listening = Listening(case.language)
    if found is None or tally is None:
        return listening
    listening.rule = tally.rule.id
    page: Page | None = case.snapshot.page(found.url) if tally.rule.file.scope == "page" else None
    site = replace(case.site, journeys=(journey,)) if journey else case.site
    run_rules([tally.rule], site, listening, [page] if page else [])
    return listening


def _pages(case: Case, finding: ReportFinding, tally: Tally | None) -> tuple[TakenFor, ...]:
    """What the pages were taken for that the finding speaks of as pages."""
    urls = [finding.url] if tally and tally.rule.file.scope == "page" else []
    urls += [e.url for e in finding.evidence if e.kind == "page"]
    nodes = (case.site.node(u) for u in dict.fromkeys(urls))
    return tuple(taken_for(case.language, case.site, n) for n in nodes if n is not None)


def task_place(journey: Journey, role: str) -> TaskPlace:
    """A task, and how the page that was taken for its own came to be."""
    return TaskPlace(
        task=journey.task.id, title=journey.task.title, status=journey.status, url=journey.url, role=role, expected=journey.expected,
        match=journey.match, why=journey.why, stars=journey.stars, reasons=journey.reasons, caps=journey.caps,
    )  # fmt: skip
