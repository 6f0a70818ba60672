"""What judging leaves in a run directory, and that rendering it again gives the same page."""

from pathlib import Path

import pytest

from citizencheck.cli.main import run
from citizencheck.crawl import CrawlPlan
from citizencheck.pipeline import audit, clear, pictures_of, read_report
from citizencheck.report import findings_csv, pages_csv, to_html
from fixtures_support import materialise


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("council")
    audit(CrawlPlan(target=str(materialise("tiny", place / "site"))), place / "run")
    return place / "run"


def test_the_page_and_the_tables_that_it_links_to_lie_side_by_side(judged: Path) -> None:
    report = read_report(judged)

    assert (judged / "report.html").read_text(encoding="utf-8") == to_html(report, pictures_of(judged))
    assert (judged / "findings.csv").read_bytes().decode() == findings_csv(report)
    assert (judged / "pages.csv").read_bytes().decode() == pages_csv(report)


@pytest.mark.parametrize("what", ["", "report.json"])
def test_the_command_renders_the_same_page_again(judged: Path, tmp_path: Path, what: str) -> None:
    assert run(["report", str(judged / what), "-f", f"html:{tmp_path / 'again.html'}"]) == 0

    assert (tmp_path / "again.html").read_bytes() == (judged / "report.html").read_bytes()


def test_pictures_are_read_from_the_run_whether_it_or_its_report_is_named(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "one.jpg").write_bytes(b"bytes")
    (tmp_path / "report.json").write_text("{}")

    assert pictures_of(tmp_path)("pictures/one.jpg") == b"bytes"
    assert pictures_of(tmp_path / "report.json")("pictures/one.jpg") == b"bytes"
    assert pictures_of(tmp_path)("pictures/two.jpg") is None


def test_a_cleared_run_keeps_none_of_its_reports(tmp_path: Path) -> None:
    audit(CrawlPlan(target=str(materialise("tiny", tmp_path / "site"))), tmp_path / "run")
    clear(tmp_path / "run")

    assert list((tmp_path / "run").iterdir()) == []
