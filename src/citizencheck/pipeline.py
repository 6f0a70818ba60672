"""The stages, wired: the public Python API.

``audit`` is ``crawl_site``, then ``judge_run``. Each works on a run directory, so that each can be done apart and again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

from citizencheck.crawl import CrawlPlan, Onlooker, Progress, crawl, folder_base, scope_of
from citizencheck.errors import KioskError, OutputError, StoreError, TargetError, UsageError
from citizencheck.extract import extract
from citizencheck.files import PART, remove, write_whole
from citizencheck.graph import build_site
from citizencheck.journeys import find_journeys, questions
from citizencheck.judge import Judging, judge, look, watched
from citizencheck.kiosk import Matched, match, pages_needed, parse
from citizencheck.language import Language, load_language
from citizencheck.model import Outcome, Page, RunInfo, SearchQuestions, Snapshot
from citizencheck.model.kiosk import KioskList
from citizencheck.model.phone import Looking
from citizencheck.model.report import Report
from citizencheck.model.url import resolve
from citizencheck.onepage import describe
from citizencheck.report import Pictures, csv_lines, findings_table, from_json, json_parts, pages_table, to_html
from citizencheck.rulebook import RuleSet, load_rules
from citizencheck.store import RunStore
from citizencheck.store.archive import write_archive
from citizencheck.whatif import Difference, Edit, apply, compare, labels_of, link, promotion, rename
from citizencheck.why import Explanation, explain, open_case
from citizencheck.why.verifying import Verification, verify

REPORT: Final = "report.json"
PAGE: Final = "report.html"
FINDINGS: Final = "findings.csv"
PAGES: Final = "pages.csv"
REPORTS: Final = (REPORT, PAGE, FINDINGS, PAGES)
"""What judging writes into a run directory; the page links to the tables for what it has no room for."""
PICTURES: Final = "pictures"
OWN: Final = (*RunStore.OWN_FILES, *REPORTS, PICTURES)
"""All that a run leaves in its directory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeOptions:
    """How a run is judged."""

    rules: tuple[Path, ...] = ()
    """Folders of further rules: shown, never in the headline."""
    tier: str = "auto"
    pack: str = "auto"
    strict: bool = False
    """Score rules of low confidence too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserOptions:
    """Whether pages are looked at with a browser, and with which."""

    wanted: bool = True
    needed: bool = False
    """Without one there is no audit."""
    path: str = ""
    """The one to use; ``""``: what there is."""
    device: str = ""
    """The name of a phone; ``""``: 390 by 844 CSS pixels."""
    seconds: float = 15.0
    """What one page may take on one device."""
    environ: Mapping[str, str] = field(default_factory=dict)
    """Where the environment names a browser, and the PATH."""


def audit(
    plan: CrawlPlan,
    run: Path,
    *,
    options: JudgeOptions | None = None,
    browser: BrowserOptions | None = None,
    kiosk: KioskList | None = None,
    resume: bool = False,
    overwrite: bool = False,
    progress: Callable[[Progress], None] | None = None,
    judging: Callable[[Judging], None] | None = None,
) -> Report:
    """Crawls ``plan.target`` into the run directory ``run``, judges it, writes ``REPORTS`` there.

    ``progress`` hears how far the crawl is, ``judging`` how far the pages are judged.

    Raises RuleError before the first request when a rule is broken, OutputError when ``run`` cannot be used, TargetError when
    the target is neither an address nor a folder of HTML, StoreError when the run directory is damaged, locked or full.
    """
    rules, language = load_judgement(options)
    given = options or JudgeOptions()
    with _taken(run, plan, resume=resume, overwrite=overwrite) as store:
        _crawled(plan, store, given, browser, kiosk, progress)
        store.status(state="judging")
        report = _judge(store, rules, language, given, judging)
        store.status(state="done")
    return report


def crawl_site(
    plan: CrawlPlan,
    run: Path,
    *,
    options: JudgeOptions | None = None,
    browser: BrowserOptions | None = None,
    kiosk: KioskList | None = None,
    resume: bool = False,
    overwrite: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> RunInfo:
    """Crawls into the run directory ``run`` and says what became of it; ``options`` say which tasks ``plan.probe_search`` asks for.

    With ``browser`` the pages that citizens pass are looked at as a phone shows them; without it none is, and nothing is said of that.

    Raises as ``audit`` does.
    """
    with _taken(run, plan, resume=resume, overwrite=overwrite) as store:
        return _crawled(plan, store, options or JudgeOptions(), browser, kiosk, progress)


@contextmanager
def _taken(run: Path, plan: CrawlPlan, *, resume: bool, overwrite: bool) -> Iterator[RunStore]:
    """The run directory ``run``, ours alone while the block lasts."""
    prepare(run, resume=resume, overwrite=overwrite)
    begun = (run / RunStore.FILE).exists() and not overwrite
    try:
        with RunStore.take(run, plan.settings(), resume=resume, overwrite=overwrite) as store:
            for name in (*REPORTS, PICTURES) if overwrite else ():
                remove(run / name)
            yield store
    except OutputError:
        raise  # of two who came at once, the other one has begun
    except UsageError:
        if not begun:  # nothing was begun: the next attempt shall not find half a run
            clear(run)
        raise


def _crawled(
    plan: CrawlPlan,
    store: RunStore,
    options: JudgeOptions,
    browser: BrowserOptions | None,
    kiosk: KioskList | None,
    progress: Callable[[Progress], None] | None,
) -> RunInfo:
    if kiosk is not None:
        store.save_kiosk(kiosk)
        plan = replace(plan, seeds=(*plan.seeds, *_pages_of(kiosk, plan)))
    return crawl(
        plan,
        store,
        progress,
        questions=_questions(options) if plan.probe_search else None,
        onlooker=_onlooker(plan, store, browser, options),
    )


def _pages_of(kiosk: KioskList, plan: CrawlPlan) -> tuple[str, ...]:
    """Pages of the site that the kiosk's list names: read although no link may lead to them."""
    home = folder_base(plan.base_url) if plan.is_folder else plan.target
    named = (resolve(s.web, home) for s in kiosk.services if s.web and not s.exempt)
    scope = scope_of(plan)
    return tuple(dict.fromkeys(url for url in named if url is not None and scope.holds(url)))


