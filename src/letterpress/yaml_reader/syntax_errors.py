# SPDX-License-Identifier: MIT
"""Syntax errors: the mistakes that writers really make in YAML, told in their words instead of the parser's.

The parser says where it gave up; the mistake often stands a line earlier. So the line that it names is asked for every
mistake, the lines before it for slips that make the parser read on, and only then is the indentation blamed.
"""

import re
from collections.abc import Iterator

import msgspec
import yaml

from letterpress.diagnostics import Message, Span, did_you_mean
from letterpress.yaml_reader.nodes import Scalar
from letterpress.yaml_reader.reporter import Reporter

SUSPECT_LINES = 3
"""How far above the place where the parser gave up a slip is looked for."""

_TAB = re.compile(r" *(?P<tabs>\t+)")
_VALUE = re.compile(r"\s*(?:- +)?(?P<key>[^\s:][^:]*):[ \t]+(?P<value>\S.*)")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)")
_NAMELESS = re.compile(r"\s*(?P<colon>:)(?:\s|\Z)")
_INNER_COLON = re.compile(r":(?:\s|\Z)")
_ITEM = re.compile(r"\s*- ")
_CLOSERS = {"[": "]", "{": "}"}
_INDICATORS = "@`%*&!|>,]}?-[{"

_INNER = Message("値の中にもう1つ `: ` があります", "the value contains another `: `")
_QUOTE_ITEM = Message("`: ` を含む語を引用符で囲んでください", "put the item that contains it in quotes")

# Slips of the fingers after which YAML reads a name and its value as one text, in the order of asking: each with the
# code of its diagnostic and what is wrong at the group `fault`.
_LEAD = r"\s*(?:- +)?"
_NAME = r"(?P<name>[^\s:：'\"#\[\]{},&*!|>@`%-][^\s:：]{0,39})"

_SLIPS = (
    (
        re.compile(rf"{_LEAD}{_NAME}\s*(?P<fault>：)\s*(?P<value>.*)"),
        "yaml-full-width-colon",
        Message(
            "全角のコロン `：` は、名前と値の区切りになりません",
            "a full-width colon `：` does not separate a name from its value",
        ),
    ),
    (
        re.compile(rf"{_LEAD}{_NAME}:(?P<fault>[\u3000\u00a0]+)\s*(?P<value>.*)"),
        "yaml-full-width-space",
        Message("`:` の後ろの空白が全角です", "the space after `:` is a full-width one"),
    ),
    (
        re.compile(rf"{_LEAD}{_NAME}(?P<fault>:)(?P<value>[^\s:/].*)"),
        "yaml-missing-space",
        Message("`:` の後ろに空白がありません", "there is no space after `:`"),
    ),
)
_ITEM_WITHOUT_SPACE = re.compile(r"\s*(?P<fault>-)(?P<value>[^\s-].*)")


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """A mistake of the writer; line and column count from 0."""

    code: str
    line: int
    column: int
    length: int
    message: Message
    hint: Message


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """A fault as the parser tells it; lines and columns count from 0."""

    problem: str
    line: int
    column: int
    context: str
    context_line: int
    context_column: int


def explain(reporter: Reporter, error: yaml.YAMLError) -> None:
    """Report why a text is no YAML."""
    fault = _fault(reporter, error)
    if fault is None:
        reporter.error(
            "yaml-syntax",
            Span(reporter.source.path),
            Message("YAML として読めません", "this cannot be read as YAML"),
        )
        return
    mistakes = (mistake for mistake in _recognised(reporter, fault) if mistake is not None)
    _report(reporter, next(mistakes, None) or _unexplained(fault))


def explain_text(reporter: Reporter, scalar: Scalar) -> bool:
    """Report the slip that made one text of what should be names and values; return whether one was found."""
    index = scalar.span.line - reporter.source.first_line
    mistake = _slip_in(reporter.line(index), index)
    if mistake is not None:
        _report(reporter, mistake)
    return mistake is not None


