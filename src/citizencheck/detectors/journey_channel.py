"""1 where a task can be begun in a better way than the named ones, 0 where these are all there is."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._tasks import own_page
from citizencheck.language import Language
from citizencheck.model import (
    CannotTell,
    Channel,
    Evidence,
    Journey,
    LinkKind,
    Measured,
    Measurement,
    NotApplicable,
    Site,
)

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    channels: tuple[str, ...] = ("pdf",)
    """Channels that are not enough by themselves."""
    nature: str = "do"


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether the task's page tells of another way than ``channels``; a task that the law wants done in person is not asked."""
    if not own_page(journey, site) or (params.nature and journey.task.nature != params.nature):
        return NotApplicable("the task has no page of its own here, or is only looked up")
    node = site.node(journey.url)
    if journey.task.needs_visit or node is None or journey.channel is Channel.NONE:
        return NotApplicable("the page names no way to do it, or the law asks for a visit")
    if journey.online is None:
        return CannotTell("The way online could not be followed to its end.")
    bad = journey.channel in (Channel(c) for c in params.channels) and not journey.online
    files = [k for k in site.out[node.id] if k.kind is LinkKind.DOCUMENT] if journey.channel is Channel.PDF else []
    shown = tuple(
        Evidence(kind="document", url=journey.url, selector=k.selector, quote=k.text, target=k.url) for k in files[:5]
    )
    return Measured(
        value=0 if bad else 1,
        evidence=(
            shown or (Evidence(kind="page", url=journey.url, quote=node.name, note=f"channel: {journey.channel}"),)
        )
        if bad
        else (),
        illustrates=True,
        data={"task": journey.task.title, "page": node.called, "channel": str(journey.channel)},
    )
