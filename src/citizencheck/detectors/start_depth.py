"""Screens of a phone that must be scrolled on a task's page until it can be begun."""

from __future__ import annotations

from dataclasses import dataclass

from citizencheck.detectors._tasks import own_page
from citizencheck.detectors._views import NOT_ADAPTED, adapts, picture, seen
from citizencheck.language import Language
from citizencheck.model import Evidence, Journey, Measured, Measurement, NotApplicable, Site
from citizencheck.model.phone import SeenForm, SeenLink, View

SCOPE = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    nature: str = "do"


def measure(journey: Journey, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """To the link on the start, the first start button in the main part, or the first field of a form, whichever comes first."""
    if journey.task.nature != params.nature or not own_page(journey, site) or site.node(journey.url) is None:
        return NotApplicable("the task has no page of its own here, or is only looked up")
    view = seen(journey.url, site)
    if not isinstance(view, View):
        return view
    if not adapts(view):
        return NOT_ADAPTED
    places = [
        (k.box.y, k.selector, k.text)
        for k in view.links
        if k.box
        and k.region in ("main", "aside")
        and ((k.start and not _sends(k, view)) or (k.url and k.url == journey.start_url != journey.url))
    ]
    places += [(f.fields[0].box.y, f.fields[0].selector, f.fields[0].label) for f in view.forms if _begins(f)]
    if not places:
        return NotApplicable("its page shows no button, link or form to begin with")
    y, selector, text = min(places)
    shown = Evidence(kind="place", url=journey.url, selector=selector, quote=text,
                     note=f"{y / view.height:.1f} screens down", screenshot=picture(view, selector))  # fmt: skip
    return Measured(
        value=y / view.height,
        evidence=(shown,),
        illustrates=True,
        data={"screens": round(y / view.height, 1), "task": journey.task.title, "label": text or "its form"},
    )


def _begins(form: SeenForm) -> bool:
    """A form of the page itself; one that takes a mail address alone sends news and begins nothing."""
    return form.region in ("main", "aside") and [f.type for f in form.fields] != ["email"]


def _sends(button: SeenLink, view: View) -> bool:
    """It belongs to a form, whose first field speaks for it."""
    return any(
        button.selector == f.submit_selector or button.selector.startswith(f"{f.selector} > ") for f in view.forms
    )
