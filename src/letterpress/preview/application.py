# SPDX-License-Identifier: MIT
"""The preview as an ASGI application: files of the output, the report, and the reload channel."""

import asyncio
import contextlib
from html import escape
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from letterpress.diagnostics import Language, Message
from letterpress.preview.error_page import error_page, message_page
from letterpress.preview.files import content_type, find
from letterpress.preview.live_reload import Channel
from letterpress.preview.request_guard import is_same_origin, knows_host

OWN = "/__letterpress/"
"""Where the preview's own pages are; not below the base path."""

_HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
}
_NO_PAGE = Message("このページはありません", "There is no such page")
_NO_REPORT = Message("レポートはまだありません", "There is no report yet")
_MEDIA = ("audio/", "video/")


class Application:
    """Answers every request."""

    def __init__(
        self, output: Path, channel: Channel, *, host: str, base_path: str, language: Language
    ) -> None:
        self._output = output
        self._channel = channel
        self._host = host
        self._base = f"{base_path.rstrip('/')}/"
        self._language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as the server hands it over."""
        if scope["type"] != "http":
            return
        response = await self._respond(Request(scope))
        for name, value in _HEADERS.items():
            response.headers[name] = value
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if not knows_host(request.headers.get("host"), self._host):
            return _refusal(403, "unknown host")
        if request.method not in ("GET", "HEAD"):
            return _refusal(405, "GET and HEAD only", allow="GET, HEAD")
        path = request.scope["path"]
        if path.startswith(OWN):
            return await self._own(path.removeprefix(OWN), request)
        if path == "/" != self._base:
            return _redirect(self._base, request)
        if not path.startswith(self._base):
            return _redirect(f"{path}/", request) if f"{path}/" == self._base else await self._missing()
        return await self._page(path, request)

    async def _own(self, name: str, request: Request) -> Response:
        """The preview's own pages."""
        if name == "reload":
            return self._reload(request)
        if name in ("client.js", "preview.css"):
            return await _file(Path(__file__).with_name(name), 200)
        if name == "report":
            return self._report()
        return await self._missing()

    def _reload(self, request: Request) -> Response:
        if not is_same_origin(request.headers):
            return _refusal(403, "another site's page")
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        return StreamingResponse(self._channel.events(), media_type="text/event-stream")

    def _report(self) -> Response:
        state = self._channel.state
        if state.report_html is None:
            data = message_page(_NO_REPORT, self._language)
            return _html(with_client(data, "report", state.report_version), 404)
        return _html(with_client(state.report_html, "report", state.report_version), 200)

    async def _page(self, path: str, request: Request) -> Response:
        """A file of the output."""
        below = path.removeprefix(self._base)
        found = find(self._output, below)
        if found is not None and found.is_dir():
            found = find(self._output, f"{below.removesuffix('/')}/index.html".removeprefix("/"))
            if found is not None and not path.endswith("/"):
                return _redirect(f"{path}/", request)
        elif path.endswith("/"):
            found = None
        if found is not None:
            # A build may remove it at this moment.
            with contextlib.suppress(OSError):
                return await self._file(found, 200)
        return await self._missing()

    async def _missing(self) -> Response:
        """The site's own page for what is not there; where there is no site, what went wrong."""
        state = self._channel.state
        if state.error is not None and find(self._output, "index.html") is None:
            data = error_page(state.error, self._language)
            return _html(with_client(data, "site", state.site_version), 500)
        own = find(self._output, "404.html")
        if own is not None:
            with contextlib.suppress(OSError):
                return await self._file(own, 404)
        data = message_page(_NO_PAGE, self._language)
        return _html(with_client(data, "site", state.site_version), 404)

    async def _file(self, path: Path, status: int) -> Response:
        # The version is read before the file: a page that is older than it says would never reload.
        version = self._channel.state.site_version
        if content_type(path).startswith("text/html"):
            return _html(with_client(await _read(path), "site", version), status)
        return await _file(path, status)


def with_client(html: bytes, watch: str, version: str) -> bytes:
    """A page with the script that reloads it.

    Args:
        html: The page.
        watch: What the page shows: `site` or `report`.
        version: Which version of it.
    """
    script = (
        f'<script async src="{OWN}client.js" data-watch="{watch}" data-version="{escape(version)}"></script>'
    )
    end = html.rfind(b"</body>")
    place = end if end >= 0 else len(html)
    return html[:place] + script.encode() + html[place:]


async def _file(path: Path, status: int) -> Response:
    """A file as it is; films and sound in parts, which some browsers insist on."""
    media_type = content_type(path)
    if media_type.startswith(_MEDIA):
        return FileResponse(path, status, media_type=media_type)
    # Read at once, so that a build that replaces the file meanwhile cannot mix two versions.
    return Response(await _read(path), status, {"content-type": media_type})


async def _read(path: Path) -> bytes:
    return await asyncio.to_thread(path.read_bytes)


def _html(data: bytes, status: int) -> Response:
    return Response(data, status, {"content-type": "text/html; charset=utf-8"})


def _redirect(path: str, request: Request) -> Response:
    query = request.scope["query_string"].decode("latin-1")
    target = quote(path) + (f"?{query}" if query else "")
    return Response(status_code=302, headers={"location": target})


def _refusal(status: int, reason: str, **headers: str) -> Response:
    return Response(f"{reason}\n", status, headers, media_type="text/plain")