def _onlooker(plan: CrawlPlan, store: RunStore, browser: BrowserOptions | None, given: JudgeOptions) -> Onlooker | None:
    """Who looks at the pages that citizens pass; None where nobody shall."""
    if browser is None or not browser.wanted:
        store.renders.keep_looking(Looking(why_not="--no-browser was given" if browser else "no browser was asked for"))
        return None
    # Imported when it is needed: the driver of the browser takes a while to load.
    from citizencheck.render import BrowserOnlooker, Choice, Wanted, wanted  # noqa: PLC0415

    language = load_language()

    def plan_of(snapshot: Snapshot) -> Sequence[Wanted]:
        site = look(snapshot, language, tier=given.tier, pack=given.pack)
        return wanted(site, kiosk=pages_needed(site, language))

    return BrowserOnlooker(
        store=store,
        choice=Choice(path=browser.path, environ=browser.environ),
        plan=plan_of,
        scope=scope_of(plan),
        device=browser.device,
        needed=browser.needed,
        seconds=browser.seconds,
        live=not plan.is_folder,
    )


def _questions(given: JudgeOptions) -> Callable[[Snapshot], SearchQuestions]:
    """What a site's own search is asked: of the tasks whose pages the walk has found."""
    language = load_language()

    def of(snapshot: Snapshot) -> SearchQuestions:
        site = build_site(snapshot, language)
        return questions(find_journeys(site, language, tier=given.tier, pack=given.pack))

    return of


