"""A box that asks for marks for the page is no form by which something is done."""

from __future__ import annotations

import pytest

from citizencheck.extract import extract
from citizencheck.model import Page

PAGE = "<html lang=en><title>T</title><body><form method=post>{}<input type=hidden name=__VIEWSTATE value=x></form></body></html>"


def read(inner: str) -> Page:
    return extract(PAGE.format(f"<div><h1>Births</h1><p>Register a birth.</p>{inner}</div>").encode(), "https://a.uk/")


@pytest.mark.parametrize(
    "box",
    [
        "<p>Rate this page: <input type=radio name=rate id=a><label for=a>Poor</label><input type=radio name=rate id=b>"
        "<label for=b>Good</label><input type=submit value=Rate></p>",
        "<p>Was this useful? <input type=radio name=q id=a><label for=a>Yes</label><input type=radio name=q id=b><label for=b>No</label>"
        "<textarea aria-label='What went wrong?' name=w></textarea><input type=submit value=Send></p>",
    ],
)
def test_a_box_that_asks_for_marks_takes_nothing_in(box: str) -> None:
    [form] = read(box).forms
    assert form.asks_back
    assert not form.acts


@pytest.mark.parametrize(
    "box",
    [
        "<p>Interest rate <input name=rate id=a type=text><label for=a>Rate</label><input type=submit value=Work out></p>",
        "<p>Where was the birth? <input type=radio name=where id=a><label for=a>At home</label><input type=radio name=where id=b>"
        "<label for=b>In hospital</label><input type=submit value=Continue></p>",
    ],
)
def test_a_near_miss_is_a_form(box: str) -> None:
    [form] = read(box).forms
    assert not form.asks_back
    assert form.acts
