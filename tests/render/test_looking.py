"""Whole audits with a browser, of councils on this machine: what is asked of them, what is seen, what the report says of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from browser_support import find_browser
from citizencheck.crawl import CrawlPlan
from citizencheck.errors import UsageError
from citizencheck.model.phone import View
from citizencheck.model.report import Report
from citizencheck.pipeline import BrowserOptions, audit, judge_run, read_report
from citizencheck.render.chromium import Choice, try_all
from citizencheck.report import to_json
from citizencheck.store import RunStore
from fixtures_support import materialise
from render_support import Council, canary, served

pytestmark = pytest.mark.browser

GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
NAV = "".join(f'<li><a href="{path}">{label}</a></li>' for path, label in (("/pay", "Pay your council tax"), ("/bins", "Report a missed bin")))  # fmt: skip


def page(title: str, body: str = "", head: str = '<link rel="stylesheet" href="/style.css">') -> str:
    return f'<!doctype html><html lang="en"><head><title>{title}</title><meta name="viewport" content="width=device-width, initial-scale=1">{head}</head><body><main><h1>{title}</h1><p>Here you can see what Anytown Council does for you, and do it yourself at any time of the day.</p>{body}</main></body></html>'


SITE: dict[str, str | bytes] = {
    "/": page("Anytown Council", f'<ul>{NAV}</ul><img src="/crest.gif" alt="Crest" width="40" height="40">'),
    "/pay": page("Pay your council tax", '<img src="/crest.gif" alt="Crest"><form method="post" action="/send"><label for="a">Account number</label><input id="a" name="a"><button>Pay</button></form>'),
    "/bins": page("Report a missed bin", '<div style="width:900px">Streets from Acorn Road to Zebra Close</div>'),
    "/style.css": "body { font: 16px/1.5 sans-serif; background: url(/crest.gif) } li { padding: 12px 0 }",
    "/crest.gif": GIF,
}  # fmt: skip


def looked(council: Council, run: Path, *, resume: bool = False, seconds: float = 15) -> Report:
    plan = CrawlPlan(target=council.url, delay=0.0, seams=False)
    browser = BrowserOptions(path=find_browser(), environ=dict(os.environ), seconds=seconds)
    return audit(plan, run, browser=browser, resume=resume)


def views(run: Path) -> dict[tuple[str, str], View]:
    with RunStore.open(run) as store:
        return {(v.url.partition("//")[2].partition("/")[2], v.device): v for v in store.renders.views()}


@dataclass
class Audited:
    """A council that was crawled without a browser, then taken up with one, and then once more."""

    url: str
    run: Path
    asked: list[tuple[str, str]]
    again: list[tuple[str, str]]
    report: Report
    seen: dict[tuple[str, str], View]


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    run = tmp_path_factory.mktemp("looking") / "run"
    with served(SITE) as council:
        audit(CrawlPlan(target=council.url, delay=0.0, seams=False), run, browser=BrowserOptions(wanted=False))
        assert views(run) == {}
        report = looked(council, run, resume=True)
        asked, seen = list(council.asked), views(run)
        council.asked.clear()
        looked(council, run, resume=True)
    return Audited(url=council.url, run=run, asked=asked, again=council.asked, report=report, seen=seen)


def test_everything_is_asked_for_once_and_by_get_alone(audited: Audited) -> None:
    paths = [p for _, p in audited.asked]

    assert {m for m, _ in audited.asked} <= {"GET", "HEAD"}
    assert {p: paths.count(p) for p in SITE} == dict.fromkeys(SITE, 1)
    assert "/send" not in paths
    assert not any("Layout" in line for line in audited.report.score.not_measured)  # all pages were looked at


def test_a_planted_fault_is_found_with_a_picture_and_nothing_else_is_accused(audited: Audited) -> None:
    found = [f for f in audited.report.findings if f.group == "phone"]

    assert [(f.rule, f.url.removeprefix(audited.url)) for f in found] == [("sideways-scrolling-pages", "/bins")]
    assert "a width that is fixed" in found[0].message
    assert (audited.run / found[0].evidence[0].screenshot).read_bytes()[:3] == b"\xff\xd8\xff"


def test_a_run_is_judged_again_to_the_same_report(audited: Audited) -> None:
    assert to_json(judge_run(audited.run)) == to_json(judge_run(audited.run))


def test_a_run_that_is_taken_up_looks_only_at_what_was_not_seen(audited: Audited) -> None:
    assert len(audited.seen) == 9
    assert views(audited.run) == audited.seen
    assert not {p for _, p in audited.again} & set(SITE)


def test_what_phone_gap_hides_is_found_where_it_is_and_phone_parity_is_not_accused(tmp_path: Path) -> None:
    places = ("council-tax/pay/", "council-tax/help-paying/", "streets/parking-fine/", "streets/parking-permit/")
    found = {}
    for name in ("phone-gap", "phone-parity"):
        materialise(name, tmp_path / name)
        plan = CrawlPlan(target=str(tmp_path / name), seeds=places, max_depth=0, sitemap="none")
        report = audit(
            plan, tmp_path / f"{name}-run", browser=BrowserOptions(path=find_browser(), environ=dict(os.environ))
        )
        found[name] = sorted((f.rule, urlsplit(f.url).path) for f in report.findings if f.group == "phone")

    assert found == {
        "phone-gap": [
            ("desktop-only-pages", "/council-tax/pay/"),
            ("desktop-only-pages", "/streets/parking-fine/"),
            ("forms-missing-on-phone", "/council-tax/pay/"),
            ("forms-missing-on-phone", "/streets/parking-fine/"),
            ("sideways-scrolling-pages", "/streets/parking-permit/"),
        ],
        "phone-parity": [],
    }


LEAVING = """
  const worker = code => new Worker(URL.createObjectURL(new Blob([code])));
  for (const to of PLACES) {
    fetch(to).catch(() => 0); fetch(to, {method: 'POST', mode: 'no-cors'}).catch(() => 0); navigator.sendBeacon(to, 'x');
    try { new EventSource(to) } catch (e) {} try { new WebSocket(to.replace('http', 'ws')) } catch (e) {}
    worker(`fetch('${to}').catch(() => 0); try { new WebSocket('${to.replace('http', 'ws')}') } catch (e) {} importScripts('${to}')`);
  }
  const frame = document.createElement('iframe'); document.body.append(frame);
  try { new frame.contentWindow.WebSocket('ws://127.0.0.1:PORT') } catch (e) {}
  try { const p = new (frame.contentWindow.RTCPeerConnection || RTCPeerConnection)({iceServers: [{urls: 'stun:127.0.0.1:PORT'}]});
        p.createDataChannel('x'); p.createOffer().then(o => p.setLocalDescription(o)); } catch (e) {}
  location.href = PLACES[0];
