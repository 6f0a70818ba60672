"""Words that a council says and a citizen does not: terms, words to avoid, acronyms, leftovers of an unfinished page, empty link texts.

The lists are ``rules/lexicon/jargon.toml``. Every function returns hits with the quote. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from citizencheck.language.glosses import SMALL, is_explained, names_unit, says
from citizencheck.language.loading import checked, read_toml
from citizencheck.language.phrases import Sought, fold, pattern
from citizencheck.language.quoting import passage
from citizencheck.language.readability import Found, Hit, sentences
from citizencheck.model import Block, Link, LinkKind

ACRONYM: Final = re.compile(r"(?<![\w@./#£$-])([A-Z][A-Z&]{1,8})(s?)(?![\w@]|[.-]\w)")
MOST_ACRONYMS: Final = 60
"""Distinct ones that are looked at on a page: nobody reads more, and a hostile page may hold any number."""
AROUND: Final = 160
"""Characters quoted around an acronym."""
ROMAN: Final = re.compile(r"^[IVX]+$")
ADDRESS: Final = re.compile(r"[^\s@]{1,64}@[^\s@]{1,200}|(?:https?://|www\.)\S+")
"""Of mail and web: nobody reads their words as words."""
FILLER_SIGNS: Final = (
    "lorem", "dolor", " here", "[", "<", "{", "tbc", "tba", "todo", "fixme", "xxx", "placeholder", "test page", "wordpress", "construction", "coming soon",
    "0800", "01234", "0123", "0000", "@example", "before publishing", "before going live", "before go live", "before go-live", "before this page", "before the page",
)  # fmt: skip
"""Of which one stands in all that ``FILLER`` finds: looked for first, since few blocks hold any."""
FILLER: Final = re.compile(
    r"\blorem ipsum\b|\bdolor sit amet\b|\b(?:insert|enter|add) (?:text|title|content|name|link|image|date|copy) here\b|\b(?:text|title|content|copy) (?:goes|to go) here\b"
    r"|[\[<{](?:insert|add|enter|your|name of|placeholder|tbc|todo|xx+)\b[^\]>}]{0,80}[\]>}]|\[[^\]]{0,60}\b(?:to be confirmed|to follow)\]|\b(?:TBC|TBA|TODO|FIXME|XXX+)\b|\bplaceholder text\b|\bthis is a test page\b"
    r"|\b(?:(?:is|are) being|needs? (?:to be )?|(?:must|should|to) be) ?(?:check|confirm|reconcil|verif)(?:ed|ied|ing|ying)\b[^.;]{0,60}\bbefore (?:publishing|go(?:ing)?[ -]live|(?:this|the) page (?:goes live|is published))\b"
    r"|\b(?:check|confirm|verify)\b[^.;]{0,60}\bbefore go(?:ing)?[ -]live\b|^test page\b|\bjust another wordpress site\b|\bwelcome to wordpress\. this is your first post\b"
    r"|\b(?:page|section|content) (?:is )?under construction\b|\b(?:content|page|more information|information|details) (?:is |are )?coming soon\b|\bcoming soon\b"
    r"|\b0800[ -]?123[ -]?4567\b|\b01234[ -]?567[ -]?890?\b|\b0123[ -]?456[ -]?789\d?\b|\b(?:0{5,}|0000[ -]000[ -]?000)\b|(?<![\w.])[\w.]{1,64}@example\.(?:com|org|net)\b",
    re.IGNORECASE,
)
TO_THEMSELVES: Final = re.compile(
    r"\b(?:check|confirm|reconcile|verify)\b[^.;]{0,80}\bbefore (?:acting on|publishing|go(?:ing)?[ -]live|relying on)\b",
    re.IGNORECASE,
)
"""What authors ask of themselves and readers cannot do: "Confirm with the benefits team before relying on it"."""
SHOUTED: Final = re.compile(r"\b(?:TBC|TBA|TODO|FIXME)\b", re.IGNORECASE)
AWAITED: Final = re.compile(
    r"\b(?:dates?|venues?|speakers?)\b[\s:–—-]*(?:(?:is|are|still) )*(?:TBC|TBA|to be confirmed|to follow)",
    re.IGNORECASE,
)
"""What nobody knows yet of a meeting or an event, which is no leftover."""
EMPTY_LINK: Final = re.compile(
    r"^(?:please )?(?:click|tap|press|go|see|read|look)? ?(?:here|this|this page|this link|this website|link|the link|more|read more|see more|view more|show more|find out more|learn more|more info(?:rmation)?"
    r"|further (?:info(?:rmation)?|details)|details|full details|view(?: details| page)?|download|continue(?: reading)?|click here(?: for .{0,20}| to .{0,12})?|click|go|open|full story|full article|website|web ?page|page)$",
    re.IGNORECASE,
)

CELL: Final = re.compile(r" > tr\b[^>]*> td\b[^>]*(?:> (?:p|span|strong)\b[^>]*)*> a\b[^>]*")
"""The place of a link in the cell of a table."""

POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
ENVELOPE: Final = 160
"""Characters of a postal address that are looked at, before its postcode."""
LINE: Final = 5
"""Words of one of its lines at most."""
LINES: Final = 2

OPENS: Final = re.compile(
    r"[\s,;–-]*(?:[(\[]\s*(?:[^()\[\]]{0,30}[\s,;])?(?:opens? (?:up )?(?:in |an? )*(?:new|another) (?:browser )?(?:window|tab|page)|(?:new|external) (?:window|tab|link|site|website)|opens? (?:an? )?external (?:link|site|website))\s*[)\]]"
    r"|\bopens? (?:up )?in (?:an? )?(?:new|another) (?:browser )?(?:window|tab|page))[\s.]*$",
    re.IGNORECASE,
)
"""What a link does to the window, said behind its words: often only to those who hear the page."""


class _Term(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    council: tuple[str, ...]
    citizen: str
    unless: tuple[str, ...] = ()
    unit: bool = False


class _JargonFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    known_acronyms: tuple[str, ...]
    structure: tuple[str, ...]
    not_structure: tuple[str, ...] = ()
    term: tuple[_Term, ...]
    avoid: tuple[_Term, ...]


@dataclass(frozen=True)
class Term:
    """A council's word with the citizen's."""

    council: tuple[str, ...]
    citizen: str
    unless: tuple[str, ...] = ()
    """Phrases in which the council's word means something else, or is the only word there is."""
    unit: bool = False
    """Written as a name ("Street Scene") it is that of a unit."""

    @cached_property
    def found(self) -> Sought:
        return Sought(self.council)

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Its short forms in small letters: written so, they are other words."""
        return frozenset(c.lower() for c in self.council if c.rstrip("s").isupper())

    @cached_property
    def excepted(self) -> re.Pattern[str]:
        return pattern(self.unless)


@dataclass(frozen=True)
class Jargon:
    """The lists, compiled."""

    terms: tuple[Term, ...]
    avoid: tuple[Term, ...]
    known: frozenset[str]
    structure: Sought
    not_structure: re.Pattern[str]

    @cached_property
    def any_term(self) -> Sought:
        return Sought(c for t in (*self.terms, *self.avoid) for c in t.council)


def jargon_from(data: Mapping[str, Any], path: Path = Path("jargon.toml")) -> Jargon:
    """``Jargon`` from the parsed file. Raises RuleError with every mistake."""
    file = checked(_JargonFile, dict(data), path)
    return Jargon(
        terms=tuple(Term(t.council, t.citizen, t.unless, t.unit) for t in file.term),
        avoid=tuple(Term(t.council, t.citizen, t.unless) for t in file.avoid),
        known=frozenset(file.known_acronyms),
        structure=Sought(file.structure),
        not_structure=pattern(file.not_structure),
    )


def load_jargon(path: Path) -> Jargon:
    """``Jargon`` from the file at ``path``. Raises RuleError."""
    return jargon_from(read_toml(path), path)


def council_terms(blocks: Iterable[Block], jargon: Jargon, *, headings: Iterable[str] = ()) -> Found:
    """Council terms for which a citizen has a plain word, once each, whichever of its words say it, out of all words; ``note`` is the plain word.

    A term that stands beside its plain word ("general waste (refuse)"), or that a sentence or one of ``headings`` explains, is no
    hit; nor is one inside the name of a unit, which is another fault.
    """
    explained = {
        term.citizen
        for heading in map(fold, headings)
        for term in jargon.terms
        for match in term.found.finditer(heading)
        if says(heading, term.citizen) or is_explained(heading, match)
    }
    return _terms(blocks, jargon.terms, jargon, explained=explained, official=True)


def words_to_avoid(blocks: Iterable[Block], jargon: Jargon) -> Found:
    """Words that plain English does without, once each, out of all words; ``note`` is what to say instead."""
    return _terms(blocks, jargon.avoid, jargon)


def _terms(
    blocks: Iterable[Block],
    terms: tuple[Term, ...],
    jargon: Jargon,
    *,
    explained: Iterable[str] = (),
    official: bool = False,
) -> Found:
    """Hits of ``terms``; ``official`` ones may be spelt in several ways, be explained, or stand in the name of a unit."""
    hits: dict[str, Hit] = {}
    words = 0
    explained = set(explained)
    for block in blocks:
        words += len(block.text.split())
        if not jargon.any_term.search(fold(block.text)):
            continue
        for sentence in sentences(block.text):
            if not jargon.any_term.search(sentence):
                continue
            for term in terms:
                if not term.found.search(sentence):
                    continue
                plain = ADDRESS.sub(_blank, term.excepted.sub(_blank, sentence))
                for match in term.found.finditer(plain):
                    if match.group().lower() in term.acronyms and not match.group().rstrip("s").isupper():
                        continue  # "ten days"
                    key = term.citizen if official else match.group().lower()
                    if key in explained or (
                        official and (names_unit(plain, match) or (term.unit and match.group().istitle()))
                    ):
                        continue
                    if says(sentence, term.citizen) or (official and is_explained(plain, match)):
                        explained.add(key)
                        hits.pop(key, None)
                        continue
                    old = hits.get(key)
                    hits[key] = Hit(
                        quote=old.quote if old else sentence, note=old.note if old else f"{match.group()} → {term.citizen}",
                        selector=old.selector if old else block.selector, weight=(old.weight if old else 0.0) + 1.0,
                    )  # fmt: skip
    return Found(hits=tuple(sorted(hits.values(), key=lambda h: -h.weight)), of=words)


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match.group())


def structure_words(blocks: Iterable[Block], jargon: Jargon) -> Found:
    """Sentences that send the reader to a part of the organisation ("contact the Revenues section"), each once, out of all words.

    What its authors say to themselves is none: a block that holds a leftover, or a sentence that wants something confirmed first.
    """
    hits: dict[tuple[str, str], Hit] = {}
    words = 0
    for block in blocks:
        words += len(block.text.split())
        folded = fold(block.text)
        if not jargon.structure.search(folded) or _leftovers(folded):
            continue
        plain = _without_postal_addresses(jargon.not_structure.sub(_blank, folded))
        for match in jargon.structure.finditer(plain):
            quote = passage(folded, *match.span())
            if not TO_THEMSELVES.search(quote):
                hits.setdefault((block.selector, quote), Hit(quote=quote, note=match.group(), selector=block.selector))
    return Found(hits=tuple(hits.values()), of=words)


def _without_postal_addresses(text: str) -> str:
    """``text`` with what is written on an envelope blanked: short names between commas that end in a postcode."""
    for end in POSTCODE.finditer(text):
        start = end.start()
        parts = text[max(0, start - ENVELOPE) : start].split(",")[1:]
        lines = 0
        for part in reversed(parts):
            if part.strip() and not (part.strip()[0].isupper() and len(part.split()) <= LINE):
                break
            start -= len(part) + 1
            lines += 1
        if lines >= LINES:
            text = text[:start] + "\x00" * (end.end() - start) + text[end.end() :]
    return text


def unexplained_acronyms(blocks: Iterable[Block], jargon: Jargon, *, also: str = "") -> Found:
    """Acronyms that nothing on the page explains, most used first, out of all acronyms. ``also``: headings and title, which may explain."""
    kept = [b for b in blocks if not b.text.isupper()]
    text = "\n".join([fold(also), *(fold(b.text) for b in kept)])[:200_000]
    first: dict[str, Hit] = {}
    for block in kept:
        folded = fold(block.text)
        for match in ACRONYM.finditer(folded):
            name = match.group(1)
            if name in jargon.known or ROMAN.match(name) or _shouting(folded, match) or _in_address(folded, match):
                continue
            old = first.get(name)
            if old is None and len(first) >= MOST_ACRONYMS:
                continue
            first[name] = Hit(
                quote=old.quote if old else passage(folded, *match.span(), most=AROUND), note=name,
                selector=old.selector if old else block.selector, weight=(old.weight if old else 0.0) + 1.0,
            )  # fmt: skip
    hits = [h for name, h in first.items() if not _explained(name, text)]
    return Found(hits=tuple(sorted(hits, key=lambda h: (-h.weight, h.note))), of=len(first))


def _in_address(text: str, match: re.Match[str]) -> bool:
    """Whether it is an American state before its ZIP code, or stands beside a figure as a unit does."""
    return (
        bool(re.match(r" \d{5}\b", text[match.end() : match.end() + 7]))
        or text[max(0, match.start() - 2) : match.start()].strip().isdigit()
    )


def _shouting(text: str, match: re.Match[str]) -> bool:
    """Whether the word stands in a run of three or more words in capitals: emphasis, not an acronym."""
    before = re.findall(r"[^\s]+", text[max(0, match.start() - 40) : match.start()])[-2:]
    after = re.findall(r"[^\s]+", text[match.end() : match.end() + 40])[:2]
    run = [bool(re.fullmatch(r"[A-Z][A-Z',!]+", w)) for w in (*before, match.group(), *after)]
    at = len(before)
    return any(all(run[i : i + 3]) for i in range(max(0, at - 2), at + 1) if len(run[i : i + 3]) == 3)


def _explained(name: str, text: str) -> bool:
    """Whether ``text`` says what ``name`` stands for: "Long Form (ABC)", "ABC (Long Form)", or "ABC stands for ..."."""
    letters = name.replace("&", "").lower()
    for match in re.finditer(rf"\({re.escape(name)}s?\)", text):
        before = re.findall(r"[A-Za-z']+", text[max(0, match.start() - 120) : match.start()].rpartition("\n")[2])
        if any(_spells(before[-n:], letters) for n in range(1, len(letters) + 3)):
            return True
    for match in re.finditer(
        rf"(?<!\w){re.escape(name)}s?(?:\s*\(|\s+stands for\s|\s+is short for\s|\s+means\s|\s*[-–:]\s+)", text
    ):
        after = re.findall(r"[A-Za-z']+", text[match.end() : match.end() + 120])
        if any(_spells(after[:n], letters) for n in range(1, len(letters) + 3)):
            return True
    return False


def _spells(words: list[str], letters: str) -> bool:
    """Whether ``letters`` can be read off ``words`` in order, the first from the first word and one at least from the last."""
    if not words or words[0][0].lower() != letters[0] or len(words) * 2 < len(letters):
        return False
    at = 0
    for word in words:
        took = at
        for i, char in enumerate(word.lower()):
            if at < len(letters) and char == letters[at] and (i == 0 or at > took):
                at += 1
        if took == at and word.lower() not in SMALL:
            return False
    return at == len(letters)


def placeholders(blocks: Iterable[Block]) -> Found:
    """Leftovers of an unfinished page ("lorem ipsum", "[insert date]", "TBC", 0800 123 4567), out of all blocks."""
    hits: list[Hit] = []
    seen = 0
    for block in blocks:
        seen += 1
        folded = fold(block.text)
        if left := _leftovers(folded):
            hits.append(Hit(quote=passage(folded, *left[0].span()), note=left[0].group(), selector=block.selector))
    return Found(hits=tuple(hits), of=seen)


def _leftovers(text: str) -> list[re.Match[str]]:
    low = text.lower()
    if not any(sign in low for sign in FILLER_SIGNS):
        return []
    return [
        m
        for m in FILLER.finditer(text)
        if (not SHOUTED.fullmatch(m.group()) or m.group().isupper())
        and not AWAITED.search(text[: m.end()], max(0, m.start() - 40))
    ]


def empty_link_texts(links: Iterable[Link]) -> Found:
    """Links whose words say nothing of where they lead ("click here", "read more"), out of all links with words.

    One that fills a cell of a table is left alone: its row says what it is about.
    """
    named = [k for k in links if k.text and k.kind in (LinkKind.PAGE, LinkKind.DOCUMENT, LinkKind.ANCHOR)]
    hits = [
        Hit(quote=k.text, note=k.url, selector=k.selector)
        for k in named
        if EMPTY_LINK.match(OPENS.sub("", k.text).strip(" .:…»›→>"))
        and not (k.context == k.text and CELL.search(k.selector))
    ]
    return Found(hits=tuple(hits), of=len(named))
