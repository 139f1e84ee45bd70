# SPDX-License-Identifier: MIT
"""A body as a tree of blocks and inline markup, for editions other than a web page: email, plain text, search."""

from letterpress.body_tree.nodes import BodyTree, decode_tree, encode_tree
from letterpress.body_tree.plain_text import plain_text

__all__ = ["BodyTree", "decode_tree", "encode_tree", "plain_text"]
