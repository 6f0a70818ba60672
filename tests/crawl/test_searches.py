"""The site's own search on a real server: what is asked of it, what never is, and what its results come to."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from urllib.parse import parse_qs, urlencode

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from citizencheck.crawl import CrawlPlan
from citizencheck.crawl.searches import GIVE_UP, MOST, address
from citizencheck.extract import extract
from citizencheck.language import load_language
from citizencheck.model.report import Report, ReportTask
from citizencheck.pipeline import JudgeOptions, audit, crawl_site, judge_run
from citizencheck.store import RunStore

FORM = '<form action="/search" role="search"><input type="hidden" name="site" value="main"><input name="q" aria-label="Search"><button name="op" value="go">Search</button></form>'
START = '<form method="post" action="/go"><label for="a">Your name</label><input id="a" name="n"><button>Continue</button></form>'
Search = Callable[[str], Response]


def page(title: str, body: str = "", form: str = FORM) -> Response:
    return Response(
        f"<html lang=en-GB><head><title>{title}</title></head><body><header>{form}</header><main><h1>{title}</h1>{body}</main></body></html>",
        content_type="text/html; charset=utf-8",
    )


def results(*targets: str) -> Response:
    return page("Search results", "<ol>" + "".join(f'<li><a href="{t}">Result {t}</a></li>' for t in targets) + "</ol>")


TASKS = {
    "/missed": "Report a missed bin",
    "/council-tax/pay": "Pay your council tax",
    "/badge": "Apply for a Blue Badge",
    "/pothole": "Report a pothole",
}
QUERIES = ["blue badge", "pay council tax", "missed bin", "pothole"]
"""What the four tasks are asked for: all three-star in demand, in the order of their ids."""


class Council:
    """A small council with a search, which notes what was asked of it."""

    def __init__(
        self, server: HTTPServer, search: Search, *, form: str = FORM, robots: str = "", tasks: dict[str, str] = TASKS
    ) -> None:
        self.url = server.url_for("/")
        self.asked: list[tuple[str, str]] = []
        pages = {path: page(title, f"<p>{title} online. It takes two minutes, says {path}.</p>{START}", form) for path, title in tasks.items()}  # fmt: skip
        menu = "".join(f'<a href="{path}">{title}</a> ' for path, title in tasks.items())
        pages["/"] = page("Anytown Council", f"<p>Welcome to Anytown.</p>{menu}", form)

        def answer(request: Request) -> Response:
            self.asked.append((request.method, request.full_path.rstrip("?")))
            if request.path == "/robots.txt":
                return Response(robots, content_type="text/plain")
            if request.path.startswith("/search"):
                return search(request.args.get("q", ""))
            return pages.get(request.path) or Response("gone", 404, content_type="text/html")

        server.expect_request(re.compile(".*")).respond_with_handler(answer)

    @property
    def searches(self) -> list[str]:
        return [p for _, p in self.asked if p.startswith("/search")]

    @property
    def queries(self) -> list[str]:
        return [parse_qs(p.partition("?")[2]).get("q", [""])[0] for p in self.searches]

    def audit(self, run: Path, *, probe: bool = True, resume: bool = False) -> Report:
        plan = CrawlPlan(target=self.url, delay=0, seams=False, probe_search=probe)
        return audit(plan, run, options=JudgeOptions(tier="unitary", pack="uk"), resume=resume)


def task(report: Report, name: str) -> ReportTask:
    return next(t for t in report.tasks if t.id == name)


def failing(report: Report) -> list[str]:
    return [f.message for f in report.findings if f.rule == "tasks-missing-in-search-results"]


def outcome(report: Report) -> tuple[str, str]:
    return next((r.outcome, r.reason) for r in report.rules if r.id == "tasks-missing-in-search-results")


def answering(query: str) -> Response:
    """The missed bin comes second, the Blue Badge sixth, the pothole not at all; council tax first."""
    news = [f"/news/{query.replace(' ', '-')}-{n}" for n in range(5)]
    return {
        "missed bin": results(news[0], "/missed?utm_source=search", *news[1:]),
        "blue badge": results(*news, "/badge/"),
        "pay council tax": results("/search?q=pay+council+tax&page=2", "/council-tax/pay", news[0]),
    }.get(query) or results(*news)


def test_its_form_is_asked_as_a_browser_would_and_the_tasks_are_ranked(tmp_path: Path, httpserver: HTTPServer) -> None:
    council = Council(httpserver, answering)

    report = council.audit(tmp_path / "run")

    asked = [f"/search?{urlencode({'site': 'main', 'op': 'go', 'q': q})}" for q in QUERIES]
    assert council.searches == asked
    assert {m for m, _ in council.asked} == {"GET"}
    ranks = {t.id: (t.search_probe.query, t.search_probe.rank) for t in report.tasks if t.search_probe}
    assert ranks == {
        "report-missed-bin": ("missed bin", 2),
        "blue-badge": ("blue badge", 6),
        "report-pothole": ("pothole", None),
        "pay-council-tax": ("pay council tax", 1),
    }
    probe = task(report, "report-missed-bin").search_probe
    assert probe is not None
    assert probe.url == f"{council.url}search?site=main&op=go&q=missed+bin"
    assert probe.results[:2] == ("Result /news/missed-bin-0", "Result /missed?utm_source=search")
    assert report.site_search is not None
    assert (report.site_search.action, report.site_search.asked, report.site_search.why_not) == (
        f"{council.url}search",
        4,
        "",
    )


def test_the_rule_names_the_tasks_that_the_search_does_not_bring(tmp_path: Path, httpserver: HTTPServer) -> None:
    report = Council(httpserver, answering).audit(tmp_path / "run")

    assert sorted(failing(report)) == [
        "Asked for “blue badge”, the site's own search has 6 results on its first page and does not bring “Apply for a Blue Badge” among the first five.",
        "Asked for “pothole”, the site's own search has 5 results on its first page and does not bring “Report a pothole” among the first five.",
    ]
    finding = next(f for f in report.findings if f.rule == "tasks-missing-in-search-results")
    assert not finding.scored
    assert finding.evidence[0].sha256
    with RunStore.open(tmp_path / "run") as store:
        assert b"Search results" in (store.body(finding.evidence[0].sha256) or b"")


def test_pages_of_results_are_never_judged_nor_followed(tmp_path: Path, httpserver: HTTPServer) -> None:
    council = Council(httpserver, answering)

    report = council.audit(tmp_path / "run")

    assert sorted(p.url.removeprefix(council.url) for p in report.pages) == sorted(["", *(t[1:] for t in TASKS)])
    assert report.outcomes == {"ok": 5}
    assert not any("/news/" in path for _, path in council.asked)
    with RunStore.open(tmp_path / "run") as store:
        assert not any("/search" in r.url for r in store.records())
        assert not any("/search" in p.url for p in store.pages())
        assert [a.query for a in (store.search() or pytest.fail("nothing was kept")).answers] == QUERIES


def test_judging_again_asks_nothing_and_gives_the_same_bytes(tmp_path: Path, httpserver: HTTPServer) -> None:
    council = Council(httpserver, answering)
    council.audit(tmp_path / "run")
    first, asked = (tmp_path / "run" / "report.json").read_bytes(), len(council.asked)

    judge_run(tmp_path / "run", JudgeOptions(tier="unitary", pack="uk"))

    assert (tmp_path / "run" / "report.json").read_bytes() == first
    assert len(council.asked) == asked


def test_without_the_flag_nothing_is_asked(tmp_path: Path, httpserver: HTTPServer) -> None:
    council = Council(httpserver, answering)

    report = council.audit(tmp_path / "run", probe=False)

    assert council.searches == []
    assert report.site_search is None
    assert outcome(report) == ("not_applicable", "the site's own search was not asked")
    assert not any("own search" in line for line in report.score.not_measured)


def not_asked(report: Report, because: str) -> None:
    """The report says in each of its places that the search was not asked, and why."""
    assert report.site_search is not None
    assert (report.site_search.asked, report.site_search.why_not) == (0, because)
    assert f"The site's own search was not asked, because {because}." in report.score.not_measured
    assert outcome(report) == ("not_applicable", f"the site's own search was not asked, because {because}")


@pytest.mark.parametrize("form", [FORM.replace("<form ", '<form method="post" '), '<form method=post action="/search"><input type=search name=q></form>'])  # fmt: skip
def test_a_form_that_posts_is_not_asked(tmp_path: Path, httpserver: HTTPServer, form: str) -> None:
    council = Council(httpserver, answering, form=form)

    report = council.audit(tmp_path / "run")

    not_asked(report, "its search form sends the words by POST, and nothing is ever sent that way")
    assert council.searches == []
    assert {m for m, _ in council.asked} == {"GET"}


def test_a_search_on_another_host_is_not_asked(tmp_path: Path, httpserver: HTTPServer) -> None:
    other = HTTPServer()
    other.start()
    try:
        there = other.url_for("/search")
        council = Council(httpserver, answering, form=FORM.replace("/search", there, 1))
        report = council.audit(tmp_path / "run")
        not_asked(report, f"its search is answered by another website ({other.host}:{other.port})")
        assert other.log == []
        assert council.searches == []
    finally:
        other.stop()


@pytest.mark.parametrize("rule", ["Disallow: /search", "Disallow: /*?site="])
def test_a_search_that_robots_forbids_is_not_asked(tmp_path: Path, httpserver: HTTPServer, rule: str) -> None:
    council = Council(httpserver, answering, robots=f"User-agent: *\n{rule}\n")

    report = council.audit(tmp_path / "run")

    not_asked(report, "robots.txt forbids it")
    assert council.searches == []
    assert report.outcomes == {"ok": 5}


def test_a_box_for_postcodes_is_no_search_of_the_site(tmp_path: Path, httpserver: HTTPServer) -> None:
    form = '<form action="/search"><label for=p>Search by postcode</label><input id=p name=q></form>'
    council = Council(httpserver, answering, form=form)

    report = council.audit(tmp_path / "run")

    not_asked(report, "no search form was found on the site")
    assert council.searches == []


def test_no_more_than_the_bound_is_asked_and_the_most_wanted_first(tmp_path: Path, httpserver: HTTPServer) -> None:
    tasks = [t for t in load_language().catalogue if t.demand >= 2 and "unitary" in t.tiers]
    council = Council(httpserver, answering, tasks={f"/t/{t.id}": t.title for t in tasks})

    council.audit(tmp_path / "run")

    demand = {t.citizen[0]: t.demand for t in reversed(tasks)}
    assert len(tasks) > MOST
    assert len(council.queries) == len(set(council.queries)) == MOST
    asked = [demand[q] for q in council.queries]
    assert asked == sorted(asked, reverse=True)


def test_a_search_in_trouble_is_left_alone_and_nothing_is_said_of_the_tasks(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    council = Council(httpserver, lambda _q: Response("broken", 500, content_type="text/html"))

    report = council.audit(tmp_path / "run")

    assert council.queries == QUERIES[:GIVE_UP]
    assert report.site_search is not None
    assert report.site_search.why_not == "3 answers in a row were no results: HTTP 500"
    assert failing(report) == []
    assert outcome(report)[0] == "cannot_tell"
    assert report.status == "complete"


def test_results_that_a_script_draws_say_nothing_of_the_tasks(tmp_path: Path, httpserver: HTTPServer) -> None:
    report = Council(httpserver, lambda _q: page("Search results", "<div id=r></div>")).audit(tmp_path / "run")

    assert failing(report) == []
    probe = task(report, "report-pothole").search_probe
    assert probe is not None
    assert probe.problem == "no page of results has links that can be read without a browser"


def test_a_search_that_goes_straight_to_the_page_brings_it_first_and_the_page_is_read_once(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    def search(query: str) -> Response:
        return Response("", 302, {"Location": "/pothole"}) if query == "pothole" else answering(query)

    council = Council(httpserver, search)
    report = council.audit(tmp_path / "run")

    probe = task(report, "report-pothole").search_probe
    assert probe is not None
    assert (probe.rank, probe.shown) == (1, 1)
    assert [p for _, p in council.asked].count("/pothole") == 1


def test_a_search_that_leads_to_another_host_is_not_followed(tmp_path: Path, httpserver: HTTPServer) -> None:
    other = HTTPServer()
    other.start()
    try:
        away = Response("", 302, {"Location": other.url_for("/?q=x")})
        report = Council(httpserver, lambda _q: away).audit(tmp_path / "run")
        assert other.log == []
        probe = task(report, "report-pothole").search_probe
        assert probe is None
        assert report.site_search is not None
        assert report.site_search.why_not == f"3 answers in a row were no results: leads to {other.host}:{other.port}"
    finally:
        other.stop()


def test_a_run_that_was_killed_is_taken_up_without_asking_twice(tmp_path: Path, httpserver: HTTPServer) -> None:
    waits, go_on = Event(), Event()

    def search(query: str) -> Response:
        if query == QUERIES[2] and not waits.is_set():
            waits.set()
            go_on.wait(30)
        return answering(query)

    council = Council(httpserver, search)
    command = [sys.executable, "-m", "citizencheck", "audit", council.url, "--no-browser", "--probe-search", "--tier", "unitary", "--pack", "uk", "--no-seams", "--delay", "0", "-q", "-o", str(tmp_path / "run")]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ}) as process:
        assert waits.wait(60)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    go_on.set()
    assert council.queries == QUERIES[:3]
    cut_off = judge_run(tmp_path / "run", JudgeOptions(tier="unitary", pack="uk"))
    assert cut_off.site_search is not None
    assert (cut_off.site_search.asked, cut_off.site_search.why_not) == (2, "the crawl was cut off")

    report = council.audit(tmp_path / "run", resume=True)

    assert council.queries == [*QUERIES[:3], *QUERIES[2:]], "only the one without an answer is asked again"
    assert [p for _, p in council.asked].count("/missed") == 1
    assert report.site_search is not None
    assert (report.site_search.asked, report.site_search.why_not) == (4, "")


def test_a_folder_has_no_search_to_ask(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(f"<header>{FORM}</header><h1>Home</h1><p>Report a missed bin</p>")
    plan = CrawlPlan(target=str(tmp_path / "site"), probe_search=True)

    crawl_site(plan, tmp_path / "run")

    with RunStore.open(tmp_path / "run") as store:
        probe = store.search()
    assert probe is not None
    assert (probe.why_not, probe.answers) == ("a folder of pages answers no questions", ())


def test_a_run_from_before_there_was_a_probe_can_be_judged(tmp_path: Path, httpserver: HTTPServer) -> None:
    Council(httpserver, answering).audit(tmp_path / "run", probe=False)

    with RunStore.open(tmp_path / "run") as store:
        assert store.search() is None
    assert json.loads((tmp_path / "run" / "report.json").read_text())["site_search"] is None


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        ("<form action='/s?old=1'><input name=q></form>", "https://a.uk/s?q=bin+day"),
        (
            "<form action=/s><input type=hidden name=c value='a b'><select name=t><option value=1>All<option value=2 selected>Site</select><input type=checkbox name=x><input type=checkbox name=y checked><input type=search name=q value=old><button>Go</button></form>",
            "https://a.uk/s?c=a+b&t=2&y=on&q=bin+day",
        ),
        ("<form action=/s><input name=q><input name=where></form>", None),
        ("<form action=/s><input type=search></form>", None),
        ("<form action=/s><input type=hidden name=state value='" + "x" * 400 + "'><input name=q></form>", "https://a.uk/s?q=bin+day"),
    ],
)  # fmt: skip
def test_the_address_is_the_one_that_a_browser_would_go_to(form: str, asked: str | None) -> None:
    found = extract(form.encode(), "https://a.uk/").forms[0]

    assert address(found, "bin day") == asked
