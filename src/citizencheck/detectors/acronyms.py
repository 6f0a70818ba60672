"""Number of acronyms on the labels of a page that nothing explains, on it or at the head of the pages that the labels open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citizencheck.detectors._words import fold, folded_set, listed, stems
from citizencheck.language import SCORED, Language
from citizencheck.model import FURNITURE, Evidence, LinkKind, Measured, Measurement, Node, NotApplicable, Page, Site

SCOPE = "page"
ACRONYM: Final = re.compile(r"(?<![\w.@/'’&$-])([A-Z]{2,6})(?:s)?(?![\w@/'’&-]|\.\w|\s+\d)")
SHOUTED: Final = re.compile(r"^[^a-z]*$|\b[A-Z]{3,} [A-Z]{3,}\b")
"""Capitals for their loudness: a whole label, or two words side by side."""
MOST_OPENED: Final = 5
"""Pages that are read for one acronym."""
CODE_BEFORE: Final = re.compile(
    r"\b(?:(?:start|begin)(?:s|n?ing)?(?: with)?|prefix(?:ed)?(?: with| by)?|(?:number|reference|ref)s?(?: is| are)?)[\s:“\"'‘(]*(?:the )?(?:letters? )?[“\"'‘]?(?:[A-Z]{1,6}[”\"'’]?(?:,| or| and)? [“\"'‘]?)*$"
)
CODE_AFTER: Final = re.compile(
    r"[”\"'’)]?,? (?:and|then|plus|followed by) (?:[\w-]+ ){0,2}(?:digits?|numbers?|figures?)\b"
)
"""Around letters that are printed on a letter or a ticket: they stand for nothing."""
PERSON: Final = re.compile(r"(?:\b[A-Z][\w'’-]+ |\b[A-Z]\.? )+[A-Z][\w'’-]+,(?: [A-Z]{2,6},)* $")
"""What may be a person's name before the letters behind it, which are hers: a rank, a degree, a credential."""
LONGEST_NAME: Final = 120
BEHIND_NAME: Final = re.compile(r"\s*(?:$|[,;(|–—-])")
SPOKEN: Final = re.compile(
    r"(?:[BCDFGHJKLMNPQRSTVWXYZ]|[BCDFGPST]L|[BCDFGPTW]R|S[CHKMNPTW]|STR|[CPTW]H|TW|KN|QU)?[AEIOUY]{1,2}"
    r"(?:[BCDFGHJKLMNPQRSTVWXZ]{1,2}[AEIOUY]{1,2})*(?:[BCDFGKLMNPRSTXZ]|[LNR][CDKT]|[LMR]P|R[LMN]|[CSFP]T|S[HKPS]|[CT]H|[BDKLMNPRT]S|[CN]K|NG|LL)?"
)
"""Letters that can be said as a word of four or more are rarely but a name: of a programme, a system, a prize."""
LEAST_SPOKEN: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    known: tuple[str, ...] = ()
    """Acronyms that most people know."""
    spoken: tuple[str, ...] = ()
    """Said as a word, and all the same letters that staff use for words."""
    plain: tuple[str, ...] = ()
    """Letters with the plain words beside which they are explained: "SEND: special needs, additional needs"."""
    teasers: bool = True
    """The lines of text below links count too: they are there to tell what stands behind."""
    max_words: int = 14
    """A text with more words than this is no label."""


def measure(page: Page, node: Node, site: Site, language: Language, params: Params) -> Measurement:
    """How many different acronyms stand on links and teasers, menus and footer included, with no word of what they mean."""
    texts = list(_texts(page, params, home=node.id == site.home))
    if not texts:
        return NotApplicable("the page has no labels")
    known, spoken, glosses = folded_set(params.known), folded_set(params.spoken), _glosses(params.plain)
    whole = "\n".join([page.title, page.text, *(h.text for h in page.headings), *(e.quote for e, _ in texts)])
    places: dict[str, list[Evidence]] = {}
    for e, beside in texts:
        for match in () if SHOUTED.match(e.quote) else ACRONYM.finditer(e.quote):
            letters = match[1].casefold()
            if letters in known or (_is_name(match[1]) and letters not in spoken) or _is_code(match):
                continue
            if not (_is_credential(match, language) or _says_it(match[1], f"{beside} {e.quote}", glosses, language)):
                places.setdefault(match[1], []).append(e)
    first = {
        a: found[0]
        for a, found in places.items()
        if not _explained(a, whole) and not _explained(a, _behind(found, site))
    }
    return Measured(
        value=len(first),
        evidence=tuple(
            Evidence(kind=e.kind, url=e.url, selector=e.selector, quote=e.quote, target=e.target, note=a, key=a)
            for a, e in first.items()
        ),
        data={"count": len(first), "acronyms": listed(first), "labels": listed(e.quote for e in first.values())},
    )


