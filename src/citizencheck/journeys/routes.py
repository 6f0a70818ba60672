"""How a citizen gets to a task's page: routes, scent, gatekeepers."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from citizencheck.journeys.places import Promise
from citizencheck.journeys.units import stands_in_the_way
from citizencheck.language import Language
from citizencheck.language.stems import fold, stems
from citizencheck.model import Link, LinkKind, PageKind, Route, Site, Step, Task

LEADS_ON: Final = re.compile(
    r"(?:all |our |browse |council |more |online )*services(?: a(?:-| to )z)?|(?:view|see|show) all(?: services)?|a(?:-| to )z(?: of services)?|do it online"
)
"""Labels that lead on to every task, and that everybody understands."""

BESIDE: Final = frozenset({PageKind.AZ, PageKind.SEARCH, PageKind.NEWS})
"""Pages that lead everywhere, or only today: a walk that another one is preferred to is not led over them."""
DEEPEST: Final = 30
SEPARATOR: Final = re.compile(r"\s+[|–—:·»›-]\s+")
"""What stands between the parts of a title."""
NAMES_THE_SITE: Final = 0.3
LEAST_TITLES: Final = 4
"""A part of so large a share of the titles, and of so many at least, is the site's name (judgement)."""
MOST_ASKED: Final = 30
"""Pages before one page whose names are compared."""
MOST_WAYS: Final = 8
"""Ways, beside those first met, that are followed back at each click: more would read a whole site for one task."""


def scent(task: Task, label: str, language: Language) -> float:
    """0 to 1: how much a label says about a task; one that names its subject, or leads on to all tasks, smells half."""
    if LEADS_ON.fullmatch(fold(label)):
        return 0.5
    for match in language.match_tasks(label).matches:
        if match.task == task.id:
            return round(min(1.0, match.score), 3)
    vocabulary = {s for phrase in (task.title, task.group, *task.citizen) for s in stems(phrase)}
    said = [s for s in stems(label) if len(s) > 2]
    return round(0.5 * sum(s in vocabulary for s in said) / len(said), 3) if said else 0.0


def browse_route(site: Site, node: int, task: Task, language: Language) -> Route | None:
    """The shortest walk from home with its labels; None where no link leads to the page, or only links above home do.

    Of several equally short ones a citizen takes the one that speaks of the task: the one whose weakest label says most of it, the
    first met where they say as much. It is sought backwards from the page, so that only pages on some such walk are read.
    """
    depth = site.nodes[node].depth
    if node != site.home and not 0 < depth <= DEEPEST:
        return None
    ways: dict[int, tuple[Step, ...]] = {node: ()}
    for _ in range(depth if node != site.home else 0):
        longer: dict[int, tuple[Step, ...]] = {}
        for source, target in _edges_before(site, list(ways), task, language):
            way = (_step(site, source, target, task, language), *ways[target])
            if source not in longer or _says(way) > _says(longer[source]):
                longer[source] = way
        ways = longer
    return Route(kind="browse", steps=ways[site.home], end=site.nodes[node].url) if site.home in ways else None


def _says(way: tuple[Step, ...]) -> tuple[float, float]:
    """How much the labels of a way say of its task: the weakest, then all of them."""
    return min(s.scent for s in way), sum(s.scent for s in way)


def _edges_before(site: Site, targets: list[int], task: Task, language: Language) -> list[tuple[int, int]]:
    """(page, page that it links to) for the pages one click nearer to home: the first met, and those whose names say most of the task."""
    first = [(site.parent[t], t) for t in targets if not _lies_above_home(site, site.parent[t])]
    others: list[tuple[int, int]] = []
    for t in targets:
        nearer = (s for s in site.inlinks[t] if s != site.parent[t] and site.nodes[s].depth == site.nodes[t].depth - 1)
        leading = ((s, t) for s in nearer if site.nodes[s].kind not in BESIDE and not _lies_above_home(site, s))
        others += itertools.islice(leading, MOST_ASKED)
    others.sort(key=lambda edge: -scent(task, site.nodes[edge[0]].name, language))
    return first + others[:MOST_WAYS]


def _lies_above_home(site: Site, node: int) -> bool:
    """Whether home lies in a page's folder: what stands there is no part of the site, but what the site is a part of."""
    url, home = site.nodes[node].url.rstrip("/"), site.nodes[site.home].url.rstrip("/")
    return home.startswith(f"{url}/")


def _step(site: Site, source: int, target: int, task: Task, language: Language) -> Step:
    link = _link_between(site, source, target, task, language)
    label = link.text if link and link.text else site.nodes[target].name
    return Step(
        url=site.nodes[source].url,
        label=label,
        target=site.nodes[target].url,
        region=link.region.value if link else "main",
        scent=scent(task, label, language),
    )


