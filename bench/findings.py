# SPDX-License-Identifier: MIT
"""Everything that one run of the benchmarks found."""

from collections.abc import Mapping
from typing import NamedTuple

from bench.scenarios import Equality, NewPost
from bench.series import Series
from bench.small import MarkdownSpeed, StartUp


class Edits(NamedTuple):
    """Builds of letterpress after small changes."""

    unchanged: Series
    kept: Series
    """One post edited, all other files as they were."""
    checked_out: Series
    """One post edited, every file new."""


class Corpus(NamedTuple):
    """What was found with one number of posts; what was not measured is empty."""

    posts: int
    size: float
    """Bytes of a post's file, on average."""
    cold: Mapping[str, Series]
    equality: tuple[Equality, ...]
    new_posts: Mapping[str, NewPost]
    edits: Mapping[str, Edits]
    previews: Mapping[str, Series]
    """Saves while `letterpress serve` runs, each until a browser shows it."""


class Large(NamedTuple):
    """A cold build of letterpress alone."""

    posts: int
    series: Series


class Machine(NamedTuple):
    """What it was measured on."""

    cores: int
    memory: int
    """In bytes."""
    processor: str
    system: str
    python: str
    load: tuple[float, float]
    """Processes that wanted to run, on average over a minute, before and after."""


class Findings(NamedTuple):
    """All of it."""

    date: str
    machine: Machine
    versions: Mapping[str, str]
    corpora: tuple[Corpus, ...]
    large: Large | None
    start_up: StartUp | None
    markdown: MarkdownSpeed | None
    runs: int
    skipped: tuple[str, ...] = ()
    """What was wanted and could not be measured, and why."""
