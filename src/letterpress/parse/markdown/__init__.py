# SPDX-License-Identifier: MIT
"""Markdown becomes a body with holes; the one home of markdown-it-py and Pygments."""

from letterpress.parse.markdown.body import parse_body, to_html
from letterpress.parse.markdown.options import MarkdownOptions, ParsedBody

__all__ = ["MarkdownOptions", "ParsedBody", "parse_body", "to_html"]
