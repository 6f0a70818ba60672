"""Which tasks a site speaks of where no page, link or heading of it names them: in passing, or on a page named after a unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from citizencheck.journeys.handoffs import is_away
from citizencheck.journeys.places import JOINED, LISTED, is_form_page, may_hold
from citizencheck.journeys.units import is_units_name, named_after_a_unit
from citizencheck.language import Language
from citizencheck.language.phrasefit import GRAMMAR, LIGHT
from citizencheck.language.stems import fold, stem, stems, words
from citizencheck.model import Channel, Focus, LinkKind, Node, Page, PageKind, Region, Site, Task
from citizencheck.model.url import slug_words

MOST: Final = 2000
"""Pages that are read for it, nearest home first."""
ELSEWHERE: Final = frozenset({PageKind.NEWS, PageKind.DEMOCRACY, PageKind.ERROR})
"""What stands there tells nobody how to do a thing."""
TELLING: Final = 4
"""A phrase that is one word must have a stem of so many letters: *tip* is said of much else."""
ACTS: Final = re.compile(
    r"\b(?:apply|applications? (?:should|must|can|may|are|have to|need to) be (?:made|sent|submitted)|book|call|claim|complain|contact|e-?mail|forms?|hand(?:ed)? in|notif(?:y|ied)|order|pa(?:y|id)|phone|register|renew"
    r"|report|request|ring|send|tell|telephone|vacanc(?:y|ies)|visit|writ(?:e|ing)|\d{5} ?\d{5,6})\b",
    re.IGNORECASE,
)
"""What a block says that tells how to do a thing."""
ENDS: Final = re.compile(r"(?<=[.!?;])\s+|\s*[→»›•|]\s*")
"""What parts sentences, and the tiles of a list that is one block."""
FORMS: Final = re.compile(r"\b(?:form|apply|application|claim|request|fill in|complete)\b", re.IGNORECASE)
"""What is said of a file by which a thing is done."""
NAMES_OF_LAWS: Final = re.compile(
    r"\b[A-Z][\w'’-]*(?:,? (?:[A-Z][\w'’-]*|and|of|the|for|in|etc\.?|\([^)]{1,40}\)))* (?:Acts?|Orders?|Regulations?|Bill|Measure|Engineers?|Surveyors?)\b(?: \d{4})?"
)
ARTICLES: Final = frozenset({"a", "an", "the", "my", "your", "our", "their"})
NOT_HERE: Final = re.compile(r"\b(?:cannot|can['’]t|do(?:es)? not|don['’]t|no longer|unable)\b", re.IGNORECASE)
"""What says that a thing is not done there."""
CONTEXT: Final = 200
"""Characters of its block that a link keeps."""
SHARED: Final = 2
"""Tasks in whose phrases a word may stand that alone tells of one: *complaint* stands in many (judgement)."""
SURELY: Final = 0.8
"""A label that fits a task so well surely means that one (judgement)."""
LABEL: Final = 80
"""Characters of a text that may be a label; what is longer is prose."""
NAME: Final = 8
"""Words that a unit's name has at most; the names of the units below tell of no task."""
OPENING: Final = 8
"""Words within which a sentence says what it is about (judgement)."""
FEW: Final = 6
"""Words that a page's name has at most, which says a task's phrase and hardly more (judgement)."""
ABOUT: Final = frozenset({Focus.TASK, Focus.INFORMATION})
"""What the page is about that may tell of a task under its name."""
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where a task is spoken of."""

    url: str
    unit: str = ""
    """The name of the page where that is a unit's and tells how the task is done; ``""``: it is only spoken of in passing."""
    done: bool = False
    """It is named on a page where things of its kind are done: *street lights* on "Report a road problem"."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase of a task as it is looked for."""

    loose: Words
    """Its stems without the small words: who says them one after the other speaks of the task."""
    close: Words = ()
    """Its stems without articles: *home school* is not *home to school*."""
    word: str = ""
    """The word itself where it is one: *adopted* is not *adopt*. Both are empty where it does not say enough."""


