# SPDX-License-Identifier: MIT
"""Signals are held back until they may end what has begun."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from letterpress.preview.held_signals import HeldSignals


@pytest.fixture(autouse=True)
def handled() -> Iterator[list[int]]:
    """The signals that were handled, one by one, as KeyboardInterrupt."""
    seen: list[int] = []

    def interrupt(number: int, _frame: object) -> None:
        seen.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    yield seen
    signal.signal(signal.SIGINT, before)


def test_a_signal_waits_until_it_is_let_through(handled: list[int]) -> None:
    with HeldSignals() as held:
        os.kill(os.getpid(), signal.SIGINT)
        assert handled == []
        with pytest.raises(KeyboardInterrupt):
            held.release()
        assert handled == [signal.SIGINT]
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)


def test_a_signal_is_not_lost_where_nothing_lets_it_through(handled: list[int]) -> None:
    with pytest.raises(KeyboardInterrupt), HeldSignals():
        os.kill(os.getpid(), signal.SIGINT)
    assert handled == [signal.SIGINT]


def test_what_is_ignored_stays_ignored(handled: list[int]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with HeldSignals():
        os.kill(os.getpid(), signal.SIGINT)
    assert handled == []


def test_another_thread_holds_nothing(handled: list[int]) -> None:
    def inside() -> None:
        with HeldSignals():
            pass

    thread = threading.Thread(target=inside)
    thread.start()
    thread.join()
    assert handled == []
