"""The report's own words for values, shared by every format."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from citizencheck.model.report import GROUPS, Gain, GroupScore, Report, ReportTask, silent_labels
from citizencheck.report.escape import cut, plain, short_url

GROUP_TITLES: Final = {g: title for g, title, _ in GROUPS}
VERDICTS: Final = {
    "departmental": "departmental",
    "mixed": "mixed",
    "citizen": "citizen-centred",
    "not enough evidence": "not enough evidence",
}
ORIENTATIONS: Final = {
    "task": "task",
    "topic": "subject",
    "department": "department",
    "audience": "audience",
    "corporate": "about the council",
    "other": "other",
}
UNSEEN: Final = "most of it could not be looked at"
STATUSES: Final = {
    "found": "has a page",
    "empty": "its page is empty",
    "section": "told of in part of a page",
    "mentioned": "mentioned only",
    "absent": "not found",
    "cannot_tell": "cannot tell",
}

AREAS: Final = {
    "navigation": "Whose words do the menus speak?",
    "findability": "Do people get to the page that they need?",
    "content": "Can people understand the pages?",
    "transactions": "Can people do it online?",
    "joined-up": "Do other websites carry people on?",
    "phone": "Do pages fit a phone?",
    "kiosk": "Can a phone do what the kiosk in the office does?",
}
"""What each group asks."""
EVIDENCE: Final = {
    "link": "Link",
    "text": "Words on the page",
    "heading": "Heading",
    "title": "Title of the page",
    "form": "Form",
    "field": "Field of a form",
    "document": "Document",
    "menu": "Menu",
    "page": "Page",
    "absence": "Looked for here, and not found",
}
"""Kinds of evidence."""
OUTCOMES_OF_RULES: Final = {
    "pass": "in order",
    "fail": "falls short",
    "not_applicable": "does not apply here",
    "cannot_tell": "cannot tell",
    "error": "could not be run",
}
TIERS: Final = {
    "county": "a county council",
    "district": "a district council",
    "unitary": "a council for all services",
    "parish": "a parish or town council",
}
HOME_WORDS: Final = frozenset({"home", "homepage", "home page", "welcome"})
STARTS: Final = 3
"""The level from which a service of the kiosk can be started on a phone."""
WELL: Final = 3
"""Stars from which a task is easy to find and do."""
ANSWERS: Final = {
    "departmental": "This website is arranged around the council’s departments, not around what people come to do.",
    "mixed": "This website mixes what people come to do with the council’s own departments.",
    "citizen": "The menus of this website are arranged around what people come to do.",
    "not enough evidence": "Too few labels of this website are clear enough to say whom it is arranged for.",
}


def answer(report: Report) -> tuple[str, str]:
    """The answer in one sentence, and the next thing to know: how far citizens' tasks can be done."""
    if report.score.value is None:
        return report.summary, ""
    asked = [t for t in report.tasks if t.expected]
    found = [t for t in asked if t.status == "found"]
    doing = [t for t in found if t.nature != "find"]
    well = sum((t.stars or 0) >= WELL and bool(t.online) for t in doing)
    rest = (
        f"We looked for {len(asked)} tasks that a council of this kind provides. {len(found)} have a page or a direct link here; we saw an easy start online for {well} of those."
        if asked
        else ""
    )
    first = ANSWERS[report.orientation.navigation.verdict]
    if report.orientation.navigation.verdict == "citizen" and silent_labels(report.menu):
        first = "The home page is arranged around what people come to do, and the menu names none of it."
    elif report.orientation.navigation.verdict == "citizen" and well < len(doing) / 2:
        first = f"{first.removesuffix('.')}, but we saw an easy start online for fewer than half of the tasks that can be done here."
    return first, " ".join(filter(None, (rest, phone_sentence(report))))


def fares(task: ReportTask) -> str:
    """How a task fares: ``well`` (easy to find, and to do as far as it is to be done), ``unseen`` (easy to find; nobody saw whether it can be
    started online), ``poor``, or ``part`` (it has no journey of its own)."""
    if task.stars is None:
        return "part"
    if task.stars < WELL:
        return "poor"
    return "unseen" if task.nature == "do" and task.online is None else "well"


