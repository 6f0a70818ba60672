"""What an audit says of three real council sites, against what a person found on them.

The pages lie beside the project, in ``../shared/sites``, and never in it: where they are not there, this is skipped.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from citizencheck.crawl import CrawlPlan
from citizencheck.model.report import Report
from citizencheck.pipeline import audit

SITES = Path(__file__).parents[3] / "shared" / "sites"
TABLE = Path(__file__).with_name("sites_expected.toml")
STARTS = {"camden-prototype": "/alpha/v2/home/"}
"""Where a person begins, when the folder itself does not say."""
FLOOR = 0.75
"""Share of the lines that a good audit must say: never to be lowered."""

pytestmark = pytest.mark.eval


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One piece of evidence of one finding."""

    rule: str
    path: str
    words: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the table."""

    site: str
    line: int
    kind: str
    url: str
    rules: tuple[str, ...]
    quote: tuple[str, ...]
    exact: bool = False

    def said_by(self, said: list[Said]) -> list[Said]:
        """What speaks of this line: by rule, address and quote."""
        return [s for s in said if self._rule(s.rule) and self._place(s.path) and self._words(s)]

    def _rule(self, rule: str) -> bool:
        return any(fnmatchcase(rule, r) for r in self.rules)

    def _place(self, path: str) -> bool:
        return not self.url or path.rstrip("/") == self.url.rstrip("/").removesuffix("/index.html")

    def _words(self, said: Said) -> bool:
        if self.exact:
            return any(q.casefold() == said.quote.casefold() for q in self.quote)
        return any(q.casefold() in said.words.casefold() for q in self.quote)


def table() -> list[Line]:
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["lines"]
    return [
        Line(
            site=row["site"],
            line=row["line"],
            kind=row["kind"],
            url=row["url"],
            rules=tuple(row["rules"]),
            quote=tuple(row["quote"]),
            exact=row.get("exact", False),
        )
        for row in rows
    ]


def said(report: Report) -> Iterator[Said]:
    for f in report.findings:
        for e in f.evidence:
            path = urlsplit(e.url).path.removesuffix("/index.html") or "/"
            yield Said(
                rule=f"{f.group}/{f.rule}",
                path=path,
                words=f"{e.quote} {e.note} {e.target} {f.message} {e.url}",
                quote=e.quote,
            )


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Said]]:
    if not SITES.is_dir():
        pytest.skip(f"the real sites are not at {SITES}: nothing was compared with what a person found")
    names = sorted({line.site for line in table()})
    base = tmp_path_factory.mktemp("sites")
    return {
        name: list(said(audit(CrawlPlan(target=str(SITES / name), start=STARTS.get(name, "")), base / name)))
        for name in names
    }


def test_most_of_what_a_person_found_is_reported(reports: dict[str, list[Said]]) -> None:
    wanted = [line for line in table() if line.kind == "must_report"]
    missed = [line for line in wanted if not line.said_by(reports[line.site])]

    assert 1 - len(missed) / len(wanted) >= FLOOR, [f"{m.line}: {m.rules} at {m.url}" for m in missed]


@pytest.mark.parametrize("line", [x for x in table() if x.kind == "must_not_report"], ids=lambda x: f"line {x.line}")
def test_what_a_person_calls_right_is_not_reported(line: Line, reports: dict[str, list[Said]]) -> None:
    wrong = line.said_by(reports[line.site])

    assert not wrong, wrong[:5]


def test_no_rule_serves_one_site_only() -> None:
    """No rule, task or word list names a place, a project or a firm of these sites: what they say holds for any council."""
    names = re.compile(
        r"\b(?:rector|camden|gloucestershire|cheltenham|cotswold|tewkesbury|stroud|torrington|tavistock|nexbillpay|ringway)\b",
        re.IGNORECASE,
    )
    rules = Path(__file__).parents[2] / "rules"

    told = [
        f"{p.name}: {m.group()}" for p in sorted(rules.rglob("*.toml")) for m in names.finditer(p.read_text("utf-8"))
    ]

    assert told == []
