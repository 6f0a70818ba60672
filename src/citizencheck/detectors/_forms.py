"""Which forms let a citizen do something."""

from __future__ import annotations

from citizencheck.model import Form, Page, Region


def acting_forms(page: Page) -> tuple[Form, ...]:
    """The page's own forms that take something in: a search or a chooser is none, nor one field that only filters the page."""
    return tuple(
        f
        for f in page.forms
        if f.acts and f.region in (Region.MAIN, Region.ASIDE) and (len(f.fields) > 1 or (f.fields and f.submit))
    )