def site_name(report: Report) -> str:
    """What the site calls itself, without the word for its home page; its address where it has no title."""
    parts = [p.strip() for p in re.split(r"\s+[-–—|]\s+|:\s+", report.title)]
    named = [p for p in parts if p and p.casefold() not in HOME_WORDS]
    return " – ".join(named) or report.title or short_url(report.target)


def example(report: Report, rule: str) -> str:
    """Where a rule's first finding shows, for a line that names no place itself; ``""`` where it has no words to quote."""
    for finding in report.findings:
        if finding.rule == rule:
            shown = next((e for e in finding.evidence if e.quote), None)
            if shown is None:
                return ""
            place = "the home page" if shown.url == report.start_url else cut(short_url(shown.url), 80)
            return f"For example “{cut(shown.quote, 80)}” on {place}."
    return ""


def phone_sentence(report: Report) -> str:
    """How far a phone does what the kiosk does; ``""`` where there is no list."""
    asked = [s for s in report.kiosk if not s.exempt]
    if not asked:
        return ""
    known = [s for s in asked if s.level is not None]
    start = sum(s.level is not None and s.level >= STARTS for s in known)
    open_ = f" Of {len(asked) - len(known)} we cannot tell." if len(known) < len(asked) else ""
    return f"{start} of the {len(asked)} services of the kiosk can be started on a phone.{open_}"


def more_kinds(n: int) -> str:
    """That so many kinds of finding are not shown here."""
    return f"… and {n} more {'kind' if n == 1 else 'kinds'} of finding in the full report"


def stars(n: int | None) -> str:
    """Stars as characters, with their number for those who do not see them."""
    return "" if n is None else "★" * n + "☆" * (4 - n)


def points(value: float) -> str:
    """Points with two places."""
    return f"{value:.2f}"


def gain_sentence(gain: Gain) -> str:
    """What a gain is worth, and whether that is known."""
    if not gain.verified:
        return f"Up to {points(gain.points)} points, estimated."
    if gain.points <= 0:
        return f"Verified: the score would not rise by this alone ({signed(gain.points)} points)."
    return f"Gains {points(gain.points)} points, verified by judging again."


def tried_sentence(gain: Gain) -> str:
    """The edits that were tried, ``""`` where there were none."""
    if not gain.tried:
        return ""
    more = f"; and {gain.more} more" if gain.more else ""
    also = f" This mends {', '.join(gain.also)} too." if gain.also else ""
    return f"Tried: {'; '.join(gain.tried)}{more}.{also}"


def signed(value: float) -> str:
    """Points with two places and their sign."""
    return f"{value:+.2f}"


def score_sentence(report: Report) -> str:
    """The score and what it is worth, in words."""
    s = report.score
    if s.value is None:
        return f"No score. {s.withheld}"
    span = (
        f" (between {s.low:.0f} and {s.high:.0f} if other pages of the same kind had been read)"
        if s.low is not None and s.high is not None and s.high - s.low >= 1
        else ""
    )
    return f"{s.value:.0f} of 100{span}. {s.coverage:.0%} of what counts could be judged."


def file_of(url: str, target: str) -> str:
    """The file behind a page of the folder ``target``, as a path from where the audit was started; ``""`` for a page of the web."""
    parts = urlsplit(url)
    if parts.netloc != "folder.invalid":
        return ""
    path = unquote(parts.path).lstrip("/")
    name = f"{path}index.html" if not path or path.endswith("/") else path
    return plain(str(PurePosixPath(target) / name)) if not PurePosixPath(target).is_absolute() else plain(name)


def weight_of(group: GroupScore) -> str:
    """What a measured group counts for, of 100, and how much less where most of it could not be looked at."""
    return f"{group.weight}, here {group.counted:.1f}: {UNSEEN}" if is_mostly_unseen(group) else f"{group.weight}"


def outcome_of(group: GroupScore) -> str:
    """What came of the rules of a measured group; silence is no praise where most of it could not be looked at."""
    s = "" if group.rules_run == 1 else "s"
    said = (
        f"{group.rules_failed} of {group.rules_run} rule{s} fall short"
        if group.rules_failed
        else f"nothing falls short of {group.rules_run} rule{s}"
    )
    return f"{said}; {UNSEEN}, so it counts for {group.counted:.1f}" if is_mostly_unseen(group) else said


def is_mostly_unseen(group: GroupScore) -> bool:
    """Whether a group has a score although less than half of what it asks, by weight, could be looked at."""
    return group.score is not None and group.counted < group.weight / 2
