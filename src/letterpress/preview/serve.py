# SPDX-License-Identifier: MIT
"""Show the site in a browser while it is written."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from letterpress.diagnostics import Language, Message
from letterpress.preview.outcome import Build


def serve(
    build: Build,
    output: Path,
    watched: tuple[Path, ...],
    *,
    say: Callable[[Message], None],
    language: Language = "en",
    host: str = "127.0.0.1",
    port: int = 8000,
    base_path: str = "",
    polling: bool = False,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Build, serve the output, and rebuild after every change, until Ctrl-C.

    Args:
        build: Builds once and says what came of it. It is handed a function to call with all outputs that changed,
            once they are published and before the rest of its work; pages show them then. It is called in the
            calling thread at first and in another one later, never twice at once. It may raise
            `LetterpressError`, whose diagnostics are then shown in the browser; any other exception ends the
            preview and is raised again.
        output: The output folder; it is never written to, and changes in it are not watched.
        watched: Files and folders of the project whose changes lead to a build; they may be missing at first.
        say: Receives what the writer should know: the address, a taken port, a warning.
        language: Of the error page.
        host: The name or address to listen at. Any but this machine's own shows drafts to the network.
        port: The first port to try; 0 means any.
        base_path: What every URL starts with: empty, or `/sub`.
        polling: Look for changes once a second instead of asking the system.
        ready: Called with the site's URL after the first build, when the server answers.

    Raises:
        ConfigError: If the host is unknown or no port can be used.
    """
    from letterpress.preview.ports import listen, url_of  # noqa: PLC0415 - the server's parts are for serve only
    from letterpress.preview.request_guard import is_loopback  # noqa: PLC0415 - as above
    from letterpress.preview.session import Session  # noqa: PLC0415 - as above
    from letterpress.preview.watcher import Watcher  # noqa: PLC0415 - as above

    session = Session(build, output, host=host, base_path=base_path, language=language)
    with (
        contextlib.suppress(KeyboardInterrupt),
        listen(host, port) as listening,
        Watcher(watched, (output,), session.pulse.notify, polling=polling) as watcher,
    ):
        if not is_loopback(host):
            say(_open_to_all(host))
        if watcher.polling and not polling:
            say(_POLLING)
        if port and listening.getsockname()[1] != port:
            say(_other_port(port, listening.getsockname()[1]))
        session.build()
        url = url_of(listening, host, base_path)
        say(Message(f"プレビュー: {url} （Ctrl+C で終了）", f"Preview at {url} (Ctrl+C to stop)"))
        if ready is not None:
            ready(url)
        session.run(listening, watcher)


_POLLING = Message(
    "監視できるフォルダーの数の上限に達したので、1秒ごとに変更を調べます",
    "the system cannot watch so many folders: looking for changes once a second instead",
)


def _open_to_all(host: str) -> Message:
    return Message(
        f"`--host {host}`：同じネットワークのほかの機器からも、下書きを含めて見えます",
        f"`--host {host}`: other machines on the network can see this preview, drafts included",
    )


def _other_port(wished: int, found: int) -> Message:
    return Message(
        f"ポート {wished} は使われているので、{found} を使います", f"port {wished} is taken, using {found}"
    )
