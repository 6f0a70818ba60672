"""Sites that refuse, falter or pretend: each named as what it is, asked again where that makes sense, never scored."""

import threading
import time
from collections import Counter
from email.utils import formatdate
from pathlib import Path

import pytest

from hostile import Hostile, Request, Said, Say, council, crawl_of, crawled, drop, good, hang, page, reply

WALL = "<html><head><title>Just a moment...</title></head><body>Checking</body></html>"
CONSENT = page("Cookies", "<p>You must accept cookies to continue.</p><form method=post action=/yes><button>Accept all cookies</button></form>")  # fmt: skip


def always(said: Said) -> Say:
    return lambda _request: said


def robots(said: Said) -> Say:
    return council(lambda r: said if r.path == "/robots.txt" else None)


@pytest.mark.parametrize(("say", "status", "outcome", "most"), [
    (always(reply(503, "<h1>The site is down for maintenance</h1>", retry_after="3600")), "unavailable", "unavailable", 4),
    (always(reply(403, WALL, cf_mitigated="challenge")), "blocked", "blocked", 6),
    (always(reply(200, "<iframe>Request unsuccessful. Incapsula incident ID: 1-2</iframe>")), "blocked", "blocked", 6),
    (always(CONSENT), "blocked", "blocked", 6),
    (always(reply(429, "no", retry_after="86400")), "partial", "rate_limited", 4),
    (robots(reply(500, "broken")), "forbidden_by_robots", "robots_disallowed", 4),
    (robots(reply(200, "User-agent: *\nDisallow: /\n", content_type="text/plain")), "forbidden_by_robots", "robots_disallowed", 2),
    (robots(hang), "unavailable", "timeout", 4),
    (robots(drop), "unavailable", "network_error", 4),
])  # fmt: skip
def test_a_site_that_keeps_us_out_is_named_and_not_hammered(
    say: Say, status: str, outcome: str, most: int, tmp_path: Path
) -> None:
    got = crawled(say, tmp_path / "run", timeout=0.5)

    assert got.info.status == status
    assert got.info.reason
    assert not got.read
    assert outcome in got.outcomes.values()
    assert len(got.server.asked) <= most


@pytest.mark.parametrize("said", [reply(500, "x"), hang])
def test_a_robots_file_that_cannot_be_read_is_named_and_is_no_page_when_the_crawl_goes_on(
    said: Said, tmp_path: Path
) -> None:
    broken = {"/robots.txt": said}
    with Hostile(council(lambda r: broken.get(r.path))) as server:
        first = crawl_of(server, tmp_path / "run", timeout=0.4)
        broken.clear()
        second = crawl_of(server, tmp_path / "run")

    assert "robots" in first.records["/robots.txt"].reason
    assert first.outcomes["/robots.txt"] in ("robots_disallowed", "timeout")
    assert second.read == good()


@pytest.mark.parametrize("rules", [
    "user-agent: *\ncrawl-delay: nan\n", "user-agent: *\ncrawl-delay: inf\n", "user-agent: *\ncrawl-delay: -1\n", "user-agent: *\ncrawl-delay: soon\n",
    "<!doctype html><title>Home</title>", "user-agent: other\ncrawl-delay: 86400\n", "\0\0user-agent: *\ndisallow: /nothing\r\r\n" + "#" * 2_000_000,
])  # fmt: skip
def test_odd_robots_files_close_nothing(rules: str, tmp_path: Path) -> None:
    assert crawled(robots(reply(200, rules, content_type="text/plain")), tmp_path / "run").read == good()


def test_a_delay_of_a_day_is_said_and_not_waited_for(tmp_path: Path) -> None:
    got = crawled(robots(reply(200, "user-agent: *\ncrawl-delay: 86400", content_type="text/plain")), tmp_path / "run")

    assert (got.info.status, got.read) == ("partial", set())
    assert "robots.txt asks for 86400 s" in got.info.reason
    assert got.seconds < 5


def test_rules_five_redirects_away_hold_for_the_host_that_was_asked(tmp_path: Path) -> None:
    def hazard(request: Request) -> Said:
        step = {"/robots.txt": 0, **{f"/rules/{n}": n for n in range(1, 6)}}.get(request.path)
        if step == 5:
            return reply(200, b"User-agent: *\rDisallow: /private/\r", content_type="text/plain")
        if step is not None:
            return reply(302, location=f"/rules/{step + 1}")
        return page("Private") if request.path.startswith("/private/") else None

    got = crawled(council(hazard, "/private/x"), tmp_path / "run")

    assert got.outcomes["/private/x"] == "robots_disallowed"
    assert "/private/x" not in got.server.paths
    assert got.read == good()


