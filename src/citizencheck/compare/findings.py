"""The findings of two reports on one site, held against each other: what is new, grown, known, mended, or was not looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from citizencheck.model import Outcome, RuleOutcome
from citizencheck.model.report import EvidenceItem, Report, ReportFinding
from citizencheck.model.url import place

GONE: Final = frozenset(
    {Outcome.NOT_FOUND, Outcome.SOFT_404, Outcome.REDIRECT, Outcome.DUPLICATE, Outcome.NOT_HTML, Outcome.EMPTY}
)
"""What becomes of a page that was taken away, moved or merged into another."""  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """A finding that was there before and shows more now."""

    finding: ReportFinding
    added: tuple[EvidenceItem, ...]
    """The new pieces among those that the report shows."""
    hidden: int = 0
    """New pieces beyond those that the report shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A finding of the earlier report that cannot be called mended."""

    finding: ReportFinding
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    new: tuple[ReportFinding, ...]
    grown: tuple[Grown, ...]
    known: tuple[ReportFinding, ...]
    fixed: tuple[ReportFinding, ...]
    """Of the earlier report: the rule looked at the same page or task again and found nothing."""
    unseen: tuple[Unseen, ...]
    """Of the earlier report: gone, but nobody looked, or there was nothing left to look at."""


def match(before: Report, after: Report) -> Matched:
    """The findings of ``after`` against those of ``before``, by what fails where and not by words, order or selectors."""
    old = _elements(before.findings)
    here = {f.fingerprint for f in after.findings}
    once, now = _places(before.findings, after.findings), _places(after.findings, before.findings)
    new, grown, known = [], [], []
    for finding in after.findings:
        held = old.get(finding.fingerprint)
        if held is None and (told := once.get(finding.rule, frozenset())).intersection(_at(finding)):
            held = told | _pieces(before.findings, finding.rule)
        if held is None:
            new.append(finding)
        elif more := _more(finding, held):
            grown.append(more)
        else:
            known.append(finding)
    gone = [
        f
        for f in before.findings
        if f.fingerprint not in here and not now.get(f.rule, frozenset()).intersection(_at(f))
    ]
    looked = _Looked(after)
    why = [(f, looked.why_not(f)) for f in gone]
    return Matched(
        new=tuple(new),
        grown=tuple(grown),
        known=tuple(known),
        fixed=tuple(f for f, reason in why if not reason),
        unseen=tuple(Unseen(finding=f, reason=reason) for f, reason in why if reason),
    )


def _at(finding: ReportFinding) -> list[str]:
    """The pages that a finding tells of: those of one that pages share, else its own."""
    return [e for e in finding.elements if e.startswith("/")] or [place(finding.url)]


def _places(findings: Iterable[ReportFinding], others: Iterable[ReportFinding]) -> Mapping[str, frozenset[str]]:
    """Rule -> pages that its findings tell of, for rules of which either report has a finding that pages share.

    Such a finding takes in pages that had one of their own before, or lets them go, though nothing on them changed.
    """
    found = list(findings)
    sharing = {f.rule for f in (*found, *others) if any(e.startswith("/") for e in f.elements)}
    return {rule: frozenset(p for f in found if f.rule == rule for p in _at(f)) for rule in sorted(sharing)}


def _pieces(findings: Iterable[ReportFinding], rule: str) -> frozenset[str]:
    return frozenset(e for f in findings if f.rule == rule for e in f.elements)


def _elements(findings: Iterable[ReportFinding]) -> Mapping[str, frozenset[str]]:
    """Fingerprint -> names of all that it showed."""
    made: dict[str, frozenset[str]] = {}
    for finding in findings:
        made[finding.fingerprint] = made.get(finding.fingerprint, frozenset()) | frozenset(finding.elements)
    return made


def _more(finding: ReportFinding, old: frozenset[str]) -> Grown | None:
    """What a known finding shows that it did not show before; nothing where either report names no pieces."""
    if not old:
        return None
    fresh = [e not in old for e in finding.elements]
    if not any(fresh):
        return None
    shown = tuple(e for e, is_new in zip(finding.evidence, fresh, strict=False) if is_new)
    hidden = frozenset(finding.elements[len(finding.evidence) :]) - old
    return Grown(finding=finding, added=shown, hidden=len(hidden))


class _Looked:
    """Whether a report looked again at what an earlier finding is about."""

    def __init__(self, report: Report) -> None:
        self._rules = {r.id: r for r in report.rules}
        self._pages = {place(p.url): p.outcome for p in reversed(report.pages)}
        self._whole = report.status == "complete" and not report.budget_reached

    def why_not(self, finding: ReportFinding) -> str:
        """Why not, in words; ``""`` where it did."""
        rule = self._rules.get(finding.rule)
        if rule is None:
            return "the rule is not asked any more"
        if rule.outcome in (RuleOutcome.ERROR, RuleOutcome.CANNOT_TELL):
            return f"the rule could not tell: {rule.reason}"
        if rule.outcome == RuleOutcome.NOT_APPLICABLE:
            return f"the rule does not apply any more: {rule.reason}"
        outcome = self._pages.get(place(finding.url), "")
        if outcome == Outcome.OK:
            return ""
        if outcome in GONE or (not outcome and self._whole):
            return "its page is not there any more"
        return f"its page was not read ({outcome.replace('_', ' ') or 'the crawl did not come so far'})"
