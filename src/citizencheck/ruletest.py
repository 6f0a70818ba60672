"""A rule's own examples as its tests: pages out of the rule file, through the whole pure half, in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from citizencheck.extract import extract
from citizencheck.judge import look
from citizencheck.judge.running import run_rules
from citizencheck.judge.tally import Tally
from citizencheck.kiosk import listed
from citizencheck.language import Language
from citizencheck.model import (
    LinkKind,
    Outcome,
    Page,
    RunInfo,
    RunStatus,
    SearchAnswer,
    SearchProbe,
    Snapshot,
    UrlRecord,
)
from citizencheck.model.kiosk import KioskList
from citizencheck.model.phone import Looking, View
from citizencheck.rulebook import Rule
from citizencheck.rulebook.schema import Example

BASE = "https://example.invalid"
READ = "2026-11-25T09:00:00Z"
"""When the pages of examples are read, whatever the day is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleResult:
    rule: str
    example: str
    passed: bool
    message: str
    """Why it did not pass; ``""`` when it did."""
    skipped: bool = False
    """It could not be tested here."""


Views = Mapping[tuple[str, str], tuple[View, ...]]
"""(id of the rule, name of the example) -> what a browser sees of the example's pages."""


def run_examples(rule: Rule, language: Language, views: Views | None = None) -> list[ExampleResult]:
    """What each example of a rule came to. A rule that needs a browser is not tested without ``views``."""
    if rule.file.needs == "browser" and views is None:
        why = "not tested: it needs a browser, and there is none"
        return [
            ExampleResult(rule=rule.id, example=e.name, passed=False, skipped=True, message=why)
            for e in rule.file.examples
        ]
    return [_run(rule, e, language, (views or {}).get((rule.id, e.name), ())) for e in rule.file.examples]


def snapshot_of(
    pages: Mapping[str, str | bytes],
    *,
    missing: tuple[str, ...] = (),
    base: str = BASE,
    start: str = "/",
    searches: Mapping[str, str] | None = None,
    kiosk: KioskList | None = None,
    views: Sequence[View] = (),
    looking: Looking | None = None,
) -> Snapshot:
    """A snapshot of pages given as path -> HTML; paths in ``missing`` answered 404, all others that are linked were not asked for.

    ``searches`` are the site's own pages of results as query -> HTML; None: its search was not asked.
    """
    read: dict[str, Page] = {}
    records: dict[str, UrlRecord] = {}
    for path, html in pages.items():
        url = path if "://" in path else f"{base}{path}"
        body = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
        read[url] = extract(body, url, "text/html; charset=utf-8")
        records[url] = UrlRecord(
            url=url,
            outcome=Outcome.OK,
            status=200,
            source="link" if url.startswith(base) else "seam",
            sha256=read[url].sha256,
            fetched=READ,
        )
    for path in missing:
        records[f"{base}{path}"] = UrlRecord(
            url=f"{base}{path}", outcome=Outcome.NOT_FOUND, status=404, reason="HTTP 404"
        )
    for page in read.values():
        for link in page.links:
            if link.kind in (LinkKind.PAGE, LinkKind.DOCUMENT) and link.url not in records:
                own = link.url.startswith(f"{base}/")
                outcome = (
                    Outcome.SKIPPED_BUDGET
                    if own and link.kind is LinkKind.PAGE
                    else Outcome.NOT_HTML
                    if own
                    else Outcome.OUT_OF_SCOPE
                )
                records[link.url] = UrlRecord(url=link.url, outcome=outcome, reason="not asked for")
    own_pages = [p for u, p in read.items() if u.startswith(base)]
    return Snapshot(
        info=RunInfo(target=base, start_url=f"{base}{start}", status=RunStatus.COMPLETE),
        records=lambda: iter(records.values()),
        pages=lambda: iter(own_pages),
        page=read.get,
        seams=lambda: iter([p for u, p in read.items() if not u.startswith(base)]),
        search=lambda: None if searches is None else _probe_of(searches, base),
        kiosk=lambda: kiosk,
        views=lambda: iter(views),
        looking=lambda: looking,
    )


def _probe_of(searches: Mapping[str, str], base: str) -> SearchProbe:
    asked = {query: f"{base}/search?{urlencode({'q': query})}" for query in searches}
    return SearchProbe(
        action=f"{base}/search",
        answers=tuple(
            SearchAnswer(query=query, url=url, outcome=Outcome.OK, status=200, end=url, page=extract(searches[query].encode(), url))
            for query, url in asked.items()
        ),
    )  # fmt: skip


def _run(rule: Rule, example: Example, language: Language, views: tuple[View, ...]) -> ExampleResult:
    snapshot = snapshot_of(
        example.pages,
        missing=example.missing,
        searches=example.searches or None,
        kiosk=listed(example.kiosk) if example.kiosk else None,
        views=views,
        looking=Looking(why_not="no browser was asked for") if example.blind else Looking(browser="Chromium"),
    )
    site = look(snapshot, language, tier=example.tier, pack=example.pack)
    tally = run_rules([rule], site, language, snapshot.pages())[0]
    problems = []
    if tally.outcome.value != example.expect:
        problems.append(f"expected {example.expect}, and it was {tally.outcome.value}{_because(tally)}")
    problems += [
        f"no evidence shows {wanted!r}; shown were {_shown(tally)}"
        for wanted in example.evidence
        if not _is_shown(wanted, tally)
    ]
    return ExampleResult(rule=rule.id, example=example.name, passed=not problems, message="; ".join(problems))


def _because(tally: Tally) -> str:
    seen = [f"{p.unit}: {p.achieved:.2f}" for p in tally.parts][:5]
    return f" ({tally.reason or ', '.join(seen)}; {_shown(tally)})"


def _is_shown(wanted: str, tally: Tally) -> bool:
    """Whether a piece of evidence is named by words of its quote, its target's path, its page's path, or page and quote together."""
    for found in tally.found:
        for e in found.evidence:
            path, target = e.url.removeprefix(BASE), e.target.removeprefix(BASE)
            if wanted in e.quote or wanted in (
                target,
                path,
                e.selector,
                f"{path} {e.quote}",
                f"{path} {e.selector}",
                f"{path} {target}",
            ):
                return True
    return False


def _shown(tally: Tally) -> list[str]:
    return [
        f"{e.url.removeprefix(BASE)} {e.quote!r} {e.target.removeprefix(BASE)}" for f in tally.found for e in f.evidence
    ][:6]
