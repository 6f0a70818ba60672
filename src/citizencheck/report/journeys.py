"""A journey as a reader follows it: from the home page, click by click, to where it breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from citizencheck.journeys.stars import LEAST_SCENT, PRAISES, SENTENCES
from citizencheck.model import BROKEN
from citizencheck.model.report import Report, ReportTask, Seam
from citizencheck.model.url import host
from citizencheck.report.words import fares

NO_WAY: Final = "No link leads on from here to this task’s page."
GATE: Final = "A department’s page. Every way to this task passes it, so people must know who does the work."
SILENT: Final = "This label gives no sign that the task is behind it."
OFFLINE: Final = SENTENCES["online"][1]
ELSEWHERE: Final = frozenset({"No link leads to its page.", "It ends on another website that does not answer."})
"""Caps that are told at another stop than the task's own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place on a journey."""

    kind: str
    """``home``, ``label`` (a link to click), ``page`` (the task's own) or ``away`` (another website)."""
    words: str
    url: str
    faults: tuple[str, ...] = ()
    broken: bool = False
    """The first place where the journey breaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A task with its journey."""

    task: ReportTask
    stops: tuple[Stop, ...]
    faults: tuple[str, ...]
    """What is wrong, in sentences, the worst first."""


def worst(report: Report, most: int) -> list[Walk]:
    """The worst journeys of tasks that have a page, the most wanted first among equals; those that go well are left out."""
    asked = [t for t in report.tasks if t.expected] or list(report.tasks)
    poor = [t for t in asked if t.status == "found" and fares(t) == "poor"]
    poor.sort(key=lambda t: (t.stars or 0, -t.demand, t.id))
    seams = {s.host: s for s in report.seams}
    titles = {p.url: _own_title(p.title, report.title) for p in report.pages}
    return [walk(t, seams, titles) for t in poor[:most]]


def walk(task: ReportTask, seams: Mapping[str, Seam], titles: Mapping[str, str]) -> Walk:
    """A task's journey, stop by stop. ``seams``: by host; ``titles``: address -> title."""
    steps = _steps(task)
    dull = min(steps, key=lambda s: s[2]) if steps and task.scent < LEAST_SCENT else None
    stops = [_stop("home", "Home page", "", () if steps else (NO_WAY,))]
    for step in steps:
        label, target, _ = step
        faults = (
            *((GATE,) if target in task.gatekeepers and target != task.url else ()),
            *((SILENT,) if step is dull else ()),
        )
        stops.append(_stop("label", label or "(a link without words)", target, faults))
    stops.append(_stop("page", titles.get(task.url, "") or task.title, task.url, _at_the_page(task)))
    away = [seams[h] for h in dict.fromkeys(host(u) for u in task.hand_offs) if h in seams]
    stops += [_stop("away", s.host, s.url, faults_of(s)) for s in away]
    first = next((i for i, s in enumerate(stops) if s.faults), None)
    if first is not None:
        stops[first] = replace(stops[first], broken=True)
    shown = {*PRAISES, *task.caps, OFFLINE, *((SENTENCES["scent"][1],) if dull else ()), SENTENCES["gatekeepers"][1]}
    return Walk(task=task, stops=tuple(stops), faults=tuple(r for r in task.reasons if r not in shown))


def _stop(kind: str, words: str, url: str, faults: tuple[str, ...]) -> Stop:
    return Stop(kind=kind, words=words, url=url, faults=faults)


def _at_the_page(task: ReportTask) -> tuple[str, ...]:
    """What goes wrong once the citizen is there."""
    caps = tuple(c for c in task.caps if c not in ELSEWHERE)
    return caps or ((OFFLINE,) if OFFLINE in task.reasons else ())


def _own_title(title: str, site: str) -> str:
    """A page's title without the name of the site, where it ends with that."""
    for mark in (" – ", " - ", " | ", " — ", ": "):
        name, cut, last = title.rpartition(mark)
        if cut and name and last and (last in site or site in last):
            return name
    return title


def _steps(task: ReportTask) -> list[tuple[str, str, float]]:
    """(label, address, scent) of each click from home: of the shortest walk, else of the first route that is known."""
    routes = [r for r in task.routes if r.kind in ("browse", "home", "landing", "a-z")]
    route = next((r for r in routes if r.kind == "browse"), None) or (routes[0] if routes else None)
    return [(s.label, s.target, s.scent) for s in route.steps] if route else []


def faults_of(seam: Seam) -> tuple[str, ...]:
    """What is known to be wrong with a website that a task is handed over to."""
    silent = seam.outcome in BROKEN or seam.outcome in ("network_error", "unavailable")
    seen = (
        (silent, "This website did not answer."),
        (bool(seam.login), "It asks people to log in."),
        (seam.way_back is False, "It has no way back to the council."),
        (seam.viewport is False, "It is not made for a phone."),
    )
    return tuple(words for wrong, words in seen if wrong)


def missing(tasks: Sequence[ReportTask]) -> list[ReportTask]:
    """Tasks that the council is asked for and that no page tells how to do, the most wanted first; part of a page is a place too."""
    gone = [t for t in tasks if t.expected and t.status in ("absent", "empty", "mentioned")]
    return sorted(gone, key=lambda t: (-t.demand, t.status != "absent", t.title))
