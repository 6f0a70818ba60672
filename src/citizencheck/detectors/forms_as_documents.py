"""Share of a page's ways to apply, claim or report that are not files to download, 0 to 1."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._forms import acting_forms
from citizencheck.detectors._labels import link_evidence
from citizencheck.detectors._words import fold, listed, regex, stems
from citizencheck.language import Language
from citizencheck.model import Channel, Link, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site
from citizencheck.model.url import host

SCOPE = "page"
ITEMS: Final = frozenset({"li", "td", "th"})
CONTEXT: Final = 200
"""Characters of a block that a link's ``context`` holds."""
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
    """What a form, or the heading of its page, says that few people ever need: such a one counts half."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """Of the forms that the page offers as files, how many can be filled in online from the same page; all where it is done elsewhere."""
    other, online = regex(params.not_forms), regex(params.online_words)
    listed_forms = _below_asking(page, params)
    files = [
        k
        for k in page.own_links
        if k.kind is LinkKind.DOCUMENT
        and (_is_form(k, params) or (k.context and k.context in listed_forms))
        and not other.search(k.text)
    ]
    texts = Counter(fold(k.text) for k in {k.url: k for k in files}.values())
    files = [
        k for k in {k.url: k for k in files}.values() if texts[fold(k.text)] == 1
    ]  # one text for many files: records
    if len(files) < params.min_forms and not _only_way(files, page, node, params):
        return NotApplicable(f"the page offers fewer than {params.min_forms} forms as files")
    starts = [k for k in page.own_links if k.kind is LinkKind.PAGE and online.search(k.text)]
    said = [frozenset(stems(f"{k.text} {k.heading}")) for k in starts]
    alone = (
        []
        if acting_forms(page) or _online(page, node, starts)
        else [k for k in files if not any(set(stems(k.text)) & s for s in said)]
    )
    few = regex(params.for_few)
    return Measured(
        value=1 - sum(0.5 if few.search(f"{k.text} {page.h1}") else 1 for k in alone) / len(files),
        evidence=tuple(link_evidence(page.url, k) for k in alone),
        data={
            "which": f"{len(alone)} of its {len(files)} forms" if len(files) > 1 else "its only form",
            "files": "files" if len(files) > 1 else "a file",
            "labels": listed(k.text for k in alone),
        },
    )


def _only_way(files: list[Link], page: Page, node: Node, params: Params) -> bool:
    """The page tells of paper alone, never of anything online, and its form is surely one that people send in."""
    sure = regex(params.sure_words)
    return (
        node.channel in params.paper_only and not ONLINE.search(page.text) and any(sure.search(k.text) for k in files)
    )


def _online(page: Page, node: Node, starts: list[Link]) -> bool:
    """The page's way to act is online, or one of its ways is: through a link to act, or one that hands over to another host."""
    mixed = node.channel is Channel.MIXED and bool(starts)
    return node.channel is Channel.ONLINE or mixed or any(host(k.url) != host(page.url) for k in starts)


def _is_form(link: Link, params: Params) -> bool:
    """By its own words, by those that stand before it in its sentence, or by those of the heading above it."""
    before = link.context[: max(link.context.find(link.text), 0)]
    return bool(
        regex(params.form_words).search(link.text)
        or regex(params.form_headings).fullmatch(link.heading.strip(" :"))
        or regex(params.asked_for).search(before)
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
