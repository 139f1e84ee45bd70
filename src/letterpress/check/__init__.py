# SPDX-License-Identifier: MIT
"""Checks of a site as a whole, each a function that yields diagnostics."""

from collections.abc import Callable, Iterable

from letterpress.check.entries import check_authors, check_ids, check_item_names, check_items
from letterpress.check.links import check_links
from letterpress.diagnostics import Diagnostic
from letterpress.model.site import Site
from letterpress.plugins import Plugin
from letterpress.plugins.calls import results
from letterpress.plugins.loading import Plugins

Check = Callable[[Site], Iterable[Diagnostic]]
"""Looks at a site, and at nothing else; `site.now` is the clock. Plugins bring such functions as `checks`."""

CHECKS: tuple[Check, ...] = (check_ids, check_item_names, check_authors, check_links, check_items)

__all__ = ["CHECKS", "Check", "checks_with"]


def checks_with(plugins: Plugins) -> tuple[Check, ...]:
    """Every check of letterpress and of plugins; where one of a plugin fails, its last diagnostic says so."""
    return (*CHECKS, *(_guarded(each.plugin, check) for each in plugins.loaded for check in each.checks))


def _guarded(plugin: Plugin, check: Check) -> Check:
    def guarded(site: Site) -> Iterable[Diagnostic]:
        found, faults = results(plugin, "checks", Diagnostic, check, site)
        return (*found, *faults)

    return guarded
