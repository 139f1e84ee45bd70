# SPDX-License-Identifier: MIT
"""Files as responses: in pieces, so that a film takes no more memory than a page, and in the part that was asked for.

https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
"""

import asyncio
import os
import re
from pathlib import Path
from typing import BinaryIO

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from letterpress.files import open_file

PIECE = 1 << 16
"""Bytes that are read and sent at a time."""

_RANGE = re.compile(r"bytes=(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})", re.ASCII)


class FilePart(Response):
    """A file, or the part of it that a request asks for."""

    def __init__(self, file: BinaryIO, status: int, media_type: str, asked: str | None) -> None:
        """Take over an open file, so that a build that replaces it meanwhile cannot mix two versions.

        Args:
            file: An ordinary file; it is closed in the end.
            status: The status of the whole file.
            media_type: Of the file.
            asked: The request's Range header; several ranges at once are answered with the whole.
        """
        size = os.fstat(file.fileno()).st_size
        headers = {"content-type": media_type, "accept-ranges": "bytes"}
        part = _part(asked, size) if asked and status == 200 else None
        if part is None:
            part = range(size)
        elif part:
            status = 206
            headers["content-range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
        else:
            status = 416
            headers["content-range"] = f"bytes */{size}"
        super().__init__(status_code=status, headers=headers)
        self.headers["content-length"] = str(len(part))
        self._file, self._part = file, part

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the part, a piece at a time, no faster than it is taken."""
        with self._file as file:
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
            if scope["method"] == "HEAD" or not self._part:
                await send({"type": "http.response.body", "body": b""})
                return
            leaving = asyncio.ensure_future(_left(receive))
            try:
                await self._send_pieces(file, send, leaving)
            finally:
                leaving.cancel()

    async def _send_pieces(self, file: BinaryIO, send: Send, leaving: asyncio.Future[None]) -> None:
        """Send the part; of a file that became shorter, or to a browser that left, no more than there is to send."""
        file.seek(self._part.start)
        left = len(self._part)
        while left > 0 and not leaving.done():
            piece = await asyncio.to_thread(file.read, min(PIECE, left))
            if not piece:
                return
            left -= len(piece)
            await send({"type": "http.response.body", "body": piece, "more_body": left > 0})


async def _left(receive: Receive) -> None:
    """Return when the browser has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def open_output(path: Path) -> BinaryIO:
    """Open a file of the output.

    Raises:
        OSError: It is gone, or is no ordinary file, such as a pipe that would keep its reader waiting.
    """
    return await asyncio.to_thread(open_file, path)


def _part(asked: str, size: int) -> range | None:
    """The bytes that a Range header asks for, of which there may be none; None where it cannot be read."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not (found["first"] or found["last"]):
        return None
    if not found["first"]:
        return range(max(size - int(found["last"]), 0), size)
    first = int(found["first"])
    last = int(found["last"]) if found["last"] else max(first, size)
    return range(first, min(last + 1, size)) if first <= last else None
