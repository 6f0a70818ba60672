"""What a user asks for, to edits: whole addresses and paths, and errors that name what is near."""

from __future__ import annotations

import pytest

from citizencheck.errors import UsageError
from citizencheck.judge import look
from citizencheck.language import Language
from citizencheck.model import Site, Snapshot
from citizencheck.ruletest import BASE, snapshot_of
from citizencheck.whatif import AddLink, Rename, labels_of, link, promotion, rename

PAGES = {
    "/": '<html lang="en-GB"><title>Anytown Council</title><main><h1>Anytown</h1><a href="/bins/">Waste Management Unit</a>'
    '<a href="/a?id=1">A = B</a><a href="/tax/">Council tax</a></main>',
    "/bins/": '<title>Bins</title><main><h1>Missed bins</h1><p>Tell us.</p><a href="/bins/missed/">Report a missed bin</a></main>',
    "/bins/missed/": "<title>Missed</title><main><h1>Report a missed bin</h1><form><label>Street<input name=street></label><button>Send</button></form></main>",
    "/a?id=1": "<title>A</title><main><h1>The letter A</h1><p>First.</p></main>",
    "/tax/": "<title></title><main><p>Pay.</p></main>",
}  # fmt: skip


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return snapshot_of(PAGES)


@pytest.fixture(scope="module")
def site(snapshot: Snapshot, language: Language) -> Site:
    return look(snapshot, language)


@pytest.mark.parametrize(
    ("asked", "edit"),
    [
        ("waste  management unit=Bins", Rename(old="Waste Management Unit", new="Bins")),
        ("A = B=C", Rename(old="A = B", new="C")),
        ("Council tax=Tax = money", Rename(old="Council tax", new="Tax = money")),
    ],
)
def test_a_label_is_found_whatever_its_case_and_signs(asked: str, edit: Rename, snapshot: Snapshot) -> None:
    assert rename(asked, labels_of(snapshot.pages())) == edit


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Waste=Bins", "No menu and no link of the site says 'Waste'.\nDid you mean 'Waste Management Unit'?"),
        ("Zebra=Bins", "No menu and no link of the site says 'Zebra'."),
        ("Waste Management Unit", "has no '='"),
        ("Waste Management Unit= ", "gives no new label"),
    ],
)
def test_a_label_that_stands_nowhere_is_refused(asked: str, said: str, snapshot: Snapshot) -> None:
    with pytest.raises(UsageError) as e:
        rename(asked, labels_of(snapshot.pages()))

    assert said in str(e.value)
    assert "Zebra" not in asked or "Did you mean" not in str(e.value)


@pytest.mark.parametrize(
    ("asked", "edit"),
    [
        ("/->/bins/missed", AddLink(page=f"{BASE}/", target=f"{BASE}/bins/missed/", label="Report a missed bin")),
        (f"bins -> {BASE}/", AddLink(page=f"{BASE}/bins/", target=f"{BASE}/", label="Anytown")),
        ("/bins/->/a?id=1", AddLink(page=f"{BASE}/bins/", target=f"{BASE}/a?id=1", label="The letter A")),
        ("/bins/->/a?id=1=An A=a", AddLink(page=f"{BASE}/bins/", target=f"{BASE}/a?id=1", label="An A=a")),
        ("/bins/->/tax/=Pay", AddLink(page=f"{BASE}/bins/", target=f"{BASE}/tax/", label="Pay")),
    ],
)
def test_pages_are_named_by_address_or_path(asked: str, edit: AddLink, site: Site) -> None:
    assert link(asked, site) == edit


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("/bins/->/missed/", "--link: the run holds no page '/missed/'.\nDid you mean '/bins/missed/'"),
        ("/bin->/tax/", "--link: the run holds no page '/bin'.\nDid you mean '/bins/'"),
        ("/->https://elsewhere.example/", "the run holds no page 'https://elsewhere.example/'"),
        ("/->/", "leads from a page to itself"),
        ("/ /bins/", "has no '->'"),
        ("/->/tax/", "has no heading to name the link after"),
    ],
)
def test_pages_that_are_not_in_the_run_are_refused(asked: str, said: str, site: Site) -> None:
    with pytest.raises(UsageError) as e:
        link(asked, site)

    assert said in str(e.value)


def test_a_task_is_promoted_by_its_own_words(site: Site, language: Language) -> None:
    edit = promotion("report-missed-bin", language.catalogue, site)

    assert edit == AddLink(page=f"{BASE}/", target=f"{BASE}/bins/missed/", label="Report a missed bin")


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("missed-bin", "There is no task 'missed-bin'.\nDid you mean 'report-missed-bin'"),
        ("apply-planning", "“Apply for planning permission” cannot be promoted: there is no page for it."),
    ],
)
def test_a_task_without_a_page_cannot_be_promoted(task: str, said: str, site: Site, language: Language) -> None:
    with pytest.raises(UsageError) as e:
        promotion(task, language.catalogue, site)

    assert said in str(e.value)
