"""``citizencheck audit``, ``crawl`` and ``judge``."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import click

from citizencheck.cli.acceptances import read_acceptances
from citizencheck.cli.gatetext import gate_lines
from citizencheck.cli.kiosklist import kiosk_kept, kiosk_list
from citizencheck.cli.output import OutputFormat, emit, parse_formats
from citizencheck.cli.progress import showing_progress
from citizencheck.cli.safe import plain
from citizencheck.cli.settings import ACCEPT, config_option
from citizencheck.crawl import CrawlPlan
from citizencheck.errors import UsageError
from citizencheck.gate import FAIL_ON, Acceptance, GateResult, gate
from citizencheck.model import RunInfo, RunStatus
from citizencheck.model.report import Report
from citizencheck.pipeline import (
    BrowserOptions,
    JudgeOptions,
    crawl_site,
    judge_run,
    load_judgement,
    pictures_of,
    read_report,
)
from citizencheck.pipeline import audit as run_audit

F = TypeVar("F", bound=Callable[..., Any])

INTERRUPTED = "Interrupted, so this is partial. To go on: add --resume to the same command."
TIERS = ("auto", "county", "district", "unitary", "parish")


def _options(*options: Callable[[F], F]) -> Callable[[F], F]:
    def add(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return add


def _option(*names: str, **settings: Any) -> Callable[[F], F]:
    """An option that can also be set by ``CITIZENCHECK_<NAME>``."""
    name = max((n for n in names if n.startswith("--")), key=len).split("/")[0].lstrip("-").replace("-", "_")
    return click.option(*names, envvar=f"CITIZENCHECK_{name.upper()}", show_envvar=False, **settings)


crawl_options = _options(
    _option("--start", metavar="PATH", help="Where to begin, in a folder or on the site (default: its home page)."),
    _option("--base-url", metavar="URL", help="The live address that the pages of a folder or staging host stand for."),
    _option(
        "--url-list",
        type=click.Path(path_type=Path, dir_okay=False),
        help="File of further addresses to begin from, one a line.",
    ),
    _option("-m", "--max-pages", type=click.IntRange(1), default=1000, show_default=True, help="Page budget."),
    _option("-d", "--depth", type=click.IntRange(0), help="How many links away from the start to go."),
    _option(
        "--include", multiple=True, metavar="GLOB", help="Only addresses that match (glob, or re:PATTERN). Repeatable."
    ),
    _option("--exclude", multiple=True, metavar="GLOB", help="No address that matches. Repeatable."),
    _option(
        "--include-host",
        multiple=True,
        metavar="HOST[:PORT]",
        help="Another host that belongs to the site. Repeatable.",
    ),
    _option("--sitemap", default="auto", show_default=True, metavar="auto|none|URL", help="Which sitemap to read."),
    _option(
        "-c",
        "--concurrency",
        type=click.IntRange(1, 8),
        default=2,
        show_default=True,
        help="Requests under way at once.",
    ),
    _option(
        "--delay",
        type=click.FloatRange(0, 60),
        help="Least seconds between two requests (default: adapts to the server).",
    ),
    _option(
        "--timeout",
        type=click.FloatRange(0.1, 600),
        default=30,
        show_default=True,
        help="Seconds for one answer in all.",
    ),
    _option("--max-time", type=click.FloatRange(1), help="Seconds for the whole crawl."),
    _option(
        "-H", "--header", multiple=True, metavar="NAME:VALUE", help="Header for the target's own host. Repeatable."
    ),
    _option("--cookie", multiple=True, metavar="NAME=VALUE", help="Cookie for the target's own host. Repeatable."),
    _option("--basic-auth", metavar="USER:PASSWORD", help="For the target's own host."),
    _option("--user-agent", help="How the crawler names itself."),
    _option(
        "--ignore-robots",
        is_flag=True,
        help="Crawl what robots.txt forbids. Only for a site of your own; the report says so.",
    ),
    _option(
        "--seams/--no-seams",
        default=None,
        help="Look one page past the border where a journey leaves the site (default: on for a URL, off for a folder).",
    ),
    _option(
        "--probe-search",
        is_flag=True,
        help="Ask the site's own search for citizens' words: at most 30 questions, by GET, on its own host, as robots.txt allows.",
    ),
)

run_options = _options(
    click.option(
        "-o",
        "--output",
        "output",
        type=click.Path(path_type=Path),
        help="Run directory (default: a new one in citizencheck-runs/).",
    ),
    click.option("--resume", is_flag=True, help="Go on with the run that is in the run directory."),
    click.option("--overwrite", is_flag=True, help="Replace the run that is in the run directory."),
    click.option("-q", "--quiet", is_flag=True, help="No progress."),
    click.option("-v", "--verbose", is_flag=True, help="Say more: each address as it is done, tracebacks of rules."),
)

browser_options = _options(
    click.option(
        "--browser/--no-browser",
        default=None,
        help="Look at the pages that citizens pass as a phone shows them (default: where there is a Chromium).",
    ),
    _option("--browser-path", metavar="FILE", help="The Chromium to use (default: what `citizencheck doctor` finds)."),
    _option(
        "--device", metavar="NAME", help='The phone to look through: "iPhone 13", "Pixel 7" … (default: 390 × 844).'
    ),
)

judge_options = _options(
    _option(
        "--rules",
        multiple=True,
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        help="Folder of further rules: shown, not scored. Repeatable.",
    ),
    _option(
        "--tier",
        type=click.Choice(TIERS),
        default="auto",
        show_default=True,
        help="What kind of council it is: what it must provide.",
    ),
    _option(
        "--pack",
        type=click.Choice(("auto", "uk", "none")),
        default="auto",
        show_default=True,
        help="Whose task catalogue is demanded.",
    ),
    _option("--strict", is_flag=True, help="Score rules of low confidence too."),
)

kiosk_options = _options(
    _option(
        "--kiosk",
        metavar="FILE|URL",
        help="What the kiosk in the council's office does: a list (`citizencheck kiosk init` writes one), or the address of its own app.",
    ),
)

report_options = _options(
    _option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        metavar="FORMAT[:PATH]",
        help="What to print (default: terminal), or to write to PATH. Repeatable.",
    ),
    _option("--fail-under", type=click.FloatRange(0, 100), help="Exit 1 when the score is below this."),
    _option(
        "--fail-on",
        multiple=True,
        type=click.Choice(FAIL_ON),
        help="Exit 1 on findings of this severity or worse, or on any new one. Repeatable.",
    ),
    _option(
        "--baseline",
        type=click.Path(path_type=Path),
        help="Report (or run directory) to compare with: what it holds is not new.",
    ),
)


@click.command()
@click.argument("target")
@crawl_options
@browser_options
@kiosk_options
@judge_options
@report_options
@run_options
def audit(target: str, **given: Any) -> int:
    """Crawl a council website or a folder of HTML, judge it, and report.

    TARGET is an address (https://www.anytown.gov.uk) or a folder, read as a static web host would serve it.

    The run directory keeps everything that was judged: `citizencheck judge` and `citizencheck report` work on it again
    without asking the council's server for anything.
    """
    formats = parse_formats(given["formats"])
    condition = _condition(given)
    plan = _plan(target, given)
    kiosk = kiosk_list(given, plan, _looking(given))
    run = given["output"] or _default_run(target)
    with showing_progress(quiet=given["quiet"], verbose=given["verbose"]) as progress:
        report = run_audit(
            plan,
            run,
            options=judging(given),
            browser=_looking(given),
            kiosk=kiosk,
            resume=given["resume"],
            overwrite=given["overwrite"],
            progress=progress.update,
            judging=progress.judging,
        )
    decision = condition(report)
    _publish(report, formats, run, decision, quiet=given["quiet"])
    return _exit_code(report, decision, interrupted=progress.interrupted)


@click.command()
@click.argument("target")
@crawl_options
@browser_options
@kiosk_options
@run_options
def crawl(target: str, **given: Any) -> int:
    """Only crawl: fill a run directory, to be judged later."""
    plan = _plan(target, given)
    kiosk = kiosk_list(given, plan, _looking(given))
    run = given["output"] or _default_run(target)
    with showing_progress(quiet=given["quiet"], verbose=given["verbose"]) as progress:
        info = crawl_site(
            plan,
            run,
            browser=_looking(given),
            kiosk=kiosk,
            resume=given["resume"],
            overwrite=given["overwrite"],
            progress=progress.update,
        )
    click.echo(f"{_status_sentence(info.status, info.reason)}\nNext: citizencheck judge {run}", err=True)
    return _incomplete(info, interrupted=progress.interrupted)


@click.command()
@click.argument("run", type=click.Path(path_type=Path))
@kiosk_options
@judge_options
@report_options
def judge(run: Path, **given: Any) -> int:
    """Only judge: read the run directory RUN and write its report again. Touches no network."""
    formats = parse_formats(given["formats"])
    condition = _condition(given)
    kiosk = kiosk_kept(given["kiosk"], run)
    with showing_progress(quiet=False, verbose=False) as progress:
        report = judge_run(run, judging(given), kiosk=kiosk, judging=progress.judging)
    decision = condition(report)
    _publish(report, formats, run, decision, quiet=False)
    return _exit_code(report, decision, interrupted=False)


for _command in (audit, crawl, judge):
    config_option(_command)


def _plan(target: str, given: dict[str, Any]) -> CrawlPlan:
    return CrawlPlan(
        target=target,
        start=given["start"] or "",
        base_url=given["base_url"] or "",
        seeds=_addresses(given["url_list"]),
        max_pages=given["max_pages"],
        max_depth=given["depth"],
        include=given["include"],
        exclude=given["exclude"],
        include_hosts=given["include_host"],
        sitemap=given["sitemap"],
        concurrency=given["concurrency"],
        delay=given["delay"],
        timeout=given["timeout"],
        max_time=given["max_time"],
        headers=_pairs(given["header"], ":", "--header"),
        cookies=_pairs(given["cookie"], "=", "--cookie"),
        basic_auth=_credentials(given["basic_auth"]),
        user_agent=given["user_agent"] or "",
        ignore_robots=given["ignore_robots"],
        seams=given["seams"],
        probe_search=given["probe_search"],
    )


def _looking(given: dict[str, Any]) -> BrowserOptions:
    if given["browser"] is False and (given["browser_path"] or given["device"]):
        raise UsageError("--no-browser leaves nothing for --browser-path and --device.", "Leave one of them out.")
    return BrowserOptions(
        wanted=given["browser"] is not False,
        needed=bool(given["browser"]),
        path=given["browser_path"] or "",
        device=given["device"] or "",
        environ=dict(os.environ),
    )


def judging(given: dict[str, Any]) -> JudgeOptions:
    """How to judge, out of the options of ``judge_options``."""
    return JudgeOptions(rules=tuple(given["rules"]), tier=given["tier"], pack=given["pack"], strict=given["strict"])


def _pairs(values: tuple[str, ...], separator: str, flag: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for value in values:
        name, found, rest = value.partition(separator)
        if not found or not name.strip():
            raise UsageError(f"{flag} {value!r} has no {separator!r}.", f"Write it as NAME{separator}VALUE.")
        pairs.append((name.strip(), rest.strip()))
    return tuple(pairs)


def _credentials(value: str | None) -> tuple[str, str] | None:
    return _pairs((value,), ":", "--basic-auth")[0] if value else None


def _addresses(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise UsageError(
            f"The list of addresses {path} cannot be read: {e}.", "Give a text file with one address a line."
        ) from e
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _default_run(target: str) -> Path:
    name = urlsplit(target).netloc.rpartition("@")[2] if "://" in target else Path(target).resolve().name
    safe = "".join(c if c.isalnum() or c in ".-" else "-" for c in name).strip(".-") or "site"
    return Path("citizencheck-runs") / f"{safe}-{datetime.now(UTC):%Y%m%d-%H%M%S}"


def _condition(given: dict[str, Any]) -> Callable[[Report], GateResult]:
    """The gate that the options and the settings file ask for; whatever is wrong with them is said before the first request."""
    baseline = read_report(given["baseline"]) if given["baseline"] else None
    if "new" in given["fail_on"] and baseline is None:
        raise UsageError(
            "--fail-on new needs a baseline to be new against.", "Add --baseline with an earlier report.json."
        )
    accepted = _accepted(judging(given))
    return lambda report: gate(
        report,
        fail_under=given["fail_under"],
        fail_on=given["fail_on"],
        baseline=baseline,
        accepted=accepted,
        today=datetime.now(UTC).date(),
    )


def _accepted(options: JudgeOptions) -> tuple[Acceptance, ...]:
    meta = click.get_current_context().meta
    if not meta.get(ACCEPT):
        return ()
    rules, _ = load_judgement(options)
    return read_acceptances(meta[ACCEPT], meta["citizencheck.config_path"], [r.id for r in rules.rules])


def _publish(
    report: Report, formats: tuple[OutputFormat, ...], run: Path, decision: GateResult, *, quiet: bool
) -> None:
    emit(report, formats, pictures_of(run), decision)
    if not quiet:
        click.echo(f"Open {run / 'report.html'} in a browser. All of it, for scripts: {run / 'report.json'}", err=True)


def _exit_code(report: Report, decision: GateResult, *, interrupted: bool) -> int:
    for line in gate_lines(decision):
        click.echo(plain(line), err=True)
    if interrupted:
        click.echo(INTERRUPTED, err=True)
        return 130
    if report.status != RunStatus.COMPLETE:
        click.echo(_status_sentence(report.status, report.reason), err=True)
        return 3
    return 0 if decision.passed else 1


def _incomplete(info: RunInfo, *, interrupted: bool) -> int:
    if interrupted:
        click.echo(INTERRUPTED, err=True)
        return 130
    return 0 if info.status == RunStatus.COMPLETE else 3


_STATUS_WORDS = {
    RunStatus.COMPLETE: "The crawl is complete.",
    RunStatus.PARTIAL: "The crawl is not complete.",
    RunStatus.BLOCKED: "The site keeps crawlers out, so it was not judged.",
    RunStatus.UNAVAILABLE: "The site could not be reached, so it was not judged.",
    RunStatus.FORBIDDEN_BY_ROBOTS: "The site's robots.txt forbids crawling, so it was not judged.",
}


def _status_sentence(status: str, reason: str) -> str:
    return f"{_STATUS_WORDS[RunStatus(status)]} {reason}".strip()
