"""What a page that answers 200 really is."""

from __future__ import annotations

import pytest

from citizencheck.crawl.walls import judge_page
from citizencheck.extract import extract
from citizencheck.model import Outcome

FORM = (
    "<form method=post action=/in><label>Email <input name=e></label><label>Password <input type=password name=p></label>"
    "<button>Sign in</button></form>"
)


def outcome(main: str, title: str = "Sign in - Anytown Council") -> str:
    body = f"<html lang=en><title>{title}</title><main>{main}</main></html>".encode()
    found = judge_page(extract(body, "https://a.uk/x"), body)
    return found[0].value if found else Outcome.OK.value


def test_a_log_in_and_nothing_else_is_no_content() -> None:
    assert outcome(f"<h1>Sign in to your account</h1>{FORM}<p>Forgotten your password?</p>") == Outcome.AUTH_REQUIRED


@pytest.mark.parametrize(
    "main",
    [
        f"<h1>Sign in to your account</h1><p>{'With an account you can see your council tax bill and pay it. ' * 5}</p>{FORM}",
        f"<h1>Pay your council tax</h1>{FORM}",
        "<h1>Sign in or register</h1><form method=post><input name=a><input name=b><input name=c><input type=password name=p></form>",
        "<h1>Sign in to your account</h1><p><a href='https://my.example/'>Go to MyAccount</a></p>",
    ],
)
def test_a_page_that_tells_registers_or_leads_on_is_content(main: str) -> None:
    assert outcome(main) == Outcome.OK
