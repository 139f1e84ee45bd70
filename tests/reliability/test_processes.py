# SPDX-License-Identifier: MIT
"""No process outlives its command, however that ends; and no command shows a traceback where a signal ends it.

All processes of a command write to the same pipe, so the pipe ends when the last of them has ended.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from letterpress.workers.executors import POOL_FROM
from tests.conftest import CONFIG
from tests.support.campaign import Campaign, some

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

COMMAND = str(Path(sys.executable).with_name("letterpress"))
PATIENCE = 60
"""Seconds after which a process that goes on is taken for one that never ends."""
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]

STUCK = """
import os, time

def markdown(md):
    md.core.ruler.push("stuck", stuck)

def stuck(state):
    if "stuck" in state.src:
        open({begun!r}, "w").close()
        while True:
            time.sleep(1)  # a signal that comes just before a sleep is handled after it
"""
"""A plugin that never ends with a certain text: whatever it is that holds a worker, such as a network drive."""


def write_project(root: Path, posts: int, stuck: str = "post", plugin: str = STUCK) -> None:
    """Write a project in which the plugin gets stuck with the first post; `begun` tells that it is there."""
    (root / "content/posts").mkdir(parents=True)
    (root / "letterpress.yaml").write_text(f"{CONFIG}plugins: [stuck]\n", "utf-8")
    (root / "stuck.py").write_text(plugin.format(begun=str(root / "begun")), "utf-8")
    os.mkfifo(root / "begun")
    for post in range(posts):
        text = "本文" if post else stuck
        (root / f"content/posts/{post}.md").write_text(
            f"---\ntitle: 便り{post}\ndate: 2026-11-01\n---\n\n{text}\n", "utf-8"
        )


@contextmanager
def begun(root: Path, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A command in a process group of its own, at work with the post that is stuck."""
    command = [COMMAND, *arguments, "--root", str(root), "--now", "2026-11-21"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as process:
        try:
            (root / "begun").read_bytes()  # of a pipe, which somebody has to open for writing
            yield process
        finally:
            with_the_group(process, signal.SIGKILL)


def with_the_group(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    """Send a signal to all processes of a command, as a terminal does."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def ended(process: "subprocess.Popen[bytes]") -> tuple[int, str]:
    """The exit code of a command, and what it said, once all of its processes have ended."""
    out, _ = process.communicate(timeout=PATIENCE)
    return process.returncode, out.decode()


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize("whom", ["command", "group"])
@pytest.mark.parametrize("posts", [1, POOL_FROM], ids=["alone", "with workers"])
def test_a_signal_ends_a_build_and_its_workers_without_a_traceback(
    tmp_path: Path, campaign: Campaign, posts: int, whom: str, number: signal.Signals
) -> None:
    write_project(tmp_path, posts, stuck="stuck")
    with begun(tmp_path, "build", "-j", "2") as process, campaign.attempt("processes"):
        if whom == "group":
            with_the_group(process, number)
        else:
            process.send_signal(number)
        assert ended(process) == (130, "\n")
        assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("command", ["build", "list", "serve"])
def test_the_workers_of_a_killed_command_end_with_it(
    tmp_path: Path, campaign: Campaign, command: str
) -> None:
    write_project(tmp_path, POOL_FROM, stuck="stuck")
    options = {"build": ["-j", "2"], "serve": ["-j", "2", "-p", "0"]}
    with begun(tmp_path, command, *options.get(command, ())) as process, campaign.attempt("processes"):
        process.kill()
        assert ended(process) == (-signal.SIGKILL, "")


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize("posts", [1, POOL_FROM], ids=["alone", "with workers"])
def test_a_preview_ends_on_a_signal_while_a_build_never_does(
    tmp_path: Path, campaign: Campaign, posts: int, number: signal.Signals
) -> None:
    write_project(tmp_path, posts, stuck="本文")
    command = [COMMAND, "serve", "--root", str(tmp_path), "-p", "0", "-j", "2", "--lang", "en"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            said = next(line for line in process.stdout if b"Preview at" in line).decode()
            port = int(said.split(":")[2].split("/")[0])
            with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
                connection.request("GET", "/__letterpress/reload")
                with connection.getresponse() as response, campaign.attempt("processes"):
                    assert response.readline() == b"retry: 1000\n"
                    first = tmp_path / "content/posts/0.md"
                    first.write_text(first.read_text("utf-8") + "\nstuck\n", "utf-8")
                    (tmp_path / "begun").read_bytes()
                    process.send_signal(number)
                    assert ended(process) == (0, "")
        finally:
            with_the_group(process, signal.SIGKILL)


AT_AN_IMPORT = """
import os, signal, sys

class Finder:
    def find_spec(self, name, path, target=None):
        if name == {name!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
"""
"""Sends Ctrl-C to the command when a module is about to be imported; `sitecustomize` runs before any command."""

IMPORTS = [
    "letterpress.cli.main",
    "click",
    "msgspec",
    "zoneinfo",
    "letterpress.cli.build",
    "letterpress.config.table",
    "letterpress.pipeline.build",
    "letterpress.pipeline.stages.plan",
    "yaml",
    "markdown_it",
    "letterpress.parse.documents",
    "jinja2",
    "jinja2.sandbox",
    "lxml.etree",
    "feedgen.feed",
    "letterpress.render.renderer",
    "letterpress.publish.publishing",
    "letterpress.report.terminal",
    "letterpress.report.terminal.build",
]


def environment_with(folder: Path, code: str) -> Mapping[str, str]:
    """An environment in which Python runs some code before anything else."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(code, "utf-8")
    return {**os.environ, "PYTHONPATH": str(folder)}


def test_ctrl_c_during_an_import_shows_no_traceback(tmp_path: Path, campaign: Campaign) -> None:
    root = tmp_path / "project"
    write_project(root, 1, stuck="本文")
    for number, name in enumerate(some(IMPORTS, 4)):
        environment = environment_with(tmp_path / str(number), AT_AN_IMPORT.format(name=name))
        command = [COMMAND, "build", "--root", str(root), "--now", "2026-11-21", "-j", "1"]
        with campaign.attempt("processes"):
            done = subprocess.run(
                command, env=environment, capture_output=True, check=False, timeout=PATIENCE
            )
            assert (done.returncode, done.stdout, done.stderr.strip()) == (130, b"", b""), name


IN_A_FINALIZER = """
import os, signal, sys

class Last:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(100):
            pass

class Finder:
    def find_spec(self, name, path, target=None):
        if name == "letterpress.pipeline.build":
            Last()

sys.meta_path.insert(0, Finder())
"""


def test_ctrl_c_in_a_finalizer_which_cannot_raise_ends_the_command(
    tmp_path: Path, campaign: Campaign
) -> None:
    root = tmp_path / "project"
    write_project(root, 1, stuck="本文")
    environment = environment_with(tmp_path / "early", IN_A_FINALIZER)
    with campaign.attempt("processes"):
        command = [COMMAND, "build", "--root", str(root)]
        done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=PATIENCE)
        assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_signal_that_was_ignored_when_the_command_began_stays_ignored(tmp_path: Path) -> None:
    write_project(tmp_path, 1, stuck="本文")
    code = AT_AN_IMPORT.format(name="letterpress.pipeline.build").replace("SIGINT", "SIGHUP")
    environment = environment_with(tmp_path / "early", code)
    command = ["nohup", COMMAND, "build", "--quiet", "--root", str(tmp_path), "--now", "2026-11-21"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0
    assert (tmp_path / "site/index.html").exists()
