"""Whose words a page is written in: the council's, or the law's."""

from __future__ import annotations

import pytest

from citizencheck.extract import extract
from citizencheck.language import load_language
from citizencheck.language.jargon import words_to_avoid
from citizencheck.language.notices import without_notices

JARGON = load_language().jargon


def avoided(heading: str, body: str) -> list[str]:
    page = extract(f"<main><h1>{heading}</h1>{body}</main>".encode(), "https://anytown.example/a", "text/html")
    return [h.note.partition(" ")[0] for h in words_to_avoid(without_notices(page), JARGON).hits]


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        (
            "Audit",
            "<p>NOTICE IS HEREBY GIVEN that pursuant to section 25 we utilise the hall.</p>",
        ),
        ("High Street", "<p>Anytown Council hereby gives notice that it will utilise its powers.</p>"),
        ("Public notices", "<p>The council will utilise its powers in order to close the road.</p>"),
    ],
)
def test_a_statutory_notice_is_asked_for_no_plainer_words(heading: str, body: str) -> None:
    assert avoided(heading, body) == []


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Bins", "<p>Notice: we utilise a new lorry.</p>"),
        ("Give notice of marriage", "<p>You give notice in person. We utilise the old hall.</p>"),
        (
            "Audit",
            "<p>Notice is hereby given that accounts are open.</p><p>Please utilise the bell.</p>",
        ),
    ],
)
def test_what_the_council_says_beside_it_is(heading: str, body: str) -> None:
    assert avoided(heading, body) == ["utilise"]