def test_a_wall_in_the_middle_ends_the_crawl_and_what_lies_behind_is_not_called_bad(tmp_path: Path) -> None:
    honest = council()

    def say(request: Request) -> Said:
        status = 403 if request.number % 2 else 429
        return honest(request) if request.number <= 8 else reply(status, WALL, cf_mitigated="challenge")

    got = crawled(say, tmp_path / "run")

    assert got.info.status == "partial"
    assert "wall" in got.info.reason
    assert set(got.outcomes.values()) <= {"ok", "blocked", "skipped_interrupted", "robots_disallowed"}
    assert len(got.server.asked) < 14


@pytest.mark.waits
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_server_that_asks_for_a_pause_gets_it_and_is_read_to_its_end(form: str, tmp_path: Path) -> None:
    honest = council()
    until = [0.0]
    early: list[str] = []
    refused: set[int] = set()

    def say(request: Request) -> Said:
        now = time.monotonic()
        if now < until[0]:
            early.append(request.path)
            return reply(429, "wait", retry_after="1")
        if request.number % 6 == 0 and len(refused) < 2:
            refused.add(request.number)
            until[0] = now + 0.9
            return reply(
                429, "wait", retry_after="1" if form == "seconds" else formatdate(time.time() + 1, usegmt=True)
            )
        return honest(request)

    got = crawled(say, tmp_path / "run")

    assert got.read == good()
    assert len(refused) == 2
    assert len(early) <= 2  # what was under way


def test_pages_that_flap_are_read_in_the_end(tmp_path: Path) -> None:
    asked: Counter[str] = Counter()
    honest = council()

    def say(request: Request) -> Said:
        asked[request.path] += 1
        return reply(503, "busy") if request.path in good() and asked[request.path] <= 2 else honest(request)

    got = crawled(say, tmp_path / "run")

    assert got.read == good()
    assert max(asked.values()) <= 4


def test_a_site_that_falls_silent_ends_the_crawl_as_partial(tmp_path: Path) -> None:
    honest = council()

    got = crawled(lambda r: honest(r) if r.number <= 8 else hang, tmp_path / "run", timeout=0.3)

    assert got.info.status == "partial"
    assert "did not" in got.info.reason
    assert len(got.server.asked) < 25


def test_a_folder_of_silent_pages_is_no_silent_site(tmp_path: Path) -> None:
    silent = [f"/hang/{n}" for n in range(12)]

    got = crawled(council(lambda r: hang if r.path in silent else None, *silent), tmp_path / "run", timeout=0.3)

    assert good() <= got.read
    assert {got.outcomes[s] for s in silent} == {"timeout"}
    assert (got.info.status, got.info.reason) == ("complete", "12 pages did not come whole, however often asked for.")


@pytest.mark.parametrize("last", [hang, reply(503, "gone")])
def test_a_site_that_falls_silent_before_its_last_pages_is_not_read_whole(last: Said, tmp_path: Path) -> None:
    """Two silent pages at the very end: the start page, asked once more, tells a lost page from a lost site."""
    gone: list[str] = []
    honest = council(None, "/late/1", "/late/2")

    def say(request: Request) -> Said:
        gone.extend([request.path] if request.path.startswith("/late/") else [])
        return last if gone else honest(request)

    got = crawled(say, tmp_path / "run", timeout=0.3, concurrency=1)

    assert got.info.status == "partial"
    assert "did not answer any more" in got.info.reason or "did not come" in got.info.reason


def test_a_site_most_of_whose_pages_fail_is_not_read_whole(tmp_path: Path) -> None:
    broken = [f"/broken/{n}" for n in range(len(good()) + 1)]
    half = reply(200, "<h1>Half", content_length="900")

    got = crawled(council(lambda r: half if r.path in broken else None, *broken), tmp_path / "run")

    assert got.read == good()
    assert got.info.status == "partial"
    assert "was not read whole" in got.info.reason


def test_pages_that_are_withheld_from_us_leave_a_site_unread(tmp_path: Path) -> None:
    """They may be well: a crawler that is kept from one page in six cannot say so."""
    kept = ("/planning-list", "/street-list")

    got = crawled(council(lambda r: reply(429, "no") if r.path in kept else None, *kept), tmp_path / "run")

    assert good() <= got.read
    assert got.info.status == "partial"


