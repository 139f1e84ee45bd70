# SPDX-License-Identifier: MIT
"""Worker processes of this machine, which import no module from the project and end with the process they work for.

A new Python process looks for modules in the current folder first, before any line of letterpress runs in it, and that
is mostly the project's. A `html.py` there would be imported in place of the standard library's. So every process starts
without that folder; multiprocessing hands on to it later what the module path of its parent holds besides.

Ctrl-C reaches every process of a terminal. Those that are started here leave it to their parent, from their first
moment on, and each has a thread that waits for the end of its parent, however that comes.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver, get_context, parent_process, resource_tracker
from threading import Lock, Thread
from typing import TypeVar

from letterpress.garbage_collection import calm_collector

Result = TypeVar("Result")

START_METHOD = "forkserver" if os.name == "posix" else "spawn"
"""How processes start: a plain fork would inherit locks and threads, which is unsafe in the preview."""

_PRELOADED = ["__main__", "letterpress.parse.documents", "letterpress.render.renderer"]
"""What all workers need; where they are forked, it is imported once for all of them."""

_SAFE_PATH = "PYTHONSAFEPATH"
"""The environment variable that has a new Python process leave the current folder out."""

_WARNINGS = "PYTHONWARNINGS"
"""The environment variable that has a new Python process ignore warnings."""

_OWN_WARNING = "ignore:resource_tracker"
"""What a killed build leaves is cleaned up; the process that does so need not tell of it."""

_changing_environment = Lock()


class ProcessPool(ProcessPoolExecutor):
    """Worker processes that import nothing from the current folder."""

    def __init__(self, jobs: int, start_method: str = START_METHOD) -> None:
        context = get_context(start_method)
        context.set_forkserver_preload(_PRELOADED)
        with _starting():  # what keeps track of the pool's semaphores is a process as well
            super().__init__(jobs, mp_context=context, initializer=_begin_work)

    def submit(self, fn: Callable[..., Result], /, *args: object, **kwargs: object) -> Future[Result]:
        """Have a worker call a function; a process starts here, where one is needed."""
        with _starting():
            return super().submit(fn, *args, **kwargs)


def can_start() -> bool:
    """Whether a process can start without the current folder on its module path."""
    return sys.flags.safe_path or not sys.flags.ignore_environment


def preload() -> None:
    """Have what all workers need imported, in the process that will fork them; nothing where none forks."""
    if START_METHOD == "forkserver":
        get_context(START_METHOD).set_forkserver_preload(_PRELOADED)
        with _starting():
            resource_tracker.ensure_running()  # on its own: it lets SIGINT through when it has started its process
        with _starting():
            forkserver.ensure_running()


def _begin_work() -> None:
    """Prepare a new process for its work."""
    calm_collector()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _starting() -> Iterator[None]:
    """Start Python processes without the current folder on their module path, and out of the terminal's reach."""
    with _blocking_signals(), _changing_environment:
        before = {name: os.environ.get(name) for name in (_SAFE_PATH, _WARNINGS)}
        os.environ[_SAFE_PATH] = "1"
        os.environ[_WARNINGS] = ",".join(filter(None, (before[_WARNINGS], _OWN_WARNING)))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


if sys.platform == "win32":

    @contextmanager
    def _blocking_signals() -> Iterator[None]:
        yield

else:

    @contextmanager
    def _blocking_signals() -> Iterator[None]:
        """Keep back what a terminal sends to its processes; a new process inherits that, this one gets it later."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGHUP))
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
