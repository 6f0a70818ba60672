"""The report in a terminal: readable at 60 columns and at 160, piped and without colour. The only file that imports rich."""

from __future__ import annotations

import io
import sys
from collections import Counter
from typing import Final, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from citizencheck.gate import GateResult
from citizencheck.model.report import Report, ReportFinding
from citizencheck.report.decision import has_spoken, lines
from citizencheck.report.decision import verdict as gate_verdict
from citizencheck.report.escape import cut, for_terminal, short_url
from citizencheck.report.journeys import Stop, missing, worst
from citizencheck.report.kiosk_rows import COLUMNS, kiosk_line, kiosk_rows
from citizencheck.report.words import (
    VERDICTS,
    example,
    gain_sentence,
    more_kinds,
    outcome_of,
    phone_sentence,
    score_sentence,
    stars,
)

COLOURS: Final = {"critical": "bold red", "serious": "red", "moderate": "yellow", "minor": "cyan"}
WIDE: Final = 110
PIPED: Final = 100
NARROW: Final = 72
BAR: Final = 20
MOST_FINDINGS: Final = 12
MOST_JOURNEYS: Final = 5
MOST_MISSING: Final = 8


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
    for part in (_head, _groups, _gains, _journeys, _parity, _findings, _rest):
        part(console, report)


def render_terminal(report: Report, decision: GateResult | None = None) -> str:
    """The report as plain text, 80 columns wide, and before it what a gate decided."""
    out = io.StringIO()
    if decision is not None and has_spoken(decision):
        console = Console(file=out, width=80, highlight=False, markup=False, emoji=False)
        console.print(_say(gate_verdict(decision), "bold"))
        for line in lines(decision):
            _hung(console, _say(line), "–", indent=2)
        console.print()
    print_report(report, out, 80)
    return out.getvalue()


def _say(text: str, style: str = "") -> Text:
    return Text(for_terminal(text), style=style)


def _title(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold"))


def _hung(console: Console, text: Text, mark: str = "", *, indent: int, style: str = "") -> None:
    """Prints ``text`` with ``mark`` before it, its further lines as far to the right as its first."""
    table = Table.grid(padding=0)
    table.add_column(width=indent, no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(Text(mark, style=style), text)
    console.print(table)


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
    bar = BAR if console.width >= NARROW else BAR // 2
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for group in report.score.groups:
        if group.score is None:
            table.add_row(group.title, "–", "", _say("not measured", "dim"))
        else:
            full = round(group.score * bar / 100)
            table.add_row(
                group.title,
                f"{group.score:.0f}",
                Text("█" * full + "░" * (bar - full)),
                _say(outcome_of(group), "dim"),
            )
    console.print(table)


def _gains(console: Console, report: Report) -> None:
    if not report.gains:
        return
    _title(console, "What to mend first: what gains most, each alone")
    sentences = {line.rule: line.sentence for line in report.ledger}
    for number, gain in enumerate(report.gains[:5], 1):
        wrong = sentences.get(gain.rule, "")
        shown = "" if "“" in wrong else example(report, gain.rule)
        _hung(console, _say(f"{wrong} {shown}".strip()), f"{number}.", indent=3)
        _hung(console, _say(f"{gain.sentence} [{gain.rule}]", "dim"), indent=3)
        for edit in gain.tried:
            _hung(console, _say(edit), "   →", indent=5)
        if gain.more:
            _hung(console, _say(f"and {gain.more} more like these", "dim"), indent=5)
        _hung(console, _say(gain_sentence(gain), "green" if gain.verified and gain.points > 0 else ""), indent=3)
        if gain.also:
            _hung(console, _say(f"This mends {', '.join(gain.also)} too.", "dim"), indent=3)


def _findings(console: Console, report: Report) -> None:
    if not report.findings:
        return
    _title(console, f"Findings ({len(report.findings)})")
    counts = Counter(f.rule for f in report.findings)
    first = {f.rule: f for f in reversed(report.findings)}
    shown = list(dict.fromkeys(f.rule for f in report.findings))[:MOST_FINDINGS]
    for rule in shown:
        finding = first[rule]
        _hung(console, _say(finding.message), finding.severity, indent=10, style=COLOURS.get(finding.severity, ""))
        more = f"; {counts[rule] - 1} more of this kind" if counts[rule] > 1 else ""
        _hung(console, _say(f"{_where(finding)}{more} [{rule}]", "dim"), indent=10)
    if len(counts) > len(shown):
        console.print(_say(more_kinds(len(counts) - len(shown)), "dim"))


def _where(finding: ReportFinding) -> str:
    place = finding.evidence[0] if finding.evidence else None
    if place is None:
        return ""
    return f"“{cut(place.quote, 70)}” on {short_url(place.url)}" if place.quote else f"on {short_url(place.url)}"


def _journeys(console: Console, report: Report) -> None:
    walks = worst(report, MOST_JOURNEYS)
    if walks:
        _title(console, "The worst journeys")
    for walk in walks:
        _hung(console, _say(walk.task.title, "bold"), stars(walk.task.stars), indent=6)
        _hung(console, _say(" → ".join(f"{_stop(s)} ✗" if s.broken else _stop(s) for s in walk.stops)), indent=6)
        broken = next((s for s in walk.stops if s.broken), None)
        if broken:
            _hung(console, _say(f"Breaks at {_stop(broken)}. {' '.join(broken.faults)}", "red"), indent=6)
        if walk.faults:
            _hung(console, _say(f"Also: {' '.join(walk.faults[:3])}", "dim"), indent=6)
    gone = [t.title for t in missing(report.tasks)]
    if gone:
        _title(console, "Wanted, and without a page")
        more = f" and {len(gone) - MOST_MISSING} more" if len(gone) > MOST_MISSING else ""
        console.print(_say(f"{', '.join(gone[:MOST_MISSING])}{more}."))


def _stop(stop: Stop) -> str:
    """What a stop is called: a label by its words, the task's page as that."""
    return {"home": "home", "label": f"“{cut(stop.words, 60)}”", "page": "its page"}.get(stop.kind, stop.words)


def _parity(console: Console, report: Report) -> None:
    if report.kiosk_list is None:
        return
    _title(console, "What the kiosk does, on a phone")
    console.print(_say(phone_sentence(report)))
    console.print(_say(kiosk_line(report), "dim"))
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="dim")
    for column, ratio in zip(COLUMNS, (2, 2, None, 4), strict=True):
        table.add_column(column, overflow="fold", ratio=ratio)
    for row in kiosk_rows(report):
        table.add_row(*map(_say, row))
    console.print(table)


def _rest(console: Console, report: Report) -> None:
    _title(console, "Not measured")
    for line in report.score.not_measured:
        _hung(console, _say(line), "–", indent=2)
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