def test_a_folder_of_garbled_pages_is_asked_for_once_each(tmp_path: Path) -> None:
    odd = [f"/odd/{n}" for n in range(12)]

    got = crawled(council(lambda r: b"NOT HTTP\r\n\r\n" if r.path in odd else None, *odd), tmp_path / "run")

    assert good() <= got.read
    assert Counter(got.server.paths)["/odd/3"] == 1
    assert got.records["/odd/3"].reason == "the answer is no HTTP that can be read"


@pytest.mark.waits
def test_a_server_that_goes_away_and_comes_back_is_read_to_its_end(tmp_path: Path) -> None:
    honest = council()
    once: list[int] = []

    def leave(server: Hostile) -> None:
        server.close()
        time.sleep(1.5)
        server.open()

    def say(request: Request) -> Said:
        if request.number >= 9 and not once:
            once.append(1)
            threading.Thread(target=leave, args=(server,), daemon=True).start()
            return lambda _conn: time.sleep(0.3)
        return honest(request)

    with Hostile(say) as server:
        got = crawl_of(server, tmp_path / "run")

    assert once
    assert got.read == good()


def test_a_port_where_nothing_listens_is_said_and_never_scored(tmp_path: Path) -> None:
    server = Hostile(council())
    server.close()

    got = crawl_of(server, tmp_path / "run")

    assert got.info.status == "unavailable"
    assert "refused" in got.info.reason
    assert not got.read


@pytest.mark.parametrize(("body", "outcome"), [
    ("<h1>Error</h1><pre>Traceback (most recent call last):\n  File \"app.py\", line 3</pre>", "soft_error"),
    ("<pre>java.lang.NullPointerException\n\tat uk.gov.Foo.bar(Foo.java:12)</pre>", "soft_error"),
    ("<h1>Server Error in '/' Application.</h1>", "soft_error"), ('{"error": 500}', "soft_error"), ("null", "soft_error"),
    ('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', "soft_error"), ("", "empty"), (" \n\t ", "empty"),
    ("<html><head></head><body></body></html>", "empty"), ("<frameset><frame src=about:blank></frameset>", "empty"),
    ("<title>Sorry</title><h1>Page not found</h1><p>It may have moved.</p>", "soft_404"),
    ("<title>Down</title><p>This website is currently down for maintenance.</p>", "unavailable"),
])  # fmt: skip
def test_errors_that_call_themselves_pages_are_named(body: str, outcome: str, tmp_path: Path) -> None:
    got = crawled(council(lambda r: reply(200, body) if r.path == "/e" else None, "/e"), tmp_path / "run")

    assert got.outcomes["/e"] == outcome
    assert got.read == good()


@pytest.mark.parametrize("text", [
    "Unhandled waste must not be left beside your bin. We collect from the kerb at 7am on the day that your calendar says.",
    "Find out what to do when a page cannot be printed at the library, and where our staff can help you.",
    "Before you continue with your application have your council tax number at hand, it is on your bill.",
    "Scheduled road works and bridge repairs are listed here by street, with their dates and who is doing them.",
])  # fmt: skip
def test_pages_that_only_speak_of_such_things_are_pages(text: str, tmp_path: Path) -> None:
    said = page("Help", f"<p>{text}</p>")

    assert "/help" in crawled(council(lambda r: said if r.path == "/help" else None, "/help"), tmp_path / "run").read


def test_a_log_in_is_no_broken_link_and_gets_no_password(tmp_path: Path) -> None:
    schemes = ["Basic realm=x", "Digest realm=x, nonce=y", "NTLM", "Negotiate", "Junk,,,=", ""]

    def hazard(request: Request) -> Said:
        if request.path.startswith("/staff/"):
            asked = schemes[int(request.path[7:])]
            return reply(401, "no", **({"www_authenticate": asked} if asked else {}))
        if request.path == "/closed":
            return reply(302, location="/login?next=/closed")
        if request.path.startswith("/login"):
            return page("Log in", "<form method=post><input type=password name=p></form>")
        return {"/forbidden": reply(403, "no"), "/proxy": reply(407, "no")}.get(request.path)

    doors = [*(f"/staff/{n}" for n in range(len(schemes))), "/forbidden", "/proxy", "/closed"]
    got = crawled(council(hazard, *doors), tmp_path / "run")

    assert {got.outcomes[d] for d in doors[:-1]} == {"auth_required"}
    assert got.outcomes["/login?next=/closed"] == "auth_required"
    assert not any("authorization" in r.headers for r in got.server.asked)
    assert got.read == good()
