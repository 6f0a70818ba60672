"""Menus of a section, a guide or a series inside the main part are no content; a page's own list of links is."""

from __future__ import annotations

import pytest

from citizencheck.extract import extract
from citizencheck.model import Page, Region

TEXT = (
    "<p>You can tell us about a bin that we missed up to two working days after your collection day. We come back within "
    "three working days, as long as the lid was closed and the bin stood at the edge of your property by seven.</p>"
)


def page(main: str, url: str = "https://anytown.example/bins/missed") -> Page:
    return extract(f"<main><h1>Report a missed bin</h1>{main}</main>".encode(), url, "text/html")


def own(p: Page) -> list[str]:
    return [k.text for k in p.own_links]


def local(p: Page) -> list[str]:
    return [k.text for k in p.links if k.region is Region.LOCAL]


@pytest.mark.parametrize(
    "menu",
    [
        "<nav aria-label='Pages in this guide'><ol><li>Missed<li><a href=/bins/days>Days</a><li><a href=/bins/large>Large items</a></ol></nav>",
        "<nav aria-label=Service><ul><li><a href=/bins/missed>Missed</a><li><a href=/bins/days>Days</a><li><a href=/bins/large>Large items</a></ul></nav>",
        "<aside><h2>More</h2><ul><li><a href=/bins/missed aria-current=page>Missed</a><li><a href=/bins/days>Days</a><li><a href=/bins/large>Large items</a></ul></aside>",
        "<div><h2>In this section</h2><ul><li><a href=/bins/days>Days</a><li><a href=/bins/large>Large items</a></ul></div>",
        "<nav aria-label=Guide><a rel=prev href=/bins/days>Days</a> <a rel=next href=/bins/large>Large items</a></nav>",
        "<div><h2>Recent posts</h2><ul><li><a href=/2026/03/x>Days</a><li><a href=/2026/02/y>Large items</a></ul></div>",
    ],
)
def test_a_menu_that_leads_round_where_one_is_is_no_content(menu: str) -> None:
    found = page(f"{TEXT}<p><a href=/form>Report it</a></p>{menu}")
    assert own(found) == ["Report it"]
    assert local(found)[-2:] == ["Days", "Large items"]
    assert [h.text for h in found.headings if h.level > 1] in ([], ["More"])
    assert "Days" not in found.text
    assert found.words == len(TEXT.split()) + 2


def test_a_menu_that_names_the_section_is_what_the_page_above_it_holds() -> None:
    menu = "<h2>In this section</h2><ul><li><a href=/bins/days>Bin days</a><li><a href=/bins/large>Large items</a></ul>"
    short = page(f"<p>Find your day.</p>{menu}", "https://anytown.example/info/20")
    above = page(f"{TEXT}{menu}", "https://anytown.example/bins/index.html")
    assert own(short) == own(above) == ["Bin days", "Large items"]


@pytest.mark.parametrize(
    "content",
    [
        "<h2>How to pay</h2><ul><li><a href=/pay/card>Pay by card</a><li><a href=/pay/dd>Direct Debit</a></ul>",
        "<nav aria-label='Popular tasks'><ul><li><a href=/pay/card>Pay by card</a><li><a href=/pay/dd>Direct Debit</a></ul></nav>",
    ],
)
def test_links_under_a_heading_of_their_own_stay_the_pages(content: str) -> None:
    assert own(page(f"{TEXT}{content}")) == ["Pay by card", "Direct Debit"]


SIDE = "<ul><li><a class=selected href='/roads/report'>Report a road problem</a></li><li><a href='/roads/works'>Roadworks</a></li><li><a href='/roads/parking/'>Parking</a></li></ul>"


@pytest.mark.parametrize("url", ["https://example.invalid/roads/report", "https://example.invalid/roads/report/"])
def test_a_plain_list_to_the_page_itself_and_to_those_beside_it_is_its_sections_menu(url: str) -> None:
    """Liferay, Drupal and others mark their side menus by classes alone."""
    body = f"<html><body><main><div><h2>Roads</h2>{SIDE}</div><h1>Report a road problem</h1><p>Tell us where it is.</p></main></body></html>"
    found = extract(body.encode(), url)

    assert {k.region for k in found.links} == {Region.LOCAL}
    assert [b.text for b in found.blocks] == ["Tell us where it is."]


@pytest.mark.parametrize("links", [
    "<ul><li><a href='/roads/works'>Roadworks</a></li><li><a href='/roads/parking'>Parking</a></li><li><a href='/roads/lights'>Street lights</a></li></ul>",
    "<ul><li><a href='/roads/report'>Report a road problem</a>, by phone or online</li><li>Ring us</li><li><a href='/roads/works'>Roadworks</a></li><li><a href='/roads/parking'>Parking</a></li></ul>",
    "<ul><li><a href='/roads/report'>Roads</a></li><li><a href='/bins/missed'>Missed bin</a></li><li><a href='/tax/pay'>Pay council tax</a></li><li><a href='/home/repair'>Repairs</a></li></ul>",
])  # fmt: skip
def test_lists_that_are_what_the_page_says_stay_its_own(links: str) -> None:
    """Pages beside it without itself, entries without a link, and links to all of the site."""
    body = f"<html><body><main><h1>Report a road problem</h1><p>Tell us where it is.</p>{links}</main></body></html>"
    found = extract(body.encode(), "https://example.invalid/roads/report")

    assert {k.region for k in found.links} == {Region.MAIN}


def test_a_side_menu_of_a_known_name_is_no_content_whatever_slash_ends_its_addresses() -> None:
    links = "".join(f"<li><a href=/Pages/{n}.aspx>{n}</a>" for n in ("Libraries", "Waste", "Parking", "Roads"))
    body = f"<div id=sideNavBox><ul>{links}</ul></div><main><h1>Libraries</h1>{TEXT}</main>"
    found = extract(body.encode(), "https://anytown.example/Pages/Libraries.aspx/", "text/html")
    assert own(found) == []

    inside = extract(
        f"<main><h1>Libraries</h1>{TEXT}<ul>{links}</ul></main>".encode(),
        "https://anytown.example/Pages/Libraries.aspx/",
        "text/html",
    )
    assert [k.text for k in inside.links if k.region is Region.LOCAL] == ["Libraries", "Waste", "Parking", "Roads"]


def test_the_box_of_a_menu_is_the_menu() -> None:
    links = "".join(f"<li><a href=/{n}>{n}</a>" for n in ("Libraries", "Waste"))
    found = extract(
        f"<div id=sideNavBox><ul>{links}</ul></div><h1>Rates</h1>{TEXT}".encode(),
        "https://anytown.example/x",
        "text/html",
    )
    assert {k.region for k in found.links} == {Region.NAV}
