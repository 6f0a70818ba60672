"""``citizencheck whatif`` as its users run it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fixtures_support import materialise


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    blind = ["--no-browser"] if arguments[:1] in (("audit",), ("crawl",)) and "--help" not in arguments else []
    return subprocess.run(
        [sys.executable, "-m", "citizencheck", *arguments, *blind], capture_output=True, text=True,
        env={**os.environ, "NO_COLOR": "1"}, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("council")
    materialise("silo-first", place / "site")
    done = run("audit", str(place / "site"), "-o", str(place / "run"), "-q")
    assert done.returncode == 0, done.stderr
    return place / "run"


def held(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_a_rename_and_a_promotion_show_what_they_move(judged: Path) -> None:
    before = held(judged)
    got = run(
        "whatif", str(judged), "--rename", "waste management unit=Bins and recycling", "--promote", "report-noise"
    )

    assert got.returncode == 0, got.stderr
    said = " ".join(got.stdout.split())
    assert "What if: rename “Waste Management Unit” to “Bins and recycling”" in said
    assert "What if: link “Report a noise problem” from / to /environmental-services/environmental-protection/" in said
    assert "[top-tasks-missing-on-home] before: The home page links straight to 0 of the 8 top tasks" in said
    assert "after: The home page links straight to 1 of the 8 top tasks" in said
    assert "Report a noise problem: 2 clicks -> 1 click" in said
    assert held(judged) == before


def test_the_moves_sum_to_the_headline(judged: Path) -> None:
    got = run("whatif", str(judged), "--promote", "report-noise", "--format", "json")
    found = json.loads(got.stdout)

    report = json.loads((judged / "report.json").read_text())
    assert found["before"] == report["score"]["value"]
    assert found["after"] > found["before"]
    assert round(sum(m["points"] for m in found["rules"]), 2) == found["points"]
    assert found["points"] == round(found["after"] - found["before"], 2)
    assert [(m["id"], m["clicks_before"], m["clicks_after"]) for m in found["tasks"]] == [("report-noise", 2, 1)]
    assert [f["rule"] for f in found["new"]] == ["labels-without-their-action"]
    assert [(e["kind"], e["label"], e["idle"]) for e in found["edits"]] == [
        ("AddLink", "Report a noise problem", False)
    ]


def test_a_rename_to_the_same_words_changes_nothing_and_says_so(judged: Path) -> None:
    got = run("whatif", str(judged), "--rename", "Streetscene=Streetscene")

    assert "(it is so already)" in got.stdout
    assert "of 100, before and after." in got.stdout
    assert "No rule says anything else than before." in got.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "There is nothing to try."),
        (("--rename", "Street=Roads"), "Did you mean 'Streetscene'"),
        (("--link", "/nowhere/->/"), "the run holds no page '/nowhere/'"),
        (("--promote", "noise"), "Did you mean 'report-noise'"),
        (
            ("--promote", "apply-planning"),
            "“Apply for planning permission” cannot be promoted: there is no page for it.",
        ),
    ],
)
def test_what_cannot_be_tried_is_refused_with_what_is_near(judged: Path, arguments: tuple[str, ...], said: str) -> None:
    got = run("whatif", str(judged), *arguments)

    assert got.returncode == 2
    assert said in got.stderr
    assert not got.stdout
