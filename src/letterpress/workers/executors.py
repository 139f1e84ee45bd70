# SPDX-License-Identifier: MIT
"""Where the work is done: in this process, in a pool of processes, or wherever a given executor says.

Parsing and rendering are pure functions of picklable values, so any `concurrent.futures.Executor` gives the same
bytes.
"""

import os
from abc import abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from letterpress.diagnostics import LetterpressError
from letterpress.files import CONTENT_FOLDER
from letterpress.workers import diagnostics as cluster_problems

Result = TypeVar("Result")

POOL_FROM = 250
"""Tasks from which starting processes pays; measured, see docs/decisions/0006-parallel-work.md."""

_AHEAD = 2
"""Batches that wait for each worker: enough to keep it busy, few enough to keep memory flat."""

_ASSUMED_SIZE = 16
"""Workers of an executor that does not say how many it has: as many as most have, and few enough for memory."""

_ATTEND_SECONDS = 2.0
"""How often a distant executor is asked whether anybody is left, while a result is waited for."""

_turn = Lock()


class DistantExecutor(Executor):
    """An executor whose workers may come and go without this process being told."""

    @property
    @abstractmethod
    def size(self) -> int:
        """How many batches its workers can do at the same time; at least 1."""

    @abstractmethod
    def attend(self) -> None:
        """Called from time to time while a result is waited for.

        Raises:
            LetterpressError: The result will never come.
        """


def in_turn(function: Callable[..., Result], *batch: Any) -> Result:
    """`function(*batch)`, but only one such call at a time in a process.

    The parser and the templates are made once for a process and serve one thread at a time. Little is lost: they are
    pure Python, so threads would take turns anyway.
    """
    with _turn:
        return function(*batch)


class Workers:
    """Chooses an executor by the amount of work, starts it when first needed, and stops it at the end."""

    def __init__(self, jobs: int | None = None, executor: Executor | None = None) -> None:
        self._jobs = jobs or os.cpu_count() or 1
        self._given = executor
        self._width = self._jobs if executor is None else jobs or _size(executor)
        self._pool: Executor | None = None

    @property
    def share_disk(self) -> bool:
        """Whether whoever works sees the files of this machine; of an executor that was given nobody knows."""
        return self._given is None

    def run(
        self, function: Callable[..., Result], batches: Iterable[tuple[Any, ...]], *, tasks: int
    ) -> Iterator[Result]:
        """The results of `function(*batch)` in the order of the batches; `tasks` says how much work it is in all.

        Only a few batches are under way at a time, so neither arguments nor results pile up.

        Raises:
            LetterpressError: The function raised it, or a worker died.
        """
        executor = self._executor(tasks)
        if executor is None:
            for batch in batches:
                yield in_turn(function, *batch)
            return
        waiting: deque[Future[Result]] = deque()
        try:
            for batch in batches:
                waiting.append(executor.submit(in_turn, function, *batch))
                if len(waiting) > self._width * _AHEAD:
                    yield _outcome(waiting.popleft(), executor)
            while waiting:
                yield _outcome(waiting.popleft(), executor)
        except BrokenExecutor as error:
            raise LetterpressError(cluster_problems.worker_died()) from error
        finally:
            for future in waiting:
                future.cancel()

    @property
    def are_waiting(self) -> bool:
        """Whether processes of our own were started and will soon be needed again."""
        return self._pool is not None

    def make_ready(self, function: Callable[..., None], *batch: Any) -> None:
        """Have each process of our own that waits call a function ahead of the work."""
        if self._pool is not None:
            for _ in range(self._jobs):
                self._pool.submit(in_turn, function, *batch)

    def close(self) -> None:
        """Stop what was started here, if it was not yet; an executor that was given stays the giver's."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _executor(self, tasks: int) -> Executor | None:
        """Where to work; None means here."""
        if self._given is not None:
            return self._given
        if self._jobs == 1 or (tasks < POOL_FROM and self._pool is None):
            return None
        if self._pool is None:
            from letterpress.workers import processes  # noqa: PLC0415 - processes cost 20 ms of imports

            if not processes.can_start():
                return None
            self._pool = processes.ProcessPool(self._jobs)
        return self._pool


def warm_up(root: Path) -> None:
    """Have what all workers need imported, in a process of its own, while this one still gets ready for the work.

    Nothing happens where a project has too few sources for a pool, and where processes are not forked.
    """
    if _has_sources(root, POOL_FROM):
        from letterpress.workers import processes  # noqa: PLC0415 - processes cost 20 ms of imports

        if processes.can_start():
            processes.preload()


def _has_sources(root: Path, number: int) -> bool:
    """A guess, before the walk: whether there are at least so many."""
    return len(list(islice((root / CONTENT_FOLDER).rglob("*.md"), number))) == number


def _size(executor: Executor) -> int:
    """How many batches an executor can do at the same time; those of the standard library do not say."""
    return executor.size if isinstance(executor, DistantExecutor) else _ASSUMED_SIZE


def _outcome(future: Future[Result], executor: Executor) -> Result:
    if isinstance(executor, DistantExecutor):
        while not wait((future,), timeout=_ATTEND_SECONDS).done:
            executor.attend()
    return future.result()
