"""A rule in plain words."""

from __future__ import annotations

import textwrap

from citizencheck.rulebook.loading import Rule

WIDTH = 88


def explain(rule: Rule) -> str:
    """All that a reader needs of a rule, as plain text."""
    file = rule.file
    parts = [
        f"{file.id}  ({rule.group}, {file.severity}, confidence {file.confidence}, {file.status})",
        f"Good: {file.title}.\nBad:  {file.failing}.",
        _part("Why it matters", file.why),
        _part("How to fix it", file.fix),
        _part("Where it may be wrong", file.assumes),
        _part(
            "Measured",
            f"by {file.detector}, for each {file.scope}{', as a browser shows it' if file.needs else ''}. Full marks at {file.judge.pass_at:g}, none at {file.judge.zero_at:g}, a straight line between.",
        ),
        "Sources\n" + "\n".join(f"  {s.title}\n    {s.url}\n    {s.supports}" for s in file.sources),
        "Examples (each is a test)\n" + "\n".join(f"  {e.expect:<15} {e.name}" for e in file.examples),
    ]
    return "\n\n".join(parts) + "\n"


def _part(title: str, text: str) -> str:
    return f"{title}\n{textwrap.fill(text, WIDTH, initial_indent='  ', subsequent_indent='  ')}"