def spoken_of(
    tasks: Sequence[Task], site: Site, language: Language, taken: Mapping[str, Container[str]] = MappingProxyType({})
) -> dict[str, Spoken]:
    """Task id -> the page whose own name holds a phrase of it, of those that are not ``taken`` by another task (address -> the subjects of what
    starts online there); else one named after a unit that tells how it is done; else the page nearest
    home whose text holds one of the task's phrases."""
    wanted = _phrases(tasks, language)
    found: dict[str, Spoken] = {}
    nodes = sorted((n for n in site.nodes if n.kind not in ELSEWHERE), key=lambda n: (n.depth < 0, n.depth, n.id))
    for node in (n for n in nodes[:MOST] if n.url not in taken):
        for task in _in_its_name(node, wanted, site, language) - found.keys():
            found[task] = Spoken(node.url, done=True)
    left = {t: p for t, p in wanted.items() if t not in found}
    for node in nodes[:MOST]:
        page = site.page(node.url) if may_hold(node) or node.id == site.home else None
        if page is not None:
            _hear(node, page, tasks, left, found, site, language, taken.get(node.url, ()))
    return found


def _hear(
    node: Node,
    page: Page,
    tasks: Sequence[Task],
    wanted: Mapping[str, Sequence[_Phrase]],
    found: dict[str, Spoken],
    site: Site,
    language: Language,
    started: Container[str],
) -> None:
    """Takes in what a page says of the tasks: on a unit's page, where such things are done, with whom to ring, beside what is ``started`` there
    of their subject, or in passing."""
    texts = list(_texts(page))
    if named_after_a_unit(node, language):
        found |= {
            task: Spoken(node.url, node.name) for task in _hidden(node, page, texts, tasks, wanted, found, language)
        }
    said = {part: _loose(part) for text in texts for part in sentences(text)}
    near = _near(said, wanted)
    doing = _done_here(node, tasks)
    open_to = {t: p for t, p in near.items() if not (t in found and found[t].unit)}
    told = _held(said, {t: p for t, p in open_to.items() if t in doing}, language)
    told |= _done_by_sentence(page, tasks, said, open_to, site, language)
    found |= {task: Spoken(node.url, done=True) for task in told}
    unheard = {t: p for t, p in near.items() if t not in found}
    if may_hold(node) and unheard:
        told = _begun(_with_a_way(page), unheard, language)
        like = {t.id: unheard[t.id] for t in tasks if t.id in unheard and t.group in started}
        if like:  # a row that begins with it is enough: *Secondary (Year 7)*
            told |= _begun((b.text for b in page.blocks), like, language)
        found |= {task: Spoken(node.url, done=True) for task in told}
        unheard = {t: p for t, p in unheard.items() if t not in told}
    found |= {task: Spoken(node.url) for task in _held(said, unheard, language)}


def _hidden(
    node: Node,
    page: Page,
    texts: Sequence[str],
    tasks: Sequence[Task],
    wanted: Mapping[str, Sequence[_Phrase]],
    found: Mapping[str, Spoken],
    language: Language,
) -> set[str]:
    """The tasks that a unit's page tells how to do, and no page so far that does them or is a unit's; none by what stands in the unit's own name."""
    telling = [t for t in texts if len(t.split()) > NAME or not is_units_name(t, language)]
    own = _close(node.name)
    waiting = {
        t: [p for p in phrases if not _holds(own, p.close)]
        for t, phrases in wanted.items()
        if t not in found or not (found[t].unit or found[t].done)
    }
    finds = {t.id for t in tasks if t.nature == "find"}  # what is only looked up needs no way to act
    return _told(page, telling, waiting, finds)


def _with_a_way(page: Page) -> Iterable[str]:
    """The sentences that say whom to ring or to write to, and the first of each block that does: *Noise, pests. Ring ...*."""
    ways = (*page.phones, *page.emails)
    for block in page.blocks:
        if any(way in block.text for way in ways):
            first, *others = sentences(block.text)
            yield from (first, *(s for s in others if any(way in s for way in ways)))


