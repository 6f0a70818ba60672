"""The site as a picture: its sections as areas, citizens' tasks as points in them. Pure geometry; the template draws it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from citizencheck.model.report import ReportSection, ReportTask
from citizencheck.report.escape import cut
from citizencheck.report.words import fares

MOST_POINTS: Final = 8
"""Tasks that a block names; the table has them all."""
GAP: Final = 6.0
PAD: Final = 10.0
HEAD: Final = 19.0
"""Height of a line of a section's label."""
LINE: Final = 16.0
"""Height of every other line."""
BETWEEN: Final = 4.0
LETTER: Final = 7.4
"""Mean width of a letter at 13 units in the widest of the fonts that browsers take for ``system-ui`` (measured on DejaVu Sans)."""
BOLD: Final = 9.0
"""The same for a label: bold, at 14.5 units."""
COLUMN: Final = 225.0
"""The width of a block in which a task's name has room."""
LEAST: Final = 185.0
ORDER: Final = ("poor", "unseen", "well", "part")
SHARE: Final = 0.3
"""Of the picture's room, what is given by pages; the rest is given by the words that must fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A task in a block."""

    x: float
    y: float
    name: tuple[str, ...]
    fares: str
    """As ``words.fares`` says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A section as an area."""

    x: float
    y: float
    w: float
    h: float
    orientation: str
    head: tuple[str, ...]
    """The label's lines."""
    pages: int
    gate: int
    """Tasks to which every way leads through its page."""
    points: tuple[Point, ...]
    more: int
    """Tasks that there was no room to name."""
    end: float
    """Where the next line of words would stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    width: float
    height: float
    blocks: tuple[Block, ...]
    left: int
    """Sections that were left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Area:
    """A section before it has a place."""

    section: ReportSection
    tasks: tuple[ReportTask, ...]
    gate: int
    size: float = 0.0

    def height(self, width: float) -> float:
        """What its words need, in a block so wide."""
        names = sum(LINE * len(_name(t, width)) + BETWEEN for t in self.tasks[:MOST_POINTS])
        more = LINE if len(self.tasks) > MOST_POINTS else 0.0
        words = HEAD * len(_head(self.section.label, width)) + LINE * (2 if self.gate else 1) + 8
        return GAP + 2 * PAD + words + max(names, LINE) + more


def draw(
    sections: Sequence[ReportSection],
    tasks: Mapping[str, ReportTask],
    gates: Mapping[str, int],
    *,
    width: float,
    most: int,
) -> Picture:
    """The picture of a site, ``width`` units wide, of ``most`` sections. ``gates``: a department's page -> tasks that it guards."""
    shown = sorted(sections, key=lambda s: (-len(s.tasks), -s.pages))[:most]
    areas = [_Area(section=s, tasks=_ordered(s, tasks), gate=gates.get(s.url, 0) if s.url else 0) for s in shown]
    column = width / max(1, width // COLUMN)
    needs = [a.height(column) * column for a in areas]
    roots = [a.section.pages**0.5 for a in areas]
    extra = SHARE * sum(needs) / (sum(roots) or 1.0)
    sized = [
        _Area(section=a.section, tasks=a.tasks, gate=a.gate, size=need + extra * root)
        for a, need, root in zip(areas, needs, roots, strict=True)
    ]
    sized.sort(key=lambda a: -a.size)
    blocks: list[Block] = []
    y = 0.0
    for row in _rows(sized, width):
        needed = (a.height(w) for a, w in zip(row, _widths(row, width), strict=True))
        tall = max(sum(a.size for a in row) / width, *needed)
        x = 0.0
        for area, wide in zip(row, _widths(row, width), strict=True):
            blocks.append(_block(area, x + GAP / 2, y + GAP / 2, wide - GAP, tall - GAP))
            x += wide
        y += tall
    return Picture(width=width, height=round(y, 1), blocks=tuple(blocks), left=len(sections) - len(shown))


def _ordered(section: ReportSection, tasks: Mapping[str, ReportTask]) -> tuple[ReportTask, ...]:
    """The poor journeys first, then those of which not all was seen, and of each the most wanted."""
    return tuple(
        sorted(
            (tasks[t] for t in section.tasks if t in tasks),
            key=lambda t: (ORDER.index(fares(t)), -t.demand, t.title),
        )
    )


def _rows(areas: Sequence[_Area], width: float) -> list[Sequence[_Area]]:
    """The areas in rows, so that their shapes are as near as can be to that in which words fit: a treemap of rows alone.

    A reader goes from left to right, so the order is kept. (Bederson, Shneiderman and Wattenberg, "Ordered and quantum treemaps", 2002.)
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(areas) + 1):
        best.append(min((best[start][0] + _odd(areas[start:end], width), start) for start in range(end)))
    cuts, end = [], len(areas)
    while end:
        cuts.append((best[end][1], end))
        end = best[end][1]
    return [areas[start:end] for start, end in reversed(cuts)]


def _odd(row: Sequence[_Area], width: float) -> float:
    """How far the blocks of a row are from one and a half times wider than high, summed; too narrow ones count a lot."""
    tall = sum(a.size for a in row) / width
    widths = _widths(row, width)
    shapes = sum(max(r, 1 / r) - 1 for r in (w / tall / 1.5 for w in widths))
    return shapes + (100.0 * len(row) if len(row) > 1 and min(widths) < LEAST else 0.0)


def _widths(row: Sequence[_Area], width: float) -> list[float]:
    total = sum(a.size for a in row)
    return [width * a.size / total for a in row]


def _block(area: _Area, x: float, y: float, w: float, h: float) -> Block:
    head = _head(area.section.label, w + GAP)
    at = y + PAD + len(head) * HEAD + LINE * (2 if area.gate else 1) + 8
    points: list[Point] = []
    for task in area.tasks[:MOST_POINTS]:
        name = _name(task, w + GAP)
        if at + LINE * len(name) > y + h - PAD + BETWEEN:
            break
        points.append(
            Point(
                x=round(x + PAD + 5, 1),
                y=round(at + LINE / 2, 1),
                name=name,
                fares=fares(task),
            )
        )
        at += LINE * len(name) + BETWEEN
    return Block(
        x=round(x, 1), y=round(y, 1), w=round(w, 1), h=round(h, 1), orientation=area.section.orientation, head=head,
        pages=area.section.pages, gate=area.gate, points=tuple(points), more=len(area.tasks) - len(points), end=round(at + 12, 1),
    )  # fmt: skip


def _head(label: str, width: float) -> tuple[str, ...]:
    return _lines(label, int((width - GAP - 2 * PAD) // BOLD), 2)


def _name(task: ReportTask, width: float) -> tuple[str, ...]:
    return _lines(task.title, int((width - GAP - 2 * PAD - 16) // LETTER), 2)


def _lines(text: str, letters: int, most: int) -> tuple[str, ...]:
    """The words of a text on at most ``most`` lines of so many letters."""
    lines: list[str] = []
    for word in cut(text, 200).split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] = f"{kept[-1]} …" if len(kept[-1]) + 2 <= letters else f"{kept[-1][: max(1, letters - 1)]}…"
    return tuple(cut(line, max(4, letters)) for line in kept)
