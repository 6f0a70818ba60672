"""Stored bytes, opened again: what stands where, and what is said at all."""

import pytest

from citizencheck.extract import Reading, extract

PAGE = """<!doctype html><html><head><title>Bins – Anytown</title><meta name=description content="All about bins">
<style>.secret { color: red }</style></head>
<body><nav><ul><li><a href="/a">Streetscene</a></li><li><a href="/b" aria-label="Pay council tax"><i></i></a></li></ul></nav>
<main><h1>Bins</h1><p>The <b>Council</b>’s bins are <em>emp</em>tied by “Bin\u200b Day”, twice‑weekly.</p></main></body></html>""".encode()


def test_a_selector_finds_its_element_and_what_it_says() -> None:
    reading = Reading(PAGE)

    assert reading.at("li:nth-of-type(1) > a")[0] == 1
    assert "Streetscene" in reading.at("li:nth-of-type(1) > a")[1]
    assert "Pay council tax" in reading.at("li:nth-of-type(2) > a")[1]
    assert reading.at("meta[name=viewport]") == (0, "")
    assert reading.at("li:::") == (0, "")


@pytest.mark.parametrize(
    "quote",
    [
        "Streetscene",
        "Pay council tax",
        "Bins – Anytown",
        "All about bins",
        "the council's bins are emptied",
        'by "Bin Day", twice-weekly.',
    ],
)
def test_words_are_found_however_they_are_cut_apart(quote: str) -> None:
    assert Reading(PAGE).says(quote)


@pytest.mark.parametrize("quote", ["Streetscenes", "The Council bins", "Pay your council tax"])
def test_words_that_are_not_quite_there_are_not_found(quote: str) -> None:
    assert not Reading(PAGE).says(quote)


def test_what_the_extractor_quotes_stands_where_it_says() -> None:
    page, reading = extract(PAGE, "https://anytown.gov.uk/"), Reading(PAGE)

    for link in page.links:
        count, words = reading.at(link.selector)
        assert (count, link.text in words) == (1, True), link


def test_bytes_that_are_no_page_say_nothing() -> None:
    assert not Reading(b"").says("Streetscene")
    assert Reading(b"\x00\xff").at("a") == (0, "")
