# SPDX-License-Identifier: MIT
"""Types of the values in letterpress.yaml: how each is read, and its JSON Schema."""

import re
from collections.abc import Mapping as ReadOnly
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import normalize

from letterpress.config.settings import Cadence, Defaults
from letterpress.diagnostics import Message, did_you_mean, nearest
from letterpress.normalization import match_key
from letterpress.plugins import is_plugin_name
from letterpress.yaml_reader.field_specs import (
    FLAG_SCHEMA,
    TEXT_SCHEMA,
    TEXTS_SCHEMA,
    ValueKind,
    missing_key,
    unknown_key,
)
from letterpress.yaml_reader.nodes import Mapping, Node, Plain, Scalar, Source, to_plain
from letterpress.yaml_reader.reporter import Reporter
from letterpress.yaml_reader.urls import WEB, normal_url, refuse_dangerous_urls, url_reader
from letterpress.yaml_reader.values import (
    choice_reader,
    integer_reader,
    read_flag,
    read_long_text,
    read_mapping,
    read_ratio,
    read_share,
    read_text,
    read_texts,
    scalars,
    wrong_type,
)

CADENCE_DAYS: ReadOnly[str, int] = {
    "daily": 1, "毎日": 1, "weekly": 7, "毎週": 7, "biweekly": 14, "隔週": 14, "monthly": 30, "毎月": 30,
}  # fmt: skip
LONGEST_CADENCE = 366

LINK_SCHEMES = (*WEB, "mailto", "tel")

_DAYS = re.compile(r"([0-9]{1,3})\s*(?:days?|日(?:ごと|おき)?)?\Z")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ZONE_ALIASES: ReadOnly[str, str] = {
    "jst": "Asia/Tokyo",
    "japan": "Asia/Tokyo",
    "日本": "Asia/Tokyo",
    "gmt+9": "Asia/Tokyo",
}


class ConfigReporter(Reporter):
    """Collects problems of letterpress.yaml, and knows whether that names plugins."""

    __slots__ = ("names_plugins",)

    def __init__(self, source: Source, *, names_plugins: bool) -> None:
        super().__init__(source)
        self.names_plugins = names_plugins


def read_base_url(reporter: Reporter, name: str, node: Node) -> str | None:
    """Read a web URL without query and fragment; normalized, without a trailing slash."""
    text = url_reader(schemes=WEB, local=False)(reporter, name, node)
    if text is None:
        return None
    if "?" in text or "#" in text:
        message = Message(f"`{name}` に `?` や `#` は使えません", f"`{name}` must not contain `?` or `#`")
        reporter.error("url-invalid", node.span, message)
        return None
    return normal_url(text)


def read_timezone(reporter: Reporter, name: str, node: Node) -> str | None:
    """Read the name of a time zone in the IANA database."""
    text = read_text(reporter, name, node)
    if text is None or text in (zones := _time_zones()):
        return text
    close = _ZONE_ALIASES.get(match_key(text)) or _nearest_zone(text, zones)
    hint = (
        did_you_mean(close)
        if close
        else Message("`Asia/Tokyo` のような IANA の名前で書きます", "write an IANA name such as `Asia/Tokyo`")
    )
    message = Message(f"`{text}` という時間帯はありません", f"there is no time zone `{text}`")
    reporter.error("timezone-unknown", node.span, message, hint)
    return None


def read_cadence(reporter: Reporter, name: str, node: Node) -> Cadence | None:
    """Read the cadence in days: one for posts and issues together, or one for each.

    Where only that of issues is given, posts keep the usual one.
    """
    if not isinstance(node, Mapping):
        days = _read_days(reporter, name, node)
        return None if days is None else Cadence(days=days)
    apart: dict[str, int | None] = {}
    for key, value in node.entries:
        if key.text in ("posts", "issues"):
            apart[key.text] = _read_days(reporter, f"{name}.{key.text}", value)
        else:
            unknown_key(reporter, key, ("posts", "issues"), name + ".")
    days = apart.get("posts") or Cadence().days
    return Cadence(days=days, posts=apart.get("posts"), issues=apart.get("issues"))


