# SPDX-License-Identifier: MIT
"""The URLs of links and images: allowed schemes, what counts as a reference, and which URLs need no encoding."""

import re
from enum import Enum

from letterpress.yaml_reader.urls import DANGEROUS

ALLOWED = frozenset({"http", "https", "mailto", "tel"})
"""Schemes that are passed on as they are."""

_ISSUE = "issue"
_scheme = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_picture = re.compile(r"data:image/(?:gif|png|jpeg|webp)[;,]", re.IGNORECASE)
_invisible = re.compile(r"[\t\n\r]")
_EDGES = "".join(map(chr, range(0x21)))


class UrlKind(Enum):
    """What is to be done with a target."""

    ABSOLUTE = "absolute"
    """Passed on as it is."""
    REFERENCE = "reference"
    """To be looked up among the documents and files of the project."""
    ANCHOR = "anchor"
    """A place in the same document."""
    EMPTY = "empty"
    UNKNOWN = "unknown"
    """A scheme that is not on the list."""
    DANGEROUS = "dangerous"


def url_kind(url: str, *, image: bool = False) -> UrlKind:
    """Classify a URL as a browser reads it: without the white space that browsers drop.

    Args:
        url: The target as the HTML attribute will hold it, before escaping.
        image: Whether it is the picture of an image, where some `data:` URLs are harmless.
    """
    bare = url.strip(_EDGES)
    if not bare.isprintable():
        bare = _invisible.sub("", bare)
    if not bare:
        return UrlKind.EMPTY
    if bare.startswith("#"):
        return UrlKind.ANCHOR
    if ":" in bare and (found := _scheme.match(bare)):
        return _kind_of_scheme(found[1].lower(), bare, image=image)
    return UrlKind.ABSOLUTE if bare.startswith("//") else UrlKind.REFERENCE


def _kind_of_scheme(scheme: str, url: str, *, image: bool) -> UrlKind:
    """Classify a URL with a scheme."""
    if scheme in ALLOWED:
        return UrlKind.ABSOLUTE
    if scheme == _ISSUE:
        return UrlKind.REFERENCE
    if scheme == "data" and image and _picture.match(url):
        return UrlKind.ABSOLUTE
    return UrlKind.DANGEROUS if scheme in DANGEROUS else UrlKind.UNKNOWN


_NAME = r"[a-z0-9]++(?:-[a-z0-9]++)*+"
"""A part of a host; two hyphens may announce an encoded one, which would be decoded."""
_SAFE = r"A-Za-z0-9._~/=+,!$*'\-"
"""What needs no encoding in any part of a URL; a semicolon is not among it, since it may end an entity."""


def _any(characters: str) -> str:
    """Return the pattern of any number of these characters and escapes, taken whole, since none of them may follow."""
    return rf"[{characters}]*+(?:%[0-9A-Fa-f]{{2}}[{characters}]*+)*+"


def plain_url(end: str) -> str:
    """Return the pattern of a URL that needs no work.

    Args:
        end: The expression for what follows it.
    """
    return (
        rf"(?!//)(?:https?://{_NAME}(?:\.{_NAME})*+(?:/|(?=[?#]|{end})))?{_any(_SAFE)}"
        rf"(?:\?{_any(_SAFE + '&@:?')})?(?:#{_any(_SAFE)})?(?={end})"
    )


_plain = re.compile(plain_url(r"\Z"))


def is_plain(url: str) -> bool:
    """Return whether markdown-it's `normalizeLink` would give the URL back as it is.

    True for http URLs with a lower-case ASCII host and for paths, both made of characters that need no encoding;
    anything else must be taken apart.
    """
    return _plain.match(url) is not None
