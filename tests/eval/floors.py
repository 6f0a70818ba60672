"""The floors of the judgement: read, compared with what is measured, and raised. ``scripts/floors`` is its command.

A floor never falls by itself. Where a measure is below its floor, or the data is not that on which the floors were measured,
nothing is written unless a reason is given; the reason then stands in ``floors.toml`` beside what it excuses.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final

from eval.data import VARIABLE, digests, folder, missing

FILE: Final = Path(__file__).with_name("floors.toml")
ABOUT: Final = {
    "own_labels": "Typed by the authors; the word lists were then widened by what they had wrong: a guard against breakage, no measure of quality.",
    "labels": "The word lists were mended after reading errors on these very rows. Elsewhere about 0.82 to 0.92 agreed, department precision 0.94 to 0.98 (docs/method.md).",
    "links": "The words of addresses were learned from these rows. Over folds without a common council (scripts/learn-addresses): 0.60, 0.70; of the nine in ten that hold a word: 0.67, 0.77.",
    "pages": "All rows, after mending, and those that a person labelled one by one; seven of these are empty templates (docs/method.md).",
    "sites": "Lines that a person wrote about real sites: those that an audit says, and those that it must not say and does not.",
}
HEAD: Final = """\
# Floors of the judgement, measured and then rounded down. Written by scripts/floors, which raises them and never lowers one
# without a reason; a change by hand breaks the seal, and tests/eval/test_floors.py says so.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    floor: float
    highest: float
    """The highest that this floor ever was."""
    reason: str = ""
    """Why it is lower now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    digests: Mapping[str, str] = field(default_factory=dict)
    """What was measured on -> the digest of its bytes."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why data was changed, or a measure is no longer taken."""
    measures: Mapping[str, Floor] = field(default_factory=dict)
    seal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of the floors."""

    floors: Floors
    refused: tuple[str, ...]
    """What may not be without a reason, a line each."""


def read(file: Path = FILE) -> Floors:
    """The floors as they are kept."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Floors(
        digests=data.get("digests", {}),
        reasons=data.get("reasons", {}),
        measures={f"{g}.{name}": Floor(**f) for g, fs in data.get("measures", {}).items() for name, f in fs.items()},
        seal=data.get("seal", ""),
    )


def floor_of(measure: str) -> float:
    """The floor that a measure must keep."""
    return read().measures[measure].floor


