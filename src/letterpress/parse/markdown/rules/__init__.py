# SPDX-License-Identifier: MIT
"""What letterpress adds to Markdown, one rule a module."""
