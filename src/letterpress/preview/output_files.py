# SPDX-License-Identifier: MIT
"""Find the output file of a URL path, never one outside the output, and its media type."""

from pathlib import Path
from unicodedata import normalize

BINARY = "application/octet-stream"

# The table of the system differs from machine to machine.
_MEDIA_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".csv": "text/csv",
    ".eml": "message/rfc822",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".htm": "text/html",
    ".html": "text/html",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
_TEXT = ("text/", "application/json", "application/xml", "application/manifest+json", "image/svg+xml")


def content_type(path: Path) -> str:
    """The media type of a file by its name; for text with the charset, which is always UTF-8."""
    media_type = _MEDIA_TYPES.get(path.suffix.lower(), BINARY)
    return f"{media_type}; charset=utf-8" if media_type.startswith(_TEXT) else media_type


def find_file(output: Path, path: str) -> Path | None:
    """Find the file or folder of a URL path.

    Args:
        output: The output folder.
        path: The path below it, decoded once, as in `posts/hello/`.

    Returns:
        The resolved path inside the output; None where there is nothing, or where the path leads outside.
    """
    parts = normalize("NFC", path).removesuffix("/").split("/") if path else []
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
        return None
    root = output.resolve()
    try:
        found = root.joinpath(*parts).resolve(strict=True)
    except (OSError, RuntimeError):
        # No such file, a name too long, or a loop of links (RuntimeError before Python 3.13).
        return None
    return found if found.is_relative_to(root) else None
