"""One walk over a parsed page: every fact is gathered on the way, none is looked for twice."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from selectolax.lexbor import LexborNode

from citizencheck.extract.addresses import Addresses
from citizencheck.extract.boldheads import BOLD, DRAWN, INSIDE, reads_as_heading, stands_above
from citizencheck.extract.choices import ways_of
from citizencheck.extract.decoding import clean
from citizencheck.extract.forms import FormBuilder
from citizencheck.extract.localnav import SAYS_SOMETHING, Mark, Verdict, is_heading_of_local, verdict
from citizencheck.extract.menus import TOGGLE, MenuBuilder
from citizencheck.extract.outline import Outline
from citizencheck.extract.panels import Folding, is_folded, is_hidden, is_panel
from citizencheck.extract.regions import BREADCRUMB, SECTIONING, region_of
from citizencheck.model import Block, Link, LinkKind, Menu, Region

SKIPPED: Final = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "textarea", "title", "head"}
)
"""What is inside these is not read by a citizen (form fields are taken from the element itself)."""
FRAMES: Final = frozenset({"iframe", "object", "embed"})
LISTS: Final = frozenset({"ul", "ol"})
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS: Final = frozenset(
    {"p", "li", "td", "th", "dt", "dd", "blockquote", "figcaption", "address", "pre", "summary", "caption", "div", "section",
     "article", "ul", "ol", "dl", "table", "tr", "tbody", "thead", "form", "fieldset", "main", "aside", "header", "footer", "nav",
     "figure", "details", "hr", "legend", "body", "center", "menu"} | HEADINGS
)  # fmt: skip
ITEMS: Final = frozenset({"li", "article", "tr"})
"""Elements that hold one thing of several: an entry, a card, a row."""
BUTTON_CLASS: Final = ("button", "btn", "start", "cta", "call-to-action")
NAME_LIMIT: Final = 300
CROWD: Final = 5_000
"""Links of one page after which a link counts only where its address is new on the page; no council's page has so many."""
MAX_LINKS: Final = 20_000
CONTEXT_LIMIT: Final = 200
FIELD_TAGS: Final = frozenset({"input", "select", "textarea", "button"})

FILE: Final = re.compile(
    r"[(\[][^()\[\]]{0,12}\b(?:pdf|docx?|xlsx?|odt|ods|word|excel)\b[^()\[\]]{0,30}[)\]]\s*$|\bpdf$", re.IGNORECASE
)
"""The end of a link that says which kind of file it opens, whatever its address looks like."""


@dataclass(slots=True)
class Frame:
    """An open element."""

    node: LexborNode
    tag: str
    selector: str
    counts: dict[str, int]
    """How many children of each tag were met, for ``nth-of-type``."""
    text_from: int
    links_from: int
    region: Region | None
    sectioned: bool
    hidden: bool
    opens_region: bool = False
    menu: MenuBuilder | None = None
    mark: Mark | None = None
    folding: Folding | None = None
    attributes: dict[str, str | None] | None = None


