"""The crawl against a real server that misbehaves: what is asked, what is not, and what becomes of each address."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from citizencheck.crawl import CrawlPlan, crawl
from citizencheck.crawl.decode import TooMuchError, decoder
from citizencheck.crawl.robots import from_answer, parse
from citizencheck.crawl.scope import Scope, is_public, is_unsafe
from citizencheck.crawl.sitemap import read_sitemap
from citizencheck.crawl.throttle import Throttle, retry_after
from citizencheck.crawl.traps import Traps, grows
from citizencheck.model import Outcome, RunInfo, UrlRecord
from citizencheck.store import RunStore

Reply = tuple[int, dict[str, str], bytes]
Handler = Callable[[str], Reply]


class Server:
    """A loopback server whose answers are a function of the path; it notes what it was asked."""

    def __init__(self, reply: Handler) -> None:
        asked = self.asked = []  # type: ignore[var-annotated]  # (method, path) pairs

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append((self.command, self.path))
                status, headers, body = reply(self.path)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_HEAD = do_POST = do_PUT = do_DELETE = do_GET

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"
        self.thread = Thread(target=self.http.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.http.shutdown()
        self.http.server_close()

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.asked]


@pytest.fixture
def serving() -> Iterator[Callable[[Handler], Server]]:
    made: list[Server] = []

    def make(reply: Handler) -> Server:
        made.append(Server(reply))
        return made[-1]

    yield make
    for server in made:
        server.close()


def html(body: str, title: str = "Anytown") -> Reply:
    return (
        200,
        {"Content-Type": "text/html; charset=utf-8"},
        f"<html lang=en><head><title>{title}</title></head><body><main>{body}</main></body></html>".encode(),
    )


def links(*targets: str) -> str:
    return "".join(f'<a href="{t}">{t.strip("/") or "home"}</a> ' for t in targets)


MISSING: Reply = (404, {"Content-Type": "text/html"}, b"<h1>Not found</h1>")


def site_of(pages: dict[str, Reply]) -> Handler:
    return lambda path: pages.get(path, MISSING)


def crawled(tmp_path: Path, server: Server | str, **options: object) -> tuple[RunInfo, dict[str, UrlRecord]]:
    target = server if isinstance(server, str) else f"{server.url}/"
    plan = CrawlPlan(target=target, delay=0, seams=False, **options)  # type: ignore[arg-type]  # fields of the plan
    (tmp_path / "run").mkdir(exist_ok=True)
    with RunStore.create(tmp_path / "run", {}) as store:
        info = crawl(plan, store)
        base = target.rstrip("/")
        return info, {r.url.removeprefix(base): r for r in store.records()}


def test_each_address_ends_with_one_outcome_and_a_reason(tmp_path: Path, serving: Callable[[Handler], Server]) -> None:
    server = serving(site_of({
        "/": html("<h1>Home</h1>" + links("/ok", "/gone", "/moved", "/away", "/staff", "/plan.pdf", "/lost.pdf", "mailto:a@b.uk", "gopher://x/", "/logout")),
        "/ok": html("<h1>Bins</h1><p>We empty your bin each week.</p>", "Bins"),
        "/moved": (301, {"Location": "/ok"}, b""),
        "/away": (302, {"Location": "http://other.invalid/x"}, b""),
        "/staff": (401, {"WWW-Authenticate": "Basic"}, b""),
        "/plan.pdf": (200, {"Content-Type": "application/pdf"}, b""),
    }))  # fmt: skip

    info, records = crawled(tmp_path, server)

    outcomes = {url: r.outcome for url, r in records.items()}
    assert outcomes["/"] == outcomes["/ok"] == "ok"
    assert (outcomes["/gone"], outcomes["/lost.pdf"]) == ("not_found", "not_found")
    assert (outcomes["/moved"], records["/moved"].target) == ("redirect", f"{server.url}/ok")
    assert (outcomes["/away"], outcomes["/staff"], outcomes["/plan.pdf"]) == (
        "out_of_scope",
        "auth_required",
        "not_html",
    )
    assert (outcomes["gopher://x/"], outcomes["/logout"]) == ("unsupported_scheme", "skipped_unsafe")
    assert "/logout" not in server.paths
    assert {m for m, _ in server.asked} <= {"GET", "HEAD"}
    assert all(r.reason for r in records.values() if r.outcome != "ok")
    assert info.status == "complete"


def test_one_page_under_two_addresses_is_one_although_its_pager_reads_otherwise(
    tmp_path: Path, serving: Callable[[Handler], Server]
) -> None:
    pager = "<nav><a href='/news?page=2'>Next</a> <a href='/news?page=9'>Last</a></nav>"
    news = html(f"<h1>News</h1><p>{'The bridge is open again. ' * 9}</p>{pager}", "News")
    server = serving(site_of({
        "/": html("<h1>Home</h1>" + links("/news", "/old", "/other")),
        "/news": news,
        "/news?page=2": news,
        "/news?page=9": html(f"<h1>News</h1><p>{'The bridge is shut. ' * 9}</p>{pager}", "News"),
        "/other": news,
    }))  # fmt: skip

    _, records = crawled(tmp_path, server)

    assert (records["/news?page=2"].outcome, records["/news?page=2"].target) == ("duplicate", f"{server.url}/news")
    assert [records[u].outcome for u in ("/", "/news", "/news?page=9", "/other")] == ["ok"] * 4


def test_redirect_loops_end_and_honest_chains_are_followed(
    tmp_path: Path, serving: Callable[[Handler], Server]
) -> None:
    def reply(path: str) -> Reply:
        if path == "/":
            return html(links("/a", "/self", "/chain/0", "/long/0"))
        if path.startswith("/chain/"):
            n = int(path.rsplit("/", 1)[1])
            return (
                html("<h1>End</h1><p>Here is the end of it.</p>")
                if n == 5
                else (302, {"Location": f"/chain/{n + 1}"}, b"")
            )
        if path.startswith("/long/"):
            return 302, {"Location": f"/long/{int(path.rsplit('/', 1)[1]) + 1}"}, b""
        return {
            "/a": (302, {"Location": "/b"}, b""),
            "/b": (302, {"Location": "/a"}, b""),
            "/self": (302, {"Location": "/self"}, b""),
        }.get(path, MISSING)

    server = serving(reply)
    _, records = crawled(tmp_path, server)

    assert records["/a"].outcome == "redirect_loop"
    assert records["/self"].outcome == "redirect_loop"
    assert records["/long/0"].outcome == "too_many_redirects"
    assert records["/chain/5"].outcome == "ok"
    assert len(server.asked) < 40


@pytest.mark.parametrize("hole", [
    "http://127.0.0.1:{port}/secret", "http://2130706433:{port}/secret", "http://0x7f000001:{port}/secret", "http://[::ffff:127.0.0.1]:{port}/secret",
    "http://localhost:{port}/secret", "http://0.0.0.0:{port}/secret",
])  # fmt: skip
def test_no_way_leads_to_a_private_address_that_was_not_named(
    tmp_path: Path, serving: Callable[[Handler], Server], hole: str
) -> None:
    canary = serving(lambda _path: html("secret"))
    target = hole.format(port=canary.url.rsplit(":", 1)[1])
    server = serving(site_of({
        "/": html(links(target, "/r") + f'<base href="{target}"><iframe src="{target}"></iframe>'), "/r": (307, {"Location": target}, b""),
        "/robots.txt": (200, {"Content-Type": "text/plain"}, f"Sitemap: {target}\n".encode()),
    }))  # fmt: skip

    crawled(tmp_path, server)
    (tmp_path / "seams").mkdir()
    with RunStore.create(tmp_path / "seams", {}) as store:
        crawl(CrawlPlan(target=f"{server.url}/", delay=0, seams=True), store)

    assert canary.asked == []


@pytest.mark.parametrize(("encoding", "body"), [
    ("gzip", gzip.compress(b"<p>x</p>" * 4_000_000)), ("deflate", zlib.compress(b"\0" * 60_000_000)), ("gzip, gzip", b"x"), ("zstd", b"x"),
])  # fmt: skip
def test_a_bomb_costs_one_page(
    tmp_path: Path, serving: Callable[[Handler], Server], encoding: str, body: bytes
) -> None:
    server = serving(site_of({
        "/": html(links("/bomb", "/ok")), "/ok": html("<h1>Fine</h1><p>All is well here.</p>"),
        "/bomb": (200, {"Content-Type": "text/html", "Content-Encoding": encoding}, body),
    }))  # fmt: skip

    _, records = crawled(tmp_path, server)

    assert records["/bomb"].outcome in ("too_large", "network_error")
    assert records["/ok"].outcome == "ok"


def test_a_truncated_page_is_never_judged_as_whole(tmp_path: Path, serving: Callable[[Handler], Server]) -> None:
    half = b"<html><body><h1>Half</h1><p>The rest is"
    server = serving(
        site_of(
            {"/": html(links("/half")), "/half": (200, {"Content-Type": "text/html", "Content-Length": "5000"}, half)}
        )
    )

    info, records = crawled(tmp_path, server, timeout=3)

    assert records["/half"].outcome == "truncated"
    assert records["/half"].sha256 == ""
    assert (info.status, info.reason) == ("complete", "1 page did not come whole, however often asked for.")


def test_endless_calendars_end_by_themselves_and_good_pages_are_found(
    tmp_path: Path, serving: Callable[[Handler], Server]
) -> None:
    good = [f"/service-{w}" for w in ("bins", "tax", "roads", "parks", "schools", "homes", "votes", "noise")]

    def reply(path: str) -> Reply:
        if path == "/":
            return html(links("/calendar?month=1", "/a/loop", *good))
        if path.startswith("/calendar?"):
            n = int(path.partition("=")[2] or 0)
            return html(
                f"<h1>Events {n}</h1><p>There are no events in month {n}.</p>"
                + links(f"/calendar?month={n + 1}", f"/calendar?month={n + 2}", f"/calendar?month={n + 1000}")
            )
        if "/loop" in path:
            return html(f"<h1>Loop</h1><p>This is {path}.</p>" + '<a href="a/loop">again</a>')
        return (
            html(f"<h1>{path}</h1><p>How to use {path} in Anytown, told in its own words.</p>")
            if path in good
            else MISSING
        )

    server = serving(reply)
    info, records = crawled(tmp_path, server, max_pages=300)

    assert {g for g in good if records.get(g) and records[g].outcome == "ok"} == set(good)
    assert len(server.asked) < 120
    assert any(r.reason.startswith("an endless space") for r in records.values())
    assert info.status == "complete"


def test_soft_404s_are_named_and_do_not_breed(tmp_path: Path, serving: Callable[[Handler], Server]) -> None:
    def reply(path: str) -> Reply:
        if path == "/":
            return html("<h1>Anytown</h1>" + links("/old-page", "/bins"), "Anytown Council")
        if path == "/bins":
            return html("<h1>Bins</h1><p>We empty bins each Monday.</p>", "Bins")
        return html(
            '<h1>Sorry</h1><p>We looked everywhere and it is not here.</p><a href="more/deeper">try this</a>', "Sorry"
        )

    server = serving(reply)
    _, records = crawled(tmp_path, server)

    assert records["/old-page"].outcome == "soft_404"
    assert records["/bins"].outcome == "ok"
    assert not any("deeper" in p for p in server.paths)


def test_a_page_budget_ends_the_crawl_and_says_so(tmp_path: Path, serving: Callable[[Handler], Server]) -> None:
    names = [f"/{w}" for w in ("ant", "bee", "cat", "dog", "eel", "fox")]
    server = serving(
        site_of({"/": html(links(*names)), **{n: html(f"<h1>{n}</h1><p>All about {n}.</p>") for n in names}})
    )

    info, records = crawled(tmp_path, server, max_pages=3, concurrency=1)

    assert (info.status, info.budget_reached) == ("complete", True)
    assert sum(r.outcome == "ok" for r in records.values()) == 3
    assert sum(r.outcome == "skipped_budget" for r in records.values()) == 4


def test_a_server_that_asks_to_wait_a_day_is_not_hammered(tmp_path: Path, serving: Callable[[Handler], Server]) -> None:
    def reply(path: str) -> Reply:
        return (
            html(links("/a", "/b", "/c"))
            if path == "/"
            else (429, {"Retry-After": "86400"}, b"")
            if path in "/a/b/c"
            else MISSING
        )

    server = serving(reply)
    info, _ = crawled(tmp_path, server)

    assert info.status == "partial"
    assert "86400" in info.reason
    assert len(server.asked) < 12


def test_a_page_that_fails_once_is_asked_again(tmp_path: Path, serving: Callable[[Handler], Server]) -> None:
    tries: dict[str, int] = {}

    def reply(path: str) -> Reply:
        tries[path] = tries.get(path, 0) + 1
        return (
            (503, {"Retry-After": "0"}, b"")
            if path == "/flap" and tries[path] < 3
            else site_of({"/": html(links("/flap")), "/flap": html("<h1>Up</h1><p>It works again.</p>")})(path)
        )

    _, records = crawled(tmp_path, serving(reply))

    assert records["/flap"].outcome == "ok"


def test_a_crawl_goes_on_where_it_ended_and_reads_each_page_once(
    tmp_path: Path, serving: Callable[[Handler], Server]
) -> None:
    names = [f"/page-{w}" for w in ("one", "two", "three", "four", "five", "six", "seven")]
    server = serving(
        site_of(
            {"/": html(links(*names)), **{n: html(f"<h1>{n}</h1><p>All about {n}, in other words.</p>") for n in names}}
        )
    )
    crawled(tmp_path, server, max_pages=3)

    with RunStore.open(tmp_path / "run", write=True) as store:
        info = crawl(CrawlPlan(target=f"{server.url}/", delay=0, seams=False), store)
        pages = [p.url for p in store.pages()]

    assert info.status == "complete"
    assert sorted(pages) == sorted([f"{server.url}/", *(f"{server.url}{n}" for n in names)])
    assert all(server.paths.count(n) == 1 for n in names)


def test_a_folder_is_read_as_a_static_host_would_serve_it(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "bins").mkdir(parents=True)
    (site / "index.html").write_text("<h1>Home</h1>" + links("/bins", "/clean", "/gone", "/../secret.html", "/Bins/"))
    (site / "bins" / "index.html").write_text("<h1>Bins</h1><p>All about bins.</p>")
    (site / "clean.html").write_text("<h1>Clean</h1><p>A clean address.</p>")
    (tmp_path / "secret.html").write_text("<h1>Secret</h1>")

    info, records = crawled(tmp_path, str(site))
    outcomes = {url.removeprefix("https://folder.invalid"): r.outcome for url, r in records.items()}

    assert info.start_url == "https://folder.invalid/"
    assert (outcomes["/"], outcomes["/bins"], outcomes["/bins/"], outcomes["/clean"]) == ("ok", "redirect", "ok", "ok")
    assert (outcomes["/gone"], outcomes["/Bins/"], outcomes["/secret.html"]) == ("not_found", "not_found", "not_found")


def test_a_page_that_was_saved_with_its_query_is_read_under_its_address(tmp_path: Path) -> None:
    """So wget names what it saves; without such a file a query names the page itself, as on any static host."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<h1>Home</h1>" + links("/page.cfm?id=7", "/page.cfm?id=8", "/bins?from=home"))
    (site / "page.cfm?id=7.html").write_text("<h1>Seven</h1><p>The seventh page.</p>")
    (site / "bins.html").write_text("<h1>Bins</h1><p>All about bins.</p>")

    _, records = crawled(tmp_path, str(site))
    outcomes = {url.removeprefix("https://folder.invalid"): r.outcome for url, r in records.items()}

    assert (outcomes["/page.cfm?id=7"], outcomes["/page.cfm?id=8"]) == ("ok", "not_found")
    assert outcomes["/bins?from=home"] == "ok"


