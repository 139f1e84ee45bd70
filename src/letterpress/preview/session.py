# SPDX-License-Identifier: MIT
"""A session of the preview: build, serve, rebuild after changes, and publish states to the pages."""

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from urllib.parse import quote

import msgspec
import uvicorn

from letterpress.diagnostics import Language, LetterpressError
from letterpress.preview.application import Application
from letterpress.preview.connections import Connection
from letterpress.preview.debounce import Debouncer
from letterpress.preview.held_signals import HeldSignals
from letterpress.preview.live_reload import LOAD_SECONDS, ReloadChannel
from letterpress.preview.request_guard import own_hosts
from letterpress.preview.state import Build, Outcome, State, first_state, follow, next_state
from letterpress.preview.watcher import Watcher, same_file


class Session:
    """Builds, serves and rebuilds until it is stopped.

    Everything belongs to the event loop's thread but the builds, which run in another thread, one at a time.
    """

    def __init__(
        self,
        build: Build,
        output: Path,
        *,
        host: str,
        base_path: str,
        language: Language,
        base_url: str = "",
        allowed_hosts: tuple[str, ...] = (),
        follow: Path | None = None,
    ) -> None:
        """Do nothing yet; see `serve`.

        Args:
            build: Builds once.
            output: The output folder.
            host: The host that the server is bound to.
            base_path: The path of the site.
            language: The language of messages.
            base_url: The URL of the live site.
            allowed_hosts: Further names of the server.
            follow: The project's folder, where open pages go to the page whose source was saved; else None.
        """
        self._build = build
        self._follow = follow
        self._base_path = base_path.rstrip("/")
        self._language = language
        self._channel = ReloadChannel(first_state())
        self._loop: asyncio.AbstractEventLoop | None = None
        self._builder = ThreadPoolExecutor(1)
        """Builds; not the event loop's own threads, for whose end it would wait, even if a build has none."""
        self.debouncer = Debouncer()
        application = self._application = Application(
            output,
            self._channel,
            hosts=own_hosts(host, allowed_hosts),
            base_path=base_path,
            base_url=base_url,
            language=language,
        )
        self._server = _Server(application, self._channel)

    def build(self) -> None:
        """Build once, before serving."""
        self._channel.state = next_state(self._channel.state, self._build_once(), self._language)

    def run(self, listening: socket.socket, watcher: Watcher) -> None:
        """Serve, and rebuild after every change, until a signal or a call of `stop`."""
        with HeldSignals() as held:
            asyncio.run(self._run(listening, watcher, held))

    def stop(self) -> None:
        """Let `run` end; may be called from any thread."""
        self._server.stop()

    async def _run(self, listening: socket.socket, watcher: Watcher, held: HeldSignals) -> None:
        held.release()
        self.debouncer.attach()
        self._loop = asyncio.get_running_loop()
        rebuilding = asyncio.create_task(self._rebuild(watcher))
        rebuilding.add_done_callback(lambda _: self._server.stop())
        try:
            await self._server.serve(sockets=[listening])
        finally:
            # The watcher must not call into a closed loop.
            watcher.stop()
            rebuilding.cancel()
            self._builder.shutdown(wait=False, cancel_futures=True)
        with contextlib.suppress(asyncio.CancelledError):
            await rebuilding

    async def _rebuild(self, watcher: Watcher) -> None:
        while True:
            await self.debouncer.wait()
            watcher.refresh()
            outcome = await asyncio.get_running_loop().run_in_executor(self._builder, self._build_once)
            state = next_state(self._channel.state, outcome, self._language)
            if self._follow is not None and outcome.ok:
                page = await asyncio.to_thread(self._page_of, watcher.take_saved(), state)
                state = follow(state, page) if page else state
            self._channel.publish(state)

    def _page_of(self, saved: tuple[Path, ...], state: State) -> str | None:
        """The URL path of the page that is made from one of the saved files; None where none is."""
        if self._follow is None or not saved:
            return None
        for url, facts in state.facts().items():
            source = self._follow / facts.source
            if any(same_file(source, path) for path in saved) and self._application.has_page(url):
                return quote(f"{self._base_path}{url}")
        return None

    def _build_once(self) -> Outcome:
        """Build once; the outcome leaves out the changes that were published to the pages during the build."""
        announced: set[str] = set()

        def announce(changed: tuple[str, ...]) -> None:
            if self._loop is not None:
                announced.update(changed)
                self._publish_early(Outcome(ok=True, changed=changed), self._loop)

        try:
            outcome = self._build(announce)
        except LetterpressError as error:
            return Outcome(ok=False, diagnostics=error.diagnostics)
        rest = tuple(path for path in outcome.changed if path not in announced)
        return msgspec.structs.replace(outcome, changed=rest)

    def _publish_early(self, outcome: Outcome, loop: asyncio.AbstractEventLoop) -> None:
        """Let open pages load published changes before the build goes on with the rest of its work.

        It is called in the build's thread. Without the wait, server and build would share Python's lock, which takes
        20 ms for a page.
        """
        state = next_state(self._channel.state, outcome, self._language)
        showing = asyncio.run_coroutine_threadsafe(self._channel.publish_and_wait(state), loop)
        with contextlib.suppress(TimeoutError, CancelledError):
            showing.result(2 * LOAD_SECONDS)


class _Server(uvicorn.Server):
    """A uvicorn server that ends open reload channels when it stops, and returns after a signal instead of raising."""

    def __init__(self, application: Application, channel: ReloadChannel) -> None:
        config = uvicorn.Config(
            application,
            http=Connection,
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="critical",  # what browsers break off is no fault
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
        )
        super().__init__(config)
        self._channel = channel
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop when the terminal goes away, too; uvicorn itself sees to the other signals."""
        hangup = getattr(signal, "SIGHUP", None)
        if hangup is None or threading.current_thread() is not threading.main_thread():
            with super().capture_signals():
                yield
            return
        before = signal.getsignal(hangup)
        if before is not signal.SIG_IGN:
            signal.signal(hangup, self.handle_exit)
        try:
            with super().capture_signals():
                yield
        finally:
            signal.signal(hangup, before)

    async def main_loop(self) -> None:
        """Wait until the server is stopped; uvicorn itself polls ten times a second."""
        self._loop = asyncio.get_running_loop()
        try:
            if not self.should_exit:
                await self._end.wait()
        finally:
            self._loop = None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the reload channels, which would stay open for ever, then shut down."""
        self._channel.close()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop on a signal; at once on the second."""
        self.force_exit = self.should_exit
        self.stop()

    def stop(self) -> None:
        """Stop the server; may be called from any thread."""
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._end.set)
