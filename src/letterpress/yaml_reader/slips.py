# SPDX-License-Identifier: MIT
"""Slips of the fingers after which YAML reads a name and its value as one text: full-width signs, missing spaces."""

import re

import msgspec

from letterpress.diagnostics import Message, did_you_mean


class Trap(msgspec.Struct, frozen=True, kw_only=True):
    """A mistake that was recognised; line and column count from 0."""

    code: str
    line: int
    column: int
    length: int
    message: Message
    hint: Message


_LEAD = r"\s*(?:- +)?"
_NAME = r"(?P<name>[^\s:：'\"#\[\]{},&*!|>@`%-][^\s:：]{0,39})"
_SEPARATOR = re.compile(r":(?:\s|\Z)")

# In the order of asking: each with the code of its diagnostic and what is wrong at the group `fault`.
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
_ITEM = re.compile(r"\s*(?P<fault>-)(?P<value>[^\s-].*)")


def slip_in(text: str, line: int) -> Trap | None:
    """The slip that one line shows, or None.

    Args:
        text: The line.
        line: Its index, from 0.
    """
    if _SEPARATOR.search(text.replace("\u3000", "x").replace("\u00a0", "x")):
        return None
    for pattern, code, message in _SLIPS:
        match = pattern.match(text)
        if match is not None:
            right = f"{match['name']}: {match['value'].strip()}".rstrip()
            return _trap(code, line, match, message, right)
    match = _ITEM.match(text)
    if match is None:
        return None
    message = Message("`-` の後ろに空白がありません", "there is no space after `-`")
    return _trap("yaml-missing-space", line, match, message, f"- {match['value'].strip()}")


def _trap(code: str, line: int, match: re.Match[str], message: Message, right: str) -> Trap:
    return Trap(
        code=code,
        line=line,
        column=match.start("fault"),
        length=len(match["fault"]),
        message=message,
        hint=did_you_mean(right),
    )
