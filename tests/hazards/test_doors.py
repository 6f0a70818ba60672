"""Ways out of the site and into other people's machines: none is taken, and every good page is found beside them."""

import datetime as dt
import gzip
import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest
import trustme

from citizencheck.crawl import CrawlPlan
from citizencheck.crawl.fetch import HttpSource
from citizencheck.crawl.scope import Scope
from citizencheck.store import RunStore
from hostile import Hostile, Request, Said, council, crawl_of, crawled, good, links, page, reply

SITEMAP = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</urlset>"
BOMB = gzip.compress(b" " * 80_000_000, 1)
INDEX = "<?xml version='1.0'?><sitemapindex>{}</sitemapindex>"


@pytest.fixture
def canary() -> Iterator[Hostile]:
    """An internal service that nothing may reach."""
    with Hostile(lambda _request: page("Canary")) as server:
        yield server


def test_no_door_leads_to_an_internal_service(canary: Hostile, tmp_path: Path) -> None:
    port, inside = canary.port, canary.url
    spellings = [
        f"{inside}/direct", f"http://2130706433:{port}/", f"http://0x7f000001:{port}/", f"http://127.1:{port}/", f"http://[::ffff:127.0.0.1]:{port}/", f"http://[::1]:{port}/",
        f"http://localhost:{port}/", f"http://localhost.:{port}/", f"http://0.0.0.0:{port}/", f"http://0:{port}/", f"//127.0.0.1:{port}/x", f"http://017700000001:{port}/",
        f"http:\\\\127.0.0.1:{port}/pay", f"http://127.0.0.1@127.0.0.1:{port}/",
    ]  # fmt: skip
    doors: dict[str, Said] = {
        **{f"/r{status}": reply(status, location=f"{inside}/{status}") for status in (301, 302, 303, 307, 308)},
        "/meta": page("Meta", f'<meta http-equiv="refresh" content="0; url={inside}/meta">'),
        "/header": reply(200, "<h1>Header</h1>", refresh=f"0; url={inside}/header"),
        "/base": page("Base", f'<base href="{inside}/"><link rel="canonical" href="{inside}/c"><a href="pay">Pay now</a>'),
        "/embed": page("Embed", f'<img src="{inside}/i"><iframe src="{inside}/f"></iframe><script src="{inside}/s"></script><form action="{inside}/pay"><input name="q"></form>'),
        "/map.xml": reply(200, SITEMAP.format(f"<url><loc>{inside}/map</loc></url>"), content_type="text/xml"),
        "/robots.txt": reply(200, f"Sitemap: {inside}/sitemap.xml\nSitemap: /map.xml\n", content_type="text/plain"),
    }  # fmt: skip
    ways = "".join(f'<li><a href="{s}">Apply online {n}</a></li>' for n, s in enumerate(spellings))
    say = council(lambda r: doors.get(r.path), *[d for d in doors if "." not in d], extra=ways)

    got = crawled(say, tmp_path / "run", seams=True)

    assert canary.asked == []
    assert good() <= got.read


@pytest.mark.parametrize(("location", "outcome"), [
    ("file:///etc/passwd", "unsupported_scheme"), ("ftp://a.uk/", "unsupported_scheme"), ("gopher://a.uk/", "unsupported_scheme"), ("data:text/html,<h1>x", "unsupported_scheme"),
    ("javascript:alert(1)", "unsupported_scheme"), ("about:blank", "unsupported_scheme"), ("", "http_error"), ("http://", "http_error"), ("http://[::1", "http_error"),
    ("http://a b/", "http_error"), ("http://127.0.0.1:99999/", "http_error"), ("/" + "x" * 60_000, None), ("/%zz", None), ("/caf\xc3\xa9", None), ("/logout", "skipped_unsafe"),
])  # fmt: skip
def test_redirects_to_nowhere_cost_their_own_address_alone(location: str, outcome: str | None, tmp_path: Path) -> None:
    moved = reply(302, location=location)
    got = crawled(council(lambda r: moved if r.path == "/s" else None, "/s"), tmp_path / "run")

    assert got.outcomes["/s"] == outcome or outcome is None
    assert got.outcomes["/s"] not in ("ok", "internal_error")
    assert got.read == good()


def refresh(to: str) -> bytes:
    return reply(200, f'<title>Wait</title><meta http-equiv="refresh" content="0; url={to}"><p>Please wait.</p>')


