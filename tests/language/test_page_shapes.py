"""Common shapes of council pages, made up: what each is about, and how it tells the reader to act."""

from __future__ import annotations

import pytest

from citizencheck.extract import extract
from citizencheck.language import Language, load_language


@pytest.fixture(scope="module")
def language() -> Language:
    return load_language()


def links(*texts: str) -> str:
    return "<ul>" + "".join(f'<li><a href="/{i}">{t}</a></li>' for i, t in enumerate(texts)) + "</ul>"


def papers(*texts: str) -> str:
    return "<ul>" + "".join(f'<li><a href="/papers/{i}.pdf">{t}</a></li>' for i, t in enumerate(texts)) + "</ul>"


SHAPES = [
    (
        "apply button",
        "task",
        "online",
        "Blue Badge scheme | Northmoor",
        "/blue-badge",
        '<h1>Blue Badge scheme</h1><p>A Blue Badge lets you park closer to where you need to go. It costs £10 and lasts up to three years.</p><h2>Who can get one</h2><p>You may qualify if you cannot walk far without help.</p><h2>Before you start</h2><p>You will need a recent photo, proof of address and your National Insurance number.</p><p><a class="btn" href="https://www.gov.uk/apply-blue-badge">Apply for a Blue Badge</a></p>',
    ),
    (
        "pay page",
        "task",
        "online",
        "Pay your council tax",
        "/pay",
        '<h1>Pay your council tax</h1><p>Set up a Direct Debit or pay by card. Have your account number ready.</p><p><a href="https://pay.example.org/ct">Pay by card</a></p><p><a href="/dd">Set up a Direct Debit</a></p>',
    ),
    (
        "bin lookup",
        "task",
        "online",
        "Bin collection days",
        "/bins/days",
        '<h1>Bin collection days</h1><form action="/lookup"><label>Postcode <input name="pc"></label><button>Find your bin day</button></form><p>Put your bin out by 6.30am.</p>',
    ),
    (
        "info what goes in",
        "information",
        "none",
        "What goes in your bins",
        "/bins/what",
        "<h1>What goes in your bins</h1><h2>Blue bin</h2><p>Paper, card, cans and plastic bottles.</p><h2>Black bin</h2><p>Everything that cannot be recycled.</p><h2>Food caddy</h2><p>All cooked and raw food.</p>",
    ),
    (
        "info with phone",
        "information",
        "phone",
        "Asbestos",
        "/asbestos",
        "<h1>Asbestos</h1><p>Asbestos was used in many buildings until 1999. It is safe when it is in good condition and is not disturbed.</p><p>If you are worried about asbestos in your home call us on 01234 555 123 and we will talk you through what to look for.</p><h2>Where it is found</h2><p>Garage roofs, floor tiles, pipe lagging and textured ceilings.</p>",
    ),
    (
        "pdf form",
        "task",
        "pdf",
        "Apply for a skip permit",
        "/skip",
        '<h1>Apply for a skip permit</h1><p>You need a permit to put a skip on the road. Download the form, fill it in and return it to us with the fee of £40.</p><p><a href="/skip-form.pdf">Skip permit application form (PDF, 120KB)</a></p>',
    ),
    (
        "visit",
        "task",
        "visit",
        "Register a death",
        "/death",
        "<h1>Register a death</h1><p>A death must be registered within five days. You must come in person to the register office. Please bring with you the medical certificate.</p><h2>Where to go</h2><p>Visit the office at Civic Centre, High Street. Walk in between 9am and 12 noon.</p>",
    ),
    (
        "phone task",
        "task",
        "phone",
        "Report a dead animal",
        "/dead-animal",
        "<h1>Report a dead animal</h1><p>To report a dead animal on the road, call us on 01234 555 100. Tell us where it is and what kind of animal it is.</p>",
    ),
    (
        "mixed",
        "task",
        "mixed",
        "Report a noisy neighbour",
        "/noise",
        '<h1>Report a noise problem</h1><p>You can report noise online, or by phone on 01234 555 222, or call in at any customer service centre.</p><p><a href="/forms/noise">Report noise online</a></p>',
    ),
    (
        "team page",
        "department",
        "phone",
        "Regulatory Services",
        "/regulatory",
        "<h1>Regulatory Services</h1><p>The Regulatory Services team is responsible for food safety, licensing and trading standards. Our team of officers works across the district.</p><h2>Our team</h2><p>Head of Service: Jo Smith, 01234 555 001</p><p>Team leader: Ann Ray, 01234 555 002</p><p>Officer: Bob Lee 01234 555 003</p><p>Officer: Cy Moss 01234 555 004</p>",
    ),
    (
        "US dept",
        "department",
        "phone",
        "Public Works | City of Elmford",
        "/departments/public-works",
        "<h1>Public Works</h1><p>The Department of Public Works maintains 120 miles of streets, storm drains and city buildings. The department is made up of three divisions.</p><h2>Mission</h2><p>Our mission is to provide quality infrastructure.</p><h2>Staff</h2><p>Director: Pat Doe</p><p>Phone: (555) 555-0100</p>",
    ),
    (
        "US dept with staff table",
        "department",
        "phone",
        "City Clerk | Elmford",
        "/city-clerk",
        "<h1>City Clerk</h1><p>The City Clerk is the custodian of official records and serves as secretary to the City Council.</p><h2>Contact</h2><p>Jane Roe, City Clerk<br>123 Main St<br>Phone: (555) 555-0110</p><h2>Staff Directory</h2><table><tr><td>Jane Roe</td><td>City Clerk</td></tr></table>",
    ),
    (
        "news",
        "news",
        "none",
        "New playground opens in Eastfield | News",
        "/news/2026/playground",
        '<h1>New playground opens in Eastfield</h1><p>Published: 12 May 2026</p><p>Families joined the mayor on Saturday to open the new playground. Councillor Green said: "This is great news for Eastfield."</p><p>Notes to editors</p>',
    ),
    (
        "news index",
        "news",
        "none",
        "Latest news",
        "/news",
        "<h1>Latest news</h1>"
        + links(
            "Road works start on Mill Lane",
            "Mayor opens new library",
            "Council wins award",
            "Budget agreed for next year",
            "Summer reading challenge begins",
        ),
    ),
    (
        "minutes",
        "democracy",
        "pdf",
        "Agendas and minutes",
        "/minutes",
        "<h1>Agendas and minutes</h1>"
        + papers(
            "Agenda 4 May 2026",
            "Minutes 4 May 2026",
            "Agenda 6 April 2026",
            "Minutes 6 April 2026",
            "Agenda 2 March 2026",
        ),
    ),
    (
        "councillor",
        "democracy",
        "none",
        "Councillor Ann Green",
        "/councillors/green",
        "<h1>Councillor Ann Green</h1><p>Ward: Eastfield</p><p>Party: Independent</p><h2>Committees</h2>"
        + links("Planning committee", "Audit committee")
        + "<p>Surgery: first Saturday of the month.</p>",
    ),
    (
        "committee",
        "democracy",
        "none",
        "Planning Commission",
        "/planning-commission",
        "<h1>Planning Commission</h1><p>The Planning Commission meets on the second Tuesday of each month at 7pm in City Hall. Meetings are open to the public.</p><h2>Members</h2><p>Chair: A. Brown. Vice chair: C. Dale. Term expires 2027.</p>",
    ),
    (
        "elections",
        "democracy",
        "none",
        "Election results 2025",
        "/elections/results",
        "<h1>Election results 2025</h1><p>Results of the election held on 1 May 2025.</p><table><tr><th>Candidate</th><th>Votes</th></tr><tr><td>A Green</td><td>812</td></tr></table>",
    ),
    (
        "planning apps",
        "task",
        "online",
        "Search planning applications",
        "/planning/search",
        '<h1>View and comment on planning applications</h1><p>Use our online register to search for planning applications, see plans and comment on them.</p><p><a class="button" href="https://pa.example.gov.uk/online-applications">Search the planning register</a></p>',
    ),
    (
        "planning guide",
        "information",
        "none",
        "Do you need planning permission? - Planning",
        "/planning/need",
        "<h1>Do you need planning permission?</h1><p>Many small changes to your home do not need permission. These are called permitted development.</p><h2>Extensions</h2><p>A single-storey extension up to three metres deep often needs none.</p><h2>Fences</h2><p>Fences up to two metres high do not need permission.</p>",
    ),
    (
        "form",
        "task",
        "online",
        "Report a pothole",
        "/forms/pothole",
        '<h1>Report a pothole</h1><form method="post" action="/submit"><label>Where is it? <input name="where"></label><label>How big is it? <input name="size"></label><label>Your name <input name="n"></label><label>Email <input type="email" name="e"></label><button>Send report</button></form>',
    ),
    (
        "login form",
        "other",
        "online",
        "Sign in",
        "/account",
        '<h1>Sign in</h1><form method="post"><label>Email <input type=email name=e></label><label>Password <input type=password name=p></label><button>Sign in</button></form>',
    ),
    (
        "a-z",
        "information",
        "none",
        "A to Z of services",
        "/a-z",
        "<h1>A to Z of services</h1>"
        + links(*"ABCDEFGHIJKLMNOPQRST")
        + links("Abandoned vehicles", "Adoption", "Allotments", "Air quality", "Animal health"),
    ),
    (
        "contact",
        "other",
        "mixed",
        "Contact us",
        "/contact",
        '<h1>Contact us</h1><p>Phone: 01234 555 000</p><p>Email: <a href="mailto:hello@anytown.gov.uk">hello@anytown.gov.uk</a></p><p>Visit us at the Civic Centre, Monday to Friday 9am to 5pm.</p>',
    ),
    (
        "hub of tasks",
        "task",
        "none",
        "Bins and recycling",
        "/bins",
        "<h1>Bins and recycling</h1>"
        + links(
            "Bin collection days",
            "Report a missed bin",
            "Garden waste",
            "Recycling centres",
            "What goes in your bin",
            "Bulky waste",
        ),
    ),
    (
        "hub of tasks",
        "task",
        "online",
        "Report it",
        "/report",
        "<h1>Report it</h1>"
        + links(
            "Report a missed bin",
            "Report a pothole",
            "Report fly-tipping",
            "Report a street light",
            "Report a noise problem",
        ),
    ),
    (
        "about council",
        "corporate",
        "none",
        "How the council works",
        "/about",
        "<h1>How the council works</h1><p>We are a unitary authority with 60 councillors. The chief executive leads our staff. Our priorities are set out in the corporate plan.</p>",
    ),
    (
        "budget",
        "corporate",
        "none",
        "Budget and spending",
        "/budget",
        "<h1>Budgets and spending</h1><p>Our accounts and spending.</p>"
        + papers("Statement of accounts 2025", "Budget book 2025", "Spending over £500 May", "Spending over £500 June"),
    ),
    (
        "jobs",
        "corporate",
        "none",
        "Working for us",
        "/jobs",
        "<h1>Working for us</h1><p>We employ 2,000 people. Find out about our values and staff benefits.</p>",
    ),
    (
        "policy",
        "corporate",
        "none",
        "Strategies and policies",
        "/policies",
        "<h1>Strategies and policies</h1>"
        + papers("Housing strategy", "Climate strategy", "Digital strategy", "Equality policy", "Procurement strategy"),
    ),
    (
        "404",
        "other",
        "none",
        "Page not found",
        "/x",
        "<h1>Page not found</h1><p>The page you are looking for has moved or no longer exists.</p>",
    ),
    (
        "accessibility",
        "corporate",
        "none",
        "Accessibility statement",
        "/accessibility",
        "<h1>Accessibility statement</h1><p>We want as many people as possible to be able to use this website.</p>",
    ),
    (
        "library branch",
        "information",
        "visit",
        "Eastfield Library",
        "/libraries/eastfield",
        "<h1>Eastfield Library</h1><p>Address: 1 High Street. Open Monday to Friday 9am to 5pm.</p><h2>Facilities</h2><p>Free wifi, computers and a children's area. Visit us to join the library.</p>",
    ),
    (
        "park",
        "information",
        "none",
        "Millfield Park",
        "/parks/millfield",
        "<h1>Millfield Park</h1><p>A large park with a lake, a playground and a café. Open from dawn until dusk.</p><h2>Getting there</h2><p>Bus 12 stops at the gates.</p>",
    ),
    (
        "parish home",
        "information",
        "none",
        "Little Wick Parish Council",
        "/",
        "<h1>Welcome to Little Wick</h1><p>Little Wick is a village of 400 people in the vale. The church dates from 1320.</p>",
    ),
    (
        "parish minutes",
        "democracy",
        "pdf",
        "Parish Council Minutes",
        "/minutes.html",
        "<h1>Parish Council Minutes</h1>"
        + papers("January 2026", "February 2026", "March 2026", "April 2026", "May 2026"),
    ),
    (
        "book a hall",
        "task",
        "phone",
        "Village hall hire",
        "/hall",
        "<h1>Hire the village hall</h1><p>The hall seats 80. To book, ring the booking secretary, Mrs Lane, on 01234 555 777. It costs £10 an hour.</p>",
    ),
    (
        "US permits pdf",
        "task",
        "pdf",
        "Building Permits",
        "/permits",
        "<h1>Building Permits</h1><p>A permit is required for any new construction. Complete the application and return it to City Hall with the fee.</p>"
        + papers("Building Permit Application", "Fence Permit Application", "Sign Permit Application"),
    ),
    (
        "social care info",
        "information",
        "phone",
        "Support for carers",
        "/carers",
        "<h1>Support for carers</h1><p>You are a carer if you look after someone who could not manage without your help.</p><h2>Carer's assessment</h2><p>We can talk with you about what would help. Call our helpline on 01234 555 900.</p>",
    ),
    (
        "school term dates",
        "information",
        "none",
        "School term dates",
        "/terms",
        "<h1>School term dates 2026 to 2027</h1><h2>Autumn term</h2><p>Starts 3 September 2026. Ends 18 December 2026.</p><h2>Spring term</h2><p>Starts 5 January 2027.</p>",
    ),
    (
        "event",
        "information",
        "none",
        "Summer fair",
        "/events/fair",
        "<h1>Summer fair</h1><p>Saturday 4 July 2026, 10am to 4pm at Millfield Park. Stalls, music and food. Free entry.</p>",
    ),
    (
        "foi",
        "task",
        "online",
        "Freedom of information",
        "/foi",
        '<h1>Make a freedom of information request</h1><p>You can ask for any recorded information that we hold. We will reply within 20 working days.</p><p><a href="/foi/form">Make a request online</a></p>',
    ),
    (
        "dept jargon hub",
        "department",
        "none",
        "Environment Directorate",
        "/environment-directorate",
        "<h1>Environment Directorate</h1><p>The directorate comprises four sections.</p>"
        + links("Street Scene", "Highways Section", "Regulatory Services", "Waste Management Unit"),
    ),
    (
        "said to be wholly online",
        "information",
        "online",
        "Universal Credit",
        "/universal-credit",
        "<h1>Universal Credit</h1><p>Universal Credit is one monthly payment for people on a low income. It is claimed and managed entirely online.</p><h2>Who to ask</h2><p>Advice: 01234 555 123.</p>",
    ),
    (
        "by way of something with a name",
        "task",
        "online",
        "Report a pothole",
        "/potholes",
        "<h1>Report a pothole</h1><p>Report it via FixMyStreet, which shows what others have told us. We look at each report within two days.</p>",
    ),
    (
        "by way of an office, which is no website",
        "task",
        "phone",
        "Apply for supported housing",
        "/supported",
        "<h1>Apply for supported housing</h1><p>Apply through the Housing Needs Team: 01234 555 124. They ask about your health and your home.</p>",
    ),
    (
        "online in passing",
        "information",
        "none",
        "How planning decisions are made",
        "/planning/decisions",
        "<h1>How planning decisions are made</h1><p>Officers weigh the plan, the law and what neighbours say. Comments can be made online while an application is open.</p><h2>Who decides</h2><p>Most decisions are made by officers, the others by a committee.</p>",
    ),
    (
        "charges may apply",
        "information",
        "none",
        "Street trees",
        "/trees",
        "<h1>Street trees</h1><p>We look after 9,000 trees. Charges may apply where roots have been cut, and other conditions may apply in parks.</p>",
    ),
    (
        "a listing with more behind it",
        "information",
        "none",
        "Housing",
        "/housing-services",
        '<h1>Housing</h1><p>Apply for housing, report a repair, help for leaseholders</p><h2>Repairs</h2><a href="/r">Report a repair</a> <a href="/all">View all</a>',
    ),
    (
        "unit and staff before the bill",
        "department",
        "mixed",
        "City services",
        "/city-services",
        "<h1>City services</h1><h2>Water Department</h2><p>At 4 Main St. Call (555) 555-0123.</p><h2>Water Department staff</h2><p>A. Jones, superintendent, is responsible for the wells. The team is made up of four people.</p>"
        '<h2>Water bill payments</h2><p>You can pay at city hall or by mail.</p><p><a class="button" href="/pay">Pay water bill</a></p>',
    ),
    (
        "call without a number",
        "information",
        "phone",
        "Campsite",
        "/campsite",
        "<h1>Campsite</h1><p>Three pitches lie beside the lake, with water and power. Reservations can be made by contacting City Hall during normal business hours.</p>",
    ),
]


