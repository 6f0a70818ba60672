"""The floors of the judgement rise by themselves and fall only with a reason that stands beside them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eval import floors
from eval.data import NEEDS, VARIABLE, digest, folder
from eval.floors import Floor, Floors, main, problems, read, rounded, seal_of, written

NEEDED = sorted({n for names in NEEDS.values() for n in names})
FIGURES = {"labels.accuracy": 0.9, "pages.focus": 0.85}


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A folder with data of every kind."""
    for name in NEEDED:
        path = tmp_path / "real" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix:
            path.write_text("rows")
        else:
            path.mkdir()
            (path / "page.html").write_text("<h1>Bins</h1>")
    return tmp_path / "real"


@pytest.fixture
def file(tmp_path: Path, top: Path) -> Path:
    """Floors of 0.90 and 0.85, measured on that data."""
    kept = Floors(
        digests={n: digest(top / n) for n in NEEDED},
        measures={n: Floor(floor=v, highest=v) for n, v in FIGURES.items()},
    )
    (tmp_path / "floors.toml").write_text(written(replace(kept, seal=seal_of(kept))))
    return tmp_path / "floors.toml"


def measuring(**changes: float) -> Callable[[Path], dict[str, float]]:
    return lambda _top: {**FIGURES, **{name.replace("_", "."): value for name, value in changes.items()}}


def test_the_floors_of_the_project_are_as_they_were_written() -> None:
    kept = read()

    assert problems(kept) == []
    assert {n.partition(".")[0] for n in kept.measures} == set(NEEDS)
    assert set(kept.digests) == set(NEEDED)
    assert written(kept) == floors.FILE.read_text(encoding="utf-8")


def test_a_floor_that_was_lowered_by_hand_is_named(file: Path) -> None:
    lowered = file.read_text().replace("floor = 0.9, highest = 0.9", "floor = 0.8, highest = 0.9")
    both = file.read_text().replace("floor = 0.9, highest = 0.9", "floor = 0.8, highest = 0.8")
    seal = "the seal is broken: the file was changed by hand"

    file.write_text(lowered)
    assert problems(read(file)) == [
        "labels.accuracy: the floor 0.8 is below 0.9, which it has been, and no reason is given",
        seal,
    ]
    file.write_text(both)
    assert problems(read(file)) == [seal]


def test_a_floor_that_was_lowered_is_a_problem_whatever_the_seal_says(file: Path) -> None:
    kept = replace(read(file), measures={"labels.accuracy": Floor(floor=0.8, highest=0.9, reason="  ")})

    assert problems(replace(kept, seal=seal_of(kept))) == [
        "labels.accuracy: the floor 0.8 is below 0.9, which it has been, and no reason is given"
    ]
    excused = replace(kept, measures={"labels.accuracy": Floor(floor=0.8, highest=0.9, reason="fewer rows")})
    assert problems(replace(excused, seal=seal_of(excused))) == []


def test_a_floor_rises_with_what_is_measured_rounded_down(
    file: Path, top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(top)], measure=measuring(labels_accuracy=0.9378), file=file) == 0

    assert read(file).measures == {
        "labels.accuracy": Floor(floor=0.93, highest=0.93),
        "pages.focus": Floor(floor=0.85, highest=0.85),
    }
    assert problems(read(file)) == []
    assert "labels.accuracy   0.90    0.9378       0.93  raised" in capsys.readouterr().out.splitlines()


def test_a_measure_below_its_floor_is_refused_by_name_and_nothing_is_written(
    file: Path, top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()

    assert main(["--data", str(top)], measure=measuring(labels_accuracy=0.8999, pages_focus=0.99), file=file) == 1

    assert file.read_bytes() == before
    assert "labels.accuracy fell to 0.8999, below its floor of 0.9" in capsys.readouterr().err.splitlines()


def test_with_a_reason_a_floor_falls_and_the_reason_is_kept_until_it_is_made_good(file: Path, top: Path) -> None:
    reason = 'a "stricter" reading\nof units'
    call = ["--data", str(top)]

    assert main([*call, "--allow-regression", reason], measure=measuring(labels_accuracy=0.81), file=file) == 0
    assert read(file).measures["labels.accuracy"] == Floor(floor=0.81, highest=0.9, reason=reason)
    assert read(file).measures["pages.focus"].reason == ""
    assert problems(read(file)) == []

    assert main(call, measure=measuring(labels_accuracy=0.86), file=file) == 0
    assert read(file).measures["labels.accuracy"] == Floor(floor=0.86, highest=0.9, reason=reason)

    assert main(call, measure=measuring(labels_accuracy=0.9), file=file) == 0
    assert read(file).measures["labels.accuracy"] == Floor(floor=0.9, highest=0.9)


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_blank_reason_is_none(file: Path, top: Path, blank: str) -> None:
    call = ["--data", str(top), "--allow-regression", blank]

    assert main(call, measure=measuring(labels_accuracy=0.81), file=file) == 1


@pytest.mark.parametrize("changed", ["data/labels.jsonl", "sites/page.html", "data/pages_html/another.html"])
def test_other_data_is_said_aloud_and_needs_a_reason(
    file: Path, top: Path, capsys: pytest.CaptureFixture[str], changed: str
) -> None:
    name = next(n for n in NEEDED if changed.startswith(n))
    was = digest(top / name)
    (top / changed).write_text("other rows")

    assert main(["--data", str(top)], measure=measuring(), file=file) == 1
    now = digest(top / name)
    assert f"{name} is not what the floors were measured on: {was} then, {now} now" in capsys.readouterr().err
    assert read(file).digests[name] == was

    assert main(["--data", str(top), "--allow-regression", "new rows"], measure=measuring(), file=file) == 0
    assert read(file).digests[name] == now
    assert read(file).reasons == {name: "new rows"}
    assert problems(read(file)) == []


def test_a_measure_that_is_no_longer_taken_is_refused(
    file: Path, top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(top)], measure=lambda _top: {"labels.accuracy": 0.9}, file=file) == 1

    assert "pages.focus is no longer measured; its floor is 0.85" in capsys.readouterr().err
    assert "pages.focus" in read(file).measures


def test_a_file_that_was_changed_by_hand_is_not_measured_against(
    file: Path, top: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(file.read_text().replace("floor = 0.9, highest = 0.9", "floor = 0.8, highest = 0.8"))

    assert main(["--data", str(top)], measure=measuring(), file=file) == 1
    assert "the seal is broken" in capsys.readouterr().err


def test_without_the_data_it_says_what_is_missing_and_how_to_name_it(
    file: Path, top: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (top / "data/labels.jsonl").unlink()
    monkeypatch.setenv(VARIABLE, str(top))

    assert folder() == top
    assert main([], measure=measuring(), file=file) == 2
    said = capsys.readouterr().err
    assert "there is no data/labels.jsonl" in said
    assert VARIABLE in said


@pytest.mark.parametrize(("value", "floor"), [(0.29, 0.29), (0.2999, 0.29), (1.0, 1.0), (0.999999, 0.99), (0.57, 0.57)])
def test_rounding_goes_down_but_not_below_a_figure_itself(value: float, floor: float) -> None:
    assert rounded(value) == floor
