# SPDX-License-Identifier: MIT
"""How long each stage took, for those who ask with `-v`."""

from time import perf_counter


class Stopwatch:
    """Collects lap times in seconds, in the order of the laps."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, name: str) -> None:
        """What has happened since the last lap goes under this name, with what went under it before."""
        now = perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now
