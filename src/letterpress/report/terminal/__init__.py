# SPDX-License-Identifier: MIT
"""The forms for a terminal."""

from letterpress.report.terminal.build import build_text
from letterpress.report.terminal.diagnostics import diagnostics_text
from letterpress.report.terminal.editorial import editorial_text

__all__ = ["build_text", "diagnostics_text", "editorial_text"]
