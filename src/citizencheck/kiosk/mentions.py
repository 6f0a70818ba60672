"""Where a site merely speaks of a service: a label that opens no page of it, or words in passing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from citizencheck.kiosk.located import Located
from citizencheck.kiosk.matching import Matched
from citizencheck.language.stems import stems
from citizencheck.model import Journey, Site

MOST: Final = 2_000
"""Pages that are read for it, in the order in which they were found."""
SHORT: Final = 4
"""A label of no more letters than this says too little on its own."""
READ: Final = 2_000
"""Letters of a block that are read."""


def mentions_of(matched: Iterable[Matched], journeys: Mapping[str, Journey], site: Site) -> dict[str, Located]:
    """Id of the service -> the first place that names it, labels before sentences; for those without a page of their own."""
    waiting = {m.service.id: _phrases(m) for m in matched if _is_homeless(m, journeys) and not m.service.web}
    found: dict[str, Located] = {}
    for node in site.nodes:
        for link in site.out[node.id] if waiting else ():
            said = f" {' '.join(stems(link.text))} "
            for service in [s for s, phrases in waiting.items() if said in phrases]:
                found[service] = Located(status="mention", url=node.url, quote=link.text, selector=link.selector)
                del waiting[service]
    for node in site.nodes[:MOST]:
        page = site.page(node.url) if waiting else None
        for block in page.blocks if page else ():
            said = f" {' '.join(stems(block.text[:READ]))} "
            for service in [s for s, phrases in waiting.items() if any(p in said for p in phrases)]:
                place = Located(status="mention", url=node.url, quote=block.text[:200], selector=block.selector)
                found[service] = place
                del waiting[service]
    return found


def _is_homeless(found: Matched, journeys: Mapping[str, Journey]) -> bool:
    journey = journeys.get(found.task.id)
    return journey is not None and journey.status != "found"


def _phrases(found: Matched) -> tuple[str, ...]:
    """Stems between spaces: of the label, and of the task's own phrases that are more than one word."""
    label = found.service.label
    said = [stems(p) for p in (found.task.title, *found.task.citizen)]
    kept = [s for s in said if len(s) > 1] + ([stems(label)] if len(label) > SHORT else [])
    return tuple(dict.fromkeys(f" {' '.join(s)} " for s in kept if s))
