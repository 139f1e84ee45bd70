# SPDX-License-Identifier: MIT
"""The key that seals the state of a project: from the environment, or this user's own, outside of every project."""

import os
import secrets
import stat
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from letterpress.diagnostics import Diagnostic
from letterpress.digests import blake2b
from letterpress.files import open_file
from letterpress.store import diagnostics as problems

VARIABLE = "LETTERPRESS_STATE_KEY"
"""The environment variable that machines share which use the state of each other, as the runs of a CI do."""
LEAST = 32
"""Characters in it; fewer could be guessed, and count as none."""
KEY_SIZE = 32
SEAL_SIZE = 16

FILE = "state.key"

_OWN = secrets.token_bytes(KEY_SIZE)
"""The key of this process alone, where none can be kept: what it seals means nothing to another."""


def seal(kind: bytes, labels: tuple[bytes, ...], content: bytes, key: bytes) -> bytes:
    """What only the holder of the key can say of some content.

    Args:
        kind: What is sealed, up to 16 bytes; a seal of another kind never fits.
        labels: What the content is bound to, such as the place of its file.
        content: Of any size.
        key: From `state_key` or `kept_key`.
    """
    hasher = blake2b(digest_size=SEAL_SIZE, key=key, person=kind)
    for label in labels:
        hasher.update(len(label).to_bytes(4, "big") + label)
    hasher.update(content)
    return hasher.digest()


def state_key(project: Path) -> bytes:
    """The key of the state of a project; where none can be kept, one that holds as long as this process.

    Args:
        project: See `kept_key`.
    """
    return kept_key(project) or _OWN


def kept_key(project: Path) -> bytes | None:
    """The key that the next process has as well; None where there is no place for one.

    Args:
        project: The folder that has `.letterpress/` in it; a key in there may have come with it, and is not believed.
    """
    shared = _shared()
    if len(shared) >= LEAST:
        return blake2b(os.fsencode(shared), digest_size=KEY_SIZE, person=b"state key").digest()
    try:
        folder = _folder()
        if _is_within(folder, project):
            return None
        return _read(folder / FILE) or _make(folder)
    except (OSError, RuntimeError):  # RuntimeError: the system knows no home folder
        return None


def key_notes(project: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with the key of a project: that it is too short to count, or that there is no place for one.

    Args:
        project: See `kept_key`.
    """
    short = (problems.state_key_short(VARIABLE, LEAST),) if 0 < len(_shared()) < LEAST else ()
    return short if kept_key(project) is not None else (*short, problems.state_key_unkept(VARIABLE, LEAST))


def _shared() -> str:
    return os.environ.get(VARIABLE, "").strip()


def _folder() -> Path:
    """This user's folder for what programs keep and other machines need not have."""
    if sys.platform == "win32":
        named = os.environ.get("LOCALAPPDATA", "")
        above = Path(named) if named else Path.home() / "AppData/Local"
    elif sys.platform == "darwin":
        above = Path.home() / "Library/Application Support"
    else:
        named = os.environ.get("XDG_STATE_HOME", "")
        above = Path(named) if named.startswith("/") else Path.home() / ".local/state"
    return above / "letterpress"


@lru_cache(maxsize=4)  # which takes longer than all else of reading a key
def _is_within(folder: Path, project: Path) -> bool:
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(project))


def _read(path: Path) -> bytes | None:
    """The key in a file; None where there is none, or it is damaged, or known to others than this user.

    Raises:
        OSError: It is another user's, or cannot be read.
    """
    try:
        with open_file(path) as file:
            seen = os.fstat(file.fileno())
            key = file.read(KEY_SIZE + 1)
    except FileNotFoundError:
        return None
    if sys.platform != "win32":
        if seen.st_uid != os.geteuid():  # as of root, who may read everything: that user goes on needing it
            raise PermissionError
        if stat.S_IMODE(seen.st_mode) & 0o077:
            return None
    return key if len(key) == KEY_SIZE else None


def _make(folder: Path) -> bytes | None:
    """A new key, or the one that another process made at the same moment."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / FILE
    half = folder / f"{FILE}.{secrets.token_hex(8)}"
    try:
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - of a descriptor
            file.write(secrets.token_bytes(KEY_SIZE))
            file.flush()
            os.fsync(descriptor)
        if path.exists() and _read(path) is None:
            half.replace(path)
        else:
            _give_name(half, path)
    finally:
        with suppress(FileNotFoundError):
            half.unlink()
    return _read(path)


def _give_name(half: Path, path: Path) -> None:
    """Give a whole file its name, unless there is one of that name by now."""
    with suppress(FileExistsError):
        if sys.platform == "win32":
            half.rename(path)
            return
        try:
            path.hardlink_to(half)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            half.replace(path)
