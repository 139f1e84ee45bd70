# SPDX-License-Identifier: MIT
"""The cyclic garbage collector, tuned for a process that makes many values and few circles."""

import gc


def calm_collector() -> None:
    """Let the collector look for circles rarely.

    A build holds hundreds of thousands of frozen values, which the default thresholds walk over and over; measured
    on 10,000 posts that is a fifth of the time. Young circles, which the template engine leaves, are still found.
    """
    gc.set_threshold(100_000, 50, 1000)
