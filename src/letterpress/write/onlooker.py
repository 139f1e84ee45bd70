# SPDX-License-Identifier: MIT
"""Someone who looks at the outputs of the last build while we look at the sources.

With 14,000 outputs and two cores that takes a quarter off a build with nothing to do.
"""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from letterpress.load import FileStat, file_stat
from letterpress.write.home import output_home
from letterpress.write.standing import STANDING, stands_as_recorded

WORTH_IT = 50_000
"""From which size of the record of stats on, in bytes: a thousand outputs are looked at while a process starts."""

_STANDS, _DIFFERS = 0, 1


class Onlooker:
    """Answers what `stands_as_recorded` answers, from a forked process where there can be one."""

    def __init__(self, root: Path, output: Path, *, worth_it: int = WORTH_IT) -> None:
        """Begin to look.

        Args:
            root: The project's folder.
            output: The output folder.
            worth_it: See `WORTH_IT`.
        """
        self._root, self._output = root, output
        self._record = output_home(root, output) / STANDING
        self._seen = _stat(self._record)
        self._answer: bool | None = None
        self._process: int | None = None
        if self._seen is not None and self._seen.size >= worth_it and _may_fork():
            self._process = _sent(root, output)

    def __enter__(self) -> "Onlooker":
        """Nothing more."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Leave no process behind, even if nobody asked."""
        self._told()

    def stands(self) -> bool:
        """Whether everything stands as recorded; to be asked with the lock of the build held.

        The look may have begun before the lock was ours. It counts as long as the record is still the same: whoever
        publishes leaves another one, or a journal.
        """
        seen = _stat(self._record)
        if self._answer is None:
            self._answer = self._told()
        if self._answer is None or seen != self._seen:
            self._seen, self._answer = seen, stands_as_recorded(self._root, self._output)
        return self._answer

    def _told(self) -> bool | None:
        """What the process found; None where there was none, or it could not say."""
        process, self._process = self._process, None
        if process is None:
            return None
        try:
            code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        except ChildProcessError:  # whoever started us has the system forget how processes ended
            return None
        return code == _STANDS if code in {_STANDS, _DIFFERS} else None


def _stat(path: Path) -> FileStat | None:
    try:
        return file_stat(os.lstat(path))
    except OSError:
        return None


if sys.platform == "linux":

    def _may_fork() -> bool:
        """Whether there is a core for a second process, and no other thread that might hold a lock for ever in it."""
        try:
            return len(os.sched_getaffinity(0)) > 1 and len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - names
        except OSError:
            return False

    def _sent(root: Path, output: Path) -> int | None:
        """The process that looks; None where the system has none to spare."""
        try:
            process = os.fork()
        except OSError:
            return None
        if process == 0:
            _look(root, output)
        return process

    def _look(root: Path, output: Path) -> NoReturn:
        code = _DIFFERS
        try:
            code = _STANDS if stands_as_recorded(root, output) else _DIFFERS
        finally:
            # Whatever happens, as when the user stops us both: nothing of the other process is to go on in here.
            os._exit(code)

else:

    def _may_fork() -> bool:
        return False

    def _sent(root: Path, output: Path) -> int | None:
        return None
