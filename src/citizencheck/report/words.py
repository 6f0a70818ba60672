"""The report's own words for values, shared by every format."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from citizencheck.model.report import GROUPS, Gain, KioskService, KioskSummary, Report
from citizencheck.report.escape import plain

GROUP_TITLES: Final = {g: title for g, title, _ in GROUPS}
VERDICTS: Final = {
    "departmental": "departmental",
    "mixed": "mixed",
    "citizen": "citizen-centred",
    "not enough evidence": "not enough evidence",
}
ORIENTATIONS: Final = {
    "task": "task",
    "topic": "subject",
    "department": "department",
    "audience": "audience",
    "corporate": "about the council",
    "other": "other",
}
STATUSES: Final = {
    "found": "has a page",
    "section": "told of in part of a page",
    "mentioned": "mentioned only",
    "absent": "not found",
    "cannot_tell": "cannot tell",
}


LEVELS: Final = {
    0: "not on the website",
    1: "mentioned, with no way to do it",
    2: "by office, paper, telephone or desk only",
    3: "starts on a phone",
    4: "as good as the kiosk",
}


def level_words(service: KioskService) -> str:
    """How far a phone does what the kiosk's button does."""
    if service.exempt:
        return "exempt"
    return "cannot tell" if service.level is None else f"{service.level} {LEVELS[service.level]}"


def kiosk_sentence(kiosk: KioskSummary) -> str:
    """The list as a whole, in a sentence."""
    asked = kiosk.services - kiosk.exempt
    mean = "" if kiosk.mean is None else f" Their mean level is {kiosk.mean:.1f} of 4."
    return f"{kiosk.judged} of the {asked} services in {kiosk.source or 'the list'} could be compared.{mean}"


def stars(n: int | None) -> str:
    """Stars as characters, with their number for those who do not see them."""
    return "" if n is None else "★" * n + "☆" * (4 - n)


def points(value: float) -> str:
    """Points with two places."""
    return f"{value:.2f}"


def gain_sentence(gain: Gain) -> str:
    """What a gain is worth, and whether that is known."""
    if not gain.verified:
        return f"Up to {points(gain.points)} points, estimated."
    if gain.points <= 0:
        return f"Verified: the score would not rise by this alone ({signed(gain.points)} points)."
    return f"Gains {points(gain.points)} points, verified by judging again."


def tried_sentence(gain: Gain) -> str:
    """The edits that were tried, ``""`` where there were none."""
    if not gain.tried:
        return ""
    more = f"; and {gain.more} more" if gain.more else ""
    also = f" This mends {', '.join(gain.also)} too." if gain.also else ""
    return f"Tried: {'; '.join(gain.tried)}{more}.{also}"


def signed(value: float) -> str:
    """Points with two places and their sign."""
    return f"{value:+.2f}"


def score_sentence(report: Report) -> str:
    """The score and what it is worth, in words."""
    s = report.score
    if s.value is None:
        return f"No score. {s.withheld}"
    span = (
        f" (between {s.low:.0f} and {s.high:.0f} if other pages of the same kind had been read)"
        if s.low is not None and s.high is not None and s.high - s.low >= 1
        else ""
    )
    return f"{s.value:.0f} of 100{span}. {s.coverage:.0%} of what counts could be judged."


def file_of(url: str, target: str) -> str:
    """The file behind a page of the folder ``target``, as a path from where the audit was started; ``""`` for a page of the web."""
    parts = urlsplit(url)
    if parts.netloc != "folder.invalid":
        return ""
    path = unquote(parts.path).lstrip("/")
    name = f"{path}index.html" if not path or path.endswith("/") else path
    return plain(str(PurePosixPath(target) / name)) if not PurePosixPath(target).is_absolute() else plain(name)
