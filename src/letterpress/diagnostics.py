# SPDX-License-Identifier: MIT
"""Problems of files as values: where, what, and what to do about it.

A diagnostic travels with the result of the stage that found it and is stored with a cached document, so an
unchanged file repeats its warnings. `LetterpressError` is only for what cannot go on.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Literal

import msgspec
from msgspec.structs import force_setattr

Language = Literal["ja", "en"]

LONGEST_EXCERPT = 400
"""In characters; of a longer line a diagnostic keeps the part around its place, since a line can be a whole book."""
BEFORE_PLACE = 120
"""How many characters that part has before the place, at most."""


class Severity(IntEnum):
    """How bad it is; a larger number is worse, so severities compare."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The lower-case word that people and `--fail-on` use: `note`, `warning` or `error`."""
        return self.name.lower()


class Message(msgspec.Struct, frozen=True, gc=False):
    """One text in both languages of the product; no full stop after a single sentence."""

    ja: str
    en: str

    def text(self, language: Language) -> str:
        """The text in one language."""
        return self.ja if language == "ja" else self.en


class Span(msgspec.Struct, frozen=True, gc=False):
    """A place in a file; line 0 means the file as a whole."""

    path: str
    """Relative to the project, with `/`."""
    line: int = 0
    """1-based."""
    column: int = 0
    """1-based, in characters."""
    length: int = 0
    """In characters, at least 1 where a place is known."""


class Diagnostic(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One problem of one file."""

    code: str
    """A stable slug, listed in docs/diagnostics.md."""
    severity: Severity
    message: Message
    span: Span
    excerpt: str = ""
    """The source line that the span points at, without its line end; of a long line, the part around the place."""
    hint: Message | None = None
    related: tuple[Span, ...] = ()
    """Other places that belong to the same problem, such as the second owner of a URL."""
    skipped: int = 0
    """How many characters of the line the excerpt leaves out in front."""

    def __post_init__(self) -> None:
        """Keep no more of a long line than the part around the place, with `…` where it was cut."""
        line = self.excerpt
        if len(line) > LONGEST_EXCERPT:
            begin = max(0, min(self.span.column - 1, len(line)) - BEFORE_PLACE)
            end = begin + LONGEST_EXCERPT
            before, after = "…" if begin else "", "…" if end < len(line) else ""
            part = line[begin + len(before) : end - len(after)]
            force_setattr(self, "excerpt", before + part + after)
            force_setattr(self, "skipped", begin)


class LetterpressError(Exception):
    """Nothing more can be done; the diagnostics say why.

    May be raised by any stage that cannot return a result at all.
    Caught in `cli` and in the preview loop; in `pipeline` only to go on with what was found before.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(diagnostic.message.en for diagnostic in diagnostics))
        self.diagnostics = diagnostics

    def along_with(self, others: Iterable[Diagnostic]) -> "LetterpressError":
        """The same error with other diagnostics in front of its own, so that it hides none of them."""
        return type(self)(*dict.fromkeys((*others, *self.diagnostics)))

    def __reduce__(self) -> tuple[type["LetterpressError"], tuple[Diagnostic, ...]]:
        """How the error travels from a worker; what Python does by itself loses the diagnostics."""
        return type(self), self.diagnostics


class ConfigError(LetterpressError):
    """The configuration or the call is wrong: exit code 2 instead of 1."""


def worst(diagnostics: tuple[Diagnostic, ...]) -> Severity | None:
    """The highest severity among them, or None where there are none."""
    return max([diagnostic.severity for diagnostic in diagnostics]) if diagnostics else None


def reading_order(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    """A sort key: by path, line and column, then code."""
    span = diagnostic.span
    return span.path, span.line, span.column, diagnostic.code


WORDS_ALIKE = 0.6
"""How alike two words of a short, closed list must be for one to be taken for the other (difflib's ratio)."""
PATHS_ALIKE = 0.8
"""The same for names of files and paths, which are many and have endings and folders in common."""


def nearest(name: str, candidates: tuple[str, ...], cutoff: float = WORDS_ALIKE) -> str | None:
    """The candidate that `name` was most likely meant to be, or None where none is as close as `cutoff`."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a wrong name pays for it

    matches = get_close_matches(name, candidates, n=1, cutoff=cutoff)
    return matches[0] if matches else None


def did_you_mean(candidate: str) -> Message:
    """The hint that names what was probably meant, worded the same wherever it is given."""
    return Message(f"`{candidate}` のことでしょうか", f"did you mean `{candidate}`?")


def suggestion(name: str, candidates: tuple[str, ...], cutoff: float = WORDS_ALIKE) -> Message | None:
    """The hint that names the nearest candidate, or None where none is as close as `cutoff`."""
    close = nearest(name, candidates, cutoff)
    return did_you_mean(close) if close else None
