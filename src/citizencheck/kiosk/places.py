"""Which page of the website does what a kiosk's button does: the one that the list names, else the one that its task has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citizencheck.detectors._tasks import own_page
from citizencheck.journeys import find_journeys
from citizencheck.journeys.places import NOT_A_PAGE, NOT_A_TASK
from citizencheck.kiosk.located import Located
from citizencheck.kiosk.matching import Matched
from citizencheck.kiosk.start import CLEAR
from citizencheck.language import Language
from citizencheck.model import Journey, Link, LinkKind, RunStatus, Site
from citizencheck.model.kiosk import KioskService
from citizencheck.model.url import resolve


def journeys_of(matched: Iterable[Matched], site: Site, language: Language) -> dict[str, Journey]:
    """The journey of each task that a service was taken for; those outside the catalogue are looked for by their words."""
    journeys = {j.task.id: j for j in site.journeys}
    own = tuple(m.task for m in matched if not m.known)
    if own:
        found = find_journeys(site, language.looking_for(own), tier=site.tier, pack=site.pack)
        journeys |= {j.task.id: j for j in found.journeys}
    return journeys


def locate(
    found: Matched, journeys: Mapping[str, Journey], mentions: Mapping[str, Located], site: Site, language: Language
) -> Located:
    """The page of one service."""
    service = found.service
    if service.web:
        return _named(service, site)
    journey = journeys.get(found.task.id)
    if journey is None or site.home < 0:
        return Located(status="unknown", why="the home page could not be read")
    if journey.status == "found" and own_page(journey, site):
        return Located(status="page", url=journey.url, why=journey.why[0] if journey.why else "")
    if journey.status in ("found", "section") and (behind := _behind_link(journey, site, language)):
        return behind
    if journey.status == "found":
        return Located(status="page", url=journey.url, why=journey.why[0] if journey.why else "")
    if journey.status == "section" and _is_service(journey.url, site):
        return Located(status="page", url=journey.url, why="a part of it tells of the service", part=True)
    if journey.status == "empty":
        return Located(status="mention", url=journey.url)
    if (told := mentions.get(found.service.id)) is not None:
        return told
    if journey.status in ("section", "mentioned"):
        return Located(status="mention", url=journey.url or site.nodes[site.home].url)
    whole = site.info.status == RunStatus.COMPLETE and not site.info.budget_reached
    return Located(status="absent" if whole else "unknown", why="" if whole else "not every page of the site was read")


def _named(service: KioskService, site: Site) -> Located:
    """The page that the list itself names."""
    url = resolve(service.web, site.info.start_url) or service.web
    node = site.node(url)
    if node is not None:
        return Located(status="page", url=node.url, why="the list names it")
    if url in site.seams or site.outcome(url) == "out_of_scope":
        return Located(status="page", url=url, why="the list names it")
    outcome = site.outcome(url)
    if outcome in ("not_found", "soft_404", "http_error"):
        return Located(status="absent", url=url, why=f"the list names {url}, and there is no such page")
    return Located(status="unknown", url=url, why=f"the list names {url}, which was not read")


def _behind_link(journey: Journey, site: Site, language: Language) -> Located | None:
    """For a task without a page named after it: what the clearest link for it opens, where that is clearer than the page that was found."""
    best: tuple[float, Link] | None = None
    links = [*(f.link for f in site.furniture), *(k for links in site.out for k in links)]
    for link in links:
        decision = language.match_tasks(link.text) if link.text and link.kind is LinkKind.PAGE else None
        if decision is None or decision.decision != "match" or decision.matches[0].task != journey.task.id:
            continue
        score = decision.matches[0].score
        if score > (best[0] if best else max(CLEAR, journey.match)) and _opens(link, site):
            best = (score, link)
    if best is None:
        return None
    target = site.node(best[1].url)
    return Located(
        status="page", url=target.url if target else best[1].url, why=f"the link “{best[1].text[:60]}” leads to it"
    )


def _opens(link: Link, site: Site) -> bool:
    if site.node(link.url) is not None:
        return _is_service(link.url, site)
    return link.url in site.seams or site.outcome(link.url) == "out_of_scope"


def _is_service(url: str, site: Site) -> bool:
    """A page that may serve: not the home page, nor news, nor a list of pages."""
    node = site.node(url)
    return node is not None and node.id != site.home and node.kind not in NOT_A_PAGE and node.focus not in NOT_A_TASK
