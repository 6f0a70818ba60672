"""Words about the organisation that stand before a service page's first word about acting, as a count of passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from citizencheck.detectors._labels import LIST_OF_UNITS
from citizencheck.detectors._papers import holds_papers
from citizencheck.detectors._words import fold, regex, stems
from citizencheck.language import Language
from citizencheck.language.firstaction import first_action
from citizencheck.language.quoting import passage, said, sentence_bounds
from citizencheck.model import Block, Evidence, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"
BODY: Final = re.compile(
    r"((?:[A-Z][\w'’-]*\s+(?:(?:and|of|upon|on|the|with)\s+)?){1,6})(?:Council|Agency|Trust)\b|\b(?:National Highways|Network Rail)\b"
)
"""A body by its full name."""
COUNTY: Final = re.compile(r"\b(?:the|your) county council\b", re.IGNORECASE)
DISTRICT: Final = re.compile(r"\b(?:the|your) (?:local )?(?:district|borough) councils?\b", re.IGNORECASE)
TIERS: Final = frozenset({"county", "district", "borough", "city", "metropolitan", "town", "parish"})
SMALL: Final = frozenset({"the", "and", "of", "upon", "on", "with", "our", "your", "at", "in", "as"})
GOVERNMENT: Final = re.compile(
    r"\b(?:Home|Passport|Post|Met|Cabinet|Foreign|Valuation|Planning Inspectorate|Land Registry|Ombudsman'?s?) Office\b"
)
"""Offices of others than councils."""
MEMBERS: Final = re.compile(r"\b(?:board|body|commission|committee|forum|group|panel|partnership)\b", re.IGNORECASE)
"""What people are members of."""
SAID: Final = 110
"""Characters of a passage that a message says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    patterns: tuple[str, ...]
    """Regular expressions for passages about units, contracts, powers. ``{unit}``, ``{desk}`` and ``{officer}`` stand for one of the words below."""
    units: tuple[str, ...] = ()
    """What a part of the organisation is called, and nothing else."""
    desks: tuple[str, ...] = ()
    """What a part of the organisation is called, and what people get as well: "the service is free"."""
    officers: tuple[str, ...] = ()
    """Who heads a part of the organisation."""
    law: tuple[str, ...] = ()
    """Like ``patterns``, of what the law charges the council with."""
    own_affairs: tuple[str, ...] = ()
    """Regular expressions for the names of places where the council tells of itself: above a page in its breadcrumb or its address."""
    keeping: tuple[str, ...] = ()
    """Like ``patterns``, of units that keep something: none where the sentence goes on to ``places``."""
    places: tuple[str, ...] = ()
    """Where people go: who keeps them tells visitors what there is."""
    undertakings: tuple[str, ...] = ()
    """Regular expressions for headings of what the council has taken on: nobody acts there, unless the page says how."""
    people: tuple[str, ...] = ()
    """The same for officers and members: one who is named in passing is none."""
    contents: tuple[str, ...] = ()
    """Regular expressions for a line right below the heading that only lists what the page tells of."""
    doing: tuple[str, ...] = ()
    """Regular expressions for words of what people can do: a page whose opening names that may say one thing of the organisation after it."""
    first_words: int = 80
    """Only so much of the page's beginning is looked at."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Passages at the beginning of the page, before it first tells how to act."""
    if not page.blocks:
        return NotApplicable("the page has no text")
    if LIST_OF_UNITS.fullmatch(fold(page.h1)):
        return NotApplicable("the page is the list of the council's departments")
    action = first_action(page, language.page_words)
    if action is None and _is_own_affair(page, params):
        return NotApplicable("the page is about the council itself, and people have nothing to do there")
    if action is None and regex(params.undertakings).search(page.h1):
        return Measured(value=0, data={"words": "", "what": "", "count": 0})
    limit = params.first_words if action is None else min(params.first_words, action.offset)
    opening = list(_opening(page, limit))
    told = [(b, found) for b, text in opening if (found := _passages(text, site, params))]
    if _is_about(page.h1, [m for _, found in told for m in found]):
        told = []
    start = next((i for i, (b, _) in enumerate(opening) if told and b is told[0][0]), 0)
    before = [text for _, text in opening[:start]]
    if sum(len(found) for _, found in told) == 1 and any(_says_what_to_do(text, params) for text in before):
        told = []
    if action is None and holds_papers(page, language.page_words):
        told = [(b, found) for b, found in told if not _is_law(found, params)]
    first = told[0][1][0] if told else ""
    return Measured(
        value=sum(len(found) for _, found in told),
        evidence=tuple({b.text: _shown(page, b, found) for b, found in told}.values()),
        illustrates=True,
        data={
            "words": f"“{_words(told[0][0].text, first)}”" if first else "",
            "what": "the law" if first and _is_law([first], params) else "the organisation",
            "count": len(told),
        },
    )


