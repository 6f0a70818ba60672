"""The HTML report: what stands where, that nothing of a website runs in it, and that it stays small."""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from citizencheck.model.report import Gain, Report, ReportPage
from citizencheck.pipeline import look_at_page
from citizencheck.report import from_json, to_html, to_json
from citizencheck.report.html import LIMIT
from report_support import HOME, SHA, council, everywhere, finding, quoted

JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x03\x4c\x01\x86" + b"picture" * 40
"""The head of a JPEG of 390 by 844 pixels."""
ORDER = [
    "answer",
    "score",
    "first",
    "map",
    "tasks",
    "menu",
    "seams",
    "parity",
    "findings",
    "ledger",
    "unread",
    "method",
]


def parsed(report: Report, pictures: Callable[[str], bytes | None] = lambda _: None) -> LexborHTMLParser:
    return LexborHTMLParser(to_html(report, pictures))


def one(tree: LexborHTMLParser | LexborNode, what: str) -> LexborNode:
    found = tree.css(what)
    assert len(found) == 1, f"{len(found)} of {what}"
    return found[0]


def words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


@pytest.fixture(scope="module")
def page() -> LexborHTMLParser:
    return parsed(council())


def test_the_answer_comes_first_and_the_rest_in_the_order_that_a_manager_needs(page: LexborHTMLParser) -> None:
    assert [s.attributes["id"] for s in page.css("main > section")] == ORDER
    assert words(one(page, ".answer")) == (
        "This website is arranged around the council’s departments, not around what people come to do."
    )


def test_what_is_wrong_and_what_to_do_first_stand_at_the_top(page: LexborHTMLParser) -> None:
    answer = one(page, "#answer")

    assert "The menus name units of the council: “Environmental Services”" in words(one(answer, ".panel.bad"))
    assert "Rename each unit. Rename “Environmental Services” to “Bins and recycling”" in words(
        one(answer, ".panel.good")
    )


def test_the_score_says_its_interval_its_coverage_and_what_was_not_measured(page: LexborHTMLParser) -> None:
    said = words(one(page, "#score"))

    assert "87 of 100" in said
    assert "between 85 and 90" in said
    assert "We could judge 80% of what counts." in said
    assert "Kiosk parity: No kiosk list was given." in said


def test_each_gain_says_whether_it_was_verified_and_what_was_tried(page: LexborHTMLParser) -> None:
    first, second = page.css("#first .gains > li")

    assert "+9.50 points Verified" in words(first)
    assert "Rename “Environmental Services” to “Bins and recycling” and 2 more like these" in words(first)
    assert [a.attributes["href"] for a in first.css("a")] == ["#rule-offline-tasks", "#rule-unit-labels"]
    assert "up to 2.75 points Estimated" in words(second)


def test_a_tried_edit_that_gains_nothing_is_not_praised() -> None:
    vain = Gain(rule="unit-labels", points=-0.4, sentence="Rename.", verified=True)

    assert "tried alone, this would not raise the score" in words(
        one(parsed(replace(council(), gains=(vain,))), "#first")
    )


def test_each_finding_shows_its_own_quote_place_bytes_and_advice(page: LexborHTMLParser) -> None:
    case = one(page, "#rule-unit-labels")

    assert [words(q) for q in case.css("blockquote")] == ["Environmental Services"]
    assert one(case, ".seen a").attributes["href"] == f"{HOME}#:~:text=Environmental%20Services"
    assert SHA in (one(case, ".proof [title]").attributes["title"] or "")
    advice = words(one(case, ".advice"))
    assert "How to mend unit-labels." in advice
    assert "Why unit-labels matters." in advice
    assert "Where unit-labels may be wrong." in advice
    assert one(case, ".advice a").attributes["href"] == "https://sources.example/unit-labels"
    assert [words(q) for q in one(page, "#rule-offline-tasks").css("blockquote")] == ["Ring the depot"]


