# SPDX-License-Identifier: MIT
"""Readers of typed values: what a field is declared to be decides how its text is read.

Every reader takes the reporter that collects diagnostics, the name by which the writer knows the value, and the node.
It gives the value, or None after reporting why there is none.
"""

import re
from collections.abc import Callable
from collections.abc import Mapping as ReadOnly
from fractions import Fraction
from unicodedata import normalize

from letterpress.diagnostics import Message, did_you_mean, suggestion
from letterpress.encoding import FORBIDDEN, STAND_IN
from letterpress.normalization import match_key
from letterpress.yaml_reader.line_folding import one_line
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar, Sequence
from letterpress.yaml_reader.reporter import Reporter

TRUE_WORDS = ("true", "yes", "on")
FALSE_WORDS = ("false", "no", "off")

_INTEGER = re.compile(r"[-+]?[0-9]{1,9}\Z")
_DECIMAL = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(%?)\Z")
_RATIO = re.compile(r"([0-9]{1,9})\s*/\s*([0-9]{1,9})\Z")

_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u2060\ufeff]")

_TEXT = Message("文字列", "text")
_TEXTS = Message("文字列かそのリスト", "text or a list of texts")


def wrong_type(
    reporter: Reporter, name: str, node: Node, wanted: Message, hint: Message | None = None
) -> None:
    """Report that a value is of another type than its field."""
    found = _described(node)
    message = Message(
        f"`{name}` は{wanted.ja}で書きます（今は{found.ja}です）",
        f"`{name}` must be {wanted.en}, but this is {found.en}",
    )
    reporter.error("field-type", node.span, message, hint)


def read_text(reporter: Reporter, name: str, node: Node) -> str | None:
    """Read text on one line, without space around it."""
    if isinstance(node, Scalar):
        text = node.text.strip()
        return one_line(text) if "\n" in text else text
    wrong_type(reporter, name, node, _TEXT)
    return None


def read_long_text(reporter: Reporter, name: str, node: Node) -> str | None:
    """Read text that may run over several lines."""
    if isinstance(node, Scalar):
        return node.text.strip()
    wrong_type(reporter, name, node, _TEXT)
    return None


def read_flag(reporter: Reporter, name: str, node: Node) -> bool | None:
    """Read a truth value: true, yes, on; false, no, off; in any case and width."""
    if isinstance(node, Scalar):
        word = match_key(node.text)
        if word in TRUE_WORDS:
            return True
        if word in FALSE_WORDS:
            return False
    wrong_type(reporter, name, node, Message(" `true` か `false` ", "`true` or `false`"))
    return None


def read_texts(reporter: Reporter, name: str, node: Node) -> tuple[str, ...] | None:
    """Read one text or a list of texts; empty and repeated ones are left out."""
    if isinstance(node, Mapping):
        wrong_type(reporter, name, node, _TEXTS)
        return None
    found: dict[str, None] = {}
    for scalar in scalars(reporter, name, node):
        if text := read_text(reporter, name, scalar):
            found[text] = None
    return tuple(found)


def scalars(reporter: Reporter, name: str, node: Node) -> tuple[Scalar, ...]:
    """Return the texts of a value that is one text or a list of texts, each still with its place."""
    found = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        if not isinstance(item, Scalar):
            wrong_type(reporter, name, item, _TEXTS)
        elif not item.is_absent:
            found.append(item)
    return tuple(found)


def read_mapping(reporter: Reporter, name: str, node: Node) -> Mapping | None:
    """Return a mapping, still as nodes."""
    if isinstance(node, Mapping):
        return node
    wrong_type(reporter, name, node, Message(" `名前: 値` の組", "a mapping of names to values"))
    return None


def read_ratio(reporter: Reporter, name: str, node: Node) -> Fraction | None:
    """Read an exact number of at least 0: `1.5`, `3/2` and `150%` are the same."""
    number = _fraction(node)
    if number is None:
        wanted = Message("数（`1.5`、`3/2`、`150%` など）", "a number such as `1.5`, `3/2` or `150%`")
        wrong_type(reporter, name, node, wanted)
    return number


def read_share(reporter: Reporter, name: str, node: Node) -> Fraction | None:
    """Read an exact part of a whole, from 0 to 1: `30%`, `0.3` and `3/10` are the same."""
    number = _fraction(node)
    if number is not None and number <= 1:
        return number
    wanted = Message("割合（`30%`、`0.3`、`3/10` など）", "a share such as `30%`, `0.3` or `3/10`")
    percent = number is not None and number <= 100 and isinstance(node, Scalar) and _INTEGER.match(node.text)
    hint = did_you_mean(f"{node.text}%") if percent else None  # type: ignore[union-attr]
    wrong_type(reporter, name, node, wanted, hint)
    return None


