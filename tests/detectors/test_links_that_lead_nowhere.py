"""Links that lead nowhere: what names something and opens nothing, and no control that a script runs."""

from __future__ import annotations

from hand_sites import site_of

from citizencheck.detectors import broken_links as missing_links
from citizencheck.detectors import dead_links
from citizencheck.judge.assembling import broken_links
from citizencheck.language import Language
from citizencheck.model import Measured
from citizencheck.rulebook import load_rules


def test_labels_that_open_nothing_are_listed_and_controls_are_not(language: Language) -> None:
    header = "<header><a href='#'>Menu</a> <a href='#'>Toggle submenu</a> <a href='#'>Council tax</a></header>"
    page = (
        header
        + "<main><a href='#'>Previous slide</a> <a href='#'>Close this message</a> <a href='#'>Report a pothole</a></main>"
    )
    site = site_of({"/": page, "/a": header + "<main>A <a href='/'>Home</a></main>", "/b": header + "<main>B</main>"})

    found = {(b.label, b.outcome) for b in broken_links(site, language, load_rules())}

    assert found == {("Council tax", "dead"), ("Report a pothole", "dead")}


def test_an_unfinished_address_of_a_missing_page_is_a_broken_link_and_no_dead_one(language: Language) -> None:
    labels = ("Report a missed bin", "Report noise", "Report graffiti")
    links = "".join(f"<a href='/gone#'>{t}</a> <a href='/later#'>{t} soon</a> " for t in labels)
    site = site_of({"/": f"<main>{links}</main>"}, outcomes={"/gone": "not_found"})
    [node], page = site.nodes, site.page(site.nodes[0].url)
    assert page is not None

    lifeless = dead_links.measure(page, node, site, language, dead_links.Params())
    broken = missing_links.measure(page, node, site, language, missing_links.Params())

    assert isinstance(lifeless, Measured)
    assert isinstance(broken, Measured)
    assert [e.quote for e in lifeless.evidence] == [f"{t} soon" for t in labels]
    assert [e.quote for e in broken.evidence] == [*labels]