def test_every_link_within_the_page_leads_somewhere(page: LexborHTMLParser) -> None:
    ids = [n.attributes["id"] for n in page.css("[id]")]

    assert len(ids) == len(set(ids))
    assert {a.attributes["href"] for a in page.css('a[href^="#"]')} <= {f"#{i}" for i in ids}


def test_the_ledger_sums_to_what_the_score_lacks(page: LexborHTMLParser) -> None:
    cells = [float(words(r.css("td")[1])) for r in page.css("#ledger .wrap")[0].css("tbody tr")]

    assert cells == [10.0, 2.75]
    assert words(one(page, "#ledger tfoot")) == "Together 12.75"
    assert "sum to exactly 12.75 lost points: 100 less 87.25" in words(one(page, "#ledger"))


def test_the_picture_has_a_table_that_says_the_same(page: LexborHTMLParser) -> None:
    drawn = [words(t) for t in page.css("svg.wide text.head")]
    rows = [words(r) for r in page.css("#map tbody tr")]

    assert sorted(drawn) == ["About us", "Council tax", "Environmental Services"]
    assert rows[0] == "Environmental Services gatekeeper department 9 Report a missed bin ( ★☆☆☆ 1 of 4 stars)"
    assert rows[1].startswith("Council tax subject 4 Pay your council tax")
    assert "Environmental Services ( www.anytown.example/env ) stands before 1 task" in words(one(page, "#map"))


def test_the_menu_stands_beside_the_menu_that_citizens_would_write(page: LexborHTMLParser) -> None:
    rows = [words(r) for r in page.css("table.menu tbody tr")]

    assert rows == [
        "Environmental Services department Bins and recycling",
        "Refuse enquiries subject, unsure",
        "Council tax subject",
    ]
    assert [words(s) for s in page.css(".subjects li")] == [
        "Bins and recycling Report a missed bin",
        "Council tax Pay your council tax",
    ]


def test_a_hand_over_that_fails_people_stands_before_one_to_the_government(page: LexborHTMLParser) -> None:
    rows = one(page, "#seams").css("tbody tr")

    assert [words(one(r, "th")).split()[0] for r in rows] == ["forms.vendor.example", "www.gov.uk"]
    assert [words(c) for c in rows[0].css("td.bad")] == ["yes", "no", "no"]
    assert rows[1].css("td.bad") == []


def test_the_kiosk_s_worst_service_comes_first_and_its_strip_marks_where_it_breaks() -> None:
    page = parsed(council(), {"pictures/one.jpg": JPEG, "pictures/two.jpg": JPEG + b"2"}.get)
    section = one(page, "#parity")

    assert [words(r.css("th")[0]) for r in section.css("tbody tr")] == ["Missed bin", "Pay council tax", "Hand in keys"]
    assert "1 of the 2 services of the kiosk can be started on a phone." in words(section)
    screens = section.css(".strip li")
    assert [("broken" in (s.attributes.get("class") or "")) for s in screens] == [False, True]
    assert words(screens[1]) == "2. Begin here Breaks here. It can only be done by telephone"
    assert [one(s, "use").attributes["href"] for s in screens] == ["#picture-1", "#picture-2"]
    assert one(screens[0], "svg").attributes["viewBox"] == "0 0 390 844"
    assert one(screens[1], "svg").attributes["aria-label"] == "Phone screen 2 of 2: www.anytown.example/env/bins"


def test_a_picture_stands_once_in_the_page_and_is_shown_wherever_it_belongs() -> None:
    page = parsed(council(), lambda name: JPEG if name == "pictures/one.jpg" else None)

    assert one(page, "image").attributes["href"] == f"data:image/jpeg;base64,{base64.b64encode(JPEG).decode()}"
    assert [u.attributes["href"] for u in page.css("use")] == ["#picture-1", "#picture-1"]
    assert one(page, "#rule-offline-tasks svg").attributes["aria-label"] == (
        "Screenshot of www.anytown.example/env/bins for “Ring the depot”"
    )


def test_without_a_kiosk_list_nothing_good_or_bad_is_said() -> None:
    assert "phone and kiosk were not compared" in words(one(parsed(replace(council(), kiosk=())), "#parity"))


