# SPDX-License-Identifier: MIT
"""`serve` as a program runs it: messages, ports, Ctrl-C, faults."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests.support.paths import REPOSITORY

from letterpress.diagnostics import ConfigError, Diagnostic, LetterpressError, Message, Severity, Span
from letterpress.preview import Outcome, serve
from letterpress.preview.ports import FURTHER_PORTS, listen, url_of

PATIENCE = 30

PROGRAM = """
import sys
from pathlib import Path
from letterpress.preview import Outcome, serve

root = Path(sys.argv[1])
builds = []

def build(announce):
    builds.append(1)
    if (root / "content" / "bug").exists():
        raise ZeroDivisionError("a bug of ours")
    (root / "site").mkdir(exist_ok=True)
    (root / "site" / "index.html").write_text(f"build {len(builds)}")
    return Outcome(ok=True, changed=("index.html",))

serve(
    build,
    root / "site",
    (root / "content",),
    say=lambda message: print(message.en, flush=True),
    port=int(sys.argv[2]),
    host=sys.argv[3],
)
print("bye", flush=True)
"""


class Program:
    """`serve` in a process of its own."""

    def __init__(self, root: Path, port: int = 0, host: str = "127.0.0.1") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(root), str(port), host],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said: list[str] = []

    def wait_for(self, text: str) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            if text in line:
                return line
        raise AssertionError(self.process.communicate()[1])

    @property
    def port(self) -> int:
        return int(self.wait_for("Preview at ").split(":")[2].split("/")[0])

    def end(self) -> tuple[int, str, str]:
        """Its exit code, and what else it said."""
        try:
            out, err = self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            # Whoever does not end when asked must not stay behind for the tests that follow.
            self.process.kill()
            self.process.communicate()
            raise
        return self.process.returncode, out, err


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens at."""
    with listen("127.0.0.1", 0) as listening:
        yield listening.getsockname()[1]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly_with_pages_open(root: Path, stop: signal.Signals) -> None:
    program = Program(root)
    with closing(HTTPConnection("127.0.0.1", program.port, timeout=PATIENCE)) as connection:
        connection.request("GET", "/__letterpress/reload")
        response = connection.getresponse()
        assert response.readline() == b"retry: 1000\n"

        program.process.send_signal(stop)
        assert program.end() == (0, "bye\n", "")
        assert b"data: " in response.read(), "what was told before the end"


def test_a_taken_port_is_said_and_the_next_free_one_used(root: Path, taken: int) -> None:
    program = Program(root, port=taken)

    port = program.port
    assert taken < port <= taken + FURTHER_PORTS
    assert program.said[0] == f"port {taken} is taken, using {port}"
    program.process.send_signal(signal.SIGINT)
    assert program.end()[0] == 0


def test_the_network_is_warned_of(root: Path) -> None:
    everywhere = "0.0.0.0"  # noqa: S104 - what the warning is about
    program = Program(root, host=everywhere)

    line = program.wait_for("Preview at ")
    assert "other machines on the network can see this preview, drafts included" in program.said[0]
    assert "http://127.0.0.1:" in line
    program.process.send_signal(signal.SIGINT)
    assert program.end()[0] == 0


def test_a_bug_in_a_build_is_not_hidden(root: Path) -> None:
    program = Program(root)
    program.wait_for("Preview at ")

    (root / "content" / "bug").write_text("x")
    code, out, err = program.end()
    assert code == 1
    assert "ZeroDivisionError: a bug of ours" in err
    assert "bye" not in out


def test_a_bug_in_the_first_build_is_not_hidden(root: Path) -> None:
    def build(_: Callable[[tuple[str, ...]], None]) -> Outcome:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        serve(build, root / "site", (root / "content",), say=lambda _: None, port=0)


def test_the_url_is_handed_over_when_the_first_build_is_done(root: Path) -> None:
    order: list[str] = []

    def build(_: Callable[[tuple[str, ...]], None]) -> Outcome:
        order.append("build")
        return Outcome(ok=True)

    def ready(url: str) -> None:
        order.append(url.rpartition(":")[0] + "/" + url.split("/", 3)[3])
        raise KeyboardInterrupt

    serve(build, root / "site", (), say=lambda _: None, port=0, base_path="/sub", ready=ready)
    assert order == ["build", "http://127.0.0.1/sub/"]


def test_a_build_that_cannot_go_on_does_not_end_the_preview(root: Path) -> None:
    problem = Diagnostic(
        code="x", severity=Severity.ERROR, message=Message("壊", "broken"), span=Span("letterpress.yaml")
    )

    def build(_: Callable[[tuple[str, ...]], None]) -> Outcome:
        raise LetterpressError(problem)

    said: list[str] = []

    def ready(_: str) -> None:
        said.append("ready")
        raise KeyboardInterrupt

    serve(build, root / "site", (), say=lambda _: None, port=0, ready=ready)
    assert said == ["ready"]


class TestAddress:
    def test_no_free_port_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("letterpress.preview.ports.FURTHER_PORTS", 1)
        with listen("127.0.0.1", 0) as first:
            port = first.getsockname()[1]
            with pytest.raises(ConfigError) as caught, listen("127.0.0.1", port), listen("127.0.0.1", port):
                pass

        (problem,) = caught.value.diagnostics
        assert problem.code == "preview-port-taken"
        assert problem.message.en == f"ports {port} to {port + 1} are all taken"

    def test_an_unknown_host_is_an_error(self) -> None:
        with pytest.raises(ConfigError) as caught:
            listen("no such host", 0)

        assert caught.value.diagnostics[0].code == "preview-host-unknown"

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may use any port")
    def test_a_reserved_port_is_an_error(self) -> None:
        with pytest.raises(ConfigError) as caught:
            listen("127.0.0.1", 80)

        assert caught.value.diagnostics[0].code == "preview-port-refused"

    def test_an_address_of_another_machine_is_an_error(self) -> None:
        with pytest.raises(ConfigError) as caught:
            listen("192.0.2.1", 8000)

        assert caught.value.diagnostics[0].code == "preview-port-refused"

    def test_only_this_machine_is_listened_to(self) -> None:
        with listen("127.0.0.1", 0) as listening:
            assert listening.getsockname()[0] == "127.0.0.1"
        with listen("localhost", 0) as listening:
            assert listening.getsockname()[0] in ("127.0.0.1", "::1")

    @pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
    def test_version_six(self) -> None:
        with listen("::1", 0) as listening:
            port = listening.getsockname()[1]
            assert url_of(listening, "::1", "/sub/") == f"http://[::1]:{port}/sub/"

    def test_every_diagnostic_is_listed(self) -> None:
        repository = REPOSITORY
        source = (repository / "src/letterpress/preview/ports.py").read_text("utf-8")
        listed = (repository / "docs/diagnostics/preview.md").read_text("utf-8")

        assert set(re.findall(r'"(preview-[a-z-]+)"', source)) == set(
            re.findall(r"^\| `([a-z-]+)`", listed, re.MULTILINE)
        )
