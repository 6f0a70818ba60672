"""Names of findings that last: thirty sites edited at random call nothing new that is old, and thirty planted faults are each called new."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from citizencheck.compare import Matched, match
from citizencheck.judge import judge
from citizencheck.language import Language, load_language
from citizencheck.model.report import Report
from citizencheck.rulebook import RuleSet, load_rules
from citizencheck.ruletest import snapshot_of
from fixtures_support import materialise

Site = dict[str, str]
Fault = tuple[str, Callable[[Site], None], tuple[str, ...]]


@cache
def tools() -> tuple[RuleSet, Language]:
    return load_rules(), load_language()


def judged(pages: Site, missing: tuple[str, ...] = ()) -> Report:
    """As the judge sees it; addresses of the fixtures that have no page (files, the search) were asked for and are no pages."""
    rules, language = tools()
    return judge(snapshot_of(pages, missing=missing), rules, language, verify=False)


def read(folder: Path) -> Site:
    return {
        f"/{p.parent.relative_to(folder)}/".replace("/./", "/"): p.read_text(encoding="utf-8")
        for p in sorted(folder.rglob("index.html"))
    }


@pytest.fixture(scope="module", params=["silo-first", "task-first"])
def council(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Report]:
    pages = read(materialise(request.param, tmp_path_factory.mktemp("site")))
    return pages, judged(pages)


# Edits that mend nothing and break nothing


def reorder_menu(site: Site, chance: random.Random) -> None:
    """The entries of the main menu and of the footer in another order, on every page alike; the council itself stays last, for where it stands is judged."""
    order = list(range(40))
    chance.shuffle(order)

    def shuffled(found: re.Match[str]) -> str:
        entries = re.findall(r"<li>.*?</li>", found[2], re.DOTALL)
        turned = [e for _, e in sorted(zip(order, entries, strict=False), key=lambda x: ('"/council/"' in x[1], x[0]))]
        return f"{found[1]}{chr(10).join(turned)}{found[3]}"

    for path, html in site.items():
        site[path] = re.sub(
            r'(<nav class="main"[^>]*>\s*<ul>|<footer[^>]*>\s*<ul>)(.*?)(</ul>)', shuffled, html, flags=re.DOTALL
        )


def add_pages(site: Site, chance: random.Random) -> None:
    """News that say nothing of services, linked from each other and from the page of meetings or the first page below home."""
    template = site[next(p for p in site if "accessib" in p)]
    for n in range(chance.randint(1, 4)):
        name = chance.choice(
            ["summer-fair", "tree-planting", "new-bandstand", "history-walk", "flower-show", "mayors-visit"]
        )
        heading = f"{name.replace('-', ' ').capitalize()} brings {chance.randint(20, 900)} people together"
        page = re.sub(r"<title>.*?</title>", f"<title>{heading} – Wrenford District Council</title>", template)
        page = re.sub(r'content="[^"]*accessib[^"]*"', f'content="{heading}."', page, flags=re.IGNORECASE)
        page = re.sub(r'<nav class="crumbs".*?</nav>', "", page, flags=re.DOTALL)
        page = re.sub(
            r'<main id="main">.*?</main>',
            f'<main id="main"><h1>{heading}</h1><p>The day was dry and bright. Many people came to the park and had fun.</p></main>',
            page,
            flags=re.DOTALL,
        )
        address = f"/news/{name}-{n}/"
        site[address] = page
        host = next(p for p in site if "accessib" in p)
        site[host] = site[host].replace("</main>", f'<p><a href="{address}">{heading}</a></p>\n</main>')


def change_assets(site: Site, chance: random.Random) -> None:
    """Hashes in the names of files, and a version behind them."""
    stamp = f"{chance.getrandbits(40):010x}"
    for path, html in site.items():
        site[path] = html.replace("/style.css", f"/style.{stamp}.css?v={stamp[:4]}")


def change_text(site: Site, chance: random.Random) -> None:
    """A plain sentence more on some pages (none that would now be long enough to be measured), another charge, another year."""
    for path in chance.sample(sorted(p for p, html in site.items() if not 7 <= html.count(". ") <= 10), 5):
        site[path] = site[path].replace("</main>", "<p>This page was checked in spring.</p>\n</main>")
    for path, html in site.items():
        site[path] = re.sub(r"£(\d+)", lambda m: f"£{int(m[1]) + 1}", html).replace("2026", "2027")


def move_markup(site: Site, chance: random.Random) -> None:
    """A wrapper more, other ids and classes: selectors change, words do not."""
    for path, html in site.items():
        wrapped = html.replace('<main id="main">', '<div class="page"><main id="main"><div class="inner">')
        site[path] = wrapped.replace("</main>", "</div></main></div>")


EDITS = (reorder_menu, add_pages, change_assets, change_text, move_markup)


def edited(pages: Site, seed: int) -> Site:
    chance = random.Random(seed)
    site = dict(pages)
    for edit in chance.sample(EDITS, chance.randint(2, len(EDITS))):
        edit(site, chance)
    return site


def called_new(found: Matched) -> list[tuple[str, str]]:
    return [(f.rule, f.url) for f in found.new] + [(g.finding.rule, g.added[0].quote) for g in found.grown]


@pytest.mark.parametrize("seed", range(15))
def test_edits_that_break_nothing_call_nothing_new(council: tuple[Site, Report], seed: int) -> None:
    pages, before = council

    found = match(before, judged(edited(pages, seed)))

    assert called_new(found) == []
    assert len(found.known) + len(found.fixed) + len(found.unseen) == len(before.findings)


# Faults


def into_main(html: str) -> Callable[[Site, str], None]:
    def plant(site: Site, path: str) -> None:
        assert "</main>" in site[path]
        site[path] = site[path].replace("</main>", f"{html}\n</main>", 1)

    return plant


def on(path: str, html: str) -> Callable[[Site], None]:
    return lambda site: into_main(html)(site, path)


def menu(label: str, href: str) -> Callable[[Site], None]:
    def plant(site: Site) -> None:
        for path, html in site.items():
            site[path] = re.sub(
                r'(<nav class="main"[^>]*>\s*<ul>)', rf'\1<li><a href="{href}">{label}</a></li>', html, count=1
            )

    return plant


def footer(label: str, href: str) -> Callable[[Site], None]:
    def plant(site: Site) -> None:
        for path, html in site.items():
            site[path] = re.sub(r"(<footer[^>]*>\s*<ul>)", rf'\1<li><a href="{href}">{label}</a></li>', html, count=1)

    return plant


def swap(path: str, pattern: str, new: str) -> Callable[[Site], None]:
    def plant(site: Site) -> None:
        site[path], count = re.subn(pattern, new, site[path], count=1, flags=re.DOTALL)
        assert count == 1

    return plant


def together(*plants: Callable[[Site], None]) -> Callable[[Site], None]:
    def plant(site: Site) -> None:
        for each in plants:
            each(site)

    return plant


def gone(path: str) -> Callable[[Site], None]:
    def plant(site: Site) -> None:
        del site[path]

    return plant


LONG = "The council will, in due course and having regard to all of the circumstances of each and every case that comes before it, consider whether and to what extent the request that was made can be met from what it has. "
FORM = '<form action="/x/" method="post"><p>{}</p><button>Send</button></form>'
PAY, MISSED, HELP = "/council-tax/pay/", "/bins/report-missed-bin/", "/council-tax/help-paying/"
GREEN, WASTE = "/environmental-services/waste-management/green-waste/", "/environmental-services/waste-management/"

CLEAN: tuple[Fault, ...] = (
    ("broken-links", on(MISSED, '<p><a href="/gone/">When bins are emptied</a></p>'), ("/gone/",)),
    ("dead-links", on("/bins/", '<p><a href="#">Order a recycling box</a></p>'), ()),
    ("locked-zoom", swap(PAY, r'name="viewport" content="[^"]*"', 'name="viewport" content="width=device-width, user-scalable=no"'), ()),
    ("missing-viewport", swap(HELP, r'<meta name="viewport"[^>]*>', ""), ()),
    ("undeclared-language", swap("/bins/", r'<html lang="en">', "<html>"), ()),
    ("missing-descriptions", swap(PAY, r'<meta name="description"[^>]*>', ""), ()),
    ("placeholder-text", on(HELP, "<p>Lorem ipsum dolor sit amet.</p>"), ()),
    ("empty-link-texts", on(PAY, '<p><a href="/bins/">Click here</a></p>'), ()),
    ("unlabelled-fields", on(MISSED, FORM.format('<input name="a">')), ()),
    ("untyped-fields", on(MISSED, FORM.format('<label for="e">Email address</label><input id="e" name="e">')), ()),
    ("long-sentences", on(HELP, f"<p>{LONG * 14}</p>"), ()),
    ("print-and-return", on(HELP, "<p>Download and print the form and return it by post.</p>"), ()),
    ("broken-menu-links", footer("Jobs at the council", "/gone/"), ("/gone/",)),
    ("dead-menu-links", footer("Order a recycling box", "#"), ()),
    ("department-words-in-menu", together(menu("Revenues and Benefits Service", "/council-tax/"), menu("Development Control", "/planning/")), ()),
    ("organisation-words-in-menu", menu("Waste Management Unit", "/bins/"), ()),
    ("portal-names-in-menu", menu("Customer portal", "/contact/"), ()),
    ("strategies-in-menu", menu("Strategies", "/council/"), ()),
    ("missing-tasks", gone("/streets/fly-tipping/"), ("/streets/fly-tipping/",)),
    ("indistinct-titles", together(*(swap(p, r"<title>.*?</title>", "<title>Bins</title>") for p in (MISSED, "/bins/large-items/"))), ()),
)  # fmt: skip
SILO: tuple[Fault, ...] = (
    ("department-words-in-menu", menu("Planning Enforcement Team", "/development-management/"), ()),
    ("department-words-on-landing-pages", on("/about/", '<ul><li><a href="/environmental-services/streetscene/">Streetscene</a></li></ul>'), ()),
    ("official-terms", on(GREEN, "<p>Bulky waste is taken to the civic amenity site.</p>"), ()),
    ("words-to-avoid", on(GREEN, "<p>The council will utilise the said bins forthwith, notwithstanding other rules.</p>"), ()),
    ("organisation-words-in-menu", menu("Legal Section", "/corporate-services/"), ()),
    ("broken-links", on(GREEN, '<p><a href="/gone/">Terms of the scheme</a></p>'), ("/gone/",)),
    ("contacts-without-reasons", on("/contact/", "<h2>Legal Services</h2><p>Telephone 01234 567999</p>"), ()),
    ("units-in-breadcrumb", together(*(swap(p, r'<ol>\s*<li><a href="/">Home</a></li>', '<ol><li><a href="/">Home</a></li><li><a href="/corporate-services/">Corporate Services</a></li>') for p in (GREEN, "/contact/"))), ()),
    ("placeholder-text", on("/environmental-services/waste-management/special-collections/", "<p>Lorem ipsum dolor sit amet.</p>"), ()),
    ("visits-to-the-office", on("/technical-services/penalty-charge-notices/", "<p>You must visit our offices to pay.</p>"), ()),
    ("print-and-return", on("/technical-services/penalty-charge-notices/", "<p>Download and print the form and return it by post.</p>"), ()),
)  # fmt: skip


@pytest.mark.parametrize(("council", "faults"), [("task-first", CLEAN), ("silo-first", SILO)], indirect=["council"])
def test_each_planted_fault_is_called_new_on_a_site_edited_at_random(
    council: tuple[Site, Report], faults: tuple[Fault, ...]
) -> None:
    """Three faults at a time, to keep this quick: what each does to the site is its own."""
    pages, before = council
    told: dict[str, list[str]] = {}

    for start in range(0, len(faults), 3):
        site = edited(pages, start + 100)
        missing: list[str] = []
        for _, plant, gone_pages in faults[start : start + 3]:
            plant(site)
            missing += gone_pages
        found = match(before, judged(site, tuple(missing)))
        seen = sorted({f.rule for f in found.new} | {g.finding.rule for g in found.grown})
        told.update({f"{start} {rule}": seen for rule, _, _ in faults[start : start + 3]})

    assert len(CLEAN) + len(SILO) >= 30
    assert {name: rules for name, rules in told.items() if name.split()[1] not in rules} == {}
