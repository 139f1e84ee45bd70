# SPDX-License-Identifier: MIT
"""Language tags as RFC 5646 (BCP 47) forms them, and the direction in which a language is written."""

import re
from functools import lru_cache
from typing import Literal

Direction = Literal["ltr", "rtl"]

_TAG = re.compile(
    r"""
    (?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})
    (?:-(?P<script>[a-z]{4}))?
    (?:-(?P<region>[a-z]{2}|\d{3}))?
    (?P<rest>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?)
    \Z""",
    re.VERBOSE | re.ASCII,
)
"""Languages of four to eight letters are left out: the registry has none, and what looks like one is a name."""
COUNTRIES = {
    "jp": "ja", "cn": "zh-CN", "us": "en-US", "gb": "en-GB", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk", "vn": "vi",
}  # fmt: skip
"""Country codes written in place of a language; none of these is a language."""
_RTL_SCRIPTS = frozenset((
    "adlm", "arab", "aran", "armi", "avst", "cprt", "gara", "hatr", "hebr", "hung", "khar", "lydi", "mand", "mani",
    "mend", "nbat", "nkoo", "palm", "phnx", "rohg", "samr", "sarb", "syrc", "thaa", "yezi",
))  # fmt: skip
_RTL_LANGUAGES = frozenset((
    "aao", "acm", "aeb", "afb", "aii", "apc", "apd", "ar", "arc", "arq", "ars", "ary", "arz", "ayl", "azb", "bal",
    "bgn", "bqi", "brh", "ckb", "dv", "fa", "glk", "haz", "hbo", "he", "iw", "ji", "khw", "ks", "lah", "lki", "lrc",
    "luz", "mzn", "nqo", "ota", "pbt", "pes", "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr", "syc", "syr", "trw",
    "ug", "ur", "yi",
))  # fmt: skip
_RTL_IN_REGION = frozenset((
    "az-iq", "az-ir", "ha-sd", "kk-af", "kk-cn", "kk-ir", "ku-iq", "ku-ir", "ky-cn", "pa-pk", "tg-pk", "uz-af",
))  # fmt: skip
"""Languages that are written from right to left in these regions alone."""
_LTR_IN_REGION = frozenset(("sd-in", "ug-kz", "ug-mn"))


def canonical_tag(text: str) -> str | None:
    """A language tag in its usual spelling (`ja`, `zh-Hant-TW`), or None where the text is none."""
    match = _TAG.match(text.lower())
    if match is None or text.lower() in COUNTRIES:
        return None
    script, region = match["script"], match["region"]
    parts = [match["language"], script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part) + match["rest"]


def broader_tags(tag: str) -> tuple[str, ...]:
    """The tag itself and every broader one, nearest first: `zh-Hant-TW`, `zh-Hant`, `zh`; see RFC 4647, 3.4."""
    parts = tag.split("-")
    ends = [end for end in range(len(parts), 0, -1) if len(parts[end - 1]) > 1]
    return tuple(["-".join(parts[:end]) for end in ends])


@lru_cache(maxsize=256)
def direction(tag: str) -> Direction:
    """The direction of a language's lines: the script in the tag decides, else the language with its region."""
    match = _TAG.match(tag.lower())
    if match is None:
        return "ltr"
    if match["script"]:
        return "rtl" if match["script"] in _RTL_SCRIPTS else "ltr"
    language = match["language"].partition("-")[0]
    there = f"{language}-{match['region']}"
    if there in _RTL_IN_REGION:
        return "rtl"
    return "rtl" if language in _RTL_LANGUAGES and there not in _LTR_IN_REGION else "ltr"
