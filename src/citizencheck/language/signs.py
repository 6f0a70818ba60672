"""The signs in a label and around it that say whose words it speaks: each a kind of evidence, with the words that gave it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citizencheck.language.lexicon import Lexicon
from citizencheck.language.stems import fold, stem, words
from citizencheck.language.wordlists import WordList, joined
from citizencheck.model import LabelContext

TRAILING_YEAR: Final = re.compile(r"(?: (?:19|20)\d\d)+(?: \d\d)?$")
BRAND: Final = re.compile(
    r"(?:[A-Z][a-z]+){2,}(?:[A-Z0-9]+)?|[A-Z][a-z]+(?:-[Ii]t)?!|[a-z]+[A-Z][a-z]+(?:[A-Z][a-z]+)*"
)
"""One word with capitals inside, such as "MyTown" or "RepairNow!"."""
DOING: Final = frozenset(
    {
        "pay", "regist", "appli", "report", "renew", "claim", "vote", "object", "appeal", "request", "order", "cancel", "join", "complain", "book",
    }
)  # fmt: skip
SHORT: Final = 9
"""A single word of a unit's name counts inside a label only where it is longer; a shorter one only alone."""
NO_NAMES: Final = ("explains", "pattern:other")
PHRASE: Final = frozenset(
    ["a", "an", "the", "your", "my", "our", "to", "for", "with", "from", "in", "at", "on", "about", "by", "of", "it"]
)
"""Little words that a phrase has and a name seldom."""
ACRONYM: Final = re.compile(r"(?<=\S)\s*\([A-Z][A-Z&/. -]+s?\)\s*$")
"""What a name is called for short: "Highways Agency (HA)" ends in its noun."""
HOW_IT_IS: Final = re.compile(r"^how (?:.+ )?(?:is|are|was|were|works?)(?: |$)")
FROM: Final = frozenset(("by", "from", "with", "about"))
"""What stands behind one of these does, gives or is told of; the label does not name it."""
PAPERS: Final = frozenset(
    [
        "reports",
        "report",
        "minutes",
        "agenda",
        "agendas",
        "plan",
        "plans",
        "policy",
        "policies",
        "strategy",
        "strategies",
        "budget",
        "budgets",
        "newsletter",
        "newsletters",
        "charter",
        "news",
        "history",
        "database",
        "vacancies",
    ]
)
"""A label that ends so names papers, and no officer whose they are."""
NO_NAME_BEFORE: Final = frozenset(["and", "or", "of", "for", "our", "your", "all", "other", "more", "these", "local"])
"""Between one of these and a last "services" stands no name."""
LOOKING: Final = frozenset(
    ["search", "find", "get", "request", "ask", "see", "view", "look", "share", "give", "send", "obtain", "provide"]
)
TELLING: Final = frozenset(["information", "info", "advice", "guidance"])
TOLD: Final = 4
"""From so many words on, a label that ends in "information" or "advice" tells of what its verb says."""
ABOUT: Final = re.compile(r"About(?: [A-Z][\w'-]+){1,2}")
MINE: Final = re.compile(r"My [A-Z][\w'-]+")
"""What a council calls its accounts: "My Anytown"."""
SIBLINGS: Final = 40
"""Neighbours that are looked at."""
ENQUIRED: Final = re.compile(r"\b(?:departments?|directorates?|divisions?|teams|offices)\b")
INSTITUTION: Final = re.compile(r"\b(?:council|government|democracy|about|news|mayor)\b")


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence: what it is called, and the words on the label that gave it."""

    name: str
    words: str


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
        self._suffixes = WordList(unit.suffixes)
        self._functions = WordList(unit.functions)
        self._prefixes = WordList(unit.prefixes)
        self._officials = WordList(unit.officials)
        self._professional = WordList(unit.professional)
        self._lines = WordList(line for line in unit.lines if " " in line or len(line) > SHORT)
        self._not_units = WordList(unit.not_units)
        self._staff_words = WordList(unit.staff_words)
        self._staff_company = WordList(unit.staff_company)
        self._corporate = WordList(lexicon.corporate.words)
        self._not_corporate = WordList(lexicon.corporate.not_words)
        self._topics = WordList(lexicon.topic.words)

    def read(self, label: str, context: LabelContext) -> list[Sign]:
        """All evidence in a label and around it, strongest kinds first."""
        key = TRAILING_YEAR.sub("", joined(ACRONYM.sub("", label)))
        said = tuple(key.split())
        around = self._context_signs(context)
        found = [Sign(f"exact:{kind}", label.strip()) for kind, known in self._exact.items() if key in known]
        folded = fold(label)
        if any(p.search(folded) for p in self._furniture):
            found.append(Sign("pattern:other", label.strip()))
        elif BRAND.fullmatch(label.strip()) or (MINE.fullmatch(label.strip()) and not self._topics.found(said)):
            found.append(Sign("brand", label.strip()))
        known = {s.name.partition(":")[2] for s in found}
        if not known & {"other", "audience", "corporate", "topic"} or "task" in known:
            found += self._task_signs(said, asks=folded.endswith("?"))
        under_task = any(s.name == "parent:task" for s in around)
        if under_task:
            found = [s for s in found if s.name not in ("exact:line", "exact:corporate")]
        is_no_name = under_task or self._says_what_to_do(found, said) or any(s.name in NO_NAMES for s in found)
        units = [] if is_no_name else self._unit_signs(said, known=bool(known & {"line", "officer"}))
        found += units
        if key.endswith(" reports"):
            found.append(Sign("ending:reports", "reports"))
        if ABOUT.fullmatch(label.strip()) and not self._topics.found(said):
            found.append(Sign("about", label.strip()))
        institution = self._corporate.found(self._not_corporate.without(said))[:3]
        if institution:  # "How the council is funded" tells of the council
            found = [s for s in found if s.name != "explains"]
        found += [Sign("word:corporate", w) for w in institution]
        named = any(s.name in ("unit:suffix", "unit:service", "unit:prefix") for s in units)
        found += [Sign("word:topic", w) for w in self._topics.found(said)[: 1 if named else 3]]
        found += self._audience_signs(said)
        found += around
        if context.target_title and not any(s.name.startswith(("unit:", "word:topic")) for s in found):
            # What residents say stays theirs, whoever is behind it; only a name that says nothing is judged by what it opens.
            found += [
                Sign("target:unit", context.target_title)
                for s in self._unit_signs(words(context.target_title))[:1]
                if s.name in ("unit:suffix", "unit:prefix", "unit:officer")
            ]
        return found

    def _task_signs(self, said: Sequence[str], *, asks: bool) -> list[Sign]:
        found = []
        plain = said[1:] if said[:1] == ("re",) else said  # "re-register" is two words
        told = said[-1:] == ("explained",) or (len(said) >= TOLD and said[0] not in LOOKING and said[-1] in TELLING)
        if told:
            found.append(Sign("explains", said[-1]))
        elif (question := self._questions.begins(said)) and not HOW_IT_IS.match(" ".join(said)):
            found.append(Sign("question", question))
        elif len(plain) > 1 and self._is_verb(plain[0]) and not self._not_verbs.begins(said):
            found.append(Sign(self._verb_kind(plain[0]), plain[0]))
        elif self._explains.begins(said) or HOW_IT_IS.match(" ".join(said)):
            found.append(Sign("explains", " ".join(said[:2])))
        elif asks:
            found.append(Sign("asks", "?"))
        if (ending := self._endings.ends(said)) and not self._not_endings.ends(said):
            found.append(Sign("ending:task", ending))
        if any(a == "and" and b in ("apply", "pay", "report", "book") for a, b in itertools.pairwise(said)):
            found.append(Sign("verb", "and"))
        return found

    @staticmethod
    def _says_what_to_do(found: Sequence[Sign], said: Sequence[str]) -> bool:
        """Whether a label that begins with a verb is a phrase about doing: a unit in it is whom to go to, and no label of its own."""
        return any(s.name in ("verb", "verb:doing", "question") for s in found) and not PHRASE.isdisjoint(said)

    def _is_verb(self, word: str) -> bool:
        return word in self._verbs or (word.endswith("ing") and stem(word) in self._verbs)

    def _verb_kind(self, first: str) -> str:
        """``verb`` for "pay", ``verb:doing`` for "paying", which is as sure, ``verb:ing`` for others, which are often nouns."""
        return "verb" if first in self._verbs else "verb:doing" if stem(first) in DOING else "verb:ing"

    def _unit_signs(self, said: Sequence[str], *, known: bool = False) -> list[Sign]:
        if none := [] if known else self._not_units.found(said)[:1]:
            # "Bus services" is none, and a "Bus Services Division" is one.
            suffix = self._suffixes.ends(said) if none[0].endswith(("service", "services")) else ""
            return [Sign("unit:suffix", suffix)] if suffix else [Sign("not_unit", none[0])]
        prefix = next((p for i in range(len(said) - 1) if (p := self._prefixes.begins(said[i:-1]))), "")
        if (
            not FROM.isdisjoint(said[1:])
            or ("for" in said and not prefix)
            or (not known and said[-1:] and said[-1] in TELLING)
        ):
            return []
        found = []
        if len(said) > 1:
            if suffix := self._suffixes.ends(said):
                found.append(Sign("unit:suffix", suffix))
            elif said[-1] in ("service", "services") and said[-2] not in NO_NAME_BEFORE:
                found.append(Sign("unit:service", said[-1]))
            elif function := self._functions.ends(said):
                found.append(Sign("unit:function", function))
            if prefix:
                found.append(Sign("unit:prefix", prefix))
        if said and said[-1] not in PAPERS:
            found += [Sign("unit:officer", w) for w in self._officials.found(said)[:1]]
        told = {s.words for s in found}
        found += [Sign("unit:profession", w) for w in self._professional.found(said)[:1] if w not in told]
        found += [
            Sign("unit:line" if self._are_staffs(said[at + line.count(" ") + 1 :]) else "unit:within", line)
            for line in self._lines.found(said)[:1]
            for at in range(len(said))
            if " ".join(said[at:]).startswith(line)
        ][:1]
        staff = [w for w in said if w in self._staff_words]
        if len(said) > 1 and staff and self._are_staffs(said):
            found.append(Sign("unit:staff", " ".join(staff[:3])))
        return found

    def _are_staffs(self, said: Sequence[str]) -> bool:
        """Whether all words are such as staff use of their work; of no words they are."""
        return all(w in self._staff_words or w in self._staff_company for w in said)

    def _audience_signs(self, said: Sequence[str]) -> list[Sign]:
        people = [w for w in said if w in self._people]
        spoken_to = people or said[:1] == ("for",) or said[:2] == ("information", "for")
        if spoken_to and all(w in self._people or w in self._company for w in said):
            return [Sign("all:audience", " ".join(people[:3] or said))]
        return [Sign("word:audience", w) for w in self._audiences.found(said)[:1]]

    def _context_signs(self, context: LabelContext) -> list[Sign]:
        found = [Sign(f"where:{context.where}", context.where)] if context.where else []
        parent = joined(context.parent)
        if not parent:
            return found
        if parent in self._parents or parent.partition(" ")[0] in {"report", "apply", "pay", "request", "book"}:
            found.append(Sign("parent:task", context.parent))
        if ENQUIRED.search(parent):
            found.append(Sign("parent:units", context.parent))
        if INSTITUTION.search(parent) and "tax" not in parent and "department" not in parent:
            found.append(Sign("parent:corporate", context.parent))
        if context.siblings and self._mostly_units(context.siblings):
            found.append(Sign("siblings:units", ", ".join(context.siblings[:3])))
        return found

    def _mostly_units(self, siblings: tuple[str, ...]) -> bool:
        looked = siblings[:SIBLINGS]
        units = sum(
            any(s.name.startswith("unit:") and s.name != "unit:service" for s in self._unit_signs(words(x)))
            for x in looked
        )
        return len(siblings) >= 4 and units * 2 > len(looked)
