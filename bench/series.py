# SPDX-License-Identifier: MIT
"""What was measured, by name, and the numbers that are said of it."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

from bench.processes import Usage


class Series(NamedTuple):
    """The runs of one command."""

    runs: tuple[Usage, ...]
    memory: int = 0
    """The largest memory, in bytes; 0 where it was not measured."""

    @property
    def seconds(self) -> float:
        """The median."""
        return median(run.seconds for run in self.runs)

    @property
    def fastest(self) -> float:
        """In seconds."""
        return min(run.seconds for run in self.runs)

    @property
    def slowest(self) -> float:
        """In seconds."""
        return max(run.seconds for run in self.runs)

    @property
    def processor(self) -> float:
        """The median of the processor seconds of all processes together."""
        return median(run.processor for run in self.runs)


def alternate(measures: Sequence[Callable[[], Usage]], runs: int) -> list[tuple[Usage, ...]]:
    """Measure in turn, A B C A B C, so that a busy minute of the machine falls on all alike.

    Returns:
        The runs of each, in the order given.
    """
    rounds = [[measure() for measure in measures] for _ in range(runs)]
    return [tuple(each) for each in zip(*rounds, strict=True)]
