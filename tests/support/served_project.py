# SPDX-License-Identifier: MIT
"""`letterpress serve`, as an installation puts it on the path, on a project of a test."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

PATIENCE = 60.0
"""Seconds after which something that should have happened counts as failed."""


class Served:
    """A running preview."""

    def __init__(self, root: Path, *options: str, environment: Mapping[str, str] | None = None) -> None:
        self.root = root
        program = str(Path(sys.executable).with_name("letterpress"))
        settled = ["--root", str(root), "-p", "0", "-j", "1", "--lang", "en"]
        self.process: subprocess.Popen[str] = subprocess.Popen(
            [program, "serve", *settled, *options],
            cwd=root.parent,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for(self, text: str) -> str:
        """Everything that was said up to a line with this text."""
        assert self.process.stderr is not None
        said = ""
        for line in self.process.stderr:
            said += line
            if text in line:
                return said
        raise AssertionError(said)

    def wait_to_serve(self) -> str:
        """Everything that was said until it serves."""
        said = self.wait_for("http://")
        self.port = int(said.rpartition("http://")[2].split(":")[1].split("/")[0])
        return said

    def get(self, path: str, host: str = "localhost") -> tuple[int, str]:
        """The status and the text of an answer."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", path, headers={"Host": host})
            response = connection.getresponse()
            return response.status, response.read().decode()

    def wait_for_page(self, path: str, text: str) -> None:
        """Return when a page holds a text."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.get(path)[1]:
            assert time.monotonic() < deadline, f"{text} has not come to {path}"
            time.sleep(0.05)

    def end(self) -> None:
        """End it as a service manager does."""
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE)


@contextmanager
def served(root: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Served]:
    """A preview that serves, and ends with the block."""
    started = Served(root, *options, environment=environment)
    try:
        started.wait_to_serve()
        yield started
    finally:
        started.end()