def test_without_an_index_at_its_root_the_shallowest_pages_are_the_start(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / "site" / name).mkdir(parents=True)
        (tmp_path / "site" / name / "index.html").write_text(f"<h1>{name}</h1><p>Page {name} says this.</p>")

    info, records = crawled(tmp_path, str(tmp_path / "site"))

    assert info.start_url == "https://folder.invalid/a/"
    assert records["https://folder.invalid/b/"].outcome == "ok"


# Pure parts


@pytest.mark.parametrize(("address", "public"), [("8.8.8.8", True), ("10.0.0.1", False), ("127.0.0.1", False), ("::1", False), ("::ffff:10.0.0.1", False),
    ("169.254.169.254", False), ("100.64.0.1", False), ("fd00::1", False), ("64:ff9b::a00:1", False), ("2606:4700::1", True), ("0.0.0.0", False)])  # fmt: skip
def test_only_addresses_of_the_public_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_www_and_its_twin_are_one_site_and_other_hosts_are_not() -> None:
    scope = Scope("https://www.anytown.gov.uk/")

    assert scope.holds("https://anytown.gov.uk/x")
    assert not scope.holds("https://forms.anytown.gov.uk/")
    assert Scope("https://www.anytown.gov.uk/", ["forms.anytown.gov.uk"]).holds("https://forms.anytown.gov.uk/")


