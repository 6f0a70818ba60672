"""Where on a page it first tells how to act."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from citizencheck.language.channel import MOST, PAPER_FORM, is_form
from citizencheck.language.pagewords import PageWords
from citizencheck.model import Link, LinkKind, Page, Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Where a page first tells how to act."""

    offset: int
    """Words of main text that stand above it."""
    quote: str
    selector: str


def first_action(page: Page, words: PageWords, *, within: float = math.inf) -> Action | None:
    """Where ``page`` first tells how to act: a start link, a form, a number, or a sentence that says how.

    None where it never does, or not among its first words: so many as ``within`` says.
    """
    doors = [
        k
        for k in page.links
        if k.region is Region.MAIN
        and k.kind in (LinkKind.PAGE, LinkKind.DOCUMENT, LinkKind.TEL)
        and _opens_a_way(k, words)
    ]
    doors = doors[:MOST]
    asked = [(f, [x.label for x in f.fields if x.label]) for f in page.forms[:MOST] if is_form(f)]
    above = 0
    for block in page.blocks[: 20 * MOST]:
        if above >= within:
            return None
        spots: list[tuple[int, str, str]] = [
            (at, k.text, k.selector) for k in doors if k.text and (at := block.text.find(k.text)) >= 0
        ]
        spots += [
            (at, label, f.selector)
            for f, labels in asked
            for label in labels[:3]
            if (at := block.text.find(label)) >= 0
        ]
        spots += [(at, n, block.selector) for n in page.phones[:20] if (at := block.text.find(n)) >= 0]
        if (
            said := words.channel_online_strong.find(block.text)
            or words.channel_pdf.find(block.text)
            or words.channel_visit.find(block.text)
        ):
            spots.append((said.start(), _around(block.text, said), block.selector))
        if spots:
            at, quote, selector = min(spots, key=lambda s: s[0])
            return Action(offset=above + len(block.text[:at].split()), quote=quote[:200], selector=selector)
        above += len(block.text.split())
    if asked:
        form = asked[0][0]
        return Action(offset=above, quote=form.submit, selector=form.selector)
    return None


def _opens_a_way(link: Link, words: PageWords) -> bool:
    if link.kind is LinkKind.DOCUMENT:
        return bool(PAPER_FORM.search(link.text))
    return bool(
        link.kind is LinkKind.TEL
        or words.action_starts.starts(link.text)
        or words.channel_online_strong.find(link.text)
    )


def _around(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind(". ", 0, match.start()) + 2, 0) if ". " in text[: match.start()] else 0
    end = text.find(". ", match.end())
    return text[start : end + 1 if end >= 0 else len(text)].strip()
