# SPDX-License-Identifier: MIT
"""The rules that letterpress adds to Markdown: one a module, however short, so that each is found by its name."""
