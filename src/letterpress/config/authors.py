# SPDX-License-Identifier: MIT
"""content/authors.yaml: the table of its fields, the reader that follows it, and its JSON Schema."""

from typing import Any

from letterpress.config.settings import AuthorProfile, ProfileLink
from letterpress.config.value_types import IMAGE, LINK, LONG_TEXT, TEXT, choice
from letterpress.diagnostics import Diagnostic, Language, Message, Span
from letterpress.encoding import decode_text
from letterpress.yaml_reader.field_specs import (
    SCHEMA_DIALECT,
    TEXT_SCHEMA,
    Row,
    Rows,
    Schema,
    ValueKind,
    list_of,
    read_rows,
    rows_schema,
    section,
)
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar, Sequence, Source
from letterpress.yaml_reader.reader import read_value
from letterpress.yaml_reader.reporter import Reporter
from letterpress.yaml_reader.values import read_mapping

_KINDS = {
    "person": "person", "個人": "person", "人": "person",
    "organization": "organization", "organisation": "organization", "組織": "organization",
    "法人": "organization", "団体": "organization", "会社": "organization",
}  # fmt: skip


def read_authors(
    data: bytes, path: str = "content/authors.yaml"
) -> tuple[tuple[AuthorProfile, ...], tuple[Diagnostic, ...]]:
    """Read the author profiles.

    Args:
        data: UTF-8. Either a mapping from id to profile, or a list of profiles that hold their `id`.
        path: What diagnostics call the file.

    Returns:
        The usable profiles in the order of the file, and everything wrong with the file.
    """
    text, diagnostics = decode_text(data, path)
    if text is None:
        return (), diagnostics
    node, found = read_value(text, path)
    reporter = Reporter(Source(path, text))
    profiles = () if node is None else _profiles(reporter, node)
    return profiles, diagnostics + found + reporter.diagnostics


def _profiles(reporter: Reporter, node: Node) -> tuple[AuthorProfile, ...]:
    if isinstance(node, Sequence):
        read = [_listed_profile(reporter, item) for item in node.items]
    else:
        mapping = read_mapping(reporter, "authors", node)
        read = [_named_profile(reporter, key, value) for key, value in (mapping.entries if mapping else ())]
    profiles: dict[str, AuthorProfile] = {}
    for span, profile in (pair for pair in read if pair is not None):
        if profile.id in profiles:
            message = Message(
                f"`{profile.id}` という著者が2人います", f"there are two authors `{profile.id}`"
            )
            reporter.error("author-duplicate", span, message)
        profiles.setdefault(profile.id, profile)
    return tuple(profiles.values())


_LocatedProfile = tuple[Span, AuthorProfile]


def _named_profile(reporter: Reporter, key: Scalar, node: Node) -> _LocatedProfile | None:
    if isinstance(node, Scalar) and node.text and not node.is_absent:
        return key.span, AuthorProfile(id=key.text, name=node.text.strip())
    mapping = read_mapping(reporter, key.text, node)
    values = None if mapping is None else read_rows(reporter, _PROFILE, mapping, key.text + ".")
    return None if values is None else (key.span, AuthorProfile(id=key.text, **values))


def _listed_profile(reporter: Reporter, node: Node) -> _LocatedProfile | None:
    mapping = read_mapping(reporter, "authors", node)
    values = None if mapping is None else read_rows(reporter, (_ID, *_PROFILE), mapping)
    return None if values is None else (node.span, AuthorProfile(**values))


def read_is_person(reporter: Reporter, name: str, node: Node) -> bool | None:
    """Read the kind of an author: True for `person`, False for `organization`."""
    kind = choice("author-kind-unknown", _KINDS).read(reporter, name, node)
    return None if kind is None else kind == "person"


def read_links(reporter: Reporter, name: str, node: Node) -> tuple[ProfileLink, ...]:
    """Read links: a list of `{title, url}`, or a mapping from title to URL."""
    if not isinstance(node, Mapping) or any(key.text in ("title", "url") for key, _ in node.entries):
        found: tuple[ProfileLink, ...] = _LINK_LIST.read(reporter, name, node)
        return found
    urls = [(key.text, LINK.read(reporter, f"{name}.{key.text}", value)) for key, value in node.entries]
    return tuple(ProfileLink(title=title, url=url) for title, url in urls if url is not None)


_LINK_ROWS: Rows = (
    Row(name="title", kind=TEXT, required=True, about=Message("見出し", "what the link says")),
    Row(name="url", kind=LINK, required=True, about=Message("リンク先", "where it leads")),
)
_LINK = section(_LINK_ROWS, ProfileLink)
_LINK_LIST = list_of(_LINK)


def _links_schema(language: Language) -> Schema:
    by_title = {"type": "object", "additionalProperties": TEXT_SCHEMA}
    return {"anyOf": [_LINK_LIST.schema_in(language), _LINK.schema_in(language), by_title]}


_LINKS: ValueKind[Reporter] = ValueKind(read_links, _links_schema("en"), _links_schema)
_KIND_SCHEMA = {"enum": list(_KINDS)}

_ID: Row[Reporter] = Row(
    name="id", kind=TEXT, required=True, about=Message("記事からの呼び名", "what posts name the author by")
)
_PROFILE: Rows = (
    Row(name="name", kind=TEXT, required=True, about=Message("名前", "as readers see it")),
    Row(
        name="kind",
        kind=ValueKind(read_is_person, _KIND_SCHEMA),
        attribute="is_person",
        about=Message("個人か組織か", "person or organization"),
    ),
    Row(name="bio", kind=LONG_TEXT, about=Message("紹介", "a few sentences")),
    Row(name="image", kind=IMAGE, about=Message("顔写真や印", "a picture")),
    Row(name="links", kind=_LINKS, about=Message("リンク", "links")),
)


def authors_schema(language: Language = "en") -> dict[str, Any]:
    """Make the JSON Schema (draft 2020-12) of content/authors.yaml from the table that reads it.

    Args:
        language: The language of the descriptions.
    """
    named = {"anyOf": [TEXT_SCHEMA, rows_schema(_PROFILE, language)]}
    return {
        "$schema": SCHEMA_DIALECT,
        "title": "content/authors.yaml",
        "anyOf": [
            {"type": "object", "additionalProperties": named},
            {"type": "array", "items": rows_schema((_ID, *_PROFILE), language)},
            {"type": "null"},
        ],
    }
