"""Links that lead nowhere: what names something and opens nothing, and no control that a script runs."""

from __future__ import annotations

from hand_sites import site_of

from citizencheck.judge.assembling import broken_links
from citizencheck.language import Language
from citizencheck.rulebook import load_rules


def test_labels_that_open_nothing_are_listed_and_controls_are_not(language: Language) -> None:
    header = "<header><a href='#'>Menu</a> <a href='#'>Toggle submenu</a> <a href='#'>Council tax</a></header>"
    page = (
        header
        + "<main><a href='#'>Previous slide</a> <a href='#'>Close this message</a> <a href='#'>Report a pothole</a></main>"
    )
    site = site_of({"/": page, "/a": header + "<main>A <a href='/'>Home</a></main>", "/b": header + "<main>B</main>"})

    found = {(b.label, b.outcome) for b in broken_links(site, language, load_rules())}

    assert found == {("Council tax", "dead"), ("Report a pothole", "dead")}
