"""Words in tabs, areas and steps that are opened one at a time are not all shown at once."""

from __future__ import annotations

import pytest

from citizencheck.extract import extract

URL = "https://www.anytown.gov.uk/council-tax"


def said(words: int) -> str:
    return f"<p>{'word ' * words}</p>"


@pytest.mark.parametrize(
    ("html", "words", "folded"),
    [
        (f"<div role=tabpanel>{said(40)}</div><div role=tabpanel hidden>{said(70)}</div>", 120, 40),
        (f"<details><summary>One</summary>{said(39)}</details><details>{said(70)}</details>", 120, 40),
        (f"<div class='tab-pane active'>{said(40)}</div><div class=tab-pane>{said(70)}</div>", 120, 40),
        (f"<div class=govuk-accordion__section-content>{said(40)}</div><div class=accordion-body>{said(9)}</div>", 59, 9),
        (f"<div hidden><div role=tabpanel>{said(40)}</div><div role=tabpanel>{said(70)}</div></div>", 120, 40),
        (f"<div role=tabpanel><details>{said(5)}</details><details>{said(6)}</details></div><details>{said(9)}</details>", 30, 11),
    ],
    ids=["tabs", "areas that open", "tabs by class", "areas by class", "tabs in a hidden part", "areas in a tab"],
)  # fmt: skip
def test_all_but_the_fullest_part_is_away(html: str, words: int, folded: int) -> None:
    page = extract(f"<main><h1>Council tax</h1>{said(10)}{html}</main>".encode(), URL)

    assert (page.words, page.folded) == (words, folded)


@pytest.mark.parametrize(
    "html",
    [
        f"<details open>{said(40)}</details><details open>{said(70)}</details>",
        f"<section>{said(40)}</section><section class=tabs>{said(70)}</section>",
        f"<div class=accordion><h2>One</h2>{said(40)}</div><div class=collapsed-menu>{said(70)}</div>",
        f"<details>{said(110)}</details>",
    ],
    ids=["open areas", "sections", "an accordion itself", "one area"],
)
def test_what_is_shown_at_once_is_not(html: str) -> None:
    assert extract(f"<main><h1>Council tax</h1>{html}</main>".encode(), URL).folded == 0
