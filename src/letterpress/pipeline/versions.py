# SPDX-License-Identifier: MIT
"""Numbers that make everything anew after an upgrade."""

RENDERING = 1
"""Raised whenever the same input gives another output."""
