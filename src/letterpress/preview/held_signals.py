# SPDX-License-Identifier: MIT
"""Signals held back: one that ends the program waits until the event loop is there, and can be closed again.

A loop that an exception leaves half made complains of itself when it is thrown away, and so does a coroutine that
nothing has begun to await.
"""

import signal
import threading
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Self

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals that end a program; not every system has all of them."""


class HeldSignals:
    """Holds back the signals that end a program, as a context manager, until `release` or the end of the context.

    Python handles signals in the main thread alone, so that anywhere else nothing has to be held.
    """

    def __init__(self) -> None:
        self._handlers: Mapping[int, Callable[[int, FrameType | None], object]] = {}
        self._received: list[int] = []

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
            found = {number: signal.getsignal(number) for number in numbers}
            self._handlers = {number: handler for number, handler in found.items() if callable(handler)}
            for number in self._handlers:
                signal.signal(number, self._hold)
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Handle signals as before, and those first that came meanwhile.

        Raises:
            KeyboardInterrupt: As the handlers from before do.
        """
        handlers, self._handlers = self._handlers, {}
        for number, handler in handlers.items():
            signal.signal(number, handler)
        received, self._received = self._received, []
        for number in received:
            handlers[number](number, None)

    def _hold(self, number: int, _frame: FrameType | None) -> None:
        self._received.append(number)