def seal_of(floors: Floors) -> str:
    """16 hex digits over all that the file says."""
    said = json.dumps(asdict(replace(floors, seal="")), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def problems(floors: Floors) -> list[str]:
    """What was done to the floors that ``scripts/floors`` would not have done."""
    lowered = [
        f"{name}: the floor {f.floor} is below {f.highest}, which it has been, and no reason is given"
        for name, f in floors.measures.items()
        if f.floor < f.highest and not f.reason.strip()
    ]
    above = [f"{name}: the floor {f.floor} is above its highest, {f.highest}" for name, f in floors.measures.items() if f.floor > f.highest]  # fmt: skip
    broken = ["the seal is broken: the file was changed by hand"] if floors.seal != seal_of(floors) else []
    return [*lowered, *above, *broken]


def decide(old: Floors, measured: Mapping[str, float], digests: Mapping[str, str], reason: str = "") -> Decision:
    """The floors after a measurement. Without a reason nothing that was kept may get worse, change or be left out."""
    refused = [
        f"{name} is not what the floors were measured on: {was or 'nothing'} then, {now} now"
        for name, now in digests.items()
        if (was := old.digests.get(name)) != now
    ]
    refused += [f"{name} is no longer measured; its floor is {f.floor}" for name, f in old.measures.items() if name not in measured]  # fmt: skip
    refused += [
        f"{name} fell to {value:.4f}, below its floor of {old.measures[name].floor}"
        for name, value in measured.items()
        if name in old.measures and value < old.measures[name].floor
    ]
    floors = Floors(
        digests=dict(digests),
        reasons={
            **old.reasons,
            **{name: reason for name, now in digests.items() if old.digests.get(name) != now and reason},
            **{name: reason for name in old.measures if name not in measured and reason},
        },
        measures={name: _new(old.measures.get(name), value, reason) for name, value in measured.items()},
    )
    return Decision(floors=replace(floors, seal=seal_of(floors)), refused=tuple(refused))


def _new(old: Floor | None, value: float, reason: str) -> Floor:
    now = rounded(value)
    if old is None or now >= old.highest:
        return Floor(floor=now, highest=now)
    if value >= old.floor:
        return replace(old, floor=max(now, old.floor))
    return replace(old, floor=now, reason=reason)


def rounded(value: float) -> float:
    """Rounded down to a hundredth; a hair is forgiven, since 0.29 * 100 is less than 29."""
    return math.floor(value * 100 + 1e-6) / 100


def written(floors: Floors) -> str:
    """The file."""
    lines = [HEAD, f"seal = {_text(floors.seal)}", "", "# What was measured on, outside the project: the first 16 digits of a SHA-256.", "[digests]"]  # fmt: skip
    lines += [f"{_text(name)} = {_text(value)}" for name, value in sorted(floors.digests.items())]
    if floors.reasons:
        lines += ["", "[reasons]", *(f"{_text(name)} = {_text(value)}" for name, value in sorted(floors.reasons.items()))]  # fmt: skip
    for group in dict.fromkeys(name.partition(".")[0] for name in floors.measures):
        lines += ["", f"# {ABOUT[group]}" if group in ABOUT else "", f"[measures.{group}]"]
        for name, f in floors.measures.items():
            if name.startswith(f"{group}."):
                reason = f", reason = {_text(f.reason)}" if f.reason else ""
                lines.append(f"{name.partition('.')[2]} = {{ floor = {f.floor}, highest = {f.highest}{reason} }}")
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def table(old: Floors, measured: Mapping[str, float], new: Floors) -> str:
    """Old floor, what was measured, new floor."""
    width = max(map(len, measured))
    lines = [f"{'measure':<{width}}  floor  measured  new floor"]
    for name, value in measured.items():
        was, now = old.measures.get(name), new.measures[name].floor
        word = "new" if was is None else "raised" if now > was.floor else "LOWERED" if now < was.floor else ""
        kept = f"{was.floor:.2f}" if was else "   –"
        lines.append(f"{name:<{width}}  {kept:>5}  {value:>8.4f}  {now:>9.2f}  {word}".rstrip())
    return "\n".join(lines)


def measure_all(top: Path) -> dict[str, float]:
    """Every figure, on the data in ``top``."""
    from citizencheck.language import load_language
    from eval import measures

    with tempfile.TemporaryDirectory(prefix="citizencheck-floors-") as work:
        return measures.measure(top, load_language(), Path(work))


def main(
    arguments: Sequence[str], *, measure: Callable[[Path], dict[str, float]] = measure_all, file: Path = FILE
) -> int:
    """Measures, shows and raises. 0 when all is well, 1 when it refuses, 2 when it cannot measure."""
    parser = argparse.ArgumentParser(prog="scripts/floors", description="Measures the judgement anew on the labelled data of real councils, and raises its floors.")  # fmt: skip
    parser.add_argument("--data", type=Path, metavar="FOLDER", help=f"what holds data/ and sites/ (default: {VARIABLE}, else shared/ beside the checkout)")  # fmt: skip
    parser.add_argument("--allow-regression", default="", metavar="REASON", help="write floors that fell, or floors of other data; the reason is kept with them")  # fmt: skip
    given = parser.parse_args(arguments)
    top = given.data or folder()
    if lacking := missing(top):
        _say(f"In {top} there is no {', no '.join(lacking)}. Name the folder with --data or {VARIABLE}.")
        return 2
    old = read(file)
    if hand := problems(old):
        _say(f"{file} is not as it was written:", *hand, "Take it from the last commit, then run this again.")
        return 1
    measured = measure(top)
    decision = decide(old, measured, digests(top), given.allow_regression.strip())
    print(table(old, measured, decision.floors))  # noqa: T201 - it is what the command is for
    if decision.refused and not given.allow_regression.strip():
        _say("Nothing was written:", *decision.refused, 'Mend it, or say why: --allow-regression "REASON"')
        return 1
    if decision.refused:
        _say("Written, with the reason, although:", *decision.refused)
    file.write_text(written(decision.floors), encoding="utf-8")
    return 0


def _say(*lines: str) -> None:
    print("\n".join(lines), file=sys.stderr)  # noqa: T201 - it is what the command is for


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
