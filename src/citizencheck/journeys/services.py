"""A page that turned out to be where a task is done: a service, whatever it calls itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from citizencheck.model import Channel, Focus, Journey, Node, PageKind, Site

DONE: Final = frozenset({"do", "tell"})
"""The natures of tasks that are done, not looked up."""
STARTED: Final = frozenset({Channel.ONLINE, Channel.MIXED})
"""How people are told to act on a page where a task starts."""


def with_services(site: Site) -> Site:
    """The site with its journeys' own pages as services, where the words of a page alone said nothing of what it is for.

    A page named with a bare noun ("Street lighting") shows only by the task that is found there that citizens come to do something.
    It is for doing it where it names a way; one that only tells of it still informs. Where a task was seen to start on the page,
    the page's channel is the journey's: the two tell one story.
    """
    own = {
        site.id_of[j.url]: j
        for j in sorted(site.journeys, key=lambda j: j.channel in STARTED)  # of several tasks, one that starts there
        if j.status == "found" and j.task.nature in DONE and j.url in site.id_of
    }
    return replace(site, nodes=tuple(_as_service(n, own[n.id]) if n.id in own else n for n in site.nodes))


def _as_service(node: Node, journey: Journey) -> Node:
    if journey.online and journey.channel in STARTED:
        node = replace(node, channel=journey.channel)
    if node.kind is not PageKind.OTHER or node.focus is not Focus.INFORMATION:
        return node
    return replace(node, kind=PageKind.SERVICE, focus=node.focus if node.channel is Channel.NONE else Focus.TASK)
