"""A comparison of two reports in words: sections that every format shares."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import Final

from citizencheck.compare import Comparison, RuleMove, Side, TaskMove
from citizencheck.compare.addresses import Moved
from citizencheck.report.escape import for_json, for_markdown, plain, short_url
from citizencheck.report.words import ORIENTATIONS, STATUSES, VERDICTS, points, signed, stars

MOST: Final = 25
"""Lines of one list; JSON has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: str
    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple[str, ...] = ()


def sections(c: Comparison) -> tuple[Section, ...]:
    """What is worth telling, the answer first; empty sections are left out."""
    made = [
        Section(title="Score", lines=tuple(_score(c))),
        Section(title="What the reader must know", items=c.notes),
        Section(title="The two", head=("", "Before", "After") if c.kind == "redesign" else ("", "First", "Second"), rows=tuple(_sides(c))),
        Section(title="Groups that differ", head=("Group", "Before", "After") if c.kind == "redesign" else ("Group", "First", "Second"),
                rows=tuple((g.title, _measured(g.before), _measured(g.after)) for g in c.difference.groups)),
        Section(title="Rules that make the difference", items=tuple(_rules(c.difference.rules))),
        _tasks("Tasks gained", c.gained),
        _tasks("Tasks lost", c.lost),
        _tasks("Journeys that got longer" if c.kind == "redesign" else "Journeys that are longer in the second", c.longer),
        _tasks("Journeys that got shorter" if c.kind == "redesign" else "Journeys that are shorter in the second", c.shorter),
        *_by_subject(c),
        *_labels(c),
        *_addresses(c),
        *_findings(c),
    ]  # fmt: skip
    return tuple(s for s in made if s.lines or s.rows or s.items)


def _score(c: Comparison) -> Iterator[str]:
    before, after = c.before, c.after
    if c.gap is None:
        yield f"{_value(before)} and {_value(after)}: there is no difference to speak of where a score is missing."
        return
    yield f"{_value(before)} -> {_value(after)} of 100: {signed(c.gap.points)} points."
    span = f"between {signed(c.gap.low)} and {signed(c.gap.high)} points"
    if c.gap.points == 0 and c.gap.low == c.gap.high:
        yield "They score the same."
    elif c.gap.told_apart:
        yield f"With other pages of the same kinds the difference would lie {span}: it is more than chance."
    else:
        yield f"With other pages of the same kinds the difference would lie {span}: the two cannot be told apart by their scores."
    if before.whole and after.whole and c.gap.points:
        yield "Both were read whole: of these very pages the difference is exact."


def _value(side: Side) -> str:
    return "no score" if side.score is None else points(side.score)


def _sides(c: Comparison) -> Iterator[tuple[str, ...]]:
    a, b = c.before, c.after
    yield "Site", a.name, b.name
    yield "Address", short_url(a.address), short_url(b.address)
    yield "Kind of council", a.tier, b.tier
    yield "Pages judged", str(a.pages), str(b.pages)
    yield "Crawled", a.finished, b.finished
    yield "Interval of the score", _span(a), _span(b)
    yield "Of what counts could be judged", f"{a.coverage:.0%}", f"{b.coverage:.0%}"
    yield "Navigation", VERDICTS[a.navigation], VERDICTS[b.navigation]
    yield "Content", VERDICTS[a.content], VERDICTS[b.content]


def _span(side: Side) -> str:
    return "none" if side.low is None or side.high is None else f"{side.low:.0f} to {side.high:.0f}"


def _measured(score: float | None) -> str:
    return "not measured" if score is None else points(score)


def _rules(moves: Sequence[RuleMove]) -> Iterator[str]:
    told = [m for m in moves if m.told]
    for move in told[:MOST]:
        worth = f"{signed(move.points)} points" if move.points else "no points"
        yield f"{worth} [{move.rule}] Before: {move.before} After: {move.after}"
    if len(told) > MOST:
        yield f"and {len(told) - MOST} more"
    if shared := [m for m in moves if not m.told]:
        yield f"{signed(sum(m.points for m in shared))} points: {len(shared)} others of the same groups, which share the points anew."


