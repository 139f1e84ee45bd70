# SPDX-License-Identifier: MIT
"""The version of parsing."""

VERSION = 1
"""Raised whenever the same source gives another document, so that no cached one is used."""
