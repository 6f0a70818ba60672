"""Plans, strategies and policies whose own names say for which years they are: "Housing Strategy 2019-2024".

One is lapsed where its years are over and no page of the site names a later one of its subject. Plans that hold until they are replaced
(local and neighbourhood plans), reports, accounts and evidence, and what is filed as past are none of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import unquote, urlsplit

from citizencheck.language.dates import HAS_YEAR, Grain, read_dates
from citizencheck.language.passed import MARGIN, Passed
from citizencheck.language.stems import stem, words
from citizencheck.model import Link, LinkKind, Page

_NOUN: Final = (
    r"(?:strateg(?:y|ies)|plans?|polic(?:y|ies)(?: statement)?|statement of (?:\w+ ){0,2}(?:policy|principles|intent)|framework|programme|scheme"
    r"|charter|charging schedule)"
)
NOUN: Final = re.compile(rf"\b{_NOUN}\b", re.IGNORECASE)
_YEARS: Final = Grain.PAIR.value + Grain.PERIOD.value
_WORD: Final = r"[^\s.;:?!()\ue000-\ue004]+"
NAMED: Final = re.compile(
    rf"(?P<name>(?:{_WORD} ){{0,9}}{_NOUN})(?: {_WORD}){{0,1}}[ ,:(–-]*(?:for |from )?(?P<years>[{_YEARS}])(?! ?{_WORD} (?:report|review|update))"
    rf"|^(?P<years_first>[{_YEARS}]) (?P<name_after>(?:{_WORD} ){{0,6}}{_NOUN})[\W\d]*(?:pdf|word|\d|[km]b|\W)*$",
    re.IGNORECASE,
)
_KEPT: Final = (
    r"\b(?:local|development|neighbourhood|structure|minerals|waste|comprehensive|master|area action|marine|basin|mitigation) (?:\w+ )?plans?\b|\bcore strategy\b"
    r"|\b(?:draft|reports?|monitoring|reviews?|evidence|assessments?|consultations?|accounts|minutes|agendas?|progress|evaluation|results|achievements|audit|awarded|award|case stud\w+"
    r"|history|histor\w+|archiv\w+|previous|past|old|older|earlier|former|superseded|expired|lapsed|ended|closed|completed|replaced|background|library|newsletters?)\b"
)
KEPT: Final = re.compile(_KEPT, re.IGNORECASE)
HOLDS_ON: Final = re.compile(rf"{_KEPT}|\bperformance\b", re.IGNORECASE)
"""What holds until it is replaced, what tells of years that are over, and what is kept as past. Of a heading only ``KEPT`` is asked: under
*Corporate performance* stand the plans themselves."""
SCHOOLS: Final = re.compile(
    r"\b(?:schools?|colleges?|academ(?:y|ies|ic)|education\w*|pupils?|students?|learners?|admissions?|nurser(?:y|ies)|sixth[- ]form|post-16|term)\b",
    re.IGNORECASE,
)
"""What is of a school's year; all else of a council that is of two years is of the tax year."""
RENEWED: Final = re.compile(
    r"\b(?:extended|extension|remains? in (?:force|place|effect)|still (?:in force|applies|holds)|continues? to|until (?:a|the|its|our|we)\b|review(?:ed|ing)?|refresh(?:ed|ing)?|updat(?:ed|ing)|revis(?:ed|ing)|replac\w+"
    r"|successor|supersed\w+|being (?:written|prepared|drafted|developed|renewed|revised)|preparing|drafting|developing|draft|consult\w+|new \w*|has ended|came to an end|expired|will be published)\b",
    re.IGNORECASE,
)
"""What a page says that knows that the years are over."""
SAYS_NOTHING: Final = frozenset(
    map(
        stem,
        words(
            "a an and of the our for to in on by at with read download view see click here full document file copy final version adopted approved pdf word page "
            "new council councils corporate borough city county district town strategy strategies plan plans policy policies statement framework programme "
            "scheme charter charging schedule principles intent act action delivery five three four ten year"
        ),
    )
)
"""Words of a name that tell no two plans apart."""
OWN: Final = re.compile(
    r"\b(?:council|corporate)(?:'s)? (?:(?:delivery|business|strategic) )?(?:plan|strategy)\b", re.IGNORECASE
)
COUNCILS: Final = frozenset({"the council's own"})
"""What a council's own plan is about, be it called the corporate one, the council's, or a strategy."""
FILE: Final = re.compile(r"\b(?:pdf|docx?|word document)\b", re.IGNORECASE)
BAR: Final = re.compile(r"\s\|\s")
APART: Final = re.compile(rf"{BAR.pattern}|[.:;]\s")
"""Between what a line says of one thing and of the next."""
LONGEST: Final = 14
"""Words of a line that names a plan and is no sentence, at most (judgement)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan that a text names with its years."""

    subject: frozenset[str]
    """Stems of what it is about, or ``COUNCILS``."""
    over: date


