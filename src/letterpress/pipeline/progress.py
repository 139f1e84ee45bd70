# SPDX-License-Identifier: MIT
"""How a build says how far it is."""

from typing import Protocol


class Progress(Protocol):
    """Takes news of long work; a terminal shows it, a test may count it."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """So much of a stage (`parse`, `render`) is done."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
