"""Which addresses belong to the site, and which machines may be asked at all."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from typing import Final
from urllib.parse import urlsplit

from citizencheck.errors import UsageError
from citizencheck.model.url import WEB_SCHEMES, host, resolve, scheme

UNSAFE: Final = re.compile(
    r"(?:^|[/?&=_.])(?:log-?(?:out|off)|sign-?(?:out|off)|delete|unsubscribe|add-?to-?(?:basket|cart)|(?:basket|cart)/(?:add|checkout))(?:$|[/?&=_.])"
    r"|[?&](?:action=(?:delete|remove|log-?out|cancel)|token=)",
    re.IGNORECASE,
)
"""Words in an address that may change something although it is only asked for. A hyphen is no border: "/delete-my-data" is a page about it."""
UNSAFE_ON: Final = re.compile(
    r"/\d+/(?:remove|cancel|checkout)(?:[/?.]|$)|(?:^|[/_.])(?:remove|cancel|checkout|vote|confirm|approve|reject|edit|update)(?:\.\w+)?/?\?",
    re.IGNORECASE,
)
"""Words that change something where they name what it is done to; alone they name a service ("/bulky-waste/cancel")."""
NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class Scope:
    """The hosts of the site and the addresses on them that are wanted."""

    def __init__(
        self, start: str, include_hosts: Sequence[str] = (), include: Sequence[str] = (), exclude: Sequence[str] = ()
    ) -> None:
        named = [host(start), *(_host_name(h) for h in include_hosts)]
        self.hosts = frozenset(h for n in named for h in _with_twin(n))
        self.named = frozenset(_endpoint(start)) | frozenset(
            e for h in include_hosts for e in _endpoint(f"http://{h}", f"https://{h}")
        )
        """Hosts with ports that the user named: these alone may be private addresses."""
        self._include = [_matcher(p) for p in include]
        self._exclude = [_matcher(p) for p in exclude]

    def holds(self, url: str) -> bool:
        """Whether an address lies on one of the site's hosts."""
        return scheme(url) in WEB_SCHEMES and host(url) in self.hosts

    def wants(self, url: str) -> bool:
        """Whether ``--include`` and ``--exclude`` let an address through."""
        if self._include and not any(m(url) for m in self._include):
            return False
        return not any(m(url) for m in self._exclude)

    def may_connect(self, hostname: str, port: int, address: str) -> bool:
        """Whether a socket may be opened to ``address``: any public one, and a private one only where the user named it."""
        return is_public(address) or (hostname.strip("[]").lower(), port) in self.named


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; embedded IPv4 addresses are looked at too."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0].strip("[]"))
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ipaddress.ip_address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def is_unsafe(url: str) -> bool:
    """Whether asking for an address may log out, delete or buy something."""
    parts = urlsplit(url)
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    return bool(UNSAFE.search(address) or UNSAFE_ON.search(address))


def is_own_machine(url: str) -> bool:
    """Whether an address lies on the machine that asks for it."""
    ip = literal_ip(url)
    return ipaddress.ip_address(ip).is_loopback if ip else host(url).partition(":")[0] == "localhost"


def literal_ip(url: str) -> str | None:
    """The IP address that an address names outright, in any spelling (WHATWG has normalised it by now)."""
    name = (urlsplit(url).hostname or "").strip("[]")
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return None


def port_of(url: str) -> int:
    """The port of an address, its scheme's own where it names none."""
    parts = urlsplit(url)
    return parts.port or (443 if parts.scheme == "https" else 80)


def _endpoint(*urls: str) -> list[tuple[str, int]]:
    return [((urlsplit(u).hostname or "").lower(), port_of(u)) for u in urls]


def _with_twin(name: str) -> tuple[str, ...]:
    """A host and its twin with or without ``www.``: councils use both for one site."""
    if literal_ip(f"http://{name}") or "." not in name:
        return (name,)
    return (name, name.removeprefix("www.") if name.startswith("www.") else f"www.{name}")


def _host_name(given: str) -> str:
    address = resolve(given if "://" in given else f"http://{given}", "")
    if address is None or not host(address):
        raise UsageError(f"--include-host {given!r} is not a host.", "Write it as HOST or HOST:PORT.")
    return host(address)


def _matcher(pattern: str) -> Callable[[str], bool]:
    if pattern.startswith("re:"):
        try:
            compiled = re.compile(pattern[3:])
        except re.error as e:
            raise UsageError(
                f"{pattern!r} is not a regular expression: {e}.", "Mend it, or use a glob such as */news/*."
            ) from e
        return lambda url: compiled.search(url) is not None
    glob = pattern if any(c in pattern for c in "*?[") else f"*{pattern}*"
    return lambda url: fnmatchcase(url, glob)
