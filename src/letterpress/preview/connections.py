# SPDX-License-Identifier: MIT
"""Connections of browsers: so many at most, and none that begins a request, or stops reading, and never goes on."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

MOST = 200
"""Connections at a time: thirty browsers' worth."""
REQUEST_SECONDS = 10.0
"""Seconds that a browser has for sending a request."""
STALLED_SECONDS = 30.0
"""Seconds after which a browser that takes nothing more of an answer is given up; a slow one takes something."""


class Connection(H11Protocol):
    """One connection, which is closed where the other side does not go on in time, and where there are too many."""

    _waiting: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        if len(self.connections) > MOST:
            transport.abort()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        self._stop_stalling()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        self._wait()

    def pause_writing(self) -> None:
        """Begin to wait until the other side takes what is on its way."""
        super().pause_writing()
        self._stop_stalling()
        self._stalled = self.loop.call_later(STALLED_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Stop that waiting."""
        self._stop_stalling()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request; amid an answer nothing can be said any more."""
        if str(self.conn.our_state) in ("IDLE", "SEND_RESPONSE"):
            super().send_400_response(msg)
        else:
            self.transport.abort()

    def _wait(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(REQUEST_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _stop_stalling(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def _give_up(self) -> None:
        """Close the connection, unless a request is being answered; its end begins the next waiting."""
        is_answering = self.cycle is not None and not self.cycle.response_complete
        if not is_answering:
            self.transport.abort()
