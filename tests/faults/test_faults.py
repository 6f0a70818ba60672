"""The real command, killed, interrupted, starved and hampered: it goes on with every page once, or refuses in words."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bigsite import BigSite, Ended, Play, ended, paths_read, report, unsound
from citizencheck.crawl.records import later
from citizencheck.store import RunStore
from hostile import Hostile, Request, Said, council, hang, links, page

KILLS = int(os.environ.get("CITIZENCHECK_KILLS", "3"))
"""Twelve, as the promise says, takes a minute: CITIZENCHECK_KILLS=12."""
FAST = ("--delay", "0", "--no-browser")
IN_FLIGHT = 16
"""Pages that one kill may cost, to be asked for once more."""


def wait_for(site: BigSite, more: int) -> None:
    """Waits until so many further pages were asked for."""
    there = threading.Event()
    site.after(more, there.set)
    assert there.wait(60)


def test_killed_at_random_moments_it_reads_every_page_once(tmp_path: Path) -> None:
    chance = random.Random(20)
    site = BigSite(300 if KILLS > 3 else 100, seconds=0.01)
    with Hostile(site) as server:
        play = Play(server, tmp_path / "run", FAST)
        for n in range(KILLS):
            before = site.refetches
            play.killed_after(site, chance.randint(3, 30), *(["--resume"] if n else []), wait=chance.random() / 10)
            assert unsound(play.run) == []
            assert site.refetches - before <= IN_FLIGHT
        done = play.to_end("--resume")

        assert (done.code, unsound(play.run)) == (0, [])
        assert sorted(paths_read(play.run, server)) == sorted(site.addresses)


def test_interrupted_it_reports_what_it_read_and_goes_on_later(tmp_path: Path) -> None:
    site = BigSite(60)
    with Hostile(site) as server:
        play = Play(server, tmp_path / "run", FAST)
        with play.started() as process:
            wait_for(site, 25)
            process.send_signal(signal.SIGTERM)
            stopped = ended(process)

        assert stopped.code == 130
        assert "--resume" in stopped.err
        assert report(play.run)["status"] == "partial"
        assert len(paths_read(play.run, server)) >= 25 - 3
        assert play.to_end("--resume").code == 0
        assert set(paths_read(play.run, server)) == site.addresses
        assert site.refetches == 0


def test_told_to_end_again_and_again_it_ends_in_words_with_its_own_exit_code(tmp_path: Path) -> None:
    site = BigSite(60)
    with Hostile(site) as server:
        play = Play(server, tmp_path / "run", FAST)
        with play.started() as process:
            wait_for(site, 25)
            began = time.monotonic()
            while process.poll() is None:
                process.send_signal(signal.SIGTERM)
                time.sleep(0.02)
            took = time.monotonic() - began
            stopped = ended(process)

        assert (stopped.code, unsound(play.run)) == (130, [])
        assert took < 5
        assert "Traceback" not in stopped.err
        assert play.to_end("--resume").code == 0
        assert set(paths_read(play.run, server)) == site.addresses


def test_an_interruption_does_not_wait_for_a_server_that_says_nothing(tmp_path: Path) -> None:
    asked = threading.Event()

    def say(request: Request) -> Said:
        if request.path == "/silent":
            asked.set()
            return hang
        return None

    with Hostile(council(say, "/silent")) as server:
        play = Play(server, tmp_path / "run", (*FAST, "--timeout", "600"))
        with play.started() as process:
            assert asked.wait(60)
            process.send_signal(signal.SIGINT)
            stopped = ended(process, 60)

        outcomes = {p["url"].removeprefix(server.url): p["outcome"] for p in report(play.run)["pages"]}
        assert (stopped.code, outcomes["/silent"]) == (130, "skipped_interrupted")


def test_without_room_it_says_so_and_goes_on_when_there_is_some(tmp_path: Path) -> None:
    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    site = BigSite(100, seconds=0)
    with Hostile(site) as server:
        play = Play(server, tmp_path / "run", FAST, preexec=little)
        starved = play.to_end()
        assert starved.code == 3
        assert "the disk is full or a file may not grow" in starved.err
        assert "Traceback" not in starved.err
        assert unsound(play.run) == []

        play.preexec = None
        assert play.to_end("--resume").code == 0
        assert sorted(paths_read(play.run, server)) == sorted(site.addresses)


def test_without_memory_for_a_browser_it_says_so_and_judges_what_it_read(tmp_path: Path) -> None:
    def little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))

    site = BigSite(10, seconds=0)
    with Hostile(site) as server:
        play = Play(server, tmp_path / "run", ("--delay", "0"), preexec=little)
        done = play.to_end()

    assert (done.code, set(paths_read(play.run, server))) == (0, site.addresses)
    assert "Traceback" not in done.err
    assert any(
        "too little memory" in said or "no Chromium" in said for said in report(play.run)["score"]["not_measured"]
    )


def test_nobody_takes_a_run_from_under_a_crawl_that_is_at_work_on_it(tmp_path: Path) -> None:
    site, gate = BigSite(60, seconds=0), threading.Event()
    with Hostile(site) as server:
        play = Play(server, tmp_path / "run", (*FAST, "--timeout", "100"))
        with play.started() as process:
            for n in (5, 6):  # both of the requests that are under way wait
                site.after(n, lambda: gate.wait(12))
            wait_for(site, 4)
            second = play.to_end("--overwrite")
            asked = subprocess.run(
                [sys.executable, "-m", "citizencheck", "status", str(play.run), "--json"],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            gate.set()
            first = ended(process)

        assert (second.code, first.code) == (3, 0)
        assert "Another process is at work" in second.err
        assert json.loads(asked.stdout)["state"] in ("crawling", "judging")
        assert (set(paths_read(play.run, server)), site.refetches) == (site.addresses, 0)


def _half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _scribbled(file: Path) -> None:
    with file.open("r+b") as f:
        f.seek(file.stat().st_size // 2)
        f.write(random.Random(1).randbytes(8192))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut in half": _half,
    "overwritten": _scribbled,
    "emptied": lambda file: file.write_bytes(b""),
    "a text": lambda file: file.write_text("no database\n" * 100),
    "no log": lambda file: file.with_name("crawl.db-wal").unlink(),
}


def test_a_damaged_run_ends_whole_or_is_refused_in_words(tmp_path: Path) -> None:
    site = BigSite(60, seconds=0)
    with Hostile(site) as server:
        play = Play(server, tmp_path / "killed", FAST)
        play.killed_after(site, 40)
        before = tmp_path / "killed"
        settled = shutil.copytree(before, tmp_path / "settled")
        RunStore.open(settled, write=True).close()  # what the log held is in the file
        ends: dict[str, Ended] = {}
        for name, damage in DAMAGE.items():
            play.run = shutil.copytree(before if name == "no log" else settled, tmp_path / name)
            damage(play.run / "crawl.db")
            ends[name] = play.to_end("--resume")
            if ends[name].code == 0:
                assert set(paths_read(play.run, server)) == site.addresses, name
            else:
                assert (ends[name].code, (play.run / "report.json").exists()) == (3, False), name
                assert "damaged" in ends[name].err, name
                assert "Traceback" not in ends[name].err, name

    assert ends["a text"].code == 3


def test_what_a_damaged_disk_lost_is_found_again(tmp_path: Path) -> None:
    site = BigSite(30, seconds=0)
    with Hostile(site) as server:
        play = Play(server, tmp_path / "run", FAST)
        assert play.to_end().code == 0
        with RunStore.open(play.run, write=True) as store:
            store._db.execute("DELETE FROM pages WHERE url_id = (SELECT id FROM urls WHERE url LIKE '%/record/3')")
            store._db.execute("DELETE FROM urls WHERE url LIKE '%/record/5'")
        play.to_end("--resume")

        assert set(paths_read(play.run, server)) == site.addresses
        assert {p for p, n in site.asked.items() if n > 1} == {"/record/3", "/record/5"}


@pytest.mark.parametrize(("tail", "code"), [
    ("| head -1", 0), (">&- 2>&-", 0), (">/dev/full 2>&1", 3),
    ("-f json | PYTHONIOENCODING=utf-8 python3 -m json.tool > /dev/null", 0),
])  # fmt: skip
def test_streams_that_are_closed_full_or_left_end_no_run(tmp_path: Path, tail: str, code: int) -> None:
    (tmp_path / "site").mkdir()
    body = page("Café – Anytown’s bins").partition(b"\r\n\r\n")[2]
    (tmp_path / "site" / "index.html").write_bytes(body)
    audit = f"{sys.executable} -m citizencheck audit {tmp_path}/site -o {tmp_path}/run --no-browser"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{audit} {tail}"], capture_output=True, text=True, check=False,
        env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip

    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert (unsound(tmp_path / "run"), report(tmp_path / "run")["title"]) == ([], "Café – Anytown’s bins - Anytown")


def test_a_run_that_was_cut_off_says_how_to_go_on(tmp_path: Path) -> None:
    site = BigSite(60, seconds=0)
    with Hostile(site) as server:
        play = Play(server, tmp_path / "run", FAST)
        play.killed_after(site, 30)
        said = subprocess.run(
            [sys.executable, "-m", "citizencheck", "status", str(play.run)], capture_output=True, text=True, check=True
        ).stdout

        assert said.startswith(f"The crawl of {server.url}/ was cut off: ")
        assert f"citizencheck audit {server.url}/ -o {play.run} --resume" in said


def test_a_run_never_ends_before_it_began() -> None:
    assert later("2026-11-24T23:59:59Z", 2.4) == "2026-11-25T00:00:01Z"


def test_links_of_the_big_site_make_a_tree() -> None:
    site = BigSite(300)
    assert len(site.addresses) == 300
    assert links("/record/1").encode() in site._pages["/record/0"]
