"""What an address says: its words, glued ones taken apart, and the tasks that councils have put behind such words.

The votes were learned (``scripts/learn-addresses``) from addresses that councils gave for national services and from the
catalogue's own phrases: a linear model, one weight for each word and task, shipped as plain data. Tasks that no council gave an
address for are known by the catalogue's words alone. The votes are for addresses only, never for labels and headings: there each
word was chosen by a person for readers, so that a word that merely often stands beside a task proves nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, ConfigDict

from citizencheck.language.nearwords import NearWords
from citizencheck.language.stems import stem

MACHINERY: Final = frozenset(
    [
        "www",
        "http",
        "https",
        "gov",
        "uk",
        "aspx",
        "asp",
        "htm",
        "html",
        "php",
        "jsp",
        "cfm",
        "index",
        "default",
        "info",
        "site",
        "scripts",
        "article",
        "articleid",
        "pages",
        "page",
        "home",
        "content",
        "node",
        "nsf",
        "xforms",
        "contentid",
        "en",
        "english",
        "information",
        "service",
        "services",
        "online",
        "form",
        "forms",
        "the",
        "and",
        "of",
        "in",
        "to",
        "a",
        "for",
        "your",
        "you",
        "my",
        "our",
        "it",
        "on",
        "or",
        "at",
        "by",
        "is",
        "with",
    ]
)
"""Words of every address, which say nothing of the page."""
ENDING: Final = re.compile(r"\.(?:aspx?|html?|php|jsp|cfm|article|en)$", re.IGNORECASE)
HOSTING: Final = MACHINERY | frozenset(
    [
        "apps",
        "cms",
        "com",
        "eforms",
        "eserv",
        "forms",
        "live",
        "net",
        "new",
        "org",
        "portal",
        "secure",
        "selfserve",
        "web",
    ]
)
"""Words of hosts that say nothing of the page."""
REGISTERED: Final = re.compile(r"(?:[^.]+\.)?(?:gov\.[a-z]{2,5}|llyw\.cymru)$|\.(?:(?:co|org)\.)?[a-z]{2,6}$")
"""The end of a host: who it belongs to where that is a council, elsewhere only the top of the name."""
NUMBERED: Final = re.compile(
    r"(?:\bpid[/=]?|\blgsl(?:_?id)?[=/]|scheme_name=lgsl&scheme_category_id=)0*(\d{1,4})\b|/0+(\d{3})(?=/)",
    re.IGNORECASE,
)
"""The ways in which council systems write the LGSL number of a service into an address."""
ABOVE: Final = 0.5
ASKED: Final = 0.7
HOST: Final = 0.35
NEAR: Final = 0.8
"""How much a word counts beside one of the last part: of a part above, of the query, of the host, and one that is only near to a
known word."""
SHOWN: Final = 2
NAMING: Final = 3
"""Typed words that name the page, at the end (measured: with two to six of them next to nothing changes)."""
LONG: Final = 7
"""Shorter words are never taken apart: too many of them fall into two words by chance."""


class _Learned(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    bias: float
    """Log odds before any word."""
    other: float
    """What any word counts, in log odds, before what it says of this task."""
    words: dict[str, float]


class AddressFile(BaseModel):
    """``lexicon/addresses.toml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    parts: tuple[str, ...]
    """Words that addresses are put together from, unstemmed."""
    task: tuple[_Learned, ...]


@dataclass(frozen=True, slots=True)
class AddressSaid:
    """An address in words."""

    last: tuple[str, ...]
    """Of the last part of the path that says something."""
    above: tuple[str, ...]
    """Of the parts above it."""
    asked: tuple[str, ...]
    """Of query and fragment."""
    host: tuple[str, ...]
    """Of the host, without the name of a council."""
    numbers: tuple[int, ...]
    """LGSL numbers that it states."""


