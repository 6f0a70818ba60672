"""What others published as right and wrong: examples in the manner of W3C's ACT rules, and axe-core's own word on the size of targets.

The pages are typed anew after the published cases; the numbers are those of the cases. Where our rule and the published outcome part,
the case stands under DIFFERENT with the reason, and the test holds us to it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

import pytest

from browser_support import find_browser
from citizencheck.graph import build_site
from citizencheck.journeys import find_journeys
from citizencheck.judge.running import run_rules
from citizencheck.language import Language
from citizencheck.model.phone import Looking, View
from citizencheck.render import Choice
from citizencheck.render.examples import Case, record
from citizencheck.rulebook import load_rules
from citizencheck.ruletest import BASE, snapshot_of

RULES = load_rules()
PASS, FAIL, APART = "pass", "fail", "not_applicable"


def html(
    head: str = "", body: str = "<main><h1>Anytown</h1><p>Lorem ipsum</p></main>", lang: str = ' lang="en"'
) -> str:
    return f"<!doctype html><html{lang}><head><title>Simple page</title>{head}</head><body>{body}</body></html>"


def viewport(content: str) -> str:
    return html(f'<meta name="viewport" content="{content}">')


def link(markup: str) -> str:
    return html(body=f"<main><h1>Anytown</h1><p>Words of the page itself.</p>{markup}</main>")


LOGO = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="40" height="40"'
CASES: dict[str, dict[str, tuple[str, str]]] = {
    # rule of ours: name of the published case -> (page, published outcome)
    "locked-zoom": {
        "b4f0c3 passed 1": (viewport("user-scalable=yes"), PASS),
        "b4f0c3 passed 2": (viewport("user-scalable=5"), PASS),
        "b4f0c3 passed 3": (viewport("maximum-scale=2.0"), PASS),
        "b4f0c3 passed 4": (viewport("maximum-scale=-1"), PASS),
        "b4f0c3 passed 5": (viewport("maximum-scale=device-width"), PASS),
        "b4f0c3 failed 1": (viewport("user-scalable=no"), FAIL),
        "b4f0c3 failed 2": (viewport("user-scalable=0.5"), FAIL),
        "b4f0c3 failed 3": (viewport("user-scalable=invalid"), FAIL),
        "b4f0c3 failed 4": (viewport("user-scalable=yes, initial-scale=0.8, maximum-scale=1.5"), FAIL),
        "b4f0c3 failed 5": (viewport("maximum-scale=yes"), FAIL),
        "b4f0c3 failed 7": (viewport("maximum-scale=invalid"), FAIL),
        "b4f0c3 inapplicable 1": (html(), APART),
        "b4f0c3 inapplicable 2": (html('<meta name="viewport">'), APART),
        "b4f0c3 inapplicable 3": (viewport("width=device-width"), APART),
        "b4f0c3 inapplicable 4": (viewport(""), APART),
    },
    "undeclared-language": {
        "b5c3f8 passed 1": (html(), PASS),
        "b5c3f8 failed 1": (html(lang=""), FAIL),
        "b5c3f8 failed 2": (html(lang=' lang=""'), FAIL),
        "b5c3f8 failed 3": (html(lang=' lang=" "'), FAIL),
        "b5c3f8 failed 4": (html(lang=' xml:lang="en"'), FAIL),
    },
    "unknown-page-language": {
        "bf051a passed 1": (html(lang=' lang="FR"'), PASS),
        "bf051a passed 2": (html(lang=' lang="en-US-GB"'), PASS),
        "bf051a failed 1": (html(lang=' lang="em-US"'), FAIL),
        "bf051a failed 2": (html(lang=' lang="#1"'), FAIL),
        "bf051a failed 3": (html(lang=' lang="eng"'), FAIL),
        "bf051a failed 4": (html(lang=' lang="i-lux"'), FAIL),
    },
    "unnamed-links": {
        "c487ae passed 1": (link('<a href="/wai"> Web Accessibility Initiative (WAI) </a>'), PASS),
        "c487ae passed 2": (link('<div role="link" tabindex="0">Web Accessibility Initiative (WAI)</div>'), PASS),
        "c487ae passed 3": (link('<button role="link">Click me for WAI!</button>'), PASS),
        "c487ae passed 4": (link(f'<a href="/wai">{LOGO} aria-label="Web Accessibility Initiative"></a>'), PASS),
        "c487ae passed 5": (link(f'<a href="/wai" title="Web Accessibility Initiative">{LOGO} alt=""></a>'), PASS),
        "c487ae passed 6": (link(f'<a href="/wai">{LOGO} title="Web Accessibility Initiative"></a>'), PASS),
        "c487ae passed 7": (link(f'<a href="/wai">{LOGO} alt="">Web Accessibility Initiative (WAI)</a>'), PASS),
        "c487ae passed 8": (link(f'<a href="/wai">{LOGO} aria-labelledby="id1"></a><div id="id1">Web Accessibility Initiative (WAI)</div>'), PASS),
        "c487ae passed 9": (link('<a style="position:absolute;left:-9999px" href="/wai">Web Accessibility Initiative (WAI)</a>'), PASS),
        "c487ae passed 11": (link('See [<a href="/act" role="doc-biblioref">ACT rules</a>]'), PASS),
        "c487ae failed 1": (link('<a href="/wai"></a>'), FAIL),
        "c487ae failed 2": (link(f'<a href="/wai">{LOGO} alt=""></a>'), FAIL),
        "c487ae failed 3": (link(f'<a href="/wai">{LOGO} role="presentation"></a>'), FAIL),
        "c487ae failed 4": (link(f'<a href="/wai">{LOGO} role="none"></a>'), FAIL),
        "c487ae failed 5": (link(f'<a href="/wai">{LOGO} title=""></a>'), FAIL),
        "c487ae failed 6": (link(f'<a href="/wai">{LOGO} aria-labelledby="id1"></a><div id="id1"></div>'), FAIL),
        "c487ae failed 7": (link(f'<a href="/wai">{LOGO} aria-labelledby="id1"></a>'), FAIL),
        "c487ae failed 8": (link(f'<a href="/wai" style="left:-9999px;position:absolute">{LOGO}></a>'), FAIL),
        "c487ae failed 10": (link('<a href="/wai" role="none"> </a>'), FAIL),
        "c487ae failed 11": (link(f'See [<a href="/act" role="doc-biblioref">{LOGO} alt=""></a>]'), FAIL),
        "c487ae inapplicable 1": (link('<a href="/wai" role="button">Web Accessibility Initiative (WAI)</a>'), APART),
        "c487ae inapplicable 2": (link(f'<a href="/wai" style="display:none">{LOGO}></a>'), APART),
        "c487ae inapplicable 3": (link('<a href="/wai" style="visibility:hidden">Some text</a>'), APART),
        "c487ae inapplicable 4": (link('<a aria-hidden="true" href="/wai">Web Accessibility Initiative (WAI)</a>'), APART),
        "c487ae inapplicable 6": (link("<a></a>"), APART),
    },
}  # fmt: skip
NOTHING_WRONG = (PASS, "a page on which nothing is wrong passes here, also where there was nothing to ask")
DIFFERENT: Mapping[str, tuple[str, str]] = {
    **{f"b4f0c3 inapplicable {n}": NOTHING_WRONG for n in (2, 3, 4)},
    **{f"c487ae inapplicable {n}": NOTHING_WRONG for n in (1, 2, 3, 4, 6)},
}


@pytest.fixture(scope="module")
def seen() -> dict[str, tuple[View, ...]]:
    named = [(name, page) for cases in CASES.values() for name, (page, _) in cases.items()]
    choice = Choice(path=find_browser(), environ=dict(os.environ))
    cases = [Case(pages={f"{BASE}/": page}, axe=name.startswith(("bf051a", "c487ae"))) for name, page in named]
    return {name: views for (name, _), views in zip(named, record(cases, choice), strict=True)}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("rule", "name"), [pytest.param(rule, name, id=name) for rule, cases in CASES.items() for name in cases]
)
def test_rule_agrees_with_the_published_outcome(
    rule: str, name: str, seen: dict[str, tuple[View, ...]], language: Language
) -> None:
    page, published = CASES[rule][name]
    snapshot = snapshot_of({"/": page}, views=seen[name], looking=Looking(browser="Chromium"))
    site = find_journeys(build_site(snapshot, language), language)

    tally = run_rules([RULES.get(rule)], site, language, snapshot.pages())[0]

    assert tally.outcome.value == DIFFERENT.get(name, (published, ""))[0], (tally.reason, tally.found)
