# SPDX-License-Identifier: MIT
"""The result of rendering one job."""

import msgspec


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of one output."""

    path: str
    data: bytes
    reads: tuple[str, ...] = ()
    """Every template and data file that was read or looked for: `template:post.html`, `data:ranking`; sorted."""
