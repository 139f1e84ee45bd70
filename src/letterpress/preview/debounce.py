# SPDX-License-Identifier: MIT
"""Debounce notifications: a burst of changes leads to one rebuild."""

import asyncio

QUIET = 0.03
"""Seconds without a change after which a burst ends."""
LIMIT = 0.5
"""Seconds after which a burst ends although changes go on."""


class Debouncer:
    """Collects notifications, which may come from another thread, into bursts."""

    def __init__(self, *, quiet: float = QUIET, limit: float = LIMIT) -> None:
        self._quiet = quiet
        self._limit = limit
        self._notified = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Note that something changed; may be called from any thread, also before there is an event loop."""
        self._notified = True
        loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(self._event.set)

    def attach(self) -> None:
        """Attach to the running event loop; everything noted before counts as one notification."""
        self._loop = asyncio.get_running_loop()
        if self._notified:
            self._event.set()

    async def wait(self) -> None:
        """Return when something has changed and its burst of changes is over."""
        await self._event.wait()
        loop = asyncio.get_running_loop()
        end = loop.time() + self._limit
        while self._event.is_set() and loop.time() < end:
            self._event.clear()
            await _first_of(self._event, min(self._quiet, end - loop.time()))
        # Later notifications belong to the next burst.
        self._event.clear()


async def _first_of(event: asyncio.Event, seconds: float) -> None:
    """Return when the event is set or the time is over."""
    try:
        await asyncio.wait_for(event.wait(), max(seconds, 0))
    except TimeoutError:
        return
