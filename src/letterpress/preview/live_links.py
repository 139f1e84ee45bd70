# SPDX-License-Identifier: MIT
"""Links to the live site: on pages and in feeds of the preview they lead to the same place in the preview.

The files stay as a build makes them; what is sent is changed. Addresses that name a page, such as its canonical one and
the identifiers of feeds, stay.
"""

import re

_IN_PAGES = (
    rb'<(?:a|area|form|iframe|img|source|script|audio|video|embed)\s(?:[^<>]{0,2000}?\s)?(?:href|src|action)="'
    rb'|<link rel="(?!canonical)[^"<>]{1,100}"(?:[^<>]{0,500}?)\shref="'
    rb'|http-equiv="refresh" content="[0-9]{1,5}; ?url='
)
_IN_FEEDS = (
    rb"<(?:link|comments|url)>"
    rb'|(?:href|src|url)=(?:"|&quot;|&#34;|\\")'
    rb'|"(?:url|home_page_url|feed_url|next_url|external_url|image)":\s?"'
)


class LiveLinks:
    """Finds the links to a live site, and lets them lead to the preview."""

    def __init__(self, base_url: str, base_path: str) -> None:
        """Find nothing where there is no live site.

        Args:
            base_url: The URL of the live site; empty where there is none.
            base_path: The path of the site in the preview, which ends with `/`.
        """
        address = re.escape(base_url.rstrip("/").encode()) + rb"""(?:/|(?=["'<&?#\\]))"""
        self._exists = bool(base_url)
        self._in_pages = re.compile(rb"(?P<before>" + _IN_PAGES + rb")" + address)
        self._in_feeds = re.compile(rb"(?P<before>" + _IN_FEEDS + rb")" + address)
        self._path = base_path.encode()

    def in_page(self, html: bytes) -> bytes:
        """A page with links that stay in the preview."""
        return self._changed(self._in_pages, html, self._path)

    def in_feed(self, data: bytes, origin: str) -> bytes:
        """A feed with links that stay in the preview.

        Args:
            data: XML or JSON.
            origin: Of the preview, as in `http://127.0.0.1:8000`; a feed has no relative links.
        """
        return self._changed(self._in_feeds, data, origin.encode("ascii", "ignore") + self._path)

    def _changed(self, links: re.Pattern[bytes], data: bytes, here: bytes) -> bytes:
        if not self._exists:
            return data
        return links.sub(lambda found: found["before"] + here, data)
