"""A form around the whole page is no form: what stands in it is read as groups of fields."""

from __future__ import annotations

from citizencheck.extract import extract
from citizencheck.model import Form, Region

WIDE = (
    "<body><form id=aspnetForm method=post action=./><input type=hidden name=__VIEWSTATE value=x>"
    "<table><tr><td><input name=ctl00$SearchBox title='Search this site'><a href='javascript:go()'>Go</a></table>"
    "<div class=menu><ul><li><a href=/bins>Bins</a><li><a href=/tax>Council Tax</a></ul></div>"
    "<div><h1>{h1}</h1>{main}</div></form></body>"
)


def forms(html: str) -> tuple[Form, ...]:
    return extract(html.encode(), "https://anytown.example/page.aspx", "text/html").forms


def test_the_form_around_a_page_that_only_tells_acts_nowhere_and_its_search_box_is_the_search() -> None:
    (search,) = forms(WIDE.format(h1="Road repairs", main="<p>Write to the Area Manager.</p>"))
    assert (search.search, search.acts) == (True, False)
    assert [f.name for f in search.fields] == ["ctl00$SearchBox"]


def test_fields_with_a_button_of_their_own_in_such_a_page_are_a_form_that_acts() -> None:
    own = (
        "<p><label for=n>Your name</label><input id=n name=ctl00$n></p><p><label for=w>What happened?</label>"
        "<textarea id=w name=ctl00$w></textarea></p><input type=submit value='Send report'>"
    )
    search, form = forms(WIDE.format(h1="Report a pothole", main=own))
    assert search.search
    assert (form.acts, form.method, form.submit, form.region) == (True, "post", "Send report", Region.MAIN)
    assert [f.label for f in form.fields] == ["Your name", "What happened?"]
    assert form.selector.endswith("div:nth-of-type(2)")


def test_a_form_around_landmarks_is_cut_by_region_without_any_mark_of_asp() -> None:
    html = (
        "<body><form method=post name=_Page><header><input name=q type=search><input type=submit value=Find></header>"
        "<main><h1>Pay a fine</h1><label>Notice number <input name=pcn></label><button>Pay now</button></main>"
        "<footer><label>Email <input type=email name=mail></label><button>Subscribe</button></footer></form>"
    )
    assert [(f.region, f.search, f.submit) for f in forms(html)] == [
        (Region.HEADER, True, "Find"),
        (Region.MAIN, False, "Pay now"),
        (Region.FOOTER, False, "Subscribe"),
    ]


def test_a_page_size_list_in_such_a_page_is_a_chooser() -> None:
    (_, chooser) = forms(WIDE.format(h1="Meetings", main="<select name=ctl00$size><option>10<option>20</select>"))
    assert not chooser.acts


def test_a_form_inside_main_stays_one_form_though_it_holds_its_own_steps_and_buttons() -> None:
    html = (
        "<header><a href=/>Anytown</a></header><main><form method=post action=/report>"
        "<nav aria-label=Steps><ol><li><a href=/1>Where</a><li><a href=/2>What</a></ol></nav>"
        "<label>Street <input name=street></label><button>Find address</button>"
        "<label>What is wrong? <input name=what></label><button>Continue</button></form></main>"
    )
    (form,) = forms(html)
    assert [f.name for f in form.fields] == ["street", "what"]
    assert (form.method, form.action) == ("post", "https://anytown.example/report")
