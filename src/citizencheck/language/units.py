"""Signs that a label is the name of a unit of the council."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citizencheck.language.evidence import Sign
from citizencheck.language.lexicon import DepartmentWords
from citizencheck.language.wordlists import WordList

SHORT: Final = 9
"""A single word of a unit's name counts inside a label only where it is longer; a shorter one only alone."""
ORGANISATION: Final = frozenset(("department", "dept", "directorate", "division", "section", "team", "unit", "bureau"))
SERVICE: Final = frozenset(("service", "services"))
NEWLY: Final = frozenset(("e", "online", "digital", "electronic", "web", "new"))
"""What stands behind one of these is a thing that people use, and nobody's name: "Our new e-invoicing service"."""
UNNAMED: Final = frozenset(("and", "or", "of", "for", "our", "your", "all", "other", "more", "these", "local"))
"""Between one of these and a last "services" stands no name."""
FROM: Final = frozenset(("by", "from", "with", "about"))
"""What stands behind one of these does, gives or is told of; the label does not name it."""
TELLING: Final = frozenset(("information", "info", "advice", "guidance"))
"""A label that ends in one of these tells of its subject."""
PAPERS: Final = frozenset(
    ("reports", "report", "minutes", "agenda", "agendas", "plan", "plans", "policy", "policies", "strategy", "strategies",
     "budget", "budgets", "newsletter", "newsletters", "charter", "news", "history", "database", "vacancies")
)  # fmt: skip
"""A label that ends in one of these names papers, and no unit or officer whose they are."""

OF_A_UNIT: Final = frozenset(("plan", "plans", "policy", "policies", "strategy", "strategies", "report", "reports"))
"""Those that are the council's own affair where a unit's name stands before them."""
THINGS: Final = frozenset(
    ("schemes", "zones", "areas", "maps", "map", "fees", "charges", "grants", "permits", "sites", "routes", "events",
     "courses", "classes", "agreements", "dates", "trees", "signs", "districts", "cases", "rates", "prices", "projects", "advice")
)  # fmt: skip
"""A label that ends in one of these names things; a unit that deals in them has a noun of its own behind."""


class UnitReader:
    """Finds names of units by the word lists."""

    def __init__(self, lexicon: DepartmentWords) -> None:
        self._suffixes = WordList(lexicon.suffixes)
        self._functions = WordList(lexicon.functions)
        self._prefixes = WordList(lexicon.prefixes)
        self._officials = WordList(lexicon.officials)
        self._professional = WordList(lexicon.professional)
        self._lines = WordList(line for line in lexicon.lines if " " in line or len(line) > SHORT)
        self._not_units = WordList(lexicon.not_units)
        self._staff_words = WordList(lexicon.staff_words)
        self._staff_company = WordList(lexicon.staff_company)

    def read(self, said: Sequence[str], *, known: bool = False) -> list[Sign]:
        """Signs of a unit in the words ``said``; ``known``: the whole label is a unit's name in the lists."""
        if not said:
            return []
        if (none := [] if known else self._not_units.found(said)[:1]) and not self._joined_to_staffs(said, none[0]):
            # "Bus services" is none, and a "Bus Services Division" is one.
            named = said[-1] in ORGANISATION and not " ".join(said).endswith(none[0])
            return [Sign("unit:suffix", said[-1]) if named else Sign("not_unit", none[0])]
        prefix = next((p for at in range(len(said) - 1) if (p := self._prefixes.at(said[:-1], at))), "")
        if not known and _names_papers(said):
            return [Sign("papers", said[-1])] if said[-1] in OF_A_UNIT and self.read(said[:-1]) else []
        if not known and (_names_things(said) or _tells_of_a_unit(said, prefix)):
            return []
        found = [*self._edges(said, prefix)]
        found += [Sign("unit:officer", w) for w in self._officials.found(said)[:1]]
        counted = {s.words for s in found}
        found += [Sign("unit:profession", w) for w in self._professional.found(said)[:1] if w not in counted]
        found += self._line(said)
        staff = [w for w in said if w in self._staff_words]
        if len(said) > 1 and staff and self._are_staffs(said):
            found.append(Sign("unit:staff", " ".join(staff[:3])))
        return _once_each(found)

    def _joined_to_staffs(self, said: Sequence[str], none: str) -> bool:
        """Whether an "and" joins what is no unit by itself to what staff call their work: "Finance and Customer Services"."""
        rest = " ".join(said).replace(none, "", 1).split()
        return "and" in rest and "council" not in none and all(w in self._staff_words or w == "and" for w in rest)

    def _edges(self, said: Sequence[str], prefix: str) -> list[Sign]:
        """What a name of two words or more begins and ends with."""
        if len(said) == 1:
            return []
        found = [Sign("unit:prefix", prefix)] if prefix else []
        if suffix := self._suffixes.ends(said):
            return [Sign("unit:suffix", suffix), *found]
        if _is_used(said):
            named = said[max(at for at, w in enumerate(said) if w in NEWLY) + 1 : -1]
            trade = self._professional.found(named)[:1]
            return [Sign("unit:trade", w) for w in trade if w == " ".join(named)] + found
        if said[-1] in SERVICE and said[-2] not in UNNAMED:
            return [Sign("unit:service", said[-1]), *found]
        if function := self._functions.ends(said):
            return [Sign("unit:function", function), *found]
        return found

    def _line(self, said: Sequence[str]) -> list[Sign]:
        """A unit's known name; where more follows than words of its trade the label is not that name, only says it."""
        for at in range(len(said)):
            if line := self._lines.at(said, at):
                behind = said[at + line.count(" ") + 1 :]
                return [Sign("unit:line" if self._are_staffs(behind) else "unit:within", line)]
        return []

    def _are_staffs(self, said: Sequence[str]) -> bool:
        """Whether all words are such as staff use of their work; of no words they are."""
        return all(w in self._staff_words or w in self._staff_company for w in said)


def _once_each(found: Sequence[Sign]) -> list[Sign]:
    """Without the function at a name's end, where the same word makes the name one of staff's words."""
    told = {s.words for s in found if s.name == "unit:staff"}
    return [s for s in found if s.name != "unit:function" or s.words not in told]


def _is_used(said: Sequence[str]) -> bool:
    """Whether one service is named by what is new or electronic of it; several ("Digital services") are a unit's."""
    return said[-1] == "service" and not NEWLY.isdisjoint(said[:-1])


def _names_things(said: Sequence[str]) -> bool:
    return said[-1] in THINGS and "and" not in said


def _names_papers(said: Sequence[str]) -> bool:
    return said[-1] in PAPERS and (len(said) == 1 or said[-2] != "and")  # "Administration and Budget" does both


def _tells_of_a_unit(said: Sequence[str], prefix: str) -> bool:
    return not FROM.isdisjoint(said[1:]) or ("for" in said and not prefix) or said[-1] in TELLING
