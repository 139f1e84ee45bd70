# SPDX-License-Identifier: MIT
"""One build of a project at a time, by a lock that the system releases when its holder dies."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from letterpress.diagnostics import LetterpressError
from letterpress.store import diagnostics as problems
from letterpress.store.paths import LOCK, clear, in_its_folder, state_home

POLL_SECONDS = 0.05

_LOCK_FILE = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        # A record lock, unlike flock(), is not shared with forked workers, which may outlive a killed build.
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True


@contextmanager
def build_lock(
    root: Path, *, wait_seconds: float = 0.0, on_wait: Callable[[], None] | None = None
) -> Iterator[None]:
    """Hold the project's lock; it keeps out other processes, not other threads of this one.

    Args:
        root: The project's folder.
        wait_seconds: How long to wait for another build to end.
        on_wait: Called once if there is something to wait for.

    Raises:
        LetterpressError: Another build is still running (`build-running`), or `.letterpress/` cannot be written.
    """
    while True:
        path = state_home(root) / LOCK
        try:
            descriptor = _opened(path)
        except OSError as error:
            raise LetterpressError(problems.write_failed(".letterpress/lock", error)) from None
        try:
            _wait(descriptor, wait_seconds, on_wait)
            # Who had the lock may have removed its file, which then keeps nobody out.
            if _is_at(descriptor, path):
                yield
                return
        finally:
            os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except OSError:
        return False


def _opened(path: Path) -> int:
    """The lock's file; what cannot be one, and so was never locked, goes."""
    with in_its_folder(path) as (name, folder):
        try:
            return os.open(name, _LOCK_FILE, 0o666, dir_fd=folder)
        except OSError:
            if not (path.is_symlink() or path.is_dir()):
                raise
        clear(name, folder)
        return os.open(name, _LOCK_FILE, 0o666, dir_fd=folder)


def _wait(descriptor: int, wait_seconds: float, on_wait: Callable[[], None] | None) -> None:
    deadline = time.monotonic() + wait_seconds
    told = False
    while not _try_lock(descriptor):
        if time.monotonic() >= deadline:
            raise LetterpressError(problems.build_running())
        if on_wait is not None and not told:
            on_wait()
            told = True
        time.sleep(POLL_SECONDS)
