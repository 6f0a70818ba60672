"""SARIF 2.1.0 (OASIS): for code scanning and every viewer that reads it. What was not judged is said too, as a notification."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from citizencheck.gate import GateResult
from citizencheck.model import RuleOutcome
from citizencheck.model.report import EvidenceItem, Report, ReportFinding, RuleInfo
from citizencheck.report.escape import for_json, for_sarif, for_uri, plain, safe_link
from citizencheck.report.words import file_of

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Final = {"critical": "error", "serious": "error", "moderate": "warning", "minor": "note"}
SILENT: Final = (RuleOutcome.ERROR, RuleOutcome.CANNOT_TELL)


def to_sarif(report: Report, decision: GateResult | None = None) -> str:
    """The findings as results of one run; with a ``decision`` against a baseline each says whether it is new, and why it is accepted."""
    name, _, version = report.tool.partition(" ")
    index = {r.id: n for n, r in enumerate(report.rules)}
    states = _states(decision)
    run = {
        "tool": {
            "driver": {
                "name": name,
                "version": version,
                "rules": [_rule(r) for r in report.rules],
            }
        },
        "invocations": [
            {
                "executionSuccessful": report.status == "complete",
                "toolExecutionNotifications": [_silent(r, index) for r in report.rules if r.outcome in SILENT],
                **({"startTimeUtc": report.started, "endTimeUtc": report.finished} if _is_utc(report) else {}),
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, report, index, states, decision) for f in report.findings],
        "properties": {
            "target": plain(report.target),
            "score": report.score.value,
            "coverage": report.score.coverage,
            "rulesDigest": report.rules_digest,
        },
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return for_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _is_utc(report: Report) -> bool:
    return report.started.endswith("Z") and report.finished.endswith("Z")


def _rule(rule: RuleInfo) -> dict[str, Any]:
    link = next((u for _, u in rule.sources if safe_link(u)), "")
    sources = "\n".join(f"- {title}: {url}" for title, url in rule.sources)
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": for_sarif(_sentence(rule.failing))},
        "fullDescription": {"text": for_sarif(rule.why)},
        "help": {
            "text": "\n\n".join(
                (
                    for_sarif(rule.fix),
                    f"Where it may be wrong: {for_sarif(rule.assumes)}",
                    f"Sources:\n{sources}".replace("[", "\\["),
                )
            )
        },
        **({"helpUri": link} if link else {}),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.group],
            "severity": rule.severity,
            "confidence": rule.confidence,
            "outcome": rule.outcome,
        },
    }


def _silent(rule: RuleInfo, index: dict[str, int]) -> dict[str, Any]:
    return {
        "descriptor": {"id": rule.id},
        "associatedRule": {"id": rule.id, "index": index[rule.id]},
        "level": "error" if rule.outcome == RuleOutcome.ERROR else "warning",
        "message": {"text": for_sarif(_sentence(f"Not judged: {rule.reason}"))},
    }


def _states(decision: GateResult | None) -> dict[int, str]:
    """Object of a finding -> its baseline state."""
    if decision is None or not decision.against:
        return {}
    return {
        **{id(f): "new" for f in decision.new},
        **{id(g.finding): "updated" for g in decision.grown},
        **{id(f): "unchanged" for f in decision.known},
    }


def _result(
    finding: ReportFinding, report: Report, index: dict[str, int], states: dict[int, str], decision: GateResult | None
) -> dict[str, Any]:
    shown = finding.evidence
    accepted = next((a for f, a in decision.accepted if f is finding), None) if decision else None
    state = states.get(id(finding), "unchanged" if accepted and decision and decision.against else "")
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": LEVELS[finding.severity] if finding.scored else "note",
        "message": {"text": for_sarif(_sentence(finding.message))},
        "locations": [_location(finding.url, report, shown[0] if shown else None)],
        **({"relatedLocations": list(_related(shown, report))} if len(shown) > 1 else {}),
        "partialFingerprints": {"citizencheck/v1": finding.fingerprint},
        **({"baselineState": state} if state else {}),
        **(
            {
                "suppressions": [
                    {
                        "kind": "external",
                        "status": "accepted",
                        "justification": f"{plain(accepted.reason)} (until {accepted.until.isoformat()})",
                    }
                ]
            }
            if accepted
            else {}
        ),
        "properties": {
            "confidence": finding.confidence,
            "scored": finding.scored,
            "pagesAffected": finding.pages_affected,
        },
    }


def _related(shown: Iterable[EvidenceItem], report: Report) -> Iterable[dict[str, Any]]:
    for n, piece in enumerate(shown, 1):
        yield {
            "id": n,
            **_location(piece.url, report, piece),
            "message": {"text": for_sarif(_sentence(piece.quote or piece.note or piece.kind))},
        }


def _location(url: str, report: Report, piece: EvidenceItem | None) -> dict[str, Any]:
    """A page by its address, or by its file where a folder was read; the element by its selector. Lines are not known."""
    file = file_of(url, report.target)
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": for_uri(file or url)}}}
    if piece is not None and piece.selector and piece.url == url:
        place["logicalLocations"] = [{"fullyQualifiedName": plain(piece.selector), "kind": "element"}]
    return place


def _sentence(text: str) -> str:
    """Words that end like a sentence, never empty."""
    said = plain(text).strip() or "(no words)"
    return said if said[-1] in ".!?…”" else f"{said}."
