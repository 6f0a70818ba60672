"""Which page is surely a task's own: only of such a page may it be said what the task lacks there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from citizencheck.language.stems import stem, words
from citizencheck.model import Journey, Site, Task

Name = frozenset[tuple[str, str]]

SMALL: Final = frozenset(words("a an and at by for in of on or the to with your my our you i is it"))
SEPARATOR: Final = re.compile(r"\s+[|–—\-:·»›]\s+")
BRACKETS: Final = re.compile(r"\[[^\]]*\]")
ACTIONS: Final = frozenset(
    stem(w)
    for w in words("apply book buy check claim find get join make order pay register renew report request tell view")
)
"""What is done to the thing: beside it in a page's name it takes nothing away."""
AGAIN: Final = ("re", "")
MOST: Final = 0.6
"""Share of a page's name that the phrase must make up."""
SURE_LINK: Final = 0.9
"""How well a label must match that leads straight to another host."""


def own_page(journey: Journey, site: Site) -> bool:
    """The journey was found, and its page is named by one phrase for the task: *Housing* is no page for a council home."""
    if journey.status != "found":
        return False
    node = site.node(journey.url)
    if node is None:
        return journey.match >= SURE_LINK
    names = (_bare(node.h1), _bare(SEPARATOR.split(BRACKETS.sub(" ", node.title).strip())[0]))
    return any(_bears(named, phrase) for named in names for phrase in _phrases(journey.task))


def _bears(named: Name, phrase: Name) -> bool:
    """The whole phrase, and not much beside it; what is done *again* is another task."""
    beside = sum(1 for word, _ in named if word not in ACTIONS or (word, "") in phrase)
    return phrase <= named and len(phrase) >= MOST * beside and (AGAIN in named) == (AGAIN in phrase)


@lru_cache(maxsize=1024)
def _phrases(task: Task) -> tuple[Name, ...]:
    return tuple(p for text in (task.title, *task.citizen, *task.council, *task.welsh) if (p := _bare(text)))


@lru_cache(maxsize=16384)
def _bare(text: str) -> Name:
    """Stems with the form they came from: *parking* is not *parks*, *bin* is *bins*."""
    return frozenset((stem(w), "ing" if w.endswith("ing") else "") for w in words(text) if w not in SMALL)
