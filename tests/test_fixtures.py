"""The made-up councils are what they claim: whole, fair, and different from their base in what they say."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

import fixtures_support
from citizencheck.extract import extract
from citizencheck.language import Language
from citizencheck.model import LinkKind, Page
from citizencheck.resources import rules_dir
from fixtures_support import SITES, materialise, names, site

FAIR = [n for n in names() if n != "hostile-basics"]
VARIANTS = [n for n in names() if site(n).base]
FOCUS_FLOOR, CHANNEL_FLOOR = 0.90, 0.88


def pages_of(folder: Path) -> dict[str, Page]:
    """Address -> page, for every HTML file of a folder."""
    found = {}
    for file in sorted(folder.rglob("index.html")):
        address = "/" + str(file.parent.relative_to(folder)).replace(".", "") + "/"
        found[address.replace("//", "/")] = extract(
            file.read_bytes(), f"https://folder.invalid{address.replace('//', '/')}"
        )
    return found


@pytest.mark.parametrize("name", names())
def test_site_can_be_made_whole_and_has_a_home_page(name: str, tmp_path: Path) -> None:
    folder = materialise(name, tmp_path / name)
    assert (folder / "index.html").is_file()
    assert not (folder / "site.toml").exists()


@pytest.mark.parametrize("name", FAIR)
def test_every_link_of_a_fair_site_leads_to_a_file(name: str, tmp_path: Path) -> None:
    folder = materialise(name, tmp_path / name)
    dead = []
    for address, page in pages_of(folder).items():
        for link in page.links:
            if link.kind in (LinkKind.PAGE, LinkKind.DOCUMENT) and link.url.startswith("https://folder.invalid/"):
                target = folder / unquote(urlsplit(link.url).path).strip("/")
                if not (target / "index.html").is_file() and not target.is_file():
                    dead.append(f"{address}: {link.href}")
    assert dead == []


@pytest.mark.parametrize("name", FAIR)
def test_pages_of_a_fair_site_have_titles_of_their_own_and_one_heading(name: str, tmp_path: Path) -> None:
    pages = pages_of(materialise(name, tmp_path / name))
    titles = [p.title for p in pages.values()]
    assert sorted(set(titles)) == sorted(titles)
    assert [a for a, p in pages.items() if sum(h.level == 1 for h in p.headings) != 1] == []


@pytest.mark.parametrize("name", VARIANTS)
def test_variant_differs_from_its_base(name: str, tmp_path: Path) -> None:
    variant, base = materialise(name, tmp_path / "v"), materialise(site(name).base, tmp_path / "b")
    changed = [
        f
        for f in sorted(base.rglob("*"))
        if f.is_file() and f.read_bytes() != (variant / f.relative_to(base)).read_bytes()
    ]
    assert changed or name == "phone-parity"


def test_each_group_that_needs_no_browser_has_a_variant_that_moves_it() -> None:
    assert sorted(site(n).moves for n in VARIANTS if site(n).moves) == [
        "content", "findability", "joined-up", "navigation", "phone", "transactions",
    ]  # fmt: skip


def test_the_pair_is_one_council_with_one_style_and_the_same_hand_offs() -> None:
    tasks, silo = SITES / "task-first", SITES / "silo-first"
    assert (tasks / "style.css").read_bytes() == (silo / "style.css").read_bytes()
    hosts = [
        sorted({urlsplit(k.url).netloc for p in pages_of(s).values() for k in p.links if k.url.startswith("http")})
        for s in (tasks, silo)
    ]
    assert hosts[0] == hosts[1]


def test_expectations_name_rules_that_exist() -> None:
    rules = {p.stem for p in rules_dir().glob("*/*.toml")}
    named = {r for n in names() for key in ("never", "fail", "pass") for r in site(n).expect.get(key, ())}
    assert named - rules == set()


def test_kind_of_each_page_agrees_with_a_person(language: Language) -> None:
    wrong_focus, wrong_channel, total = [], [], 0
    for name in names():
        for address, (focus, channel) in site(name).pages.items():
            file = SITES / name / address.strip("/") / "index.html"
            found = language.classify(
                extract(file.read_bytes(), urljoin("https://folder.invalid/", address)), home=address == "/"
            )
            total += 1
            wrong_focus += [f"{name}{address}: {focus}, not {found.focus}"] if found.focus != focus else []
            wrong_channel += [f"{name}{address}: {channel}, not {found.channel}"] if found.channel != channel else []
    assert 1 - len(wrong_focus) / total >= FOCUS_FLOOR, "\n".join(wrong_focus)
    assert 1 - len(wrong_channel) / total >= CHANNEL_FLOOR, "\n".join(wrong_channel)


def test_variant_that_changes_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixtures_support, "SITES", tmp_path)
    for name, text in (
        ("base", 'title = "b"\nabout = "b"\n'),
        ("vain", 'title = "v"\nabout = "v"\nbase = "base"\n[[replace]]\nold = "not there"\nnew = ""\n'),
        ("odd", 'title = "o"\nabout = "o"\ncolour = "red"\n'),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "site.toml").write_text(text)
    (tmp_path / "base" / "index.html").write_text("<h1>Home</h1>")
    with pytest.raises(ValueError, match=re.escape("vain: nothing to replace: 'not there'")):
        materialise("vain", tmp_path / "out")
    with pytest.raises(ValueError, match="unknown keys: colour"):
        site("odd")
