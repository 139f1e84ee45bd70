# SPDX-License-Identifier: MIT
"""Feeds: RSS, JSON Feed, and what a feed cannot carry."""
