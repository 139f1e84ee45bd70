# SPDX-License-Identifier: MIT
"""Find what a reference in a body means: a document, a file beside it, an issue, or a path of the site."""

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


class Target(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A thing that a reference can name."""

    id: str
    """The entry's id; empty for a file."""
    url: str
    anchors: tuple[str, ...] = ()


class Resolution(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What became of one reference."""

    meaning: Meaning
    url: str | None = None
    """The site path with query and fragment; for `fragment` the fragment alone; None where there is nothing."""
    id: str = ""
    """The entry it leads to, if any."""


class Directory(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """All that references can name; paths are relative to the project."""

    by_path: Mapping[str, Target]
    """Sources and assets."""
    by_issue: Mapping[int, Target]
    broken: frozenset[str]
    """Sources that exist but could not be read."""


def resolve(reference: Reference, path: str, anchors: tuple[str, ...], directory: Directory) -> Resolution:
    """What a reference in the document at `path` means; `anchors` are that document's own."""
    target = reference.target
    if target.startswith("#"):
        known = target in ("#", "#top") or unquote(target[1:]) in anchors
        return Resolution(
            meaning="fragment" if known else "missing_anchor", url="#" + encode(unquote(target[1:]))
        )
    if target.startswith("/") and not target.startswith("/content/"):
        return _site_path(target)
    if target.startswith("issue:"):
        return _resolve_issue(target, directory)
    place, suffix = _split(target)
    return _resolve_file(place, suffix, path, directory)


def image_url(image: str, path: str, directory: Directory) -> str | None:
    """The site path of an image that the front matter of the file at `path` names; an absolute URL stays as it is.

    None where no such file is known.
    """
    if "://" in image:
        return image
    reference = Reference(target=image, kind="image", line=0, column=0, length=0)
    return resolve(reference, path, (), directory).url


@lru_cache(maxsize=16_384)
def _site_path(target: str) -> Resolution:
    """A link by site path, which means the same wherever it stands."""
    place, suffix = _split(target)
    return Resolution(meaning="path", url=encode(unquote(place)) + suffix)


def _resolve_issue(target: str, directory: Directory) -> Resolution:
    number = target.removeprefix("issue:")
    found = directory.by_issue.get(int(number)) if number.isdecimal() else None
    if found is None:
        return Resolution(meaning="missing_issue")
    return Resolution(meaning="found", url=found.url, id=found.id)


def _resolve_file(place: str, suffix: str, path: str, directory: Directory) -> Resolution:
    for candidate in _files(place, path):
        if candidate in directory.broken:
            return Resolution(meaning="broken_source")
        if (found := directory.by_path.get(candidate)) is not None:
            return _with_fragment(found, suffix)
    return Resolution(meaning="missing")


def files_named(document: Document) -> Iterator[str]:
    """Every path, relative to the project, at which there may be something that a document refers to."""
    targets = [reference.target for reference in document.references]
    if document.fields.image:
        targets.append(document.fields.image)
    for target in targets:
        yield from _files(_split(target)[0], document.path)


def _files(place: str, path: str) -> tuple[str, ...]:
    """The paths that the document at `path` may mean by a place, the likeliest first."""
    written = normalize("NFC", unquote(place))
    file = normpath(written.lstrip("/") if written.startswith("/") else join(dirname(path), written))
    return file, f"{file}.md", f"{file}/index.md"


def _with_fragment(found: Target, suffix: str) -> Resolution:
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
