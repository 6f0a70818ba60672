"""The commands in the documents are run, in their order, on a made-up council; links between the documents lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from citizencheck.cli.main import run
from fixtures_support import materialise

DOCS = Path(__file__).parents[1] / "docs"
BLOCK = re.compile(r"^```sh run\n(.*?)^```", re.MULTILINE | re.DOTALL)
WITH_COMMANDS = sorted(p.name for p in DOCS.glob("*.md") if BLOCK.search(p.read_text(encoding="utf-8")))


def commands(name: str) -> list[str]:
    blocks = BLOCK.findall((DOCS / name).read_text(encoding="utf-8"))
    return [line for block in blocks for line in block.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("name", WITH_COMMANDS)
def test_the_commands_of_a_document_do_what_it_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "citizencheck.toml").write_text("browser = false\n")  # what a browser shows is tested elsewhere
    for folder in ("public", "public-new"):
        materialise("tiny", tmp_path / folder)

    for command in commands(name):
        words = shlex.split(command)
        assert words[0] == "citizencheck", f"only citizencheck is run here: {command}"
        code = run(words[1:])
        assert code == 0, f"{command}: {code}\n{capsys.readouterr().err}"
        for written in re.findall(r" -f [\w-]+:(\S+)", command):
            assert (tmp_path / written).stat().st_size > 0, f"{command} wrote nothing"


def test_documents_with_commands_are_found() -> None:
    assert {"ci.md", "comparing-councils.md", "reading-the-report.md", "start-here.md"} <= set(WITH_COMMANDS)


@pytest.mark.parametrize("name", sorted(p.name for p in DOCS.glob("*.md")))
def test_links_between_documents_lead_somewhere(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    targets = [t.partition("#")[0] for t in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in t]

    assert [t for t in targets if t and not (DOCS / t).exists()] == []
