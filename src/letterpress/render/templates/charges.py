# SPDX-License-Identifier: MIT
"""What filters, operators and texts of a template cost, in the steps that a page may use.

A turn of a loop is one step. So is walking over some items of a value, or making some characters of text; whatever can
make much of little is charged before it is done.
"""

from collections.abc import Callable, Iterable, Mapping, Sized
from datetime import date
from decimal import Decimal
from functools import cache, wraps
from html import unescape
from typing import Any

import msgspec
from jinja2.environment import TemplateModule
from jinja2.runtime import Undefined
from markupsafe import Markup

from letterpress.diagnostics import Message
from letterpress.render.templates.errors import Refused, forbidden, misused

CHARACTERS_PER_STEP = 100
ESCAPE = 4
"""How many times longer a text may become that is escaped."""
ITEMS_PER_STEP = 10
MAX_PRECISION = 20
"""Digits behind the point, or zeros before it, that `round` may ask for."""
MAX_INDENT = 8
"""Spaces for each level that `tojson` may ask for."""
MAX_DEPTH = 100
"""How deep a value may nest that becomes text."""
MAX_ITEMS = 2_000_000
"""More than any page can walk over; where counting ends."""

Charge = Callable[[int], None]
"""Takes steps from the page at hand, and refuses where it has no more."""

_FREE = frozenset(
    """safe default d count length first abs date asset absolute t truncate_text _charged _joined _weighed
    _shown""".split()  # noqa: SIM905 - a list of words reads better
)
"""Filters that take the same time whatever they are given, or are charged for themselves."""
_TEXTUAL = frozenset(
    """capitalize e escape forceescape format join lower replace string striptags title trim truncate upper
    urlencode wordcount xmlattr""".split()  # noqa: SIM905 - as above
)
"""Filters that make text of what they are given."""
PLAIN = (str, int, float, Decimal, date, TemplateModule, Undefined, type(None))
"""Types of values that a page can show, and that hold no others."""


def weight(value: Any) -> int:
    """How many steps it takes to walk over a value, with all that is in its lists and mappings.

    Counting ends where no page has so many steps, since a small template can make a list that holds itself many times.
    """
    kind: Any = type(value)
    if kind is str or kind is Markup:
        return len(value) // CHARACTERS_PER_STEP
    if not holds_values(kind):
        return 0
    items = characters = 0
    waiting: list[Any] = [value]
    while waiting and items < MAX_ITEMS:
        each = waiting.pop()
        kind = type(each)
        if kind is str or kind is Markup:
            characters += len(each)
        elif holds_values(kind):
            items += len(each)
            waiting.extend(each if issubclass(kind, list | tuple) else each.values())
        elif isinstance(each, str):
            characters += len(each)
    if items >= MAX_ITEMS:
        return MAX_ITEMS
    return items // ITEMS_PER_STEP + characters // CHARACTERS_PER_STEP


@cache
def holds_values(kind: type) -> bool:
    """Whether values of a type hold others that can be walked over; asked for each value, of which few do."""
    return issubclass(kind, list | tuple | Mapping)


def check_shown(value: Any) -> None:
    """Let a value pass that can be written on a page: text, a number, a date, nothing, or lists and mappings of these.

    Raises:
        Refused: It is something else, of which Python would tell what it is to Python.
    """
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting:
        each, depth = waiting.pop()
        if isinstance(each, PLAIN):
            continue
        if depth > MAX_DEPTH:
            raise misused(
                f"{MAX_DEPTH}段より深いデータは表示できません",
                f"data deeper than {MAX_DEPTH} levels cannot be shown",
            )
        if isinstance(each, Mapping):
            waiting += [(inner, depth + 1) for inner in (*each.keys(), *each.values())]
        elif isinstance(each, list | tuple):
            waiting += [(inner, depth + 1) for inner in each]
        elif not isinstance(each, range):
            raise not_shown(each)


def not_shown(value: Any) -> Refused:
    """The refusal of writing a value on a page that is no text, with what could be written."""
    if isinstance(value, msgspec.Struct):
        fields = "、".join(f"`{name}`" for name in value.__struct_fields__[:8])
        named = ", ".join(f"`{name}`" for name in value.__struct_fields__[:8])
        hint = Message(f"項目を書いてください（{fields} など）", f"name one of its fields, such as {named}")
    elif callable(value):
        hint = Message("後ろに `()` をつけて呼び出してください", "call it, with `()` behind its name")
    else:
        hint = Message("その中の値を名前で書いてください", "name a value in it")
    return misused(
        "文字ではないものは、そのままページに書けません", "this is no text that a page could show", hint
    )


