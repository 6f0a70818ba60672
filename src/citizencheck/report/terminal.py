"""The report in a terminal: readable at 60 columns and at 160, piped and without colour. The only file that imports rich."""

from __future__ import annotations

import io
import sys
from typing import Final, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from citizencheck.model.report import Report, ReportTask
from citizencheck.report.escape import for_terminal, short_url
from citizencheck.report.words import (
    STATUSES,
    VERDICTS,
    gain_sentence,
    kiosk_sentence,
    level_words,
    score_sentence,
    stars,
    tried_sentence,
)

COLOURS: Final = {"critical": "bold red", "serious": "red", "moderate": "yellow", "minor": "cyan"}
WIDE: Final = 110
PIPED: Final = 100


def print_report(report: Report, file: TextIO | None = None, width: int | None = None) -> None:
    """Prints the report to ``file``, by default standard output; without a terminal it is plain text of ``PIPED`` columns."""
    out = file or sys.stdout
    console = Console(
        file=out,
        width=width or (None if out.isatty() else PIPED),
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
    if console.width > WIDE:
        console = Console(file=out, width=WIDE, highlight=False, markup=False, emoji=False)
    for part in (_head, _groups, _gains, _findings, _journeys, _parity, _rest):
        part(console, report)


def render_terminal(report: Report) -> str:
    """The report as plain text, 80 columns wide."""
    out = io.StringIO()
    print_report(report, out, 80)
    return out.getvalue()


def _say(text: str, style: str = "") -> Text:
    return Text(for_terminal(text), style=style)


def _title(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold"))


def _head(console: Console, report: Report) -> None:
    console.print(_say(report.title or report.target, "bold"))
    console.print(_say(report.summary))
    console.print()
    value = report.score.value
    console.print(
        _say("Score: ", "bold")
        + _say(
            score_sentence(report),
            "" if value is None else "green" if value >= 70 else "yellow" if value >= 45 else "red",
        )
    )
    for name, verdict in (("Navigation", report.orientation.navigation), ("Content", report.orientation.content)):
        console.print(_say(f"{name}: ", "bold") + _say(f"{VERDICTS[verdict.verdict]}. {verdict.sentence}"))
    if report.status != "complete":
        console.print(_say(f"The crawl is {report.status}. {report.reason}", "yellow"))
    elif report.reason:
        console.print(_say(report.reason))


def _groups(console: Console, report: Report) -> None:
    _title(console, "By group")
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for group in report.score.groups:
        if group.score is None:
            table.add_row(group.title, "–", "", _say("not measured", "dim"))
        else:
            full = round(group.score / 5)
            table.add_row(
                group.title,
                f"{group.score:.0f}",
                Text("█" * full + "░" * (20 - full)),
                _say(
                    f"{group.rules_failed} of {group.rules_run} rules failed" if group.rules_failed else "all well",
                    "dim",
                ),
            )
    console.print(table)


def _gains(console: Console, report: Report) -> None:
    if not report.gains:
        return
    _title(console, "What would gain most, each alone")
    sentences = {line.rule: line.sentence for line in report.ledger}
    for number, gain in enumerate(report.gains[:5], 1):
        console.print(_say(f"{number}. {gain.sentence}"))
        console.print(_say(f"   {gain_sentence(gain)} {sentences.get(gain.rule, '')} [{gain.rule}]", "dim"))
        if gain.tried:
            console.print(_say(f"   {tried_sentence(gain)}", "dim"))


def _findings(console: Console, report: Report) -> None:
    if not report.findings:
        return
    _title(console, f"Findings ({len(report.findings)})")
    counts: dict[str, int] = {}
    for finding in report.findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    shown: set[str] = set()
    for finding in report.findings:
        if finding.rule in shown or len(shown) >= 12:
            continue
        shown.add(finding.rule)
        more = counts[finding.rule] - 1
        console.print(_say(f"{finding.severity:<9}", COLOURS.get(finding.severity, "")) + _say(finding.message))
        place = finding.evidence[0] if finding.evidence else None
        where = (
            f"“{place.quote[:70]}” on {short_url(place.url)}"
            if place and place.quote
            else f"on {short_url(place.url)}"
            if place
            else ""
        )
        console.print(_say(f"          {where}{f'; {more} more of this kind' if more else ''} [{finding.rule}]", "dim"))
    left = len(counts) - len(shown)
    if left > 0:
        console.print(_say(f"… and {left} more kinds of finding in the full report", "dim"))


def _journeys(console: Console, report: Report) -> None:
    asked = [t for t in report.tasks if t.expected and t.demand >= 2]
    if not asked:
        return
    _title(console, "Citizens' tasks, the weakest first")
    for task in asked[:8]:
        console.print(_say(f"{stars(task.stars) or '····'}  {task.title}: {_way(task)}"))
        if task.reasons:
            console.print(_say(f"      {' '.join(task.reasons[:2])}", "dim"))


def _way(task: ReportTask) -> str:
    route = next((r for r in task.routes if r.kind == "browse"), None) or (task.routes[0] if task.routes else None)
    if route is None:
        return STATUSES.get(task.status, task.status)
    return " > ".join(["Home", *(step.label for step in route.steps)])


def _parity(console: Console, report: Report) -> None:
    if report.kiosk_list is None:
        return
    _title(console, "What the kiosk does, on a phone")
    console.print(_say(kiosk_sentence(report.kiosk_list), "dim"))
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="dim")
    table.add_column("Service", overflow="fold", ratio=2)
    table.add_column("Level", overflow="fold", ratio=2)
    table.add_column("Taps", justify="right", no_wrap=True)
    table.add_column("Where it breaks first", overflow="fold", ratio=4)
    for service in report.kiosk:
        taps = "" if service.taps is None else str(service.taps)
        table.add_row(
            _say(service.label), _say(level_words(service)), taps, _say(service.first_broken or service.reason, "dim")
        )
    console.print(table)


def _rest(console: Console, report: Report) -> None:
    _title(console, "Not measured")
    for line in report.score.not_measured:
        console.print(_say(f"- {line}"))
    broken = len(report.links_broken)
    console.print()
    read = report.outcomes.get("ok", 0)
    console.print(
        _say(
            f"{read} pages judged by {len(report.rules)} rules; {broken} links lead nowhere. `citizencheck rules explain RULE` says more of a rule, "
            "`citizencheck why RUN RULE` how it came to its points.",
            "dim",
        )
    )