def _tasks(title: str, moves: Sequence[TaskMove]) -> Section:
    items = [f"{t.title}: {_fares(t)}" for t in moves[:MOST]]
    more = [f"and {len(moves) - MOST} more"] if len(moves) > MOST else []
    return Section(title=f"{title} ({len(moves)})", items=(*items, *more))


def _fares(task: TaskMove) -> str:
    parts = []
    if task.status_before != task.status_after:
        parts.append(f"{STATUSES[task.status_before]} -> {STATUSES[task.status_after]}")
    if task.stars_before != task.stars_after:
        parts.append(f"{stars(task.stars_before) or 'no stars'} -> {stars(task.stars_after) or 'no stars'}")
    if task.clicks_before != task.clicks_after:
        parts.append(f"{_clicks(task.clicks_before)} -> {_clicks(task.clicks_after)}")
    return ", ".join(parts)


def _clicks(count: int | None) -> str:
    return "no way by links" if count is None else "1 click" if count == 1 else f"{count} clicks"


def _by_subject(c: Comparison) -> Iterator[Section]:
    if c.kind != "councils":
        return
    rows = tuple(
        (s.group.replace("-", " "), str(s.tasks), f"{s.found[0]}", f"{s.found[1]}", _mean(s.stars[0]), _mean(s.stars[1]))
        for s in c.subjects
    )  # fmt: skip
    yield Section(
        title=f"By subject: the {c.shared} tasks that both are asked for",
        head=("Subject", "Tasks", "Have a page: first", "second", "Mean stars: first", "second"),
        rows=rows,
    )
    for word, titles in (("first", c.only_before), ("second", c.only_after)):
        yield Section(title=f"Asked of the {word} alone, and so not compared ({len(titles)})", items=_some(titles))


def _mean(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _some(items: Sequence[str]) -> tuple[str, ...]:
    return (*items[:MOST], *((f"and {len(items) - MOST} more",) if len(items) > MOST else ()))


def _labels(c: Comparison) -> Iterator[Section]:
    if c.labels is None:
        return
    moved = [
        f"“{m.before}” ({ORIENTATIONS[m.orientation_before]}) -> “{m.after}” ({ORIENTATIONS[m.orientation_after]}) {m.url}".rstrip()
        for m in c.labels.moved
    ]
    yield Section(title=f"Labels that speak otherwise ({len(moved)})", items=_some(moved))
    yield Section(title="Units of the council that the menus no longer name", items=_some(c.labels.units_gone))
    yield Section(title="Units of the council that the menus name now", items=_some(c.labels.units_new))


def _addresses(c: Comparison) -> Iterator[Section]:
    found = c.addresses
    if found is None:
        return
    total = found.kept + len(found.led_on) + len(found.sent_home) + len(found.lost) + len(found.not_asked)
    line = (
        f"Of {total} addresses {found.kept} are kept, {len(found.led_on)} lead on to another page, {len(found.sent_home)} are sent to the "
        f"home page, {len(found.lost)} are lost, and {len(found.not_asked)} were not asked for."
    )
    yield Section(title="Addresses", lines=(line,))
    yield Section(title=f"Addresses lost without a redirect ({len(found.lost)})", items=_some([_gone(m) for m in found.lost]))  # fmt: skip
    yield Section(title=f"Addresses sent to the home page ({len(found.sent_home)})", items=_some([_gone(m) for m in found.sent_home]))  # fmt: skip
    if found.not_asked:
        yield Section(
            title=f"Addresses that nobody can speak of ({len(found.not_asked)})",
            lines=(
                "The second crawl never came to them, or got no answer. To know: write the first's addresses with "
                "`citizencheck report FIRST -f paths:old.txt`, and crawl the second with `--url-list old.txt`.",
            ),
            items=_some(found.not_asked),
        )


def _gone(moved: Moved) -> str:
    return f"{moved.url} ({moved.title or 'no title'}): {moved.outcome.replace('_', ' ')}"


def _findings(c: Comparison) -> Iterator[Section]:
    if c.kind != "redesign":
        return
    d = c.difference
    for title, found in (("Findings gone", d.gone), ("Findings new", d.new), ("Findings grown", [g.finding for g in d.grown])):  # fmt: skip
        lines = [f"{f.severity}: {f.message} {short_url(f.url)} [{f.rule}]" for f in found]
        yield Section(title=f"{title} ({len(lines)})", items=_some(lines))


# Formats


def comparison_json(c: Comparison) -> str:
    """All of it; the keys are those of ``citizencheck.compare.Comparison``."""
    data = {**asdict(c), "told_apart": c.gap.told_apart if c.gap else None}
    return for_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def comparison_text(c: Comparison, width: int = 100) -> str:
    """Plain text for a terminal."""
    out: list[str] = [plain(_title(c))]
    for section in sections(c):
        out += ["", plain(section.title)]
        for line in section.lines:
            out += _wrapped(plain(line), width, "  ")
        out += _columns([section.head, *section.rows], width) if section.rows else []
        for item in section.items:
            out += _wrapped(f"- {plain(item)}", width, "  ", "    ")
    return "\n".join(out) + "\n"


def _wrapped(text: str, width: int, first: str, later: str = "  ") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False) or [""]


