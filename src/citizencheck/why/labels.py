"""A label: where it stands, whose words it speaks, which tasks it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citizencheck.judge.running import run_rules
from citizencheck.language.stems import fold
from citizencheck.model import LabelContext, Page
from citizencheck.model.report import ReportFinding
from citizencheck.why.case import Case, line, notes_of
from citizencheck.why.stands import stands
from citizencheck.why.values import FindingLine, JudgedLabel, LabelWhy, Stand
from citizencheck.why.words import Listening, judged_label, judged_text

WHERE: Final = {"nav": "main-nav", "header": "main-nav", "footer": "footer"}
MOST_PAGES: Final = 5
"""Pages on which rules are asked what they made of a label: it stands alike on the others."""


def explain_label(case: Case, asked: str) -> LabelWhy | None:
    """The label ``asked``; None where no menu and no link of the site bears it."""
    name = fold(asked)
    found = stands(case, lambda k: fold(k.text) == name)
    if not found:
        return None
    label = found[0].label
    parent = next((s.parent for s in found if s.region == "main"), found[0].parent)
    return LabelWhy(
        asked=asked,
        site=case.name,
        notes=notes_of(case),
        label=label,
        stands=found,
        verdicts=_verdicts(case, label, found),
        tasks=judged_text(case.language, case.language.match_tasks(label, parent=parent)),
        findings=quoting(case, label),
    )


def _verdicts(case: Case, label: str, found: Sequence[Stand]) -> tuple[JudgedLabel, ...]:
    """What the rules were told of the label; where none asked, what they would have been told."""
    listening = Listening(case.language)
    pages = [p for url in dict.fromkeys(s.example for s in found) if (p := case.snapshot.page(url))][:MOST_PAGES]
    for rule in case.rules.rules:
        listening.rule = rule.id
        run_rules([rule], case.site, listening, _read_by(rule.file.scope, pages))
    heard = listening.labels_like([label])
    if heard:
        return heard
    stand = found[0]
    home = case.site.home >= 0 and case.site.nodes[case.site.home].url == stand.example
    where = WHERE.get(stand.region, "home" if home else "landing")
    return (judged_label(case.language, label, LabelContext(parent=stand.parent, where=where)),)


def _read_by(scope: str, pages: list[Page]) -> list[Page]:
    return pages if scope == "page" else []


def quoting(case: Case, label: str) -> tuple[FindingLine, ...]:
    """Findings whose evidence is the label, then those that only name it in their message."""
    name = fold(label)

    def shows(f: ReportFinding) -> bool:
        return any(fold(e.quote) == name for e in f.evidence)

    shown = [f for f in case.report.findings if shows(f)]
    named = [f for f in case.report.findings if not shows(f) and f"“{name}”" in f.message.casefold()]
    return tuple(line(f) for f in (*shown, *named))
