# SPDX-License-Identifier: MIT
"""The version of parsing."""

VERSION = 2
"""Raised whenever the same source gives another document, so that no cached one is used."""
