# SPDX-License-Identifier: MIT
"""Checks of a site as a whole, each a function that yields diagnostics."""

from collections.abc import Callable, Iterable

from letterpress.check.entries import check_authors, check_ids
from letterpress.check.issues import check_item_names, check_items
from letterpress.check.links import check_links
from letterpress.diagnostics import Diagnostic
from letterpress.model.site import Site

Check = Callable[[Site], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (check_ids, check_item_names, check_authors, check_links, check_items)

__all__ = ["CHECKS", "Check"]
