"""Our word on small targets beside axe-core's (its rule ``target-size``) on the same pages, element by element, in the same browser."""

from __future__ import annotations

import os

import pytest

from browser_support import find_browser
from citizencheck.model.phone import View
from citizencheck.render import Choice
from citizencheck.render.examples import Case, record

PAGE = '<!doctype html><html lang="en"><head><title>Targets</title><meta name="viewport" content="width=device-width, initial-scale=1"><style>body{{font:16px/20px sans-serif}} button{{border:0;padding:0;margin:0}}</style></head><body><main><h1>Targets</h1>{}</main></body></html>'
S = "display:inline-block;width:{0}px;height:{0}px"


def button(size: int, name: str, more: str = "") -> str:
    return f'<button id="{name}" style="{S.format(size)};{more}" aria-label="{name}"></button>'


def row(*buttons: str, gap: int = 0) -> str:
    return f'<div style="display:flex;gap:{gap}px;margin:40px 0">{"".join(buttons)}</div>'


CASES: dict[str, tuple[str, set[str]]] = {
    # name: (markup, ids that fail WCAG 2.5.8)
    "large enough": (row(button(24, "a"), button(24, "b")), set()),
    "small and alone": (row(button(12, "a")), set()),
    "small beside small": (row(button(12, "a"), button(12, "b")), {"a", "b"}),
    "small beside large": (row(button(16, "a"), button(30, "b")), {"a"}),
    "small with just enough room": (row(button(16, "a"), button(16, "b"), gap=8), set()),
    "small with too little room": (row(button(16, "a"), button(16, "b"), gap=6), {"a", "b"}),
    "small with room beside large": (row(button(16, "a"), button(30, "b"), gap=4), set()),
    "small with too little room beside large": (row(button(16, "a"), button(30, "b"), gap=3), {"a"}),
    "three, the middle one large": (row(button(16, "a"), button(24, "b"), button(16, "c"), gap=2), {"a", "c"}),
    "in a sentence": ('<p style="margin:40px 0">Please <a id="a" href="/1">pay</a> or <a id="b" href="/2">ask</a> us about it today.</p>', set()),
    "lines that touch": ('<ul style="list-style:none;padding:0">' + "".join(f'<li><a id="{x}" href="/{x}">Link {x}</a></li>' for x in "abc") + "</ul>", {"a", "b", "c"}),
    "lines with room": ('<ul style="list-style:none;padding:0">' + "".join(f'<li style="padding:2px 0"><a id="{x}" href="/{x}">Link {x}</a></li>' for x in "abc") + "</ul>", set()),
    "wide and flat, far apart": (f'<div style="margin:40px 0"><button id="a" style="display:block;width:200px;height:16px" aria-label="a"></button></div>{row(button(30, "b"))}', set()),
    "wide and flat, one upon the other": ('<div style="margin:40px 0">' + "".join(f'<button id="{x}" style="display:block;width:200px;height:16px" aria-label="{x}"></button>' for x in "ab") + "</div>", {"a", "b"}),
    "not shown": (row(button(12, "a", "visibility:hidden"), button(12, "b")), set()),
    "switched off": (f'<div style="display:flex">{button(12, "a")}<button id="b" disabled style="{S.format(12)}" aria-label="b"></button></div>', set()),
    "an image in a link": ('<div style="display:flex"><a id="a" href="/1"><img alt="One" style="display:block" width="40" height="40" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></a><a id="b" href="/2"><img alt="Two" style="display:block" width="40" height="40" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></a></div>', set()),
    "fields": ('<p style="margin:40px 0"><input id="a" aria-label="a" style="height:30px"></p><p><select id="b" aria-label="b" style="height:30px"><option>1</select></p>', set()),
    "the same place twice": ('<div style="display:flex"><a id="a" href="/1" style="display:block;width:12px;height:12px;overflow:hidden">A</a><a id="b" href="/1" style="display:block;width:12px;height:12px;overflow:hidden">B</a></div>', set()),
    "a large one elsewhere": (row(button(12, "x"), '<a id="a" href="/1" style="display:block;width:12px;height:12px;overflow:hidden">A</a>') + '<p style="margin:40px 0"><a id="b" href="/1" style="display:block;padding:20px">A</a></p>', {"x"}),
    "a tick box with its label": ('<p style="margin:40px 0;line-height:30px"><input type="checkbox" id="a"><label for="a">I agree to it</label></p>', set()),
    "tick boxes that touch": ('<div style="line-height:13px;font-size:10px">' + "".join(f'<div style="height:13px"><input type="checkbox" id="{x}" style="margin:0" aria-label="{x}"></div>' for x in "ab") + "</div>", set()),
}  # fmt: skip
DIFFERENT = {
    "the same place twice": "a tap beside the mark leads to the same place: nobody is sent astray",
    "a large one elsewhere": "WCAG spares what another control on the page does as well; axe-core does not look for one",
    "tick boxes that touch": "WCAG spares what the browser draws and the page leaves as it is; axe-core does not ask who drew it",
}


@pytest.fixture(scope="module")
def seen() -> dict[str, View]:
    cases = [Case(pages={"https://council.invalid/": PAGE.format(markup)}, axe=True) for markup, _ in CASES.values()]
    found = record(cases, Choice(path=find_browser(), environ=dict(os.environ)))
    return {name: next(v for v in views if v.device == "phone") for name, views in zip(CASES, found, strict=True)}


@pytest.mark.browser
@pytest.mark.parametrize("name", CASES)
def test_small_targets_are_those_of_the_criterion_and_of_axe(name: str, seen: dict[str, View]) -> None:
    view, failing = seen[name], CASES[name][1]

    ours = {t.selector.removeprefix("#") for t in view.small_targets if t.fails}
    axes = {s.removeprefix("#") for r in view.axe if r.rule == "target-size" and not r.incomplete for s in r.selectors}

    assert ours == failing
    assert (axes != failing) == (name in DIFFERENT), f"axe-core: {axes}"
