"""A short report for a pull request's comment."""

from __future__ import annotations

from citizencheck.model.report import Report
from citizencheck.report.escape import for_markdown as md
from citizencheck.report.escape import short_url
from citizencheck.report.kiosk_rows import COLUMNS, kiosk_line, kiosk_rows
from citizencheck.report.words import GROUP_TITLES, VERDICTS, gain_sentence, score_sentence, tried_sentence


def to_markdown(report: Report) -> str:
    """The answer, the groups, what would gain most and the worst findings."""
    lines = [
        f"## citizencheck: {md(report.title or report.target)}",
        "",
        f"**{md(report.summary)}**",
        "",
        md(score_sentence(report)),
        "",
    ]
    lines += [
        f"- Navigation: {VERDICTS[report.orientation.navigation.verdict]}. {md(report.orientation.navigation.sentence)}"
    ]
    lines += [
        f"- Content: {VERDICTS[report.orientation.content.verdict]}. {md(report.orientation.content.sentence)}",
        "",
    ]
    lines += ["| Group | Score | Weight |", "| --- | ---: | ---: |"]
    lines += [
        f"| {g.title} | {'not measured' if g.score is None else f'{g.score:.0f}'} | {g.weight} |"
        for g in report.score.groups
    ]
    if report.gains:
        lines += ["", "### What would gain most, each alone", ""]
        lines += [
            f"{i}. {md(' '.join(filter(None, (g.sentence, gain_sentence(g), tried_sentence(g)))))}"
            for i, g in enumerate(report.gains[:5], 1)
        ]
    if report.kiosk_list is not None:
        lines += ["", "### What the kiosk does, on a phone", "", md(kiosk_line(report)), ""]
        lines += [f"| {' | '.join(COLUMNS)} |", "| --- | --- | ---: | --- |"]
        lines += [f"| {' | '.join(map(md, row))} |" for row in kiosk_rows(report)]
    if report.findings:
        lines += ["", "### Findings", ""]
        lines += [
            f"- **{f.severity}** {md(f.message)} — {md(short_url(f.url))} ({GROUP_TITLES.get(f.group, f.group)})"
            for f in report.findings[:15]
        ]
        if len(report.findings) > 15:
            lines.append(f"- … and {len(report.findings) - 15} more in the full report")
    return "\n".join(lines) + "\n"