class Walker:
    """Gathers what one page holds. ``run`` walks; the lists are read afterwards."""

    def __init__(self, addresses: Addresses, unique_ids: frozenset[str], *, has_main: bool) -> None:
        self.addresses = addresses
        self.unique_ids = unique_ids
        self.has_main = has_main
        self.links: list[Link] = []
        self.outline = Outline()
        self.headings = self.outline.headings
        self.blocks: list[Block] = []
        self.menus: list[Menu] = []
        self.forms = FormBuilder(addresses)
        self.landmarks: list[Region] = []
        self.images_without_alt: list[str] = []
        self.crumbs: list[tuple[str, str]] = []
        self.words = 0
        self.folding = Folding()
        self._told = 0
        """Words of the blocks that were met."""
        self._targets: set[str] = set()
        """Where the links lead, once there are so many that repeats are left out."""
        self._texts: list[str] = []
        self._block_from = 0
        self._block_links = 0
        self._titled: tuple[range, Frame | None] = (range(0), None)
        """The links whose text was the whole of the last block, and the item that holds them."""
        self._bold = (0, 0)
        """Where the last words in bold begin and end."""
        self._link_heading = ""
        self._link_level = 0
        self._seen_main = False
        self._hero = False
        """A heading stood before the main part and outside every landmark: what follows it is content (a hero, a task list)."""
        self._menus_open: list[MenuBuilder] = []
        self.widgets = 0
        """Frames, and buttons of the main part outside forms."""
        self._stack: list[Frame] = []
        self._waiting: list[Mark] = []
        """Menus that are called local, and may be all that the page has."""

    def run(self, root: LexborNode) -> None:
        """Walks the tree under ``root`` without recursion: depth costs nothing."""
        node: LexborNode | None = root
        while node is not None:
            child = node.first_child if self._enter(node) else None
            if child is not None:
                node = child
                continue
            while node is not None:
                self._leave(node)
                if node.mem_id == root.mem_id:
                    return
                following = node.next
                if following is not None:
                    node = following
                    break
                node = node.parent

    def _enter(self, node: LexborNode) -> bool:
        """Takes in a node; True when its children are to be walked."""
        if node.is_text_node:
            self._text(node.text_content or "")
            return False
        if not node.is_element_node:
            return False
        tag = node.tag or ""
        parent = self._stack[-1] if self._stack else None
        attributes = node.attributes
        frame = self._frame(node, tag, attributes, parent)
        if tag in BLOCKS:
            self._flush(parent)
        if tag in FRAMES or (tag == "button" and not self.forms.is_open and self._region(frame) is Region.MAIN):
            self.widgets += 1
        if tag in FIELD_TAGS:
            box = parent.selector if parent else ""
            for choice, selector in ways_of(node, frame.selector):
                self._drawn_link(
                    {"href": choice.attributes.get("value")}, choice.text(), replace(frame, selector=selector)
                )
            self.forms.field(tag, attributes, node, selector=frame.selector, region=self._region(frame), box=box)
        elif tag == "img":
            self._image(attributes, frame)
        elif tag == "area":
            self._drawn_link(attributes, attributes.get("alt") or "", frame)
        elif tag == "svg":
            for drawn in node.css("a"):
                self._drawn_link(drawn.attributes, drawn.text(), frame)
        elif tag == "br":
            self._texts.append(" ")
        if tag in SKIPPED:
            return False
        self._stack.append(frame)
        self._open(frame, parent)
        return True

    def _frame(self, node: LexborNode, tag: str, attributes: dict[str, str | None], parent: Frame | None) -> Frame:
        here = parent.region if parent else None
        sectioned = parent.sectioned if parent else False
        opened = region_of(tag, attributes, here, sectioned=sectioned)
        hidden = (parent.hidden if parent else False) or (is_hidden(attributes) and not is_panel(node, attributes))
        return Frame(
            node=node,
            tag=tag,
            selector=self._selector(tag, attributes, parent),
            counts={},
            text_from=len(self._texts),
            links_from=len(self.links),
            region=opened or here,
            sectioned=sectioned or tag in SECTIONING,
            hidden=hidden,
            opens_region=opened is not None,
            attributes=attributes,
        )

    def _selector(self, tag: str, attributes: dict[str, str | None], parent: Frame | None) -> str:
        ident = attributes.get("id")
        nth = 1
        if parent is not None:
            nth = parent.counts[tag] = parent.counts.get(tag, 0) + 1
        if ident and ident in self.unique_ids:
            return f"#{ident}"
        if parent is None or tag in {"html", "body", "head"}:
            return tag
        return f"{parent.selector} > {tag}:nth-of-type({nth})"

    def _open(self, frame: Frame, parent: Frame | None) -> None:
        tag = frame.tag
        if frame.opens_region and frame.region is not None:
            self._open_region(frame, frame.region)
        if self._menus_open:
            menu = self._menus_open[-1]
            if tag == "li":
                menu.enter_item()
            elif tag in {"ul", "ol"}:
                menu.enter_list(
                    clean(" ".join(self._texts[parent.text_from :])) if parent and parent.tag == "li" else ""
                )
        self._mark(frame)
        if is_folded(tag, frame.attributes or {}) and not frame.hidden:
            frame.folding = Folding(begins=self._told)
        if tag == "form":
            self.forms.open(
                frame.attributes or {},
                frame.selector,
                self._region(frame),
                inside=frame.region is not None,
                links=len(self.links),
            )
        elif tag == "label":
            self.forms.open_label(frame.attributes or {})
        elif tag == "a":
            self._link_heading = ""

    def _open_region(self, frame: Frame, region: Region) -> None:
        self.landmarks.append(region)
        if region is not Region.ASIDE:
            self.forms.landmark()
        if region is Region.MAIN:
            self._seen_main = True
        if region is Region.FOOTER:
            self.outline.close()
        if region in (Region.NAV, Region.FOOTER):
            name = clean((frame.attributes or {}).get("aria-label"))
            frame.menu = MenuBuilder(name, region, frame.selector)
            self._menus_open.append(frame.menu)

    def _mark(self, frame: Frame) -> None:
        """Remembers where a list or a navigation element in the main part begins: at its end it may prove local navigation."""
        attributes = frame.attributes or {}
        nav = frame.tag == "nav" or (attributes.get("role") or "") == "navigation"
        if (nav or frame.tag in LISTS) and self._region(frame) in (Region.MAIN, Region.ASIDE):
            name = clean(attributes.get("aria-label")) or ("" if nav else self._heading_above())
            frame.mark = Mark(len(self.links), len(self.blocks), len(self.headings), self.words, name, nav)
        if (attributes.get("aria-current") or "false") != "false":
            for holder in self._stack:
                if holder.mark is not None:
                    holder.mark.current = True

    def _leave_item(self, frame: Frame) -> None:
        """Counts the entry of a list for all that hold it."""
        silent = len(self.links) == frame.links_from and bool(self._said(frame))
        for holder in self._stack:
            if holder.mark is not None:
                holder.mark.items += 1
                holder.mark.silent += silent

    def _close_mark(self, mark: Mark) -> None:
        """Takes a menu that proved local out of what the page says; one that is only called so waits for the end."""
        mark.ends = (len(self.links), len(self.blocks), len(self.headings), self.words)
        heading = self.headings[mark.headings].text if len(self.headings) > mark.headings else ""
        match verdict(mark, self.links[mark.links :], self.addresses.url, heading):
            case Verdict.LOCAL:
                self._waiting = [m for m in self._waiting if m.links < mark.links]
                self._make_local(mark)
            case Verdict.BY_NAME:
                self._waiting = [*(m for m in self._waiting if m.links < mark.links), mark]

    def finish(self) -> None:
        """Decides on the menus that are only called local: on a page with nothing else to say they are what it says."""
        if self._waiting and (self.forms.asks or self._prose() >= SAYS_SOMETHING):
            for mark in reversed(self._waiting):
                self._make_local(mark)

    def _prose(self) -> int:
        """Words of the page outside the menus that wait, its headings and the words of its links."""
        listed = {i for m in self._waiting for i in range(m.blocks, m.ends[1])}
        labels = {link.text for link in self.links}
        said = (b.text for i, b in enumerate(self.blocks) if i not in listed and b.text not in labels)
        return sum(len(text.split()) for text in said)

    def _make_local(self, mark: Mark) -> None:
        links, blocks, headings, words = mark.ends
        for i in range(mark.links, links):
            if self.links[i].region in (Region.MAIN, Region.ASIDE):
                self.links[i] = replace(self.links[i], region=Region.LOCAL)
        if mark.headings and is_heading_of_local(self.headings[mark.headings - 1].text):
            mark.words -= len(self.headings[mark.headings - 1].text.split())
            mark.headings -= 1
        del self.blocks[mark.blocks : blocks], self.headings[mark.headings : headings]
        self.words -= words - mark.words
        self.headings[mark.headings :] = [
            replace(h, words_before=h.words_before - words + mark.words) for h in self.headings[mark.headings :]
        ]

    def _leave(self, node: LexborNode) -> None:
        if not self._stack or self._stack[-1].node.mem_id != node.mem_id:
            return
        frame = self._stack[-1]
        tag = frame.tag
        if tag == "a":
            self._link(frame)
        elif tag in HEADINGS:
            self._close_heading(frame)
        elif tag in BOLD:
            self._bold = (frame.text_from, len(self._texts))
        elif tag == "label":
            self.forms.close_label(self._said(frame))
        if tag in BLOCKS and not (tag in DRAWN and self._is_drawn_heading(frame)):
            self._flush(frame)
        if tag == "li":
            self._leave_item(frame)
        if frame.mark is not None:
            self._close_mark(frame.mark)
        if frame.folding is not None:
            holder = next((f.folding for f in reversed(self._stack[:-1]) if f.folding is not None), self.folding)
            holder.close(frame.folding, self._told)
        if self._menus_open:
            self._leave_menu(frame)
        if tag == "form":
            self.forms.close(len(self.links))
        if tag in BLOCKS or tag in {"td", "th"}:
            self._texts.append(" ")
        self._stack.pop()

    def _leave_menu(self, frame: Frame) -> None:
        menu = self._menus_open[-1]
        if frame.tag == "li":
            menu.leave_item(self._said(frame))
        elif frame.tag in {"ul", "ol"}:
            menu.leave_list()
        elif frame.tag in {"button", "summary"}:
            self._menu_button(menu, frame)
        if frame.menu is not None:
            self._menus_open.pop()
            built = menu.build()
            if built:
                self.menus.append(built)

    def _menu_button(self, menu: MenuBuilder, frame: Frame) -> None:
        text = self._said(frame)
        if text and text.lower() not in {"menu", "search", "close", "toggle navigation", "open menu", "close menu"}:
            menu.button(text[:120], frame.selector, beside=len(self._stack) > 1 and self._stack[-2].tag == "li")

    def _text(self, text: str) -> None:
        if (text and not (self._stack and self._stack[-1].hidden)) or (
            text and any(f.tag == "a" for f in self._stack[-3:])
        ):
            self._texts.append(text)

    def _said(self, frame: Frame) -> str:
        return clean("".join(self._texts[frame.text_from :]))

    def _region(self, frame: Frame) -> Region:
        """The region of an element; outside every landmark it is main, unless the page marks up its main part elsewhere."""
        if frame.region is not None:
            return frame.region
        if not self.has_main:
            return Region.MAIN
        if self._seen_main:
            return Region.FOOTER
        return Region.MAIN if self._hero else Region.HEADER

    def _link(self, frame: Frame) -> None:
        attributes = frame.attributes or {}
        if "href" not in attributes:
            return
        whole = self._said(frame)
        name = clean(attributes.get("aria-label")) or self._link_heading or whole or clean(attributes.get("title"))
        kind, url, href = self.addresses.link(attributes.get("href") or "", attributes)
        if self._crowded(url):
            self._link_heading = ""
            return
        region = self._region(frame)
        trail: tuple[str, ...] = ()
        text = name[:NAME_LIMIT]
        if kind is LinkKind.PAGE and FILE.search(whole):
            kind = LinkKind.DOCUMENT
        if self._menus_open and region is not Region.BREADCRUMB:
            dead = kind in (LinkKind.DEAD, LinkKind.SCRIPT)
            trail = (
                self._menus_open[-1].link(text, url, frame.selector)
                if text and not (dead and TOGGLE.match(text))
                else ()
            )
        if region is Region.BREADCRUMB:
            self.crumbs.append((text, url))
        names = f"{attributes.get('class') or ''} {attributes.get('role') or ''}".lower()
        self.links.append(
            Link(
                text=text,
                url=url,
                href=href,
                kind=kind,
                region=region,
                heading=(
                    trail[-1] if trail else self._menus_open[-1].name if self._menus_open else self._heading_above()
                ),
                trail=trail,
                selector=frame.selector,
                context=whole[:CONTEXT_LIMIT] if self._link_heading else "",
                button=any(word in names for word in BUTTON_CLASS),
                rel=clean(attributes.get("rel")),
            )
        )
        if self._link_heading:  # a card's title inside its link: what stands below it is still about the card
            self._block_links = len(self.links)
            self._titled = (range(self._block_links - 1, self._block_links), self._item())
        self._link_heading = ""

    def _drawn_link(self, attributes: dict[str, str | None], text: str, frame: Frame) -> None:
        """Takes a link that is no element of its own: an area of an image map, a link in a drawing, a choice that goes on by itself."""
        given = attributes.get("href") or attributes.get("xlink:href") or ""
        kind, url, href = self.addresses.link(given, attributes)
        if kind not in (LinkKind.PAGE, LinkKind.DOCUMENT) or self._crowded(url):
            return
        name = clean(attributes.get("aria-label")) or clean(text) or clean(attributes.get("title"))
        self.links.append(
            Link(
                text=name[:NAME_LIMIT],
                url=url,
                href=href,
                kind=kind,
                region=self._region(frame),
                heading=self._heading_above(),
                selector=frame.selector,
                rel=clean(attributes.get("rel")),
            )
        )

    def _crowded(self, url: str) -> bool:
        """Whether a link adds nothing to the thousands that the page has already."""
        if len(self.links) < CROWD:
            return False
        if not self._targets:
            self._targets.update(link.url for link in self.links)
        if url in self._targets or len(self.links) >= MAX_LINKS:
            return True
        self._targets.add(url)
        return False

    def _heading_above(self) -> str:
        """The heading that holds a link: a card's own title is not above the card."""
        own = next(
            (int(f.tag[1]) for f in reversed(self._stack) if f.tag in HEADINGS),
            self._link_level if self._link_heading else 7,
        )
        return self.outline.above(own)

    def _close_heading(self, frame: Frame) -> None:
        text = self._said(frame)[:NAME_LIMIT]
        if not text or frame.hidden:
            return
        if frame.region is None and not self._seen_main:
            self._hero = True
        region = self._region(frame)
        if any(f.tag == "a" for f in self._stack[:-1]):
            self._link_heading, self._link_level = text, int(frame.tag[1])
        if self._menus_open and region is not Region.MAIN:
            self._menus_open[-1].heading(text, frame.selector, names=True)
            return
        if region in (Region.NAV, Region.FOOTER, Region.BREADCRUMB):
            return
        self.outline.add(int(frame.tag[1]), text, frame.selector, self.words)
        self.words += len(text.split())

    def _is_drawn_heading(self, frame: Frame) -> bool:
        """Takes in a block that is left, where a few bold words are all of it, as the heading of what follows."""
        begins, ends = self._bold
        if begins < self._block_from or begins >= ends or len(self.links) > self._block_links or frame.hidden:
            return False
        text = clean("".join(self._texts[self._block_from :]))
        if (
            self._region(frame) is not Region.MAIN
            or text != clean("".join(self._texts[begins:ends]))
            or not reads_as_heading(text)
            or any(f.tag in INSIDE for f in self._stack)
            or not stands_above(frame.node)
        ):
            return False
        self._block_from = len(self._texts)
        self._titled = (range(0), None)
        self.outline.add_drawn(text, frame.selector, self.words)
        self.words += len(text.split())
        return True

    def _flush(self, frame: Frame | None) -> None:
        """Ends the block of text that is open: what was said since the last border between blocks."""
        raw = self._texts[self._block_from :]
        start, self._block_from = self._block_links, len(self._texts)
        self._block_links = len(self.links)
        if frame is None or not raw:
            return
        text = clean("".join(raw))
        if not text:
            return
        for i in range(start, len(self.links)):
            if not self.links[i].context and self.links[i].region in (Region.MAIN, Region.ASIDE):
                self.links[i] = replace(self.links[i], context=text[:CONTEXT_LIMIT])
        self._say_below(text, range(start, len(self.links)))
        region = self._region(frame)
        if region is Region.BREADCRUMB and not any(text == c[0] for c in self.crumbs):
            self._last_crumb(text)
        if region is Region.MAIN and frame.tag not in HEADINGS and not frame.hidden:
            words = len(text.split())
            self.words += words
            self._told += words
            self.blocks.append(Block(tag=_block_tag(frame.tag), text=text, selector=frame.selector))

    def _say_below(self, text: str, links: range) -> None:
        """What stands below the name of a file in the same item belongs to it: "PDF, 200 KB"."""
        named, item = self._titled
        inside = any(f is item for f in self._stack)
        for i in named if inside and not links else ():
            if self.links[i].kind is LinkKind.DOCUMENT:
                self.links[i] = replace(self.links[i], context=f"{self.links[i].context} {text}"[:CONTEXT_LIMIT])
        if inside and not links and item is not None and item.tag in ITEMS:
            return  # what follows in the item is still about the file
        alone = len(links) == 1 and self.links[links[0]].text == text
        self._titled = (
            (links, self._item() or (self._stack[-2] if self._stack[1:] else None)) if alone else (range(0), None)
        )

    def _item(self) -> Frame | None:
        """The entry, card or row that is open."""
        return next((f for f in reversed(self._stack) if f.tag in ITEMS), None)

    def _last_crumb(self, text: str) -> None:
        """The page's own crumb, which is seldom a link."""
        last = self.crumbs[-1][0] if self.crumbs else ""
        rest = (text.rpartition(last)[2] if last else text).strip(" ›»>/|·→-")
        known = {c[0] for c in self.crumbs if c[0]}
        if rest and len(rest) < NAME_LIMIT and not BREADCRUMB.search(rest) and not any(k in rest for k in known):
            self.crumbs.append((rest, ""))

    def _image(self, attributes: dict[str, str | None], frame: Frame) -> None:
        alt = attributes.get("alt")
        if alt is None and (attributes.get("role") or "") != "presentation" and "aria-label" not in attributes:
            self.images_without_alt.append(frame.selector)
        if alt and any(f.tag == "a" for f in self._stack):
            self._texts.append(f" {alt} ")


def _block_tag(tag: str) -> str:
    return (
        tag
        if tag
        in {"p", "li", "td", "th", "dt", "dd", "blockquote", "figcaption", "address", "pre", "summary", "caption"}
        else "div"
    )
