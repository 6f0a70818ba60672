"""A list to choose from is a menu where each of its choices is the address of a page."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from citizencheck.extract import extract

URL = "https://www.anytown.gov.uk/"


def test_choices_that_are_addresses_are_links_with_a_selector_that_finds_them() -> None:
    html = (
        "<main><h2>I want to</h2><select onchange='location.href=this.value'><option value=''>Please choose...</option>"
        "<option value='/deaths.htm'>Register a death</option>"
        "<optgroup label=Roads><option value='https://x.uk/report'>Report a pothole</option></optgroup></select></main>"
    )

    links = extract(html.encode(), URL).links

    assert [(k.text, k.url, k.heading) for k in links] == [
        ("Register a death", f"{URL}deaths.htm", "I want to"),
        ("Report a pothole", "https://x.uk/report", "I want to"),
    ]
    tree = LexborHTMLParser(html)
    assert [[n.text() for n in tree.css(k.selector)] for k in links] == [["Register a death"], ["Report a pothole"]]


@pytest.mark.parametrize(
    "options",
    [
        "<option value=1>Bins<option value=2>Roads",
        "<option value='?sort=date'>By date<option value='/news?sort=name'>By name",
        "<option>/a<option>/b",
        "<option value='/only'>Only one",
        "<option value='/a'>A<option value='other'>Something else",
        "<option value='n/a'>None<option value='A1.2'>Band A",
    ],
)
def test_other_choices_are_no_links(options: str) -> None:
    assert extract(f"<main><select name=s>{options}</select></main>".encode(), URL).links == ()
