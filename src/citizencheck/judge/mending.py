"""What a rule found, to the edits that would mend it: one function for each kind of ``mend`` that a rule file may name.

A rule whose mend is no edit of labels or links (a form to write, a sentence to shorten) names none, and its gain stays an estimate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._dead import is_legal
from citizencheck.judge.tally import Found, Tally
from citizencheck.language import Language
from citizencheck.model import BROKEN, Journey, Outcome, Site
from citizencheck.whatif import AddLink, DropLink, Edit, Rename, Retarget

OPENS: Final = frozenset({Outcome.OK, Outcome.NOT_HTML, Outcome.TOO_LARGE})
"""What becomes of an address behind which something is."""
TOP: Final = 3
"""The demand of a top task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A rule that failed, on its site."""

    found: tuple[Found, ...]
    scope: str
    site: Site
    language: Language


def edits_for(tally: Tally, site: Site, language: Language) -> tuple[Edit, ...]:
    """The edits that mend what a rule found; none where its file names no mend, or the site shows no better label or page, or the
    rule found too much for all of it to be known."""
    mend = MENDS.get(tally.rule.file.mend)
    if mend is None or not tally.is_mendable:
        return ()
    case = Case(found=tuple(tally.found), scope=tally.rule.file.scope, site=site, language=language)
    return tuple(dict.fromkeys(mend(case)))


def _rename(case: Case) -> Iterator[Edit]:
    """Each unit's name gives way to the plain words for what is done behind it, where the lists propose some that are still free."""
    taken = {label.casefold() for label in _labels(case.site)}
    for old, target in dict.fromkeys((e.quote, e.target) for f in case.found for e in f.whole):
        done = [j.task for j in behind(target or _named(old, case.site), case.site)]
        new = case.language.plain_label(old, done, held=held(case.site))
        if new and new.casefold() not in taken:
            taken.add(new.casefold())
            yield Rename(old=old, new=new)


def _promote(case: Case) -> Iterator[Edit]:
    """The home page links to each task that fell short, by the task's own words."""
    for found in case.found:
        if case.scope == "task":
            yield from _from_home(case.site, found.url, found.name)
        else:
            for e in found.whole:
                yield from _from_home(case.site, e.target, e.note)


def _promote_top_tasks(case: Case) -> Iterator[Edit]:
    """The home page links to every top task that has a page and no link there."""
    for journey in case.site.journeys:
        if (
            journey.expected
            and journey.status == "found"
            and journey.task.demand >= TOP
            and not _on_home(journey, case)
        ):
            yield from _from_home(case.site, journey.url, journey.task.title)


def _link(case: Case) -> Iterator[Edit]:
    """The page where a link to the task was looked for gets it."""
    for found in case.found:
        for e in found.whole:
            if e.url != found.url and e.url in case.site.id_of:
                yield AddLink(page=e.url, target=found.url, label=found.name)


def _drop(case: Case) -> Iterator[Edit]:
    """Links that lead nowhere are taken out: of the page, or of the template and so of every page. One whose words open a page elsewhere
    is pointed there, and so is one whose address opens when it is written in other letters, capital or small. A file that is missing
    is left in: it may be there under another name, and people came for it.

    One edit takes all labels that share a broken target.
    """
    gone: set[tuple[str, str]] = set()
    opens = {u.casefold(): u for u, r in case.site.records.items() if r.outcome in OPENS}
    for found in case.found:
        for e in found.whole:
            page = "" if case.scope == "site" else e.url
            broken = _ending(case.site, e.target) in BROKEN
            better = e.better or (opens.get(e.target.casefold(), "") if broken else "")
            if better and better != e.target:
                yield Retarget(label=e.quote, target=e.target, to=better, page=page)
                continue
            if (page, e.target) in gone or e.kind in ("form", "document") or is_legal(e.quote):
                continue  # what the law wants on a site is to be written, not taken out
            if broken:
                gone.add((page, e.target))
            yield DropLink(label=e.quote, target=e.target, page=page, any_label=broken)


def _retarget(case: Case) -> Iterator[Edit]:
    """A label leads to the page that bears its words; a task's label to the page where the task is done."""
    for found in case.found:
        for e in found.whole:
            to = e.better or (found.url if case.scope == "task" else "")
            if to in case.site.id_of and to != e.target:
                yield Retarget(label=e.quote, target=e.target, to=to, page=e.url if case.scope == "page" else "")


MENDS: Final[Mapping[str, Callable[[Case], Iterable[Edit]]]] = {
    "rename": _rename,
    "promote": _promote,
    "promote-top-tasks": _promote_top_tasks,
    "link": _link,
    "drop": _drop,
    "retarget": _retarget,
}
"""What a rule file may name as its ``mend``."""


def _from_home(site: Site, target: str, label: str) -> Iterator[Edit]:
    if site.home >= 0 and target and site.id_of.get(target) != site.home:
        yield AddLink(page=site.nodes[site.home].url, target=target, label=label)


def _on_home(journey: Journey, case: Case) -> bool:
    site = case.site
    ends = site.id_of.get(journey.url, -1)
    return any(k.url == journey.url or site.id_of.get(k.url, -2) == ends for k in site.out[site.home])


def _labels(site: Site) -> Iterator[str]:
    yield from (f.link.text for f in site.furniture)
    for links in site.out:
        yield from (k.text for k in links)


def _named(label: str, site: Site) -> str:
    """The page that a label opens, where the evidence does not say."""
    links = (f.link for f in site.furniture)
    return next((k.url for k in links if k.text == label and k.url), "") or next(
        (n.url for n in site.nodes if n.h1 == label), ""
    )


def held(site: Site) -> frozenset[str]:
    """The tasks that the site has a page for."""
    return frozenset(j.task.id for j in site.journeys if j.status == "found")


def behind(url: str, site: Site) -> list[Journey]:
    """Journeys whose shortest walk from home passes a page."""
    door = site.id_of.get(url, -1)
    if door < 0 or door == site.home:
        return []
    return [j for j in site.journeys if j.status == "found" and _passes(site.id_of.get(j.url, -1), door, site)]


def _passes(here: int, door: int, site: Site) -> bool:
    for _ in range(30):
        if here < 0 or here == door:
            break
        here = site.parent[here]
    return here == door


def _ending(site: Site, url: str) -> str:
    """What became of an address in the end."""
    for _ in range(12):
        record = site.records.get(url)
        if record is None or record.outcome not in (Outcome.REDIRECT, Outcome.DUPLICATE) or not record.target:
            return record.outcome if record else ""
        url = record.target
    return str(Outcome.REDIRECT_LOOP)
