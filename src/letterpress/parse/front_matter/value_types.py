# SPDX-License-Identifier: MIT
"""Types of the values in front matter: how each is read, and its JSON Schema."""

import re
from collections.abc import Mapping as ReadOnly
from datetime import datetime
from typing import Any, get_args
from unicodedata import normalize

from letterpress.config.settings import BREAKS, FORMATS
from letterpress.config.vocabulary import (
    CTA_NAMES,
    OPTIONAL_RULES,
    PHASE_NAMES,
    PURPOSE_NAMES,
    RULES,
    STAGE_NAMES,
    STAGES,
)
from letterpress.diagnostics import Message, suggestion
from letterpress.document import Promise, Show
from letterpress.normalization import match_key
from letterpress.parse.front_matter.file_names import hyphenated
from letterpress.parse.front_matter.issue_numbers import parse_numbers
from letterpress.parse.front_matter.options import FieldReporter
from letterpress.parse.front_matter.safe_paths import name_problem, path_problem
from letterpress.yaml_reader.dates import DateProblem, parse_moment
from letterpress.yaml_reader.field_specs import (
    FLAG_SCHEMA,
    TEXT_SCHEMA,
    TEXTS_SCHEMA,
    Row,
    Rows,
    ValueKind,
    read_rows,
    rows_schema,
)
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar, Sequence, to_plain
from letterpress.yaml_reader.reporter import Reporter
from letterpress.yaml_reader.urls import WEB, refuse_dangerous_urls, url_reader
from letterpress.yaml_reader.values import (
    choice_reader,
    known_words,
    read_choice,
    read_flag,
    read_mapping,
    read_text,
    read_texts,
    scalars,
    shortened,
    unknown_word,
    wrong_type,
)

_COMMAS = re.compile(r"(?<!\s)\s*+[,、，]\s*+")
_STATUS = {
    "draft": "draft", "下書き": "draft", "private": "draft", "pending": "draft", "非公開": "draft", "未公開": "draft",
    "published": "published", "publish": "published", "公開": "published", "public": "published", "live": "published",
    "scheduled": "published", "future": "published", "予約": "published",
}  # fmt: skip


def read_moment(reporter: FieldReporter, name: str, node: Node) -> datetime | None:
    """Read a date, with or without a time."""
    if not isinstance(node, Scalar):
        wrong_type(reporter, name, node, Message("日付", "a date"))
        return None
    moment = parse_moment(node.text, reporter.zone)
    if isinstance(moment, DateProblem):
        reporter.error(moment.code, node.span, moment.message, moment.hint)
        return None
    return moment


def read_list(reporter: Reporter, name: str, node: Node) -> tuple[str, ...] | None:
    """Read one text or a list of texts; warn of one text that looks like a list."""
    if isinstance(node, Scalar) and not node.quoted and _COMMAS.search(node.text):
        items = ", ".join(_COMMAS.split(node.text.strip()))
        message = Message(
            f"`{name}` が `{node.text}` という1つの語になります",
            f"`{name}` becomes a single text, `{node.text}`",
        )
        hint = Message(f"リストなら `[{items}]` と書きます", f"write `[{items}]` if it is a list")
        reporter.warn("list-as-text", node.span, message, hint)
    return read_texts(reporter, name, node)


def read_items(reporter: Reporter, name: str, node: Node) -> dict[str, Any] | None:
    """Read the posts that an issue carries, and how its letter shows each: the attributes `items` and `shows`."""
    if not isinstance(node, Sequence):
        ids = read_list(reporter, name, node)
        return None if ids is None else {"items": ids}
    shows: dict[str, Show | None] = {}
    for item in node.items:
        if not isinstance(item, Mapping):
            shows.update(dict.fromkeys(read_texts(reporter, name, item) or ()))
        elif values := read_rows(reporter, _ITEM, item, f"{name}."):
            shows[values["id"]] = values.get("show")
    chosen = {item: show for item, show in shows.items() if show}
    return {"items": tuple(shows)} | ({"shows": chosen} if chosen else {})


def read_show(reporter: Reporter, name: str, node: Node) -> str | None:
    """Read how a letter shows a post."""
    return read_choice(reporter, name, node, "show-unknown", _SHOWS)


def read_stages(reporter: Reporter, name: str, node: Node) -> tuple[str, ...]:
    """Read the ids of one or several customer stages."""
    return _words(reporter, name, node, "stage-unknown", STAGE_NAMES)


def read_cta(reporter: Reporter, name: str, node: Node) -> tuple[str, ...]:
    """Read one or several kinds of call to action."""
    return _words(reporter, name, node, "cta-unknown", CTA_NAMES)


def read_value_theme(reporter: FieldReporter, name: str, node: Node) -> str | None:
    """Read the id of a value theme of this project."""
    return read_choice(reporter, name, node, "value-theme-unknown", reporter.options.value_themes)


