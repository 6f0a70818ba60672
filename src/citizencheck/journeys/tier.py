"""What kind of council it is, and whether the UK's tasks are asked of it: inferred from the site, and said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from citizencheck.journeys.handoffs import is_away
from citizencheck.model import Site, Task
from citizencheck.model.url import host

UK_HOST: Final = re.compile(r"\.(?:gov\.uk|gov\.scot|gov\.wales|llyw\.cymru|org\.uk|co\.uk|uk|scot|wales|cymru)$")
ELSEWHERE_HOST: Final = re.compile(r"\.(?:gov|us|gov\.au|govt\.nz|ca|ie|gov\.ie)$")
UK_WORDS: Final = re.compile(
    r"\b(?:council tax|blue badge|universal credit|housing benefit|business rates|borough council|district council|county council|fly-?tipping|postcode|wheelie|"
    r"universal credit|gov\.uk|school admissions|bin day|bins|councillors?|pothole|treth|cyngor|parish council|unitary|planning permission)\b",
    re.IGNORECASE,
)
ELSEWHERE_WORDS: Final = re.compile(
    r"\b(?:city hall|zip code|sheriff|zoning|county clerk|city clerk|trash|sanitation|aldermen|alderman|board of commissioners|public works|"
    r"sewer|ordinances?|property tax(?:es)?|police department|fire department|mayor|chamber of commerce|town clerk|shire|arkansas|county, [a-z]{4,}|usa)\b",
    re.IGNORECASE,
)
OUTWEIGHS: Final = 2
"""So many times as many tasks of the one kind as of the other bear out what a council calls itself (judgement)."""
FEW: Final = 5
"""So many pages for a district's or a county's tasks a parish council may well have: the name decides (judgement)."""
NATIONS: Final = {
    "northern-ireland": re.compile(r"(?:^|[.-])(?:ni|nidirect|nihe|nisra)\.gov\.uk$|(?:^|\.)(?:eoni|eani)\.org\.uk$|(?:^|\.)(?:hscni\.net|psni\.police\.uk)$"),
    "scotland": re.compile(r"\.scot$"),
    "wales": re.compile(r"\.(?:wales|cymru)$"),
}  # fmt: skip
"""The public services of a nation, by their hosts."""
AT_LEAST: Final = 3
"""So many different addresses of one nation's services, more than of any other's, show where a council is (judgement)."""
NAMES: Final = (
    (re.compile(r"\bcounty council\b", re.IGNORECASE), "county"),
    (re.compile(r"\bdistrict council\b", re.IGNORECASE), "district"),
    (re.compile(r"\b(?:parish|community|town) council\b", re.IGNORECASE), "parish"),
    (re.compile(r"\b(?:unitary|metropolitan|london borough|city of london)\b", re.IGNORECASE), "unitary"),
)


def infer_pack(site: Site) -> tuple[str, tuple[str, ...]]:
    """(``uk`` or ``none``, why)."""
    name = (urlsplit(site.info.start_url).hostname or "").lower()
    if UK_HOST.search(name):
        return "uk", (f"its address ends like one of the UK: {name}",)
    if ELSEWHERE_HOST.search(name):
        return "none", (f"its address ends like one outside the UK: {name}",)
    langs = {n.lang.lower() for n in site.nodes[:50]}
    if langs & {"en-gb", "cy", "cy-gb", "gd"}:
        return "uk", ("its pages are marked as British English or Welsh",)
    text = "\n".join(_said(site))
    uk, other = (list(dict.fromkeys(m.group().lower() for m in p.finditer(text))) for p in (UK_WORDS, ELSEWHERE_WORDS))
    if len(uk) >= 2 and len(uk) > len(other):
        return "uk", (f"it speaks of {', '.join(uk[:3])}",)
    if other and len(other) >= len(uk):
        return "none", (f"it speaks of {', '.join(other[:3])}",)
    return (
        ("uk", ("nothing says otherwise",))
        if not other and "council" in text.lower()
        else ("none", ("too little was read to tell",))
    )


def infer_nation(site: Site) -> str:
    """``northern-ireland scotland wales``; "" for England, and where the links to a nation's public services do not tell."""
    hosts = [host(url) for url in (site.info.start_url, *(u for u in site.records if is_away(u, site)))]
    counts = Counter(nation for name in hosts for nation, its in NATIONS.items() if its.search(name))
    (first, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= AT_LEAST and most > second else ""


def infer_tier(site: Site, tasks: Iterable[Task]) -> tuple[str, float, tuple[str, ...]]:
    """(tier, confidence 0 to 1, why), from the council's name and from the tasks that have a page on its own site."""
    home = site.nodes[site.home]
    text = f"{home.title}\n{home.h1}"  # what a site calls itself; elsewhere it also names its neighbours
    named = [(tier, m.group()) for pattern, tier in NAMES if (m := pattern.search(text))]
    kinds = [set(t.tiers) & {"county", "district"} for t in tasks]
    county, district = kinds.count({"county"}), kinds.count({"district"})
    if named and named[0][0] == "parish" and county + district <= FEW:
        return "parish", 0.7, (f"it calls itself a {named[0][1]}",)
    own, other = (county, district) if named and named[0][0] == "county" else (district, county)
    if named and named[0][0] in ("county", "district") and own > FEW and own >= OUTWEIGHS * other:
        return (
            named[0][0],
            0.8,
            (f"it says “{named[0][1]}”, and has pages for {own} tasks of one, and for {other} of the other",),
        )
    if county >= 3 and district >= 3:
        why = f"it has pages for {district} district tasks and for {county} county tasks"
        return "unitary", 0.9 if min(county, district) >= 5 else 0.75, (why,)
    if district >= 4 and county <= 1:
        return "district", 0.8, (f"it has pages for {district} district tasks and for {county} county tasks",)
    if county >= 4 and district <= 1:
        return "county", 0.8, (f"it has pages for {county} county tasks and for {district} district tasks",)
    if named and named[0][0] != "parish":
        return named[0][0], 0.6, (f"it says “{named[0][1]}”",)
    return "unknown", 0.0, ("neither its name nor its services tell",)


def _said(site: Site, most: int = 200) -> Iterable[str]:
    yield from (f"{n.title}\n{n.h1}\n{n.description}" for n in site.nodes[:most])
    yield from (f.link.text for f in site.furniture[:most])
    if site.home >= 0:
        page = site.page(site.nodes[site.home].url)
        yield (page.text[:5000] if page else "")
