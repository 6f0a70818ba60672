"""Labels and task matches against what people said, with floors that only rise (``floors.toml``).

The labelled data of real councils lies outside the project and is measured where it is there; the project's own small set always.
"""

from pathlib import Path

import pytest

from citizencheck.language import Language
from eval import measures
from eval.data import NEEDS, digest, folder
from eval.floors import floor_of, read

pytestmark = pytest.mark.eval


def need(group: str) -> Path:
    for name in NEEDS[group]:
        path = folder() / name
        if not path.is_file():
            pytest.skip(f"{path} is not here: real councils' {group} could not be measured")
        if digest(path) != read().digests.get(name):
            pytest.skip(f"{path} is not the file that the floors were measured on")
    return folder()


def below(group: str, figures: dict[str, float]) -> list[str]:
    return [f"{group}.{name}: {v:.4f}" for name, v in figures.items() if v < floor_of(f"{group}.{name}")]


def test_own_labels_keep_their_floor(language: Language) -> None:
    assert len(measures.own_pairs(language)) >= 300
    assert below("own_labels", measures.own_labels(language)) == []


def test_labels_of_real_councils_keep_their_floor(language: Language) -> None:
    assert below("labels", measures.labels(need("labels"), language)) == []


def test_links_of_real_councils_keep_their_floor(language: Language) -> None:
    assert below("links", measures.links(need("links"), language)) == []
