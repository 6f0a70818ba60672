"""The answer in words: whose words the navigation and the pages speak, and the sentences at the top of the report."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import Final

from citizencheck.detectors._labels import lists_of_units, menu_labels
from citizencheck.detectors._words import fold
from citizencheck.judge.mending import behind, held
from citizencheck.language import SCORED, Language
from citizencheck.language.entries import entry_verdict, opening
from citizencheck.model import Focus, LabelContext, LabelVerdict, LinkKind, NavItem, Orientation, Region, Site
from citizencheck.model.report import MenuEntry, OrientationCount, OrientationVerdict, silent_labels
from citizencheck.model.url import place

LEAST: Final = 5
"""Fewer clear labels or pages than this are not enough to tell."""
DEPARTMENTAL: Final = 0.4
CITIZEN: Final = 0.15
"""Shares of departmental among clear labels. Of the real council links of 2017 the median council had 12 % departmental paths, the
ninth decile 40 % (alphagov/local-links-manager)."""
CITIZENS: Final = frozenset({Orientation.TASK, Orientation.TOPIC})


def orientation(site: Site, language: Language, hollow: Container[str] = ()) -> OrientationVerdict:
    """Navigation by its labels, content by what its pages are about; each with the counts behind it.

    Pages of ``hollow`` (by ``place``) hold nothing, and are about nothing. A list of departments that takes half of the menu makes it theirs.
    """
    labels = [
        v
        for v in _labels(site, language)
        if v.orientation not in (Orientation.OTHER, Orientation.CORPORATE, Orientation.AUDIENCE)
    ]
    departmental = sum(1 for v in labels if v.orientation is Orientation.DEPARTMENT and v.confidence >= SCORED)
    citizen = sum(1 for v in labels if v.orientation in CITIZENS and v.confidence >= SCORED)
    pages = [n.focus for n in site.nodes if n.id != site.home and place(n.url) not in hollow]
    about = sum(1 for f in pages if f is Focus.DEPARTMENT)
    serving = sum(1 for f in pages if f in (Focus.TASK, Focus.INFORMATION))
    navigation = _count("Clear labels in the menus and on the home page: {n}. Of what people come to do or look for: {c}; of the council's units: {d}.", departmental, citizen, len(labels) - departmental - citizen)  # fmt: skip
    listed, every = _listed_units(site)
    if listed:
        sentence = f"{navigation.sentence} A list of departments takes {listed} of the {every} labels of the menu."
        most = listed >= LEAST and 2 * listed >= every
        navigation = replace(navigation, sentence=sentence, verdict="departmental" if most else navigation.verdict)
    return OrientationVerdict(
        navigation=navigation,
        content=_count("Pages about services: {n}. About a task or a subject: {c}; about a department: {d}.", about, serving, len(pages) - about - serving),
    )  # fmt: skip


def _listed_units(site: Site) -> tuple[int, int]:
    """How many labels of the menu are a list of departments or stand in it, and of how many."""
    lists, every = lists_of_units(site), menu_labels(site)
    listed = sum(1 for x in every if (fold(x.text) if x.depth == 1 else fold(x.parent)) in lists)
    return listed, len(every)


def _count(sentence: str, departmental: int, citizen: int, unclear: int) -> OrientationCount:
    total = departmental + citizen
    share = departmental / total if total else 0.0
    if total < LEAST:
        verdict = "not enough evidence"
    elif share >= DEPARTMENTAL:
        verdict = "departmental"
    else:
        verdict = "citizen" if share <= CITIZEN else "mixed"
    return OrientationCount(
        departmental=departmental,
        citizen=citizen,
        unclear=unclear,
        verdict=verdict,
        sentence=sentence.format(n=total, d=departmental, c=citizen),
    )


def _labels(site: Site, language: Language) -> Iterable[LabelVerdict]:
    """Verdicts on each label of the menus (two levels) and of the home page's own links, each once."""
    seen: set[str] = set()
    for menu in site.menus:
        if menu.region is not Region.FOOTER:
            for item, context in _menu_labels(site, menu.items, ""):
                if item.text.casefold() not in seen:
                    seen.add(item.text.casefold())
                    yield entry_verdict(language, item.text, context, tier=site.tier, children=item.children)
    for link in site.out[site.home] if site.home >= 0 else ():
        if (
            link.region is Region.MAIN
            and link.kind in (LinkKind.PAGE, LinkKind.DEAD)
            and 2 < len(link.text) < 80
            and link.text.casefold() not in seen
        ):
            seen.add(link.text.casefold())
            yield language.orient(link.text, LabelContext(parent=link.heading, where="home"))


def _menu_labels(site: Site, items: tuple[NavItem, ...], parent: str) -> Iterable[tuple[NavItem, LabelContext]]:
    siblings = tuple(i.text for i in items)
    for item in items:
        yield item, opening(site.node(item.url), parent=parent, where="main-nav", siblings=siblings)
        if not parent:
            yield from _menu_labels(site, item.children, item.text)


def menu_entries(site: Site, language: Language, most: int = 120) -> tuple[MenuEntry, ...]:
    """The site's menus as they are, each label with its verdict."""
    left = [most]

    def entries(items: tuple[NavItem, ...], parent: str, depth: int) -> tuple[MenuEntry, ...]:
        made = []
        siblings = tuple(i.text for i in items)
        for item in items:
            if left[0] <= 0:
                break
            left[0] -= 1
            context = opening(site.node(item.url), parent=parent, where="main-nav", siblings=siblings)
            verdict = entry_verdict(language, item.text, context, tier=site.tier, children=item.children)
            children = entries(item.children, item.text, depth + 1) if depth < 3 else ()
            made.append(
                MenuEntry(
                    label=item.text,
                    url=item.url,
                    orientation=verdict.orientation.value,
                    confidence=verdict.confidence,
                    why=verdict.why,
                    children=children,
                    plain=_plain(item, verdict, site, language),
                )
            )
        return tuple(made)

    return tuple(e for menu in site.menus if menu.region is not Region.FOOTER for e in entries(menu.items, "", 0))


def _plain(item: NavItem, verdict: LabelVerdict, site: Site, language: Language) -> str:
    """What a label that names a unit could say, by the tasks behind it."""
    if verdict.orientation is not Orientation.DEPARTMENT or verdict.confidence < SCORED:
        return ""
    return language.plain_label(item.text, [j.task for j in behind(item.url, site)], held=held(site))


VERDICT_WORDS: Final = {
    "departmental": "is arranged around the council's departments",
    "mixed": "mixes citizens' tasks with the council's departments",
    "citizen": "is arranged around what citizens do and look for",
    "not enough evidence": "has too few clear labels to say whom it is arranged for",
}


def summary(site: Site, verdict: OrientationVerdict, withheld: str, menu: Sequence[MenuEntry]) -> str:
    """The answer in one or two sentences."""
    if withheld:
        return f"There is no score: {withheld}"
    said = VERDICT_WORDS[verdict.navigation.verdict]
    silent = silent_labels(menu) if verdict.navigation.verdict == "citizen" else 0
    first = (
        f"The home page {said}; none of the {silent} labels of the menu names a task or a subject."
        if silent
        else f"The navigation {said}."
    )
    asked = [j for j in site.journeys if j.expected]
    found = [j for j in asked if j.status == "found"]
    good = sum(1 for j in found if j.task.nature != "find" and (j.stars or 0) >= 3 and j.online)
    second = (
        f" Of {len(asked)} tasks that a council of its kind provides, {len(found)} have a page or a direct link, and we saw an easy start online for {good} of those."
        if asked
        else ""
    )
    return first + second
