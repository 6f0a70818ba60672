"""What an audit says of three real council sites, against what a person found on them.

The pages lie beside the project (``eval.data``), and never in it: where they are not there, this is skipped.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval import sites as real_sites
from eval.data import folder
from eval.floors import floor_of
from eval.sites import Line, Said, table

SITES = folder() / "sites"

pytestmark = pytest.mark.eval


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Said]]:
    if not SITES.is_dir():
        pytest.skip(f"the real sites are not at {SITES}: nothing was compared with what a person found")
    return real_sites.reports(SITES, tmp_path_factory.mktemp("sites"))


def test_most_of_what_a_person_found_is_reported(reports: dict[str, list[Said]]) -> None:
    wanted = [line for line in table() if line.kind == "must_report"]
    missed = [line for line in wanted if not line.said_by(reports[line.site])]

    assert 1 - len(missed) / len(wanted) >= floor_of("sites.must_report"), [
        f"{m.line}: {m.rules} at {m.url}" for m in missed
    ]


@pytest.mark.parametrize("line", [x for x in table() if x.kind == "must_not_report"], ids=lambda x: f"line {x.line}")
def test_what_a_person_calls_right_is_not_reported(line: Line, reports: dict[str, list[Said]]) -> None:
    wrong = line.said_by(reports[line.site])

    assert not wrong, wrong[:5]


def test_no_rule_serves_one_site_only() -> None:
    """No rule, task or word list names a place, a project or a firm of these sites: what they say holds for any council."""
    names = re.compile(
        r"\b(?:rector|camden|gloucestershire|cheltenham|cotswold|tewkesbury|stroud|torrington|tavistock|nexbillpay|ringway)\b",
        re.IGNORECASE,
    )
    rules = Path(__file__).parents[2] / "rules"

    told = [
        f"{p.name}: {m.group()}" for p in sorted(rules.rglob("*.toml")) for m in names.finditer(p.read_text("utf-8"))
    ]

    assert told == []
