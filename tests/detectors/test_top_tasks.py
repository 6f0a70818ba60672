"""Which top tasks the home page is said to leave out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand_sites import at, journey_of, site_of

from citizencheck.detectors import top_tasks_on_home
from citizencheck.detectors.top_tasks_on_home import Params
from citizencheck.language import Language
from citizencheck.model import Evidence, Journey, Measured, Site, Task

NAMES = ("Pay your council tax", "Pay a parking fine", "Report a pothole", "Report fly-tipping", "Register a birth", "Find your councillor")  # fmt: skip
TASKS = {f"/t{i}": Task(id=f"t{i}", title=name, demand=3) for i, name in enumerate(NAMES)}
LEAVES = {path: f"<main><h1>{task.title}</h1></main>" for path, task in TASKS.items()}


def listed(*paths: str, names: dict[str, str] | None = None) -> str:
    return "<main>" + "".join(f"<a href='{p}'>{(names or {}).get(p) or TASKS[p].title}</a>" for p in paths) + "</main>"


def asked(pages: dict[str, str], language: Language, **changes: Journey) -> tuple[Measured, Site]:
    site = site_of({**pages, **LEAVES})
    home = {k.url for k in site.out[0]}
    made = [changes.get(t.id) or journey_of(site, p, t, home_link=at(p) in home, match=1.0) for p, t in TASKS.items()]
    site = replace(site, journeys=tuple(made))
    answer = top_tasks_on_home.measure(site, language, Params())
    assert isinstance(answer, Measured)
    return answer, site


def left_out(evidence: tuple[Evidence, ...]) -> list[str]:
    return [e.note for e in evidence]


@pytest.mark.parametrize("label", ["Pay", "Pay for it", "Council tax and parking"])
def test_a_task_behind_its_verb_or_subject_counts_half(label: str, language: Language) -> None:
    pages = {"/": listed("/p", "/t2", "/t3", "/t4", "/t5", names={"/p": label}), "/p": listed("/t0", "/t1")}
    answer, _ = asked(pages, language)
    assert answer.value == pytest.approx(5 / 6)
    assert (answer.data["count"], answer.data["near"]) == (4, ", and to 2 more by one page between, which count half")
    assert left_out(answer.evidence) == ["Pay your council tax", "Pay a parking fine"]


@pytest.mark.parametrize("label", ["Revenues and Benefits Section", "Your council", "About us"])
def test_what_stands_behind_a_unit_or_any_other_page_does_not(label: str, language: Language) -> None:
    pages = {"/": listed("/p", "/t2", "/t3", "/t4", "/t5", names={"/p": label}), "/p": listed("/t0", "/t1")}
    answer, _ = asked(pages, language)
    assert answer.value == pytest.approx(4 / 6)
    assert answer.data["near"] == ""


def test_subjects_alone_are_half_of_what_is_wanted(language: Language) -> None:
    pages = {"/": listed("/p", names={"/p": "Pay, report, register and find"}), "/p": listed(*TASKS)}
    answer, _ = asked(pages, language)
    assert answer.value == 0.5


def test_the_count_is_that_of_the_list_of_tasks(language: Language) -> None:
    """A task that is told of on another page, or only named, is linked where the list says that home links to it."""
    told = Journey(task=TASKS["/t0"], expected=True, status="section", url=at("/t1"), home_link=True)
    named = Journey(task=TASKS["/t1"], expected=True, status="mentioned", home_link=True)
    answer, site = asked({"/": listed("/t2", "/t3", "/t4")}, language, t0=told, t1=named)
    assert answer.data["count"] == sum(bool(j.home_link) for j in site.journeys) == 5
    assert left_out(answer.evidence) == ["Find your councillor"]
