"""How good a journey is, 1 to 4, by the method of Socitm's Better Connected: yes-or-no questions, and essential faults that cap."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from citizencheck.model import Channel, Journey

CAP: Final = 2
FIRST_RESULTS: Final = 5
"""Better Connected asked for the first five search results."""
LEAST_SCENT: Final = 0.3
"""From here on the labels on the way speak of the task (judgement)."""
SENTENCES: Final = {
    "home": ("The home page links to it.", "The home page does not link to it."),
    "landing": ("Its landing page links to it.", "Its landing page does not link to it."),
    "a-z": ("The A–Z lists it.", "The A–Z does not list it."),
    "search": ("Citizens' words find it.", "Citizens' own words do not find it among the first five pages."),
    "agree": ("All links that name it lead to the same page.", "Links that name it lead to different pages."),
    "scent": ("The labels on the way speak of it.", "The labels on the way do not speak of it."),
    "gatekeepers": ("No department page stands in the way.", "Every way to it leads through a department's page."),
    "online": ("It can be started online.", "It cannot be started online."),
}
"""What is asked of each journey: the sentence for yes, the sentence for no."""
PRAISES: Final = frozenset(yes for yes, _ in SENTENCES.values())
"""Reasons that speak for a journey."""


def rate(journey: Journey) -> Journey:
    """The journey with its stars, caps and reasons; one that was not found keeps none."""
    if journey.status != "found":
        return replace(journey, reasons=_why_none(journey))
    asked = [(ok, yes, no) for ok, yes, no in _questions(journey) if ok is not None]
    share = sum(ok for ok, _, _ in asked) / len(asked) if asked else 0.0
    stars = 4 if share >= 0.8 else 3 if share >= 0.6 else 2 if share >= 0.35 else 1
    caps = _caps(journey)
    reasons = [*caps, *(no for ok, _, no in asked if not ok), *(yes for ok, yes, _ in asked if ok)]
    return replace(journey, stars=min(stars, CAP) if caps else stars, caps=caps, reasons=tuple(reasons))


def _questions(j: Journey) -> list[tuple[bool | None, str, str]]:
    """(answer, sentence for yes, sentence for no); None: not asked here."""
    answers = {
        "home": j.home_link if j.task.demand >= 2 else None,
        "landing": j.landing_link,
        "a-z": j.az_link,
        "search": None if j.search_rank is None else j.search_rank <= FIRST_RESULTS,
        "agree": j.routes_agree,
        "scent": None if j.clicks in (None, 0) else j.scent >= LEAST_SCENT,
        "gatekeepers": False if j.gatekeepers else j.plain_way or None,
        "online": j.online if j.task.nature == "do" else None,
    }
    return [(answer, *SENTENCES[asked]) for asked, answer in answers.items()]


def _caps(j: Journey) -> tuple[str, ...]:
    caps: list[str] = []
    if j.task.nature == "do" and j.online is False and not j.task.needs_visit:
        caps.append(
            "The only form is a document to print." if j.channel is Channel.PDF else "There is no way to do it online."
        )
    if j.clicks is None and not j.hand_offs:
        caps.append("No link leads to its page.")
    if any(h.outcome in {"not_found", "soft_404", "network_error", "http_error", "unavailable"} for h in j.hand_offs):
        caps.append("It ends on another website that does not answer.")
    return tuple(caps)


def _why_none(j: Journey) -> tuple[str, ...]:
    match j.status:
        case "section" if j.unit:
            return (f"It is told of on “{j.unit}”, a page named after a unit; it has no page of its own.",)
        case "section":
            return ("It is told of under a heading of a page about other things; it has no page of its own.",)
        case "empty":
            return ("The page of its name holds nothing.",)
        case "mentioned":
            return ("The site speaks of it, and no page of its own was found.",)
        case "absent":
            return ("No page and no link on the site is about it.",)
        case _ if j.alternatives:
            return ("A page may be about it, under another name.",)
        case _ if j.why:
            return ("A link hints at it, and no page was seen to be about it.",)
        case _:
            return ("The site was not read far enough to tell.",)