@pytest.mark.parametrize(("url", "unsafe"), [("https://a.uk/logout", True), ("https://a.uk/admin/delete?id=1", True), ("https://a.uk/unsubscribe?t=1", True),
    ("https://a.uk/basket/add?x=1", True), ("https://a.uk/report-fly-tipping", False), ("https://a.uk/removal-of-graffiti", False), ("https://a.uk/cancellations", False)])  # fmt: skip
def test_addresses_that_may_change_something_are_told_apart(url: str, unsafe: bool) -> None:
    assert is_unsafe(url) is unsafe


def test_robots_are_read_by_rfc_9309() -> None:
    assert from_answer(404, b"").allows("https://a.uk/x")
    assert from_answer(403, b"").allows("https://a.uk/x")
    assert not from_answer(500, b"").allows("https://a.uk/x")
    assert not from_answer(None, b"").allows("https://a.uk/x")
    assert from_answer(200, b"<!doctype html><p>Home").allows("https://a.uk/x")
    rules = parse(b"User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /*.pdf$\nCrawl-delay: 2\n")
    assert [rules.allows(f"https://x.uk{p}") for p in ("/a", "/a/b", "/c.pdf", "/c.pdf?x")] == [
        False,
        True,
        False,
        True,
    ]
    assert rules.crawl_delay == 2


