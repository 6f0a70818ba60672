"""The ``citizencheck`` command and how it ends."""

from __future__ import annotations

import errno
import importlib
import sys
from typing import Final

import click

from citizencheck import __version__
from citizencheck.cli.streams import hear_termination, leave_in_peace, own_streams
from citizencheck.errors import CitizencheckError

COMMANDS: Final = {
    "audit": "citizencheck.cli.audit:audit",
    "crawl": "citizencheck.cli.audit:crawl",
    "judge": "citizencheck.cli.audit:judge",
    "report": "citizencheck.cli.report:report",
    "compare": "citizencheck.cli.compare:compare",
    "archive": "citizencheck.cli.evidence:archive",
    "verify": "citizencheck.cli.evidence:verify",
    "status": "citizencheck.cli.status:status",
    "why": "citizencheck.cli.why:why",
    "whatif": "citizencheck.cli.whatif:whatif",
    "page": "citizencheck.cli.page:page",
    "labels": "citizencheck.cli.words:labels",
    "tasks": "citizencheck.cli.words:tasks",
    "kiosk": "citizencheck.cli.kiosk:kiosk_group",
    "rules": "citizencheck.cli.rules:rules_group",
    "config": "citizencheck.cli.config:config",
    "doctor": "citizencheck.cli.doctor:doctor",
}
"""Imported when they are called, so that ``--help`` and a typing mistake answer at once."""

SUMMARIES: Final = {
    "audit": "Crawl a council website or folder, judge it and report.",
    "crawl": "Only crawl: fill a run directory.",
    "judge": "Only judge: read a run directory, without network.",
    "report": "Render a run's report again, in any format.",
    "compare": "Compare two reports: before and after, or two councils.",
    "archive": "Write a run's pages as one WACZ file, for the record.",
    "verify": "Prove a report's findings against the stored bytes.",
    "status": "Say how far a run has come, and how to go on.",
    "why": "Show why a finding, page or label was judged so, down to the bytes.",
    "whatif": "Try an edit before making it: new labels, new links.",
    "page": "Show everything that is seen in one page.",
    "labels": "Judge navigation labels before a site exists.",
    "tasks": "List the citizen tasks, or match texts to them.",
    "kiosk": "Describe the kiosk in the office, to measure phones against it.",
    "rules": "List, explain, test and write rules.",
    "config": "Show every setting and where it comes from.",
    "doctor": "Is there a browser to look at pages with? What to do if not.",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101 - a slip in the table above
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="citizencheck")
def app() -> None:
    """Is this council website built around what citizens do, or around how the council is organised?

    \b
    citizencheck audit https://www.anytown.gov.uk -o run/
    citizencheck audit ./public --fail-under 60
    echo "Report a missed bin" | citizencheck labels

    Reports go to standard output, all else to standard error. Exit codes: 0 passed, 1 the gate failed,
    2 the command or a file is wrong, 3 incomplete or impossible, 130 interrupted.
    """


def main() -> None:
    """Runs the command and turns every expected failure into words and an exit code."""
    own_streams()
    hear_termination()
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # once more, while the first was being answered
        code = 130
    leave_in_peace()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """The exit code of the command with ``arguments``."""
    try:
        result = app.main(args=arguments, prog_name="citizencheck", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as e:
        return e.exit_code
    except click.ClickException as e:
        e.show()
        return e.exit_code
    except (click.Abort, KeyboardInterrupt):
        kept = arguments[:1] in (["audit"], ["crawl"])
        click.echo(f"Interrupted.{' What was read is kept; go on with --resume.' if kept else ''}", err=True)
        return 130
    except CitizencheckError as e:
        click.echo(f"Error: {e}", err=True)
        return e.exit_code
    except MemoryError:
        click.echo("Error: There is not enough memory. What was read is kept: with more, add --resume.", err=True)
        return 3
    except OSError as e:
        if e.errno not in (errno.ENOSPC, errno.EFBIG, errno.EIO):
            raise
        click.echo(f"Error: What was asked for cannot be printed: {e.strerror}.", err=True)
        return 3
    return result if isinstance(result, int) else 0
