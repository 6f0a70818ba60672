"""A list to begin with: what the payment kiosks of British councils publicly say that they do."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Final

from citizencheck.model.kiosk import KioskService

PAYING: Final = "card;cash;barcode_scan;receipt_print"
STARTER: Final = (
    ("pay-council-tax", "Council tax", 57, 4, 3, PAYING, "scan the barcode of the bill, pay, take the receipt"),
    ("pay-rent", "Council rent", 120, 4, 3, PAYING, "with the rent card or a payment reference"),
    ("pay-business-rates", "Business rates", 56, 4, 3, PAYING, ""),
    ("parking-permit", "Parking permit", 474, 0, 5, "document_scan;card", "proof of address is scanned at many kiosks"),
    ("pay-parking-fine", "Parking fine", 471, 4, 3, "card;receipt_print", ""),
    ("pay-invoice", "Council invoice", "", 4, 3, PAYING, "any bill that is none of the above"),
    ("school-payments", "School payments", "", 4, 3, "card;receipt_print", "meals, trips"),
)  # fmt: skip
"""id, label, LGSL, LGIL, touches, capabilities, remark."""

TOML_HEAD: Final = """\
# What the kiosk in your office does, so that the website on a phone can be measured against it.
#
# Walk up to the kiosk and write down each button on its first screens. Delete what yours does not do.
# Only `label` is required: the words on the button. All else makes the comparison sharper:
#
#   id            a short name of your own, for links and lists
#   lgsl, lgil    numbers of the service and of the kind of contact in the standard lists (standards.esd.org.uk)
#   steps         how many times one touches the screen until the service begins
#   capabilities  what the kiosk can do there, separated by semicolons:
#                 card cash barcode_scan document_scan receipt_print staff_call check_in id_check
#   languages     what the kiosk speaks there: "en;cy"
#   web           the address where your website does it, where it would not be found by itself
#   exempt        why it need not be on a phone: it is then listed and not judged
#
# When you are done: citizencheck kiosk check FILE

[kiosk]
name = "Payment kiosk"
"""
CSV_HEAD: Final = """\
# What the kiosk in your office does: one row a button. Only "label" is required. Delete what yours does not do.
# "capabilities": card cash barcode_scan document_scan receipt_print staff_call check_in id_check (separated by ;)
# "steps": touches until it begins. "languages": such as en;cy. "web": where your website does it. "exempt": why it need not be there.
"""


def starter_toml() -> str:
    """The starter list as TOML with comments."""
    parts = [TOML_HEAD]
    for ident, label, lgsl, lgil, steps, capabilities, remark in STARTER:
        lines = ["", "[[service]]", f'id = "{ident}"', f'label = "{label}"' + (f"  # {remark}" if remark else "")]
        lines += [f"lgsl = {lgsl}"] if lgsl else []
        lines += [f"lgil = {lgil}", f"steps = {steps}", f'capabilities = "{capabilities}"', 'languages = "en"']
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)


def starter_csv() -> str:
    """The starter list as CSV with comments."""
    out = io.StringIO()
    out.write(CSV_HEAD)
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("id", "label", "lgsl", "lgil", "steps", "capabilities", "languages", "web", "exempt"))
    rows.writerows((i, label, lgsl, lgil, steps, can, "en", "", "") for i, label, lgsl, lgil, steps, can, _ in STARTER)
    return out.getvalue()


def as_toml(services: Iterable[KioskService], name: str) -> str:
    """Services that were read off a kiosk's app as a list to correct by hand."""
    parts = ["[kiosk]", f"name = {_quoted(name)}"]
    for s in services:
        parts += ["", "[[service]]", f"id = {_quoted(s.id)}", f"label = {_quoted(s.label)}"]
        parts += [f"steps = {s.steps}"] if s.steps is not None else []
        parts += [f"capabilities = {_quoted(';'.join(s.capabilities))}"] if s.capabilities else []
        parts += [f"languages = {_quoted(';'.join(s.languages))}"] if s.languages else []
        parts += [f"web = {_quoted(s.web)}"] if s.web else []
    return "\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    """A TOML string: what JSON escapes, TOML reads."""
    return json.dumps(text.replace("\x7f", " "), ensure_ascii=False)
