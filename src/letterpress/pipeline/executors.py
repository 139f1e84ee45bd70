# SPDX-License-Identifier: MIT
"""Where the work is done: in this process, in a pool of processes, or wherever a given executor says.

Parsing and rendering are pure functions of picklable values, so any `concurrent.futures.Executor` gives the same
bytes.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

from letterpress.collector import calm_collector

Result = TypeVar("Result")

POOL_FROM = 250
"""Tasks from which starting processes pays; measured, see docs/decisions/0006-parallel-work.md."""

_AHEAD = 2
"""Batches that wait for each worker: enough to keep it busy, few enough to keep memory flat."""


class Workers:
    """Chooses an executor by the amount of work, starts it when first needed, and stops it at the end."""

    def __init__(self, jobs: int | None = None, executor: Executor | None = None) -> None:
        self._jobs = jobs or os.cpu_count() or 1
        self._given = executor
        self._pool: ProcessPoolExecutor | None = None

    def run(
        self, function: Callable[..., Result], batches: Iterable[tuple[Any, ...]], *, tasks: int
    ) -> Iterator[Result]:
        """The results of `function(*batch)` in the order of the batches; `tasks` says how much work it is in all.

        Only a few batches are under way at a time, so neither arguments nor results pile up.
        """
        executor = self._executor(tasks)
        if executor is None:
            for batch in batches:
                yield function(*batch)
            return
        waiting: deque[Future[Result]] = deque()
        for batch in batches:
            waiting.append(executor.submit(function, *batch))
            if len(waiting) > self._jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def close(self) -> None:
        """Stop what was started here; an executor that was given stays the giver's."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _executor(self, tasks: int) -> Executor | None:
        """Where to work; None means here."""
        if self._given is not None:
            return self._given
        if self._jobs == 1 or (tasks < POOL_FROM and self._pool is None):
            return None
        if self._pool is None:
            # A forked child would inherit locks and threads, which is unsafe on macOS and in the preview.
            method = "forkserver" if os.name == "posix" else "spawn"
            self._pool = ProcessPoolExecutor(
                self._jobs, mp_context=get_context(method), initializer=calm_collector
            )
        return self._pool


@contextmanager
def workers(jobs: int | None = None, executor: Executor | None = None) -> Iterator[Workers]:
    """Workers for one build."""
    pool = Workers(jobs, executor)
    try:
        yield pool
    finally:
        pool.close()
