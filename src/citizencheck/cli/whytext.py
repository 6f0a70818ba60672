"""What ``citizencheck why`` says in a terminal, as lines: for a person who has never seen a rule file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from citizencheck.cli.safe import plain
from citizencheck.report.escape import short_url
from citizencheck.report.words import ORIENTATIONS, STATUSES, points, stars
from citizencheck.sampling import ENOUGH
from citizencheck.score import LADDER, taken
from citizencheck.why import Explanation, LabelWhy, PageWhy, RuleWhy
from citizencheck.why.values import (
    Bytes,
    FindingLine,
    FindingPart,
    JudgedLabel,
    JudgedText,
    Points,
    Proof,
    RuleOnPage,
    Stand,
    TakenFor,
    TaskPlace,
)

MOST: Final = 12
"""Lines of one kind; JSON has them all."""
MOST_PAGES: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    text: str = ""
    indent: int = 0
    head: bool = False
    small: bool = False
    """For those who check, not for those who read."""


def wrapped(line: Line, width: int) -> list[str]:
    """The line as rows of at most ``width``, hashes and addresses in one piece so that they can be copied."""
    text = plain(line.text)
    if not text:
        return [""]
    pad = " " * line.indent
    hang = pad + ("  " if line.indent else "")
    return textwrap.wrap(
        text, max(width, 30), initial_indent=pad, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
    )


def lines(told: Explanation) -> Iterator[Line]:
    """All of an explanation."""
    yield Line(told.site, head=True)
    for note in told.notes:
        yield Line(f"Note: {note}")
    match told:
        case RuleWhy():
            yield from _rule(told)
        case PageWhy():
            yield from _page(told)
        case LabelWhy():
            yield from _label(told)


def _title(text: str) -> Iterator[Line]:
    yield Line()
    yield Line(text, head=True)


# Rules and findings


def _rule(told: RuleWhy) -> Iterator[Line]:
    rule = told.rule
    if len(told.findings) > 1:
        yield Line(
            f"{len(told.findings)} findings share this fingerprint: they are about the same place and quote nothing."
        )
    yield from _title(f"The rule: {rule.id} ({rule.severity}, confidence {rule.confidence})")
    yield Line(f"A good site: {rule.title}.", 2)
    yield Line(f"This site {_OUTCOMES.get(told.points.outcome, told.points.outcome)} {_result(told)}".rstrip(), 2)
    yield Line(f"Why it matters: {rule.why}", 2)
    yield Line(f"What to do: {rule.fix}", 2)
    yield Line(f"Where it may be wrong: {rule.assumes}", 2)
    yield Line(_threshold(told), 2)
    shown: dict[str, str] = {}
    for number, finding in enumerate(told.findings, 1):
        yield from _finding(told, finding, number, shown)
    yield from _points(told)
    if told.others:
        yield from _title("Other findings of this rule" if told.findings else f"Its findings ({len(told.others)})")
        yield from _findings(told.others, named=False)
        yield Line("`citizencheck why RUN FINGERPRINT` shows one of them in full.", 2, small=True)


_OUTCOMES: Final = {
    "pass": "passes.",
    "fail": "fails.",
    "not_applicable": "is left alone: it does not apply.",
    "cannot_tell": "could not be judged.",
    "error": "could not be judged: the rule broke.",
}


def _result(told: RuleWhy) -> str:
    sentence = told.points.sentence
    return "" if sentence.rstrip(".") == told.rule.title else sentence


def _threshold(told: RuleWhy) -> str:
    rule = told.rule
    if not rule.known or rule.pass_at is None or rule.zero_at is None:
        return "How it measures is not known: the rule is not among today's. If it came from a folder, add --rules DIR."
    return f"How it measures: {rule.unit}. Full marks at {rule.pass_at:g}, none at {rule.zero_at:g}, a straight line between."


def _finding(told: RuleWhy, finding: FindingPart, number: int, shown: dict[str, str]) -> Iterator[Line]:
    many = len(told.findings) > 1
    yield from _title(f"Finding {finding.fingerprint}" + (f", {number} of {len(told.findings)}" if many else ""))
    yield Line(finding.message, 2)
    yield Line(f"About: {_about(told, finding)}", 2)
    yield from _measure(told, finding)
    if finding.task is not None:
        yield from _task(finding.task)
    yield from _title("The evidence, looked up again in the stored pages")
    for place, proof in enumerate(finding.evidence, 1):
        yield from _proof(proof, f"{place}" + (f" of finding {number}" if many else ""), shown, place)
    if finding.more:
        yield Line(f"{finding.more} more pieces of evidence were left out of the report.", 2)
    if finding.labels or finding.texts or finding.pages:
        yield from _title("How words and pages were judged")
        for label in finding.labels:
            yield from _judged(label)
        for text in finding.texts:
            yield from _tasks_of(text)
        for page in finding.pages[:MOST_PAGES]:
            yield from _taken(page, named=told.rule.scope == "task")
        if len(finding.pages) > MOST_PAGES:
            yield Line(f"and {len(finding.pages) - MOST_PAGES} more pages; -f json has them all", 2)


def _about(told: RuleWhy, finding: FindingPart) -> str:
    if told.rule.scope == "site":
        return "the whole site"
    if told.rule.scope == "task" and finding.task is not None:
        where = f", on {short_url(finding.url)}" if finding.task.url else ""
        return f"the task “{finding.task.title}”{where}"
    return f"{f'“{finding.subject}”, ' if finding.subject else ''}{short_url(finding.url)}"


def _measure(told: RuleWhy, finding: FindingPart) -> Iterator[Line]:
    if not finding.again or finding.value is None or finding.achieved is None:
        yield Line("Today's rules do not find the same on the stored pages, so its value is not known any more.", 2)
        return
    counted = ", ".join(f"{k} {v:g}" for k, v in finding.numbers.items() if v != finding.value)
    yield Line(f"Measured again just now: {finding.value:g}" + (f" ({counted})" if counted else "") + ".", 2)
    rule = told.rule
    assert rule.pass_at is not None  # noqa: S101 - a finding that was found again has a rule
    assert rule.zero_at is not None  # noqa: S101 - the same
    worked = (
        f"{finding.value:g} is where nothing is achieved any more (from {rule.zero_at:g})."
        if finding.achieved <= 0
        else f"({finding.value:g} − {rule.zero_at:g}) ÷ ({rule.pass_at:g} − {rule.zero_at:g}) = {_exact(finding.achieved)} achieved, of 1."
    )
    yield Line(f"Against the thresholds: {worked}", 2)
    if finding.points is not None:
        yield Line(f"Its part of what the rule lost: {points(finding.points)} points.", 2)
    elif not finding.scored:
        yield Line("It is shown and not scored: it costs no points.", 2)


def _exact(achieved: float) -> str:
    """As the ledger counts: four places, no idle zeros."""
    return f"{achieved:.4f}".rstrip("0").rstrip(".")


def _proof(proof: Proof, name: str, shown: dict[str, str], number: int) -> Iterator[Line]:
    what = (
        f"“{proof.quote}”"
        if proof.quote
        else "something that is not there"
        if proof.kind == "absence"
        else "the page itself"
    )
    yield Line(f"{number}. {what} ({_kind(proof)}) on {short_url(proof.url)}", 2)
    if proof.target:
        yield Line(f"leads to {short_url(proof.target)}", 5)
    if proof.note:
        yield Line(f"noted: {proof.note}", 5)
    yield Line(_words_found(proof), 5)
    if proof.selector:
        nothing = "looked for, and nothing stands" if proof.elements == 0 else "stands"
        yield Line(f"{nothing} at {proof.selector}", 5, small=True)
    key = proof.bytes.sha256 or proof.url
    if key in shown:
        yield Line(f"the same stored page as {shown[key]}", 5, small=True)
        return
    shown[key] = name
    yield from _bytes(proof.bytes, 5)


def _kind(proof: Proof) -> str:
    return {"menu": "menu entry", "absence": "looked for, not found", "text": "text", "field": "form field"}.get(
        proof.kind, proof.kind
    )


def _words_found(proof: Proof) -> str:
    if proof.bytes.stored != "sound":
        return "could not be looked up: the page's stored bytes are not there, or not sound"
    if not proof.quote:
        return "no words are quoted, so there are none to look up"
    if proof.at_selector:
        return "looked up: the words stand in the stored page, at this very place"
    if proof.in_page:
        elsewhere = ", and not at this place" if proof.selector and proof.elements else ""
        return f"looked up: the words stand in the stored page{elsewhere}"
    if proof.in_address:
        return "looked up: the words are part of the page's address"
    return "looked up: these words do NOT stand in the stored page; they name a thing and do not quote it"


def _bytes(kept: Bytes, indent: int) -> Iterator[Line]:
    match kept.stored:
        case "none":
            yield Line("stored page: none, nothing was read at this address", indent)
        case "missing":
            yield Line(f"stored page: MISSING from the run ({kept.place})", indent)
        case "damaged":
            yield Line(f"stored page: DAMAGED, its bytes do not hash to their name ({kept.place})", indent)
        case _:
            when = f", read {kept.fetched}" if kept.fetched else ""
            yield Line(f"stored page: {kept.size:,} bytes{when}; they are there and hash to their name", indent)
            yield Line(f"kept in {kept.place.replace(', key ', ' under sha256 ')}", indent, small=True)


def _points(told: RuleWhy) -> Iterator[Line]:
    p = told.points
    yield from _title("What it costs")
    if p.reason or p.achieved is None or p.headline is None or p.group_score is None:
        yield Line(f"Nothing. {p.reason[:1].upper()}{p.reason[1:]}", 2)
        return
    kind = {"page": "pages", "task": "tasks", "service": "services of the kiosk"}.get(told.rule.scope, "pages or tasks")
    over = f", by the mean over {p.of} {kind}; {p.affected or 'none'} of them fell short" if p.of > 1 else ""
    yield Line(f"1. The rule achieved {_exact(p.achieved)} of 1{over}{_many(p, told.rule.scope, kind)}.", 2)
    yield Line(
        f"2. The {p.rules} rules of {p.group_title} are the levels of one scale, and the group is their mean: {p.group_score:.2f} of 100."
        if p.group == LADDER
        else f"2. In {p.group_title}, {p.rules} rules count, and each takes its part of what the others leave: by severity at most 0.9 (critical), "
        f"0.63 (serious), 0.27 (moderate) or 0.09 (minor). This one takes {taken(told.rule.severity, 0.0):g} × (1 − {_exact(p.achieved)}) = "
        f"{_exact(p.takes)}. Together they leave {p.group_score:.2f} of 100.",
        2,
    )
    missing = f" ({' and '.join(p.not_measured)} could not be measured)" if p.not_measured else ""
    cost = 100 * p.group_weight / p.measured_weight * (1 - p.group_score / 100)
    yield Line(
        f"3. {p.group_title} weighs {p.group_weight:g} of the {p.measured_weight:g} that were measured{missing}; what could not be looked at weighs nothing. So it "
        f"costs the headline 100 × {p.group_weight:g}/{p.measured_weight:g} × (1 − {p.group_score / 100:.4f}) = {points(cost)} points.",
        2,
    )
    yield Line(
        f"4. Its rules share these by what they take: {_exact(p.takes)} of {_exact(p.all_take)}, which is {points(p.lost)} points, in whole hundredths."
        if p.takes
        else "4. This rule takes nothing, and so it costs nothing.",
        2,
    )
    yield Line("5. The headline:", 2)
    yield Line("  100.00", 5)
    for value, said in (
        (p.lost, f"by {told.rule.id}"), (p.lost_in_group, f"by the other rules of {p.group_title}"), (p.lost_elsewhere, "by the other groups")
    ):  # fmt: skip
        yield Line(f"− {points(value):>6} {said}", 5)
    yield Line(f"= {points(p.headline):>6}", 5)


def _many(p: Points, scope: str, kind: str) -> str:
    """How the number of pages or tasks changes what a rule lost (``sampling.of_many``)."""
    if scope not in ("page", "task") or not p.affected:
        return ""
    return f"; {'over many, what is lost counts double' if p.of >= ENOUGH else f'fewer than {ENOUGH} {kind} count as so many of {ENOUGH}'}"


def _findings(found: Iterable[FindingLine], most: int = MOST, *, named: bool = True) -> Iterator[Line]:
    every = list(found)
    for f in every[:most]:
        yield Line(
            f"{f.fingerprint}  {f.message}" + (f" [{f.rule}]" if named else "") + ("" if f.scored else " (not scored)"),
            2,
        )
    if len(every) > most:
        yield Line(f"and {len(every) - most} more; -f json lists them all", 2)


# Words


def _judged(label: JudgedLabel) -> Iterator[Line]:
    kind = ORIENTATIONS.get(label.orientation, label.orientation)
    sure = "sure enough to be scored" if label.sure else "not sure enough to be scored"
    yield Line(
        f"“{label.label}” is taken for: {kind}. Confidence {label.confidence:.2f}, {sure} (from {label.needed:g}).", 2
    )
    around = [_WHERE.get(label.where, label.where)] if label.where else []
    around += [f"under “{label.parent}”"] if label.parent else []
    around += [f"beside {label.siblings - 1} other labels"] if label.siblings > 1 else []
    if around:
        yield Line(f"judged {', '.join(around)}", 5)
    for sign in label.signs:
        speaks = ", ".join(f"{ORIENTATIONS.get(o, o)} +{w:g}" for o, w in sign.speaks_for.items())
        if speaks:
            yield Line(f"{sign.said}: {speaks}", 5)
    if len(label.sums) > 1 or label.signs:
        yield Line(f"together: {', '.join(f'{ORIENTATIONS.get(o, o)} {w:g}' for o, w in label.sums.items())}", 5)


_WHERE: Final = {
    "main-nav": "as an entry of the main menu", "landing": "as a link of a page", "home": "as a link of the home page",
    "page-title": "as a page's name", "footer": "as a link of the footer", "dept-list": "as one of a list of contacts", "a-z": "as an entry of the A–Z",
}  # fmt: skip


def _tasks_of(text: JudgedText) -> Iterator[Line]:
    said = {
        "match": "names a citizen task",
        "review": "may name a citizen task",
        "none": "names no citizen task; the nearest are" if text.matches else "names no citizen task",
    }
    yield Line(f"“{text.text}” {said.get(text.decision, text.decision)}" + (":" if text.matches else "."), 2)
    for m in text.matches[:3]:
        yield Line(f"{m.score:.2f}  {m.title} ({m.task}): {'; '.join(m.why)}", 5)


def _taken(page: TakenFor, *, named: bool = True) -> Iterator[Line]:
    yield Line(
        f"The page {short_url(page.url)} is taken for: {page.kind}, about: {page.focus}; people are told to act by: {page.channel}.",
        2,
    )
    for reason in page.why:
        yield Line(f"because {reason}", 5)
    if named:
        yield from _judged(page.name)


def _task(task: TaskPlace) -> Iterator[Line]:
    roles = {
        "own": STATUSES.get(task.status, task.status) if task.status != "found" else "this is its page",
        "start": "it can be started here",
        "alternative": f"could be its page, and {short_url(task.url)} fits better"
        if task.url
        else "is spoken of here, not clearly enough for its page",
        "gatekeeper": "every walk from home to it passes this page",
    }
    rating = f" {stars(task.stars)}" if task.stars is not None else ""
    asked = "" if task.expected else " (not demanded of this council)"
    yield Line(f"The task “{task.title}”: {roles.get(task.role, task.role)}{asked}.{rating}", 2)
    if task.role == "own" and task.why:
        yield Line(f"{short_url(task.url)} is its page, because {'; '.join(task.why)} (match {task.match:.2f} of 1)", 5)
    if task.role == "own":
        for reason in dict.fromkeys((*task.caps, *task.reasons)):
            yield Line(f"- {reason}", 5)


# Addresses


def _page(told: PageWhy) -> Iterator[Line]:
    yield from _title(f"The address {short_url(told.url)}")
    status = f", HTTP {told.status}" if told.status is not None else ""
    reason = f" {told.reason}" if told.reason and not told.leads_to and told.reason not in status else ""
    yield Line(f"What became of it: {told.outcome.replace('_', ' ')}{status}.{reason}", 2)
    for url in told.leads_to:
        yield Line(f"leads on to {short_url(url)}", 5)
    if told.content_type:
        yield Line(
            f"Type {told.content_type}" + (f"; answered in {told.elapsed_ms} ms" if told.elapsed_ms else ""),
            2,
            small=True,
        )
    yield from _bytes(told.bytes, 2)
    source = {
        "seed": "given as a start",
        "link": "by a link",
        "sitemap": "in the sitemap",
        "redirect": "by a redirect",
        "seam": "where a journey leaves the site",
    }
    where = f" on {short_url(told.referrer)}" if told.referrer else ""
    hops = "" if not told.hops else f"; {told.hops} {'step' if told.hops == 1 else 'steps'} from the start"
    yield Line(f"First seen: {source.get(told.source, told.source)}{where}{hops}.", 2)
    page = told.taken_for
    if page is None:
        yield Line("It was not judged as a page: only pages that answer with a page of their own are.", 2)
    else:
        yield from _title("What was read")
        yield Line(f"Title: {page.title or '(none)'}", 2)
        yield Line(f"Heading: {page.h1 or '(none)'}", 2)
        yield Line(
            f"{page.words} words of its own" + (f", language {page.lang}" if page.lang else ", no language declared"), 2
        )
        yield from _taken(page)
        yield from _title("Tasks")
        for task in told.tasks[:MOST]:
            yield from _task(task)
        if not told.tasks:
            yield Line("It was taken for no task's page.", 2)
            yield from _tasks_of(page.named_tasks)
    yield from _ways(told)
    if page is not None:
        yield from _title("What the rules said of it")
        yield from _rules(told.rules)
        yield Line(f"{told.untouched} rules about pages did not apply to it.", 2, small=True)
    yield from _title(f"Findings that name it ({len(told.findings)})")
    yield from _findings(told.findings)


def _ways(told: PageWhy) -> Iterator[Line]:
    yield from _title("How people get there")
    if told.way:
        yield Line(
            f"Shortest walk: {' > '.join(['Home', *told.way])} ({told.depth} {'click' if told.depth == 1 else 'clicks'})",
            2,
        )
    elif told.taken_for is not None and told.depth is None:
        yield Line("No link leads to it from the home page.", 2)
    if told.gatekeepers:
        yield Line(f"Every walk passes the department's page {', '.join(map(short_url, told.gatekeepers))}.", 2)
    yield from _stands(told.links_in, target=False)
    if not told.links_in:
        yield Line("No page that was read links to it.", 2)


def _stands(found: Iterable[Stand], *, target: bool) -> Iterator[Line]:
    every = list(found)
    for s in every[:MOST]:
        count = f"on {s.pages} pages, for one {short_url(s.example)}" if s.pages > 1 else f"on {short_url(s.example)}"
        under = f", under “{s.parent}”" if s.parent else ""
        leads = (
            (f", leads to {short_url(s.target)}{_became(s.outcome)}" if s.target else ", leads nowhere: it is no link")
            if target
            else ""
        )
        yield Line(f"“{s.label}” in {_REGIONS.get(s.region, s.region)}{under}, {count}{leads}", 2)
    if len(every) > MOST:
        yield Line(f"and {len(every) - MOST} more", 2)


_REGIONS: Final = {
    "nav": "a menu",
    "header": "the header",
    "footer": "the footer",
    "main": "the main part",
    "aside": "the side column",
    "local": "the menu of its section",
    "breadcrumb": "the breadcrumb",
}


def _became(outcome: str) -> str:
    return "" if outcome in ("ok", "") else f" ({outcome.replace('_', ' ')})"


def _rules(rules: Iterable[RuleOnPage]) -> Iterator[Line]:
    passed = []
    for r in rules:
        if r.outcome == "pass":
            passed.append(r.rule)
            continue
        task = f" for “{r.task}”" if r.task else ""
        yield Line(f"{r.rule}{task}: {r.outcome.replace('_', ' ')}. {r.message}", 2)
        if r.value is not None and r.achieved is not None:
            yield Line(
                f"measured {r.value:g} (full marks at {r.pass_at:g}, none at {r.zero_at:g}): {r.achieved:.2f} achieved here; "
                f"over the whole site the rule lost {points(r.rule_lost)} points",
                5,
            )
    if passed:
        yield Line(f"Passed: {', '.join(dict.fromkeys(passed))}", 2)


# Labels


def _label(told: LabelWhy) -> Iterator[Line]:
    yield from _title(f"Where “{told.label}” stands")
    yield from _stands(told.stands, target=True)
    yield from _title("Whose words it speaks")
    for verdict in told.verdicts:
        yield from _judged(verdict)
        yield Line(f"asked by: {', '.join(verdict.rules)}" if verdict.rules else "no rule asked", 5, small=True)
    yield from _title("Tasks")
    yield from _tasks_of(told.tasks)
    yield from _title(f"Findings that quote it ({len(told.findings)})")
    yield from _findings(told.findings)
