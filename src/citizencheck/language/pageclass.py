"""What a page is about, what kind of page it is, and how it tells the citizen to act; with the signs that decided.

No sign decides alone but those that leave no choice (an error page).
"""

from __future__ import annotations

import re
from typing import Final

from citizencheck.language.channel import CONTENT, PAPERS, channel_of, is_form, is_picker
from citizencheck.language.contacts import everything
from citizencheck.language.focus import Names, Orient, filed_as_unit, tally_of
from citizencheck.language.pagefacts import Facts, gather
from citizencheck.language.pagewords import PageWords
from citizencheck.language.shapes import is_all_form, is_landing
from citizencheck.model import Channel, Focus, Page, PageClass, PageKind

A_TO_Z: Final = re.compile(
    r"a(?:\s?[-–]\s?| to )z(?: (?:of|list|index|directory|services?|departments?)\b.{0,40}|\W{1,3}\w)?$", re.IGNORECASE
)
"""How an index from A to Z is headed, or its part for one letter."""

WHOLE: Final = re.compile(
    r"(?:(?:your|the|our|local|city|town|county|village) )?(?:council|government|democracy|elections?)(?:$| (?:and|&) )",
    re.IGNORECASE,
)
"""How the way in to all that is told of the council is headed; its parts have longer names."""

SITE_PAGE: Final = (
    r"(?:web(?:site)? )?(?:accessibility(?: statement)?|privacy(?: (?:notice|policy|statement))?|cookies?(?: (?:policy|notice|settings))?|terms(?: and conditions| of use)?|disclaimer|copyright"
    r"|(?:datganiad )?hygyrchedd|(?:hysbysiad )?preifatrwydd|cwcis|telerau ac amodau)"
)
LEGAL: Final = re.compile(
    rf"{SITE_PAGE}(?:(?:,? (?:and|a|&) |, | ac ){SITE_PAGE})*"
    r"(?: (?:for|of) (?:(?:this|our|the) (?:web ?)?site|[\w-]+(?:\.\w+)+|[\w ]*\b(?:council|borough|city|county)(?:['’]?s? website)?))?$",
    re.IGNORECASE,
)
"""How what the law wants of a website is headed: "Privacy and cookies"."""
STATEMENT: Final = re.compile(
    r"\b(?:this|our) (?:accessibility )?statement applies to\b|\b(?:partially|fully|not) compliant with the Web Content Accessibility Guidelines\b"
    r"|\bWebsites and Mobile Applications\)(?: \(No\. ?2\))? Accessibility Regulations\b|\bdatganiad hygyrchedd hwn yn berthnasol\b",
    re.IGNORECASE,
)
"""The words that the law gives to the statement on a website's accessibility, whatever the page is called."""
STATED: Final = 3_000
"""Characters of main text in which a page that is such a statement says so."""
FAILS: Final = re.compile(r"(?:web(?:site)? )?accessibility|(?:datganiad )?hygyrchedd", re.IGNORECASE)
"""Of these the one that says whom to tell where the website fails: there something is done."""

CONTACTING: Final = re.compile(r"contact(?:ing)? (?:the|your|our) (?:\w+ ){0,2}council$", re.IGNORECASE)
LOOK_UP: Final = 150
"""Words of a page that is there for its one field ("Enter your postcode"); beside more of them a field is a part (judgement)."""


def classify(
    page: Page,
    *,
    home: bool = False,
    words: PageWords,
    orient: Orient | None = None,
    names_task: Names | None = None,
) -> PageClass:
    """What ``page`` is. ``orient`` judges its heading as a label, ``names_task`` how well its links name tasks, where they are given."""
    facts = gather(page, home=home)
    plain = _plain_case(facts, words)
    if plain is not None:
        kind, focus, why = plain
        fails = FAILS.match(facts.heads[0] if facts.heads else "") or STATEMENT.search(facts.text[:STATED])
        asked = Focus.OTHER if fails else focus
        return PageClass(kind=kind, focus=focus, channel=_channel(page, asked, kind, facts, words), why=why)
    focus, reasons = tally_of(facts, words, orient, names_task).best()
    kind = _kind(facts, focus, words)
    return PageClass(kind=kind, focus=focus, channel=_channel(page, focus, kind, facts, words), why=reasons[:6])


