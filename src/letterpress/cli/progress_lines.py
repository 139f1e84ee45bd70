# SPDX-License-Identifier: MIT
"""Progress bars; the one home of rich."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn


class RichLines:
    """One bar a stage, gone when the work is done."""

    def __init__(self, *, colour: bool) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(stderr=True, no_color=not colour)
        self._progress = Progress(*columns, console=console, transient=True)
        self._tasks: dict[str, TaskID] = {}
        self._progress.start()

    def show(self, title: str, done: int, total: int) -> None:
        """Draw or update one bar."""
        if title not in self._tasks:
            self._tasks[title] = self._progress.add_task(title, total=total)
        self._progress.update(self._tasks[title], completed=done, total=total)

    def close(self) -> None:
        """Take all of them away."""
        self._progress.stop()
