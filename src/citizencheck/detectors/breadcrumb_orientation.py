"""Share of pages whose breadcrumb names no unit of the council, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import counted, lists_of_units
from citizencheck.detectors._words import fold, listed
from citizencheck.language import SCORED, Language
from citizencheck.model import Evidence, Focus, LabelContext, Measured, Measurement, NotApplicable, Orientation, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_pages: int = 5


def measure(site: Site, language: Language, params: Params) -> Measurement:
    """Of the pages about services that have a breadcrumb, how many have none but citizens' words before the page itself."""
    asked = [
        n for n in site.nodes if len(n.breadcrumb) > 1 and n.focus not in (Focus.CORPORATE, Focus.DEMOCRACY, Focus.NEWS)
    ]
    if len(asked) < params.min_pages:
        return NotApplicable(f"fewer than {params.min_pages} pages about services have a breadcrumb")
    bad, told = {}, lists_of_units(site)
    for crumb in dict.fromkeys(c for n in asked for c in n.breadcrumb if fold(c) not in told):
        verdict = language.orient(crumb, LabelContext(where="main-nav"))
        if verdict.orientation == Orientation.DEPARTMENT and verdict.confidence >= SCORED:
            bad[crumb] = "; ".join(verdict.why)
    hits = [(n, c) for n in asked for c in [next((c for c in n.breadcrumb if c in bad and c != n.h1), "")] if c]
    first = {c: n for n, c in reversed(hits)}
    return Measured(
        value=1 - len(hits) / len(asked),
        evidence=tuple(Evidence(kind="text", url=first[c].url, quote=c, note=bad[c]) for c in bad if c in first),
        units=counted(len(asked) - len(hits), len(asked)),
        data={"count": len(hits), "total": len(asked), "labels": listed(c for c in bad if c in first)},
    )
