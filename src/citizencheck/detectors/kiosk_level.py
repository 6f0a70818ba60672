"""1 where a phone reaches a level of what the kiosk does, 0 where it does not."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._views import picture
from citizencheck.language import Language
from citizencheck.model import CannotTell, Evidence, Measured, Measurement, NotApplicable, Site, Value
from citizencheck.model.kiosk import Fault, ServiceParity
from citizencheck.model.url import path_of

SCOPE = "service"
LAST_SURE = 3
"""A service that is known to start on a phone is asked for all that it is known to reach; of a lesser one that is not known to the end, nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    level: int
    """1 told of, 2 a way, 3 starts on a phone, 4 as good as the kiosk."""


def measure(parity: ServiceParity, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Whether the service reaches ``level``; it is a finding at the first level that it misses, and only counts above."""
    if parity.exempt:
        return NotApplicable(f"it is exempt ({parity.service.exempt})")
    reached = parity.reaches(params.level)
    if reached is None or (parity.level is None and parity.least < LAST_SURE):
        return CannotTell(f"{parity.service.label}: {parity.unseen or 'it could not be told'}.")
    data: dict[str, Value] = {
        "level": parity.least,
        "fault": "; ".join(dict.fromkeys(f.words for f in parity.faults)),
        "place": path_of(parity.faults[0].url) if parity.faults else "",
        "step": parity.faults[0].step + 1 if parity.faults else 0,
    }
    if reached:
        return Measured(
            value=1, data=data, support=(Evidence(kind="page", url=parity.url, quote=parity.service.label),)
        )
    return Measured(
        value=0,
        evidence=tuple(_evidence(f, parity, site) for f in parity.faults),
        illustrates=True,
        data=data,
        is_finding=parity.least == params.level - 1,
    )


def _evidence(fault: Fault, parity: ServiceParity, site: Site) -> Evidence:
    view = site.view(fault.url)
    known = bool(fault.quote or fault.selector) and (site.node(fault.url) is not None or fault.url in site.seams)
    return Evidence(
        kind="text" if known else "absence",
        url=fault.url,
        selector=fault.selector,
        quote=fault.quote,
        note=f"{parity.service.label}: {fault.kind}",
        screenshot=picture(view, fault.selector) if view else "",
    )
