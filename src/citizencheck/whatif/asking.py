"""What a user asks for, in the words of the site, to edits: or an error that names what is near."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from citizencheck.errors import UsageError
from citizencheck.model import NavItem, Node, Page, Site
from citizencheck.model import Task as CitizenTask
from citizencheck.whatif.applying import fold
from citizencheck.whatif.edits import AddLink, Rename

NEAREST: Final = 3
LIKE: Final = 0.6
WORD: Final = re.compile(r"\w{3,}")


def labels_of(pages: Iterable[Page]) -> tuple[str, ...]:
    """Every label of the site as it is written, each once: links, entries of menus, steps of breadcrumbs."""
    found: dict[str, None] = {}
    for page in pages:
        for link in page.links:
            found[link.text] = None
        for crumb in page.breadcrumb:
            if crumb.url:
                found[crumb.text] = None
        for menu in page.menus:
            found.update(dict.fromkeys(_texts(menu.items)))
    return tuple(t for t in found if t)


def rename(asked: str, labels: Iterable[str]) -> Rename:
    """``OLD=NEW`` as an edit. Raises UsageError where no label says OLD, or there is no NEW."""
    known = {fold(t): t for t in labels}
    for i in (i for i, c in enumerate(asked) if c == "="):
        old, new = asked[:i].strip(), " ".join(asked[i + 1 :].split())
        if fold(old) in known:
            if not new:
                raise UsageError(f"--rename {asked!r} gives no new label.", "Write it as 'OLD=NEW'.")
            return Rename(old=known[fold(old)], new=new)
    old, found, _ = asked.partition("=")
    if not found:
        raise UsageError(f"--rename {asked!r} has no '='.", "Write it as 'OLD=NEW'.")
    raise UsageError(f"No menu and no link of the site says {old.strip()!r}.", _near(fold(old), known))


def link(asked: str, site: Site) -> AddLink:
    """``FROM->TO`` or ``FROM->TO=LABEL`` as an edit; FROM and TO are addresses or paths. Raises UsageError for pages not in the run."""
    source, found, rest = asked.partition("->")
    if not found:
        raise UsageError(f"--link {asked!r} has no '->'.", "Write it as 'FROM->TO', or 'FROM->TO=LABEL'.")
    page = _page(source.strip(), site, "--link")
    target, label = _target(rest.strip(), site)
    if target.id == page.id:
        raise UsageError(f"--link {asked!r} leads from a page to itself.", "Give two different pages.")
    said = label or target.h1 or target.title
    if not said:
        raise UsageError(f"{target.url} has no heading to name the link after.", "Add the label: 'FROM->TO=LABEL'.")
    return AddLink(page=page.url, target=target.url, label=said)


def promotion(task_id: str, catalogue: Iterable[CitizenTask], site: Site) -> AddLink:
    """A link from the home page to the task's page, named by the task. Raises UsageError for an unknown task, or one without a page."""
    tasks = {t.id: t for t in catalogue}
    task = tasks.get(task_id)
    if task is None:
        near = _near(fold(task_id), {t.id: t.id for t in tasks.values()})
        raise UsageError(f"There is no task {task_id!r}.", f"{near} `citizencheck tasks list` shows them all.".strip())
    if site.home < 0:
        raise UsageError(f"“{task.title}” cannot be promoted: the home page could not be judged.")
    journey = next((j for j in site.journeys if j.task.id == task_id), None)
    if journey is None or not journey.url:
        raise UsageError(
            f"“{task.title}” cannot be promoted: there is no page for it.", "Write its page first, then link it."
        )
    home = site.nodes[site.home].url
    if site.id_of.get(journey.url) == site.home:
        raise UsageError(f"“{task.title}” cannot be promoted: it is done on the home page already.")
    return AddLink(page=home, target=journey.url, label=task.title)


def _target(asked: str, site: Site) -> tuple[Node, str]:
    """(page, label or ``""``): an address may hold ``=`` itself, so the longest part that is a page is the address."""
    places = [len(asked), *(i for i in range(len(asked) - 1, -1, -1) if asked[i] == "=")]
    for i in places:
        found = _find(asked[:i].strip(), site)
        if found is not None:
            return found, " ".join(asked[i + 1 :].split())
    return _page(asked.partition("=")[0].strip(), site, "--link"), ""


def _page(asked: str, site: Site, flag: str) -> Node:
    found = _find(asked, site)
    if found is None:
        known = {_path(n.url): urlsplit(n.url).path or "/" for n in site.nodes}
        raise UsageError(f"{flag}: the run holds no page {asked!r}.", _near(_path(asked), known))
    return found


def _find(asked: str, site: Site) -> Node | None:
    if not asked:
        return None
    found = site.node(asked) or site.node(urljoin(site.info.start_url, asked))
    if found is not None or "://" in asked:
        return found
    return next((n for n in site.nodes if _path(n.url) == _path(asked)), None)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return unquote(parts.path).strip("/").removesuffix("index.html").rstrip("/") + (
        f"?{parts.query}" if parts.query else ""
    )


def _near(asked: str, known: dict[str, str]) -> str:
    """What may have been meant, as a question: ``known`` is compared by its keys and shown by its values."""
    said = set(WORD.findall(asked))
    ranked = sorted(((_likeness(asked, said, key), key) for key in known), key=lambda x: (-x[0], x[1]))
    names = [repr(known[key]) for likeness, key in ranked[:NEAREST] if likeness >= LIKE]
    return f"Did you mean {' or '.join(names)}?" if names else ""


def _likeness(asked: str, said: set[str], key: str) -> float:
    """Letters in common, and whole words in common: who remembers a word of a label is to find the label."""
    shared = len(said & set(WORD.findall(key))) / len(said) if said else 0.0
    return shared + difflib.SequenceMatcher(None, asked, key).ratio()


def _texts(items: tuple[NavItem, ...]) -> Iterable[str]:
    for item in items:
        yield item.text
        yield from _texts(item.children)
