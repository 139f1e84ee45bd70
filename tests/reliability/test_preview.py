# SPDX-License-Identifier: MIT
"""Attacks on the preview: whatever is asked of it, and however, it shows its site, nothing else, and ends when told to.

The server is `letterpress serve` as it is installed. After every attack it still answers, and has said nothing.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from letterpress.preview import connections
from tests.conftest import CONFIG
from tests.preview.conftest import running, sample
from tests.support.campaign import Campaign, some

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, sockets and signals of POSIX")

COMMAND = str(Path(sys.executable).with_name("letterpress"))
PART = "preview"
PATIENCE = 60.0
"""Seconds after which something that should have happened counts as failed."""
UNSEEN = "geheim"
FILM = bytes(range(256)) * 4
MEGABYTE = 1 << 20
LARGE = 256 * MEGABYTE
"""Bytes of a file that must never be in memory as a whole; it holds nothing, so it takes no place on the disk."""
MEMORY = 64 * MEGABYTE
"""How much more memory the server may take for answering than it had before."""


class Server:
    """`letterpress serve` on a project."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        command = [COMMAND, "serve", "--root", str(root), "-p", "0", "-j", "1", "--lang", "en", *options]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )

    def wait(self) -> None:
        """Return when it serves."""
        assert self.process.stdout is not None
        said = b""
        while b"Preview at" not in said:
            line = self.process.stdout.readline()
            assert line, said.decode()
            said = line
        self.port = int(said.split(b"127.0.0.1:")[1].split(b"/")[0])

    def connect(self, *, window: int | None = None) -> socket.socket:
        """A connection; with a small window the server has to wait for what is read."""
        connection = socket.socket()
        connection.settimeout(PATIENCE)
        if window is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        connection.connect(("127.0.0.1", self.port))
        return connection

    def talk(self, request: bytes, *, finished: bool = False) -> bytes:
        """All that comes back for some bytes, until the server closes the connection.

        Args:
            request: The bytes.
            finished: Whether the server is told that nothing more will be sent.
        """
        answer = b""
        try:
            with self.connect() as connection:
                connection.sendall(request)
                if finished:
                    connection.shutdown(socket.SHUT_WR)
                while piece := connection.recv(1 << 16):
                    answer += piece
        except TimeoutError:
            raise
        except OSError:
            return answer  # the server closed the connection before it was read to its end
        return answer

    def get(self, path: bytes, *headers: bytes, method: bytes = b"GET") -> bytes:
        lines = [b"%s %s HTTP/1.1" % (method, path), *headers, b"Connection: close"]
        if not any(line.lower().startswith(b"host:") for line in headers):
            lines.append(b"Host: 127.0.0.1")
        return self.talk(b"\r\n".join(lines) + b"\r\n\r\n")

    def memory(self) -> int:
        """The most memory that it had so far, in bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024

    def is_well(self) -> bool:
        """Whether it still shows the site."""
        answer = self.get(b"/")
        return answer.startswith(b"HTTP/1.1 200") and b"client.js" in answer

    def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """The exit code after a signal, and what was said since the last look."""
        self.process.send_signal(number)
        try:
            out, _ = self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        return self.process.returncode, out.decode()

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()


def project(root: Path) -> Path:
    """A small site beside a secret."""
    (root / "content/posts").mkdir(parents=True)
    (root / "letterpress.yaml").write_text(CONFIG, "utf-8")
    (root / "content/posts/letter.md").write_text(
        "---\ntitle: 便り\ndate: 2020-11-01\n---\n\n本文\n", "utf-8"
    )
    for folder in (root.parent, root, root / ".letterpress", root / ".letterpress/preview-drafts"):
        folder.mkdir(exist_ok=True)
        (folder / "secret.txt").write_text(UNSEEN, "utf-8")
    return root


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A preview whose folder somebody filled with traps."""
    root = project(tmp_path_factory.mktemp("around") / "project")
    started = Server(root)
    try:
        started.wait()
        with ExitStack() as stack:
            lay_traps(root / ".letterpress/preview", root, stack)
            yield started
        assert started.end() == (0, ""), "nothing that was asked for is worth a line on the terminal"
    finally:
        started.kill()


