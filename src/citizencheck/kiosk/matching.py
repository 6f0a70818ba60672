"""Which of the citizens' tasks a kiosk's button is: by its numbers, else by its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from citizencheck.language import Language
from citizencheck.language.catalogue import ACTIONS
from citizencheck.language.stems import stem, words
from citizencheck.language.tasks import SURE
from citizencheck.model import Task
from citizencheck.model.kiosk import Capability, KioskList, KioskService

VERBS: Final = {
    0: "apply for", 1: "book", 2: "pay", 4: "pay", 3: "comment on", 7: "claim", 8: "find", 10: "appeal", 11: "change", 12: "check",
    13: "complain about", 14: "renew", 15: "report", 16: "replace", 17: "report", 18: "check", 19: "register",
}  # fmt: skip
"""LGIL to the verb that goes before a label without one."""
PAY: Final = frozenset({2, 4})
NEAR: Final = 0.5
"""A label that fits a task so well decides between tasks of one LGSL number (judgement)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A service with the task that it was taken for."""

    service: KioskService
    task: Task
    known: bool
    """The task stands in the catalogue; else it was made of the label alone."""
    why: str


def match(kiosk: KioskList, language: Language) -> tuple[Matched, ...]:
    """Each service with its task, in the order of the list."""
    return tuple(_match(s, language) for s in kiosk.services)


def _match(service: KioskService, language: Language) -> Matched:
    numbered = [t for t in language.catalogue if service.lgsl in t.lgsl] if service.lgsl is not None else []
    fitting = [t for t in numbered if _interacts(service, t)]
    if len(fitting) == 1:
        return Matched(service=service, task=fitting[0], known=True, why=_by_number(service))
    for task, score, said in _by_words(service, language):
        if task in fitting and score >= NEAR:
            return Matched(service=service, task=task, known=True, why=f"{_by_number(service)}; {said}")
    if fitting:
        return Matched(service=service, task=fitting[0], known=True, why=_by_number(service))
    for task, score, said in _by_words(service, language):
        if (score >= SURE and _interacts(service, task)) or (task in numbered and score >= SURE):
            return Matched(service=service, task=task, known=True, why=said)
    return Matched(
        service=service,
        task=_own_task(service),
        known=False,
        why="no task of the catalogue fits, so its words are looked for",
    )


def _interacts(service: KioskService, task: Task) -> bool:
    """Whether the task is of the kind of contact that the list states; any where it states none."""
    if service.lgil is None or not task.lgil:
        return True
    return service.lgil in task.lgil or (service.lgil in PAY and bool(PAY & set(task.lgil)))


def _by_number(service: KioskService) -> str:
    kind = "" if service.lgil is None else f" with LGIL {service.lgil}"
    return f"LGSL {service.lgsl}{kind}"


def _by_words(service: KioskService, language: Language) -> Iterable[tuple[Task, float, str]]:
    """Tasks that the label names, as a thing to do first where the kiosk takes money or the list says what is done."""
    verb = _verb(service)
    phrases = [f"{verb} {service.label}", service.label] if verb else [service.label]
    for phrase in phrases:
        matches = language.match_tasks(phrase).matches
        beside = f" with “{verb}”" if phrase is not service.label else ""
        for m in matches:
            task = language.task(m.task)
            if (
                m.score == matches[0].score or service.lgsl in task.lgsl
            ):  # what another thing fits better is not this one
                yield task, m.score, f"“{service.label}”{beside} {'; '.join(m.why)}"


def _verb(service: KioskService) -> str:
    said = words(service.label)
    if said and stem(said[0]) in _KNOWN_VERBS:
        return ""
    if service.lgil is not None:
        return VERBS.get(service.lgil, "")
    return "pay" if {Capability.CARD, Capability.CASH} & set(service.capabilities) else ""


_KNOWN_VERBS: Final = frozenset(stem(v.split()[0]) for v in (*ACTIONS, *VERBS.values(), "order", "request", "tell"))


def _own_task(service: KioskService) -> Task:
    """A task out of nothing but the label."""
    verb = _verb(service)
    phrases = (service.label, f"{verb} {service.label}") if verb else (service.label,)
    action = stem((verb or words(service.label)[0] if words(service.label) else "find").split()[0])
    return Task(
        id=f"kiosk:{service.id}",
        title=phrases[-1][:1].upper() + phrases[-1][1:],
        group="kiosk",
        lgsl=() if service.lgsl is None else (service.lgsl,),
        lgil=() if service.lgil is None else (service.lgil,),
        verbs=tuple(dict.fromkeys((action, *(stem(v) for v in ACTIONS.get(action, ()))))),
        citizen=phrases,
    )