def quoted(value: str) -> str:
    """Put a value in quotes, in single ones where it holds double ones or backslashes."""
    if value[0] in "\"'" and value[-1] == value[0] and len(value) > 2:
        value = value[1:-1]
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _recognised(reporter: Reporter, fault: Fault) -> Iterator[Mistake | None]:
    text = reporter.line(fault.line)
    yield _tab(text, fault)
    yield _second_document(reporter, fault)
    yield _slip_in(text, fault.line)
    yield _unclosed(reporter.line(fault.context_line), fault)
    yield _escape(text, fault)
    yield _nameless(text, fault)
    yield _unquoted(text, fault)
    for line in _lines_before(reporter, fault):
        yield _slip_in(reporter.line(line), line)
    yield _prose(reporter.line(fault.context_line), fault)
    yield _indentation(text, fault)


def _lines_before(reporter: Reporter, fault: Fault) -> Iterator[int]:
    yield fault.context_line
    above = (index for index in range(fault.line - 1, -1, -1) if reporter.line(index).strip())
    for _, index in zip(range(SUSPECT_LINES), above, strict=False):
        yield index


def _tab(text: str, fault: Fault) -> Mistake | None:
    match = _TAB.match(text)
    return match and Mistake(
        code="yaml-tab",
        line=fault.line,
        column=match.start("tabs"),
        length=len(match["tabs"]),
        message=Message("字下げにタブは使えません", "tabs cannot indent"),
        hint=Message("タブ1つを空白2つに替えてください", "replace each tab with two spaces"),
    )


def _second_document(reporter: Reporter, fault: Fault) -> Mistake | None:
    if fault.problem not in ("but found another document", "did not find expected <document start>"):
        return None
    ends = (line for line in range(fault.line, 0, -1) if reporter.line(line).rstrip() in ("---", "..."))
    line = next(ends, None)
    if line is None:
        return None
    return Mistake(
        code="yaml-second-document",
        line=line,
        column=0,
        length=3,
        message=Message("この行で YAML の文書が終わってしまいます", "this line ends the YAML document"),
        hint=Message("この行を消してください", "delete this line"),
    )


def _slip_in(text: str, line: int) -> Mistake | None:
    """Return the slip that one line shows, or None.

    Args:
        text: The line.
        line: Its index, from 0.
    """
    if _INNER_COLON.search(text.replace("\u3000", "x").replace("\u00a0", "x")):
        return None
    for pattern, code, message in _SLIPS:
        match = pattern.match(text)
        if match is not None:
            right = f"{match['name']}: {match['value'].strip()}".rstrip()
            return _slip(code, line, match, message, right)
    match = _ITEM_WITHOUT_SPACE.match(text)
    if match is None:
        return None
    message = Message("`-` の後ろに空白がありません", "there is no space after `-`")
    return _slip("yaml-missing-space", line, match, message, f"- {match['value'].strip()}")


def _slip(code: str, line: int, match: re.Match[str], message: Message, right: str) -> Mistake:
    return Mistake(
        code=code,
        line=line,
        column=match.start("fault"),
        length=len(match["fault"]),
        message=message,
        hint=did_you_mean(right),
    )


def _unclosed(text: str, fault: Fault) -> Mistake | None:
    is_quote = fault.context == "while scanning a quoted scalar" and "end of stream" in fault.problem
    is_bracket = fault.context in ("while parsing a flow sequence", "while parsing a flow mapping")
    opener = text[fault.context_column : fault.context_column + 1]
    closer = _CLOSERS.get(opener, opener)
    if not (is_quote or is_bracket) or (is_bracket and closer in text[fault.column :]):
        return None
    return Mistake(
        code="yaml-unclosed",
        line=fault.context_line,
        column=fault.context_column,
        length=1,
        message=Message(f"`{opener}` が閉じていません", f"`{opener}` is never closed"),
        hint=Message(
            f"`{closer}` で閉じるか、文字として書くなら、値の全体を引用符で囲んでください",
            f"close it with `{closer}`, or put the whole value in quotes if it is meant as text",
        ),
    )


def _escape(text: str, fault: Fault) -> Mistake | None:
    start = text.rfind("\\", 0, fault.column + 1)
    match = _ESCAPE.match(text, max(start, 0))
    if "escape" not in fault.problem or match is None:
        return None
    return Mistake(
        code="yaml-escape",
        line=fault.line,
        column=start,
        length=len(match[0]),
        message=Message(
            f"二重引用符の中の `{match[0]}` は文字を表しません",
            f"`{match[0]}` stands for no character in double quotes",
        ),
        hint=Message(
            "一重引用符 `'` で囲むか、`\\\\` と書いてください", "use single quotes `'`, or write `\\\\`"
        ),
    )


