"""One word in the menu of a parish names no unit; in another council's it may, and a named department is one anywhere."""

from __future__ import annotations

import pytest

from citizencheck.language import load_language
from citizencheck.language.entries import entry_verdict
from citizencheck.model import LabelContext, NavItem

LANGUAGE = load_language()


@pytest.mark.parametrize(
    ("label", "tier", "children", "orientation"),
    [
        ("Facilities", "parish", ("Allotments", "Playground", "Parking"), "topic"),
        ("Finance", "parish", ("Agendas and minutes", "Annual accounts", "Policies"), "corporate"),
        ("Finance", "district", ("Agendas and minutes", "Annual accounts", "Policies"), "department"),
        ("Finance Department", "parish", ("Annual accounts",), "department"),
        ("Allotments", "parish", (), "topic"),
    ],
)
def test_what_an_entry_is(label: str, tier: str, children: tuple[str, ...], orientation: str) -> None:
    items = tuple(NavItem(text=c, url="", selector="", children=()) for c in children)
    verdict = entry_verdict(LANGUAGE, label, LabelContext(where="main-nav"), tier=tier, children=items)

    assert verdict.orientation == orientation
