"""What other programs read: SARIF, JUnit, GitLab, EARL, each against the shape that its reader demands.

The official SARIF schema, Microsoft's multitool and Jenkins' junit-10.xsd were run by hand when these formats were written; the shapes
below are what of them these reports use, typed anew.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from citizencheck.gate import Acceptance, GateResult, gate
from citizencheck.judge import judge
from citizencheck.language import load_language
from citizencheck.model.report import Report, ReportFinding
from citizencheck.report import FORMATS, to_markdown
from citizencheck.report.escape import for_markdown
from citizencheck.rulebook import load_rules
from citizencheck.ruletest import snapshot_of
from fixtures_support import materialise

ACCEPTED = "long-sentences"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A council arranged by departments, with a rule that could not tell and one that broke."""
    site = materialise("silo-first", tmp_path_factory.mktemp("site"))
    pages = {
        f"/{p.parent.relative_to(site)}/".replace("/./", "/"): p.read_text(encoding="utf-8")
        for p in sorted(site.rglob("index.html"))
    }
    made = judge(snapshot_of(pages), load_rules(), load_language(), verify=False)
    failed = {f.rule for f in made.findings}
    quiet = [r.id for r in made.rules if r.id not in failed][:2]
    outcomes = dict(zip(quiet, ("cannot_tell", "error"), strict=True))
    rules = tuple(replace(r, outcome=outcomes[r.id], reason="No page could be read.") if r.id in outcomes else r for r in made.rules)  # fmt: skip
    return replace(made, rules=rules, started="2026-01-01T10:00:00Z", finished="2026-01-01T10:05:00Z")


def unknown_to_baseline(report: Report) -> ReportFinding:
    """The finding that the baseline lacks, which nobody accepted."""
    return next(f for f in reversed(report.findings) if f.rule != ACCEPTED)


@pytest.fixture(scope="module")
def decision(report: Report) -> GateResult:
    """Against a baseline that lacks one finding and one label of the menu; one rule's findings are accepted."""
    menu = next(f for f in report.findings if f.rule == "department-words-in-menu")
    accepted = Acceptance(rule=ACCEPTED, reason="they are rewritten in May", until=date(2026, 12, 31))
    new = unknown_to_baseline(report)
    known = [replace(f, elements=f.elements[1:]) if f is menu else f for f in report.findings if f is not new]
    return gate(
        report,
        baseline=replace(report, findings=tuple(known)),
        fail_on=["new"],
        accepted=[accepted],
        today=date(2026, 6, 1),
    )


def written(name: str, report: Report, decision: GateResult | None = None) -> str:
    made = FORMATS[name].render(report, decision)
    assert isinstance(made, str)
    return made