def test_a_robots_file_of_thirty_megabytes_keeps_its_early_rules() -> None:
    assert not parse(b"User-agent: *\nDisallow: /secret\n" + b"# filler\n" * 3_000_000).allows("https://a.uk/secret")


def test_errors_slow_the_pace_and_success_never_goes_below_the_floor() -> None:
    throttle = Throttle(least=0.1)
    throttle.answered(0.01, ok=False)
    slower = throttle.delay
    for _ in range(50):
        throttle.answered(0.001, ok=True)

    assert slower >= 0.25
    assert throttle.delay == 0.1
    assert throttle.slot(100.0) == 0
    assert throttle.slot(100.0) == pytest.approx(0.1)


def test_retry_after_is_read_in_all_its_forms() -> None:
    later = "Thu, 01 Jan 1970 00:01:00 GMT"
    forms = (later, "Thursday, 01-Jan-70 00:01:00 GMT", "Thu Jan  1 00:01:00 1970")

    assert retry_after("3", 0) == 3
    assert retry_after("2.5", 0) == 2.5
    assert [retry_after(form, 30) for form in forms] == [31, 31, 31]  # a second more: dates leave out what is less
    assert retry_after(later, 10**9, "Thu, 01 Jan 1970 00:00:50 GMT") == 11  # by the server's own clock
    assert [retry_after(v, 0) for v in (None, "", "soon", "-5", "²", "nan")] == [None] * 6


