# SPDX-License-Identifier: MIT
"""The campaign of attempts against letterpress: how many of each part are made, and how many failed.

`make test` makes a small sample of each part; `make harden` makes all of them and prints a table.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import pytest

Attempt = TypeVar("Attempt")

WHOLE = os.environ.get("LETTERPRESS_HARDEN") == "1"
"""Whether all attempts are made, as `make harden` asks, and not a sample of them."""

TRIED, FAILED = "campaign tried", "campaign failed"


def times(sample: int, whole: int) -> int:
    """How many attempts are made: those of the sample, or all."""
    return whole if WHOLE else sample


def some(attempts: Sequence[Attempt], sample: int) -> Sequence[Attempt]:
    """All attempts, or a sample that is spread evenly over them; the same one in every run."""
    if WHOLE or sample >= len(attempts):
        return attempts
    return [attempts[number * len(attempts) // sample] for number in range(sample)]


class Campaign:
    """Counts the attempts of one test; its counts travel with the test's report, also from other processes."""

    def __init__(self, properties: list[tuple[str, object]]) -> None:
        self._properties = properties

    @contextmanager
    def attempt(self, part: str, times: int = 1) -> Iterator[None]:
        """Count an attempt of a part of the campaign, or several made in one go; what is raised inside is a failure."""
        self._properties.append((TRIED, (part, times)))
        try:
            yield
        except BaseException:
            self._properties.append((FAILED, (part, 1)))
            raise


def table(reports: Iterable[pytest.TestReport]) -> list[str]:
    """The lines of the table of tried and failed attempts, a part a line; nothing where none was made."""
    tried: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for report in reports:
        for name, value in report.user_properties:
            if name in {TRIED, FAILED} and isinstance(value, tuple | list):
                part, times = value
                (tried if name == TRIED else failed)[str(part)] += int(times)
    if not tried:
        return []
    rows = [*sorted(tried), "all"]
    tried["all"], failed["all"] = tried.total(), failed.total()
    width = max(map(len, rows))
    return [f"{'':{width}}  {'tried':>7}  {'failed':>6}"] + [
        f"{part:{width}}  {tried[part]:>7,}  {failed[part]:>6,}" for part in rows
    ]
