"""The GitHub Action and the GitLab template, as far as they can be tried without their hosts: they parse, and their shell parts run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from fixtures_support import materialise

TOP = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
GITLAB: dict[str, Any] = yaml.safe_load((TOP / "docs" / "ci" / "gitlab.yml").read_text(encoding="utf-8"))
AUDIT: dict[str, Any] = next(s for s in ACTION["runs"]["steps"] if s.get("id") == "audit")


def shell(script: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("INPUT_", "GITHUB_", "CITIZENCHECK_FAIL"))}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=cwd, env={**kept, "PATH": path, **env}, capture_output=True, text=True, check=False, timeout=120
    )  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a built site in ``public``."""
    materialise("mixed", tmp_path / "public")
    (tmp_path / "citizencheck.toml").write_text("browser = false\n")  # what a browser shows is tested elsewhere
    return tmp_path


def act(repository: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str], str]:
    """The audit step with the inputs' defaults, its outputs, and its summary."""
    names = {v.split("inputs.")[1].split(" ")[0]: k for k, v in AUDIT["env"].items()}
    given = {names[name]: str(spec.get("default", "")) for name, spec in ACTION["inputs"].items()}
    given.update({names[name.replace("_", "-")]: value for name, value in inputs.items()})
    output, summary = repository / "output.txt", repository / "summary.md"
    for file in (output, summary):
        file.write_text("")
    got = shell(AUDIT["run"], repository, GITHUB_ACTION_PATH=str(TOP), GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary), **given)  # fmt: skip
    return got, dict(line.partition("=")[::2] for line in output.read_text().splitlines()), summary.read_text()


def test_every_input_reaches_the_script_as_a_variable_and_none_stands_in_a_command() -> None:
    assert {f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]} == set(AUDIT["env"].values())
    assert not [s for s in ACTION["runs"]["steps"] if "${{" in s.get("run", "")]


def test_the_action_makes_its_first_baseline_passes_against_it_and_fails_for_what_is_new(repository: Path) -> None:
    first, outputs, summary = act(repository, target="public", baseline="main.json", fail_on="new")

    assert first.returncode == 0, first.stderr
    assert "There is no baseline at main.json yet" in first.stderr
    assert set(outputs) == set(ACTION["outputs"])
    assert 0 < float(outputs["score"]) < 100
    assert all((repository / outputs[name]).is_file() for name in set(outputs) - {"score"})
    assert summary.startswith("## citizencheck: ")
    assert re.search(r"^::(?:error|warning|notice) file=public/[\w/-]*index\.html,title=", first.stdout, re.MULTILINE)
    results = json.loads((repository / outputs["sarif"]).read_text())["runs"][0]["results"]
    files = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
    assert files
    assert all((repository / f).is_file() for f in files)

    (repository / outputs["report"]).rename(repository / "main.json")
    same, _, _ = act(repository, target="public", baseline="main.json", fail_on="new")
    home = repository / "public" / "index.html"
    home.write_text(home.read_text().replace("</main>", '<p><a href="/gone/">Report a pothole</a></p></main>'))
    worse, outputs, summary = act(repository, target="public", baseline="main.json", fail_on="new critical")

    assert same.returncode == 0, same.stderr
    assert worse.returncode == 1
    assert "::error title=Not passed::1 new finding since the baseline." in worse.stdout
    assert "title=broken-links::" in worse.stdout
    assert "Not passed" in summary
    assert outputs["score"] != ""


@pytest.mark.parametrize("target", ["", "$(touch evil)", "public; touch evil"])
def test_an_odd_target_is_an_error_and_no_command(repository: Path, target: str) -> None:
    got, _, _ = act(repository, target=target)

    assert got.returncode == 2
    assert not (repository / "evil").exists()


def lines(job: dict[str, Any], key: str) -> Sequence[str]:
    return [str(line) for line in job[key]]


def test_the_gitlab_job_writes_the_reports_that_it_names_and_fails_for_what_is_new(repository: Path) -> None:
    job = GITLAB["citizencheck"]
    script = "\n".join(lines(job, "script"))
    variables = {k: str(v) for k, v in job["variables"].items()}

    first = shell(script, repository, **variables)
    (repository / "citizencheck-run" / "report.json").rename(repository / variables["CITIZENCHECK_BASELINE"])
    home = repository / "public" / "index.html"
    home.write_text(home.read_text().replace("</main>", '<p><a href="/gone/">Report a pothole</a></p></main>'))
    second = shell(script, repository, **variables)

    assert first.returncode == 0, first.stderr
    assert second.returncode == 1, second.stderr
    assert "New: moderate: " in second.stderr
    issues = json.loads((repository / job["artifacts"]["reports"]["codequality"]).read_text())
    assert {"description", "check_name", "fingerprint", "severity", "location"} == set(issues[0])
    assert len({i["fingerprint"] for i in issues}) == len(issues)
    assert (repository / issues[0]["location"]["path"]).is_file()
    suites = ET.parse(repository / job["artifacts"]["reports"]["junit"]).getroot()
    failed = [c.get("classname") for c in suites.iter("testcase") if c.find("failure") is not None]
    assert failed == ["citizencheck.findability.broken-links"]
    assert all((repository / path).is_file() for path in job["artifacts"]["paths"])