def lay_traps(site: Path, root: Path, stack: ExitStack) -> None:
    """Put what no build writes into the output."""
    (site / "film.mp4").write_bytes(FILM)
    (site / "empty.mp4").write_bytes(b"")
    with (site / "large.zip").open("wb") as large, (site / "large.html").open("wb") as page:
        large.truncate(LARGE)
        page.truncate(LARGE)
    secret = root / "secret.txt"
    os.mkfifo(site / "pipe")
    os.mkfifo(site / "pipe.html")
    (site / "piped").mkdir()
    os.mkfifo(site / "piped/index.html")
    stack.enter_context(closing(socket.socket(socket.AF_UNIX))).bind(os.path.relpath(site / "socket"))
    links = {
        "file-link": secret,
        "relative-link": Path("../../secret.txt"),
        "folder-link": root,
        "page/index.html": secret,
        "zero": Path("/dev/zero"),
        "tty": Path("/dev/tty"),
        "memory": Path("/proc/self/environ"),
        "passwd": Path("/etc/passwd"),
        "loop": Path("loop"),
        "pipe-link": Path("pipe"),
        "dangling": Path("nothing"),
        "neighbour": Path("../preview-drafts/secret.txt"),
        "chain": Path("file-link"),
    }
    for name, target in links.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).symlink_to(target)


def refused(answer: bytes) -> bool:
    """Whether an answer shows nothing but that there is nothing."""
    status = answer.split(b" ", 2)[1:2]
    clean = UNSEEN.encode() not in answer and b"root:" not in answer and b"PATH=" not in answer
    return clean and (not answer or status[0] in {b"400", b"403", b"404", b"405"})


PATHS = [
    b"/../secret.txt", b"/../../secret.txt", b"/../../../secret.txt", b"/%2e%2e/secret.txt",
    b"/%2e%2e/%2e%2e/secret.txt", b"/%2E%2E%2Fsecret.txt", b"/..%2f..%2fsecret.txt", b"/..%5csecret.txt",
    b"/..\\..\\secret.txt", b"/%252e%252e/secret.txt", b"/%c0%ae%c0%ae/secret.txt", b"/%uff0e%uff0e/secret.txt",
    b"/%EF%BC%8E%EF%BC%8E/secret.txt", b"/%E2%80%A5/secret.txt", b"/posts/../../secret.txt",
    b"/posts/letter/../../../secret.txt", b"/....//secret.txt", b"/..;/secret.txt", b"/.%00./secret.txt",
    b"/%00", b"/film.mp4%00.html", b"/index.html%00", b"//secret.txt", b"///etc/passwd", b"//etc/passwd",
    b"/file:///etc/passwd", b"/C:/Windows/win.ini", b"/~root/.profile", b"/.letterpress/secret.txt",
    b"/../preview-drafts/secret.txt", b"/%2e%2e/preview-drafts/secret.txt", b"/__letterpress/../../secret.txt",
    b"/__letterpress/session.py", b"/__letterpress/%2e%2e/preview/client.js", b"/__letterpress//etc/passwd",
    b"/index.html/", b"/film.mp4/", b"/%ff%fe", b"/%ed%a0%80", b"/%", b"/" + b"a" * 300, b"/" + b"a/" * 3000,
    b"http://evil.example/../secret.txt", b"/letterpress.yaml", b"/../../letterpress.yaml",
]  # fmt: skip
TRAPS = [
    "pipe", "pipe.html", "piped/", "socket", "file-link", "relative-link", "folder-link/",
    "folder-link/secret.txt", "page/", "page", "page/index.html", "zero", "tty", "memory", "passwd", "loop",
    "pipe-link", "dangling", "neighbour", "chain",
]  # fmt: skip


@pytest.mark.parametrize("path", some(PATHS, 12), ids=lambda path: path[:40].decode("latin-1"))
def test_no_path_leads_out_of_the_preview(server: Server, campaign: Campaign, path: bytes) -> None:
    with campaign.attempt(PART):
        answer = server.get(path)
        assert refused(answer), answer[:2000]
        assert str(server.root).encode() not in answer
        assert server.is_well()


@pytest.mark.parametrize("name", some(TRAPS, 8))
def test_no_special_file_and_no_link_out_is_served(server: Server, campaign: Campaign, name: str) -> None:
    with campaign.attempt(PART):
        answer = server.get(f"/{name}".encode())
        assert refused(answer), answer[:2000]
        assert server.is_well()


