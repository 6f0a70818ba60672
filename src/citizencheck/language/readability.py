"""How hard a text is to read: sentences, reading age, long sentences and paragraphs, passive voice, "we" against "you".

English only: ``language_of`` says what a page is written in, and callers ask it first. Each measure says what it looked at, so that
a share can be taken, and quotes what it found. The formulas are crude; nothing here judges.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from citizencheck.language.phrases import fold
from citizencheck.model import Block, Page

LEAST_WORDS: Final = 200
LEAST_SENTENCES: Final = 10
"""Below either, a reading age says nothing (the guards that the Centralised Web Accessibility Checker uses)."""
LONG_SENTENCE: Final = 25
LEAST_LETTERS: Final = 2
"""Characters that a word takes up at least, with what stands between it and the next."""
PART_END: Final = re.compile(r"[:;]\s")
LONG_PARAGRAPH: Final = 5
PROSE_TAGS: Final = frozenset(
    {"p", "div", "li", "dd", "blockquote", "section", "article", "span", "td", "figcaption", "summary"}
)
MARK: Final = "\x01"
ABBREVIATIONS: Final = re.compile(
    r"(?-i:(?<=\d )[NSEW]|(?:(?<=\bMr )|(?<=\bMrs )|(?<=\bMs )|(?<=\bDr )|(?<=\bCllr )|(?<=\b[A-Z]\. ))[A-Z])\."
    r"|\b(?:e\.g|i\.e|etc|mr|mrs|ms|dr|no|nos|ltd|co|approx|inc|vs|tel|ext|(?:st|rd|ave|blvd|hwy)(?!\.\s+(?-i:All|At|Call|For|If|In|It|On|Our|Please|See|The|This|To|We|You)\b)|dept|bldg|para|paras|p|pp|s|ss|reg|regs|cllr|rev|prof|a\.m|p\.m|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.",
    re.IGNORECASE,
)
SENTENCE_END: Final = re.compile(
    r"(?<=[.!?])[\"')\]]?\s+(?=[\"'(\[]?[A-Z0-9£])"
    r"|(?<=[a-z]{3}[.!?])(?<!www\.)(?!(?:Com|Co|Gov|Net|Org|Uk)\b)(?=[A-Z][a-z]*(?:'[a-z]+)?,?\s)"
)
"""With a space behind it, or without where a word ends and another begins: "our industry.Our goals"."""
NOISE: Final = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
)
NOISE_SIGNS: Final = re.compile(r"[@\d/]|www\.")
"""Of which one stands in all that ``NOISE`` finds."""
WORD: Final = re.compile(r"[A-Za-zÀ-ÿ]+(?:['-][A-Za-zÀ-ÿ]+)*")
VOWELS: Final = re.compile(r"[aeiouyà-ÿ]+")
SILENT: Final = re.compile(r"(?:[^laeiouy]|[^aeiouy]l[^l])es?$|[^dt]ed$")
KNOWN: Final = {
    "area": 3, "areas": 3, "business": 2, "businesses": 3, "being": 2, "council": 2, "councillor": 3, "every": 2, "everyone": 3, "evening": 2,
    "people": 2, "recycle": 3, "recycling": 3, "cycle": 2, "science": 2, "society": 4, "vehicle": 3, "vehicles": 3, "wednesday": 2, "client": 2,
    "community": 4, "create": 2, "created": 3, "diary": 3, "idea": 3, "media": 3, "period": 3, "poem": 2, "quiet": 2, "radio": 3, "real": 2,
    "realise": 3, "reality": 4, "variety": 4, "via": 2, "video": 3, "piano": 3, "museum": 3, "lion": 2, "giant": 2, "trial": 2, "something": 2,
    "someone": 2, "sometimes": 2, "therefore": 2, "whole": 1, "homeless": 2, "homelessness": 3, "safely": 2, "closely": 2, "online": 2, "lifetime": 2,
    "wheelchair": 2, "household": 2, "householder": 3, "statement": 2, "management": 3, "replacement": 3, "movement": 2, "arrangement": 3, "useful": 2, "careful": 2,
}  # fmt: skip
PASSIVE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got)\s+(?:not\s+|also\s+|only\s+|then\s+|usually\s+|currently\s+|normally\s+|\w+ly\s+)?"
    r"((?:\w{2,}(?:[^e\W]ed|ied))|(?:[a-z]{2,}eed(?=ed))|made|given|taken|sent|paid|held|kept|found|built|known|shown|seen|done|set|put|told|written|brought|bought|sold|met|left|lost|dealt|drawn|chosen|begun|read|cut|let|used|required|provided|charged|based)\b",
    re.IGNORECASE,
)
NOT_PASSIVE: Final = frozenset(
    [
        "interested",
        "married",
        "retired",
        "disabled",
        "excited",
        "pleased",
        "delighted",
        "worried",
        "concerned",
        "tired",
        "scared",
        "located",
        "based",
        "aged",
        "unemployed",
        "qualified",
        "committed",
        "dedicated",
        "experienced",
        "left",
        "need",
        "bed",
        "red",
        "feed",
        "seed",
        "speed",
    ]
)
WE: Final = re.compile(
    r"\b(?:we|we're|we'll|we've|our|ours|us|the council|the council's|council's|the authority|this authority|the service)\b",
    re.IGNORECASE,
)
YOU: Final = re.compile(r"\b(?:you|you're|you'll|you've|your|yours|yourself)\b", re.IGNORECASE)
WELSH: Final = frozenset(
    [
        "y",
        "yr",
        "yn",
        "ar",
        "eich",
        "ac",
        "neu",
        "i",
        "gan",
        "mae",
        "chi",
        "am",
        "o",
        "wedi",
        "sydd",
        "bydd",
        "cyngor",
        "gyfer",
        "gwasanaethau",
        "ein",
        "hon",
        "hwn",
        "rhoi",
        "ydych",
        "gallwch",
    ]
)
ENGLISH: Final = frozenset(
    [
        "the",
        "and",
        "of",
        "to",
        "you",
        "your",
        "for",
        "is",
        "are",
        "in",
        "on",
        "with",
        "we",
        "if",
        "can",
        "a",
        "be",
        "or",
        "this",
        "that",
        "will",
        "from",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found in a text, with the words themselves."""

    quote: str
    note: str = ""
    """What it was taken for: data, never a sentence."""
    selector: str = ""
    weight: float = 1.0
    """How bad, in the unit of the measure: words of a long sentence, uses of an acronym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a measure found, and out of how many places it looked at."""

    hits: tuple[Hit, ...]
    of: int

    @property
    def share(self) -> float:
        """Hits for each place looked at; 0 where there was nothing to look at."""
        return len(self.hits) / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How hard a text is by Flesch and Kincaid's formula, or why that cannot be said."""

    age: float | None
    """Reading age in years: the school grade and five."""
    grade: float | None
    words: int
    sentences: int
    reason: str = ""
    """Why there is no figure, so that a resident could read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How often a text speaks of the council and how often of its reader."""

    we: int
    you: int

    @property
    def ratio(self) -> float:
        """Mentions of the council for each mention of the reader; the count itself where the reader is never spoken to."""
        return self.we / self.you if self.you else float(self.we)