def read_purpose(reporter: FieldReporter, name: str, node: Node) -> str | None:
    """Read a purpose; warn of one that the channel does not have."""
    purpose = read_choice(reporter, name, node, "purpose-unknown", PURPOSE_NAMES)
    purposes = reporter.options.purposes
    if purpose is not None and purposes and purpose not in purposes:
        listed = known_words({name: word for name, word in PURPOSE_NAMES.items() if word in purposes})
        message = Message(
            f"`{purpose}` は `letterpress.yaml` の `editorial.purposes` にありません",
            f"`{purpose}` is not among `editorial.purposes` in `letterpress.yaml`",
        )
        reporter.warn("purpose-unlisted", node.span, message, listed)
    return purpose


def read_published(reporter: Reporter, name: str, node: Node) -> bool | None:
    """Read `published`, the opposite of `draft`."""
    flag = read_flag(reporter, name, node)
    return None if flag is None else not flag


def read_status(reporter: Reporter, name: str, node: Node) -> bool | None:
    """Read whether `status` makes it a draft."""
    status = read_choice(reporter, name, node, "status-unknown", _STATUS)
    return None if status is None else status == "draft"


def read_promise(reporter: FieldReporter, name: str, node: Node) -> Promise | None:
    """Read the promise of what comes next: a title, or title, series and due."""
    if not isinstance(node, Mapping):
        title = read_text(reporter, name, node)
        return Promise(title=title) if title else None
    values = read_rows(reporter, _PROMISE, node, "next.")
    if values and (values.get("title") or values.get("series")):
        return Promise(**values)
    message = Message("`next` には `title` か `series` が必要です", "`next` needs a `title` or a `series`")
    reporter.error("field-missing", node.span, message)
    return None


def read_ignored_rules(reporter: Reporter, name: str, node: Node) -> tuple[str, ...] | None:
    """Read the editorial rules that a post opts out of."""
    mapping = read_mapping(reporter, name, node)
    values = None if mapping is None else read_rows(reporter, _REPORT, mapping, "report.")
    return None if values is None else values.get("ignore", ())


def read_rule_names(reporter: FieldReporter, name: str, node: Node) -> tuple[str, ...]:
    """Read the names of rules; warn of one that neither letterpress nor a plugin has."""
    others = reporter.options.rules
    known = (*_RULES, *(others or ()))
    for scalar in scalars(reporter, name, node):
        if scalar.text not in known and others is not None:
            shown = shortened(scalar.text)
            message = Message(
                f"`{shown}` という編集ルールはありません", f"there is no editorial rule `{shown}`"
            )
            reporter.warn("rule-unknown", scalar.span, message, suggestion(scalar.text, known))
    return read_texts(reporter, name, node) or ()


def read_extra(reporter: Reporter, name: str, node: Node) -> ReadOnly[str, Any] | None:
    """Read any values by name, none of which may be a URL that runs code."""
    mapping = read_mapping(reporter, name, node)
    refuse_dangerous_urls(reporter, name, mapping)
    plain = None if mapping is None else to_plain(mapping)
    return plain if isinstance(plain, dict) else None


def read_slug(reporter: Reporter, name: str, node: Node) -> str | None:
    """Read a name that is safe as a folder and in a URL, NFC, with hyphens for spaces."""
    if not isinstance(node, Scalar):
        wrong_type(reporter, name, node, Message("文字列", "text"))
        return None
    slug = hyphenated(node.text)
    problem = name_problem(slug)
    if problem is None:
        return slug
    message = Message(
        f"`{name}` に `{shortened(slug)}` は使えません", f"`{shortened(slug)}` cannot be used as `{name}`"
    )
    reporter.error("slug-unsafe", node.span, message, problem)
    return None


def read_aliases(reporter: Reporter, name: str, node: Node) -> tuple[str, ...]:
    """Read site paths that are safe to write, NFC, with a slash before them."""
    found: dict[str, None] = {}
    for scalar in scalars(reporter, name, node):
        path = normalize("NFC", scalar.text.strip())
        problem = path_problem(path)
        if problem is None:
            found["/" + path.lstrip("/")] = None
            continue
        shown = shortened(path)
        message = Message(f"`{name}` に `{shown}` は使えません", f"`{shown}` cannot be one of `{name}`")
        reporter.error("alias-unsafe", scalar.span, message, problem)
    return tuple(found)


def read_numbers(reporter: Reporter, name: str, node: Node) -> tuple[int, ...]:
    """Read issue numbers: one, several for a combined issue, none for an unnumbered one."""
    numbers: dict[int, None] = {}
    for scalar in scalars(reporter, name, node):
        found = parse_numbers(scalar.text)
        if found is None:
            hint = Message(
                "`12`、`第12号`、`Vol.7`、`[12, 13]` のように書きます",
                "write it like `12`, `No. 12`, `Vol. 7` or `[12, 13]`",
            )
            wrong_type(reporter, name, scalar, Message("号数", "an issue number"), hint)
        numbers.update(dict.fromkeys(found or ()))
    return tuple(numbers)


