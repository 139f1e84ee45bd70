# SPDX-License-Identifier: MIT
"""The size of images, from the first bytes of files that other programs made."""

import struct

import pytest

from letterpress.editions.images import ImageSize, image_size

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 1200, 800) + b"\x08\x02\x00\x00\x00"
GIF = b"GIF89a" + struct.pack("<HH", 1200, 800) + b"\x00\x00\x00"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xff\xc2\x00\x11\x08"
    + struct.pack(">HH", 800, 1200)
    + b"\x03\x01\x22\x00"
)
WEBP_LOSSY = b"RIFF\x00\x00\x00\x00WEBPVP8 \x00\x00\x00\x00\x00\x00\x00\x9d\x01\x2a" + struct.pack(
    "<HH", 1200, 800
)
WEBP_LOSSLESS = b"RIFF\x00\x00\x00\x00WEBPVP8L\x00\x00\x00\x00\x2f" + struct.pack("<I", 1199 | 799 << 14)
WEBP_EXTENDED = (
    b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00"
    + (1199).to_bytes(3, "little")
    + (799).to_bytes(3, "little")
)
ALL = [PNG, GIF, JPEG, WEBP_LOSSY, WEBP_LOSSLESS, WEBP_EXTENDED]


@pytest.mark.parametrize("data", ALL)
def test_the_size_is_read_from_the_header(data: bytes) -> None:
    assert image_size(data + bytes(100)) == ImageSize(1200, 800)


@pytest.mark.parametrize("data", ALL)
def test_a_header_that_is_cut_anywhere_has_no_size_or_the_right_one(data: bytes) -> None:
    for end in range(len(data)):
        assert image_size(data[:end]) in (None, ImageSize(1200, 800))


@pytest.mark.parametrize(
    "data", [b"", b"<svg/>", b"BM" + bytes(60), PNG.replace(struct.pack(">I", 1200), bytes(4))]
)
def test_other_formats_and_impossible_sizes_have_none(data: bytes) -> None:
    assert image_size(data) is None


def test_a_wide_image_is_shown_narrower_in_its_proportions() -> None:
    assert ImageSize(1200, 800).within(600) == ImageSize(600, 400)
    assert ImageSize(300, 900).within(600) == ImageSize(300, 900)
