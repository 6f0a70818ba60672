"""Number of a page's links that open one page although another page of the site bears the label's own words."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._forms import acting_forms
from citizencheck.detectors._labels import labelled_links, link_evidence
from citizencheck.detectors._words import also, fold, listed, regex, stems
from citizencheck.language import Language
from citizencheck.model import Link, LinkKind, Measured, Measurement, Node, NotApplicable, Page, PageKind, Site

SCOPE = "page"
SEPARATOR: Final = re.compile(r"\s+[|–—\-:·»›]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    verbs: tuple[str, ...] = ()
    """Action verbs, as regular expressions: only labels that begin with one are asked."""
    min_words: int = 2
    """The label must hold so many words beside its verb."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:  # noqa: ARG001
    """How many action labels open a page whose name lacks their words while another page's name has them all."""
    asked = [(k, t, s) for k in labelled_links(page) if (s := _object(k, params)) and (t := _target(k, node, site))]
    if not asked:
        return NotApplicable("no link of the page names an action and opens a page of the site")
    hits = [
        (k, t, b)
        for k, t, s in asked
        if (b := _better(s, t, site, params)) is not None and not _offers(k, t, s, site, params)
    ]
    first = [k for k, t, b in hits if (t.id, b.id) == (hits[0][1].id, hits[0][2].id)]
    return Measured(
        value=len(hits),
        evidence=tuple(link_evidence(page.url, k, f"opens {t.called}; {b.called} is at {b.url}", b.url) for k, t, b in hits),
        data={"count": len(hits), "labels": listed(k.text for k in first), "rest": also(len(hits) - len(first)), "total": len(asked),
              "opened": hits[0][1].called if hits else "", "better": hits[0][2].called if hits else ""},
    )  # fmt: skip


def _target(link: Link, node: Node, site: Site) -> Node | None:
    target = site.node(link.url) if link.kind is LinkKind.PAGE else None
    if target is None or target.id in (node.id, site.home):
        return None
    opened = site.page(target.url)
    return None if opened is None or acting_forms(opened) else target


def _object(link: Link, params: Params) -> tuple[str, ...]:
    """The stems of what the action is done to; empty where the label does not begin with an action."""
    verb = regex(params.verbs).match(fold(link.text))
    rest = stems(fold(link.text)[verb.end() :]) if verb else ()
    return rest if len(rest) >= params.min_words else ()


def _better(wanted: tuple[str, ...], target: Node, site: Site, params: Params) -> Node | None:
    """Another page whose heading says the label's words in their order, where the opened page's own does not."""
    own = f"{target.h1} {SEPARATOR.split(target.title)[0]}"
    if set(wanted) <= set(stems(own)) or regex(params.verbs).search(fold(own)):
        return None
    linked: set[int | None] | None = None
    for i in _candidates(wanted, site):
        other = site.nodes[i]
        if other.id == target.id or other.kind in (PageKind.NEWS, PageKind.DEMOCRACY, PageKind.HOME):
            continue
        if _says(wanted, stems(other.h1 or other.title)):
            linked = linked or {site.id_of.get(k.url) for k in site.out[target.id]}
            if other.id not in linked:
                return other
    return None


def _offers(link: Link, target: Node, wanted: tuple[str, ...], site: Site, params: Params) -> bool:
    """The opened page says the label's verb: alone, as a button does, or with a word of what it is done to."""
    opened, verb = site.page(target.url), regex(params.verbs).match(fold(link.text))
    act = set(stems(verb.group())) if verb else set()
    if opened is None or not act:
        return False
    shown = (*(h.text for h in opened.headings), *(k.text for k in opened.own_links), *(b.text for b in opened.blocks))
    return any(
        act <= (said := set(stems(text))) and (said & set(wanted) or len(said) <= len(act) + 1) for text in shown
    )


def _candidates(wanted: tuple[str, ...], site: Site) -> Sequence[int]:
    """The pages whose name holds the rarest of the words, in order."""
    named = site.once(_by_word)
    return min((named.get(word, ()) for word in wanted), key=len)


def _by_word(site: Site) -> Mapping[str, Sequence[int]]:
    found: dict[str, array[int]] = {}
    for node in site.nodes:
        for word in stems(node.h1 or node.title):
            found.setdefault(word, array("I")).append(node.id)
    return found


def _says(wanted: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """The words stand there side by side."""
    return any(said[i : i + len(wanted)] == wanted for i in range(len(said) - len(wanted) + 1))
