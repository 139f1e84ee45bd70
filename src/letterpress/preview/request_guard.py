# SPDX-License-Identifier: MIT
"""Guard the preview against requests under foreign host names and from pages of other sites."""

import ipaddress
import re
import socket
from collections.abc import Mapping

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\s:\[\]/@*]+)(?::[0-9]{1,5})?")
_LOCAL_NAMES = frozenset(("localhost", "127.0.0.1", "[::1]"))
ANY_ADDRESS = "*"
"""Stands among the names of a server for every address."""
_EVERYWHERE = frozenset(("0.0.0.0", "::"))  # noqa: S104 - recognised, not bound


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to this host."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def own_hosts(host: str, allowed: tuple[str, ...] = ()) -> frozenset[str]:
    """The names by which requests may reach the server.

    Args:
        host: The host that the server is bound to.
        allowed: Further names; a URL counts as the name in it.
    """
    names = {*_LOCAL_NAMES, host, f"[{host}]", *map(_name_in, allowed)}
    if host in _EVERYWHERE:
        own = socket.gethostname().removesuffix(".local")
        names |= {ANY_ADDRESS, own, f"{own}.local"}
    return frozenset(name.lower().removesuffix(".") for name in names if name)


def knows_host(header: str | None, hosts: frozenset[str]) -> bool:
    """Whether a request's Host header names this server.

    A hostile site can let its own name resolve to 127.0.0.1 (DNS rebinding), but then the header holds that name.
    A server bound to every address is reached by addresses that are not known beforehand; those cannot be rebound.

    Args:
        header: The Host header; None where there is none.
        hosts: See `own_hosts`.
    """
    name = host_name(header)
    return name is not None and (name in hosts or (ANY_ADDRESS in hosts and _is_address(name.strip("[]"))))


def host_name(header: str | None) -> str | None:
    """The name in a Host header, without the port; None where it is none."""
    found = _HOST.fullmatch(header.lower()) if header else None
    return None if found is None else found["name"].removesuffix(".")


def is_same_origin(headers: Mapping[str, str]) -> bool:
    """Whether a request comes from a page of this server, or from no page at all.

    Browsers send `Sec-Fetch-Site` with every request and `Origin` with every one across origins
    (https://www.w3.org/TR/fetch-metadata/).
    """
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return False
    origin, host = headers.get("origin"), headers.get("host", "").lower()
    own = {f"http://{host}"}
    if not _is_machine(host_name(host) or ""):
        own.add(f"https://{host}")  # what a tunnel shows of the preview
    return origin is None or origin.lower() in own


def _name_in(allowed: str) -> str:
    """The name in what was given as one, as browsers send it."""
    name = host_name(allowed.partition("://")[2].partition("/")[0] if "://" in allowed else allowed) or ""
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _is_machine(name: str) -> bool:
    """Whether a name is that of this machine, or an address; neither has a certificate."""
    return name in _LOCAL_NAMES or _is_address(name.strip("[]"))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
