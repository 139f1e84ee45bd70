# SPDX-License-Identifier: MIT
"""Restrictions: what YAML allows and letterpress does not, reported to the writer."""

from letterpress.diagnostics import Message, Span
from letterpress.encoding import character_name
from letterpress.yaml_reader.nodes import Scalar
from letterpress.yaml_reader.reporter import Reporter

MOST_CHARACTERS = 1_000_000
DEEPEST = 20

_AS_TEXT = Message(
    "文字として書くなら、引用符で囲んでください", "put the value in quotes if it is meant as text"
)


def refuse_length(reporter: Reporter) -> None:
    """Report more characters than front matter or settings ever have."""
    count = len(reporter.source.text)
    message = Message(
        f"長すぎます（{count:,}文字、上限は{MOST_CHARACTERS:,}文字）",
        f"this is too long ({count:,} characters, at most {MOST_CHARACTERS:,})",
    )
    reporter.error("yaml-too-long", Span(reporter.source.path), message)


def refuse_depth(reporter: Reporter, span: Span) -> None:
    """Report too many levels."""
    message = Message(f"入れ子が{DEEPEST}段を超えています", f"this is nested more than {DEEPEST} levels deep")
    reporter.error("yaml-too-deep", span, message)


def refuse_alias(reporter: Reporter, span: Span) -> None:
    """Report an anchor or an alias."""
    message = Message(
        "YAML のアンカーとエイリアス（`&名前`、`*名前`）は使えません",
        "YAML anchors and aliases (`&name`, `*name`) cannot be used",
    )
    reporter.error("yaml-alias", span, message, _AS_TEXT)


def refuse_tag(reporter: Reporter, span: Span, tag: str) -> None:
    """Report a tag."""
    shown = tag.replace("tag:yaml.org,2002:", "!!")
    message = Message(f"YAML のタグ `{shown}` は使えません", f"the YAML tag `{shown}` cannot be used")
    reporter.error("yaml-tag", span, message, _AS_TEXT)


def refuse_character(reporter: Reporter, span: Span, character: str) -> None:
    """Report a character that no source may hold."""
    name = character_name(character)
    message = Message(f"使えない文字があります：{name.ja}", f"the character {name.en} must not be here")
    reporter.error("character-forbidden", span, message, Message("この文字を消してください", "delete it"))


def refuse_repetition(reporter: Reporter, key: Scalar, first: Scalar) -> None:
    """Report a name that its mapping holds already."""
    line = first.span.line
    message = Message(f"`{key.text}` が二度書かれています", f"`{key.text}` is given twice")
    hint = Message(f"先の `{key.text}` は{line}行目にあります", f"the first `{key.text}` is on line {line}")
    reporter.error("yaml-duplicate-key", key.span, message, hint, (first.span,))


def refuse_key(reporter: Reporter, key: Scalar) -> None:
    """Report a missing name, or a merge."""
    if key.text:
        message = Message("YAML のマージ（`<<`）は使えません", "YAML merge keys (`<<`) cannot be used")
        reporter.error("yaml-alias", key.span, message)
    else:
        reporter.error(
            "yaml-key", key.span, Message("`:` の前に名前がありません", "there is no name before `:`")
        )


def refuse_space(reporter: Reporter, key: Scalar) -> None:
    """Report a full-width space beside a name."""
    name = key.text.strip()
    message = Message(
        f"`{name}` の前か後ろに全角の空白があります", f"there is a full-width space beside `{name}`"
    )
    reporter.error(
        "yaml-full-width-space", key.span, message, Message("その空白を消してください", "delete it")
    )
