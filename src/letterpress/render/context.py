# SPDX-License-Identifier: MIT
"""The setup that all jobs of a build have in common; free of the template engine."""

from collections.abc import Mapping
from typing import Any

import msgspec

from letterpress.locale.cldr import Conventions
from letterpress.locale.words import Word
from letterpress.plan.views import SiteView
from letterpress.plugins import Plugin

_BUILT_IN = """
abs batch capitalize count d default dictsort e escape first float forceescape groupby int items join last length list
lower map max min reject rejectattr replace reverse round safe select selectattr slice sort string striptags sum title
tojson trim truncate unique upper urlencode wordcount xmlattr
"""
BUILT_IN_FILTERS = frozenset(_BUILT_IN.split())
"""The others are left out: `attr` and `pprint` look inside objects, `random` makes one build differ from the
next, and the rest can be made to fill the memory."""
FILTER_NAMES = BUILT_IN_FILTERS | frozenset(
    (
        "absolute",
        "asset",
        "date",
        "format",
        "json_ld",
        "t",
        "truncate_text",
        "_charged",
        "_joined",
        "_weighed",
        "_shown",
        "_joined",
        "_weighed",
    )
)
"""The filters that templates have without plugins."""


class TemplateSource(msgspec.Struct, frozen=True):
    """A template with its text, as it is sent to workers."""

    shown: str
    """The path that messages call it by."""
    text: str
    broken_at: int | None = None
    """The first byte that is not UTF-8; `text` then has replacement characters."""


class RenderSetup(msgspec.Struct, frozen=True, kw_only=True):
    """The setup that all jobs of a build have in common.

    It holds the templates themselves, not where they are: a worker may be on another machine.
    """

    site: SiteView
    data: Mapping[str, Any]
    """The project's data files by name."""
    language: str
    """The site's, as a tag."""
    words: Mapping[str, Mapping[str, Word]] = msgspec.field(default_factory=dict)
    """Those that pages are made with, by language."""
    conventions: Mapping[str, Conventions] = msgspec.field(default_factory=dict)
    """How dates are written, by language; one that is not in it writes them as 2026-11-21, but for ja and en."""
    templates: Mapping[str, TemplateSource]
    """By name, as in `post.html` or `parts/card.html`."""
    plugins: tuple[Plugin, ...] = ()
    """Those that bring filters."""
    assets: tuple[str, ...] | None = None
    """What `asset` may name in templates: the files below `assets/` in the output. None where only the plan knows."""
    folder: str
    """The path by which messages call the folder where a template that is missing could be."""
    bytecode: str
    """Where compiled templates are kept, on a machine that has the folder above it."""


def template_source(shown: str, data: bytes) -> TemplateSource:
    """A template from the bytes of its file; a byte order mark is left out."""
    try:
        return TemplateSource(shown, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return TemplateSource(shown, data.decode("utf-8-sig", errors="replace"), error.start)
