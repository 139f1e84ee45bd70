# SPDX-License-Identifier: MIT
"""Shortcuts for builds in which little or nothing changed; each gives what the plain way gives."""
