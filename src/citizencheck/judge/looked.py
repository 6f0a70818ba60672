"""What a browser looked at, and what it could not: the lines that say how far a report's word on phones reaches."""

from __future__ import annotations

from collections.abc import Iterator

from citizencheck.model import Site
from citizencheck.model.phone import Seen, View

NAMED = 3


def looked_at(site: Site) -> Iterator[str]:
    """Sentences about what was seen with a browser, and what not."""
    looking = site.looking
    if looking is None or not looking.browser:
        why = f", because {looking.why_not}" if looking and looking.why_not else ""
        yield f"What only a browser shows (layout on a phone, what scripts add) was not looked at{why}."
        return
    phone = [v for views in site.views.values() for v in views if v.device == "phone"]
    read = sum(v.is_read for v in phone)
    if read < len(site.nodes):
        yield (
            f"Layout was looked at on {read} of {len(site.nodes)} pages ({looking.browser}, {looking.device}): those that citizens pass, "
            "and one of each kind."
        )
    if looking.why_not:
        yield f"{max(0, looking.wanted - len(phone))} more pages should have been looked at, and were not: {looking.why_not}."
    if site.rendered:
        yield f"{_pages(len(site.rendered))} show their content, or links of the site, by scripts alone; judged was what the browser showed."
    yield from _troubles(phone)


def _troubles(phone: list[View]) -> Iterator[str]:
    for outcome, words in (
        (Seen.GAVE_UP, "could not be looked at"),
        (Seen.NOT_LOADED, "showed nothing"),
        (Seen.UNSTYLED, "could not be seen with their style sheets, so that their layout was not judged"),
    ):
        found = [v for v in phone if v.outcome == outcome]
        if found:
            more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
            named = "; ".join(f"{v.url} ({v.reason})" for v in found[:NAMED])
            yield f"{_pages(len(found))} {words}: {named}{more}."
    odd = [v for v in phone if v.notes]
    if odd:
        named = "; ".join(f"{v.url} ({', '.join(v.notes)})" for v in odd[:NAMED])
        more = f" and {len(odd) - NAMED} more" if len(odd) > NAMED else ""
        yield f"{_pages(len(odd))} did what a page should not do by itself, and what was refused: {named}{more}."


def _pages(n: int) -> str:
    return "1 page" if n == 1 else f"{n} pages"
