# SPDX-License-Identifier: MIT
"""The ASGI application of the preview: files of the output, the report, and the reload channel."""

import asyncio
import contextlib
import os
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from letterpress.diagnostics import Language, Message
from letterpress.preview.error_page import error_page, message_page
from letterpress.preview.files import FilePart, open_output
from letterpress.preview.live_links import LiveLinks
from letterpress.preview.live_reload import ReloadChannel
from letterpress.preview.output_files import content_type, find_file
from letterpress.preview.page_bar import bar_fields
from letterpress.preview.request_guard import host_name, is_same_origin, knows_host

OWN_PAGES = "/__letterpress/"
"""The URL path of the preview's own pages, which lie outside the base path."""

_HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
}
_NO_PAGE = Message("このページはありません", "There is no such page")
_NO_REPORT = Message("レポートはまだありません", "There is no report yet")
_UNKNOWN_HOST = Message(
    "`{0}` という名前への要求には答えません。その名前で見るときは `--allow-host {0}` を付けて始めます",
    "requests to `{0}` are not answered; to look at the preview by that name, start it with `--allow-host {0}`",
)
_FEED_TYPES = ("application/xml", "application/json")
LARGEST_PAGE = 1 << 22
"""Bytes of a page or feed that is changed for the preview; a larger one is sent as it is."""


class Application:
    """Answers the requests of browsers."""

    def __init__(
        self,
        output: Path,
        channel: ReloadChannel,
        *,
        hosts: frozenset[str],
        base_path: str,
        base_url: str = "",
        language: Language,
    ) -> None:
        self._output = output
        self._channel = channel
        self._hosts = hosts
        self._base = f"{base_path.rstrip('/')}/"
        self._live_links = LiveLinks(base_url, self._base)
        self._language = language
        self._looking = asyncio.Lock()
        """Held while somebody looks what there is to say about the pages, which takes a moment."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        response = await self._respond(Request(scope))
        for name, value in _HEADERS.items():
            response.headers[name] = value
        await response(scope, receive, send)

    def has_page(self, url: str) -> bool:
        """Whether the output holds the page of a site path, decoded."""
        path = f"{url.removeprefix('/')}index.html" if url.endswith("/") else url.removeprefix("/")
        return find_file(self._output, path) is not None

    async def _respond(self, request: Request) -> Response:
        host = request.headers.get("host")
        if not knows_host(host, self._hosts):
            return _refusal(403, _UNKNOWN_HOST.text(self._language).format(host_name(host) or "?"))
        if request.method not in ("GET", "HEAD"):
            return _refusal(405, "GET and HEAD only", allow="GET, HEAD")
        path = request.scope["path"]
        if path.startswith(OWN_PAGES):
            return await self._own(path.removeprefix(OWN_PAGES), request)
        if path == "/" != self._base:
            return _redirect(self._base, request)
        if not path.startswith(self._base):
            return _redirect(f"{path}/", request) if f"{path}/" == self._base else await self._missing()
        return await self._page(path, request)

    async def _own(self, name: str, request: Request) -> Response:
        """Answer a request for one of the preview's own pages."""
        if name == "reload":
            return self._reload(request)
        if name == "bar":
            return await self._bar(request)
        if name in ("client.js", "preview.css", "bar.css"):
            own = Path(__file__).with_name(name)
            return FilePart(await open_output(own), 200, content_type(own), None)
        if name == "report":
            return self._report()
        return await self._missing()

    def _reload(self, request: Request) -> Response:
        if not is_same_origin(request.headers):
            return _refusal(403, "another site's page")
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        return StreamingResponse(self._channel.events(), media_type="text/event-stream")

    async def _bar(self, request: Request) -> Response:
        """What the bar of a page shows."""
        if not is_same_origin(request.headers):
            return _refusal(403, "another site's page")
        path = request.query_params.get("path", "").removesuffix("index.html")
        below = f"/{path.removeprefix(self._base)}" if path.startswith(self._base) else ""
        async with self._looking:
            facts = await asyncio.to_thread(self._channel.state.facts)
        fields = bar_fields(facts.get(unquote(below)), self._language)
        return Response(msgspec.json.encode(fields), media_type="application/json")

    def _report(self) -> Response:
        state = self._channel.state
        if state.report_html is None:
            data = message_page(_NO_REPORT, self._language)
            return _html(with_reload_script(data, "report", state.report_version), 404)
        return _html(with_reload_script(state.report_html, "report", state.report_version), 200)

    async def _page(self, path: str, request: Request) -> Response:
        """Answer a request for a file of the output."""
        below = path.removeprefix(self._base)
        found = find_file(self._output, below)
        if found is not None and found.is_dir():
            found = find_file(self._output, f"{below.removesuffix('/')}/index.html".removeprefix("/"))
            if found is not None and not path.endswith("/"):
                return _redirect(f"{path}/", request)
        elif path.endswith("/"):
            found = None
        if found is not None:
            # A build may remove the file meanwhile.
            with contextlib.suppress(OSError):
                return await self._file(found, 200, request)
        return await self._missing()

    async def _missing(self) -> Response:
        """Answer with the site's 404 page; where no site was ever built, with the error page."""
        state = self._channel.state
        if state.error is not None and find_file(self._output, "index.html") is None:
            data = error_page(state.error, self._language)
            return _html(with_reload_script(data, "site", state.site_version), 500)
        own = find_file(self._output, "404.html")
        if own is not None:
            with contextlib.suppress(OSError):
                return await self._file(own, 404, None)
        data = message_page(_NO_PAGE, self._language)
        return _html(with_reload_script(data, "site", state.site_version), 404)

    async def _file(self, path: Path, status: int, request: Request | None) -> Response:
        # The version is read before the file: a page marked newer than it is would never reload.
        version = self._channel.state.site_version
        media_type = content_type(path)
        file = await open_output(path)
        is_page, is_feed = media_type.startswith("text/html"), media_type.startswith(_FEED_TYPES)
        if (is_page or is_feed) and os.fstat(file.fileno()).st_size <= LARGEST_PAGE:
            with file:
                data = await asyncio.to_thread(file.read)
            if is_page:
                return _html(with_reload_script(self._live_links.in_page(data), "site", version), status)
            origin = f"http://{request.headers['host']}" if request else ""
            return Response(self._live_links.in_feed(data, origin), status, media_type=media_type)
        return FilePart(file, status, media_type, _range_of(request) if request else None)


def _range_of(request: Request) -> str | None:
    """The range that is asked for; none that is meant for an earlier version (If-Range), as no answer names its own."""
    return None if "if-range" in request.headers else request.headers.get("range")


def with_reload_script(html: bytes, watch: str, version: str) -> bytes:
    """Add the script that reloads a page.

    Args:
        html: The page.
        watch: What the page shows: `site` or `report`.
        version: The version of what it shows.
    """
    script = f'<script async src="{OWN_PAGES}client.js" data-watch="{watch}" data-version="{escape(version)}"></script>'
    end = html.rfind(b"</body>")
    place = end if end >= 0 else len(html)
    return html[:place] + script.encode() + html[place:]


def _html(data: bytes, status: int) -> Response:
    return Response(data, status, {"content-type": "text/html; charset=utf-8"})


def _redirect(path: str, request: Request) -> Response:
    query = request.scope["query_string"].decode("latin-1")
    target = quote(path) + (f"?{query}" if query else "")
    return Response(status_code=302, headers={"location": target})


def _refusal(status: int, reason: str, **headers: str) -> Response:
    return Response(f"{reason}\n", status, headers, media_type="text/plain; charset=utf-8")