def read_plain_mapping(reporter: Reporter, name: str, node: Node) -> ReadOnly[str, Plain] | None:
    """Read a mapping of plain values, none of which may be a URL that runs code."""
    mapping = read_mapping(reporter, name, node)
    refuse_dangerous_urls(reporter, name, mapping)
    plain = None if mapping is None else to_plain(mapping)
    return plain if isinstance(plain, dict) else None


def read_defaults(reporter: Reporter, name: str, node: Node) -> Defaults | None:
    """Read default front matter for the files that match a glob; the front matter parser checks its fields later."""
    mapping = read_mapping(reporter, name, node)
    if mapping is None:
        return None
    pattern = ""
    fields: dict[str, str | tuple[str, ...] | bool] = {}
    for key, value in mapping.entries:
        read = read_text if isinstance(value, Scalar) else read_texts
        given = read(reporter, f"{name}.{key.text}", value)
        if key.text == "match":
            pattern = given if isinstance(given, str) else ""
        elif given is not None:
            fields[key.text] = given
    if not pattern:
        missing_key(reporter, mapping.span, f"{name}.match", "match: posts/diary/*")
        return None
    return Defaults(pattern=pattern, fields=fields)


def pattern_kind(placeholders: tuple[str, ...], needed: tuple[str, ...]) -> ValueKind[Reporter]:
    """Make the type of a URL pattern.

    Args:
        placeholders: The names that may stand in braces.
        needed: A pattern holds at least one of these, or all documents would share one URL.
    """

    def read_pattern(reporter: Reporter, name: str, node: Node) -> str | None:
        text = read_text(reporter, name, node)
        problem = None if text is None else _pattern_problem(text, placeholders, needed)
        if problem is None:
            return None if text is None else normalize("NFC", text)
        message = Message(f"`{name}` に `{text}` は使えません", f"`{text}` cannot be used as `{name}`")
        reporter.error("permalink-invalid", node.span, message, problem)
        return None

    return ValueKind(read_pattern, {"type": "string", "pattern": "^/"})


def read_theme(reporter: Reporter, name: str, node: Node) -> str | None:
    """Read the name of a theme, which is that of a folder below themes/."""
    text = read_text(reporter, name, node)
    if text is None or not (set(text) & set('/\\:*?"<>|') or text.startswith(".") or not text):
        return text
    message = Message(f"`{name}` に `{text}` は使えません", f"`{text}` cannot be used as `{name}`")
    hint = Message("`themes/` の中のフォルダーの名前を書きます", "write the name of a folder in `themes/`")
    reporter.error("theme-invalid", node.span, message, hint)
    return None


def read_plugins(reporter: Reporter, name: str, node: Node) -> tuple[str, ...] | None:
    """The names of plugins, none of which may be a path."""
    for scalar in scalars(reporter, name, node):
        if not is_plugin_name(scalar.text):
            message = Message(
                f"`{scalar.text}` はプラグインの名前にできません",
                f"`{scalar.text}` cannot be the name of a plugin",
            )
            hint = Message(
                "`seasons` や `tools.seasons` のようなモジュールの名前を書きます。パスは書けません",
                "write the name of a module, such as `seasons` or `tools.seasons`; it is not a path",
            )
            reporter.error("plugin-name-invalid", scalar.span, message, hint)
    return read_texts(reporter, name, node)


def integer(low: int, high: int) -> ValueKind[Reporter]:
    """Make the type of a whole number from `low` to `high`."""
    return ValueKind(integer_reader(low, high), {"type": "integer", "minimum": low, "maximum": high})


def choice(code: str, choices: ReadOnly[str, str]) -> ValueKind[Reporter]:
    """Make the type of one word out of several; `choices` maps every spelling to its value."""
    return ValueKind(
        choice_reader(code, choices), {"enum": list(dict.fromkeys([*choices.values(), *choices]))}
    )


