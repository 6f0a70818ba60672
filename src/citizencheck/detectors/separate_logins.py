"""Number of hosts beside the council's own that ask citizens to log in for their tasks."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._words import listed
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, NotApplicable, Site

SCOPE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    min_read: int = 2
    """Fewer far pages read than this tell nothing."""


def measure(site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many different hosts, government's own left out, show a log-in where a task leads."""
    seen = [(j, h) for j in site.journeys for h in j.hand_offs if not h.government and h.login is not None]
    if len({h.host for _, h in seen}) < params.min_read:
        return NotApplicable("too few pages beyond the council's own host were read")
    hosts = {h.host: (j, h) for j, h in reversed(seen) if h.login}
    return Measured(
        value=len(hosts),
        evidence=tuple(
            Evidence(kind="link", url=h.source, quote=h.label, target=h.url, note=j.task.title)
            for j, h in hosts.values()
        ),
        data={
            "count": len(hosts),
            "hosts": listed(sorted(hosts), 5),
            "tasks": listed(j.task.title for j, _ in hosts.values()),
        },
    )
