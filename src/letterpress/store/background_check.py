# SPDX-License-Identifier: MIT
"""Verify the outputs of the last build in a second process, while this one reads the sources.

With 14,000 outputs and two cores that takes a quarter off a build with nothing to do, and a third off one after a
fresh checkout, where every output has to be read.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, NoReturn, Self

import msgspec

from letterpress.digests import Digest
from letterpress.files import FileStat, file_stat
from letterpress.store.checked_file import UnreadableError
from letterpress.store.output_stats import Verified, outputs_unchanged, read_header, verify_outputs
from letterpress.store.paths import STATS, output_home

WORTH_IT = 50_000
"""From which size of the file of stats on, in bytes: a thousand outputs are checked while a process starts."""

_UNCHANGED, _DIFFERS = 0, 1


class _Check(NamedTuple):
    """A process that verifies the outputs."""

    process: int
    pipe: int
    """Where it writes what it found."""


class OutputVerifier:
    """Says what `outputs_unchanged` and `verify_outputs` say, from a forked process where there can be one."""

    def __init__(self, root: Path, output: Path, *, worth_it: int = WORTH_IT) -> None:
        """Begin to verify.

        Args:
            root: The project's folder.
            output: The output folder.
            worth_it: See `WORTH_IT`.
        """
        self._root, self._output = root, output
        self._home = output_home(root, output)
        self._seen = _stat(self._home / STATS)
        self._answer: bool | None = None
        self._found = b""
        self._check: _Check | None = None
        if self._seen is not None and self._seen.size >= worth_it and _may_fork():
            self._check = _started(root, output)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End the process, if it was never asked for its answer."""
        if self._check is not None:
            import signal  # noqa: PLC0415 - hardly ever

            with suppress(ProcessLookupError):
                os.kill(self._check.process, signal.SIGKILL)
            self._waited_for()

    def unchanged(self) -> bool:
        """Whether all outputs are unchanged; to be asked with the lock of the build held.

        The check may have begun before the lock was ours. It counts as long as the file of stats is still the same:
        another build that publishes leaves another one, or a journal.
        """
        seen = _stat(self._home / STATS)
        if self._answer is None:
            self._answer = self._waited_for()
        if self._answer is None or seen != self._seen:
            self._seen, self._answer, self._found = seen, outputs_unchanged(self._root, self._output), b""
        return self._answer

    def unchanged_since(self, inputs: Digest) -> bool:
        """Whether all outputs are unchanged, and a build with these inputs made them."""
        try:
            header = read_header(self._home)
        except UnreadableError:
            return False
        return header is not None and header.inputs == inputs and self.unchanged()

    def verified(self) -> Verified | None:
        """What became of outputs that are not unchanged; None where they have not been read yet."""
        if self.unchanged() or not self._found:
            return None
        try:
            return msgspec.msgpack.decode(self._found, type=Verified)
        except msgspec.DecodeError:  # the process did not come to its end
            return None

    def _waited_for(self) -> bool | None:
        """What the process found; None where there was none, or it could not say."""
        check, self._check = self._check, None
        if check is None:
            return None
        # The pipe stays open until the process has ended, which would take its end for that of its parent.
        with open(check.pipe, "rb") as pipe:  # noqa: PTH123 - no path
            self._found = pipe.read()
            try:
                code = os.waitstatus_to_exitcode(os.waitpid(check.process, 0)[1])
            except ChildProcessError:  # our parent has the system forget how processes ended
                return None
        return code == _UNCHANGED if code in {_UNCHANGED, _DIFFERS} else None


def _stat(path: Path) -> FileStat | None:
    try:
        return file_stat(os.lstat(path))
    except OSError:
        return None


if sys.platform == "linux":
    from _thread import start_new_thread
    from select import poll

    def _may_fork() -> bool:
        """Whether there is a core for a second process, and no other thread that might hold a lock for ever in it."""
        try:
            return len(os.sched_getaffinity(0)) > 1 and len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - names
        except OSError:
            return False

    def _started(root: Path, output: Path) -> _Check | None:
        """A process that verifies; None where the system has none to spare."""
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
            start_new_thread(_end_with_parent, (writing,))
            _verify(root, output, writing)
        os.close(writing)
        return _Check(process, reading)

    def _end_with_parent(pipe: int) -> NoReturn:
        """Wait until no process reads what is found; only the end of the parent, however it came, can bring that."""
        waiting = poll()
        waiting.register(pipe, 0)
        waiting.poll()
        os._exit(_DIFFERS)

    def _verify(root: Path, output: Path, pipe: int) -> NoReturn:
        code = _DIFFERS
        try:
            if outputs_unchanged(root, output):
                code = _UNCHANGED
            else:
                with open(pipe, "wb") as file:
                    file.write(_read(root, output))
        finally:
            # Whatever happens, as when the user stops us both: nothing of the other process is to go on in here.
            os._exit(code)

    def _read(root: Path, output: Path) -> bytes:
        """What `verify_outputs` says; nothing where the ledger is damaged."""
        from letterpress.store.ledger_file import load_ledger  # noqa: PLC0415 - mostly they are unchanged

        ledger, notes = load_ledger(root, output)
        return b"" if notes else msgspec.msgpack.encode(verify_outputs(output, ledger.records))

else:

    def _may_fork() -> bool:
        return False

    def _started(root: Path, output: Path) -> _Check | None:
        return None