@pytest.mark.parametrize(
    ("focus", "channel", "title", "path", "main"), [s[1:] for s in SHAPES], ids=[s[0] for s in SHAPES]
)
def test_what_a_page_of_this_shape_is(
    language: Language, focus: str, channel: str, title: str, path: str, main: str
) -> None:
    html = (
        f"<html lang=en><title>{title} - Anytown Council</title><header><a href='/'>Anytown Council</a></header>"
        f"<main>{main}</main><footer><a href='/privacy'>Privacy</a></footer></html>"
    )
    found = language.classify(extract(html.encode(), f"https://www.anytown.gov.uk{path}"), home=path == "/")

    assert (found.focus, found.channel) == (focus, channel), found.why


MENU = '<nav><ul><li><a href="/pay">Pay</a></li><li><a href="/report">Report</a></li><li><a href="/news">News</a></li></ul></nav>'
ASKED_BACK = (
    '<form action="/feedback" method="post"><fieldset><legend>Was this page helpful?</legend><label><input type=radio name=h value=y>Yes'
    "</label><label><input type=radio name=h value=n>No</label><label>Tell us more <textarea name=c></textarea></label>"
    "<button>Send feedback</button></fieldset></form>"
)
RELATED = (
    '<h2>Related pages</h2><ul><li><a href="/r/1">Council tax</a></li><li><a href="/r/2">Report a problem</a></li></ul>'
)
BESIDE = (
    '<aside><h2>Contact us</h2><p>01234 555 999</p><p><a href="mailto:hello@anytown.gov.uk">Email us</a></p></aside>'
)


