"""A snapshot, judged: rules × detectors to findings, points and a report. Pure: the same snapshot gives the same report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from citizencheck import __version__
from citizencheck.graph import build_site
from citizencheck.journeys import find_journeys
from citizencheck.journeys.services import with_services
from citizencheck.judge.assembling import (
    broken_links,
    pages_of,
    rule_infos,
    seams_of,
    sections_of,
    site_search_of,
    tasks_of,
)
from citizencheck.judge.evidence import item
from citizencheck.judge.gains import Trial, estimated, verified
from citizencheck.judge.looked import looked_at
from citizencheck.judge.mending import edits_for
from citizencheck.judge.ordering import Order, Rank, worst_first
from citizencheck.judge.parity import kiosk_list_of, kiosk_reason, services_of
from citizencheck.judge.progress import Judging, watched
from citizencheck.judge.running import run_rules
from citizencheck.judge.tally import Found, Tally, fill
from citizencheck.judge.verdicts import menu_entries, orientation, summary
from citizencheck.kiosk import with_parity
from citizencheck.language import Language
from citizencheck.model import Outcome, RuleOutcome, RunInfo, RunStatus, Site, Snapshot
from citizencheck.model.report import SCHEMA_VERSION, Gain, LedgerLine, Report, ReportFinding, Score
from citizencheck.model.url import place
from citizencheck.rulebook import Rule, RuleSet
from citizencheck.sampling import Counted
from citizencheck.score import SEVERITY, Result, RuleResult, headline, score
from citizencheck.whatif import Edit, apply

__all__ = ["Judging", "judge", "judge_site", "look", "watched"]

NOT_MEASURED = {
    "kiosk": "No kiosk list was given, so what the kiosk offers was not compared.",
    "joined-up": "No journey that leaves the site could be looked at.",
    "phone": "No rule about phones could judge the site.",
}
SOUND = 80
"""A group with fewer points is praised for nothing (judgement): beside what fails there, praise would mislead."""
UNREAD = frozenset({Outcome.TIMEOUT, Outcome.NETWORK_ERROR, Outcome.UNAVAILABLE, Outcome.RATE_LIMITED, Outcome.BLOCKED, Outcome.TRUNCATED, Outcome.TOO_LARGE,
                    Outcome.SKIPPED_INTERRUPTED, Outcome.SKIPPED_BUDGET, Outcome.INTERNAL_ERROR})  # fmt: skip


def judge(
    snapshot: Snapshot,
    rules: RuleSet,
    language: Language,
    *,
    tier: str = "auto",
    pack: str = "auto",
    strict: bool = False,
    verify: bool = True,
) -> Report:
    """The report on a snapshot.

    ``tier`` and ``pack`` are inferred where ``auto``; ``strict`` scores rules of low confidence too; ``verify`` tries the edits behind
    "what would gain most". Raises nothing for what a
    site contains: a rule that cannot be run is an ``error`` in the report, and lowers coverage.
    """
    site = look(snapshot, language, tier=tier, pack=pack)
    tallies = run_rules(rules.rules, site, language, snapshot.pages())
    report = judge_site(site, tallies, rules, language, strict=strict)
    if not verify:
        return report
    return replace(report, gains=_verified(report, tallies, snapshot, site, rules, language, strict=strict))


def _verified(
    report: Report,
    tallies: Sequence[Tally],
    snapshot: Snapshot,
    site: Site,
    rules: RuleSet,
    language: Language,
    *,
    strict: bool,
) -> tuple[Gain, ...]:
    """The report's gains, tried where an edit mends them; tier and pack stay what they are, so that the same tasks are asked for."""
    by_rule = {t.rule.id: t for t in tallies}

    def attempt(edits: Sequence[Edit]) -> Trial:
        changed = apply(snapshot, edits)
        again = look(changed, language, tier=site.tier, pack=site.pack)
        return _trial(run_rules(rules.rules, again, language, changed.pages()), strict=strict)

    return verified(
        report.ledger,
        rules,
        _trial(tallies, strict=strict),
        pages=len(site.nodes),
        edits=lambda rule: edits_for(by_rule[rule], site, language),
        attempt=attempt,
    )


