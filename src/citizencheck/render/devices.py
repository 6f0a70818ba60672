"""The screens that pages are looked at through."""

from __future__ import annotations

import difflib

from playwright.async_api import Playwright

from citizencheck.errors import UsageError
from citizencheck.model.phone import PHONE, Device


def named(name: str, playwright: Playwright) -> Device:
    """The phone of a name: ``phone``, or one of playwright's ("iPhone 13", "Pixel 7"), whatever its case.

    Only its screen, its touch and what it calls itself are taken over: the engine stays Chromium. Raises UsageError with what is near.
    """
    if name.casefold() in ("", PHONE.name):
        return PHONE
    known = {n.casefold(): n for n in playwright.devices}
    found = known.get(name.casefold())
    if found is None or not playwright.devices[found].get("is_mobile"):
        near = difflib.get_close_matches(
            name.casefold(), [k for k in known if playwright.devices[known[k]].get("is_mobile")], n=3
        )
        hint = ", ".join(known[n] for n in near) or "phone, iPhone 13, Pixel 7"
        raise UsageError(f"--device {name!r} is no phone that is known here.", f"Near it: {hint}.")
    profile = playwright.devices[found]
    return Device(
        name="phone",
        width=profile["viewport"]["width"],
        height=profile["viewport"]["height"],
        scale=float(profile["device_scale_factor"]),
        mobile=True,
        touch=bool(profile["has_touch"]),
        agent=profile["user_agent"],
    )