def closed(required: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An object with these keys and no others."""
    return {"type": "object", "properties": {**required, **more}, "required": list(required), "additionalProperties": False}  # fmt: skip


def many(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


TEXT = {"type": "string", "minLength": 1}
INDEX = {"type": "integer", "minimum": 0}
ANYTHING = {"type": "object"}
MESSAGE = closed({"text": TEXT})
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LOCATION = closed(
    {"physicalLocation": closed({"artifactLocation": closed({"uri": {"type": "string", "pattern": r"^[!#$%&'()*+,\-./:;=?@\[\]\w~]+$"}})})},
    id=INDEX, message=MESSAGE, logicalLocations=many(closed({"fullyQualifiedName": TEXT, "kind": TEXT})),
)  # fmt: skip
SARIF = closed(
    {
        "$schema": TEXT,
        "version": {"const": "2.1.0"},
        "runs": many(
            closed(
                {
                    "tool": closed({
                        "driver": closed({
                            "name": TEXT, "version": TEXT,
                            "rules": many(closed(
                                {"id": TEXT, "name": TEXT, "shortDescription": MESSAGE, "fullDescription": MESSAGE, "help": MESSAGE,
                                 "defaultConfiguration": closed({"level": LEVEL}), "properties": ANYTHING},
                                helpUri={"type": "string", "format": "uri", "pattern": "^https?://"},
                            )),
                        })
                    }),
                    "invocations": many(closed(
                        {"executionSuccessful": {"type": "boolean"},
                         "toolExecutionNotifications": many(closed({
                             "descriptor": closed({"id": TEXT}), "associatedRule": closed({"id": TEXT, "index": INDEX}), "level": LEVEL,
                             "message": MESSAGE,
                         }))},
                        startTimeUtc=TEXT, endTimeUtc=TEXT,
                    )),
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": many(closed(
                        {"ruleId": TEXT, "ruleIndex": INDEX, "level": LEVEL, "message": MESSAGE, "locations": many(LOCATION),
                         "partialFingerprints": {"type": "object", "additionalProperties": TEXT}, "properties": ANYTHING},
                        relatedLocations=many(LOCATION),
                        baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
                        suppressions=many(closed({
                            "kind": {"enum": ["inSource", "external"]}, "status": {"enum": ["accepted", "underReview", "rejected"]},
                            "justification": TEXT,
                        })),
                    )),
                    "properties": ANYTHING,
                }
            )
        ),
    }
)  # fmt: skip


def test_sarif_has_the_shape_of_the_schema_and_its_indices_agree(report: Report, decision: GateResult) -> None:
    for log in (json.loads(written("sarif", report)), json.loads(written("sarif", report, decision))):
        jsonschema.validate(log, SARIF)
        [run] = log["runs"]
        ids = [r["id"] for r in run["tool"]["driver"]["rules"]]
        assert [ids[r["ruleIndex"]] for r in run["results"]] == [r["ruleId"] for r in run["results"]]
        assert [r["partialFingerprints"]["citizencheck/v1"] for r in run["results"]] == [f.fingerprint for f in report.findings]  # fmt: skip


def test_sarif_says_what_is_new_what_grew_what_is_accepted_and_what_was_not_judged(
    report: Report, decision: GateResult
) -> None:
    [run] = json.loads(written("sarif", report, decision))["runs"]
    states = {(r["ruleId"], r.get("baselineState")) for r in run["results"]}
    silent = {(n["descriptor"]["id"], n["level"]) for n in run["invocations"][0]["toolExecutionNotifications"]}

    assert [r["ruleId"] for r in run["results"] if r["baselineState"] == "new"] == [unknown_to_baseline(report).rule]
    assert ("department-words-in-menu", "updated") in states
    assert {r["ruleId"] for r in run["results"] if "suppressions" in r} == {"long-sentences"}
    assert silent == {(r.id, {"error": "error", "cannot_tell": "warning"}[r.outcome]) for r in report.rules if r.outcome in ("error", "cannot_tell")}  # fmt: skip


CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testsuite", "properties", "testcase", "system-out", "system-err"},
    "testcase": {"skipped", "error", "failure", "system-out", "system-err"},
}
ATTRIBUTES = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, set()),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped", "timestamp", "time"}, {"name", "tests", "failures", "errors"}),
    "testcase": ({"name", "time", "classname", "group"}, {"name"}),
    "failure": ({"type", "message"}, set()),
    "error": ({"type", "message"}, set()),
    "skipped": ({"type", "message"}, set()),
    "system-out": (set(), set()),
}  # fmt: skip
"""Of Jenkins' junit-10.xsd: which elements hold which, and which attributes each may and must have."""


def broken(element: ET.Element) -> Iterator[str]:
    may, must = ATTRIBUTES[element.tag]
    if not must <= set(element.keys()) <= may:
        yield f"{element.tag} has {sorted(element.keys())}"
    for child in element:
        if child.tag not in CHILDREN.get(element.tag, set()):
            yield f"{element.tag} holds {child.tag}"
        yield from broken(child)


def test_junit_has_the_shape_that_jenkins_reads_and_its_counts_are_true(report: Report, decision: GateResult) -> None:
    for text in (written("junit", report), written("junit", report, decision)):
        root = ET.fromstring(text)

        assert list(broken(root)) == []
        for suite in root:
            for kind, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
                assert suite.get(name) == str(len(suite.findall(f"testcase/{kind}")))
            assert suite.get("tests") == str(len(suite.findall("testcase")))
        assert root.get("tests") == str(len(report.rules))


def test_in_junit_nothing_that_was_not_judged_passes_and_only_what_is_new_fails(
    report: Report, decision: GateResult
) -> None:
    cases = {str(c.get("classname")).rpartition(".")[2]: c for c in ET.fromstring(written("junit", report, decision)).iter("testcase")}  # fmt: skip

    passed = {name for name, case in cases.items() if not {"failure", "error", "skipped"} & {e.tag for e in case}}
    assert passed == {r.id for r in report.rules if r.outcome == "pass"}
    failed = {name for name, case in cases.items() if case.find("failure") is not None}
    assert failed == {unknown_to_baseline(report).rule, "department-words-in-menu"}
    accepted = cases["long-sentences"].find("skipped")
    assert accepted is not None
    assert "accepted until 2026-12-31: they are rewritten in May" in str(accepted.get("message"))


ISSUE = closed(
    {"description": TEXT, "check_name": TEXT, "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
     "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
     "location": closed({"path": {"type": "string", "pattern": "^(?!/.)"}, "lines": closed({"begin": {"const": 1}})})}
)  # fmt: skip


def test_gitlab_shows_each_fault_of_a_finding_as_one_issue_and_leaves_out_what_is_accepted(
    report: Report, decision: GateResult
) -> None:
    issues = json.loads(written("gitlab", report, decision))

    jsonschema.validate(issues, many(ISSUE))
    assert len({i["fingerprint"] for i in issues}) == len(issues)
    menu = next(f for f in report.findings if f.rule == "department-words-in-menu")
    assert sum(i["check_name"] == menu.rule for i in issues) == len(set(menu.elements))
    assert {i["check_name"] for i in issues} == {f.rule for f in report.findings} - {"long-sentences"}


def test_earl_names_nothing_that_its_context_does_not_explain_and_asserts_every_rule(report: Report) -> None:
    data = json.loads(written("earl", report))
    context = data["@context"]

    def keys(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                yield key
                yield from keys(value)
        elif isinstance(node, list):
            for value in node:
                yield from keys(value)

    assert set(keys(data["@graph"])) <= set(context)
    assert all(v.startswith(("http://", "https://", "@")) or v.partition(":")[0] in context for v in context.values() if isinstance(v, str))  # fmt: skip
    site = next(n["id"] for n in data["@graph"] if n["type"] == "earl:TestSubject")
    on_site = {a["test"]: a["result"]["outcome"] for a in data["@graph"] if a.get("subject") == site and a["mode"] and a["test"]}  # fmt: skip
    assert len(on_site) == len(report.rules)
    silent = next(r.id for r in report.rules if r.outcome == "cannot_tell")
    assert on_site[f"urn:citizencheck:rule:{silent}"] == "earl:cantTell"
    assert sum(n["type"] == "earl:Assertion" for n in data["@graph"]) == len(report.rules) + len(report.findings)


def test_github_annotates_only_what_is_new_and_says_why_it_did_not_pass(report: Report, decision: GateResult) -> None:
    lines = written("github", report, decision).splitlines()

    titles = [line.partition("title=")[2].partition("::")[0] for line in lines]
    assert titles.count("department-words-in-menu") == 1
    assert set(titles) <= {
        "citizencheck",
        "Not passed",
        "department-words-in-menu",
        unknown_to_baseline(report).rule,
    } | {f"Not judged%3A {r.id}" for r in report.rules if r.outcome == "error"}
    assert lines[-1].startswith("::error title=Not passed::")


def test_files_of_a_folder_are_named_as_the_repository_names_them(report: Report) -> None:
    folder = "https://folder.invalid/bins/"
    local = replace(report, target="public", findings=(replace(report.findings[0], url=folder, evidence=()),))

    [result] = json.loads(written("sarif", local))["runs"][0]["results"]
    [issue] = json.loads(written("gitlab", local))

    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "public/bins/index.html"
    assert issue["location"]["path"] == "public/bins/index.html"
    assert "file=public/bins/index.html," in written("github", local)
    assert Path("public/bins/index.html").as_posix() == issue["location"]["path"]


# Formats that people read


def test_tables_say_of_each_finding_how_the_gate_takes_it(report: Report, decision: GateResult) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", report, decision))))
    taken = {r["fingerprint"]: r["gate"] for r in rows}

    assert {taken[f.fingerprint] for f in decision.new} == {"new"}
    assert {taken[f.fingerprint] for f in decision.known} <= {"known"}
    assert {taken[f.fingerprint] for f, _ in decision.accepted} <= {"accepted", "new", "known", "grown"}
    assert {r["gate"] for r in csv.DictReader(io.StringIO(written("csv", report)))} == {""}


@pytest.mark.parametrize("name", ["html", "terminal"])
def test_a_page_and_a_text_say_what_the_gate_decided_and_only_then(
    name: str, report: Report, decision: GateResult
) -> None:
    text, plain = (" ".join(written(name, report, d).split()) for d in (decision, None))

    assert re.search(r"not passed", text, re.IGNORECASE)
    assert decision.against in text
    assert decision.against not in plain


def test_markdown_strokes_out_only_what_would_be_markup() -> None:
    assert (
        for_markdown("Plainer: a well-known word (2 of 3). Costs £5!")
        == "Plainer: a well-known word (2 of 3). Costs £5!"
    )
    assert for_markdown(":tada: http://x.uk #12 @me GH-7 *b*") == (
        r"\:tada: http\://x.uk \#<!-- -->12 \@<!-- -->me GH\-<!-- -->7 \*b\*"
    )


def test_markdown_tells_findings_by_kind_so_that_nothing_minor_stands_before_what_is_critical(report: Report) -> None:
    """Kinds that only tell again what others told stand behind all of these, in the same order."""
    ranks = {"critical": 0, "serious": 1, "moderate": 2, "minor": 3}
    kinds = {f.rule: f for f in reversed(report.findings)}.values()
    part = to_markdown(report).partition("<details><summary>Findings")[2].partition("</details>")[0]
    told = [ranks[f.severity] for f in sorted(kinds, key=lambda f: part.index(for_markdown(f.message)[:60]))]

    assert told[0] == 0
    assert sum(later < earlier for earlier, later in pairwise(told)) <= 1
    assert len(set(told)) > 1
