# SPDX-License-Identifier: MIT
"""Plugins of a project: found by name, digested, run, and called so that their faults are told as theirs."""

from letterpress.plugins.discovery import Plugin, find_plugins, is_plugin_name, plugin_places

__all__ = ["Plugin", "find_plugins", "is_plugin_name", "plugin_places"]
