# SPDX-License-Identifier: MIT
"""A project's configuration, read only if letterpress.yaml is not the one that was read last.

Reading it takes 25 ms, most of them for the YAML library and the tables of what it may hold.
"""

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from letterpress.config import Config
from letterpress.diagnostics import Diagnostic
from letterpress.digests import Digest, digest_value
from letterpress.serialization import plain, restored
from letterpress.store.config_payload import load_configuration, save_configuration


class Kept(msgspec.Struct, frozen=True, array_like=True):
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
    kept = _kept(root, key)
    if kept is not None:
        return kept.config, kept.warnings
    from letterpress.config.table import read_config  # noqa: PLC0415 - only a new file pays for its tables

    config, warnings = read_config(data, path)
    save_configuration(root, _encode(Kept(key, config, warnings)))
    return config, warnings


def _kept(root: Path, key: Digest) -> Kept | None:
    """What was kept under a key, if it still holds on this machine."""
    payload = load_configuration(root)
    try:
        kept = None if payload is None else _decode(payload)
        if kept is None or kept.key != key:
            return None
        ZoneInfo(kept.config.timezone)
    except (msgspec.DecodeError, ZoneInfoNotFoundError):
        return None
    return kept


_encode = msgspec.msgpack.Encoder(enc_hook=plain).encode
_decode = msgspec.msgpack.Decoder(Kept, dec_hook=restored).decode