def test_circles_of_refreshes_are_named_on_each_of_their_pages(tmp_path: Path) -> None:
    def hazard(request: Request) -> Said:
        if request.path.startswith("/count/"):
            return refresh(f"/count/{int(request.path[7:]) + 1}")
        return {
            "/a": refresh("/b"), "/b": refresh("/c"), "/c": refresh("/a"), "/into": refresh("/a"), "/on": refresh("/bins"),
            "/h1": reply(200, "<p>Wait", refresh="0;url=/h2"), "/h2": reply(200, "<p>Wait", refresh="0; URL='/h1'"),
        }.get(request.path)  # fmt: skip

    got = crawled(council(hazard, "/a", "/into", "/on", "/h1", "/count/0"), tmp_path / "run")

    assert {got.outcomes[p] for p in ("/a", "/b", "/c", "/h1", "/h2")} == {"redirect_loop"}
    assert (got.outcomes["/into"], got.outcomes["/on"]) == ("redirect", "redirect")
    assert "too_many_redirects" in got.outcomes.values()
    assert got.read == good()
    assert len(got.server.asked) < 50


WEIRD = {
    "/w/space in": "/w/space%20in", " /w/new\nline ": "/w/newline", "\\w\\slash": "/w/slash", "/w/%zz": "/w/%zz", "/w/t\tab": "/w/tab", "http:/w/one": "/w/one",
    "/w/x/./../dots": "/w/dots", "/w/q?x=a b": "/w/q?x=a%20b", "/w/and?a&amp;b": "/w/and?a&b", "/w/'quote'": "/w/'quote'", "/w/%e3%83%84": "/w/%e3%83%84", "/w/é": "/w/%C3%A9",
    "/w/[x]": "/w/[x]", "/w/a%2fb": "/w/a%2fb",
}  # fmt: skip


def test_addresses_go_over_the_wire_as_browsers_send_them(tmp_path: Path) -> None:
    drawn = '<svg><a xlink:href="/w/svg"><text>Ward map</text></a></svg><map><area href="/w/area" alt="North"></map>'
    none = "<!-- <a href=/no/comment> --><script>'<a href=/no/script>'</script><template><a href=/no/template></a></template><textarea><a href=/no/text></textarea>"
    wanted = {*WEIRD.values(), "/w/svg", "/w/area"}
    body = "".join(f'<a href="{href}">{n}</a>' for n, href in enumerate(WEIRD)) + drawn + none

    def hazard(request: Request) -> Said:
        return page("Weird", body) if request.path == "/weird" else page(request.path) if request.path in wanted else None  # fmt: skip

    got = crawled(council(hazard, "/weird"), tmp_path / "run")

    assert wanted <= got.read
    assert not any("/no/" in path for path in got.server.paths)
    assert all(path.isascii() for path in got.server.paths)


def test_one_address_in_two_spellings_is_one_page_and_two_letters_are_two(tmp_path: Path) -> None:
    spellings = ["/caf\u00e9", "/caf%c3%a9", "/caf%C3%A9", "/cafe\u0301", "/cafe%cc%81"]

    def hazard(request: Request) -> Said:
        name = {"/CAF%C3%A9".upper(): "composed", "/CAFE%CC%81": "decomposed"}.get(request.path.upper())
        return page(name, links(*spellings)) if name else None

    got = crawled(council(hazard, *spellings), tmp_path / "run")

    assert len(got.read - good()) == 2
    assert sum("/caf" in path.lower() for path in got.server.paths) == 2


def test_a_site_that_lets_nobody_in_without_a_cookie_is_read(canary: Hostile, tmp_path: Path) -> None:
    honest = council(None, f"{canary.url}/x")

    def say(request: Request) -> Said:
        if "seen=1" not in request.headers.get("cookie", ""):
            return reply(302, location=request.path, set_cookie="seen=1; Path=/")
        return honest(request)

    assert crawled(say, tmp_path / "run", seams=True).read == good()


SECRETS: dict[str, object] = {
    "headers": (("X-Key", "secret"),),
    "cookies": (("pass", "secret"),),
    "basic_auth": ("me", "secret"),
}


