"""Plain labels for units: by the council's word list, by the tasks behind them, and none where nothing is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from citizencheck.errors import RuleError
from citizencheck.language import Language, load_language
from citizencheck.language.plain import load_subjects


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


@pytest.mark.parametrize(
    ("label", "behind", "said"),
    [
        ("Streetscene", (), "Street cleaning"),
        ("Revenues and Benefits", (), "Council tax and benefits"),
        ("Waste Management Unit", ("report-missed-bin", "order-bin"), "Bins and recycling"),
        ("Operations Directorate", ("pay-council-tax", "housing-benefit"), "Council tax and benefits"),
        ("Development Control", (), "Planning and building"),
        ("Corporate Services", (), ""),
        ("Housing", ("apply-council-home",), ""),
        ("Facilities", (), ""),  # parks are in one list with noise and pests, and are neither
        ("Facilities", ("parks",), ""),
        ("Streetscene Unit", ("report-dog-mess", "report-graffiti"), "Litter and street problems"),
    ],
)
def test_a_label_is_put_plainly(label: str, behind: tuple[str, ...], said: str, language: Language) -> None:
    assert language.plain_label(label, [language.task(t) for t in behind]) == said


def test_a_name_is_offered_only_for_what_the_site_holds(language: Language) -> None:
    assert language.plain_label("Housing Services Division", held={"apply-council-home", "pay-rent"}) == "Housing"
    assert language.plain_label("Housing Services Division", held={"pay-council-tax"}) == ""


def test_each_subject_of_the_catalogue_has_a_name(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "plain.toml"
    path.write_text('[subjects]\nwaste = "Bins"\nzebras = "Zebras"\n')

    with pytest.raises(RuleError) as e:
        load_subjects(path, language.catalogue)

    assert "council-tax" in e.value.message
    assert "zebras" in e.value.message
    assert "waste" not in e.value.message
