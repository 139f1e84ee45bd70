# SPDX-License-Identifier: MIT
"""Worker processes of this machine, which import no module from the project.

A new Python process looks for modules in the current folder first, before any line of letterpress runs in it, and that
is mostly the project's. A `html.py` there would be imported in place of the standard library's. So every process starts
without that folder; multiprocessing hands on to it later what the module path of its parent holds besides.
"""

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.forkserver import ensure_running
from threading import Lock
from typing import TypeVar

from letterpress.garbage_collection import calm_collector

Result = TypeVar("Result")

START_METHOD = "forkserver" if os.name == "posix" else "spawn"
"""How processes start: a plain fork would inherit locks and threads, which is unsafe in the preview."""

_PRELOADED = ["__main__", "letterpress.parse.documents", "letterpress.render.renderer"]
"""What all workers need; where they are forked, it is imported once for all of them."""

_SAFE_PATH = "PYTHONSAFEPATH"
"""The environment variable that has a new Python process leave the current folder out."""

_changing_environment = Lock()


class ProcessPool(ProcessPoolExecutor):
    """Worker processes that import nothing from the current folder."""

    def __init__(self, jobs: int, start_method: str = START_METHOD) -> None:
        context = get_context(start_method)
        context.set_forkserver_preload(_PRELOADED)
        with _safe_path():  # what keeps track of the pool's semaphores is a process as well
            super().__init__(jobs, mp_context=context, initializer=calm_collector)

    def submit(self, fn: Callable[..., Result], /, *args: object, **kwargs: object) -> Future[Result]:
        """Have a worker call a function; a process starts here, where one is needed."""
        with _safe_path():
            return super().submit(fn, *args, **kwargs)


def can_start() -> bool:
    """Whether a process can start without the current folder on its module path."""
    return sys.flags.safe_path or not sys.flags.ignore_environment


def preload() -> None:
    """Have what all workers need imported, in the process that will fork them; nothing where none forks."""
    if START_METHOD == "forkserver":
        get_context(START_METHOD).set_forkserver_preload(_PRELOADED)
        with _safe_path():
            ensure_running()


@contextmanager
def _safe_path() -> Iterator[None]:
    """Start Python processes without the current folder on their module path."""
    with _changing_environment:
        before = os.environ.get(_SAFE_PATH)
        os.environ[_SAFE_PATH] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ[_SAFE_PATH]
            else:
                os.environ[_SAFE_PATH] = before
