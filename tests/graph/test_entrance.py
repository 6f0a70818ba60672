"""A page to choose a language, or to enter, is not home; a short home page is."""

from __future__ import annotations

import pytest

from citizencheck.graph import build_site
from citizencheck.journeys import find_journeys
from citizencheck.language import Language
from citizencheck.model import PageKind
from citizencheck.ruletest import snapshot_of

LABELS = {
    "en": ("Bins", "Council Tax", "Housing", "Parks", "Report a missed bin"),
    "cy": ("Biniau", "Treth", "Tai", "Parciau", "Rhoi gwybod"),
}


def home(lang: str, at: str) -> str:
    links = "".join(f"<li><a href={at}{i}>{t}</a>" for i, t in enumerate(LABELS[lang]))
    return f"<html lang={lang}><title>Home</title><nav><ul>{links}</ul></nav><main><h1>{LABELS[lang][0]}</h1></main>"


def pages(first: str) -> dict[str, str]:
    made = {"/": first, "/cy/": home("cy", "/cy/"), "/en/": home("en", "/en/")}
    for lang, labels in LABELS.items():
        made |= {
            f"/{lang}/{i}": f"<html lang={lang}><title>{t}</title><main><h1>{t}</h1></main>"
            for i, t in enumerate(labels)
        }
    return made


@pytest.mark.parametrize(
    "first",
    [
        "<html lang=cy><title>Croeso</title><h1>Croeso / Welcome</h1><a href=/cy/>Cymraeg</a> <a href=/en/>English</a>",
        "<html><title>Welcome</title><a href=/en/>Enter the site</a>",
    ],
)
def test_the_site_begins_behind_its_entrance(first: str, language: Language) -> None:
    site = build_site(snapshot_of(pages(first)), language)

    assert site.nodes[site.home].url == "https://example.invalid/en/"
    assert site.nodes[site.home].kind is PageKind.HOME
    assert site.entrance == "https://example.invalid/"


@pytest.mark.parametrize(
    "first",
    [
        "<html lang=en><title>Anytown</title><h1>Anytown</h1><a href=/en/>Services</a> <a href=/en/1>Council Tax</a>",
        "<html lang=en><title>Anytown</title><h1>Anytown</h1><form role=search><input name=q></form><a href=/cy/>Cymraeg</a> <a href=/en/>English</a>",
        "<html lang=en><title>Anytown</title><h1>Anytown</h1><a href=/cy/>Cymraeg</a> <a href=/en/>English</a>"
        "<ul><li><a href=/en/1>Tax</a><li><a href=/en/2>Housing</a><li><a href=/en/3>Parks</a></ul>",
    ],
)
def test_a_short_home_page_is_home(first: str, language: Language) -> None:
    site = build_site(snapshot_of(pages(first)), language)

    assert site.nodes[site.home].url == "https://example.invalid/"
    assert site.entrance == ""


def test_tasks_are_looked_for_in_the_language_of_home(language: Language) -> None:
    made = pages("<html lang=cy><title>Croeso</title><a href=/cy/>Cymraeg</a> <a href=/en/>English</a>")
    made["/cy/4"] = "<html lang=cy><title>Report a missed bin</title><main><h1>Report a missed bin</h1></main>"
    site = find_journeys(build_site(snapshot_of(made), language), language, tier="district", pack="uk")
    found = next(j for j in site.journeys if j.task.id == "report-missed-bin")

    assert found.url == "https://example.invalid/en/4"
    assert found.alternatives == ()
