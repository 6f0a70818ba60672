"""Number of umbrella labels in the site menus under which unlike subjects are gathered."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._labels import Label, menu_labels
from citizencheck.detectors._words import fold, folded_set, listed
from citizencheck.language import Language
from citizencheck.model import LinkKind, Measured, Measurement, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    umbrellas: tuple[str, ...] = ()
    """Whole labels that cover anything."""
    min_groups: int = 4
    """So many different subjects below make the label an umbrella in deed."""
    min_labels: int = 4


def measure(site: Site, language: Language, params: Params) -> Measurement:
    """How many first-level labels of the list hold tasks of at least ``min_groups`` subjects."""
    labels = menu_labels(site, 1)
    if len(labels) < params.min_labels:
        return NotApplicable(f"the main menu has fewer than {params.min_labels} labels")
    umbrellas = folded_set(params.umbrellas)
    spread = [(label, _groups(label, site, language)) for label in labels if fold(label.text) in umbrellas]
    hits = [(label, g) for label, g in spread if len(g) >= params.min_groups]
    return Measured(
        value=len(hits),
        evidence=tuple(label.evidence(f"holds {', '.join(g)}") for label, g in hits),
        data={"count": len(hits), "labels": listed(label.text for label, _ in hits),
              "subjects": listed((s for _, g in hits for s in g), 5)},
    )  # fmt: skip


def _groups(label: Label, site: Site, language: Language) -> tuple[str, ...]:
    """The subjects of the tasks that the labels below name: in the menu, or on the page that the label opens."""
    below = [c.text for c in label.children]
    node = site.node(label.url)
    if node is not None and not below:
        below = [k.text for k in site.out[node.id] if k.text and k.kind is LinkKind.PAGE]
    decisions = (language.match_tasks(text, parent=label.text) for text in below[:80])
    tasks = dict.fromkeys(d.matches[0].task for d in decisions if d.decision == "match" and d.matches)
    return tuple(sorted({language.task(t).group for t in tasks} - {""}))
