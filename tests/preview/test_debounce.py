# SPDX-License-Identifier: MIT
"""Many notifications become one burst."""

import asyncio
import threading

from letterpress.preview.debounce import Pulse

NEVER = 0.2
"""Seconds that a burst which must not come is waited for."""


async def further(pulse: Pulse) -> bool:
    """Whether there is one more burst."""
    try:
        await asyncio.wait_for(pulse.burst(), NEVER)
    except TimeoutError:
        return False
    return True


def test_many_notifications_are_one_burst() -> None:
    async def watch() -> bool:
        pulse = Pulse(quiet=0.01, limit=10)
        pulse.attach()
        for _ in range(1000):
            pulse.notify()
        await pulse.burst()
        return await further(pulse)

    assert asyncio.run(watch()) is False


def test_what_comes_at_the_limit_is_part_of_the_burst() -> None:
    async def watch() -> bool:
        pulse = Pulse(quiet=0.01, limit=0)
        pulse.attach()
        pulse.notify()
        await pulse.burst()
        return await further(pulse)

    assert asyncio.run(watch()) is False


def test_what_came_before_the_loop_counts() -> None:
    async def watch() -> bool:
        pulse = Pulse(quiet=0.01, limit=10)
        pulse.notify()
        pulse.attach()
        await pulse.burst()
        return await further(pulse)

    assert asyncio.run(watch()) is False


def test_what_comes_after_a_burst_is_another_one() -> None:
    async def watch() -> bool:
        pulse = Pulse(quiet=0.01, limit=10)
        pulse.attach()
        pulse.notify()
        await pulse.burst()
        pulse.notify()
        return await further(pulse)

    assert asyncio.run(watch()) is True


def test_a_burst_ends_although_changes_go_on() -> None:
    async def watch() -> None:
        pulse = Pulse(quiet=10, limit=0.05)
        pulse.attach()
        stop = threading.Event()

        def change() -> None:
            while not stop.wait(0.001):
                pulse.notify()

        changing = threading.Thread(target=change)
        changing.start()
        await asyncio.wait_for(pulse.burst(), 30)
        stop.set()
        changing.join()

    asyncio.run(watch())


def test_nothing_is_no_burst() -> None:
    async def watch() -> bool:
        pulse = Pulse(quiet=0.01, limit=0.01)
        pulse.attach()
        return await further(pulse)

    assert asyncio.run(watch()) is False
