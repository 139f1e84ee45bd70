# SPDX-License-Identifier: MIT
"""The editorial report as one self-contained HTML page."""

from letterpress.report.html.page import report_html

__all__ = ["report_html"]
