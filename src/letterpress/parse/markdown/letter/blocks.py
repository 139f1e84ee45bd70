# SPDX-License-Identifier: MIT
"""The blocks of letters: lines and their places say what is a paragraph, a title, a ruler, a list or a fact."""

import re
from bisect import bisect_left
from typing import NamedTuple

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from letterpress.parse.language.drawings import (
    TITLE_WIDTH,
    Mark,
    alignment,
    columns,
    drawn_title,
    follows,
    is_ruler,
    item_mark,
    title_in_ruler,
    width,
)
from letterpress.parse.markdown.token_factory import block_token, text_of_block

DEEPEST = 12
"""How deep quotations and lists nest; deeper, their lines are text."""
TITLE_LINES = 2
"""A title between two rulers has at most this many lines."""
TOP_LEVEL = 2
"""The level of the highest drawn title, because the title of the page is above it."""

_WHITE = " \t\u3000"
_DEEP = "\u3000\u3000"
"""What a line begins with that stands below the fact of another, or in a drawing."""
_quote = re.compile(r"[ \u3000]{0,2}[>＞](?![＜<＿_;；ωoO]) ?")
_fence = re.compile(r" {0,3}(`{3,}|~{3,})([^`~]*)$")
_heading = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*?)(?:(?<![ \t])[ \t]++#++)?(?<![ \t])[ \t]*+$")
_note = re.compile(r"\[\^([^\]\s]{1,99})\]:[ \t]*")
_box_top = re.compile(r"[ \u3000]*[┏┌╔╭][━─═╍┅┄]*[┓┐╗╮]?[ \u3000]*$")
_box_side = re.compile(r"[ \u3000]*[┃│║┣┠]([^┃│║┣┠┨┫]*)[┃│║┨┫]?[ \u3000]*$")
_box_bottom = re.compile(r"[ \u3000]*[┗└╚╰][━─═╍┅┄]*[┛┘╝╯]?[ \u3000]*$")
_signature = re.compile(r"-- ?$")


class _Line(NamedTuple):
    """A line of a letter, or what is left of it within a quotation or an item."""

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Return whether nothing stands on it."""
        return not self.text.strip(_WHITE)

    @property
    def indent(self) -> int:
        """Return the columns of white space that it begins with."""
        return columns(self.text[: len(self.text) - len(self.text.lstrip(_WHITE))])


def read_blocks_as_letter(state: StateCore) -> None:
    """Read the lines of a letter into the tokens of its blocks; the inline rules read the text in them."""
    lines = [_Line(number, text.rstrip(_WHITE)) for number, text in enumerate(state.src.split("\n"))]
    state.env["is_letter"] = True
    reader = _Reader(state)
    reader.read(lines)
    reader.rank_titles()


def keep_aligned_lines(state: StateCore) -> None:
    """Let the line ends of aligned lines be written as such, since white space counts there."""
    for token in state.tokens:
        if token.type == "inline" and "aligned" in token.meta:
            for child in token.children or ():
                if child.type == "softbreak":
                    child.markup = "\n"


class _Reader:
    """Makes tokens of lines."""

    def __init__(self, state: StateCore) -> None:
        self._state = state
        self._tokens = state.tokens
        self._level = 0
        self._depth = 0
        self._titles: list[tuple[Token, Token, int]] = []

    def rank_titles(self) -> None:
        """Give the drawn titles their levels: those in rulers are the highest, then those with signs."""
        ranks = sorted({rank for _, _, rank in self._titles})
        for opening, closing, rank in self._titles:
            opening.tag = closing.tag = f"h{TOP_LEVEL + ranks.index(rank)}"

    def read(self, lines: list[_Line]) -> None:
        """Read the lines of a letter, a quotation or an item."""
        _Lines(self, lines).read()

    def _open(self, kind: str, tag: str, lines: list[_Line], *, hidden: bool = False) -> Token:
        token = block_token(f"{kind}_open", tag, 1, self._level, _span(lines))
        token.hidden = hidden
        self._level += 1
        self._tokens.append(token)
        return token

    def _close(self, kind: str, tag: str, *, hidden: bool = False) -> Token:
        self._level -= 1
        token = block_token(f"{kind}_close", tag, -1, self._level)
        token.hidden = hidden
        self._tokens.append(token)
        return token

    def _text(self, lines: list[_Line]) -> Token:
        content = "\n".join([line.text for line in lines])
        token = text_of_block(content, self._level, _span(lines))
        self._tokens.append(token)
        return token

    def paragraph(self, lines: list[_Line], *, hidden: bool = False) -> None:
        """Add a paragraph, whose line ends stay."""
        self._open("paragraph", "p", lines, hidden=hidden)
        self._text(lines)
        self._close("paragraph", "p", hidden=hidden)

    def aligned(self, lines: list[_Line], look: str) -> None:
        """Add lines whose white space counts."""
        self._open("aligned", "pre", lines).attrs["class"] = look
        self._text(lines).meta["aligned"] = True
        self._close("aligned", "pre")

    def ruler(self, line: _Line) -> None:
        """Add a ruler."""
        token = block_token("hr", "hr", 0, self._level, _span([line]), line.text.strip(_WHITE))
        self._tokens.append(token)

    def title(self, lines: list[_Line], rank: int) -> None:
        """Add a drawn title."""
        opening = self._open("heading", "h2", lines)
        self._text([line._replace(text=line.text.strip(_WHITE)) for line in lines])
        self._titles.append((opening, self._close("heading", "h2"), rank))

    def heading(self, line: _Line, found: re.Match[str]) -> None:
        """Add a heading of Markdown."""
        tag = f"h{len(found[1])}"
        self._open("heading", tag, [line])
        self._text([line._replace(text=found[2])])
        self._close("heading", tag)

    def code(self, lines: list[_Line], language: str) -> None:
        """Add fenced code; the first and the last line are its fences."""
        token = block_token("fence", "code", 0, self._level, _span(lines), "```")
        token.info = language.strip()
        token.content = "".join([f"{line.text}\n" for line in lines[1:-1]])
        self._tokens.append(token)

    def quotation(self, lines: list[_Line]) -> None:
        """Add a quotation."""
        inner = [line._replace(text=_quote.sub("", line.text, count=1)) for line in lines]
        self._open("blockquote", "blockquote", lines)
        self._inside(inner)
        self._close("blockquote", "blockquote")

    def note(self, lines: list[_Line], label: str) -> None:
        """Add the text of a footnote."""
        notes = self._state.env.setdefault("footnotes", {})
        notes.setdefault("refs", {})[f":{label}"] = -1
        self._open("footnote_reference", "", lines).meta = {"label": label}
        self._inside(lines)
        self._close("footnote_reference", "")

    def is_new_note(self, label: str) -> bool:
        """Return whether a footnote of this name has not been read before."""
        return f":{label}" not in self._state.env.get("footnotes", {}).get("refs", {})

    def drawn_list(self, items: "list[_Item]") -> None:
        """Add a list; its marks are typed, unless browsers draw the same."""
        lines = [line for item in items for line in item.lines]
        numbers = _numbers(items)
        mark = items[0].mark
        kind, tag = ("ordered_list", "ol") if mark.is_number else ("bullet_list", "ul")
        opening = self._open(kind, tag, lines)
        typed = not mark.is_bullet and numbers is None
        if typed:
            opening.attrs = {"class": "typed", "style": "list-style-type:none"}
        elif numbers is not None and numbers[0] != 1:
            opening.attrs = {"start": numbers[0]}
        for item in items:
            self._item(item, typed=typed)
        self._close(kind, tag)

    def _item(self, item: "_Item", *, typed: bool) -> None:
        self._open("list_item", "li", item.lines)
        if typed:
            mark = block_token("item_mark", "span", 0, self._level)
            mark.content, mark.hidden = item.mark.text, True
            self._tokens.append(mark)
        first = item.lines[0]
        own = [first._replace(text=first.text[item.mark.start :])]
        rest = item.lines[1:]
        while rest and not (rest[0].is_blank or item_mark(rest[0].text)):
            own.append(rest[0]._replace(text=rest[0].text.strip(_WHITE)))
            rest = rest[1:]
        self.paragraph(own, hidden=True)
        if rest:
            self._inside(rest)
        self._close("list_item", "li")

    def _inside(self, lines: list[_Line]) -> None:
        """Read the lines of a block that holds others."""
        self._depth += 1
        if self._depth > DEEPEST:
            self.paragraph(lines)
        else:
            self.read(lines)
        self._depth -= 1


class _Item(NamedTuple):
    """An item of a list."""

    mark: Mark
    lines: list[_Line]


class _Lines:
    """Reads some lines, from the first to the last."""

    def __init__(self, reader: _Reader, lines: list[_Line]) -> None:
        self._reader = reader
        self._lines = lines
        self._at = 0
        self._waiting: list[_Line] = []
        self._fences = [number for number, line in enumerate(lines) if _fence.match(line.text)]
        self._last = max((number for number, line in enumerate(lines) if not line.is_blank), default=-1)

    def read(self) -> None:
        """Read all of them."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.is_blank:
                self._flush()
                self._at += 1
            elif not self._block(line):
                self._waiting.append(line)
                self._at += 1
        self._flush()

    def _block(self, line: _Line) -> bool:
        """Read the block that begins with a line; return false where the line is one of a paragraph."""
        return (
            self._code(line)
            or self._quotation(line)
            or self._box(line)
            or self._ruler(line)
            or self._heading(line)
            or self._list(line)
            or self._title(line)
            or self._note(line)
            or self._aligned(line)
        )

    def _text(self, at: int) -> str:
        """Return a line; an empty one where there is none."""
        return self._lines[at].text if 0 <= at < len(self._lines) else ""

    def _is_blank(self, at: int) -> bool:
        return not self._text(at).strip(_WHITE)

    def _flush(self) -> None:
        """Add the paragraph that was gathered."""
        if self._waiting:
            self._reader.paragraph(self._waiting)
            self._waiting = []

    def _take(self, count: int) -> list[_Line]:
        """End the paragraph, and return the lines of another block."""
        self._flush()
        taken = self._lines[self._at : self._at + count]
        self._at += count
        return taken

    def _code(self, line: _Line) -> bool:
        opening = _fence.match(line.text)
        following = bisect_left(self._fences, self._at + 1) if opening else len(self._fences)
        if not opening or following == len(self._fences):
            return False
        closing = _fence.match(self._text(self._fences[following]))
        if not closing or closing[2].strip() or closing[1][:3] != opening[1][:3]:
            return False
        self._reader.code(self._take(self._fences[following] - self._at + 1), opening[2])
        return True

    def _quotation(self, line: _Line) -> bool:
        count = 0
        while _quote.match(self._text(self._at + count)):
            count += 1
        if not count or not line.text.strip(" \u3000>＞"):
            return False
        self._reader.quotation(self._take(count))
        return True

    def _box(self, line: _Line) -> bool:
        """Read a frame around a title; one around anything else stays as it is drawn."""
        if not _box_top.match(line.text):
            return False
        count = 1
        while side := _box_side.match(self._text(self._at + count)):
            if width(side[1]) > TITLE_WIDTH or side[1].rstrip(_WHITE).endswith("。"):
                return False
            count += 1
        if not 1 < count <= TITLE_LINES + 1 or not _box_bottom.match(self._text(self._at + count)):
            return False
        if any(item_mark(self._inner(at).text) for at in range(1, count)) or self._at + count >= self._last:
            return False
        inner = [self._inner(at) for at in range(1, count)]
        if any(line.is_blank for line in inner):
            return False
        self._take(count + 1)
        self._reader.title(inner, 0)
        return True

    def _inner(self, offset: int) -> _Line:
        """Return a line of a frame without its sides."""
        line = self._lines[self._at + offset]
        side = _box_side.match(line.text)
        return line._replace(text=side[1].strip(_WHITE) if side else line.text)

    def _ruler(self, line: _Line) -> bool:
        """Read a ruler, with the title between it and the next; or the line above a signature."""
        if _signature.match(line.text) and self._is_blank(self._at - 1):
            self._reader.ruler(self._take(1)[0])
            return True
        if not is_ruler(line.text):
            words = title_in_ruler(line.text)
            if words is None or self._at == self._last:
                return False
            (taken,) = self._take(1)
            self._reader.title([taken._replace(text=words)], 0)
            return True
        count = self._title_lines(line)
        if count:
            title = self._take(count + 2)[1:-1]
            self._reader.title(title, 0)
        else:
            self._reader.ruler(self._take(1)[0])
        return True

    def _title_lines(self, ruler: _Line) -> int:
        """Return how many lines of a title stand between a ruler and the next of its kind; 0 where there is none."""
        for count in range(TITLE_LINES + 1):
            text = self._text(self._at + 1 + count)
            if is_ruler(text):
                ends = self._at + 1 + count >= self._last
                alike = set(text.strip(_WHITE)) == set(ruler.text.strip(_WHITE))
                return count if alike and not ends else 0
            if not text.strip(_WHITE) or width(text) > TITLE_WIDTH or not _is_title(text):
                return 0
        return 0

    def _heading(self, line: _Line) -> bool:
        found = _heading.match(line.text)
        if not found:
            return False
        self._reader.heading(self._take(1)[0], found)
        return True

    def _title(self, line: _Line) -> bool:
        """Read a title that stands where titles stand: nothing or a ruler above, and what it names below."""
        title = drawn_title(line.text)
        if title is None or not self._stands_as_title(line):
            return False
        (taken,) = self._take(1)
        if is_ruler(self._text(self._at)) and not self._is_title_above(self._at):
            self._at += 1
        self._reader.title([taken], title.rank)
        return True

    def _stands_as_title(self, line: _Line) -> bool:
        """Return whether a line is marked as a title, with nothing of its paragraph above it and something below."""
        return drawn_title(line.text) is not None and not self._waiting and self._at < self._last

    def _is_title_above(self, at: int) -> bool:
        """Return whether a ruler begins a title of its own."""
        was, self._at = self._at, at
        count = self._title_lines(self._lines[at])
        self._at = was
        return count > 0

    def _list(self, line: _Line) -> bool:
        items: list[_Item] = []
        at = self._at
        mark = item_mark(line.text)
        while mark and (not items or follows(items[-1].mark, mark)):
            end = self._item_end(at, mark)
            items.append(_Item(mark, self._lines[at:end]))
            at = end
            while at < len(self._lines) and self._lines[at].is_blank:
                at += 1
            mark = item_mark(self._text(at))
        if len(items) < 2 or (self._stands_as_title(line) and any(len(item.lines) > 1 for item in items)):
            return False
        last = items[-1].lines[-1].number - self._lines[self._at].number
        self._take(last + 1)
        self._reader.drawn_list(items)
        return True

    def _item_end(self, at: int, mark: Mark) -> int:
        """Return where an item ends: before the first line that is not further in than its mark."""
        at += 1
        while at < len(self._lines):
            line = self._lines[at]
            if line.is_blank or line.indent <= mark.indent or is_ruler(line.text):
                break
            at += 1
        return at

    def _note(self, line: _Line) -> bool:
        found = _note.match(line.text)
        if not found or len(line.text) == found.end() or not self._reader.is_new_note(found[1]):
            return False
        count = 1
        while not self._is_blank(self._at + count) and self._lines[self._at + count].indent:
            count += 1
        first, *rest = self._take(count)
        lines = [first._replace(text=first.text[found.end() :]), *rest]
        self._reader.note([line._replace(text=line.text.strip(_WHITE)) for line in lines], found[1])
        return True

    def _aligned(self, line: _Line) -> bool:
        """Read lines that stand in columns; one fact alone is a line like any other."""
        looks: list[str] = []
        while look := self._look(self._at + len(looks), looks):
            looks.append(look)
        kinds = set(looks)
        if not looks or (len(looks) == 1 and kinds == {"fact"}):
            return False
        if kinds == {"column"} and len(looks) == 1 and not line.indent:
            return False
        above: list[_Line] = []
        while line.text.startswith(_DEEP) and self._waiting and self._waiting[-1].text.startswith(_DEEP):
            above.insert(0, self._waiting.pop())
        taken = self._take(len(looks))
        self._reader.aligned(above + taken, "aligned" if kinds == {"fact"} else "drawn")
        return True

    def _look(self, at: int, looks: list[str]) -> str:
        """Return how a line is aligned; one that goes on with a fact is aligned like it."""
        text = self._text(at)
        if looks and (drawn_title(text) and "fact" not in looks):
            return ""
        look = alignment(text)
        if not look and looks and text.startswith(_DEEP) and text.strip(_WHITE):
            return looks[-1]
        if not look and looks and looks[-1] == "frame" and is_ruler(text):
            return "frame"
        return look


def _is_title(text: str) -> bool:
    """Return whether a line between rulers can be a title, and is neither a sentence nor a fact."""
    return not text.rstrip(_WHITE).endswith(("。", "、")) and "://" not in text and "@" not in text


def _numbers(items: list[_Item]) -> list[int] | None:
    """Return the numbers of items where a browser would draw the marks just as they are typed."""
    numbers: list[int] = []
    for item in items:
        digits, dot = item.mark.text[:-1], item.mark.text[-1:]
        if dot != "." or not (digits.isascii() and digits.isdigit()) or digits != str(int(digits)):
            return None
        numbers.append(int(digits))
    return numbers if numbers == list(range(numbers[0], numbers[0] + len(numbers))) else None


def _span(lines: list[_Line]) -> list[int]:
    """Return the first line, and the one behind the last."""
    return [lines[0].number, lines[-1].number + 1]