@pytest.mark.parametrize(
    ("inside", "beside"),
    [(ASKED_BACK, MENU), (RELATED, MENU), ("", MENU + BESIDE), (RELATED + ASKED_BACK, MENU + BESIDE)],
    ids=["asked back", "related pages", "a box with contacts", "all of it"],
)
def test_what_stands_on_every_page_changes_nothing(language: Language, inside: str, beside: str) -> None:
    changed = []
    for name, focus, channel, title, path, main in SHAPES:
        html = f"<html lang=en><title>{title} - Anytown Council</title>{beside}<main>{main}{inside}</main></html>"
        found = language.classify(extract(html.encode(), f"https://www.anytown.gov.uk{path}"), home=path == "/")
        if (found.focus, found.channel) != (focus, channel):
            changed.append((name, found.focus, found.channel, found.why))
    assert changed == []


BOX = "<h2>Contact us</h2><p>Telephone: 01234 555 999</p><p>Email: <a href='mailto:hello@anytown.gov.uk'>hello@anytown.gov.uk</a></p>"


def test_a_box_of_contacts_in_the_main_text_is_no_further_way_to_act(language: Language) -> None:
    changed = []
    for name, focus, channel, title, path, main in SHAPES:
        html = f"<html lang=en><title>{title} - Anytown Council</title><main>{main}{BOX}</main></html>"
        found = language.classify(extract(html.encode(), f"https://www.anytown.gov.uk{path}"), home=path == "/")
        if focus in ("task", "information") and (found.focus, found.channel) != (focus, channel):
            changed.append((name, found.focus, found.channel, found.why))
    assert changed == []


def test_a_section_that_tells_whom_to_ask_for_what_is_no_box(language: Language) -> None:
    main = (
        "<h1>Adult social care</h1><p>Help to stay independent at home.</p><h2>Getting in touch</h2><p>For a first enquiry ring 01234 555 999 on "
        "weekdays between nine and five. For equipment that you already have, or if what you need has changed since we last saw you, "
        "write to care@anytown.gov.uk and say which item it is, who uses it and when we may come to look at it.</p>"
    )
    html = f"<html lang=en><title>Adult social care - Anytown Council</title><main>{main}</main></html>"
    found = language.classify(extract(html.encode(), "https://www.anytown.gov.uk/care"))

    assert (found.focus, found.channel) == ("information", "mixed"), found.why
