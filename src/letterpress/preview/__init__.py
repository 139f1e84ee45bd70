# SPDX-License-Identifier: MIT
"""The preview of `letterpress serve`: watch, build, serve and reload after every saved change."""

from letterpress.preview.page_bar import PageFacts, page_facts
from letterpress.preview.serve import serve
from letterpress.preview.state import Build, Outcome

__all__ = ["Build", "Outcome", "PageFacts", "page_facts", "serve"]
