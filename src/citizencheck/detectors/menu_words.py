"""Number of labels in the site menus that use one of the named words; where ``share``, the share of all labels that are such or stand below one, 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citizencheck.detectors._labels import Label, counted, menu_labels
from citizencheck.detectors._words import fold, folded_set, listed, pattern, regex
from citizencheck.language import Language
from citizencheck.model import Measured, Measurement, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    words: tuple[str, ...] = ()
    """Whole words or phrases, anywhere in a label."""
    labels: tuple[str, ...] = ()
    """Whole labels."""
    patterns: tuple[str, ...] = ()
    """Regular expressions, for what a word cannot say."""
    exceptions: tuple[str, ...] = ()
    """A label with one of these words is left alone."""
    depth: int = 2
    min_children: int = 0
    """Only labels that hold at least so many others."""
    min_labels: int = 2
    share: bool = False
    """The value is the share of the menus' labels, down to two levels, that are hits or stand below one: how much of the menu it takes."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001 - the words are the rule's own
    """How many of the menus' labels use the rule's words, its exceptions left out."""
    labels = menu_labels(site, params.depth)
    if len(labels) < params.min_labels:
        return NotApplicable(f"the site's menus have fewer than {params.min_labels} labels")
    hits = [label for label in labels if _hit(label, params)]
    first = hits[0] if hits else None
    every = menu_labels(site, max(2, params.depth)) if params.share else labels
    taken = _taken(hits, every) if params.share else len(hits)
    return Measured(
        value=taken / len(every) if params.share else taken,
        evidence=tuple(h.evidence(f"holds {len(h.children)} entries" if h.children else "") for h in hits),
        units=counted(taken, len(every)),
        data={
            "count": taken,
            "total": len(every),
            "labels": listed(h.text for h in hits),
            "below": f" ({listed((c.text for c in first.children), 4)})" if first and first.children else "",
        },
    )


def _taken(hits: Sequence[Label], every: Sequence[Label]) -> int:
    heads = {(fold(h.text), h.parent) for h in hits}
    below = {h.text for h in hits}
    return sum(1 for x in every if (fold(x.text), x.parent) in heads or (x.depth > 1 and x.parent in below))


def _hit(label: Label, params: Params) -> bool:
    if len(label.children) < params.min_children or pattern(params.exceptions).search(label.text):
        return False
    return bool(
        fold(label.text) in folded_set(params.labels)
        or pattern(params.words).search(label.text)
        or regex(params.patterns).search(label.text)
    )
