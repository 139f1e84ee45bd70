# SPDX-License-Identifier: MIT
"""Bursts of changes: many notifications become one."""

import asyncio

QUIET = 0.03
"""Seconds without a change that end a burst."""
LIMIT = 0.5
"""Seconds after which a burst ends although changes go on."""


class Pulse:
    """Collects notifications from another thread and hands them on, burst by burst."""

    def __init__(self, *, quiet: float = QUIET, limit: float = LIMIT) -> None:
        self._quiet = quiet
        self._limit = limit
        self._notified = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Something changed; may be called from any thread, also before there is an event loop."""
        self._notified = True
        loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(self._event.set)

    def attach(self) -> None:
        """Serve the running event loop; what came before counts as one notification."""
        self._loop = asyncio.get_running_loop()
        if self._notified:
            self._event.set()

    async def burst(self) -> None:
        """Return when something has changed and the burst of changes is over."""
        await self._event.wait()
        loop = asyncio.get_running_loop()
        end = loop.time() + self._limit
        while self._event.is_set() and loop.time() < end:
            self._event.clear()
            await _first_of(self._event, min(self._quiet, end - loop.time()))
        # What comes from here on belongs to the next burst.
        self._event.clear()


async def _first_of(event: asyncio.Event, seconds: float) -> None:
    """Return when the event is set or the time is over."""
    try:
        await asyncio.wait_for(event.wait(), max(seconds, 0))
    except TimeoutError:
        return
