"""Which tasks a site speaks of in passing, where no page, link or heading of it names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from citizencheck.language.phrasefit import GRAMMAR
from citizencheck.language.stems import WORD, stem
from citizencheck.model import Page, PageKind, Site, Task

MOST: Final = 2000
"""Pages that are read for it, nearest home first."""
ELSEWHERE: Final = frozenset({PageKind.NEWS, PageKind.DEMOCRACY, PageKind.ERROR})
"""What stands there tells nobody how to do a thing."""
Phrase = tuple[str, ...]


def spoken_of(tasks: Sequence[Task], site: Site) -> dict[str, str]:
    """Task id -> address of the page nearest home whose text holds one of the task's phrases, of two words or more that say something."""
    wanted = {t.id: _phrases(t) for t in tasks}
    found: dict[str, str] = {}
    nodes = sorted((n for n in site.nodes if n.kind not in ELSEWHERE), key=lambda n: (n.depth < 0, n.depth, n.id))
    for node in nodes[:MOST]:
        waiting = [(task, phrases) for task, phrases in wanted.items() if task not in found]
        if not waiting:
            break
        page = site.page(node.url)
        if page is None:
            continue
        blocks = [_said(text) for text in _texts(page)]
        have = {s for block in blocks for s in block}
        for task, phrases in waiting:
            likely = [p for p in phrases if have.issuperset(p)]
            if any(_holds(block, p) for p in likely for block in blocks):
                found[task] = node.url
    return found


def _texts(page: Page) -> Iterable[str]:
    yield page.description
    yield from (b.text for b in page.blocks)
    yield from (h.text for h in page.headings)


def _phrases(task: Task) -> tuple[Phrase, ...]:
    said = (_said(p) for p in (task.title, *task.citizen, *task.council, *task.welsh))
    return tuple(dict.fromkeys(p for p in said if len(p) > 1))


def _said(text: str) -> Phrase:
    """The stems of a text in order, without the small words."""
    return tuple(stem(w) for w in WORD.findall(text.casefold().replace("’", "'")) if w not in GRAMMAR)


def _holds(block: Phrase, phrase: Phrase) -> bool:
    return any(block[i : i + len(phrase)] == phrase for i, s in enumerate(block) if s == phrase[0])
