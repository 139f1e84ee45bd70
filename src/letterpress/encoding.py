# SPDX-License-Identifier: MIT
"""Bytes of a source to text: clean UTF-8 or a located refusal, so that nothing garbled is ever published.

What may stand in a source is what XML 1.0 lets a feed hold, without the characters that reverse the reading order.
"""

import re
from collections.abc import Iterator
from unicodedata import name as unicode_name

from letterpress.diagnostics import Diagnostic, Message, Severity, Span

MOST_REPORTED = 10
"""Forbidden characters named one by one in a file; a binary file has thousands."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd\ufffe\uffff]")
"""Control characters, bidirectional embeddings and overrides, U+FFFD and noncharacters."""

STAND_IN = "\u00b7"
"""Shown in place of a forbidden character."""

_WORDS = {
    "\x00": Message("NUL", "NUL"),
    "\x07": Message("ベル", "bell"),
    "\x08": Message("後退", "backspace"),
    "\x0b": Message("垂直タブ", "vertical tab"),
    "\x0c": Message("改ページ", "form feed"),
    "\x1b": Message("エスケープ", "escape"),
    "\x7f": Message("削除", "delete"),
    "\ufffd": Message("文字化けの跡", "the mark of a lost character"),
}
_OTHERS = {
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    "iso2022_jp": "ISO-2022-JP (JIS)",
    "euc_jp": "EUC-JP",
    "shift_jis": "Shift_JIS",
    "cp932": "Shift_JIS (CP932)",
    "cp1252": "Windows-1252",
}
_USUAL_BYTES = bytes([9, 10, 13, *range(32, 127), *range(128, 256)])
"""All but the control characters of ASCII."""
_UNUSUAL = tuple("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffd\ufffe\uffff")
"""The forbidden ones beyond Latin-1."""
_CONFLICT_SIGN = "<" * 7
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_begins_conflict = re.compile(r"<{7}(?: .*)?").fullmatch
_names_conflict = re.compile(r"<{7} (?:HEAD|Updated upstream|ours|\.mine)").fullmatch
_ends_conflict = re.compile(r">{7}(?: .*)?").fullmatch
_JIS_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_LONE_ACCENT = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")


def decode_text(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    r"""Decode a source file.

    Args:
        data: UTF-8, with or without a byte order mark, with any line ends.
        path: What diagnostics call the file.

    Returns:
        The text with `\n` as its only line end, or None where the bytes are not UTF-8; and everything wrong with
        it. Forbidden characters are errors, and replaced so that the rest can still be looked at.
    """
    has_controls = bool(data.translate(None, _USUAL_BYTES))
    if has_controls and _looks_foreign(data):
        starts = [data.find(escape) for escape in _JIS_ESCAPES if escape in data]
        return None, (_not_utf8(data, path, min(starts, default=0)),)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return None, (_not_utf8(data, path, error.start),)
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    conflicts = tuple(_conflicts(text, path)) if _CONFLICT_SIGN in text else ()
    if (not has_controls and _is_plainly_clean(text, data)) or FORBIDDEN.search(text) is None:
        return text, conflicts
    return FORBIDDEN.sub(STAND_IN, text), (*_forbidden(text, path), *conflicts)


def _conflicts(text: str, path: str) -> Iterator[Diagnostic]:
    """The conflicts that a merge left in a text; what shows one in a block of code is none.

    A line of signs may also be drawn, so all three marks of a conflict have to be there, or the name that git gives to
    the first.
    """
    lines = text.split("\n")
    middles = [number for number, line in enumerate(lines, 1) if line == "=" * 7]
    last_middle = max(middles, default=0)
    last_end = max((number for number, line in enumerate(lines, 1) if _ends_conflict(line)), default=0)
    fence = ""
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) and not line.strip(" `~") else fence
        elif mark:
            fence = mark[1]
        elif _names_conflict(line) or (_begins_conflict(line) and number < last_middle < last_end):
            yield Diagnostic(
                code="conflict-marker",
                severity=Severity.ERROR,
                message=Message(
                    "マージの競合が解決されないまま残っています",
                    "a conflict of a merge was left unresolved here",
                ),
                span=Span(path, number, 1, len(line)),
                excerpt=line,
                hint=Message(
                    "`<<<<<<<` から `>>>>>>>` までのうち残す方を選び、印の行を消してください",
                    "choose what is right between `<<<<<<<` and `>>>>>>>`, and delete the lines of the marks",
                ),
            )


def _is_plainly_clean(text: str, data: bytes) -> bool:
    """Whether a text without control characters of ASCII holds no forbidden ones, as far as can be told at a glance.

    To look for each is five times faster than the pattern for all. Those of Latin-1 are all spelt with C2 in UTF-8,
    which few other characters are.
    """
    return text.isascii() or not (b"\xc2" in data or any(map(text.__contains__, _UNUSUAL)))


def character_name(character: str) -> Message:
    """How messages name a character that cannot be shown: `U+0008 (backspace)`."""
    code = f"U+{ord(character):04X}"
    known = _WORDS.get(character)
    if known is not None:
        return Message(f"{code}（{known.ja}）", f"{code} ({known.en})")
    official = unicode_name(character, "").lower()
    return Message(code, f"{code} ({official})" if official else code)


def forbidden_character(character: str, path: str, line: int, column: int, excerpt: str) -> Diagnostic:
    """A character that must not be where it is."""
    name = character_name(character)
    return Diagnostic(
        code="character-forbidden",
        severity=Severity.ERROR,
        message=Message(f"使えない文字があります：{name.ja}", f"the character {name.en} must not be here"),
        span=Span(path, line, column, 1),
        excerpt=excerpt,
        hint=Message("この文字を消してください", "delete it"),
    )


def likely_encoding(data: bytes) -> str | None:
    """The name of the encoding that bytes which are not UTF-8 most likely have, or None."""
    codec = _likely_codec(data)
    return None if codec is None else _OTHERS[codec]


def _looks_foreign(data: bytes) -> bool:
    """Whether the bytes are of an encoding whose texts may well decode as UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x1b" in data and any(escape in data for escape in _JIS_ESCAPES):
        return True
    return b"\x00" in data and data.count(0) * 8 > len(data)


