# SPDX-License-Identifier: MIT
"""The editorial report of a site, by letterpress's own rules and those that plugins bring."""

import msgspec

from letterpress.diagnostics import Diagnostic
from letterpress.editorial import plugin_rules
from letterpress.editorial.findings import EditorialReport
from letterpress.editorial.report import report_on
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.stages.site import AssembledSite
from letterpress.plugins.discovery import named_at


def judge_site(context: BuildContext, assembled: AssembledSite) -> tuple[EditorialReport, AssembledSite]:
    """The editorial report of a site, and the site with what is wrong with the rules of plugins."""
    faults: list[Diagnostic] = []
    rules = plugin_rules.rules_with(context.plugins, faults.append)
    if context.plugins.are_all(context.config.plugins):
        for name, hint in plugin_rules.unknown_rules(context.config, rules).items():
            place = named_at(context.root, context.options.config_file, "editorial", name)
            faults.append(plugin_rules.rule_unknown(name, hint, *place))
    editorial = report_on(assembled.site, rules=rules)
    return editorial, msgspec.structs.replace(assembled, diagnostics=(*assembled.diagnostics, *faults))
