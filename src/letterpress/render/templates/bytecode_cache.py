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

from letterpress.diagnostics import LetterpressError
from letterpress.digests import DIGEST_SIZE
from letterpress.files import read_file
from letterpress.store.paths import made, replace_file

KEY_SIZE = 32


def _jinja_version() -> str:
    known = vars(jinja2).get("__version__")
    if isinstance(known, str):
        return known
    from importlib.metadata import version  # noqa: PLC0415 - 18 ms, only where Jinja does not say it itself

    return version("jinja2")


JINJA_VERSION = _jinja_version()
_COMPILED_BY = f"{sys.implementation.cache_tag} jinja2 {JINJA_VERSION} sandbox 4"


class CompiledTemplates(BytecodeCache):
    """Compiled templates in a folder; a file that is damaged, of another version or of unknown origin is absent.

    What is loaded from there runs as Python. A project that somebody else made may bring such a folder along,
    so every file is sealed with a key that only this user has.
    """

    def __init__(self, folder: Path, key: bytes, made_with: tuple[str, ...]) -> None:
        self._folder = folder
        self._key = key
        self._made_with = " ".join((_COMPILED_BY, *made_with)).encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code, where it is there and whole."""
        try:
            data, _ = read_file(str(self._path(bucket)))
        except OSError:
            return
        payload = data[DIGEST_SIZE:]
        if data[:DIGEST_SIZE] == self._seal(bucket, payload):
            bucket.code = marshal.loads(payload)  # noqa: S302 - sealed with a key of our own, just checked

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the code; a folder that cannot be written is no reason to stop."""
        payload = marshal.dumps(bucket.code)
        with suppress(OSError, LetterpressError):
            made(self._folder)
            replace_file(self._path(bucket), self._seal(bucket, payload), payload)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.bin"

    def _seal(self, bucket: Bucket, payload: bytes) -> bytes:
        content = b"\0".join((self._made_with, bucket.checksum.encode(), payload))
        return blake2b(content, key=self._key, digest_size=DIGEST_SIZE).digest()


def compiled_templates(folder: Path, made_with: tuple[str, ...]) -> CompiledTemplates | None:
    """Compiled templates in this folder; None where this user has no place to keep a key.

    Args:
        folder: It may be missing.
        made_with: What their code depends on besides their text: what writes it, and the names of the filters that
            plugins bring, which code that was compiled with them would miss no sooner than it runs.
    """
    key = _key()
    return None if key is None else CompiledTemplates(folder, key, made_with)


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
