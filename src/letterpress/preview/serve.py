# SPDX-License-Identifier: MIT
"""Serve the preview: build, watch, rebuild and reload until it is stopped."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from letterpress.diagnostics import Language, Message
from letterpress.preview.ports import listen, url_of
from letterpress.preview.request_guard import is_loopback
from letterpress.preview.session import Session
from letterpress.preview.state import Build
from letterpress.preview.watcher import Watcher


def serve(
    build: Build,
    output: Path,
    watched: tuple[Path, ...],
    *,
    say: Callable[[Message], None],
    others: Callable[[], tuple[Path, ...]] = tuple,
    within: Path | None = None,
    language: Language = "en",
    host: str = "127.0.0.1",
    port: int = 8000,
    base_path: str = "",
    base_url: str = "",
    allowed_hosts: tuple[str, ...] = (),
    polling: bool = False,
    follow: bool = False,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Build, serve the output, and rebuild after every change, until Ctrl-C.

    Args:
        build: Builds once and returns the outcome. Its argument is a function to call with all outputs that changed,
            once they are published and before the rest of the work; pages show them then. It is called in the
            calling thread at first and in another one later, never twice at once. It may raise
            `LetterpressError`, whose diagnostics the browser then shows; any other exception ends the preview and
            is raised again.
        output: The output folder; it is never written to, and changes in it are not watched.
        watched: Files and folders of the project whose changes lead to a build; they may be missing at first.
        say: Shows messages on the terminal: the URL, a taken port, a warning.
        others: Gives more files and folders to watch; asked for again before each build.
        within: The folder in which links among the watched files are followed; None where none are.
        language: The language of the error page.
        host: The name or address to listen on. Any but a loopback address shows drafts to the network.
        port: The first port to try; 0 means any.
        base_path: The path that every URL starts with: empty, or `/sub`.
        base_url: The URL of the live site; what leads there leads to the preview instead.
        allowed_hosts: Further names by which browsers reach the preview, such as that of a tunnel.
        polling: Whether to look for changes once a second instead of asking the system.
        follow: Whether open pages go to the page whose source was saved last, which lies below `within`.
        ready: Called with the site's URL after the first build, when the server can answer.

    Raises:
        ConfigError: The host is unknown, or no port can be used.
    """
    session = Session(
        build,
        output,
        host=host,
        base_path=base_path,
        language=language,
        base_url=base_url,
        allowed_hosts=allowed_hosts,
        follow=within if follow else None,
    )
    with (
        contextlib.suppress(KeyboardInterrupt),
        listen(host, port) as listening,
        Watcher(
            watched, (output,), session.debouncer.notify, others=others, within=within, polling=polling
        ) as watcher,
    ):
        if not is_loopback(host):
            say(_network_warning(host))
        if watcher.polling:
            say(_POLLING if polling else _LIMIT_REACHED)
        if port and listening.getsockname()[1] != port:
            say(_port_note(port, listening.getsockname()[1]))
        session.build()
        url = url_of(listening, host, base_path)
        say(Message(f"プレビュー: {url} （Ctrl+C で終了）", f"Preview at {url} (Ctrl+C to stop)"))
        if ready is not None:
            ready(url)
        session.run(listening, watcher)


_POLLING = Message("1秒ごとに変更を調べます", "looking for changes once a second")
_LIMIT_REACHED = Message(
    "監視できるフォルダーの数の上限に達したので、1秒ごとに変更を調べます",
    "the system cannot watch so many folders: looking for changes once a second instead",
)


def _network_warning(host: str) -> Message:
    return Message(
        f"`--host {host}`：同じネットワークのほかの機器からも、下書きを含めて見えます",
        f"`--host {host}`: other machines on the network can see this preview, drafts included",
    )


def _port_note(requested: int, found: int) -> Message:
    return Message(
        f"ポート {requested} は使われているので、{found} を使います",
        f"port {requested} is taken, using {found}",
    )
