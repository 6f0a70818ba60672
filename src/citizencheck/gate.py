"""Whether a report passes: a decision for continuous integration, apart from the score. The day is given, never asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import Final
from urllib.parse import urlsplit

from citizencheck.compare import Grown, Matched, Unseen, match
from citizencheck.model import RuleOutcome
from citizencheck.model.report import Report, ReportFinding, RuleInfo
from citizencheck.model.url import place

SEVERITIES: Final = ("minor", "moderate", "serious", "critical")
FAIL_ON: Final = (*SEVERITIES, "new", "never")


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Findings that the council has decided to live with for a time. Shown as ever, and never fail the gate until the day is past."""

    rule: str
    reason: str
    until: date
    """The last day on which it holds."""
    url: str = ""
    """The page, as an address or a path; ``*`` stands for anything. ``""``: wherever the rule fails."""

    def covers(self, finding: ReportFinding) -> bool:
        """Whether it speaks of this finding."""
        if finding.rule != self.rule:
            return False
        if not self.url:
            return True
        if "://" in self.url:
            return fnmatchcase(finding.url, self.url) or (
                _host(finding.url) == _host(self.url) and place(finding.url) == place(self.url)
            )
        return fnmatchcase(place(finding.url), place(self.url)) or fnmatchcase(urlsplit(finding.url).path, self.url)

    def __str__(self) -> str:
        return f"{self.rule}{f' on {self.url}' if self.url else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    passed: bool
    failures: tuple[str, ...]
    """Why it did not pass, in sentences."""
    notes: tuple[str, ...]
    """What else a reader should know: findings accepted, acceptances that ended, rules that did not run."""
    against: str = ""
    """What the baseline is, in words; ``""`` without one."""
    new: tuple[ReportFinding, ...] = ()
    """Without a baseline all are new."""
    grown: tuple[Grown, ...] = ()
    known: tuple[ReportFinding, ...] = ()
    accepted: tuple[tuple[ReportFinding, Acceptance], ...] = ()
    fixed: tuple[ReportFinding, ...] = ()
    unseen: tuple[Unseen, ...] = ()


def gate(
    report: Report,
    *,
    fail_under: float | None = None,
    fail_on: Iterable[str] = (),
    baseline: Report | None = None,
    accepted: Sequence[Acceptance] = (),
    today: date = date.min,
) -> GateResult:
    """The decision on ``report``: any one broken condition fails it.

    With a ``baseline`` only what it does not hold can fail the gate: new findings, and known ones that show more than they did.
    Findings of low confidence are shown and never scored, so they never fail a gate. A rule that could not be run fails the
    conditions that it is part of, since nobody knows whether they hold.
    """
    conditions = [c for c in fail_on if c != "never"]
    found = _matched(baseline, report)
    holding = [a for a in accepted if a.until >= today]
    fine = [(f, a) for f in report.findings if (a := next((a for a in holding if a.covers(f)), None))]
    spared = {id(f) for f, _ in fine}
    new = tuple(f for f in found.new if id(f) not in spared)
    grown = tuple(g for g in found.grown if id(g.finding) not in spared)
    failures = [
        *_too_low(report, fail_under),
        *_findings_fail(new, grown, conditions, baseline),
        *_broken_rules(report, conditions),
    ]
    gated = bool(conditions) or fail_under is not None
    notes = [
        *(_not_run(report) if gated else ()),
        *(_not_run_any_more(baseline, report) if baseline else ()),
        *(_other_rules(baseline, report) if baseline else ()),
        *_acceptances(accepted, fine, report, today),
    ]
    return GateResult(
        passed=not failures,
        failures=tuple(failures),
        notes=tuple(notes),
        against=_against(new, grown, found) if baseline else "",
        new=new,
        grown=grown,
        known=tuple(f for f in found.known if id(f) not in spared),
        accepted=tuple(fine),
        fixed=found.fixed,
        unseen=found.unseen,
    )


def _matched(baseline: Report | None, report: Report) -> Matched:
    if baseline is None:
        return Matched(new=report.findings, grown=(), known=(), fixed=(), unseen=())
    return match(baseline, report)


def _against(new: Sequence[ReportFinding], grown: Sequence[Grown], found: Matched) -> str:
    return (
        f"Against the baseline: {_count(len(new), 'new finding')}, {len(grown)} grown, {len(found.known)} known, "
        f"{len(found.fixed)} mended{f', {len(found.unseen)} not looked at again' if found.unseen else ''}."
    )


