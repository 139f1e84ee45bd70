# SPDX-License-Identifier: MIT
"""The result of rendering one job."""

import msgspec

from letterpress.plan.inputs import InputKey


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of one output."""

    path: str
    data: bytes
    reads: tuple[InputKey, ...] = ()
    """Every template and data file that was read or looked for, sorted."""
