# SPDX-License-Identifier: MIT
"""What can be wrong with a site as a whole: each check yields diagnostics."""

from collections.abc import Callable, Iterable
from datetime import datetime

from letterpress.check.issues import check_issues
from letterpress.check.links import check_links
from letterpress.diagnostics import Diagnostic
from letterpress.model.site import Site

Check = Callable[[Site, datetime], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (check_links, check_issues)

__all__ = ["CHECKS", "Check"]
