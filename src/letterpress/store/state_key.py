# SPDX-License-Identifier: MIT
"""The key that seals the state of a project: from the environment, or this user's own, outside of every project."""

import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path

from letterpress.digests import blake2b
from letterpress.files import open_file

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
    """The key of the state of a project; where none can be kept, one that holds as long as this process."""
    return kept_key(project) or _OWN


def kept_key(project: Path) -> bytes | None:
    """The key that the next process has as well; None where there is no place for one.

    Args:
        project: Its folder; a key in there may have come with it, and is not believed.
    """
    shared = os.fsencode(os.environ.get(VARIABLE, "").strip())
    if len(shared) >= LEAST:
        return blake2b(shared, digest_size=KEY_SIZE).digest()
    try:
        folder = _folder()
        if _is_within(folder, project):
            return None
        return _read(folder / FILE) or _make(folder)
    except (OSError, RuntimeError):  # RuntimeError: the system knows no home folder
        return None


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


def _is_within(folder: Path, project: Path) -> bool:
    real = os.path.realpath(folder)
    return Path(real).is_relative_to(os.path.realpath(project))


def _read(path: Path) -> bytes | None:
    """The key in a file; None where there is none, or others than this user may know it or have made it."""
    try:
        with open_file(path) as file:
            seen = os.fstat(file.fileno())
            key = file.read(KEY_SIZE + 1)
    except FileNotFoundError:
        return None
    if len(key) != KEY_SIZE:
        return None
    if sys.platform != "win32" and (seen.st_uid != os.geteuid() or stat.S_IMODE(seen.st_mode) & 0o077):
        return None
    return key


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
        if os.path.lexists(path) and _read(path) is None:
            half.replace(path)  # one that is damaged, or known to others
        else:
            _named(half, path)
    finally:
        with suppress(FileNotFoundError):
            half.unlink()
    return _read(path)


def _named(half: Path, path: Path) -> None:
    """Give a whole file its name, unless there is one of that name by now."""
    with suppress(FileExistsError):
        if sys.platform == "win32":
            half.rename(path)
        else:
            path.hardlink_to(half)