def _too_low(report: Report, floor: float | None) -> list[str]:
    if floor is None:
        return []
    if report.score.value is None:
        return [f"There is no score to hold against {floor:g}: {report.score.withheld}"]
    return [f"The score is {report.score.value:g}, below {floor:g}."] if report.score.value < floor else []


def _findings_fail(
    new: Sequence[ReportFinding], grown: Sequence[Grown], conditions: Sequence[str], baseline: Report | None
) -> list[str]:
    """One sentence for each condition that findings break."""
    fresh = [f for f in (*new, *(g.finding for g in grown)) if f.scored]
    word = "new finding" if baseline else "finding"
    made = []
    if "new" in conditions and fresh:
        count = _count(sum(f.scored for f in new), "new finding")
        more = sum(g.finding.scored for g in grown)
        made.append(f"{count}{f' and {more} that grew' if more else ''} since the baseline.")
    if level := _level(conditions):
        bad = [f for f in fresh if SEVERITIES.index(f.severity) >= SEVERITIES.index(level)]
        made += [f"{_count(len(bad), word)} of severity {level} or worse."] if bad else []
    return made


def _level(conditions: Sequence[str]) -> str:
    """The mildest severity that fails; ``""`` for none."""
    return next((s for s in SEVERITIES if s in conditions), "")


def _broken_rules(report: Report, conditions: Sequence[str]) -> list[str]:
    """Rules that raised an error where a condition asks for them."""
    level = _level(conditions)
    asked = [
        r
        for r in report.rules
        if r.outcome == RuleOutcome.ERROR
        and ("new" in conditions or (level and SEVERITIES.index(r.severity) >= SEVERITIES.index(level)))
    ]
    return [f"{_count(len(asked), 'rule')} could not be run: {_named(asked)}."] if asked else []


def _not_run(report: Report) -> list[str]:
    silent = [r for r in report.rules if r.outcome in (RuleOutcome.ERROR, RuleOutcome.CANNOT_TELL)]
    return (
        [f"{_count(len(silent), 'rule')} could not tell and so neither passed nor failed: {_named(silent)}."]
        if silent
        else []
    )


def _not_run_any_more(baseline: Report, report: Report) -> list[str]:
    """Rules that judged the baseline and had nothing to judge, or could not, this time."""
    judged = {r.id for r in baseline.rules if r.outcome in (RuleOutcome.PASS, RuleOutcome.FAIL)}
    lost = [r for r in report.rules if r.id in judged and r.outcome not in (RuleOutcome.PASS, RuleOutcome.FAIL)]
    lost_ids = sorted(judged - {r.id for r in report.rules})
    made = []
    if lost:
        made.append(f"{_count(len(lost), 'rule')} judged the baseline and did not judge this site: {_named(lost)}.")
    if lost_ids:
        made.append(f"{_count(len(lost_ids), 'rule')} of the baseline are not asked any more: {', '.join(lost_ids)}.")
    return made


def _other_rules(baseline: Report, report: Report) -> list[str]:
    if baseline.rules_digest == report.rules_digest:
        return []
    known = {r.id for r in baseline.rules}
    fresh = [r.id for r in report.rules if r.id not in known]
    said = f" It did not know {', '.join(fresh)}: what they find counts as new." if fresh else ""
    return [f"The baseline was judged by other rules than this report.{said} Make the baseline anew to be sure."]


def _acceptances(
    accepted: Sequence[Acceptance], fine: Sequence[tuple[ReportFinding, Acceptance]], report: Report, today: date
) -> list[str]:
    made = []
    for acceptance in accepted:
        covered = [f for f in report.findings if acceptance.covers(f)]
        if acceptance.until < today:
            again = "counts" if len(covered) == 1 else "count"
            counts = f"{_count(len(covered), 'finding')} of it {again} again" if covered else "Nothing of it is left"
            made.append(f"The acceptance of {acceptance} ended on {acceptance.until.isoformat()}. {counts}.")
        elif not covered:
            made.append(f"Nothing needs the acceptance of {acceptance} any more: take it out.")
        else:
            count = sum(a is acceptance for _, a in fine)
            made.append(
                f"{_count(count, 'finding')} accepted until {acceptance.until.isoformat()}: {acceptance} ({acceptance.reason})."
            )
    return made


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _named(rules: Iterable[RuleInfo]) -> str:
    return ", ".join(r.id for r in rules)


def _count(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
