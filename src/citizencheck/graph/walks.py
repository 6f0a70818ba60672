"""Walks through the link graph: distances, shortest-walk parents, and dominators."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Sequence


def shortest(start: int, out: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """(distance, parent) of every node from ``start`` by the fewest clicks; -1 where no walk leads.

    Of several parents at the same distance the one met first counts: the order of ``out`` is the order of the page.
    """
    distance = [-1] * len(out)
    parent = [-1] * len(out)
    if start < 0:
        return distance, parent
    distance[start] = 0
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there in out[here]:
            if distance[there] < 0:
                distance[there] = distance[here] + 1
                parent[there] = here
                queue.append(there)
    return distance, parent


def dominators(start: int, out: Sequence[Sequence[int]]) -> list[int]:
    """The immediate dominator of every node: the last page that every walk from ``start`` to it passes; -1 for none.

    Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001): the nodes in reverse postorder until nothing changes.
    """
    idom = [-1] * len(out)
    if start < 0:
        return idom
    order = _postorder(start, out)
    rank = {node: i for i, node in enumerate(order)}
    before = {node: array("I") for node in order}
    for node in order:
        for there in out[node]:
            before[there].append(node)
    idom[start] = start
    changed = True
    while changed:
        changed = False
        for node in reversed(order[:-1]):
            new = -1
            for previous in before[node]:
                if idom[previous] >= 0:
                    new = previous if new < 0 else _meet(previous, new, idom, rank)
            if new != idom[node]:
                idom[node] = new
                changed = True
    idom[start] = -1
    return idom


def _postorder(start: int, out: Sequence[Sequence[int]]) -> list[int]:
    seen = {start}
    order: list[int] = []
    stack = [(start, iter(out[start]))]
    while stack:
        node, following = stack[-1]
        for there in following:
            if there not in seen:
                seen.add(there)
                stack.append((there, iter(out[there])))
                break
        else:
            order.append(node)
            stack.pop()
    return order


def _meet(a: int, b: int, idom: Sequence[int], rank: dict[int, int]) -> int:
    while a != b:
        while rank[a] < rank[b]:
            a = idom[a]
        while rank[b] < rank[a]:
            b = idom[b]
    return a
