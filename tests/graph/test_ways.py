"""Which ways lead to a page: an A to Z and the menus of neighbours lead nobody round a department's page."""

import pytest

from citizencheck.graph import build_site
from citizencheck.language import Language
from citizencheck.model import Site
from citizencheck.ruletest import snapshot_of

FORM = "<p>Do it online. You need your name and your address.</p><form method=post action=/go><label for=n>Name</label><input id=n name=n><button>Send</button></form>"
LEAVES = {
    "/d/missed": "Report a missed bin",
    "/d/bulky": "Book a bulky collection",
    "/d/garden": "Garden waste collection",
}
UNIT = "<p>The Street Scene Directorate is led by the Director of Place. The directorate has three divisions and 140 staff.</p>"


def links(targets: dict[str, str]) -> str:
    return "<ul>" + "".join(f"<li><a href={url}>{text}</a></li>" for url, text in targets.items()) + "</ul>"


def page(title: str, body: str, head: str = "") -> str:
    return f"<html lang=en><title>{title}</title><main>{head}<h1>{title}</h1>{body}</main></html>"


def site(home: dict[str, str], language: Language, **further: str) -> Site:
    menu = f"<nav aria-label='Section navigation'>{links(LEAVES)}</nav>"
    pages = {
        "/": page("Anytown Council", links(home)),
        "/d": page("Street Scene Directorate", UNIT + links(LEAVES)),
        **{url: page(title, FORM, menu) for url, title in LEAVES.items()},
        **{f"/about-{i}": page(f"About the council {i}", "<p>Something about the council.</p>") for i in range(4)},
        **{f"/{name.replace('_', '-').removeprefix('/')}": html for name, html in further.items()},
    }
    return build_site(snapshot_of(pages), language)


def before(made: Site, path: str) -> str:
    """The path of the last page that every way to ``path`` passes; "" where none leads to it."""
    url = next(n.url for n in made.nodes if n.url.endswith(path))
    i = made.dominators[made.id_of[url]]
    return made.nodes[i].url.partition(".invalid")[2] if i >= 0 else ""


def test_the_menu_beside_a_neighbour_is_no_way_round_the_department(language: Language) -> None:
    made = site({"/d": "Street Scene Directorate", "/d/missed": "Report a missed bin"}, language)
    assert before(made, "/d/missed") == "/"
    assert before(made, "/d/garden") == "/d"


@pytest.mark.parametrize("title", ["A to Z of services", "A-Z", "Site map"])
def test_an_index_is_no_way_round_the_department(title: str, language: Language) -> None:
    made = site({"/d": "Street Scene Directorate", "/list": title}, language, list=page(title, links(LEAVES)))
    assert before(made, "/d/garden") == "/d"


@pytest.mark.parametrize("title", ["All services", "Bins and recycling", "Services for residents"])
def test_a_page_to_choose_from_is_a_way_though_it_is_longer(title: str, language: Language) -> None:
    further = page("More", links({"/list": title}))
    made = site(
        {"/d": "Street Scene Directorate", "/more": "More"}, language, more=further, list=page(title, links(LEAVES))
    )
    assert before(made, "/d/garden") == "/"


def test_the_menu_on_the_page_above_is_its_way(language: Language) -> None:
    crumbs = "<nav aria-label=Breadcrumb><ol><li><a href=/>Home</a></li><li><a href=/bins>Bins and recycling</a></li><li>Here</li></ol></nav>"
    menu = f"<nav aria-label='In this section'>{links({'/bins': 'Bins and recycling', **LEAVES})}</nav>"
    below = {url: page(title, FORM, crumbs + menu) for url, title in LEAVES.items()}
    home = {"/d": "Street Scene Directorate", "/bins": "Bins and recycling", "/d/missed": "Report a missed bin"}
    above = page(
        "Bins and recycling", "<p>We empty bins every week, and tell you here how all of it is done.</p>", menu
    )
    made = site(home, language, bins=above, **below)
    assert before(made, "/d/garden") == "/"


def test_what_only_an_index_leads_to_has_no_way(language: Language) -> None:
    made = site({"/a-z": "A to Z"}, language, a_z=page("A to Z", links(LEAVES)))
    assert before(made, "/d/garden") == ""
