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

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest, digest
from letterpress.store.document_cache import DocumentCache

VERSION = digest(b"version 1")


class Note(msgspec.Struct, frozen=True, kw_only=True, tag="note"):
    title: str
    date: datetime


class Broken(msgspec.Struct, frozen=True, kw_only=True, tag="broken"):
    path: str


Cache = DocumentCache[Note | Broken]
decode = msgspec.json.Decoder(Note | Broken).decode_lines


@contextmanager
def opened(root: Path, version: Digest = VERSION, notes: list[Diagnostic] | None = None) -> Iterator[Cache]:
    cache, diagnostics = DocumentCache.open(root, version, decode)
    if notes is None:
        assert diagnostics == ()
    else:
        notes += diagnostics
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


def index(root: Path) -> Path:
    return root / ".letterpress" / "cache" / "index"


def bodies(root: Path) -> Path:
    (path,) = root.glob(".letterpress/cache/bodies-*")
    return path


def documents(root: Path) -> Path:
    (path,) = root.glob(".letterpress/cache/documents-*")
    return path


def test_an_empty_cache_knows_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        assert cache.get(key(1)) is None
        assert cache.body(key(1)) is None
        assert not cache.save(set())
    assert not index(tmp_path).exists()


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


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    fill(tmp_path, 1, 2)
    before = [path.stat() for path in (index(tmp_path), bodies(tmp_path))]
    with opened(tmp_path) as cache:
        assert cache.body(key(1)) == body(1)
        assert not cache.save(keys(1, 2))
    assert [path.stat() for path in (index(tmp_path), bodies(tmp_path))] == before


def test_new_bodies_are_added_without_writing_the_old_ones_again(tmp_path: Path) -> None:
    fill(tmp_path, 1, 2)
    before = bodies(tmp_path).read_bytes()
    with opened(tmp_path) as cache:
        put(cache, 3)
        cache.save(keys(1, 2, 3))
    assert bodies(tmp_path).read_bytes() == before + body(3)


def test_one_edit_adds_one_document_and_leaves_the_others_where_they_are(tmp_path: Path) -> None:
    """So that one edit among ten thousand posts does not write ten thousand documents."""
    numbers = set(range(100))
    fill(tmp_path, *numbers)
    for step in range(4):
        before = documents(tmp_path).read_bytes()
        numbers = numbers - {step} | {1_000 + step}
        with opened(tmp_path) as cache:
            put(cache, 1_000 + step)
            cache.save(keys(*numbers))
        assert documents(tmp_path).read_bytes() == before + msgspec.json.encode(note(1_000 + step)) + b"\n"
        with opened(tmp_path) as cache:
            assert {number for number in range(1_100) if cache.get(key(number)) == note(number)} == numbers
            assert all(cache.body(key(number)) == body(number) for number in numbers)
            assert not cache.save(keys(*numbers))


def test_documents_come_together_as_they_come_one_by_one(tmp_path: Path) -> None:
    fill(tmp_path, *range(100))
    with opened(tmp_path) as cache:
        put(cache, 200)
        for numbers in (range(100), (3, 500, 1), (200, 5), ()):
            one_by_one = [cache.get(key(number)) for number in numbers]
            assert cache.get_all([key(number) for number in numbers]) == one_by_one


def test_what_is_forgotten_is_not_stored(tmp_path: Path) -> None:
    fill(tmp_path, 1, 2)
    with opened(tmp_path) as cache:
        cache.forget([key(9)])
        assert not cache.store()
        cache.forget([key(1)])
        assert cache.get(key(1)) is None
        assert cache.store()
    with opened(tmp_path) as cache:
        assert [cache.get(key(1)), cache.get(key(2))] == [None, note(2)]


def test_a_document_put_again_is_the_new_one(tmp_path: Path) -> None:
    fill(tmp_path, *range(100))
    bodies(tmp_path).write_bytes(b"")
    with opened(tmp_path) as cache:
        put(cache, 7)
        cache.save(keys(*range(100)))
    with opened(tmp_path) as cache:
        assert cache.get(key(7)) == note(7)
        assert cache.body(key(7)) == body(7)


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


def test_bodies_are_written_anew_when_most_are_garbage(tmp_path: Path) -> None:
    numbers = range(3_000)
    fill(tmp_path, *numbers)
    before = bodies(tmp_path)
    kept = numbers[::10]
    with opened(tmp_path) as cache:
        cache.save(keys(*kept))
        assert all(cache.body(key(number)) == body(number) for number in kept)
    assert bodies(tmp_path).name != before.name
    assert bodies(tmp_path).stat().st_size == sum(len(body(number)) for number in kept)
    with opened(tmp_path) as cache:
        assert all(cache.body(key(number)) == body(number) for number in kept)
        put(cache, 5_000)
        cache.save(keys(*kept, 5_000))
        assert cache.body(key(5_000)) == body(5_000)


def test_bodies_can_be_written_anew_after_a_small_change(tmp_path: Path) -> None:
    """One large body goes, and with it most of the file; now every place is another one."""
    with opened(tmp_path) as cache:
        cache.put_all([(key(5_000), msgspec.json.encode(note(5_000)), bytes(3_000_000))])
        put(cache, *range(100))
        cache.save(keys(*range(100), 5_000))
    with opened(tmp_path) as cache:
        cache.save(keys(*range(100)))
    assert bodies(tmp_path).stat().st_size < 1_000_000
    with opened(tmp_path) as cache:
        assert all(cache.body(key(number)) == body(number) for number in range(100))


