# SPDX-License-Identifier: MIT
"""Executors on a Dask cluster; no other module uses Dask, which is an optional extra."""

import logging
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any, TypeVar

from letterpress import __version__
from letterpress.diagnostics import ConfigError, LetterpressError
from letterpress.workers import diagnostics as problems
from letterpress.workers.executors import RemoteExecutor

if TYPE_CHECKING:
    from distributed import Client

Result = TypeVar("Result")
Versions = tuple[tuple[str, str], ...]

CONNECT_SECONDS = 10.0
"""How long to wait for the scheduler, and then for the first worker."""
PATIENCE_SECONDS = 60.0
"""How long a cluster may be without any worker during a build: long enough for one that starts anew."""

_LOGGERS = ("distributed", "distributed.client", "tornado.application")

_LIBRARIES = (
    "feedgen",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "msgspec",
    "pygments",
    "pyyaml",
)
"""Those whose version can be seen in the bytes of an output."""


class ClusterExecutor(RemoteExecutor):
    """The workers of a Dask cluster, each of which must run what runs here."""

    def __init__(self, client: "Client", *, patience: float = PATIENCE_SECONDS) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)
        self._patience = patience
        self._last_seen = time.monotonic()

    @property
    def size(self) -> int:
        """The threads of all workers."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> "Future[Result]":
        """Have a function called by some worker; if that one dies, by another."""
        future: Future[Result] = self._executor.submit(checked, versions(), fn, *args, **kwargs)
        return future

    def check_workers(self) -> None:
        """Check that the cluster still has workers.

        Raises:
            LetterpressError: There has been no worker for a while.
        """
        try:
            has_workers = bool(self._client.nthreads())
        except OSError:
            has_workers = False
        now = time.monotonic()
        if has_workers:
            self._last_seen = now
        elif now - self._last_seen > self._patience:
            raise LetterpressError(problems.cluster_lost())


@contextmanager
def cluster(
    address: str, *, connect: float = CONNECT_SECONDS, patience: float = PATIENCE_SECONDS
) -> Iterator[ClusterExecutor]:
    """An executor on a running cluster.

    Args:
        address: Of its scheduler: `HOST:PORT`.
        connect: Seconds to wait for the scheduler, and then for the first worker.
        patience: Seconds that the cluster may be without any worker later on.

    Raises:
        ConfigError: Dask is not installed, the cluster cannot be reached, or its workers run something else.
        LetterpressError: The cluster broke down in the middle.
    """
    with _quiet():
        client = _connected(address, connect)
        try:
            _check_versions(client)
            yield ClusterExecutor(client, patience=patience)
        except _breakdowns() as error:
            raise LetterpressError(problems.cluster_lost()) from error
        finally:
            client.close()


def checked(expected: Versions, function: Callable[..., Result], *arguments: Any) -> Result:
    """Call a function on a worker, which may have joined after the others were asked for their versions.

    Raises:
        LetterpressError: This worker would make other bytes.
    """
    if versions() != expected:
        raise LetterpressError(problems.cluster_differs(_difference(expected, versions())))
    return function(*arguments)


@lru_cache(maxsize=1)
def versions() -> Versions:
    """What runs in this process and can be seen in an output, with its version."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    libraries = ((name, version(name)) for name in _LIBRARIES)
    return ("letterpress", __version__), ("Python", python), *libraries


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask from writing to the terminal.

    What happens to the connection is told as a diagnostic. Tornado, on which Dask stands, complains when work that was
    cancelled turns out to be done.
    """
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _connected(address: str, seconds: float) -> "Client":
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra, and it costs 800 ms
    except ImportError:
        raise ConfigError(problems.dask_missing()) from None
    try:
        client = Client(f"tcp://{address}", timeout=seconds, set_as_default=False, name="letterpress")
    except (OSError, ValueError) as error:
        raise ConfigError(problems.cluster_unreachable(address)) from error
    try:
        client.wait_for_workers(1, timeout=seconds)
    except OSError as error:
        client.close()
        raise ConfigError(problems.cluster_empty(address)) from error
    return client


def _check_versions(client: "Client") -> None:
    # The version is asked for by a function of the standard library: ours may not be there, or be another.
    for found in _answers(client, resolve_name, "letterpress:__version__"):
        if found != __version__:
            other = f"letterpress {found}" if isinstance(found, str) else str(found)
            raise ConfigError(problems.cluster_differs(other))
    for found in _answers(client, versions):
        if found != versions():
            other = _difference(versions(), found) if isinstance(found, tuple) else str(found)
            raise ConfigError(problems.cluster_differs(other))


def _answers(client: "Client", function: Callable[..., Any], *arguments: Any) -> list[Any]:
    """What every worker returns, or the error that it raised."""
    return list(client.run(function, *arguments, on_error="return").values())


def _difference(ours: Versions, theirs: Versions) -> str:
    known = dict(theirs)
    return ", ".join(
        f"{name} {known.get(name, '-')} ({here})" for name, here in ours if known.get(name) != here
    )


def _breakdowns() -> tuple[type[Exception], ...]:
    """How Dask says that a result will never come."""
    from distributed import KilledWorker  # noqa: PLC0415 - see above
    from distributed.comm import CommClosedError  # noqa: PLC0415
    from distributed.scheduler import NoWorkerError  # noqa: PLC0415

    return KilledWorker, NoWorkerError, CommClosedError, CancelledError