def test_pages_that_could_not_be_read_are_listed_with_the_reason(page: LexborHTMLParser) -> None:
    unread = one(page, "#unread")

    assert words(one(unread, "details summary")) == "1 address gave no answer in time"
    assert words(one(unread, "details li")) == "www.anytown.example/old no answer within 30 seconds"


def test_without_a_score_the_reason_stands_in_its_place() -> None:
    score = replace(council().score, value=None, low=None, high=None, withheld="The site refused to be read.")
    page = parsed(replace(council(), score=score, summary="There is no score: The site refused to be read.", gains=()))

    assert "No score The site refused to be read." in words(one(page, "#score"))
    assert "There is no score, so no points were lost." in words(one(page, "#ledger"))


def test_a_report_from_its_json_gives_the_same_page() -> None:
    assert to_html(from_json(to_json(council()))) == to_html(council())


HOSTILE = (
    "<script>attack()</script>", "</script><script>attack()</script>", "</style><svg onload=attack()>", "</title><img src=x onerror=attack()>",
    '" onmouseover="attack()', "' autofocus onfocus='attack()", "javascript:attack()", "data:text/html,<script>attack()</script>", "{{ 7*7 }}{% raw %}",
    "<!--", "-->", "]]>", "&lt;b&gt; &amp;#60;", "\u202ereversed\u202c \u2066isolated\u2069", "zero\u200bwidth\ufeff", "a\x00b\x1b[31mc\x07", "\ud800 lone",
    "line\nbreak\r\u2028 and \u2029 more", "z" * 5000, "Z\u0315\u0353" * 400,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_of_a_website_changes_no_element_of_the_page(text: str) -> None:
    """Whatever stands in labels, titles, quotes, notes and addresses: the same elements, no handler, no control, no other link."""
    page = to_html(everywhere(council(), lambda s: f"{s} {text}" if s else s))
    tree = LexborHTMLParser(page)

    assert {n.tag for n in tree.css("*")} <= {n.tag for n in LexborHTMLParser(to_html(council())).css("*")}
    assert len(tree.css("script")) == len(tree.css("style")) == len(tree.css("title")) == 1
    assert not [a for n in tree.css("*") for a in n.attributes if a.startswith(("on", "style", "autofocus"))]
    assert all(
        re.match(r"#|https?://|findings\.csv$|pages\.csv$", n.attributes["href"] or "") for n in tree.css("[href]")
    )
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]", page
    )


def test_hostile_words_are_shown_as_they_are() -> None:
    page = parsed(
        replace(council(), findings=(finding("unit-labels", "navigation", "Seen.", quoted("<b>&amp;</b> {{ 1 }}")),))
    )

    assert words(one(page, "#rule-unit-labels blockquote")) == "<b>&amp;</b> {{ 1 }}"


def test_the_policy_names_the_hash_of_the_one_style_and_the_one_script_and_allows_nothing_else(
    page: LexborHTMLParser,
) -> None:
    policy = one(page, 'meta[http-equiv="Content-Security-Policy"]').attributes["content"] or ""

    def hashed(what: str) -> str:
        return base64.b64encode(hashlib.sha256(one(page, what).text().encode()).digest()).decode()

    assert policy.split("; ") == [
        "default-src 'none'", f"style-src 'sha256-{hashed('style')}'", f"script-src 'sha256-{hashed('script')}'", "img-src data:", "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip
    assert page.css("[style]") == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "pictures/../x.jpg", "/etc/x.jpg", "pictures/x.svg", "https://e.example/x.jpg", "pictures/a b.jpg"])  # fmt: skip
def test_only_pictures_of_the_run_are_asked_for(name: str) -> None:
    asked: list[str] = []
    seen = finding("unit-labels", "navigation", "Seen.", quoted("x", screenshot=name))

    def picture(asked_for: str) -> bytes:
        asked.append(asked_for)
        return JPEG

    page = parsed(replace(council(), findings=(seen,), kiosk=()), picture)

    assert asked == []
    assert page.css("image") == []


