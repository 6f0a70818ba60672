"""A short report for a pull request's comment: the answer first, the rest folded, never longer than a comment may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from citizencheck.gate import GateResult
from citizencheck.model import RuleOutcome
from citizencheck.model.report import Report, ReportFinding
from citizencheck.report.escape import for_markdown as md
from citizencheck.report.escape import short_url
from citizencheck.report.kiosk_rows import COLUMNS, kiosk_line, kiosk_rows
from citizencheck.report.words import (
    GROUP_TITLES,
    VERDICTS,
    example,
    gain_sentence,
    more_kinds,
    score_sentence,
    tried_sentence,
    weight_of,
)

MOST_BYTES: Final = 60_000
"""GitHub refuses a comment of more than 65,536 characters."""
MOST_FINDINGS: Final = 40
"""Of those that a gate calls new."""
MOST_KINDS: Final = 40
OF_A_KIND: Final = 3
CELL: Final = 300
"""Characters of one text; the other formats have all of it."""


def to_markdown(report: Report, decision: GateResult | None = None) -> str:
    """The answer and, where a gate decided, what is new; then groups, gains and findings, folded. At most ``MOST_BYTES``."""
    parts = [
        _head(report),
        _decision(decision),
        _fold("By group", _groups(report)),
        _fold("What would gain most, each alone", _gains(report)),
        _fold("What the kiosk does, on a phone", _kiosk(report)),
        _fold(f"Findings ({len(report.findings)})", _findings(report.findings)),
        _fold("Not judged", _silent(report)),
    ]
    return _bounded([p for p in parts if p])


def _head(report: Report) -> list[str]:
    lines = [
        f"## citizencheck: {_short(report.title or report.target)}",
        "",
        f"**{md(report.summary)}**",
        "",
        md(score_sentence(report)),
        "",
    ]
    for name, count in (("Navigation", report.orientation.navigation), ("Content", report.orientation.content)):
        lines.append(f"- {name}: {VERDICTS[count.verdict]}. {md(count.sentence)}")
    if report.status != "complete":
        lines.append(f"- The crawl is {md(report.status)}. {md(report.reason)}")
    return lines


def _decision(decision: GateResult | None) -> list[str]:
    """What the gate has to say; nothing where it was asked for nothing."""
    if decision is None or not (decision.failures or decision.against or decision.notes):
        return []
    lines = ["", f"### {'Passed' if decision.passed else 'Not passed'}", ""]
    lines += [f"- {md(text)}" for text in (*decision.failures, *((decision.against,) if decision.against else ()))]
    if decision.against:
        lines += [f"- **New**, {_line(f)}" for f in decision.new[:MOST_FINDINGS]]
        lines += [
            f"- **Grown**, {_line(g.finding)}. Now also: {', '.join(f'“{_short(e.quote or e.note)}”' for e in g.added[:5])}"
            for g in decision.grown[:MOST_FINDINGS]
        ]
        lines += [f"- Mended, well done: {_line(f)}" for f in decision.fixed[:10]]
    return lines + [f"- {md(text)}" for text in decision.notes]


def _groups(report: Report) -> Iterator[str]:
    yield from ("| Group | Score | Weight |", "| --- | ---: | ---: |")
    for g in report.score.groups:
        yield f"| {md(g.title)} | {'not measured' if g.score is None else f'{g.score:.0f}'} | {weight_of(g)} |"


def _gains(report: Report) -> Iterator[str]:
    """What is wrong here by name, then the advice, which is the same for every site."""
    wrong = {line.rule: line.sentence for line in report.ledger}
    for i, g in enumerate(report.gains[:5], 1):
        said = " ".join(filter(None, (example(report, g.rule), g.sentence, gain_sentence(g), tried_sentence(g))))
        yield f"{i}. **{_short(wrong.get(g.rule, ''))}** {md(said)}"


def _kiosk(report: Report) -> Iterator[str]:
    if report.kiosk_list is None:
        return
    yield from (md(kiosk_line(report)), "")
    yield from (f"| {' | '.join(COLUMNS)} |", "| --- | --- | ---: | --- |")
    for row in kiosk_rows(report):
        yield f"| {' | '.join(map(md, row))} |"


def _findings(findings: Sequence[ReportFinding]) -> Iterator[str]:
    """By kind, the worst first: of each the first few in full, so that a fault of many pages hides no other."""
    kinds: dict[str, list[ReportFinding]] = {}
    for finding in findings:
        kinds.setdefault(finding.rule, []).append(finding)
    for found in list(kinds.values())[:MOST_KINDS]:
        for finding in found[:OF_A_KIND]:
            yield f"- {_line(finding)}"
            quotes = [_short(e.quote) for e in finding.evidence[:3] if e.quote and e.quote not in finding.message]
            if quotes:
                yield f"  “{'”, “'.join(quotes)}”"
        if len(found) > OF_A_KIND:
            yield f"  - and {len(found) - OF_A_KIND} more of this kind (`{found[0].rule}`) in the full report"
    if len(kinds) > MOST_KINDS:
        yield f"- {more_kinds(len(kinds) - MOST_KINDS)}"


def _line(finding: ReportFinding) -> str:
    shown = "" if finding.scored else ", not scored"
    group = GROUP_TITLES.get(finding.group, finding.group)
    return f"**{finding.severity}**{shown}: {_short(finding.message)} — {_short(short_url(finding.url))} ({md(group)})"


def _silent(report: Report) -> Iterator[str]:
    for rule in report.rules:
        if rule.outcome in (RuleOutcome.ERROR, RuleOutcome.CANNOT_TELL):
            yield f"- {md(rule.id)}: {md(rule.reason)}"
    for line in report.score.not_measured:
        yield f"- {md(line)}"


def _fold(title: str, lines: Iterable[str]) -> list[str]:
    inner = list(lines)
    return ["", f"<details><summary>{md(title)}</summary>", "", *inner, "", "</details>"] if inner else []


def _short(text: str) -> str:
    return md(text if len(text) <= CELL else f"{text[:CELL]}…")


def _bounded(parts: Sequence[Sequence[str]]) -> str:
    """The parts that fit, whole; of the first that does not as many lines as fit, and a word that more was left out."""
    made: list[str] = []
    left = MOST_BYTES - 200
    for part in parts:
        size = sum(len(line.encode()) + 1 for line in part)
        if size <= left:
            made += part
            left -= size
            continue
        folded = part[-1] == "</details>"
        for line in part[:-2] if folded else part:
            left -= len(line.encode()) + 1
            if left < 0:
                break
            made.append(line)
        made += ["", *(["</details>", ""] if folded else []), "The rest was left out, to keep this short."]
        break
    return "\n".join(made) + "\n"
