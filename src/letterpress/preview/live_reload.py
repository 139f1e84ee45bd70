# SPDX-License-Identifier: MIT
"""The reload channel: tells every open page at once of a new state, as server-sent events.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from letterpress.preview.state import State, message

HEARTBEAT = 15.0
"""Seconds between comments that keep a silent connection alive and show a dead one."""
MOMENT = 0.25
"""Seconds that open pages are given to load a new state."""


class Channel:
    """Holds the present state, and wakes every open page when there is another.

    All but `state` belongs to the event loop's thread.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._news = asyncio.Event()
        self._closed = False
        self._listening = 0
        self._arrivals = asyncio.Semaphore(0)

    def publish(self, state: State) -> None:
        """Replace the state and send it to every open page."""
        self.state = state
        self._wake()

    async def show(self, state: State) -> None:
        """Publish a state, and return when as many pages as were open have loaded it, or after a moment."""
        expected = 0 if state.styles_only else self._listening
        self._arrivals = asyncio.Semaphore(0)
        self.publish(state)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(MOMENT):
                for _ in range(expected):
                    await self._arrivals.acquire()

    def close(self) -> None:
        """End every connection, so that the server can stop at once."""
        self._closed = True
        self._wake()

    async def events(self) -> AsyncIterator[bytes]:
        """The present state, then every further one, until the channel is closed."""
        yield b"retry: 1000\n\n"
        self._listening += 1
        self._arrivals.release()
        try:
            async for data in self._states():
                yield data
        finally:
            self._listening -= 1

    async def _states(self) -> AsyncIterator[bytes]:
        told: State | None = None
        while not self._closed:
            news = self._news
            if told is not self.state:
                told = self.state
                yield b"data: " + message(told) + b"\n\n"
            elif not await _happens(news, HEARTBEAT):
                yield b":\n\n"

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()


async def _happens(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