HOSTS = [
    b"evil.example", b"evil.example:8000", b"127.0.0.1.evil.example", b"localhost.evil.example", b"192.168.0.5",
    b"127.0.0.1@evil.example", b"evil.example@127.0.0.1", b"127.0.0.1:80:80", b"localhost:x", b"[::1]evil", b"0x7f.1",
    b"2130706433", b"0.0.0.0", b"", b"*", b"localhost evil.example", b"localhost,evil.example", b"[::ffff:127.0.0.1]",
    b"localhost/", b"xn--localhost-", b"\xe3\x82\x8d",
]  # fmt: skip
ORIGINS = [
    (b"Origin: http://evil.example",), (b"Origin: null",), (b"Origin: http://127.0.0.1:1",),
    (b"Origin: https://127.0.0.1",), (b"Origin: http://127.0.0.1.evil.example",), (b"Sec-Fetch-Site: cross-site",),
    (b"Sec-Fetch-Site: same-site",), (b"Origin: http://127.0.0.1", b"Sec-Fetch-Site: cross-site"),
]  # fmt: skip


@pytest.mark.parametrize("path", [b"/", b"/__letterpress/report"])
@pytest.mark.parametrize("host", some(HOSTS, 6))
def test_a_foreign_name_gets_nothing(server: Server, campaign: Campaign, host: bytes, path: bytes) -> None:
    with campaign.attempt(PART):
        answer = server.get(path, b"Host: " + host)
        assert refused(answer), answer[:2000]
        assert "便り".encode() not in answer
        assert server.is_well()


@pytest.mark.parametrize("headers", some(ORIGINS, 3))
def test_a_foreign_page_cannot_listen(server: Server, campaign: Campaign, headers: tuple[bytes, ...]) -> None:
    with campaign.attempt(PART):
        answer = server.get(b"/__letterpress/reload", *headers)
        assert answer.startswith(b"HTTP/1.1 403")
        assert b"data:" not in answer


GOOD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
NO_REQUESTS = {
    "nothing": b"",
    "an empty line": b"\r\n\r\n\r\n",
    "half a line": b"GET / HT",
    "half of the headers": GOOD + b"Accept: te",
    "a line without end": b"GET /" + b"a" * 200_000,
    "a header without end": GOOD + b"A: " + b"a" * 200_000,
    "a large header": GOOD + b"A: " + b"a" * 100_000 + b"\r\n\r\n",
    "very many headers": GOOD + b"A: b\r\n" * 20_000 + b"\r\n",
    "a NUL in the line": b"GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a NUL in a header": GOOD + b"A: \0\r\n\r\n",
    "a NUL in the host": b"GET / HTTP/1.1\r\nHost: localhost\0\r\n\r\n",
    "raw letters in the path": "GET /便り HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(),
    "two hosts": GOOD + b"Host: evil.example\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "an old version": b"GET /\r\n",
    "an unknown version": b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "the preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "the greeting of TLS": bytes.fromhex("16030100a5010000a10303") + bytes(200),
    "no letters at all": bytes(range(256)) * 8,
    "a header without colon": GOOD + b"what is this\r\n\r\n",
    "a space before the colon": GOOD + b"Content-Length : 5\r\n\r\nhello",
    "a header that goes on": GOOD + b"A: b\r\n  c\r\n\r\n" + b"GET",
    "two lengths": GOOD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a negative length": GOOD + b"Content-Length: -1\r\n\r\n",
    "a length of no number": GOOD + b"Content-Length: 1e9\r\n\r\n",
    "a large body": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n"
    + b"a" * 10**6,
    "a broken chunk": b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a chunk and a length": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /secret HTTP/1.1\r\n\r\n",
    "another protocol": GOOD + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    "a way through": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "all of it": b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "an unknown method": b"EVIL / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a long method": b"G" * 70_000 + b" / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a trace": b"TRACE / HTTP/1.1\r\nHost: localhost\r\nCookie: a=b\r\n\r\n",
    "a thousand requests in a row": (GOOD + b"\r\n") * 1000,
    "a request before the end of another": GOOD + b"\r\n" + b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
}


@pytest.mark.parametrize("name", some(list(NO_REQUESTS), 12))
def test_what_is_no_request_is_closed_and_harms_nothing(
    server: Server, campaign: Campaign, name: str
) -> None:
    with campaign.attempt(PART):
        before = server.memory()
        answer = server.talk(NO_REQUESTS[name], finished=True)
        assert UNSEEN.encode() not in answer
        assert b"Traceback" not in answer
        assert server.memory() - before < MEMORY
        assert server.is_well()


