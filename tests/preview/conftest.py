# SPDX-License-Identifier: MIT
"""A small site, and a preview of it on a real port."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from letterpress.diagnostics import Diagnostic, Language, Message, Severity, Span
from letterpress.preview.debounce import Debouncer
from letterpress.preview.ports import listen
from letterpress.preview.session import Session
from letterpress.preview.state import Outcome
from letterpress.preview.watcher import Watcher

PATIENCE = 30.0
"""Seconds after which something that should have happened counts as failed; usually it takes a hundredth."""


class Press:
    """The smallest press there is: `content/NAME.txt` becomes `site/NAME/index.html`, a style sheet is copied.

    A text that says BROKEN fails the build. Every build is counted.
    """

    def __init__(self, root: Path) -> None:
        self.content = root / "content"
        self.site = root / "site"
        self.content.mkdir()
        self.site.mkdir()
        self.builds: list[Outcome] = []
        self.report_html: bytes | None = None
        self.failure: BaseException | None = None
        self._built = threading.Condition()

    def write(self, name: str, text: str) -> None:
        (self.content / name).write_text(text, encoding="utf-8")

    def build(self, announce: Callable[[tuple[str, ...]], None]) -> Outcome:
        """What the preview calls."""
        outcome = self._outcome()
        with self._built:
            self.builds.append(outcome)
            self._built.notify_all()
        return outcome

    def wait(self, condition: Callable[[], bool]) -> None:
        """Return when the condition holds after some build."""
        with self._built:
            assert self._built.wait_for(condition, PATIENCE), "the build that was waited for did not come"

    def wait_for_page(self, path: str, text: str) -> None:
        self.wait(lambda: (self.site / path).is_file() and text in (self.site / path).read_text("utf-8"))

    def settle(self, seconds: float = 0.3) -> int:
        """How many builds there are when nothing has come for a while."""
        with self._built:
            while self._built.wait(seconds):
                pass
            return len(self.builds)

    def _outcome(self) -> Outcome:
        if self.failure is not None:
            raise self.failure
        sources = {path: path.read_text("utf-8") for path in sorted(self.content.glob("**/*.txt"))}
        problems = tuple(
            broken(f"content/{path.name}", text) for path, text in sources.items() if "BROKEN" in text
        )
        if problems:
            return Outcome(ok=False, diagnostics=problems)
        pages = {self._page_of(path): page(path.stem, text) for path, text in sources.items()}
        pages |= {self.site / path.name: path.read_text("utf-8") for path in self.content.glob("*.css")}
        stale = set(self.site.rglob("*.html")) - pages.keys()
        for path in stale:
            path.unlink()
        changed = [path for path, text in pages.items() if self._publish(path, text)]
        names = sorted(path.relative_to(self.site).as_posix() for path in (*changed, *stale))
        return Outcome(ok=True, changed=tuple(names), report_html=self.report_html)

    def _page_of(self, source: Path) -> Path:
        if source.stem in ("404", "index"):
            return self.site / f"{source.stem}.html"
        return self.site / source.stem / "index.html"

    @staticmethod
    def _publish(path: Path, text: str) -> bool:
        if path.is_file() and path.read_text("utf-8") == text:
            return False
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return True


def page(title: str, text: str) -> str:
    return (
        f'<!doctype html>\n<html lang="ja"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head>'
        f"<body><p id=text>{text}</p></body></html>\n"
    )


def broken(path: str, text: str) -> Diagnostic:
    line = next(line for line in text.splitlines() if "BROKEN" in line)
    return Diagnostic(
        code="text-broken",
        severity=Severity.ERROR,
        message=Message(f"壊れた文です: {line}", f"a broken text: {line}"),
        span=Span(path, 1, line.index("BROKEN") + 1, len("BROKEN")),
        excerpt=line,
        hint=Message("書き直してください", "write it again"),
    )


class Preview:
    """A running preview."""

    def __init__(self, press: Press, session: Session, port: int, thread: threading.Thread) -> None:
        self.press = press
        self.session = session
        self.port = port
        self._thread = thread
        self.url = f"http://127.0.0.1:{port}/"
        self._opened = contextlib.ExitStack()

    def get(self, path: str, *, method: str = "GET", **headers: str) -> HTTPResponse:
        """Ask for a path exactly as it is written; `host` and others replace a browser's usual headers."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in ({"host": f"127.0.0.1:{self.port}", "connection": "close"} | headers).items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        self._opened.callback(connection.close)
        response = connection.getresponse()
        self._opened.callback(response.close)
        return response

    def talk(self, request: bytes) -> bytes:
        """Send bytes as they are, and return all that comes back until the server closes the connection."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def stop(self) -> None:
        """Stop, as Ctrl-C does; it must not take long."""
        self.session.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "the preview did not stop"

    def close(self) -> None:
        """End every connection of the tests."""
        self._opened.close()

    def text(self, path: str, **headers: str) -> str:
        response = self.get(path, **headers)
        assert response.status == 200, response.status
        return response.read().decode()


def sample(root: Path) -> Press:
    """A press with three pages and a style sheet."""
    made = Press(root)
    made.write("index.txt", "ようこそ")
    made.write("hello.txt", "こんにちは")
    made.write("404.txt", "見つかりません")
    made.write("style.css", "p { color: rgb(1, 2, 3) }")
    return made


@contextlib.contextmanager
def running(
    press: Press,
    *,
    watched: tuple[Path, ...] | None = None,
    host: str = "127.0.0.1",
    base_path: str = "",
    port: int = 0,
    language: Language = "ja",
    quiet: float = 0.05,
    polling: bool = False,
) -> Iterator[Preview]:
    """A preview of the press, which must stop when it is asked to."""
    session = Session(press.build, press.site, host=host, base_path=base_path, language=language)
    session.debouncer = Debouncer(quiet=quiet, limit=PATIENCE)
    listening = listen("127.0.0.1", port)
    paths = watched or (press.content,)
    with Watcher(paths, (press.site,), session.debouncer.notify, polling=polling) as watcher:
        session.build()
        thread = threading.Thread(target=session.run, args=(listening, watcher))
        thread.start()
        preview = Preview(press, session, listening.getsockname()[1], thread)
        try:
            with contextlib.closing(preview):
                yield preview
        finally:
            preview.stop()


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return sample(tmp_path)


@pytest.fixture
def start(press: Press) -> Iterator[Callable[..., Preview]]:
    """Starts a preview of the press with settings of one's own."""
    with contextlib.ExitStack() as stack:

        def start_preview(**settings: Any) -> Preview:
            return stack.enter_context(running(press, **settings))

        yield start_preview


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for all tests of a module that only ask."""
    root = tmp_path_factory.mktemp("project")
    with running(sample(root)) as started:
        yield started