def test_what_the_user_gave_for_the_site_goes_nowhere_else(canary: Hostile, tmp_path: Path) -> None:
    elsewhere = canary.url.removeprefix("http://")
    say = council(
        lambda r: reply(307, location=f"{canary.url}/in") if r.path == "/away" else None, "/away", f"{canary.url}/x"
    )

    got = crawled(say, tmp_path / "run", include_hosts=(elsewhere,), **SECRETS)  # type: ignore[arg-type]  # fields of the plan

    assert {"/x", "/in"} <= set(canary.paths)
    assert not any({"authorization", "x-key", "cookie"} & set(r.headers) for r in canary.asked)
    assert all(r.headers["x-key"] == "secret" and r.headers["cookie"] == "pass=secret" for r in got.server.asked)
    assert b"secret" not in (tmp_path / "run" / RunStore.FILE).read_bytes()


@pytest.mark.parametrize(("home", "url", "given"), [
    ("https://a.uk/", "https://a.uk/x", True), ("http://a.uk/", "https://a.uk/x", True), ("https://a.uk/", "http://a.uk/x", False), ("https://a.uk/", "https://www.a.uk/", False),
    ("https://a.uk/", "https://a.uk:8443/", False), ("https://a.uk/", "https://a.uk.evil.uk/", False),
])  # fmt: skip
async def test_secrets_go_to_their_own_host_and_never_without_tls(home: str, url: str, given: bool) -> None:
    sent: list[httpx.Headers] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers)
        return httpx.Response(200, headers={"set-cookie": "site=1"}, text="<p>x")

    source = HttpSource(CrawlPlan(target=home, **SECRETS), Scope(home), home, httpx.MockTransport(answer))  # type: ignore[arg-type]  # fields of the plan
    await source.get(home)
    await source.get(url)

    assert ("authorization" in sent[1], "x-key" in sent[1], "pass=" in sent[1].get("cookie", "")) == (given,) * 3
    assert ("site=1" in sent[1].get("cookie", "")) is (home.split("/")[:3] == url.split("/")[:3])


def test_cookies_that_grow_do_not_lock_us_out(tmp_path: Path) -> None:
    honest, n = council(), count()

    def say(request: Request) -> Said:
        if len(request.headers.get("cookie", "")) > 16_000:
            return reply(431, "too long")
        said = honest(request)
        baked = "".join(f"Set-Cookie: c{next(n)}={'v' * 3900}\r\n" for _ in range(5)).encode()
        return said.replace(b"\r\n", b"\r\n" + baked, 1) if isinstance(said, bytes) else said

    assert crawled(say, tmp_path / "run").read == good()


def test_nothing_is_submitted_and_nothing_that_changes_something_is_asked_for(tmp_path: Path) -> None:
    form = '<form method="post" action="/do"><button formaction="/do2">Go</button></form><a data-method="delete" href="/thing">Thing</a><form action="/find"><input name="q"></form>'
    acts = ["/admin/delete?id=1", "/logout", "/unsubscribe?token=a", "/basket/add?item=1", "/item/7/remove", "/cart/checkout", "/confirm?token=1"]  # fmt: skip
    services = ["/council-tax/cancel-direct-debit", "/remove-graffiti", "/bulky-waste/cancel", "/delete-my-data", "/signing-out"]  # fmt: skip

    def hazard(request: Request) -> Said:
        return page(request.path[1:].replace("/", " ")) if request.path in services else None

    acts.append("/poll/vote?option=1")
    extra = form + '<a rel="nofollow" href="/like?for=1">Like</a>'
    got = crawled(council(hazard, *acts, *services, extra=extra), tmp_path / "run")

    assert {r.method for r in got.server.asked} <= {"GET", "HEAD"}
    assert not {*acts, "/do", "/do2", "/find", "/like?for=1"} & set(got.server.paths)
    assert {got.outcomes[a] for a in acts} == {"skipped_unsafe"}
    assert good() | set(services) <= got.read


def test_a_few_marks_that_say_nofollow_are_taken_at_their_word(tmp_path: Path) -> None:
    """But not where a link without the mark leads there too, whichever is met first."""
    marks = '<a rel="nofollow" href="/act">Act</a> <a rel="nofollow noopener" href="/both">Both</a>'
    said = {"/both": page("Both"), "/act": page("Act"), "/last": page("Last", links("/both"))}

    got = crawled(council(lambda r: said.get(r.path), "/last", extra=marks), tmp_path / "run")

    assert "/act" not in got.server.paths
    assert got.outcomes["/act"] == "skipped_unsafe"
    assert good() | {"/both", "/last"} == got.read


