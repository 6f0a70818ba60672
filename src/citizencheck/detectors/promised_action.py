"""Number of a page's links that name an action which the opened page neither offers nor speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citizencheck.detectors._dead import given_up, unfinished
from citizencheck.detectors._forms import acting_forms
from citizencheck.detectors._labels import labelled_links, link_evidence
from citizencheck.detectors._words import also, fold, listed, regex, stems
from citizencheck.language import Language
from citizencheck.model import Link, LinkKind, Measured, Measurement, Node, NotApplicable, Page, PageKind, Site

SCOPE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    actions: tuple[str, ...] = ()
    """One action a line, as a regular expression: the verb first, then all that says that it can be done."""
    skip_kinds: tuple[str, ...] = ("news", "democracy", "search", "a-z")
    """Kinds of page whose links are not asked."""
    same_unfinished: int = 3
    """An address that ends in a bare ``#`` and that so many labels of the page share opens nothing."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:
    """How many links start with an action verb and open a page without form, hand-off or word of that action."""
    if node.kind in (PageKind(k) for k in params.skip_kinds):
        return NotApplicable("pages of this kind list what others offer")
    links = labelled_links(page)
    nowhere = given_up(links, params.same_unfinished)  # of these another rule tells that nothing lies behind them
    promises = [
        (k, a) for k in links if not (unfinished(k) and k.url in nowhere) and (a := _promise(k, language, params))
    ]
    known = [(k, a, t) for k, a in promises if (t := site.node(k.url)) is not None and t.id != node.id]
    if not known:
        return NotApplicable("no link of the page names an action and opens a page of the site")
    hits = [(k, t) for k, a, t in known if not _offered(k, t, a, site)]
    first = [k for k, t in hits if t.id == hits[0][1].id]
    return Measured(
        value=len(hits),
        evidence=tuple(link_evidence(page.url, k, f"opens {t.called}") for k, t in hits),
        data={"count": len(hits), "total": len(known), "labels": listed(k.text for k in first),
              "opened": hits[0][1].called if hits else "", "rest": also(len(hits) - len(first))},
    )  # fmt: skip


def _promise(link: Link, language: Language, params: Params) -> str:
    """The action that the label names with its first word, "" where it names none that we know of."""
    if link.kind is not LinkKind.PAGE:
        return ""
    text = fold(link.text)
    action = next((a for a in params.actions if re.match(rf"(?:{a.split('|')[0]})\b", text)), "")
    if not action or len(stems(text)) < 3:
        return ""
    return action if language.named(link.text, link.heading)[0] == "match" else ""


def _offered(link: Link, target: Node, action: str, site: Site) -> bool:
    opened = site.page(target.url)
    if opened is None or acting_forms(opened) or target.kind is PageKind.SEARCH:
        return True
    said = regex((rf"\b(?:{action})",))
    out = site.out[target.id]
    if any(k.button or k.kind is LinkKind.DOCUMENT or (k.kind is LinkKind.PAGE and said.search(k.text)) for k in out):
        return True
    if said.search(f"{target.h1} {target.title} {target.description}"):
        return True
    about = [s for s in stems(link.text)[1:] if len(s) > 2]
    told = (b.text for b in opened.blocks if said.search(b.text))
    return any(set(about) & set(stems(text)) for text in told) or any(said.search(h.text) for h in opened.headings)
