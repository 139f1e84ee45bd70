# SPDX-License-Identifier: MIT
"""What a good editor would say about a site: the numbers, the findings, and what to write next."""

from letterpress.editorial.report import report_on

__all__ = ["report_on"]
