"""Labels and task matches against what people said, with floors that only rise (``floors.toml``).

The labelled data of real councils lies outside the project and is measured where it is there; the project's own small set always.
"""

import csv
import hashlib
import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from citizencheck.language import SCORED, Language, load_language
from citizencheck.model import LabelContext

HERE = Path(__file__).parent
DATA = Path(__file__).parents[3] / "shared" / "data"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.eval


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


def need(name: str) -> Path:
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"{path} is not here: real councils' {name} could not be measured")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    if digest != FLOORS["digests"][name]:
        pytest.skip(f"{path} is not the file that the floors were measured on")
    return path


def accuracy(pairs: list[tuple[str, str]]) -> float:
    return sum(a == b for a, b in pairs) / len(pairs)


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """Mean F1 over the classes that at least 30 rows (or a tenth of a small set) were given."""
    least = min(30, len(pairs) // 10)
    scores = []
    for name in sorted({gold for gold, _ in pairs}):
        said = sum(g == name for _, g in pairs)
        true = sum(g == name for g, _ in pairs)
        both = sum(a == b == name for a, b in pairs)
        if true >= least:
            scores.append(2 * both / (said + true) if said + true else 0.0)
    return sum(scores) / len(scores)


def test_own_labels_keep_their_floor(language: Language) -> None:
    rows = [
        (gold, label.strip())
        for gold, labels in tomllib.loads((HERE / "own_labels.toml").read_text(encoding="utf-8")).items()
        for label in labels
    ]
    pairs = [(gold, language.orient(label).orientation.value) for gold, label in rows]

    assert len(rows) >= 300
    assert accuracy(pairs) >= FLOORS["own_labels"]["accuracy"]
    assert macro_f1(pairs) >= FLOORS["own_labels"]["macro_f1"]


def test_labels_of_real_councils_keep_their_floor(language: Language) -> None:
    rows = [json.loads(line) for line in need("labels.jsonl").read_text(encoding="utf-8").splitlines()]
    agreed = [r for r in rows if r["agreed"]]
    verdicts = {
        id(r): language.orient(r["label"], LabelContext(parent=r.get("parent") or "", where=r.get("where") or ""))
        for r in rows
    }
    pairs = [(r["agreed"], verdicts[id(r)].orientation.value) for r in agreed]
    clear = [(r["agreed"], verdicts[id(r)].orientation.value) for r in agreed if r["clear"]]
    departments = [
        r["agreed"]
        for r in agreed
        if verdicts[id(r)].orientation == "department" and verdicts[id(r)].confidence >= SCORED
    ]
    floor = FLOORS["labels"]

    assert accuracy(pairs) >= floor["agreed_accuracy"]
    assert macro_f1(pairs) >= floor["agreed_macro_f1"]
    assert accuracy(clear) >= floor["clear_accuracy"]
    assert sum(verdicts[id(r)].orientation.value in r["accept"] for r in rows) / len(rows) >= floor["in_accept"]
    assert Counter(departments)["department"] / len(departments) >= floor["department_precision"]


def test_links_of_real_councils_keep_their_floor(language: Language) -> None:
    with need("council_links.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known = {i for t in language.catalogue for i in t.lgsl}
    first = third = total = 0
    for row in rows:
        wanted = int(row["lgsl_id"])
        if wanted not in known:
            continue
        total += 1
        ranked = [m.lgsl for m in language.match_tasks(row["url"]).matches]
        first += bool(ranked) and wanted in ranked[0]
        third += any(wanted in ids for ids in ranked[:3])

    assert total / len(rows) >= FLOORS["links"]["covered"]
    assert first / total >= FLOORS["links"]["top_1"]
    assert third / total >= FLOORS["links"]["top_3"]
