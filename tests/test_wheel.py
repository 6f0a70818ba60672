"""The wheel, as a stranger would install it: rules inside, commands that work."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]


@pytest.mark.slow
def test_the_built_wheel_lists_its_rules_in_a_fresh_environment(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(TOP)], check=True, capture_output=True
    )
    wheel = next(tmp_path.glob("*.whl"))
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)],
        check=True,
        capture_output=True,
    )

    listed = subprocess.run(
        [str(tmp_path / "env" / "bin" / "citizencheck"), "rules", "list"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    where = subprocess.run(
        [str(python), "-c", "import citizencheck; print(citizencheck.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )

    ids = {line.split()[0] for line in listed.stdout.splitlines()}
    assert ids == {p.stem for p in (TOP / "rules").glob("*/*.toml") if p.parent.name not in {"tasks", "lexicon"}}
    assert str(tmp_path) in where.stdout
