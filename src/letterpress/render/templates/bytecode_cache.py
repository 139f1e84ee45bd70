# SPDX-License-Identifier: MIT
"""Keep what templates compile to, so that the next start need not compile them again."""

import marshal
import os
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from letterpress.digests import DIGEST_SIZE

KEY_SIZE = 32
_COMPILED_BY = f"{sys.implementation.cache_tag} jinja2 {jinja2.__version__} sandbox 2".encode()


class CompiledTemplates(BytecodeCache):
    """Compiled templates in a folder; a file that is damaged, of another version or of unknown origin is absent.

    What is loaded from there runs as Python. A project that somebody else made may bring such a folder along,
    so every file is sealed with a key that only this user has.
    """

    def __init__(self, folder: Path, key: bytes, filters: tuple[str, ...]) -> None:
        self._folder = folder
        self._key = key
        # A template that was compiled with a filter would not miss it before it runs.
        self._filters = " ".join(filters).encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code, where it is there and whole."""
        try:
            data = self._path(bucket).read_bytes()
        except OSError:
            return
        payload = data[DIGEST_SIZE:]
        if data[:DIGEST_SIZE] == self._seal(bucket, payload):
            bucket.code = marshal.loads(payload)  # noqa: S302 - sealed with a key of our own, just checked

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the code; a folder that cannot be written is no reason to stop."""
        payload = marshal.dumps(bucket.code)
        path = self._path(bucket)
        half = path.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            half.write_bytes(self._seal(bucket, payload) + payload)
            half.replace(path)
        except OSError:
            with suppress(OSError):
                half.unlink(missing_ok=True)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.bin"

    def _seal(self, bucket: Bucket, payload: bytes) -> bytes:
        content = b"\0".join((_COMPILED_BY, self._filters, bucket.checksum.encode(), payload))
        return blake2b(content, key=self._key, digest_size=DIGEST_SIZE).digest()


def compiled_templates(folder: Path, filters: tuple[str, ...]) -> CompiledTemplates | None:
    """Compiled templates in this folder; None where this user has no place to keep a key.

    Args:
        folder: It may be missing.
        filters: The names of those that plugins bring.
    """
    key = _key()
    return None if key is None else CompiledTemplates(folder, key, filters)


def _key() -> bytes | None:
    try:
        home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        path = Path(home) / "letterpress" / "compiled.key"
        if not path.exists():
            _make_key(path)
        key = path.read_bytes()
    except (OSError, RuntimeError):
        return None
    return key if len(key) == KEY_SIZE else None


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"compiled.key.{os.getpid()}")
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123 - of a descriptor
        file.write(os.urandom(KEY_SIZE))
    half.replace(path)
