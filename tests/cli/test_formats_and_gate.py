"""Formats, acceptances, comparisons and secrets, as a user of the command meets them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from citizencheck.cli.main import run
from citizencheck.report import FORMATS
from fixtures_support import materialise


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return materialise("mixed", tmp_path_factory.mktemp("council") / "site")


@pytest.fixture(scope="module")
def judged(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("run") / "run"
    assert run(["audit", str(folder), "--no-browser", "-q", "-o", str(place), "-f", "json:/dev/null"]) == 0
    return place


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"terminal"}))
def test_a_report_can_be_rendered_again_in_every_format(judged: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"report.{FORMATS[name].suffix}"

    assert run(["report", str(judged), "-f", f"{name}:{path}"]) == 0
    first = path.read_bytes()
    assert run(["report", str(judged / "report.json"), "-f", f"{name}:{path}"]) == 0

    assert path.read_bytes() == first != b""


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('rule = "broken-links"\nreson = "x"\nuntil = 2026-12-31', "there is no key 'reson'.\nDid you mean reason?"),
        ('rule = "broken-link"\nreason = "x"\nuntil = 2026-12-31', "there is no rule 'broken-link'.\nDid you mean broken-links?"),
        ('rule = "broken-links"\nreason = "x"', "until must be said."),
        ('rule = "broken-links"\nuntil = 2026-12-31', "reason must be said."),
        ('rule = "broken-links"\nreason = "x"\nuntil = "soon"', "until is 'soon' and no date."),
        ('rule = "broken-links"\nurl = 3\nreason = "x"\nuntil = 2026-12-31', "url is not a text."),
    ],
)  # fmt: skip
def test_a_wrong_acceptance_is_refused_before_anything_is_asked(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], entry: str, words: str
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "citizencheck.toml").write_text(f"[[accept]]\n{entry}\n")

    assert run(["audit", str(folder), "-o", "run"]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "citizencheck.toml, [[accept]] 1" in said
    assert not (tmp_path / "run").exists()


def test_what_is_accepted_passes_and_is_told_and_what_has_ended_counts_again(
    judged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    report = json.loads((judged / "report.json").read_text())
    rules = sorted({f["rule"] for f in report["findings"] if f["scored"]})

    def settings(until: str) -> None:
        entries = [f'[[accept]]\nrule = "{r}"\nreason = "we rebuild in spring"\nuntil = {until}\n' for r in rules]
        Path("citizencheck.toml").write_text('fail-on = ["minor"]\nmax-pages = 5\n' + "\n".join(entries))

    settings("2999-12-31")
    held = run(["judge", str(judged)])
    told = capsys.readouterr().err
    settings("2020-12-31")
    ended = run(["judge", str(judged)])

    assert (held, ended) == (0, 1)
    assert f"accepted until 2999-12-31: {rules[0]} (we rebuild in spring)." in told
    assert f"The acceptance of {rules[0]} ended on 2020-12-31." in capsys.readouterr().err


def test_a_comparison_is_printed_and_written(judged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "compared.html"

    assert run(["compare", str(judged), str(judged / "report.json"), "-f", "json", "-f", f"html:{path}"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["gap"]["points"], told["told_apart"]) == ("redesign", 0, False)
    assert path.read_text().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--base-url", "https://www.othertown.gov.uk/"], "Neither of the two is of www.othertown.gov.uk"),
        (["--base-url", "nowhere"], "is not an address"),
        (["-f", "pdf"], "A comparison has no format 'pdf'."),
    ],
)
def test_a_comparison_that_makes_no_sense_is_refused(
    judged: Path, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    assert run(["compare", str(judged), str(judged), *options]) == 2
    assert words in capsys.readouterr().err


class Listening(BaseHTTPRequestHandler):
    """Notes what it is sent; its pages lead to ``server.far``."""

    def do_GET(self) -> None:
        heard = {k.lower(): v for k, v in self.headers.items()}
        self.server.heard.append((self.path, heard))  # type: ignore[attr-defined]  # set by listening
        far = self.server.far  # type: ignore[attr-defined]
        if self.path == "/away" and far:
            self.send_response(302)
            self.send_header("Location", f"{far}landed")
            self.end_headers()
            return
        start = f'<a href="{far}pay">Pay your council tax now</a> <a href="/away">Council tax</a>' if far else ""
        body = f"<html lang=en><title>Pay your council tax</title><main><h1>Pay your council tax</h1>{start}</main>".encode()
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def listening(far: str = "") -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    heard: list[tuple[str, dict[str, str]]] = []
    server.heard, server.far = heard, far  # type: ignore[attr-defined]  # read by Listening
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", heard
    server.shutdown()
    server.server_close()


def test_secrets_of_a_staging_host_go_to_that_host_alone(tmp_path: Path) -> None:
    secrets = ["--basic-auth", "web:s3cret", "-H", "X-Preview: yes", "--cookie", "gate=open"]
    with listening() as (far, heard_far), listening(far) as (staging, heard):
        other = far.split("/")[2]  # as much part of the site as can be, and still another host
        run(["audit", staging, "--no-browser", "--delay", "0", "-q", "--include-host", other, "-o", str(tmp_path / "run"), "-f", "json:/dev/null", *secrets])  # fmt: skip

    pages = [h for path, h in heard if path != "/robots.txt"]
    assert pages
    assert all(h["authorization"].startswith("Basic ") and h["x-preview"] == "yes" and "gate=open" in h["cookie"] for h in pages)  # fmt: skip
    assert heard_far != []
    assert [h for _, h in heard_far if {"authorization", "x-preview", "cookie"} & set(h)] == []
    assert b"s3cret" not in b"".join(p.read_bytes() for p in (tmp_path / "run").rglob("*") if p.is_file())
