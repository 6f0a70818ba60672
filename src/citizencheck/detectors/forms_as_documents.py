"""Share of a page's ways to apply, claim or report that are not files to download, 0 to 1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from citizencheck.detectors._forms import acting_forms
from citizencheck.detectors._labels import link_evidence
from citizencheck.detectors._words import fold, listed, regex, stems
from citizencheck.language import Language
from citizencheck.language.quoting import sentence_bounds
from citizencheck.model import Channel, Link, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site
from citizencheck.model.url import host

SCOPE = "page"
ITEMS: Final = frozenset({"li", "td", "th"})
CONTEXT: Final = 200
"""Characters of a block that a link's ``context`` holds."""
DOING: Final = frozenset(
    stems(
        "apply application applications claim complete download form forms how now online paper pdf print register start"
    )
)
"""Words about doing a thing, whatever it is."""
FORMAT: Final = re.compile(
    r"[(\[]?\b(?:PDF|Word|docx?|rtf|odt|ODF|Excel|xlsx?)\b(?: (?:version|format|document|file))?[)\]]?", re.IGNORECASE
)
"""What tells one format of a form from another."""
SAID: Final = 60
"""Characters that a message says of a form whose link names only its format."""
ENDING: Final = re.compile(r"\.[a-z]{3,4}$", re.IGNORECASE)
"""The format of a file, at the end of its address."""
FORM: Final = r"\bforms?\b"
OTHERWISE: Final = re.compile(r"\b(?:online|web ?form|portal|e-?mail|telephone|phone|call|ring)\b|@", re.IGNORECASE)
"""Another way than paper."""
ONLINE: Final = re.compile(r"\bonline\b|\bweb ?form\b|\bportal\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    form_words: tuple[str, ...] = ()
    """What the text of a link to a form says, as regular expressions."""
    form_headings: tuple[str, ...] = ()
    """What a heading says below which files are forms, whatever their names."""
    asked_for: tuple[str, ...] = ()
    """What stands before a link to a form in its sentence, as regular expressions: "complete the", "bring or mail"."""
    asked_above: tuple[str, ...] = ()
    """What a passage says above a list of forms, whatever their names: "should be downloaded, completed and returned"."""
    not_forms: tuple[str, ...] = ()
    """What a text about a form says that is none: guidance, an example."""
    online_words: tuple[str, ...] = ()
    """What a link to do it online says."""
    min_forms: int = 2
    """A page with fewer is left alone, unless paper is the only way that it tells of: then one is enough, where its text has ``sure_words``."""
    paper_only: tuple[str, ...] = ()
    """The channels of such a page."""
    sure_words: tuple[str, ...] = ()
    for_few: tuple[str, ...] = ()
    """What a form, or the heading above it, says that few people ever need: such a one counts half."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Of the forms that the page offers as files, how many can be filled in online from the same page; all where it is done elsewhere.

    One that is left out where other things can be done online counts half.
    """
    files = _forms(page, params)
    starts = [k for k in page.own_links if k.kind is LinkKind.PAGE and regex(params.online_words).search(k.text)]
    left_out = _left_out(files, page, starts, params)
    if len(files) < params.min_forms and not left_out and not _only_way(files, page, node, params):
        return NotApplicable(f"the page offers fewer than {params.min_forms} forms as files")
    said = [frozenset(stems(f"{k.text} {k.heading}")) for k in starts]
    alone = (
        left_out
        if acting_forms(page) or _online(page, node, starts)
        else [k for k in files if not any(set(stems(k.text)) & s for s in said)]
    )
    return Measured(
        value=1 - sum(0.5 if k in left_out or _is_for_few(k, page, params) else 1 for k in alone) / len(files),
        evidence=tuple(link_evidence(page.url, k) for k in alone),
        data={
            "which": "a form" if len(alone) == 1 else f"{len(alone)} forms",
            "files": "files" if len(alone) > 1 else "a file",
            "labels": listed(_said(k) for k in alone),
        },
    )


def _is_for_few(link: Link, page: Page, params: Params) -> bool:
    return bool(regex(params.for_few).search(f"{link.text} {link.heading} {page.h1} {_before(link)}"))


def _said(link: Link) -> str:
    """The text of a link; of one that names only a format, with what stands before it."""
    if not FORMAT.fullmatch(link.text.strip()):
        return link.text
    return f"{_before(link).strip()} {link.text}"[-SAID:].strip()


def _forms(page: Page, params: Params) -> list[Link]:
    """The files of the page that are forms, each once. One text for many files: those are records."""
    other, below_asking = regex(params.not_forms), _below_asking(page, params)
    files = {
        k.url: k
        for k in page.own_links
        if k.kind is LinkKind.DOCUMENT
        and (_is_form(k, page, params) or (k.context and k.context in below_asking))
        and not other.search(k.text)
    }
    texts = Counter(fold(k.text) for k in files.values())
    return _in_one_format(k for k in files.values() if texts[fold(k.text)] == 1)


def _in_one_format(links: Iterable[Link]) -> list[Link]:
    """Each form once: the same name, or the same words, with another format behind is the same form."""
    kept: dict[str, Link] = {}
    for k in links:
        name = ENDING.sub("", unquote(k.url)).casefold()
        words = fold(FORMAT.sub(" ", k.text)).strip(" ()[]-,:")
        if name not in kept and (not words or f"as said: {words}" not in kept):
            kept[name] = kept[f"as said: {words}"] = k
    return list({k.url: k for k in kept.values()}.values())


def _left_out(files: list[Link], page: Page, starts: list[Link], params: Params) -> list[Link]:
    """The forms that stand alone below a heading of their own, on a page that tells of other things how to do them online.

    None where one of the links to start may be for all that the page is about, and none that few people need.
    """
    about = frozenset(stems(page.h1))
    if not starts or any(set(stems(k.text)) - DOING <= about for k in starts):
        return []
    return [k for k in files if not _is_for_few(k, page, params) and _stands_alone(k, page, starts, params)]


def _stands_alone(link: Link, page: Page, starts: list[Link], params: Params) -> bool:
    """Whether the form is below a heading with a subject of its own, and nothing else there, nor any start on the page, is about that."""
    heading = _heading(link, page)
    text = " ".join(b.text for h, b in page.headed if h is not None and h.text == heading)
    subject = set(stems(heading)) - set(stems(page.h1)) - DOING
    others = any(_heading(k, page) == heading or _is_about(k, subject) for k in starts)
    sure = regex((*params.sure_words, FORM)).search(f"{link.text} {text}")
    return bool(subject and sure) and not others and not OTHERWISE.search(text)


def _is_about(start: Link, subject: set[str]) -> bool:
    """Whether more than half of what a link to start names is of the subject, or more than half of the subject is named by it."""
    named = set(stems(start.text)) - DOING
    shared = 2 * len(named & subject)
    return shared > len(named) or shared > len(subject)


def _heading(link: Link, page: Page) -> str:
    """The heading that a link stands below, or is."""
    return link.text if any(h.text == link.text for h in page.headings) else link.heading


def _only_way(files: list[Link], page: Page, node: Node, params: Params) -> bool:
    """The page tells of paper alone, never of anything online, and its form is surely one that people send in."""
    sure = regex(params.sure_words)
    return (
        node.channel in params.paper_only
        and not ONLINE.search(page.text)
        and any(sure.search(f"{_before(k)} {k.text}") for k in files)
    )


def _before(link: Link) -> str:
    """What stands before a link in its sentence: "To make a complaint download the"."""
    before = link.context[: max(link.context.find(link.text), 0)]
    return before[sentence_bounds(before)[-1][0] :]


def _online(page: Page, node: Node, starts: list[Link]) -> bool:
    """The page's way to act is online, or one of its ways is: through a link to act, or one that hands over to another host."""
    mixed = node.channel is Channel.MIXED and bool(starts)
    return node.channel is Channel.ONLINE or mixed or any(host(k.url) != host(page.url) for k in starts)


def _is_form(link: Link, page: Page, params: Params) -> bool:
    """By its own words, by those that stand before it in its sentence or, where it is a heading, below it, or by those of the heading above it."""
    label = link.context if _heading(link, page) == link.text else link.text
    return bool(
        regex(params.form_words).search(label)
        or regex(params.form_headings).fullmatch(link.heading.strip(" :"))
        or regex(params.asked_for).search(_before(link))
    )


def _below_asking(page: Page, params: Params) -> set[str]:
    """The items of lists (as contexts of the links in them) right below a passage that asks for forms."""
    asking = regex(params.asked_above)
    asked = False
    found = set()
    for block in page.blocks:
        if block.tag in ITEMS:
            found |= {block.text[:CONTEXT]} if asked else set()
        else:
            asked = bool(asking.search(block.text))
    return found
