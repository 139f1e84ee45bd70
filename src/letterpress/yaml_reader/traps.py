# SPDX-License-Identifier: MIT
"""The mistakes that writers really make in YAML, told in their words instead of the parser's.

The parser says where it gave up; the mistake often stands a line earlier. So the line that it names is asked for every
trap, the lines before it for slips that make the parser read on, and only then is the indentation blamed.
"""

import re
from collections.abc import Iterator

import msgspec
import yaml

from letterpress.diagnostics import Message, Span
from letterpress.yaml_reader.nodes import Scalar
from letterpress.yaml_reader.reading import Reading
from letterpress.yaml_reader.slips import Trap, slip_in

SUSPECT_LINES = 3
"""How far above the place where the parser gave up a slip is looked for."""

_TAB = re.compile(r" *(?P<tabs>\t+)")
_VALUE = re.compile(r"\s*(?:- +)?(?P<key>[^\s:][^:]*):[ \t]+(?P<value>\S.*)")
_INNER_COLON = re.compile(r":(?:\s|\Z)")
_ITEM = re.compile(r"\s*- ")
_CLOSERS = {"[": "]", "{": "}"}
_INDICATORS = "@`%*&!|>,]}?-[{"

_INNER = Message("値の中にもう一つ `: ` があります", "the value holds another `: `")
_QUOTE_ITEM = Message("`: ` を含む語を引用符で囲みます", "put the item that holds it in quotes")


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What the parser says; lines and columns count from 0."""

    problem: str
    line: int
    column: int
    context: str
    context_line: int
    context_column: int


def explain(reading: Reading, error: yaml.YAMLError) -> None:
    """Report why a text is no YAML."""
    fault = _fault(error)
    if fault is None:
        reading.error(
            "yaml-syntax", Span(reading.source.path), Message("YAML として読めません", "this is not YAML")
        )
        return
    traps = (trap for trap in _recognised(reading, fault) if trap is not None)
    _report(reading, next(traps, None) or _unexplained(fault))


def explain_text(reading: Reading, scalar: Scalar) -> bool:
    """Report the slip that made one text of what should be names and values; whether one was found."""
    index = scalar.span.line - reading.source.first_line
    trap = slip_in(reading.line(index), index)
    if trap is not None:
        _report(reading, trap)
    return trap is not None


def quoted(value: str) -> str:
    """A value as YAML text in quotes; single ones where it holds double ones or backslashes."""
    if value[0] in "\"'" and value[-1] == value[0] and len(value) > 2:
        value = value[1:-1]
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _recognised(reading: Reading, fault: Fault) -> Iterator[Trap | None]:
    text = reading.line(fault.line)
    yield _tab(text, fault)
    yield _second_document(text, fault)
    yield slip_in(text, fault.line)
    yield _unclosed(reading.line(fault.context_line), fault)
    yield _escape(fault)
    yield _unquoted(text, fault)
    for line in _lines_before(reading, fault):
        yield slip_in(reading.line(line), line)
    yield _indentation(text, fault)


def _lines_before(reading: Reading, fault: Fault) -> Iterator[int]:
    yield fault.context_line
    above = (index for index in range(fault.line - 1, -1, -1) if reading.line(index).strip())
    for _, index in zip(range(SUSPECT_LINES), above, strict=False):
        yield index


def _tab(text: str, fault: Fault) -> Trap | None:
    match = _TAB.match(text)
    return match and Trap(
        code="yaml-tab",
        line=fault.line,
        column=match.start("tabs"),
        length=len(match["tabs"]),
        message=Message("字下げにタブは使えません", "tabs cannot indent"),
        hint=Message("タブを空白 2 つに替えてください", "replace each tab by two spaces"),
    )


def _second_document(text: str, fault: Fault) -> Trap | None:
    if fault.problem != "but found another document":
        return None
    return Trap(
        code="yaml-second-document",
        line=fault.line,
        column=0,
        length=max(len(text.rstrip()), 1),
        message=Message("二つめの文書が始まっています", "a second document begins here"),
        hint=Message("この行を消してください", "delete this line"),
    )


def _unclosed(text: str, fault: Fault) -> Trap | None:
    is_quote = fault.context == "while scanning a quoted scalar" and "end of stream" in fault.problem
    is_bracket = fault.context in ("while parsing a flow sequence", "while parsing a flow mapping")
    opener = text[fault.context_column : fault.context_column + 1]
    closer = _CLOSERS.get(opener, opener)
    if not (is_quote or is_bracket) or (is_bracket and closer in text[fault.column :]):
        return None
    return Trap(
        code="yaml-unclosed",
        line=fault.context_line,
        column=fault.context_column,
        length=1,
        message=Message(f"`{opener}` が閉じていません", f"`{opener}` is never closed"),
        hint=Message(
            f"`{closer}` で閉じるか、文字として書くなら値の全体を引用符で囲んでください",
            f"close it with `{closer}`, or put the whole value in quotes if it is meant as text",
        ),
    )


def _escape(fault: Fault) -> Trap | None:
    if "escape" not in fault.problem:
        return None
    return Trap(
        code="yaml-escape",
        line=fault.line,
        column=max(fault.column - 1, 0),
        length=2,
        message=Message(
            "二重引用符の中に使えない `\\` の組みあわせがあります",
            "double quotes hold a `\\` that begins no known escape",
        ),
        hint=Message(
            "一重引用符 `'` で囲むか、`\\\\` と書いてください", "use single quotes `'`, or write `\\\\`"
        ),
    )


def _unquoted(text: str, fault: Fault) -> Trap | None:
    match = _VALUE.match(text)
    if match is None:
        return None
    value = match["value"].rstrip()
    start = match.start("value")
    has_colon = start <= fault.column and _INNER_COLON.search(value) is not None
    if not has_colon and value[0] not in "\"'" + _INDICATORS:
        return None
    is_list = value[0] in _CLOSERS and value[-1] == _CLOSERS[value[0]]
    right = f"{match['key']}: {quoted(value)}"
    return Trap(
        code="yaml-needs-quotes",
        line=fault.line,
        column=start,
        length=len(value),
        message=_INNER if is_list else _why_quotes(value),
        hint=_QUOTE_ITEM
        if is_list
        else Message(f"全体を引用符で囲みます: `{right}`", f"put all of it in quotes: `{right}`"),
    )


def _why_quotes(value: str) -> Message:
    if value[0] in "\"'":
        return Message(
            f"引用符 `{value[0]}` が値の途中で閉じています",
            f"the quote `{value[0]}` is closed in the middle of the value",
        )
    if value[0] in _INDICATORS:
        return Message(
            f"値が YAML の記号 `{value[0]}` で始まっています",
            f"the value begins with a sign of YAML, `{value[0]}`",
        )
    return _INNER


def _indentation(text: str, fault: Fault) -> Trap | None:
    if not (_INNER_COLON.search(text) or _ITEM.match(text)):
        return None
    return Trap(
        code="yaml-indentation",
        line=fault.line,
        column=len(text) - len(text.lstrip(" ")),
        length=max(len(text.strip()), 1),
        message=Message(
            "この行の字下げが前の行と合っていません", "this line is not indented like the ones before it"
        ),
        hint=Message("同じ段の行は同じ位置から書きはじめます", "lines of one level begin at the same column"),
    )


def _unexplained(fault: Fault) -> Trap:
    return Trap(
        code="yaml-syntax",
        line=fault.line,
        column=fault.column,
        length=1,
        message=Message(f"YAML として読めません（{fault.problem}）", f"this is not YAML: {fault.problem}"),
        hint=Message(
            "値に記号があるなら引用符で囲んでみてください",
            "if the value holds signs, try putting it in quotes",
        ),
    )


def _fault(error: yaml.YAMLError) -> Fault | None:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return None
    mark = error.problem_mark
    context = error.context_mark or mark
    return Fault(
        problem=error.problem or "unreadable",
        line=mark.line,
        column=mark.column,
        context=error.context or "",
        context_line=context.line,
        context_column=context.column,
    )


def _report(reading: Reading, trap: Trap) -> None:
    source = reading.source
    span = Span(source.path, trap.line + source.first_line, trap.column + 1, trap.length)
    reading.error(trap.code, span, trap.message, trap.hint)
