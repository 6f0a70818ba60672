"""The signs in a label and around it that say whose words it speaks: each a kind of evidence, with the words that gave it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from citizencheck.language.evidence import Sign
from citizencheck.language.lexicon import Lexicon
from citizencheck.language.stems import fold, stem, words
from citizencheck.language.units import TELLING, UnitReader
from citizencheck.language.wordlists import WordList, joined
from citizencheck.model import LabelContext

MOST: Final = 40
"""Words of a label that are looked at: what is longer is a sentence, or hostile."""
TRAILING_YEAR: Final = re.compile(r"(?: (?:19|20)\d\d)+(?: \d\d)?$")
ACRONYM: Final = re.compile(r"(?<=\S)\s*\([A-Z][A-Z&/. -]{0,20}s?\)\s*$")
"""What a name is called for short: "Highways Agency (HA)" ends in its noun."""
BRAND: Final = re.compile(
    r"(?:[A-Z][a-z]+){2,}(?:[A-Z0-9]+)?|[A-Z][a-z]+(?:-[Ii]t)?!|[a-z]+[A-Z][a-z]+(?:[A-Z][a-z]+)*"
)
"""One word with capitals inside, such as "MyTown" or "RepairNow!"."""
MINE: Final = re.compile(r"My [A-Z][\w'-]+")
"""What a council calls its accounts: "My Anytown"."""
SUBJECT: Final = re.compile(r"\s[-–—]\s|:\s")
"""Parts a subject from what is said of it."""
ABOUT: Final = re.compile(r"About(?: [A-Z][\w'-]+){1,2}")
DOING: Final = frozenset(
    ("pay", "regist", "appli", "report", "renew", "claim", "vote", "object", "appeal", "request", "order", "cancel", "join", "complain", "book")
)  # fmt: skip
HOW_IT_IS: Final = re.compile(r"^how (?:.+ )?(?:is|are|was|were|works?)(?: |$)")
MINE_OWN: Final = frozenset(("my", "i"))
"""Who asks with one of these wants to know it of their own affairs: "How much is my bill?"."""
PHRASE: Final = frozenset(
    ("a", "an", "the", "your", "my", "our", "to", "for", "with", "from", "in", "at", "on", "about", "by", "of", "it")
)
"""Little words that a phrase has and a name seldom."""
LOOKING: Final = frozenset(
    ("search", "find", "get", "request", "ask", "see", "view", "look", "share", "give", "send", "obtain", "provide")
)
"""Verbs that make a thing to do of information."""
TOLD: Final = 4
"""From so many words on, a label that ends in "information" or "advice" tells of what its verb says."""
TO_DO: Final = frozenset(
    ("apply", "appeal", "book", "buy", "cancel", "challenge", "change", "check", "claim", "complain", "download", "file", "find", "get", "hire", "join",
     "make", "notify", "order", "pay", "register", "renew", "replace", "report", "request", "reserve", "schedule", "search", "send", "sign", "start", "stop",
     "submit", "subscribe", "tell", "track", "update", "view", "volunteer", "vote")
)  # fmt: skip
"""Verbs of transactions: a heading of these alone stands above things to do; "Visit" or "Live" may stand above anything."""
JOINING: Final = frozenset(
    ("a", "and", "for", "it", "my", "now", "of", "on", "online", "or", "out", "something", "status", "the", "to", "up", "us", "your")
)  # fmt: skip
NO_NAMES: Final = ("explains", "pattern:other")
KIND_OF: Final = (2, 3)
"""Words of a name for people by their subject: "Taxi drivers"."""
FIRMS: Final = ("business", "businesses")
"""What stands before one of these says what the firm does: "Food businesses" is a subject."""
SIBLINGS: Final = 40
"""Neighbours that are looked at."""
UNITS: Final = re.compile(r"\b(?:departments?|directorates?|divisions?|teams|offices)\b")
LISTS_UNITS: Final = re.compile(
    r"(?:(?:a-z|all|borough|city|council|county|district|government|list|municipal|of|our|the|town|village) )*(?:departments?|directorates?|divisions?)"
    r"(?: and (?:agencies|boards|departments|divisions|offices))?(?: (?:a-z|directory|list))?"
)
"""What a list of the council's units is called, and nothing else: in "Departments and services" may stand anything."""
MENUS: Final = ("main-nav", "dept-list")
"""Where the entry above is what the list is called; the heading of a page may stand above anything."""
NAME: Final = 5
"""Words of a unit's name at most, where nothing but its place says that it is one."""
ORDERS: Final = frozenset(("order", "orders"))
"""A label that ends in one of these names what the law lets the council order: in professionals' words, and no unit."""
INSTITUTION: Final = re.compile(r"\b(?:council|government|democracy|about|news|mayor)\b")


