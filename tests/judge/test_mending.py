"""Every rule that names a mend is bettered by it: on one of its own failing examples, or on a made-up council that is a silo."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from citizencheck.crawl import CrawlPlan
from citizencheck.judge import look
from citizencheck.judge.mending import MENDS, edits_for
from citizencheck.judge.running import run_rules
from citizencheck.judge.tally import Tally
from citizencheck.language import Language, load_language
from citizencheck.model import Site, Snapshot
from citizencheck.pipeline import crawl_site
from citizencheck.rulebook import Rule, load_rules
from citizencheck.rulebook.schema import Example
from citizencheck.ruletest import BASE, snapshot_of
from citizencheck.store import RunStore
from citizencheck.whatif import AddLink, DropLink, Edit, Rename, Retarget, apply
from fixtures_support import materialise

RULES = load_rules()
MENDED = [r for r in RULES.rules if r.file.mend]


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


@pytest.fixture(scope="module")
def silo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    place = tmp_path_factory.mktemp("council")
    materialise("silo-first", place / "site")
    crawl_site(CrawlPlan(target=str(place / "site")), place / "run")
    with RunStore.open(place / "run") as store:
        yield store.snapshot()


def judged(
    rule: Rule, snapshot: Snapshot, language: Language, *, tier: str = "auto", pack: str = "auto"
) -> tuple[Site, Tally]:
    site = look(snapshot, language, tier=tier, pack=pack)
    return site, run_rules([rule], site, language, snapshot.pages())[0]


def better(rule: Rule, snapshot: Snapshot, language: Language, *, tier: str = "auto", pack: str = "auto") -> bool:
    site, before = judged(rule, snapshot, language, tier=tier, pack=pack)
    edits = edits_for(before, site, language)
    _, after = judged(rule, apply(snapshot, edits), language, tier=tier, pack=pack)
    return bool(edits) and before.achieved is not None and (after.achieved is None or after.achieved > before.achieved)


def better_example(rule: Rule, example: Example, language: Language) -> bool:
    snapshot = snapshot_of(example.pages, missing=example.missing)
    return better(rule, snapshot, language, tier=example.tier, pack=example.pack)


@pytest.mark.parametrize("rule", MENDED, ids=lambda r: r.id)
def test_the_mend_of_a_rule_betters_what_fails(rule: Rule, language: Language, silo: Snapshot) -> None:
    failing = [e for e in rule.file.examples if e.expect == "fail"]

    mended = [e.name for e in failing if better_example(rule, e, language)]

    assert mended or better(rule, silo, language), f"{rule.file.mend} mends none of {[e.name for e in failing]}"


def test_every_kind_of_mend_is_used_and_no_other_is_named() -> None:
    assert {r.file.mend for r in MENDED} == set(MENDS)


def test_a_rule_without_a_mend_gives_no_edits(language: Language) -> None:
    rule = RULES.get("missing-site-search")
    example = next(e for e in rule.file.examples if e.expect == "fail")
    site, tally = judged(rule, snapshot_of(example.pages), language)

    assert tally.found
    assert edits_for(tally, site, language) == ()


NAV = '<nav><ul><li><a href="/rev/">Revenues and Benefits Service</a></li><li><a href="/corp/">Corporate Services</a></li><li><a href="/street/">Streetscene</a></li><li><a href="/news/">News</a></li><li><a href="/gone/">Old page</a></li></ul></nav>'
COUNCIL = {
    "/": f'<html lang="en-GB"><title>Anytown Borough Council</title>{NAV}<main><h1>Anytown</h1><a href="/nowhere/">Nothing</a> <a href="/nowhere/">Nothing else</a></main>',
    "/rev/": f"<title>Revenues</title>{NAV}<main><h1>Revenues and Benefits Service</h1><a href='/rev/pay/'>Pay your council tax</a></main>",
    "/rev/pay/": f"<title>Pay</title>{NAV}<main><h1>Pay your council tax</h1><form><label>Account<input name=a></label></form></main>",
    "/corp/": f"<title>Corporate</title>{NAV}<main><h1>Corporate Services</h1><p>Legal.</p></main>",
    "/street/": f"<title>Streetscene</title>{NAV}<main><h1>Streetscene</h1><p>Clean.</p></main>",
    "/news/": f"<title>News</title>{NAV}<main><h1>News</h1><p>New.</p></main>",
}  # fmt: skip


def edits_of(rule_id: str, language: Language) -> tuple[Edit, ...]:
    snapshot = snapshot_of(COUNCIL, missing=("/gone/", "/nowhere/"))
    site, tally = judged(RULES.get(rule_id), snapshot, language, tier="unitary", pack="uk")
    return edits_for(tally, site, language)


def test_units_give_way_to_the_words_for_what_is_done_behind_them(language: Language) -> None:
    """The tasks behind a unit name it, or the list of council words; where neither says anything, the label stays."""
    assert edits_of("department-words-in-menu", language) == (
        Rename(old="Revenues and Benefits Service", new="Council tax"),
        Rename(old="Streetscene", new="Street cleaning"),
    )


def test_a_broken_link_goes_whatever_it_says_and_the_template_keeps_its_own(language: Language) -> None:
    """To take a logo or the search out of the template is no mend, although it would gain points."""
    assert edits_of("broken-links", language) == (
        DropLink(label="Nothing", target=f"{BASE}/nowhere/", page=f"{BASE}/", any_label=True),
    )
    assert edits_of("broken-menu-links", language) == ()


def test_a_dead_label_of_the_template_that_opens_a_page_elsewhere_is_pointed_there(language: Language) -> None:
    menu = "<header><nav><ul><li><a href='/'>Home</a></li><li><a href='/tax/'>Council tax</a></li></ul></nav></header>"
    foot = "<footer><ul><li><a href='#'>Council tax</a></li><li><a href='#'>Business rates</a></li><li><a href='#'>Accessibility statement</a></li></ul></footer>"
    pages = {
        p: f"<html lang='en'><title>{h}</title><body>{menu}<main><h1>{h}</h1><p>Words about {h}.</p></main>{foot}</body></html>"
        for p, h in (("/", "Anytown"), ("/tax/", "Council tax"), ("/a/", "Parks"), ("/b/", "Trees"))
    }
    snapshot = snapshot_of(pages)
    site, tally = judged(RULES.get("dead-menu-links"), snapshot, language, tier="unitary", pack="uk")

    assert edits_for(tally, site, language) == (
        Retarget(label="Council tax", target="#", to=f"{BASE}/tax/", page=""),
        DropLink(label="Business rates", target="#", page="", any_label=False),
    )  # the statement that the law wants is to be written, and never taken out


def test_a_broken_link_whose_words_open_a_page_in_the_menu_is_pointed_there(language: Language) -> None:
    menu = "<header><nav><ul><li><a href='/'>Home</a></li><li><a href='/picnic/'>Picnic</a></li></ul></nav></header>"
    pages = {
        p: f"<html lang='en'><title>{h}</title><body>{menu}<main><h1>{h}</h1><p>Words about {h}. {more}</p></main></body></html>"
        for p, h, more in (
            ("/", "Anytown", ""),
            ("/picnic/", "Picnic", ""),
            ("/a/", "Parks", "<a href='/old/'>Picnic</a>"),
        )
    }
    site, tally = judged(
        RULES.get("broken-links"), snapshot_of(pages, missing=("/old/",)), language, tier="unitary", pack="uk"
    )

    assert edits_for(tally, site, language) == (
        Retarget(label="Picnic", target=f"{BASE}/old/", to=f"{BASE}/picnic/", page=f"{BASE}/a/"),
    )


def test_a_task_behind_a_unit_is_linked_from_home(language: Language) -> None:
    assert edits_of("department-gatekeepers", language) == (
        AddLink(page=f"{BASE}/", target=f"{BASE}/rev/pay/", label="Pay your council tax"),
    )


def test_a_label_is_led_to_the_page_that_bears_its_words(language: Language) -> None:
    rule = RULES.get("mislinked-labels")
    example = next(e for e in rule.file.examples if e.expect == "fail")
    site, tally = judged(rule, snapshot_of(example.pages), language)

    found = edits_for(tally, site, language)

    assert [type(e) for e in found] == [Retarget] * len(found)
    assert [e.to for e in found if isinstance(e, Retarget)] == [e.better for f in tally.found for e in f.whole]
    assert all(isinstance(e, Retarget) and e.to in site.id_of for e in found)


def test_a_missing_file_is_pointed_to_its_other_letters_and_else_left_in(language: Language) -> None:
    rule = RULES.get("broken-documents")
    main = "<main><h1>Anytown</h1><p><a href='/Name-D.pdf'>Names D (PDF)</a> <a href='/gone.pdf'>Names E (PDF)</a></p>{}</main>"
    known = {"/": main.format("<p><a href='/name-d.pdf'>All names (PDF)</a></p>"), "/name-d.pdf": "%PDF-1.4"}

    site, tally = judged(rule, snapshot_of(known, missing=("/Name-D.pdf", "/gone.pdf")), language)
    assert edits_for(tally, site, language) == (
        Retarget(label="Names D (PDF)", target=f"{BASE}/Name-D.pdf", to=f"{BASE}/name-d.pdf", page=f"{BASE}/"),
    )

    site, tally = judged(rule, snapshot_of({"/": main.format("")}, missing=("/Name-D.pdf", "/gone.pdf")), language)
    assert len(tally.found[0].whole) == 2
    assert edits_for(tally, site, language) == ()
