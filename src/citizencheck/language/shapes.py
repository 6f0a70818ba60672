"""What shape a page has: a form and little else, a list of links, a page that leads on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citizencheck.language.channel import is_form
from citizencheck.language.pagefacts import Facts
from citizencheck.language.pagewords import PageWords
from citizencheck.model import Link, LinkKind

FEW: Final = 30
"""Words besides its links that a mere list of links may have."""
ALL_FORM: Final = 40
"""Words that stand beside the form on a page that is a form (judgement)."""
FEW_LINKS: Final = 3
FILTERS: Final = re.compile(r"(?:search|find|filter|go|show|apply filter|log ?in|sign ?in)\b", re.IGNORECASE)
"""What the button of a form says that only looks something up, or lets one in."""
BESIDE: Final = 3
"""Words that stand beside the entry of a list: a number, a date, a kind of file."""
ALL: Final = re.compile(r"^(?:view|see) all\b", re.IGNORECASE)


def is_all_form(facts: Facts) -> bool:
    """Whether a page is a form to send and little else."""
    sent = [f for f in facts.page.forms if is_form(f) and f.method != "get" and len(f.fields) >= 2 and f.submit]
    asked = [f for f in sent if not FILTERS.match(f.submit)]
    return bool(asked) and facts.page.words <= ALL_FORM and len(facts.links) <= FEW_LINKS and not facts.home


def is_list(facts: Facts, words: PageWords) -> bool:
    """Whether the page holds a few links and next to nothing else: no start, no form, no number to ring."""
    own = facts.page.words - sum(len(k.text.split()) for k in facts.links)
    doors = any(k.button or k.kind is LinkKind.DOCUMENT or words.action_starts.exact(k.text) for k in facts.links)
    more = any(ALL.match(k.text) for k in facts.page.own_links)  # "View all" stands for links that are not shown
    return (
        len(facts.links) + more >= 2 and own <= FEW and not (doors or facts.home or facts.told.phones or facts.documents)
        and not any(map(is_form, facts.page.forms))
    )  # fmt: skip


def is_hub(facts: Facts) -> bool:
    """Whether the page is mostly links."""
    links = [k for k in facts.links if k.kind is not LinkKind.DOCUMENT]
    return len(links) >= 4 and facts.page.words < 40 * len(links) and not facts.home


def is_landing(facts: Facts, words: PageWords) -> bool:
    """Whether the page leads on: it holds links and little else, many links with a line about each, or headings that are links."""
    headings = {h.text for h in facts.page.headings if h.level > 1}
    cards = [k for k in facts.links if k.text in headings]
    listed = [k for k in _entries(facts.links) if k.kind is not LinkKind.DOCUMENT]
    return (
        is_list(facts, words)
        or (len(listed) >= 4 and facts.page.words < 40 * len(listed))
        or (len(cards) >= 2 and 2 * len(cards) >= len(facts.links))
    )


def _entries(links: Sequence[Link]) -> list[Link]:
    """Those of ``links`` that are entries of a list or cards, and no words of a sentence: little stands around them but links."""
    beside: dict[str, list[Link]] = {}
    for link in links:
        beside.setdefault(link.context, []).append(link)
    return [k for said, found in beside.items() if _is_list_of(found, said) for k in found]


def _is_list_of(links: Sequence[Link], said: str) -> bool:
    rest = said
    for link in links:
        rest = rest.replace(link.text, "", 1)
    rest = rest.strip()
    cut = any(k.text.startswith(rest) for k in links)  # the text around a link is kept to a certain length
    return cut or len(rest.split()) <= BESIDE * len(links)
