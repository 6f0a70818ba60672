"""The kiosk's services in the report: what each comes to on a phone, with its way as screens."""

from __future__ import annotations

from typing import Final

from citizencheck.model import Site
from citizencheck.model.kiosk import ServiceParity
from citizencheck.model.report import KioskService, KioskStep, KioskSubstitute, KioskSummary
from citizencheck.model.url import path_of

SURE: Final = 3
"""A service that starts on a phone has that level at least, whatever could not be seen beyond it."""


def services_of(site: Site) -> tuple[KioskService, ...]:
    """Each service in the order of the list."""
    return tuple(_service(p, site) for p in site.parity)


def _service(p: ServiceParity, site: Site) -> KioskService:
    return KioskService(
        id=p.service.id,
        label=p.service.label,
        level=None if p.exempt else p.least if p.least >= SURE else p.level,
        exempt=p.exempt,
        reason=p.service.exempt or p.unseen,
        first_broken="" if p.exempt else _first_broken(p),
        broken_step=p.faults[0].step if p.faults and p.steps and not p.exempt else None,
        taps=p.taps,
        kiosk_steps=p.service.steps,
        steps=tuple(
            KioskStep(url=s.url, label=s.label, action=s.action, screenshot=_shot(s.url, site)) for s in p.steps
        ),
        capabilities={
            s.capability.value: KioskSubstitute(kept=s.kept, words=s.words, url=s.url) for s in p.substitutes
        },
        languages=p.languages,
        url=p.url,
        start=p.start,
        task=p.task,
        matched=p.matched,
        faults=() if p.exempt else tuple(dict.fromkeys(f.words for f in p.faults)),
    )


def _shot(url: str, site: Site) -> str:
    view = site.view(url)
    return view.shot if view else ""


def _first_broken(p: ServiceParity) -> str:
    if not p.faults:
        return ""
    fault = p.faults[0]
    where = f"Step {fault.step + 1}, {path_of(fault.url)}" if p.steps else path_of(fault.url)
    quote = f" (“{fault.quote[:120]}”)" if fault.quote else ""
    return f"{where}: {fault.words}{quote}."


def kiosk_reason(site: Site) -> dict[str, str]:
    """Why the services of a list that was given could not be scored; empty where there is no list."""
    asked = [p for p in site.parity if not p.exempt]
    if site.kiosk is None:
        return {}
    if not asked:
        return {"kiosk": "Every service of the kiosk’s list is exempt."}
    dark = [p for p in asked if p.level is None and p.least < SURE]
    why = next((p.unseen for p in dark), "")
    said = f"It could not be told how far a phone does {len(dark)} of the kiosk’s {len(asked)} services: {why}."
    return {"kiosk": said}


def kiosk_list_of(site: Site) -> KioskSummary | None:
    """The list as a whole; None where there is none."""
    if site.kiosk is None:
        return None
    rows = services_of(site)
    asked = [r for r in rows if not r.exempt]
    levels = [r.level for r in asked if r.level is not None]
    return KioskSummary(
        name=site.kiosk.name,
        source=site.kiosk.source,
        services=len(rows),
        exempt=sum(r.exempt for r in rows),
        judged=len(levels),
        mean=round(sum(levels) / len(levels), 2) if levels and 2 * len(levels) >= len(asked) else None,
    )
