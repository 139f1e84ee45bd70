# SPDX-License-Identifier: MIT
"""Progress on a terminal, for work that takes more than a second."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from types import MappingProxyType
from typing import Protocol

from letterpress.cli.terminal import has_colour
from letterpress.diagnostics import Language, Message
from letterpress.pipeline.options import Progress, ignore_progress

PATIENCE_SECONDS = 1.0


class Lines(Protocol):
    """What draws the bars; see `progress_lines`."""

    def show(self, title: str, done: int, total: int) -> None:
        """Draw or update one bar."""

    def close(self) -> None:
        """Take all of them away."""


_STAGES: Mapping[str, Message] = MappingProxyType(
    {
        "parse": Message("原稿を読んでいます", "reading"),
        "render": Message("ページをつくっています", "rendering"),
    }
)


@contextmanager
def progress_bar(language: Language, *, quiet: bool) -> Iterator[Progress]:
    """A bar on standard error that appears after a second, where that is a terminal; else silence."""
    if quiet or not sys.stderr.isatty():
        yield ignore_progress
        return
    bar = Bar(language)
    try:
        yield bar
    finally:
        bar.close()


class Bar:
    """Shows how far a build is, from the second second on."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._started = monotonic()
        self._lines: Lines | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        """So much of a stage is done."""
        if self._lines is None and monotonic() - self._started >= PATIENCE_SECONDS:
            from letterpress.cli.progress_lines import RichLines  # noqa: PLC0415 - rich costs 50 ms

            self._lines = RichLines(colour=has_colour(sys.stderr))
        if self._lines is not None:
            self._lines.show(_STAGES[stage].text(self._language), done, total)

    def close(self) -> None:
        """Take the bar away."""
        if self._lines is not None:
            self._lines.close()
