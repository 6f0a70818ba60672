"""One fault that many pages share is one finding with a count, never a finding a page."""

from __future__ import annotations

from collections.abc import Container, Hashable, Sequence
from dataclasses import replace
from typing import Final

from citizencheck.judge.evidence import BY_PLACE, shared_name
from citizencheck.judge.tally import Found
from citizencheck.model import Evidence
from citizencheck.model.url import place

SHARED: Final = 3
"""So many pages with the very same fault share it: their template has it, or whoever writes them (judgement)."""
MOST_PAGES: Final = 100
"""Pages of which a shared finding shows a piece: whoever mends it wants the list. Of a template that thousands share the rest is counted."""
OF_THE_PAGE: Final = frozenset({"name", "page"})
"""What a detector says of a page that no other page can share."""


def gathered(found: Sequence[Found], home: str, *, said: Container[str]) -> list[Found]:
    """The findings of a rule about pages, those that say the very same of ``SHARED`` pages or more as one.

    ``said`` names the data that the rule's message says. That one tells of ``home`` where home is among its pages, else of the first of them, and stands where the first of them stood.
    """
    alike: dict[Hashable, list[Found]] = {}
    for one in found:
        alike.setdefault(_said(one, said), []).append(one)
    return [one for group in alike.values() for one in ([_together(group, home)] if len(group) >= SHARED else group)]


def of_one_habit(found: Sequence[Found]) -> list[Found]:
    """The findings of a rule about a way of writing as one, where ``SHARED`` pages or more have them: the worst is told, and a piece of each other is shown."""
    pages = {name for f in found for name in (f.pages or (place(f.url),))}
    if len(pages) < SHARED or len(found) == 1:
        return list(found)
    told = sorted(found, key=lambda f: (f.achieved, -len(f.pages), -f.count))
    shown = [f.evidence[0] for f in told]
    names = tuple(dict.fromkeys(name for f in told for name in (f.pages or (place(f.url),))))
    pieces = dict.fromkeys(e for f in told for e in f.elements if not e.startswith("/"))
    return [
        replace(
            told[0],
            evidence=tuple(shown[:MOST_PAGES]),
            elements=(*pieces, *names),
            more=max(0, len(shown) - MOST_PAGES),
            whole=tuple({(e.url, e.quote, e.target, e.selector): e for f in told for e in f.whole}.values()),
            weight=sum(f.weight for f in told),
            pages=names,
            shared="habit",
        )
    ]


def _said(found: Found, said: Container[str]) -> Hashable:
    """What a finding says, whichever page it says it of: its words, how many pieces, and the first. Totals are of a page; and of very many
    findings only the first piece is kept."""
    told = sorted((k, v) for k, v in found.data.items() if k in said and k not in OF_THE_PAGE and isinstance(v, str))
    return (found.count, tuple(told), _shown(found.evidence[0]))


def _shown(evidence: Evidence) -> Hashable:
    if evidence.kind in BY_PLACE:
        return (evidence.kind, evidence.selector, evidence.note)
    return (evidence.kind, evidence.quote, evidence.target, evidence.note, "" if evidence.quote else evidence.selector)


def _together(group: Sequence[Found], home: str) -> Found:
    """One finding out of many alike. Its elements are the faults as the first page shows them, and the pages."""
    first = next((f for f in group if f.url == home), group[0])
    pages = [first, *(f for f in group if f is not first)]
    own = first.evidence if first.elements else ()
    shown = [*own, *(f.evidence[0] for f in (pages[1:] if own else pages))]
    names = [place(f.url) for f in pages]
    whole = {(e.url, e.quote, e.target, e.selector): e for f in group for e in f.whole}
    return replace(
        first,
        evidence=tuple(shown[:MOST_PAGES]),
        elements=(*first.elements, *names[1:], names[0]) if own else tuple(names),
        more=max(0, len(shown) - MOST_PAGES),
        whole=tuple(whole.values()),
        weight=sum(f.weight for f in group),
        pages=tuple(names),
        shared=shared_name(first.evidence[:1]),
    )