"""


def test_no_request_of_a_page_leaves_the_site(tmp_path: Path) -> None:
    with canary() as (port, came):
        places = [f"http://{h}:{port}/x" for h in ("127.0.0.1", "localhost", "0.0.0.0", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "council@127.0.0.1")]  # fmt: skip
        tags = "".join(
            f'<link rel="preconnect" href="{p}"><link rel="dns-prefetch" href="{p}"><link rel="prefetch" href="{p}"><link rel="preload" as="script" href="{p}">'
            f'<link rel="stylesheet" href="{p}"><img src="{p}" alt="x"><iframe src="{p}"></iframe><script src="{p}"></script><object data="{p}"></object>'
            f'<video src="{p}"></video><a href="/" ping="{p}">x</a>'
            for p in places
        )
        script = LEAVING.replace("PLACES", json.dumps(places)).replace("PORT", str(port))
        site = {**SITE, "/": page("Anytown Council", f"<ul>{NAV}</ul>{tags}<script>{script}</script>")}
        with served(site) as council:
            looked(council, tmp_path / "run")

    assert came == []
    assert [h.text for h in views(tmp_path / "run")["", "phone"].headings] == ["Anytown Council"]


def test_a_site_that_only_scripts_fill_is_read_as_a_browser_shows_it(tmp_path: Path) -> None:
    shell = '<!doctype html><html lang="en"><head><title>Anytown</title><meta name="viewport" content="width=device-width, initial-scale=1"></head><body><div id="app"></div><script src="/app.js"></script></body></html>'
    texts = {
        path: f"<h1>{title}</h1><p>{'Everything about it stands here, in words for everybody. ' * 4}</p>"
        for path, title in (("/", "Anytown Council"), ("/pay", "Pay your council tax"), ("/bins", "Report a missed bin"), ("/bins/new", "Order a new bin"))
    }  # fmt: skip
    more = {"/": f"<ul>{NAV}</ul>", "/pay": "", "/bins": '<a href="/bins/new">Order a new bin</a>', "/bins/new": ""}
    app = "const texts = {}; fetch('/words.json').then(r => r.json()).then(words => {{ document.title = 'Anytown'; document.getElementById('app').innerHTML = '<main>' + words[location.pathname] + '</main>' }})"
    site = {**dict.fromkeys(texts, shell), "/app.js": app.format("{}"), "/words.json": json.dumps({p: texts[p] + more[p] for p in texts})}  # fmt: skip
    with served(site) as council:
        report = looked(council, tmp_path / "run")

    read = {p.url.removeprefix(council.url): p.title for p in report.pages if p.outcome == "ok"}
    assert read.keys() == texts.keys()
    assert any(line.startswith("4 pages show their content, or links of the site, by scripts alone") for line in report.score.not_measured)  # fmt: skip
    with RunStore.open(tmp_path / "run") as store:
        home = store.page(f"{council.url}/")
        assert home is not None
        assert home.h1 == "Anytown Council"
        shown = store.body(home.sha256)
        assert shown is not None
        assert b"Report a missed bin" in shown
        received, _ = store.renders.rendered()[home.url]
        assert store.body(received) == shell.encode()
    assert council.times("/words.json") == council.times("/app.js") == 1


def test_links_that_scripts_add_return_to_the_queue_once(tmp_path: Path) -> None:
    adds = "<script>document.querySelector('main').insertAdjacentHTML('beforeend', ['/a', '/b', '/c'].map(p => `<a href=\"${p}\">Page ${p}</a> `).join(''))</script>"
    site = {
        **SITE,
        "/": page("Anytown Council", f"<ul>{NAV}</ul>{adds}"),
        **{p: page(f"Page {p}") for p in ("/a", "/b", "/c")},
    }
    with served(site) as council:
        report = looked(council, tmp_path / "run")

    assert {"/a", "/b", "/c"} <= {p.url.removeprefix(council.url) for p in report.pages if p.outcome == "ok"}
    assert [council.times(p) for p in ("/a", "/b", "/c")] == [1, 1, 1]


def test_a_page_that_never_ends_costs_one_line_of_the_report(tmp_path: Path) -> None:
    site = {**SITE, "/pay": page("Pay your council tax", "<script>for (;;) {}</script>")}
    with served(site) as council:
        report = looked(council, tmp_path / "run", seconds=4)

    lines = [line for line in report.score.not_measured if "/pay" in line]
    assert len(lines) == 1
    assert lines[0].startswith(f"1 page could not be looked at: {council.url}/pay (it did not come to rest within")
    assert report.status == "complete"
    assert views(tmp_path / "run")["bins", "phone"].is_seen
    assert not [f for f in report.findings if f.group == "phone" and f.url.endswith("/pay")]


def test_a_style_sheet_from_elsewhere_leaves_the_layout_unjudged(tmp_path: Path) -> None:
    head = '<link rel="stylesheet" href="https://styles.invalid/wide.css">'
    with served(
        {**SITE, "/bins": page("Report a missed bin", '<div style="width:900px">Streets</div>', head)}
    ) as council:
        report = looked(council, tmp_path / "run")

    view = views(tmp_path / "run")["bins", "phone"]
    assert (view.outcome, view.refused) == ("unstyled", ("styles.invalid",))
    assert not [f for f in report.findings if f.group == "phone"]
    assert any("could not be seen with their style sheets" in line for line in report.score.not_measured)


def test_without_a_browser_the_report_says_what_it_did_not_see_and_coverage_falls(
    tmp_path: Path, audited: Audited
) -> None:
    bare = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path), "HOME": str(tmp_path)}
    if any(t.works for t in try_all(Choice(environ=bare)) if t.place != "playwright's own"):
        pytest.skip("a browser is installed where every program finds it: it cannot be hidden from the audit")
    for path, content in SITE.items():
        file = tmp_path / "site" / (path.lstrip("/") if "." in path else f"{path}/index.html".lstrip("/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def audit_it(*more: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "citizencheck",
            "audit",
            str(tmp_path / "site"),
            "-q",
            "-o",
            str(tmp_path / "run"),
            *more,
        ]
        return subprocess.run(command, capture_output=True, text=True, env=bare, check=False, timeout=120)

    done = audit_it()
    blind = read_report(tmp_path / "run")
    demanded = audit_it("--overwrite", "--browser")

    assert done.returncode == 0, done.stderr
    assert any(
        "was not looked at, because no Chromium was found that starts" in line for line in blind.score.not_measured
    )
    assert blind.score.coverage < audited.report.score.coverage
    assert {r.id for r in blind.rules if r.group == "phone" and r.outcome == "pass"} == {
        "missing-viewport",
        "locked-zoom",
    }
    assert demanded.returncode == 2
    assert "citizencheck doctor says what was tried" in demanded.stderr


def test_a_browser_that_is_named_and_does_not_start_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    with served(SITE) as council, pytest.raises(UsageError, match="--browser-path"):
        audit(CrawlPlan(target=council.url), tmp_path / "run", browser=BrowserOptions(path=sys.executable))

    assert council.asked == []
    assert list((tmp_path / "run").iterdir()) == []


def test_more_than_a_browser_is_given_is_not_looked_at_and_its_site_is(tmp_path: Path) -> None:
    nest = page("Nested", "<div>" * 31_000)
    with served({"/": page("Home", '<a href="/nest">Nested</a> <a href="/bins">Bins</a>'), "/nest": nest, "/bins": page("Bins"), "/style.css": ""}) as council:  # fmt: skip
        looked(council, tmp_path / "run")

    seen = views(tmp_path / "run")
    assert {(v.outcome, v.reason) for (path, _), v in seen.items() if path == "nest"} == {
        ("gave_up", "it has more than 30,000 tags")
    }
    assert {v.outcome for (path, _), v in seen.items() if path != "nest"} == {"ok"}
