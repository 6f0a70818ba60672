"""How much the labels on the way to a task's page say about the task, 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._tasks import own_page
from citizencheck.detectors._words import regex
from citizencheck.language import SCORED, Language
from citizencheck.model import Evidence, Journey, Measured, Measurement, NotApplicable, Orientation, Route, Site, Step

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    kinds: tuple[str, ...] = ("home", "landing", "browse")
    """Kinds of route that count; the best one is measured."""
    weak: float = 0.2
    """A step below this is evidence."""
    min_demand: int = 2
    council_groups: tuple[str, ...] = ("democracy", "council")
    """Subjects of tasks to which labels about the council itself lead rightly."""
    contact: tuple[str, ...] = (r"^(?:contact|get in touch|feedback|talk to us)\b",)
    """So do labels by which one turns to the council."""
    neutral: tuple[str, ...] = (
        r"\bservices\b",
        r"^(?:view|see|show) all\b",
        r"^all\b",
        r"^home\b",
        r"\ba(?:-| to )z\b",
        r"\bdo it online\b",
    )
    """Labels that lead on without naming a subject, and that everybody understands."""


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:
    """The scent of the best route's weakest step: one blind step loses the citizen."""
    if not own_page(journey, site) or journey.task.demand < params.min_demand:
        return NotApplicable("the task has no page of its own here")
    if journey.url not in site.id_of:
        return NotApplicable("it is done elsewhere, behind a link that names it")
    routes = [r for r in journey.routes if r.kind in params.kinds and r.steps and r.end == journey.url]
    if not routes:
        return NotApplicable("no route from home leads to the task's page")
    best = max(routes, key=lambda r: _weakest(r, journey, language, params))
    weak = [s for s in best.steps if _said(s, journey, language, params) < params.weak]
    return Measured(
        value=_weakest(best, journey, language, params),
        evidence=tuple(Evidence(kind="link", url=s.url, quote=s.label, target=s.target, note=journey.task.title)
                       for s in (weak or best.steps)),
        illustrates=True,
        data={"task": journey.task.title, "labels": " → ".join(s.label for s in best.steps), "clicks": len(best.steps),
              "weakest": min(best.steps, key=lambda s: _said(s, journey, language, params)).label},
    )  # fmt: skip


def _weakest(route: Route, journey: Journey, language: Language, params: Params) -> float:
    return min(_said(s, journey, language, params) for s in route.steps)


def _said(step: Step, journey: Journey, language: Language, params: Params) -> float:
    """The label's scent; a plain subject is not blind although it shares no word with the task: *Bins* leads to a bulky collection."""
    if regex(params.neutral).search(step.label):
        return 1.0
    verdict = language.orient(step.label)
    about = verdict.orientation == Orientation.CORPORATE or regex(params.contact).search(step.label)
    if about and journey.task.group in params.council_groups:
        return 1.0
    plain = verdict.orientation in (Orientation.TASK, Orientation.TOPIC) and verdict.confidence >= SCORED
    return 1.0 if plain else step.scent
