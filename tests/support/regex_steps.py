# SPDX-License-Identifier: MIT
"""Counts the steps that a backtracking matcher takes with a regular expression, on texts made to cost it most.

Python's `re` says nothing about its steps and a clock proves little, so this matcher walks over the same parsed
expression in the same order and counts. Texts are made from the expression itself: for each repetition in it, what
leads there, then what it repeats, many times, then something that fits nowhere.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Go = Callable[[int], bool]
"""Whether all that follows matches from an offset on."""

MISFITS = ("", "\0", "!\0", "\n\0", ">", '"', " \0")
"""What ends a hostile text."""
MOST_TEXTS = 400


class TooManyStepsError(Exception):
    """The matcher has used up its steps."""


class Matcher:
    """Matches one expression against texts, with a count of steps."""

    def __init__(self, pattern: re.Pattern[str] | re.Pattern[bytes]) -> None:
        source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        self.tree = _parser.parse(source, pattern.flags & ~re.UNICODE)
        self.flags = pattern.flags
        self.steps = 0
        self.most = 0

    def search(self, text: str, most: int, *, method: str = "search") -> int:
        """How many steps a method takes with a text: `match`, `fullmatch`, or any other, which looks everywhere.

        Everywhere means until the end, also behind what was found, as `finditer` does.

        Raises:
            TooManyStepsError: It takes more than `most`.
        """
        self.steps, self.most, self.text = 0, most, text
        start = 0
        while start <= len(text):
            self.groups: dict[int, tuple[int, int]] = {}
            self.end = start
            accept = self._note if method != "fullmatch" else self._note_whole
            found = self._run(list(self.tree), 0, start, accept)
            if method in ("match", "fullmatch"):
                break
            start = self.end if found and self.end > start else start + 1
        return self.steps

    def _note(self, at: int) -> bool:
        self.end = at
        return True

    def _note_whole(self, at: int) -> bool:
        return at == len(self.text)

    def _run(self, items: list[Any], index: int, at: int, go: Go) -> bool:
        """Match the items of a sequence from one on, then what follows."""
        while index < len(items):
            self.steps += 1
            if self.steps > self.most:
                raise TooManyStepsError
            op, value = items[index]
            if _is_single(op):
                if at >= len(self.text) or not self._fits(op, value, self.text[at]):
                    return False
                at, index = at + 1, index + 1
                continue
            return self._complex(op, value, at, partial(self._go_on, items, index + 1, go))
        return go(at)

    def _go_on(self, items: list[Any], index: int, go: Go, at: int) -> bool:
        return self._run(items, index, at, go)

    def _complex(self, op: Any, value: Any, at: int, go: Go) -> bool:  # noqa: PLR0911 - one for each kind of item
        if op is ops.AT:
            return self._at(value, at) and go(at)
        if op is ops.BRANCH:
            return any(self._run(list(branch), 0, at, go) for branch in value[1])
        if op is ops.SUBPATTERN:
            group, _, _, inner = value

            def close(after: int) -> bool:
                if group is None:
                    return go(after)
                before = self.groups.get(group)
                self.groups[group] = (at, after)
                if go(after):
                    return True
                if before is None:
                    self.groups.pop(group, None)
                else:
                    self.groups[group] = before
                return False

            return self._run(list(inner), 0, at, close)
        if op is ops.ATOMIC_GROUP:
            end = self._first_end(list(value), at)
            return end is not None and go(end)
        if op in (ops.ASSERT, ops.ASSERT_NOT):
            return self._asserted(op, value, at) and go(at)
        if op is ops.GROUPREF:
            start, end = self.groups.get(value, (0, -1))
            piece = self.text[start:end]
            self.steps += len(piece)
            return end >= 0 and self._same(piece, self.text[at : at + len(piece)]) and go(at + len(piece))
        return self._repeat(op, value, at, go)

    def _same(self, one: str, other: str) -> bool:
        return one.lower() == other.lower() if self.flags & re.IGNORECASE else one == other

    def _asserted(self, op: Any, value: Any, at: int) -> bool:
        direction, inner = value
        start = at
        if direction < 0:
            start = at - inner.getwidth()[0]
        found = start >= 0 and self._first_end(list(inner), start) is not None
        return found is (op is ops.ASSERT)

    def _first_end(self, items: list[Any], at: int) -> int | None:
        ends: list[int] = []

        def note(end: int) -> bool:
            ends.append(end)
            return True

        return ends[0] if self._run(items, 0, at, note) else None

    def _repeat(self, op: Any, value: Any, at: int, go: Go) -> bool:
        least, most, inner = value
        items = list(inner)
        if len(items) == 1 and _is_single(items[0][0]):
            return self._repeat_single(op, least, most, items[0], at, go)
        if op is ops.POSSESSIVE_REPEAT:
            count = 0
            while count < most:
                end = self._first_end(items, at)
                if end is None or (end == at and count >= least):
                    break
                at, count = end, count + 1
            return count >= least and go(at)

        def turn(count: int, at: int) -> bool:
            def again(after: int) -> bool:
                return (after != at or count < least) and turn(count + 1, after)

            if count < least:
                return self._run(items, 0, at, again)
            if op is ops.MIN_REPEAT:
                return go(at) or (count < most and self._run(items, 0, at, again))
            return (count < most and self._run(items, 0, at, again)) or go(at)

        return turn(0, at)

    def _repeat_single(self, op: Any, least: int, most: int, item: Any, at: int, go: Go) -> bool:
        """Repeat what fits one character, without a call for each."""
        count = 0
        end = len(self.text)
        if op is ops.MIN_REPEAT:
            while True:
                self._step()
                if count >= least and go(at + count):
                    return True
                if (
                    count >= most
                    or at + count >= end
                    or not self._fits(item[0], item[1], self.text[at + count])
                ):
                    return False
                count += 1
        while count < most and at + count < end and self._fits(item[0], item[1], self.text[at + count]):
            self._step()
            count += 1
        if op is ops.POSSESSIVE_REPEAT:
            return count >= least and go(at + count)
        while count >= least:
            self._step()
            if go(at + count):
                return True
            count -= 1
        return False

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self.most:
            raise TooManyStepsError

    def _fits(self, op: Any, value: Any, character: str) -> bool:
        return _fits(op, value, character, self.flags)

    def _at(self, where: Any, at: int) -> bool:
        text = self.text
        if where is ops.AT_BEGINNING:
            return at == 0 or (bool(self.flags & re.MULTILINE) and text[at - 1] == "\n")
        if where is ops.AT_BEGINNING_STRING:
            return at == 0
        if where is ops.AT_END_STRING:
            return at == len(text)
        if where is ops.AT_END:
            return text[at : at + 2] in ("", "\n") or (
                bool(self.flags & re.MULTILINE) and text[at : at + 1] == "\n"
            )
        before = at > 0 and _is_word(text[at - 1])
        after = at < len(text) and _is_word(text[at])
        return (before != after) is (where is ops.AT_BOUNDARY)


def hostile_texts(pattern: re.Pattern[str] | re.Pattern[bytes]) -> Iterator[Callable[[int], str]]:
    """Makers of texts that may cost the expression most, by how often they repeat a piece of it."""
    matcher = Matcher(pattern)
    pieces: list[tuple[str, str]] = []
    _pumps(list(matcher.tree), "", matcher.flags, pieces, [])
    whole = _sample(list(matcher.tree), matcher.flags)
    chosen = dict.fromkeys(pieces)
    chosen |= dict.fromkeys([("", whole), ("", whole[:-1]), ("", whole[:1]), ("", whole[:2])])
    makers = 0
    for before, piece in chosen:
        if not piece:
            continue
        for misfit in MISFITS:
            makers += 1
            if makers > MOST_TEXTS:
                return
            yield lambda times, b=before, p=piece, m=misfit: b + p * times + m  # type: ignore[misc]
        # The same beginning again and again, as a search meets it.
        yield lambda times, b=before, p=piece: (b + p) * times + "\0"  # type: ignore[misc]


def _pumps(items: list[Any], before: str, flags: int, out: list[tuple[str, str]], _path: list[Any]) -> str:
    """Note each repetition with what leads to it; return a sample of the whole."""
    for op, value in items:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            _, most, inner = value
            inside = list(inner)
            if most > 3:
                out += [(before, piece) for piece in _samples(inside, flags)]
            _pumps(inside, before, flags, out, _path)
        elif op is ops.BRANCH:
            for branch in value[1]:
                _pumps(list(branch), before, flags, out, _path)
        elif op is ops.SUBPATTERN:
            _pumps(list(value[3]), before, flags, out, _path)
        elif op is ops.ATOMIC_GROUP:
            _pumps(list(value), before, flags, out, _path)
        elif op in (ops.ASSERT, ops.ASSERT_NOT) and value[0] > 0:
            _pumps(list(value[1]), before, flags, out, _path)
        before += _sample([(op, value)], flags)
    return before


def _samples(items: list[Any], flags: int) -> list[str]:
    """A few texts that fit a sequence: one, and one for each choice in it."""
    if len(items) == 1:
        op, value = items[0]
        if op is ops.BRANCH:
            return [text for branch in value[1] for text in _samples(list(branch), flags)]
        if op is ops.SUBPATTERN:
            return _samples(list(value[3]), flags)
        if _is_single(op):
            return [one for one in CHARACTERS if _fits(op, value, one, flags)][:6] or [_sample(items, flags)]
    return [_sample(items, flags), _sample(items, flags, rich=True)]


CHARACTERS = "a <\"' \t\n0A-./:;,!?=&#%[](){}|*_~`^\\>@+$あア漢、。「」！：１　é\u0301\0"
"""Characters that expressions tell apart; a class is tried with each of them that it holds."""


def _sample(items: list[Any], flags: int, *, rich: bool = False) -> str:
    """A text that fits a sequence, as short as it may be, or with everything optional."""
    text = ""
    for op, value in items:
        if op is ops.LITERAL:
            text += chr(value)
        elif _is_single(op):
            text += next((one for one in CHARACTERS if _fits(op, value, one, flags)), "") or _member(value)
        elif op is ops.BRANCH:
            text += _sample(list(value[1][-1 if rich else 0]), flags, rich=rich)
        elif op is ops.SUBPATTERN:
            text += _sample(list(value[3]), flags, rich=rich)
        elif op is ops.ATOMIC_GROUP:
            text += _sample(list(value), flags, rich=rich)
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            least, most, inner = value
            times = max(least, 1 if rich else 0) if most else 0
            text += _sample(list(inner), flags, rich=rich) * times
    return text


def _member(value: Any) -> str:
    """A character of a class that holds none of the usual ones."""
    for op, inner in value if isinstance(value, list) else ():
        if op is ops.LITERAL:
            return chr(inner)
        if op is ops.RANGE:
            return chr(inner[0])
    return "a"


def _is_single(op: Any) -> bool:
    return op in (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN)


def _fits(op: Any, value: Any, character: str, flags: int) -> bool:
    if op is ops.ANY:
        return character != "\n" or bool(flags & re.DOTALL)
    forms = {character, character.lower(), character.upper()} if flags & re.IGNORECASE else {character}
    if op is ops.LITERAL:
        return chr(value) in forms
    if op is ops.NOT_LITERAL:
        return chr(value) not in forms
    negated = value[0][0] is ops.NEGATE
    return any(_in(item, form, flags) for item in value for form in forms) is not negated


def _in(item: Any, character: str, flags: int) -> bool:
    op, value = item
    if op is ops.LITERAL:
        return chr(value) == character
    if op is ops.RANGE:
        return bool(value[0] <= ord(character) <= value[1])
    if op is ops.CATEGORY:
        name = str(value)
        kind = name.rpartition("_")[2]
        ascii_only = bool(flags & re.ASCII) and not character.isascii()
        is_it: dict[str, bool] = {
            "DIGIT": character.isdigit(),
            "SPACE": character.isspace(),
            "WORD": _is_word(character),
        }
        found = not ascii_only and is_it[kind]
        return found is ("_NOT_" not in name)
    return False


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
