"""What a page is about: signs are added up for each focus, with their reasons; the largest sum wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from citizencheck.language.channel import BY_NAME, DANGLING, is_form, is_picker, leaves_to_act
from citizencheck.language.instructions import HEADS_HOW, instructions
from citizencheck.language.pagefacts import Facts
from citizencheck.language.pagewords import PageWords
from citizencheck.language.phrases import distinct
from citizencheck.language.shapes import is_all_form, is_hub, is_landing, is_list
from citizencheck.model import Focus, LabelContext, LabelVerdict, Link, LinkKind, Orientation, Region
from citizencheck.model.url import host

Orient = Callable[[str, LabelContext], LabelVerdict]
Names = Callable[[str], float]
"""How well a label names any task of the catalogue."""
LANDED: Final = LabelContext(where="page")
SHOWS: Final = re.compile(r"(?:view|see|read|more)\b", re.IGNORECASE)
LEADS_ON: Final = 4
"""Links that a page which leads on has at least, for most of them to say what it is for (judgement)."""
SOME: Final = 0.25
MOST: Final = 0.7
"""Shares of such a page's links that say what is done, and that name a task (judgement)."""
NAMED: Final = 0.7
"""How well a label names a task that it surely names (judgement)."""

MONTHS: Final = r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
DATE: Final = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})\b|(?:{MONTHS})\.? \d{{1,2}}\b|\d{{1,2}}/\d{{1,2}}/(?:20)?\d\d\b|20\d\d-\d\d-\d\d\b)",
    re.IGNORECASE,
)
SPAN: Final = re.compile(r"\b(?:before|after|since|until|between|from)\b", re.IGNORECASE)
"""What makes a day the border of a time, and not the day itself: "published before 23 September 2018"."""
QUESTION: Final = re.compile(r"^(?:how|what|when|where|who|why|which|can|do|is|are|will)\b", re.IGNORECASE)
HOW_TO: Final = re.compile(r"^how (?:to|do i|can i|you can)\b", re.IGNORECASE)
MEETS: Final = re.compile(r"meeting|agenda|minutes|election")
PAPER_FORM: Final = re.compile(r"\b(?:form|application|claim)\b", re.IGNORECASE)
EARLY: Final = 3000
"""Characters of main text, a screen or two, in which a page for doing one thing tells how; further down every long page does."""
LATE: Final = 0.2
SHORT: Final = 3
"""A heading of so few words that ends in a noun of doing ("Your application") is about doing; a longer one tells of it."""
BEGINS: Final = re.compile(r"(?:\.\.\.|…)\s*$")
"""The end of a heading that the links below it go on with: "Apply for ..."."""
POSTED: Final = re.compile(
    r" (?:author \w+|(?:blog )?(?:19|20)\d\d (?:0[1-9]|1[0-2])(?: (?:0[1-9]|[12]\d|3[01]))?(?: page \d+)?)(?: |$)(?!.*\b(?:pdf|docx?)$)"
)
"""The beginning of a path, in words, that a blog gives to its posts and to lists of them by month or author."""


@dataclass(slots=True)
class Tally:
    """Points for each focus, with their reasons."""

    points: dict[Focus, float] = field(default_factory=dict)
    reasons: dict[Focus, list[str]] = field(default_factory=dict)

    def add(self, focus: Focus, points: float, reason: str) -> None:
        self.points[focus] = self.points.get(focus, 0.0) + points
        self.reasons.setdefault(focus, []).append(reason)

    def best(self) -> tuple[Focus, tuple[str, ...]]:
        """The focus with the most points; of equals the one that ``Focus`` names first."""
        focus = max(Focus, key=lambda f: self.points.get(f, 0.0))
        return focus, tuple(self.reasons.get(focus, ()))

    def of(self, focus: Focus) -> float:
        return self.points.get(focus, 0.0)


