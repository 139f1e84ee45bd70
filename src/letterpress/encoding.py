# SPDX-License-Identifier: MIT
"""Bytes of a source to text: UTF-8 or a located refusal, so that nothing garbled is ever published."""

from letterpress.diagnostics import Diagnostic, Message, Severity, Span

OTHER_ENCODINGS = ("iso2022_jp", "shift_jis", "euc_jp", "cp932")


def decode_text(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Decode a source file.

    Args:
        data: UTF-8, with or without a byte order mark, with any line ends.
        path: What diagnostics call the file.

    Returns:
        The text with `\\n` as its only line end, or None; and everything wrong with it.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        diagnostic = Diagnostic(
            code="encoding-not-utf8",
            severity=Severity.ERROR,
            message=Message(
                f"UTF-8 で書かれていません（{error.start}バイト目）",
                f"this is not UTF-8 (byte offset {error.start})",
            ),
            span=Span(path),
        )
        return None, (diagnostic,)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, ()