def _likely_codec(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")) or data.count(0) * 2 > len(data):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(0) * 8 > len(data):
        return "utf-16"
    if any(escape in data for escape in _JIS_ESCAPES):
        return "iso2022_jp"
    kana = {codec: _kana_count(data, codec) for codec in ("shift_jis", "euc_jp", "cp932")}
    best = max(kana, key=lambda codec: kana[codec])
    if kana[best] > 0:
        return best
    if len(_LONE_ACCENT.findall(data)) == sum(byte >= 0x80 for byte in data):
        return "cp1252"
    return best if kana[best] == 0 else None


def _kana_count(data: bytes, codec: str) -> int:
    """Kana in the text that a codec makes of the bytes; -1 where it makes none."""
    try:
        return len(_KANA.findall(data.decode(codec)))
    except UnicodeDecodeError:
        return -1


def _not_utf8(data: bytes, path: str, offset: int) -> Diagnostic:
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line_start = before.rpartition(b"\n")[2]
    damaged = _is_damaged_utf8(data)
    guess = None if damaged else likely_encoding(data)
    message = Message(
        f"UTF-8 ではありません（{offset}バイト目{'' if guess is None else f'、おそらく {guess}'}）",
        f"this is not UTF-8 (byte offset {offset}{'' if guess is None else f', most likely {guess}'})",
    )
    if damaged:
        hint = Message(
            "その位置の文字を消して打ち直してください", "delete the character there and type it again"
        )
    else:
        hint = Message("文字コードを UTF-8 にして保存し直してください", "save the file again as UTF-8")
    return Diagnostic(
        code="encoding-not-utf8",
        severity=Severity.ERROR,
        message=message,
        span=Span(path, before.count(b"\n") + 1, len(line_start.decode("utf-8-sig", "replace")) + 1, 1),
        hint=hint,
    )


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly everything is UTF-8, so that a few bytes were lost rather than another encoding chosen."""
    text = data.decode("utf-8", "replace")
    whole = sum(character > "\x7f" and character != "\ufffd" for character in text)
    return whole > 10 * text.count("\ufffd")


def _forbidden(text: str, path: str) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for match in FORBIDDEN.finditer(text):
        if len(found) == MOST_REPORTED:
            break
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", start)
        line, column = text.count("\n", 0, start) + 1, match.start() - start + 1
        excerpt = FORBIDDEN.sub(STAND_IN, text[start : end if end >= 0 else len(text)])
        found.append(forbidden_character(match[0], path, line, column, excerpt))
    return found