def tally_of(facts: Facts, words: PageWords, orient: Orient | None, names_task: Names | None = None) -> Tally:
    """The points of each focus. ``orient`` judges the page's name as a label, ``names_task`` how well one names a task, where given."""
    tally = Tally()
    served = _served(facts, words)
    if served:
        tally.add(Focus.TASK, 4.0, f"“{served}” is what citizens come to the council itself for, and it tells how")
    for count in (_democracy, _department, *(() if served else (_corporate,)), _news, _task, _information):
        count(facts, words, tally)
    _judge(facts, words, orient, names_task, tally, served=bool(served))
    return tally


def _served(facts: Facts, words: PageWords) -> str:
    """The name of a page on which citizens ask something of the council itself (complaints, jobs), where it tells how."""
    name = next((h for h in facts.heads if words.corporate_service.exact(h)), "")
    tells = (
        facts.told.phones
        or facts.told.emails
        or words.action_how.find(facts.text)
        or any(map(is_form, facts.page.forms))
        or any(PAPER_FORM.search(k.text) for k in facts.documents)
        or any(k.kind is LinkKind.PAGE and host(k.url) != host(facts.page.url) for k in facts.links)
        or action_links(facts.links, words)
    )
    return name if tells and not facts.home else ""


def _democracy(facts: Facts, words: PageWords, tally: Tally) -> None:
    add = tally.add
    for head in facts.heads:
        if (found := words.democracy_head.find(head)) and not words.action_verbs.starts(head):
            add(Focus.DEMOCRACY, 4.0, f"“{head}” speaks of {found.group().lower()}")
            break
    above = filter(None, map(words.democracy_head.find, facts.sections))
    if found := words.democracy_path.find(facts.path) or next(above, None):
        add(Focus.DEMOCRACY, 1.5, f"it is filed under “{found.group().lower()}”")
    papers = [k.text for k in facts.links if words.democracy_documents.find(k.text) and len(k.text.split()) <= 14]
    if papers:
        add(
            Focus.DEMOCRACY,
            2.5 if len(papers) >= 4 else 1.0,
            f"{len(papers)} links to papers such as “{papers[0][:60]}”",
        )
    spoken = distinct(words.democracy_body.all(facts.text))
    met = [s for s in spoken if MEETS.search(s)]
    if met and (head := next((h for h in facts.heads if words.democracy_calendar.exact(h)), "")):
        add(Focus.DEMOCRACY, 4.0, f"“{head}” with {met[0]} on it")
    if len(spoken) >= 3:
        add(Focus.DEMOCRACY, min(2.0, 0.4 * len(spoken)), f"the text speaks of {', '.join(spoken[:4])}")
    if spoken and len(DATE.findall(facts.text)) >= 4:
        add(Focus.DEMOCRACY, 1.0, "a list of dates")


def _department(facts: Facts, words: PageWords, tally: Tally) -> None:
    for head in facts.heads:
        if found := words.department_head.find(head):
            tally.add(Focus.DEPARTMENT, 3.5, f"“{head}” names a unit ({found.group().lower()})")
            break
    if above := filed_as_unit(facts, words):
        tally.add(Focus.DEPARTMENT, 3.0, f"it is filed right under “{above}”")
    spoken = distinct(words.department_body.all(facts.text))
    if spoken:
        tally.add(
            Focus.DEPARTMENT,
            min(3.0, 0.8 * len(spoken)),
            f"the text speaks of the organisation: {', '.join(spoken[:4])}",
        )
    early = words.department_body.find(facts.text[:600])
    if early:
        tally.add(Focus.DEPARTMENT, 1.0, f"it opens with the organisation (“{early.group()}”)")
    headings = facts.page.headings
    name = next((i for i, h in enumerate(headings) if h.level == 1), 0)  # what stands above belongs to menus and boxes
    under = [h.text for h in headings[name:] if h.level >= 2]
    units = [t for t in under if words.department_staff.exact(t) or words.department_head.find(t)]
    if units and units[:2] == under[:2]:
        much = 1.0 if len(units) == 1 else 2.0
        tally.add(Focus.DEPARTMENT, much, f"its first heading names a unit: “{units[0]}”")
    elif units and units[0] == under[0]:
        tally.add(Focus.DEPARTMENT, 1.0, f"its first heading names a unit: “{units[0]}”")
    if units:
        tally.add(
            Focus.DEPARTMENT, min(3.0, 1.3 * len(units)), f"headings about staff or units: {', '.join(units[:3])}"
        )


