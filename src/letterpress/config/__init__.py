# SPDX-License-Identifier: MIT
"""letterpress.yaml as a frozen `Config`, the author profiles, and the vocabulary that the config may change."""

from letterpress.config.authors import AuthorProfile, read_authors
from letterpress.config.decode import read_config
from letterpress.config.settings import Config

__all__ = ["AuthorProfile", "Config", "read_authors", "read_config"]
