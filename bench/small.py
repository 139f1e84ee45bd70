# SPDX-License-Identifier: MIT
"""What needs no corpus of posts: starting up, and reading Markdown."""

import json
import subprocess
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.installation import ROOT
from bench.processes import timed
from bench.series import Series, alternate

_STARTS = 20


class StartUp(NamedTuple):
    """How long it takes until a command has begun and ended."""

    python: Series
    letterpress: Series


class MarkdownSpeed(NamedTuple):
    """Seconds for the same link-heavy texts."""

    characters: int
    same: bool
    """Whether both gave the same bytes."""
    stock: tuple[float, ...]
    letterpress: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """How many times as fast letterpress is, by the medians."""
        return median(self.stock) / median(self.letterpress)


def start_up(program: Path) -> StartUp:
    """Start `letterpress --version`, and the Python that runs it with nothing to do."""
    commands = ((str(program.parent / "python"), "-c", "pass"), (str(program), "--version"))
    measures = [partial(timed, command, ROOT) for command in commands]
    alternate(measures, 2)
    return StartUp(*map(Series, alternate(measures, _STARTS)))


def markdown_speed(program: Path, runs: int) -> MarkdownSpeed:
    """Read the same texts with stock markdown-it-py and with letterpress."""
    command = [str(program.parent / "python"), "-m", "bench.markdown_speed", str(runs)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 - our own
    found = json.loads(done.stdout)
    return MarkdownSpeed(
        found["characters"], found["same"], tuple(found["stock"]), tuple(found["letterpress"])
    )
