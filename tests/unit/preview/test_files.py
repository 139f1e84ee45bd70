# SPDX-License-Identifier: MIT
"""A file as a response: which part of it, in which pieces, and no more of it than is taken."""

import asyncio
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest

from letterpress.preview.files import PIECE, FilePart, open_output

SIZE = 10 * PIECE + 1


def sent_to(path: Path, *, leaves_after: int | None = None, shorter: bool = False) -> list[int]:
    """The lengths of the pieces that a browser is sent, which leaves after some of them."""
    lengths: list[int] = []
    leaving = asyncio.Event()

    async def receive() -> MutableMapping[str, Any]:
        await leaving.wait()
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        await asyncio.sleep(0)
        if message["type"] == "http.response.body":
            lengths.append(len(message["body"]))
        if len(lengths) == leaves_after:
            leaving.set()

    async def answer() -> None:
        response = FilePart(await open_output(path), 200, "application/zip", None)
        if shorter:
            path.write_bytes(b"a" * PIECE)
        await response({"type": "http", "method": "GET"}, receive, send)

    asyncio.run(answer())
    return lengths


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "large.zip"
    path.write_bytes(bytes(SIZE))
    return path


def test_a_file_is_sent_in_pieces(file: Path) -> None:
    assert sent_to(file) == [PIECE] * 10 + [1]


def test_nothing_more_is_read_for_a_browser_that_has_left(file: Path) -> None:
    assert len(sent_to(file, leaves_after=2)) in (2, 3)


def test_a_file_that_became_shorter_ends_early(file: Path) -> None:
    assert sent_to(file, shorter=True) == [PIECE]


@pytest.mark.parametrize(
    ("asked", "status", "length"),
    [
        (None, 200, SIZE),
        ("bytes=0-9", 206, 10),
        ("bytes=-1", 206, 1),
        (f"bytes={SIZE}-", 416, 0),
        ("bytes=x", 200, SIZE),
    ],
)
def test_a_part_is_sent_where_it_is_asked_for(
    file: Path, asked: str | None, status: int, length: int
) -> None:
    async def head() -> FilePart:
        opened = await open_output(file)
        with opened:
            return FilePart(opened, 200, "application/zip", asked)

    response = asyncio.run(head())
    assert (response.status_code, response.headers["content-length"]) == (status, str(length))


def test_a_page_that_says_there_is_nothing_has_no_parts(file: Path) -> None:
    async def head() -> FilePart:
        opened = await open_output(file)
        with opened:
            return FilePart(opened, 404, "text/html", "bytes=0-9")

    assert asyncio.run(head()).status_code == 404
