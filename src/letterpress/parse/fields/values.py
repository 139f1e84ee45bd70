# SPDX-License-Identifier: MIT
"""Front matter, typed: what a writer said about a post, a page or an issue."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

import msgspec

Kind = Literal["post", "issue", "page"]

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Promise(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What a post says will come next."""

    title: str = ""
    series: str = ""
    due: datetime | None = None


class Fields(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """The front matter of one document, typed; an absent field has its default."""

    title: str = ""
    date: datetime | None = None
    """With a UTC offset, that of the site's time zone where the writer gave none."""
    updated: datetime | None = None
    expires: datetime | None = None
    draft: bool = False
    stages: tuple[str, ...] = ()
    """Ids from the vocabulary."""
    value_theme: str | None = None
    """An id from the vocabulary."""
    phase: str | None = None
    purpose: str | None = None
    problem: str | None = None
    """What the reader wants to solve."""
    slug: str | None = None
    id: str | None = None
    description: str | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    series: str | None = None
    authors: tuple[str, ...] = ()
    """Author ids, as content/authors.yaml names them."""
    image: str | None = None
    """As written: a path beside the document, a site path or an absolute URL."""
    image_alt: str | None = None
    lang: str | None = None
    aliases: tuple[str, ...] = ()
    """Old site paths that redirect here."""
    canonical: str | None = None
    pin: bool = False
    toc: bool | None = None
    feed: bool = True
    search: bool = True
    cta: tuple[str, ...] = ()
    next: Promise | None = None
    follows: tuple[str, ...] = ()
    """Ids of the posts whose promise this one keeps."""
    ignored_rules: tuple[str, ...] = ()
    """Editorial rules that do not apply: `report: {ignore: [...]}`."""
    extra: Mapping[str, Any] = NOTHING
    numbers: tuple[int, ...] = ()
    """Issues only: one number, several for a combined issue, none for an unnumbered extra."""
    subject: str | None = None
    preheader: str | None = None
    items: tuple[str, ...] = ()
    """Issues only: ids of the posts that it carries."""
