"""What a crawl is asked to do, with polite defaults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from citizencheck import __version__
from citizencheck.errors import TargetError, UsageError
from citizencheck.model.url import resolve, scheme

USER_AGENT: Final = f"Mozilla/5.0 (compatible; citizencheck/{__version__}; audits council websites, obeys robots.txt)"
ROBOTS_NAME: Final = "citizencheck"
FOLDER_BASE: Final = "https://folder.invalid/"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPlan:
    target: str
    """An address, or a folder of HTML."""
    start: str = ""
    """Path on the target to begin at; ``""``: its home page."""
    base_url: str = ""
    """For a folder: the address its pages stand for."""
    seeds: tuple[str, ...] = ()
    """Further addresses to begin from."""
    max_pages: int = 1000
    max_depth: int | None = None
    include: tuple[str, ...] = ()
    """Globs, or ``re:PATTERN``, over whole addresses."""
    exclude: tuple[str, ...] = ()
    include_hosts: tuple[str, ...] = ()
    sitemap: str = "auto"
    concurrency: int = 2
    delay: float | None = None
    """Least seconds between two requests; None: adapts, from 0.1 s."""
    timeout: float = 30.0
    """Seconds for one answer, headers and body together."""
    max_time: float | None = None
    headers: tuple[tuple[str, str], ...] = ()
    cookies: tuple[tuple[str, str], ...] = ()
    basic_auth: tuple[str, str] | None = None
    user_agent: str = ""
    ignore_robots: bool = False
    seams: bool | None = None
    """Look one page past the border; None: for an address yes, for a folder no."""
    probe_search: bool = False
    """Ask the site's own search form, after the walk, for citizens' words."""

    @property
    def is_folder(self) -> bool:
        """Whether the target is a folder of HTML rather than an address."""
        return "://" not in self.target

    @property
    def agent(self) -> str:
        """How the crawler names itself."""
        return self.user_agent or USER_AGENT

    @property
    def looks_past_border(self) -> bool:
        """Whether hand-offs are fetched."""
        return self.seams if self.seams is not None else not self.is_folder

    def settings(self) -> dict[str, str]:
        """The plan for the record: nothing secret."""
        shown = {
            "max_pages": str(self.max_pages),
            "max_depth": str(self.max_depth or ""),
            "include": " ".join(self.include),
            "exclude": " ".join(self.exclude),
            "include_hosts": " ".join(self.include_hosts),
            "sitemap": self.sitemap,
            "concurrency": str(self.concurrency),
            "ignore_robots": "yes" if self.ignore_robots else "",
            "seams": "yes" if self.looks_past_border else "",
            "probe_search": "yes" if self.probe_search else "",
        }
        return {k: v for k, v in shown.items() if v}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What a crawl says while it goes on."""

    pages: int
    queued: int
    url: str = ""
    interrupted: bool = False


def start_address(target: str) -> str:
    """The address that ``target`` names. Raises TargetError when it names none."""
    address = resolve(target.strip(), "")
    if address is None or scheme(address) not in ("http", "https"):
        raise TargetError(
            f"{target!r} is not an address that can be crawled.", "Give one that begins with http:// or https://."
        )
    return address


def folder_of(target: str) -> Path:
    """The folder that ``target`` names. Raises TargetError when there is none, or no HTML in it."""
    path = Path(target).expanduser()
    if path.is_dir():
        return path.resolve()
    if path.exists():
        raise TargetError(
            f"{target} is a file, not a folder of HTML.", f"To look at one page: citizencheck page {target}"
        )
    hint = (
        f" Did you mean https://{target}?"
        if "." in target.partition("/")[0] and not target.startswith((".", "/", "~"))
        else ""
    )
    raise TargetError(
        f"There is no folder {target}.{hint}", "Give an address that begins with https://, or a folder of HTML."
    )


def folder_base(base_url: str) -> str:
    """The address of a folder's root, with a slash at its end. Raises UsageError when ``base_url`` is none."""
    if not base_url:
        return FOLDER_BASE
    address = resolve(base_url, "")
    if address is None or scheme(address) not in ("http", "https"):
        raise UsageError(f"--base-url {base_url!r} is not an address.", "Give one that begins with https://.")
    return address if address.endswith("/") else f"{address}/"
