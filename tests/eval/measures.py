"""What the judgement is measured by: each figure 0 to 1, 1 the best, named ``group.measure``."""

from __future__ import annotations

import csv
import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, Final

from citizencheck.extract import extract
from citizencheck.language import SCORED, Language
from citizencheck.model import LabelContext, PageClass
from eval import sites as real_sites

OWN_LABELS: Final = Path(__file__).with_name("own_labels.toml")
HOMES: Final = ("/Consolidated/index.html", "/Veneer/index.html", "rector-arkansas/index.html", "/v2/home/index.html")

Pairs = list[tuple[str, str]]


def measure(top: Path, language: Language, work: Path) -> dict[str, float]:
    """Every figure, measured anew on the data in ``top``; the sites are audited into ``work``."""
    groups = {
        "own_labels": own_labels(language),
        "labels": labels(top, language),
        "links": links(top, language),
        "pages": pages(top, language),
        "sites": sites(real_sites.reports(top / "sites", work)),
    }
    return {f"{group}.{name}": value for group, figures in groups.items() for name, value in figures.items()}


def accuracy(pairs: Pairs) -> float:
    return sum(a == b for a, b in pairs) / len(pairs)


def macro_f1(pairs: Pairs) -> float:
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


def own_pairs(language: Language) -> Pairs:
    """(what a label of the project's own is, what it is taken for)."""
    rows = tomllib.loads(OWN_LABELS.read_text(encoding="utf-8"))
    return [
        (gold, language.orient(label.strip()).orientation.value) for gold, labels in rows.items() for label in labels
    ]


def own_labels(language: Language) -> dict[str, float]:
    pairs = own_pairs(language)
    return {"accuracy": accuracy(pairs), "macro_f1": macro_f1(pairs)}


def labels(top: Path, language: Language) -> dict[str, float]:
    rows = [json.loads(line) for line in (top / "data/labels.jsonl").read_text(encoding="utf-8").splitlines()]
    said = [
        language.orient(r["label"], LabelContext(parent=r.get("parent") or "", where=r.get("where") or ""))
        for r in rows
    ]
    agreed = [(r, v) for r, v in zip(rows, said, strict=True) if r["agreed"]]
    pairs = [(r["agreed"], v.orientation.value) for r, v in agreed]
    clear = [(r["agreed"], v.orientation.value) for r, v in agreed if r["clear"]]
    accused = [r["agreed"] for r, v in agreed if v.orientation == "department" and v.confidence >= SCORED]
    return {
        "agreed_accuracy": accuracy(pairs),
        "agreed_macro_f1": macro_f1(pairs),
        "clear_accuracy": accuracy(clear),
        "clear_macro_f1": macro_f1(clear),
        "in_accept": sum(v.orientation.value in r["accept"] for r, v in zip(rows, said, strict=True)) / len(rows),
        "department_precision": Counter(accused)["department"] / len(accused),
    }


def links(top: Path, language: Language) -> dict[str, float]:
    with (top / "data/council_links.csv").open(encoding="utf-8") as file:
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
    return {"covered": total / len(rows), "top_1": first / total, "top_3": third / total}


def judged_pages(top: Path, language: Language) -> list[tuple[dict[str, Any], PageClass]]:
    """(a row as a person labelled it, what its page is taken for)."""
    lines = (top / "data/pages.jsonl").read_text(encoding="utf-8").splitlines()
    return [(row, _judged(row, top, language)) for row in map(json.loads, lines)]


def _judged(row: dict[str, Any], top: Path, language: Language) -> PageClass:
    url = row["url"] or ""
    address = f"https://folder.invalid/{url.removeprefix('local:')}" if url.startswith("local:") else url
    page = extract((top / row["file"]).read_bytes(), address)
    return language.classify(page, home=row["file"].endswith(HOMES))


def pages(top: Path, language: Language) -> dict[str, float]:
    found = judged_pages(top, language)
    by_hand = [(r, c) for r, c in found if r["labelled"] == "by a person"]
    return {
        f"{name}{of}": accuracy([(r[f"gold_{name}"], getattr(c, name).value) for r, c in rows])
        for of, rows in (("", found), ("_by_hand", by_hand))
        for name in ("focus", "channel")
    }


def sites(said: dict[str, list[real_sites.Said]]) -> dict[str, float]:
    table = real_sites.table()
    wanted = [line.said_by(said[line.site]) for line in table if line.kind == "must_report"]
    right = [line.said_by(said[line.site]) for line in table if line.kind == "must_not_report"]
    return {
        "must_report": sum(map(bool, wanted)) / len(wanted),
        "must_not_report_unsaid": sum(not s for s in right) / len(right),
    }