def judge_run(
    run: Path,
    options: JudgeOptions | None = None,
    *,
    kiosk: KioskList | None = None,
    judging: Callable[[Judging], None] | None = None,
) -> Report:
    """Judges a run directory without touching the network; writes ``REPORTS`` into it.

    ``kiosk`` is kept with the run, in place of the list that it had; without it the run's own list counts. ``judging`` hears how
    far it is.
    """
    rules, language = load_judgement(options)
    if kiosk is not None:
        with RunStore.open(run, write=True) as store:
            store.save_kiosk(kiosk)
    with RunStore.open(run) as store:
        return _judge(store, rules, language, options or JudgeOptions(), judging)


def kiosk_of(run: Path) -> KioskList | None:
    """The kiosk's list that a run keeps; None where it has none."""
    with RunStore.open(run) as store:
        return store.kiosk()


def read_kiosk(path: Path) -> KioskList:
    """The kiosk's list in a file, TOML or CSV. Raises KioskError naming every mistake with its place."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as e:
        raise KioskError(
            f"There is no kiosk list at {path}.",
            "Give --kiosk a file; `citizencheck kiosk init` writes one to begin with.",
        ) from e
    except OSError as e:
        raise KioskError(f"{path} cannot be read: {e.strerror}.") from e
    return parse(data, path.name)


def walk_kiosk(url: str, browser: BrowserOptions, plan: CrawlPlan | None = None) -> KioskList:
    """What the kiosk's own app at ``url`` offers, read off its screens by a browser; asked for as politely as a site.

    ``plan`` lends its pace and the name that it goes by; what it shows at the site's own door (cookies, passwords) stays there. Raises KioskError where there is no browser, or no service can be read off.
    """
    from citizencheck.render import Choice  # noqa: PLC0415 - as below
    from citizencheck.render.kiosk_app import KioskWalker  # noqa: PLC0415 - the driver of the browser takes a while to load

    lent = plan or CrawlPlan(target=url)
    own = CrawlPlan(
        target=url, max_pages=1, max_depth=0, sitemap="none", seams=False, concurrency=lent.concurrency, delay=lent.delay,
        timeout=lent.timeout, max_time=lent.max_time, user_agent=lent.user_agent,
    )  # fmt: skip
    with (
        tempfile.TemporaryDirectory(prefix="citizencheck-") as folder,
        RunStore.create(Path(folder), own.settings()) as store,
    ):
        choice = Choice(path=browser.path, environ=browser.environ)
        walker = KioskWalker(url=url, store=store, choice=choice, words=load_language().kiosk_words)
        info = crawl(own, store, onlooker=walker)
    if walker.kiosk is None or not walker.kiosk.services:
        why = walker.why_not or info.reason or "none of its screens shows a button of 44 by 44 pixels that is a service"
        raise KioskError(
            f"No service could be read off the kiosk's app at {url}: {why}.",
            "Is it the address of its first screen? Else give --kiosk a list in a file; citizencheck kiosk init writes one.",
        )
    return walker.kiosk


def match_kiosk(kiosk: KioskList) -> tuple[Matched, ...]:
    """Each service of a kiosk's list with the citizens' task that it is taken for."""
    return match(kiosk, load_language())


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Edits that were tried, and what they change in the report."""

    edits: tuple[Edit, ...]
    idle: tuple[Edit, ...]
    """Those of them that change nothing: what they ask for is there already."""
    difference: Difference