def integer_reader(low: int, high: int) -> Callable[[Reporter, str, Node], int | None]:
    """Make a reader of whole numbers from `low` to `high`."""
    wanted = Message(f"{low}から{high}までの整数", f"a whole number from {low} to {high}")

    def read_integer(reporter: Reporter, name: str, node: Node) -> int | None:
        text = normalize("NFKC", node.text).strip() if isinstance(node, Scalar) else ""
        if _INTEGER.match(text) and low <= int(text) <= high:
            return int(text)
        wrong_type(reporter, name, node, wanted)
        return None

    return read_integer


def choice_reader(code: str, choices: ReadOnly[str, str]) -> Callable[[Reporter, str, Node], str | None]:
    """Make a reader of one word out of several.

    Args:
        code: Of the diagnostic for any other word.
        choices: Every accepted spelling, as `match_key` gives it, to its value.
    """

    def read(reporter: Reporter, name: str, node: Node) -> str | None:
        return read_choice(reporter, name, node, code, choices)

    return read


def read_choice(
    reporter: Reporter, name: str, node: Node, code: str, choices: ReadOnly[str, str]
) -> str | None:
    """Read one word out of several; the last two arguments are those of `choice_reader`."""
    if not isinstance(node, Scalar):
        wrong_type(reporter, name, node, _TEXT)
        return None
    value = choices.get(match_key(node.text))
    if value is None:
        unknown_word(reporter, code, name, node, choices)
    return value


def choices_reader(
    code: str, choices: ReadOnly[str, str]
) -> Callable[[Reporter, str, Node], tuple[str, ...]]:
    """Make a reader of one or several words, each once; its arguments are those of `choice_reader`."""

    def read_choices(reporter: Reporter, name: str, node: Node) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for scalar in scalars(reporter, name, node):
            value = choices.get(match_key(scalar.text))
            if value is None:
                unknown_word(reporter, code, name, scalar, choices)
            else:
                found[value] = None
        return tuple(found)

    return read_choices


def unknown_word(
    reporter: Reporter, code: str, name: str, scalar: Scalar, choices: ReadOnly[str, str]
) -> None:
    """Report a word that is none of the accepted ones, with the nearest of them or else all."""
    hint = suggestion(match_key(scalar.text), tuple(choices)) or known_words(choices)
    shown = shortened(scalar.text)
    message = Message(f"`{name}` に `{shown}` という値はありません", f"`{shown}` is not a value of `{name}`")
    reporter.error(code, scalar.span, message, hint)


def known_words(choices: ReadOnly[str, str]) -> Message:
    """Return the hint that lists every value once, in Japanese with its first Japanese spelling where it has one."""
    english = dict.fromkeys(value or spelling for spelling, value in choices.items())
    japanese: dict[str, str] = {}
    for spelling, value in choices.items():
        if not spelling.isascii():
            japanese.setdefault(value, spelling)
    labelled = (f"`{word}`" + (f"（{japanese[word]}）" if word in japanese else "") for word in english)
    return Message(
        f"使えるのは {'、'.join(labelled)}です",
        "use one of " + ", ".join(f"`{word}`" for word in english),
    )


def shortened(text: str, limit: int = 40) -> str:
    """Shorten a writer's text, and make it harmless enough to be quoted in a message."""
    text = _UNSEEN.sub(STAND_IN, FORBIDDEN.sub(STAND_IN, " ".join(text.split())))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _fraction(node: Node) -> Fraction | None:
    text = normalize("NFKC", node.text).strip() if isinstance(node, Scalar) else ""
    if (match := _RATIO.match(text)) and int(match[2]):
        return Fraction(int(match[1]), int(match[2]))
    if match := _DECIMAL.match(text):
        return Fraction(match[1]) / (100 if match[2] else 1)
    return None


def _described(node: Node) -> Message:
    if isinstance(node, Mapping):
        return Message(" `名前: 値` の組", "a mapping")
    if isinstance(node, Sequence):
        return Message("リスト", "a list")
    if not node.text:
        return Message("空", "empty")
    return Message(f" `{shortened(node.text)}` ", f"`{shortened(node.text)}`")
