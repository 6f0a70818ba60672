"""Text of a website on its way into a report: one function a format, each by that format's rule."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import quote

CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""C0 and C1 controls, bidi and zero-width marks, surrogates and non-characters: never text that a reader needs."""
UNSEEN: Final = re.compile(
    "[\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""What JSON allows as it is, and a terminal or an editor obeys or hides."""
ANSI: Final = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-_])")
MARKDOWN: Final = re.compile(
    r"([\\`*_\[\]<>|~]|(?<=\])\(|[#!@](?=\w)|(?<=\bGH)-(?=\w)|^\s*[#+-](?=\s)|:(?=//|[\w+-]+:))", re.IGNORECASE
)
"""Only where a character would be markup, an emoji, a link or a call: text with a stroke before each colon is a pain to read."""
FORMULA: Final = re.compile(r"^\s*[=+\-@＝＋－＠]")
CALLS: Final = re.compile(r"((?<=\\)[@#!~]|(?<=GH\\)-)(?=\w)", re.IGNORECASE)
WEB: Final = re.compile(r"\b(www)\.", re.IGNORECASE)
LONE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
SAFE_LINK: Final = re.compile(r"^https?://", re.IGNORECASE)


def plain(text: str) -> str:
    """Text on one line without controls: what every other rule starts from."""
    return CONTROLS.sub(
        "", ANSI.sub("", unicodedata.normalize("NFC", text).replace("\t", " ").replace("\n", " ").replace("\r", " "))
    )


def for_terminal(text: str) -> str:
    """Text that moves no cursor and changes no colour."""
    return plain(text)


def for_markdown(text: str) -> str:
    """Text in which no character is markup, and no word becomes a link or calls a person or an issue of the host it is posted on."""
    escaped = MARKDOWN.sub(r"\\\1", plain(text)).replace("&", "&amp;").replace("\\<", "&lt;").replace("\\>", "&gt;")
    return CALLS.sub(r"\1<!-- -->", WEB.sub(r"\1\\.", escaped))


def for_csv(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    cleaned = plain(text)
    return f"'{cleaned}" if FORMULA.match(cleaned) else cleaned


def for_sarif(text: str) -> str:
    """A message in which no bracket begins a link and no brace a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return re.sub(r"([\\\[\]])", r"\\\1", plain(text)).replace("{", "{{").replace("}", "}}")


def for_uri(text: str) -> str:
    """An address or a path of RFC 3986's characters alone; what is percent-encoded already stays."""
    return quote(LONE_PERCENT.sub("%25", plain(text)), safe="%/:?#@!$&'()*+,;=-._~")


def for_github(text: str) -> str:
    """The message of a workflow command: it ends where it ends (GitHub, workflow commands)."""
    return plain(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def for_github_property(text: str) -> str:
    """A property of a workflow command, in which commas and colons have a meaning too."""
    return for_github(text).replace(":", "%3A").replace(",", "%2C")


def for_json(text: str) -> str:
    """JSON text with everything escaped that is not seen; it means the same as before, but for halves of characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return UNSEEN.sub(lambda m: f"\\u{ord(m.group()):04x}", whole)


def for_xml(text: str) -> str:
    """Text of characters that XML 1.0 allows; escaping is the writer's."""
    return CONTROLS.sub("", text)


def safe_link(url: str) -> str:
    """The address where it may become a link: http or https, and not the stand-in of a folder; ``""`` otherwise."""
    cleaned = plain(url).strip()
    if not SAFE_LINK.match(cleaned) or cleaned.startswith("https://folder.invalid"):
        return ""
    return cleaned


def short_url(url: str) -> str:
    """An address without its scheme; of a folder's page its path."""
    cleaned = plain(url)
    if cleaned.startswith("https://folder.invalid"):
        return cleaned.removeprefix("https://folder.invalid") or "/"
    return re.sub(r"^https?://", "", cleaned)


def cut(text: str, letters: int) -> str:
    """Text of at most so many letters, with a sign where more was left out."""
    cleaned = plain(text)
    return cleaned if len(cleaned) <= letters else f"{cleaned[: max(0, letters - 1)].rstrip()}…"