def _trial(tallies: Sequence[Tally], *, strict: bool) -> Trial:
    results = [_result(t, strict=strict) for t in tallies]
    return Trial(value=headline(results), achieved={r.id: r.achieved for r in results})


def look(snapshot: Snapshot, language: Language, *, tier: str = "auto", pack: str = "auto") -> Site:
    """The site of a snapshot with its journeys, and what the kiosk does beside them: what rules are run over."""
    found = find_journeys(build_site(snapshot, language), language, tier=tier, pack=pack)
    return with_parity(with_services(found), language)


def judge_site(
    site: Site, tallies: Sequence[Tally], rules: RuleSet, language: Language, *, strict: bool = False
) -> Report:
    """The report on a site whose rules have been run."""
    results = [_result(t, strict=strict) for t in tallies]
    read = _read_share(site)
    withheld = _no_score(site.info, site)
    result = score(results, read_share=read, reasons={**NOT_MEASURED, **kiosk_reason(site)})
    if not withheld and result.value is None:
        withheld = f"Only {result.coverage:.0%} of what counts could be judged, too little for an honest score."
    verdict = orientation(site, language, _hollow(tallies))
    ledger = _ledger(tallies, results, result if not withheld else None)
    home = site.nodes[site.home] if site.home >= 0 else None
    menu = menu_entries(site, language)
    return Report(
        schema_version=SCHEMA_VERSION,
        tool=f"citizencheck {__version__}",
        rules_digest=rules.digest,
        target=site.info.target,
        start_url=site.info.start_url,
        title=(home.title or home.h1) if home else "",
        started=site.info.started,
        finished=site.info.finished,
        status=site.info.status,
        reason=site.info.reason,
        budget_reached=site.info.budget_reached,
        summary=summary(site, verdict, withheld, menu),
        tier=site.tier,
        tier_confidence=site.tier_confidence,
        tier_why=site.tier_why,
        pack=site.pack,
        score=Score(
            value=None if withheld else result.value,
            low=None if withheld else result.low,
            high=None if withheld else result.high,
            coverage=result.coverage,
            groups=result.groups,
            withheld=withheld,
            not_measured=_not_measured(site, result),
        ),
        orientation=verdict,
        ledger=ledger,
        gains=estimated(ledger, rules),
        findings=_findings(tallies, site, ledger, strict=strict),
        tasks=tasks_of(site, language),
        sections=sections_of(site),
        menu=menu,
        seams=seams_of(site),
        pages=pages_of(site),
        links_broken=broken_links(site, language, rules),
        rules=rule_infos(tallies),
        outcomes=dict(sorted(Counter(r.outcome for r in site.records.values()).items())),
        good=_good(tallies, result),
        site_search=site_search_of(site),
        kiosk=services_of(site),
        kiosk_list=kiosk_list_of(site),
    )


def _result(tally: Tally, *, strict: bool) -> RuleResult:
    outcome = tally.outcome
    return RuleResult(
        id=tally.rule.id,
        group=tally.rule.group,
        severity=tally.rule.file.severity,
        outcome=outcome,
        achieved=tally.achieved if outcome in (RuleOutcome.PASS, RuleOutcome.FAIL) else None,
        scored=_scored(tally.rule, strict=strict),
        parts=tuple(tally.parts) if len(tally.parts) > 1 else (),
        counted=_counted(tally),
    )


def _counted(tally: Tally) -> Counted | None:
    """The labels that a rule about one thing counted; a rule about many pages or tasks varies by those."""
    if len(tally.parts) != 1 or not tally.units:
        return None
    judge = tally.rule.file.judge
    return Counted(units=tally.units, value=tally.value, pass_at=judge.pass_at, zero_at=judge.zero_at)


