"""The kiosk's services as a table: what it says, and that no label of a list breaks it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citizencheck.judge import judge
from citizencheck.kiosk import listed
from citizencheck.language import load_language
from citizencheck.model.report import KioskService, Report
from citizencheck.report import from_json, to_json, to_markdown
from citizencheck.report.kiosk_rows import kiosk_line, kiosk_rows
from citizencheck.report.terminal import render_terminal
from citizencheck.rulebook import load_rules
from citizencheck.ruletest import snapshot_of

HOME = '<html lang="en"><title>Anytown</title><main><h1>Anytown</h1><p>The council of Anytown.</p></main></html>'


@pytest.fixture(scope="module")
def report() -> Report:
    kiosk = listed([{"label": "School meals"}, {"label": "Cash refund", "exempt": "by law"}])
    return judge(snapshot_of({"/": HOME}, kiosk=replace(kiosk, source="kiosk.csv")), load_rules(), load_language())


def test_each_service_is_a_row(report: Report) -> None:
    assert kiosk_line(report) == "1 of the 1 services in kiosk.csv could be compared. Their mean level is 0.0 of 4."
    assert kiosk_rows(report) == (
        ("School meals", "0 not on the website", "", "/: nothing on the website speaks of it."),
        ("Cash refund", "exempt", "", "by law"),
    )
    assert "| School meals | 0 not on the website |" in to_markdown(report)
    assert "What the kiosk does, on a phone" in render_terminal(report)


def test_without_a_list_there_is_no_table(report: Report) -> None:
    bare = replace(report, kiosk=(), kiosk_list=None)

    assert "What the kiosk does" not in to_markdown(bare) + render_terminal(bare)


def test_no_label_breaks_a_table(report: Report) -> None:
    nasty = "a | b `c` **d** <script>x</script>\x1b[31m\nnext"
    service = KioskService(id="x", label=nasty, level=2, exempt=False, reason="", first_broken=nasty)
    hostile = replace(report, kiosk=(service,))
    row = next(line for line in to_markdown(hostile).splitlines() if line.startswith("| a"))

    assert row.count("|") - row.count("\\|") == 5
    assert "<script>" not in row
    assert "\x1b" not in render_terminal(hostile)


def test_the_kiosk_survives_json(report: Report) -> None:
    assert from_json(to_json(report)) == report
