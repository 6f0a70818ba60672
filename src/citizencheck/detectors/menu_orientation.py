"""Share of the site menus' labels that do not speak in the named orientations, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import counted, judged, menu_labels
from citizencheck.detectors._words import listed, regex
from citizencheck.language import SCORED, Language
from citizencheck.model import LabelVerdict, Measured, Measurement, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    orientations: tuple[str, ...] = ("department",)
    """The orientations that pull the value down."""
    depth: int = 2
    min_labels: int = 4
    min_hits: int = 1
    """Fewer labels than this are an exception, and no habit."""
    exceptions: tuple[str, ...] = ()
    """A label that matches one of these regular expressions never speaks against the site."""


def measure(site: Site, language: Language, params: Params) -> Measurement:
    """Share of the menus' labels outside ``orientations``; a verdict that is not sure counts as outside."""
    labels = menu_labels(site, params.depth)
    if len(labels) < params.min_labels:
        return NotApplicable(f"the site's menus have fewer than {params.min_labels} labels")
    verdicts = [(label, judged(site, language, label)) for label in labels]
    spared = regex(params.exceptions)
    bad = [(label, v) for label, v in verdicts if v.orientation in params.orientations and v.confidence >= SCORED]
    sure = [(label, v) for label, v in bad if not spared.search(label.text) and not _by_its_place_alone(v)]
    if len(sure) < params.min_hits:
        sure = []
    return Measured(
        value=1 - len(sure) / len(labels),
        evidence=tuple(label.evidence("; ".join(v.why)) for label, v in sure),
        units=counted(len(labels) - len(sure), len(labels)),
        data={"count": len(sure), "total": len(labels), "labels": listed(label.text for label, _ in sure)},
    )


def _by_its_place_alone(verdict: LabelVerdict) -> bool:
    """Whether nothing makes a label a unit's but the list of departments that it stands in: another rule tells of that list."""
    return all(why.startswith("stands under") for why in verdict.why)
