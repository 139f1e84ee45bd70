# SPDX-License-Identifier: MIT
"""Themes: templates in a sandbox, with errors that name template, line and page."""
