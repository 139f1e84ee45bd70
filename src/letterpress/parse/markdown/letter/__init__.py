# SPDX-License-Identifier: MIT
"""Letters: plain text mail is read as its writer sees it, into the tokens that Markdown is read into."""

from markdown_it import MarkdownIt

from letterpress.parse.markdown.letter.blocks import keep_aligned_lines, read_blocks_as_letter
from letterpress.parse.markdown.letter.inline import read_inline_as_letter, report_html

__all__ = ["read_as_letter"]


def read_as_letter(md: MarkdownIt) -> None:
    """Let a parser that has all its rules read letters; what follows the reading of blocks stays as it is."""
    md.options["html"] = False
    md.core.ruler.at("block", read_blocks_as_letter)
    md.core.ruler.after("inline", "aligned_lines", keep_aligned_lines)
    md.core.ruler.push("html_in_letters", report_html)
    read_inline_as_letter(md)
