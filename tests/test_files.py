"""Files are written whole or not at all."""

import stat
from pathlib import Path

import pytest

from citizencheck.errors import OutputError
from citizencheck.files import write_whole


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "report.json", "é\n")

    assert (tmp_path / "a" / "report.json").read_bytes() == b"\xc3\xa9\n"


def test_a_written_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("x")

    write_whole(tmp_path / "report.json", "x")

    assert stat.S_IMODE((tmp_path / "report.json").stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


def test_what_cannot_be_written_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.mkdir()

    with pytest.raises(OutputError, match=r"report\.json cannot be written"):
        write_whole(target, "new")

    assert [p.name for p in tmp_path.iterdir()] == ["report.json"]


def test_a_file_in_the_way_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(OutputError, match="cannot be written"):
        write_whole(tmp_path / "file" / "report.json", "x")