RANGES: list[tuple[bytes, int, bytes]] = [
    (b"bytes=2-4", 206, FILM[2:5]),
    (b"bytes=0-0", 206, FILM[:1]),
    (b"bytes=0-", 206, FILM),
    (b"bytes=1000-", 206, FILM[1000:]),
    (b"bytes=1023-99999", 206, FILM[1023:]),
    (b"bytes=-3", 206, FILM[-3:]),
    (b"bytes=-99999", 206, FILM),
    (b"bytes=1024-", 416, b""),
    (b"bytes=-0", 416, b""),
    (b"bytes=999999999999999999-", 416, b""),
    (b"bytes=4-2", 200, FILM),
    (b"bytes=-", 200, FILM),
    (b"bytes=a-b", 200, FILM),
    (b"bytes=0-1,3-4", 200, FILM),
    (b"bytes=" + b"0-," * 5000, 200, FILM),
    (b"bytes=--5", 200, FILM),
    (b"bytes=0x1-0x2", 200, FILM),
    (b"bytes=99999999999999999999999999-", 200, FILM),
    (b"lines=1-2", 200, FILM),
    ("bytes=１-２".encode(), 200, FILM),
]


@pytest.mark.parametrize(("asked", "status", "body"), some(RANGES, 8), ids=lambda value: repr(value)[:30])
def test_a_part_is_that_part(
    server: Server, campaign: Campaign, asked: bytes, status: int, body: bytes
) -> None:
    with campaign.attempt(PART):
        head, _, got = server.get(b"/film.mp4", b"Range: " + asked).partition(b"\r\n\r\n")
        assert (int(head.split()[1]), got) == (status, body), head
        assert f"content-length: {len(body)}".encode() in head
        alone, _, none = server.get(b"/film.mp4", b"Range: " + asked, method=b"HEAD").partition(b"\r\n\r\n")
        assert (alone, none) == (head, b"")


@pytest.mark.parametrize("path", [b"/large.zip", b"/large.html"])
def test_a_large_file_takes_no_memory_however_often_it_is_asked_for(
    server: Server, campaign: Campaign, path: bytes
) -> None:
    """Of a quarter of the browsers everything is read, the others stop after the first bytes, or leave."""
    with campaign.attempt(PART), ExitStack() as stack:
        before = server.memory()
        request = b"GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % path
        for number in range(12):
            connection = stack.enter_context(server.connect(window=4096))
            connection.sendall(request)
            assert connection.recv(12) == b"HTTP/1.1 200"
            if number % 3 == 0:
                connection.close()
        with server.connect() as connection:
            connection.sendall(request)
            assert sum(iter(lambda: len(connection.recv(1 << 20)), 0)) > LARGE
        assert server.memory() - before < MEMORY
        assert server.is_well()


def test_a_flood_during_a_download_takes_no_memory(server: Server, campaign: Campaign) -> None:
    """Requests are sent without end while the answer to the first is not read."""
    with campaign.attempt(PART), server.connect(window=4096) as connection:
        before = server.memory()
        connection.sendall(b"GET /large.zip HTTP/1.1\r\nHost: localhost\r\n\r\n")
        connection.settimeout(2)
        sent = 0
        with suppress(TimeoutError, ConnectionError):
            while sent < LARGE:
                sent += connection.send(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 1000)
        assert server.memory() - before < MEMORY
        assert server.is_well()


