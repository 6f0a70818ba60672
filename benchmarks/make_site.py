"""Writes a made-up council's website of N pages: the same bytes for the same N and seed.

    python benchmarks/make_site.py 5000 /tmp/site-5000

A home page, 12 sections with a hub each, services and articles below them, news and meetings; on every page the same mega-menu
(about 70 links) and footer, a trail, and its own text and links: about 40 KB and 120 links a page, as council sites have them.
One page in 60 names a page that is not there.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

SECTIONS = {
    "bins-and-recycling": ("Bins and recycling", "bin", "recycling", "collection", "garden waste", "bulky waste"),
    "council-tax": ("Council tax", "bill", "band", "discount", "payment", "exemption"),
    "parking": ("Parking", "permit", "fine", "car park", "blue badge", "season ticket"),
    "planning": ("Planning and building", "application", "permission", "appeal", "tree", "conservation area"),
    "housing": ("Housing", "repair", "tenancy", "homelessness", "home swap", "rent"),
    "schools": ("Schools and learning", "school place", "school meal", "term date", "transport", "library"),
    "benefits": ("Benefits and help with money", "housing benefit", "hardship fund", "claim", "change", "calculator"),
    "roads": ("Roads and travel", "pothole", "street light", "gritting", "bus pass", "road works"),
    "environment": ("Environmental services", "noise", "pest", "fly-tipping", "air quality", "food hygiene"),
    "leisure": ("Leisure and culture", "swimming pool", "park", "museum", "allotment", "event"),
    "care": ("Adult social care", "care assessment", "carer", "day centre", "direct payment", "safeguarding"),
    "your-council": ("Your council", "councillor", "election", "meeting", "consultation", "complaint"),
}
VERBS = ("Report a", "Apply for a", "Pay for a", "Find a", "Check your", "Book a", "Renew a", "Ask about a")
KINDS = ("Guidance on", "Frequently asked questions about", "Policy for", "Contact about", "News about", "Changes to")
PLACES = ("Northgate", "Southfield", "Weston", "Eastleigh Road", "Market Square", "Old Town", "Riverside", "Hilltop")
WORDS = [
    "you",
    "can",
    "use",
    "this",
    "service",
    "if",
    "you",
    "live",
    "in",
    "the",
    "area",
    "and",
    "your",
    "request",
    "is",
    "about",
    "a",
    "street",
    "that",
    "we",
    "look",
    "after",
    "we",
    "will",
    "tell",
    "you",
    "what",
    "happens",
    "next",
    "by",
    "email",
    "within",
    "five",
    "working",
    "days",
    "please",
    "have",
    "your",
    "reference",
    "number",
    "and",
    "postcode",
    "ready",
    "the",
    "charge",
    "is",
    "set",
    "each",
    "year",
    "by",
    "the",
    "council",
    "and",
    "helps",
    "to",
    "pay",
    "for",
    "the",
    "work",
    "that",
    "our",
    "teams",
    "do",
    "in",
    "every",
    "ward",
    "some",
    "things",
    "are",
    "dealt",
    "with",
    "by",
    "the",
    "county",
    "or",
    "by",
    "a",
    "housing",
    "association",
    "in",
    "that",
    "case",
    "we",
    "will",
    "pass",
    "your",
    "request",
    "on",
    "and",
    "say",
    "so",
]


def main() -> None:
    """Reads the arguments and writes the site."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_site(given.pages, given.folder, given.seed)


def write_site(pages: int, folder: Path, seed: int = 1) -> None:
    """Writes ``pages`` pages below ``folder``, each as ``index.html`` of a folder of its own."""
    plan = _plan(pages)
    menu, footer = _menu(plan), _footer(plan)
    for number, (path, title, section) in enumerate(plan):
        body = _page(number, title, section, plan, menu, footer, random.Random(f"{seed} {number}"))
        file = folder / path.strip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, encoding="utf-8")


