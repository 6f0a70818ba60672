"""The 515 strings of the public list of naughty strings as title, label, alternative text and address, in every format: each parses,
shows them and runs none of them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from citizencheck.judge import judge
from citizencheck.language import load_language
from citizencheck.model.report import BrokenLink, EvidenceItem, MenuEntry, Report, ReportFinding, ReportPage
from citizencheck.report import FORMATS, from_json, to_json
from citizencheck.report.escape import plain
from citizencheck.report.terminal import print_report
from citizencheck.rulebook import load_rules
from citizencheck.ruletest import snapshot_of

STRINGS: Sequence[str] = json.loads((Path(__file__).parents[1] / "data" / "naughty_strings.json").read_text("utf-8"))
SHOWN = sorted({" ".join(plain(s).split()) for s in STRINGS} - {""})
"""What is left of each when controls are gone and white space is folded."""
ESCAPES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@cache
def base() -> Report:
    """The judge's report on pages that say each string as title, heading, label and alternative text, with the strings as hrefs."""

    def escaped(text: str) -> str:
        return (
            text.encode("utf-8", "replace").decode().replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        )

    links = "".join(
        f'<li><a href="{escaped(s)}"><img alt="{escaped(s)}"></a> <a href="#">{escaped(s)}</a></li>' for s in STRINGS
    )
    pages = {
        "/": f"<html lang=en><title>{escaped(STRINGS[7])}</title><main><h1>All</h1><ul>{links}</ul></main></html>",
        **{
            f"/p{n}": f"<html lang=en><title>{escaped(s)}</title><main><h1>{escaped(s)}</h1><p>Words.</p></main></html>"
            for n, s in enumerate(STRINGS[::8])
        },
    }  # fmt: skip
    return judge(snapshot_of(pages), load_rules(), load_language(), verify=False)


def report_of(strings: Sequence[str]) -> Report:
    """A report that says each string wherever a site's words may stand."""
    whole = base()
    findings = tuple(
        ReportFinding(
            rule=whole.rules[n % len(whole.rules)].id, severity=("critical", "serious", "moderate", "minor")[n % 4], confidence="high",
            message=f"It says “{s}”.", fingerprint=f"{n:020x}", elements=(f"{n:010x}",), group="content", url=f"https://www.anytown.gov.uk/{s}",
            evidence=(EvidenceItem(kind="link", url=f"https://www.anytown.gov.uk/{s}", selector=s, quote=s, sha256="", link=s, target=s, note=s),),
        )
        for n, s in enumerate(strings)
    )  # fmt: skip
    return replace(
        whole,
        title=strings[0],
        reason=strings[0],
        findings=findings,
        gains=(),
        menu=tuple(MenuEntry(label=s, url=s, orientation="task", confidence=1.0, why=(s,)) for s in strings),
        pages=tuple(ReportPage(url=s, outcome="ok", status=200, title=s, kind="other", focus="other", reason=s) for s in strings),
        links_broken=tuple(BrokenLink(url=s, label=s, target=s, outcome="not_found", status=404) for s in strings),
    )  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> Report:
    return report_of(STRINGS)


def chunks(size: int) -> Iterator[tuple[Report, list[str]]]:
    """Small reports that hold all of them, for formats that show the first few."""
    for start in range(0, len(STRINGS), size):
        part = STRINGS[start : start + size]
        yield report_of(part), [w for s in part if (w := " ".join(plain(s).split()))]


def written(name: str, report: Report) -> str:
    made = FORMATS[name].render(report)
    assert isinstance(made, str)
    return made


def lost(shown: str, wanted: Sequence[str] = SHOWN) -> list[str]:
    folded = " ".join(shown.split())
    return [s for s in wanted if s not in folded]


