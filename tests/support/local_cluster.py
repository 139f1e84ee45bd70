# SPDX-License-Identifier: MIT
"""A real Dask cluster on this machine: a scheduler and workers, each a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from distributed import Client

# Runs in every worker before anything else: who opens which files is written down.
WATCHER = """
import os, sys
log = os.open(os.environ["OPENED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        os.write(log, os.fsencode(arguments[0]) + b"\\n")
sys.addaudithook(watch)
"""

# A plugin that writes down who parses, and that can be told to take its process along.
PLUGIN = """
import os
from pathlib import Path

def markdown(md):
    md.core.ruler.push("who", note)

def note(state):
    folder = Path(os.environ["NOTES"])
    with open(folder / "parsers", "a") as file:
        print(os.getpid(), file=file)
    if "OPENED" in os.environ:
        try:
            (folder / "one-must-go").unlink()
        except FileNotFoundError:
            return
        os._exit(1)
"""


class LocalCluster:
    """Starts processes when they are needed, and ends those that it started."""

    def __init__(self, folder: Path) -> None:
        self.notes = folder / "notes"
        self.opened = folder / "opened"
        self._folder = folder
        self._workers: list[subprocess.Popen[bytes]] = []
        self.notes.mkdir()
        for name, text in {"machine/sitecustomize.py": WATCHER, "modules/who.py": PLUGIN}.items():
            (folder / name).parent.mkdir()
            (folder / name).write_text(text, "utf-8")
        # Should the tests be killed, the processes end by themselves.
        options = ["--port", "0", "--idle-timeout", "300"]
        self._scheduler = self._start("dask_scheduler", *options, environment=self._environment())
        self.address = self._announced()

    @property
    def environment(self) -> dict[str, str]:
        """For a build: it finds the plugin, as every worker does."""
        return {"PYTHONPATH": str(self._folder / "modules"), "NOTES": str(self.notes)}

    def staff(self, number: int) -> None:
        """Have exactly so many workers, all of them ready."""
        alive = [worker for worker in self._workers if worker.poll() is None]
        for worker in alive[number:]:
            _end(worker)
        self._workers = alive[:number]
        for _ in range(number - len(self._workers)):
            self.hire()
        self._wait_for(number)

    def hire(self, *, letterpress: str | None = None) -> None:
        """Start one more worker, if need be with another version of letterpress."""
        changes = {"OPENED": str(self.opened)}
        if letterpress:
            site = self._folder / "other"
            site.mkdir()
            (site / "sitecustomize.py").write_text(
                f"import letterpress\nletterpress.__version__ = {letterpress!r}\n", "utf-8"
            )
            changes["PYTHONPATH"] = str(site)
        options = ["--nthreads", "1", "--no-nanny", "--memory-limit", "0", "--death-timeout", "60"]
        place = ["--local-directory", str(self._folder), f"tcp://{self.address}"]
        self._workers.append(
            self._start("dask_worker", *options, *place, environment=self._environment() | changes)
        )

    def close(self) -> None:
        """End everything."""
        for process in (*self._workers, self._scheduler):
            _end(process)

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "HOME": str(self._folder),
            "NOTES": str(self.notes),
            "PYTHONPATH": os.pathsep.join((str(self._folder / "machine"), str(self._folder / "modules"))),
            "OPENED": os.devnull,
            # A task that has lost two workers is held to be what kills them.
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }

    def _start(self, module: str, *arguments: str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", "--host", "127.0.0.1"]
        quiet = ["--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
        with (self._folder / f"{module}.log").open("ab") as log:
            return subprocess.Popen(
                [*command, *quiet, *arguments], env=environment, cwd=self._folder, stdout=log, stderr=log
            )

    def _announced(self) -> str:
        """The HOST:PORT that the scheduler says in its log."""
        log = self._folder / "dask_scheduler.log"
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self._scheduler.poll() is None:
            for line in log.read_text("utf-8").splitlines():
                if "Scheduler at:" in line:
                    return line.rpartition("tcp://")[2].strip()
            time.sleep(0.05)
        raise AssertionError(log.read_text("utf-8"))

    def _wait_for(self, number: int) -> None:
        deadline = time.monotonic() + 60
        with Client(f"tcp://{self.address}", set_as_default=False) as client:
            while len(client.nthreads()) != number:
                assert time.monotonic() < deadline, (self._folder / "dask_worker.log").read_text("utf-8")
                time.sleep(0.05)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(30)