def what_if(
    run: Path,
    *,
    renames: Sequence[str] = (),
    links: Sequence[str] = (),
    promotions: Sequence[str] = (),
    options: JudgeOptions | None = None,
) -> WhatIf:
    """Judges a run as it is and with edits made in memory; nothing is written.

    ``renames`` are ``OLD=NEW``, ``links`` are ``FROM->TO`` or ``FROM->TO=LABEL``, ``promotions`` ids of tasks; they are made in that
    order, one after the other. Raises UsageError naming what is near where the site holds no such label, page or task.
    """
    rules, language = load_judgement(options)
    given = options or JudgeOptions()

    def judged(snapshot: Snapshot) -> Report:
        return judge(snapshot, rules, language, tier=given.tier, pack=given.pack, strict=given.strict, verify=False)

    with RunStore.open(run) as store:
        snapshot = store.snapshot()
        site = look(snapshot, language, tier=given.tier, pack=given.pack)
        edits: list[Edit] = []
        for asked in renames:
            edits.append(rename(asked, labels_of(apply(snapshot, edits).pages())))
        edits += [link(asked, site) for asked in links]
        edits += [promotion(task, language.catalogue, site) for task in promotions]
        idle = tuple(e for i, e in enumerate(edits) if _is_idle(e, apply(snapshot, edits[:i])))
        difference = compare(judged(snapshot), judged(apply(snapshot, edits)))
    return WhatIf(edits=tuple(edits), idle=idle, difference=difference)


def _is_idle(edit: Edit, snapshot: Snapshot) -> bool:
    return all(a == b for a, b in zip(snapshot.pages(), apply(snapshot, [edit]).pages(), strict=True))


def explain_in_run(run: Path, what: str, options: JudgeOptions | None = None) -> Explanation:
    """The chain from bytes to points behind a finding, a rule, an address or a label of a judged run, without network.

    Of ``options`` only the folders of further rules count; tier and pack are the report's. Raises OutputError when the run was not
    judged yet, UsageError naming what is near when nothing is called ``what``.
    """
    rules, language = load_judgement(options)
    with RunStore.open(run) as store:
        report = read_report(run)
        return explain(open_case(report, store.snapshot(), rules, language, _bodies(store)), what)


def verify_run(report: Path, run: Path, options: JudgeOptions | None = None) -> Verification:
    """Proves each finding of ``report`` (a file, or a run directory) against the bytes stored in ``run``, without network.

    Raises OutputError where there is no report, StoreError where the run cannot be read.
    """
    rules, language = load_judgement(options)
    told = read_report(report)
    with RunStore.open(run) as store:
        return verify(open_case(told, store.snapshot(), rules, language, _bodies(store)))


def print_report(report: Report, browser: BrowserOptions, pictures: Pictures) -> bytes:
    """The report as a tagged PDF: its HTML, printed by a Chromium. Raises BrowserError where there is none that starts."""
    from citizencheck.render import Choice, print_pdf  # noqa: PLC0415 - a browser is slow to import

    return print_pdf(to_html(report, pictures), Choice(path=browser.path, environ=browser.environ))


def archive_run(run: Path, output: Path) -> int:
    """Writes the evidence of a run as one WACZ file, with its report where it has one; the number of records in it.

    Raises UsageError where the extra ``archive`` is not installed.
    """
    file = run / REPORT
    with RunStore.open(run) as store:
        return write_archive(store, output, file.read_bytes() if file.is_file() else None)


def _bodies(store: RunStore) -> Callable[[str], bytes | None]:
    """Stored bytes by name; what cannot be unpacked is empty, so that its hash gives it away."""

    def body(sha256: str) -> bytes | None:
        try:
            return store.body(sha256)
        except StoreError:
            return b""

    return body


def look_at_page(target: str, *, base_url: str = "") -> dict[str, Any]:
    """All that is seen in one page, an address or a file: ``{url title kind focus channel why labels tasks findings}``.

    Raises TargetError when there is no such file, or the address gives no page.
    """
    rules, language = load_judgement()
    if "://" in target:
        page = _fetched(target)
        return describe(page, rules, language, home=urlsplit(page.url).path in ("", "/"))
    file = Path(target).expanduser()
    if not file.is_file():
        raise TargetError(
            f"There is no file {target}.", "Give an address that begins with https://, or a file of HTML."
        )
    try:
        body = file.read_bytes()
    except OSError as e:
        raise TargetError(f"{target} cannot be read: {e.strerror}.") from e
    page = extract(body, base_url or f"https://folder.invalid/{quote(file.name)}", "")
    return describe(page, rules, language, home=bool(base_url) and urlsplit(base_url).path in ("", "/"))


