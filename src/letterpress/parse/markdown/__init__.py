# SPDX-License-Identifier: MIT
"""The Markdown parser turns a text into a body with holes; this is the one home of markdown-it-py and Pygments."""

from letterpress.parse.markdown.body import parse_body, to_html
from letterpress.parse.markdown.options import MarkdownOptions, ParsedBody

__all__ = ["MarkdownOptions", "ParsedBody", "parse_body", "to_html"]
