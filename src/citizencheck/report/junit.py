"""JUnit XML (as Jenkins' xunit plugin reads it, junit-10.xsd): one suite a group, one case a rule. Not judged is skipped, never passed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from citizencheck.gate import GateResult
from citizencheck.model import RuleOutcome
from citizencheck.model.report import Report, ReportFinding, RuleInfo
from citizencheck.report.escape import for_xml, plain
from citizencheck.report.words import GROUP_TITLES

MOST: Final = 50
"""Findings of one rule that are written out; the other formats have them all."""


def to_junit(report: Report, decision: GateResult | None = None) -> str:
    """A case for each rule. With a ``decision`` against a baseline only what is new fails; findings of low confidence never do."""
    spared = _spared(decision)
    by_rule: dict[str, list[ReportFinding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    root = ET.Element("testsuites", name=_text(f"{report.tool}: {report.target}"))
    totals = {"tests": 0, "failures": 0, "errors": 0}
    for group in dict.fromkeys(r.group for r in report.rules):
        rules = [r for r in report.rules if r.group == group]
        suite = ET.SubElement(root, "testsuite", name=_text(GROUP_TITLES.get(group, group)), timestamp=report.started)
        kinds = [_case(suite, r, by_rule.get(r.id, ()), spared) for r in rules]
        counts = {
            "tests": len(rules),
            "failures": kinds.count("failure"),
            "errors": kinds.count("error"),
            "skipped": kinds.count("skipped"),
        }
        for name, count in counts.items():
            suite.set(name, str(count))
        totals = {name: totals[name] + counts[name] for name in totals}
    for name, count in totals.items():
        root.set(name, str(count))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _spared(decision: GateResult | None) -> dict[int, str]:
    """Object of a finding -> why it does not fail."""
    if decision is None:
        return {}
    return {
        **{id(f): "known, as in the baseline" for f in decision.known},
        **{id(f): f"accepted until {a.until.isoformat()}: {a.reason}" for f, a in decision.accepted},
    }


def _case(suite: ET.Element, rule: RuleInfo, findings: Sequence[ReportFinding], spared: dict[int, str]) -> str:
    """Writes the case and returns what became of it: ``passed failure error skipped``."""
    case = ET.SubElement(suite, "testcase", name=_text(rule.title), classname=f"citizencheck.{rule.group}.{rule.id}")
    if rule.outcome == RuleOutcome.ERROR:
        ET.SubElement(case, "error", type="not-judged", message=_text(rule.reason))
        return "error"
    if rule.outcome in (RuleOutcome.CANNOT_TELL, RuleOutcome.NOT_APPLICABLE):
        ET.SubElement(
            case, "skipped", type=rule.outcome, message=_text(f"{rule.outcome.replace('_', ' ')}: {rule.reason}")
        )
        return "skipped"
    failing = [f for f in findings if f.scored and id(f) not in spared]
    rest = [f for f in findings if not f.scored or id(f) in spared]
    if failing:
        told = ET.SubElement(case, "failure", type=rule.severity, message=_text(_said(rule.failing, len(failing))))
        told.text = _text("\n".join(_lines(failing)), lines=True)
    elif rest:
        reasons = dict.fromkeys(spared.get(id(f), "of low confidence, shown and not scored") for f in rest)
        ET.SubElement(
            case,
            "skipped",
            type="not-counted",
            message=_text(_said(f"{'; '.join(reasons)}: {rule.failing}", len(rest))),
        )
    if rest:
        ET.SubElement(case, "system-out").text = _text("\n".join(_lines(rest)), lines=True)
    return "failure" if failing else "skipped" if rest else "passed"


def _said(text: str, count: int) -> str:
    return f"{text} ({count} finding{'' if count == 1 else 's'})"


def _lines(findings: Sequence[ReportFinding]) -> Iterable[str]:
    for finding in findings[:MOST]:
        yield f"{finding.severity}: {plain(finding.message)} {plain(finding.url)}"
        for piece in finding.evidence:
            words = f"“{plain(piece.quote)}”" if piece.quote else plain(piece.note)
            target = f" -> {plain(piece.target)}" if piece.target else ""
            yield f"    {words}{target} on {plain(piece.url)} {plain(piece.selector)}".rstrip()
    if len(findings) > MOST:
        yield f"and {len(findings) - MOST} more"


def _text(text: str, *, lines: bool = False) -> str:
    return for_xml(text) if lines else for_xml(plain(text))
