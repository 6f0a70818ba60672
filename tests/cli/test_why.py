"""``citizencheck why`` as its users run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from citizencheck.crawl import CrawlPlan
from citizencheck.pipeline import audit
from fixtures_support import materialise

WILD = "Pay\x1b[31m now\u202e \u009b2J"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("why")
    materialise("silo-first", place / "site")
    home = place / "site" / "index.html"
    home.write_text(home.read_text().replace("</main>", f'<a href="/pay">{WILD}</a></main>'))
    audit(CrawlPlan(target=str(place / "site")), place / "run")
    return place / "run"


def why(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "citizencheck", "why", *map(str, arguments)], capture_output=True, text=True, check=False,
        env={**os.environ, "NO_COLOR": "1", **env}, timeout=120,
    )  # fmt: skip


def test_a_rule_with_one_finding_is_told_whole_and_its_sum_is_the_headline(run: Path) -> None:
    got = why(run, "department-words-in-menu")
    said = " ".join(got.stdout.split())

    assert got.returncode == 0, got.stderr
    assert "Measured again just now: 0.125 (count 7, total 8)." in said
    assert "looked up: the words stand in the stored page, at this very place" in said
    assert "“Technical Services” is taken for: department." in said
    rows = [line.split() for line in got.stdout.partition("5. The headline:")[2].splitlines()]
    lost = [float(r[1]) for r in rows if r[:1] == ["−"]]
    [rest] = [float(r[1]) for r in rows if r[:1] == ["="]]
    assert len(lost) == 3
    assert round(100 - sum(lost), 2) == rest
    assert rest == json.loads((run / "report.json").read_text())["score"]["value"]


@pytest.mark.parametrize("width", ["60", "120"])
@pytest.mark.parametrize("what", ["department-words-in-menu", "/environmental-services/", "Technical Services"])
def test_no_line_is_wider_than_the_terminal_but_for_what_is_copied(run: Path, width: str, what: str) -> None:
    lines = why(run, what, COLUMNS=width).stdout.splitlines()

    assert len(lines) > 10
    for line in lines:
        assert len(line) <= min(int(width), 110) or len(line.split()) == 1, line


@pytest.mark.parametrize(
    ("what", "kind", "keys"),
    [
        ("department-words-in-menu", "rule", {"rule", "points", "findings", "others"}),
        ("/", "page", {"url", "outcome", "bytes", "taken_for", "tasks", "links_in", "rules", "findings"}),
        ("Technical Services", "label", {"label", "stands", "verdicts", "tasks", "findings"}),
    ],
)
def test_json_is_one_object_that_names_its_kind(run: Path, what: str, kind: str, keys: set[str]) -> None:
    got = why(run, what, "-f", "json")
    told = json.loads(got.stdout)

    assert got.stderr == ""
    assert (told["kind"], told["asked"]) == (kind, what)
    assert keys | {"site", "notes"} <= set(told)


def test_what_a_site_writes_moves_no_cursor_in_either_format(run: Path) -> None:
    for form in ("terminal", "json"):
        got = why(run, "/", "-f", form)
        assert got.returncode == 0
        assert not set(got.stdout + got.stderr) & {"\x1b", "\u202e", "\u009b"}, form
    assert "Pay" in why(run, "/pay").stdout


def test_nothing_of_that_name_is_exit_2_with_what_is_near(run: Path) -> None:
    got = why(run, "department-words-in-menus")

    assert (got.returncode, got.stdout) == (2, "")
    assert "Nothing in the run is called 'department-words-in-menus'" in got.stderr
    assert "  department-words-in-menu\n" in got.stderr
    assert "Traceback" not in got.stderr


def test_a_run_without_a_report_is_told_to_judge(run: Path, tmp_path: Path) -> None:
    (tmp_path / "crawl.db").write_bytes((run / "crawl.db").read_bytes())

    got = why(tmp_path, "/")

    assert got.returncode == 2
    assert "citizencheck judge" in got.stderr


def test_a_folder_of_further_rules_brings_its_thresholds(run: Path, tmp_path: Path) -> None:
    got = why(run, "/", "--rules", tmp_path / "none")

    assert got.returncode == 2
    assert "does not exist" in got.stderr
