"""What a page says of the organisation is quoted from the beginning of a word."""

from __future__ import annotations

from citizencheck.judge import look
from citizencheck.judge.running import run_rules
from citizencheck.language import Language
from citizencheck.rulebook import load_rules
from citizencheck.ruletest import snapshot_of

RULE = load_rules().get("organisation-before-action")
PAGE = (
    "<html lang=en><head><title>Waste</title></head><body><main><h1>Waste</h1><p>The Unit manages the Council{}s contract with Veridian "
    "for the emptying of bins and for the cleansing of streets in the town and villages around it.</p><p><a href='https://forms.example/missed'>Report a missed bin</a></p></main></body></html>"
)


def test_a_possessive_is_no_beginning_of_a_quote(language: Language) -> None:
    for apostrophe in "'’":
        pages = {"/": PAGE.replace("Waste", "Anytown").format(apostrophe), "/w": PAGE.format(apostrophe)}
        snapshot = snapshot_of(pages)
        tally = run_rules([RULE], look(snapshot, language, tier="district", pack="uk"), language, snapshot.pages())[0]

        [found] = [f for f in tally.found if f.url.endswith("/w")]
        assert f"the Council{apostrophe}s contract with Veridian" in tally.message(found)
