"""Telephone numbers of three countries, and figures that are none."""

from __future__ import annotations

import pytest

from citizencheck.extract.phones import written


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Ring 01632 960100 or 020 7946 0000.", ["01632 960100", "020 7946 0000"]),
        ("From abroad +44 (0)1632 960100 or 0044 1632 960100", ["+44 (0)1632 960100", "0044 1632 960100"]),
        ("(01632) 960100 ext. 214", ["(01632) 960100 ext. 214"]),
        ("In Ireland: +353 1 222 2222", ["+353 1 222 2222"]),
        ("City Hall, (419) 555-0100 or 419.555.0100 x12", ["(419) 555-0100", "419.555.0100 x12"]),
        ("If you have trouble with a page, call 555-0100.", ["555-0100"]),
        ("Call 911 in an emergency and 555-0100 for anything else.", ["555-0100"]),
        ("Public Works Director\n555-0140\nFinance Director\n555-0160", ["555-0140", "555-0160"]),
        ("Call 311 to ask for one.", ["311"]),
    ],
)
def test_numbers_to_ring(text: str, numbers: list[str]) -> None:
    assert written(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Ordinance 555-0100 was read twice.",
        "The budget of 2025-2026 is 100-2000 pounds.",
        "Section 311 of the code. Call for papers, 12 March.",
        "Reference WK/202600114 and NG12 555-0100A",
        "Adopted on 2026-03-14.",
    ],
)
def test_other_figures_are_none(text: str) -> None:
    assert written(text) == []
