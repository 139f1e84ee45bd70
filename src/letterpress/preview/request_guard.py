# SPDX-License-Identifier: MIT
"""Guard the preview against requests under foreign host names and from pages of other sites."""

import ipaddress
import re
from collections.abc import Mapping

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\s:\[\]/@]+)(?::[0-9]{1,5})?")
_LOCAL_NAMES = frozenset(("localhost", "127.0.0.1", "[::1]"))
_EVERYWHERE = frozenset(("0.0.0.0", "::"))  # noqa: S104 - recognised, not bound


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to this host."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def knows_host(header: str | None, host: str) -> bool:
    """Whether a request's Host header names this server.

    A hostile site can let its own name resolve to 127.0.0.1 (DNS rebinding), but then the header holds that name.
    A server bound to every address is reached by addresses that are not known beforehand; those cannot be rebound.

    Args:
        header: The Host header; None where there is none.
        host: The host that the server is bound to.
    """
    found = _HOST.fullmatch(header.lower()) if header else None
    if found is None:
        return False
    name = found["name"].removesuffix(".")
    if name in _LOCAL_NAMES or name in (host.lower(), f"[{host.lower()}]"):
        return True
    return host in _EVERYWHERE and _is_address(name.strip("[]"))


def is_same_origin(headers: Mapping[str, str]) -> bool:
    """Whether a request comes from a page of this server, or from no page at all.

    Browsers send `Sec-Fetch-Site` with every request and `Origin` with every one across origins
    (https://www.w3.org/TR/fetch-metadata/).
    """
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.lower() == f"http://{headers.get('host', '').lower()}"


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
