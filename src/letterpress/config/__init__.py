# SPDX-License-Identifier: MIT
"""letterpress.yaml as a frozen `Config`, the author profiles, and the vocabulary that the config may change."""

from typing import TYPE_CHECKING, Any

from letterpress.config.settings import Config

if TYPE_CHECKING:
    from letterpress.config.authors import AuthorProfile, read_authors
    from letterpress.config.decode import read_config

__all__ = ["AuthorProfile", "Config", "read_authors", "read_config"]

_HOMES = {"AuthorProfile": "authors", "read_authors": "authors", "read_config": "decode"}


def __getattr__(name: str) -> Any:
    """Import the tables by which files are read when one is read: a configuration may come from the last build."""
    from importlib import import_module  # noqa: PLC0415 - only for this

    if name in _HOMES:
        return getattr(import_module(f"letterpress.config.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