def _words(
    reporter: Reporter, name: str, node: Node, code: str, choices: ReadOnly[str, str]
) -> tuple[str, ...]:
    """Read words of a closed list, each once; several may also stand in one text, with commas between them."""
    found: dict[str, None] = {}
    for scalar in scalars(reporter, name, node):
        words = [choices.get(match_key(scalar.text))]
        if words == [None]:
            words = [choices.get(match_key(word)) for word in _COMMAS.split(scalar.text)]
        if None in words:
            unknown_word(reporter, code, name, scalar, choices)
        found.update(dict.fromkeys(word for word in words if word is not None))
    return tuple(found)


def _one_of(*words: str) -> dict[str, Any]:
    return {"anyOf": [{"enum": list(words)}, {"type": "string"}]}


def _some_of(*words: str) -> dict[str, Any]:
    return {"anyOf": [_one_of(*words), {"type": "array", "items": _one_of(*words)}]}


_RULES = (*RULES, *OPTIONAL_RULES)

TEXT: ValueKind[Reporter] = ValueKind(read_text, TEXT_SCHEMA)
LIST: ValueKind[Reporter] = ValueKind(read_list, TEXTS_SCHEMA)
FLAG: ValueKind[Reporter] = ValueKind(read_flag, FLAG_SCHEMA)
MOMENT: ValueKind[FieldReporter] = ValueKind(
    read_moment, {"type": "string", "examples": ["2026-11-21", "2026-11-21 10:30", "2026年11月21日"]}
)
PUBLISHED: ValueKind[Reporter] = ValueKind(read_published, FLAG_SCHEMA)
STATUS: ValueKind[Reporter] = ValueKind(read_status, {"enum": list(_STATUS)})
STAGES_TYPE: ValueKind[Reporter] = ValueKind(
    read_stages, _some_of(*(word for stage in STAGES for word in (stage.id, stage.label.ja)))
)
VALUE_THEME: ValueKind[FieldReporter] = ValueKind(read_value_theme, {"type": "string"})
PHASE: ValueKind[Reporter] = ValueKind(
    choice_reader("phase-unknown", PHASE_NAMES), {"enum": list(PHASE_NAMES)}
)
BREAKS_TYPE: ValueKind[Reporter] = ValueKind(choice_reader("breaks-unknown", BREAKS), {"enum": list(BREAKS)})
FORMAT: ValueKind[Reporter] = ValueKind(choice_reader("format-unknown", FORMATS), {"enum": list(FORMATS)})
PURPOSE: ValueKind[FieldReporter] = ValueKind(read_purpose, _one_of(*sorted(set(PURPOSE_NAMES.values()))))
CTA: ValueKind[Reporter] = ValueKind(read_cta, _some_of(*dict.fromkeys(CTA_NAMES.values())))
SLUG: ValueKind[Reporter] = ValueKind(read_slug, {"type": "string", "maxLength": 200})
ALIASES: ValueKind[Reporter] = ValueKind(
    read_aliases, {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
)
NUMBERS: ValueKind[Reporter] = ValueKind(
    read_numbers,
    {
        "type": ["integer", "string", "array"],
        "items": {"type": ["integer", "string"]},
        "examples": [12, "第12号"],
    },
)
CANONICAL: ValueKind[Reporter] = ValueKind(
    url_reader(schemes=WEB, local=False), {"type": "string", "format": "uri"}
)
IMAGE: ValueKind[Reporter] = ValueKind(url_reader(schemes=WEB, local=True), {"type": "string"})
EXTRA: ValueKind[Reporter] = ValueKind(read_extra, {"type": "object"})

_REPORT: Rows = (
    Row(
        name="ignore",
        kind=ValueKind(read_rule_names, _some_of(*_RULES)),
        about=Message("この記事には当てはめない編集ルール", "editorial rules that do not apply to this post"),
    ),
)
_SHOWS: ReadOnly[str, Show] = {
    "excerpt": "excerpt", "抜粋": "excerpt", "full": "full", "全文": "full", "link": "link", "リンク": "link",
}  # fmt: skip
_ITEM: Rows = (
    Row(
        name="id",
        kind=TEXT,
        required=True,
        example="posts/hello",
        about=Message("記事の id", "id of the post"),
    ),
    Row(
        name="show",
        kind=ValueKind(read_show, {"enum": list(get_args(Show))}),
        about=Message("便りでの見せ方", "how a letter shows it"),
    ),
)
_PROMISE: Rows = (
    Row(name="title", kind=TEXT, about=Message("次に出すものの題名", "what will come")),
    Row(name="series", kind=TEXT, about=Message("その連載の名前", "the series that it will belong to")),
    Row(name="due", kind=MOMENT, about=Message("いつまでに出すか", "by when")),
)
REPORT: ValueKind[Reporter] = ValueKind(read_ignored_rules, rows_schema(_REPORT))
ITEMS: ValueKind[Reporter] = ValueKind(
    read_items,
    {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"anyOf": [{"type": "string"}, rows_schema(_ITEM)]}},
        ]
    },
)
PROMISE: ValueKind[FieldReporter] = ValueKind(
    read_promise, {"anyOf": [{"type": "string"}, rows_schema(_PROMISE)]}
)
