"""Number of labels in headers, menus, footers and breadcrumbs that name something and lead nowhere, each counted once."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._dead import dead_crumbs, dead_furniture
from citizencheck.detectors._labels import link_evidence
from citizencheck.detectors._words import fold
from citizencheck.language import Language
from citizencheck.model import (
    Evidence,
    FurnitureLink,
    LabelContext,
    Link,
    Measured,
    Measurement,
    NotApplicable,
    Orientation,
    Site,
)

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    controls: tuple[str, ...] = ()
    """First words of labels that are controls of the page, not links."""


def measure(site: Site, language: Language, params: Params) -> Measurement:
    """How many labels of the site's furniture open nothing; a label that only holds a menu's other labels is not one."""
    if not site.furniture:
        return NotApplicable("the site repeats no header, menu or footer")
    hits = [*dead_furniture(site, language, params.controls), *dead_crumbs(site, language, params.controls)]
    once = {fold(f.link.text): f for f in reversed(hits)}
    kept = sorted(
        (f for f in hits if once[fold(f.link.text)] is f), key=lambda f: (-f.pages, not _wanted(f.link, language))
    )
    alive = {fold(f.link.text): f.link.url for f in site.furniture if f.link.url}
    return Measured(
        value=len(kept),
        evidence=tuple(_evidence(f.example, link_evidence(f.example, f.link), f.pages, alive.get(fold(f.link.text), ""))
                       for f in kept),
        data={"count": len(kept), "labels": _listed(kept)},
    )  # fmt: skip


def _listed(kept: list[FurnitureLink], most: int = 3) -> str:
    """The labels that most pages carry, each with how many do."""
    shown = [f"“{f.link.text}” on {f.pages} page{'s' if f.pages > 1 else ''}" for f in kept[:most]]
    return f"{', '.join(shown)} and {len(kept) - most} more" if len(kept) > most else " and ".join(shown)


def _wanted(link: Link, language: Language) -> bool:
    """A task or a subject: of labels that as many pages carry, what people miss most comes first."""
    return language.orient(link.text, LabelContext(parent=link.heading)).orientation in (
        Orientation.TASK,
        Orientation.TOPIC,
    )


def _evidence(page: str, link: Evidence, pages: int, elsewhere: str) -> Evidence:
    note = f"on {pages} pages" + (f"; the same label opens {elsewhere} elsewhere" if elsewhere else "")
    return Evidence(
        kind="link", url=page, selector=link.selector, quote=link.quote, target=link.target, note=note, better=elsewhere
    )
