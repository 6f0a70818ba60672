"""What a browser saw of a page, or why that cannot be told: the one answer that all who look at layouts share."""

from __future__ import annotations

from citizencheck.model import CannotTell, NotApplicable, Site
from citizencheck.model.phone import View


def seen(url: str, site: Site, device: str = "phone") -> View | CannotTell | NotApplicable:
    """The view of a page whose layout can be spoken of."""
    view = _view(url, site, device)
    if isinstance(view, View) and not view.is_seen:
        return CannotTell(f"It could not be seen as a phone shows it: {view.reason}.")
    return view


def read(url: str, site: Site, device: str = "phone") -> View | CannotTell | NotApplicable:
    """The view of a page whose texts and links can be spoken of, whatever its layout."""
    view = _view(url, site, device)
    if isinstance(view, View) and not view.is_read:
        return CannotTell(f"It could not be seen as a phone shows it: {view.reason}.")
    return view


def adapts(view: View) -> bool:
    """It is laid out for the screen that it is on; one that is not is shown as a whole, tiny, and another rule says so."""
    return view.layout_width <= view.width + 1


NOT_ADAPTED = NotApplicable("the page does not adapt to a phone at all, which another rule says")


def picture(view: View, selector: str) -> str:
    """The picture in which an element is marked, else that of the first screen."""
    return dict(view.details).get(selector, "") or view.shot


def _view(url: str, site: Site, device: str) -> View | CannotTell | NotApplicable:
    view = site.view(url, device)
    if view is not None:
        return view
    if site.looking is None:
        return CannotTell("Only a browser shows this, and none looked at the pages.")
    if not site.looking.browser or site.looking.why_not:
        return CannotTell(f"Only a browser shows this, and none looked: {site.looking.why_not}.")
    return NotApplicable("it is not among the pages that were looked at with a browser")
