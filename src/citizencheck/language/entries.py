"""What an entry of a menu is, by its words and by whose menu it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citizencheck.language import Language
from citizencheck.model import LabelContext, LabelVerdict, NavItem, Node, Orientation

ONE_CLERK: Final = "parish"
"""The tier whose councils mostly have a clerk and no units (judgement; a town's *Finance Department* still says that it is one)."""
SUBJECTS: Final = frozenset({Orientation.TASK, Orientation.TOPIC})


def opening(node: Node | None, *, parent: str = "", where: str = "", siblings: tuple[str, ...] = ()) -> LabelContext:
    """What stands around a label that opens the page ``node``; None where it opens no page that was read."""
    context = LabelContext(parent=parent, where=where, siblings=siblings)
    return replace(context, target_title=node.h1, target_unit=node.is_unit) if node else context


def entry_verdict(
    language: Language, label: str, context: LabelContext, *, tier: str, children: Sequence[NavItem]
) -> LabelVerdict:
    """The verdict on a menu's label. In a parish one word names no unit but what is kept below it: *Facilities* the hall and the
    field, *Finance* the council's accounts."""
    verdict = language.orient(label, context)
    if tier != ONE_CLERK or verdict.orientation is not Orientation.DEPARTMENT or len(label.split()) > 1:
        return verdict
    below = [language.orient(c.text, LabelContext(parent=label, where="main-nav")).orientation for c in children]
    plain = 2 * sum(o in SUBJECTS for o in below) > len(below)
    said = Orientation.TOPIC if plain else Orientation.CORPORATE
    return replace(
        verdict, orientation=said, why=(*verdict.why, "a parish has no units: one word names what is below it")
    )
