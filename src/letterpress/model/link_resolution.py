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
from letterpress.model.permalinks import encode, encode_suffix, plain_text, readable

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
        known = target in ("#", "#top") or plain_text(target[1:]) in anchors
        return Resolution(meaning="fragment" if known else "missing_anchor", url=encode_suffix(target))
    if target.startswith("/") and not target.startswith("/content/"):
        return _site_path(target)
    if target.startswith("issue:"):
        return _resolve_issue(target, targets)
    return _resolve_file(target, path, targets)


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
    return Resolution(meaning="path", url=encode(unquote(place)) + encode_suffix(suffix))


def _resolve_issue(target: str, targets: LinkTargets) -> Resolution:
    number = target.removeprefix("issue:")
    found = targets.by_issue.get(int(number)) if number.isdecimal() else None
    if found is None:
        return Resolution(meaning="missing_issue")
    return Resolution(meaning="found", url=found.url, id=found.id)


def _resolve_file(target: str, path: str, targets: LinkTargets) -> Resolution:
    for written, suffix in _spellings(target):
        for candidate in _files(written, path):
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
        for written, _ in _spellings(target):
            yield from _files(written, document.path)


def _spellings(target: str) -> Iterator[tuple[str, str]]:
    """Yield the names of files that a target may mean, each with the query and fragment that it leaves over.

    First what it means as a URL; then the target as a whole, since `#`, `?` and `%` may stand in the name of a file,
    and its writer may have copied that name as it is.
    """
    place, suffix = _split(target)
    yield unquote(place) if "%" in place else place, suffix
    if suffix:
        yield unquote(target), ""
    if "%" in target:
        yield readable(target), ""


def _files(written: str, path: str) -> tuple[str, ...]:
    """The paths that a name in the document at `path` may mean, in the order in which they are tried."""
    if not written.isascii():
        written = normalize("NFC", written)
    file = normpath(written.lstrip("/") if written.startswith("/") else join(dirname(path), written))
    return file, f"{file}.md", f"{file}/index.md"


def _with_fragment(found: LinkTarget, suffix: str) -> Resolution:
    _, hash_sign, fragment = suffix.partition("#")
    missing = bool(hash_sign and fragment and found.id and plain_text(fragment) not in found.anchors)
    url = found.url + encode_suffix(suffix)
    return Resolution(meaning="missing_anchor" if missing else "found", url=url, id=found.id)


def _split(target: str) -> tuple[str, str]:
    """The path of a target, and its query and fragment, both as written."""
    end = min((at for at in (target.find("?"), target.find("#")) if at >= 0), default=len(target))
    return target[:end], target[end:]
