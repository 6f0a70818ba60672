"""Kiosk lists as people write them: read whatever saved them, and every mistake is named with its place."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizencheck.errors import KioskError
from citizencheck.kiosk import as_toml, parse, starter_csv, starter_toml
from citizencheck.model.kiosk import Capability, KioskList, KioskService

HEAD = "id,label,lgsl,lgil,steps,capabilities,languages,web,exempt\n"


def mistakes(data: str | bytes, name: str = "kiosk.csv") -> list[str]:
    with pytest.raises(KioskError) as caught:
        parse(data.encode() if isinstance(data, str) else data, name)
    return caught.value.message.splitlines()


def only(data: str | bytes, name: str = "kiosk.csv") -> KioskService:
    (service,) = parse(data.encode() if isinstance(data, str) else data, name).services
    return service


FULL = KioskService(
    id="pay", label="Council tax", lgsl=57, lgil=4, steps=3, capabilities=(Capability.CARD, Capability.BARCODE_SCAN), languages=("en", "cy"),
    web="/pay", exempt="",
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "pay,Council tax,57,4,3,card;barcode_scan,en;cy,/pay,\n",
        HEAD + "pay,Council tax,57.0,4,3,card barcode-scan,english welsh,/pay,\n",
        HEAD.replace(",", ";") + 'pay;Council tax;57;4;3;"card;barcode scan";"en;cy";/pay;\n',
        "sep=;\r\n" + HEAD.replace(",", ";") + 'pay;Council tax;57;4;3;card,barcode_scan;EN,CY;/pay;\r\n\r\n;;;;;;;;\r\n',
        HEAD.replace(",", "\t") + "pay\tCouncil tax\t57\t4\t3\tcard|barcode_scan\ten cy\t/pay\t\n",
        "# a remark\n LABEL , Id,Web,LGSL,lgil,steps,languages,Capabilities\nCouncil tax,pay,/pay,57,4,3,en;cy,card;barcode_scan\n",
    ],
    ids=["as documented", "spaces and names", "semicolons and quotes", "Excel's hint and empty rows", "tabs", "any order and remarks"],
)  # fmt: skip
def test_spreadsheets_are_read_however_they_were_saved(text: str) -> None:
    assert only(text) == FULL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_survive_however_the_file_was_encoded(encoding: str) -> None:
    assert only("label\nRent – café\n".encode(encoding)).label == "Rent – café"


def test_toml_says_the_same() -> None:
    text = '[kiosk]\nname = "Market House"\n[[service]]\nid = "pay"\nlabel = "Council tax"\nlgsl = 57\nlgil = 4\nsteps = 3\ncapabilities = ["card", "barcode_scan"]\nlanguages = "en;cy"\nweb = "/pay"\n'
    found = parse(text.encode(), "kiosk.toml")

    assert (found.name, found.source, found.services) == ("Market House", "kiosk.toml", (FULL,))


def test_only_a_label_is_needed_and_ids_are_made_of_it() -> None:
    found = parse(b"label\nParking permit\nParking  permit\n", "k.csv")

    assert [(s.id, s.label, s.steps, s.capabilities) for s in found.services] == [
        ("parking-permit", "Parking permit", None, ()),
        ("parking-permit-2", "Parking permit", None, ()),
    ]


def test_every_mistake_of_a_spreadsheet_is_named_at_once_with_its_row() -> None:
    text = "id,lable,label,lgls,steps,capabilities,languages,web\na,,Council tax,,x,barcod_scan,,\na,,Rent,,0,,klingon!,www.anytown.gov.uk/rent\n,,,57,,,,,,more\n"

    assert mistakes(text) == [
        "kiosk.csv, row 1: there is no column 'lable'; did you mean 'label'?",
        "kiosk.csv, row 1: there is no column 'lgls'; did you mean 'lgsl'?",
        "kiosk.csv, row 4: it has 10 values for 8 columns; put those that hold a ',' in quotes",
        "kiosk.csv, row 2, steps: 'x' is no whole number",
        "kiosk.csv, row 2, capabilities: there is no capability 'barcod_scan'; did you mean 'barcode_scan'?",
        "kiosk.csv, row 3, steps: input should be greater than or equal to 1, and it is '0'",
        "kiosk.csv, row 3, languages: 'klingon!' is no language; write a code such as en or cy",
        "kiosk.csv, row 3, web: 'www.anytown.gov.uk/rent' is neither a whole address nor a path that begins with /; did you mean 'https://www.anytown.gov.uk/rent'?",
        "kiosk.csv, row 4, label: it is missing, and each service needs one",
    ]


def test_an_id_that_stands_twice_is_named_with_both_rows() -> None:
    assert mistakes("id,label\na,Rent\nb,Fine\na,Tax\n") == ["kiosk.csv, row 4, id: 'a' stands in row 2 already"]


def test_mistakes_of_toml_are_named_with_the_line_of_their_service() -> None:
    text = '# a list\n[[service]]\nlabel = "Rent"\n\n[[service]]\nlanguage = "en"\nlgsl = true\n[[services]]\nlabel = "x"\n'

    assert mistakes(text, "kiosk.toml") == [
        "kiosk.toml: there is no table 'services'; did you mean 'service'?",
        "kiosk.toml, line 5, label: it is missing, and each service needs one",
        "kiosk.toml, line 5, lgsl: True is no whole number",
        "kiosk.toml, line 5, language: there is no such key; did you mean 'languages'?",
    ]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "k.csv", "k.csv: it is empty"),
        (b"label\n", "k.csv", "k.csv: it names no service"),
        (b"service\nRent\n", "k.csv", "k.csv, row 1: there is no column 'label', and each service needs one"),
        (b"[kiosk]\nname = 1\n", "k.toml", "k.toml: [kiosk] holds the kiosk's name, and nothing else"),
        (b'service = "Rent"\n', "k.toml", "k.toml: each service is a table of its own, begun by [[service]]"),
        (b"[[service]\n", "k.toml", "k.toml is not valid TOML: "),
        (b'label\n"Rent\n', "k.csv", "k.csv is not valid CSV: "),
        (b"x" * 2_000_000, "k.csv", "k.csv is larger than a list of services can be (2,000,000 bytes)."),
        (b"label\n" + b"Rent\n" * 501, "k.csv", "k.csv: it names 501 services; a kiosk has 500 at most"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_words(data: bytes, name: str, said: str) -> None:
    assert any(line.startswith(said) for line in mistakes(data, name))


@settings(deadline=None, max_examples=60)
@given(
    st.binary(max_size=400) | st.text(max_size=400).map(lambda t: t.encode("utf-8", "replace")),
    st.sampled_from(["k.csv", "k.toml", "k"]),
)
def test_any_bytes_are_a_list_or_a_clear_mistake(data: bytes, name: str) -> None:
    try:
        found = parse(data, name).services
    except KioskError as e:
        said = e.message
    else:
        said = name if found else ""
    assert name in said


def test_the_starter_lists_are_valid_and_the_same() -> None:
    toml, csv = parse(starter_toml().encode(), "k.toml"), parse(starter_csv().encode(), "k.csv")

    assert toml.services == csv.services
    assert {s.lgsl for s in toml.services} >= {57, 120, 56, 474, 471}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30), min_size=1, max_size=5))
def test_a_list_that_was_read_off_an_app_can_be_read_again(labels: list[str]) -> None:
    services = tuple(KioskService(id=f"s{i}", label=x, steps=i + 1, web="/x") for i, x in enumerate(labels))

    text = as_toml(services, labels[0])

    assert tomllib.loads(text)
    assert parse(text.encode(), "k.toml") == KioskList(services=services, name=labels[0], source="k.toml")
