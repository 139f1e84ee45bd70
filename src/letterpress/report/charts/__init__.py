# SPDX-License-Identifier: MIT
"""Charts of the editorial report: inline SVG, each with its numbers as a table."""
