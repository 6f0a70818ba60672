"""What one parse finds: links as a browser has them, menus as trees, text as a citizen reads it."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from citizencheck.extract import extract
from citizencheck.model import Link, LinkKind, Page, Region

URL = "https://www.anytown.gov.uk/services/bins/"


def page(body: str, head: str = "") -> Page:
    return extract(f"<html lang=en><head>{head}</head><body>{body}</body></html>".encode(), URL)


def link(body: str, text: str) -> Link:
    return next(k for k in page(body).links if k.text == text)


def test_links_are_resolved_as_a_browser_would() -> None:
    seen = {k.text: (k.kind, k.url) for k in page(
        "<main><a href='missed'>a</a><a href='/pay'>b</a><a href='//x.uk/y'>c</a><a href=' /s p '>d</a><a href='plan.PDF'>e</a><a href='#top'>f</a><a href='#'>g</a>"
        "<a href=''>h</a><a href='javascript:void(0)'>i</a><a href='mailto:a@b.uk'>j</a><a href='tel:+441'>k</a><a href='/x/#'>l</a><a name=z>m</a></main>"
    ).links}  # fmt: skip

    assert seen["a"] == (LinkKind.PAGE, f"{URL}missed")
    assert seen["b"] == (LinkKind.PAGE, "https://www.anytown.gov.uk/pay")
    assert seen["c"] == (LinkKind.PAGE, "https://x.uk/y")
    assert seen["d"] == (LinkKind.PAGE, "https://www.anytown.gov.uk/s%20p")
    assert seen["e"][0] is LinkKind.DOCUMENT
    assert seen["f"] == (LinkKind.ANCHOR, URL)
    assert {seen[t][0] for t in "ghi"} == {LinkKind.DEAD}
    assert (seen["j"][0], seen["k"][0]) == (LinkKind.MAIL, LinkKind.TEL)
    assert seen["l"] == (LinkKind.PAGE, "https://www.anytown.gov.uk/x/")
    assert "m" not in seen


def test_a_link_that_works_a_control_is_no_dead_link_and_a_bare_one_is() -> None:
    seen = {k.text: k.kind for k in page(
        "<main><a href='#' role=tab>a</a><a href='#' aria-controls=panel>b</a><a href='#' aria-controls=''>c</a><a href='#' role=link>d</a><a href='#'>e</a></main>"
    ).links}  # fmt: skip

    assert {t: seen[t] for t in "abcde"} == {
        "a": LinkKind.SCRIPT, "b": LinkKind.SCRIPT, "c": LinkKind.DEAD, "d": LinkKind.DEAD, "e": LinkKind.DEAD,
    }  # fmt: skip


def test_the_first_base_counts_for_every_link() -> None:
    found = extract(b"<a href=a>a</a><base href=/x/><base href=/y/>", URL)

    assert found.links[0].url == "https://www.anytown.gov.uk/x/a"


def test_there_are_no_links_where_a_browser_has_none() -> None:
    found = page(
        "<!-- <a href=/c>c</a> --><script>'<a href=/s>s</a>'</script><template><a href=/t>t</a></template><textarea><a href=/x>x</a></textarea><p><a href=/ok>ok</a>"
    )

    assert [k.text for k in found.links] == ["ok"]


def test_a_link_is_named_by_its_label_its_heading_or_its_picture() -> None:
    assert link("<main><a href=/a aria-label='Pay council tax'>Pay</a></main>", "Pay council tax").url
    card = link("<main><a href=/b><h3>Bins</h3><p>Days and missed bins</p></a></main>", "Bins")
    assert "missed bins" in card.context
    assert link("<main><a href=/c><img src=x alt='Libraries'></a></main>", "Libraries").url


def test_menus_are_trees_with_headings_as_parents() -> None:
    menu = page(
        "<nav aria-label=Main><ul><li><a href=/b>Bins</a><ul><li><a href=/b/m>Missed bin</a></li></ul></li><li><button>Council</button><ul><li><a href=/c>Councillors</a></li></ul></li></ul></nav>"
    ).menus[0]

    assert menu.name == "Main"
    assert [(i.text, [c.text for c in i.children]) for i in menu.items] == [
        ("Bins", ["Missed bin"]),
        ("Council", ["Councillors"]),
    ]


def test_what_holds_a_link_is_known() -> None:
    inside = link(
        "<nav><ul><li><span>Departments</span><ul><li><a href=/w>Water</a></li></ul></li></ul></nav>", "Water"
    )
    assert (inside.region, inside.heading, inside.trail) == (Region.NAV, "Departments", ("Departments",))
    under = link("<main><h2>Report</h2><h3><a href=/g>Graffiti</a></h3><h3><a href=/n>Noise</a></h3></main>", "Noise")
    assert under.heading == "Report"


def test_pages_without_landmarks_are_read_by_class_and_id() -> None:
    found = page(
        "<div id=nav><a href=/a>Menu entry</a></div><div id=content><a href=/b>Content</a></div><div class=footer><a href=/c>Small print</a></div>"
    )

    assert [(k.text, k.region) for k in found.links] == [
        ("Menu entry", Region.NAV),
        ("Content", Region.MAIN),
        ("Small print", Region.FOOTER),
    ]


def test_a_card_header_in_the_main_part_is_no_site_header() -> None:
    assert link("<main><article><header><a href=/a>Card</a></header></article></main>", "Card").region is Region.MAIN


@pytest.mark.parametrize("crumbs", [
    "<nav aria-label=Breadcrumb><ol><li><a href=/>Home</a></li><li><a href=/bins>Bins</a></li><li>Missed</li></ol></nav>",
    '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"name":"Home","item":"/"},{"name":"Bins","item":"/bins"},{"name":"Missed"}]}</script>',
])  # fmt: skip
def test_breadcrumbs_are_read_from_both_places(crumbs: str) -> None:
    assert [c.text for c in page(crumbs + "<main><h1>Missed</h1></main>").breadcrumb] == ["Home", "Bins", "Missed"]


def test_forms_name_their_fields_and_searches_are_told_apart() -> None:
    found = page(
        "<form role=search><input name=q><button>Go</button></form><main><form method=post action=/r><label for=a>Postcode</label><input id=a name=pc required autocomplete=postal-code>"
        "<label>Street <input name=s></label><input name=bare placeholder='Not a label'><button>Report it</button></form></main>"
    )
    search, form = found.forms

    assert (search.search, form.search) == (True, False)
    assert (form.method, form.action, form.submit) == ("post", "https://www.anytown.gov.uk/r", "Report it")
    assert [(f.name, f.label, f.required) for f in form.fields] == [
        ("pc", "Postcode", True),
        ("s", "Street", False),
        ("bare", "", False),
    ]


@pytest.mark.parametrize(("body", "header", "title"), [
    ("<title>Caf\u00e9</title>".encode(), "", "Caf\u00e9"), ("<title>Caf\u00e9</title>".encode("latin-1"), "text/html; charset=iso-8859-1", "Caf\u00e9"),
    (b"<meta charset=windows-1252><title>\x93Bins\x94</title>", "", "\u201cBins\u201d"), ("\ufeff<title>W\u0175</title>".encode("utf-16"), "", "W\u0175"),
    ("<meta charset=latin-1><title>\u00e9</title>".encode(), "text/html; charset=utf-8", "\u00e9"),
])  # fmt: skip
def test_bytes_become_text_as_browsers_do_it(body: bytes, header: str, title: str) -> None:
    assert extract(body, URL, header).title == title


def test_every_selector_finds_its_own_element() -> None:
    body = "<div><ul><li><a href=/1>a</a><li><a href=/2>b</a></ul><p><a href=/3>c</a> and <a href=/4 id=four>d</a></p></div><main><section><a href=/5>e</a></section></main>"
    found = page(body)
    tree = LexborHTMLParser(f"<html lang=en><head></head><body>{body}</body></html>")

    for k in found.links:
        nodes = tree.css(k.selector)
        assert [n.text() for n in nodes] == [k.text], k.selector


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\x01",
        b"<" * 10_000,
        b"<div>" * 100_000 + b"<a href=/x>x</a>",
        b"<p " + b"a " * 100_000 + b">",
        b"<title>" + b"x" * 5_000_000,
    ],
)
def test_odd_bytes_are_survived(body: bytes) -> None:
    found = extract(body, URL)

    assert len(found.title) <= 1000
    assert len(found.sha256) == 64


QUESTION = "<main><form method=get action=./2><input type=radio name=a value=y><input type=radio name=a value=n>{button}</form></main>"


def test_a_question_with_a_button_that_goes_on_begins_a_form_and_a_choice_of_area_is_a_chooser() -> None:
    def acts(html: str) -> bool:
        return extract(html.encode(), "https://example.invalid/", "text/html").forms[0].acts

    assert acts(QUESTION.format(button="<button>Continue</button>"))
    assert not acts(QUESTION.format(button="<button>Show</button>"))
    assert not acts("<main><form><select name=area><option>A<option>B</select><button>Continue</button></form></main>")


def test_a_hidden_panel_is_read_and_a_hidden_message_is_not() -> None:
    panel = "<h2>Discounts</h2><p>" + "A person who lives alone pays less. " * 12 + "</p>"
    page = extract(
        f"<main><h1>Council tax</h1><div hidden>{panel}</div><div hidden role=dialog>{panel.replace('Discounts', 'Cookies')}</div>"
        "<div hidden>Sorry, that did not work.</div></main>".encode(),
        "https://example.invalid/",
        "text/html",
    )

    assert [h.text for h in page.headings] == ["Council tax", "Discounts"]
    assert "Sorry" not in page.text
    assert page.text.count("lives alone") == 12


def test_a_long_list_whose_items_are_never_closed_is_no_deep_one() -> None:
    long = "".join(f"<li><p><a href=/{n}>Service {n}</a>" for n in range(3000))

    assert page(f"<main><ul>{long}</ul><a href=/last>Last</a></main>").links[-1].url.endswith("/last")


def test_a_deep_nest_is_cut_whatever_closes_in_between() -> None:
    found = page("<main><a href=/before>Before</a>" + "<div><p></p>" * 3000 + "<a href=/deep>Deep</a></main>")

    assert [link.url.rpartition("/")[2] for link in found.links] == ["before"]
    assert "nest deeper" in found.notes[0]


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><h3><a href=a.pdf>Map</a></h3><p>PDF, 200 KB</p></li></ul>",
        "<ul><li><div><a href=a.pdf>Map</a></div><div>PDF, 200 KB</div></li></ul>",
        "<table><tr><td><a href=a.pdf>Map</a></td><td>PDF, 200 KB</td></tr></table>",
        "<div><h3><a href=a.pdf>Map</a></h3><p>PDF, 200 KB</p></div>",
    ],
)
def test_what_stands_below_a_files_name_in_the_same_item_is_its_context(body: str) -> None:
    assert link(f"<main>{body}</main>", "Map").context == "Map PDF, 200 KB"


def test_all_that_an_entry_says_below_a_files_name_is_its_context() -> None:
    body = "<main><ul><li><h3><a href=a.pdf>Map</a></h3><p>Of the tip.</p><p>PDF, 200 KB</p></li></ul></main>"
    assert link(body, "Map").context == "Map Of the tip. PDF, 200 KB"


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><h3><a href=a.pdf>Map</a></h3></li><li>PDF, 200 KB</li></ul>",
        "<ul><li><h3><a href=a.pdf>Map</a></h3><p>PDF, 200 KB: <a href=b.pdf>Plan</a></p></li></ul>",
        "<ul><li><h3><a href=/map>Map</a></h3><p>PDF, 200 KB</p></li></ul>",
        "<div><h3><a href=a.pdf>Map</a></h3><p>Of the tip.</p><p>PDF, 200 KB</p></div>",
    ],
)
def test_what_stands_elsewhere_is_no_context_of_a_file(body: str) -> None:
    assert "PDF" not in link(f"<main>{body}</main>", "Map").context


def test_frames_and_buttons_of_the_main_part_may_be_a_way_to_act() -> None:
    menu = "<header><button>Menu</button></header>"
    form = "<form action=/go><input name=a><button>Send</button></form>"
    assert page(f"{menu}<main><h1>Blue Badge</h1>{form}</main>").widgets == 0
    assert page(f"{menu}<main><h1>Blue Badge</h1><button>Apply</button></main>").widgets == 1
    assert page(f"{menu}<main><h1>Blue Badge</h1><iframe src=https://forms.example/b></iframe></main>").widgets == 1
