# SPDX-License-Identifier: MIT
"""Many notifications become one."""

import asyncio
import threading

from letterpress.preview.debounce import Debouncer

NEVER = 0.2
"""Seconds to wait for a burst that must not come."""


async def further(debouncer: Debouncer) -> bool:
    """Whether there is one more burst."""
    try:
        await asyncio.wait_for(debouncer.wait(), NEVER)
    except TimeoutError:
        return False
    return True


def test_many_notifications_are_one_burst() -> None:
    async def watch() -> bool:
        debouncer = Debouncer(quiet=0.01, limit=10)
        debouncer.attach()
        for _ in range(1000):
            debouncer.notify()
        await debouncer.wait()
        return await further(debouncer)

    assert asyncio.run(watch()) is False


def test_what_comes_at_the_limit_is_part_of_the_burst() -> None:
    async def watch() -> bool:
        debouncer = Debouncer(quiet=0.01, limit=0)
        debouncer.attach()
        debouncer.notify()
        await debouncer.wait()
        return await further(debouncer)

    assert asyncio.run(watch()) is False


def test_what_came_before_the_loop_counts() -> None:
    async def watch() -> bool:
        debouncer = Debouncer(quiet=0.01, limit=10)
        debouncer.notify()
        debouncer.attach()
        await debouncer.wait()
        return await further(debouncer)

    assert asyncio.run(watch()) is False


def test_what_comes_after_a_burst_is_another_one() -> None:
    async def watch() -> bool:
        debouncer = Debouncer(quiet=0.01, limit=10)
        debouncer.attach()
        debouncer.notify()
        await debouncer.wait()
        debouncer.notify()
        return await further(debouncer)

    assert asyncio.run(watch()) is True


def test_a_burst_ends_although_changes_go_on() -> None:
    async def watch() -> None:
        debouncer = Debouncer(quiet=10, limit=0.05)
        debouncer.attach()
        stop = threading.Event()

        def change() -> None:
            while not stop.wait(0.001):
                debouncer.notify()

        changing = threading.Thread(target=change)
        changing.start()
        await asyncio.wait_for(debouncer.wait(), 30)
        stop.set()
        changing.join()

    asyncio.run(watch())


def test_nothing_is_no_burst() -> None:
    async def watch() -> bool:
        debouncer = Debouncer(quiet=0.01, limit=0.01)
        debouncer.attach()
        return await further(debouncer)

    assert asyncio.run(watch()) is False
