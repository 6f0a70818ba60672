"""Why the report says what it says: the chain from the stored bytes to the points, for a finding, a rule, an address or a label.

Pure, but for the stored bytes that ``Case.body`` hands out. What was measured is measured again on the stored pages; points are
read from the report.
"""

from __future__ import annotations

import difflib
import re
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from citizencheck.errors import UsageError
from citizencheck.language.stems import fold, stems
from citizencheck.model import Outcome
from citizencheck.model.url import identity
from citizencheck.report.escape import short_url
from citizencheck.why.case import Case, open_case
from citizencheck.why.findings import explain_rule
from citizencheck.why.labels import explain_label
from citizencheck.why.pages import explain_page
from citizencheck.why.stands import stands
from citizencheck.why.values import Explanation, LabelWhy, PageWhy, RuleWhy

__all__ = ["Case", "Explanation", "LabelWhy", "PageWhy", "RuleWhy", "explain", "open_case"]

HEX: Final = re.compile(r"[0-9a-f]+")
HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/].*)?", re.ASCII)
INDEX: Final = re.compile(r"/(?:index|default)\.\w+$")
MOST: Final = 5
ADDRESSES: Final = 'report.json lists every address of the site under "pages".'


def explain(case: Case, asked: str) -> Explanation:
    """What stands behind ``asked``: a finding's fingerprint or its beginning, a rule's id, an address of the site, or a label.

    Raises UsageError, naming what is near, when it is none of these or the beginning of several fingerprints.
    """
    what = " ".join(asked.split())
    if not what:
        raise UsageError("WHAT is empty.", "Give a fingerprint, a rule, an address or a label.")
    exact = [f for f in case.report.findings if f.fingerprint == what]
    if exact:
        return explain_rule(case, asked, exact[0].rule, exact)
    if any(r.id == what for r in case.report.rules):
        return explain_rule(case, asked, what, ())
    url = _address(case, what)
    if url:
        return explain_page(case, asked, url)
    if _is_address(what):
        raise UsageError(
            f"The run knows no address {what}.", _near("The nearest are", _near_addresses(case, what)) or ADDRESSES
        )
    return explain_label(case, asked) or _by_prefix(case, asked, what)


def _by_prefix(case: Case, asked: str, what: str) -> Explanation:
    """The finding whose fingerprint begins so."""
    hits = [f for f in case.report.findings if f.fingerprint.startswith(what)] if HEX.fullmatch(what) else []
    names = list(dict.fromkeys(f.fingerprint for f in hits))
    if len(names) == 1:
        return explain_rule(case, asked, hits[0].rule, hits)
    if names:
        known = {f.fingerprint: f for f in reversed(hits)}
        lines = [f"  {n}  {known[n].rule}: {known[n].message}" for n in names[: 2 * MOST]]
        more = [f"  and {len(names) - 2 * MOST} more"] if len(names) > 2 * MOST else []
        raise UsageError(
            f"{len(names)} findings have a fingerprint that begins with {what}.",
            "\n".join(["Give more of it:", *lines, *more]),
        )
    raise UsageError(
        f"Nothing in the run is called {what!r}: no finding, rule, address, menu entry or link.", _nearest(case, what)
    )


def _nearest(case: Case, what: str) -> str:
    lines = [
        _near("The nearest labels of the site are", _near_labels(case, what)),
        _near("The nearest rules are", difflib.get_close_matches(what, [r.id for r in case.report.rules], n=3)),
        _near("The nearest addresses are", _near_addresses(case, what) if "/" in what else []),
    ]
    return "\n".join(x for x in lines if x) or (
        "Fingerprints and rules stand in report.json; `citizencheck report RUN` names the rules of its findings."
    )


def _near(said: str, names: list[str]) -> str:
    return "\n".join([f"{said}:", *(f"  {n}" for n in names)]) if names else ""


def _near_labels(case: Case, what: str) -> list[str]:
    """Labels that look alike, then those that share a word."""
    labels: dict[str, str] = {}

    def keep(text: str) -> bool:
        labels.setdefault(fold(text), text)
        return False

    stands(case, lambda k: keep(k.text))
    alike = difflib.get_close_matches(fold(what), list(labels), n=MOST, cutoff=0.6)
    said = {s for s in stems(what) if len(s) > 2}
    shared = sorted((name for name in labels if said & set(stems(name))), key=lambda n: (-len(said & set(stems(n))), n))
    return [labels[name] for name in dict.fromkeys((*alike, *shared))][:MOST]


# Addresses


def _is_address(what: str) -> bool:
    return "://" in what or what.startswith("/") or bool(HOST.fullmatch(what))


def _address(case: Case, what: str) -> str:
    """The address of the run that ``what`` means, however it is written; ``""`` for none."""
    if not _is_address(what) and "/" not in what:
        return ""
    records = case.site.records
    base = case.site.info.start_url
    spelled = [what] if "://" in what else [urljoin(base, what), f"{urlsplit(base).scheme}://{what}"]
    for url in spelled:
        plain = url.partition("#")[0]
        if plain in records:
            return plain
    known: dict[tuple[str, str], str] = {}
    for record in sorted(records.values(), key=lambda r: r.outcome != Outcome.OK):
        known.setdefault(_loose(record.url), record.url)
    return next((known[_loose(url)] for url in spelled if _loose(url) in known), "")


def _loose(url: str) -> tuple[str, str]:
    """(host without www., path without slash or index file, with its query): how people write an address."""
    parts = urlsplit(identity(url))
    path = INDEX.sub("/", unquote(parts.path)).rstrip("/")
    return parts.netloc.removeprefix("www."), f"{path}?{parts.query}" if parts.query else path


def _near_addresses(case: Case, what: str) -> list[str]:
    own = {short_url(r.url): None for r in case.site.records.values() if r.outcome != Outcome.OUT_OF_SCOPE}
    return difflib.get_close_matches(short_url(what), list(own), n=MOST, cutoff=0.4)