def test_another_version_starts_empty_without_a_word(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    with opened(tmp_path, digest(b"version 2")) as cache:
        assert cache.get(key(1)) is None
        put(cache, 2)
        cache.save(keys(2))
    with opened(tmp_path, digest(b"version 2")) as cache:
        assert cache.get(key(2)) == note(2)
        assert cache.body(key(2)) == body(2)


# Killed, damaged, deleted in part


def test_a_build_killed_before_the_index_was_saved_leaves_the_old_cache(tmp_path: Path) -> None:
    fill(tmp_path, 1, 2)
    with opened(tmp_path) as cache:
        put(cache, 3, 4)  # and no save
    with opened(tmp_path) as cache:
        assert cache.get(key(3)) is None
        assert cache.body(key(1)) == body(1)
        put(cache, 5)
        cache.save(keys(1, 2, 5))
    with opened(tmp_path) as cache:
        assert [cache.body(key(number)) == body(number) for number in (1, 2, 5)] == [True] * 3
    assert bodies(tmp_path).stat().st_size == sum(len(body(number)) for number in (1, 2, 5))


def test_a_build_killed_between_two_generations_leaves_the_old_cache(tmp_path: Path) -> None:
    fill(tmp_path, *range(3_000))
    before = index(tmp_path).read_bytes()
    old = bodies(tmp_path)
    content = old.read_bytes()
    with opened(tmp_path) as cache:
        cache.save(keys(1, 2))
    index(tmp_path).write_bytes(before)
    old.write_bytes(content)
    with opened(tmp_path) as cache:
        assert cache.body(key(2_999)) == body(2_999)
        cache.save(keys(1, 2, 2_999))
        assert cache.body(key(2_999)) == body(2_999)
    assert len(list(tmp_path.glob(".letterpress/cache/bodies-*"))) == 1


@pytest.mark.parametrize("damage", ["truncated", "garbage", "empty", "folder", "flipped"])
def test_a_damaged_index_is_a_cold_start_with_a_note(tmp_path: Path, damage: str) -> None:
    fill(tmp_path, *range(20))
    path = index(tmp_path)
    whole = path.read_bytes()
    if damage == "folder":
        path.unlink()
        path.mkdir()
        whole = b""
    else:
        path.write_bytes(
            {
                "truncated": whole[: len(whole) // 2],
                "garbage": b"\x93NUMPY" * 100,
                "empty": b"",
                "flipped": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
            }[damage]
        )
    notes: list[Diagnostic] = []
    with opened(tmp_path, notes=notes) as cache:
        assert [(each.code, each.span.path) for each in notes] == [
            ("cache-unreadable", ".letterpress/cache/index")
        ]
        assert cache.get(key(1)) is None
        if damage != "folder":
            put(cache, 1)
            cache.save(keys(1))
            assert cache.body(key(1)) == body(1)


def test_a_damaged_body_is_a_missing_one(tmp_path: Path) -> None:
    fill(tmp_path, 1, 2, 3)
    path = bodies(tmp_path)
    whole = path.read_bytes()
    middle = len(body(1)) + 10
    path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    with opened(tmp_path) as cache:
        assert [cache.body(key(number)) for number in (1, 2, 3)] == [body(1), None, body(3)]


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


def test_a_damaged_body_survives_a_new_generation_as_a_missing_one(tmp_path: Path) -> None:
    fill(tmp_path, *range(3_000))
    path = bodies(tmp_path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"damage")
    with opened(tmp_path) as cache:
        cache.save(keys(0, 1))
        assert [cache.body(key(0)), cache.body(key(1))] == [None, body(1)]
    with opened(tmp_path) as cache:
        assert [cache.body(key(0)), cache.body(key(1))] == [None, body(1)]


def test_a_process_that_opens_it_again_decodes_only_what_is_new(tmp_path: Path) -> None:
    lines: list[int] = []

    def counted(data: bytes) -> list[Note | Broken]:
        lines.append(data.count(b"\n"))
        return decode(data)

    at_hand: dict[Digest, Note | Broken] = {}
    for numbers in ((1, 2), (2, 3)):
        cache, _ = DocumentCache.open(tmp_path, VERSION, counted, at_hand)
        with cache:
            put(cache, *[number for number in numbers if cache.get(key(number)) is None])
            cache.save({key(number) for number in numbers})
    assert sum(lines) == 3, "each when it was put"
    assert set(at_hand) == {key(2), key(3)}

    cache, _ = DocumentCache.open(tmp_path, VERSION, counted, {})
    with cache:
        assert cache.get_all([key(2), key(3)]) == [note(2), note(3)] == list(at_hand.values())


def test_what_is_at_hand_without_a_body_on_disk_is_parsed_again(tmp_path: Path) -> None:
    at_hand: dict[Digest, Note | Broken] = {key(1): note(1)}
    cache, _ = DocumentCache.open(tmp_path, VERSION, decode, at_hand)
    with cache:
        assert cache.get(key(1)) is None
        cache.save(set())
    assert at_hand == {}, "nobody needs it any more"
