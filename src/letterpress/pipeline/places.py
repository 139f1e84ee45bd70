# SPDX-License-Identifier: MIT
"""Where a build puts what is not the site."""

REPORT_FOLDER = ".letterpress/report"
PAGE = "report.html"
DATA = "report.json"