def _fetched(target: str) -> Page:
    """One page from the network, asked for as politely as a whole site."""
    with tempfile.TemporaryDirectory(prefix="citizencheck-") as folder:
        plan = CrawlPlan(target=target, max_pages=1, max_depth=0, sitemap="none", seams=False)
        with RunStore.create(Path(folder), plan.settings()) as store:
            info = crawl(plan, store)
            page = next(iter(store.pages()), None)
    if page is None:
        raise TargetError(f"{target} gives no page to look at: {info.reason or info.status}")
    return page


def load_judgement(options: JudgeOptions | None = None) -> tuple[RuleSet, Language]:
    """The rules and the language that judge. Raises RuleError naming every mistake."""
    return load_rules(options.rules if options else ()), load_language()


def read_report(path: Path) -> Report:
    """The report in a file, or in a run directory."""
    file = path / REPORT if path.is_dir() else path
    try:
        return from_json(file.read_text(encoding="utf-8"))
    except FileNotFoundError as e:
        raise OutputError(
            f"There is no report at {file}.", "Run `citizencheck judge` on the run directory first."
        ) from e
    except (OSError, UnicodeDecodeError) as e:
        raise OutputError(f"{file} cannot be read: {e}.") from e


def pictures_of(path: Path) -> Pictures:
    """The screenshots of a run, by their names in its directory; ``path`` is the run directory or a report in it."""
    run = path if path.is_dir() else path.parent

    def picture(name: str) -> bytes | None:
        try:
            return (run / name).read_bytes()
        except OSError:
            return None

    return picture


def prepare(run: Path, *, resume: bool, overwrite: bool) -> None:
    """Makes sure that ``run`` is a folder for a run; refuses what would destroy something."""
    if run.exists() and not run.is_dir():
        raise OutputError(f"{run} is a file, and a folder is needed there.", "Give -o another folder.")
    try:
        names = [p.name for p in run.iterdir()] if run.is_dir() else []
        run.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise OutputError(f"{run} cannot be made or read: {e.strerror}.", "Give -o another folder.") from e
    is_run = RunStore.FILE in names or REPORT in names
    if not is_run and not all(_is_ours(name) for name in names):
        raise OutputError(f"{run} holds other things and is not a run directory.", "Give -o a new or empty folder.")
    if is_run and not resume and not overwrite:
        raise OutputError(
            f"There is a run in {run} already.", "Add --resume to go on with it, or --overwrite to begin anew."
        )


def _is_ours(name: str) -> bool:
    """Whether a run leaves a file of that name; one that was cut off early may have left no more than its lock."""
    return name in OWN or name.endswith(PART)


def clear(run: Path) -> None:
    """Removes what a run left in its directory, and nothing else."""
    for name in OWN:
        remove(run / name)


def _judge(
    store: RunStore,
    rules: RuleSet,
    language: Language,
    options: JudgeOptions,
    judging: Callable[[Judging], None] | None,
) -> Report:
    snapshot = store.snapshot()
    if judging is not None:
        snapshot = watched(snapshot, judging, store.counts().get(Outcome.OK, 0))
    report = judge(snapshot, rules, language, tier=options.tier, pack=options.pack, strict=options.strict)
    write_whole(store.path / REPORT, json_parts(report))
    write_whole(store.path / PAGE, to_html(report, pictures_of(store.path)))
    write_whole(store.path / FINDINGS, csv_lines(findings_table(report)))
    write_whole(store.path / PAGES, csv_lines(pages_table(report)))
    return report
