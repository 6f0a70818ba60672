"""What counts as a service on a kiosk's screen, by what a browser saw of it."""

from __future__ import annotations

import pytest

from citizencheck.kiosk.screens import Found, as_list, screen_of
from citizencheck.language.pagewords import KioskWords, load_kiosk_words
from citizencheck.model.kiosk import Capability
from citizencheck.model.phone import Box, SeenHeading, SeenLink, View
from citizencheck.resources import rules_dir

URL = "https://kiosk.invalid/menu"


@pytest.fixture(scope="module")
def words() -> KioskWords:
    return load_kiosk_words(rules_dir() / "lexicon" / "kiosk.toml")


def button(text: str, url: str = "", *, size: float = 120, shown: bool = True) -> SeenLink:
    box = Box(x=0, y=0, width=size, height=size) if shown else None
    return SeenLink(text=text, url=url, selector=f"#{text[:5]}", box=box, button=True)


def view(*links: SeenLink, heading: str = "") -> View:
    headings = (
        (SeenHeading(level=1, text=heading, selector="h1", box=Box(x=0, y=0, width=9, height=9)),) if heading else ()
    )
    return View(url=URL, device="kiosk", width=1080, height=1920, links=links, headings=headings)


@pytest.mark.parametrize(
    "text",
    ["Council tax", "Home repairs", "Help with council tax", "Pay", "Start a claim", "Language classes", "English classes", "Close a school account", "Next of kin", "Print a certificate", "Rhent"],
)  # fmt: skip
def test_a_large_button_is_a_service(text: str, words: KioskWords) -> None:
    assert [b.label for b in screen_of(view(button(text)), words).services] == [text]


@pytest.mark.parametrize(
    "text",
    ["Back", "Home", "Main menu", "Help", "English", "Cymraeg", "Polski", "Start again", "Cancel", "Back to main menu", "Large text", "Continue", "Touch to start", "Yes", "OK", "7", "£20", "£12.50", "A", "←", "Pay by card", "Call a member of staff"],
)  # fmt: skip
def test_a_button_about_the_screens_is_no_service(text: str, words: KioskWords) -> None:
    assert screen_of(view(button(text)), words).services == ()


def test_what_is_hidden_or_too_small_is_no_service(words: KioskWords) -> None:
    links = (
        button("Rent", size=43.96),
        button("Staff area", size=43.9),
        button("Later", shown=False),
        button("Ring us", "tel:01632960000"),
    )

    assert [b.label for b in screen_of(view(*links), words).services] == ["Rent"]


def test_a_keyboard_makes_a_screen_a_form(words: KioskWords) -> None:
    keys = [button(k) for k in "1234567890"]

    assert screen_of(view(*keys, button("Rent")), words).is_form
    assert not screen_of(view(*keys[:2], button("Rent")), words).is_form


def test_words_on_a_screen_tell_what_the_kiosk_can_do(words: KioskWords) -> None:
    screen = screen_of(view(button("Pay by card"), button("Take a receipt"), heading="Scan your bill"), words)

    assert screen.capabilities == (Capability.CARD, Capability.BARCODE_SCAN, Capability.RECEIPT_PRINT)


def test_a_label_of_several_groups_is_named_with_its_group() -> None:
    found = [
        Found(label="Pay", group="Rent", steps=2),
        Found(label="Pay", group="Council tax", steps=2),
        Found(label="Jobs", group="", steps=1),
    ]

    made = as_list(found, name="K", source=URL, languages=("cy",), staff=True)

    assert [(s.id, s.label, s.steps) for s in made.services] == [
        ("rent-pay", "Rent: Pay", 2),
        ("council-tax-pay", "Council tax: Pay", 2),
        ("jobs", "Jobs", 1),
    ]
    assert {(s.languages, s.capabilities) for s in made.services} == {(("en", "cy"), (Capability.STAFF_CALL,))}
