# SPDX-License-Identifier: MIT
"""The size of an image in pixels, read from the first bytes of its file: PNG, GIF, JPEG and WebP."""

import struct

import msgspec


class ImageSize(msgspec.Struct, frozen=True, gc=False):
    """The size of an image in pixels."""

    width: int
    height: int

    def within(self, width: int) -> "ImageSize":
        """The size at which the image is at most so wide, with its proportions."""
        if self.width <= width:
            return self
        return ImageSize(width, max(1, round(self.height * width / self.width)))


def image_size(data: bytes) -> ImageSize | None:
    """Read the size from the beginning of a file; None where the format is another, or the file is damaged.

    The layouts are those of the specifications: PNG (ISO/IEC 15948) 11.2.2, GIF89a 18, JPEG (ITU T.81) B.2.2 and
    WebP (RFC 9649) 2.5 to 2.7. How a photograph is turned (Exif) is not looked at.

    Args:
        data: The file, or at least as much of it as its header takes; 64 KiB are enough but for odd JPEG files.
    """
    try:
        found = _size(data)
    except (struct.error, IndexError):
        return None
    return found if found and found.width and found.height else None


def _size(data: bytes) -> ImageSize | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return ImageSize(*struct.unpack(">II", data[16:24]))
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return ImageSize(*struct.unpack("<HH", data[6:10]))
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def _jpeg(data: bytes) -> ImageSize | None:
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return ImageSize(width, height)
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return None


def _webp(data: bytes) -> ImageSize | None:
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        width, height = int.from_bytes(data[24:27], "little"), int.from_bytes(data[27:30], "little")
        return ImageSize(width + 1, height + 1)
    if kind == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return ImageSize((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return ImageSize(width & 0x3FFF, height & 0x3FFF)
    return None
