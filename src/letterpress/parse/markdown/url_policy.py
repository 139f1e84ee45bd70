# SPDX-License-Identifier: MIT
"""What a link or an image may point at: the one list of allowed schemes, and what counts as a reference."""

import re
from enum import Enum

ALLOWED = frozenset({"http", "https", "mailto", "tel"})
"""Schemes that are passed on as they are."""

DANGEROUS = frozenset({"javascript", "vbscript", "data", "file"})
"""Schemes that run code, carry a document or point into the writer's own machine."""

_ISSUE = "issue"
_scheme = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_picture = re.compile(r"data:image/(?:gif|png|jpeg|webp)[;,]", re.IGNORECASE)
_invisible = re.compile(r"[\t\n\r]")
_EDGES = "".join(map(chr, range(0x21)))


class Standing(Enum):
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


def standing(url: str, *, image: bool = False) -> Standing:
    """What a URL is, read as a browser reads it: without the white space that browsers drop.

    Args:
        url: The target as the HTML attribute will hold it, before escaping.
        image: Whether it is the picture of an image, where some `data:` URLs are harmless.
    """
    bare = url.strip(_EDGES)
    if not bare.isprintable():
        bare = _invisible.sub("", bare)
    if not bare:
        return Standing.EMPTY
    if bare.startswith("#"):
        return Standing.ANCHOR
    if ":" in bare and (found := _scheme.match(bare)):
        return _standing_of_scheme(found[1].lower(), bare, image=image)
    return Standing.ABSOLUTE if bare.startswith("//") else Standing.REFERENCE


def _standing_of_scheme(scheme: str, url: str, *, image: bool) -> Standing:
    """What a URL with a scheme is."""
    if scheme in ALLOWED:
        return Standing.ABSOLUTE
    if scheme == _ISSUE:
        return Standing.REFERENCE
    if scheme == "data" and image and _picture.match(url):
        return Standing.ABSOLUTE
    return Standing.DANGEROUS if scheme in DANGEROUS else Standing.UNKNOWN
