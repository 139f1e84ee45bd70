# SPDX-License-Identifier: MIT
"""Interruption: Ctrl-C and the signals that end programs unwind a command, and end the process at once if repeated."""

import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

INTERRUPTED = 130
"""The exit code of a command that a signal ended."""

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals that end a program; not every system has all of them."""


def interrupt_on_signals() -> None:
    """Have every signal that ends a program interrupt this one: the first raises KeyboardInterrupt, the next ends it.

    Signals that the process was started to ignore, as by `nohup`, stay ignored.
    """
    _handle_signals(_interrupt)
    sys.unraisablehook = _end_unless_harmless


def end_on_signals() -> None:
    """Have the next signal end the process at once: the command is done, and there is nothing left to unwind."""
    _handle_signals(_end)


def leave(code: int) -> NoReturn:
    """End the process, also while threads of it are at work that nothing can stop."""
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        _flush()
        os._exit(code)
    sys.exit(code)


def _handle_signals(handler: "signal._HANDLER") -> None:
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    end_on_signals()
    raise KeyboardInterrupt


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    os._exit(INTERRUPTED)


def _end_unless_harmless(fault: "UnraisableHookArgs") -> None:
    """End the process where KeyboardInterrupt came up in code that cannot raise, such as a finalizer."""
    if issubclass(fault.exc_type, KeyboardInterrupt):
        os._exit(INTERRUPTED)
    sys.__unraisablehook__(fault)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
