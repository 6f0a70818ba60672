"""How wide a report is that goes through a pipe."""

import pytest

from citizencheck.cli.output import _columns


@pytest.mark.parametrize(("said", "wide"), [("72", 72), ("10", 40), ("", None), ("0", None), ("wide", None)])
def test_columns_are_as_many_as_the_environment_asks_for(
    said: str, wide: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", said)

    assert _columns() == wide
