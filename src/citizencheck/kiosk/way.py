"""The way from home to a service's start, tap by tap, as a phone asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citizencheck.kiosk.start import Start
from citizencheck.kiosk.walk import Hop, Walks, steps_of
from citizencheck.model import Link, Site
from citizencheck.model.kiosk import Fault, ParityStep
from citizencheck.model.phone import SeenLink, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How one gets there."""

    steps: tuple[ParityStep, ...] = ()
    """The last is the start itself, or the service's page where there is none."""
    taps: int | None = None
    """None where no link leads there from home."""
    cut: Fault | None = None
    """A link that the way needs and that a phone never shows."""
    blind: bool = False
    """A page of the way was not seen on a phone, so that menus to open there are not counted."""

    @property
    def last(self) -> int:
        """The place of the last step."""
        return max(0, len(self.steps) - 1)

    def place(self, url: str) -> int:
        """The first step that is done on a page; the last where none is."""
        return next((i for i, s in enumerate(self.steps) if s.url == url), self.last)


def way_to(url: str, start: Start | None, site: Site, walked: Walks, phones: Mapping[str, View]) -> Way:
    """The way to the page of a service, and on to its start."""
    node = site.node(url)
    hops = walked.to(node.id) if node is not None else None
    steps: list[ParityStep] = []
    if hops is not None:
        steps += steps_of(site, hops)
    elif node is None and (door := _way_out(url, site, walked)) is not None:
        hops, last = door
        steps += [*steps_of(site, hops), last]
    cut, here = None, node.url if node else url
    for link in start.way if start else ():
        seen = _shown(link, phones.get(here))
        if seen is not None and seen.taps < 0:
            cut = cut or Fault(
                kind="hidden", level=3, words="the link that begins it is hidden on a phone", url=here, step=len(steps),
                selector=link.selector, quote=link.text,
            )  # fmt: skip
        elif seen is not None:
            steps += [ParityStep(url=here, label=seen.opener, action="open")] * seen.taps
        steps.append(ParityStep(url=here, label=link.text, action="tap"))
        target = site.node(link.url)
        here = target.url if target else link.url
    pages = {s.url for s in steps}
    blind = any(u not in phones or not phones[u].is_read for u in pages)
    taps = len(steps) if hops is not None else None
    if start is not None:
        said = (start.form.submit if start.form else "") or (start.page.h1 or start.page.title if start.page else "")
        steps.append(ParityStep(url=start.url, label=said, action="start"))
    elif node is not None and steps:
        steps.append(ParityStep(url=node.url, label=node.name, action="read"))
    return Way(steps=tuple(steps), taps=taps, cut=cut, blind=blind)


def _shown(link: Link, view: View | None) -> SeenLink | None:
    """The easiest link on a phone to the same address; None where nothing is known of it."""
    alike = [k for k in view.links if k.url == link.url] if view is not None and view.is_read else []
    return min(alike, key=lambda k: (k.taps < 0, k.taps), default=None)


def _way_out(url: str, site: Site, walked: Walks) -> tuple[tuple[Hop, ...], ParityStep] | None:
    """The nearest page that links past the border to an address: the hops to it, and the tap on its link."""
    doors = [
        (walked.taps[node.id], node.id, link.text)
        for node in site.nodes
        if node.id in walked.taps
        for link in site.out[node.id]
        if link.url == url
    ]
    doors += [(0, site.home, f.link.text) for f in site.furniture if f.link.url == url and site.home in walked.taps]
    if not doors:
        return None
    _, node, label = min(doors, key=lambda d: d[:2])
    return walked.to(node) or (), ParityStep(url=site.nodes[node].url, label=label, action="tap")
