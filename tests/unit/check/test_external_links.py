# SPDX-License-Identifier: MIT
"""Links to other sites, asked of a real server on this machine."""

import datetime as dt
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

import pytest

from letterpress.check.external_links import (
    Answer,
    ExternalLink,
    Verdict,
    ask_all,
    ask_host,
    diagnostics_of,
)
from letterpress.diagnostics import Severity, Span

NOW = dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC)


class Site(BaseHTTPRequestHandler):
    """Answers as the path says."""

    asked: ClassVar[Counter[str]] = Counter()

    def answer(self) -> None:
        path = urlsplit(self.path).path
        Site.asked[f"{self.command} {path}"] += 1
        status = {"/gone": 404, "/no-head": 405 if self.command == "HEAD" else 200, "/broken": 500}.get(
            path, 200
        )
        to = {
            "/moved": "/here",
            "/for-now": "/here",
            "/twice": "/moved",
            "/loop": "/loop",
            "/file": "file:///etc",
        }
        if path in to:
            status = 302 if path in {"/for-now", "/file"} else 301
        self.send_response(status)
        if path in to:
            self.send_header("Location", to[path])
        self.end_headers()

    do_GET = answer  # noqa: N815 - the library's name
    do_HEAD = answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a running server."""
    Site.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/here", ("fine", "")),
        ("/no-head", ("fine", "")),
        ("/gone", ("gone", "404")),
        ("/for-now", ("fine", "")),
        ("/moved", ("moved", "{site}/here")),
        ("/twice", ("moved", "{site}/here")),
        ("/broken", ("unsure", "500")),
        ("/loop", ("unsure", "too many redirects")),
        ("/file", ("unsure", "redirect")),
    ],
)
def test_a_host_is_asked_and_its_answer_understood(
    site: str, path: str, expected: tuple[Verdict, str]
) -> None:
    verdict, detail = expected
    assert ask_host(site + path, may_be_private=True) == (verdict, detail.replace("{site}", site))


def test_a_machine_of_a_private_network_is_never_asked(site: str) -> None:
    assert ask_host(f"{site}/here") == ("unsure", "private address")
    assert Site.asked == {}


def test_a_host_that_does_not_answer_is_no_fault_of_the_link() -> None:
    assert ask_host("http://127.0.0.1:9/", may_be_private=True)[0] == "unsure"
    assert ask_host("https://no-such-host.invalid/")[0] == "unsure"


def test_what_is_known_is_not_asked_again_for_a_week_but_what_was_unsure_is() -> None:
    known = {
        "https://a.example/": Answer(verdict="fine", asked=NOW - dt.timedelta(days=6)),
        "https://b.example/": Answer(verdict="gone", detail="404", asked=NOW - dt.timedelta(days=8)),
        "https://c.example/": Answer(verdict="unsure", detail="500", asked=NOW),
    }
    asked: list[str] = []

    def ask(url: str) -> tuple[Verdict, str]:
        asked.append(url)
        return "fine", ""

    answers = dict(ask_all([*known, "https://c.example/2"], known, now=NOW, ask=ask, pause=0))
    assert sorted(asked) == ["https://b.example/", "https://c.example/", "https://c.example/2"]
    assert {answer.verdict for answer in answers.values()} == {"fine"}
    assert answers["https://b.example/"].asked == NOW


def test_a_host_is_asked_one_thing_at_a_time() -> None:
    busy: Counter[str] = Counter()
    most: Counter[str] = Counter()
    lock = threading.Lock()

    def ask(url: str) -> tuple[Verdict, str]:
        host = urlsplit(url).hostname or ""
        with lock:
            busy[host] += 1
            most[host] = max(most[host], busy[host])
        with lock:
            busy[host] -= 1
        return "fine", ""

    urls = [f"https://{host}.example/{number}" for number in range(20) for host in "abc"]
    assert len(dict(ask_all(urls, {}, now=NOW, ask=ask, pause=0))) == 60
    assert set(most.values()) == {1}


def test_what_is_gone_warns_and_names_every_place() -> None:
    links = [
        ExternalLink(url="https://a.example/", places=(Span("a.md", 3, 1, 5), Span("b.md", 4, 1, 5))),
        ExternalLink(url="https://b.example/", places=(Span("a.md", 5, 1, 5),)),
        ExternalLink(url="https://c.example/", places=(Span("a.md", 6, 1, 5),)),
    ]
    answers = {
        "https://a.example/": Answer(verdict="gone", detail="404", asked=NOW),
        "https://b.example/": Answer(verdict="moved", detail="https://b2.example/", asked=NOW),
        "https://c.example/": Answer(verdict="fine", asked=NOW),
    }
    gone, moved = diagnostics_of(links, answers)
    assert (gone.code, gone.severity, gone.related) == (
        "external-link-gone",
        Severity.WARNING,
        (Span("b.md", 4, 1, 5),),
    )
    assert (moved.code, moved.severity) == ("external-link-moved", Severity.NOTE)
    assert moved.message.en == "`https://b.example/` has moved to `https://b2.example/`"
