# SPDX-License-Identifier: MIT
"""Resolve references: to a document, a file beside it, an issue, or a path of the site."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import Literal
from unicodedata import normalize
from urllib.parse import unquote

import msgspec

from letterpress.document import Document, Reference
from letterpress.model.permalinks import encode

Meaning = Literal["found", "path", "fragment", "broken_source", "missing", "missing_issue", "missing_anchor"]


class LinkTarget(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A document or file that a reference can name."""

    id: str
    """The entry's id; empty for a file."""
    url: str
    anchors: tuple[str, ...] = ()


class Resolution(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The meaning of one reference."""

    meaning: Meaning
    url: str | None = None
    """The site path with query and fragment; for `fragment` the fragment alone; None where the target is missing."""
    id: str = ""
    """The id of the entry that the reference leads to; empty for a file or a path."""


class LinkTargets(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Everything that references can name; paths are relative to the project."""

    by_path: Mapping[str, LinkTarget]
    """Sources and assets."""
    by_issue: Mapping[int, LinkTarget]
    broken: frozenset[str]
    """The paths of sources with errors."""


def resolve(reference: Reference, path: str, anchors: tuple[str, ...], targets: LinkTargets) -> Resolution:
    """Resolve a reference of the document at `path`, whose own anchors are `anchors`."""
    target = reference.target
    if target.startswith("#"):
        known = target in ("#", "#top") or unquote(target[1:]) in anchors
        return Resolution(
            meaning="fragment" if known else "missing_anchor", url="#" + encode(unquote(target[1:]))
        )
    if target.startswith("/") and not target.startswith("/content/"):
        return _site_path(target)
    if target.startswith("issue:"):
        return _resolve_issue(target, targets)
    place, suffix = _split(target)
    return _resolve_file(place, suffix, path, targets)


def image_url(image: str, path: str, targets: LinkTargets) -> str | None:
    """Resolve an image that the file at `path` names: to a site path, or an absolute URL as it is.

    None where there is no such file.
    """
    if "://" in image:
        return image
    reference = Reference(target=image, kind="image", line=0, column=0, length=0)
    return resolve(reference, path, (), targets).url


@lru_cache(maxsize=16_384)
def _site_path(target: str) -> Resolution:
    """Resolve a link by site path, which means the same in every document."""
    place, suffix = _split(target)
    return Resolution(meaning="path", url=encode(unquote(place)) + suffix)


def _resolve_issue(target: str, targets: LinkTargets) -> Resolution:
    number = target.removeprefix("issue:")
    found = targets.by_issue.get(int(number)) if number.isdecimal() else None
    if found is None:
        return Resolution(meaning="missing_issue")
    return Resolution(meaning="found", url=found.url, id=found.id)


def _resolve_file(place: str, suffix: str, path: str, targets: LinkTargets) -> Resolution:
    for candidate in _files(place, path):
        if candidate in targets.broken:
            return Resolution(meaning="broken_source")
        if (found := targets.by_path.get(candidate)) is not None:
            return _with_fragment(found, suffix)
    return Resolution(meaning="missing")


def candidate_paths(document: Document) -> Iterator[str]:
    """Yield every path, relative to the project, that a reference of a document may mean."""
    targets = [reference.target for reference in document.references]
    if document.fields.image:
        targets.append(document.fields.image)
    for target in targets:
        yield from _files(_split(target)[0], document.path)


def _files(place: str, path: str) -> tuple[str, ...]:
    """The paths that a target in the document at `path` may mean, in the order in which they are tried."""
    written = normalize("NFC", unquote(place))
    file = normpath(written.lstrip("/") if written.startswith("/") else join(dirname(path), written))
    return file, f"{file}.md", f"{file}/index.md"


def _with_fragment(found: LinkTarget, suffix: str) -> Resolution:
    _, hash_sign, fragment = suffix.partition("#")
    missing = bool(hash_sign and fragment and found.id and unquote(fragment) not in found.anchors)
    return Resolution(meaning="missing_anchor" if missing else "found", url=found.url + suffix, id=found.id)


def _split(target: str) -> tuple[str, str]:
    """The path of a target, and its query and fragment, percent-encoded."""
    end = min((at for at in (target.find("?"), target.find("#")) if at >= 0), default=len(target))
    suffix = target[end:]
    return target[:end], encode(unquote(suffix)).replace("%3F", "?", 1).replace(
        "%23", "#", 1
    ) if suffix else ""
