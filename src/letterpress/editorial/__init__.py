# SPDX-License-Identifier: MIT
"""The editorial report: metrics of what was published and is scheduled, findings of the rules, and advice."""