def filed_as_unit(facts: Facts, words: PageWords) -> str:
    """The list of the council's units that a page is filed right under; "" where it is not, or is named for an action."""
    above = [c.text for c in facts.page.breadcrumb if c.url not in ("", facts.page.url)][-1:]
    name = facts.heads[0] if facts.heads else ""
    return above[0] if above and words.department_index.exact(above[0]) and not leads_to_action(name, words) else ""


def _corporate(facts: Facts, words: PageWords, tally: Tally) -> None:
    for head in facts.heads:
        found = sum(map(len, distinct(words.corporate_head.all(head))))
        if found and found >= 0.5 * len(head) and not (facts.home and head == facts.page.h1):
            tally.add(Focus.CORPORATE, 4.0, f"“{head}” is about the council itself")
            break
    if named := next((c for c in facts.sections if words.corporate_head.exact(c)), ""):
        tally.add(Focus.CORPORATE, 1.5, f"it is filed under “{named}”")
    spoken = distinct(words.corporate_body.all(facts.text))
    if spoken:
        tally.add(Focus.CORPORATE, min(1.5, 0.5 * len(spoken)), f"the text speaks of {', '.join(spoken[:3])}")


def _news(facts: Facts, words: PageWords, tally: Tally) -> None:
    if head := next((h for h in facts.heads if words.news_head.exact(h)), ""):
        tally.add(Focus.NEWS, 5.0, f"it is called “{head}”")
    if crumb := next((c for c in facts.sections if words.news_head.exact(c)), ""):
        tally.add(Focus.NEWS, 4.0, f"it is filed under “{crumb}”")
    if found := words.news_path.find(facts.path):
        tally.add(Focus.NEWS, 3.0, f"its address says “{found.group()}”")
    if found := POSTED.match(facts.path):
        tally.add(Focus.NEWS, 3.5, f"its address is dated (“{found.group().strip()}”), as those of posts are")
    opening = "\n".join(b.text for b in facts.page.blocks[:6])[:1200]
    if by := _byline(opening, words):
        tally.add(Focus.NEWS, 2.5, f"it opens with a date: “{opening[by.start() : by.start() + 40].strip()}”")


def _byline(opening: str, words: PageWords) -> re.Match[str] | None:
    """Where a page says who wrote it or when it came out; not where it speaks of what came out before or after a day."""
    by = words.news_byline.find(opening)
    day = DATE.search(opening[: by.start() + 120], by.start()) if by else None
    return by if by and day and not SPAN.search(opening[by.end() : day.start()]) else None


def action_links(links: Iterable[Link], words: PageWords) -> list[Link]:
    """Those links whose words begin with a thing that a citizen does."""
    return [k for k in links if k.kind is not LinkKind.MAIL and leads_to_action(_whole_label(k, words), words)]


def _whole_label(link: Link, words: PageWords) -> str:
    """The words of a link, with those of its heading where that begins them: "Apply for ..." above "A building permit"."""
    heading = link.heading.strip(" .…:")
    return f"{heading} {link.text}" if BEGINS.search(link.heading) and words.action_verbs.starts(heading) else link.text


def leads_to_action(label: str, words: PageWords) -> bool:
    """Whether ``label`` begins with what a citizen does: "Report a pothole", "Apply for ..."."""
    return bool(words.action_verbs.starts(label)) or bool(HOW_TO.match(label) and words.action_verbs.find(label[:40]))


def _named_for_doing(facts: Facts, words: PageWords, tally: Tally) -> None:
    for head in facts.heads:
        if leads_to_action(head, words):
            tally.add(Focus.TASK, 3.5, f"“{head}” begins with what a citizen does")
            break
        if words.action_gerunds.starts(head) and "?" not in head:
            tally.add(Focus.TASK, 2.5, f"“{head}” begins with what a citizen does")
            break
    if name := next((h for h in facts.heads[:2] if BY_NAME.search(h)), ""):
        tally.add(Focus.TASK, 5.5, f"“{name}” promises that things are done there")


