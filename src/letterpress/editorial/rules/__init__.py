# SPDX-License-Identifier: MIT
"""The editorial rules, one module each, named by the rule."""