def _plan(pages: int) -> list[tuple[str, str, str]]:
    """(path, title, section) of every page, home first, then the hubs."""
    plan = [("/", "Home", "")]
    plan += [(f"/{s}/", names[0], s) for s, names in SECTIONS.items()]
    number = 0
    while len(plan) < pages:
        section = list(SECTIONS)[number % len(SECTIONS)]
        things = SECTIONS[section][1:]
        turn = number // len(SECTIONS)
        thing = things[turn % len(things)]
        lead = (*VERBS, *KINDS)[turn // len(things) % (len(VERBS) + len(KINDS))]
        round_ = turn // (len(things) * (len(VERBS) + len(KINDS)))
        place = f" in {PLACES[round_ % len(PLACES)]} {round_ // len(PLACES) + 1}" if round_ else ""
        title = f"{lead} {thing}{place}"
        slug = title.lower().replace(" ", "-")
        plan.append((f"/{section}/{slug}/", title, section))
        number += 1
    return plan[:pages]


def _link(path: str, text: str, css: str = "link") -> str:
    return f'<a class="{css} govuk-{css} site-nav__{css}" data-track="nav" href="{path}">{text}</a>'


def _menu(plan: list[tuple[str, str, str]]) -> str:
    columns = []
    for section, names in SECTIONS.items():
        own = [(p, t) for p, t, s in plan[13:] if s == section][:5]
        items = "".join(f'<li class="mega__item">{_link(p, t)}</li>' for p, t in own)
        columns.append(f'<li class="mega__column">{_link(f"/{section}/", names[0])}<ul>{items}</ul></li>')
    return f'<nav class="mega" aria-label="Main"><ul>{"".join(columns)}</ul></nav>'


def _footer(plan: list[tuple[str, str, str]]) -> str:
    own = "".join(f"<li>{_link(p, t, 'footer')}</li>" for p, t, s in plan if s == "your-council")[:4000].rpartition(
        "</li>"
    )[0]
    return (
        f'<footer class="footer"><ul>{own}</li></ul><p>Anytown Borough Council, Town Hall, Anytown AN1 1AA</p></footer>'
    )


def _page(
    number: int, title: str, section: str, plan: list[tuple[str, str, str]], menu: str, footer: str, rng: random.Random,
) -> str:  # fmt: skip
    text = "".join(_part(title, rng) for _ in range(12))
    # A tree of ten, so that every page is linked from one above it, and some links across.
    below = plan[number * 10 + 13 : number * 10 + 23] if number else [*plan[1:13], *plan[13:23]]
    across = [plan[rng.randrange(len(plan))] for _ in range(12)]
    links = "".join(f"<li>{_link(p, t, 'card')}</li>" for p, t, _ in (*below, *across))
    if number % 60 == 59:
        links += f"<li>{_link(f'/old/page-{number}/', 'Older advice', 'card')}</li>"
    trail = _link("/", "Home") + (_link(f"/{section}/", SECTIONS[section][0]) if section else "")
    form = (
        '<form action="/send/" method="post"><label for="ref">Reference</label><input id="ref" name="ref"><label for="pc">Postcode</label>'
        '<input id="pc" name="postcode" autocomplete="postal-code"><button>Continue</button></form>'
        if title.startswith(VERBS) else ""
    )  # fmt: skip
    style = "".join(f".c{n}{{margin:{n}px;padding:{n * 2}px;color:#{n:06x}}}" for n in range(160))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - Anytown Borough Council</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="{title} in Anytown.">'
        f'<style>{style}</style></head><body><a href="#main">Skip to main content</a><header><p>Anytown Borough Council</p>'
        '<form role="search" action="/search/"><label for="q">Search</label><input id="q" name="q" type="search"><button>Search</button></form>'
        f'{menu}</header><nav aria-label="Breadcrumb"><ol>{trail}</ol></nav><main id="main"><h1>{title}</h1>{form}{text}'
        f"<h2>Related pages</h2><ul>{links}</ul></main>{footer}</body></html>\n"
    )


def _part(title: str, rng: random.Random) -> str:
    paragraphs = []
    for _ in range(3):
        start = rng.randrange(len(WORDS))
        words = [WORDS[(start + i * rng.randrange(1, 4)) % len(WORDS)] for i in range(rng.randrange(40, 90))]
        paragraphs.append(f'<p class="body-text govuk-body c{rng.randrange(160)}">{" ".join(words).capitalize()}.</p>')
    return f"<h2>{rng.choice(KINDS)} {title.lower()}</h2>{''.join(paragraphs)}"


if __name__ == "__main__":
    main()
