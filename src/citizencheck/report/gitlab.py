"""GitLab Code Quality: a list of issues that a merge request compares by fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from citizencheck.gate import GateResult
from citizencheck.model.report import Report, ReportFinding
from citizencheck.report.escape import for_json, plain
from citizencheck.report.words import file_of

SEVERITIES: Final = {"critical": "critical", "serious": "major", "moderate": "minor", "minor": "info"}


def to_gitlab(report: Report, decision: GateResult | None = None) -> str:
    """An issue for each piece of a finding that is a fault of its own, so that one more label in a known menu shows as one more issue.

    Accepted findings are left out where a ``decision`` names them. The format wants a line; lines are not known, so it is always 1.
    """
    accepted = {id(f) for f, _ in decision.accepted} if decision else set()
    issues = [i for f in report.findings if id(f) not in accepted for i in _issues(f, report.target)]
    return for_json(json.dumps(issues, ensure_ascii=False, indent=2)) + "\n"


def _issues(finding: ReportFinding, target: str) -> Iterator[dict[str, Any]]:
    pieces = list(zip(finding.elements, finding.evidence, strict=False)) if len(finding.elements) > 1 else []
    if not pieces:
        yield _issue(finding, target, finding.fingerprint, finding.url, finding.message)
    seen: set[str] = set()
    for name, piece in pieces:
        if name not in seen:
            seen.add(name)
            words = f"{finding.message} Here: {piece.quote or piece.note or piece.target}"
            yield _issue(finding, target, f"{finding.fingerprint}-{name}", piece.url, words)


def _issue(finding: ReportFinding, target: str, name: str, url: str, words: str) -> dict[str, Any]:
    path = file_of(url, target) or urlsplit(plain(url)).path.lstrip("/") or "/"
    return {
        "description": plain(words),
        "check_name": finding.rule,
        "fingerprint": hashlib.sha256(name.encode()).hexdigest(),
        "severity": SEVERITIES[finding.severity] if finding.scored else "info",
        "location": {"path": plain(path), "lines": {"begin": 1}},
    }
