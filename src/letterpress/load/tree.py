# SPDX-License-Identifier: MIT
"""The files of a project by role, each with the digest of its bytes."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Literal

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest
from letterpress.document import DocumentKind
from letterpress.files import KnownFile

AssetKind = Literal["beside", "static", "theme"]


class SourceFile(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A Markdown file below content/."""

    path: str
    """Relative to the project, with `/`, NFC."""
    kind: DocumentKind
    digest: Digest


class Asset(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A file that is copied as it is."""

    path: str
    """Relative to the project; `theme:NAME/...` for a file of a theme that ships with the package."""
    output: str
    """Relative to the output folder; for a file beside documents its path below content/, which the plan changes."""
    digest: Digest
    size: int
    """In bytes."""
    kind: AssetKind = "static"
    """`beside` documents, in content/`static`/, or in the `theme`'s static/."""


class DataFile(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A file of content/data/, or content/authors.yaml."""

    path: str
    """Relative to the project."""
    name: str
    """The name in templates: the path below content/data/ without the ending, for example `ranking`."""
    digest: Digest

    @property
    def format(self) -> str:
        """`yaml`, `csv` or `json`."""
        ending = PurePosixPath(self.path).suffix.lower().lstrip(".")
        return "yaml" if ending == "yml" else ending


class Template(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A template of the active theme."""

    path: str
    """Relative to the project; `theme:NAME/...` for a file of a theme that ships with the package."""
    digest: Digest


class Tree(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """All files that a build reads, apart from letterpress.yaml, sorted by path."""

    sources: tuple[SourceFile, ...] = ()
    assets: tuple[Asset, ...] = ()
    data: tuple[DataFile, ...] = ()
    authors: DataFile | None = None
    """content/authors.yaml, where there is one."""
    theme: DataFile | None = None
    """The active theme's theme.yaml, where it has one: its own defaults for `theme_settings`."""
    words: tuple[DataFile, ...] = ()
    """The active theme's files of words, by the language that they are named by; a later one wins."""
    templates: Mapping[str, Template]
    """The active theme's, by their path below its templates/ folder: `post.html`, `parts/card.html`."""
    broken: tuple[SourceFile, ...] = ()
    """Sources that are there but cannot be read, with an empty digest; `diagnostics` says why."""
    diagnostics: tuple[Diagnostic, ...] = ()
    known: Mapping[str, KnownFile]
    """Stats and digests by path, for the next scan."""
    stated: int = 0
    """How many files the scan found."""
    read: int = 0
    """How many of them it had to read."""
    bytes_read: int = 0
    """How many bytes it read."""
