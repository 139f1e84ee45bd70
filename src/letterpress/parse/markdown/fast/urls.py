# SPDX-License-Identifier: MIT
"""Link targets that need no work, told apart by one look."""

import re

_plain = re.compile(
    r"(?:https?://[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?:/|\Z))?"
    r"[A-Za-z0-9._~/-]*(?:#[A-Za-z0-9._~-]*)?\Z"
)
_punycode = "xn--"


def is_plain(url: str) -> bool:
    """Whether markdown-it's `normalizeLink` would give the URL back as it is.

    True for http URLs with a lower-case ASCII host and for paths, both made of letters, digits and `-._~/`, with such a
    fragment; anything else must be taken apart.
    """
    return _plain.match(url) is not None and _punycode not in url and not url.startswith("//")
