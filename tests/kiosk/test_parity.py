"""Levels: what is known makes them, and what nobody saw leaves them open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizencheck.judge.running import run_rules
from citizencheck.kiosk import listed
from citizencheck.language import Language
from citizencheck.model import RuleOutcome, Site
from citizencheck.model.kiosk import Fault, KioskService, ServiceParity
from citizencheck.model.phone import Seen
from citizencheck.rulebook import load_rules
from citizencheck.score import RuleResult, score
from kiosk.sights import PAY, TAX, form, home, link, page, parity_of, seen, site_of

RULES = [r for r in load_rules().rules if r.group == "kiosk"]
SITE = {"/": home(("/pay", "Pay your council tax")), "/pay": page("Pay your council tax", PAY)}


def kinds(parity: ServiceParity) -> list[str]:
    return [f.kind for f in parity.faults]


def test_a_start_that_fits_is_as_good_as_the_kiosk(language: Language) -> None:
    found = parity_of(SITE, [seen("/pay")], language)

    assert (found.level, found.taps, found.faults) == (4, 1, ())
    assert [(s.action, s.label) for s in found.steps] == [("tap", "Pay your council tax"), ("start", "Pay now")]


def test_without_a_browser_nothing_is_assumed(language: Language) -> None:
    found = parity_of(SITE, [], language)

    assert (found.level, found.least, found.most, found.faults) == (None, 2, 4, ())
    assert found.unseen == "no phone looked at the page where it starts (no browser was asked for)"


@pytest.mark.parametrize("outcome", [Seen.GAVE_UP, Seen.UNSTYLED, Seen.NOT_LOADED])
def test_a_page_that_could_not_be_seen_is_no_fault(outcome: Seen, language: Language) -> None:
    found = parity_of(SITE, [seen("/pay", outcome=outcome.value, reason="it never ends")], language)

    assert (found.level, found.unseen) == (
        None,
        "the page where it starts could not be seen on a phone (it never ends)",
    )


def test_a_page_without_a_viewport_or_a_script_needs_no_browser_to_be_unfit(language: Language) -> None:
    pages = {**SITE, "/pay": page("Pay your council tax", PAY, head="")}

    assert kinds(parity_of(pages, [], language)) == ["not_adapted"]
    assert (
        parity_of({**pages, "/pay": page("Pay your council tax", PAY, head="<script>1</script>")}, [], language).level
        is None
    )


def test_what_starts_past_the_border_is_not_judged_by_it(language: Language) -> None:
    pages = {
        "/": home(("/pay", "Pay your council tax")),
        "/pay": page("Pay your council tax", '<p><a class="button" href="https://pay.invalid/anytown">Pay now</a></p>'),
        "https://pay.invalid/anytown": page("Pay", PAY),
    }
    found = parity_of(pages, [seen("/pay", forms=0)], language)

    assert (found.level, found.least, found.start) == (None, 2, "https://pay.invalid/anytown")
    assert found.unseen == "it starts past the site’s border (pay.invalid), where no phone looked"


def test_opening_a_menu_is_a_tap(language: Language) -> None:
    views = [seen("/", link("Pay your council tax", "/pay", taps=1, opener="Menu"), forms=0), seen("/pay")]

    found = parity_of(SITE, views, language)

    assert [(s.action, s.label) for s in found.steps] == [
        ("open", "Menu"),
        ("tap", "Pay your council tax"),
        ("start", "Pay now"),
    ]
    assert found.taps == 2


def test_the_way_with_the_fewest_taps_counts_and_not_the_one_with_the_fewest_links(language: Language) -> None:
    pages = {
        "/": home(("/pay", "Pay your council tax"), ("/tax", "Council tax")),
        "/tax": page("Council tax", '<p><a href="/pay">Pay your council tax</a></p>'),
        "/pay": page("Pay your council tax", PAY),
    }
    hidden = link("Pay your council tax", "/pay", taps=2, opener="Menu, Money")
    views = [seen("/", hidden, link("Council tax", "/tax"), forms=0), seen("/pay")]

    assert [s.label for s in parity_of(pages, views, language).steps] == [
        "Council tax",
        "Pay your council tax",
        "Pay now",
    ]


def test_a_page_that_no_link_on_a_phone_leads_to_is_not_found(language: Language) -> None:
    views = [seen("/", link("Pay your council tax", "/pay", taps=-1), forms=0), seen("/pay")]

    found = parity_of(SITE, views, language)

    assert (found.level, kinds(found), found.taps) == (3, ["unlinked"], None)


def test_a_start_link_that_a_phone_never_shows_bars_the_start(language: Language) -> None:
    pages = {
        "/": home(("/tax", "Pay your council tax")),
        "/tax": page("Pay your council tax", '<p><a class="button" href="/form">Pay now</a></p>'),
        "/form": page("Your payment", PAY),
    }
    views = [seen("/tax", link("Pay now", "/form", taps=-1), forms=0), seen("/form")]

    found = parity_of(pages, views, language)

    assert (found.level, [(f.kind, f.quote, f.step) for f in found.faults]) == (2, [("hidden", "Pay now", 1)])


def test_menus_that_nobody_saw_are_not_counted_as_none(language: Language) -> None:
    found = parity_of(SITE, [seen("/pay")], language, {**TAX, "steps": 3})

    assert (found.level, found.least, found.most) == (3, 3, 4)
    assert found.unseen == "how many menus one opens on the way"


def test_what_lies_behind_the_first_form_is_not_known(language: Language) -> None:
    pages = {**SITE, "/pay": page("Pay your council tax", form("Account number", "Amount", submit="Continue"))}

    found = parity_of(pages, [seen("/pay")], language, {**TAX, "capabilities": "receipt_print;barcode_scan"})

    assert (found.level, found.most) == (3, 4)
    assert {s.capability.value: s.kept for s in found.substitutes} == {"receipt_print": None, "barcode_scan": True}


def test_another_tasks_form_is_no_start(language: Language) -> None:
    pages = {
        "/": home(("/pay", "Pay your council tax")),
        "/pay": page("Pay your council tax", '<p>Ring 01632 960000.</p><p><a href="/bin">Report a missed bin</a></p>'),
        "/bin": page("Report a missed bin", form("Your address", "Which bin", submit="Report it")),
    }

    assert kinds(parity_of(pages, [seen("/bin")], language)) == ["phone_call"]


def test_what_was_not_read_is_not_absent(language: Language) -> None:
    pages = {"/": home(("/a", "News")), "/a": page("News", "<p>The fair is in June.</p>")}
    site = site_of(pages, [], language, {"label": "School meals"})
    cut = replace(site, info=replace(site.info, budget_reached=True))

    assert [(p.level, kinds(p)) for p in site.parity] == [(0, ["absent"])]
    from citizencheck.kiosk import with_parity

    assert [(p.level, p.unseen) for p in with_parity(cut, language).parity] == [
        (None, "not every page of the site was read")
    ]


def test_an_address_of_the_list_that_is_gone_is_named(language: Language) -> None:
    from citizencheck.judge import look
    from citizencheck.ruletest import snapshot_of

    snapshot = snapshot_of(
        {"/": home(("/x", "X"))}, missing=("/old",), kiosk=listed([{"label": "Rent", "web": "/old"}])
    )
    (found,) = look(snapshot, language).parity

    assert (found.level, found.faults[0].words) == (
        0,
        "the list names https://example.invalid/old, and there is no such page",
    )


def test_welsh_counts_where_the_page_itself_is_there_in_welsh(language: Language) -> None:
    pay = f'<p><a href="/cy/talu">Cymraeg</a></p>{PAY}'
    pages = {**SITE, "/pay": page("Pay your council tax", pay), "/cy/talu": page("Talu treth y cyngor", PAY)}
    top = {**SITE, "/pay": page("Pay your council tax", pay.replace("/cy/talu", "/cy/")), "/cy/": page("Hafan")}
    both: dict[str, object] = {**TAX, "languages": "en;cy"}

    assert parity_of(pages, [seen("/pay")], language, both).languages == ("en", "cy")
    found = parity_of(top, [seen("/pay")], language, both)
    assert [(f.kind, f.words) for f in found.faults] == [("language", "it is not there in Welsh")]


@pytest.mark.parametrize(
    ("capability", "without", "extra"),
    [
        ("cash", "", "<p>Pay cash at any PayPoint shop.</p>"),
        ("check_in", "", "<p>You can book an appointment with us.</p>"),
        ("staff_call", "", "<p>Ring us on 01632 960000.</p>"),
        ("receipt_print", "", "<p>We will email you a receipt.</p>"),
        ("barcode_scan", "", "<p>You need the account number from your bill.</p>"),
        ("document_scan", "", "<p>Email us copies of your papers.</p>"),
        ("card", "", "<p>Have your debit card ready.</p>"),
    ],
)
def test_each_capability_is_lost_without_its_words_and_kept_with_them(
    capability: str, without: str, extra: str, language: Language
) -> None:
    entry: dict[str, object] = {"label": "Parking permit", "lgsl": 474, "capabilities": capability}

    def found(body: str) -> ServiceParity:
        start = form("Car registration", "Full name", submit="Apply for a permit")
        pages = {
            "/": home(("/p", "Apply for a parking permit")),
            "/p": page("Apply for a parking permit", start + body),
        }
        return parity_of(pages, [seen("/p")], language, entry)

    assert [(s.kept) for s in found(without).substitutes] == [False]
    assert [(s.kept) for s in found(extra).substitutes] == [True]


# Score


def ladder(levels: Sequence[int | None], site: Site, language: Language) -> list[RuleResult]:
    """The rules of the group over services of these levels; None: exempt."""
    services = tuple(_at(i, level) for i, level in enumerate(levels))
    tallies = run_rules(RULES, replace(site, parity=services), language, [])
    return [
        RuleResult(
            id=t.rule.id, group="kiosk", severity=t.rule.file.severity, outcome=t.outcome, scored=True,
            achieved=t.achieved if t.outcome in (RuleOutcome.PASS, RuleOutcome.FAIL) else None,
        )
        for t in tallies
    ]  # fmt: skip


def _at(number: int, level: int | None) -> ServiceParity:
    service = KioskService(id=f"s{number}", label=f"S{number}", exempt="" if level is not None else "by law")
    fault = Fault(
        kind="absent", level=min(4, (level or 0) + 1), words="it is not there", url="https://example.invalid/"
    )
    known = 0 if level is None else level
    return ServiceParity(service=service, level=known, least=known, most=known, faults=(fault,) if known < 4 else ())


@pytest.fixture(scope="module")
def plain(language: Language) -> Site:
    return site_of(SITE, [], language)


@settings(deadline=None, max_examples=60)
@given(levels=st.lists(st.none() | st.integers(0, 4), min_size=1, max_size=9))
def test_the_group_is_the_mean_level(levels: list[int | None], plain: Site, language: Language) -> None:
    known = [x for x in levels if x is not None]
    group = next(g for g in score(ladder(levels, plain, language), read_share=1, reasons={}).groups if g.id == "kiosk")

    assert group.score == (pytest.approx(100 * sum(known) / len(known) / 4, abs=0.01) if known else None)


def test_a_service_is_one_finding_at_the_first_level_that_it_misses(plain: Site, language: Language) -> None:
    site = replace(plain, parity=tuple(_at(i, level) for i, level in enumerate((0, 1, 2, 3, 4, None))))

    found = {t.rule.id: [f.name for f in t.found] for t in run_rules(RULES, site, language, [])}

    assert found == {
        "kiosk-services-missing": ["S0"],
        "kiosk-services-without-a-way": ["S1"],
        "kiosk-services-unfit-for-phones": ["S2"],
        "kiosk-services-poorer-on-phones": ["S3"],
    }


def test_where_most_services_are_not_known_the_group_has_no_score(plain: Site, language: Language) -> None:
    dark = replace(_at(7, 2), level=None, least=2, most=4, faults=(), unseen="no phone looked")
    site = replace(plain, parity=(_at(0, 0), dark, dark))

    tallies = {t.rule.id: t for t in run_rules(RULES, site, language, [])}

    assert {t.achieved for t in tallies.values()} == {None}
    assert [f.name for f in tallies["kiosk-services-missing"].found] == ["S0"]  # the sure fault is told all the same
    assert tallies["kiosk-services-missing"].outcome is RuleOutcome.FAIL
