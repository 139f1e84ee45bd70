# SPDX-License-Identifier: MIT
"""Jobs become bytes: pages by templates, feeds, sitemap and robots.txt."""
