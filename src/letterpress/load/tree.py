# SPDX-License-Identifier: MIT
"""What a project consists of: its files by role, each with the digest of its bytes."""

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
    """Relative to the output folder; for a file beside documents its path below content/: the plan decides."""
    digest: Digest
    size: int
    """In bytes."""
    kind: AssetKind = "static"
    """Whether it lies beside documents, in content/static/ or in the theme's static/."""


class DataFile(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A file of content/data/, or content/authors.yaml."""

    path: str
    """Relative to the project."""
    name: str
    """What templates call it: its path below content/data/ without the ending, for example `ranking`."""
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
    """Everything that a build reads, apart from letterpress.yaml; all sorted by path."""

    sources: tuple[SourceFile, ...] = ()
    assets: tuple[Asset, ...] = ()
    data: tuple[DataFile, ...] = ()
    authors: DataFile | None = None
    """content/authors.yaml, where there is one."""
    theme: DataFile | None = None
    """The active theme's theme.yaml, where it has one: its own defaults for `theme_settings`."""
    templates: Mapping[str, Template]
    """The active theme's, by their path below its templates/ folder: `post.html`, `parts/card.html`."""
    broken: tuple[SourceFile, ...] = ()
    """Sources that are there but cannot be read, with an empty digest; `diagnostics` says why."""
    diagnostics: tuple[Diagnostic, ...] = ()
    known: Mapping[str, KnownFile]
    """What to pass to the next scan."""
    stated: int = 0
    """How many files were looked at ..."""
    read: int = 0
    """... how many of them had to be read ..."""
    bytes_read: int = 0
    """... and how many bytes that were."""
