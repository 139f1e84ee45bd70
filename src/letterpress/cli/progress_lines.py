# SPDX-License-Identifier: MIT
"""Progress bars drawn by rich.

A module of its own, because importing rich takes 50 ms.
"""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn


class RichLines:
    """Draws one bar for each stage."""

    def __init__(self, *, colour: bool) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(stderr=True, no_color=not colour)
        self._progress = Progress(*columns, console=console, transient=True)
        self._tasks: dict[str, TaskID] = {}
        self._progress.start()

    def show(self, title: str, done: int, total: int) -> None:
        """Draw or update the bar of a title."""
        if title not in self._tasks:
            self._tasks[title] = self._progress.add_task(title, total=total)
        self._progress.update(self._tasks[title], completed=done, total=total)

    def close(self) -> None:
        """Remove all bars."""
        self._progress.stop()