class SignReader:
    """Reads signs by the word lists."""

    def __init__(self, lexicon: Lexicon) -> None:
        task, unit = lexicon.task, lexicon.department
        self._verbs = {stem(v) for v in task.verbs} | set(task.verbs)
        self._not_verbs = WordList(task.not_verbs)
        self._questions = WordList(task.questions)
        self._explains = WordList(task.explains)
        self._endings = WordList(task.endings)
        self._not_endings = WordList(task.not_endings)
        self._parents = WordList(task.parents)
        self._exact = {
            "other": WordList(lexicon.other.exact),
            "audience": WordList(lexicon.audience.exact),
            "corporate": WordList(lexicon.corporate.exact),
            "task": WordList(task.exact),
            "topic": WordList(lexicon.topic.exact),
            "officer": WordList(unit.officers),
            "line": WordList(unit.lines),
            "umbrella": WordList(lexicon.umbrella.lines),
        }
        self._furniture = [re.compile(p, re.IGNORECASE) for p in lexicon.other.patterns]
        self._audiences = WordList(lexicon.audience.exact)
        self._people = WordList(lexicon.audience.people)
        self._company = WordList(lexicon.audience.company)
        self._units = UnitReader(unit)
        self._corporate = WordList(lexicon.corporate.words)
        self._not_corporate = WordList(lexicon.corporate.not_words)
        self._topics = WordList(lexicon.topic.words)
        self._places = WordList(lexicon.topic.places)
        self._jargon = WordList(unit.jargon)

    def read(self, label: str, context: LabelContext) -> list[Sign]:
        """All evidence in a label and around it, strongest kinds first."""
        key = TRAILING_YEAR.sub("", joined(ACRONYM.sub("", label)))
        said = tuple(key.split()[:MOST])
        around = self._context_signs(context)
        found = [Sign(f"exact:{kind}", label.strip()) for kind, known in self._exact.items() if key in known]
        folded = fold(label)
        if any(p.search(folded) for p in self._furniture):
            found.append(Sign("pattern:other", label.strip()))
        elif BRAND.fullmatch(label.strip()) or (MINE.fullmatch(label.strip()) and not self._topics.found(said)):
            found.append(Sign("brand", label.strip()))
        known = {s.name.partition(":")[2] for s in found}
        if not known & {"other", "audience", "corporate", "topic"} or "task" in known:
            found += self._task_signs(said, asks=folded.endswith("?")) or self._behind_subject(label)
        under_task = any(s.name == "parent:task" for s in around)
        if under_task:
            found = [s for s in found if s.name not in ("exact:line", "exact:corporate", "exact:topic")]
        # "Budget and finance" is a unit's name, and below "Government" the council's own affair.
        own_affair = {"line", "corporate"} <= known and any(s.name == "parent:corporate" for s in around)
        if own_affair:
            found = [s for s in found if s.name != "exact:line"]
        is_no_name = (
            under_task or own_affair or self._says_what_to_do(found, said) or any(s.name in NO_NAMES for s in found)
        )
        units = [] if is_no_name else self._units.read(said, known=bool(known & {"line", "officer"}))
        if said and said[-1] in ORDERS and not known & {"line", "officer"}:
            units = [Sign("jargon", s.words) if s.name.startswith("unit:") else s for s in units]
        found += units
        if not is_no_name and not known & {"other", "corporate", "topic"} and (jargon := self._jargon.found(said)):
            found += [Sign("jargon", jargon[0])] if not units else []
            said = self._jargon.without(said)  # no plain words: "planning" and "policy" in "planning policy framework"
        if key.endswith(" reports"):
            found.append(Sign("ending:reports", "reports"))
        if ABOUT.fullmatch(label.strip()) and not self._topics.found(said):
            found.append(Sign("about", label.strip()))
        institution = self._corporate.found(self._not_corporate.without(said))[:3]
        if institution:  # "How the council is funded" tells of the council
            found = [s for s in found if s.name != "explains"]
        # Of what staff call their work, joined by "and", it makes one more unit: "Strategy and Resources".
        joined_up = "and" in said and "council" not in said and any(s.name == "unit:staff" for s in units)
        found += [Sign("word:corporate", w) for w in institution if not joined_up]
        named = any(s.name in ("unit:suffix", "unit:service", "unit:prefix") for s in units)
        found += [Sign("word:topic", w) for w in self._topics.found(said)[: 1 if named else 3]]
        found += self._audience_signs(said)
        found += around
        if whose := None if is_no_name or institution else self._named_as_a_unit(label, said, context, known):
            # A subject that the site itself gives as the name of a unit is no sign of plain words.
            found = [s for s in found if s.name not in ("exact:topic", "word:topic", "not_unit", "parent:units")] + [
                whose
            ]
        if context.target_title and not any(s.name.startswith(("unit:", "word:topic")) for s in found):
            # What residents say stays theirs, whoever is behind it; only a name that says nothing is judged by what it opens.
            found += [
                Sign("target:unit", context.target_title)
                for s in self._units.read(words(context.target_title)[:MOST])[:1]
                if s.name in ("unit:suffix", "unit:prefix", "unit:officer")
            ]
        return found

    def _task_signs(self, said: Sequence[str], *, asks: bool) -> list[Sign]:
        found = []
        plain = said[1:] if said[:1] == ("re",) else said  # "re-register" is two words
        told = said[-1:] == ("explained",) or (len(said) >= TOLD and said[0] not in LOOKING and said[-1] in TELLING)
        tells = bool(HOW_IT_IS.match(" ".join(said)))
        if told:
            found.append(Sign("explains", said[-1]))
        elif (question := self._questions.begins(said)) and not (tells and MINE_OWN.isdisjoint(said)):
            found.append(Sign("question", question))
        elif "how to" in map(" ".join, itertools.pairwise(said)):
            found.append(Sign("question", "how to"))
        elif len(plain) > 1 and self._is_verb(plain[0]) and not self._not_verbs.begins(said):
            found.append(Sign(self._verb_kind(plain[0]), plain[0]))
        elif tells or self._explains.begins(said):
            found.append(Sign("explains", " ".join(said[:2])))
        elif asks:
            found.append(Sign("asks", "?"))
        if (ending := self._endings.ends(said)) and not self._not_endings.ends(said):
            found.append(Sign("ending:task", ending))
        if any(a == "and" and b in ("apply", "pay", "report", "book") for a, b in itertools.pairwise(said)):
            found.append(Sign("verb", "and"))
        return found

    def _behind_subject(self, label: str) -> list[Sign]:
        """What an index says behind a subject and a dash or a colon: "Council tax: pay", "Birth - registering"."""
        said = words(SUBJECT.split(label, maxsplit=1)[-1])[:MOST] if SUBJECT.search(label) else ()
        if said and self._is_verb(said[0]) and not self._not_verbs.begins(said):
            kind = self._verb_kind(said[0])
            return [Sign("verb:doing" if kind == "verb:ing" else kind, said[0])]
        return []

    @staticmethod
    def _says_what_to_do(found: Sequence[Sign], said: Sequence[str]) -> bool:
        """Whether a label that begins with a verb is a phrase about doing: a unit in it is whom to go to, and no label of its own."""
        return any(s.name in ("verb", "verb:doing", "question") for s in found) and not PHRASE.isdisjoint(said)

    def _is_verb(self, word: str) -> bool:
        return word in self._verbs or (word.endswith("ing") and stem(word) in self._verbs)

    def _verb_kind(self, first: str) -> str:
        """``verb`` for "pay", ``verb:doing`` for "paying", which is as sure, ``verb:ing`` for others, which are often nouns."""
        return "verb" if first in self._verbs else "verb:doing" if stem(first) in DOING else "verb:ing"

    def _audience_signs(self, said: Sequence[str]) -> list[Sign]:
        people = [w for w in said if w in self._people]
        spoken_to = people or said[:1] == ("for",) or said[:2] == ("information", "for")
        if spoken_to and all(w in self._people or w in self._company for w in said):
            return [Sign("all:audience", " ".join(people[:3] or said))]
        if len(said) in KIND_OF and said[-1] in people and said[-1] not in FIRMS and self._topics.found(said[:1]):
            return [Sign("all:audience", said[-1])]
        return [Sign("word:audience", w) for w in self._audiences.found(said)[:1]]

    def _named_as_a_unit(
        self, label: str, said: Sequence[str], context: LabelContext, known: AbstractSet[str]
    ) -> Sign | None:
        """The site gives the label as a unit's name: it stands in a list of units, or the page behind it calls itself a unit by it.

        Where people go stays theirs, and so does what residents are known to say where no list says otherwise.
        """
        if self._places.found(said) or known & {"other", "task", "audience", "corporate"}:
            return None
        if context.where in MENUS and len(said) <= NAME and LISTS_UNITS.fullmatch(joined(context.parent)):
            return Sign("parent:lists", context.parent)
        if context.target_unit and "topic" not in known and words(label) == words(context.target_title):
            return Sign("itself", context.target_title)
        return None

    def _context_signs(self, context: LabelContext) -> list[Sign]:
        found = [Sign(f"where:{context.where}", context.where)] if context.where else []
        parent = joined(context.parent)
        if not parent:
            return found
        first, *rest = parent.split()
        only_verbs = first in TO_DO and all(w in TO_DO or w in JOINING for w in rest)
        if only_verbs or parent in self._parents or first in {"report", "apply", "pay", "request", "book"}:
            found.append(Sign("parent:task", context.parent))
        if UNITS.search(parent):
            found.append(Sign("parent:units", context.parent))
        if INSTITUTION.search(parent) and "tax" not in parent and "department" not in parent:
            found.append(Sign("parent:corporate", context.parent))
        if context.siblings and self._mostly_units(context.siblings):
            found.append(Sign("siblings:units", ", ".join(context.siblings[:3])))
        return found

    def _mostly_units(self, siblings: tuple[str, ...]) -> bool:
        looked = siblings[:SIBLINGS]
        units = sum(
            any(s.name.startswith("unit:") and s.name != "unit:service" for s in self._units.read(words(x)[:MOST]))
            for x in looked
        )
        return len(siblings) >= 4 and units * 2 > len(looked)
