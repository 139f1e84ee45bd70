# SPDX-License-Identifier: MIT
"""Artifacts between builds: what is found again, what is forgotten, and what damage does."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest, digest
from letterpress.store.artifact_cache import ArtifactCache

VERSION = digest(b"version 1")
BODY = "body"
EMAIL = "email"


@contextmanager
def opened(
    root: Path, version: Digest = VERSION, notes: list[Diagnostic] | None = None
) -> Iterator[ArtifactCache]:
    cache, diagnostics = ArtifactCache.open(root, version)
    if notes is None:
        assert diagnostics == ()
    else:
        notes += diagnostics
    with cache:
        yield cache


def key(number: int) -> Digest:
    return digest(str(number).encode())


def body(number: int) -> bytes:
    return Random(number).randbytes(1_000 + number)


def put(cache: ArtifactCache, *numbers: int) -> None:
    cache.put_all(BODY, {key(number): body(number) for number in numbers})


def keep(cache: ArtifactCache, *numbers: int) -> bool:
    """Forget all others, and save."""
    cache.forget(cache.keys(BODY) - {key(number) for number in numbers})
    return cache.save()


def fill(root: Path, *numbers: int) -> None:
    with opened(root) as cache:
        put(cache, *numbers)
        assert cache.save()


def found(cache: ArtifactCache, *numbers: int) -> list[int]:
    """Which of these are in the cache, each the same one by one and together."""
    together = cache.get_all([key(number) for number in numbers], BODY)
    assert together == [cache.get(key(number), BODY) for number in numbers]
    assert all(data in {None, body(number)} for number, data in zip(numbers, together, strict=True))
    return [number for number, data in zip(numbers, together, strict=True) if data is not None]


def index(root: Path) -> Path:
    return root / ".letterpress/cache/index"


def bodies(root: Path) -> Path:
    (path,) = root.glob(".letterpress/cache/body-*")
    return path


def test_an_empty_cache_knows_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        assert found(cache, 1) == []
        assert not cache.save()
    assert not index(tmp_path).exists()


def test_artifacts_are_found_again(tmp_path: Path) -> None:
    fill(tmp_path, *range(50))
    with opened(tmp_path) as cache:
        assert found(cache, *range(60)) == list(range(50))
        for few in ((3, 500, 1), (200, 5), ()):
            found(cache, *few)


def test_each_part_of_a_key_is_kept_by_itself(tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        put(cache, 1, 2)
        cache.put_all(EMAIL, {key(1): b"mail"})
        cache.put_all("image:800.webp", {key(9): b"picture"})
        cache.save()
    with opened(tmp_path) as cache:
        assert [cache.get(key(1), part) for part in (BODY, EMAIL, "text")] == [body(1), b"mail", None]
        assert cache.get(key(9), "image:800.webp") == b"picture"
        cache.forget([key(1)])
        assert [cache.get(key(1), part) for part in (BODY, EMAIL)] == [None, None]
        assert cache.keys(BODY) == {key(2)}
        assert cache.get(key(9), "image:800.webp") == b"picture"


def test_an_empty_artifact_is_not_a_missing_one(tmp_path: Path) -> None:
    with opened(tmp_path) as cache:
        cache.put_all(BODY, {key(1): b""})
        cache.save()
    with opened(tmp_path) as cache:
        assert cache.get_all([key(1), key(2)], BODY) == [b"", None]


def test_what_is_forgotten_is_not_saved(tmp_path: Path) -> None:
    fill(tmp_path, 1, 2, 3)
    with opened(tmp_path) as cache:
        cache.forget([key(9)])
        assert not cache.save()
        assert keep(cache, 1, 3)
        assert found(cache, 1, 2, 3) == [1, 3]
    with opened(tmp_path) as cache:
        assert found(cache, 1, 2, 3) == [1, 3]


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    fill(tmp_path, 1, 2)
    before = [path.stat() for path in (index(tmp_path), bodies(tmp_path))]
    with opened(tmp_path) as cache:
        assert found(cache, 1) == [1]
        assert not keep(cache, 1, 2)
    assert [path.stat() for path in (index(tmp_path), bodies(tmp_path))] == before


def test_one_edit_adds_one_artifact_and_leaves_the_others_where_they_are(tmp_path: Path) -> None:
    """So that one edit among ten thousand posts does not write ten thousand documents."""
    numbers = set(range(100))
    fill(tmp_path, *numbers)
    for step in range(4):
        before = bodies(tmp_path).read_bytes()
        numbers = numbers - {step} | {1_000 + step}
        with opened(tmp_path) as cache:
            put(cache, 1_000 + step)
            keep(cache, *numbers)
        assert bodies(tmp_path).read_bytes() == before + body(1_000 + step)
        with opened(tmp_path) as cache:
            assert found(cache, *range(1_100)) == sorted(numbers)
            assert not keep(cache, *numbers)


def test_an_artifact_put_again_is_the_new_one(tmp_path: Path) -> None:
    fill(tmp_path, *range(100))
    bodies(tmp_path).write_bytes(b"")
    with opened(tmp_path) as cache:
        assert found(cache, *range(100)) == []
        put(cache, 7)
        cache.save()
    with opened(tmp_path) as cache:
        assert found(cache, *range(100)) == [7]


def test_a_file_is_written_anew_when_most_of_it_is_garbage(tmp_path: Path) -> None:
    numbers = range(3_000)
    fill(tmp_path, *numbers)
    before = bodies(tmp_path)
    kept = numbers[::10]
    with opened(tmp_path) as cache:
        keep(cache, *kept)
        assert found(cache, *numbers) == list(kept)
    assert bodies(tmp_path).name != before.name
    assert bodies(tmp_path).stat().st_size == sum(len(body(number)) for number in kept)
    with opened(tmp_path) as cache:
        assert found(cache, *numbers) == list(kept)
        put(cache, 5_000)
        cache.save()
    with opened(tmp_path) as cache:
        assert found(cache, *numbers, 5_000) == [*kept, 5_000]


def test_a_file_can_be_written_anew_after_a_small_change(tmp_path: Path) -> None:
    """One large artifact goes, and with it most of the file; now every place is another one."""
    with opened(tmp_path) as cache:
        cache.put_all(BODY, {key(5_000): bytes(3_000_000)})
        put(cache, *range(100))
        cache.save()
    with opened(tmp_path) as cache:
        keep(cache, *range(100))
    assert bodies(tmp_path).stat().st_size < 1_000_000
    with opened(tmp_path) as cache:
        assert found(cache, *range(100)) == list(range(100))


def test_another_version_starts_empty_without_a_word(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    with opened(tmp_path, digest(b"version 2")) as cache:
        assert found(cache, 1) == []
        put(cache, 2)
        cache.save()
    with opened(tmp_path, digest(b"version 2")) as cache:
        assert found(cache, 1, 2) == [2]


# Killed, damaged, deleted in part


def test_a_build_killed_before_the_index_was_saved_leaves_the_old_cache(tmp_path: Path) -> None:
    fill(tmp_path, 1, 2)
    with opened(tmp_path) as cache:
        put(cache, 3, 4)  # and no save
    with opened(tmp_path) as cache:
        assert found(cache, 1, 2, 3) == [1, 2]
        put(cache, 5)
        cache.save()
    with opened(tmp_path) as cache:
        assert found(cache, 1, 2, 3, 4, 5) == [1, 2, 5]
    assert bodies(tmp_path).stat().st_size == sum(len(body(number)) for number in (1, 2, 5))


def test_a_build_killed_between_two_generations_leaves_the_old_cache(tmp_path: Path) -> None:
    fill(tmp_path, *range(3_000))
    before = index(tmp_path).read_bytes()
    old = bodies(tmp_path)
    content = old.read_bytes()
    with opened(tmp_path) as cache:
        keep(cache, 1, 2)
    index(tmp_path).write_bytes(before)
    old.write_bytes(content)
    with opened(tmp_path) as cache:
        assert found(cache, 2_999) == [2_999]
        keep(cache, 1, 2, 2_999)
        assert found(cache, 2_999) == [2_999]
    assert len(list(tmp_path.glob(".letterpress/cache/body-*"))) == 1


@pytest.mark.parametrize("damage", ["truncated", "garbage", "empty", "flipped"])
def test_a_damaged_index_is_a_cold_start_with_a_note(tmp_path: Path, damage: str) -> None:
    fill(tmp_path, *range(20))
    path = index(tmp_path)
    whole = path.read_bytes()
    damaged = {
        "truncated": whole[: len(whole) // 2],
        "garbage": b"\x93NUMPY" * 100,
        "empty": b"",
        "flipped": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
    }
    path.write_bytes(damaged[damage])
    notes: list[Diagnostic] = []
    with opened(tmp_path, notes=notes) as cache:
        assert [(each.code, each.span.path) for each in notes] == [("cache-unreadable", ".letterpress")]
        assert found(cache, *range(20)) == []
        put(cache, 1)
        cache.save()
    with opened(tmp_path) as cache:
        assert found(cache, *range(20)) == [1]


@pytest.mark.parametrize("others", [0, 30])
def test_a_damaged_artifact_is_a_missing_one(tmp_path: Path, others: int) -> None:
    """Whether a few are read or nearly all."""
    fill(tmp_path, 1, 2, 3, *range(10, 10 + others))
    path = bodies(tmp_path)
    whole = path.read_bytes()
    middle = len(body(1)) + 10
    path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    with opened(tmp_path) as cache:
        assert found(cache, 1, 2, 3) == [1, 3]


@pytest.mark.parametrize("size", [None, 0, 1_500])
def test_lost_artifacts_are_missing_ones_and_can_be_put_again(tmp_path: Path, size: int | None) -> None:
    fill(tmp_path, 1, 2, 3)
    path = bodies(tmp_path)
    if size is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:size])
    with opened(tmp_path) as cache:
        assert found(cache, 1, 2, 3) == ([1] if size == 1_500 else [])
        put(cache, 2, 3)
        cache.save()
    with opened(tmp_path) as cache:
        assert found(cache, 2, 3) == [2, 3]


def test_a_damaged_artifact_is_left_behind_in_the_old_file(tmp_path: Path) -> None:
    fill(tmp_path, *range(3_000))
    with bodies(tmp_path).open("r+b") as file:
        file.seek(100)
        file.write(b"damage")
    with opened(tmp_path) as cache:
        keep(cache, 0, 1)
        assert found(cache, 0, 1) == [1]
    assert bodies(tmp_path).stat().st_size == len(body(1))