def _channel(page: Page, focus: Focus, kind: PageKind, facts: Facts, words: PageWords) -> Channel:
    told = facts.told if focus in CONTENT else everything(page)
    return channel_of(
        page, focus=focus, kind=kind, links=facts.links, documents=facts.documents, told=told, words=words
    )


def _plain_case(facts: Facts, words: PageWords) -> tuple[PageKind, Focus, tuple[str, ...]] | None:
    """Pages that one sign settles: errors, searches, contact and site pages."""
    page, heads = facts.page, facts.heads
    name = heads[0] if heads else ""
    for head in heads:
        found = words.other_error.find(head)
        if found and len(head.split()) <= 8:
            return PageKind.ERROR, Focus.OTHER, (f"the heading says “{head}”",)
    if page.words < 500 and words.other_error_body.find(facts.text[:1500]):
        return PageKind.ERROR, Focus.OTHER, ("the text says that the page is not there",)
    if any(words.other_search.find(h) for h in heads[:2]) or name.lower() in ("search", "chwilio"):
        return PageKind.SEARCH, Focus.OTHER, (f"a search page: “{name}”",)
    if any(LEGAL.match(h) for h in heads[:2]) or STATEMENT.search(facts.text[:STATED]):
        return PageKind.OTHER, Focus.CORPORATE, (f"the council's duties as the owner of a website: “{name}”",)
    if any(words.other_site.exact(h) for h in heads[:2]):
        return PageKind.OTHER, Focus.OTHER, (f"a page about the website itself: “{name}”",)
    if any(words.other_contact.exact(h) or CONTACTING.match(h) for h in heads[:2]) and not facts.home:
        units = [h.text for h in page.headings if words.department_head.find(h.text)]
        if len(units) >= 3:
            return PageKind.CONTACT, Focus.DEPARTMENT, (f"contacts are listed unit by unit: {', '.join(units[:3])}",)
        return PageKind.CONTACT, Focus.OTHER, (f"a contact page: “{name}”",)
    return None


def _kind(facts: Facts, focus: Focus, words: PageWords) -> PageKind:
    if facts.home:
        return PageKind.HOME
    if (
        any(words.other_a_to_z.exact(h) for h in facts.heads[:2])
        or (facts.links and any(A_TO_Z.match(h) for h in facts.heads[:2]))
        or sum(len(k.text) == 1 for k in facts.page.links) >= 15
    ):
        return PageKind.AZ
    if filed_as_unit(facts, words) and focus not in (Focus.NEWS, Focus.DEMOCRACY):
        return PageKind.DEPARTMENT
    if focus in (Focus.DEMOCRACY, Focus.DEPARTMENT) and is_landing(facts, words) and _names_the_whole(facts, words):
        return PageKind.LANDING
    for kind, of in (
        (PageKind.NEWS, Focus.NEWS),
        (PageKind.DEMOCRACY, Focus.DEMOCRACY),
        (PageKind.DEPARTMENT, Focus.DEPARTMENT),
    ):
        if focus is of:
            return kind
    least = 1 if facts.page.words <= LOOK_UP else 3
    forms = [f for f in facts.page.forms if is_form(f) and not is_picker(f) and len(f.fields) >= least]
    if focus is Focus.TASK and (forms or is_all_form(facts)):
        return PageKind.FORM
    if is_landing(facts, words):
        return PageKind.LANDING
    return PageKind.SERVICE if focus is Focus.TASK else PageKind.OTHER


def _names_the_whole(facts: Facts, words: PageWords) -> bool:
    """Whether a page is the way in to all units or all of democracy, and holds no papers itself."""
    names = facts.heads[:1]
    return len(facts.documents) < PAPERS and any(WHOLE.match(n) or words.department_index.exact(n) for n in names)
