# SPDX-License-Identifier: MIT
"""The kinds of value by which a document is found: slug, aliases, numbers, addresses."""

from unicodedata import normalize

from letterpress.diagnostics import Message
from letterpress.parse.front_matter.issue_numbers import parse_numbers
from letterpress.parse.front_matter.safe_paths import name_problem, path_problem
from letterpress.yaml_reader.field_specs import ValueKind
from letterpress.yaml_reader.nodes import Node, Scalar
from letterpress.yaml_reader.reporter import Reading
from letterpress.yaml_reader.urls import WEB, url_reader
from letterpress.yaml_reader.values import scalars, shortened, wrong_type


def read_slug(reading: Reading, name: str, node: Node) -> str | None:
    """A name that is safe as a folder and in a URL, NFC, with hyphens for spaces."""
    if not isinstance(node, Scalar):
        wrong_type(reading, name, node, Message("文字列", "text"))
        return None
    slug = hyphenated(node.text)
    problem = name_problem(slug)
    if problem is None:
        return slug
    message = Message(
        f"`{name}` に `{shortened(slug)}` は使えません", f"`{shortened(slug)}` cannot be used as `{name}`"
    )
    reading.error("slug-unsafe", node.span, message, problem)
    return None


def read_aliases(reading: Reading, name: str, node: Node) -> tuple[str, ...]:
    """Site paths that are safe to write, NFC, with a slash before them."""
    found: dict[str, None] = {}
    for scalar in scalars(reading, name, node):
        path = normalize("NFC", scalar.text.strip())
        problem = path_problem(path)
        if problem is None:
            found["/" + path.lstrip("/")] = None
            continue
        shown = shortened(path)
        message = Message(f"`{name}` に `{shown}` は使えません", f"`{shown}` cannot be one of `{name}`")
        reading.error("alias-unsafe", scalar.span, message, problem)
    return tuple(found)


def read_numbers(reading: Reading, name: str, node: Node) -> tuple[int, ...]:
    """Issue numbers: one, several for a combined issue, none for an unnumbered one."""
    numbers: dict[int, None] = {}
    for scalar in scalars(reading, name, node):
        found = parse_numbers(scalar.text)
        if found is None:
            hint = Message(
                "`12`、`第12号`、`Vol.7`、`[12, 13]` のように書きます",
                "write it like `12`, `No. 12`, `Vol. 7` or `[12, 13]`",
            )
            wrong_type(reading, name, scalar, Message("号数", "an issue number"), hint)
        numbers.update(dict.fromkeys(found or ()))
    return tuple(numbers)


def hyphenated(text: str) -> str:
    """A text as a slug: NFC, hyphens for spaces, none of either at the ends."""
    return "-".join(normalize("NFC", text).split()).strip("-")


SLUG: ValueKind[Reading] = ValueKind(read_slug, {"type": "string", "maxLength": 200})
ALIASES: ValueKind[Reading] = ValueKind(
    read_aliases, {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
)
NUMBERS: ValueKind[Reading] = ValueKind(
    read_numbers,
    {
        "type": ["integer", "string", "array"],
        "items": {"type": ["integer", "string"]},
        "examples": [12, "第12号"],
    },
)
CANONICAL: ValueKind[Reading] = ValueKind(
    url_reader(schemes=WEB, local=False), {"type": "string", "format": "uri"}
)
IMAGE: ValueKind[Reading] = ValueKind(url_reader(schemes=WEB, local=True), {"type": "string"})
