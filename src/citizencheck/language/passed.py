"""Sentences that tell of a time as still to come although it is over.

Every way of telling is a pattern that ends in a date: "closes on", "the next … is on", "we hope to … by". A date that stands beside no
such words says when something was, and is left alone; so is one that its sentence makes a condition of ("if you moved in before …"), or
tells as past ("the deadline was …").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from citizencheck.language.dates import HAS_WEEKDAY, HAS_YEAR, Dated, Grain, Moment, read_dates
from citizencheck.language.readability import sentences
from citizencheck.model import Block, Heading, Page

MARGIN: Final = timedelta(days=31)
"""So long may a page lag behind the day without a word (judgement): an editor may be on leave."""

_DAY, _NEAR, _ANY = Grain.DAY.value, f"{Grain.DAY.value}{Grain.MONTH.value}", "\ue000-\ue003"
_ON = r"(?:on |in |by |at |around |during |until |till )?(?:the )?"
_CHANGE = r"(?:be(?:come)? |then |all |also )*(?:open|launch|introduc|start|begin|mov|chang|clos|increas|ris|go up|replac|tak(?:e|en) over|switch|transfer|merg|join|roll|have (?:a|one|the same)\b|pay the same)\w*"


def _gap(words: int) -> str:
    """So many words at most, within one clause and without a date."""
    return rf"(?:[^\s.;:?!\ue000-\ue004]+ ){{0,{words}}}?"


_CLOCK = r"(?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|noon)|noon|midday|midnight|(?:the )?(?:end|close) of (?:play|business|trading|the day))"
_UNTIL = rf"(?:until|till|up to)(?: and including)? (?:{_CLOCK},? (?:on )?)?(?:the )?"

REVIEW: Final = (
    rf"\b(?:will|shall|(?:is|are) due to) (?:next |then |also )?(?P<own>(?:be )?(?:next |fully |formally )?(?:review|updat|revis|refresh)(?:e?d?))\b {_gap(8)}(?:in|on|by|before|during) (?:the )?[{_ANY}]",
)
"""When the page, or what it tells of, will be looked at again."""

PROMISE: Final = (
    rf"\b(?:will|we'll) (?!have been\b){_gap(14)}(?:in|on|by|until|till|during|around) (?:the )?(?:[{_NEAR}]|{_gap(2)}[{_DAY}])",
    rf"\b(?:will|we'll) {_CHANGE} {_gap(8)}(?:in|by|during|from) (?:the )?[{_ANY}]",
    rf"^(?:in|on|by|during|from) [{_ANY}],? {_gap(5)}(?:will|we'll) {_CHANGE}",
    r"\b(?:is|are|we're|now|currently) (?:now |currently |still )?(?:due|set|going|planned|planning|expected|expecting|scheduled|hoping|aiming|intended|intending|likely"
    rf"|anticipated|programmed) (?:(?:to|for) {_gap(14)})?(?:in|on|by|from|around|until|at) (?:the )?[{_ANY}]",
    rf"\b(?:we|council|it|they) (?:now |also |currently )?(?:plan|aim|hope|expect|intend)s? to {_gap(14)}(?:in|on|by|from|before|around) (?:the )?[{_ANY}]",
    rf"\b(?:anticipated|expected|planned for|due|scheduled for|programmed for)(?: in| by| on|:)? [{_NEAR}]",
    rf"\bbydd(?:wn)? {_gap(12)}(?:ar|yn|ym|erbyn|o) (?:mis )?[{_NEAR}]",
)
"""What will be done, and when."""

_RECEIVED = r"(?:received|returned|submitted|made|sent|lodged|in|with us|completed)"
_ASKED = r"(?:apply|reply|respond|return|submit|send|book|enter|claim|contact|tell us|let us know|comment|nominate|order|reach|arrive)"
_PLACES = r"(?:applications?|nominations?|bookings?|entries|submissions?|registrations?|enrolments?|bids|expressions of interest|places|tickets|permits|subscriptions)"
_NO_LAW = r"(?! (?:act|orders?|regulations?|rules|census)\b)"
DEADLINE: Final = (
    rf"(?:^|[,;(–—-] ?|\band )(?:the )?(?:closing date|deadline|last date|final date) \(?[{_NEAR}]",
    rf"\b(?:closing date|deadline|last date|final date|last day)(?: (?:for|of|to) {_gap(6)}[^\s.;:?!]+)?(?: is| will be|:| –| -) {_gap(4)}[{_NEAR}]",
    rf"\b(?:must|should|need to|needs to|have to|has to|please|can|to) (?:be |all be )?(?:{_RECEIVED}|{_ASKED}) {_gap(10)}(?:by|until|till|no later than|not later than) {_gap(4)}[{_NEAR}]",
    rf"^(?:please )?{_ASKED} {_gap(10)}(?:by|until|till|no later than|not later than) {_gap(4)}[{_NEAR}]",
    rf"^[^.;:?!\ue000-\ue004]{{0,40}}: (?:apply )?by {_gap(3)}[{_NEAR}]",
    rf"\bhave until [{_NEAR}]",
    rf"\b(?:are|is) due (?:in |back )?(?:on|by) [{_NEAR}]",
    rf"\b(?:closes|ends|expires|finishes)(?: at| on| in)? {_gap(4)}[{_NEAR}]",
    rf"\b(?:applications?|nominations|bookings?|entries|submissions|registrations?|enrolments?|consultations?) (?:close|end|finish) (?:at |on |in )?{_gap(4)}[{_NEAR}]",
    rf"\bdyddiad cau(?: yw| ydy|:)? {_gap(4)}[{_NEAR}]",
    rf"\byn cau (?:ar|ym|yn) {_gap(2)}[{_NEAR}]",
    rf"\berbyn {_gap(3)}[{_DAY}]",
    rf"\b{_PLACES} for {_gap(5)}[{_ANY}]{_NO_LAW} {_gap(8)}(?:is|are) (?:now |currently |still )?(?:being )?(?:invited|accepted|welcomed?|taken|available|open(?! to\b))\b",
    rf"\b(?:we are|we're|is|are|now|currently) (?:now |currently |still )?(?:accepting|taking|inviting|seeking) (?:\w+ )?{_PLACES} for {_gap(5)}[{_ANY}]{_NO_LAW}",
    rf"\b{_PLACES} (?:is|are) (?:now|currently|still) (?:being )?(?:invited|accepted|welcomed?|taken|available|open) for {_gap(5)}[{_ANY}]{_NO_LAW}",
)
"""Until when people may act."""

EVENT: Final = (
    rf"\bnext (?!to\b|door\b|of\b)(?:[^\s.;?!\ue000-\ue004]+ ){{1,7}}?(?:(?:is|are|takes place|will be)(?: due| planned| held)? {_gap(6)})?{_ON}[{_NEAR}]",
    rf"\b(?:is|are|takes place|take place|(?:is|are) (?:being |to be )?held)(?: back)? on [{_DAY}]",
    rf"\b(?:opens|reopens|starts|begins|resumes|returns|launches) (?:on )?[{_DAY}]",
    rf"\b(?:open|closed|shut|suspended|unavailable|postponed|paused|on hold|extended|out (?:for|to) (?:\w+ )?consultation|on (?:display|deposit|show|sale))\b"
    rf"(?! to the public since) {_gap(8)}{_UNTIL}[{_NEAR}]",
    rf"\b(?:available|running|runs|continues) {_gap(8)}{_UNTIL}[{_NEAR}]",
    rf"\b(?:runs|(?:is|are) (?:now |currently )?(?:open|closed|running|available|out (?:for|to) (?:\w+ )?consultation)) {_gap(6)}(?:from|between) (?:{_CLOCK} on )?[{_NEAR}] (?:to|until|till|and) (?:{_CLOCK} on )?[{_NEAR}]",
    rf"^coming (?:soon:? {_gap(6)})?(?:in|on|from) [{_NEAR}]",
    rf"\b(?:ar gau|ar agor) {_gap(4)}tan [{_NEAR}]",
)
"""What happens next, or lasts until then."""

_RATES = r"(?:(?:opening |office |winter |summer )?hours|(?:opening|closing) times|fees|charges|prices|tariffs?|rents)"
PERIOD: Final = (
    rf"\b{_RATES}\b(?! (?:\w+ed|done|paid|due)\b)(?:[^.;?!\ue000-\ue004]|\.(?=\d)){{0,60}}?(?:(?:\bfrom |\bbetween )?[{_NEAR}] (?:to|until|till|and|–|-)|\b{_UNTIL}|\bto) ?[{_NEAR}](?=$|[.;:,)]| \()",
)
"""Until when hours and prices hold, at the end of a clause."""

WAYS: Final = {"review": REVIEW, "promise": PROMISE, "deadline": DEADLINE, "event": EVENT, "period": PERIOD}
CUES: Final = re.compile("|".join(f"(?P<{name}>{'|'.join(ways)})" for name, ways in WAYS.items()), re.IGNORECASE)
OF_RECORDS: Final = frozenset({"review", "deadline", "event"})
"""What is asked of pages about the council itself too: what they say will be done was the aim of its day."""
LISTED: Final = frozenset({"deadline", "event"})
"""What is told of one time after the other."""
RETOLD: Final = {
    "review": re.compile(r"\b(?:review|updat|revis|refresh)(?:e?d)\b", re.IGNORECASE),
    "period": re.compile(rf"\b{_RATES}\b", re.IGNORECASE),
}
"""What a page that names a later date beside such words tells anew: it was reviewed since, or has the hours and prices that hold now."""
SEASONAL: Final = re.compile(r"\b(?:winter|summer)\b", re.IGNORECASE)
HALF_A_YEAR: Final = timedelta(days=214)
"""So long at most the other season's hours hold that follow a season's (judgement: half a year and ``MARGIN``)."""
TOLD_BEFORE: Final = re.compile(
    r"\b(?:was|were|had|did|said|says|told|announced|decided|resolved|agreed that|would|if|who|whose|born|aged|unless|whether|when|since|after|between|from \d|received|"
    r"previous|last|year)\b|[\"“]",
    re.IGNORECASE,
)
"""Before the words that tell of a time: they make it past, another's word, or a condition."""
TOLD_WITHIN: Final = re.compile(r"\b(?:review|reviewed|revis\w+|updated?|valu\w+|did|got|that|which|those|people|anyone|who|whose|if|born|was|were|had|have been|has been closed|year)\b", re.IGNORECASE)  # fmt: skip
DONE: Final = re.compile(
    r"\b(?P<done>\w+ed|made|done|built|begun|dug|set|held|got|given|taken|sent|bought|sold|found|paid|drawn|born|known)(?: (?:on|in|by|to|until|till|from|during|around|before))? (?:the )?[\ue000-\ue003]$",
    re.IGNORECASE,
)
"""A participle right before a date: "permits issued until …" tells when they were issued."""
PASSIVE: Final = re.compile(r"\b(?:be|is|are|being) (?:\w+ )?$", re.IGNORECASE)
"""What stands before it where it is the sentence's own verb: "will be issued until …"."""
TOLD_AFTER: Final = re.compile(
    r"\b(?:(?:has|have|had) (?:now )?(?:passed|closed|ended|expired|gone|finished)|(?:is|are) now (?:closed|over)|now closed|no longer|each year|every year|annually|onwards)\b|\((?:now )?closed\)|\bcancelled\b",
    re.IGNORECASE,
)
"""Anywhere in the sentence: it knows."""
ARCHIVED: Final = re.compile(
    r"\b(?:closed|past|previous|earlier|archive[ds]?|completed|former|history|heritage|news|press|media|minutes|agendas?|notes|decisions?|results?|awarded|made|adopted|background|timeline)\b",
    re.IGNORECASE,
)
"""What is headed so tells of what was."""
LONGEST: Final = 600
"""Characters of a sentence, at most (judgement): what is longer is a list or a table without its marks."""
STAMP: Final = re.compile(
    r"\blast (?:updated|modified|reviewed|revised|changed|tested)\b|^(?:this )?(?:page |post |news release )?(?:was )?(?:updated|modified|reviewed|revised|published|posted|issued|post date)\b",
    re.IGNORECASE,
)
"""What says when the page itself was written."""
PENDING: Final = re.compile(
    rf"\b(?:dates|charges|fees|prices|times|timetable|calendar)\b {_gap(5)}{Grain.PAIR.value} {_gap(2)}will (?:be|appear|follow)\b",
    re.IGNORECASE,
)
"""What of a year will be told some day; the year may have begun meanwhile."""
IN_LIST: Final = re.compile(
    r"(?P<list>.*?)(?: > t(?:body|head|foot)\b[^>]*)? > (?:li|dt|dd|tr)\b(?!.* > (?:li|dt|dd|tr)\b)"
)
COMING: Final = re.compile(r"^(?:next|coming up|upcoming|forthcoming|closing soon|the next)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """One sentence that tells of a time that is over as still to come."""

    selector: str
    quote: str
    over: date
    """When that time was over."""


Told = tuple[Block, str, Dated]
"""A sentence, the block that it stands in, and its dates."""


def passed(page: Page, read: date, *, british: bool | None = True, record: bool = False) -> tuple[Passed, ...]:
    """What ``page``, as it was on the day ``read``, tells as still to come though it was over ``MARGIN`` before; in reading order.

    A list of which another date is still to come goes on. ``record``: the page is about the council itself (``OF_RECORDS``).
    """
    found: list[Passed] = []
    for heading, blocks in _parts(page):
        if heading is not None and ARCHIVED.search(heading.text):
            continue
        dated = [t for t in _dated(blocks, read, british) if not STAMP.search(t[1])]
        told = [(b, s, o) for b, s, d in dated if (o := _told((b, s, d), dated, page, read, british, record=record))]
        last = max((m.over for _, _, d in dated for m in d.moments if m.grain in _NEAR), default=date.min)
        if not told and last < read - MARGIN and heading is not None and COMING.search(heading.text):
            told = [(b, s, d.moments[-1].over) for b, s, d in dated if any(m.grain is Grain.DAY for m in d.moments)][:1]
        found += (Passed(selector=b.selector, quote=s, over=over) for b, s, over in told)
    return tuple(found)


def _parts(page: Page) -> Iterator[tuple[Heading | None, list[Block]]]:
    """The blocks of a page by the heading that they stand under."""
    above: Heading | None = None
    blocks: list[Block] = []
    for heading, block in page.headed:
        if heading is not above:
            yield above, blocks
            above, blocks = heading, []
        blocks.append(block)
    yield above, blocks


def _dated(blocks: Iterable[Block], read: date, british: bool | None) -> Iterator[Told]:
    """The sentences that name dates."""
    for block in blocks:
        if HAS_YEAR.search(block.text) or HAS_WEEKDAY.search(block.text):
            for sentence in sentences(block.text):
                if len(sentence) <= LONGEST:
                    yield block, sentence, read_dates(sentence, british=british, read=read)


def _told(one: Told, part: list[Told], page: Page, read: date, british: bool | None, *, record: bool) -> date | None:
    """When the time was over that a sentence tells as still to come; None where it tells no such thing, or what stands beside it makes it right."""
    block, sentence, dated = one
    for kind, over in _ways(dated, read, record=record):
        if kind in LISTED and _goes_on(block, part, read):
            continue
        if kind in RETOLD:
            since = read if SEASONAL.search(sentence) and read - over > HALF_A_YEAR else over
            if _is_retold(page, RETOLD[kind], since, read, british):
                continue
        return over
    return None


def _ways(dated: Dated, read: date, *, record: bool) -> Iterator[tuple[str, date]]:
    """In which of ``WAYS`` a sentence tells as still to come what is over, and when it was over."""
    limit = read - MARGIN
    pending = PENDING.search(dated.text)
    if pending and not record and all(date(m.first, 9, 1) < limit for m in dated.moments):
        yield "promise", date(dated.moments[0].first, 9, 1)
    if TOLD_AFTER.search(dated.text):
        return
    for cue in CUES.finditer(dated.text):
        kind = next(name for name in WAYS if cue[name])
        if (record and kind not in OF_RECORDS) or any(
            m.over >= limit and not _is_promised(m, cue) for m in dated.moments
        ):
            continue
        said = cue.group().replace(cue["own"] or "\0", "", 1)
        if TOLD_BEFORE.search(dated.text, 0, cue.start()) or TOLD_WITHIN.search(said) or _is_done(said):
            continue
        yield kind, [m for m in dated.moments if cue.start() <= m.place < cue.end()][-1].over


def _goes_on(block: Block, part: list[Told], read: date) -> bool:
    """Whether a date still to come stands in the same block, list or table, or is itself told of so under the same heading."""
    return any(
        m.over >= read and m.grain in _NEAR and (_list_of(b) == _list_of(block) or _is_cued(m, d))
        for b, _, d in part
        for m in d.moments
    )


def _list_of(block: Block) -> str:
    """The selector of the list or table that a block stands in; its own outside."""
    inside = IN_LIST.match(block.selector)
    return inside["list"] if inside else block.selector


def _is_cued(moment: Moment, dated: Dated) -> bool:
    return any(c.start() <= moment.place < c.end() and any(c[k] for k in LISTED) for c in CUES.finditer(dated.text))


def _is_retold(page: Page, words: re.Pattern[str], since: date, read: date, british: bool | None) -> bool:
    """Whether a line or heading of the page that has such words names a date after the day ``since``."""
    lines = [s for _, s, _ in _dated(page.blocks, read, british)] + [h.text for h in page.headings]
    return any(
        m.over > since for s in lines if words.search(s) for m in read_dates(s, british=british, read=read).moments
    )


def _is_promised(moment: Moment, cue: re.Match[str]) -> bool:
    """Whether the years are only the name of what is promised: "dates for 2027/28 will be published in spring 2026"."""
    return bool(cue["promise"]) and moment.grain in (Grain.PAIR, Grain.PERIOD) and moment.place < cue.start()


def _is_done(words: str) -> bool:
    """Whether the date belongs to something that was done to a thing, not to what will be."""
    done = DONE.search(words)
    return bool(done and " " in words[: done.start()].strip() and not PASSIVE.search(words[: done.start()]))
