"""The commands as their users run them: exit codes, what goes where, and clear errors."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from citizencheck.cli.main import COMMANDS
from fixtures_support import materialise


def run(*arguments: str, stdin: str = "", cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    blind = ["--no-browser"] if arguments[:1] in (("audit",), ("crawl",)) and "--help" not in arguments else []
    return subprocess.run(
        [sys.executable, "-m", "citizencheck", *arguments, *blind], input=stdin, capture_output=True, text=True, cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", **env}, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("council") / "site"
    materialise("silo-first", place)
    return place


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class Answers(BaseHTTPRequestHandler):
    """Answers every address in one way, given by ``server.answer``."""

    def do_GET(self) -> None:
        status, headers, body = self.server.answer(self.path)  # type: ignore[attr-defined]  # set by serving
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def serve(server: ThreadingHTTPServer) -> Iterator[str]:
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def council(folder: Path) -> Iterator[str]:
    yield from serve(ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))))


def answering(answer: object) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.answer = answer  # type: ignore[attr-defined]  # read by Answers
    return server


def test_an_audit_over_http_prints_its_report_and_keeps_the_rest_in_the_run(council: str, tmp_path: Path) -> None:
    got = run("audit", council, "--delay", "0", "-o", str(tmp_path / "run"))

    assert got.returncode == 0, got.stderr
    assert "The navigation is arranged around the council's departments." in " ".join(got.stdout.split())
    assert "report.html" in got.stderr
    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert report["status"] == "complete"
    assert report["score"]["value"] < 75


def test_an_audit_of_a_folder_says_the_same_as_one_over_http(council: str, folder: Path, tmp_path: Path) -> None:
    run("audit", council, "--delay", "0", "-q", "-o", str(tmp_path / "http"))
    run("audit", str(folder), "-q", "-o", str(tmp_path / "folder"))
    http, local = (json.loads((tmp_path / n / "report.json").read_text()) for n in ("http", "folder"))

    assert http["score"]["groups"] == local["score"]["groups"]
    assert [f["fingerprint"] for f in http["findings"]] == [f["fingerprint"] for f in local["findings"]]


def test_a_dead_port_gives_a_sentence_exit_3_and_no_score(tmp_path: Path) -> None:
    got = run("audit", "http://127.0.0.1:9/", "-o", str(tmp_path / "run"), "--delay", "0")

    assert got.returncode == 3
    assert "The site could not be reached" in got.stderr
    assert "the connection was refused" in got.stderr
    assert "Traceback" not in got.stderr
    assert json.loads((tmp_path / "run" / "report.json").read_text())["score"]["value"] is None


def test_a_site_that_forbids_crawling_is_left_alone(tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(path: str) -> tuple[int, dict[str, str], bytes]:
        asked.append(path)
        return (
            (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n")
            if path == "/robots.txt"
            else (200, {}, b"<h1>Secret</h1>")
        )

    for url in serve(answering(answer)):
        got = run("audit", url, "-o", str(tmp_path / "run"), "--delay", "0")

    assert got.returncode == 3
    assert "robots.txt forbids" in got.stderr
    assert asked == ["/robots.txt"]
    report = json.loads((tmp_path / "run" / "report.json").read_text())
    assert (report["status"], report["score"]["value"]) == ("forbidden_by_robots", None)


def test_a_bot_wall_is_named_and_never_scored(tmp_path: Path) -> None:
    wall = b"<html><head><title>Just a moment...</title></head><body>Checking your browser before accessing the site</body></html>"

    for url in serve(answering(lambda _path: (403, {"Content-Type": "text/html", "cf-mitigated": "challenge"}, wall))):
        got = run("audit", url, "-o", str(tmp_path / "run"), "--delay", "0")

    assert got.returncode == 3
    assert json.loads((tmp_path / "run" / "report.json").read_text())["status"] == "blocked"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["audit", "no-such-folder"], "There is no folder no-such-folder"),
        (["audit", "www.anytown.gov.uk"], "Did you mean https://www.anytown.gov.uk?"),
        (["audit", "ftp://anytown.gov.uk/"], "is not an address that can be crawled"),
        (["audit", ".", "-f", "jsn"], "Did you mean json?"),
        (["audit", ".", "--fail-on", "new"], "needs a baseline"),
        (["judge", "no-such-run"], "There is no run in no-such-run"),
        (["report", "no-such-run"], "There is no report"),
        (["rules", "explain", "dead-linkz"], "Did you mean 'dead-links'?"),
        (["page", "no-such-file.html"], "There is no file"),
        (["audit", ".", "--rules", "no-such-folder"], "does not exist"),
    ],
)
def test_bad_input_gives_one_clear_error_and_no_traceback(arguments: list[str], words: str, tmp_path: Path) -> None:
    got = run(*arguments, cwd=tmp_path)

    assert got.returncode in (2, 3)
    assert words in got.stderr
    assert "Traceback" not in got.stderr
    assert got.stdout == ""


def test_a_broken_rule_file_is_named_with_its_key_before_anything_is_asked(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine" / "own").mkdir(parents=True)
    (tmp_path / "mine" / "own" / "x.toml").write_text('id = "x"\nstatus = "stable"\ntitel = "y"\n')

    got = run("audit", str(folder), "--rules", str(tmp_path / "mine"), "-o", str(tmp_path / "run"))

    assert got.returncode == 2
    assert "there is no key 'titel'; did you mean 'title'?" in got.stderr
    assert not (tmp_path / "run").exists()


def test_a_run_that_is_there_is_never_overwritten_unasked(folder: Path, tmp_path: Path) -> None:
    run("audit", str(folder), "-q", "-o", str(tmp_path / "run"))
    before = (tmp_path / "run" / "report.json").read_bytes()

    got = run("audit", str(folder), "-q", "-o", str(tmp_path / "run"))

    assert got.returncode == 2
    assert "--resume" in got.stderr
    assert (tmp_path / "run" / "report.json").read_bytes() == before
    assert run("audit", str(folder), "-q", "--overwrite", "-o", str(tmp_path / "run")).returncode == 0


def test_a_folder_with_other_things_in_it_is_refused_even_with_overwrite(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "precious.txt").write_text("keep")

    got = run("audit", str(folder), "--overwrite", "-o", str(tmp_path / "mine"))

    assert got.returncode == 2
    assert (tmp_path / "mine" / "precious.txt").read_text() == "keep"


def test_the_gate_fails_a_build_and_says_why(folder: Path, tmp_path: Path) -> None:
    got = run("audit", str(folder), "-q", "-o", str(tmp_path / "run"), "--fail-under", "90")

    assert got.returncode == 1
    assert "below 90" in got.stderr


def test_nothing_new_passes_against_its_own_baseline(folder: Path, tmp_path: Path) -> None:
    run("audit", str(folder), "-q", "-o", str(tmp_path / "run"))

    got = run(
        "judge",
        str(tmp_path / "run"),
        "--baseline",
        str(tmp_path / "run" / "report.json"),
        "--fail-on",
        "new",
        "-f",
        "markdown",
    )

    assert got.returncode == 0, got.stderr
    assert got.stdout.startswith("## citizencheck:")
    assert "0 new findings" in got.stderr


def test_labels_are_judged_line_by_line_in_order() -> None:
    rows = '{"label": "Streetscene", "where": "main-nav", "council": "x"}\nReport a missed bin\n\nCouncil tax\n'
    got = run("labels", "--json", stdin=rows)

    seen = [json.loads(line) for line in got.stdout.splitlines()]

    assert [(s["label"], s["orientation"]) for s in seen] == [
        ("Streetscene", "department"),
        ("Report a missed bin", "task"),
        ("Council tax", "topic"),
    ]
    assert all(0 <= s["confidence"] <= 1 and s["why"] for s in seen)


def test_texts_are_matched_to_tasks_with_their_lgsl_ids() -> None:
    got = run("tasks", "match", "--json", stdin="Report a pothole\nhttps://www.anytown.gov.uk/council-tax/pay\nzxqv\n")

    pothole, tax, nothing = (json.loads(line) for line in got.stdout.splitlines())

    assert (pothole["decision"], pothole["matches"][0]["lgsl"]) == ("match", [557])
    assert tax["matches"][0]["task"] == "pay-council-tax"
    assert (nothing["decision"], nothing["matches"]) == ("none", [])


def test_what_names_no_file_is_itself_the_text() -> None:
    matched = json.loads(run("tasks", "match", "--json", "council tax pay").stdout)
    judged = json.loads(run("labels", "--json", "Revenues and Benefits").stdout)

    assert matched["matches"][0]["task"] == "pay-council-tax"
    assert (judged["label"], judged["orientation"]) == ("Revenues and Benefits", "department")


def test_the_name_of_a_missing_file_is_no_text(tmp_path: Path) -> None:
    got = run("tasks", "match", str(tmp_path / "texts.jsonl"))

    assert got.returncode == 2
    assert "No such file" in got.stderr


def test_tasks_are_listed_as_one_array() -> None:
    tasks = json.loads(run("tasks", "list", "--json").stdout)

    assert len(tasks) >= 120
    assert set(tasks[0]) == {"id", "title", "lgsl", "lgil", "tiers"}


def test_a_page_shows_all_that_is_seen_in_it(folder: Path) -> None:
    seen = json.loads(
        run("page", str(folder / "index.html"), "--base-url", "https://www.anytown.gov.uk/", "--json").stdout
    )

    assert {"url", "title", "kind", "focus", "channel", "labels", "tasks", "findings"} <= set(seen)
    assert seen["kind"] == "home"
    assert seen["labels"]


def test_a_flag_beats_the_environment_which_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / "citizencheck.toml").write_text("max-pages = 5\ndepth = 3\nconcurrency = 1\n")

    lines = run("config", "show", "--depth", "1", cwd=tmp_path, CITIZENCHECK_CONCURRENCY="3").stdout.splitlines()
    shown = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines}

    assert shown["max-pages"] == "5  [citizencheck.toml]"
    assert shown["depth"] == "1  [flag]"
    assert shown["concurrency"] == "3  [environment (CITIZENCHECK_CONCURRENCY)]"


def test_an_unknown_setting_is_refused_with_a_suggestion(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "citizencheck.toml").write_text("max-page = 5\n")

    got = run("audit", str(folder), cwd=tmp_path)

    assert got.returncode == 2
    assert "Did you mean max-pages?" in got.stderr


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(command: str) -> None:
    got = run(command, "--help")

    assert got.returncode == 0
    assert "Usage: citizencheck" in got.stdout


def test_a_reader_that_goes_away_and_an_ascii_terminal_do_no_harm(folder: Path, tmp_path: Path) -> None:
    run("audit", str(folder), "-q", "-o", str(tmp_path / "run"))
    ascii_only = run("report", str(tmp_path / "run"), LC_ALL="C", PYTHONIOENCODING="ascii")
    gone = subprocess.run(
        f"{sys.executable} -m citizencheck report {tmp_path / 'run'} -f json | head -c 10",
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ascii_only.returncode == 0
    assert "Error" not in gone.stderr
    assert "Traceback" not in gone.stderr
