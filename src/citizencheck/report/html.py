"""The HTML report: one file, no outside request, works without scripts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from citizencheck.model.report import Report, ReportFinding, ReportPage, ReportTask, RuleInfo
from citizencheck.report.escape import plain, safe_link, short_url
from citizencheck.report.words import (
    GROUP_TITLES,
    ORIENTATIONS,
    STATUSES,
    VERDICTS,
    gain_sentence,
    points,
    score_sentence,
    stars,
    tried_sentence,
)

MOST_PAGES: Final = 500
MOST_FINDINGS: Final = 60
"""Of one rule; the CSV has them all."""
MOST_BROKEN: Final = 200
SEVERITY_ORDER: Final = ("critical", "serious", "moderate", "minor")


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The findings of one rule, together."""

    rule: RuleInfo
    findings: Sequence[ReportFinding]
    left: int
    points: float


def to_html(report: Report) -> str:
    """The whole report as one page of HTML."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'"
    return _environment().get_template("report.html.jinja").render(
        r=report,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=policy,
        groups=_rule_groups(report),
        sentences={line.rule: line.sentence for line in report.ledger},
        journeys=[t for t in report.tasks if t.expected][:12],
        others=[t for t in report.tasks if not t.expected and t.status == "found"],
        by_id={t.id: t for t in report.tasks},
        pages=_pages(report.pages),
        pages_left=max(0, len(report.pages) - MOST_PAGES),
        broken=report.links_broken[:MOST_BROKEN],
        broken_left=max(0, len(report.links_broken) - MOST_BROKEN),
        gate_urls={url for t in report.tasks for url in t.gatekeepers},
        severities=SEVERITY_ORDER,
        score_sentence=score_sentence(report),
    )  # fmt: skip


def _rule_groups(report: Report) -> list[RuleGroup]:
    """Findings by rule, in the order of the ledger: what costs most comes first."""
    rules = {r.id: r for r in report.rules}
    by_rule: dict[str, list[ReportFinding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    made = []
    for line in report.ledger:
        found = by_rule.get(line.rule)
        if found and line.rule in rules:
            made.append(
                RuleGroup(rules[line.rule], found[:MOST_FINDINGS], max(0, len(found) - MOST_FINDINGS), line.points_lost)
            )
    return made


def _pages(pages: Sequence[ReportPage]) -> Sequence[ReportPage]:
    return sorted(pages, key=lambda p: p.outcome == "ok")[:MOST_PAGES] if len(pages) > MOST_PAGES else pages


def _route(task: ReportTask) -> list[tuple[str, str]]:
    """(label, address) of each step from home."""
    route = next((r for r in task.routes if r.kind == "browse"), None) or (task.routes[0] if task.routes else None)
    return [(s.label, s.target) for s in route.steps] if route else []


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        worth=gain_sentence,
        tried=tried_sentence,
        plain=plain,
        link=safe_link,
        short=short_url,
        stars=stars,
        points=points,
        route=_route,
    )
    environment.globals.update(
        GROUP_TITLES=GROUP_TITLES, ORIENTATIONS=ORIENTATIONS, STATUSES=STATUSES, VERDICTS=VERDICTS
    )
    environment.finalize = lambda value: (
        plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value
    )
    return environment


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
