# SPDX-License-Identifier: MIT
"""The only room that formats for people and machines."""
