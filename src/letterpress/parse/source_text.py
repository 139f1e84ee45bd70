# SPDX-License-Identifier: MIT
"""The text of a source file, taken apart: front matter and body, each with the number of its first line."""

import re

import msgspec

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.encoding import decode_text

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_NEARLY_FENCE = re.compile(
    r"^[ \t\u3000]*(?:[-\u2010-\u2015\u2212\u30fc\uff0d\u2500]{2,}|\+\+\+|\.\.\.)[ \t\u3000]*$", re.MULTILINE
)


class SourceText(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a source file, in its two parts."""

    front_matter: str
    """The YAML between the fences."""
    front_matter_line: int
    """The number of its first line."""
    body: str
    """The Markdown after the fences."""
    body_line: int
    """The number of its first line."""
    text: str
    r"""The whole file, with `\n` as its line end and without a byte order mark."""

    def line(self, number: int) -> str:
        """Return one line of the file without its line end, for an excerpt; empty where there is none."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""


def read_source(data: bytes, path: str) -> tuple[SourceText | None, tuple[Diagnostic, ...]]:
    """Take a source file apart.

    Args:
        data: UTF-8 with or without a byte order mark, with any line ends.
        path: What diagnostics call the file.

    Returns:
        The two parts, or None where the file has none; and everything wrong with it. Parts that come with errors
        are good for finding more of them, not for use.
    """
    text, diagnostics = decode_text(data, path)
    if text is None:
        return None, diagnostics
    opening = _FENCE.match(text)
    if opening is None:
        return None, (*diagnostics, _missing(text, path))
    closing = _next_fence(text, opening.end())
    if closing is None:
        return None, (*diagnostics, _unclosed(text, path))
    front_matter = text[opening.end() + 1 : closing.start()]
    source = SourceText(
        front_matter=front_matter,
        front_matter_line=2,
        body=text[closing.end() + 1 :],
        body_line=front_matter.count("\n") + 3,
        text=text,
    )
    return source, diagnostics


def _next_fence(text: str, start: int) -> re.Match[str] | None:
    """Find the first line after `start` that is a fence; the pattern at every character takes ten times as long."""
    fence = None
    while fence is None and (start := text.find("\n---", start)) >= 0:
        start += 1
        fence = _FENCE.match(text, start)
    return fence


def _missing(text: str, path: str) -> Diagnostic:
    first = text.partition("\n")[0]
    fence = _FENCE.search(text)
    if not text.strip():
        message = Message("ファイルが空です", "the file is empty")
    elif fence is not None and not text[: fence.start()].strip():
        message = Message("`---` の前に空行があります", "there are empty lines before `---`")
    else:
        message = Message(
            "1行目がフロントマターの `---` ではありません", "the first line is not the `---` of front matter"
        )
    return Diagnostic(
        code="front-matter-missing",
        severity=Severity.ERROR,
        message=message,
        span=Span(path, 1, 1, max(len(first), 1)),
        excerpt=first,
        hint=_missing_hint(first),
    )


def _missing_hint(first: str) -> Message:
    if first.startswith(("+++", "{")):
        return Message(
            "TOML や JSON ではなく YAML で書き、`---` の行で囲みます",
            "write YAML between lines `---`, not TOML or JSON",
        )
    if _NEARLY_FENCE.match(first):
        return Message("半角の `-` を3つ並べます", "write exactly three ASCII hyphens")
    return Message(
        "1行目を `---` とし、`title:` などを書いて、もう一度 `---` で閉じます",
        "begin with a line `---`, then `title:` and so on, then another line `---`",
    )


def _unclosed(text: str, path: str) -> Diagnostic:
    first, _, rest = text.partition("\n")
    nearly = _NEARLY_FENCE.search(rest)
    if nearly is None:
        hint = Message("本文の前に `---` だけの行を置いてください", "put a line `---` before the body")
    else:
        line = rest.count("\n", 0, nearly.start()) + 2
        hint = Message(
            f"{line}行目の `{nearly[0].strip()}` を、半角の `-` を3つ並べただけの行にします",
            f"let line {line}, `{nearly[0].strip()}`, be exactly three ASCII hyphens",
        )
    return Diagnostic(
        code="front-matter-unclosed",
        severity=Severity.ERROR,
        message=Message(
            "フロントマターを閉じる `---` の行がありません", "no line `---` closes the front matter"
        ),
        span=Span(path, 1, 1, len(first.rstrip())),
        excerpt=first,
        hint=hint,
    )
