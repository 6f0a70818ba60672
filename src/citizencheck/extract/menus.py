"""Menus as trees, built while the page is walked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from citizencheck.model import Menu, NavItem, Region
from citizencheck.model.page import SKIP_LINK

TOGGLE: Final = re.compile(
    r"[\W_]*$|(?:expand|collapse|show|hide|open|close|toggle|view|more)\b.*\b(?:menu|sub-?menu|sub-?nav\w*|navigation|items|pages|options|links)\b|(?:expand|collapse|toggle|show more|show less)$",
    re.IGNORECASE,
)
"""What a button says that opens the entries below a label and is none itself: "+", "Show submenu for Bins"."""

BESIDE: Final = re.compile(
    r"(?:(?:view|read|see)(?: this (?:page|site))? in |(?:switch|change|go) to |newid i'r )?(?:english|welsh|cymraeg|saesneg|gaelic|g[àa]idhlig|gaeilge|ulster-scots|polski|espa[ñn]ol|fran[çc]ais)$"
    r"|(?:translate|print)(?: this (?:page|site))?$|(?:select|choose|change) (?:a |your )?language$|(?:(?:increase|decrease|reset|larger|smaller|change) )?(?:text|font) ?size$|a[+-]{1,2}$"
    r"|back to (?:the )?top$|(?:(?:find|follow|like|join|watch|see) us on |our )?(?:facebook|twitter|x|instagram|youtube|linkedin|flickr|tiktok|nextdoor|bluesky|rss)(?: (?:page|feed|channel))?$",
    re.IGNORECASE,
)
"""What stands in a menu and is no choice among what the council does: another language, the size of letters, its pages elsewhere."""


@dataclass(slots=True)
class Entry:
    """An entry under construction."""

    text: str = ""
    url: str = ""
    selector: str = ""
    linked: bool = False
    names: bool = False
    """A heading, which may name the menu as a whole."""
    children: list[Entry] = field(default_factory=list)
    parent: Entry | None = None

    def trail(self) -> tuple[str, ...]:
        """Labels of the entries that hold what is put here, outermost first, this one included."""
        labels: list[str] = []
        entry: Entry | None = self
        while entry is not None:
            if entry.text:
                labels.append(entry.text)
            entry = entry.parent
        return tuple(reversed(labels))


class MenuBuilder:
    """Puts list items, links and headings where a reader would see them: under the label that holds them."""

    def __init__(self, name: str, region: Region, selector: str) -> None:
        self.name = name
        self.region = region
        self.selector = selector
        self.root = Entry()
        self._open: list[Entry] = [self.root]
        self._heading: Entry | None = None

    def enter_item(self) -> None:
        """A list item begins."""
        holder = self._open[-1]
        entry = Entry(parent=holder)
        holder.children.append(entry)
        self._open.append(entry)

    def leave_item(self, text: str) -> None:
        """A list item ends; ``text`` is all it says, used where nothing else gave it a label."""
        if len(self._open) > 1:
            entry = self._open.pop()
            if not entry.text and not entry.children:
                entry.text = text[:120]

    def enter_list(self, text: str) -> None:
        """A list begins; ``text`` is what its item said before it. A heading just before it becomes its parent."""
        here = self._open[-1]
        if here is not self.root and not here.text and text:
            here.text = text[:120]
        self._open.append(self._heading if self._heading is not None else here)
        self._heading = None

    def leave_list(self) -> None:
        """A list ends."""
        if len(self._open) > 1:
            self._open.pop()

    def button(self, text: str, selector: str, *, beside: bool) -> None:
        """A button inside the menu: a label, unless it opens what is below one; ``beside``: it stands right in an item."""
        here = self._open[-1]
        labelled = here is not self.root and bool(here.text)
        if not (TOGGLE.match(text) or (labelled and (beside or here.text.casefold() in text.casefold()))):
            self.heading(text, selector)

    def heading(self, text: str, selector: str, *, names: bool = False) -> None:
        """A heading inside the menu: the parent of the list that follows it."""
        here = self._open[-1]
        if here is not self.root and not here.text:
            here.text, here.selector = text, selector
            return
        entry = Entry(text=text, selector=selector, parent=here, names=names and here is self.root)
        here.children.append(entry)
        self._heading = entry

    def trail(self) -> tuple[str, ...]:
        """What holds a link that is met now."""
        here = self._open[-1]
        labels = here.trail() if here.text else (here.parent.trail() if here.parent else ())
        return (*labels, self._heading.text) if self._heading is not None and not self._heading.url else labels

    def link(self, text: str, url: str, selector: str) -> tuple[str, ...]:
        """Adds a link and gives its trail: the labels that hold it."""
        here = self._open[-1]
        if here is not self.root and not here.text and not here.children:
            here.text, here.url, here.selector, here.linked = text, url, selector, True
            return here.parent.trail() if here.parent else ()
        if self._heading is not None and self._heading.text == text and not self._heading.url:
            self._heading.url, self._heading.linked = url, True
            return here.trail()
        holder = self._heading if self._heading is not None else here
        holder.children.append(Entry(text=text, url=url, selector=selector, linked=True, parent=holder))
        return holder.trail()

    def build(self) -> Menu | None:
        """The menu; None when it holds nothing. Where one heading without a link holds all of it, that is the menu's name."""
        entries = self.root.children
        only = entries[0] if len(entries) == 1 and entries[0].names and not entries[0].linked else None
        items = _frozen(only.children if only and only.children else entries)
        name = self.name or (only.text if only else "")
        return Menu(name=name, region=self.region, items=items, selector=self.selector) if items else None


def _frozen(entries: list[Entry], depth: int = 0) -> tuple[NavItem, ...]:
    items = []
    for e in entries:
        children = _frozen(e.children, depth + 1) if depth < 8 else ()
        if (SKIP_LINK.match(e.text) or BESIDE.match(e.text)) and not children:
            continue
        if e.text and (e.linked or children):
            items.append(NavItem(text=e.text, url=e.url, selector=e.selector, children=children))
        else:
            items.extend(children)
    return tuple(items)
