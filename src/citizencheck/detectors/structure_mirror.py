"""Share of the site's top sections that bear the name of one of the council's own units, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import counted, home_url, lists_of_units
from citizencheck.detectors._words import fold, listed, stems
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, NotApplicable, Orientation, Section, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_units: int = 3
    min_sections: int = 4
    skip: tuple[str, ...] = ("corporate", "other")
    """Sections of these orientations are left out: they are about the council, or about nothing."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many sections have the same words as a unit on the council's structure page."""
    units = {tuple(sorted(s)): u for u in reversed(site.units) if (s := stems(u))}
    sections = [s for s in site.sections if s.verdict.orientation not in (Orientation(o) for o in params.skip)]
    if len(units) < params.min_units:
        return NotApplicable("no page of the site lists the council's own units")
    if len(sections) < params.min_sections:
        return NotApplicable("the site has few sections about services")
    hits = [(s, u) for s in sections if (u := _unit(s, units))]
    if not hits and any(fold(s.label) in lists_of_units(site) for s in site.sections):
        return NotApplicable("a section is itself a list of departments")
    return Measured(
        value=len(hits) / len(sections),
        evidence=tuple(
            Evidence(kind="menu", url=home_url(site), quote=s.label, target=s.url, note=f"the unit “{u}”")
            for s, u in hits
        ),
        units=counted(len(hits), len(sections)),
        data={"count": len(hits), "total": len(sections), "labels": listed(s.label for s, _ in hits)},
    )


def _unit(section: Section, units: dict[tuple[str, ...], str]) -> str:
    """The unit with the same words; one word alone is a subject that both may name."""
    said = tuple(sorted(stems(section.label)))
    return units.get(said, "") if len(said) > 1 or section.verdict.orientation == Orientation.DEPARTMENT else ""