def test_garbage_amid_an_answer_ends_the_connection(server: Server, campaign: Campaign) -> None:
    with campaign.attempt(PART), server.connect(window=4096) as connection:
        connection.sendall(
            b"GET /large.zip HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        assert connection.recv(12) == b"HTTP/1.1 200"
        connection.sendall(b"zz\r\n")
        with suppress(ConnectionError):
            assert sum(iter(lambda: len(connection.recv(1 << 20)), 0)) < LARGE
        assert server.is_well()


def test_many_connections_are_more_than_it_takes(server: Server, campaign: Campaign) -> None:
    with campaign.attempt(PART):
        with ExitStack() as stack:
            first = stack.enter_context(server.connect())
            for _ in range(connections.MOST):
                last = stack.enter_context(server.connect())
            with suppress(ConnectionError):
                assert last.recv(1) == b"", "one too many"
            first.setblocking(False)
            with pytest.raises(BlockingIOError):
                first.recv(1)
        deadline = time.monotonic() + PATIENCE
        while not server.is_well():
            assert time.monotonic() < deadline


TRICKLES: dict[str, tuple[bytes, bytes]] = {
    "nothing": (b"", b""),
    "half a line": (b"GET / HT", b""),
    "half of the headers": (GOOD + b"Accept: te", b""),
    "a line, letter by letter": (b"GET /", b"a"),
    "a header, letter by letter": (GOOD + b"A: ", b"a"),
    "headers one by one": (GOOD, b"A: b\r\n"),
    "empty lines one by one": (b"\r\n", b"\r\n"),
    "a second request that never ends": (GOOD + b"\r\n" + GOOD, b"A: b\r\n"),
    "a body that never ends": (
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\n",
        b"a",
    ),
}


@pytest.mark.parametrize("name", some(list(TRICKLES), 4))
def test_who_never_ends_a_request_is_shut_out(
    campaign: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.3)
    begin, more = TRICKLES[name]
    with campaign.attempt(PART), running(sample(tmp_path)) as preview:
        with socket.create_connection(("127.0.0.1", preview.port), PATIENCE) as connection:
            connection.sendall(begin)
            connection.settimeout(0.05)
            assert ends(connection, more)
        assert preview.get("/").status == 200


def test_who_takes_nothing_of_an_answer_is_shut_out(
    campaign: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "STALLED_SECONDS", 0.3)
    press = sample(tmp_path)
    with (press.site / "large.zip").open("wb") as large:
        large.truncate(LARGE)
    lost: list[object] = []
    gone = connections.Connection.connection_lost

    def connection_lost(connection: connections.Connection, error: Exception | None) -> None:
        lost.append(connection)
        gone(connection, error)

    monkeypatch.setattr(connections.Connection, "connection_lost", connection_lost)
    with campaign.attempt(PART), running(press) as preview:
        with socket.create_connection(("127.0.0.1", preview.port), PATIENCE) as connection:
            connection.sendall(b"GET /large.zip HTTP/1.1\r\nHost: localhost\r\n\r\n")
            deadline = time.monotonic() + PATIENCE
            while not lost:
                assert time.monotonic() < deadline, "the connection is still held"
                time.sleep(0.05)
        assert preview.get("/").status == 200


def ends(connection: socket.socket, more: bytes) -> bool:
    """Whether the server closes a connection on which more and more is sent."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            connection.sendall(more)
            if not connection.recv(1 << 16):
                return True
        except TimeoutError:
            continue
        except ConnectionError:
            return True
    return False


@contextmanager
def idle(server: Server) -> Iterator[None]:
    yield


@contextmanager
def an_open_page(server: Server) -> Iterator[None]:
    with server.connect() as connection:
        connection.sendall(b"GET /__letterpress/reload HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(12) == b"HTTP/1.1 200"
        yield


@contextmanager
def half_a_request(server: Server) -> Iterator[None]:
    with server.connect() as connection:
        connection.sendall(GOOD)
        yield


@contextmanager
def half_a_download(server: Server) -> Iterator[None]:
    with (server.root / ".letterpress/preview/large.zip").open("wb") as large:
        large.truncate(LARGE)
    with server.connect(window=4096) as connection:
        connection.sendall(b"GET /large.zip HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(12) == b"HTTP/1.1 200"
        yield


@contextmanager
def many_connections(server: Server) -> Iterator[None]:
    with ExitStack() as stack:
        for _ in range(150):
            stack.enter_context(server.connect())
        yield


@contextmanager
def a_build(server: Server) -> Iterator[None]:
    for number in range(50):
        text = f"---\ntitle: 便り{number}\ndate: 2020-11-02\n---\n\n本文\n"
        (server.root / f"content/posts/{number}.md").write_text(text, "utf-8")
    yield


State = Callable[[Server], AbstractContextManager[None]]
STATES: list[State] = [idle, an_open_page, half_a_request, half_a_download, many_connections, a_build]
ENDS = [(state, number) for state in STATES for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]


@pytest.mark.parametrize(
    ("state", "number"),
    some(ENDS, 4),
    ids=lambda value: getattr(value, "__name__", getattr(value, "name", "")),
)
def test_a_signal_ends_it_whatever_it_is_doing(
    campaign: Campaign, tmp_path: Path, state: State, number: signal.Signals
) -> None:
    server = Server(project(tmp_path / "project"))
    try:
        server.wait()
        with campaign.attempt(PART), state(server):
            code, said = server.end(number)
            assert code == 0
            assert "Traceback" not in said
    finally:
        server.kill()
