"""Sites of a few pages with what a phone saw of them, for tests that need no browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from citizencheck.judge import look
from citizencheck.kiosk import listed
from citizencheck.language import Language
from citizencheck.model import Site
from citizencheck.model.kiosk import ServiceParity
from citizencheck.model.phone import Box, SeenField, SeenForm, SeenLink, View
from citizencheck.ruletest import BASE, snapshot_of

ON_SCREEN = Box(x=16, y=300, width=300, height=44)
TAX: dict[str, object] = {"label": "Council tax", "lgsl": 57, "lgil": 4}


def page(title: str, body: str = "", head: str = '<meta name="viewport" content="width=device-width">') -> str:
    return f'<html lang="en"><head><title>{title}</title>{head}</head><body><main><h1>{title}</h1>{body}</main></body></html>'


def home(*links: tuple[str, str]) -> str:
    return page("Anytown Council", "".join(f'<p><a href="{url}">{text}</a></p>' for url, text in links))


def form(*labels: str, submit: str = "Pay now") -> str:
    fields = "".join(f'<label for="f{i}">{x}</label><input id="f{i}" name="f{i}">' for i, x in enumerate(labels))
    return f'<form method="post" action="/send">{fields}<button>{submit}</button></form>'


PAY = form("Account number", "Amount", "Email address for your receipt")


def seen(path: str, *links: SeenLink, forms: int = 1, **more: object) -> View:
    """A page that fits the phone, with so many forms on it."""
    field = SeenField(selector="#f0", type="text", name="f0", label="Account number", box=ON_SCREEN, size=16)
    one = SeenForm(
        selector="main > form:nth-of-type(1)", action="/send", box=ON_SCREEN, fields=(field,), submit=ON_SCREEN
    )
    view = View(
        url=f"{BASE}{path}", device="phone", width=390, height=844, layout_width=390, scroll_width=390, scroll_height=900,
        links=links, forms=(one,) * forms,
    )  # fmt: skip
    return replace(view, **more)  # type: ignore[arg-type]  # the caller names fields of View


def link(text: str, path: str, *, taps: int = 0, opener: str = "") -> SeenLink:
    return SeenLink(
        text=text, url=f"{BASE}{path}", selector="a", box=ON_SCREEN if taps == 0 else None, taps=taps, opener=opener
    )


def site_of(pages: Mapping[str, str], views: Sequence[View], language: Language, *entries: dict[str, object]) -> Site:
    """The site with its parity."""
    return look(snapshot_of(pages, views=views, kiosk=listed(entries or (TAX,))), language, tier="unitary", pack="uk")


def parity_of(
    pages: Mapping[str, str], views: Sequence[View], language: Language, *entries: dict[str, object]
) -> ServiceParity:
    """How the first service of the list fares."""
    return site_of(pages, views, language, *entries).parity[0]
