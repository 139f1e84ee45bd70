# SPDX-License-Identifier: MIT
"""The charts of the editorial report, as inline SVG with their numbers as tables."""
