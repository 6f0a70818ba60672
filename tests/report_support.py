"""A small report, made by hand: one thing of every kind, so that a test can say which words belong where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from citizencheck.model.report import (
    SCHEMA_VERSION,
    BrokenLink,
    EvidenceItem,
    Gain,
    GroupScore,
    KioskService,
    KioskStep,
    KioskSubstitute,
    LedgerLine,
    MenuEntry,
    OrientationCount,
    OrientationVerdict,
    Report,
    ReportFinding,
    ReportPage,
    ReportRoute,
    ReportSection,
    ReportTask,
    RouteStep,
    RuleInfo,
    Score,
    Seam,
)

HOME = "https://www.anytown.example/"
SHA = "ab" * 32
ENUMS = frozenset({"kind", "orientation", "severity", "confidence", "group", "outcome", "status", "verdict", "tier", "pack", "id", "rule",
                   "channel", "schema_version", "rules_digest", "fingerprint", "focus", "action", "screenshot", "started", "finished", "sha256", "also"})  # fmt: skip
"""Fields that hold our own words, never a website's."""


def rule(name: str, group: str, failing: str, *, severity: str = "serious", outcome: str = "fail") -> RuleInfo:
    return RuleInfo(
        id=name, group=group, title=f"{name} is in order", failing=failing, severity=severity, confidence="medium", status="stable",
        why=f"Why {name} matters.", fix=f"How to mend {name}.", assumes=f"Where {name} may be wrong.",
        sources=((f"Source of {name}", f"https://sources.example/{name}"),), outcome=outcome,
    )  # fmt: skip


def line(name: str, group: str, lost: float, sentence: str, outcome: str = "fail") -> LedgerLine:
    return LedgerLine(
        rule=name, group=group, weight=20.0, achieved=0.5, points_lost=lost, outcome=outcome, sentence=sentence
    )


def quoted(quote: str, path: str = "", **more: Any) -> EvidenceItem:
    url = f"{HOME}{path}"
    given = {
        "kind": "link",
        "selector": "nav a:nth-child(2)",
        "sha256": SHA,
        "link": f"{url}#:~:text={quote.replace(' ', '%20')}",
    }
    return EvidenceItem(url=url, quote=quote, **{**given, **more})


def finding(name: str, group: str, message: str, *evidence: EvidenceItem, severity: str = "serious") -> ReportFinding:
    return ReportFinding(rule=name, severity=severity, confidence="medium", message=message, fingerprint=f"{name}-1", evidence=evidence, group=group, url=HOME)  # fmt: skip


def task(name: str, title: str, **more: Any) -> ReportTask:
    given = {"lgsl": (1,), "stars": None, "url": "", "status": "absent", "demand": 3}
    return ReportTask(id=name, title=title, **{**given, **more})


BINS = task(
    "report-missed-bin", "Report a missed bin", stars=1, url=f"{HOME}env/bins", status="found", scent=0.1, gatekeepers=(f"{HOME}env",),
    gatekeeper_names=("Environmental Services",), online=False, hand_offs=("https://forms.vendor.example/bins",), subject="Bins and recycling",
    section="Environmental Services", caps=("There is no way to do it online.",),
    reasons=("There is no way to do it online.", "The home page does not link to it.", "Every way to it leads through a department's page.", "The A–Z lists it."),
    routes=(ReportRoute(kind="browse", end=f"{HOME}env/bins", steps=(
        RouteStep(url=HOME, label="Environmental Services", target=f"{HOME}env", scent=0.0),
        RouteStep(url=f"{HOME}env", label="Refuse enquiries", target=f"{HOME}env/bins", scent=0.2),
    )),),
)  # fmt: skip
TAX = task("council-tax-pay", "Pay your council tax", stars=4, url=f"{HOME}tax", status="found", subject="Council tax", section="Council tax", reasons=("The home page links to it.",))  # fmt: skip


