"""How often the class of a page is what a person said it is.

The labelled pages lie beside the project (``eval.data``), and never in it: where they are not there, that part is skipped.
``tests/test_fixtures.py`` keeps a floor everywhere, on the pages of the made-up councils.

While the signs were chosen, three of the six councils were held out; measured once, before anything was changed for them, those
gave 0.70 for the focus and 0.83 for the channel. The floors are of all councils after the mending that this led to. Pages of our own
imagination, with what stands around the main text of real ones, are in ``tests/language/test_page_shapes.py``.
"""

from __future__ import annotations

import pytest

from citizencheck.language import Language
from eval.data import folder
from eval.floors import floor_of
from eval.measures import judged_pages

pytestmark = pytest.mark.eval


@pytest.mark.skipif(not (folder() / "data/pages.jsonl").exists(), reason=f"no labelled pages in {folder()}")
def test_focus_and_channel_agree_with_a_person_on_real_pages(language: Language) -> None:
    found = judged_pages(folder(), language)
    focus = [f"{r['file']}: {r['gold_focus']}, not {c.focus}" for r, c in found if c.focus != r["gold_focus"]]
    channel = [f"{r['file']}: {r['gold_channel']}, not {c.channel}" for r, c in found if c.channel != r["gold_channel"]]
    assert 1 - len(focus) / len(found) >= floor_of("pages.focus"), "\n".join(focus)
    assert 1 - len(channel) / len(found) >= floor_of("pages.channel"), "\n".join(channel)
