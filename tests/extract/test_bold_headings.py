"""A few bold words alone above what they name are a heading for a reader."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from citizencheck.extract import extract

URL = "https://www.anytown.gov.uk/council-tax"


def test_bold_paragraphs_head_what_follows_them_below_the_heading_that_is_marked_up() -> None:
    html = (
        "<main><h1>Council Tax</h1><p>How it works.</p>"
        "<p><strong>Pay your Council Tax</strong></p><p>You can <a href='/pay'>pay online</a>.</p>"
        "<div><b>Change of address</b></div><ul><li><a href='/moved'>Tell us</a></li></ul>"
        "<h2>Appeals</h2><p><b>Stage 1</b></p><p>Write to us.</p></main>"
    )

    page = extract(html.encode(), URL)

    assert [(h.level, h.text, h.words_before) for h in page.headings] == [
        (1, "Council Tax", 0),
        (2, "Pay your Council Tax", 5),
        (2, "Change of address", 13),
        (2, "Appeals", 18),
        (3, "Stage 1", 19),
    ]
    assert [b.text for b in page.blocks] == ["How it works.", "You can pay online.", "Tell us", "Write to us."]
    assert [(k.text, k.heading) for k in page.links] == [
        ("pay online", "Pay your Council Tax"),
        ("Tell us", "Change of address"),
    ]
    assert [(h.text if h else None, b.text) for h, b in page.headed][1:3] == [
        ("Pay your Council Tax", "You can pay online."),
        ("Change of address", "Tell us"),
    ]
    tree = LexborHTMLParser(html)
    assert [[n.text() for n in tree.css(h.selector)] for h in page.headings[1:3]] == [
        ["Pay your Council Tax"],
        ["Change of address"],
    ]


def test_without_a_heading_above_it_is_of_the_third_level() -> None:
    page = extract(b"<main><p><b>Who can join</b></p><p>All may.</p></main>", URL)

    assert [(h.level, h.text) for h in page.headings] == [(3, "Who can join")]
    assert page.h1 == ""


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>Before you apply</b></p>Read the guide.",
        "<p><b>Before you apply</b></p><br><a href=/guide>The guide</a>",
        "<p><b>What will happen next?</b></p><p>We write.</p>",
        "<p><b>If you are homeless</b></p><p>Ring us.</p>",
        "<p><b>Important dates</b></p><table><tr><td>May</td></tr></table>",
        "<p><b>Charges 2026/27</b></p><p>Band A: 1.</p>",
    ],
)
def test_what_names_the_words_below_is_a_heading(html: str) -> None:
    assert len(extract(f"<main>{html}</main>".encode(), URL).headings) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>Important: the office is closed</b></p><p>We open on Monday.</p>",
        "<p><b>Please note</b></p><p>We open on Monday.</p>",
        "<p><b>Town Hall closed</b></p><p>We open on Monday.</p>",
        "<p><b>You must bring your passport</b></p><p>And a letter.</p>",
        "<p><b>Apply by post.</b></p><p>Write to us.</p>",
        "<p><b>01632 960 123</b></p><p>From nine to five.</p>",
        "<p><b>Friday 3 April</b></p><p>Collections are a day late.</p>",
        "<p><b>\u00a345 a year</b></p><p>For each bin.</p>",
        "<p><b>9am to 5pm</b></p><p>On weekdays.</p>",
        "<p><b><a href=/pay>Pay your council tax</a></b></p><p>By card.</p>",
        "<p><b>Who can join</b> is told here</p><p>All may.</p>",
        "<ul><li><p><b>Who can join</b></p><p>All may.</p></li></ul>",
        "<table><tr><td><p><b>Who can join</b></p><p>All may.</p></td></tr></table>",
        "<p><b>Who can join</b></p><h2>Next</h2><p>All may.</p>",
        "<p><b>Jane Smith</b></p><p><b>Head of Housing</b></p>",
        "<p>All may.</p><p><b>Who can join</b></p>",
        "<p><b>A</b></p><ul><li>Adoption</li></ul>",
        "<div hidden><p><b>Who can join</b></p><p>All may.</p></div>",
    ],
)
def test_notices_facts_links_and_what_stands_in_lists_are_none(html: str) -> None:
    page = extract(f"<main><h1>Housing</h1>{html}</main>".encode(), URL)

    assert [h.text for h in page.headings if h.text != "Next"] == ["Housing"]