def _texts(page: Page, params: Params, *, home: bool) -> Iterator[tuple[Evidence, str]]:
    """Labels and the short texts below them, each with the heading above and what stands beside it in its tile or row; of a page that
    is not home without what its template repeats."""
    below: dict[str, list[str]] = defaultdict(list)
    for h, b in page.headed:
        below[h.text if h else ""].append(b.text)
    for k in page.links if home else page.own_links:
        if (
            k.text
            and k.kind in (LinkKind.PAGE, LinkKind.DOCUMENT, LinkKind.DEAD)
            and len(k.text.split()) <= params.max_words
        ):
            where = "menu" if k.region in FURNITURE else "link"
            yield (
                Evidence(kind=where, url=page.url, selector=k.selector, quote=k.text, target=k.url),
                " ".join((k.heading, k.context, *below.get(k.text, ()))),
            )
    if params.teasers:
        labels, before = {k.text for k in page.own_links}, ""
        for h, b in page.headed:
            above, before = before, b.text if b.text in labels else ""
            if len(b.text.split()) <= params.max_words and not re.search(r"\d", b.text):  # an address, an amount
                shown = Evidence(kind="text", url=page.url, selector=b.selector, quote=b.text)
                yield shown, f"{h.text if h else ''} {above}"


def _is_name(letters: str) -> bool:
    """Whether letters are said as a word."""
    return len(letters) >= LEAST_SPOKEN and SPOKEN.fullmatch(letters) is not None


def _is_credential(match: re.Match[str], language: Language) -> bool:
    """Whether letters stand behind a person's name, which is no name of a subject."""
    before = PERSON.search(match.string[max(0, match.start() - LONGEST_NAME) : match.start()])
    if before is None or not BEHIND_NAME.match(match.string[match.end() :]):
        return False
    named = " ".join(before[0].partition(",")[0].split()[-2:])
    return language.orient(named).confidence < SCORED


def _glosses(lines: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {fold(name): tuple(words.split(",")) for name, _, words in (line.partition(":") for line in lines)}


def _says_it(letters: str, around: str, glosses: dict[str, tuple[str, ...]], language: Language) -> bool:
    """Whether the label, or what stands above it or beside it, says in citizens' words what the letters stand for."""
    said, name = set(stems(around)), fold(letters)
    plain = [t.citizen for t in language.jargon.terms if any(fold(c) == name for c in t.council)]
    plain += glosses.get(name, ())
    return any(set(stems(words)) <= said for words in plain)


def _is_code(match: re.Match[str]) -> bool:
    """Whether letters are part of a number: those that it starts with, or that digits follow."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return CODE_BEFORE.search(before) is not None or CODE_AFTER.match(after) is not None


def _behind(labels: list[Evidence], site: Site) -> str:
    """Titles and headings of the pages that labels open."""
    opened = {n.id: n for e in labels if (n := site.node(e.target))}
    pages = [p for n in list(opened.values())[:MOST_OPENED] if (p := site.page(n.url))]
    return "\n".join(t for p in pages for t in (p.title, p.h1, *(h.text for h in p.headings)))


def _explained(acronym: str, text: str) -> bool:
    """The words themselves stand somewhere: before it in brackets, or as words whose initials spell the acronym."""
    if re.search(rf"[a-z]{{2,}}\W+\w[\w'’-]+\s+\({acronym}s?\)|\b{acronym}s?\s+\([A-Za-z]+\s", text):
        return True
    between = r"[\W_]+(?:(?:and|of|for|the|in|to|on|with)[\W_]+)?"
    letters = between.join(rf"{letter}[a-z'’]+" for letter in acronym.casefold())
    return re.search(rf"(?<!\w){letters}", text, re.IGNORECASE) is not None
