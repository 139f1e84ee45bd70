# SPDX-License-Identifier: MIT
"""Someone who looks at the outputs of the last build while we look at the sources.

With 14,000 outputs and two cores that takes a quarter off a build with nothing to do, and a third off one after a
fresh checkout, where every output has to be read.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import msgspec

from letterpress.files import FileStat, file_stat
from letterpress.store.output_stats import STANDING, stands_as_recorded
from letterpress.store.paths import output_home

if TYPE_CHECKING:
    from letterpress.store.verification import Verified

WORTH_IT = 50_000
"""From which size of the record of stats on, in bytes: a thousand outputs are looked at while a process starts."""

_STANDS, _DIFFERS = 0, 1


class _Sent(NamedTuple):
    """A process that looks."""

    process: int
    pipe: int
    """Where it writes what it found."""


class Onlooker:
    """Answers what `stands_as_recorded` and `verify_outputs` answer, from a forked process where there can be one."""

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
        self._found = b""
        self._sent: _Sent | None = None
        if self._seen is not None and self._seen.size >= worth_it and _may_fork():
            self._sent = _sent(root, output)

    def __enter__(self) -> "Onlooker":
        """Nothing more."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Leave no process behind, even if nobody asked."""
        if self._sent is not None:
            import signal  # noqa: PLC0415 - hardly ever

            with suppress(ProcessLookupError):
                os.kill(self._sent.process, signal.SIGKILL)
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
            self._seen, self._answer, self._found = seen, stands_as_recorded(self._root, self._output), b""
        return self._answer

    def verified(self) -> "Verified | None":
        """What became of the outputs that do not stand; None where nobody has read them yet."""
        from letterpress.store.verification import Verified  # noqa: PLC0415 - mostly they stand

        if self.stands() or not self._found:
            return None
        try:
            return msgspec.msgpack.decode(self._found, type=Verified)
        except msgspec.DecodeError:  # the process did not come to its end
            return None

    def _told(self) -> bool | None:
        """What the process found; None where there was none, or it could not say."""
        sent, self._sent = self._sent, None
        if sent is None:
            return None
        with open(sent.pipe, "rb") as pipe:  # noqa: PTH123 - no path
            self._found = pipe.read()
        try:
            code = os.waitstatus_to_exitcode(os.waitpid(sent.process, 0)[1])
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

    def _sent(root: Path, output: Path) -> _Sent | None:
        """The process that looks; None where the system has none to spare."""
        try:
            reading, writing = os.pipe()
        except OSError:
            return None
        try:
            process = os.fork()
        except OSError:
            os.close(reading)
            os.close(writing)
            return None
        if process == 0:
            os.close(reading)
            _look(root, output, writing)
        os.close(writing)
        return _Sent(process, reading)

    def _look(root: Path, output: Path, pipe: int) -> NoReturn:
        code = _DIFFERS
        try:
            if stands_as_recorded(root, output):
                code = _STANDS
            else:
                with open(pipe, "wb") as file:
                    file.write(_read(root, output))
        finally:
            # Whatever happens, as when the user stops us both: nothing of the other process is to go on in here.
            os._exit(code)

    def _read(root: Path, output: Path) -> bytes:
        """What `verify_outputs` says; nothing where the ledger is damaged."""
        from letterpress.store.ledger_file import open_book  # noqa: PLC0415 - mostly they stand
        from letterpress.store.verification import verify_outputs  # noqa: PLC0415 - as above

        book, notes = open_book(root, output)
        if notes:
            return b""
        ledger = book.whole()
        return msgspec.msgpack.encode(verify_outputs(output, ledger, ledger.records))

else:

    def _may_fork() -> bool:
        return False

    def _sent(root: Path, output: Path) -> _Sent | None:
        return None