def _task(facts: Facts, words: PageWords, tally: Tally) -> None:
    add = tally.add
    _named_for_doing(facts, words, tally)
    forms = [f for f in facts.page.forms if is_form(f) and not is_picker(f)]
    asked = max((len(f.fields) for f in forms), default=0)
    if forms:
        asks = any(f.submit and leads_to_action(f.submit, words) for f in forms)
        add(Focus.TASK, 3.0 if asked >= 3 else 2.0 if asked == 2 or asks else 0.7, "a form to fill in")
    if is_all_form(facts):
        add(Focus.TASK, 3.0, "there is little on it but a form")
    doors = action_links(facts.links, words)
    starts = [
        k.text
        for k in doors
        if " " in k.text
        and (
            k.button
            or words.action_starts.exact(k.text)
            or (k.text == k.context and not is_hub(facts) and leaves_to_act(k, facts.page, words))
        )
        and not DANGLING.search(k.text)
    ]
    if starts:
        add(Focus.TASK, 2.0, f"a start link: “{starts[0][:60]}”")
    leading = action_links([k for k in facts.links[:10] if facts.home or k.region is Region.MAIN], words)
    if len(leading) >= 4 or (len(leading) == 3 and len(facts.links) <= 4):
        add(Focus.TASK, 3.5, f"its first links are things to do: “{leading[0].text[:50]}”, “{leading[1].text[:50]}”")
    elif doors and len(doors) < 4 and not is_hub(facts):
        add(Focus.TASK, 0.8, f"a link that begins with a verb: “{doors[0].text[:50]}”")
    lead = next((b.text for b in facts.page.blocks if len(b.text.split()) >= 5), "")
    if (
        lead
        and not any(k.text == lead for k in facts.links)
        and (words.action_gerunds.starts(lead) or words.action_verbs.starts(lead))
    ):
        add(Focus.TASK, 1.2, f"it opens with what to do: “{lead[:50]}”")
    verbs = [h.text for h in facts.page.headings if h.level >= 2 and _heading_acts(h.text, words)]
    if verbs:
        add(Focus.TASK, min(2.4, 0.8 * len(verbs)), f"headings that begin with a verb: “{verbs[0]}”")
    how = distinct(words.action_how.all(facts.text))
    if how:
        early = sum(facts.text[:EARLY].lower().count(h) > 0 for h in how)
        points = min(3.0, 0.7 * early + LATE * (len(how) - early))
        add(Focus.TASK, points, f"the text tells how to act: {', '.join(how[:4])}")

    told = [] if is_landing(facts, words) else instructions(facts)
    if told:
        add(Focus.TASK, min(2.0, 1.0 * len(told)), f"it tells its reader what to do: “{told[0]}”")
    if any(h.level > 1 and HEADS_HOW.match(h.text) for h in facts.page.headings):
        add(Focus.TASK, 1.5, "a heading over how it is done")
    papers = [k.text for k in facts.documents if k.region is Region.MAIN and PAPER_FORM.search(k.text)]
    if 1 <= len(papers) <= 3:
        add(Focus.TASK, 1.0, f"a form to download: “{papers[0][:60]}”")
    opening = facts.text[:900]
    way = (
        words.channel_pdf.find(opening)
        or words.channel_visit.find(opening)
        or any(n in opening for n in facts.told.phones)
    )
    if way and words.action_how.find(opening) and len(facts.told.phones) <= 3 and not is_hub(facts):
        add(Focus.TASK, 1.2, "it soon says how to act")


def _heading_acts(text: str, words: PageWords) -> bool:
    if DANGLING.search(text) or "/" in text:
        return False
    return bool(
        words.action_verbs.starts(text)
        or words.action_gerunds.starts(text)
        or HOW_TO.match(text)
        or (len(text.split()) <= SHORT and words.action_task_nouns.find(text.rsplit(maxsplit=1)[-1]))
    )