TEXT: ValueKind[Reporter] = ValueKind(read_text, TEXT_SCHEMA)
LONG_TEXT: ValueKind[Reporter] = ValueKind(read_long_text, TEXT_SCHEMA)
FLAG: ValueKind[Reporter] = ValueKind(read_flag, FLAG_SCHEMA)
TEXTS: ValueKind[Reporter] = ValueKind(read_texts, TEXTS_SCHEMA)
_NUMBER: dict[str, Any] = {"oneOf": [{"type": "number", "minimum": 0}, {"type": "string"}]}
SHARE: ValueKind[Reporter] = ValueKind(read_share, _NUMBER)
RATIO: ValueKind[Reporter] = ValueKind(read_ratio, _NUMBER)
WEB_URL: ValueKind[Reporter] = ValueKind(
    url_reader(schemes=WEB, local=False), {"type": "string", "format": "uri"}
)
LINK: ValueKind[Reporter] = ValueKind(url_reader(schemes=LINK_SCHEMES, local=True), {"type": "string"})
IMAGE: ValueKind[Reporter] = ValueKind(url_reader(schemes=WEB, local=True), {"type": "string"})
BASE_URL: ValueKind[Reporter] = ValueKind(read_base_url, {"type": "string", "format": "uri"})
TIMEZONE: ValueKind[Reporter] = ValueKind(read_timezone, {"type": "string", "examples": ["Asia/Tokyo"]})
CADENCE: ValueKind[Reporter] = ValueKind(
    read_cadence,
    {"examples": ["weekly", "10 days", {"posts": "weekly", "issues": "monthly"}]},
)
PLAIN_MAPPING: ValueKind[Reporter] = ValueKind(read_plain_mapping, {"type": "object"})
DEFAULTS: ValueKind[Reporter] = ValueKind(
    read_defaults,
    {"type": "object", "properties": {"match": {"type": "string"}}, "required": ["match"]},
)
PLUGINS: ValueKind[Reporter] = ValueKind(read_plugins, TEXTS_SCHEMA)
THEME: ValueKind[Reporter] = ValueKind(read_theme, {"type": "string"})


def _read_days(reporter: Reporter, name: str, node: Node) -> int | None:
    word = match_key(node.text) if isinstance(node, Scalar) else ""
    match = _DAYS.match(word)
    days = int(match[1]) if match else CADENCE_DAYS.get(word, 0)
    if 1 <= days <= LONGEST_CADENCE:
        return days
    wanted = Message(
        " `daily`、`weekly`、`biweekly`、`monthly` か、`10 days` の形",
        "`daily`, `weekly`, `biweekly`, `monthly` or a number of days such as `10 days`",
    )
    wrong_type(reporter, name, node, wanted)
    return None


def _time_zones() -> frozenset[str]:
    # The list that comes with the package tzdata is the same on every machine; the system's own may not be.
    # importlib.resources would do it too, but brings 15 ms of imports to every start.
    package = find_spec("tzdata")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("tzdata")
    return frozenset(Path(package.origin).with_name("zones").read_text(encoding="utf-8").split())


def _nearest_zone(text: str, zones: frozenset[str]) -> str | None:
    by_city = {zone.rpartition("/")[2].lower(): zone for zone in sorted(zones)}
    city = nearest(text.rpartition("/")[2].lower(), tuple(by_city))
    return nearest(text, tuple(sorted(zones))) or (by_city[city] if city else None)


def _pattern_problem(text: str, placeholders: tuple[str, ...], needed: tuple[str, ...]) -> Message | None:
    if not text.startswith("/") or "//" in text or ".." in text or set(text) & set("\\?#%"):
        return Message(
            "`/` で始め、`..`、`?`、`#`、`%` を使わずに書きます",
            "begin it with `/`, and leave out `..`, `?`, `#` and `%`",
        )
    hidden = [part for part in text.split("/") if part.startswith(".") and part != ".well-known"]
    if hidden:
        return Message(
            f"`{hidden[0]}` のように `.` で始まるフォルダーは使えません（`.well-known` のほか）",
            f"no folder may begin with `.`, as `{hidden[0]}` does; `.well-known` alone is allowed",
        )
    found = _PLACEHOLDER.findall(text)
    if not set(found) & set(needed):
        listed = " / ".join(f"`{{{name}}}`" for name in needed)
        return Message(f"{listed} が必要です", f"it needs {listed}")
    unknown = [name for name in found if name not in placeholders]
    if unknown or set(_PLACEHOLDER.sub("", text)) & set("{}"):
        listed = " ".join(f"`{{{name}}}`" for name in placeholders)
        return Message(f"使えるのは {listed} です", f"use {listed}")
    return None
