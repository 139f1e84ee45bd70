# SPDX-License-Identifier: MIT
"""Keep what templates compile to, so that the next start need not compile them again."""

import marshal
import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from letterpress.diagnostics import LetterpressError
from letterpress.files import read_file
from letterpress.store.paths import made, project_and_place, replace_file
from letterpress.store.state_key import SEAL_SIZE, kept_key, seal


def _jinja_version() -> str:
    known = vars(jinja2).get("__version__")
    if isinstance(known, str):
        return known
    from importlib.metadata import version  # noqa: PLC0415 - 18 ms, only where Jinja does not say it itself

    return version("jinja2")


JINJA_VERSION = _jinja_version()
_COMPILED_BY = f"{sys.implementation.cache_tag} jinja2 {JINJA_VERSION} sandbox 5"


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
        payload = data[SEAL_SIZE:]
        if data[:SEAL_SIZE] == self._seal(bucket, payload):
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
        labels = (self._made_with, bucket.key.encode(), bucket.checksum.encode())
        return seal(b"template", labels, payload, self._key)


def compiled_templates(folder: Path, made_with: tuple[str, ...]) -> CompiledTemplates | None:
    """Compiled templates in this folder; None where this user has no place to keep a key.

    Args:
        folder: It may be missing.
        made_with: What their code depends on besides their text: what writes it, and the names of the filters that
            plugins bring, which code that was compiled with them would miss no sooner than it runs.
    """
    key = kept_key(project_and_place(folder)[0])
    return None if key is None else CompiledTemplates(folder, key, made_with)
