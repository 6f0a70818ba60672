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


def described(*without: str) -> Report:
    """Six pages of services; those of ``without`` lack a description."""
    links = "".join(f'<li><a href="/p{i}/">Subject {i}</a></li>' for i in range(6))
    body = "<main><h1>{h}</h1><p>You can report a missed bin here, or pay for a permit.</p><form method=post action=/f><label for=a>Address</label><input id=a><label for=b>Name</label><input id=b></form>{m}</main>"
    pages = {"/": f"<html lang=en><head><title>Anytown</title><meta name=description content=Anytown></head><body><main><h1>Anytown</h1><ul>{links}</ul></main></body></html>"}  # fmt: skip
    for i in range(6):
        meta = "" if f"/p{i}" in without else f'<meta name="description" content="All about {i}">'
        pages[f"/p{i}/"] = f"<html lang=en><head><title>Report {i}</title>{meta}</head><body>{body.format(h=f'Report thing {i}', m='')}</body></html>"  # fmt: skip
    return judged(pages)


def told(found: Matched) -> tuple[list[tuple[str, ...]], ...]:
    """(new, grown, known, mended) findings of missing descriptions, by the pages that they tell of or, grown, now tell of too."""
    rule = "missing-descriptions"

    def of(finding: object) -> tuple[str, ...]:
        elements = finding.elements  # type: ignore[attr-defined]  # a finding of a report
        return tuple(sorted(e for e in elements if e.startswith("/"))) or (finding.url.rstrip("/")[-3:],)  # type: ignore[attr-defined]

    return (
        [of(f) for f in found.new if f.rule == rule],
        [tuple(e.url.rstrip("/")[-3:] for e in g.added) for g in found.grown if g.finding.rule == rule],
        [of(f) for f in found.known if f.rule == rule],
        [of(f) for f in found.fixed if f.rule == rule],
    )


def test_a_fault_that_pages_come_to_share_is_not_called_new_where_it_is_old() -> None:
    two, three, four = described("/p0", "/p1"), described("/p0", "/p1", "/p2"), described("/p0", "/p1", "/p2", "/p3")

    assert told(match(two, three)) == ([], [("/p2",)], [], [])
    assert told(match(three, four)) == ([], [("/p3",)], [], [])
    assert told(match(three, two)) == ([], [], [("/p0",), ("/p1",)], [])
    assert told(match(four, three)) == ([], [], [("/p0", "/p1", "/p2")], [])
    assert told(match(three, described())) == ([], [], [], [("/p0", "/p1", "/p2")])
