# SPDX-License-Identifier: MIT
"""Sources become documents: their front matter as typed fields, their Markdown as a body with holes."""
