"""The site as a graph: walks, dominators, furniture, boilerplate."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from citizencheck.graph import build_site, without_boilerplate
from citizencheck.graph.counting import PageCounter
from citizencheck.graph.walks import dominators, shortest
from citizencheck.language import Language
from citizencheck.model import Region
from citizencheck.ruletest import snapshot_of

graphs = st.integers(1, 8).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, n - 1), max_size=5, unique=True), min_size=n, max_size=n)
)


def reached(start: int, out: list[list[int]], without: int = -1) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for there in out[waiting.pop()]:
            if there not in seen and there != without:
                seen.add(there)
                waiting.append(there)
    return seen


@given(graphs)
def test_a_dominator_is_a_node_without_which_the_other_cannot_be_reached(out: list[list[int]]) -> None:
    idom = dominators(0, out)
    every = reached(0, out)
    for node in every - {0}:
        strict = {d for d in every - {node} if d == 0 or node not in reached(0, out, without=d)}
        chain, here = set(), idom[node]
        while here >= 0:
            chain.add(here)
            here = idom[here]
        assert chain == strict
    assert all(idom[n] == -1 for n in set(range(len(out))) - every)


@given(graphs)
def test_a_parent_is_one_click_nearer_home(out: list[list[int]]) -> None:
    distance, parent = shortest(0, out)
    for node, before in enumerate(parent):
        assert (before < 0) == (distance[node] <= 0)
        assert before < 0 or (distance[before] == distance[node] - 1 and node in out[before])


def council(pages: int = 6) -> dict[str, str]:
    nav = "<nav><ul>" + "".join(f"<li><a href='/p{i}'>Subject {chr(97 + i)}</a></li>" for i in range(3)) + "</ul></nav>"
    note = "<p>This council never asks for your bank details by telephone.</p>"
    made = {
        "/": f"<html lang=en><title>Home</title><header>{nav}</header><main><h1>Anytown</h1>{note}<a href='/p5'>Deep</a></main>"
    }
    for i in range(pages):
        made[f"/p{i}"] = (
            f"<html lang=en><title>P{i}</title><header>{nav}</header><main><h1>Page {i}</h1><p>Something about subject number {i}.</p>{note}</main>"
        )
    return made


def test_furniture_is_one_thing_with_a_count_and_boilerplate_is_no_text(language: Language) -> None:
    snapshot = snapshot_of(council())
    site = build_site(snapshot, language)

    assert [(f.link.text, f.pages) for f in site.furniture] == [("Subject a", 7), ("Subject b", 7), ("Subject c", 7)]
    page = snapshot.page(site.nodes[1].url)
    assert page is not None
    assert [b.text for b in without_boilerplate(page, site).blocks] == ["Something about subject number 0."]


def test_pages_that_no_link_reaches_have_no_depth(language: Language) -> None:
    site = build_site(snapshot_of(council()), language)
    depths = {n.url.rsplit("/", 1)[1]: n.depth for n in site.nodes}

    assert depths == {"": 0, "p0": 1, "p1": 1, "p2": 1, "p3": -1, "p4": -1, "p5": 1}


def test_the_order_of_pages_changes_no_distance(language: Language) -> None:
    snapshot = snapshot_of(council())
    pages = list(snapshot.pages())
    turned = replace(snapshot, pages=lambda: iter(pages[::-1]))

    first, second = ({n.url: n.depth for n in build_site(s, language).nodes} for s in (snapshot, turned))

    assert first == second


def titled(title: str, heading: str, links: str = "") -> str:
    return f"<html lang=en><title>{title}</title><main><h1>{heading}</h1><p>Words of {title}.</p>{links}</main></html>"


def test_pages_are_called_so_that_a_reader_knows_which_is_meant(language: Language) -> None:
    links = "".join(f"<a href='{p}'>{p}</a>" for p in ("/bins", "/pay-1", "/pay-2", "/copy/a", "/copy/b", "/bare"))
    pages = {
        "/": titled("Home | Anytown", "Vote for our youth MP", links),
        "/bins": titled("Article - Anytown", "Bins and recycling"),
        "/pay-1": titled("Pay your rent | Anytown", "Pay"),
        "/pay-2": titled("Pay a fine | Anytown", "Pay"),
        "/copy/a": titled("Category - Anytown", "Contents"),
        "/copy/b": titled("Category - Anytown", "Contents"),
        "/bare": "<html lang=en><title></title><main><p>Some words about nothing in particular.</p></main></html>",
    }

    nodes = build_site(snapshot_of(pages), language).nodes

    assert {n.url.partition(".invalid")[2] or n.url.partition(".gov.uk")[2]: n.called for n in nodes} == {
        "/": "the home page",
        "/bins": "“Bins and recycling”",
        "/pay-1": "“Pay your rent”",
        "/pay-2": "“Pay a fine”",
        "/copy/a": "“Contents” at /copy/a",
        "/copy/b": "“Contents” at /copy/b",
        "/bare": "the page at /bare",
    }


def test_a_skip_link_is_one_thing_and_leads_nowhere(language: Language) -> None:
    skip = {
        path: html.replace("<header>", "<a href='#main'>Skip to main content</a><header>")
        for path, html in council().items()
    }
    site = build_site(snapshot_of(skip), language)
    found = [f for f in site.furniture if f.link.text == "Skip to main content"]
    assert [f.pages for f in found] == [len(site.nodes)]
    assert site.home not in site.furniture_targets


def test_the_links_of_a_page_are_the_same_by_its_number_and_in_order(language: Language) -> None:
    site = build_site(snapshot_of(council()), language)
    assert list(site.out) == [site.out[n.id] for n in site.nodes] == [site.own(p) for p in site.pages()]
    assert [k.text for k in site.out[site.home]] == ["Deep"]


def test_a_menu_of_its_own_on_each_page_is_no_menu_of_the_site(language: Language) -> None:
    beside = {
        path: html.replace(
            "</main>", f"</main><nav aria-label='Near'><ul><li><a href='{path}#x'>Near {path}</a></li></ul></nav>"
        )
        for path, html in council().items()
    }
    site = build_site(snapshot_of(beside), language)
    assert [[i.text for i in m.items] for m in site.menus if m.name != "Near"] == [
        ["Subject a", "Subject b", "Subject c"]
    ]
    assert [m.items[0].text for m in site.menus if m.name == "Near"] == ["Near /"]  # the one on the home page


@given(st.lists(st.lists(st.integers(0, 9)), min_size=1), st.integers(1, 5))
def test_what_stands_on_many_pages_is_told_from_what_stands_on_few(pages: list[list[int]], least: int) -> None:
    counter = PageCounter()
    for page in pages:
        counter.add(page)
    assert counter.on(least) == {n for n in range(10) if sum(n in page for page in pages) >= least}


def section(around: str = "") -> dict[str, str]:
    """A table page of an old system: no landmark, no mark on its menus, and four pages under one heading."""
    subjects = {"/bins": "Missed bins", "/trees": "Trees", "/dogs": "Dogs", "/parks": "Parks"}
    made = {"/": f"<title>Home</title><h1>Anytown</h1><ul><li><a href=/street>Street care</a></ul>{around}"}
    made["/street"] = (
        "<title>S</title><h1>Street care</h1><ul>"
        + "".join(f"<li><a href={u}>{t}</a>" for u, t in subjects.items())
        + f"</ul>{around}"
    )
    for url, text in subjects.items():
        menu = "".join(f"<li><a href={u}>{t}</a>" for u, t in subjects.items() if u != url)
        made[url] = (
            f"<title>{text}</title><table><tr><td><h3>Street Section</h3><ul>{menu}</ul><td><h1>{text}</h1>"
            f"<p>We look after {text} in all of Anytown, all the year round.</p>"
            f"<ul><li><a href=/form{url}>Tell us about {text}</a></ul></table>{around}"
        )
    for i in range(6):
        made[f"/other{i}"] = f"<title>Other {i}</title><h1>Other {i}</h1><p>Something else, number {i}.</p>{around}"
    return made


def test_a_list_that_all_pages_of_a_section_carry_of_one_another_is_their_menu(language: Language) -> None:
    snapshot = snapshot_of(section())
    site = build_site(snapshot, language)
    read = snapshot.page("https://example.invalid/bins")
    assert read is not None
    kept = without_boilerplate(read, site)

    assert [k.text for k in kept.own_links] == ["Tell us about Missed bins"]
    assert [h.text for h in kept.headings] == ["Missed bins"]
    node = site.node("https://example.invalid/bins")
    assert node is not None
    assert node.kind != "landing"
    assert node.focus != "department"
    assert "Trees" in [k.text for k in site.out[node.id]]


def test_the_page_above_a_section_keeps_its_list(language: Language) -> None:
    snapshot = snapshot_of(section())
    read = snapshot.page("https://example.invalid/street")
    assert read is not None
    kept = without_boilerplate(read, build_site(snapshot, language))

    assert [k.text for k in kept.own_links] == ["Missed bins", "Trees", "Dogs", "Parks"]


def test_a_side_column_on_most_pages_is_furniture_and_on_home_its_own(language: Language) -> None:
    column = "<div class=sidebar><h2>Do it now</h2><ul><li><a href=/dogs>Dogs</a></ul></div>"
    site = build_site(snapshot_of(section(column)), language)

    assert [(f.link.text, f.link.region, f.pages) for f in site.furniture] == [("Dogs", Region.NAV, 12)]
    assert "Dogs" in [k.text for k in site.out[site.home]]
    trees = site.node("https://example.invalid/trees")
    assert trees is not None
    assert "Do it now" not in [k.heading for k in site.out[trees.id]]


def test_headings_keep_their_place_where_the_template_s_words_are_taken_out(language: Language) -> None:
    note = (
        "<p>"
        + "This council never asks for your bank details by telephone or by letter, whatever the caller says. " * 2
        + "</p>"
    )
    tiles = "".join(f"<h2>Tile {i}</h2><p>What stands in tile {i}.</p>" for i in range(4))
    pages = {"/": f"<html lang=en><title>Home</title><main>{note}<h1>Anytown</h1>{tiles}</main>"}
    pages |= {
        f"/p{i}": f"<html lang=en><title>P{i}</title><main>{note}<h1>Page {i}</h1><p>On {i}.</p></main>"
        for i in range(4)
    }
    site = build_site(snapshot_of(pages), language)
    home = site.page(site.nodes[site.home].url)
    assert home is not None

    told = [(h.text if h else "", b.text) for h, b in without_boilerplate(home, site).headed]

    assert told == [(f"Tile {i}", f"What stands in tile {i}.") for i in range(4)]


def test_a_heading_above_text_stays_where_a_footer_without_a_name_hangs_under_it(language: Language) -> None:
    """The last heading of a page whose footer no element marks holds the template's links as well as its own words."""
    foot = "<div><a href=/a>Accessibility</a> <a href=/b>Cookies</a> <a href=/c>Privacy</a></div>"
    pages = {
        f"/p{i}": f"<html lang=en><title>P{i}</title><div><h1>Page {i}</h1><h2>Days in {i}</h2><p>Words about days in week {i}.</p>{foot}</div>"
        for i in range(6)
    }
    home = "<html lang=en><title>Home</title><main><h1>Anytown</h1>" + "".join(
        f"<a href=/p{i}>P{i}</a>" for i in range(6)
    )
    site = build_site(snapshot_of({"/": home, **pages}), language)
    read = site.page(site.nodes[2].url)
    assert read is not None

    assert [h.text for h in without_boilerplate(read, site).headings if h.level > 1] == ["Days in 1"]
