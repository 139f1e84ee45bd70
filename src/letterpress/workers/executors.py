# SPDX-License-Identifier: MIT
"""Batches of sources and outputs, and the executor that parses or renders them.

That is this process, a pool of processes, or the executor that a caller gives. Parsing and rendering are pure functions
of picklable values, so every `concurrent.futures.Executor` gives the same bytes.
"""

import os
from abc import abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from letterpress.diagnostics import LetterpressError
from letterpress.files import CONTENT_FOLDER
from letterpress.workers.diagnostics import worker_died

Item = TypeVar("Item")
Result = TypeVar("Result")

_SMALLEST, _LARGEST = 40, 120
"""Items of a batch: few enough to share out a small site evenly, and on a large one enough that batches come and go
rarely, which costs the process that hands them out a tenth of what it does while others work."""

_BATCHES = 50
"""Batches that a site of middle size is cut into."""

POOL_FROM = 250
"""Tasks from which starting processes pays; measured, see docs/decisions/0006-parallel-work.md."""

_AHEAD = 2
"""Batches that wait for each worker: enough to keep it busy, few enough to keep memory flat."""

_ASSUMED_SIZE = 16
"""Workers of an executor that does not say how many it has: as many as most have, and few enough for memory."""

_CHECK_SECONDS = 2.0
"""How often a remote executor is asked whether it still has workers, while a result is waited for."""

_one_at_a_time = Lock()


class RemoteExecutor(Executor):
    """An executor whose workers may come and go without this process being told."""

    @property
    @abstractmethod
    def size(self) -> int:
        """How many batches its workers can do at the same time; at least 1."""

    @abstractmethod
    def check_workers(self) -> None:
        """Check that a result may still come; called every few seconds while one is waited for.

        Raises:
            LetterpressError: All workers are gone for good.
        """


def run_batch(function: Callable[..., Result], *batch: Any) -> Result:
    """Call `function(*batch)`, while no other thread of the process runs a batch.

    The parser and the templates are made once for a process and serve one thread at a time. Little is lost: they are
    pure Python, so threads would wait for each other anyway.
    """
    with _one_at_a_time:
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
        """Whether all workers see the files of this machine; an executor that was given may have others."""
        return self._given is None

    @staticmethod
    def batches(items: Sequence[Item]) -> list[Sequence[Item]]:
        """All items, in their order, in batches."""
        size = min(max(_SMALLEST, len(items) // _BATCHES), _LARGEST)
        return [items[start : start + size] for start in range(0, len(items), size)]

    def run(
        self, function: Callable[..., Result], batches: Iterable[tuple[Any, ...]], *, tasks: int
    ) -> Iterator[Result]:
        """Run batches; only a few are under way at a time, so neither arguments nor results pile up.

        Args:
            function: Parses or renders one batch.
            batches: The arguments of each call.
            tasks: How many sources or outputs there are in all batches.

        Returns:
            The results, in the order of the batches.

        Raises:
            LetterpressError: The function raised it, or a worker died.
        """
        executor = self._executor(tasks)
        if executor is None:
            for batch in batches:
                yield run_batch(function, *batch)
            return
        waiting: deque[Future[Result]] = deque()
        try:
            for batch in batches:
                waiting.append(executor.submit(run_batch, function, *batch))
                if len(waiting) > self._width * _AHEAD:
                    yield _outcome(waiting.popleft(), executor)
            while waiting:
                yield _outcome(waiting.popleft(), executor)
        except BrokenExecutor as error:
            raise LetterpressError(worker_died()) from error
        except (Exception, GeneratorExit):
            # Neither after an interruption nor where workers died: a pool that breaks reports to each of its futures,
            # which a cancelled one does not expect.
            for future in waiting:
                future.cancel()
            raise

    @property
    def has_pool(self) -> bool:
        """Whether processes of this machine were started and will soon be needed again."""
        return self._pool is not None

    def prepare(self, function: Callable[..., None], *batch: Any) -> None:
        """Call a function in each process of the pool, ahead of the batches; nothing where there is no pool."""
        if self._pool is not None:
            for _ in range(self._jobs):
                self._pool.submit(run_batch, function, *batch)

    def close(self) -> None:
        """Stop the pool; may be called twice. An executor that was given goes on."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def abandon(self) -> None:
        """Leave the pool to itself, after an interruption: its processes end when this one does."""
        self._pool = None

    def _executor(self, tasks: int) -> Executor | None:
        """The executor for so many tasks; None for this process."""
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


def preload_workers(root: Path) -> None:
    """Import what all workers need in the process that forks them, while this one still scans the project.

    Nothing happens where a project has too few sources for a pool, and where processes are not forked.
    """
    if _has_sources(root, POOL_FROM):
        from letterpress.workers import processes  # noqa: PLC0415 - processes cost 20 ms of imports

        if processes.can_start():
            processes.preload()


def _has_sources(root: Path, number: int) -> bool:
    """Whether a project seems to have at least so many sources; a guess, before the walk."""
    return len(list(islice((root / CONTENT_FOLDER).rglob("*.md"), number))) == number


def _size(executor: Executor) -> int:
    """How many batches an executor can do at the same time; those of the standard library do not say."""
    return executor.size if isinstance(executor, RemoteExecutor) else _ASSUMED_SIZE


def _outcome(future: Future[Result], executor: Executor) -> Result:
    if isinstance(executor, RemoteExecutor):
        while not wait((future,), timeout=_CHECK_SECONDS).done:
            executor.check_workers()
    return future.result()