def _scored(rule: Rule, *, strict: bool) -> bool:
    return rule.scored or (strict and rule.core and rule.file.status == "stable")


def _read_share(site: Site) -> float:
    """The share (0 to 1) of addresses that should have been pages and were read."""
    missed = sum(
        1 for r in site.records.values() if r.outcome in UNREAD and not r.reason.startswith("an endless space")
    )
    read = len(site.nodes)
    return (
        1.0 if not missed else max(0.2, read / (read + missed)) if site.info.budget_reached else read / (read + missed)
    )


def _no_score(info: RunInfo, site: Site) -> str:
    if info.status in (RunStatus.BLOCKED, RunStatus.UNAVAILABLE, RunStatus.FORBIDDEN_BY_ROBOTS):
        return info.reason or "the site could not be read."
    return "" if site.home >= 0 else "The home page could not be judged."


def _not_measured(site: Site, result: Result) -> tuple[str, ...]:
    lines = [f"{g.title}: {g.reason}" for g in result.groups if g.score is None]
    lines += looked_at(site)
    if site.entrance:
        home = site.nodes[site.home].url
        lines.append(f"The first page only lets people choose a language or enter; {home} was judged as the home page.")
    if others := sum(not site.speaks(n) for n in site.nodes):
        said = "1 page is" if others == 1 else f"{others} pages are"
        lines.append(f"{said} in another language than the home page, and no task was looked for there.")
    if site.info.budget_reached:
        lines.append("The page budget was reached: pages beyond it were not read.")
    if site.search is not None and site.search.why_not:
        asked = len(site.search.answers)
        how_far = f"was asked {asked} question{'' if asked == 1 else 's'} and no more" if asked else "was not asked"
        lines.append(f"The site's own search {how_far}, because {site.search.why_not}.")
    if site.pack == "none":
        lines.append(f"The UK's citizen tasks were not asked of this site, because {'; '.join(site.pack_why)}.")
    elif site.tier == "unknown":
        lines.append("What kind of council this is could not be told, so no task was demanded; --tier says it.")
    return tuple(lines)


def _ledger(tallies: Sequence[Tally], results: Sequence[RuleResult], result: Result | None) -> tuple[LedgerLine, ...]:
    """One line a rule, the costliest first; the points lost sum exactly to 100 less the score."""
    shares = {line.rule: line for line in result.lines} if result else {}
    made = []
    for tally, got in zip(tallies, results, strict=True):
        line = shares.get(tally.rule.id)
        made.append(
            LedgerLine(
                rule=tally.rule.id,
                group=tally.rule.group,
                weight=line.share / 100 if line else 0.0,
                achieved=None if got.achieved is None else round(got.achieved, 4),
                points_lost=line.lost / 100 if line else 0.0,
                outcome=got.outcome.value,
                sentence=_sentence(tally),
                scored=line is not None,
                affected=tally.short,
                of=len(tally.parts),
            )
        )
    return tuple(
        sorted(made, key=lambda x: (-x.points_lost, not x.scored, -SEVERITY.get(_severity(tallies, x.rule), 0), x.rule))
    )


def _severity(tallies: Sequence[Tally], rule: str) -> str:
    return next(t.rule.file.severity for t in tallies if t.rule.id == rule)


def _sentence(tally: Tally) -> str:
    """What came of a rule, in one sentence."""
    file = tally.rule.file
    match tally.outcome:
        case RuleOutcome.PASS if file.scope == "site":
            return fill(file.messages.pass_, tally.data, value=tally.value, count=0, title="the site")
        case RuleOutcome.PASS:
            return f"{file.title}."
        case RuleOutcome.FAIL if file.scope == "site" and tally.found:
            return tally.message(tally.found[0])
        case RuleOutcome.FAIL if file.scope == "site":
            return fill(file.messages.fail, tally.data, value=tally.value, count=0, title="the site")
        case RuleOutcome.FAIL if file.scope in ("task", "service"):
            told, earlier = len(tally.found), tally.short - len(tally.found)
            if not told:
                return (
                    f"{file.failing}: {earlier} of {len(tally.parts)} {file.scope}s, for faults that are told already."
                )
            also = f"; {earlier} more for faults that are told already" if earlier else ""
            return f"{file.failing}: {_few([f.name for f in tally.found], told)} ({told} of {len(tally.parts)} {file.scope}s{also})."
        case RuleOutcome.FAIL:
            share = f": {tally.short} of {len(tally.parts)} pages" if len(tally.parts) > 1 else ""
            return f"{file.failing}{share}."
        case RuleOutcome.CANNOT_TELL:
            return tally.reason or file.messages.cannot_tell
        case _:
            return f"{tally.reason[:1].upper()}{tally.reason[1:]}." if tally.reason else ""