def test_marks_that_an_editor_sets_by_itself_say_nothing(tmp_path: Path) -> None:
    """Some content systems mark every link in a text: such a site is read all the same."""
    articles = [f"/article/{w}" for w in ("bins", "tax", "roads", "parks", "schools", "homes")]
    marks = "".join(f'<a rel="nofollow" href="{a}">{a}</a>' for a in (*articles, "/print?page=1"))

    got = crawled(council(lambda r: page(r.path) if r.path in articles else None, extra=marks), tmp_path / "run")

    assert good() | set(articles) == got.read
    assert got.outcomes["/print?page=1"] == "skipped_unsafe"


def test_sitemaps_are_followed_as_far_as_they_can_be_trusted(canary: Hostile, tmp_path: Path) -> None:
    def hazard(request: Request) -> Said:
        here = f"http://{request.headers['host']}"

        def names(*paths: str) -> str:
            return SITEMAP.format("".join(f"<url><loc> {here}{p} </loc></url>" for p in paths))

        maps: dict[str, str | bytes] = {
            "/sitemap.xml": INDEX.format("".join(f"<sitemap><loc>{here}{m}</loc></sitemap>" for m in ("/sitemap.xml", "/a.xml", "/b.xml.gz", "/bomb.xml.gz", "/page.xml", "/lol.xml", "/xxe.xml", "/dtd.xml", "/deep.xml", "/cut.xml", "/text.txt"))),
            "/a.xml": names("/orphan/1"), "/b.xml.gz": gzip.compress(names("/orphan/2").encode()), "/bomb.xml.gz": BOMB, "/page.xml": "<!doctype html><a href=/orphan/no>",
            "/lol.xml": "<!DOCTYPE l [<!ENTITY a 'lol'><!ENTITY b '" + "&a;" * 1000 + "'>]><urlset><url><loc>&b;</loc></url></urlset>",
            "/xxe.xml": f"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'><!ENTITY f SYSTEM '{canary.url}/x'>]><urlset><url><loc>{here}/&e;&f;</loc></url></urlset>",
            "/dtd.xml": f"<!DOCTYPE x SYSTEM '{canary.url}/dtd'><urlset/>", "/deep.xml": "<urlset>" + "<a>" * 100_000,
            "/cut.xml": names("/orphan/3").removesuffix("</urlset>") + "<url><loc>", "/text.txt": f"{here}/orphan/4\n{canary.url}/y\nhttps://elsewhere.invalid/\n",
        }  # fmt: skip
        if request.path in maps:
            return reply(200, maps[request.path], content_type="application/xml")
        return (
            page(f"Orphan {'abcd'[int(request.path[-1]) - 1]}") if re.fullmatch(r"/orphan/\d", request.path) else None
        )

    got = crawled(council(hazard), tmp_path / "run")

    assert got.read == good() | {f"/orphan/{n}" for n in (1, 2, 3, 4)}
    assert canary.asked == []
    assert not any("root:" in url for url in got.records)


def certificate(kind: str) -> Callable[[trustme.CA], trustme.LeafCert]:
    past = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
    return {
        "good": lambda ca: ca.issue_cert("127.0.0.1"),
        "expired": lambda ca: ca.issue_cert("127.0.0.1", not_after=past),
        "of another host": lambda ca: ca.issue_cert("other.invalid"),
    }[kind]


@pytest.mark.parametrize("kind", ["good", "expired", "of another host", "of an unknown issuer"])
def test_a_certificate_that_a_browser_would_warn_of_is_named(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, unknown = trustme.CA(), trustme.CA()
    leaf = unknown.issue_cert("127.0.0.1") if "unknown" in kind else certificate(kind)(known)
    leaf.private_key_and_cert_chain_pem.write_to_path(tmp_path / "leaf.pem")
    known.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))

    with Hostile(council(), tls=tmp_path / "leaf.pem") as server:
        got = crawl_of(server, tmp_path / "run")

    if kind == "good":
        assert got.read == good()
    else:
        assert (got.info.status, got.read) == ("unavailable", set())
        assert got.outcomes["/"] == "tls_error"
        assert "certificate is not valid" in got.info.reason
