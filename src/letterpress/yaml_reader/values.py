# SPDX-License-Identifier: MIT
"""Nodes to typed values: what a field is declared to be decides how its text is read.

Every reader takes the reading that collects problems, the name by which the writer knows the value, and the node.
It gives the value, or None after reporting why there is none.
"""

import re
from collections.abc import Callable, Mapping as ReadOnly
from fractions import Fraction
from unicodedata import normalize

from letterpress.diagnostics import Message, nearest
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar, Sequence
from letterpress.yaml_reader.reading import Reading

TRUE_WORDS = ("true", "yes", "on")
FALSE_WORDS = ("false", "no", "off")

_INTEGER = re.compile(r"[-+]?[0-9]{1,9}\Z", re.ASCII)
_SHARE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(%?)\Z", re.ASCII)
_RATIO = re.compile(r"([0-9]{1,9})\s*/\s*([0-9]{1,9})\Z", re.ASCII)


def wrong_type(reading: Reading, name: str, node: Node, wanted: Message, hint: Message | None = None) -> None:
    """Report that a value is of another type than its field."""
    found = _kind(node)
    reading.error(
        "field-type",
        node.span,
        Message(
            f"`{name}` は{wanted.ja}で書きます（今は{found.ja}です）",
            f"`{name}` must be {wanted.en}, but this is {found.en}",
        ),
        hint,
    )


def read_text(reading: Reading, name: str, node: Node) -> str | None:
    """Text without space around it; line ends inside become spaces."""
    if not isinstance(node, Scalar):
        return wrong_type(reading, name, node, _TEXT)
    text = node.text.strip()
    return " ".join(text.split("\n")) if "\n" in text else text


def read_long_text(reading: Reading, name: str, node: Node) -> str | None:
    """Text that may run over several lines."""
    if not isinstance(node, Scalar):
        return wrong_type(reading, name, node, _TEXT)
    return node.text.strip()


def read_flag(reading: Reading, name: str, node: Node) -> bool | None:
    """A truth value: true, yes, on; false, no, off; in any case and width."""
    if isinstance(node, Scalar):
        word = folded(node.text)
        if word in TRUE_WORDS:
            return True
        if word in FALSE_WORDS:
            return False
    return wrong_type(reading, name, node, Message("true か false", "true or false"))


def read_texts(reading: Reading, name: str, node: Node) -> tuple[str, ...] | None:
    """One text or a list of texts; empty ones are left out."""
    if isinstance(node, Scalar):
        text = read_text(reading, name, node)
        return (text,) if text else ()
    if isinstance(node, Sequence):
        texts = [read_text(reading, name, item) for item in node.items]
        return None if None in texts else tuple(text for text in texts if text)
    return wrong_type(reading, name, node, Message("文字列かそのリスト", "text or a list of texts"))


def scalars(reading: Reading, name: str, node: Node) -> tuple[Scalar, ...]:
    """The texts of a value that is one text or a list of texts, each still with its place."""
    items = node.items if isinstance(node, Sequence) else (node,)
    for item in items:
        if not isinstance(item, Scalar):
            wrong_type(reading, name, item, Message("文字列かそのリスト", "text or a list of texts"))
    return tuple(item for item in items if isinstance(item, Scalar) and not item.is_absent)


def read_mapping(reading: Reading, name: str, node: Node) -> Mapping | None:
    """A mapping, still as nodes."""
    if isinstance(node, Mapping):
        return node
    return wrong_type(reading, name, node, Message("`名前: 値` の組", "a list of `name: value` lines"))


def read_share(reading: Reading, name: str, node: Node) -> Fraction | None:
    """An exact fraction: `30%`, `0.3` and `3/10` are the same number."""
    if isinstance(node, Scalar):
        text = normalize("NFKC", node.text).strip()
        if (match := _RATIO.match(text)) and int(match[2]):
            return Fraction(int(match[1]), int(match[2]))
        if match := _SHARE.match(text):
            return Fraction(match[1]) / (100 if match[2] else 1)
    return wrong_type(
        reading, name, node, Message("割合（`30%`、`0.3`、`3/10`）", "a share such as `30%`, `0.3` or `3/10`")
    )


def integer_reader(low: int, high: int) -> Callable[[Reading, str, Node], int | None]:
    """A reader of whole numbers from `low` to `high`."""

    def read_integer(reading: Reading, name: str, node: Node) -> int | None:
        if isinstance(node, Scalar):
            text = normalize("NFKC", node.text).strip()
            if _INTEGER.match(text) and low <= int(text) <= high:
                return int(text)
        return wrong_type(
            reading,
            name,
            node,
            Message(f"{low}から{high}までの整数", f"a whole number from {low} to {high}"),
        )

    return read_integer


def choice_reader(code: str, choices: ReadOnly[str, str]) -> Callable[[Reading, str, Node], str | None]:
    """A reader of one word out of several.

    Args:
        code: Of the diagnostic for any other word.
        choices: Every accepted spelling, as `folded` gives it, to its value.
    """

    def read_choice(reading: Reading, name: str, node: Node) -> str | None:
        if not isinstance(node, Scalar):
            return wrong_type(reading, name, node, _TEXT)
        value = choices.get(folded(node.text))
        if value is None:
            unknown_word(reading, code, name, node, choices)
        return value

    return read_choice


def unknown_word(reading: Reading, code: str, name: str, node: Scalar, choices: ReadOnly[str, str]) -> None:
    """Report a word that is none of the accepted ones, with the nearest of them."""
    known = ", ".join(f"`{value}`" for value in dict.fromkeys(choices.values()))
    close = nearest(folded(node.text), tuple(choices))
    hint = (
        Message(f"`{close}` のことですか", f"did you mean `{close}`?")
        if close
        else Message(f"使えるのは {known} です", f"known are {known}")
    )
    reading.error(
        code,
        node.span,
        Message(
            f"`{name}` に `{node.text}` という値はありません", f"`{node.text}` is not a value of `{name}`"
        ),
        hint,
    )


def folded(text: str) -> str:
    """The form in which two spellings of one word are equal: NFKC, without case, no space around."""
    return normalize("NFKC", text).strip().casefold()


_TEXT = Message("文字列", "text")


def _kind(node: Node) -> Message:
    if isinstance(node, Mapping):
        return Message("`名前: 値` の組", "a mapping")
    if isinstance(node, Sequence):
        return Message("リスト", "a list")
    if node.is_absent:
        return Message("空", "empty")
    shown = node.text if len(node.text) <= 30 else node.text[:29] + "…"
    return Message(f"「{shown}」", f"`{shown}`")
