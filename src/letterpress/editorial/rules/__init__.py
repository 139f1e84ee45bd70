# SPDX-License-Identifier: MIT
"""The editorial rules, one function each, grouped by the principle that they serve."""