def _columns(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    cells = [[plain(c) for c in row] for row in rows]
    most = max(10, width // len(cells[0]) - 2)
    widths = [min(most, max(len(r[i]) for r in cells)) for i in range(len(cells[0]))]
    return [
        "  " + "  ".join(c[:w].ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells if any(row)
    ]


def comparison_markdown(c: Comparison) -> str:
    """For a pull request's comment: the score open, all else folded."""
    out = [f"## {for_markdown(_title(c))}"]
    for n, section in enumerate(sections(c)):
        body = [*(for_markdown(x) for x in section.lines)]
        if section.rows:
            body += [
                "",
                _row(section.head),
                "| " + " | ".join("---" for _ in section.head) + " |",
                *map(_row, section.rows),
            ]
        body += ["", *(f"- {for_markdown(i)}" for i in section.items)] if section.items else []
        title = for_markdown(section.title)
        fold = n > 0
        out += (
            ["", f"<details><summary>{title}</summary>", "", *body, "", "</details>"]
            if fold
            else ["", f"### {title}", "", *body]
        )
    return "\n".join(out) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(for_markdown(c) or " " for c in cells) + " |"


STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}"
    "table{border-collapse:collapse}th,td{text-align:left;padding:.3rem .8rem;border-bottom:1px solid #767676}"
    "li{overflow-wrap:anywhere}@media(prefers-color-scheme:dark){body{color:#eee;background:#111}}"
)


def comparison_html(c: Comparison) -> str:
    """One page without scripts and without an outside request."""
    out = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{_html(_title(c))}</title><style>{STYLE}</style></head><body><main>",
        f"<h1>{_html(_title(c))}</h1>",
    ]
    for section in sections(c):
        out += [f"<h2>{_html(section.title)}</h2>", *(f"<p>{_html(x)}</p>" for x in section.lines)]
        if section.rows:
            head = "".join(f'<th scope="col">{_html(h)}</th>' if h else "<td></td>" for h in section.head)
            body = "".join(
                "<tr>"
                + f'<th scope="row">{_html(r[0])}</th>'
                + "".join(f"<td>{_html(x)}</td>" for x in r[1:])
                + "</tr>"
                for r in section.rows
            )
            out.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
        if section.items:
            out += ["<ul>", *(f"<li>{_html(i)}</li>" for i in section.items), "</ul>"]
    return "\n".join([*out, "</main></body></html>"]) + "\n"


def _html(text: str) -> str:
    return escape(plain(text))


def _title(c: Comparison) -> str:
    if c.kind == "redesign":
        return f"Before and after: {c.after.name or c.before.name}"
    return f"{c.before.name} and {c.after.name}, compared"
