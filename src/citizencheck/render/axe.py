"""axe-core's findings about what matters on a phone. The only module that knows where axe comes from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from citizencheck.model.phone import AxeResult
from citizencheck.render.browser import Session

RULES: Final = (
    "target-size", "meta-viewport", "css-orientation-lock", "autocomplete-valid", "label", "select-name",
    "input-button-name", "button-name", "link-name", "html-has-lang", "html-lang-valid", "image-alt", "scrollable-region-focusable",
)  # fmt: skip
"""Of axe's rules those about touching, zooming, turning, filling in and reading aloud: what a phone's own helpers need."""
MOST: Final = 10
"""Places that one rule names."""
RUN: Final = """async (rules, most) => {{
  if (!globalThis.axe) {{ {source} }}
  const said = await axe.run(document, {{runOnly: {{type: 'rule', values: rules}}, resultTypes: ['violations', 'incomplete'], elementRef: true, selectors: false, iframes: false}});
  const told = (r, incomplete) => ({{
    rule: r.id, impact: r.impact || '', help: r.help, incomplete,
    selectors: r.nodes.slice(0, most).map(n => n.element && globalThis.citizencheck ? citizencheck.selectorOf(n.element) : ''),
  }});
  return [axe.version, said.violations.map(r => told(r, false)).concat(said.incomplete.map(r => told(r, true)))];
}}"""


@cache
def source() -> str:
    """axe-core, as one script."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


async def results(session: Session) -> tuple[str, tuple[AxeResult, ...]]:
    """(version of axe, what it found) on the page that is open. Raises GaveUpError as every look does."""
    version, found = await session.evaluate(RUN.format(source=source()), list(RULES), MOST)
    made = [
        AxeResult(
            rule=r["rule"],
            impact=r["impact"],
            help=r["help"],
            selectors=tuple(r["selectors"]),
            incomplete=r["incomplete"],
        )
        for r in found
    ]
    return version, tuple(sorted(made, key=lambda r: (r.incomplete, r.rule)))