def _begun(texts: Iterable[str], wanted: Mapping[str, Sequence[_Phrase]], language: Language) -> set[str]:
    """The tasks that a sentence begins with."""
    told: set[str] = set()
    for sentence in texts:
        opening = " ".join(sentence.split()[:OPENING])
        said, plain = _close(opening), frozenset(_words(opening))
        held = (t for t, phrases in wanted.items() if any(p.word in plain or _holds(said, p.close) for p in phrases))
        told |= {t for t in held if not _names_another(sentence, t, language)}
    return told


def _in_its_name(node: Node, wanted: Mapping[str, Sequence[_Phrase]], site: Site, language: Language) -> set[str]:
    """The tasks of which a page says a phrase of several words in its name, where that is no unit's and little more is said: *Getting help at home*."""
    said = _close(node.name)
    if (
        not may_hold(node)
        or node.id == site.home
        or node.focus not in ABOUT
        or len(said) > FEW
        or JOINED.search(node.name)
    ):
        return set()
    named = {t for t, phrases in wanted.items() if any(len(p.close) > 1 and _holds(said, p.close) for p in phrases)}
    if not named or named_after_a_unit(node, language):
        return set()
    return {t for t in named if not _names_another(node.name, t, language)}


def _near(said: Mapping[str, Words], wanted: Mapping[str, Sequence[_Phrase]]) -> dict[str, list[_Phrase]]:
    """Of the phrases those whose words all stand on a page, anywhere: no others need be looked for in its sentences."""
    have = frozenset(s for sentence in said.values() for s in sentence)
    near = {task: [p for p in phrases if have.issuperset(p.loose)] for task, phrases in wanted.items()}
    return {task: phrases for task, phrases in near.items() if phrases}


def _done_here(node: Node, tasks: Sequence[Task]) -> set[str]:
    """The tasks whose verb a page bears in its name where things are done online: such a page is for what its text names."""
    if node.channel not in (Channel.ONLINE, Channel.MIXED) or node.focus is not Focus.TASK:
        return set()
    said = set(stems(node.name))
    return {t.id for t in tasks if t.nature != "find" and said & set(t.verbs)}


def _done_by_sentence(
    page: Page,
    tasks: Sequence[Task],
    said: Mapping[str, Words],
    wanted: Mapping[str, Sequence[_Phrase]],
    site: Site,
    language: Language,
) -> set[str]:
    """The tasks that a sentence names after their verb where the thing is done: beside a form of the page, or with a link that leads off the site.

    *Use our map to report potholes, street lights and drains.* The label of a link to another page only points there.
    """
    form = is_form_page(page)
    beside = {k.context for k in page.inner_links if k.kind is LinkKind.PAGE and k.context and is_away(k.url, site)}
    pointing = {fold(k.text) for k in page.links if k.url in site.id_of}
    asked = [t for t in tasks if t.nature != "find" and t.id in wanted]
    told: set[str] = set()
    for block in page.blocks:
        if (form or block.text[:CONTEXT] in beside) and fold(block.text) not in pointing:
            for sentence in sentences(block.text):
                told |= _done_in(sentence, said.get(sentence) or _loose(sentence), asked, wanted, language)
    return told


def _done_in(
    sentence: str, said: Words, tasks: Sequence[Task], wanted: Mapping[str, Sequence[_Phrase]], language: Language
) -> set[str]:
    """The tasks one of whose phrases stands in a sentence behind one of their verbs."""
    have = frozenset(said)
    named = set()
    for task in tasks:
        at = min((said.index(verb) for verb in _verbs(task) & have), default=len(said))
        behind = said[at + 1 :]
        if behind and any(have.issuperset(p.loose) and _holds(behind, p.loose) for p in wanted[task.id]):
            named.add(task.id)
    if not named or NOT_HERE.search(sentence):
        return set()
    return {t for t in named if not _names_another(sentence, t, language)}


@lru_cache(maxsize=1024)
def _verbs(task: Task) -> frozenset[str]:
    return frozenset(map(stem, task.verbs))


