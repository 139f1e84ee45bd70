# SPDX-License-Identifier: MIT
"""Pelican set up for the same work as its peers."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

SITENAME = "便りの見本"
SITEURL = "https://bench.example"
TIMEZONE = "Asia/Tokyo"
DEFAULT_LANG = "ja"
PATH = "content"
OUTPUT_PATH = "site"
THEME = "theme"
PLUGINS = ["neighbours"]
STATIC_PATHS = []
THEME_STATIC_PATHS = []
TYPOGRIFY = False
SLUGIFY_USE_UNICODE = True
MARKDOWN = {"extensions": ["markdown.extensions.tables", "markdown.extensions.fenced_code"]}

ARTICLE_PATHS = ["posts"]
PAGE_PATHS = []
ARTICLE_URL = "posts/{slug}/"
ARTICLE_SAVE_AS = "posts/{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
TAGS_SAVE_AS = "tags/index.html"
CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags"]

DEFAULT_PAGINATION = 10
PAGINATED_TEMPLATES = {"index": None, "tag": None}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_DOMAIN = SITEURL
FEED_ALL_RSS = "feed.xml"
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = False
FEED_ALL_ATOM = FEED_ATOM = FEED_RSS = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
