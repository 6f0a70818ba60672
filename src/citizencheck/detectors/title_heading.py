"""Share of pages whose title and heading share a word or a task, 0 to 1."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._words import fold, folded_set, listed, stems
from citizencheck.language import Language
from citizencheck.model import Evidence, Measured, Measurement, Node, NotApplicable, Site

SCOPE = "site"
SEPARATOR: Final = re.compile(r"\s+[|–—\-:·»›]\s+")
BRACKETS: Final = re.compile(r"\[[^\]]*\]|\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    max_same_title: int = 1
    """A title that more pages share tells nothing of any of them: another rule's matter."""
    generic: tuple[str, ...] = ("home", "welcome", "untitled", "document", "page")
    min_pages: int = 3


def measure(site: Site, language: Language, params: Params) -> Measurement:
    """Of the pages with a title and a heading of their own, how many speak of the same thing in both."""
    counts = Counter(_own(n) for n in site.nodes)
    generic = folded_set(params.generic)
    asked = [
        n for n in site.nodes
        if n.id != site.home and stems(_own(n)) and stems(n.h1) and _own(n) not in generic
        and counts[_own(n)] <= params.max_same_title
    ]  # fmt: skip
    if len(asked) < params.min_pages:
        return NotApplicable("too few pages have a title and a heading of their own")
    hits = [n for n in asked if not _agree(n, language)]
    return Measured(
        value=1 - len(hits) / len(asked),
        evidence=tuple(
            Evidence(kind="title", url=n.url, selector="title", quote=n.title, note=f"heading: {n.h1}") for n in hits
        ),
        data={"count": len(hits), "total": len(asked), "labels": listed(n.title for n in hits),
              "page_title": hits[0].title if hits else "", "heading": hits[0].h1 if hits else ""},
    )  # fmt: skip


def _own(node: Node) -> str:
    """The title's first part: what stands before the name of the site."""
    return fold(SEPARATOR.split(BRACKETS.sub(" ", node.title).strip())[0])


def _agree(node: Node, language: Language) -> bool:
    heading, title = stems(node.h1), stems(BRACKETS.sub(" ", node.title))
    return (
        any(s in heading for s in title) or _same_task(_own(node), node.h1, language) or _initials(_own(node), node.h1)
    )


def _same_task(title: str, heading: str, language: Language) -> bool:
    first, second = language.match_tasks(title), language.match_tasks(heading)
    if "none" in (first.decision, second.decision) or not (first.matches and second.matches):
        return False
    return first.matches[0].task == second.matches[0].task


def _initials(title: str, heading: str) -> bool:
    """One is the other's initials: *SEND* and *Special educational needs and disabilities*."""
    initials = ["".join(w[0] for w in re.findall(r"[a-z]+", fold(t))) for t in (title, heading)]
    joined = [re.sub(r"[^a-z]", "", fold(t)) for t in (title, heading)]
    pairs = ((joined[0], initials[1]), (joined[1], initials[0]))
    return any(1 < len(short) < 8 and short[0] in long and set(short) <= set(long) for short, long in pairs)
