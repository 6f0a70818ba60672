"""Whether a start can be used on a phone: what bars level 3, and what makes a form a trial."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from citizencheck.kiosk.start import Start
from citizencheck.model.kiosk import Fault
from citizencheck.model.phone import SeenForm, SeenLink, View
from citizencheck.model.url import host

SLACK: Final = 4.0
"""CSS pixels that a page may be wider than the screen before anybody notices (rounding, shadows)."""
COVERS: Final = 0.9
"""A layer over so much of the screen that cannot be closed leaves nothing to use."""


def unfit(
    start: Start, step: int, phones: Mapping[str, View], desks: Mapping[str, View], why_not: str
) -> Fault | str | None:
    """Why the start cannot be used on a phone: a fault; in words, why that could not be seen; or None where it can."""
    view = phones.get(start.url)
    page = start.page
    if view is None or not view.is_seen:
        if page is not None and page.viewport is None and not page.scripts:
            return _fault(
                "not_adapted", "the page is laid out for a wide screen, and a phone shows it tiny", start.url, step
            )
        if view is not None and view.desktop_only and view.is_read and not view.forms:
            return _sent_away(view, step)
        if start.kind == "away":
            return f"it starts past the site’s border ({host(start.url)}), where no phone looked"
        if view is not None:
            return f"the page where it starts could not be seen on a phone ({view.reason or view.outcome})"
        return f"no phone looked at the page where it starts ({why_not})"
    fault = next(_seen_faults(start, view, desks.get(start.url), step), None)
    if fault is None and start.kind == "page":
        return "its page says that it is done online, and where it begins was not seen"
    if fault is None and _is_dark(start, view):
        return "the form is not shown until something on the page brings it up"
    return fault


def _is_dark(start: Start, view: View) -> bool:
    """The HTML has a form, the phone shows none, and no menu or accordion brings its button up."""
    return start.form is not None and not view.forms and not any(k.taps >= 0 for k in _buttons(start, view))


def _buttons(start: Start, view: View) -> list[SeenLink]:
    """The form's own button as a screen has it."""
    form = start.form
    if form is None:
        return []
    return [
        k
        for k in view.links
        if k.button and (k.selector.startswith(form.selector) or (k.text and k.text == form.submit))
    ]


def _seen_faults(start: Start, view: View, desk: View | None, step: int) -> Iterator[Fault]:
    if view.desktop_only and not view.forms:
        yield _sent_away(view, step)
    if desk is not None and desk.is_read and _is_dark(start, view):
        words = "the form is shown on a desktop screen and hidden on a phone’s"
        for button in [k for k in _buttons(start, desk) if k.taps == 0][:1]:
            yield _fault("hidden", words, view.url, step, button.selector, button.text)
        for shown in [f for f in desk.forms if start.form and f.selector == start.form.selector][:1]:
            yield _fault("hidden", words, view.url, step, shown.selector)
    if view.layout_width > view.width + SLACK:
        yield _fault(
            "not_adapted",
            f"the page is laid out {view.layout_width} pixels wide, and a phone shows it tiny",
            view.url,
            step,
        )
    for plugin in view.plugins[:1]:
        yield _fault("plugin", f"it needs {plugin.kind}, which no phone has", view.url, step, plugin.selector)
    for layer in view.overlays:
        if layer.share >= COVERS and not layer.closable:
            yield _fault(
                "covered",
                "something covers the screen and cannot be closed",
                view.url,
                step,
                layer.selector,
                layer.text,
            )
    form = _form_of(start, view)
    if form is not None and (beyond := _beyond(form, view)):
        yield _fault("wide", "the form is wider than a phone’s screen", view.url, step, beyond)


def _sent_away(view: View, step: int) -> Fault:
    text = view.desktop_only[0]
    return _fault("desktop_only", "the page sends phones away", view.url, step, text.selector, text.text)


def _form_of(start: Start, view: View) -> SeenForm | None:
    """The form by its place in the page, else the one with the most fields."""
    if start.form is not None:
        for form in view.forms:
            if form.selector == start.form.selector:
                return form
    return max(view.forms, key=lambda f: len(f.fields), default=None)


def _beyond(form: SeenForm, view: View) -> str:
    """The selector of what lies past the edge of the screen; ``""`` where all is on it."""
    for field in form.fields:
        if field.off_screen or field.box.right > view.width + SLACK:
            return field.selector
    if form.submit is not None and form.submit.right > view.width + SLACK:
        return form.submit_selector or form.selector
    return form.selector if view.scroll_width > view.width + SLACK and form.box.right > view.width + SLACK else ""


def trials(start: Start, step: int, phones: Mapping[str, View]) -> Iterator[Fault]:
    """What makes a form that a phone shows hard to use there: level 4."""
    view = phones.get(start.url)
    seen = _form_of(start, view) if view is not None and view.is_seen else None
    if seen is not None:
        nameless = [f for f in seen.fields if not f.label]
        for field in nameless[:1]:
            said = (
                f"{len(nameless)} fields of the form have no label"
                if len(nameless) > 1
                else "a field of the form has no label"
            )
            yield _fault("unlabelled", said, start.url, step, field.selector, level=4)
        for field in [f for f in seen.fields if f.covered][:1]:
            yield _fault(
                "covered",
                "something lies over a field of the form",
                start.url,
                step,
                field.selector,
                field.label,
                level=4,
            )
    elif start.form is not None:
        for plain in [f for f in start.form.fields if not f.label][:1]:
            yield _fault("unlabelled", "a field of the form has no label", start.url, step, plain.selector, level=4)


def _fault(kind: str, words: str, url: str, step: int, selector: str = "", quote: str = "", *, level: int = 3) -> Fault:
    return Fault(kind=kind, level=level, words=words, url=url, step=step, selector=selector, quote=quote)
