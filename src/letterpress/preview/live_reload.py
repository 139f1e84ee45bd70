# SPDX-License-Identifier: MIT
"""The reload channel: sends every new state to all open pages, as server-sent events.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from letterpress.preview.state import State, encode_state

HEARTBEAT = 15.0
"""Seconds between comments that keep a silent connection alive and show a dead one."""
LOAD_SECONDS = 0.25
"""Seconds that open pages have to load a new state."""


class ReloadChannel:
    """Holds the current state, and sends every new one to all open pages.

    Everything but `state` belongs to the event loop's thread.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._changed = asyncio.Event()
        self._closed = False
        self._listening = 0
        self._loads = asyncio.Semaphore(0)

    def publish(self, state: State) -> None:
        """Replace the state and send it to every open page."""
        self.state = state
        self._wake()

    async def publish_and_wait(self, state: State) -> None:
        """Publish a state, and return when all open pages have loaded it, or after `LOAD_SECONDS`."""
        expected = 0 if state.styles_only else self._listening
        self._loads = asyncio.Semaphore(0)
        self.publish(state)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOAD_SECONDS):
                for _ in range(expected):
                    await self._loads.acquire()

    def close(self) -> None:
        """End every connection, so that the server can stop at once."""
        self._closed = True
        self._wake()

    async def events(self) -> AsyncIterator[bytes]:
        """Yield the current state, then every new one, until the channel is closed."""
        yield b"retry: 1000\n\n"
        self._listening += 1
        self._loads.release()
        try:
            async for data in self._states():
                yield data
        finally:
            self._listening -= 1

    async def _states(self) -> AsyncIterator[bytes]:
        sent: State | None = None
        while not self._closed:
            changed = self._changed
            if sent is not self.state:
                sent = self.state
                yield b"data: " + encode_state(sent) + b"\n\n"
            elif not await _is_set_within(changed, HEARTBEAT):
                yield b":\n\n"

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


async def _is_set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