def _nameless(text: str, fault: Fault) -> Mistake | None:
    match = _NAMELESS.match(text)
    return match and Mistake(
        code="yaml-key",
        line=fault.line,
        column=match.start("colon"),
        length=1,
        message=Message("`:` の前に名前がありません", "there is no name before `:`"),
        hint=Message("`名前: 値` の形で書きます", "write `name: value`"),
    )


def _unquoted(text: str, fault: Fault) -> Mistake | None:
    match = _VALUE.match(text)
    if match is None:
        return None
    value = match["value"].rstrip()
    start = match.start("value")
    is_sign = _INNER_COLON.search(value) is not None or value[0] in "\"'" + _INDICATORS
    if fault.column < start or not is_sign:
        return None
    is_list = value[0] in _CLOSERS and value[-1] == _CLOSERS[value[0]]
    right = f"{match['key']}: {quoted(value)}"
    return Mistake(
        code="yaml-needs-quotes",
        line=fault.line,
        column=start,
        length=len(value),
        message=_INNER if is_list else _why_quotes(value),
        hint=_QUOTE_ITEM
        if is_list
        else Message(f"全体を引用符で囲んでください：`{right}`", f"put all of it in quotes: `{right}`"),
    )


def _why_quotes(value: str) -> Message:
    if value[0] in "\"'":
        return Message(
            f"引用符 `{value[0]}` が値の途中で閉じています",
            f"the quote `{value[0]}` is closed in the middle of the value",
        )
    if value[0] in _INDICATORS:
        return Message(
            f"値が `{value[0]}` で始まっています。YAML では別の意味を持つ記号です",
            f"the value begins with `{value[0]}`, which means something else in YAML",
        )
    return _INNER


def _prose(text: str, fault: Fault) -> Mistake | None:
    if fault.problem != "could not find expected ':'" or not text.strip():
        return None
    return Mistake(
        code="yaml-no-colon",
        line=fault.context_line,
        column=len(text) - len(text.lstrip()),
        length=len(text.strip()),
        message=Message(
            "この行は `名前: 値` の形になっていません", "this line is not of the form `name: value`"
        ),
        hint=Message(
            "本文なら、その前に `---` の行を置いてください",
            "if it belongs to the body, put a line `---` before it",
        ),
    )


def _indentation(text: str, fault: Fault) -> Mistake | None:
    if not (_INNER_COLON.search(text) or _ITEM.match(text)):
        return None
    return Mistake(
        code="yaml-indentation",
        line=fault.line,
        column=len(text) - len(text.lstrip(" ")),
        length=max(len(text.strip()), 1),
        message=Message(
            "この行の字下げが前の行と合っていません", "this line is not indented like the ones before it"
        ),
        hint=Message("同じ段の行は同じ位置から書きはじめます", "lines of one level begin at the same column"),
    )


def _unexplained(fault: Fault) -> Mistake:
    return Mistake(
        code="yaml-syntax",
        line=fault.line,
        column=fault.column,
        length=1,
        message=Message(
            f"YAML として読めません：{fault.problem}", f"this cannot be read as YAML: {fault.problem}"
        ),
        hint=Message(
            "値に記号があるなら、引用符で囲んでみてください",
            "if a value contains punctuation, try putting it in quotes",
        ),
    )


def _fault(reporter: Reporter, error: yaml.YAMLError) -> Fault | None:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return None
    line, column = error.problem_mark.line, error.problem_mark.column
    if not reporter.line(line).strip():
        # What ends too early is noticed behind the end; the last line that says something is meant.
        line = next((above for above in range(line, 0, -1) if reporter.line(above).strip()), 0)
        column = len(reporter.line(line).rstrip())
    context = error.context_mark or error.problem_mark
    return Fault(
        problem=error.problem or "unreadable",
        line=line,
        column=column,
        context=error.context or "",
        context_line=context.line,
        context_column=context.column,
    )


def _report(reporter: Reporter, mistake: Mistake) -> None:
    source = reporter.source
    span = Span(source.path, mistake.line + source.first_line, mistake.column + 1, mistake.length)
    reporter.error(mistake.code, span, mistake.message, mistake.hint)
