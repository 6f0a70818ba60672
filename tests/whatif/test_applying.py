"""Edits in memory: what they change, what they leave alone, and that they can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizencheck.judge import judge
from citizencheck.language import load_language
from citizencheck.model import Page, Region, Snapshot
from citizencheck.report import to_json
from citizencheck.rulebook import load_rules
from citizencheck.ruletest import BASE, snapshot_of
from citizencheck.whatif import AddLink, DropLink, Edit, Rename, Retarget, apply

HOME = """<html lang="en"><title>Anytown Council</title><body>
<nav aria-label="Main"><ul><li><a href="/env/">Streetscene</a><ul><li><a href="/bins/">Bins</a></li></ul></li>
<li><a href="/gone/">Old page</a></li><li><a href="#">Soon</a></li></ul></nav>
<main><h1>Streetscene</h1><p>Streetscene is what we call it. Ask <a href="/env/">streetscene</a> for help.</p>
<h2><a href="/env/">Streetscene</a></h2><ul><li><a href="/bins/">Bins</a></li></ul></main></body></html>"""
ENV = """<html lang="en"><title>Streetscene</title><body><nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li>
<li>Streetscene</li></ol></nav><main><h1>Streetscene</h1><h2>Streetscene</h2><p>We clean.</p><a href="/bins/">Your bins</a></main></body></html>"""
BINS = """<html lang="en"><title>Bins</title><body><nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li>
<li><a href="/env/">Streetscene</a></li><li>Bins</li></ol></nav><main><h1>Bins</h1><p>Put them out.</p></main></body></html>"""


@pytest.fixture
def council() -> Snapshot:
    return snapshot_of({"/": HOME, "/env/": ENV, "/bins/": BINS}, missing=("/gone/",))


def pages(snapshot: Snapshot, *edits: Edit) -> dict[str, Page]:
    return {p.url.removeprefix(BASE): p for p in apply(snapshot, edits).pages()}


def test_renaming_changes_each_label_and_no_title(council: Snapshot) -> None:
    got = pages(council, Rename(old="  STREETSCENE ", new="Clean streets"))

    home = got["/"]
    assert [i.text for i in home.menus[0].items] == ["Clean streets", "Old page", "Soon"]
    assert [k.text for k in home.links if k.url == f"{BASE}/env/"] == ["Clean streets"] * 3
    assert next(k.trail for k in home.links if k.text == "Bins" and k.region is Region.NAV) == ("Clean streets",)
    assert next(k.heading for k in home.links if k.text == "Bins" and k.region is Region.NAV) == "Clean streets"
    assert [c.text for c in got["/bins/"].breadcrumb] == ["Home", "Clean streets", "Bins"]
    assert (home.h1, got["/env/"].h1, got["/env/"].title) == ("Streetscene", "Streetscene", "Streetscene")


def test_a_heading_is_a_label_only_where_it_is_a_link(council: Snapshot) -> None:
    got = pages(council, Rename(old="Streetscene", new="Clean streets"))

    assert [h.text for h in got["/"].headings] == ["Streetscene", "Clean streets"]
    assert [h.text for h in got["/env/"].headings] == ["Streetscene", "Streetscene"]


def test_renaming_changes_the_sentence_around_a_link(council: Snapshot) -> None:
    got = pages(council, Rename(old="streetscene", new="the street cleaners"))["/"]

    assert got.blocks[0].text == "Streetscene is what we call it. Ask the street cleaners for help."
    assert got.words == next(iter(council.pages())).words + 4


def test_part_of_a_label_is_no_label(council: Snapshot) -> None:
    assert pages(council, Rename(old="Your", new="My")) == pages(council)


def test_a_link_is_added_once_and_as_the_last_of_the_main_part(council: Snapshot) -> None:
    edit = AddLink(page=f"{BASE}/", target=f"{BASE}/bins/", label="Put out your bins")
    got = pages(council, edit, edit)

    main = [(k.text, k.url) for k in got["/"].links if k.region is Region.MAIN]
    assert main[-2:] == [("Bins", f"{BASE}/bins/"), ("Put out your bins", f"{BASE}/bins/")]
    assert got["/"].blocks[-1].text == "Put out your bins"
    assert got["/env/"] == pages(council)["/env/"]


def test_a_link_taken_out_leaves_menu_and_page_and_its_words_stay_in_the_text(council: Snapshot) -> None:
    got = pages(council, DropLink(label="Old page", target=f"{BASE}/gone/"), DropLink(label="Soon", target="#"))["/"]

    assert [i.text for i in got.menus[0].items] == ["Streetscene"]
    assert not [k for k in got.links if k.text in {"Old page", "Soon"}]
    assert got.blocks == pages(council)["/"].blocks


def test_an_entry_that_holds_others_stays_as_their_heading(council: Snapshot) -> None:
    entry = pages(council, DropLink(label="Streetscene", target=f"{BASE}/env/"))["/"].menus[0].items[0]

    assert (entry.text, entry.url, [c.text for c in entry.children]) == ("Streetscene", "", ["Bins"])


def test_a_link_of_one_page_is_taken_out_of_that_page_alone(council: Snapshot) -> None:
    got = pages(council, DropLink(label="Home", target=f"{BASE}/", page=f"{BASE}/env/"))

    assert not [k for k in got["/env/"].links if k.text == "Home"]
    assert [k.url for k in got["/bins/"].links if k.text == "Home"] == [f"{BASE}/"]


def test_a_link_led_elsewhere_leads_there_from_menus_too(council: Snapshot) -> None:
    got = pages(council, Retarget(label="Old page", target=f"{BASE}/gone/", to=f"{BASE}/bins/"))["/"]

    assert got.menus[0].items[1].url == f"{BASE}/bins/"
    assert [k.url for k in got.links if k.text == "Old page"] == [f"{BASE}/bins/"]
    assert next(k.url for k in got.links if k.text == "Streetscene") == f"{BASE}/env/"


def test_no_edit_gives_the_same_report_byte_for_byte(council: Snapshot) -> None:
    rules, language = load_rules(), load_language()

    assert to_json(judge(apply(council, ()), rules, language)) == to_json(judge(council, rules, language))


WORDS = st.lists(
    st.text("abcdefgh .&-'é", min_size=1, max_size=12).map(lambda t: " ".join(t.split())).filter(bool),
    min_size=5, max_size=5, unique_by=lambda t: t.casefold(),
)  # fmt: skip


@given(WORDS, st.integers(0, 3))
def test_a_rename_taken_back_gives_the_pages_that_were(labels: list[str], chosen: int) -> None:
    a, b, c, d, new = labels
    html = f"""<title>Town</title><nav><ul><li><a href="/1">{a}</a><ul><li><a href="/2">{b}</a></li></ul></li></ul></nav>
    <main><h1>0000</h1><p>0000 <a href="/3">{c}</a> 1111</p><h2><a href="/4">{d}</a></h2><p>2222</p></main>"""
    snapshot = snapshot_of({"/": html.replace("&", "&amp;")})
    old = labels[chosen]

    there = Rename(old=old, new=new)
    back = Rename(old=new, new=old)

    assert pages(snapshot, there) != pages(snapshot)
    assert pages(snapshot, there, back) == pages(snapshot)