def council() -> Report:
    """A council with a unit in its menu, one journey through it, a seam, a kiosk and a page that could not be read."""
    return Report(
        schema_version=SCHEMA_VERSION, tool="citizencheck 0", rules_digest="0123456789abcdef", target=HOME, start_url=HOME, title="Anytown Council",
        started="2026-11-24T10:00:00Z", finished="2026-11-24T10:05:00Z", status="complete", reason="", budget_reached=False,
        summary="The navigation is arranged around the council's departments.", tier="district", tier_confidence=0.9,
        tier_why=("its name says so",), pack="uk",
        score=Score(
            value=87.25, low=85.0, high=90.0, coverage=0.8, not_measured=("Kiosk parity: No kiosk list was given.",),
            groups=(
                GroupScore(id="navigation", title="Navigation", score=44.0, weight=20, rules_run=3, rules_failed=1),
                GroupScore(id="kiosk", title="Kiosk parity", score=None, weight=10, reason="no list"),
            ),
        ),
        orientation=OrientationVerdict(
            navigation=OrientationCount(departmental=4, citizen=1, unclear=0, verdict="departmental", sentence="Of 5 labels, 4 name units."),
            content=OrientationCount(departmental=1, citizen=4, unclear=0, verdict="citizen", sentence="Of 5 pages, 1 is about a department."),
        ),
        ledger=(
            line("unit-labels", "navigation", 10.0, "The menus name units of the council: “Environmental Services” (1 of 2 labels)."),
            line("offline-tasks", "transactions", 2.75, "The task cannot be started online: “Report a missed bin” (1 of 2 tasks)."),
            line("good-titles", "content", 0.0, "Titles are clear.", "pass"),
        ),
        gains=(
            Gain(rule="unit-labels", points=9.5, sentence="Rename each unit.", verified=True, tried=("rename “Environmental Services” to “Bins and recycling”",), more=2, also=("offline-tasks",)),
            Gain(rule="offline-tasks", points=2.75, sentence="Offer a form.", verified=False),
        ),
        findings=(
            finding("unit-labels", "navigation", "The menu names a unit.", quoted("Environmental Services", target=f"{HOME}env", note="names a unit"), severity="critical"),
            finding("offline-tasks", "transactions", "No way to start “Report a missed bin”.", quoted("Ring the depot", "env/bins", kind="text", screenshot="pictures/one.jpg")),
        ),
        tasks=(BINS, TAX, task("register-to-vote", "Register to vote", reasons=("No page and no link on the site is about it.",))),
        sections=(
            ReportSection(label="Environmental Services", url=f"{HOME}env", pages=9, orientation="department", tasks=("report-missed-bin",)),
            ReportSection(label="Council tax", url=f"{HOME}tax", pages=4, orientation="topic", tasks=("council-tax-pay",)),
            ReportSection(label="About us", url=f"{HOME}about", pages=1, orientation="corporate", tasks=()),
        ),
        menu=(
            MenuEntry(label="Environmental Services", url=f"{HOME}env", orientation="department", confidence=0.99, why=("names a unit",), plain="Bins and recycling",
                      children=(MenuEntry(label="Refuse enquiries", url=f"{HOME}env/bins", orientation="topic", confidence=0.4),)),
            MenuEntry(label="Council tax", url=f"{HOME}tax", orientation="topic", confidence=0.9),
        ),
        seams=(
            Seam(host="www.gov.uk", tasks=("council-tax-pay",), url="https://www.gov.uk/tax", source=f"{HOME}tax", government=True, login=None, way_back=None, viewport=None, outcome="out_of_scope"),
            Seam(host="forms.vendor.example", tasks=("report-missed-bin",), url="https://forms.vendor.example/bins", source=f"{HOME}env/bins", government=False, login=True, way_back=False, viewport=False, outcome="ok"),
        ),
        pages=(
            ReportPage(url=HOME, outcome="ok", status=200, title="Anytown Council", kind="home", focus="task"),
            ReportPage(url=f"{HOME}env/bins", outcome="ok", status=200, title="Refuse enquiries – Anytown Council", kind="service", focus="task"),
            ReportPage(url=f"{HOME}old", outcome="timeout", status=None, title="", kind="", focus="", reason="no answer within 30 seconds"),
            ReportPage(url=f"{HOME}moved", outcome="redirect", status=301, title="", kind="", focus=""),
        ),
        links_broken=(BrokenLink(url=HOME, label="Old page", target=f"{HOME}gone", outcome="not_found", status=404),),
        rules=(
            rule("unit-labels", "navigation", "The site's menus speak of units", severity="critical"),
            rule("offline-tasks", "transactions", "A task cannot be started online"),
            rule("good-titles", "content", "Titles are unclear", outcome="pass"),
        ),
        outcomes={"ok": 2, "redirect": 1, "timeout": 1}, good=("Pages fit a phone.",),
        kiosk=(
            KioskService(id="pay-tax", label="Pay council tax", level=4, exempt=False, reason="", first_broken="", taps=2, kiosk_steps=3, capabilities={"card": KioskSubstitute(kept=True, words="pays by card")}),
            KioskService(id="bins", label="Missed bin", level=2, exempt=False, reason="", first_broken="Step 2, /env/bins: only by telephone.", broken_step=1, taps=None,
                         steps=(KioskStep(url=HOME, label="Environmental Services", action="tap", screenshot="pictures/one.jpg"), KioskStep(url=f"{HOME}env/bins", label="", action="start", screenshot="pictures/two.jpg")),
                         faults=("It can only be done by telephone",)),
            KioskService(id="keys", label="Hand in keys", level=None, exempt=True, reason="needs the office", first_broken=""),
        ),
    )  # fmt: skip


def everywhere(report: Report, change: Callable[[str], str]) -> Report:
    """The report with every text of the website changed, and our own words as they were."""
    changed = _changed(report, change)
    assert isinstance(changed, Report)
    return changed


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(v, change) for v in value)
    if is_dataclass(value) and not isinstance(value, (type, RuleInfo, GroupScore)):
        kept = {f.name: getattr(value, f.name) for f in fields(value)}
        changed = {k: _changed(v, change) for k, v in kept.items() if k not in ENUMS and not isinstance(v, dict)}
        if isinstance(value, (ReportSection,)):
            changed.pop("tasks")
        if isinstance(value, ReportTask):
            changed.pop("gatekeepers")
        return replace(value, **changed)
    return value
