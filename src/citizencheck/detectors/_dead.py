"""Links that look alive and lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from citizencheck.detectors._words import fold, folded_set, pattern
from citizencheck.language import Language
from citizencheck.model import FurnitureLink, LabelContext, Link, LinkKind, Orientation, Site

MAX_WORDS: Final = 8
"""A longer text is a sentence that a script shows, and no label."""
SUBJECTS: Final = frozenset(
    {Orientation.TASK, Orientation.TOPIC, Orientation.CORPORATE, Orientation.DEPARTMENT, Orientation.AUDIENCE}
)


def dead(link: Link) -> bool:
    """The link opens nothing: ``#``, nothing at all, a script that does nothing."""
    return link.kind is LinkKind.DEAD


def unfinished(link: Link) -> bool:
    """The address ends in a bare ``#``: written as a place to be filled in."""
    return link.kind is LinkKind.PAGE and link.href.endswith("#") and len(link.href) > 1


def given_up(links: Iterable[Link], least: int) -> frozenset[str]:
    """The unfinished addresses that ``least`` different labels share: nothing was ever written behind them."""
    shared = Counter(url for url, _ in dict.fromkeys((k.url, fold(k.text)) for k in links if unfinished(k)))
    return frozenset(url for url, labels in shared.items() if labels >= least)


def names_a_subject(link: Link, language: Language, controls: tuple[str, ...]) -> bool:
    """The label names something to go to; a control that a script runs (close, show more, accept) does not."""
    text = fold(link.text)
    if (
        not text
        or len(text.split()) > MAX_WORDS
        or link.button
        or text in folded_set(controls)
        or pattern(controls).match(text)
    ):
        return False
    verdict = language.orient(link.text, LabelContext(parent=link.heading))
    return verdict.orientation in SUBJECTS


def dead_furniture(site: Site, language: Language, controls: tuple[str, ...]) -> list[FurnitureLink]:
    """Labels of header, menus and footer that name something and open nothing; one that only holds a menu's other labels is not one."""
    holders = frozenset(fold(t) for f in site.furniture for t in f.link.trail)
    return [
        f
        for f in site.furniture
        if dead(f.link) and fold(f.link.text) not in holders and names_a_subject(f.link, language, controls)
    ]
