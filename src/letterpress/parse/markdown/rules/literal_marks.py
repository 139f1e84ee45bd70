# SPDX-License-Identifier: MIT
"""Literal marks: stars, underscores, tildes, backticks and backslashes that are no markup, but signs of the text.

They stand in faces such as `(*^_^*)` and `m(__)m` in any text; in Japanese text also between digits (`26*26`), before
the number of a note (`紙*1と糸*2`), and in pairs with a space inside (`** 紙 **`), where half of a pair would otherwise
go on to the next one and turn the paragraph inside out. English text of that kind is read as CommonMark has it, and
`lint` tells of it.
"""

import re

MARKS = frozenset("*_~`\\")
DIGITS = frozenset("0123456789０１２３４５６７８９")
BRACKETS = frozenset("()（）")
EYES = frozenset("^;><´`･▽∀ﾟ°≧≦￣＾｡дД∇◕‿︿＞＜｀；@゜ω∠")
"""What makes a face of a few signs in parentheses."""
CLOSING = frozenset("。、！？」』）)，．…")
"""What no text begins with that is struck out."""

_LONGEST_FACE = 14
_WHITE = frozenset(" \t\u3000\n")
_FEATURES = frozenset("oOTtUuvVwWxXpPnqQcCeDdLzZ03εзσэчヮノﾉつっシツロ口皿益へヘ艸人ーｰΣヾヽ") | EYES
"""Letters that stand for parts of a face."""

_face = re.compile(rf"[\\_~]?[(（]([^()（）\n]{{1,{_LONGEST_FACE}}})[)）][_~]?")
_bare_face = re.compile(r"(?<!\w)(?:([\^;；=@+\-.'ﾟ°])_++\1|>_++<|＞_++＜)(?!\w)")
_bow = re.compile(r"[_＿][_＿ ]*[_＿]")
_alike = re.compile(r"([.\-=+'\"oO0uUTxX])_+\1")
_words = re.compile("[A-Za-z]{2}|[、。]")
_factor = re.compile("[0-9０-９A-Za-zα-ωΑ-Ω.]+")
_hint = re.compile(
    r"[*~][0-9０-９]|(?:\*\*|~~)[ \u3000]|[ \u3000](?:\*\*|~~)|~~[。、！？」』）)，．…]|[*_~`\\][()（）]"
    r"|[()（）][*_~`]|[\^;><＞；=@+\-.'ﾟ°]_"
)
_run = re.compile(
    r"\\.|`+[^`\n]{0,300}`+|\]\([^()\s]{0,300}\)|<[^<>\s]{0,300}>|https?://\S{1,300}|(?P<run>\*+|~+)",
    re.DOTALL,
)


def literal_marks(text: str, *, japanese: bool) -> frozenset[int]:
    """Find the marks of a block that are text.

    Args:
        text: Of the block.
        japanese: Whether it belongs to a text with Japanese characters.

    Returns:
        The offsets of faces' marks, and those of the first mark of each run that is literal.
    """
    if not _hint.search(text):
        return frozenset()
    found = set(_marks_in_faces(text))
    if japanese and ("*" in text or "~~" in text):
        runs: dict[str, list[tuple[int, int]]] = {"*": [], "**": [], "~~": []}
        for each in _run.finditer(text):
            if each["run"] in runs and each.start() not in found:
                runs[each["run"]].append(each.span())
        for mark, places in runs.items():
            found.update(_literal_runs(text, mark, places))
    return frozenset(found)


def _marks_in_faces(text: str) -> list[int]:
    """Return the offsets of the marks in faces."""
    spans = [found.span() for found in _face.finditer(text) if _is_face(found[1])]
    spans += [found.span() for found in _bare_face.finditer(text)]
    return [at for start, end in spans for at in range(start, end) if text[at] in MARKS]


def _is_face(inside: str) -> bool:
    """Return whether what stands between parentheses is a face; code and emphasis of words are none."""
    if ("`" in inside and inside.count("`") % 2 == 0) or (inside.startswith("**") and inside.endswith("**")):
        return False
    if _bow.fullmatch(inside):
        return True
    if _words.search(inside) or any(sign.isalnum() and sign not in _FEATURES for sign in inside):
        return False
    return not EYES.isdisjoint(inside) or _alike.search(inside) is not None


def _literal_runs(text: str, mark: str, runs: list[tuple[int, int]]) -> list[int]:
    """Return where runs of one mark begin that are text.

    Args:
        text: Of the block.
        mark: Of which they are.
        runs: Where each begins and ends, in order.
    """
    found: list[int] = []
    opened = end_of_last = -1
    count = len(runs)
    index = 0
    while index < count:
        start, end = runs[index]
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        spaced_before, spaced_after = before in _WHITE, after in _WHITE
        follows = runs[index + 1] if index + 1 < count else None
        if (
            mark == "*"
            and _factor.match(after)
            and (before in DIGITS or _multiplied(text, end_of_last, start))
        ):
            found.append(start)
            end_of_last = end
        elif opened < 0:
            if follows and _is_numbering(text, start, end) and _is_numbering(text, *follows):
                found += (start, follows[0])
                index += 1
            elif mark == "~~" and after in CLOSING:
                found.append(start)
            elif not spaced_after:
                opened = index
            elif mark != "*" and follows and (count - index) % 2 == 0 and "\n" not in text[end : follows[0]]:
                found += (start, follows[0])
                index += 1
        elif not spaced_before:
            opened = -1
        elif mark != "*" and not spaced_after and (count - opened) % 2 == 0:
            beginning = runs[opened]
            if "\n" not in text[beginning[1] : start]:
                found += (beginning[0], start)
                opened = -1
        index += 1
    return found


def _multiplied(text: str, start: int, end: int) -> bool:
    """Return whether nothing but a factor stands between two stars."""
    return start >= 0 and _factor.fullmatch(text, start, end) is not None


def _is_numbering(text: str, start: int, end: int) -> bool:
    """Return whether a run stands between the factors of a product or before the number of a note."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return after in DIGITS or (before in DIGITS and after.isascii() and after.isalnum())
