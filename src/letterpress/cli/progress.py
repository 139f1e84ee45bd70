# SPDX-License-Identifier: MIT
"""The progress bar of builds that take more than a second."""

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


class BarDisplay(Protocol):
    """Draws progress bars; see `progress_lines`."""

    def show(self, title: str, done: int, total: int) -> None:
        """Draw or update the bar of a title."""

    def close(self) -> None:
        """Remove all bars."""


_STAGES: Mapping[str, Message] = MappingProxyType(
    {
        "parse": Message("原稿を読んでいます", "reading"),
        "render": Message("ページをつくっています", "rendering"),
        "links": Message("リンクを確かめています", "asking"),
    }
)


@contextmanager
def progress_bar(language: Language, *, quiet: bool) -> Iterator[Progress]:
    """Make a context with a progress bar on standard error, if that is a terminal and `quiet` is not given."""
    if quiet or not sys.stderr.isatty():
        yield ignore_progress
        return
    bar = ProgressBar(language)
    try:
        yield bar
    finally:
        bar.close()


class ProgressBar:
    """Shows the progress of a build after `PATIENCE_SECONDS`."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._started = monotonic()
        self._lines: BarDisplay | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note how much of a stage is done."""
        if self._lines is None and monotonic() - self._started >= PATIENCE_SECONDS:
            from letterpress.cli.progress_lines import RichLines  # noqa: PLC0415 - rich costs 50 ms

            self._lines = RichLines(colour=has_colour(sys.stderr))
        if self._lines is not None:
            self._lines.show(_STAGES[stage].text(self._language), done, total)

    def close(self) -> None:
        """Remove the bar."""
        if self._lines is not None:
            self._lines.close()
