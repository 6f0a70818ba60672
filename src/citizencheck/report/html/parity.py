"""The kiosk's services beside a phone: a row each, and the way there as a strip of phone screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

LEVELS: Final = {
    0: "Not on the site",
    1: "Mentioned, with no way to do it",
    2: "Only at the office, on paper or on a computer",
    3: "Can be started on a phone",
    4: "As good as the kiosk",
}
ENOUGH: Final = 3
"""The level from which a citizen can do on a phone what the kiosk does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One screen of a journey on a phone."""

    label: str
    action: str
    url: str
    screenshot: str
    broken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service of the kiosk."""

    id: str
    label: str
    level: int | None
    exempt: bool
    reason: str
    broken: str
    """Where it breaks first, in words."""
    taps: int | None
    screens: tuple[Screen, ...]
    capabilities: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    url: str

    @property
    def enough(self) -> bool:
        return self.level is not None and self.level >= ENOUGH


def services(kiosk: Sequence[Mapping[str, object]]) -> list[Service]:
    """The report's rows, the worst first; what a row does not say stays unknown."""
    made = [_service(row) for row in kiosk]
    return sorted(made, key=lambda s: (s.exempt, 9 if s.level is None else s.level))


def _service(row: Mapping[str, object]) -> Service:
    level, taps, broken, substitutes = (
        row.get("level"),
        row.get("taps"),
        row.get("first_broken"),
        row.get("capabilities"),
    )
    steps = [s for s in _items(row.get("steps")) if isinstance(s, Mapping)]
    return Service(
        id=_text(row.get("id")),
        label=_text(row.get("label")) or _text(row.get("id")),
        level=level if isinstance(level, int) else None,
        exempt=bool(row.get("exempt")),
        reason=_text(row.get("reason")),
        broken=_text(broken) if isinstance(broken, str) else "",
        taps=taps if isinstance(taps, int) else None,
        screens=tuple(_screen(s, i, broken) for i, s in enumerate(steps)),
        capabilities=tuple((k, _text(v)) for k, v in substitutes.items()) if isinstance(substitutes, Mapping) else (),
        languages=tuple(_text(x) for x in _items(row.get("languages"))),
        url=_text(row.get("url")),
    )


def _screen(step: Mapping[str, object], place: int, broken: object) -> Screen:
    return Screen(
        label=_text(step.get("label")), action=_text(step.get("action")), url=_text(step.get("url")),
        screenshot=_text(step.get("screenshot")), broken=broken is not None and not isinstance(broken, (str, bool)) and broken == place,
    )  # fmt: skip


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, (list, tuple)) else ()


def _text(value: object) -> str:
    return "" if value is None else "yes" if value is True else "no" if value is False else str(value)