def _link_between(site: Site, source: int, target: int, task: Task, language: Language) -> Link | None:
    """The link that a citizen would take: of several to the same page the one that smells most; one that stays on its page leads nowhere."""

    def leads(links: Iterable[Link]) -> list[Link]:
        return [
            k
            for k in links
            if k.kind is LinkKind.PAGE and k.text and not k.href.endswith("#") and site.id_of.get(k.url) == target
        ]

    links = leads(site.out[source])
    if (
        not links
    ):  # the page's copy of what a template repeats says what stands on it; furniture stands on most pages only
        page = site.page(site.nodes[source].url)
        links = (leads(page.links) if page else []) or leads(f.link for f in site.furniture)
    return max(links, key=lambda k: scent(task, k.text, language), default=None)


def promise_route(site: Site, kind: str, promise: Promise, end: str) -> Route:
    """A single link as a route."""
    step = Step(
        url=site.nodes[promise.source].url,
        label=promise.label,
        target=promise.url or promise.href,
        region=promise.region.value,
        scent=promise.score,
    )
    return Route(kind=kind, steps=(step,), end=end)


def gatekeepers(site: Site, node: int, language: Language) -> tuple[str, ...]:
    """Department pages that every way from home to a page passes, nearest home first: see ``Site.dominators``."""
    chain: list[int] = []
    here = site.dominators[node]
    while here >= 0 and here != site.home and len(chain) < 30:
        chain.append(here)
        here = site.dominators[here]
    return tuple(site.nodes[i].url for i in reversed(chain) if stands_in_the_way(site, i, language))


class IndexAnswer(NamedTuple):
    """What our own index gives for citizens' words."""

    query: str
    rank: int | None
    """The place of the page that was looked for, 1 the first; None when it is not among the results."""
    first: int
    """The page that comes first; -1 where there are no results."""


class SearchIndex:
    """BM25 over titles, headings and descriptions: a stand-in for the site's own search, and named so. ``headings``: of each page those
    below its first.

    The site's own name, which many titles carry, says nothing of their pages and is left out.
    """

    def __init__(self, site: Site, headings: Mapping[int, Sequence[str]]) -> None:
        parts = [[p for p in SEPARATOR.split(node.title) if p] for node in site.nodes]
        carried = Counter(part for title in parts for part in set(title))
        least = max(LEAST_TITLES, len(site.nodes) * NAMES_THE_SITE)
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths: list[int] = []
        for node, title in zip(site.nodes, parts, strict=True):
            own = (s for part in title if carried[part] < least for s in stems(part))
            below = (s for text in headings.get(node.id, ()) for s in stems(text))
            words = Counter([*stems(node.h1) * 2, *own, *stems(node.description), *below])
            self._lengths.append(max(1, sum(words.values())))
            for word, count in words.items():
                self._postings[word].append((node.id, count))
        self._mean = sum(self._lengths) / max(1, len(self._lengths))

    def best(self, queries: Sequence[str], node: int, most: int) -> IndexAnswer:
        """The answer to the query that brings a page furthest forward, of the first ``most`` that say different things; to the first
        one where none brings it. "Council house" says no more than "apply for a council house"."""
        asked: list[tuple[str, frozenset[str]]] = []
        for query in queries:
            said = frozenset(stems(query))
            if not any(said <= other or other <= said for _, other in asked):
                asked.append((query, said))
        answers = [self.answer(q, node) for q, _ in asked[:most]]
        return min(answers, key=lambda a: a.rank or len(self._lengths) + 1, default=IndexAnswer("", None, -1))

    def answer(self, query: str, node: int) -> IndexAnswer:
        """What the index gives for a query, as far as it concerns a page."""
        scores: dict[int, float] = defaultdict(float)
        total = len(self._lengths)
        for word in dict.fromkeys(stems(query)):
            posting: Sequence[tuple[int, int]] = self._postings.get(word, ())
            weight = math.log(1 + (total - len(posting) + 0.5) / (len(posting) + 0.5))
            for i, count in posting:
                scores[i] += weight * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * self._lengths[i] / self._mean))
        first = min(scores, key=lambda i: (-round(scores[i], 9), i), default=-1)
        if node not in scores:
            return IndexAnswer(query, None, first)
        own = scores[node]
        before = sum(1 for i, s in scores.items() if s > own + 1e-9 or (abs(s - own) <= 1e-9 and i < node))
        return IndexAnswer(query, 1 + before, first)