def _few(names: Sequence[str], of: int) -> str:
    """The first names in quotation marks, and how many of the ``of`` there are beside them."""
    first = [f"“{n}”" for n in names[:3]]
    more = f" and {of - len(first)} more" if of > len(first) else ""
    return f"{', '.join(first)}{more}"


def _findings(
    tallies: Sequence[Tally], site: Site, ledger: Sequence[LedgerLine], *, strict: bool
) -> tuple[ReportFinding, ...]:
    """Every finding, in the order of ``ordering.py``."""
    lost = {line.rule: line.points_lost for line in ledger}
    hashes = {u: site.nodes[i].sha256 for u, i in site.id_of.items()} | {u: p.sha256 for u, p in site.seams.items()}
    hashes |= {a.url: a.sha256 for a in site.search.answers} if site.search else {}
    carried = {(f.link.text, f.link.url or f.link.href): f.pages for f in site.furniture if f.link.text}
    ranks = Order()
    placed: list[tuple[Rank, ReportFinding]] = []
    for tally in worst_first([t for t in tallies if t.outcome is RuleOutcome.FAIL], lost):
        scored = _scored(tally.rule, strict=strict)
        placed += [(rank, _finding(tally, f, hashes, carried, scored=scored)) for rank, f in ranks.ranked(tally)]
        tally.let_go()
    placed.sort(key=lambda p: (p[0], -SEVERITY[p[1].severity]))
    return tuple(finding for _, finding in placed)


def _finding(
    tally: Tally, found: Found, hashes: Mapping[str, str], carried: Mapping[tuple[str, str], int], *, scored: bool
) -> ReportFinding:
    """``hashes`` name the bytes of each page, ``carried`` says of a template's link on how many pages it stands."""
    alike = max((carried.get((e.quote, e.target), 1) for e in found.evidence), default=1)
    return ReportFinding(
        rule=tally.rule.id,
        severity=tally.severity(found),
        confidence=tally.rule.file.confidence,
        message=tally.message(found),
        fingerprint=tally.fingerprint(found),
        evidence=tuple(item(e, hashes) for e in found.evidence),
        elements=found.elements,
        scored=scored,
        group=tally.rule.group,
        url=found.url,
        pages_affected=len(found.pages) or alike,
        more=found.more,
    )


def _good(tallies: Sequence[Tally], result: Result, most: int = 6) -> tuple[str, ...]:
    """What the site does well: the weightiest rules that it passes with something to show, in groups that are mostly in order."""
    sound = {g.id for g in result.groups if g.score is not None and g.score >= SOUND}
    passed = [t for t in tallies if t.outcome is RuleOutcome.PASS and t.rule.scored and t.rule.group in sound]
    passed.sort(key=lambda t: (-SEVERITY[t.rule.file.severity], -len(t.parts), t.rule.id))
    return tuple(f"{t.rule.file.title}." for t in passed[:most])


def _hollow(tallies: Sequence[Tally]) -> frozenset[str]:
    """The pages that hold nothing, by ``place``, as the rule about them found."""
    found = (f for t in tallies if t.rule.file.detector == "empty-pages" for f in t.found)
    return frozenset(name for f in found for name in (f.pages or (place(f.url),)))
