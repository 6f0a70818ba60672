"""The edits that can be tried: each changes labels or links, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """Whatever bears the label ``old`` (menu entry, link, heading that is a link) now says ``new``, on every page."""

    old: str
    """Compared without regard to case and white space. Titles and main headings of pages keep their words."""
    new: str

    def __str__(self) -> str:
        return f"rename “{self.old}” to “{self.new}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLink:
    """The page ``page`` gets one more link, the last of its main part."""

    page: str
    """Its address."""
    target: str
    label: str

    def __str__(self) -> str:
        return f"link “{self.label}” from {place(self.page)} to {place(self.target, self.page)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DropLink:
    """A link is taken out; its words stay as plain text, and in a menu they go."""

    label: str
    target: str
    """Its address; for a link that leads nowhere its href."""
    page: str = ""
    """``""``: on every page."""
    any_label: bool = False
    """Every link to ``target`` goes, whatever it says."""

    def __str__(self) -> str:
        return f"take out the link “{self.label}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retarget:
    """A link leads to another page."""

    label: str
    target: str
    to: str
    page: str = ""
    """``""``: on every page."""

    def __str__(self) -> str:
        return f"lead “{self.label}” to {place(self.to, self.to)}"


Edit = Rename | AddLink | DropLink | Retarget


def place(url: str, beside: str = "") -> str:
    """An address as people of the site say it: its path, where ``beside`` (if given) is of the same host."""
    parts = urlsplit(url)
    if beside and urlsplit(beside).netloc != parts.netloc:
        return url
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
