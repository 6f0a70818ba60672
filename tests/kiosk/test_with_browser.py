"""Planted faults on a real phone screen, and a kiosk's app read off its own."""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from browser_support import find_browser
from citizencheck.crawl import CrawlPlan
from citizencheck.errors import KioskError
from citizencheck.model.report import KioskService, Report
from citizencheck.pipeline import BrowserOptions, JudgeOptions, audit, judge_run, read_kiosk, walk_kiosk
from fixtures_support import SITES, materialise

pytestmark = pytest.mark.browser
APP = SITES.parent / "kiosks" / "market-house"
PAIR = ("phone-parity", "phone-gap")
BESIDE = (
    "bins",
    "planning",
    "council",
    "accessibility",
    "council-tax/discount",
    "council-tax/moving-home",
    "housing/apply",
    "housing/homeless",
    "streets/noise",
    "streets/fly-tipping",
)
"""What the kiosk has nothing to do with: fewer pages for the browser to look at."""


@pytest.fixture(scope="module")
def options() -> BrowserOptions:
    return BrowserOptions(path=find_browser(), environ=dict(os.environ))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, options: BrowserOptions) -> dict[str, Path]:
    made = {}
    for name in PAIR:
        folder = tmp_path_factory.mktemp(name)
        materialise(name, folder / "site")
        for beside in BESIDE:
            shutil.rmtree(folder / "site" / beside)
        kiosk = read_kiosk(SITES / name / "kiosk.csv")
        audit(
            CrawlPlan(target=str(folder / "site")),
            folder / "run",
            options=JudgeOptions(tier="district", pack="uk"),
            browser=options,
            kiosk=kiosk,
        )
        made[name] = folder / "run"
    return made


@pytest.fixture(scope="module")
def reports(runs: dict[str, Path]) -> dict[str, Report]:
    return {name: judge_run(run, JudgeOptions(tier="district", pack="uk")) for name, run in runs.items()}


def path(url: str) -> str:
    return url.removeprefix("https://folder.invalid")


def broken_at(service: KioskService) -> str:
    return "" if service.broken_step is None else path(service.steps[service.broken_step].url)


@pytest.mark.parametrize("name", PAIR)
def test_each_planted_fault_is_found_at_its_step_and_nothing_else_is_accused(
    name: str, reports: dict[str, Report]
) -> None:
    planted = tomllib.loads((SITES / name / "site.toml").read_text())["kiosk"]

    found = {s.id: [s.level, broken_at(s)] for s in reports[name].kiosk if not s.exempt}

    assert found == {service: told[:2] for service, told in planted.items()}


def test_the_faults_are_named_for_what_they_are(reports: dict[str, Report]) -> None:
    assert {s.id: s.faults for s in reports["phone-gap"].kiosk if s.faults} == {
        "pay-council-tax": ("the page sends phones away",),
        "pay-rent": ("the page sends phones away",),
        "pay-parking-fine": ("the page sends phones away",),
        "parking-permit": ("the form is wider than a phone’s screen",),
        "council-tax-support": ("document scan: the form has no place for a photo of the papers",),
        "report-repair": ("its page names no way to do it",),
    }


@pytest.mark.parametrize("name", PAIR)
def test_the_group_is_the_mean_level_and_the_ledger_still_sums(name: str, reports: dict[str, Report]) -> None:
    report = reports[name]
    levels = [s.level for s in report.kiosk if s.level is not None]
    group = next(g for g in report.score.groups if g.id == "kiosk")
    wanted = tomllib.loads((SITES / name / "site.toml").read_text())["expect"]

    assert group.score == pytest.approx(100 * sum(levels) / len(levels) / 4)
    assert report.kiosk_list is not None
    assert wanted.get("kiosk_min", 0) <= (report.kiosk_list.mean or 0) <= wanted.get("kiosk_max", 4)
    assert report.score.value is not None
    assert sum(round(x.points_lost * 100) for x in report.ledger) == round((100 - report.score.value) * 100)


def test_each_step_has_its_picture_and_the_exempt_service_is_listed_and_not_judged(
    runs: dict[str, Path], reports: dict[str, Report]
) -> None:
    *judged, refund = reports["phone-gap"].kiosk

    assert all((runs["phone-gap"] / s.screenshot).read_bytes().startswith(b"\xff\xd8") for k in judged for s in k.steps)
    assert (refund.id, refund.exempt, refund.level, refund.reason) == (
        "cash-refund",
        True,
        None,
        "refunds in cash need a signature on paper",
    )
    assert not [f for f in reports["phone-gap"].findings if "refund" in f.message.casefold()]


def test_judging_again_gives_the_same_bytes_by_the_list_that_the_run_keeps(runs: dict[str, Path]) -> None:
    file = runs["phone-gap"] / "report.json"
    before = file.read_bytes()

    judge_run(runs["phone-gap"], JudgeOptions(tier="district", pack="uk"))

    assert file.read_bytes() == before
    assert b'"source": "kiosk.csv"' in before


class Quiet(SimpleHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(f"GET {self.path}")
        super().do_GET()

    def do_POST(self) -> None:
        self.asked.append(f"POST {self.path}")
        self.send_error(405)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def app() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    handler = type("Noting", (Quiet,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(APP)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", asked
    server.shutdown()
    server.server_close()


def test_every_service_is_read_off_the_kiosks_app_and_nothing_else(
    app: tuple[str, list[str]], options: BrowserOptions
) -> None:
    url, asked = app

    kiosk = walk_kiosk(url, options, CrawlPlan(target=url, delay=0))

    assert {(s.label, s.steps): {c.value for c in s.capabilities} for s in kiosk.services} == {
        ("Council tax", 3): {"card", "cash", "receipt_print"},
        ("Council rent", 3): {"card", "cash", "receipt_print"},
        ("Business rates", 3): {"card", "cash", "receipt_print"},
        ("Council invoice", 3): {"card", "cash", "receipt_print"},
        ("Garage rent", 4): {"card", "cash", "receipt_print"},
        ("School meals", 4): {"card", "cash", "receipt_print"},
        ("Scan documents", 2): {"document_scan"},
        ("Check in for an appointment", 2): {"check_in"},
        ("Home repairs", 2): set(),
        ("Book a hall", 2): set(),
        ("Pay a parking fine", 3): {"card"},
        ("Renew a parking permit", 3): {"document_scan"},
    }
    assert {s.languages for s in kiosk.services} == {("en", "cy")}
    assert [s.web for s in kiosk.services if s.web] == ["https://www.wrenford.example/halls/"]
    assert (kiosk.name, kiosk.source) == ("Market House", url)
    assert not [a for a in asked if a.startswith("POST") or "paid" in a or "staff" in a]


def test_an_app_without_a_service_is_refused_in_words(app: tuple[str, list[str]], options: BrowserOptions) -> None:
    with pytest.raises(
        KioskError, match=r"No service could be read off the kiosk's app at http://127\.0\.0\.1:\d+/nothing"
    ):
        walk_kiosk(f"{app[0]}nothing.html", options, CrawlPlan(target="", delay=0))
