"""The way with the fewest taps from the home page, counted as a phone asks for them: opening a menu is a tap."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from citizencheck.model import Link, LinkKind, Site
from citizencheck.model.kiosk import ParityStep
from citizencheck.model.phone import SeenLink, View

Views = Mapping[str, View]
"""Address -> the page on a phone."""


@dataclass(frozen=True, slots=True)
class Hop:
    """A link that is tapped, with what has to be opened before it can be."""

    source: int
    target: int
    url: str
    """As the link says it."""
    label: str
    opens: int = 0
    opener: str = ""

    @property
    def taps(self) -> int:
        """How often one taps."""
        return 1 + self.opens


@dataclass(slots=True)
class Walks:
    """The shortest walks to every page, from home."""

    before: dict[int, Hop] = field(default_factory=dict)
    taps: dict[int, int] = field(default_factory=dict)

    def to(self, node: int) -> tuple[Hop, ...] | None:
        """The hops to a page; None where no link on a phone leads there."""
        if node not in self.taps:
            return None
        hops: list[Hop] = []
        while (hop := self.before.get(node)) is not None:
            hops.append(hop)
            node = hop.source
        return tuple(reversed(hops))


def walks(site: Site, views: Views) -> Walks:
    """From home to everywhere. Of a page that no phone looked at every link is taken to be in sight."""
    found = Walks()
    if site.home < 0:
        return found
    found.taps[site.home] = 0
    below: dict[int, list[int]] = {}
    for node, above in enumerate(site.parent):
        below.setdefault(above, []).append(node)
    queue = [(0, site.home)]
    done: set[int] = set()
    while queue:
        cost, here = heapq.heappop(queue)
        if here in done:
            continue
        done.add(here)
        for hop in _hops(site, here, below.get(here, ()), views):
            total = cost + hop.taps
            if hop.target not in done and total < found.taps.get(hop.target, total + 1):
                found.taps[hop.target] = total
                found.before[hop.target] = hop
                heapq.heappush(queue, (total, hop.target))
    return found


def _hops(site: Site, here: int, below: Iterable[int], views: Views) -> list[Hop]:
    """The links of a page that lead to pages of the site: its own, its menus on the home page and on the page known to carry them, and
    to the pages ``below`` it on the walk that the site graph knows."""
    node = site.nodes[here]
    links = [*site.out[here], *(f.link for f in site.furniture if f.example == node.url)]
    hops: dict[int, Hop] = {}
    view = views.get(node.url)
    for link in links:
        target = site.id_of.get(link.url)
        if target is None or target == here or link.kind is not LinkKind.PAGE:
            continue
        hop = _hop(site, here, target, link, view)
        if hop is not None and (target not in hops or hop.taps < hops[target].taps):
            hops[target] = hop
    if view is not None and view.is_read:
        _add_seen(site, here, view, hops)
    else:
        for target in below:  # what the template repeats in the main part is nobody's own link
            hops.setdefault(target, Hop(here, target, site.nodes[target].url, site.nodes[target].name))
    return list(hops.values())


def _hop(site: Site, here: int, target: int, link: Link, view: View | None) -> Hop | None:
    """A link as the phone shows it; None where the phone never does."""
    seen = _easiest(site, target, view) if view is not None and view.is_read else None
    if seen is None:
        known = view is not None and view.is_read and any(site.id_of.get(k.url) == target for k in view.links)
        return None if known else Hop(here, target, link.url, link.text)
    return Hop(here, target, link.url, seen.text or link.text, seen.taps, seen.opener)


def _easiest(site: Site, target: int, view: View) -> SeenLink | None:
    shown = [k for k in view.links if k.taps >= 0 and k.url and site.id_of.get(k.url) == target]
    return min(shown, key=lambda k: k.taps, default=None)


def _add_seen(site: Site, here: int, view: View, hops: dict[int, Hop]) -> None:
    """Links that scripts add."""
    for seen in view.links:
        target = site.id_of.get(seen.url) if seen.url else None
        if target is not None and target not in (here, *hops) and seen.taps >= 0:
            hops[target] = Hop(here, target, seen.url, seen.text, seen.taps, seen.opener)


def steps_of(site: Site, hops: tuple[Hop, ...]) -> tuple[ParityStep, ...]:
    """Hops as taps, each opening of a menu its own."""
    steps: list[ParityStep] = []
    for hop in hops:
        url = site.nodes[hop.source].url
        steps += [ParityStep(url=url, label=hop.opener, action="open")] * hop.opens
        steps.append(ParityStep(url=url, label=hop.label, action="tap"))
    return tuple(steps)
