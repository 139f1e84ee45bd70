# SPDX-License-Identifier: MIT
"""Parsed documents between builds: what is found again, what is forgotten, and what damage does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import msgspec
import pytest

from letterpress.digests import Digest, digest
from letterpress.pipeline.document_cache import DocumentCache

VERSION = digest(b"version 1")


class Note(msgspec.Struct, frozen=True, kw_only=True, tag="note"):
    title: str
    date: datetime


class Broken(msgspec.Struct, frozen=True, kw_only=True, tag="broken"):
    path: str


Cache = DocumentCache[Note | Broken]
decode = msgspec.json.Decoder(Note | Broken).decode_lines


@contextmanager
def opened(root: Path) -> Iterator[Cache]:
    cache, notes = DocumentCache.open(root, VERSION, decode)
    assert notes == ()
    with cache:
        yield cache


def key(number: int) -> Digest:
    return digest(str(number).encode())


def note(number: int) -> Note:
    return Note(title=f"題 {number}", date=datetime(2026, 11, 21, number % 24, tzinfo=ZoneInfo("Asia/Tokyo")))


def body(number: int) -> bytes:
    return Random(number).randbytes(1_000 + number)


def put(cache: Cache, *numbers: int) -> None:
    for number in numbers:
        cache.put_all([(key(number), msgspec.json.encode(note(number)), body(number))])


def keys(*numbers: int) -> set[Digest]:
    return {key(number) for number in numbers}


def fill(root: Path, *numbers: int) -> None:
    with opened(root) as cache:
        put(cache, *numbers)
        assert cache.save(keys(*numbers))


def bodies(root: Path) -> Path:
    (path,) = root.glob(".letterpress/cache/body-*")
    return path


def documents(root: Path) -> Path:
    (path,) = root.glob(".letterpress/cache/document-*")
    return path


def test_an_empty_cache_knows_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        assert cache.get(key(1)) is None
        assert cache.body(key(1)) is None
        assert not cache.save(set())


def test_documents_and_bodies_are_found_again(tmp_path: Path) -> None:
    fill(tmp_path, *range(50))
    with opened(tmp_path) as cache:
        for number in range(50):
            assert cache.get(key(number)) == note(number)
            assert cache.body(key(number)) == body(number)
        assert cache.get(key(50)) is None


def test_a_document_just_put_is_the_one_that_the_next_build_gets(tmp_path: Path) -> None:
    """Also in what equality does not show: the UTC offset of a date."""
    with opened(tmp_path) as cache:
        (fresh,) = cache.put_all([(key(1), msgspec.json.encode(note(1)), body(1))])
        assert cache.get(key(1)) is fresh
        assert cache.body(key(1)) == body(1)
        cache.save(keys(1))
    with opened(tmp_path) as cache:
        again = cache.get(key(1))
    assert isinstance(fresh, Note)
    assert isinstance(again, Note)
    assert fresh == again
    assert (
        str(fresh.date) == str(again.date) == "2026-11-21 01:00:00+09:00" != str(note(1).date.astimezone(UTC))
    )


def test_broken_documents_are_kept_without_a_body(tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        cache.put_all([(key(1), msgspec.json.encode(Broken(path="content/posts/a.md")), b"")])
        cache.save(keys(1))
    with opened(tmp_path) as cache:
        assert cache.get(key(1)) == Broken(path="content/posts/a.md")
        assert cache.body(key(1)) == b""


def test_what_is_not_in_use_is_forgotten(tmp_path: Path) -> None:
    fill(tmp_path, 1, 2, 3)
    with opened(tmp_path) as cache:
        assert cache.save(keys(1, 3))
        assert cache.get(key(2)) is None
    with opened(tmp_path) as cache:
        assert [cache.get(key(number)) is None for number in (1, 2, 3)] == [False, True, False]


def test_documents_come_together_as_they_come_one_by_one(tmp_path: Path) -> None:
    fill(tmp_path, *range(100))
    with opened(tmp_path) as cache:
        put(cache, 200)
        for numbers in (range(100), (3, 500, 1), (200, 5), ()):
            one_by_one = [cache.get(key(number)) for number in numbers]
            assert cache.get_all([key(number) for number in numbers]) == one_by_one


@pytest.mark.parametrize("size", [None, 0, 200])
def test_lost_documents_are_missing_ones_and_can_be_put_again(tmp_path: Path, size: int | None) -> None:
    fill(tmp_path, *range(20))
    path = documents(tmp_path)
    whole = path.read_bytes()
    if size is None:
        path.unlink()
    else:
        path.write_bytes(whole[:size])
    with opened(tmp_path) as cache:
        assert cache.get(key(19)) is None
        assert cache.get_all([key(number) for number in range(20)])[19] is None
        put(cache, 19)
        cache.save(keys(*range(20)))
    with opened(tmp_path) as cache:
        assert cache.get(key(19)) == note(19)
        assert cache.get(key(0)) in {None, note(0)}


def test_a_damaged_document_is_a_missing_one(tmp_path: Path) -> None:
    fill(tmp_path, 1, 2, 3)
    path = documents(tmp_path)
    whole = path.read_bytes()
    middle = len(msgspec.json.encode(note(1))) + 10
    path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    with opened(tmp_path) as cache:
        assert cache.get_all([key(1), key(2), key(3)]) == [note(1), None, note(3)]
        assert [cache.get(key(number)) for number in (1, 2, 3)] == [note(1), None, note(3)]


@pytest.mark.parametrize("size", [None, 0, 1_500])
def test_lost_bodies_are_missing_ones_and_can_be_put_again(tmp_path: Path, size: int | None) -> None:
    fill(tmp_path, 1, 2, 3)
    path = bodies(tmp_path)
    if size is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:size])
    with opened(tmp_path) as cache:
        assert cache.get(key(3)) == note(3)
        assert cache.body(key(3)) is None
        put(cache, 2, 3)
        cache.save(keys(1, 2, 3))
    with opened(tmp_path) as cache:
        assert cache.body(key(2)) == body(2)
        assert cache.body(key(3)) == body(3)
        assert cache.body(key(1)) in {None, body(1)}


def test_a_process_that_opens_it_again_decodes_only_what_is_new(tmp_path: Path) -> None:
    lines: list[int] = []

    def counted(data: bytes) -> list[Note | Broken]:
        lines.append(data.count(b"\n"))
        return decode(data)

    memory: dict[Digest, Note | Broken] = {}
    for numbers in ((1, 2), (2, 3)):
        cache, _ = DocumentCache.open(tmp_path, VERSION, counted, memory)
        with cache:
            put(cache, *[number for number in numbers if cache.get(key(number)) is None])
            cache.save({key(number) for number in numbers})
    assert sum(lines) == 3, "each when it was put"
    assert set(memory) == {key(2), key(3)}

    cache, _ = DocumentCache.open(tmp_path, VERSION, counted, {})
    with cache:
        assert cache.get_all([key(2), key(3)]) == [note(2), note(3)] == list(memory.values())


def test_what_is_in_memory_without_a_body_on_disk_is_parsed_again(tmp_path: Path) -> None:
    memory: dict[Digest, Note | Broken] = {key(1): note(1)}
    cache, _ = DocumentCache.open(tmp_path, VERSION, decode, memory)
    with cache:
        assert cache.get(key(1)) is None
        cache.save(set())
    assert memory == {}, "nobody needs it any more"
