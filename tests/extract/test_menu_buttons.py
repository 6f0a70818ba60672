"""Buttons that open the entries below a label are no entries; buttons that are labels are."""

from __future__ import annotations

import pytest

from citizencheck.extract import extract
from citizencheck.model import Menu, NavItem

BELOW = "<ul><li><a href=/days>Bin days</a><li><a href=/missed>Missed bins</a></ul>"


def menu(html: str) -> Menu:
    return extract(
        f"<nav>{html}</nav><main><h1>Home</h1></main>".encode(), "https://anytown.example/", "text/html"
    ).menus[0]


def tree(items: tuple[NavItem, ...]) -> list[object]:
    return [[i.text, tree(i.children)] if i.children else i.text for i in items]


@pytest.mark.parametrize(
    "button",
    [
        "<button aria-expanded=false>+</button>",
        "<button aria-expanded=false><span class=sr>expand child menu</span></button>",
        "<div><button aria-expanded=false>Show submenu for Bins</button></div>",
        "<div><button aria-expanded=false>Bins: more</button></div>",
        "<button aria-expanded=false>See what is in here</button>",
    ],
)
def test_a_button_beside_a_label_opens_what_is_below_it(button: str) -> None:
    items = menu(f"<ul><li><a href=/bins>Bins</a>{button}{BELOW}<li><a href=/tax>Council Tax</a></ul>").items
    assert tree(items) == [["Bins", ["Bin days", "Missed bins"]], "Council Tax"]


def test_a_button_that_is_the_label_holds_what_is_below_it() -> None:
    items = menu(f"<ul><li><button aria-expanded=false>Bins</button>{BELOW}<li><a href=/tax>Council Tax</a></ul>").items
    assert tree(items) == [["Bins", ["Bin days", "Missed bins"]], "Council Tax"]


def test_a_button_in_the_panel_of_a_label_heads_its_part_of_it() -> None:
    items = menu(f"<ul><li><a href=/all>Services</a><div><button>Bins</button>{BELOW}</div></ul>").items
    assert tree(items) == [["Services", [["Bins", ["Bin days", "Missed bins"]]]]]


def test_the_one_heading_over_all_of_a_menu_is_its_name() -> None:
    found = menu(f"<h2>Services menu</h2>{BELOW}")
    assert (found.name, tree(found.items)) == ("Services menu", ["Bin days", "Missed bins"])
    two = menu(f"<h2>Bins</h2>{BELOW}<h2>Taxes</h2><ul><li><a href=/tax>Council Tax</a></ul>")
    assert tree(two.items) == [["Bins", ["Bin days", "Missed bins"]], ["Taxes", ["Council Tax"]]]


@pytest.mark.parametrize("href", ["#", "javascript:void(0)"])
def test_a_link_to_nowhere_that_opens_what_is_below_a_label_is_no_entry(href: str) -> None:
    toggle = f"<a href='{href}' aria-expanded=false>Toggle submenu</a>"
    items = menu(f"<ul><li><a href=/bins>Bins</a>{toggle}{BELOW}<li><a href=/tax>Council Tax</a></ul>").items
    assert tree(items) == [["Bins", ["Bin days", "Missed bins"]], "Council Tax"]


def test_a_link_to_nowhere_that_is_a_label_and_a_link_to_a_page_of_such_words_are_entries() -> None:
    items = menu(f"<ul><li><a href='#'>Bins</a>{BELOW}<li><a href=/more>View more pages</a></ul>").items
    assert tree(items) == [["Bins", ["Bin days", "Missed bins"]], "View more pages"]


@pytest.mark.parametrize(
    "label", ["Skip to main content", "Jump to navigation", "Skip links", "Neidio i'r prif gynnwys"]
)
def test_a_link_that_helps_past_the_menu_is_no_entry_of_it(label: str) -> None:
    items = menu(
        f"<ul><li><a href=#main>{label}</a><li><a href=/skips>Skip hire</a><li><a href=/tax>Council Tax</a></ul>"
    ).items
    assert tree(items) == ["Skip hire", "Council Tax"]


def behind_two(label: str) -> list[object]:
    """The entries of a menu in which ``label`` stands behind two choices."""
    return tree(
        menu(f"<ul><li><a href=/bins>Bins</a><li><a href=/tax>Council Tax</a><li><a href=/x>{label}</a></ul>").items
    )


@pytest.mark.parametrize(
    "label",
    ["Skip to main content", "Cymraeg", "English", "View this page in Welsh", "Translate", "Text size", "A+", "Back to top", "Find us on Facebook",
     "Follow us on X", "YouTube channel", "Print this page"],
)  # fmt: skip
def test_what_stands_beside_the_choices_of_a_menu_is_no_entry(label: str) -> None:
    assert behind_two(label) == ["Bins", "Council Tax"]


@pytest.mark.parametrize(
    "label",
    ["English classes", "Welsh Language Standards", "Printing at the library", "Translation and interpreting", "Top tips", "Facebook groups for carers",
     "Change your address", "Follow your application", "A to Z"],
)  # fmt: skip
def test_a_choice_that_only_sounds_like_it_is_an_entry(label: str) -> None:
    assert behind_two(label) == ["Bins", "Council Tax", label]


def test_a_language_that_holds_entries_is_one() -> None:
    items = menu("<ul><li><a href=/cy>Cymraeg</a><ul><li><a href=/cy/biniau>Biniau</a></ul></ul>").items
    assert tree(items) == [["Cymraeg", ["Biniau"]]]