def charged(name: str, function: Callable[..., Any], charge: Charge) -> Callable[..., Any]:
    """A filter that is charged for what it is given, for what it is asked to make, and for the text that it makes."""
    if name in _FREE:
        return function
    skipped = 1 if hasattr(function, "jinja_pass_arg") else 0
    check = _CHECKS.get(name)
    textual = name in _TEXTUAL

    @wraps(function)
    def filtered(*arguments: Any, **named: Any) -> Any:
        value, *others = arguments[skipped:]
        kind = type(value)
        if kind is str or kind is Markup:
            charge(1 + len(value) // CHARACTERS_PER_STEP)
        elif value is not None:
            if not isinstance(value, Sized | Undefined | int | float | date) and isinstance(value, Iterable):
                value = list(value)
                arguments = (*arguments[:skipped], value, *others)
            charge(1 + weight(value))
            if textual:
                check_shown(value)
        for each in (*others, *named.values()) if named else others:
            if type(each) is not str or len(each) >= CHARACTERS_PER_STEP:
                charge(weight(each))
        if check is not None:
            check(charge, value, *others, **named)
        result = function(*arguments, **named)
        if isinstance(result, str) and len(result) >= CHARACTERS_PER_STEP:
            charge(len(result) // CHARACTERS_PER_STEP)
        return result

    return _replacing(function, filtered, charge) if name == "replace" else filtered


def _replacing(
    function: Callable[..., Any], filtered: Callable[..., Any], charge: Charge
) -> Callable[..., Any]:
    """The filter `replace`, which every page uses: charged at once where all that it is given is text."""

    @wraps(filtered)
    def replaced(*arguments: Any, **named: Any) -> Any:
        if named or tuple(map(type, arguments[1:])) not in _TEXTS:
            return filtered(*arguments, **named)
        _, value, old, new = arguments
        size = len(value)
        if len(new) > len(old) or type(value) is Markup:
            size += value.count(old) * len(new) * ESCAPE
        charge(1 + size // CHARACTERS_PER_STEP)
        return function(*arguments)

    return replaced


_TEXTS = frozenset(((str, str, str), (Markup, str, str)))
"""Types of a text, of what is replaced in it and of what replaces it."""


def charge_method(charge: Charge, text: str, name: str, arguments: tuple[Any, ...]) -> None:
    """Charge a method of a text before it is called."""
    charge(len(text) // CHARACTERS_PER_STEP)
    if name == "replace":
        _check_replace(charge, text, *arguments[:2])
    elif name == "join" and arguments:
        _check_join(charge, arguments[0], text)
    elif name in ("split", "rsplit", "splitlines"):
        charge(len(text) // ITEMS_PER_STEP)


def _check_replace(charge: Charge, value: Any, old: Any = "", new: Any = "", *_: Any, **__: Any) -> None:
    if isinstance(value, str) and isinstance(old, str) and isinstance(new, str):
        charge(value.count(old) * len(new) // CHARACTERS_PER_STEP)


def _check_join(charge: Charge, value: Any, d: Any = "", *_: Any, **__: Any) -> None:
    if isinstance(value, Sized) and isinstance(d, str):
        charge(len(value) * len(d) // CHARACTERS_PER_STEP)
    charge(weight(value))


def _check_round(_charge: Charge, _value: Any, precision: Any = 0, *_: Any, **__: Any) -> None:
    if isinstance(precision, int) and abs(precision) > MAX_PRECISION:
        raise forbidden(
            f"`round` は{MAX_PRECISION}桁までです", f"`round` knows {MAX_PRECISION} digits at most", "round"
        )


def _check_parts(charge: Charge, _value: Any, number: Any = 0, *_: Any, **named: Any) -> None:
    number = named.get("linecount", named.get("slices", number))
    if isinstance(number, int):
        charge(abs(number))


def _check_json(charge: Charge, value: Any, indent: Any = None, *_: Any, **__: Any) -> None:
    if isinstance(indent, str) or (isinstance(indent, int) and indent > MAX_INDENT):
        raise forbidden(
            f"`tojson` の `indent` は{MAX_INDENT}までです",
            f"`indent` of `tojson` is {MAX_INDENT} at most",
            "tojson",
        )
    if indent and not isinstance(value, str):
        charge(weight(value) * ITEMS_PER_STEP)


def _check_sum(
    charge: Charge, value: Any, _attribute: Any = None, start: Any = 0, *_: Any, **__: Any
) -> None:
    if isinstance(start, list | tuple):
        # Each sum of lists is a new list.
        charge(len(value) * (weight(value) + 1))


def _check_format(charge: Charge, value: Any, *others: Any, **named: Any) -> None:
    longest = max((len(each) for each in (*others, *named.values()) if isinstance(each, str)), default=0)
    charge(str(value).count("%") * longest // CHARACTERS_PER_STEP)
    for each in (*others, *named.values()):
        check_shown(each)


_CHECKS: Mapping[str, Callable[..., None]] = {
    "replace": _check_replace,
    "join": _check_join,
    "round": _check_round,
    "batch": _check_parts,
    "slice": _check_parts,
    "tojson": _check_json,
    "sum": _check_sum,
    "format": _check_format,
}
"""What a filter is asked to make, by its name."""


def striptags(value: Any) -> str:
    """Text without tags and comments, on one line, as markupsafe's; in one pass over it."""
    text = str(value.__html__()) if hasattr(value, "__html__") else str(value)
    for begin, end in (("<!--", "-->"), ("<", ">")):
        text = _without(text, begin, end)
    return unescape(" ".join(text.split()))


def _without(text: str, begin: str, end: str) -> str:
    """A text without what stands between two marks, and without these."""
    kept: list[str] = []
    behind = 0
    while (start := text.find(begin, behind)) >= 0 and (stop := text.find(end, start)) >= 0:
        kept.append(text[behind:start])
        behind = stop + len(end)
    return "".join((*kept, text[behind:]))
