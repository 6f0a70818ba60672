"""Languages by the names that lists and websites call them."""

from __future__ import annotations

import re
from typing import Final

NAMES: Final = {
    "en": ("english",),
    "cy": ("welsh", "cymraeg"),
    "gd": ("gaelic", "scottish gaelic", "gàidhlig"),
    "ga": ("irish", "gaeilge"),
    "kw": ("cornish", "kernewek"),
    "ar": ("arabic", "العربية"),
    "bn": ("bengali", "bangla", "বাংলা"),
    "de": ("german", "deutsch"),
    "es": ("spanish", "español"),
    "fa": ("farsi", "persian", "فارسی"),
    "fr": ("french", "français"),
    "gu": ("gujarati", "ગુજરાતી"),
    "hi": ("hindi", "हिन्दी", "हिंदी"),
    "it": ("italian", "italiano"),
    "ku": ("kurdish", "kurdî"),
    "lt": ("lithuanian", "lietuvių"),
    "pa": ("punjabi", "panjabi", "ਪੰਜਾਬੀ"),
    "pl": ("polish", "polski"),
    "ps": ("pashto", "پښتو"),
    "pt": ("portuguese", "português"),
    "ro": ("romanian", "română"),
    "so": ("somali", "soomaali"),
    "ta": ("tamil", "தமிழ்"),
    "tr": ("turkish", "türkçe"),
    "uk": ("ukrainian", "українська"),
    "ur": ("urdu", "اردو"),
    "zh": ("chinese", "中文"),
}
"""Code (ISO 639-1) to the names that councils in Britain put on buttons."""
CODE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
VERSION: Final = re.compile(r"^in | (?:version|language|site|page|text)$")
CALLED: Final = {name: code for code, names in NAMES.items() for name in names}


def code_of(word: str) -> str:
    """The code of a language named by its code or by a name; ``""`` where it is neither."""
    plain = word.strip().casefold().replace("_", "-")
    return CALLED.get(plain) or (plain if CODE.fullmatch(plain) else "")


def named(text: str, code: str) -> bool:
    """Whether a label is the name of a language, or its code. "English classes" is not."""
    plain = VERSION.sub("", " ".join(text.split()).casefold())
    return plain == code or plain in NAMES.get(code, ())


def name_of(code: str) -> str:
    """What a language is called in English; its code where that is not known."""
    return NAMES[code][0].title() if code in NAMES else code
