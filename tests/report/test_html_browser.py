"""The HTML report in a Chromium: with scripts and without, light and dark, on a phone and on a desk."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, sync_playwright

from browser_support import find_browser
from citizencheck.report import to_html
from report_support import council, everywhere

pytestmark = pytest.mark.browser
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e1d1a1c1c20242e2720"
    "222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b080001000101011100ffc4001f0000010501010101010100000000000000000102030405"
    "060708090a0bffc400b5100002010303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a"
    "161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798"
    "999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f"
    "00fbd3ffd9"
)
"""One grey point."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = find_browser()
    with sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("report") / "report.html"
    place.write_text(to_html(council(), lambda _: JPEG), encoding="utf-8")
    return place


def opened(browser: Browser, file: Path, hash_: str = "", **context: Any) -> Page:
    page = browser.new_context(**context).new_page()
    page.goto(f"{file.as_uri()}{hash_}")
    return page


def refuse_all(context: BrowserContext, asked: list[str]) -> None:
    """Notes every request that would leave the machine, and lets none."""

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    context.route(re.compile("^(?!file:|data:)"), refuse)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_and_nothing_is_wider_than_the_screen(
    browser: Browser, file: Path, width: int, scheme: str
) -> None:
    page = opened(browser, file, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    found = Axe().run(page).response["violations"]

    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.context.close()


def test_nothing_is_asked_of_the_network_and_nothing_of_a_website_runs(browser: Browser, tmp_path: Path) -> None:
    """Every text an attack, every request seen before it leaves, every dialogue and message noted."""
    attack = '"><img src=https://evil.example/a onerror=alert(1)><script src=https://evil.example/b></script><style>@import url(https://evil.example/c)</style>'
    (tmp_path / "report.html").write_text(
        to_html(everywhere(council(), lambda s: f"{s}{attack}" if s else s), lambda _: JPEG), encoding="utf-8"
    )
    context = browser.new_context()
    asked: list[str] = []
    said: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    refuse_all(context, asked)
    page = context.new_page()
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("dialog", dismissed)
    page.goto((tmp_path / "report.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.wait_for_load_state("networkidle")

    assert asked == []
    assert said == []
    assert page.locator("svg image").count() == 2
    context.close()


def test_the_policy_stops_what_an_injected_element_would_ask_for(browser: Browser, file: Path) -> None:
    """Were the escaping ever wrong, the policy stands behind it."""
    context = browser.new_context()
    asked: list[str] = []
    refuse_all(context, asked)
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate(
        """document.body.insertAdjacentHTML('beforeend', '<img src="https://evil.example/a"><iframe src="https://evil.example/b"></iframe>');
        const s = document.createElement('script'); s.src = 'https://evil.example/c'; document.body.append(s); fetch('https://evil.example/d').catch(() => 0)"""
    )
    page.wait_for_timeout(300)

    assert asked == []
    context.close()


def shown(page: Page) -> list[str]:
    found = page.eval_on_selector_all(
        "details.rule", "all => all.filter(d => !d.hidden).map(d => d.querySelector('.in').id)"
    )
    return [str(name) for name in found]


def test_findings_can_be_searched_filtered_and_sorted(browser: Browser, file: Path) -> None:
    page = opened(browser, file)
    assert shown(page) == ["rule-unit-labels", "rule-offline-tasks"]

    page.get_by_label("Search").fill("ring DEPOT")
    assert shown(page) == ["rule-offline-tasks"]
    assert page.get_by_role("status").inner_text() == "1 of 2 kinds of finding shown"
    page.get_by_label("Search").fill("")
    page.locator("#level").select_option("critical")
    assert shown(page) == ["rule-unit-labels"]
    page.locator("#level").select_option("")
    page.locator("#group").select_option("transactions")
    assert shown(page) == ["rule-offline-tasks"]
    page.locator("#group").select_option("")
    page.locator("#sort").select_option("name")
    assert shown(page) == ["rule-offline-tasks", "rule-unit-labels"]
    page.locator("#sort").select_option("points")
    assert shown(page) == ["rule-unit-labels", "rule-offline-tasks"]
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_the_evidence_opens_it_with_and_without_scripts(browser: Browser, file: Path, scripts: bool) -> None:
    page = opened(browser, file, java_script_enabled=scripts)
    quote = page.locator("#rule-unit-labels blockquote")
    assert not quote.is_visible()

    page.get_by_role("link", name="Show the evidence: The site's menus speak of units").click()
    quote.wait_for(state="visible", timeout=5000)

    box = quote.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 720
    page.context.close()


def test_without_scripts_the_tools_that_need_them_are_not_shown(browser: Browser, file: Path) -> None:
    page = opened(browser, file, java_script_enabled=False)

    assert not page.locator("#find").is_visible()
    assert page.locator("details.rule").first.is_visible()
    page.context.close()


def test_the_phone_and_the_desk_each_have_their_own_drawing(browser: Browser, file: Path) -> None:
    phone = opened(browser, file, viewport={"width": 390, "height": 844})
    desk = opened(browser, file, viewport={"width": 1280, "height": 900})

    assert [phone.locator(f"svg.site.{n}").is_visible() for n in ("narrow", "wide")] == [True, False]
    assert [desk.locator(f"svg.site.{n}").is_visible() for n in ("narrow", "wide")] == [False, True]
    phone.context.close()
    desk.context.close()


def test_on_paper_the_evidence_is_open_and_the_tools_are_gone(browser: Browser, file: Path) -> None:
    page = opened(browser, file, java_script_enabled=False)
    page.emulate_media(media="print")

    assert page.locator("#rule-unit-labels blockquote").is_visible()
    assert not page.locator(".toc").is_visible()
    page.context.close()
