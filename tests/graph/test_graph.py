"""The site as a graph: walks, dominators, furniture, boilerplate."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from citizencheck.graph import build_site, without_boilerplate
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
