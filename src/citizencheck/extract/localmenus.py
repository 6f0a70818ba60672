"""Takes local menus out of what a page says, where they prove to be such."""

from __future__ import annotations

from dataclasses import replace

from citizencheck.extract.localnav import SAYS_SOMETHING, Mark, Verdict, is_heading_of_local, verdict
from citizencheck.model import Block, Heading, Link, Region


class LocalMenus:
    """Knows where lists and navigation elements of the main part begin; changes the lists of links, blocks and headings in place."""

    def __init__(self, url: str, links: list[Link], blocks: list[Block], headings: list[Heading]) -> None:
        self._url = url
        self._links = links
        self._blocks = blocks
        self._headings = headings
        self._waiting: list[Mark] = []
        """Menus that are called local, and may be all that the page has."""

    def begin(self, name: str, words: int, *, nav: bool) -> Mark:
        """Marks the beginning of a list, or with ``nav`` of a navigation element, at so many ``words`` of the page."""
        return Mark(len(self._links), len(self._blocks), len(self._headings), words, name, nav)

    def close(self, mark: Mark, words: int) -> int:
        """Takes a menu that proved local out of what the page says; one that is only called so waits for the end.

        Gives the number of words that are no longer the page's.
        """
        mark.ends = (len(self._links), len(self._blocks), len(self._headings), words)
        heading = self._headings[mark.headings].text if len(self._headings) > mark.headings else ""
        found = verdict(mark, self._links[mark.links :], self._url, heading)
        if found is Verdict.OWN:
            return 0
        self._waiting = [m for m in self._waiting if m.links < mark.links]
        if found is Verdict.LOCAL:
            return self._take_out(mark)
        self._waiting.append(mark)
        return 0

    def finish(self, *, asks: bool) -> int:
        """Decides on the menus that are only called local: on a page that neither ``asks`` nor says anything else they are what it says."""
        if not self._waiting or not (asks or self._prose() >= SAYS_SOMETHING):
            return 0
        return sum(self._take_out(mark) for mark in reversed(self._waiting))

    def _prose(self) -> int:
        """Words of the page outside the menus that wait, its headings and the words of its links."""
        listed = {i for m in self._waiting for i in range(m.blocks, m.ends[1])}
        labels = {link.text for link in self._links}
        said = (b.text for i, b in enumerate(self._blocks) if i not in listed and b.text not in labels)
        return sum(len(text.split()) for text in said)

    def _take_out(self, mark: Mark) -> int:
        links, blocks, headings, words = mark.ends
        for i in range(mark.links, links):
            if self._links[i].region in (Region.MAIN, Region.ASIDE):
                self._links[i] = replace(self._links[i], region=Region.LOCAL)
        if mark.headings and is_heading_of_local(self._headings[mark.headings - 1].text):
            mark.words -= len(self._headings[mark.headings - 1].text.split())
            mark.headings -= 1
        gone = words - mark.words
        del self._blocks[mark.blocks : blocks], self._headings[mark.headings : headings]
        self._headings[mark.headings :] = [
            replace(h, words_before=h.words_before - gone) for h in self._headings[mark.headings :]
        ]
        return gone