def _says_what_to_do(text: str, params: Params) -> bool:
    """Whether it names what people can do, and is more than a list of what the page tells of."""
    return bool(regex(params.doing).search(text)) and not regex(params.contents).fullmatch(text.strip())


def _is_law(found: list[str], params: Params) -> bool:
    return all(regex(params.law).search(passage) for passage in found)


def _words(text: str, found: str) -> str:
    """What a message says of a passage: its sentence, as far as that is short."""
    at = max(text.find(found), 0)
    return said(text, at, at + len(found), most=SAID)


def _shown(page: Page, block: Block, found: list[str]) -> Evidence:
    """The sentences of a block that say it."""
    spots = [(at, at + len(m)) for m in found if (at := block.text.find(m)) >= 0] or [(0, 0)]
    quote = passage(block.text, min(a for a, _ in spots), max(b for _, b in spots))
    return Evidence(kind="text", url=page.url, selector=block.selector, quote=quote, note=found[0])


def _is_own_affair(page: Page, params: Params) -> bool:
    """It stands among the council's own affairs, by its breadcrumb or its address."""
    folders = [name.replace("-", " ") for name in urlsplit(page.url).path.split("/")]
    above = [*(crumb.text for crumb in page.breadcrumb[:-1]), *folders]
    return any(regex(params.own_affairs).fullmatch(name.strip()) for name in above)


def _opening(page: Page, limit: int) -> Iterator[tuple[Block, str]]:
    """The blocks of the first ``limit`` words, each with its text as far as it belongs to them."""
    above = 0
    for block in page.blocks:
        words = block.text.split()
        if above >= limit:
            return
        yield block, " ".join(words[: limit - above]) if above + len(words) > limit else block.text
        above += len(words)


def _is_about(heading: str, passages: list[str]) -> bool:
    """The page bears the very name of a body of people: it is about that body, and may speak of it. A unit's page is for those it serves."""
    name = set(stems(heading))
    return len(name) > 1 and any(MEMBERS.search(p) and name <= set(stems(p)) for p in passages)


def _passages(text: str, site: Site, params: Params) -> list[str]:
    """What a text says of the organisation; what another authority does is what people need to know, and none of it."""
    patterns, keeping = _filled(params)
    places = regex(params.places)
    found = [
        m[0]
        for m in patterns.finditer(text)
        if not _is_anothers(text[: m.start()], site) and not GOVERNMENT.search(m[0])
    ]
    found += [
        m[0] for m in keeping.finditer(text) if not places.search(text[m.end() : _end_of_sentence(text, m.end())])
    ]
    people = [m[0] for m in regex(params.people).finditer(text)]
    return [*found, *(people if found or len(people) > 1 else [])]


def _end_of_sentence(text: str, at: int) -> int:
    return min((end for _, end in sentence_bounds(text) if end >= at), default=len(text))


@lru_cache(maxsize=8)
def _filled(params: Params) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """``patterns`` and ``keeping``, with the words that their names stand for."""
    words = {"{unit}": params.units, "{desk}": params.desks, "{officer}": params.officers}

    def filled(pattern: str) -> str:
        for name, known in words.items():
            pattern = pattern.replace(name, f"(?:{'|'.join(known)})")
        return pattern

    return regex(tuple(map(filled, (*params.patterns, *params.law)))), regex(tuple(map(filled, params.keeping)))


def _is_anothers(before: str, site: Site) -> bool:
    """Whether the sentence that goes on after ``before`` speaks of another body than this council: the one it named last."""
    sentence = before[sentence_bounds(before)[-1][0] :]
    if (COUNTY.search(sentence) and site.tier in ("district", "parish")) or (
        DISTRICT.search(sentence) and site.tier in ("county", "parish")
    ):
        return True
    named = list(BODY.finditer(sentence))
    if not named:
        return False
    if not named[-1][1]:
        return True
    name = {w for w in re.findall(r"[a-z'’-]+", named[-1][1].casefold()) if w not in SMALL}
    own = _own_words(site)
    return bool(name - TIERS) and not ((name if own & TIERS else name - TIERS) <= own)


def _own_words(site: Site) -> set[str]:
    """The words of the council's own name: those of its home page's title and heading."""
    home = site.nodes[site.home]
    return set(re.findall(r"[a-z'’-]+", f"{home.title} {home.h1}".casefold()))
