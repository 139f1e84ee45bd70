# SPDX-License-Identifier: MIT
"""Pages show what is published while the build still has other work to do, and hear of it once."""

import threading
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from tests.preview.test_live_reload import listen

from letterpress.diagnostics import Diagnostic, LetterpressError, Message, Severity, Span
from letterpress.preview.state import Outcome

Start = Callable[..., Any]
Announce = Callable[[tuple[str, ...]], None]
NEVER = 0.2
"""Seconds that something which must not happen is waited for."""


class Slow:
    """A press that announces what it published, and then has other work until it is told to end."""

    def __init__(self, press: Any) -> None:
        self._build = press.build
        self._builds = count()
        self.may_end = threading.Event()
        self.ended = threading.Semaphore(0)
        self.unannounced: tuple[str, ...] = ()
        self.failure: LetterpressError | None = None
        press.build = self.build

    def build(self, announce: Announce) -> Outcome:
        outcome: Outcome = self._build(announce)
        announce(outcome.changed)
        self.may_end.wait(30)
        self.ended.release()
        if self.failure is not None:
            raise self.failure
        report = f"<body>{next(self._builds)}</body>".encode()
        return Outcome(ok=True, changed=(*outcome.changed, *self.unannounced), report_html=report)


@pytest.fixture
def slow(press: Any) -> Slow:
    return Slow(press)


def started(slow: Slow, start: Start) -> Any:
    """A preview whose first build is over; the next one waits."""
    slow.may_end.set()
    preview = start()
    slow.may_end.clear()
    return preview


def test_pages_hear_of_what_is_published_while_the_build_goes_on(
    press: Any, slow: Slow, start: Start
) -> None:
    preview = started(slow, start)
    told = listen(preview)
    before = next(told)

    press.write("hello.txt", "新しい文")
    after = next(told)
    assert after["site"] != before["site"]
    assert f'data-version="{after["site"]}"' in preview.text("/hello/")
    slow.may_end.set()


def test_what_was_announced_is_not_told_again(press: Any, slow: Slow, start: Start) -> None:
    told = listen(started(slow, start))
    next(told)

    press.write("style.css", "p { color: rgb(4, 5, 6) }")
    announced = next(told)
    slow.may_end.set()
    final = next(told)
    assert (final["site"], final["stylesFrom"]) == (announced["site"], announced["stylesFrom"])
    assert announced["stylesFrom"] is not None


def test_the_report_follows(press: Any, slow: Slow, start: Start) -> None:
    told = listen(started(slow, start))
    before = next(told)

    press.write("hello.txt", "新しい文")
    announced = next(told)
    slow.may_end.set()
    assert announced["report"] == before["report"]
    assert next(told)["report"] != before["report"]


def test_what_was_not_announced_is_told_at_the_end(press: Any, slow: Slow, start: Start) -> None:
    slow.unannounced = ("feed.xml",)
    told = listen(started(slow, start))
    next(told)

    press.write("hello.txt", "新しい文")
    announced = next(told)
    slow.may_end.set()
    assert next(told)["site"] != announced["site"]


def test_a_failure_after_the_announcement_is_shown(press: Any, slow: Slow, start: Start) -> None:
    told = listen(started(slow, start))
    next(told)
    problem = Diagnostic(
        code="x", severity=Severity.ERROR, message=Message("満杯", "the disk is full"), span=Span("site")
    )
    slow.failure = LetterpressError(problem)

    press.write("hello.txt", "新しい文")
    announced = next(told)
    slow.may_end.set()
    final = next(told)
    assert "満杯" in final["error"]
    assert final["site"] == announced["site"], "what was published stays"


def test_the_build_waits_until_the_page_is_back(
    press: Any, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It must not take the processor from the page that loads."""
    monkeypatch.setattr("letterpress.preview.live_reload.LOAD_SECONDS", 30)
    monkeypatch.setattr("letterpress.preview.session.LOAD_SECONDS", 30)
    build = press.build
    goes_on = threading.Event()

    def watched(announce: Announce) -> Outcome:
        outcome: Outcome = build(announce)
        announce(outcome.changed)
        goes_on.set()
        return outcome

    press.build = watched
    preview = start()
    goes_on.clear()
    told = listen(preview)
    next(told)

    press.write("hello.txt", "新しい文")
    next(told)
    assert not goes_on.wait(NEVER)
    listen(preview)
    assert goes_on.wait(30)


def test_a_page_that_never_comes_back_does_not_hold_up_the_build(
    press: Any, slow: Slow, start: Start
) -> None:
    preview = started(slow, start)
    pages = [listen(preview) for _ in range(3)]
    for told in pages:
        next(told)
    slow.may_end.set()

    press.write("hello.txt", "新しい文")
    assert slow.ended.acquire(timeout=30), "the first build"
    assert slow.ended.acquire(timeout=30), "the second"


def test_the_preview_stops_while_a_build_has_announced_something(
    press: Any, slow: Slow, start: Start
) -> None:
    preview = started(slow, start)
    told = listen(preview)
    next(told)

    press.write("hello.txt", "新しい文")
    next(told)
    slow.may_end.set()
    preview.stop()
