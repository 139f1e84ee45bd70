# SPDX-License-Identifier: MIT
"""Language tags as RFC 5646 (BCP 47) forms them."""

import re

_TAG = re.compile(
    r"""
    (?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})
    (?:-(?P<script>[a-z]{4}))?
    (?:-(?P<region>[a-z]{2}|\d{3}))?
    (?P<rest>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?)
    \Z""",
    re.VERBOSE | re.ASCII,
)
_COUNTRIES = {"jp": "ja", "cn": "zh-CN", "tw": "zh-TW", "us": "en-US", "gb": "en-GB"}
"""Country codes written in place of a language; none of these is a language."""


def canonical_tag(text: str) -> str | None:
    """A language tag in its usual spelling (`ja`, `zh-Hant-TW`), or None where the text is none."""
    match = _TAG.match(text.lower())
    if match is None or text.lower() in _COUNTRIES:
        return None
    script, region = match["script"], match["region"]
    parts = [match["language"], script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part) + match["rest"]


def intended_tag(text: str) -> str | None:
    """The tag that a text which is none was probably meant to be."""
    word = text.strip().lower().replace("_", "-")
    return _COUNTRIES.get(word) or canonical_tag(word)