def test_a_hold_is_kept_by_those_who_have_their_slot_already() -> None:
    throttle = Throttle(least=0.1)
    throttle.slot(100.0)
    throttle.hold(100.0, 3)

    assert throttle.held(100.0) == 3
    assert throttle.held(103.0) == 0
    assert throttle.slot(101.0) == pytest.approx(2)


def test_sitemaps_are_read_as_far_as_they_can_be_trusted() -> None:
    good = b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.uk/1</loc></url><url><loc>https://a.uk/2</loc></url>'
    assert read_sitemap(good) == (["https://a.uk/1", "https://a.uk/2"], [])
    assert read_sitemap(gzip.compress(good)[:-8])[0][:1] == ["https://a.uk/1"]
    assert read_sitemap(
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>'
    ) == ([], [])
    assert read_sitemap(b"https://a.uk/x\nnonsense\n") == (["https://a.uk/x"], [])
    assert read_sitemap(b"<!doctype html><html><loc>https://a.uk/</loc></html>") == ([], [])


def test_bodies_are_unpacked_with_a_cap() -> None:
    assert decoder("gzip", 100).feed(gzip.compress(b"abc") + gzip.compress(b"def")) == b"abcdef"
    with pytest.raises(TooMuchError):
        decoder("gzip", 1000).feed(gzip.compress(b"x" * 100_000))


@pytest.mark.parametrize(
    "url",
    [
        "https://a.uk/x/y/x/y/x/y",
        "https://a.uk/?" + "&".join(f"p{i}=1" for i in range(12)),
        "https://a.uk/" + "d/" * 20,
    ],
)
def test_addresses_that_grow_without_end_are_refused(url: str) -> None:
    assert grows(url)
    assert Traps().refuses(url)


def test_outcomes_are_a_closed_list() -> None:
    assert len(Outcome) == 27
