"""The report on paper: a tagged PDF with an outline, of which nothing ran."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from browser_support import find_browser
from citizencheck.errors import BrowserError
from citizencheck.judge import judge
from citizencheck.language import load_language
from citizencheck.render import Choice, print_pdf
from citizencheck.report import to_html
from citizencheck.rulebook import load_rules
from citizencheck.ruletest import snapshot_of

NASTY = "&lt;script>document.title='taken'&lt;/script> =1+1 日本 ♥"


@pytest.mark.browser
def test_the_report_is_printed_as_a_tagged_pdf_with_title_language_and_outline() -> None:
    pages = {
        "/": f"<html lang=en><title>{NASTY}</title><main><h1>{NASTY}</h1><a href='#'>Report a pothole</a></main></html>",
        "/bins": "<html><title>Bins</title><main><h1>Bins</h1></main></html>",
    }
    report = judge(snapshot_of(pages), load_rules(), load_language(), verify=False)

    made = pypdf.PdfReader(io.BytesIO(print_pdf(to_html(report), Choice(path=find_browser()))))

    root = str(made.root_object)
    assert "'/MarkInfo': {'/Type': '/MarkInfo', '/Marked': True}" in root
    assert "'/StructTreeRoot'" in root
    assert "'/Lang': 'en" in root
    assert made.metadata is not None
    assert made.metadata.title is not None
    assert "document.title='taken'" in made.metadata.title
    assert made.outline != []
    text = re.sub(r"\s+", " ", " ".join(p.extract_text() for p in made.pages))
    assert "<script>document.title='taken'</script> =1+1" in text
    assert not re.search(r"/(?:JavaScript|JS|Launch|OpenAction|EmbeddedFile)\b", root)


def test_without_a_browser_it_is_said_where_one_was_looked_for() -> None:
    with pytest.raises(BrowserError, match=r"none was found that starts \(--browser-path: there is no such file\)"):
        print_pdf("<p>Words</p>", Choice(path="/nowhere/chromium"))