def test_what_is_no_picture_is_not_shown() -> None:
    assert parsed(council(), lambda _: b"<svg onload=attack()>").css("image") == []


def test_a_site_of_twenty_thousand_pages_keeps_to_the_limit_and_says_where_the_rest_is() -> None:
    report = council()
    pages = tuple(
        ReportPage(url=f"{HOME}p/{i}", outcome=("ok", "not_found", "timeout")[i % 3], status=200, title="t" * 200, kind="service", focus="task", reason="r" * 400)
        for i in range(20_000)
    )  # fmt: skip
    many = tuple(
        finding(r.id, r.group, f"Seen on page {i}. {'m' * 400}", *(quoted("q" * 300, f"p/{i}", screenshot=f"pictures/{i}.jpg") for _ in range(10)))
        for r in report.rules for i in range(7_000)
    )  # fmt: skip
    rules = tuple(replace(report.rules[0], id=f"rule-{i}", group="content") for i in range(30))
    ledger = tuple(replace(report.ledger[0], rule=r.id, points_lost=0.0) for r in rules)
    big = replace(
        report, pages=pages, findings=(*many, *(replace(f, rule=r.id) for r in rules for f in many[:45])), rules=(*report.rules, *rules),
        ledger=(*report.ledger, *ledger), links_broken=report.links_broken * 9_000, menu=report.menu * 300, tasks=report.tasks * 70, seams=report.seams * 300,
        kiosk=report.kiosk * 60, outcomes={"ok": 6_667, "not_found": 6_667, "timeout": 6_666},
    )  # fmt: skip

    page = to_html(big, lambda _: JPEG * 300)

    assert len(page.encode()) < LIMIT
    said = words(one(LexborHTMLParser(page), "#findings"))
    assert "further findings of this kind stand in findings.csv" in said


def test_pictures_end_where_their_room_ends() -> None:
    many = tuple(
        finding("unit-labels", "navigation", f"{i}", quoted("x", screenshot=f"pictures/{i}.jpg")) for i in range(30)
    )

    page = to_html(replace(council(), findings=many, kiosk=()), lambda name: JPEG + name.encode() + b"x" * 200_000)

    assert len(page.encode()) < LIMIT
    assert 5 <= page.count("<image") < 30
    assert "There was no room for this picture: <code>pictures/29.jpg</code>" in page


def test_the_report_obeys_the_rules_that_it_judges_by(tmp_path: Path) -> None:
    """Our own words: the site's quotes are plain here, so whatever is found is ours."""
    (tmp_path / "report.html").write_text(to_html(council()), encoding="utf-8")

    found = look_at_page(str(tmp_path / "report.html"))["findings"]

    assert [(f["rule"], e["quote"]) for f in found for e in f["evidence"] if f["rule"] != "overlong-pages"] == []


PAIRS = [
    *((ink, ground) for ink in ("fg", "dim", "link", "dept", "cit", "mid") for ground in ("bg", "soft")),
    ("dept", "deptbg"), ("cit", "citbg"), ("mid", "midbg"), ("bandfg", "band"), ("fg", "deptbg"), ("fg", "citbg"), ("fg", "midbg"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark", "paper"])
def test_every_ink_can_be_read_on_every_ground_that_it_stands_on(page: LexborHTMLParser, scheme: str) -> None:
    """What axe cannot see (text of a drawing, text that scrolls) is reckoned by WCAG 1.4.3: 4.5 to 1."""
    roots = re.findall(r":root\{([^}]*)\}", one(page, "style").text())
    inks = dict(re.findall(r"--(\w+):(#\w+)", roots[0]))
    inks |= dict(re.findall(r"--(\w+):(#\w+)", roots[["light", "dark", "paper"].index(scheme)]))

    assert [(a, b) for a, b in PAIRS if contrast(inks[a], inks[b]) < 4.5] == []


def contrast(one_colour: str, other: str) -> float:
    bright, dark = sorted((luminance(one_colour), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