def _information(facts: Facts, words: PageWords, tally: Tally) -> None:
    add = tally.add
    add(Focus.INFORMATION, 2.0, "a page tells something unless it shows otherwise")
    links = [k for k in facts.links if k.kind is not LinkKind.DOCUMENT]
    doors = action_links(links, words)
    if is_hub(facts) and len(doors) < 0.4 * len(links):
        marked = Region.MAIN in facts.page.landmarks
        add(Focus.INFORMATION, 2.5 if marked else 1.0, f"a list of {len(links)} links to subjects")
    elif is_list(facts, words) and not (facts.heads and leads_to_action(facts.heads[0], words)):
        add(Focus.INFORMATION, 2.0, "little on it but links")
    if not (words.action_how.find(facts.text) or doors or instructions(facts)):
        add(Focus.INFORMATION, 0.5, "nothing on it says how to act")
    name = facts.heads[0] if facts.heads else ""
    if QUESTION.match(name) and not HOW_TO.match(name):
        add(Focus.INFORMATION, 1.5, f"“{name}” asks a question")


def _judge(
    facts: Facts, words: PageWords, orient: Orient | None, names_task: Names | None, tally: Tally, *, served: bool
) -> None:
    """Adds what the label judge says of the page's name; not that it is about the council where the council is ``served`` there."""
    name = facts.heads[0] if facts.heads else ""
    if facts.home and orient is not None:
        _home_by_its_links(facts, orient, tally)
    if orient is not None and names_task is not None and not facts.home and is_landing(facts, words):
        _landing_by_its_links(facts, words, orient, names_task, tally)
    if not name or facts.home or orient is None:
        return
    if tally.of(Focus.DEMOCRACY) < 4:
        verdict = orient(name, LabelContext(where="page-title"))
        reason = f"“{name}” reads as a {verdict.orientation.value} label ({', '.join(verdict.why[:2])})"
        if verdict.orientation is Orientation.DEPARTMENT and verdict.confidence >= 0.6:
            tally.add(Focus.DEPARTMENT, 3.0 if verdict.confidence >= 0.9 else 2.5, reason)
        elif verdict.orientation is Orientation.CORPORATE and verdict.confidence >= 0.6 and not served:
            tally.add(Focus.CORPORATE, 1.5, reason)
        elif verdict.orientation is Orientation.TASK and verdict.confidence >= 0.6:
            tally.add(Focus.TASK, 1.0, reason)


def _landing_by_its_links(facts: Facts, words: PageWords, orient: Orient, names_task: Names, tally: Tally) -> None:
    """Adds that a page which leads on is for doing, where most of its links name tasks, and some say what is done."""
    labels = [k.text for k in facts.links if k.region is Region.MAIN and not SHOWS.match(k.text)][:40]
    done = [t for t in labels if leads_to_action(t, words) or orient(t, LANDED).orientation is Orientation.TASK]
    named = [t for t in labels if t in done or names_task(t) >= NAMED]
    if len(labels) >= LEADS_ON and len(done) >= SOME * len(labels) and len(named) >= MOST * len(labels):
        tally.add(Focus.TASK, 5.5, f"most of its links name tasks: “{named[0][:50]}”, “{named[1][:50]}”")


def _home_by_its_links(facts: Facts, orient: Orient, tally: Tally) -> None:
    """Adds what the labels on a home page speak of: a home page is about what it offers."""
    labels = [k.text for k in facts.links if k.region is Region.MAIN][:40]
    verdicts = [orient(t, LabelContext(where="home")).orientation for t in labels]
    units = [t for t, v in zip(labels, verdicts, strict=True) if v is Orientation.DEPARTMENT]
    if len(units) >= 4 and len(units) > 0.3 * len(labels):
        tally.add(Focus.DEPARTMENT, 5.0, f"it leads to {len(units)} units: {', '.join(units[:3])}")
