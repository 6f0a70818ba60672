"""One page, on its own: what the language rooms and the rules about single pages see in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from citizencheck.graph import build_site
from citizencheck.journeys import find_journeys
from citizencheck.judge.evidence import item
from citizencheck.judge.running import run_rules
from citizencheck.language import SCORED, Language
from citizencheck.model import LabelContext, LinkKind, Outcome, Page, Region, RunInfo, RunStatus, Snapshot, UrlRecord
from citizencheck.rulebook import RuleSet

WHERE = {Region.NAV: "main-nav", Region.HEADER: "main-nav", Region.FOOTER: "footer"}


def describe(page: Page, rules: RuleSet, language: Language, *, home: bool) -> dict[str, Any]:
    """``{url title kind focus channel why labels tasks findings}`` of one page."""
    found = language.classify(page, home=home)
    return {
        "url": page.url,
        "title": page.title,
        "kind": found.kind.value,
        "focus": found.focus.value,
        "channel": found.channel.value,
        "why": list(found.why),
        "labels": _labels(page, language, home=home),
        "tasks": _tasks(page, language),
        "findings": _findings(page, rules, language, home=home),
    }


def _labels(page: Page, language: Language, *, home: bool) -> list[dict[str, Any]]:
    rows = []
    for link in {
        k.text.casefold(): k for k in reversed(page.links) if k.text and k.kind in (LinkKind.PAGE, LinkKind.DEAD)
    }.values():
        verdict = language.orient(
            link.text, LabelContext(parent=link.heading, where=WHERE.get(link.region, "home" if home else "landing"))
        )
        rows.append({
            "label": link.text, "orientation": verdict.orientation.value, "confidence": round(verdict.confidence, 3),
            "sure": verdict.confidence >= SCORED, "why": list(verdict.why), "region": link.region.value, "url": link.url,
        })  # fmt: skip
    return rows[::-1]


def _tasks(page: Page, language: Language) -> list[dict[str, Any]]:
    best: dict[str, float] = {}
    for text in (page.h1, page.title):
        for match in language.match_tasks(text).matches if text else ():
            best[match.task] = max(best.get(match.task, 0.0), match.score)
    ranked = sorted(best.items(), key=lambda kv: (-kv[1], kv[0]))[:5]
    return [
        {"task": t, "title": language.task(t).title, "lgsl": list(language.task(t).lgsl), "score": round(s, 3)}
        for t, s in ranked
    ]


def _findings(page: Page, rules: RuleSet, language: Language, *, home: bool) -> list[dict[str, Any]]:
    snapshot = _alone(page, home=home)
    site = find_journeys(build_site(snapshot, language), language)
    paged = [r for r in rules.rules if r.file.scope == "page"]
    rows = []
    for tally in run_rules(paged, site, language, snapshot.pages()):
        for f in tally.found if not tally.error else ():
            file = tally.rule.file
            evidence = [item(e, {page.url: page.sha256}) for e in f.evidence]
            rows.append({
                "rule": file.id, "severity": tally.severity(f), "confidence": file.confidence, "message": tally.message(f),
                "evidence": [{"kind": e.kind, "url": e.url, "selector": e.selector, "quote": e.quote, "sha256": e.sha256, "link": e.link} for e in evidence],
            })  # fmt: skip
    return rows


def _alone(page: Page, *, home: bool) -> Snapshot:
    """A snapshot of nothing but this page; its links were not asked for."""
    record = UrlRecord(url=page.url, outcome=Outcome.OK, status=200, sha256=page.sha256)
    others = [
        UrlRecord(url=k.url, outcome=Outcome.SKIPPED_BUDGET, reason="not asked for")
        for k in page.links
        if k.kind is LinkKind.PAGE and k.url != page.url
    ]
    start = page.url if home else f"{page.url}#not-read"
    return Snapshot(
        info=RunInfo(target=page.url, start_url=start, status=RunStatus.PARTIAL),
        records=lambda: iter([record, *{r.url: r for r in others}.values()]),
        pages=lambda: iter([page]),
        page=lambda url: replace(page) if url == page.url else None,
    )