def _held(said: Mapping[str, Words], wanted: Mapping[str, Sequence[_Phrase]], language: Language) -> set[str]:
    """The tasks one of whose phrases stands in one of the sentences; none by one that is another task's name."""
    return {
        task
        for task, phrases in wanted.items()
        if any(
            _holds(b, p.loose) and not _names_another(_part(t, p.loose), task, language)
            for p in phrases
            for t, b in said.items()
        )
    }


def _names_another(text: str, task: str, language: Language) -> bool:
    """Whether a label names another task so well that this one is not meant: *Disabled parking permits* are Blue Badges."""
    if len(text) > LABEL:
        return False
    best = next(iter(language.match_tasks(text).matches), None)
    return best is not None and best.task != task and best.score >= SURELY


def _part(text: str, phrase: Words) -> str:
    """The part of what a text lists that holds a phrase; all of it where none does alone."""
    return next((p for p in LISTED.split(text) if _holds(_loose(p), phrase)), text)


def _told(page: Page, texts: Sequence[str], wanted: Mapping[str, Sequence[_Phrase]], finds: Container[str]) -> set[str]:
    """The tasks that a page tells how to do: by a phrase of several words where it names a way to act, by one word where its block does."""
    takes = bool(page.phones or page.emails) or any(
        k.kind is LinkKind.DOCUMENT and k.region is Region.MAIN and FORMS.search(f"{k.text} {k.context}")
        for k in page.links
    )
    told = set()
    for text in texts:
        said, plain, acts = _close(text), frozenset(_words(text)), bool(ACTS.search(text))
        for task, phrases in wanted.items():
            way = acts or takes or task in finds
            if any((acts and p.word in plain) or (way and _holds(said, p.close)) for p in phrases):
                told.add(task)
    return told


def sentences(text: str) -> list[str]:
    """The sentences of a text, or the tiles that stand in one block: words on both sides of an end say nothing together."""
    return [part for part in ENDS.split(text) if part]


def _texts(page: Page) -> Iterable[str]:
    """What a page says, without the names of laws, and of those whose trade sounds like a task: the *Environmental Protection Act* is no noise."""
    yield page.description
    yield from (NAMES_OF_LAWS.sub(" ", b.text) for b in page.blocks)
    yield from (h.text for h in page.headings)
    yield from (f"{k.text} {slug_words(k.url)}" for k in page.links if k.kind is LinkKind.DOCUMENT)


def _phrases(tasks: Sequence[Task], language: Language) -> dict[str, list[_Phrase]]:
    """Task id -> its phrases. A phrase of one word is a citizen's, says something, and tells how a thing is done only where hardly another task has the word."""
    used = Counter(s for t in language.catalogue for s in {s for p in _all(t) for s in _loose(p)})
    made: dict[str, list[_Phrase]] = {}
    for task in tasks:
        phrases = made[task.id] = []
        for text in dict.fromkeys(_all(task)):
            loose = _loose(text)
            if len(loose) > 1:
                phrases.append(_Phrase(loose, _close(text)))
            elif len(text.split()) == len(loose) == 1 and len(loose[0]) >= TELLING and loose[0] not in LIGHT:
                alone = used[loose[0]] <= SHARED and text in task.citizen
                if text not in task.council:  # which is said of much else: the "allocations" of pitches
                    phrases.append(_Phrase(loose, word=text if alone else ""))
    return made


def _all(task: Task) -> tuple[str, ...]:
    return (task.title, *task.citizen, *task.council, *task.welsh)


def _loose(text: str) -> Words:
    return tuple(stem(w) for w in _words(text) if w not in GRAMMAR)


def _close(text: str) -> Words:
    return tuple(stem(w) for w in _words(text) if w not in ARTICLES)


def _words(text: str) -> tuple[str, ...]:
    return words(fold(text).replace("-", " "))


def _holds(block: Words, phrase: Words) -> bool:
    return bool(phrase) and any(block[i : i + len(phrase)] == phrase for i, s in enumerate(block) if s == phrase[0])
