# SPDX-License-Identifier: MIT
"""Link targets that need no work, told apart by one look."""

import re

_NAME = r"[a-z0-9]++(?:-[a-z0-9]++)*+"
"""A part of a host; two hyphens may announce an encoded one, which would be decoded."""
_SAFE = r"A-Za-z0-9._~/=+,!$*'\-"
"""What needs no encoding in any part of a URL; a semicolon is not among it, since it may end an entity."""


def _any(characters: str) -> str:
    """Any number of these characters and of escapes; taken whole, since nothing that may follow is one of them."""
    return rf"[{characters}]*+(?:%[0-9A-Fa-f]{{2}}[{characters}]*+)*+"


def plain_url(end: str) -> str:
    """The expression for a URL that needs no work.

    Args:
        end: The expression for what follows it.
    """
    return (
        rf"(?!//)(?:https?://{_NAME}(?:\.{_NAME})*+(?:/|(?=[?#]|{end})))?{_any(_SAFE)}"
        rf"(?:\?{_any(_SAFE + '&@:?')})?(?:#{_any(_SAFE)})?(?={end})"
    )


_plain = re.compile(plain_url(r"\Z"))


def is_plain(url: str) -> bool:
    """Whether markdown-it's `normalizeLink` would give the URL back as it is.

    True for http URLs with a lower-case ASCII host and for paths, both made of characters that need no encoding;
    anything else must be taken apart.
    """
    return _plain.match(url) is not None
