# SPDX-License-Identifier: MIT
"""The language of a text: sales terms, promises, and the characters of Japanese."""