def plan_of(text: str, under: str = "", page: str = "") -> Plan | None:
    """The plan that ``text`` names with its years, unless it names a later day as well (*revised in 2026*); ``under`` is the heading that it
    stands under, which says what *Strategy 2019-2024* is about; ``page`` is what its page is called."""
    if not (HAS_YEAR.search(text) and NOUN.search(text)) or HOLDS_ON.search(text) or KEPT.search(under):
        return None
    dated = read_dates(text)
    found = NAMED.search(dated.text)
    if found is None:
        return None
    place = found.start("years") if found["years"] else found.start("years_first")
    moment = next(m for m in dated.moments if m.place == place)
    if any(m.over > moment.over for m in dated.moments):
        return None
    over = moment.ends(tax_year=not SCHOOLS.search(f"{text} {under} {page}"))
    name = found["name"] or found["name_after"]
    subject = _subject(name) or (COUNCILS if OWN.search(name) else _subject(under))
    if not subject:
        return None
    return Plan(subject=subject, over=over)


def plans_named(page: Page) -> Iterator[Plan]:
    """What ``page`` names with any date, wherever it does: a plan's subject and the newest date beside it, of two years the earliest end."""
    for line in _texts(page):
        for text in _things(line) if HAS_YEAR.search(line) and NOUN.search(line) else ():
            if moments := read_dates(text).moments:
                yield Plan(subject=_spoken_of(text), over=max(m.ends(tax_year=True) for m in moments))


def shown_plans(page: Page) -> dict[str, tuple[str, Plan]]:
    """The plans to whose files ``page`` links: selector of the link -> (what names it, the plan)."""
    files = [k for k in page.own_links if k.kind is LinkKind.DOCUMENT or FILE.search(k.text)]
    shared = {line for line, links in Counter(k.context for k in files).items() if links > 1}
    shown: dict[str, tuple[str, Plan]] = {}
    for link in files:
        alone = link.context not in shared
        if HOLDS_ON.search(f"{link.text} {link.context}" if alone else link.text):
            continue
        for text in _names(link, alone=alone):
            plan = plan_of(text, link.heading, f"{page.h1} {page.title}")
            if plan is not None:
                shown[link.selector] = (text, plan)
                break
    return shown


def by_subject(plans: Iterable[Plan]) -> Mapping[str, tuple[Plan, ...]]:
    """The plans under each stem of what they are about, each once: so that those about one thing are found without a look at all."""
    found: dict[str, dict[Plan, None]] = {}
    for plan in plans:
        for said in plan.subject:
            found.setdefault(said, {})[plan] = None
    return {said: tuple(under) for said, under in found.items()}


def lapsed(page: Page, read: date, named: Mapping[str, tuple[Plan, ...]]) -> tuple[Passed, ...]:
    """The plans that ``page`` shows as current though their years were over ``MARGIN`` before the day ``read`` and nothing in ``named``
    (``plans_named`` of all pages, ``by_subject``) is later."""
    found: dict[frozenset[str], Passed] = {}
    for selector, (text, plan) in shown_plans(page).items():
        same = min((named.get(said, ()) for said in plan.subject), key=len)
        if plan.over >= read - MARGIN or any(plan.over < p.over and plan.subject <= p.subject for p in same):
            continue
        if any(RENEWED.search(b.text) and _speaks_of(plan, b.text) for b in page.blocks):
            continue
        found.setdefault(plan.subject, Passed(selector=selector, quote=text, over=plan.over))
    return tuple(found.values())


def _subject(text: str) -> frozenset[str]:
    return frozenset(s for w in words(text) if not w.isdecimal() and (s := stem(w)) not in SAYS_NOTHING)


def _spoken_of(text: str) -> frozenset[str]:
    """All that a text may be about."""
    return frozenset(map(stem, words(text))) | (COUNCILS if OWN.search(text) else frozenset())


def _speaks_of(plan: Plan, text: str) -> bool:
    return bool(NOUN.search(text)) and plan.subject <= _spoken_of(text)


def _things(line: str) -> Iterator[str]:
    """What a line says of one thing after the other, where it sets them apart by a bar; a date or *revised 2026* is no thing of its own."""
    thing = ""
    for part in BAR.split(line):
        if thing and _subject(read_dates(part).text) and not RENEWED.search(part):
            yield thing
            thing = part
        else:
            thing = f"{thing} {part}".strip()
    yield thing


def _names(link: Link, *, alone: bool) -> Iterator[str]:
    """What may name the file behind a link: its text, a part of its line or row where that holds no other file's, the file's own name."""
    yield link.text
    if alone:
        yield from (part for part in APART.split(link.context) if len(part.split()) <= LONGEST)
    spoken = _file_name(link)
    if set(map(stem, words(link.text))) & _subject(spoken):
        yield spoken


def _texts(page: Page) -> Iterator[str]:
    yield from (page.title, page.h1, page.description)
    yield from (h.text for h in page.headings)
    yield from (b.text for b in page.blocks)
    for link in page.links:
        yield from (link.text, link.context)
        if link.kind is LinkKind.DOCUMENT:
            yield _file_name(link)


def _file_name(link: Link) -> str:
    """The name of the file behind a link as words, its years kept together: ``housing_strategy_2019_24.pdf`` is *housing strategy 2019-24*."""
    name = unquote(urlsplit(link.url).path).rpartition("/")[2].rpartition(".")[0].replace("_", "-")
    return re.sub(r"(?<!20\d\d)\W+|\W+(?!(?:20)?\d\d\b)", " ", name)
