"""What a person found on real council sites, line by line, and what an audit says of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from citizencheck.crawl import CrawlPlan
from citizencheck.model.report import Report
from citizencheck.pipeline import audit

TABLE: Final = Path(__file__).with_name("sites_expected.toml")
STARTS: Final = {"camden-prototype": "/alpha/v2/home/"}
"""Where a person begins, when the folder itself does not say."""


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


def reports(sites: Path, work: Path) -> dict[str, list[Said]]:
    """What an audit says of each site of the table; the runs go into the folder ``work``."""
    return {
        name: list(said(audit(CrawlPlan(target=str(sites / name), start=STARTS.get(name, "")), work / name)))
        for name in sorted({line.site for line in table()})
    }
