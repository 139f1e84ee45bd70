# SPDX-License-Identifier: MIT
"""How long a writer waits: from a saved file to its page, reloaded in a browser."""

import contextlib
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bench import corpus
from bench.generators import POSTS
from bench.processes import CommandError, Usage, processor_seconds
from bench.scenarios import Project
from bench.series import Series

if TYPE_CHECKING:
    from playwright.sync_api import Page

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 60.0
"""Seconds after which a page that has not come will not come."""
_PAUSE = 1.0
"""Seconds between two saves, in which the preview may do what it put off."""
_WORDS = "Saved with number"
# The page tells of itself when it is read to its end; a harness that looked again and again would add its own time.
_TELL = f"""addEventListener("DOMContentLoaded", () =>
    console.debug([...document.body.textContent.matchAll(/{_WORDS} \\d+/g)].pop()?.[0]));"""


def browser() -> str | None:
    """The program of a browser that can be driven; None where there is none."""
    return next(filter(None, map(shutil.which, _BROWSERS)), None) if find_spec("playwright") else None


def saves(subject: Project, count: int, runs: int, program: str) -> Series:
    """Saves of one post in the middle under `letterpress serve`, each until the open page shows it.

    Time runs from the return of the write; processor time is the server's, until a second later.

    Args:
        subject: A project of letterpress.
        count: Of its posts.
        runs: How many saves.
        program: Of the browser.

    Raises:
        CommandError: The preview does not start, or a page does not come.
    """
    slug = corpus.slug_of(count // 2)
    file = subject.folder / POSTS / f"{slug}.md"
    with _serving(subject) as (server, url), _opened(f"{url}posts/{slug}/", program) as page:
        _saved(page, file, server, 0)
        return Series(tuple(_saved(page, file, server, number + 1) for number in range(runs)))


def _saved(page: "Page", file: Path, server: int, number: int) -> Usage:
    """Save once, and wait until the page says so."""
    words = f"{_WORDS} {number}"
    time.sleep(_PAUSE)
    before = processor_seconds(server)
    with page.expect_console_message(lambda message: message.text == words, timeout=_PATIENCE * 1000):
        with file.open("a", encoding="utf-8") as text:
            text.write(f"\n{words}\n")
        start = time.perf_counter()
    seconds = time.perf_counter() - start
    time.sleep(_PAUSE)
    return Usage(seconds, processor_seconds(server) - before)


@contextlib.contextmanager
def _serving(subject: Project) -> Iterator[tuple[int, str]]:
    """The preview of a project, built and ready: its process and URL."""
    command = (subject.generator.command[0], "serve", "--port", "0", "--lang", "en")
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=subject.folder, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process.pid, _address(process)
        finally:
            process.send_signal(signal.SIGINT)


def _address(process: "subprocess.Popen[str]") -> str:
    said = []
    for line in process.stderr or ():
        if found := re.search(r"http://\S+", line):
            return found[0]
        said.append(line)
    raise CommandError(f"the preview did not start\n{''.join(said)}")


@contextlib.contextmanager
def _opened(url: str, program: str) -> Iterator["Page"]:
    """A page in a browser without a window, listening for reloads."""
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - for development alone

    try:
        with (
            sync_playwright() as playwright,
            playwright.chromium.launch(
                executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
            ) as chromium,
        ):
            page = chromium.new_page()
            page.add_init_script(_TELL)
            with page.expect_response("**/__letterpress/reload"):
                page.goto(url)
            yield page
    except Error as error:
        raise CommandError(str(error)) from None
