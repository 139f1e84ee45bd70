# SPDX-License-Identifier: MIT
"""Run a command to its end: its time, or the memory of it and of all processes that it starts.

Time and memory are taken in different runs, because reading the memory of a large process costs it time. Memory is
the proportional set size (PSS) of Linux: a page that several processes share counts once.
"""

import ctypes
import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_EVERY = 0.05
"""Seconds between two looks at the memory."""


_BE_THEIR_PARENT = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""


class Usage(NamedTuple):
    """What a command took."""

    seconds: float
    """On the clock, from start to end."""
    processor: float
    """Seconds of processor time, of all its processes."""


class CommandError(Exception):
    """A command that is measured failed."""


def timed(command: Sequence[str], folder: Path) -> Usage:
    """Run a command.

    Raises:
        CommandError: It failed.
    """
    _adopt_orphans()
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = _started(command, folder, said.fileno())
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        _check(process, command, said.read())
    return Usage(seconds, used.ru_utime + used.ru_stime + _wait_for_orphans(process.pid))


def peak_memory(command: Sequence[str], folder: Path) -> int:
    """Run a command and return the largest memory of its processes together, in bytes.

    Raises:
        CommandError: It failed.
    """
    peak = 0
    with tempfile.TemporaryFile() as said:
        process = _started(command, folder, said.fileno())
        while process.poll() is None:
            peak = max(peak, sum(map(_proportional, _session(process.pid))))
            time.sleep(_EVERY)
        said.seek(0)
        _check(process, command, said.read())
    return peak


def _started(command: Sequence[str], folder: Path, said: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own commands
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
    )


def _check(process: "subprocess.Popen[bytes]", command: Sequence[str], said: bytes) -> None:
    if process.returncode:
        words = said.decode(errors="replace")[-3000:]
        raise CommandError(f"exit code {process.returncode} from {' '.join(command)}\n{words}")


def _adopt_orphans() -> None:
    """Have processes that outlive the one that started them become children of this one."""
    ctypes.CDLL(None, use_errno=True).prctl(_BE_THEIR_PARENT, 1, 0, 0, 0)


def _wait_for_orphans(leader: int) -> float:
    """Wait until the last that a command left has ended, so that none disturbs the next run; their processor seconds.

    Other processes that the caller may have started are none of our business.
    """
    seconds = 0.0
    while left := _session(leader):
        for process in left:
            try:
                _, _, used = os.wait4(process, 0)
            except ChildProcessError:  # another of them waits for it
                time.sleep(_EVERY / 10)
            else:
                seconds += used.ru_utime + used.ru_stime
    return seconds


def _session(leader: int) -> list[int]:
    """Every process that was started by the leader, however indirectly, and has not left its session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The program's name, in parentheses, may hold anything; the session is the fourth field after it.
            fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            found.append(int(folder.name))
    return found


def _proportional(process: int) -> int:
    try:
        lines = Path("/proc", str(process), "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def processor_seconds(process: int) -> float:
    """The processor time that a running process has taken so far."""
    fields = Path("/proc", str(process), "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
