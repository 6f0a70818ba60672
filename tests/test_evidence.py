"""The evidence for the record: an archive that others can open, and a proof that notices every change."""

from __future__ import annotations

import gc
import hashlib
import json
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from warcio.archiveiterator import ArchiveIterator

from citizencheck.cli.main import run as cli
from citizencheck.crawl import CrawlPlan
from citizencheck.errors import UsageError
from citizencheck.pipeline import archive_run, audit, verify_run
from citizencheck.store import RunStore
from fixtures_support import materialise


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A council over HTTP: a folder without its slash is a redirect."""
    folder = materialise("mixed", tmp_path_factory.mktemp("council") / "site")
    home = folder / "index.html"
    home.write_text(home.read_text().replace("</main>", '<a href="/a-z">All services</a></main>'))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def judged(council: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("run") / "run"
    audit(CrawlPlan(target=council, delay=0, seams=False), place)
    return place


@pytest.fixture
def run(judged: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    copy = tmp_path / "run"
    copy.mkdir()
    for name in ("crawl.db", "report.json"):
        (copy / name).write_bytes((judged / name).read_bytes())
    return copy


def test_every_finding_of_an_honest_run_is_proven(judged: Path) -> None:
    told = verify_run(judged, judged)

    assert told.problems == ()
    assert told.pieces > 20
    assert told.proven + told.without_bytes == told.pieces


def test_bytes_that_were_changed_are_noticed_and_the_command_fails(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = json.loads((run / "report.json").read_text())
    sha256 = next(e["sha256"] for f in report["findings"] for e in f["evidence"] if e["sha256"])
    with sqlite3.connect(run / "crawl.db") as db:
        db.execute("UPDATE bodies SET body = ? WHERE sha256 = ?", (zlib.compress(b"<h1>All is well</h1>"), sha256))

    told = verify_run(run, run)

    assert {p.what for p in told.problems} == {f"the bytes stored under {sha256} have another hash: they were changed"}
    assert cli(["verify", str(run / "report.json"), str(run)]) == 1
    assert "they were changed" in capsys.readouterr().out


def test_words_that_were_put_into_a_report_are_noticed(run: Path) -> None:
    report = json.loads((run / "report.json").read_text())
    piece = next(e for f in report["findings"] for e in f["evidence"] if e["quote"] and e["sha256"])
    piece["quote"] = "The mayor’s office of silly walks"
    (run / "report.json").write_text(json.dumps(report))

    [problem] = verify_run(run / "report.json", run).problems

    assert (problem.quote, problem.what) == (piece["quote"], "the bytes do not hold the words that are quoted")


def test_a_report_of_another_run_is_noticed(run: Path) -> None:
    report = json.loads((run / "report.json").read_text())
    for finding in report["findings"]:
        for piece in finding["evidence"]:
            piece["sha256"] = piece["sha256"] and "0" * 64
    (run / "report.json").write_text(json.dumps(report))

    told = verify_run(run, run)

    assert told.proven == 0
    assert {p.what for p in told.problems} == {f"the run holds no bytes with the hash {'0' * 64}"}


# warcio leaves the files that it spools to the garbage collector.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile")
def test_the_archive_is_valid_and_holds_the_very_bytes(judged: Path, tmp_path: Path) -> None:
    out = tmp_path / "site.wacz"

    count = archive_run(judged, out)
    checked = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "wacz", "validate", "-f", str(out)], capture_output=True, text=True, check=False, timeout=60
    )  # fmt: skip

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "the passed WACZ is valid" in checked.stdout
    with zipfile.ZipFile(out) as archive, archive.open("archive/site.warc.gz") as file:
        records = [
            (r.rec_type, r.rec_headers, r.http_headers, r.content_stream().read()) for r in ArchiveIterator(file)
        ]
        pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").decode().splitlines()[1:]]
    assert len(records) == count
    held = {h.get_header("WARC-Target-URI"): body for kind, h, _, body in records if kind == "resource"}
    with RunStore.open(judged) as store:
        read = {p.url: p.sha256 for p in store.pages()}
        redirects = {r.url: r.target for r in store.records() if r.outcome == "redirect"}
    assert {u: hashlib.sha256(held[u]).hexdigest() for u in read} == read
    assert {p["url"] for p in pages} == set(read)
    led = {
        h.get_header("WARC-Target-URI"): http.get_header("Location")
        for kind, h, http, _ in records
        if kind == "response"
    }
    assert led == redirects != {}
    assert held["urn:citizencheck:report.json"] == (judged / "report.json").read_bytes()
    gc.collect()


def test_an_archive_by_another_name_is_refused(judged: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"does not end in \.wacz"):
        archive_run(judged, tmp_path / "site.zip")
