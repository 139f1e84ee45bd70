# SPDX-License-Identifier: MIT
"""One run of the preview: watch, build, serve, tell the pages."""

import asyncio
import contextlib
import socket
from concurrent.futures import CancelledError
from pathlib import Path
from types import FrameType

import msgspec
import uvicorn

from letterpress.diagnostics import Language, LetterpressError
from letterpress.preview.application import Application
from letterpress.preview.debounce import Pulse
from letterpress.preview.live_reload import MOMENT, Channel
from letterpress.preview.outcome import Build, Outcome
from letterpress.preview.state import first_state, next_state
from letterpress.preview.watcher import Watcher


class Session:
    """Builds, serves and rebuilds until it is stopped.

    The event loop's thread owns everything but the build, which runs in a thread of its own, one at a time.
    """

    def __init__(
        self,
        build: Build,
        output: Path,
        *,
        host: str,
        base_path: str,
        language: Language,
    ) -> None:
        self._build = build
        self._language = language
        self._channel = Channel(first_state())
        self._loop: asyncio.AbstractEventLoop | None = None
        self.pulse = Pulse()
        application = Application(output, self._channel, host=host, base_path=base_path, language=language)
        self._server = _Server(application, self._channel)

    def build(self) -> None:
        """Build once, before serving."""
        self._channel.state = next_state(self._channel.state, self._outcome(), self._language)

    def run(self, listening: socket.socket, watcher: Watcher) -> None:
        """Serve, and rebuild after every change, until a signal or `stop`."""
        asyncio.run(self._run(listening, watcher))

    def stop(self) -> None:
        """End `run` soon; may be called from any thread."""
        self._server.stop()

    async def _run(self, listening: socket.socket, watcher: Watcher) -> None:
        self.pulse.attach()
        self._loop = asyncio.get_running_loop()
        rebuilding = asyncio.create_task(self._rebuild(watcher))
        rebuilding.add_done_callback(lambda _: self._server.stop())
        try:
            await self._server.serve(sockets=[listening])
        finally:
            # Nothing may call into a loop that is closed.
            watcher.stop()
            rebuilding.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await rebuilding

    async def _rebuild(self, watcher: Watcher) -> None:
        while True:
            await self.pulse.burst()
            watcher.refresh()
            outcome = await asyncio.to_thread(self._outcome)
            self._channel.publish(next_state(self._channel.state, outcome, self._language))

    def _outcome(self) -> Outcome:
        """What came of a build, but for the changes that the pages heard of while it was at work."""
        announced: set[str] = set()

        def announce(changed: tuple[str, ...]) -> None:
            if self._loop is not None:
                announced.update(changed)
                self._show(Outcome(ok=True, changed=changed), self._loop)

        try:
            outcome = self._build(announce)
        except LetterpressError as error:
            return Outcome(ok=False, diagnostics=error.diagnostics)
        rest = tuple(path for path in outcome.changed if path not in announced)
        return msgspec.structs.replace(outcome, changed=rest)

    def _show(self, outcome: Outcome, loop: asyncio.AbstractEventLoop) -> None:
        """Let open pages load what is published before the build takes the processor for the rest of its work.

        Called in the build's thread. Without the pause, the two would share Python's lock: 20 ms for a page.
        """
        state = next_state(self._channel.state, outcome, self._language)
        showing = asyncio.run_coroutine_threadsafe(self._channel.show(state), loop)
        with contextlib.suppress(TimeoutError, CancelledError):
            showing.result(2 * MOMENT)


class _Server(uvicorn.Server):
    """uvicorn, ending open reload channels when it stops, and returning after a signal instead of raising."""

    def __init__(self, application: Application, channel: Channel) -> None:
        config = uvicorn.Config(
            application,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
        )
        super().__init__(config)
        self._channel = channel
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end = asyncio.Event()

    async def main_loop(self) -> None:
        """Wait for the end; uvicorn's own way is to look ten times a second."""
        self._loop = asyncio.get_running_loop()
        try:
            if not self.should_exit:
                await self._end.wait()
        finally:
            self._loop = None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the channels first: they would stay open for ever."""
        self._channel.close()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Called for Ctrl-C and for a request to terminate."""
        self.force_exit = self.should_exit
        self.stop()

    def stop(self) -> None:
        """End soon; may be called from any thread."""
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._end.set)