def strings_in(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings_in(value)


def test_the_list_is_whole() -> None:
    assert len(STRINGS) == 515


def test_a_site_that_says_them_is_judged_and_none_of_its_rules_breaks() -> None:
    assert [r.id for r in base().rules if r.outcome == "error"] == []
    assert from_json(to_json(base())) == base()


def test_json_holds_each_byte_for_byte(whole: Report) -> None:
    assert [f.evidence[0].quote for f in from_json(to_json(whole)).findings] == list(STRINGS)


@pytest.mark.parametrize("name", ["sarif", "gitlab", "earl"])
def test_json_formats_parse_and_show_each(whole: Report, name: str) -> None:
    text = written(name, whole)
    said = " ".join(strings_in(json.loads(text)))
    if name == "sarif":
        said = re.sub(r"\\([\\\[\]])", r"\1", said.replace("{{", "{").replace("}}", "}"))

    assert lost(said) == []
    assert not ESCAPES.search(text)


def test_junit_parses_and_shows_each(whole: Report) -> None:
    root = ET.fromstring(written("junit", replace(whole, rules=tuple(replace(r, outcome="fail") for r in whole.rules))))

    assert lost(" ".join(root.itertext())) == []


@pytest.mark.parametrize("name", ["csv", "csv-pages"])
def test_no_cell_of_a_csv_is_a_formula(whole: Report, name: str) -> None:
    rows = list(csv.reader(io.StringIO(written(name, whole), newline="")))

    assert len({len(r) for r in rows}) == 1
    assert [c for r in rows for c in r if re.match(r"\s*[=+\-@\t\r＝＋－＠]", c)] == []
    assert lost(" ".join(c for r in rows for c in r)) == []


def test_no_cell_of_a_sheet_is_a_formula_or_a_link_and_each_is_there(whole: Report) -> None:
    made = FORMATS["xlsx"].render(whole)
    assert isinstance(made, bytes)
    book = zipfile.ZipFile(io.BytesIO(made))
    names = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    sheets = [ET.fromstring(book.read(n)) for n in names]
    shared = ET.fromstring(book.read("xl/sharedStrings.xml"))

    assert len(sheets) == 5
    assert [e.tag for s in sheets for e in s.iter() if e.tag in (f"{space}f", f"{space}hyperlink")] == []
    assert {c.get("t") for s in sheets for c in s.iter(f"{space}c")} <= {"s", "n", None}
    assert [
        n
        for n in book.namelist()
        if n.endswith(".rels") and b"http://" in book.read(n).replace(b"http://schemas.", b"")
    ] == []
    assert lost(_unescaped(" ".join(t.text or "" for t in shared.iter(f"{space}t")))) == []
    assert FORMATS["xlsx"].render(whole) == made


def _unescaped(text: str) -> str:
    """A sheet writes what looks like its own escape (``_x0041_``) with an escape before it."""
    return text.replace("_x005F_", "_")


class Text(HTMLParser):
    """Words, and what a browser would run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_html_shows_each_and_runs_none() -> None:
    for report, wanted in chunks(40):
        page = written("html", report)
        seen = Text()
        seen.feed(page)

        assert lost(" ".join(seen.words), wanted) == []
        assert [t for t, _ in seen.tags].count("script") <= 2
        assert [a for _, attrs in seen.tags for a in attrs if a.startswith("on")] == []
        assert [
            t for t, attrs in seen.tags if t in ("iframe", "object", "embed", "base", "link") or "srcdoc" in attrs
        ] == []
        hrefs = {attrs.get("href") or "#" for t, attrs in seen.tags if t == "a"} - {"findings.csv", "pages.csv"}
        assert [h for h in hrefs if not h.startswith(("#", "http://", "https://"))] == []
        assert not ESCAPES.search(page)


@pytest.mark.parametrize("width", [60, 160])
def test_the_terminal_shows_each_and_gets_no_escape(width: int) -> None:
    for report, _ in chunks(10):
        out = io.StringIO()
        print_report(report, out, width)

        assert not ESCAPES.search(out.getvalue())


def test_the_terminal_shows_the_words_of_each() -> None:
    told = ""
    for report, _ in chunks(4):
        out = io.StringIO()
        print_report(report, out, 110)
        told += out.getvalue()

    squeezed = re.sub(r"\s", "", told)
    assert [s for s in SHOWN if re.sub(r"\s", "", s)[:60] not in squeezed] == []


def test_markdown_shows_each_stays_short_and_holds_no_markup_of_the_site() -> None:
    for report, wanted in chunks(20):
        text = written("markdown", report)
        seen = Text()
        seen.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))

        assert lost(" ".join("".join(seen.words).split()), [w[:250] for w in wanted]) == []
        assert {t for t, _ in seen.tags} <= OWN_TAGS
        assert [attrs for _, attrs in seen.tags if set(attrs) - {"style", "start"}] == []
        assert len(text.encode()) <= 60_000
        assert not re.search(r"https?://|www\.|(?<!\w)@\w|(?<!\w)#\d", text)


OWN_TAGS = {
    "h2", "h3", "p", "strong", "ul", "ol", "li", "details", "summary", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def test_a_long_report_in_markdown_is_cut_and_says_so(whole: Report) -> None:
    long = replace(
        whole,
        findings=tuple(replace(f, message="word " * 500, evidence=f.evidence * 3) for f in whole.findings),
        score=replace(whole.score, not_measured=("x" * 900,) * 100),
    )
    text = written("markdown", long)

    assert len(text.encode()) <= 60_000
    assert text.count("<details>") == text.count("</details>")
    assert text.endswith("The rest was left out, to keep this short.\n")


def test_github_commands_hold_one_line_each_and_start_nothing_of_their_own() -> None:
    for report, wanted in chunks(9):
        lines = written("github", report).splitlines()

        assert [x for x in lines if not re.match(r"::(?:error|warning|notice) [^:\n]*::", x)] == []
        told = " ".join(lines).replace("%0A", " ").replace("%25", "%").replace("%3A", ":").replace("%2C", ",")
        assert lost(told, wanted) == []
        assert not ESCAPES.search("".join(lines))
