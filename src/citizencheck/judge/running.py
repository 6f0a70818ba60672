"""Rules × detectors: each rule run over what it applies to, and what came of it."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable, Sequence

from citizencheck.graph import without_boilerplate
from citizencheck.judge.gathering import gathered, of_one_habit
from citizencheck.judge.tally import Place, Tally, names_in
from citizencheck.language import Language
from citizencheck.model import CannotTell, Journey, Measured, Measurement, Node, NotApplicable, Page, Site
from citizencheck.rulebook import Rule


def run_rules(rules: Sequence[Rule], site: Site, language: Language, pages: Iterable[Page]) -> list[Tally]:
    """Every rule's tally, in the order of ``rules``; pages are read once, all page rules at each."""
    tallies = [Tally(rule=r) for r in rules]
    fitting = [t for t in tallies if _site_fits(t, site)]
    paged = [t for t in fitting if t.rule.file.scope == "page"]
    _take_pages(paged, site, language, pages)
    for tally in paged:
        tally.found = gathered(tally.found, _front(site), said=names_in(tally.rule.file.messages.fail))
        if tally.rule.file.habit:
            tally.found = of_one_habit(tally.found)
    for tally in fitting:
        match tally.rule.file.scope:
            case "site":
                _take_site(tally, site, language)
            case "task":
                _take_tasks(tally, site, language)
            case "service":
                _take_services(tally, site, language)
    for tally in tallies:
        if not tally.parts and not tally.unknown and not tally.apart:
            tally.apart["nothing on the site is of the kind that it looks at"] = None
    return tallies


def _take_pages(tallies: Sequence[Tally], site: Site, language: Language, pages: Iterable[Page]) -> None:
    strata = _strata(site)
    for page in pages if tallies else ():
        node = site.node(page.url)
        if node is None:
            continue
        kept = without_boilerplate(page, site)
        place = Place("page", strata[node.id], node.url)
        for tally in tallies:
            if _page_fits(tally.rule, kept, node, site):
                tally.take(_measure(tally, kept, node, site, language), place, node.url, node.called)


def _take_site(tally: Tally, site: Site, language: Language) -> None:
    tally.take(_measure(tally, site, language), Place("site", "site", "site"), _front(site), "the site")


def _take_tasks(tally: Tally, site: Site, language: Language) -> None:
    for journey in site.journeys:
        if _task_fits(tally.rule, journey):
            task = journey.task
            place = Place("task", task.group, task.id, float(task.demand))
            answer = _measure(tally, journey, site, language)
            tally.take(answer, place, journey.url or site.info.start_url, task.title)


def _take_services(tally: Tally, site: Site, language: Language) -> None:
    if site.kiosk is None:
        tally.apart["no kiosk list was given"] = None
    for one in site.parity:
        place = Place("service", "service", one.service.id)
        url = one.url if site.node(one.url) else _front(site)
        tally.take(_measure(tally, one, site, language), place, url, one.service.label)


def _front(site: Site) -> str:
    return site.nodes[site.home].url if site.home >= 0 else site.info.start_url


def _strata(site: Site) -> tuple[str, ...]:
    """Per node: its template where other pages share it, else its kind."""
    shared = Counter(n.template for n in site.nodes)
    return tuple(n.template if n.template and shared[n.template] > 1 else n.kind.value for n in site.nodes)


def _measure(tally: Tally, *subject: object) -> Measurement:
    """One answer of the rule's detector; whatever it raises makes the rule an error and never ends the run."""
    if tally.error:
        return NotApplicable("")
    try:
        answer = tally.rule.measure(*subject, tally.rule.params)
    except Exception:  # noqa: BLE001 - a detector's slip costs its own rule, and says so
        tally.error = f"the rule could not be run: {traceback.format_exc().strip().splitlines()[-1]}"
        return NotApplicable("")
    assert isinstance(answer, Measured | CannotTell | NotApplicable)  # noqa: S101 - the contract of detectors
    return answer


def _site_fits(tally: Tally, site: Site) -> bool:
    applies = tally.rule.file.applies
    why = ""
    if applies.pack and site.pack != applies.pack:
        why = "the UK task catalogue is not asked of this site"
    elif applies.tier and site.tier not in applies.tier:
        why = f"it is about councils of another kind ({', '.join(applies.tier)})"
    elif len(site.nodes) < applies.min_pages:
        why = f"it needs at least {applies.min_pages} pages"
    elif (
        applies.lang
        and tally.rule.file.scope != "page"
        and not _speaks(site.nodes[site.home].lang if site.home >= 0 else "", applies.lang)
    ):
        why = "it can only read English"
    if why:
        tally.apart[why] = None
    return not why


def _speaks(lang: str, wanted: Sequence[str]) -> bool:
    """Whether a page's language is wanted; one that is not declared may be any, and counts as wanted."""
    return not lang or any(lang.lower().startswith(w.lower()) for w in wanted)


def _page_fits(rule: Rule, page: Page, node: Node, site: Site) -> bool:
    a = rule.file.applies
    return (
        (not a.page or node.kind in a.page or ("home" in a.page and node.id == site.home))
        and (not a.focus or node.focus in a.focus)
        and (not a.channel or node.channel in a.channel)
        and page.words >= a.min_words
        and (not a.min_links or len(site.out[node.id]) >= a.min_links)
        and (not a.lang or _speaks(page.lang, a.lang))
    )


def _task_fits(rule: Rule, journey: Journey) -> bool:
    a = rule.file.applies
    return (
        (a.expected is None or journey.expected == a.expected)
        and (not a.status or journey.status in a.status)
        and (not a.nature or journey.task.nature == a.nature)
    )
