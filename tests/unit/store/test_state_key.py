# SPDX-License-Identifier: MIT
"""The key that seals the state: who has it, who does not, and what is said where there is none."""

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from letterpress.store.checked_file import UnreadableError, read_sealed, write_sealed
from letterpress.store.state_key import KEY_SIZE, VARIABLE, kept_key, key_notes, seal, state_key

SECRET = "0123456789abcdef" * 2
OTHER = "fedcba9876543210" * 2


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that this user's key is kept in."""
    if sys.platform != "linux":
        pytest.skip("where XDG_STATE_HOME counts")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state/letterpress/state.key"


def test_a_key_in_the_environment_is_that_of_every_machine(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, SECRET)
    here = kept_key(project)
    monkeypatch.setenv("HOME", str(tmp_path / "another"))
    monkeypatch.setenv(VARIABLE, f" {SECRET}\n")
    assert kept_key(tmp_path / "elsewhere") == here
    monkeypatch.setenv(VARIABLE, OTHER)
    assert kept_key(project) != here


def test_a_key_that_can_be_guessed_is_told_and_not_used(
    project: Path, users: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = kept_key(project)
    monkeypatch.setenv(VARIABLE, SECRET[:31])
    assert kept_key(project) == own
    assert [each.code for each in key_notes(project)] == ["state-key-short"]


@pytest.mark.parametrize("value", ["", " "])
def test_an_empty_secret_as_a_fork_has_it_is_none(
    project: Path, users: Path, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = kept_key(project)
    monkeypatch.setenv(VARIABLE, value)
    assert (kept_key(project), key_notes(project)) == (own, ())


def test_a_users_own_key_is_made_once_and_for_this_user_alone(project: Path, users: Path) -> None:
    own = kept_key(project)
    assert own == users.read_bytes() == kept_key(project)
    assert len(users.read_bytes()) == KEY_SIZE
    assert (users.stat().st_mode & 0o777, users.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [each.name for each in users.parent.iterdir()] == ["state.key"]


@pytest.mark.parametrize("harm", ["truncated", "longer", "readable"])
def test_a_key_that_is_damaged_or_known_to_others_is_made_anew(project: Path, users: Path, harm: str) -> None:
    before = kept_key(project)
    if harm == "readable":
        users.chmod(0o644)
    else:
        users.write_bytes(b"k" * (KEY_SIZE - 1 if harm == "truncated" else KEY_SIZE + 1))
    after = kept_key(project)
    assert after not in {None, before}
    assert after == kept_key(project)
    assert users.stat().st_mode & 0o777 == 0o600


def test_a_key_that_came_with_the_project_is_not_believed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a container has the project for its home folder."""
    monkeypatch.setenv("HOME", str(project))
    monkeypatch.setenv("XDG_STATE_HOME", str(project / "state"))
    monkeypatch.setenv("LOCALAPPDATA", str(project / "state"))
    assert kept_key(project) is None
    assert list(project.iterdir()) == []
    assert [each.code for each in key_notes(project)] == ["state-key-unkept"]


def test_a_home_folder_that_is_a_link_into_the_project_counts_as_in_there(
    project: Path, users: Path, tmp_path: Path
) -> None:
    (project / "theirs").mkdir()
    (tmp_path / "state").symlink_to(project / "theirs")
    assert kept_key(project) is None


@pytest.mark.parametrize("obstacle", ["file", "link", "folder"])
def test_without_a_place_for_a_key_what_is_sealed_lasts_as_long_as_the_process(
    project: Path, users: Path, obstacle: str
) -> None:
    users.parent.parent.mkdir()
    if obstacle == "file":
        users.parent.write_text("in the way")
    elif obstacle == "folder":
        users.mkdir(parents=True)
    else:
        users.parent.mkdir()
        users.symlink_to(project / "theirs")
    assert kept_key(project) is None
    assert state_key(project) == state_key(project)
    assert [each.code for each in key_notes(project)] == ["state-key-unkept"]
    assert list(project.iterdir()) == []


@pytest.mark.skipif(
    sys.platform == "win32" or getattr(os, "geteuid", int)() != 0, reason="only root can give a file away"
)
def test_another_users_key_is_neither_used_nor_replaced(project: Path, users: Path) -> None:
    kept_key(project)
    before = users.read_bytes()
    os.chown(users, 12345, 12345)
    assert kept_key(project) is None
    assert users.read_bytes() == before


def _key_of_a_process(project: Path) -> bytes | None:
    return kept_key(project)


def test_processes_that_make_a_key_at_once_have_one(project: Path, users: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("fork")) as processes:
        keys = set(processes.map(_key_of_a_process, [project] * 32))
    assert keys == {users.read_bytes()}


def test_a_seal_is_of_one_kind_one_place_one_content_and_one_key() -> None:
    seals = {
        seal(kind, labels, content, key)
        for kind in (b"state", b"template")
        for labels in ((b"ab", b"c"), (b"a", b"bc"), (b"abc",))
        for content in (b"", b"x")
        for key in (b"k" * 32, b"l" * 32)
    }
    assert len(seals) == 24


def test_a_sealed_file_counts_in_its_own_place_alone(project: Path) -> None:
    home = project / ".letterpress"
    (home / "outputs/site").mkdir(parents=True)
    write_sealed(home / "files", b"kind 1", b"content")
    data = (home / "files").read_bytes()
    assert read_sealed(home / "files", b"kind 1", bytes) == b"content"
    for other in (home / "configuration", home / "outputs/site/files"):
        other.write_bytes(data)
        with pytest.raises(UnreadableError):
            read_sealed(other, b"kind 1", bytes)


def test_a_project_may_move_and_is_still_believed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, SECRET)
    (project / ".letterpress").mkdir()
    write_sealed(project / ".letterpress/files", b"kind 1", b"content")
    project.rename(tmp_path / "moved")
    assert read_sealed(tmp_path / "moved/.letterpress/files", b"kind 1", bytes) == b"content"


def test_what_was_sealed_with_another_key_is_told_from_what_is_damaged(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".letterpress").mkdir()
    file = project / ".letterpress/files"
    monkeypatch.setenv(VARIABLE, SECRET)
    write_sealed(file, b"kind 1", b"content")
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"?")
    assert note_on(file) == "cache-unreadable"
    file.write_bytes(whole)
    monkeypatch.setenv(VARIABLE, OTHER)
    assert note_on(file) == "state-of-another-key"


def note_on(file: Path) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_sealed(file, b"kind 1", bytes)
    return caught.value.note.code
