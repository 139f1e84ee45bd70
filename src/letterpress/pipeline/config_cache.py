# SPDX-License-Identifier: MIT
"""A project's configuration as it was read last, so that an unchanged letterpress.yaml need not be read again.

Reading it takes 25 ms, most of them for the YAML library and the tables of what it may hold.
"""

from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, LetterpressError
from letterpress.digests import Digest, digest_value
from letterpress.serialization import plain, restored
from letterpress.store.checked_file import UnreadableError, read_sealed, write_sealed
from letterpress.store.paths import CONFIGURATION, HOME, state_home

_SCHEMA = b"configuration 1"


class CachedConfig(msgspec.Struct, frozen=True, array_like=True):
    """What a file was read as."""

    key: Digest
    """Of everything that the rest depends on."""
    config: Config
    warnings: tuple[Diagnostic, ...]


def open_config(root: Path, data: bytes, path: str, version: str) -> tuple[Config, tuple[Diagnostic, ...]]:
    """The configuration that `config.read_config` reads from a file.

    Args:
        root: The project's folder.
        data: What the file holds.
        path: What diagnostics call the file.
        version: Of letterpress; another one may read the same file otherwise.

    Raises:
        ConfigError: With every error and warning, where there is an error.
    """
    key = digest_value((version, data, path))
    cached = load_config(root)
    if cached is not None and cached.key == key:
        return cached.config, cached.warnings
    from letterpress.config.table import read_config  # noqa: PLC0415 - only a new file pays for its tables

    config, warnings = read_config(data, path)
    save_config(root, CachedConfig(key, config, warnings))
    return config, warnings


def load_config(root: Path) -> CachedConfig | None:
    """What was kept last, if it still holds on this machine; None where it is missing or damaged."""
    try:
        cached = read_sealed(root / HOME / CONFIGURATION, _SCHEMA, _decode)
        if cached is not None:
            ZoneInfo(cached.config.timezone)
    except (UnreadableError, ZoneInfoNotFoundError):
        return None
    return cached


def save_config(root: Path, cached: CachedConfig) -> None:
    """Keep a configuration where that is possible; what is not kept is read again.

    Two commands may keep theirs at once, without the lock of a build: the seal of a mixture would not fit.
    """
    with suppress(LetterpressError):
        write_sealed(state_home(root) / CONFIGURATION, _SCHEMA, _encode(cached))


_encode = msgspec.msgpack.Encoder(enc_hook=plain).encode
_decode = msgspec.msgpack.Decoder(CachedConfig, dec_hook=restored).decode
