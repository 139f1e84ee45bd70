# SPDX-License-Identifier: MIT
"""What the preview needs to know of a build."""

from collections.abc import Callable

import msgspec

from letterpress.diagnostics import Diagnostic


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one build, as far as it shows in the preview."""

    ok: bool
    """Whether the output was published; if not, the last good one is still there."""
    changed: tuple[str, ...] = ()
    """Every output that was written or removed, relative to the output folder, with `/`."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Shown in the browser where the build failed."""
    report_html: bytes | None = None
    """The editorial report as a page; None keeps the last one."""


Build = Callable[[Callable[[tuple[str, ...]], None]], Outcome]
"""Builds once; see `serve`."""
