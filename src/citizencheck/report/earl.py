"""EARL 1.0 (W3C) as JSON-LD: who tested what by which rule, and what came of it. Nothing is fetched to read it."""

from __future__ import annotations

import json
from typing import Any, Final

from citizencheck.gate import GateResult
from citizencheck.model.report import Report, ReportFinding, RuleInfo
from citizencheck.report.escape import for_json, for_uri, plain, safe_link

CONTEXT: Final = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "ptr": "http://www.w3.org/2009/pointers#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "subject": {"@id": "earl:subject", "@type": "@id"},
    "test": {"@id": "earl:test", "@type": "@id"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "result": "earl:result",
    "info": "earl:info",
    "pointer": "earl:pointer",
    "title": "dct:title",
    "description": "dct:description",
    "source": {"@id": "dct:source", "@type": "@id"},
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "date": {"@id": "dct:date", "@type": "xsd:dateTime"},
    "version": "doap:revision",
    "expression": "ptr:expression",
}
OUTCOMES: Final = {
    "pass": "earl:passed",
    "fail": "earl:failed",
    "not_applicable": "earl:inapplicable",
    "cannot_tell": "earl:cantTell",
    "error": "earl:untested",
}
TOOL: Final = "urn:citizencheck"


def to_earl(report: Report, decision: GateResult | None = None) -> str:  # noqa: ARG001 - every format may be given one
    """An assertion for each rule on the site as a whole, and one for each finding on its page."""
    site = _site(report)
    pages = dict.fromkeys(for_uri(f.url) for f in report.findings)
    graph: list[dict[str, Any]] = [
        {"id": TOOL, "type": ["earl:Assertor", "earl:Software"], "title": "citizencheck", "version": report.tool.partition(" ")[2]},
        {"id": site, "type": "earl:TestSubject", "title": plain(report.title or report.target)},
        *({"id": page, "type": "earl:TestSubject", "isPartOf": site} for page in pages if page != site),
        *(_test(r) for r in report.rules),
        *(_of_site(r, report, site) for r in report.rules),
        *(_of_page(f, report) for f in report.findings),
    ]  # fmt: skip
    whole = {"@context": CONTEXT, "@graph": graph}
    return for_json(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _site(report: Report) -> str:
    return for_uri(report.start_url) or "urn:citizencheck:site"


def _name(rule: str) -> str:
    return f"{TOOL}:rule:{rule}"


def _test(rule: RuleInfo) -> dict[str, Any]:
    links = [u for _, u in rule.sources if safe_link(u)]
    return {
        "id": _name(rule.id),
        "type": "earl:TestCriterion",
        "title": rule.title,
        "description": rule.why,
        **({"source": links} if links else {}),
    }


def _of_site(rule: RuleInfo, report: Report, site: str) -> dict[str, Any]:
    said = next((line.sentence for line in report.ledger if line.rule == rule.id), "") or rule.reason
    return _assertion(rule.id, site, {"outcome": OUTCOMES[rule.outcome], "info": plain(said)}, report)


def _of_page(finding: ReportFinding, report: Report) -> dict[str, Any]:
    pointers = [
        {"type": "ptr:CSSSelectorPointer", "expression": plain(e.selector)}
        for e in finding.evidence
        if e.selector and e.url == finding.url
    ]
    result = {
        "outcome": "earl:failed" if finding.scored else "earl:cantTell",
        "info": plain(finding.message),
        **({"pointer": pointers} if pointers else {}),
    }
    return _assertion(finding.rule, for_uri(finding.url), result, report)


def _assertion(rule: str, subject: str, result: dict[str, Any], report: Report) -> dict[str, Any]:
    dated = {"date": report.finished} if report.finished else {}
    return {
        "type": "earl:Assertion",
        "assertedBy": TOOL,
        "mode": "earl:automatic",
        "test": _name(rule),
        "subject": subject,
        "result": {"type": "earl:TestResult", **dated, **result},
    }
