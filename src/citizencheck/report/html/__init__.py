"""The HTML report: one file, no outside request, works without scripts, never larger than ``LIMIT``."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from citizencheck.gate import GateResult
from citizencheck.model.report import Report
from citizencheck.report import journeys
from citizencheck.report.decision import has_spoken, lines, verdict
from citizencheck.report.escape import cut, plain, safe_link, short_url
from citizencheck.report.html import addresses, findings, menu, parity, site_picture
from citizencheck.report.html.album import Album, Pictures, no_pictures
from citizencheck.report.words import (
    AREAS,
    EVIDENCE,
    GROUP_TITLES,
    ORIENTATIONS,
    OUTCOMES_OF_RULES,
    STATUSES,
    TIERS,
    VERDICTS,
    answer,
    example,
    fares,
    outcome_of,
    phone_sentence,
    points,
    site_name,
    stars,
)

__all__ = ["LIMIT", "Pictures", "to_html"]

LIMIT: Final = 5_000_000
"""Bytes that a report may have: what a mail takes and a phone opens."""
TEMPLATES: Final = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """How much of each list the page shows; the CSV files have all of it."""

    findings: int = 40
    """Of one rule."""
    evidence: int = 12
    """Of one finding."""
    journeys: int = 8
    tasks: int = 200
    labels: int = 120
    seams: int = 60
    services: int = 100
    """Of the kiosk."""
    broken: int = 150
    unread: int = 40
    """Addresses of one outcome."""
    letters: int = 300
    """Of a text that the site wrote."""
    pictures: int = 2_500_000
    """Bytes of pictures, as they stand in the page."""

    def halved(self) -> Most:
        """Half of everything."""
        return Most(**{name: getattr(self, name) // 2 for name in self.__slots__})


def to_html(report: Report, pictures: Pictures = no_pictures, decision: GateResult | None = None) -> str:
    """The whole report as one page of HTML; ``pictures`` gives the screenshots that its findings and journeys name, ``decision`` is a gate's."""
    most = Most()
    while len((page := _page(report, pictures, most, decision)).encode("utf-8", "replace")) > LIMIT and most.letters:
        most = most.halved()
    return page


def _page(report: Report, pictures: Pictures, most: Most, decision: GateResult | None) -> str:
    style, script = _asset("report.css"), _asset("report.js")
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'"
    page = _environment().get_template("report.html.jinja").render(
        **_views(report, most),
        **_gate(decision),
        r=report,
        most=most,
        album=Album(pictures, most.pictures),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=policy,
    )  # fmt: skip
    return "\n".join(line.rstrip() for line in page.splitlines() if line.strip()) + "\n"


def _gate(decision: GateResult | None) -> dict[str, Any]:
    if decision is None or not has_spoken(decision):
        return {"gate": None, "gate_verdict": "", "gate_lines": ()}
    return {"gate": decision, "gate_verdict": verdict(decision), "gate_lines": lines(decision)}


def _views(report: Report, most: Most) -> dict[str, Any]:
    """What the parts of the page show, worked out from the report."""
    tasks = {t.id: t for t in report.tasks}
    guarded = Counter(url for t in report.tasks for url in t.gatekeepers)
    named = {url: name for t in report.tasks for url, name in zip(t.gatekeepers, t.gatekeeper_names, strict=False)}
    first, rest = answer(report)
    rows = menu.labels(report.menu)
    return {
        "name": site_name(report),
        "examples": {
            x.rule: example(report, x.rule) for x in report.ledger if x.points_lost > 0 and "“" not in x.sentence
        },
        "answer": first,
        "answer_rest": rest,
        "lost": [x for x in report.ledger if x.points_lost > 0],
        "wrong": list(
            dict.fromkeys([*(g.rule for g in report.gains), *(x.rule for x in report.ledger if x.points_lost > 0)])
        )[:4],
        "rules": {x.id: x for x in report.rules},
        "lines": {x.rule: x for x in report.ledger},
        "groups": findings.by_rule(report, most.findings),
        "severities": findings.SEVERITIES,
        "pictures_of_site": [
            (name, site_picture.draw(report.sections, tasks, guarded, width=width, most=count))
            for name, width, count in (("wide", 960.0, 18), ("narrow", 360.0, 12))
            if report.sections
        ],
        "guarded": guarded,
        "gates": [(named.get(url, url), url, n) for url, n in guarded.most_common(12)],
        "tasks": tasks,
        "nowhere": [t for t in report.tasks if t.status == "found" and not t.section],
        "walks": journeys.worst(report, most.journeys),
        "unseen": sum(t.expected and t.status == "found" and fares(t) == "unseen" for t in report.tasks),
        "asked": [t for t in report.tasks if t.expected],
        "missing": journeys.missing(report.tasks),
        "labels": (told := menu.leading(rows, most.labels // 4)[: most.labels]),
        "labels_left": len(rows) - len(told),
        "all_labels": rows[: most.labels],
        "subjects": menu.subjects([t for t in report.tasks if t.expected] or report.tasks),
        "services": parity.rows(report.kiosk)[: most.services],
        "seams": sorted(report.seams, key=lambda s: (s.government, -len(journeys.faults_of(s)))),
        "phone_sentence": phone_sentence(report),
        "CAPABILITIES": parity.CAPABILITIES,
        "heaps": addresses.unread(report.pages, most.unread),
    }


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        plain=plain,
        link=safe_link,
        short=short_url,
        cut=cut,
        capital=lambda s: s[:1].upper() + s[1:],
        stars=stars,
        points=points,
    )
    environment.globals.update(
        AREAS=AREAS, outcome_of=outcome_of, EVIDENCE=EVIDENCE, GROUP_TITLES=GROUP_TITLES, ORIENTATIONS=ORIENTATIONS,
        OUTCOMES_OF_RULES=OUTCOMES_OF_RULES, STATUSES=STATUSES, TIERS=TIERS, VERDICTS=VERDICTS,
    )  # fmt: skip
    environment.finalize = lambda value: (
        plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value
    )
    return environment


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
