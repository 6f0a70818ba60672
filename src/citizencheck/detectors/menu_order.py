"""Share of the main menu's labels about the council itself that come after the first service, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._labels import judged, menu_labels
from citizencheck.detectors._words import fold, folded_set, listed, regex
from citizencheck.language import SCORED, Language
from citizencheck.model import Measured, Measurement, NotApplicable, Orientation, Site

SCOPE = "site"
SERVICES: Final = frozenset({Orientation.TASK, Orientation.TOPIC, Orientation.AUDIENCE, Orientation.DEPARTMENT})
"""Labels with services behind them; those of departments are badly named, and all the same where the services are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    services: tuple[str, ...] = ("services", "residents", "all services", "do it online", "a to z", "a-z")
    """Labels that lead to services although they name none."""
    council: tuple[str, ...] = ()
    """Labels about the council itself, beside what is judged corporate."""
    neither: tuple[str, ...] = (
        r"\bjobs?\b",
        r"\bcareers?\b",
        r"\bvacanc",
        r"\bemployment\b",
        r"\bwork (?:for|with) us\b",
        r"\bcontact\b",
    )
    """Labels that residents look for although they are about the council."""
    min_labels: int = 4


def measure(site: Site, language: Language, params: Params) -> Measurement:
    """Of the first level's labels about the council, how many stand after the first label about a service."""
    spared = regex(params.neither)
    labels = [x for x in menu_labels(site, 1) if (x.url or x.children) and not spared.search(x.text)]
    if len(labels) < params.min_labels:
        return NotApplicable(f"the main menu has fewer than {params.min_labels} labels")
    kinds = [(label, judged(site, language, label)) for label in labels]
    known = folded_set(params.services)
    maybe = [
        (i, v.confidence >= SCORED or fold(label.text) in known)
        for i, (label, v) in enumerate(kinds)
        if v.orientation in SERVICES or fold(label.text) in known
    ]
    service = [i for i, sure in maybe if sure]
    about = folded_set(params.council)
    council = [
        i for i, (label, v) in enumerate(kinds) if v.orientation is Orientation.CORPORATE or fold(label.text) in about
    ]
    if len(maybe) < 2 or not service or not council:
        return NotApplicable("the main menu does not hold both services and the council itself")
    before = [kinds[i][0] for i in council if i < service[0]]
    return Measured(
        value=1 - len(before) / len(council),
        evidence=tuple(label.evidence(f"stands before “{kinds[service[0]][0].text}”") for label in before),
        data={
            "count": len(before),
            "labels": listed(label.text for label in before),
            "service": kinds[service[0]][0].text,
        },
    )
