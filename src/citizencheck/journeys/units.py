"""Which pages are a unit's of the council, and which names are."""

from __future__ import annotations

import re
from typing import Final

from citizencheck.language import SCORED, Language
from citizencheck.model import Focus, LabelContext, Node, Orientation, PageKind, Site

SERVICES: Final = re.compile(r"\s+services?\s*$", re.IGNORECASE)
SUBJECTS: Final = frozenset({Orientation.TASK, Orientation.TOPIC})


def is_department(site: Site, node: int, language: Language) -> bool:
    """Whether a page is a unit's own: by what it is, or by a name that is surely a unit's."""
    page = site.nodes[node]
    verdict = language.orient(page.h1 or page.title, LabelContext(where="page-title"))
    return named_after_a_unit(page, language) or (
        page.kind is PageKind.DEPARTMENT and page.focus is Focus.DEPARTMENT and verdict.orientation not in SUBJECTS
    )


def stands_in_the_way(site: Site, node: int, language: Language) -> bool:
    """Whether one must know the council to choose a page: it is a unit's own, and its name is not just a subject's with *Services* behind it.

    A page of that name which speaks of the unit is the unit's all the same.
    """
    page = site.nodes[node]
    if not is_department(site, node, language):
        return False
    subject = SERVICES.sub("", page.h1 or page.title)
    if Focus.DEPARTMENT is page.focus or page.is_unit or subject == (page.h1 or page.title):
        return True
    return language.orient(subject, LabelContext(where="page-title")).orientation not in SUBJECTS


def named_after_a_unit(page: Node, language: Language) -> bool:
    """Whether a page's name is surely a unit's."""
    return is_units_name(page.h1 or page.title, language)


def is_units_name(text: str, language: Language) -> bool:
    """Whether a text is surely the name of a unit."""
    verdict = language.orient(text, LabelContext(where="page-title"))
    return verdict.orientation is Orientation.DEPARTMENT and verdict.confidence >= SCORED