def language_of(page: Page) -> str:
    """Two letters: what the page is written in, by its words where they are plain, else by its ``lang``; ``""`` where neither says."""
    return _language(page.text[:20_000], page.lang.strip().lower()[:2])


@lru_cache(maxsize=4)
def _language(text: str, declared: str) -> str:
    """Of one page, which several rules ask for one after the other."""
    counted = Counter(map(str.lower, WORD.findall(fold(text))))
    welsh, english = sum(counted[w] for w in WELSH), sum(counted[w] for w in ENGLISH)
    words = counted.total()
    if words >= 40 and max(welsh, english) >= 0.08 * words:
        if welsh > 2 * english:
            return "cy"
        if english > 2 * welsh:
            return "en"
    return declared


def prose(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks that are written in sentences: no headings, table cells of a word or two, menus or addresses.

    A list item or cell counts when it ends like a sentence; six words are the least.
    """
    return tuple(b for b in blocks if b.tag in PROSE_TAGS and len(b.text.split()) >= 6 and _is_sentence(b))


def _is_sentence(block: Block) -> bool:
    text = block.text.rstrip(" \"')]”’")
    if text.endswith((".", "!", "?")):
        return True
    return block.tag in ("p", "dd", "blockquote") and (text.endswith(":") or ". " in text or len(text.split()) >= 12)


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph: abbreviations, decimals and addresses do not end one, a line break does.

    Those of the page that is being read are remembered, for the rules that ask one after the other.
    """
    found: list[str] = []
    for line in fold(text).splitlines():
        if SENTENCE_END.search(line):
            held = ABBREVIATIONS.sub(lambda m: m.group().replace(".", MARK), line)
            found += [s.replace(MARK, ".").strip() for s in SENTENCE_END.split(held) if s.strip()]
        elif line.strip():
            found.append(line.replace(MARK, ".").strip())
    return tuple(found)


def words_of(sentence: str) -> list[str]:
    """The words of a sentence, without web addresses, e-mail addresses, postcodes and numbers."""
    folded = fold(sentence)
    return WORD.findall(NOISE.sub(" ", folded) if NOISE_SIGNS.search(folded) else folded)


@lru_cache(maxsize=65536)
def syllables(word: str) -> int:
    """How many syllables an English word has, by its groups of vowels: within one of the truth for most words, at least 1."""
    low = word.lower().replace("'", "")
    if "-" in low:
        return sum(syllables(part) for part in low.split("-") if part)
    if low in KNOWN:
        return KNOWN[low]
    count = len(VOWELS.findall(low))
    if (
        count > 1
        and SILENT.search(low)
        and not low.endswith(
            (
                "ble",
                "cle",
                "dle",
                "fle",
                "gle",
                "kle",
                "ple",
                "tle",
                "zle",
                "ies",
                "ches",
                "shes",
                "sses",
                "xes",
                "zes",
                "ses",
                "ces",
                "ges",
            )
        )
    ):
        count -= 1
    if re.search(r"(?:[^cgst]ia[^l]|io(?!n|us)|eo(?!us)|[^q]ua(?!l$)|ying|iet)", low):
        count += 1
    return max(1, count)


def _spoken(words: Sequence[str]) -> int:
    """Syllables of a sentence. A name inside it (of a place, a street, a person) counts two at most: it is known or it is not."""
    names = (w for w in words[1:] if w[0].isupper())
    return sum(map(syllables, words)) - sum(max(0, syllables(w) - 2) for w in names)


def reading_age(blocks: Iterable[Block]) -> Reading:
    """The reading age of the prose among ``blocks``; no figure below 200 words or 10 sentences."""
    parts = [words for _, _, words in _each_sentence(tuple(blocks)) if words]
    words = sum(len(p) for p in parts)
    if words < LEAST_WORDS or len(parts) < LEAST_SENTENCES:
        return Reading(
            age=None, grade=None, words=words, sentences=len(parts), reason="there is too little running text"
        )
    spoken = sum(_spoken(p) for p in parts)
    grade = 0.39 * words / len(parts) + 11.8 * spoken / words - 15.59
    return Reading(age=round(grade + 5, 1), grade=round(grade, 1), words=words, sentences=len(parts))


@lru_cache(maxsize=2)
def _each_sentence(blocks: tuple[Block, ...]) -> tuple[tuple[Block, str, Sequence[str]], ...]:
    """(block, sentence, its words) of the prose of the page that is being read, for the measures that ask one after the other."""
    return tuple((b, sentence, words_of(sentence)) for b in prose(blocks) for sentence in sentences(b.text))


def long_sentences(blocks: Iterable[Block], limit: int = LONG_SENTENCE) -> Found:
    """Sentences of more than ``limit`` words, longest first, out of all sentences. A list after a colon is not one sentence with it."""
    read = _each_sentence(tuple(blocks))
    hits = [
        Hit(quote=sentence[:500], note=f"{len(words)} words", selector=block.selector, weight=float(len(words)))
        for block, sentence, words in read
        if len(sentence) > LEAST_LETTERS * limit and _longest_part(sentence) > limit
    ]
    return Found(hits=tuple(sorted(hits, key=lambda h: -h.weight)), of=len(read))


def _longest_part(sentence: str) -> int:
    return max((len(WORD.findall(part)) for part in PART_END.split(sentence)), default=0)


def long_paragraphs(blocks: Iterable[Block], limit: int = LONG_PARAGRAPH) -> Found:
    """Paragraphs of more than ``limit`` sentences, longest first, out of all paragraphs."""
    counted = [(b, len(sentences(b.text))) for b in prose(blocks)]
    hits = [
        Hit(quote=b.text[:300], note=f"{n} sentences", selector=b.selector, weight=float(n))
        for b, n in counted
        if n > limit
    ]
    return Found(hits=tuple(sorted(hits, key=lambda h: -h.weight)), of=len(counted))


def passives(blocks: Iterable[Block]) -> Found:
    """Sentences that look passive ("is collected", "must be returned"), out of all sentences.

    Crude: a form of *be* before what looks like a participle. It takes some adjectives for verbs and misses some verbs; a share over
    a page means something, one hit does not.
    """
    hits: list[Hit] = []
    seen = 0
    for block, sentence, _ in _each_sentence(tuple(blocks)):
        seen += 1
        match = next((m for m in PASSIVE.finditer(sentence) if m.group(1).lower() not in NOT_PASSIVE), None)
        if match:
            hits.append(Hit(quote=sentence[:300], note=match.group(), selector=block.selector))
    return Found(hits=tuple(hits), of=seen)


def voice(blocks: Iterable[Block]) -> Voice:
    """How often the prose says "we", "our" or "the council", and how often "you" or "your"."""
    text = "\n".join(fold(b.text) for b in prose(blocks))
    return Voice(we=len(WE.findall(text)), you=len(YOU.findall(text)))