class AddressWords:
    """Takes addresses apart, and says which services such words stood for elsewhere."""

    def __init__(self, file: AddressFile, known: Iterable[str]) -> None:
        self._parts = frozenset(w for w in (*file.parts, *known) if len(w) > 2)
        self._before = {t.id: (t.bias, t.other) for t in file.task}
        self._weights: dict[str, dict[str, float]] = {}
        for task in file.task:
            for word, weight in task.words.items():
                self._weights.setdefault(word, {})[task.id] = weight
        self._near = lru_cache(maxsize=16384)(NearWords(self._weights).of)
        self._split = lru_cache(maxsize=16384)(self._split_plain)

    def read(self, url: str) -> AddressSaid:
        """The words of an address in order, lower case, machinery left out."""
        host, path, query, fragment = _split_url(url)
        parts = [words for part in path.split("/") if (words := self._words(ENDING.sub("", unquote(part))))]
        return AddressSaid(
            last=parts[-1] if parts else (),
            above=tuple(w for part in parts[:-1] for w in part),
            asked=self._words(f"{unquote(query.replace('+', ' '))} {unquote(fragment)}"),
            host=tuple(w for w in self._words(REGISTERED.sub("", host)) if w not in HOSTING and len(w) > 2),
            numbers=tuple(int(m[1] or m[2]) for m in NUMBERED.finditer(url)),
        )

    def typed(self, text: str) -> AddressSaid:
        """Words that were typed, read as those of an address: the last name the page, those before it what it is filed under."""
        words = self._words(text)
        return AddressSaid(last=words[-NAMING:], above=words[:-NAMING], asked=(), host=(), numbers=())

    def signs(self, said: AddressSaid) -> dict[str, tuple[float, str]]:
        """Each known stem that the address holds -> (how much it counts, 0 to 1; the word that says it).

        Words far from the page's own count less, and so do words that are only near to a known one.
        """
        found: dict[str, tuple[float, str]] = {}
        for words, much in ((said.host, HOST), (said.above, ABOVE), (said.asked, ASKED), (said.last, 1.0)):
            for word in words:
                root = stem(word)
                for known in (root,) if root in self._weights else self._near(root):
                    counts = much if known == root else NEAR * much
                    if counts > found.get(known, (0.0, ""))[0]:
                        found[known] = (counts, word)
        return found

    def votes(self, signs: Mapping[str, tuple[float, str]]) -> Mapping[str, float]:
        """Every learned task -> its weight in log odds; empty where there is no sign."""
        if not signs:
            return {}
        count = sum(much for much, _ in signs.values())
        sums = {task: bias + other * count for task, (bias, other) in self._before.items()}
        for root, (much, _) in signs.items():
            for task, weight in self._weights[root].items():
                sums[task] += much * weight
        return sums

    def moving(self, signs: Mapping[str, tuple[float, str]], task: str) -> tuple[str, ...]:
        """The words of an address that moved it most towards a task, as they stand there."""
        moved = [(-much * self._weights[root].get(task, 0.0), word) for root, (much, word) in signs.items()]
        return tuple(dict.fromkeys(word for weight, word in sorted(moved) if weight < 0))[:SHOWN]

    def _words(self, text: str) -> tuple[str, ...]:
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
        found = (w.lower() for w in re.split(r"[^A-Za-zÀ-ÿ]+", spaced))
        return tuple(p for w in found if len(w) > 1 for p in self._split(w) if p not in MACHINERY)

    def _split_plain(self, word: str) -> tuple[str, ...]:
        """A glued word as the fewest known words ("missedbins": missed, bins); any other word as it is."""
        if len(word) < LONG or word in self._parts:
            return (word,)
        best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ()), *([None] * len(word))]
        for end in range(3, len(word) + 1):
            for start in range(max(0, end - 16), end):
                before, piece = best[start], word[start:end]
                if before is None or not (piece in self._parts or piece in JOINTS):
                    continue
                cost = before[0] + (1.0 if piece in self._parts else 0.9) + 1 / len(piece)
                if best[end] is None or cost < (best[end] or (math.inf,))[0]:
                    best[end] = (cost, (*before[1], piece))
        whole = best[len(word)]
        return whole[1] if whole else (word,)


JOINTS: Final = frozenset(["of", "in", "to", "it", "on", "my", "or", "a"])


def _split_url(url: str) -> tuple[str, str, str, str]:
    """Host in lower case without port, path, query, fragment."""
    try:
        parts = urlsplit(url if "://" in url or url.startswith("/") else f"//{url}")
        return parts.hostname or "", parts.path, parts.query, parts.fragment
    except ValueError:
        return "", "", "", ""
