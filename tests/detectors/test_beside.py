"""What stands beside a passage as its equal: other items of its list, other ways that its neighbours or headings name."""

from __future__ import annotations

import pytest
from hand_sites import page_of, site_of

from citizencheck.detectors._beside import beside
from citizencheck.detectors.label_words import Params, measure
from citizencheck.language import Language
from citizencheck.model import Measured

LIST = "<main><h1>Join</h1><p>Ways to join:</p><ul><li>pay online</li><li>ring us</li><li>send the form</li></ul><ul><li>another list</li></ul></main>"
NAMED = "<main><h1>Pay</h1><p>Online: at any time.</p><p>Post: send a cheque.</p><p>Send it early.</p></main>"
HEADED = "<main><h1>Apply</h1><h2>Apply online</h2><p>Ten minutes.</p><h2>By post</h2><p>Send the form.</p><h2>Appeals</h2><p>Send a letter.</p></main>"
ROWS = "<main><h1>Ways</h1><table><tr><td>Online</td><td>pay by card</td></tr><tr><td>Post</td><td>send a cheque</td></tr></table></main>"


@pytest.mark.parametrize(
    ("html", "text", "expected"),
    [
        (LIST, "send the form", ["Ways to join:", "pay online", "ring us"]),
        (LIST, "Ways to join:", []),
        (NAMED, "Post: send a cheque.", ["Online: at any time."]),
        (NAMED, "Send it early.", []),
        (HEADED, "Send the form.", ["Apply online"]),
        (HEADED, "Send a letter.", []),
        (ROWS, "send a cheque", ["Online", "pay by card", "Post"]),
    ],
)
def test_what_stands_beside_a_passage(html: str, text: str, expected: list[str]) -> None:
    page = page_of(html)

    assert beside(page, next(b for b in page.blocks if b.text == text)) == expected


def test_the_number_of_a_step_is_not_said_and_that_of_a_name_is(language: Language) -> None:
    page = page_of("<main><h1>Find</h1><h2>2 Who ran it?</h2><h2>24 hour ran it</h2></main>")
    site = site_of({"/": "<main><h1>Find</h1></main>"})
    found = measure(page, site.nodes[0], site, language, Params(patterns=("ran it",), places=("heading",)))

    assert isinstance(found, Measured)
    assert found.data["labels"] == "“Who ran it?” and “24 hour ran it”"
    assert [e.quote for e in found.evidence] == ["Who ran it?", "24 hour ran it"]
