"""``citizencheck kiosk`` and ``--kiosk`` as their users run them."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from citizencheck.cli.main import run as run_command
from citizencheck.kiosk import parse
from fixtures_support import SITES, materialise

LIST = SITES / "phone-gap" / "kiosk.csv"


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str | Path) -> Done:
    """The command in this process: starting one anew takes longer than most of these tests."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run_command([str(a) for a in arguments])
    return Done(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of phone-gap with its list, no browser."""
    folder = tmp_path_factory.mktemp("gap")
    materialise("phone-gap", folder / "site")
    done = run(
        "audit", folder / "site", "--no-browser", "--tier", "district", "--kiosk", LIST, "-o", folder / "run", "-q"
    )
    assert done.returncode == 0, done.stderr
    assert "What the kiosk does, on a phone" in done.stdout
    return folder / "run"


@pytest.mark.parametrize("kind", ["toml", "csv"])
def test_init_writes_a_list_that_check_accepts(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"kiosk.{kind}"

    assert run("kiosk", "init", file).returncode == 0
    checked = run("kiosk", "check", file)

    assert checked.returncode == 0
    assert "pay-council-tax  (LGSL 57 with LGIL 4)" in checked.stdout
    assert parse(file.read_bytes(), file.name) == parse(
        run("kiosk", "init", "--format", kind).stdout.encode(), file.name
    )


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.csv"
    file.write_text("mine")

    done = run("kiosk", "init", file)

    assert (done.returncode, file.read_text()) == (2, "mine")
    assert f"{file} is there already." in done.stderr


def test_a_broken_list_ends_before_anything_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.csv"
    file.write_text("label,steps,capabilities\nRent,many,cards\n")

    for done in (
        run("kiosk", "check", file),
        run("audit", "https://council.invalid", "--kiosk", file, "-o", tmp_path / "run"),
    ):
        assert done.returncode == 2
        assert "kiosk.csv, row 2, steps: 'many' is no whole number" in done.stderr
        assert "there is no capability 'cards'; did you mean 'card'?" in done.stderr
    assert not (tmp_path / "run").exists()


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("audit", "https://council.invalid", "--kiosk", tmp_path / "none.csv", "-o", tmp_path / "run")

    assert done.returncode == 2
    assert "There is no kiosk list at" in done.stderr
    assert "citizencheck kiosk init" in done.stderr


def test_without_a_browser_parity_is_not_scored_and_the_report_says_why(audited: Path) -> None:
    report = json.loads((audited / "report.json").read_text())
    group = next(g for g in report["score"]["groups"] if g["id"] == "kiosk")

    assert group["score"] is None
    assert group["reason"].startswith("It could not be told how far a phone does 5 of the kiosk’s 6 services: ")
    assert {s["id"]: s["level"] for s in report["kiosk"]} == {
        "pay-council-tax": None, "pay-rent": None, "pay-parking-fine": None, "parking-permit": None, "council-tax-support": None,
        "report-repair": 1, "cash-refund": None,
    }  # fmt: skip
    assert report["score"]["coverage"] < 1


def test_judge_keeps_to_the_runs_list_until_another_is_given(audited: Path, tmp_path: Path) -> None:
    before = (audited / "report.json").read_bytes()
    assert run("judge", audited, "--tier", "district").returncode == 0
    assert (audited / "report.json").read_bytes() == before

    other = tmp_path / "other.csv"
    other.write_text("label\nSchool meals\n")
    assert run("judge", audited, "--tier", "district", "--kiosk", other).returncode == 0
    assert [s["label"] for s in json.loads((audited / "report.json").read_text())["kiosk"]] == ["School meals"]
    assert run("judge", audited, "--tier", "district").returncode == 0
    assert json.loads((audited / "report.json").read_text())["kiosk_list"]["source"] == "other.csv"

    assert run("judge", audited, "--tier", "district", "--kiosk", LIST).returncode == 0
    assert (audited / "report.json").read_bytes() == before


def test_judge_walks_no_app(audited: Path) -> None:
    done = run("judge", audited, "--kiosk", "http://127.0.0.1:9/kiosk/")

    assert done.returncode == 2
    assert "was not walked for this run, and judging touches no network" in done.stderr


def test_why_explains_a_service(audited: Path) -> None:
    report = json.loads((audited / "report.json").read_text())
    (finding,) = [f for f in report["findings"] if f["group"] == "kiosk"]

    done = run("why", audited, finding["fingerprint"])

    assert done.returncode == 0, done.stderr
    assert "“Report a repair”: its page names no way to do it" in done.stdout


def test_a_page_that_only_the_list_knows_is_read(tmp_path: Path) -> None:
    (tmp_path / "site" / "rent").mkdir(parents=True)
    (tmp_path / "site" / "index.html").write_text(
        '<html lang="en"><title>Anytown</title><main><h1>Anytown</h1></main></html>'
    )
    (tmp_path / "site" / "rent" / "index.html").write_text(
        '<html lang="en"><title>Rent</title><main><h1>Rent</h1><p>Ring 01632 960000 to pay.</p></main></html>'
    )
    file = tmp_path / "kiosk.csv"
    file.write_text("label,web,exempt\nTenancy money,/rent/,\nElsewhere,https://pay.invalid/x,\nNever,/never/,by law\n")

    run("audit", tmp_path / "site", "--no-browser", "--kiosk", file, "-o", tmp_path / "run", "-q")
    report = json.loads((tmp_path / "run" / "report.json").read_text())

    assert {s["id"]: (s["level"], s["url"]) for s in report["kiosk"]} == {
        "tenancy-money": (2, "https://folder.invalid/rent/"),
        "elsewhere": (None, "https://pay.invalid/x"),
        "never": (None, "https://folder.invalid/never/"),
    }
    assert "https://folder.invalid/never/" not in {p["url"] for p in report["pages"]}
