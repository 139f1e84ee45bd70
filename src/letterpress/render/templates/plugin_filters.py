# SPDX-License-Identifier: MIT
"""The filters that plugins bring, as templates call them."""

from collections.abc import Callable
from typing import Any

from jinja2 import TemplateError
from jinja2.runtime import Context
from jinja2.utils import pass_context

from letterpress.diagnostics import Diagnostic
from letterpress.plan.inputs import InputKey, InputKind
from letterpress.plugins import Plugin
from letterpress.plugins.calls import attempt
from letterpress.plugins.diagnostics import wrong_item
from letterpress.plugins.loading import PluginError, load_plugin, place_of_function


def plugin_filters(plugins: tuple[Plugin, ...]) -> dict[str, Callable[..., Any]]:
    """The filters of some plugins, by name.

    Raises:
        PluginError: A plugin cannot be loaded.
    """
    return {
        name: _filter(plugin, name, function)
        for plugin in plugins
        for name, function in load_plugin(plugin).filters.items()
    }


def _filter(plugin: Plugin, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that notes for the page at hand that its plugin was used, and fails in the plugin's name."""
    key = InputKey(InputKind.PLUGIN, plugin.name)

    # One that takes the context is not worked out when a template is compiled, which happens once for many builds.
    @pass_context
    def called(context: Context, *arguments: Any, **named: Any) -> Any:
        environment: Any = context.environment
        environment.reads.add(key)
        result = attempt(
            (plugin,), name, lambda: function(*arguments, **named), at=function, passes=(TemplateError,)
        )
        if isinstance(result, Diagnostic):
            raise PluginError(result)
        if result is None:
            span, excerpt = place_of_function(plugin, function)
            raise PluginError(wrong_item(plugin.name, name, span, excerpt, "str", result))
        return result

    return called
